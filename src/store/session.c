/* session.c - a report at work: its file, its lock, its journal and its trail
 */
#include "store/session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "report/annotation.h"
#include "store/sandbox-path.h"
#include "store/takeover.h"
#include "store/person.h"
#include "store/report-writer.h"
#include "store/trail.h"
#include "store/yaml-tree.h"

#define PATIENCE 5000		/* milliseconds until another has saved */

static struct place
place_of(const struct session *d)
{
	return (struct place){ d->path, 0, 0 };
}

/* ---- the lock ---- */

static bool
held(const struct session *d, struct error *e)
{
	struct buf who = BUF_INIT;

	holder_show(&d->holder, &who);
	if (d->holder.here)
		error_add(e, place_of(d),
			  _("is open at %s; nothing is changed, try again "
			    "when it is closed"), who.text);
	else
		error_add(e, place_of(d),
			  _("is open at %s, or was left open when that "
			    "machine went down; if so, remove %s.lock"),
			  who.text, d->path);
	buf_release(&who);
	return false;
}

/* Where there can be no lock the report can still be written; but that is
 * said. */
static bool
without_lock(const struct session *d, int why, struct error *e)
{
	/* the folder cannot be written, so no lock is needed */
	if (why != EACCES && why != EROFS && why != EPERM)
		error_warn(e, place_of(d),
			   _("cannot be locked: %s; see that nobody else has "
			     "it open"), strerror(why));
	return true;
}

static void
stop_listening(struct session *d)
{
	if (d->socket >= 0)
		close(d->socket);
	d->socket = -1;
}

/* The holder is another session of this person; an account may be shared. */
static bool
is_ourselves(const struct session *d)
{
	return d->holder.here && *d->holder.socket &&
	       !strcmp(d->holder.person, d->person.text);
}

/* True if we may write. */
static bool
take_lock(struct session *d, bool ask, struct error *e)
{
	struct buf name = BUF_INIT;
	enum lock_state state;
	int why;

	if (ask)
		d->socket = takeover_listen(&name);
	state = lock_take(&d->lock, &d->dir, name.text, &d->holder);
	if (state == LOCK_HELD && ask && is_ourselves(d) &&
	    takeover_ask(d->holder.socket, PATIENCE)) {
		holder_release(&d->holder);
		state = lock_take(&d->lock, &d->dir, name.text, &d->holder);
		d->took_over = state == LOCK_TAKEN;
	}
	why = errno;
	buf_release(&name);
	/* only the lock tells where to find this session */
	if (state != LOCK_TAKEN)
		stop_listening(d);
	if (state == LOCK_FAILED)
		return without_lock(d, why, e);
	return state == LOCK_TAKEN;
}

static void
drop_lock(struct session *d)
{
	lock_release(d->lock);
	d->lock = NULL;
	stop_listening(d);
	/* the process that asked goes on when this is closed */
	if (d->asked >= 0)
		close(d->asked);
	d->asked = -1;
}

/* ---- reading ---- */

static void
forget_found(struct session *d)
{
	/* its report is ours */
	d->found.file = (struct report_file){ .path = NULL };
	recovery_release(&d->found);
}

/* Reads what another program made of the file since, to be compared. */
static void
read_theirs(struct session *d, const struct buf *bytes, const char *digest,
	    struct error *e)
{
	struct error own = ERROR_INIT;

	report_file_close(&d->theirs);
	memcpy(d->theirs_digest, digest, sizeof d->theirs_digest);
	d->differs = report_file_parse(&d->theirs, d->path, bytes->text,
				       bytes->len, &own);
	if (d->differs && d->theirs.form->cells != d->file.form->cells) {
		error_add(&own, NOWHERE, _("it is of another form"));
		report_file_close(&d->theirs);
		d->differs = false;
	}
	if (!d->differs)
		error_warn(e, place_of(d),
			   _("was changed by somebody else and cannot be "
			     "compared: %s; save what you see under another "
			     "name with :w NAME"),
			   error_first(&own));
	error_release(&own);
}

/* Are there edits in the file that the journal has lost? */
static bool
ends_early(const struct recovery *r)
{
	return r->known && r->saved > report_serial(r->file.report);
}

/* A file of which the journal knows nothing may say the same all the same, if
 * the mark of it did not get into the journal. */
