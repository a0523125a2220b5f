/*
 * check-type.h - the kinds of check: a row and a file each
 *
 * form/ declares what a check looks at (struct check); what is done with it in
 * a report is a row of check_types[], in check-KIND.c.  A new kind is a value
 * of enum check_type and a row.
 */
#ifndef REPORT_CHECK_TYPE_H
#define REPORT_CHECK_TYPE_H

#include "base/buf.h"
#include "form/form.h"
#include "report/verdict.h"

struct findings;
struct ledger;
struct report;

struct check_row {
	/* what the check finds, from the sums, blanks and texts of L */
	enum verdict (*judge)(const struct ledger *l, const struct check *c);
	/* Sets the sides, in units of the form's places; false if one is not
	 * there.  NULL: it compares no two sums. */
	bool (*sides)(const struct ledger *l, const struct check *c,
		      wide side[2]);
	/* what its sides are called if they are not terms; or NULL */
	const char *side[2];
	/* Adds the name that a term of it has; NULL: as in the table. */
	void (*name)(const struct form *f, const struct region *g, int lang,
		     struct buf *out);
	/* Adds what a reason is given for beside the terms; or NULL. */
	void (*figures)(const struct ledger *l, const struct check *c,
			struct buf *out);
	/* Adds the sentence for it, if its rule has no words of its own. */
	void (*explain)(const struct report *r, int check, int lang,
			struct buf *out);
	/* Adds its findings; false: it is told once, at its cell.  Or NULL,
	 * for the same. */
	bool (*collect)(const struct report *r, int check, int lang,
			struct findings *out);
	/* The text that it finds fault with; -1: none.  Or NULL. */
	int (*place)(const struct report *r, int check);
	/* Finds the first byte of text CELL that it finds fault with; false if
	 * there is none.  NULL: it finds fault with figures. */
	bool (*find)(const struct report *r, int check, int cell, size_t *at);
};

/* By enum check_type. */
extern const struct check_row *const check_types[];

extern const struct check_row check_formula, check_paper, check_cross,
	check_quote, check_reference, check_draft;

#endif
