/* journal.c - what has been done to a report since it was opened: writing */
#include "store/journal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/person.h"

struct journal {
	const struct dir *dir;	/* of the report */
	struct dir state;	/* where else it may lie; if folder < 0, not */
	int fd;			/* -1: there is no file yet */
	struct stat like;	/* the report when FD was prepared */
	struct chain chain;
	off_t size;		/* what is whole */
	bool torn;		/* there may be more, of no worth */
	int written;		/* edits of the log that are in it */
	struct spot spot;	/* that it tells last */
	bool unsynced, new;	/* new: its name may not be on the disk */
	bool there;		/* it has a name: some may be on the disk */
	bool refused;		/* what is on the disk is not all */
	struct buf text;	/* what is to be appended */

	int base;
	char *bytes;		/* of the file at first */
	size_t len;
	struct version *version;
	int versions;
	size_t version_room;
};

bool
spot_equal(const struct spot *a, const struct spot *b)
{
	return a->cell == b->cell && a->mode == b->mode &&
	       !memcmp(a->number, b->number, sizeof a->number);
}

/* ---- beginning and ending ---- */

static void
add_version(struct journal *j, const char *digest, int serial)
{
	struct version v = { .serial = serial };

	memcpy(v.digest, digest, sizeof v.digest - 1);
	ARRAY_GROW(j->version, j->versions, j->version_room);
	j->version[j->versions++] = v;
}

struct journal *
journal_new(const struct dir *dir, const char *bytes, size_t len,
	    int serial)
{
	struct journal *j = xcalloc(1, sizeof *j);
	char digest[DIGEST_LEN + 1];

	*j = (struct journal){
		.dir = dir, .state = DIR_NONE, .fd = -1,
		.base = serial, .written = serial, .text = BUF_INIT,
		.bytes = xmalloc(len + 1), .len = len,
		.spot = { .cell = -1 },
	};
	memcpy(j->bytes, bytes, len);
	digest_of(bytes, len, digest);
	add_version(j, digest, serial);
	return j;
}

static const struct dir *
place_of(const struct journal *j)
{
	return j->state.folder >= 0 ? &j->state : j->dir;
}

struct journal *
journal_resume(const struct dir *dir, const struct recovery *r)
{
	struct journal *j = journal_new(dir, r->bytes, r->len, r->base);
	int i;

	for (i = 1; i < r->versions; i++)
		add_version(j, r->version[i].digest, r->version[i].serial);
	if (r->elsewhere && !dir_state(&j->state, dir, false))
		return j;
	j->fd = dir_file(place_of(j), JOURNAL_ENDING, O_RDWR, 0);
	/* without it, one with all of it is written next */
	j->there = true;
	if (j->fd < 0)
		return j;
	j->written = report_serial(r->file.report);
	j->chain = r->chain;
	j->size = (off_t)r->valid;
	j->torn = true;
	return j;
}

static void
close_file(struct journal *j)
{
	if (j->fd >= 0)
		close(j->fd);
	j->fd = -1;
}

void
journal_close(struct journal *j)
{
	if (!j)
		return;
	close_file(j);
	dir_release(&j->state);
	buf_release(&j->text);
	free(j->bytes);
	free(j->version);
	free(j);
}

void
journal_remove(struct journal *j)
{
	if (!j)
		return;
	if (j->there && j->state.folder >= 0)
		dir_unlink(&j->state, JOURNAL_ENDING);
	/* also what could not be taken away when it went elsewhere */
	if (j->there)
		dir_unlink(j->dir, JOURNAL_ENDING);
	journal_close(j);
}

void
journal_show(const struct journal *j, struct buf *out)
{
	dir_show(place_of(j), JOURNAL_ENDING, out);
}

bool
journal_elsewhere(const struct journal *j)
{
	return j->state.folder >= 0;
}

const struct version *
version_find(const struct version *v, int versions, const char *digest)
{
	while (versions-- > 0)
		if (!strcmp(v[versions].digest, digest))
			return &v[versions];
	return NULL;
}

int
journal_saved(const struct journal *j)
{
	int i = j->versions - 1;

	while (i > 0 && j->version[i].serial < 0)
		i--;
	return j->version[i].serial;
}

/* ---- lines ---- */

