/*
 * paste.h - figures that are pasted into a table
 */
#ifndef SCREEN_PASTE_H
#define SCREEN_PASTE_H

#include <stdbool.h>

struct app;

/* Puts PASTED in from the active cell on: one value, or lines with tabs
 * between values as a spreadsheet has them, quoted where it quotes.  All of it
 * or nothing, and says which.  A value that is empty or blank leaves its cell
 * as it is.  Headings over the values and labels before them, those that stand
 * there in the table, are left out; totals that disagree become totals on
 * paper. */
void paste_values(struct app *a, const char *pasted);
/* True if PASTED is values for several cells of the active block. */
bool paste_is_block(const struct app *a, const char *pasted);

#endif
