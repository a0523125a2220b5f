/* equation.c - what a check compares, term by term */
#include "report/equation.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "form/check-place.h"
#include "form/formula-tree.h"
#include "report/check-type.h"
#include "report/ledger.h"

/* ---- reading ---- */

struct reading {
	struct equation *out;
	const struct check *check;
	int64_t factor;		/* what multiplies the part that is read */
	bool right;
};

static int
add_comparison(struct equation *q, enum relation relation, const char *joint)
{
	ARRAY_GROW(q->comparison, q->comparisons, q->comparison_room);
	q->comparison[q->comparisons] = (struct comparison){
		.relation = relation, .joint = joint,
	};
	return q->comparisons++;
}

/* A term of the last comparison. */
static void
add_term(struct equation *q, int ref, bool right, bool figured, int64_t factor,
	 wide figure)
{
	ARRAY_GROW(q->term, q->terms, q->term_room);
	q->term[q->terms++] = (struct term){
		.ref = ref, .comparison = q->comparisons - 1, .right = right,
		.figured = figured, .factor = factor, .figure = figure,
	};
}

/* The terms FIRST to LAST of a side that sum SUM is, and the number that it
 * adds to them.  The numbers of totals are within their figures. */
static void
read_sum(struct reading *r, int sum, int first, int last)
{
	struct equation *q = r->out;
	const struct form *f = report_form(q->report);
	wide total = report_ledger(q->report)->sum[sum], rest = total;
	int terms = q->terms, i;

	for (i = first; i < last; i++) {
		const struct ref *t = &r->check->ref[i];
		wide figure = report_term(q->report, t);

		if (t->right != r->right)
			continue;
		add_term(q, i, r->right, true, r->factor * t->factor, figure);
		rest -= t->factor * figure;
	}
	if (q->terms == terms || (f->sum[sum].constant && rest))
		add_term(q, -1, r->right, true, 1, rest * r->factor);
	q->comparison[q->comparisons - 1].side[r->right] += total * r->factor;
}

static void
read_texts(struct reading *r, const struct expr *x)
{
	struct equation *q = r->out;
	int i;

	q->whole = false;
	for (i = x->ref; i < x->ref + x->refs; i++)
		add_term(q, i, r->right, false, r->factor, 0);
	if (x->refs)
		q->term[q->terms - 1].asks = x;
	q->comparison[q->comparisons - 1].texts = true;
}

static void
read_figure(struct reading *r, const struct expr *x)
{
	int64_t before = r->factor;

	switch (x->op) {
	case EXPR_SUM:
		read_sum(r, x->sum, x->ref, x->ref + x->refs);
		break;
	case EXPR_TIMES:
		r->factor *= x->factor;
		read_figure(r, x->arg[0]);
		r->factor = before;
		break;
	case EXPR_ADD:
		read_figure(r, x->arg[0]);
		read_figure(r, x->arg[1]);
		break;
	default:
		read_texts(r, x);
	}
}

static void
read_truth(struct reading *r, const struct expr *x, const char *joint)
{
	switch (x->op) {
	case EXPR_AND:
	case EXPR_OR:
		read_truth(r, x->arg[0], joint);
		read_truth(r, x->arg[1], x->op == EXPR_AND ? _("and") : _("or"));
		break;
	case EXPR_NOT:
		read_truth(r, x->arg[0], joint);
		break;
	case EXPR_COMPARE:
		add_comparison(r->out, x->relation, joint);
		read_figure(r, x->arg[0]);
		r->right = true;
		read_figure(r, x->arg[1]);
		r->right = false;
		break;
	default:
		add_comparison(r->out, REL_NONE, joint);
		read_texts(r, x);
	}
}

/* Two sums that are no formula: of a total, or of what texts quote. */
static void
read_sums(struct reading *r)
{
	struct equation *q = r->out;
	const struct check *c = r->check;
	struct comparison *two;
	int i, n = add_comparison(q, c->relation, "");

	two = &q->comparison[n];
	if (!report_sides(q->report, q->check, &two->side[0], &two->side[1])) {
		q->whole = false;
		two->texts = true;
		for (i = 0; i < 2 && c->refs; i++) {
			r->right = i;
			if ((i ? c->right : c->left) >= 0)
				read_sum(r, i ? c->right : c->left, 0,
					 c->refs);
		}
		return;
	}
	for (i = 0; i < 2; i++)
		add_term(q, -1, i, true, 1, two->side[i]);
}