static bool
says_the_same(struct session *d)
{
	struct buf bytes = BUF_INIT;
	char digest[DIGEST_LEN + 1];

	report_write(d->file.report, &bytes);
	digest_of(bytes.text, bytes.len, digest);
	buf_release(&bytes);
	if (strcmp(digest, d->digest))
		return false;
	d->found.known = true;
	d->found.saved = report_serial(d->file.report);
	report_mark_saved(d->file.report);
	return true;
}

/* Takes what the journal holds; there may be none, or none of worth.  False,
 * told in E, if it cannot be read now: then it must not be written over. */
static bool
restore(struct session *d, const struct buf *bytes, struct error *e)
{
	struct error own = ERROR_INIT;
	bool readable;

	if (!journal_there(&d->dir))
		return true;
	readable = recovery_read(&d->found, &d->dir, d->path, d->digest,
				 &own) || d->found.broken;
	if (!readable)
		error_add(e, place_of(d), "%s", error_first(&own));
	error_release(&own);
	if (!readable)
		return false;
	if (d->found.broken || ends_early(&d->found)) {
		if (d->writer)
			d->kept = journal_keep(&d->dir, d->found.elsewhere);
		recovery_release(&d->found);
		return true;
	}
	d->file = d->found.file;
	d->restored = true;
	if (d->writer && d->found.garbage)
		d->kept = journal_keep(&d->dir, d->found.elsewhere);
	if (d->writer && !d->found.known && *d->digest && !says_the_same(d))
		read_theirs(d, bytes, d->digest, e);
	/* what could not be compared is not ours to replace */
	if (d->writer && !d->found.known && !d->differs)
		*d->digest = '\0';
	return true;
}

static void
begin_journal(struct session *d, const struct buf *bytes)
{
	if (!d->restored)
		d->journal = journal_new(&d->dir, bytes->text, bytes->len,
					 report_serial(d->file.report));
	else
		d->journal = journal_resume(&d->dir, &d->found);
	if (d->what == SESSION_SCREEN)
		journal_prepare(d->journal, d->file.form);
}

/* The trail goes on from the version that it tells of last. */
static void
find_logged(struct session *d)
{
	char digest[DIGEST_LEN + 1];
	struct buf person = BUF_INIT;
	struct error quiet = ERROR_INIT;
	const struct version *v = NULL;
	int64_t time;
	int saved = d->restored ? d->found.saved
				: report_serial(d->file.report);

	d->logged = d->restored ? d->found.base : saved;
	if (d->restored && trail_last(&d->dir, digest, &time, &person))
		v = version_find(d->found.version, d->found.versions, digest);
	if (v && v->serial >= 0)
		d->logged = v->serial;
	/* an end came between the file and its trail */
	if (d->history && saved > d->logged &&
	    trail_append(&d->dir, d->file.report, d->logged, saved,
			 v ? digest : d->found.version[0].digest, d->digest,
			 d->found.person, &quiet))
		d->logged = saved;
	error_release(&quiet);
	buf_release(&person);
}

static bool
unreadable(const struct session *d, int why, struct error *e)
{
	switch (why) {
	case EISDIR:
		return error_add(e, place_of(d),
				 _("is a folder; name a file in it"));
	case EINVAL:
		return error_add(e, place_of(d), _("is not a regular file"));
	case EFBIG:
		return error_add(e, place_of(d), _("is too large: %s"),
				 strerror(why));
	default:
		return error_add(e, place_of(d), _("cannot be opened: %s"),
				 sandbox_strerror(why));
	}
}

/* Reads the file, and its journal if it has one; a journal is enough. */
static bool
read_all(struct session *d, struct error *e)
{
	struct buf bytes = BUF_INIT;
	bool there, ok;

	*d->digest = '\0';
	d->stamp = stamp_of(d->path);	/* before it is read */
	there = dir_read(&d->dir, "", TREE_BYTES, &bytes);
	ok = there || errno == ENOENT || unreadable(d, errno, e);
	if (there)
		digest_of(bytes.text, bytes.len, d->digest);
	ok = ok && restore(d, &bytes, e) &&
	     (there || d->restored || unreadable(d, ENOENT, e));
	if (ok && !d->restored) {
		ok = report_file_parse(&d->file, d->path, bytes.text,
				       bytes.len, e);
		if (ok)
			report_mark_saved(d->file.report);
	}
	if (ok)
		report_set_reading(d->file.report, !d->writer);
	if (ok && d->writer) {
		begin_journal(d, &bytes);
		d->history = d->history && !d->file.form->no_history;
		find_logged(d);
	}
	buf_release(&bytes);
	return ok;
}

/* ---- opening and closing ---- */

