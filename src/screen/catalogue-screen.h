/*
 * catalogue-screen.h - the list of reports to choose from
 *
 * It is the screen under all others where there is more than one report.  It
 * comes up when the first few reports are read, and fills while no key waits.
 */
#ifndef SCREEN_CATALOGUE_SCREEN_H
#define SCREEN_CATALOGUE_SCREEN_H

#include <stdbool.h>

struct app;
struct catalogue;
struct error;

/* Opens the list of C, which stays the caller's and must outlive A; or the
 * report itself where there is one only.  False, told in E, if there is
 * none. */
bool catalogue_open(struct app *a, struct catalogue *c, struct error *e);

#endif
