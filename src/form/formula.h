/*
 * formula.h - the language of rules
 *
 *	new + carried = done.total + pending
 *	not mentions(others, "nil") or length(overview) <= 1000
 *
 * A formula is parsed with its places, then bound to a form, once for every
 * line that "each" names.  All arithmetic is linear: whatever stands on a
 * side of a comparison becomes a sum of keyed cells, which the ledger keeps
 * up to date by differences; only comparisons, conditions and the functions
 * on texts are evaluated, and only when something that they name moves.
 *
 * A name is a path, or the end of one that is not ambiguous.  Within "each:
 * column of t" the rows of t can be named without their column, within "each:
 * row of t" its columns without their row; "column" or "row" is then the line
 * itself; within "each: cell of t" it is "cell".  The name of a heading is the
 * sum of what stands under it, totals left out.
 *
 * A name after "last." is the same in last year's report.  A rule with one
 * says nothing where there is no last year, or that figure is not known.
 *
 * Whether something is filled in is a rule as well: filled(row).  It counts as
 * blank and not as broken, so a blank report is not red.  A text of the type
 * "measure" stands in its sum with the factor 0.
 */
#ifndef FORM_FORMULA_H
#define FORM_FORMULA_H

#include "base/error.h"
#include "form/form.h"

#define FORMULA_LENGTH 4000	/* bytes */
#define FORMULA_DEPTH 50
#define FORMULA_NODES 1000

/* A function of the language: a row of the table in formula.c. */
struct function {
	const char *name;
	const char *takes;	/* one letter an argument: t text cell, n any
				 * cells, s string; '+': the last may repeat */
	bool truth;		/* true or false, else a number */
	bool waits;		/* says nothing while its text is blank */
	bool filled, same;	/* of any cells: what it asks of them */
	/* of texts: the result for TEXT (never NULL) and N strings; *KNOWN
	 * (set before to true) can be set to false */
	int64_t (*eval)(const char *text, const char *const *string, int n,
			bool *known);
	const char *says;	/* with eval: what stands between the text and
				 * the strings where a rule is in words */
	const char *help;
};

extern const struct function functions[];
extern const size_t function_count;

/* Reads TEXT, which stands at PLACE; NULL if E got an error.  The result is
 * in the form's arena. */
const struct formula *formula_parse(struct form *f, const char *text,
				    struct place place, struct error *e);
/* The text as it was given. */
const char *formula_text(const struct formula *formula);

/* Where a formula stands and what its names have become so far.  For the files
 * of form_finish(). */
struct binding {
	struct form *form;
	struct error *e;
	const struct rule *rule;	/* or NULL */
	int block;		/* of "each"; -1: none */
	int row, column;	/* the leaves of "each"; -1: none */
	int check;		/* the check that is being made; or -1 */
	struct ref *ref;	/* its terms so far; callers free it */
	int refs;
	size_t ref_room;
	bool right;		/* right of the comparison */
	bool previous;		/* last year's figures are among them */
};

/* Terms of a linear formula: a number and regions with factors. */
struct linear {
	wide constant;		/* units of the form's places */
	struct ref *ref;	/* callers free it */
	int refs;
	size_t ref_room;
};

/* Adds FORMULA, times FACTOR, to OUT; false, told in b->e, if a name in it is
 * wrong or it is not linear. */
bool formula_linear(struct binding *b, const struct formula *formula,
		    int64_t factor, struct linear *out);
/* The sum that FORMULA is, its terms added to those of B; -1, told in b->e, if
 * it is none. */
int formula_sum(struct binding *b, const struct formula *formula);
/* The bound form of a formula that is true or false; NULL if b->e got an
 * error. */
const struct expr *formula_bind(struct binding *b,
				const struct formula *formula);
/* The text cell that FORMULA names in last year's report; -1, told in b->e, if
 * it does not. */
int formula_text_cell(struct binding *b, const struct formula *formula);
/* The two sums that X compares, and how; nothing is set if it does not. */
void expr_sides(const struct expr *x, enum relation *relation, int *left,
		int *right);
/* True if FORMULA asks only whether something is filled in. */
bool formula_asks_filled(const struct formula *formula);

/* What is known of the figures while an expression is evaluated: they are the
 * caller's, which keeps them for a report. */
struct evaluation {
	const wide *sum;	/* of the form's sums, units of its places */
	const int *blank;	/* blank cells in each sum */
	/* The text of a text cell, "" if blank; good until the next call. */
	const char *(*text)(const void *data, int cell);
	/* True if everything keyed in R is what it was the year before. */
	bool (*same)(const void *data, const struct region *r);
	const void *data;	/* the caller's, handed to both */
	bool blank_zero;	/* a blank cell counts as 0 */
	int64_t within;		/* tolerance, units of the form's places */
};

enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };

/* Whether X holds; TRUTH_UNKNOWN if that hangs on a cell that is blank. */
enum truth expr_truth(const struct expr *x, const struct evaluation *ev);
/* Compares as a rule does.  All three are in the same units; WITHIN is the
 * tolerance of =, <>, <= and >=. */
bool relation_holds(enum relation r, wide left, wide right, int64_t within);
/* "=", "<=" ...; "" for REL_NONE.  It is static. */
const char *relation_sign(enum relation r);

#endif
