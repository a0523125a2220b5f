/*
 * line.h - editing one line of text
 *
 * Pure: it takes keys and holds a text and a cursor.  Whoever owns it draws.
 */
#ifndef SCREEN_LINE_H
#define SCREEN_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "screen/key.h"

struct line_edit {
	struct buf text;
	size_t at;		/* the cursor, in bytes, between graphemes */
};

#define LINE_MOST 4000		/* bytes */

void line_init(struct line_edit *l);
void line_release(struct line_edit *l);
/* Sets the text, the cursor behind it. */
void line_set(struct line_edit *l, const char *text);
/* Puts TEXT in at the cursor, without line feeds; false if it gets too
 * long. */
bool line_insert(struct line_edit *l, const char *text, size_t len);
/* Moves and deletes as the key says; false if it is no key for that. */
bool line_key(struct line_edit *l, const struct key *k);

#endif
