/* trail.c - who changed which cell when, kept beside the report */
#include "store/trail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "report/annotation.h"
#include "report/reason-text.h"
#include "store/person.h"

#define KIND "gouji-log"
#define TAIL 65536		/* bytes in which the last save is looked for */

/* ---- runs made one ---- */

/* Changes that were made in one go: one for each cell, in the end from what
 * was before to what is now. */
struct merged {
	struct edit edit;	/* its values are ours */
	size_t room;
	int serial;
	int *last;	/* of each item: its last change, counted from 1 */
};

static void
merged_clear(struct merged *m)
{
	record_edit_release(&m->edit);
	m->room = 0;
}

static struct change *
change_of(struct merged *m, int cell)
{
	/* the last, as earlier ones of a text may lie elsewhere in it */
	return m->last[cell] ? &m->edit.change[m->last[cell] - 1] : NULL;
}

static void
add_change(struct merged *m, const struct change *c)
{
	struct change copy = {
		.cell = c->cell, .at = c->at,
		.before = value_copy(&c->before),
		.after = value_copy(&c->after),
	};

	ARRAY_GROW(m->edit.change, m->edit.changes, m->room);
	m->edit.change[m->edit.changes++] = copy;
	m->last[c->cell] = m->edit.changes;
}

static void
set_text(struct value *v, struct buf *text)
{
	value_release(v);
	*v = VALUE_NONE;
	if (text->len) {
		v->state = VALUE_TEXT;
		v->text = buf_detach(text);
	}
	buf_release(text);
}

/* Makes one splice of TO and of C after it; false if they do not touch. */
static bool
join_texts(struct change *to, const struct change *c)
{
	const char *cut = c->before.text ? c->before.text : "";
	const char *put = c->after.text ? c->after.text : "";
	const char *had = to->after.text ? to->after.text : "";
	size_t n = strlen(cut), end = to->at + strlen(had);
	size_t left, right, from;
	struct buf before = BUF_INIT, after = BUF_INIT;

	if (c->at > end || c->at + n < to->at)
		return false;
	/* what it cuts beyond our own text was there before us */
	left = c->at < to->at ? to->at - c->at : 0;
	right = c->at + n > end ? c->at + n - end : 0;
	buf_addn(&before, cut, left);
	buf_add(&before, to->before.text ? to->before.text : "");
	buf_addn(&before, cut + n - right, right);
	from = left ? 0 : c->at - to->at;
	buf_add(&after, had);
	buf_splice(&after, from, n - left - right, put, strlen(put));
	to->at -= left;
	set_text(&to->before, &before);
	set_text(&to->after, &after);
	return true;
}

static void
merge(struct merged *m, const struct form *f, const struct edit *e)
{
	int i;

	for (i = 0; i < e->changes; i++) {
		const struct change *c = &e->change[i];
		struct change *to = change_of(m, c->cell);

		if (!to) {
			add_change(m, c);
		} else if (item_kind(f, c->cell)->type->figure) {
			value_release(&to->after);
			to->after = value_copy(&c->after);
		} else if (!join_texts(to, c)) {
			add_change(m, c);
		}
	}
	m->edit.sign = e->sign;
}

/* What is still being typed is in the file as the figure that it is so far,
 * or as blank. */
static void
settle(struct value *v)
{
	free(v->text);
	v->text = NULL;
	if (v->state == VALUE_OPEN)
		*v = VALUE_NONE;
}

static bool
idle(const struct form *f, const struct change *c)
{
	return value_equal(&c->before, &c->after) &&
	       (item_kind(f, c->cell)->type->figure || !c->before.text ||
		!strcmp(c->before.text, c->after.text));
}

static void
put_merged(struct merged *m, const struct form *f, struct buf *out,
	   struct chain *chain)
{
	int i, n = 0;

	for (i = 0; i < m->edit.changes; i++) {
		struct change *c = &m->edit.change[i];

		m->last[c->cell] = 0;
		if (item_kind(f, c->cell)->type->figure) {
			settle(&c->before);
			settle(&c->after);
		}
		if (idle(f, c)) {
			value_release(&c->before);
			value_release(&c->after);
		} else {
			m->edit.change[n++] = *c;
		}
	}
	m->edit.changes = n;
	if (n) {
		size_t from = out->len;

		record_field(out, "edit");
		record_edit(out, f, m->serial, &m->edit);
		record_end(out, from, chain);
	}
	merged_clear(m);
}

static void
put_edits(const struct report *r, int from, int to, struct buf *out,
	  struct chain *chain)
{
	const struct form *f = report_form(r);
	struct merged m = { .serial = 0 };
	int n;

