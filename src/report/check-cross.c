/* check-cross.c - a total computed along both axes */
#include "report/check-type.h"
#include "report/equation.h"
#include "report/ledger.h"

static bool
sides(const struct ledger *l, const struct check *c, wide side[2])
{
	side[0] = l->sum[c->left];
	side[1] = l->sum[c->right];
	return true;
}

static enum verdict
judge(const struct ledger *l, const struct check *c)
{
	return l->sum[c->left] == l->sum[c->right] ? VERDICT_OK
						   : VERDICT_BROKEN;
}

const struct check_row check_cross = {
	.judge = judge, .sides = sides, .explain = equation_sentence,
};
