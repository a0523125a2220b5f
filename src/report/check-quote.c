/* check-quote.c - what texts say of a figure */
#include "base/i18n.h"
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

/* The number in a text that check C looks at and that comes after Q (NULL: the
 * first), and in *V what becomes of it; NULL if there is none. */
static const struct quote_found *
next_found(const struct ledger *l, const struct check *c,
	   const struct quote_found *q, enum quote_verdict *v)
{
	struct quote_figures f = quote_figures(l, c);
	int i = q ? (int)(q - l->quotes.found) + 1 : 0;
	int n = (int)(c - l->form->check);

	while (i < l->quotes.count && l->quotes.found[i].check != n)
		i++;
	if (i == l->quotes.count)
		return NULL;
	*v = quote_judge(&l->quotes.found[i], &f);
	return &l->quotes.found[i];
}

static void
figures(const struct ledger *l, const struct check *c, struct buf *out)
{
	const struct quote_found *q = NULL;
	enum quote_verdict v;

	while ((q = next_found(l, c, q, &v))) {
		if (v < QUOTE_OTHER)
			continue;
		if (out->len)
			buf_addc(out, ' ');
		amount_format(out, q->units, l->form->places, 0);
	}
}

static enum verdict
judge(const struct ledger *l, const struct check *c)
{
	const struct quote_found *q = NULL;
	enum quote_verdict v;
	bool waits = false;

	if (!ledger_applies(l, c))
		return VERDICT_OK;
	while ((q = next_found(l, c, q, &v))) {
		if (v >= QUOTE_OTHER)
			return ledger_answered(l, c) ? VERDICT_ANSWERED
						     : VERDICT_BROKEN;
		waits = waits || v == QUOTE_WAITS;
	}
	return waits ? VERDICT_BLANK : VERDICT_OK;
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
	enum quote_verdict v = QUOTE_ASIDE;

	do
		after = next_found(l, &l->form->check[check], after, &v);
	while (after && v < QUOTE_OTHER);
	*other = v == QUOTE_OTHER;
	return after;
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
