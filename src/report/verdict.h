/*
 * verdict.h - what a check finds in a report, and how many checks find it
 */
#ifndef REPORT_VERDICT_H
#define REPORT_VERDICT_H

#include "form/form.h"

enum verdict {
	VERDICT_OK,		/* it holds, or does not apply */
	VERDICT_BLANK,		/* waits for a cell that is blank */
	VERDICT_BROKEN,
	VERDICT_ANSWERED,	/* broken, and a reason says why */
};

/* Counted over all checks and cells of a report; none is below 0. */
struct counts {
	int broken[LEVELS];	/* checks, by level */
	int answered;		/* checks that a reason answers */
	int blank;		/* figures and fields that are not keyed */
	int inputs;		/* of so many */
	int missing;		/* checks that find something not filled in,
				 * notes apart */
	int keyed;		/* what is filled in beside fields and what is
				 * carried from last year; of a form of fields
				 * alone, they */
};

#endif
