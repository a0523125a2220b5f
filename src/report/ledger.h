/*
 * ledger.h - totals, verdicts and counts, kept up to date by differences
 *
 * For report.c alone.  When a keyed cell moves, the sums that it stands in
 * move by the difference times their factor, and the checks that those sums
 * belong to are judged again.  The work goes with what hangs on the cell, not
 * with the size of the form.
 *
 *   1. sum[s] is the constant of s plus factor times figure of each of its
 *      cells; a blank cell counts as 0.
 *   2. blank[s] is how many of its cells are blank.
 *   3. verdict[c] is what judging check c from these would say.
 *   4. counts and marks follow from the verdicts.
 *   5. quotes are the numbers that checks find in the texts as they are.
 *   6. A text has changed when something that it refers to has.
 *
 * Last year's figures are constants of the sums.  Blank is not zero: a check
 * with a blank cell waits, and its sums show the difference so far.
 */
#ifndef REPORT_LEDGER_H
#define REPORT_LEDGER_H

#include "form/quote-scan.h"
#include "form/reference-scan.h"
#include "report/verdict.h"

struct previous;
struct report;

struct ledger {
	const struct form *form;
	wide *sum;
	int *blank;
	unsigned char *verdict;
	int *check_changed;
	int *changed;		/* of each cell: see report_changed() */
	int *mark[LEVELS];	/* broken checks that name the cell */
	bool *own;		/* of each cell: see counts.keyed */
	struct counts counts;
	struct quotes quotes;
	struct references references;	/* in the texts */
	struct buf *read;	/* scratch: a text as it is read */
	/* the report's stored values, for papers and texts */
	const struct value *value;
	const struct previous *last;	/* last year's figures; or NULL */
	int missed;		/* 1: there should be such; an error */
};

void ledger_init(struct ledger *l, const struct form *f,
		 const struct value *value, const struct previous *last);
void ledger_release(struct ledger *l);
/* Cell CELL went from BEFORE to what it holds now, by edit SERIAL. */
void ledger_move(struct ledger *l, int cell, const struct value *before,
		 int serial);
/* Edit SERIAL has moved all its cells: texts that refer to them follow. */
void ledger_follow(struct ledger *l, int serial);
/* ANNOTATION went from something else to what it holds now, by edit SERIAL. */
void ledger_move_annotation(struct ledger *l, int annotation, int serial);
/* See report_figure(), report_region(), report_term() and
 * report_check_figures(). */
bool ledger_figure(const struct ledger *l, int cell, wide *units, int *keyed);
wide ledger_region(const struct ledger *l, const struct region *region);
wide ledger_term(const struct ledger *l, const struct ref *ref);
void ledger_figures(const struct ledger *l, const struct check *c,
		    struct buf *out);
/* Adds what REFERENCE shows to OUT; nothing unless it is REFERENCE_SHOWN. */
enum reference_state ledger_reference(const struct ledger *l,
				      const struct reference *reference,
				      struct buf *out);
/* Adds the text CELL as it is read: with what it refers to. */
void ledger_read(const struct ledger *l, int cell, struct buf *out);
/* The text CELL as it is read, good until the next is asked for. */
const char *ledger_text(const struct ledger *l, int cell);
/* Does the "if" of the check hold? */
bool ledger_applies(const struct ledger *l, const struct check *c);
/* Is there a reason that answers check C as its figures stand? */
bool ledger_answered(const struct ledger *l, const struct check *c);
/* Judges everything, as after ledger_init() with values already there. */
void ledger_recompute(struct ledger *l, int serial);
/* The ledger of a report, for those that explain what it judged. */
const struct ledger *report_ledger(const struct report *r);

#endif