/* A command must not write over what was typed and is not saved. */
static bool
nothing_waits(const struct session *d, struct error *e)
{
	if (!d->restored || (!report_modified(d->file.report) && !d->differs))
		return true;
	return error_add(e, place_of(d),
			 _("what was typed and not saved lies in its journal; "
			   "open it, or first run: gouji --recover %s"),
			 d->path);
}

bool
session_open(struct session *d, const char *path, enum session_for what,
	     bool history, struct error *e)
{
	bool ok;

	*d = (struct session){
		.dir = DIR_NONE, .holder = HOLDER_NONE, .socket = -1,
		.asked = -1, .what = what, .history = history,
		.path = xstrdup(path),
		.person = BUF_INIT, .found = { .last = -1 },
	};
	person_name(&d->person);
	if (!dir_open(&d->dir, path)) {
		error_add(e, place_of(d), _("cannot be opened: %s"),
			  sandbox_strerror(errno));
		session_close(d, false);
		return false;
	}
	d->writer = what != SESSION_LOOK &&
		    take_lock(d, what == SESSION_SCREEN, e);
	ok = (d->writer || what == SESSION_SCREEN || what == SESSION_LOOK ||
	      held(d, e)) &&
	     read_all(d, e) &&
	     (what != SESSION_COMMAND || nothing_waits(d, e));
	if (!ok)
		session_close(d, false);
	return ok;
}

void
session_tell_kept(const struct session *d, struct error *e)
{
	if (d->kept)
		error_warn(e, place_of(d),
			   _("not all of its journal could be read; it is kept "
			     "as %s.journal~"), d->path);
}

void
session_close(struct session *d, bool finished)
{
	if (d->journal && finished)
		journal_remove(d->journal);
	else
		journal_close(d->journal);
	d->journal = NULL;
	drop_lock(d);
	forget_found(d);
	report_file_close(&d->file);
	report_file_close(&d->theirs);
	holder_release(&d->holder);
	dir_release(&d->dir);
	buf_release(&d->person);
	free(d->path);
	d->path = NULL;
}

/* ---- writing ---- */

void
session_sign(struct session *d, const char *reason)
{
	struct sign sign = {
		.time = person_clock(), .person = d->person.text,
		.reason = reason,
	};

	report_sign(d->file.report, &sign);
}

/* True if an edit with this reason took over what another person wrote into the
 * file: the person who signed it is not the one who made the change. */
static bool
is_taken(const char *reason)
{
	return !strcmp(reason, TAKEN_FROM_FILE);
}

/* The last edit of this session that touched the annotation; NULL: none. */
static const struct edit *
last_edit_of(const struct report *r, int annotation)
{
	int n, i;

	for (n = report_serial(r) - 1; n >= 0; n--) {
		const struct edit *e = report_log(r, n);
		bool own = e->how != EDIT_SOURCE && !is_taken(e->sign.reason);

		for (i = 0; own && i < e->changes; i++)
			if (e->change[i].cell == annotation)
				return e;
	}
	return NULL;
}

bool
session_handed_in(const struct session *d, int64_t *time, struct buf *person)
{
	int annotation = annotation_state(d->file.form), i;
	const struct edit *e = last_edit_of(d->file.report, annotation);
	struct buf address = BUF_INIT;
	struct trail t;
	bool found = e && e->sign.time;

	if (found) {
		*time = e->sign.time;
		buf_add(person, e->sign.person);
		return true;
	}
	item_address(d->file.form, annotation, &address);
	i = trail_read_end(&t, &d->dir) ? t.entries : 0;
	while (!found && --i >= 0)
		if (!t.entry[i].version && !t.entry[i].loose &&
		    !is_taken(t.entry[i].reason) &&
		    !strcmp(t.entry[i].address, address.text)) {
			*time = t.entry[i].time;
			buf_add(person, t.entry[i].person);
			found = *time;
		}
	trail_release(&t);
	buf_release(&address);
	return found;
}

bool
session_follow(struct session *d, const struct spot *spot, struct error *e)
{
	return !d->journal ||
	       journal_follow(d->journal, d->file.report, spot, e);
}

int
session_first(const struct session *d)
{
	return d->found.saved > d->found.base ? d->found.saved
					      : d->found.base;
}

bool
session_unsynced(const struct session *d)
{
	return d->journal && journal_unsynced(d->journal);
}

bool
session_sync(struct session *d, struct error *e)
{
	return !d->journal || journal_sync(d->journal, e);
}

