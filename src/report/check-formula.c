/* check-formula.c - a rule of the form, judged and told */
#include <string.h>

#include "base/i18n.h"
#include "form/formula-tree.h"
#include "report/check-type.h"
#include "report/equation.h"
#include "report/finding.h"
#include "report/ledger.h"
#include "report/previous-year.h"
#include "report/reference.h"

/* ---- judged ---- */

static const char *
read_text(const void *data, int cell)
{
	return ledger_text(data, cell);
}

static bool
same_cell(const struct ledger *l, int cell)
{
	const struct value *v = &l->value[cell];
	wide now, then;
	int keyed;

	if (previous_match(l->last, cell) != MATCH_SAME)
		return false;
	if (!form_kind_of(l->form, cell)->type->figure)
		return !strcmp(v->state == VALUE_TEXT ? v->text : "",
			       previous_text(l->last, cell));
	return ledger_figure(l, cell, &now, &keyed) &&
	       previous_figure(l->last, cell, &then, &keyed) && now == then;
}

/* Is all that is keyed in the region what it was last year?  Most often the
 * first cell says no. */
static bool
same_as_last(const void *data, const struct region *r)
{
	const struct ledger *l = data;
	struct region_walk w;
	int cell;

	if (!l->last)
		return false;
	for (cell = region_first(l->form, r, &w); cell >= 0;
	     cell = region_next(l->form, &w))
		if (!same_cell(l, cell))
			return false;
	return true;
}

static struct evaluation
evaluation_of(const struct ledger *l, const struct check *c)
{
	return (struct evaluation){
		.sum = l->sum, .blank = l->blank, .text = read_text,
		.same = same_as_last, .data = l, .blank_zero = c->rule->blank_zero,
		.within = c->rule->within,
	};
}

bool
ledger_applies(const struct ledger *l, const struct check *c)
{
	struct evaluation ev = evaluation_of(l, c);

	if (c->previous && !l->last)
		return false;
	return !c->when || expr_truth(c->when, &ev) == TRUTH_TRUE;
}

static enum verdict
judge(const struct ledger *l, const struct check *c)
{
	struct evaluation ev = evaluation_of(l, c);
	enum truth t;

	if (!ledger_applies(l, c))
		return VERDICT_OK;
	t = expr_truth(c->that, &ev);
	if (t == TRUTH_TRUE)
		return VERDICT_OK;
	if (t == TRUTH_UNKNOWN || c->rule->completeness)
		return VERDICT_BLANK;
	return ledger_answered(l, c) ? VERDICT_ANSWERED : VERDICT_BROKEN;
}

static bool
sides(const struct ledger *l, const struct check *c, wide side[2])
{
	if (c->left < 0)
		return false;
	side[0] = l->sum[c->left];
	side[1] = l->sum[c->right];
	return true;
}

/* ---- what is not filled in ---- */

/* The Nth filled() of X, in which several are joined by "and", that does not
 * hold; NULL, with N less how many there are, if there are fewer. */
static const struct expr *
lacking(const struct report *r, const struct expr *x, int *n)
{
	const struct expr *found;
	struct buf text = BUF_INIT;
	bool filled;

	if (x->op == EXPR_AND) {
		found = lacking(r, x->arg[0], n);
		return found ? found : lacking(r, x->arg[1], n);
	}
	if (x->op == EXPR_FILLED_SUM) {
		filled = !report_ledger(r)->blank[x->sum];
	} else {
		report_read(r, x->cell, &text);
		filled = text.len;
		buf_release(&text);
	}
	return filled || (*n)-- ? NULL : x;
}

static void
blank_sentence(const struct report *r, const struct check *c,
	       const struct expr *x, int lang, struct buf *out)
{
	const struct form *f = report_form(r);
	const struct region *g = &c->ref[x->ref].region;

	if (x->op == EXPR_FILLED_SUM) {
		int cells = f->sum[x->sum].cells;

		region_label(f, g, true, c->rule->each_column, lang, out);
		buf_addf(out, Q_(": %d of %d figure is not keyed",
				 ": %d of %d figures are not keyed", cells),
			 report_ledger(r)->blank[x->sum], cells);
	} else {
		region_label(f, g, true, g->row < 0, lang, out);
		buf_add(out, _(": not filled in"));
	}
}

/* Is the cell a blank one of sum SUM? */
static bool
blank_in(const struct report *r, int sum, int cell)
{
	const struct form *f = report_form(r);
	int i = f->move_at[cell];

	while (i < f->move_at[cell + 1] && f->move[i].sum != sum)
		i++;
	return i < f->move_at[cell + 1] && value_blank(report_value(r, cell));
}

/* The first cell of X that is not filled in. */
static int
blank_cell(const struct report *r, const struct check *c, const struct expr *x)
{
	const struct form *f = report_form(r);
	struct region_walk w;
	int cell;

	if (x->op != EXPR_FILLED_SUM)
		return x->cell;
	for (cell = region_first(f, &c->ref[x->ref].region, &w); cell >= 0;
	     cell = region_next(f, &w))
		if (blank_in(r, x->sum, cell))
			return cell;
	/* the region is a total: what is blank is among its parts */
	for (cell = 0; cell < f->cells - 1 && !blank_in(r, x->sum, cell);)
		cell++;
	return cell;
}

/* A finding for each part that is not filled in. */
static bool
collect(const struct report *r, int check, int lang, struct findings *out)
{
	const struct check *c = &report_form(r)->check[check];
	const struct expr *x;
	int i, n;

	if (!c->rule->completeness)
		return false;
	for (i = n = 0; (x = lacking(r, c->that, &n)); n = ++i) {
		struct finding *one = finding_add(out, c->rule, check,
					  blank_cell(r, c, x));
		struct buf text = BUF_INIT;

		one->blank = true;
		blank_sentence(r, c, x, lang, &text);
		one->text = buf_detach(&text);
	}
	return true;
}

static void
explain(const struct report *r, int check, int lang, struct buf *out)
{
	const struct check *c = &report_form(r)->check[check];
	const struct expr *blank;
	int first = 0;

	if (!c->rule->completeness)
		equation_sentence(r, check, lang, out);
	else if ((blank = lacking(r, c->that, &first)))
		blank_sentence(r, c, blank, lang, out);
}

const struct check_row check_formula = {
	.judge = judge, .sides = sides, .explain = explain,
	.collect = collect,
};
