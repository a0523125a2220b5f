/*
 * start.h - gouji without a word behind it
 *
 * On a terminal the reports of the current folder are listed; where there are
 * none it says what the program is.  Off a terminal it is a wrong use, told in
 * one line.
 */
#ifndef COMMAND_START_H
#define COMMAND_START_H

#include "command/command.h"

enum status command_start(const struct options *o);

#endif