/* What lies on the disk now: true if it is what we know. */
static bool
unchanged(struct session *d, struct error *e)
{
	struct stamp now = stamp_of(d->path);
	struct buf bytes = BUF_INIT;
	char digest[DIGEST_LEN + 1];
	bool same;

	if (!now.there)
		return true;
	/* its size and time may be as they were: the clock ticks slowly */
	if (!dir_read(&d->dir, "", TREE_BYTES, &bytes)) {
		error_add(e, NOWHERE,
			  _("%s is not saved: what lies there cannot be read: "
			    "%s; try again, or save under another name with "
			    ":w NAME"), d->path, strerror(errno));
		buf_release(&bytes);
		return false;
	}
	digest_of(bytes.text, bytes.len, digest);
	same = !strcmp(digest, d->digest);
	if (same) {
		d->stamp = now;
	} else {
		read_theirs(d, &bytes, digest, e);
		error_add(e, place_of(d),
			  d->differs ? _("was changed by somebody else; "
					 "compare, then save again")
				     : _("was changed by somebody else; save "
					 "under another name with :w NAME"));
	}
	buf_release(&bytes);
	return same;
}

void
session_seen(struct session *d)
{
	struct error quiet = ERROR_INIT;

	/* none: it may have changed again, and is looked at once more */
	d->stamp = (struct stamp){ .there = true };
	memcpy(d->digest, d->theirs_digest, sizeof d->digest);
	journal_seen(d->journal, d->file.report, d->digest, &quiet);
	report_mark_unsaved(d->file.report);
	report_file_close(&d->theirs);
	d->differs = false;
	error_release(&quiet);
}

static void
log_save(struct session *d, const char *before, struct error *e)
{
	int now = report_serial(d->file.report);

	if (!d->history ||
	    trail_append(&d->dir, d->file.report, d->logged, now, before,
			 d->digest, d->person.text, e))
		d->logged = now;
}

bool
session_current(struct session *d, struct error *e)
{
	if (d->differs)
		session_seen(d);
	return unchanged(d, e);
}

bool
session_save(struct session *d, struct error *e)
{
	struct error quiet = ERROR_INIT;
	struct buf bytes = BUF_INIT;
	char digest[DIGEST_LEN + 1], before[DIGEST_LEN + 1];
	struct save *s = NULL;
	bool ok;

	ok = session_current(d, e);
	if (ok) {
		report_write(d->file.report, &bytes);
		digest_of(bytes.text, bytes.len, digest);
		s = save_begin(d->path, e);
	}
	ok = s && save_write(s, bytes.text, bytes.len, e);
	if (ok) {
		/* a journal that cannot be written does not keep us from
		 * saving what would have gone into it */
		journal_mark(d->journal, d->file.report, digest, &quiet);
		ok = save_commit(s, e);
	}
	if (ok) {
		memcpy(before, d->digest, sizeof before);
		memcpy(d->digest, digest, sizeof digest);
		report_mark_saved(d->file.report);
		d->stamp = stamp_of(d->path);
		log_save(d, before, e);
	}
	error_release(&quiet);
	buf_release(&bytes);
	return ok;
}

/* ---- as a reader ---- */

/* Opens all anew, in a session that replaces this one if that succeeds. */
static bool
read_again(struct session *d, struct error *e)
{
	struct report_file old = d->file;

	forget_found(d);
	d->restored = false;
	d->file = (struct report_file){ .path = NULL };
	if (read_all(d, e)) {
		report_file_close(&old);
		d->readings++;
		return true;
	}
	d->file = old;
	return false;
}

bool
session_read_on(struct session *d)
{
	struct error quiet = ERROR_INIT;
	struct stamp now;
	bool moved;

	if (d->writer)
		return false;
	if (d->restored && recovery_more(&d->found, &d->dir, &moved))
		return moved;
	now = stamp_of(d->path);
	if (!d->restored && !journal_there(&d->dir) &&
	    stamp_equal(&now, &d->stamp))
		return false;
	read_again(d, &quiet);
	error_release(&quiet);
	return true;
}

bool
session_free(const struct session *d)
{
	struct stat st;

	return !d->writer && dir_stat(&d->dir, LOCK_ENDING, &st) &&
	       errno == ENOENT;
}

bool
session_take(struct session *d, struct error *e)
{
	holder_release(&d->holder);
	d->writer = take_lock(d, true, e);
	if (d->writer && !read_again(d, e)) {
		drop_lock(d);
		d->writer = false;
	}
	return d->writer;
}
