/*
 * last.h - the figures of the year before, in the cells of this year's form
 *
 * They are taken once from last year's report and stand still from then on,
 * so that file can be closed.  A cell of a later version of a form may be one
 * of several that were a single cell: alone it is not known, their sum is.
 */
#ifndef CORE_LAST_H
#define CORE_LAST_H

#include <stdbool.h>

#include "core/report.h"
#include "core/was.h"

struct last;

/* The figures and texts of REPORT for a report of the form w->now.  NAME is
 * what its file is called.  Everything is copied. */
struct last *last_new(const struct was *w, const struct report *report,
		      const char *name);
void last_free(struct last *l);

/* The file that they came from. */
const char *last_name(const struct last *l);
/* How the cell is known: not at all (WAS_NONE), itself (WAS_SAME), as part of
 * a sum (WAS_SUM) or to be looked at only (WAS_REFERENCE). */
enum was_how last_how(const struct last *l, int cell);
/* The figure of that cell, or with WAS_SUM of all that it is part of, in
 * units of the last place of the cell's kind, false if there is none, it was
 * blank or has more than AMOUNT_DIGITS digits.  *KEYED are the decimals to print. */
bool last_figure(const struct last *l, int cell, wide *units, int *keyed);
/* The text of a text cell; "" if there is none. */
const char *last_text(const struct last *l, int cell);
/* The sum of a region in units of the form's places; false if a cell of it
 * is not known or was blank. */
bool last_region(const struct last *l, const struct region *region,
		 wide *sum);
/* The reason that answered check CHECK of the same form last year; "" if
 * there was none.  See reason.h. */
const char *last_reason(const struct last *l, int check);

#endif
