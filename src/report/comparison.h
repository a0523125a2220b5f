/*
 * comparison.h - what differs between two reports of one form
 *
 * The reports can be of two versions of the form; the later one says which
 * cells were the same (version-map.h).  What can be compared is compared as
 * figures: 12.5 and 12.50 are the same, a blank and a figure are not, a blank
 * and a blank are.
 *
 *   1. What differs stands first in the list, in the order of the later form.
 *      Behind it stands what cannot be compared and is not blank.
 *   2. Totals are listed like all other cells.
 *
 * A comparison holds no copies: free it before its reports and its version
 * map.
 */
#ifndef REPORT_COMPARISON_H
#define REPORT_COMPARISON_H

#include "report/report.h"
#include "form/version-map.h"

enum difference_type {
	DIFFERENCE_CELL,	/* a cell that both versions have */
	DIFFERENCE_PAPER,	/* the total on paper of such a cell */
	DIFFERENCE_SUM,		/* a cell that became several: their sum */
	DIFFERENCE_REFERENCE,	/* never compared, to be looked at */
	DIFFERENCE_DROPPED,	/* the later form has no place for it */
	DIFFERENCE_ADDED,	/* the earlier form had none */
};

/* What a report has there. */
struct side {
	bool known;		/* a figure is there */
	wide units;		/* of the comparison's places */
	int keyed;		/* decimals to print */
	const char *text;	/* of a text cell, "" if blank; else NULL */
};

struct difference {
	enum difference_type type;
	const struct form *form;	/* whose cell names it: the later one,
					 * if it has the cell */
	int cell;
	struct side old, new;
	const struct label *why;	/* it was dropped; NULL: not said */
};

struct comparison {
	int places;
	int compared;		/* cells, and totals on paper */
	int differ;		/* the first so many of the list */
	struct difference *difference;
	int count;
	size_t room;
};

/* Compares two reports, one of w->now and one of w->before, in any order.  The
 * caller ends C with comparison_release(). */
void compare(struct comparison *c, const struct version_map *w,
	     const struct report *old, const struct report *new);
void comparison_release(struct comparison *c);
/* NEW less OLD; false if one of them is blank, if they are texts, or if they
 * cannot be compared. */
bool difference_change(const struct difference *d, wide *units);

/* The first line in which two texts differ. */
struct text_difference {
	int line;		/* from 1 */
	const char *old, *new;	/* where it begins; the end of a text that
				 * has fewer lines */
	size_t old_len, new_len;
	size_t same;		/* bytes with which both begin, whole
				 * characters */
};

/* False if the texts are the same; D then has their first lines. */
bool text_difference(const char *old, const char *new,
		     struct text_difference *d);

#endif
