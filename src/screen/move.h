/*
 * move.h - moving in the grid, and from part to part
 */
#ifndef SCREEN_MOVE_H
#define SCREEN_MOVE_H

#include <stdbool.h>

struct app;

void do_go_left(struct app *a);
void do_go_right(struct app *a);
void do_go_up(struct app *a);
void do_go_down(struct app *a);
/* Completes the figure and goes on; after a run of Tabs, to where it began, a
 * row down. */
void do_accept(struct app *a);
void do_tab(struct app *a);
void do_back(struct app *a);
void do_row_first(struct app *a);
void do_row_last(struct app *a);
void do_table_first(struct app *a);
void do_table_last(struct app *a);
void do_last_row(struct app *a);
void do_next_block(struct app *a);
void do_previous_block(struct app *a);
/* Asks for the number of a row, and goes there. */
void do_goto_row(struct app *a);
bool row_done(struct app *a, const char *text);
void do_find(struct app *a);
void do_next_broken(struct app *a);
void do_previous_broken(struct app *a);
void do_next_blank(struct app *a);

#endif
