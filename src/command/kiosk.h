/*
 * kiosk.h - gouji as all that a visitor gets to see of a machine
 *
 * sshd starts "gouji --kiosk DIR" in place of a shell.  What the visitor asks
 * for is then in SSH_ORIGINAL_COMMAND, or nothing is, and he sits before the
 * screen.  The order is fixed: the environment is cleaned before anything
 * reads it, the walls stand before anything that he says is read.
 *
 *   1. Files are those of one folder (store/sandbox-path.h,
 * store/sandbox-kernel.h).
 *   2. What he can do is what a struct verb says of itself in `kiosk`, on
 *      reports that are on the shelf (store/catalogue.h).
 */
#ifndef COMMAND_KIOSK_H
#define COMMAND_KIOSK_H

#include <stdbool.h>

#include "command/command.h"

/* Keeps of the environment what a visitor may say: see the table of it, and
 * gouji(1).  Comes first, before the locale is set. */
void kiosk_environment(void);

/* True if ARGV asks for a kiosk.  The environment must not be read before that
 * is known, so all else that may be wrong with ARGV is told later. */
bool kiosk_asked(const struct front *front, int argc, char **argv);

#endif
