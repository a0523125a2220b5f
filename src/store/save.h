/*
 * save.h - writing a file whole or not at all
 *
 * A new file is written beside the old one and synced; the version before is
 * kept as FILE~; the new file is renamed over the old one, and the folder is
 * synced.
 *
 *   1. Whatever fails before that rename leaves the old file byte for byte,
 *      and no temporary file behind.
 *   2. At any instant FILE is one whole version, old or new; FILE~, if it is
 *      there, is one whole version before.
 *   3. No user can read the new file who could not read the old one.
 *
 * Mode, owner, group, access list and extended attributes of the old file are
 * kept as far as permissions allow.  A symbolic link stays a link, and the
 * file that it points to is replaced.
 *
 *	s = save_begin(path, e);
 *	save_write(s, bytes, len, e)	the new file is on the disk
 *	save_commit(s, e)		and is FILE
 *
 * The last two end S when they fail.
 */
#ifndef STORE_SAVE_H
#define STORE_SAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/error.h"

struct save;

/* Makes the new file; NULL, told in E, if the folder cannot be written. */
struct save *save_begin(const char *path, struct error *e);
/* Fills the new file, once, and brings it to the disk.  False, told in E: S
 * is ended. */
bool save_write(struct save *s, const char *bytes, size_t len,
		struct error *e);
/* Keeps the version before and puts the new one in its place; ends S either
 * way.  False, told in E: the old file is as it was.  True with a warning in
 * E: the new one is in place, but perhaps not yet on the disk. */
bool save_commit(struct save *s, struct error *e);

/* All three in a row. */
bool save_file(const char *path, const char *bytes, size_t len,
	       struct error *e);

/* Identifies a version of a file, so that a save does not overwrite what
 * another program wrote in the meantime. */
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
