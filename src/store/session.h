/*
 * session.h - a report at work: its file, its lock, its journal and its trail
 *
 * Every change of a report is made in a session.  What was typed and not saved
 * when an earlier session was killed is in the report once this one is open,
 * and one message says so.
 *
 *   1. A writing session has the lock.  After each key the journal follows the
 *      log, before the screen shows the change.
 *   2. A file that another program changed is never overwritten unseen: that
 *      version is in THEIRS, to be compared, before session_save() goes on.
 *   3. Whatever fails, the file is one whole version, old or new, and what was
 *      typed is in the journal.
 */
#ifndef STORE_SESSION_H
#define STORE_SESSION_H

#include <stdbool.h>

#include "base/error.h"
#include "report/report.h"
#include "store/directory.h"
#include "store/journal.h"
#include "store/lock.h"
#include "store/report-reader.h"
#include "store/save.h"

enum session_for {
	SESSION_SCREEN,	 /* recovers, takes over, may read only */
	SESSION_COMMAND, /* one change: refuses what it cannot have */
	SESSION_RECOVER, /* a command that wants what was not saved */
	SESSION_LOOK,	 /* the same, that changes nothing: a reader */
};

struct session {
	char *path;		/* as asked for */
	enum session_for what;
	struct dir dir;
	struct report_file file;
	int readings;		/* how often FILE was read anew: what pointed
				 * into it is gone, whatever lies there now */
	struct lock *lock;
	struct holder holder;	/* the process that has the lock, or left it
				 * behind */
	bool writer;		/* else we read what HOLDER writes */
	bool took_over;		/* from another process of this person */
	int socket;		/* on which we can be asked to end; or -1 */
	int asked;		/* the connection of the process that asked; or
				 * -1 */
	struct journal *journal;
	struct stamp stamp;	/* of the file when read or written */
	char digest[DIGEST_LEN + 1];	/* of it; "": there was none */
	bool history;		/* the trail is kept */
	int logged;		/* edits of the log that it tells of */
	struct buf person;	/* the name of the person */
	bool kept;		/* an unreadable journal is FILE.journal~ */

	/* what was found in a journal; its report is in FILE */
	bool restored;
	struct recovery found;
	/* the file as another program wrote it, while it is to be compared */
	bool differs;
	struct report_file theirs;
	char theirs_digest[DIGEST_LEN + 1];
};

/* Opens the report at PATH.  False, told in E, if it cannot be opened for
 * that; D is then closed.  HISTORY: false keeps no trail.  The caller ends D
 * with session_close(), and D stays where it is meanwhile. */
bool session_open(struct session *d, const char *path, enum session_for what,
		  bool history, struct error *e);
/* Says in E if not all of the journal could be read. */
void session_tell_kept(const struct session *d, struct error *e);
/* Ends it.  FINISHED: all is saved or thrown away, so the journal goes; else
 * it stays for the next. */
void session_close(struct session *d, bool finished);

/* Signs the next edits with the person and the time. */
void session_sign(struct session *d, const char *reason);
/* The time at which the report was handed in (milliseconds since 1970) and the
 * person; false if neither its log nor the end of its trail says so. */
bool session_handed_in(const struct session *d, int64_t *time,
		       struct buf *person);
/* After the keys that came in together, with where the person stands. */
bool session_follow(struct session *d, const struct spot *spot,
		    struct error *e);
bool session_unsynced(const struct session *d);
/* When there is time. */
bool session_sync(struct session *d, struct error *e);

/* The first edit that was restored and that the file did not hold. */
int session_first(const struct session *d);

/* True if the file is as this session knows it.  False, told in E, if another
 * program changed it: see session_save(). */
bool session_current(struct session *d, struct error *e);
/* Saves under its own name.  False, told in E, on failure.  If another program
 * changed the file, d->differs is true then, and the next call overwrites what
 * stands in THEIRS. */
bool session_save(struct session *d, struct error *e);
/* What is in THEIRS has been seen: saving may replace it. */
void session_seen(struct session *d);

/* As a reader: takes in what was written meanwhile; true if anything moved.
 * The report may be another afterwards. */
bool session_read_on(struct session *d);
/* In a reading session: has the writing session ended? */
bool session_free(const struct session *d);
/* As a reader: takes the lock if it is free now, and reads all anew.  False,
 * told in E if there is something to tell: what was read before stays. */
bool session_take(struct session *d, struct error *e);

#endif
