/* finding.c - what is wrong with a report, in words */
#include "report/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/check-place.h"
#include "form/draft-marks.h"
#include "form/formula-tree.h"
#include "form/label.h"
#include "form/quote-scan.h"
#include "form/reference-scan.h"
#include "report/annotation.h"
#include "report/carry-forward.h"
#include "report/deadline.h"
#include "report/diagnosis.h"
#include "report/equation.h"
#include "report/ledger.h"
#include "report/message-write.h"
#include "report/reason-text.h"
#include "report/reference.h"

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
	const struct expr *blank;
	int first = 0;

	if (c->type == CHECK_QUOTE) {
		bool other;
		const struct quote_found *q = report_quote(r, check, NULL,
							   &other);

		if (q)
			quote_sentence(r, q, other, lang, out);
	} else if (c->say) {
		message_write(c->say, r, check, lang, out);
	} else if (c->type == CHECK_FORMULA && c->rule->completeness) {
		blank = lacking(r, c->that, &first);
		if (blank)
			blank_sentence(r, c, blank, lang, out);
	} else if (c->type == CHECK_DRAFT) {
		draft_sentence(r, check, lang, out);
	} else if (c->type == CHECK_REFERENCES) {
		refers_sentence(r, check, out);
	} else {
		equation_sentence(r, check, lang, out);
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
	struct buf text = BUF_INIT;
	struct finding *n;

	n = add(out, c->rule, check, check_cell(report_form(r), check));
	if (c->type == CHECK_DRAFT)
		n->at = (size_t)draft_find(report_text(r, n->cell));
	check_sentence(r, check, lang, &text);
	n->text = buf_detach(&text);
}

/* A finding for each part that is not filled in. */
static void
collect_blanks(const struct report *r, int check, int lang,
	       struct findings *out)
{
	const struct check *c = &report_form(r)->check[check];
	const struct expr *x;
	int i, n;

	for (i = n = 0; (x = lacking(r, c->that, &n)); n = ++i) {
		struct finding *one = add(out, c->rule, check,
					  blank_cell(r, c, x));
		struct buf text = BUF_INIT;

		one->blank = true;
		if (c->say)
			message_write(c->say, r, check, lang, &text);
		else
			blank_sentence(r, c, x, lang, &text);
		one->text = buf_detach(&text);
	}
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
		else if (v == VERDICT_BLANK)
			collect_blanks(r, i, lang, out);
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