	m.last = xcalloc((size_t)annotation_count(f), sizeof *m.last);
	for (n = from; n < to; n++) {
		const struct edit *e = report_log(r, n);

		if (e->how == EDIT_SOURCE)
			continue;
		if (e->how != EDIT_MORE) {
			put_merged(&m, f, out, chain);
			m.edit.how = e->how;
		}
		merge(&m, f, e);
		m.serial = n + 1;
	}
	put_merged(&m, f, out, chain);
	free(m.last);
}

/* ---- writing ---- */

/* The checksum at the end of the line that ends before AT, to go on from. */
static void
take_up(struct chain *chain, const char *bytes, size_t at)
{
	size_t n = sizeof chain->sum - 1;

	*chain = (struct chain)CHAIN_INIT;
	if (at > n + 1)
		memcpy(chain->sum, bytes + at - 1 - n, n);
}

/* False, with errno, if the file is not a trail: appending would damage the
 * file of another program. */
static bool
is_trail(int fd, off_t size)
{
	char head[sizeof KIND];
	size_t n = size < (off_t)sizeof head ? (size_t)size : sizeof head;

	if (pread(fd, head, n, 0) != (ssize_t)n)
		return false;
	if (memcmp(head, KIND "\t", n)) {
		errno = EEXIST;
		return false;
	}
	return true;
}

static bool
begins(const char *line, size_t len, const char *kind)
{
	size_t n = strlen(kind);

	return len > n && !memcmp(line, kind, n) && line[n] == '\t';
}

/* Where the last line ends that says of a version or is the head, which must
 * not be cut off in front; 0: there is none. */
static size_t
after_saved(const char *bytes, size_t len, bool cut)
{
	const char *feed = memrchr(bytes, '\n', len), *line;

	for (; feed; feed = line > bytes ? line - 1 : NULL) {
		size_t n = (size_t)(feed - bytes);

		line = memrchr(bytes, '\n', n);
		line = line ? line + 1 : bytes;
		if (line == bytes && cut)
			return 0;
		n = (size_t)(feed - line);
		if (begins(line, n, "saved") || begins(line, n, KIND))
			return (size_t)(feed - bytes) + 1;
	}
	return 0;
}

/* The digest in the line "saved", that ends before AT; "" in another. */
static void
digest_before(const char *bytes, size_t at, char digest[DIGEST_LEN + 1])
{
	const char *line = memrchr(bytes, '\n', at - 1);
	size_t n = sizeof "saved";

	line = line ? line + 1 : bytes;
	if (begins(line, at - (size_t)(line - bytes), "saved") &&
	    at - (size_t)(line - bytes) > n + DIGEST_LEN)
		memcpy(digest, line + n, DIGEST_LEN);
}

/* Where the next lines belong, with the checksum before them in CHAIN: after
 * the last version that was saved, whose digest goes into DIGEST.  What comes
 * then is of a save that was cut off, and is noted again. */
static bool
find_end(int fd, off_t *end, struct chain *chain,
	 char digest[DIGEST_LEN + 1])
{
	size_t room = TAIL, n = 0, found = 0;
	char *bytes = NULL;
	struct stat st;
	off_t from = 1;
	bool ok;

	*end = 0;
	*chain = (struct chain)CHAIN_INIT;
	ok = !fstat(fd, &st);
	if (ok && !S_ISREG(st.st_mode)) {
		errno = EINVAL;
		ok = false;
	}
	ok = ok && is_trail(fd, st.st_size);
	for (; ok && !found && from > 0; room *= 4) {
		from = st.st_size > (off_t)room ? st.st_size - (off_t)room : 0;
		n = (size_t)(st.st_size - from);
		bytes = xreallocarray(bytes, n + 1, 1);
		ok = pread(fd, bytes, n, from) == (ssize_t)n;
		found = ok ? after_saved(bytes, n, from > 0) : 0;
	}
	*end = found ? from + (off_t)found : 0;
	if (found) {
		take_up(chain, bytes, found);
		digest_before(bytes, found, digest);
	}
	free(bytes);
	return ok;
}

static void
put_saved(struct buf *out, struct chain *chain, const char *kind,
	  const char *digest, const char *person)
{
	size_t from = out->len;

	record_field(out, kind);
	record_field(out, digest);
	record_time(out, person_clock());
	record_field(out, person);
	record_end(out, from, chain);
}

static void
put_back(int fd, off_t end)
{
	int saved = errno;

	(void)!ftruncate(fd, end);
	errno = saved;
}

