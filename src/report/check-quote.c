/* check-quote.c - what texts say of a figure */
#include "base/i18n.h"
#include "form/label.h"
#include "form/quote-scan.h"
#include "report/check-type.h"
#include "report/equation.h"
#include "report/finding.h"
#include "report/ledger.h"

/* ---- judged ---- */

static struct quote_figures
quote_figures(const struct ledger *l, const struct check *c)
{
	struct quote_figures f = {
		.figure = l->sum[c->left], .known = !l->blank[c->left],
	};
	const struct value *year = c->year < 0 ? NULL : &l->value[c->year];

	if (c->right >= 0) {
		f.other = l->sum[c->right];
		f.other_known = !l->blank[c->right];
	}
	if (year && year->state == VALUE_FIGURE)
		f.year = (int)year->units;
	return f;
}

static void
figures(const struct ledger *l, const struct check *c, struct buf *out)
{
	struct quote_figures f = quote_figures(l, c);
	int i, n = (int)(c - l->form->check);

	for (i = 0; i < l->quotes.count; i++) {
		const struct quote_found *q = &l->quotes.found[i];

		if (q->check != n || quote_judge(q, &f) < QUOTE_OTHER)
			continue;
		if (out->len)
			buf_addc(out, ' ');
		amount_format(out, q->units, l->form->places, 0);
	}
}

static enum verdict
judge(const struct ledger *l, const struct check *c)
{
	struct quote_figures f = quote_figures(l, c);
	enum quote_verdict worst = QUOTE_ASIDE, v;
	int i, n = (int)(c - l->form->check);

	if (!ledger_applies(l, c))
		return VERDICT_OK;
	for (i = 0; i < l->quotes.count; i++) {
		if (l->quotes.found[i].check != n)
			continue;
		v = quote_judge(&l->quotes.found[i], &f);
		if (v >= QUOTE_OTHER)
			return ledger_answered(l, c) ? VERDICT_ANSWERED
					      : VERDICT_BROKEN;
		if (v == QUOTE_WAITS)
			worst = v;
	}
	return worst == QUOTE_WAITS ? VERDICT_BLANK : VERDICT_OK;
}

/* ---- told ---- */

/* The number in a text that check CHECK finds to differ and that comes after
 * AFTER (NULL: the first); *OTHER if it is the figure that it may be taken for.
 * NULL if there is none.  It stays until the next edit. */
static const struct quote_found *
next_quote(const struct report *r, int check, const struct quote_found *after,
	   bool *other)
{
	const struct ledger *l = report_ledger(r);
	struct quote_figures f = quote_figures(l, &l->form->check[check]);
	const struct quotes *q = &l->quotes;
	int i;

	for (i = after ? (int)(after - q->found) + 1 : 0; i < q->count; i++) {
		enum quote_verdict v;

		if (q->found[i].check != check)
			continue;
		v = quote_judge(&q->found[i], &f);
		*other = v == QUOTE_OTHER;
		if (v == QUOTE_WRONG || v == QUOTE_OTHER)
			return &q->found[i];
	}
	return NULL;
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
	struct equation e;
	wide figure;

	equation_read(r, q->check, &e);
	figure = e.comparison[0].side[0];
	if (other) {
		buf_addf(out, _("%s says \"%.*s\": that is "), label, len,
			 words);
		equation_side(&e, 0, true, true, lang, out);
		buf_add(out, _(", not "));
		equation_side(&e, 0, false, true, lang, out);
		buf_add(out, _("; say in the text which is meant"));
	} else {
		buf_addf(out, _("%s says \"%.*s\", the tables say "), label,
			 len, words);
		equation_side(&e, 0, false, true, lang, out);
		buf_add(out, _(", differs by "));
		amount_format(out, q->units - figure, f->places, 0);
	}
	equation_release(&e);
	return figure;
}

static void
explain(const struct report *r, int check, int lang, struct buf *out)
{
	bool other;
	const struct quote_found *q = next_quote(r, check, NULL, &other);

	if (q)
		quote_sentence(r, q, other, lang, out);
}

/* A line for each number that differs. */
static bool
collect(const struct report *r, int check, int lang, struct findings *out)
{
	const struct form *f = report_form(r);
	const struct quote_found *q = NULL;
	bool other;

	while ((q = next_quote(r, check, q, &other))) {
		struct buf text = BUF_INIT;
		struct finding *n = finding_add(out, f->check[check].rule, check,
					q->cell);

		n->quote = true;
		n->at = q->at;
		n->left = q->units;
		n->right = quote_sentence(r, q, other, lang, &text);
		n->text = buf_detach(&text);
	}
	return true;
}

static int
place(const struct report *r, int check)
{
	bool other;
	const struct quote_found *q = next_quote(r, check, NULL, &other);

	return q ? q->cell : -1;
}

static bool
find(const struct report *r, int check, int cell, size_t *at)
{
	const struct quote_found *q = NULL;
	bool other;

	do
		q = next_quote(r, check, q, &other);
	while (q && q->cell != cell);
	if (q)
		*at = q->at;
	return q;
}

const struct check_row check_quote = {
	.judge = judge, .name = quoted_label, .figures = figures,
	.explain = explain, .collect = collect, .place = place, .find = find,
};
