/*
 * sandbox-kernel.h - the part of the sandbox that the kernel enforces
 *
 * sandbox-path.h keeps the code of gouji within one folder.  The kernel adds a
 * second layer, which holds even if an attacker controls the process: with
 * Landlock no file outside the folders below and no TCP port can be opened;
 * with a seccomp filter, if gouji was built with libseccomp, no program can be
 * run and no process be created.  A layer that the kernel lacks is left out.
 *
 * Descriptors that are open stay open.  Files that the C library reads on
 * first use must be read before.
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
