/*
 * trail.h - who changed which cell when, kept beside the report
 *
 * FILE.log grows with each save: one line for each change, in the order in
 * which they were made, then a line with the digest of the file that was
 * saved.  Consecutive keys in one cell are one change.  Lines are appended;
 * the file is never rewritten.
 *
 *   1. Each line's checksum covers the line before as well, so a line that was
 *      removed or changed is detected.
 *   2. Its last digest is that of the file, unless another program wrote the
 *      file.
 */
#ifndef STORE_TRAIL_H
#define STORE_TRAIL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/mem.h"
#include "report/report.h"
#include "store/directory.h"
#include "store/record.h"

#define TRAIL_ENDING ".log"
#define TRAIL_BYTES (256 << 20)	/* at most, to be read */

/* Appends the edits [FROM, TO) of the log and a line that says that PERSON
 * saved them in a file with DIGEST; then syncs.  BEFORE is the digest of the
 * file that the edits began from; if it is not the digest of the last save, a
 * line notes that another program changed the file.  False, told in E, on
 * failure. */
bool trail_append(const struct dir *dir, const struct report *r, int from,
		  int to, const char *before, const char *digest,
		  const char *person, struct error *e);
/* The digest of the file that was saved last, the time (milliseconds since
 * 1970) and the person.  False if there is no trail or it has no save. */
bool trail_last(const struct dir *dir, char digest[DIGEST_LEN + 1],
		int64_t *time, struct buf *person);

/* ---- reading ---- */

struct trail_entry {
	int line;		/* of the file, from 1 */
	bool version;		/* the file was saved, or was found changed by
				 * another program; false: a change */
	int64_t time;		/* 0: unknown */
	const char *person, *how, *reason;
	const char *address;	/* of a change, and where in a text: */
	size_t at;
	const char *before, *after;	/* as in the file; "~": blank */
	const char *digest;	/* of a version; else "" */
	bool loose;		/* its line is in trail.loose */
};

/* All of a trail; texts live in the arena. */
struct trail {
	struct arena arena;
	struct trail_entry *entry;
	int entries;
	size_t room;
	/* lines that are not as they were written, or do not follow from the
	 * line before; what can be read of them is among the entries */
	int *loose;
	int looses;
	size_t loose_room;
	int torn;		/* the last line, if it has no end; else 0 */
};

/* Reads the trail of the file of DIR; false, with errno, if there is none or
 * it cannot be read.  The caller frees T with trail_release(). */
bool trail_read(struct trail *t, const struct dir *dir);
/* Reads only the end of it; lines then count from there. */
bool trail_read_end(struct trail *t, const struct dir *dir);
/* The same from memory; true unless it is no trail at all. */
bool trail_parse(struct trail *t, const char *bytes, size_t len);
/* What trail_append() would note of these edits. */
void trail_of_edits(struct trail *t, const struct report *r, int from, int to);
/* A reason as a person reads it: some are the program's own, and words. */
#define TAKEN_FROM_FILE "file"	/* as somebody else wrote it there */
#define KEPT_AGAINST_FILE "own"
const char *trail_reason(const char *reason);
/* The value before or after X as a person reads it: of a reason the words
 * alone. */
const char *trail_plain(const struct trail_entry *x, const char *value);
/* The version that was saved last; NULL if there is none. */
const struct trail_entry *trail_saved(const struct trail *t);
void trail_release(struct trail *t);

#endif
