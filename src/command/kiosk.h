/*
 * kiosk.h - gouji as all that a visitor gets to see of a machine
 *
 * sshd starts "gouji --kiosk DIR" in place of a shell.  The command that the
 * visitor asks for, if any, is then in SSH_ORIGINAL_COMMAND; without one the
 * list of reports comes up.  The order is fixed: the environment is cleaned
 * before anything reads it, and the process is confined before anything that
 * the visitor says is read.
 *
 *   1. Files are those of one folder (store/sandbox-path.h,
 *      store/sandbox-kernel.h).
 *   2. A visitor can do what a struct verb says of itself in `kiosk`, with
 *      reports that the catalogue offers (store/catalogue.h).
 */
#ifndef COMMAND_KIOSK_H
#define COMMAND_KIOSK_H

#include <stdbool.h>

#include "command/command.h"

/* Keeps of the environment what a visitor may set: see its table, and
 * gouji(1).  Must be called before the locale is set. */
void kiosk_environment(void);

/* True if ARGV asks for a kiosk.  The environment must not be read before that
 * is known, so all else that may be wrong with ARGV is told later. */
bool kiosk_asked(const struct front *front, int argc, char **argv);

struct catalogue_field;
/* What a list of reports shows of each, into FIELD, which has room for
 * OPTIONS_MOST; how many they are.  A value that O asks for is the only one that
 * is served. */
int catalogue_fields(const struct options *o, struct catalogue_field *field);

#endif