bool
trail_append(const struct dir *dir, const struct report *r, int from,
	     int to, const char *before, const char *digest, const char *person,
	     struct error *e)
{
	int fd = dir_file(dir, TRAIL_ENDING, O_RDWR | O_CREAT, 0600);
	char last[DIGEST_LEN + 1] = "";
	struct buf text = BUF_INIT;
	struct chain chain;
	bool new = false, ok;
	off_t end;

	ok = fd >= 0 && find_end(fd, &end, &chain, last);
	if (ok && !end) {
		new = true;
		dir_give_mode(dir, fd);
		put_saved(&text, &chain, KIND, before, "1");
	}
	if (ok) {
		if (*last && *before && strcmp(last, before))
			put_saved(&text, &chain, "found", before, person);
		put_edits(r, from, to, &text, &chain);
		put_saved(&text, &chain, "saved", digest, person);
		ok = !ftruncate(fd, end) && lseek(fd, end, SEEK_SET) == end &&
		     write_whole(fd, text.text, text.len) && !fsync(fd) &&
		     (!new || dir_sync(dir));
		/* nothing of it, so that it is not there twice */
		if (!ok)
			put_back(fd, end);
	}
	if (!ok) {
		buf_clear(&text);
		buf_addf(&text, "%s%s", dir->asked, TRAIL_ENDING);
		error_warn(e, NOWHERE,
			   _("the report is saved, but who changed what cannot "
			     "be noted in %s: %s"), text.text,
			   errno == EEXIST ? _("that is another program's "
					       "file; give it another name")
					   : strerror(errno));
	}
	if (fd >= 0)
		close(fd);
	buf_release(&text);
	return ok;
}

/* ---- reading ---- */

static const char *
keep(struct trail *t, const char *text, size_t len)
{
	/* of a line that was tampered with; never of one that we wrote */
	if (!text_valid(text, len, NULL))
		return "\xef\xbf\xbd";
	return arena_strndup(&t->arena, text, len);
}

static const char *
keep_field(struct trail *t, const struct record *r, int n)
{
	return keep(t, r->field[n], r->len[n]);
}

static void
add_entry(struct trail *t, struct trail_entry entry)
{
	ARRAY_GROW(t->entry, t->entries, t->room);
	t->entry[t->entries++] = entry;
}

static void
add_loose(struct trail *t, int line)
{
	if (t->looses && t->loose[t->looses - 1] == line)
		return;
	ARRAY_GROW(t->loose, t->looses, t->loose_room);
	t->loose[t->looses++] = line;
}

static void
take_changes(struct trail *t, const struct record *r, struct trail_entry entry)
{
	int i;

	record_get_time(r, 2, &entry.time);
	entry.how = keep_field(t, r, 3);
	entry.person = keep_field(t, r, 4);
	entry.reason = keep_field(t, r, 5);
	entry.digest = "";
	for (i = 6; i + 2 < r->fields; i += 3) {
		const char *at = strchr(r->field[i], '@');

		entry.address = keep(t, r->field[i],
				     at ? (size_t)(at - r->field[i])
					: r->len[i]);
		entry.at = at ? strtoul(at + 1, NULL, 10) : 0;
		entry.before = keep_field(t, r, i + 1);
		entry.after = keep_field(t, r, i + 2);
		add_entry(t, entry);
	}
}

static void
take_version(struct trail *t, const struct record *r,
	     struct trail_entry entry)
{
	entry.version = true;
	entry.how = record_is(r, "saved", 1) ? "saved" : "found";
	entry.reason = entry.address = entry.before = entry.after = "";
	entry.digest = keep_field(t, r, 1);
	record_get_time(r, 2, &entry.time);
	entry.person = keep_field(t, r, 3);
	add_entry(t, entry);
}

/* A kind that we do not know is of a later gouji. */
static void
take_line(struct trail *t, const struct record *r, int line, bool loose)
{
	struct trail_entry entry = { .line = line, .loose = loose };

	if (record_is(r, "edit", 9))
		take_changes(t, r, entry);
	else if (record_is(r, "saved", 4) || record_is(r, "found", 4))
		take_version(t, r, entry);
}

/* Reads the lines from AT on; true if one of them is as it was written, or
 * there is no byte at all. */