void
equation_read(const struct report *r, int check, struct equation *out)
{
	const struct check *c = &report_form(r)->check[check];
	struct reading reading = { .out = out, .check = c, .factor = 1 };

	*out = (struct equation){ .report = r, .check = check, .whole = true };
	if (c->that)
		read_truth(&reading, c->that, "");
	else if (c->left >= 0)
		read_sums(&reading);
	else
		out->whole = false;
}

void
equation_release(struct equation *q)
{
	free(q->term);
	free(q->comparison);
	*q = (struct equation){ .report = NULL };
}

/* ---- writing ---- */

static const struct check *
check_of(const struct equation *q)
{
	return &report_form(q->report)->check[q->check];
}

static void
add_figure(const struct equation *q, wide units, struct buf *out)
{
	amount_format(out, units, report_form(q->report)->places, 0);
}

/* What a region is beside its check, which names the line of "each" itself. */
static void
beside_label(const struct form *f, const struct check *c,
	     const struct region *g, int lang, struct buf *out)
{
	bool each = c->rule->each_row || c->rule->each_column;
	bool same = each && g->block == c->block;
	bool rows = f->block[g->block].rows.leaves > 1;

	region_label(f, g, (!same || c->rule->each_column) && rows,
		     !same || c->rule->each_row, lang, out);
}

/* Is line LINE what "each" goes through, or all where it does not? */
static bool
is_leaf(const struct axis *a, bool each, int leaf, int line)
{
	return each ? line >= 0 && axis_leaf(a, leaf) == &a->line[line]
		    : line < 0;
}

/* Is it the cell of "each", or all of its line? */
static bool
is_each(const struct form *f, const struct check *c, const struct region *g)
{
	const struct rule *r = c->rule;
	const struct block *b = &f->block[g->block];

	return (r->each_row || r->each_column) && g->block == c->block &&
	       is_leaf(&b->rows, r->each_row, c->row, g->row) &&
	       is_leaf(&b->cols, r->each_column, c->column, g->column);
}

static void
add_factor(const struct term *t, struct buf *out)
{
	int64_t by = t->factor < 0 ? -t->factor : t->factor;

	if (by != 1)
		buf_addf(out, "%lld × ", (long long)by);
}

static void
add_name(const struct equation *q, const struct term *t, int lang,
	 struct buf *out)
{
	const struct form *f = report_form(q->report);
	const struct check *c = check_of(q);
	const struct ref *ref = &c->ref[t->ref];

	if (ref->previous)
		buf_add(out, _("last year's "));
	if (q->words && is_each(f, c, &ref->region))
		buf_add(out, c->rule->each_row && c->rule->each_column
				? _("the cell") : _("each cell"));
	else if (check_types[c->type]->name)
		check_types[c->type]->name(f, &ref->region, lang, out);
	else
		beside_label(f, c, &ref->region, lang, out);
}

/* A number of a side, or the figure of a total; what stands alone needs no
 * sign. */
static void
add_number(const struct equation *q, const struct term *t, bool first,
	   bool figures, struct buf *out)
{
	const char *name = check_types[check_of(q)->type]->side[t->right];
	bool asks = check_of(q)->that &&
		    q->comparison[t->comparison].texts;

	if (name) {
		buf_add(out, _(name));
		if (figures)
			buf_addc(out, ' ');
	}
	if (!first)
		buf_add(out, t->figure < 0 ? " - " : " + ");
	if (first && (figures || (!name && (q->words || asks))))
		add_figure(q, t->figure, out);
	else if (!first)
		add_figure(q, t->figure < 0 ? -t->figure : t->figure, out);
}

/* What is asked of the texts or cells before it. */
static void
add_asked(const struct expr *x, struct buf *out)
{
	int i;

	if (x->op == EXPR_SAME)
		buf_add(out, _(" as last year"));
	else if (x->op != EXPR_FUNCTION)
		buf_add(out, _(" filled in"));
	else
		buf_add(out, _(x->function->says));
	for (i = 0; x->op == EXPR_FUNCTION && i < x->strings; i++)
		buf_addf(out, _("%s'%s'"), i ? _(", ") : "", x->string[i]);
}

static void
add_sign(const struct term *t, bool first, bool list, struct buf *out)
{
	if (!first && list)
		buf_add(out, _(", "));
	else if (t->factor < 0)
		buf_add(out, first ? "- " : " - ");
	else if (!first)
		buf_add(out, " + ");
}

