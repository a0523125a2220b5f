/*
 * words.h - a command line as words, as a shell splits it, and no more
 *
 * ' and " and \ quote as in sh(1).  Nothing is expanded: whatever else means
 * something to a shell has to be quoted, and is refused if it is not.  So the
 * words are those that a shell would make of the same line, or there are none.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct words {
	char **word;		/* and a NULL after the last */
	int count;
	size_t room;
};

/* False, told in E, if LINE is no list of words; W is then empty.  The caller
 * ends it with words_release(). */
bool words_split(struct words *w, const char *line, struct error *e);
void words_release(struct words *w);

#endif