static bool
parse(struct trail *t, const char *bytes, size_t len, size_t at)
{
	struct record r = RECORD_INIT;
	struct chain chain;
	bool any = at >= len;
	int line;

	take_up(&chain, bytes, at);
	for (line = 1; at < len; line++) {
		const char *from = bytes + at, *feed;

		if (record_next(&r, bytes, len, &at, &chain)) {
			any = true;
			take_line(t, &r, line, false);
			continue;
		}
		feed = memchr(from, '\n', len - at);
		if (!feed) {
			t->torn = line;
			break;
		}
		add_loose(t, line);
		if (record_split(&r, from, (size_t)(feed - from)))
			take_line(t, &r, line, true);
		at = (size_t)(feed + 1 - bytes);
		take_up(&chain, bytes, at);
	}
	record_release(&r);
	return any;
}

bool
trail_parse(struct trail *t, const char *bytes, size_t len)
{
	*t = (struct trail){ .entry = NULL };
	return parse(t, bytes, len, 0);
}

bool
trail_read(struct trail *t, const struct dir *dir)
{
	struct buf bytes = BUF_INIT;
	bool ok;

	*t = (struct trail){ .entry = NULL };
	ok = dir_read(dir, TRAIL_ENDING, TRAIL_BYTES, &bytes);
	if (ok && !trail_parse(t, bytes.text, bytes.len)) {
		errno = EINVAL;
		ok = false;
	}
	buf_release(&bytes);
	return ok;
}

void
trail_of_edits(struct trail *t, const struct report *r, int from, int to)
{
	struct buf bytes = BUF_INIT;
	struct chain chain = CHAIN_INIT;

	put_edits(r, from, to, &bytes, &chain);
	trail_parse(t, bytes.text, bytes.len);
	buf_release(&bytes);
}

const char *
trail_reason(const char *reason)
{
	if (!strcmp(reason, TAKEN_FROM_FILE))
		return _("as in the file that somebody else wrote");
	if (!strcmp(reason, KEPT_AGAINST_FILE))
		return _("against the file that somebody else wrote");
	return reason;
}

const char *
trail_plain(const struct trail_entry *x, const char *value)
{
	const char *words = strncmp(x->address, "reason ", 7)
				    ? "" : reason_words(value);

	return *words ? words : value;
}

void
trail_release(struct trail *t)
{
	arena_release(&t->arena);
	free(t->entry);
	free(t->loose);
	*t = (struct trail){ .entry = NULL };
}

/* ---- the end of it ---- */

/* The last bytes of the trail, of which those from *AT on are whole lines, with
 * the checksum of the line before in front of them. */
static bool
read_tail(const struct dir *dir, struct buf *out, size_t *at)
{
	int fd = dir_file(dir, TRAIL_ENDING, O_RDONLY, 0);
	char *bytes = xmalloc(TAIL);
	struct stat st;
	ssize_t n = -1;

	*at = 0;
	if (fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode)) {
		off_t from = st.st_size > TAIL ? st.st_size - TAIL : 0;
		size_t sum = sizeof ((struct chain *)0)->sum;
		const char *feed = NULL;

		n = pread(fd, bytes, TAIL, from);
		if (from && n > (ssize_t)sum)
			feed = memchr(bytes + sum, '\n', (size_t)n - sum);
		*at = feed ? (size_t)(feed + 1 - bytes) : 0;
	}
	if (n > 0)
		buf_addn(out, bytes, (size_t)n);
	if (fd >= 0)
		close(fd);
	free(bytes);
	return n > 0;
}

bool
trail_read_end(struct trail *t, const struct dir *dir)
{
	struct buf bytes = BUF_INIT;
	size_t at;
	bool ok;

	*t = (struct trail){ .entry = NULL };
	ok = read_tail(dir, &bytes, &at) &&
	     parse(t, bytes.text, bytes.len, at);
	buf_release(&bytes);
	return ok;
}

const struct trail_entry *
trail_saved(const struct trail *t)
{
	int i;

	for (i = t->entries - 1; i >= 0; i--)
		if (!strcmp(t->entry[i].how, "saved") && !t->entry[i].loose &&
		    strlen(t->entry[i].digest) == DIGEST_LEN)
			return &t->entry[i];
	return NULL;
}

bool
trail_last(const struct dir *dir, char digest[DIGEST_LEN + 1],
	   int64_t *time, struct buf *person)
{
	const struct trail_entry *last = NULL;
	struct trail t;

	*digest = '\0';
	*time = 0;
	if (trail_read_end(&t, dir))
		last = trail_saved(&t);
	if (last) {
		memcpy(digest, last->digest, DIGEST_LEN + 1);
		*time = last->time;
		buf_add(person, last->person);
	}
	trail_release(&t);
	return last;
}
