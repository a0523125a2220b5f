/* check-reference.c - the references of a text lead somewhere */
#include "form/check-place.h"
#include "form/reference-scan.h"
#include "report/check-type.h"
#include "report/finding.h"
#include "report/ledger.h"
#include "report/reference.h"

static enum verdict
judge(const struct ledger *l, const struct check *c)
{
	int cell = block_cell(&l->form->block[c->block], c->row, c->column);
	const struct reference_text *t = references_of(&l->references, cell);
	int i;

	for (i = 0; t && i < t->references; i++) {
		buf_clear(l->read);
		if (ledger_reference(l, &t->reference[i], l->read) ==
		    REFERENCE_NOWHERE)
			return VERDICT_BROKEN;
	}
	return VERDICT_OK;
}

/* The reference of the check from the Nth on that leads nowhere; how many
 * there are if none does. */
static int
reference_nowhere(const struct report *r, int check, int n)
{
	const struct reference *all;
	int references =
		report_references(r, check_cell(report_form(r), check), &all);
	struct buf shown = BUF_INIT;

	while (n < references &&
	       report_reference(r, &all[n], &shown) != REFERENCE_NOWHERE)
		n++;
	buf_release(&shown);
	return n;
}

/* Of the first of them. */
static void
explain(const struct report *r, int check, int lang, struct buf *out)
{
	int cell = check_cell(report_form(r), check), n;
	const struct reference *all;
	int references = report_references(r, cell, &all);

	(void)lang;
	n = reference_nowhere(r, check, 0);
	if (n < references)
		report_reference_why(r, cell, &all[n], out);
}

/* A finding for each reference that leads nowhere, but one alone for all that
 * are too many. */
static bool
collect(const struct report *r, int check, int lang, struct findings *out)
{
	const struct check *c = &report_form(r)->check[check];
	int cell = check_cell(report_form(r), check), n;
	const struct reference *all;
	int references = report_references(r, cell, &all);

	(void)lang;
	for (n = reference_nowhere(r, check, 0);
	     n < references && n <= REFERENCE_MOST;
	     n = reference_nowhere(r, check, n + 1)) {
		struct finding *one = finding_add(out, c->rule, check, cell);
		struct buf text = BUF_INIT;

		report_reference_why(r, cell, &all[n], &text);
		one->text = buf_detach(&text);
		one->at = all[n].at;
	}
	return true;
}

static bool
find(const struct report *r, int check, int cell, size_t *at)
{
	const struct reference *all;
	int references = report_references(r, cell, &all),
	    n = reference_nowhere(r, check, 0);

	if (n < references)
		*at = all[n].at;
	return n < references;
}

const struct check_row check_reference = {
	.judge = judge, .explain = explain, .collect = collect, .find = find,
};
