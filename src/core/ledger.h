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
 *
 * Last year's figures are constants of the sums.
 */
#ifndef CORE_LEDGER_H
#define CORE_LEDGER_H

#include "core/report.h"

struct ledger {
	const struct form *form;
	wide *sum;
	int *blank;
	unsigned char *verdict;
	int *check_changed;
	int *changed;		/* of each cell: see report_changed() */
	int *mark[LEVELS];	/* broken checks that name the cell */
	struct counts counts;
	/* the report's stored values, for papers and texts */
	const struct value *value;
	const struct last *last;	/* last year's figures; or NULL */
};

void ledger_init(struct ledger *l, const struct form *f,
		 const struct value *value, const struct last *last);
void ledger_release(struct ledger *l);
/* Cell CELL went from BEFORE to what it holds now, by edit SERIAL. */
void ledger_move(struct ledger *l, int cell, const struct value *before,
		 int serial);
/* A slot went from something else to what it holds now, by edit SERIAL. */
void ledger_move_slot(struct ledger *l, int slot, int serial);
/* See report_figure(), report_region(), report_term() and
 * report_check_figures(). */
bool ledger_figure(const struct ledger *l, int cell, wide *units, int *keyed);
wide ledger_region(const struct ledger *l, const struct region *region);
wide ledger_term(const struct ledger *l, const struct ref *ref);
void ledger_figures(const struct ledger *l, const struct check *c,
		    struct buf *out);
/* Does the "if" of the check hold? */
bool ledger_applies(const struct ledger *l, const struct check *c);
/* Judges everything, as after ledger_init() with values already there. */
void ledger_recompute(struct ledger *l, int serial);

#endif
