/* finding.c - what is wrong with a report, in words */
#include "report/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/check-place.h"
#include "form/draft-marks.h"
#include "form/label.h"
#include "form/quote-scan.h"
#include "form/reference-scan.h"
#include "report/annotation.h"
#include "report/carry-forward.h"
#include "report/deadline.h"
#include "report/diagnosis.h"
#include "report/message-write.h"
#include "report/reason-text.h"
#include "report/reference.h"

static void
add_figure(struct buf *out, const struct form *f, wide units)
{
	amount_format(out, units, f->places, 0);
}

/* ---- equations ---- */

static void
add_term(const struct report *r, const struct check *c, const struct ref *t,
	 bool first, bool figure, int lang, struct buf *out)
{
	const struct form *f = report_form(r);
	bool each = c->rule->each_row || c->rule->each_column;
	bool same = each && t->region.block == c->block;
	const struct block *b = &f->block[t->region.block];
	int64_t factor = t->factor < 0 ? -t->factor : t->factor;

	if (t->factor < 0)
		buf_add(out, first ? "- " : " - ");
	else if (!first)
		buf_add(out, " + ");
	if (factor != 1)
		buf_addf(out, "%lld × ", (long long)factor);
	if (t->previous)
		buf_add(out, _("last year's "));
	region_label(f, &t->region,
		     !same || c->rule->each_column ? b->rows.leaves > 1 : false,
		     !same || c->rule->each_row, lang, out);
	if (!figure)
		return;
	buf_addc(out, ' ');
	add_figure(out, f, report_term(r, t));
}

/* The number that a side adds to its terms.  That of a term is within it. */
static wide
constant_of(const struct report *r, const struct check *c, bool right)
{
	const struct form *f = report_form(r);
	int sum = right ? c->right : c->left, i;
	wide side[2];

	if (c->type != CHECK_FORMULA || sum < 0 || !f->sum[sum].constant)
		return 0;
	report_sides(r, (int)(c - f->check), &side[0], &side[1]);
	for (i = 0; i < c->refs; i++)
		if (c->ref[i].right == right)
			side[right] -= c->ref[i].factor *
				       report_term(r, &c->ref[i]);
	return side[right];
}

/* The terms of one side; how many, or -1 if they need a sum behind them even
 * where there is but one. */
static int
add_terms(const struct report *r, int check, bool right, bool figures,
	  int lang, struct buf *out)
{
	const struct form *f = report_form(r);
	const struct check *c = &f->check[check];
	int i, terms = 0;
	bool factors = false;
	wide rest;

	if (c->type == CHECK_PAPER)
		buf_add(out, right ? _("on paper") : _("computed"));
	for (i = 0; i < c->refs; i++) {
		if (c->ref[i].right != right)
			continue;
		add_term(r, c, &c->ref[i], terms == 0, figures, lang, out);
		factors = factors || c->ref[i].factor != 1;
		terms++;
	}
	rest = terms ? constant_of(r, c, right) : 0;
	if (rest) {
		buf_add(out, rest < 0 ? " - " : " + ");
		add_figure(out, f, rest < 0 ? -rest : rest);
		return -1;
	}
	return factors ? -1 : terms;
}

void
check_terms(const struct report *r, int check, bool right, int lang,
	    struct buf *out)
{
	add_terms(r, check, right, false, lang, out);
}

void
check_side(const struct report *r, int check, bool right, int lang,
	   struct buf *out)
{
	const struct form *f = report_form(r);
	bool paper = f->check[check].type == CHECK_PAPER;
	wide side[2];
	int terms;

	if (!report_sides(r, check, &side[0], &side[1]))
		return;
	terms = add_terms(r, check, right, true, lang, out);
	if (paper)
		buf_addc(out, ' ');
	else if (terms > 1 || terms < 0)
		buf_add(out, " = ");
	if (terms != 1)
		add_figure(out, f, side[right]);
}

