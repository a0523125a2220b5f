/*
 * history.h - what became of a cell
 */
#ifndef SCREEN_HISTORY_H
#define SCREEN_HISTORY_H

struct app;

void do_history(struct app *a);

#endif