void
equation_side(const struct equation *q, int n, bool right, bool figures,
	      int lang, struct buf *out)
{
	bool list = check_of(q)->that &&
		    q->comparison[n].relation == REL_NONE;
	bool sum = false;
	int i, terms = 0;

	for (i = 0; i < q->terms; i++) {
		const struct term *t = &q->term[i];

		if (t->comparison != n || t->right != right)
			continue;
		sum = sum || terms || t->factor != 1;
		if (t->ref < 0) {
			add_number(q, t, !terms++, figures, out);
			continue;
		}
		add_sign(t, !terms++, list, out);
		add_factor(t, out);
		add_name(q, t, lang, out);
		if (t->asks)
			add_asked(t->asks, out);
		if (figures && t->figured) {
			buf_addc(out, ' ');
			add_figure(q, t->figure, out);
		}
	}
	if (figures && sum) {
		buf_add(out, " = ");
		add_figure(q, q->comparison[n].side[right], out);
	}
}

void
equation_names(const struct report *r, int check, bool right, int lang,
	       struct buf *out)
{
	struct equation q;

	equation_read(r, check, &q);
	equation_side(&q, 0, right, false, lang, out);
	equation_release(&q);
}

const char *
equation_sign(const struct equation *q, int n)
{
	/* what is true where the relation does not hold */
	static const enum relation opposite[] = {
		[REL_NONE] = REL_NONE, [REL_EQ] = REL_NE, [REL_NE] = REL_EQ,
		[REL_LT] = REL_GE, [REL_LE] = REL_GT, [REL_GT] = REL_LE,
		[REL_GE] = REL_LT,
	};
	const struct comparison *c = &q->comparison[n];

	if (c->texts)
		return "";
	if (relation_holds(c->relation, c->side[0], c->side[1],
			   check_of(q)->rule->within))
		return relation_sign(c->relation);
	return relation_sign(opposite[c->relation]);
}

static void
add_comparison_line(const struct equation *q, int n, const char *sign,
		    int lang, struct buf *out)
{
	equation_side(q, n, false, true, lang, out);
	buf_addf(out, " %s ", sign);
	equation_side(q, n, true, true, lang, out);
}

/* A comparison, or what is asked of texts, with the sign that the rule has. */
static void
add_leaf(const struct equation *q, int n, bool figures, int lang,
	 struct buf *out)
{
	const struct comparison *c = &q->comparison[n];

	equation_side(q, n, false, figures && !c->texts, lang, out);
	if (c->relation == REL_NONE)
		return;
	buf_addf(out, " %s ", relation_sign(c->relation));
	equation_side(q, n, true, figures && !c->texts, lang, out);
}

/* The comparisons from *N on that X is, with brackets where the rule needs
 * them. */
static void
add_tree(const struct equation *q, const struct expr *x, int *n, bool figures,
	 int lang, struct buf *out)
{
	bool not = x->op == EXPR_NOT;
	int i;

	if (!not && x->op != EXPR_AND && x->op != EXPR_OR) {
		add_leaf(q, (*n)++, figures, lang, out);
		return;
	}
	if (not)
		buf_add(out, _("not "));
	for (i = 0; i < (not ? 1 : 2); i++) {
		enum expr_op op = x->arg[i]->op;
		bool open = op != x->op && (op == EXPR_AND || op == EXPR_OR);

		if (i)
			buf_add(out, x->op == EXPR_AND ? _(" and ")
						       : _(" or "));
		if (open || not)
			buf_addc(out, '(');
		add_tree(q, x->arg[i], n, figures, lang, out);
		if (open || not)
			buf_addc(out, ')');
	}
}

void
equation_words(const struct report *r, int check, bool when, int lang,
	       struct buf *out)
{
	const struct check *c = &report_form(r)->check[check];
	const struct expr *x = when ? c->when : c->that;
	struct equation q = { .report = r, .check = check, .words = true };
	struct reading reading = { .out = &q, .check = c, .factor = 1 };
	int n = 0;

	if (!x)
		return;
	read_truth(&reading, x, "");
	add_tree(&q, x, &n, false, lang, out);
	equation_release(&q);
}

void
equation_line(const struct equation *q, bool rule, int lang, struct buf *out)
{
	const struct expr *that = check_of(q)->that;
	int n = 0;

	if (rule && that) {
		add_tree(q, that, &n, true, lang, out);
		return;
	}
	for (; n < q->comparisons; n++) {
		if (n)
			buf_add(out, _(", "));
		add_comparison_line(q, n, equation_sign(q, n), lang, out);
	}
}

