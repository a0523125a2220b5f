/*
 * place.h - where the person stands in the report
 */
#ifndef SCREEN_PLACE_H
#define SCREEN_PLACE_H

#include <stdbool.h>

struct app;
struct block;

/* The active cell, its block, and its row and column in that. */
int app_cell(const struct app *a);
const struct block *app_block(const struct app *a);
int app_row(const struct app *a);
int app_column(const struct app *a);
/* True while the cursor may stand on a total. */
bool app_stands_on_totals(const struct app *a);
/* Goes to CELL, or what it is an annotation on; to the figure before it if it
 * is a total.  A list that is open is closed. */
void app_go(struct app *a, int cell);
void app_go_block(struct app *a, int block);
/* Closes a list that lies over the report. */
void app_uncover(struct app *a);
/* Raises the screen of the active block; one on which a figure is picked stays
 * on top. */
void app_raise_screen(struct app *a);
/* The next cell to be keyed after CELL in the table's direction, or before it
 * if STEP is -1, blocks of text left out; CELL itself at the end. */
int app_next_cell(const struct app *a, int cell, int step);

/* ---- the cells that are selected, from a->view.anchor to the active cell */

/* The first and the last row and column, from 0. */
struct selection {
	int row, column, last_row, last_column;
};

/* What is selected; false if nothing is. */
bool selection_bounds(const struct app *a, struct selection *s);
bool selection_has(const struct app *a, int cell);
/* Forgets it and leaves a total; false if nothing is selected. */
bool selection_end(struct app *a);
#endif
