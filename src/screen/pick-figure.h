/*
 * pick-figure.h - picking a figure for a text
 *
 * The grid, in which nothing can be changed: one moves, takes a figure or goes
 * back.  The text, its cursor and whether one was writing stay as they were.
 */
#ifndef SCREEN_PICK_FIGURE_H
#define SCREEN_PICK_FIGURE_H

struct app;

void pick_figure(struct app *a);
/* Puts it in, goes back without, goes back and puts the sign "#" in. */
void pick_take(struct app *a);
void pick_back(struct app *a);
void pick_sign(struct app *a);
/* The block of the text, while a figure is picked. */
int pick_block(const struct app *a);

#endif
