/*
 * sandbox-kernel.h - what the kernel keeps a process from, whatever becomes of
 * it
 *
 * sandbox-path.h keeps our own code in one folder.  Should somebody make the
 * program do what he wants all the same, the kernel has the last word: where
 * it knows Landlock, no file but those below can be touched and no port; where
 * it knows seccomp filters and gouji was built with libseccomp, no program can
 * be run and no process be made.  Where one of them is missing there is one
 * wall less.
 *
 * What has been opened stays open.  What the C library reads when it is first
 * needed has to be needed before.
 */
#ifndef STORE_SANDBOX_KERNEL_H
#define STORE_SANDBOX_KERNEL_H

#include <stdbool.h>

/* From now on: files are read and written in the current folder, read in the
 * folders READABLE (parted by colons; those that are not there do not
 * matter), and nowhere else.  No program is run, no process made, none traced
 * or dumped.  There is no way back. */
void sandbox_close(const char *readable);

#endif
