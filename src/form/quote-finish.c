/* quote-finish.c - a rule with `quotes` becomes a check */
#include "base/i18n.h"
#include "form/formula-tree.h"
#include "form/finish.h"
#include "form/quote-scan.h"

/* The cell that YEAR names; -1, told in b->e, if it is no field with one. */
static int
year_cell(struct binding *b, const struct formula *year)
{
	struct region r = { .row = -1 };
	const struct block *block = NULL;
	int cell = -1;

	if (year->op == OP_NAME) {
		if (!name_resolve(b, year->name, year->place, &r))
			return -1;
		block = &b->form->block[r.block];
	}
	if (block && block->type == BLOCK_FIELDS && r.row >= 0)
		cell = block_cell(block, block->rows.line[r.row].leaf, 0);
	if (cell >= 0 && form_kind_of(b->form, cell)->type->figure)
		return cell;
	error_add(b->e, year->place, _("year: '%s' is not a field with a year"),
		  year->text);
	return -1;
}

static void
watch_texts(struct form *f, const struct quote *q, int check)
{
	int i;

	for (i = 0; i < q->blocks; i++)
		finish_watch(f, f->block[q->block[i]].first, check);
	for (i = 0; !q->block && i < f->blocks; i++)
		if (f->block[i].type == BLOCK_TEXT)
			finish_watch(f, f->block[i].first, check);
}

/* The figure that is quoted: some cells at least. */
static int
figure(struct binding *b, const struct formula *formula)
{
	int refs = b->refs, sum = formula_sum(b, formula);

	if (sum >= 0 && b->refs == refs)
		error_add(b->e, formula->place,
			  _("'%s' names no figure of a table"), formula->text);
	return sum;
}

static bool
words_room(struct form *f, const struct rule *rule, struct error *e)
{
	int before = f->pending->words;

	f->pending->words += rule->quote->count;
	if (f->pending->words <= QUOTE_WORDS)
		return true;
	if (before <= QUOTE_WORDS)
		error_add(e, rule->place,
			  _("more than %d entries of words in the form"),
			  QUOTE_WORDS);
	return false;
}

void
quote_plan(struct form *f, const struct rule *rule, struct error *e)
{
	const struct quote *q = rule->quote;
	struct binding b = {
		.form = f, .e = e, .rule = rule, .block = -1, .row = -1,
		.column = -1,
	};
	struct check c = {
		.type = CHECK_QUOTE, .rule = rule, .block = -1, .row = -1,
		.column = -1, .left = -1, .right = -1, .year = -1,
	};
	int left;

	if (!words_room(f, rule, e))
		return;
	b.check = finish_check(f, &c);
	c.left = figure(&b, q->figure);
	left = b.refs;
	b.right = true;
	if (q->other)
		c.right = figure(&b, q->other);
	if (q->year)
		c.year = year_cell(&b, q->year);
	c.ref = finish_refs(f, b.ref, b.refs);
	c.refs = b.refs;
	c.previous = b.previous;
	c.named = -1;
	f->check[b.check] = c;
	finish_names(f, c.ref, left, b.check);
	watch_texts(f, q, b.check);
	if (c.year >= 0)
		finish_watch(f, c.year, b.check);
}
