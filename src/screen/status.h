/*
 * status.h - the title line, and the lines under the grid
 *
 * The rule line shows the words of both sides and the two sums, not the figure
 * of each term: those stand in the grid, and under `w`.  So a digit changes
 * two numbers of the line and nothing else.
 */
#ifndef SCREEN_STATUS_H
#define SCREEN_STATUS_H

#include <stdbool.h>
#include <stdint.h>

struct app;

/* For each line, or two that go together, a number that changes with anything
 * that it was last drawn from. */
struct shown {
	uint64_t title, label, rule, strip;
	bool over;		/* something else stands over the last lines */
};

/* Lines at the foot of the page. */
int status_lines(const struct app *a);
/* Draws the title and the foot as far as they changed, all if SINCE is -1. */
void status_draw(struct app *a, int since);

#endif
