/* diagnosis.c - likely causes of a broken rule */
#include "report/diagnosis.h"

#include <string.h>

#include "base/i18n.h"
#include "form/check-place.h"

static wide
difference(const struct report *r, int check)
{
	wide left = 0, right = 0;

	report_sides(r, check, &left, &right);
	return left - right;
}

/* Two lines broken by opposite amounts while the total of the lines holds. */
static bool
look_swapped(const struct report *r, int check, int lang, struct buf *out,
	     int *cell)
{
	const struct form *f = report_form(r);
	const struct check *c = &f->check[check];
	const struct line *line = check_line(f, c);
	wide d = difference(r, check);
	int i, other = -1;

	(void)cell;
	if (!line || line->total)
		return false;
	for (i = 0; i < f->checks; i++) {
		const struct check *o = &f->check[i];

		if (o->rule != c->rule || o->block != c->block || i == check ||
		    report_verdict(r, i) != VERDICT_BROKEN)
			continue;
		if (check_line(f, o)->total)
			return false;
		if (other < 0 && difference(r, i) == -d)
			other = i;
	}
	if (other < check)
		return false;
	buf_addf(out, _("%s and %s differ by the same amount, one up, one "
			"down, and the total holds: is a case in the wrong one "
			"of the two? Amount: "),
		 label_brief(&line->label, lang),
		 label_brief(&check_line(f, &f->check[other])->label, lang));
	amount_format(out, d < 0 ? -d : d, f->places, 0);
	return true;
}

/* ---- slips of the hand ---- */

/* In a larger form too many cells would explain any difference. */
#define SLIP_CELLS 50000

/* Is Y the figure X with two neighbouring digits changed round? */
static bool
transposed(wide x, wide y)
{
	wide place;

	if (x < 0 || y < 0 || (x - y) % 9)
		return false;
	/* a leading zero is never keyed: both have a digit in either place */
	for (place = 1; place * 10 <= x && place * 10 <= y; place *= 10) {
		wide low = x / place % 10, high = x / place / 10 % 10;
		wide other = x + (low - high) * place * 10 +
			     (high - low) * place;

		if (low != high && other == y)
			return true;
	}
	return false;
}

enum slip { SLIP_NONE, SLIP_DIGITS, SLIP_TEN, SLIP_MISSING, SLIP_TWICE };

/* What would turn X, the right figure, into WRONG? */
static enum slip
slip_of(wide wrong, wide x)
{
	if (x < 0 || wrong == x)
		return SLIP_NONE;
	if (transposed(wrong, x))
		return SLIP_DIGITS;
	if (x && wrong && (x == wrong * 10 || wrong == x * 10))
		return SLIP_TEN;
	if (x == 0)
		return SLIP_TWICE;
	if (x == 2 * wrong && wrong)
		return SLIP_MISSING;
	return SLIP_NONE;
}

struct guess {
	enum slip slip;
	int cell;
	wide was, right;
	int alike;		/* guesses of the same kind */
};

/* By how much a unit of the cell moves left minus right. */
static wide
weight(const struct form *f, int cell, const struct check *c)
{
	wide w = 0;
	int i;

	for (i = f->move_at[cell]; i < f->move_at[cell + 1]; i++) {
		if (f->move[i].sum == c->left)
			w += f->move[i].factor;
		if (f->move[i].sum == c->right)
			w -= f->move[i].factor;
	}
	return w;
}

/* Does the cell stand in another equation that holds?  Then mending it would
 * only move the difference. */
static bool
holds_elsewhere(const struct report *r, const struct check *c, int cell)
{
	const struct form *f = report_form(r);
	int i;

	for (i = f->move_at[cell]; i < f->move_at[cell + 1]; i++) {
		int other = f->sum[f->move[i].sum].check;

		if (other >= 0 && &f->check[other] != c &&
		    f->check[other].relation == REL_EQ &&
		    report_verdict(r, other) == VERDICT_OK)
			return true;
	}
	return false;
}

static void
try_cell(const struct report *r, const struct check *c, int cell, wide d,
	 struct guess *best)
{
	const struct form *f = report_form(r);
	const struct value *v = report_value(r, cell);
	wide w = weight(f, cell, c), right;
	enum slip s;

	if (!w || d % w || v->state != VALUE_FIGURE)
		return;
	right = v->units - d / w;
	s = slip_of(v->units, right);
	if (!s || (best->slip && s > best->slip) || holds_elsewhere(r, c, cell))
		return;
	if (s == best->slip) {
		best->alike++;
		return;
	}
	*best = (struct guess){ s, cell, v->units, right, 1 };
}

static const char *const slip_words[] = {
	[SLIP_DIGITS] =
		N_("%s: two digits changed round? %s here, %s would fit"),
	[SLIP_TEN] = N_("%s: a digit too many or too few? %s here, %s would "
			"fit"),
	[SLIP_MISSING] = N_("%s: counted only once? %s here, %s would fit"),
	[SLIP_TWICE] = N_("%s: counted though it should not be? %s here, %s "
			  "would fit"),
};

static bool
look_slip(const struct report *r, int check, int lang, struct buf *out,
	  int *cell)
{
	const struct form *f = report_form(r);
	const struct check *c = &f->check[check];
	struct guess best = { .slip = SLIP_NONE };
	struct buf label = BUF_INIT, was = BUF_INIT, right = BUF_INIT;
	const struct line *line = check_line(f, c);
	const struct kind *k;
	int i;

	if (c->left < 0 || c->relation != REL_EQ || f->cells > SLIP_CELLS)
		return false;
	/* what is wrong with a total is wrong with one of its lines */
	if (line && line->total)
		return false;
	for (i = 0; i < f->cells; i++)
		if (!form_computed(f, i))
			try_cell(r, c, i, difference(r, check), &best);
	/* many cells that would all explain it explain nothing */
	if (!best.slip || best.alike > 1)
		return false;
	k = form_kind_of(f, best.cell);
	cell_label(f, best.cell, lang, &label);
	amount_format(&was, best.was, k->places, 0);
	amount_format(&right, best.right, k->places, 0);
	buf_addf(out, _(slip_words[best.slip]), label.text, was.text, right.text);
	buf_release(&label);
	buf_release(&was);
	buf_release(&right);
	*cell = best.cell;
	return true;
}

/* A total of nothing over something, or of something over nothing. */
static bool
look_zero(const struct report *r, int check, int lang, struct buf *out,
	  int *cell)
{
	const struct form *f = report_form(r);
	wide computed, paper;

	if (f->check[check].type != CHECK_PAPER ||
	    !report_sides(r, check, &computed, &paper) ||
	    (computed == 0) == (paper == 0))
		return false;
	cell_label(f, *cell, lang, out);
	buf_add(out, paper ? _(": the total is there, its parts are all zero")
			   : _(": the parts are there, their total is zero"));
	return true;
}

const struct diagnosis diagnoses[] = {
	{ .name = "swapped", .look = look_swapped,
	  .help = N_("two lines are off by opposite amounts") },
	{ .name = "slip", .look = look_slip,
	  .help = N_("one figure with a slip of the hand would explain the "
		     "difference") },
	{ .name = "zero", .look = look_zero,
	  .help = N_("a total is zero and its parts are not, or the reverse") },
};
const size_t diagnosis_count = ARRAY_LEN(diagnoses);

const struct diagnosis *
diagnosis_find(const char *name)
{
	size_t i;

	for (i = 0; i < diagnosis_count; i++)
		if (!strcmp(diagnoses[i].name, name))
			return &diagnoses[i];
	return NULL;
}
