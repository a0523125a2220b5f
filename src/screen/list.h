/*
 * list.h - a list over the rest: help, findings, parts
 *
 * It is passing: going elsewhere closes it.
 */
#ifndef SCREEN_LIST_H
#define SCREEN_LIST_H

#include "terminal/theme.h"

struct app;

#define LIST_FAR 1000000	/* rows */

/* Opens a list with no rows yet, in place of one that is open; TITLE is
 * translated and stays.  CHOOSE: a row can be chosen, and PICK is called with
 * its value when the list is closed. */
void list_open(struct app *a, const char *title, bool choose,
	       void (*pick)(struct app *a, int value));
/* Adds a row; one of a negative VALUE cannot be chosen. */
void list_add(struct app *a, enum role role, int value, const char *format,
	      ...) __attribute__((format(printf, 4, 5)));
/* The cursor goes to row N; or to the one that is added next. */
void list_go(struct app *a, int n);
void list_go_last(struct app *a);
bool list_is_open(const struct app *a);
/* The title of the list, which is open. */
const char *list_title(const struct app *a);

#endif
