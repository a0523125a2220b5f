/*
 * move.h - moving in the grid, and from part to part
 */
#ifndef SCREEN_MOVE_H
#define SCREEN_MOVE_H

#include <stdbool.h>

struct app;

/* Goes by whole steps to the next keyed cell of the block, if there is one;
 * a total can be picked as well. */
void move_by(struct app *a, int rows, int columns);
/* Goes to a cell of the table, or to the figure beside it if it is a total. */
void move_to(struct app *a, int row, int column);
/* Goes to the next part of the report, or to the one before if BY is -1. */
void move_block(struct app *a, int by);
/* Goes to the broken rule after this place, or before it if BY is -1. */
void move_broken(struct app *a, int by);
/* Completes the figure and goes on; after a run of Tabs, to where it began, a
 * row down. */
void do_accept(struct app *a);
void do_tab(struct app *a);
void do_back(struct app *a);
void do_table_last(struct app *a);
/* Asks for the number of a row, and goes there. */
void do_goto_row(struct app *a);
bool row_done(struct app *a, const char *text);
void do_find(struct app *a);
void do_next_blank(struct app *a);

#endif