static void
add_head(struct journal *j, const struct form *f)
{
	struct buf text = BUF_INIT;
	size_t from = j->text.len;

	record_field(&j->text, "gouji-journal");
	record_field(&j->text, "1");
	buf_addf(&text, "%s/%s", f->name, f->version);
	record_field(&j->text, text.text);
	buf_clear(&text);
	person_name(&text);
	record_field(&j->text, text.text);
	buf_clear(&text);
	person_host(&text);
	record_field(&j->text, text.text);
	record_time(&j->text, person_clock());
	record_number(&j->text, j->base);
	record_bytes(&j->text, j->bytes, j->len);
	record_end(&j->text, from, &j->chain);
	buf_release(&text);
}

static void
add_version_line(struct journal *j, const struct version *v)
{
	size_t from = j->text.len;

	record_field(&j->text, v->serial < 0 ? "seen" : "mark");
	record_field(&j->text, v->digest);
	record_number(&j->text, v->serial < 0 ? 0 : v->serial);
	record_time(&j->text, person_clock());
	record_end(&j->text, from, &j->chain);
}

/* Those that the head does not tell of. */
static void
add_versions(struct journal *j)
{
	int i;

	for (i = 1; i < j->versions; i++)
		add_version_line(j, &j->version[i]);
}

static void
add_edits(struct journal *j, const struct report *r)
{
	int n;

	assert(j->written >= j->base && j->written <= report_serial(r));
	for (n = j->written; n < report_serial(r); n++) {
		size_t from = j->text.len;

		record_field(&j->text, "edit");
		record_edit(&j->text, report_form(r), n + 1,
			    report_log(r, n));
		record_end(&j->text, from, &j->chain);
	}
}

static void
add_spot(struct journal *j, const struct form *f, const struct spot *s)
{
	char mode[2] = { s->mode, '\0' };
	size_t from = j->text.len, i;

	if (s->cell < 0)
		return;		/* not known */
	record_field(&j->text, "spot");
	record_cell(&j->text, f, s->cell, 0);
	record_field(&j->text, mode);
	for (i = 0; i < ARRAY_LEN(s->number); i++)
		record_number(&j->text, s->number[i]);
	record_end(&j->text, from, &j->chain);
}

/* ---- writing ---- */

/* Appends what is in j->text, at once; false, with errno and the file as it
 * was, if that fails. */
static bool
append(struct journal *j)
{
	struct stat st;
	bool ok = true;

	assert(j->text.len && j->text.text[j->text.len - 1] == '\n');
	if (j->torn)
		ok = !ftruncate(j->fd, j->size) &&
		     lseek(j->fd, j->size, SEEK_SET) == j->size;
	j->torn = !ok;
	ok = ok && write_whole(j->fd, j->text.text, j->text.len);
	if (!ok) {
		j->torn = true;
		return false;
	}
	j->size += (off_t)j->text.len;
	j->unsynced = true;
	/* the journal was removed: what is written now would be lost with this
	 * process */
	if (j->there && !fstat(j->fd, &st) && !st.st_nlink) {
		errno = ENOENT;
		return false;
	}
	return true;
}

void
journal_prepare(struct journal *j, const struct form *f)
{
	if (j->there || dir_stat(j->dir, "", &j->like))
		return;
	j->fd = dir_unnamed(j->dir, 0600);
	if (j->fd < 0)
		return;
	dir_give_mode(j->dir, j->fd);
	buf_clear(&j->text);
	add_head(j, f);
	if (!append(j))
		close_file(j);
}

/* Are the permissions of the report those of when it was prepared? */
static bool
still_like(const struct journal *j)
{
	struct stat now;

	return !dir_stat(j->dir, "", &now) &&
	       now.st_mode == j->like.st_mode &&
	       now.st_uid == j->like.st_uid && now.st_gid == j->like.st_gid;
}

/* What was prepared gets what is in j->text, and its name. */
static bool
begin(struct journal *j)
{
	if (!still_like(j) || !append(j) ||
	    dir_link(j->dir, j->fd, JOURNAL_ENDING))
		return false;
	j->new = j->there = true;
	return true;
}

#define NEW_ENDING JOURNAL_ENDING ".new"

/* Writes a journal from nothing: the file, versions, all edits.  Marks stand
 * before the edits here, and each says which ones it holds.  One that is
 * there already goes when the new one is whole. */
