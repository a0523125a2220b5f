/*
 * directory.h - where a file lies: its folder, held open, and its name in it
 *
 * All that belongs to a report lies beside it and is called by its name and
 * an ending: FILE~, FILE.journal, FILE.lock, FILE.log.  They are opened,
 * renamed and removed in the folder that was opened once, wherever that is
 * moved meanwhile.
 *
 *   1. A symbolic link is followed when a home is opened, and never after:
 *      two names of one file have one home.  A confined process follows
 *      none at all (sandbox-path.h).
 *   2. An ending never leads into another folder.
 */
#ifndef STORE_DIRECTORY_H
#define STORE_DIRECTORY_H

#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/buf.h"

struct dir {
	char *asked;		/* as the caller calls the file */
	char *folder_name;	/* without links, if it could be told */
	char *name;
	int folder;		/* descriptor */
};

#define DIR_NONE ((struct dir){ .folder = -1 })

/* Where PATH lies, or will lie.  False, with errno, if there is no such
 * folder; H is then DIR_NONE.  The caller ends it with dir_release(). */
bool dir_open(struct dir *h, const char *path);
/* A folder and a name in it that need no looking up; takes FOLDER over. */
void dir_set(struct dir *h, const char *asked, const char *folder_name,
	     const char *name, int folder);
void dir_release(struct dir *h);

/* openat(), fstatat(), unlinkat() and renameat() of the file with ENDING ("",
 * "~", ".lock"): a descriptor or 0, else -1 with errno.  What is opened is
 * closed on exec, and a link is not followed. */
int dir_file(const struct dir *h, const char *ending, int flags,
	     mode_t mode);
int dir_stat(const struct dir *h, const char *ending, struct stat *st);
int dir_unlink(const struct dir *h, const char *ending);
int dir_rename(const struct dir *h, const char *from, const char *to);
/* Adds what the regular file with ENDING holds to OUT; false with errno, EFBIG
 * if it is more than MOST bytes, EISDIR or EINVAL if it is no regular file. */
bool dir_read(const struct dir *h, const char *ending, size_t most,
	      struct buf *out);
/* Lets those read and write FD, a file beside the one at H, who may read and
 * write that one, as far as we can, and nobody else. */
void dir_give_mode(const struct dir *h, int fd);
/* Brings the names in the folder to the disk; false with errno. */
bool dir_sync(const struct dir *h);
/* The name in the folder of the file with ENDING; the caller frees it. */
char *dir_name(const struct dir *h, const char *ending);
/* Adds the path of the file with ENDING, for a person. */
void dir_show(const struct dir *h, const char *ending, struct buf *out);

/* Where gouji keeps things of this person that can lie nowhere else:
 * $XDG_STATE_HOME/gouji, made first if MAKE says so; a file there has the name
 * of H's and a digest of its path.  False with errno. */
bool dir_state(struct dir *state, const struct dir *h, bool make);

/* Adds all that is left to read, at most MOST bytes; false with errno, EFBIG if
 * there is more. */
bool read_whole(int fd, size_t most, struct buf *out);
/* Writes all of it, however often it takes; false with errno. */
bool write_whole(int fd, const char *bytes, size_t len);
/* fsync(), however often it is interrupted; false with errno. */
bool sync_whole(int fd);

#endif
