/*
 * paste.h - values that are pasted into a table, or into fields
 */
#ifndef SCREEN_PASTE_H
#define SCREEN_PASTE_H

#include <stdbool.h>

struct app;

/* Puts PASTED in from the active cell on: one value, or lines with tabs
 * between values as a spreadsheet has them, quoted where it quotes.  All of it
 * or nothing, and says which.  A value that is empty or blank leaves its cell
 * as it is.  Rows of headings over the values, columns of labels before them
 * and rows of headings between them are left out; where they are those of
 * other cells the values go there, if there is but one such place.  Totals
 * that disagree become totals on paper. */
void paste_values(struct app *a, const char *pasted);
/* True if PASTED is values for several cells: in fields, if it has a tab. */
bool paste_is_block(const struct app *a, const char *pasted);

#endif