const char *
check_sign(const struct report *r, int check)
{
	/* what is true where the rule is broken */
	static const enum relation opposite[] = {
		[REL_NONE] = REL_NONE, [REL_EQ] = REL_NE, [REL_NE] = REL_EQ,
		[REL_LT] = REL_GE, [REL_LE] = REL_GT, [REL_GT] = REL_LE,
		[REL_GE] = REL_LT,
	};
	const struct check *c = &report_form(r)->check[check];
	wide left, right;

	if (!report_sides(r, check, &left, &right))
		return "";
	if (relation_holds(c->relation, left, right, c->rule->within))
		return relation_sign(c->relation);
	return relation_sign(opposite[c->relation]);
}

static void
filled_sentence(const struct form *f, const struct region *g, int lang,
		struct buf *out)
{
	region_label(f, g, true, g->row < 0, lang, out);
	buf_add(out, _(": not filled in"));
}

struct blanks {
	const struct report *report;
	int blank, cells;
};

static void
count_blank(int cell, void *data)
{
	struct blanks *b = data;
	const struct form *f = report_form(b->report);

	if (form_computed(f, cell) || !kind_input(form_kind_of(f, cell)))
		return;
	b->cells++;
	b->blank += value_blank(report_value(b->report, cell));
}

static void
blank_sentence(const struct report *r, const struct check *c, int lang,
	       struct buf *out)
{
	const struct form *f = report_form(r);
	const struct region *first = NULL;	/* that lacks something */
	struct blanks b = { .report = r };
	int i;

	for (i = 0; i < c->refs; i++) {
		const struct region *g = &c->ref[i].region;
		int cell = check_term(f, (int)(c - f->check), i);
		int before = b.cells;

		region_each(f, g, count_blank, &b);
		if (b.cells == before && !form_computed(f, cell)) {
			if (*report_text(r, cell))
				continue;
			filled_sentence(f, g, lang, out);
			return;
		}
		if (!first && b.blank)
			first = g;
	}
	region_label(f, first ? first : &c->ref[0].region, true,
		     c->rule->each_column, lang, out);
	buf_addf(out, Q_(": %d of %d figure is not keyed",
			 ": %d of %d figures are not keyed", b.cells),
		 b.blank, b.cells);
}

/* "X: a 1 + b 2 = 3, c 4 = 4, differs by -1" */
static void
equation(const struct report *r, int check, int lang, struct buf *out)
{
	const struct form *f = report_form(r);
	const struct check *c = &f->check[check];
	wide left, right;

	if (c->type != CHECK_FORMULA)
		cell_label(f, check_cell(f, check), lang, out);
	else if (c->row >= 0 && c->column < 0)
		buf_add(out, label_brief(&axis_leaf(&f->block[c->block].rows,
						    c->row)->label, lang));
	else if (c->column >= 0 && c->row < 0)
		buf_add(out, label_brief(&axis_leaf(&f->block[c->block].cols,
						    c->column)->label, lang));
	if (c->type != CHECK_FORMULA || (c->row < 0) != (c->column < 0))
		buf_add(out, _(": "));
	check_side(r, check, false, lang, out);
	if (c->relation == REL_EQ)
		buf_add(out, _(", "));
	else
		buf_addf(out, " %s ", relation_sign(c->relation));
	check_side(r, check, true, lang, out);
	report_sides(r, check, &left, &right);
	buf_add(out, c->relation == REL_EQ ? _(", differs by ")
					   : _(" does not hold, by "));
	add_figure(out, f, left - right);
}

/* ---- figures quoted in texts ---- */

int
check_place(const struct report *r, int check)
{
	const struct form *f = report_form(r);
	const struct quote_found *q = NULL;
	bool other;

	if (f->check[check].type == CHECK_QUOTE)
		q = report_quote(r, check, NULL, &other);
	return q ? q->cell : check_cell(f, check);
}

bool
check_quoted(const struct report *r, int check, int cell, size_t *at)
{
	const struct quote_found *q = NULL;
	bool other;

	if (report_form(r)->check[check].type != CHECK_QUOTE)
		return false;
	do
		q = report_quote(r, check, q, &other);
	while (q && q->cell != cell);
	if (q)
		*at = q->at;
	return q;
}

/* A line with the headings over it that are part of its name. */
static void
full_label(const struct axis *a, int line, int lang, struct buf *out)
{
	const struct line *l = &a->line[line];

	if (l->parent >= 0 && a->line[l->parent].id) {
		full_label(a, l->parent, lang, out);
		buf_addc(out, ' ');
	}
	buf_add(out, label_brief(&l->label, lang));
}

