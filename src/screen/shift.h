/*
 * shift.h - figures that stand a row too high or too low
 *
 * What stands from the active row to the end of the table moves by one row, in
 * all columns, or in the active one where the table is keyed downwards; or
 * what is selected does.  Totals are passed over.  A closed cell keeps its
 * figure, so what would move there must equal it.
 *
 * It is one edit, which one undo takes back.  Where a figure but 0 would leave
 * the table or give its place to another, it asks before.
 */
#ifndef SCREEN_SHIFT_H
#define SCREEN_SHIFT_H

struct app;

/* Moves by one row, down if BY is 1, up if it is -1; ends the selection. */
void shift_rows(struct app *a, int by);

#endif
