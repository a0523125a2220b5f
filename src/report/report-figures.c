/* report-figures.c - what the totals and the verdicts of a report are now */
#include "report/report.h"

#include "report/annotation.h"
#include "report/check-type.h"
#include "report/ledger.h"
#include "report/previous-year.h"

const struct counts *
report_counts(const struct report *r)
{
	return &report_ledger(r)->counts;
}

enum verdict
report_verdict(const struct report *r, int check)
{
	return report_ledger(r)->verdict[check];
}

int
report_check_changed(const struct report *r, int check)
{
	return report_ledger(r)->check_changed[check];
}

bool
report_sides(const struct report *r, int check, wide *left, wide *right)
{
	const struct check *c = &report_form(r)->check[check];
	const struct check_row *type = check_types[c->type];
	wide side[2];

	if (!type->sides || !type->sides(report_ledger(r), c, side))
		return false;
	*left = side[0];
	*right = side[1];
	return true;
}

bool
report_applies(const struct report *r, int check)
{
	return ledger_applies(report_ledger(r), &report_form(r)->check[check]);
}

/* Blank cells that term T names, or one if last year does not tell. */
static int
term_blank(const struct report *r, const struct ref *t)
{
	const struct form *f = report_form(r);
	const struct ledger *l = report_ledger(r);
	struct region_walk w;
	int cell, n = 0;
	wide sum;

	if (t->previous)
		return l->last && !previous_region(l->last, &t->region, &sum);
	for (cell = region_first(f, &t->region, &w); cell >= 0;
	     cell = region_next(f, &w))
		n += f->total[cell] >= 0 ? l->blank[f->total[cell]]
					 : value_blank(report_value(r, cell));
	return n;
}

static bool
same_term(const struct ref *a, const struct ref *b)
{
	return a->previous == b->previous &&
	       a->region.block == b->region.block &&
	       a->region.row == b->region.row &&
	       a->region.column == b->region.column;
}

int
report_check_blank(const struct report *r, int check)
{
	const struct check *c = &report_form(r)->check[check];
	const struct ledger *l = report_ledger(r);
	int n = 0, i, j;

	if (c->left >= 0)
		n += l->blank[c->left];
	if (c->right >= 0)
		n += l->blank[c->right];
	for (i = 0; c->left < 0 && i < c->refs; i++) {
		for (j = 0; j < i && !same_term(&c->ref[i], &c->ref[j]); j++)
			continue;
		n += j == i ? term_blank(r, &c->ref[i]) : 0;
	}
	return n;
}

int
report_broken(const struct report *r, int cell, enum level level)
{
	return report_ledger(r)->mark[level][cell];
}

int
report_blank_cells(const struct report *r, const struct block *b)
{
	int cell, n = 0;

	for (cell = b->first; cell < b->first + b->cells; cell++)
		n += !form_computed(report_form(r), cell) &&
		     report_value(r, cell)->state == VALUE_BLANK;
	return n;
}

wide
report_region(const struct report *r, const struct region *region)
{
	return ledger_region(report_ledger(r), region);
}

wide
report_term(const struct report *r, const struct ref *ref)
{
	return ledger_term(report_ledger(r), ref);
}

void
report_check_figures(const struct report *r, int check, struct buf *out)
{
	ledger_figures(report_ledger(r), &report_form(r)->check[check], out);
}

bool
report_carried(const struct report *r, int cell, wide *units)
{
	const struct form *f = report_form(r);
	const struct ledger *l = report_ledger(r);
	int check = annotation_is(f, cell) ? -1 : f->from[cell], right;
	wide place;

	if (check < 0 || !report_previous(r))
		return false;
	right = f->check[check].right;
	place = amount_power(f->places - form_kind_of(f, cell)->places);
	if (l->blank[right] || l->sum[right] % place)
		return false;
	*units = l->sum[right] / place;
	return true;
}

int
report_protected(const struct report *r, int cell)
{
	const struct form *f = report_form(r);
	int check = annotation_is(f, cell) ? -1 : f->from[cell];
	wide units;

	if (!report_carried(r, cell, &units) ||
	    *report_text(r, annotation_reason(f, check)))
		return -1;
	return check;
}