/* What a region is to a reader of the text, who does not see the table. */
static void
quoted_label(const struct form *f, const struct region *g, int lang,
	     struct buf *out)
{
	const struct block *b = &f->block[g->block];
	bool column = g->column >= 0 && b->cols.leaves > 1;
	bool row = g->row >= 0 && (b->rows.leaves > 1 || !column);

	if (row)
		buf_add(out, label_brief(&b->rows.line[g->row].label, lang));
	if (row && column)
		buf_addc(out, ' ');
	if (column)
		full_label(&b->cols, g->column, lang, out);
	if (!row && !column)
		buf_add(out, label_brief(&b->label, lang));
}

/* One side with its figures, and its sum unless it is one figure. */
static wide
quoted_side(const struct report *r, int check, bool right, int lang,
	    struct buf *out)
{
	const struct form *f = report_form(r);
	const struct check *c = &f->check[check];
	wide total = f->sum[right ? c->right : c->left].constant;
	int i, terms = total != 0;

	for (i = 0; i < c->refs; i++) {
		const struct ref *t = &c->ref[i];
		wide figure = report_term(r, t);

		if (t->right != right)
			continue;
		if (terms++ || t->factor < 0)
			buf_add(out, t->factor < 0 ? " - " : " + ");
		if (t->factor != 1 && t->factor != -1)
			buf_addf(out, "%lld × ", (long long)
				 (t->factor < 0 ? -t->factor : t->factor));
		if (t->previous)
			buf_add(out, _("last year's "));
		quoted_label(f, &t->region, lang, out);
		buf_addc(out, ' ');
		add_figure(out, f, figure);
		total += t->factor * figure;
		terms += t->factor != 1;
	}
	if (terms > 1) {
		buf_add(out, " = ");
		add_figure(out, f, total);
	}
	return total;
}

