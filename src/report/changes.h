/*
 * changes.h - what some edits of a log come to, cell by cell
 */
#ifndef REPORT_CHANGES_H
#define REPORT_CHANGES_H

#include "report/report.h"

/* A cell that is not what it was. */
struct changed_cell {
	int cell;
	const struct value *before;	/* of a figure, what it was; of a
					 * text, what its first change cut */
	const struct edit *last;	/* that changed it */
};

struct changes {
	struct changed_cell *cell;	/* in the order of the form */
	int cells;
};

/* What the edits from FROM on come to; the values are the report's.  A text
 * counts as changed if anything was done to it.  Ends with changes_release().
 */
void changes_of(struct changes *n, const struct report *r, int from);
void changes_release(struct changes *n);
/* Adds "3 -> 4", or for a text how long it is now. */
void changes_show(const struct changed_cell *c, const struct report *r,
		  struct buf *out);

#endif
