/*
 * options.h - the table of options, and the reading of a command line
 *
 * All options stand in one table, option-table.c.  It is the only list of
 * them: getopt_long's tables, --help, the complaints, what a kiosk allows and
 * the test of the manual page go by it.
 *
 *   1. Nothing that is given is ignored: what does not belong together is
 *      refused before anything is done.
 *   2. An option belongs to the verb that it asks for and to those that have
 *      its bit in `takes`.
 */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "command/command.h"

/* What an option puts where in struct options. */
enum option_type {
	OPTION_NONE,		/* nothing: it asks for a verb, no more */
	OPTION_FLAG,		/* a bool: it is given */
	OPTION_NAME,		/* a char *: any bytes */
	OPTION_TEXT,		/* a char *: UTF-8 */
	OPTION_LINE,		/* a char *: UTF-8 without control characters */
	OPTION_FOLDER,		/* a char *: the path of a folder */
	OPTION_NUMBER,		/* an int */
	OPTION_CHOICE,		/* an int, or an enum: the place of a word */
	OPTION_LIST,		/* a struct name_list: each time one more */
	OPTION_SET,		/* the assignment ADDRESS=VALUE */
	OPTION_FIELD,		/* the same for the address that is its name */
};

/* An option; or, without a name, a heading in the list of them. */
struct option_row {
	const char *name;
	char letter;		/* 0: none */
	const char *arg;	/* what it takes; NULL: nothing */
	const struct verb *verb;	/* that it asks for; NULL: none */
	unsigned flag;		/* the TAKES_... that it is; 0: it belongs to
				 * its verb alone */
	enum option_type type;
	size_t offset;		/* in struct options */
	int least, most;	/* bounds of a number, or of the bytes of a
				 * text; most 0: any number */
	const char *unlike;	/* what a text must not be; NULL: anything */
	const char *const *choice;	/* the words, then NULL */
	const char *wants;	/* the complaint, to be translated */
	const char *help;
};

#define OPTIONS_MOST 64

extern const struct option_row option_rows[];
extern const size_t option_count;	/* at most OPTIONS_MOST */

/* Reads the command line into O, which the caller ends with options_release()
 * whatever is returned.  FRONT is what main hands in.  False, told in E, if it
 * makes no sense. */
bool options_parse(struct options *o, const struct front *front, int argc,
		   char **argv, struct error *e);
void options_release(struct options *o);

#endif
