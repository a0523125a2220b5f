/*
 * change.h - zeros, blanks, undo, totals on paper
 */
#ifndef SCREEN_CHANGE_H
#define SCREEN_CHANGE_H

#include <stdbool.h>

struct app;

/* The blank figures of the rest of the row, or of the table, are 0. */
void do_zero_row(struct app *a);
void do_zero_table(struct app *a);
void do_blank_cell(struct app *a);
void do_edit_cell(struct app *a);
/* Takes back the last digit of a figure that is there. */
void do_mend(struct app *a);
/* Takes back the last entry, or does it again. */
void change_undo(struct app *a, bool redo);
/* Asks for the total that stands on paper. */
void do_paper(struct app *a);

#endif