static bool
make(struct journal *j, const struct report *r, const struct spot *spot)
{
	bool before = j->there;
	int saved;

	close_file(j);
	j->chain = (struct chain)CHAIN_INIT;
	j->size = 0;
	j->torn = false;
	buf_clear(&j->text);
	dir_unlink(place_of(j), NEW_ENDING);
	j->fd = dir_file(place_of(j), NEW_ENDING,
			 O_RDWR | O_CREAT | O_EXCL, 0600);
	if (j->fd < 0)
		return false;
	if (j->state.folder < 0)
		dir_give_mode(j->dir, j->fd);
	add_head(j, report_form(r));
	add_versions(j);
	j->written = j->base;
	add_edits(j, r);
	add_spot(j, report_form(r), spot);
	j->new = j->there = true;
	/* what was synced of the one before must not be lost with it */
	if (append(j) && (!before || !fdatasync(j->fd)) &&
	    !dir_rename(place_of(j), NEW_ENDING, JOURNAL_ENDING))
		return true;
	saved = errno;
	dir_unlink(place_of(j), NEW_ENDING);
	errno = saved;
	return false;
}

/* The same, and if it cannot lie beside the report, then elsewhere. */
static bool
make_somewhere(struct journal *j, const struct report *r,
	       const struct spot *spot)
{
	int saved;

	if (make(j, r, spot))
		return true;
	saved = errno;
	if (j->state.folder < 0 && dir_state(&j->state, j->dir, true)) {
		if (make(j, r, spot)) {
			/* the one beside the report ends too early */
			dir_unlink(j->dir, JOURNAL_ENDING);
			return true;
		}
		close_file(j);
		dir_release(&j->state);
	}
	close_file(j);
	errno = saved;
	return false;
}

static bool
refused(const struct journal *j, struct error *e)
{
	return error_add(e, NOWHERE,
			 _("the journal of %s cannot be written: %s; what is "
			   "typed would be lost with the line: save now, or "
			   "elsewhere with :w NAME"), j->dir->name,
			 strerror(errno));
}

/* Appends j->text, or makes a journal of all: what cannot be appended to is
 * not left as it is. */
static bool
put(struct journal *j, const struct report *r, const struct spot *spot)
{
	if (j->fd >= 0 && !(j->there ? append(j) : begin(j)))
		close_file(j);
	j->refused = j->fd < 0 && !make_somewhere(j, r, spot);
	if (!j->refused)
		j->written = report_serial(r);
	return !j->refused;
}

bool
journal_follow(struct journal *j, const struct report *r,
	       const struct spot *spot, struct error *e)
{
	bool edits = report_serial(r) > j->written || j->refused;

	if (!edits &&
	    (j->fd < 0 || !j->there || spot_equal(spot, &j->spot)))
		return true;
	buf_clear(&j->text);
	if (!j->there)
		add_versions(j);
	add_edits(j, r);
	if (!spot_equal(spot, &j->spot))
		add_spot(j, report_form(r), spot);
	if (!put(j, r, spot))
		return refused(j, e);
	j->spot = *spot;
	return true;
}

bool
journal_unsynced(const struct journal *j)
{
	return j->fd >= 0 && j->there && j->unsynced;
}

bool
journal_sync(struct journal *j, struct error *e)
{
	if (!journal_unsynced(j))
		return true;
	if (fdatasync(j->fd) ||
	    (j->new && !dir_sync(place_of(j))))
		return refused(j, e);
	j->unsynced = j->new = false;
	return true;
}

/* One that is not there yet tells of it when it is made. */
static bool
tell_version(struct journal *j, const struct report *r, int serial,
	     const char *digest, struct error *e)
{
	add_version(j, digest, serial);
	if (!j->refused && !j->there)
		return true;
	buf_clear(&j->text);
	add_edits(j, r);
	add_version_line(j, &j->version[j->versions - 1]);
	return put(j, r, &j->spot) ? journal_sync(j, e) : refused(j, e);
}

bool
journal_mark(struct journal *j, const struct report *r, const char *digest,
	     struct error *e)
{
	return tell_version(j, r, report_serial(r), digest, e);
}

bool
journal_seen(struct journal *j, const struct report *r, const char *digest,
	     struct error *e)
{
	return tell_version(j, r, -1, digest, e);
}
