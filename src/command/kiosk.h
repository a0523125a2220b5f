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
#include "store/catalogue.h"

/* Keeps of the environment what a visitor may say: see the table of it, and
 * gouji(1).  Comes first, before the locale is set. */
void kiosk_environment(void);

/* Shuts the process up in the folder of O.  False, told in E, if that cannot
 * be, or if the visitor's terminal has no honest name. */
bool kiosk_enter(const struct options *o, struct error *e);

/* True if what ASKED asks for can be had; if not, E is told. */
bool kiosk_allows(const struct options *asked, const struct catalogue *s,
		  struct error *e);

#endif
