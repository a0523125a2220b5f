/*
 * previous-year-view.h - last year's figures beside this year's
 *
 * Nothing is kept but whether they are on show: the figures are the report's
 * (report/previous-year.h), and a change is worked out when it is drawn.
 */
#ifndef SCREEN_PREVIOUS_YEAR_VIEW_H
#define SCREEN_PREVIOUS_YEAR_VIEW_H

#include <stdbool.h>

struct app;
struct buf;

/* Are they on show in the grid? */
bool previous_shown(const struct app *a);
/* Adds what then stands beside the cell; there must be a last year. */
void previous_show_cell(const struct app *a, int cell, struct buf *out);
/* Adds last year's figure and the change, or the text; nothing if there is
 * no last year. */
void previous_show_line(const struct app *a, int cell, struct buf *out);
/* Adds that last year's report was found by itself, and its file, BRIEF with
 * the sign of what is carried; nothing if the report names it, or there is
 * none. */
void previous_show_found(const struct app *a, bool brief, struct buf *out);
/* Adds where a cell is carried from, by its check, and in which FILE. */
void previous_show_source(const struct app *a, int check, bool file,
			  struct buf *out);

#endif
