/*
 * next-year.h - from the open report to that of the year after
 */
#ifndef SCREEN_NEXT_YEAR_H
#define SCREEN_NEXT_YEAR_H

struct app;

/* Asks for its name, and leaves the open report for it. */
void do_next_year(struct app *a);
/* Opens the report that the open one was left for; or goes on and says why. */
void open_next(struct app *a);

#endif