/* Returns the figure that the number should be. */
static wide
quote_sentence(const struct report *r, const struct quote_found *q, bool other,
	       int lang, struct buf *out)
{
	const struct form *f = report_form(r);
	const char *label = label_brief(&form_block_of(f, q->cell)->label,
					lang);
	const char *words = report_text(r, q->cell) + q->words_at;
	int len = (int)q->words_len;
	wide figure;

	if (other) {
		buf_addf(out, _("%s says \"%.*s\": that is "), label, len,
			 words);
		quoted_side(r, q->check, true, lang, out);
		buf_add(out, _(", not "));
		figure = quoted_side(r, q->check, false, lang, out);
		buf_add(out, _("; say in the text which is meant"));
		return figure;
	}
	buf_addf(out, _("%s says \"%.*s\", the tables say "), label, len,
		 words);
	figure = quoted_side(r, q->check, false, lang, out);
	buf_add(out, _(", differs by "));
	add_figure(out, f, q->units - figure);
	return figure;
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
refers_sentence(const struct report *r, int check, struct buf *out)
{
	int cell = check_cell(report_form(r), check), n;
	const struct reference *all;
	int references = report_references(r, cell, &all);

	n = reference_nowhere(r, check, 0);
	if (n < references)
		report_reference_why(r, cell, &all[n], out);
}

static void
draft_sentence(const struct report *r, int check, int lang, struct buf *out)
{
	int cell = check_cell(report_form(r), check), n = 0;
	const char *text = report_text(r, cell);
	long at;

	for (; (at = draft_find(text)) >= 0; text += at + 1)
		n++;
	cell_label(report_form(r), cell, lang, out);
	buf_addf(out, Q_(": %d number of last year's draft is marked %s...%s; "
			 "put in this year's and take the marks away",
			 ": %d numbers of last year's draft are marked "
			 "%s...%s; put in this year's and take the marks away",
			 n), n, DRAFT_OPEN, DRAFT_CLOSE);
}

void
check_sentence(const struct report *r, int check, int lang, struct buf *out)
{
	const struct check *c = &report_form(r)->check[check];
	wide left, right;

	if (c->type == CHECK_QUOTE) {
		bool other;
		const struct quote_found *q = report_quote(r, check, NULL,
							   &other);

		if (q)
			quote_sentence(r, q, other, lang, out);
	} else if (c->say) {
		message_write(c->say, r, check, lang, out);
	} else if (c->type == CHECK_FORMULA && c->rule->completeness) {
		blank_sentence(r, c, lang, out);
	} else if (report_sides(r, check, &left, &right)) {
		equation(r, check, lang, out);
	} else if (c->type == CHECK_DRAFT) {
		draft_sentence(r, check, lang, out);
	} else if (c->type == CHECK_REFERENCES) {
		refers_sentence(r, check, out);
	} else if (c->type == CHECK_FORMULA) {
		buf_addf(out, _("does not hold: %s"),
			 formula_text(c->rule->that));
	}
}

int
check_of_cell(const struct report *r, int cell)
{
	const struct form *f = report_form(r);
	int first = -1, answered = -1, i;
	size_t at;

	for (i = f->names_at[cell]; i < f->names_at[cell + 1]; i++) {
		int check = f->names_of[i];

		if (report_verdict(r, check) == VERDICT_BROKEN)
			return check;
		if (answered < 0 &&
		    report_verdict(r, check) == VERDICT_ANSWERED)
			answered = check;
		if (first < 0 && f->check[check].type == CHECK_FORMULA &&
		    report_applies(r, check))
			first = check;
	}
	if (answered >= 0)
		return answered;
	for (i = f->watch_at[cell]; i < f->watch_at[cell + 1]; i++)
		if (check_quoted(r, f->watch[i], cell, &at))
			return f->watch[i];
	if (first >= 0)
		return first;
	for (i = f->move_at[cell]; i < f->move_at[cell + 1]; i++) {
		int check = f->sum[f->move[i].sum].check;

		if (check < 0 || f->check[check].rule->completeness ||
		    f->check[check].type == CHECK_QUOTE ||
		    !report_applies(r, check))
			continue;
		if (report_verdict(r, check) == VERDICT_BROKEN)
			return check;
		if (first < 0)
			first = check;
	}
	return first;
}

/* ---- the list ---- */

static struct finding *
add(struct findings *out, const struct rule *rule, int check, int cell)
{
	struct finding *n;

	ARRAY_GROW(out->finding, out->count, out->room);
	n = &out->finding[out->count++];
	*n = (struct finding){ .rule = rule, .level = rule->level,
			       .check = check, .cell = cell };
	return n;
}

struct first {
	const struct report *report;
	int cell;
};

static void
keep_first(int cell, void *data)
{
	struct first *first = data;
	const struct form *f = report_form(first->report);

	if (first->cell < 0 && !form_computed(f, cell) &&
	    kind_input(form_kind_of(f, cell)) &&
	    value_blank(report_value(first->report, cell)))
		first->cell = cell;
}

/* The first cell that the check asks for and does not find filled in. */
static int
first_blank(const struct report *r, int check)
{
	const struct form *f = report_form(r);
	const struct check *c = &f->check[check];
	struct first first = { .report = r, .cell = -1 };
	int i;

	for (i = 0; i < c->refs; i++)
		region_each(f, &c->ref[i].region, keep_first, &first);
	return first.cell < 0 ? check_cell(f, check) : first.cell;
}

static bool
suspects_at(const struct rule *rule, const struct check *c)
{
	int i;

	for (i = 0; i < rule->ofs; i++)
		if (!strcmp(rule->of[i], c->rule->id))
			return true;
	return false;
}

static void
collect_suspects(const struct report *r, int lang, struct findings *out)
{
	const struct form *f = report_form(r);
	int i, check;

	for (i = 0; i < f->rules; i++) {
		const struct rule *rule = &f->rule[i];
		const struct diagnosis *d =
			rule->diagnosis ? diagnosis_find(rule->diagnosis)
					: NULL;

		for (check = 0; d && check < f->checks; check++) {
			struct buf text = BUF_INIT;
			int cell = check_cell(f, check);

			if (report_verdict(r, check) == VERDICT_BROKEN &&
			    suspects_at(rule, &f->check[check]) &&
			    d->look(r, check, lang, &text, &cell))
				add(out, rule, check, cell)->text =
					buf_detach(&text);
			buf_release(&text);
		}
	}
}

static void
collect_due(const struct report *r, struct findings *out)
{
	const struct form *f = report_form(r);
	struct deadline_state due = report_deadline(r);
	struct buf text = BUF_INIT;

	if (due.when != DUE_SOON && due.when != DUE_LATE)
		return;
	deadline_sentence(&due, &text);
	add(out, f->deadline.rule, -1, form_year(f))->text =
		buf_detach(&text);
}

/* The reason of a check that it answers. */
static struct reason *
answer_of(const struct report *r, int check)
{
	int annotation = annotation_reason(report_form(r), check);
	struct reason *answer = xmalloc(sizeof *answer);

	reason_read(report_text(r, annotation), answer);
	return answer;
}

/* A line for each number that differs. */
static void
collect_quotes(const struct report *r, int check, int lang,
	       struct findings *out)
{
	const struct form *f = report_form(r);
	const struct quote_found *q = NULL;
	bool other;

	while ((q = report_quote(r, check, q, &other))) {
		struct buf text = BUF_INIT;
		struct finding *n = add(out, f->check[check].rule, check,
					q->cell);

		n->quote = true;
		n->at = q->at;
		n->left = q->units;
		n->right = quote_sentence(r, q, other, lang, &text);
		n->text = buf_detach(&text);
	}
}

/* What is told of CHECK from finding FIRST on has an answer. */
static void
answer(const struct report *r, int check, int first, struct findings *out)
{
	for (; first < out->count; first++) {
		out->finding[first].answer = answer_of(r, check);
		out->finding[first].level = LEVEL_NOTE;
	}
}

static void
collect_check(const struct report *r, int check, int lang,
	      struct findings *out)
{
	const struct check *c = &report_form(r)->check[check];
	bool blank = report_verdict(r, check) == VERDICT_BLANK;
	struct buf text = BUF_INIT;
	struct finding *n;

	n = add(out, c->rule, check, check_cell(report_form(r), check));
	n->blank = blank;
	if (blank)
		n->cell = first_blank(r, check);
	if (c->type == CHECK_DRAFT)
		n->at = (size_t)draft_find(report_text(r, n->cell));
	check_sentence(r, check, lang, &text);
	n->text = buf_detach(&text);
}

/* A finding for each reference that leads nowhere, but one alone for all that
 * are too many. */
static void
collect_refers(const struct report *r, int check, struct findings *out)
{
	const struct check *c = &report_form(r)->check[check];
	int cell = check_cell(report_form(r), check), n;
	const struct reference *all;
	int references = report_references(r, cell, &all);

	for (n = reference_nowhere(r, check, 0);
	     n < references && n <= REFERENCE_MOST;
	     n = reference_nowhere(r, check, n + 1)) {
		struct finding *one = add(out, c->rule, check, cell);
		struct buf text = BUF_INIT;

		report_reference_why(r, cell, &all[n], &text);
		one->text = buf_detach(&text);
		one->at = all[n].at;
	}
}

void
findings_collect(const struct report *r, int lang, struct findings *out)
{
	const struct form *f = report_form(r);
	int i;

	for (i = 0; i < f->checks; i++) {
		const struct check *c = &f->check[i];
		enum verdict v = report_verdict(r, i);
		int first = out->count;

		if (v == VERDICT_OK ||
		    (v == VERDICT_BLANK && !c->rule->completeness))
			continue;
		if (c->type == CHECK_QUOTE)
			collect_quotes(r, i, lang, out);
		else if (c->type == CHECK_REFERENCES)
			collect_refers(r, i, out);
		else
			collect_check(r, i, lang, out);
		if (v == VERDICT_ANSWERED)
			answer(r, i, first, out);
	}
	collect_suspects(r, lang, out);
	collect_due(r, out);
}

void
findings_release(struct findings *f)
{
	int i;

	for (i = 0; i < f->count; i++) {
		free(f->finding[i].text);
		if (f->finding[i].answer)
			reason_release(f->finding[i].answer);
		free(f->finding[i].answer);
	}
	free(f->finding);
	*f = (struct findings)FINDINGS_INIT;
}
