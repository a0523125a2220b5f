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
	int i;

	/* the last, as earlier ones of a text may lie elsewhere in it */
	for (i = m->edit.changes - 1; i >= 0; i--)
		if (m->edit.change[i].cell == cell)
			return &m->edit.change[i];
	return NULL;
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
		} else if (form_kind_of(f, c->cell)->type->figure) {
			value_release(&to->after);
			to->after = value_copy(&c->after);
		} else if (!join_texts(to, c)) {
			add_change(m, c);
		}
	}
	m->edit.sign = e->sign;
}

/* A figure that is still being typed is the figure that it is. */
static void
settle(struct value *v)
{
	if (v->state == VALUE_FIGURE) {
		free(v->text);
		v->text = NULL;
	}
}

static bool
idle(const struct form *f, const struct change *c)
{
	return value_equal(&c->before, &c->after) &&
	       (form_kind_of(f, c->cell)->type->figure || !c->before.text ||
		!strcmp(c->before.text, c->after.text));
}

static void
put_merged(struct merged *m, const struct form *f, struct buf *out,
	   struct chain *chain)
{
	int i, n = 0;

	for (i = 0; i < m->edit.changes; i++) {
		struct change *c = &m->edit.change[i];

		if (form_kind_of(f, c->cell)->type->figure) {
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
}

/* ---- writing ---- */

/* Where the last whole line ends, with its checksum in CHAIN. */
static bool
find_end(int fd, off_t *end, struct chain *chain)
{
	char bytes[4096];
	struct stat st;
	off_t at;

	*end = 0;
	*chain = (struct chain)CHAIN_INIT;
	if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		return false;
	for (at = st.st_size; at > 0 && !*end;) {
		size_t n = at < (off_t)sizeof bytes ? (size_t)at
						    : sizeof bytes;
		ssize_t got = pread(fd, bytes, n, at - (off_t)n);
		const char *feed;

		if (got != (ssize_t)n)
			return false;
		feed = memrchr(bytes, '\n', n);
		at -= (off_t)n;
		if (feed)
			*end = at + (feed - bytes) + 1;
	}
	at = *end - (off_t)sizeof chain->sum;
	return at < 0 || pread(fd, chain->sum, sizeof chain->sum - 1, at) ==
				 (ssize_t)sizeof chain->sum - 1;
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

bool
trail_append(const struct home *home, const struct report *r, int from,
	     int to, const char *before, const char *digest, const char *person,
	     struct error *e)
{
	int fd = home_file(home, TRAIL_ENDING, O_RDWR | O_CREAT, 0600);
	struct buf text = BUF_INIT;
	struct chain chain;
	bool new = false, ok;
	off_t end;

	ok = fd >= 0 && find_end(fd, &end, &chain);
	if (ok && !end) {
		new = true;
		home_give_mode(home, fd);
		put_saved(&text, &chain, KIND, before, "1");
	}
	if (ok) {
		put_edits(r, from, to, &text, &chain);
		put_saved(&text, &chain, "saved", digest, person);
		ok = !ftruncate(fd, end) && lseek(fd, end, SEEK_SET) == end &&
		     write_whole(fd, text.text, text.len) && !fsync(fd) &&
		     (!new || home_sync(home));
	}
	if (!ok) {
		buf_clear(&text);
		buf_addf(&text, "%s%s", home->asked, TRAIL_ENDING);
		error_warn(e, NOWHERE,
			   _("the report is saved, but who changed what cannot "
			     "be noted in %s: %s"), text.text,
			   strerror(errno));
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
	if (!text_valid(text, len, NULL))
		return "";
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
	t->loose += entry.loose;
}

static void
take_changes(struct trail *t, const struct record *r, bool loose)
{
	struct trail_entry entry = { .loose = loose };
	int i;

	if (!record_get_time(r, 2, &entry.time))
		entry.loose = true;
	entry.how = keep_field(t, r, 3);
	entry.person = keep_field(t, r, 4);
	entry.reason = keep_field(t, r, 5);
	for (i = 6; i + 2 < r->fields; i += 3) {
		const char *at = strchr(r->field[i], '@');

		entry.address = keep(t, r->field[i],
				     at ? (size_t)(at - r->field[i])
					: r->len[i]);
		entry.at = at ? strtoul(at + 1, NULL, 10) : 0;
		entry.before = keep_field(t, r, i + 1);
		entry.after = keep_field(t, r, i + 2);
		add_entry(t, entry);
		entry.loose = false;
	}
}

static void
take_saved(struct trail *t, const struct record *r, bool loose)
{
	struct trail_entry entry = {
		.saved = true, .how = "saved", .reason = "", .address = "",
		.before = "", .after = "", .loose = loose,
	};

	entry.digest = keep_field(t, r, 1);
	if (!record_get_time(r, 2, &entry.time))
		entry.loose = true;
	entry.person = keep_field(t, r, 3);
	add_entry(t, entry);
}

/* The checksum at the end of the line that ends before AT, to go on from. */
static void
take_up(struct chain *chain, const char *bytes, size_t at)
{
	size_t n = sizeof chain->sum - 1;

	*chain = (struct chain)CHAIN_INIT;
	if (at > n + 1)
		memcpy(chain->sum, bytes + at - 1 - n, n);
}

/* Reads the lines from AT on; true if there is any, or no byte at all. */
static bool
parse(struct trail *t, const char *bytes, size_t len, size_t at)
{
	struct record r = RECORD_INIT;
	struct chain chain;
	bool loose = false, any = at >= len;

	take_up(&chain, bytes, at);
	while (at < len) {
		const char *feed;

		if (record_next(&r, bytes, len, &at, &chain)) {
			any = true;
			if (record_is(&r, "edit", 9))
				take_changes(t, &r, loose);
			else if (record_is(&r, "saved", 4))
				take_saved(t, &r, loose);
			loose = false;
			continue;
		}
		feed = memchr(bytes + at, '\n', len - at);
		if (!feed)
			break;
		/* a line that is not as it was written: what follows it is
		 * told to be loose */
		t->loose += loose;
		loose = true;
		at = (size_t)(feed + 1 - bytes);
		take_up(&chain, bytes, at);
	}
	t->loose += loose;
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
trail_read(struct trail *t, const struct home *home)
{
	struct buf bytes = BUF_INIT;
	bool ok;

	*t = (struct trail){ .entry = NULL };
	ok = home_read(home, TRAIL_ENDING, TRAIL_BYTES, &bytes);
	if (ok && !trail_parse(t, bytes.text, bytes.len)) {
		errno = EINVAL;
		ok = false;
	}
	buf_release(&bytes);
	return ok;
}

void
trail_release(struct trail *t)
{
	arena_release(&t->arena);
	free(t->entry);
	*t = (struct trail){ .entry = NULL };
}

/* The last bytes of the trail, of which those from *AT on are whole lines. */
static bool
read_tail(const struct home *home, struct buf *out, size_t *at)
{
	int fd = home_file(home, TRAIL_ENDING, O_RDONLY, 0);
	char *bytes = xmalloc(TAIL);
	struct stat st;
	ssize_t n = -1;

	*at = 0;
	if (fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode)) {
		off_t from = st.st_size > TAIL ? st.st_size - TAIL : 0;
		const char *feed;

		n = pread(fd, bytes, TAIL, from);
		feed = n > 0 && from ? memchr(bytes, '\n', (size_t)n) : NULL;
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
trail_last(const struct home *home, char digest[DIGEST_LEN + 1],
	   int64_t *time, struct buf *person)
{
	struct buf bytes = BUF_INIT;
	struct trail t = { .entry = NULL };
	bool found = false;
	size_t at;
	int i;

	*digest = '\0';
	*time = 0;
	if (read_tail(home, &bytes, &at) &&
	    parse(&t, bytes.text, bytes.len, at)) {
		for (i = t.entries - 1; i >= 0 && !found; i--) {
			const struct trail_entry *x = &t.entry[i];

			found = x->saved && strlen(x->digest) == DIGEST_LEN;
			if (!found)
				continue;
			memcpy(digest, x->digest, DIGEST_LEN + 1);
			*time = x->time;
			buf_add(person, x->person);
		}
	}
	trail_release(&t);
	buf_release(&bytes);
	return found;
}
