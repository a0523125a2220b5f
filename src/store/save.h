/*
 * save.h - writing a file whole or not at all
 *
 * A new file is written beside the old one, synced, and renamed over it; then
 * the folder is synced.  Whatever fails before the rename leaves the old file
 * byte for byte.  Mode, owner and group of the old file are kept; a symbolic
 * link stays one, and what it points to is replaced.
 *
 *   save_begin(), save_commit() or save_cancel()
 */
#ifndef STORE_SAVE_H
#define STORE_SAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/error.h"

struct save;

/* Makes the new file; NULL, told in E, if the folder does not let us. */
struct save *save_begin(const char *path, struct error *e);
/* Writes, syncs and renames; ends S either way. */
bool save_commit(struct save *s, const char *bytes, size_t len,
		 struct error *e);
void save_cancel(struct save *s);

/* All three in a row. */
bool save_file(const char *path, const char *bytes, size_t len,
	       struct error *e);

/* What a file looked like, so as not to overwrite what somebody else wrote
 * in the meantime. */
struct stamp {
	bool there;
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec changed;
};

struct stamp stamp_of(const char *path);
bool stamp_equal(const struct stamp *a, const struct stamp *b);

#endif
