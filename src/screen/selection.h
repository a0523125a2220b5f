/*
 * selection.h - a block of cells, selected to be copied
 *
 * It goes from the cell where it began to the active cell, which may then be a
 * total.  What is copied is TSV: a line a row, a tab between figures, blanks
 * empty, quoted as in CSV where a text needs it.
 */
#ifndef SCREEN_SELECTION_H
#define SCREEN_SELECTION_H

struct app;

/* Begins at the active cell, or ends. */
void selection_toggle(struct app *a);
/* Goes on by whole steps, and begins if nothing is selected. */
void selection_extend(struct app *a, int rows, int columns);
/* Copies what is selected, and ends. */
void selection_copy(struct app *a);
/* Copies the active block with its headings and labels. */
void selection_copy_block(struct app *a);
#endif
