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

/* The reference of the check that leads nowhere and comes after AFTER (NULL: the
 * first); NULL if there is none.  It stays until the next edit. */
static const struct reference *
next_nowhere(const struct report *r, int check, const struct reference *after)
{
	const struct reference *all;
	int n = report_references(r, check_cell(report_form(r), check), &all);
	int i = after ? (int)(after - all) + 1 : 0;
	struct buf shown = BUF_INIT;

	while (i < n &&
	       report_reference(r, &all[i], &shown) != REFERENCE_NOWHERE)
		i++;
	buf_release(&shown);
	return i < n ? &all[i] : NULL;
}

/* Of the first of them. */
static void
explain(const struct report *r, int check, int lang, struct buf *out)
{
	const struct reference *lost = next_nowhere(r, check, NULL);

	(void)lang;
	if (lost)
		report_reference_why(r, check_cell(report_form(r), check), lost,
				     out);
}

/* A finding for each reference that leads nowhere, but one alone for all that
 * are too many. */
static bool
collect(const struct report *r, int check, int lang, struct findings *out)
{
	const struct check *c = &report_form(r)->check[check];
	const struct reference *all, *lost = NULL;
	int cell = check_cell(report_form(r), check);

	(void)lang;
	report_references(r, cell, &all);
	while ((lost = next_nowhere(r, check, lost)) &&
	       lost - all <= REFERENCE_MOST) {
		struct finding *one = finding_add(out, c->rule, check, cell);
		struct buf text = BUF_INIT;

		report_reference_why(r, cell, lost, &text);
		one->text = buf_detach(&text);
		one->at = lost->at;
	}
	return true;
}

static bool
find(const struct report *r, int check, int cell, size_t *at)
{
	const struct reference *lost = NULL;

	if (cell == check_cell(report_form(r), check))
		lost = next_nowhere(r, check, NULL);
	if (lost)
		*at = lost->at;
	return lost;
}

const struct check_row check_reference = {
	.judge = judge, .explain = explain, .collect = collect, .find = find,
};
