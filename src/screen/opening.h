/*
 * opening.h - opening a report on the screen, and closing it
 */
#ifndef SCREEN_OPENING_H
#define SCREEN_OPENING_H

#include <stdbool.h>

struct app;
struct error;

/* Opens the report at PATH over what is there; a report that is open already
 * gives way to it, if it can be opened.  False, told in E, if not: all is as
 * it was. */
bool app_open(struct app *a, const char *path, struct error *e);
/* Closes the open report and its screens.  FINISHED: all is saved or thrown
 * away, so the journal goes. */
void app_close(struct app *a, bool finished);
/* Looks for last year's report again if the report names another now, or is
 * of another year or office. */
void app_follow_link(struct app *a);
/* Last year's report is the file NAME from now on; "": whichever is found. */
void app_link(struct app *a, const char *name);
/* The same after asking for the name. */
void do_link(struct app *a);
/* As a reader: takes in what was written meanwhile. */
void app_read_on(struct app *a);

#endif
