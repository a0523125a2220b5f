/* check-total.c - a total against the one on paper, or along the other axis */
#include "base/i18n.h"
#include "report/check-type.h"
#include "report/equation.h"
#include "report/ledger.h"

static bool
paper_sides(const struct ledger *l, const struct check *c, wide side[2])
{
	const struct form *f = l->form;
	int cell = f->sum[c->left].cell;
	const struct value *paper = &l->value[cell];
	int places = f->places - form_kind_of(f, cell)->places;

	if (paper->state != VALUE_FIGURE)
		return false;
	side[0] = l->sum[c->left];
	side[1] = (wide)paper->units * amount_power(places);
	return true;
}

static bool
cross_sides(const struct ledger *l, const struct check *c, wide side[2])
{
	side[0] = l->sum[c->left];
	side[1] = l->sum[c->right];
	return true;
}

static enum verdict
judge(const struct ledger *l, const struct check *c)
{
	wide side[2];

	return !check_types[c->type]->sides(l, c, side) || side[0] == side[1]
		       ? VERDICT_OK : VERDICT_BROKEN;
}

const struct check_row check_paper = {
	.judge = judge, .sides = paper_sides,
	.side = { N_("computed"), N_("on paper") },
	.explain = equation_sentence,
};

const struct check_row check_cross = {
	.judge = judge, .sides = cross_sides, .explain = equation_sentence,
};
