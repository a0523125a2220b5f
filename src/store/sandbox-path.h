/*
 * sandbox-path.h - the part of the sandbox that keeps paths in one folder
 *
 * A kiosk serves one folder.  sandbox_enter() is called once in a process,
 * before any input of a visitor is read, and cannot be undone.  It is a
 * property of the process, like its working directory, and therefore the one
 * global state of this room.  Every path that a person can give is opened with
 * sandbox_open() and examined with sandbox_stat(); in a process without
 * sandbox these are open() and stat().
 *
 * In a sandboxed process:
 *
 *   1. A path is relative, has no "..", and no part of it begins with a dot.
 *   2. No symbolic link is followed, neither at its end nor on the way.
 *   3. What is opened to be read or written is a regular file; FIFOs, devices
 *      and sockets are not even opened.
 *   4. What is found lies in the folder that was opened, wherever that is
 *      moved meanwhile and whatever others rename in it.
 *
 * Hard links are not detected: they look like any other file.
 */
#ifndef STORE_SANDBOX_PATH_H
#define STORE_SANDBOX_PATH_H

#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/error.h"

/* Confines the process to the folder DIR, which also becomes its current one.
 * False, told in E, if there is no such folder. */
bool sandbox_enter(const char *dir, struct error *e);
bool sandboxed(void);

/* open() and stat(): a descriptor or 0, else -1 with errno.  What is opened is
 * closed on exec. */
int sandbox_open(const char *path, int flags, mode_t mode);
int sandbox_stat(const char *path, struct stat *st);
/* The reason ERRNO for a person: strerror(), or what is not served here.
 * It lives until the next call. */
const char *sandbox_strerror(int error);

/* ---- the two ways, for tests ---- */

/* Opens PATH in FOLDER; errno is EXDEV for what leads out, ELOOP for a link.
 * The first needs Linux 5.6, and fails with ENOSYS without. */
int sandbox_open_beneath(int folder, const char *path, int flags, mode_t mode);
int sandbox_open_walk(int folder, const char *path, int flags, mode_t mode);

#endif
