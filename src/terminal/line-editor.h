/*
 * line-editor.h - editing one line of text
 *
 * Pure: it takes keys and holds a text and a cursor.  The caller draws it.
 */
#ifndef TERMINAL_LINE_EDITOR_H
#define TERMINAL_LINE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "terminal/key.h"

struct line_editor {
	struct buf text;
	size_t at;		/* the cursor, in bytes, between graphemes */
};

#define LINE_MOST 4000		/* bytes */

void line_editor_init(struct line_editor *l);
void line_editor_release(struct line_editor *l);
/* Sets the text, the cursor behind it. */
void line_editor_set(struct line_editor *l, const char *text);
/* Puts TEXT in at the cursor, without line feeds; false if it gets too
 * long. */
bool line_editor_insert(struct line_editor *l, const char *text, size_t len);
/* Moves and deletes as the key says; false if it is no key for that. */
bool line_editor_key(struct line_editor *l, const struct key *k);

#endif
