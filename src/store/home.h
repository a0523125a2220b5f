/*
 * home.h - where a file lies: its folder, held open, and its name in it
 *
 * All that belongs to a report lies beside it and is called by its name and
 * an ending: FILE~, FILE.journal, FILE.lock, FILE.log.  They are opened,
 * renamed and removed in the folder that was opened once, wherever that is
 * moved meanwhile.
 *
 *   1. A symbolic link is followed when a home is opened, and never after:
 *      two names of one file have one home.  A confined process follows
 *      none at all (confine.h).
 *   2. An ending never leads into another folder.
 */
#ifndef STORE_HOME_H
#define STORE_HOME_H

#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/buf.h"

struct home {
	char *asked;		/* as the caller calls the file */
	char *folder_name;	/* without links, if it could be told */
	char *name;
	int folder;		/* descriptor */
};

#define HOME_NONE ((struct home){ .folder = -1 })

/* Where PATH lies, or will lie.  False, with errno, if there is no such
 * folder; H is then HOME_NONE.  The caller ends it with home_release(). */
bool home_open(struct home *h, const char *path);
/* A folder and a name in it that need no looking up; takes FOLDER over. */
void home_set(struct home *h, const char *asked, const char *folder_name,
	      const char *name, int folder);
void home_release(struct home *h);

/* openat(), fstatat(), unlinkat() and renameat() of the file with ENDING ("",
 * "~", ".lock"): a descriptor or 0, else -1 with errno.  What is opened is
 * closed on exec, and a link is not followed. */
int home_file(const struct home *h, const char *ending, int flags,
	      mode_t mode);
int home_stat(const struct home *h, const char *ending, struct stat *st);
int home_unlink(const struct home *h, const char *ending);
int home_rename(const struct home *h, const char *from, const char *to);
/* Adds what the regular file with ENDING holds to OUT; false with errno, EFBIG
 * if it is more than MOST bytes, EISDIR or EINVAL if it is no regular file. */
bool home_read(const struct home *h, const char *ending, size_t most,
	       struct buf *out);
/* Lets those read and write FD, a file beside the one at H, who may read and
 * write that one, as far as we can, and nobody else. */
void home_give_mode(const struct home *h, int fd);
/* Brings the names in the folder to the disk; false with errno. */
bool home_sync(const struct home *h);
/* The name in the folder of the file with ENDING; the caller frees it. */
char *home_name(const struct home *h, const char *ending);
/* Adds the path of the file with ENDING, for a person. */
void home_show(const struct home *h, const char *ending, struct buf *out);

/* Where gouji keeps things of this person that can lie nowhere else:
 * $XDG_STATE_HOME/gouji, made first if MAKE says so; a file there has the name
 * of H's and a digest of its path.  False with errno. */
bool home_state(struct home *state, const struct home *h, bool make);

/* Adds all that is left to read, at most MOST bytes; false with errno, EFBIG if
 * there is more. */
bool read_whole(int fd, size_t most, struct buf *out);
/* Writes all of it, however often it takes; false with errno. */
bool write_whole(int fd, const char *bytes, size_t len);
/* fsync(), however often it is interrupted; false with errno. */
bool sync_whole(int fd);

#endif