void
equation_term(const struct equation *q, int i, int lang, struct buf *out)
{
	const struct term *t = &q->term[i], *before = i ? t - 1 : NULL;
	const struct comparison *two = &q->comparison[t->comparison];
	const struct form *f = report_form(q->report);
	bool first = !before || before->comparison != t->comparison ||
		     before->right != t->right;
	bool minus = t->ref < 0 ? t->figure < 0 : t->factor < 0;
	const char *sign = "";

	if (first && t->right)
		sign = two->texts ? relation_sign(two->relation)
				  : equation_sign(q, t->comparison);
	else if (first)
		sign = two->joint;
	buf_addf(out, "%s%s", sign, *sign && minus ? " " : "");
	if (!*sign || minus)
		buf_addc(out, minus ? '-' : '+');
	buf_addc(out, ' ');
	if (t->ref < 0) {
		add_figure(q, minus ? -t->figure : t->figure, out);
		return;
	}
	add_factor(t, out);
	if (t->figured) {
		add_figure(q, t->figure, out);
		buf_add(out, "  ");
	}
	if (check_of(q)->ref[t->ref].previous)
		buf_add(out, _("last year's "));
	region_label(f, &check_of(q)->ref[t->ref].region, true, true, lang,
		     out);
}

/* ---- what became of it ---- */

static void
add_waits(const struct equation *q, struct buf *out)
{
	int blank = report_check_blank(q->report, q->check);

	if (blank)
		buf_addf(out, _("  (%d still blank)"), blank);
}

void
equation_verdict(const struct equation *q, struct buf *out)
{
	enum verdict v = report_verdict(q->report, q->check);
	bool applies = !check_of(q)->that ||
		       report_applies(q->report, q->check);
	const struct comparison *one = q->whole && q->comparisons == 1
		? &q->comparison[0] : NULL;

	if (v == VERDICT_BROKEN)
		buf_add(out, check_of(q)->rule->level == LEVEL_MUST ? "! "
								    : "? ");
	else if (v == VERDICT_ANSWERED)
		buf_add(out, _("answered "));
	else if (v == VERDICT_OK)
		buf_add(out, applies ? _("ok ") : _("does not apply "));
	if (!applies)
		return;
	if (one && one->side[0] != one->side[1] &&
	    (one->relation == REL_EQ || v == VERDICT_BROKEN)) {
		buf_add(out, _("differs by "));
		add_figure(q, one->side[0] - one->side[1], out);
	}
	if (v != VERDICT_BROKEN)
		add_waits(q, out);
}

/* The line that an "each" speaks of, or the cell of a total. */
static void
add_subject(const struct equation *q, int lang, struct buf *out)
{
	const struct form *f = report_form(q->report);
	const struct check *c = check_of(q);
	const struct line *line = check_line(f, c);

	if (!c->that)
		cell_label(f, check_cell(f, q->check), lang, out);
	else if (line)
		buf_add(out, label_brief(&line->label, lang));
	if (!c->that || line)
		buf_add(out, _(": "));
}

void
equation_sentence(const struct report *r, int check, int lang, struct buf *out)
{
	enum verdict v = report_verdict(r, check);
	bool holds = v == VERDICT_OK || v == VERDICT_BLANK;
	struct buf line = BUF_INIT;
	struct equation q;

	equation_read(r, check, &q);
	if (q.whole && q.comparisons == 1) {
		bool equal = q.comparison[0].relation == REL_EQ;
		wide *side = q.comparison[0].side;

		add_subject(&q, lang, out);
		equation_side(&q, 0, false, true, lang, out);
		if (equal)
			buf_add(out, _(", "));
		else
			buf_addf(out, " %s ",
				 relation_sign(q.comparison[0].relation));
		equation_side(&q, 0, true, true, lang, out);
		if (equal || !holds) {
			buf_add(out, equal ? _(", differs by ")
					   : _(" does not hold, by "));
			add_figure(&q, side[0] - side[1], out);
		}
	} else if (q.comparisons && check_of(&q)->that) {
		equation_line(&q, true, lang, &line);
		buf_addf(out, holds ? "%s" : _("does not hold: %s"),
			 line.text);
	}
	if (v == VERDICT_BLANK)
		add_waits(&q, out);
	buf_release(&line);
	equation_release(&q);
}
