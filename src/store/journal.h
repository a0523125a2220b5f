/*
 * journal.h - what has been done to a report since it was opened
 *
 * FILE.journal lies beside a report from its first change on and holds the
 * file as it was and one line an edit, so that a crash, a power cut or a line
 * that drops costs nothing that was entered.  It follows the report's log:
 * call journal_follow() after the keys that came in together, and
 * journal_sync() when there is time.
 *
 *   1. Its edits are those of the log after what the file held, in order,
 *      none missing; where the person stood is said between them.
 *   2. Cut at any byte, it is a valid journal of fewer edits: a line counts
 *      with its line feed and its checksum, and one line is one edit.
 *   3. It holds the bytes that it replays onto, so it replays whatever became
 *      of the file.  A mark in it says of which later bytes of the file its
 *      edits up to there are part; of any others it knows nothing.
 *   4. The mark goes in before the file is put in place, and the journal goes
 *      away when the person leaves and the folder is synced.
 *   5. Where the folder cannot be written it lies in dir_state().
 *   6. Nothing is visible beside the report before the first edit, and nothing
 *      is left of a session that made none, however it ends.
 *   7. journal_follow() never waits for the disk, unless it replaces a journal
 *      of which something is on the disk.  So the order for each key is:
 *      journal, screen, then sync.
 *
 * The first edit would cost a copy of the whole file.  journal_prepare() makes
 * that copy beforehand, in a file without a name (O_TMPFILE); the first edit
 * is appended and the file linked.  A copy in memory would still have to be
 * written under the first key, and a temporary file with a name would be left
 * behind by a crash.  Where the file system has no such files, or the mode or
 * owner of the report changed meanwhile, the first edit makes FILE.journal.new
 * and renames it.
 *
 * A power cut between the first edit and its sync may leave an empty file.  It
 * counts as no journal.
 */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "report/report.h"
#include "store/directory.h"
#include "store/record.h"
#include "store/report-reader.h"

#define JOURNAL_ENDING ".journal"
#define JOURNAL_BYTES (256 << 20)	/* at most */

/* Where a person stands in a report.  Only the screen knows what the numbers
 * mean. */
struct spot {
	int cell;
	char mode;		/* one letter; 0: none */
	int number[6];		/* not below 0 */
};

bool spot_equal(const struct spot *a, const struct spot *b);

struct journal;

/* The journal of the file of DIR, of which BYTES are on the disk and made
 * the first SERIAL edits of the log.  Nothing is written before there is a
 * change.  DIR must outlive the journal, which the caller frees with
 * journal_close(). */
struct journal *journal_new(const struct dir *dir, const char *bytes,
			    size_t len, int serial);
/* Goes on with the journal as it was read. */
struct recovery;
struct journal *journal_resume(const struct dir *dir,
			       const struct recovery *r);
/* Makes ready what does not depend on the first edit, so that it costs little.
 * F is the form of the report.  Failing is no error: the first edit does it
 * then. */
void journal_prepare(struct journal *j, const struct form *f);
/* Closes it and leaves it where it is; J may be NULL. */
void journal_close(struct journal *j);
/* Removes it, for all is saved or thrown away, and closes it. */
void journal_remove(struct journal *j);

/* Appends the edits that are newer than what it has, and where the person
 * stands now if that is news, in one write.  False, told in E, if that cannot
 * be done: the next call tries again. */
bool journal_follow(struct journal *j, const struct report *r,
		    const struct spot *spot, struct error *e);
/* True if something is not yet on the disk. */
bool journal_unsynced(const struct journal *j);
/* Brings it to the disk.  False, told in E, if that fails. */
bool journal_sync(struct journal *j, struct error *e);
/* Says that a file with this digest holds all edits so far.  To be called
 * before the file is put in place; synced. */
bool journal_mark(struct journal *j, const struct report *r,
		  const char *digest, struct error *e);
/* Notes that the report was compared with a file with this digest, which
 * another program wrote. */
bool journal_seen(struct journal *j, const struct report *r,
		  const char *digest, struct error *e);
/* The edits that the last version written by us holds. */
int journal_saved(const struct journal *j);
/* Adds the path of the file; and is it elsewhere than beside the report? */
void journal_show(const struct journal *j, struct buf *out);
bool journal_elsewhere(const struct journal *j);

/* ---- reading it again ---- */

struct version {
	char digest[DIGEST_LEN + 1];
	int serial;		/* edits of the log that it holds; -1: another
				 * program's, which was compared */
};

/* The last version with this digest; NULL if there is none. */
const struct version *version_find(const struct version *v, int versions,
				   const char *digest);

/* What was found in a journal. */
struct recovery {
	struct report_file file;	/* the report, all edits replayed */
	int base;		/* edits that are what the file held first */
	struct version *version;	/* the first is that file */
	int versions;
	size_t version_room;
	bool known;		/* the file is one of the versions */
	int saved;		/* and holds so many edits, as above; they
				 * may be more than are left in the journal */
	char *person, *host;	/* the person who made the last edit; where it
				 * began */
	int64_t time;		/* of the last edit; 0: none */
	struct spot *spot;	/* for each block, where the person stood
				 * last */
	int last;		/* the block where the person stood; -1:
				 * unknown */
	bool elsewhere;		/* it lies in dir_state() */
	/* to go on with it, or to follow the session that writes it */
	ino_t inode;
	struct chain chain;
	size_t valid;		/* bytes that count */
	bool garbage;		/* whole lines behind them do not */
	bool broken;		/* it could not be read, as it is no journal */
	char *bytes;		/* of the file at first */
	size_t len;
};

/* Is there a journal of the file of DIR? Also true if that cannot be told;
 * reading it then fails. */
bool journal_there(const struct dir *dir);
/* Reads the journal of the file of DIR.  DIGEST is that of the file, "" if
 * there is none; PATH is its name in messages.  False, told in E, if the
 * journal cannot be read at all.  The caller frees R with
 * recovery_release(). */
bool recovery_read(struct recovery *r, const struct dir *dir,
		   const char *path, const char *digest, struct error *e);
/* The same from memory. */
bool recovery_parse(struct recovery *r, const char *path, const char *bytes,
		    size_t len, const char *digest, struct error *e);
void recovery_release(struct recovery *r);
/* Takes what the writing session appended meanwhile; *MOVED says whether there
 * was anything.  False if the journal is gone or is another file, which may
 * have the inode number of the old one. */
bool recovery_more(struct recovery *r, const struct dir *dir, bool *moved);
/* Renames the journal to FILE.journal~, where a person can look into it. */
bool journal_keep(const struct dir *dir, bool elsewhere);

#endif
