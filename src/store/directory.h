/*
 * directory.h - a directory handle, and the name of a file in it
 *
 * The files that belong to a report lie beside it; their names are its name
 * and an ending: FILE~, FILE.journal, FILE.lock, FILE.log.  They are opened,
 * renamed and removed relative to the directory that was opened once, even if
 * that directory is moved meanwhile.
 *
 *   1. Symbolic links are followed when the handle is opened and never after,
 *      so two names of one file give the same directory and name.  A
 *      sandboxed process follows no link at all (sandbox-path.h).
 *   2. An ending contains no slash: it never leads into another directory.
 */
#ifndef STORE_DIRECTORY_H
#define STORE_DIRECTORY_H

#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/buf.h"

struct dir {
	char *asked;		/* the path that the caller gave */
	char *folder_name;	/* path of the directory without links; the
				 * given one if that is not known */
	char *name;		/* of the file in the directory */
	int folder;		/* descriptor of the directory */
};

#define DIR_NONE ((struct dir){ .folder = -1 })

/* Opens the directory of PATH; the file itself need not exist.  False, with
 * errno, if there is no such directory; H is then DIR_NONE.  The caller frees
 * it with dir_release(). */
bool dir_open(struct dir *h, const char *path);
/* Sets the fields of H from a directory that is open already; H owns the
 * descriptor FOLDER from then on.  The strings are copied. */
void dir_set(struct dir *h, const char *asked, const char *folder_name,
	     const char *name, int folder);
void dir_release(struct dir *h);

/* openat(), fstatat(), unlinkat() and renameat() of the file with ENDING ("",
 * "~", ".lock"): a descriptor or 0, else -1 with errno.  Descriptors are
 * closed on exec.  Symbolic links are not followed. */
int dir_file(const struct dir *h, const char *ending, int flags,
	     mode_t mode);
int dir_stat(const struct dir *h, const char *ending, struct stat *st);
int dir_unlink(const struct dir *h, const char *ending);
int dir_rename(const struct dir *h, const char *from, const char *to);
/* A new regular file in the directory that has no name yet, and is gone when
 * it is closed without one; for reading and writing.  -1 with errno where the
 * file system has no such files. */
int dir_unnamed(const struct dir *h, mode_t mode);
/* Gives FD, which dir_unnamed() made, the name with ENDING.  0, else -1 with
 * errno, EEXIST if there is such a file. */
int dir_link(const struct dir *h, int fd, const char *ending);
/* Adds what the regular file with ENDING holds to OUT; false with errno, EFBIG
 * if it is more than MOST bytes, EISDIR or EINVAL if it is no regular file. */
bool dir_read(const struct dir *h, const char *ending, size_t most,
	      struct buf *out);
/* Gives FD, a file beside the one of H, the permissions of that one as far as
 * this process may; never more than those. */
void dir_give_mode(const struct dir *h, int fd);
/* Syncs the directory, and so the names in it; false with errno. */
bool dir_sync(const struct dir *h);
/* The name in the directory of the file with ENDING; the caller frees it. */
char *dir_name(const struct dir *h, const char *ending);
/* Adds the path of the file with ENDING, for a person. */
void dir_show(const struct dir *h, const char *ending, struct buf *out);

/* Opens $XDG_STATE_HOME/gouji, the directory for files that cannot lie beside
 * the report; MAKE: creates it.  The name in STATE is that of H with a digest
 * of its path.  False with errno.  The caller frees STATE. */
bool dir_state(struct dir *state, const struct dir *h, bool make);

/* Reads FD to its end and adds the bytes to OUT; false with errno, EFBIG if
 * there are more than MOST. */
bool read_whole(int fd, size_t most, struct buf *out);
/* Writes all LEN bytes, in as many calls as it takes; false with errno. */
bool write_whole(int fd, const char *bytes, size_t len);
/* fsync(), repeated while a signal interrupts it; false with errno. */
bool sync_whole(int fd);

#endif
