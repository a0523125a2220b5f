/*
 * previous-year.h - the figures of the year before, in the cells of this year's
 * form
 *
 * The figures are copied once from last year's report into the cells of this
 * year's form; then that file can be closed.  They are constants of the sums
 * (form/form.h), so a digit costs the same with them as without.  A figure that
 * is not known counts as a blank cell, so its rules wait.
 *
 * A cell of a later version of a form can be one of several that were a single
 * cell before: alone it is not known, but their sum is.
 */
#ifndef REPORT_PREVIOUS_YEAR_H
#define REPORT_PREVIOUS_YEAR_H

#include <stdbool.h>

#include "form/version-map.h"

struct previous;

/* One without figures, texts or reasons for a report of the form w->now, which
 * must live longer.  NAME is what its file is called; it is copied.  Callers
 * free with previous_free(). */
struct previous *previous_blank(const struct version_map *w, const char *name);
/* Gives CELL of this year's form VALUE, in units of the last place of its
 * kind.  The text of VALUE then belongs to L. */
void previous_set(struct previous *l, int cell, struct value value);
/* Gives CHECK of this year's form the reason whose annotation had that text,
 * which is copied. */
void previous_set_reason(struct previous *l, int check, const char *annotation);
void previous_free(struct previous *l);

/* The file that they came from. */
const char *previous_name(const struct previous *l);
/* How the cell is known: not at all (MATCH_NONE), itself (MATCH_SAME), as part
 * of a sum (MATCH_SUM) or to be looked at only (MATCH_REFERENCE). */
enum version_match previous_match(const struct previous *l, int cell);
/* The figure of that cell, or with MATCH_SUM of all that it is part of, in
 * units of the last place of the cell's kind, false if there is none, it was
 * blank or has more than AMOUNT_DIGITS digits.  *KEYED are the decimals to
 * print. */
bool previous_figure(const struct previous *l, int cell, wide *units,
		     int *keyed);
/* The text of a text cell; "" if there is none. */
const char *previous_text(const struct previous *l, int cell);
/* The sum of a region in units of the form's places; false if a cell of it
 * is not known or was blank. */
bool previous_region(const struct previous *l, const struct region *region,
		     wide *sum);
/* The reason that answered check CHECK of the same form last year; "" if
 * there was none.  See reason-text.h. */
const char *previous_reason(const struct previous *l, int check);

#endif
