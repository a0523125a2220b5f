/*
 * grid.h - figures and fields: the screen where most of the work is done
 *
 * What is typed is in the report with each key; Enter completes it.
 */
#ifndef SCREEN_GRID_H
#define SCREEN_GRID_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct key;
struct layout;
struct screen;

/* Opens it, and returns it. */
const struct screen *grid_open(struct app *a);
/* Draws it, as the screen on which a figure is picked does. */
void grid_draw(struct app *a, int since);
/* The columns have other widths now. */
void grid_lay_anew(struct app *a);
/* All of the page is laid out again when it is drawn. */
void grid_forget_layout(struct app *a);
const struct layout *grid_layout(const struct app *a);
/* The column in which a run of Tabs began; -1: none. */
int grid_run(const struct app *a);
void grid_set_run(struct app *a, int column);

/* Pastes what was copied, as if the terminal had. */
void grid_paste(struct app *a);

/* ---- where the person stands, for resume.c */

enum grid_mode { GRID_STANDS, GRID_TYPES, GRID_MENDS, GRID_FILLS };

struct grid_spot {
	enum grid_mode mode;
	int row, column;	/* what is first in sight */
	int at;			/* the cursor in what is typed, bytes */
	bool begun;		/* what is typed has changed something */
};

struct grid_spot grid_spot(const struct app *a);
void grid_resume(struct app *a, const struct grid_spot *spot);

#endif
