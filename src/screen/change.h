/*
 * change.h - zeros, blanks, undo, totals on paper, last year's figures
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
/* Last year's figure, its change or nothing beside each figure, in turn. */
void do_previous_year(struct app *a);
/* Puts last year's figure or text into the active cell. */
void do_take_previous(struct app *a);

#endif
