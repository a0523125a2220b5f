/* check-draft.c - a text has no marks of a draft left */
#include "base/i18n.h"
#include "form/check-place.h"
#include "form/draft-marks.h"
#include "report/check-type.h"
#include "report/ledger.h"
#include "report/report.h"

static enum verdict
judge(const struct ledger *l, const struct check *c)
{
	int cell = block_cell(&l->form->block[c->block], c->row, c->column);
	const struct value *v = &l->value[cell];

	return v->state != VALUE_TEXT || draft_find(v->text) < 0
		       ? VERDICT_OK : VERDICT_BROKEN;
}

static void
explain(const struct report *r, int check, int lang, struct buf *out)
{
	int cell = check_cell(report_form(r), check), n = 0;
	const char *text = report_text(r, cell);
	long at;

	for (; (at = draft_find(text)) >= 0; text += at + 1)
		n++;
	cell_label(report_form(r), cell, lang, out);
	buf_addf(out, Q_(": %d number of last year's draft is marked %s...%s; "
			 "enter the report year's figures and delete the "
			 "marks",
			 ": %d numbers of last year's draft are marked "
			 "%s...%s; enter the report year's figures and "
			 "delete the marks",
			 n), n, DRAFT_OPEN, DRAFT_CLOSE);
}

static bool
find(const struct report *r, int check, int cell, size_t *at)
{
	long first = draft_find(report_text(r, cell));

	(void)check;
	if (first >= 0)
		*at = (size_t)first;
	return first >= 0;
}

const struct check_row check_draft = {
	.judge = judge, .explain = explain, .find = find,
};
