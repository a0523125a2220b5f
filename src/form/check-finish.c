/*
 * check-finish.c - rules become checks, one for each line that "each" names
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/finish.h"
#include "form/message.h"
#include "form/quote-scan.h"

/* Where a rule that names one cell first stands. */
static void
locate(const struct form *f, struct check *c)
{
	const struct region *r;
	const struct block *b;

	if (c->block >= 0 || !c->refs)
		return;
	r = &c->ref[0].region;
	b = &f->block[r->block];
	c->block = r->block;
	if (r->row >= 0 && r->column >= 0) {
		c->row = b->rows.line[r->row].leaf;
		c->column = b->cols.line[r->column].leaf;
	} else if (b->type == BLOCK_FIELDS && r->row >= 0) {
		c->row = b->rows.line[r->row].leaf;
		c->column = 0;
	} else if (b->type == BLOCK_TEXT) {
		c->row = c->column = 0;
	}
}

/* The cell of the region is carried from last year, as CHECK says. */
static void
carry_into(struct form *f, const struct region *r, int check)
{
	struct region_walk w;
	int cell;

	for (cell = region_first(f, r, &w); cell >= 0;
	     cell = region_next(f, &w))
		if (!form_computed(f, cell))
			f->from[cell] = check;
}

static void
add_check(struct form *f, const struct rule *rule, int block, int row,
	  int column, struct error *e)
{
	struct binding b = {
		.form = f, .e = e, .rule = rule, .block = block, .row = row,
		.column = column,
	};
	struct check *c;
	const struct expr *that, *when = NULL;
	int refs;

	b.check = finish_check(f, &(struct check){
		.rule = rule, .block = block, .row = row, .column = column,
		.left = -1, .right = -1,
	});
	that = formula_bind(&b, rule->that);
	refs = b.refs;
	if (rule->when)
		when = formula_bind(&b, rule->when);
	c = &f->check[b.check];
	c->that = that;
	c->when = when;
	c->ref = finish_refs(f, b.ref, b.refs);
	c->refs = refs;
	c->previous = b.previous;
	if (that)
		expr_sides(that, &c->relation, &c->left, &c->right);
	locate(f, c);
	c->say = message_bind(&b, &rule->say);
	if (!rule->completeness)
		finish_names(f, c->ref, refs, b.check);
	if (rule->from && refs && c->ref[0].region.row >= 0)
		carry_into(f, &c->ref[0].region, b.check);
}

/* Nobody fills in a total; of the cells, only figures are compared. */
static bool
takes(const struct form *f, const struct rule *rule, const struct block *b,
      int row, int column)
{
	if (row >= 0 && column >= 0)
		return form_kind_of(f, block_cell(b, row, column))->type->figure;
	return !rule->completeness ||
	       !line_computed(row >= 0 ? axis_leaf(&b->rows, row)
				       : axis_leaf(&b->cols, column));
}

static void
add_checks_of(struct form *f, const struct rule *rule, struct error *e)
{
	size_t before = error_count(e);
	int i, n;

	if (!rule->each_row && !rule->each_column)
		add_check(f, rule, -1, -1, -1, e);
	for (i = 0; i < rule->blocks; i++) {
		const struct block *b = &f->block[rule->block[i]];
		int rows = rule->each_row ? b->rows.leaves : 1;
		int columns = rule->each_column ? b->cols.leaves : 1;

		/* a name that is wrong is wrong in every line: say it once */
		for (n = 0; n < rows * columns && error_count(e) == before &&
			    finish_room(f, e);
		     n++) {
			int row = rule->each_row ? n / columns : -1;
			int column = rule->each_column ? n % columns : -1;

			if (takes(f, rule, b, row, column))
				add_check(f, rule, rule->block[i], row, column,
					  e);
		}
	}
}

/* A check of our own for every text, or those that a block is, which must
 * hold. */
static void
check_texts(struct form *f, enum check_type type, const char *id,
	    bool blocks_only, struct error *e)
{
	struct rule *rule = arena_alloc(&f->arena, sizeof *rule);
	int cell, check;

	*rule = (struct rule){ .id = id, .level = LEVEL_MUST };
	for (cell = 0; cell < f->cells; cell++) {
		const struct block *b = form_block_of(f, cell);

		if (form_kind_of(f, cell)->type->figure ||
		    (blocks_only && b->type != BLOCK_TEXT))
			continue;
		if (!finish_room(f, e))
			return;
		check = finish_check(f, &(struct check){
			.type = type, .rule = rule,
			.block = (int)(b - f->block),
			.row = form_row_of(f, cell),
			.column = form_column_of(f, cell),
			.left = -1, .right = -1,
		});
		finish_watch(f, cell, check);
	}
}

static int
text_order(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* The rules that suspects look at have checks, totals' among them. */
static void
check_suspects(const struct form *f, struct error *e)
{
	const char **id = xcalloc((size_t)f->checks + 1, sizeof *id);
	size_t n = 0;
	int i, j;

	for (i = 0; i < f->checks; i++)
		if (!i || f->check[i].rule != f->check[i - 1].rule)
			id[n++] = f->check[i].rule->id;
	qsort(id, n, sizeof *id, text_order);
	for (i = 0; i < f->rules && !error_full(e); i++) {
		const struct rule *r = &f->rule[i];

		for (j = 0; r->diagnosis && j < r->ofs; j++)
			if (!bsearch(&r->of[j], id, n, sizeof *id, text_order))
				error_add(e, r->place,
					  _("%s looks at '%s', but no rule is "
					    "called that"), r->id, r->of[j]);
	}
	free(id);
}

/* A text that `from` names is copied, and can be changed: no check. */
static void
add_text(struct form *f, int cell, const struct line *l, struct error *e)
{
	struct binding b = { .form = f, .e = e, .block = -1, .row = -1,
			     .column = -1, .check = -1 };
	int from = formula_text_cell(&b, l->from);

	if (from < 0)
		return;
	ARRAY_GROW(f->text, f->texts, f->text_room);
	f->text[f->texts++] = (struct text_carry){ cell, from };
}

static void
finish_texts(struct form *f, struct error *e)
{
	int i, row;

	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		for (row = 0; b->type == BLOCK_FIELDS && row < b->rows.leaves;
		     row++) {
			const struct line *l = axis_leaf(&b->rows, row);
			int cell = block_cell(b, row, 0);

			if (l->from && !form_kind_of(f, cell)->type->figure)
				add_text(f, cell, l, e);
		}
	}
}

void
finish_checks(struct form *f, struct error *e)
{
	int i, j;

	f->from = xcalloc((size_t)f->cells, sizeof *f->from);
	for (i = 0; i < f->cells; i++)
		f->from[i] = -1;
	finish_texts(f, e);
	for (i = 0; i < f->rules; i++) {
		for (j = 0; j < i; j++)
			if (!strcmp(f->rule[i].id, f->rule[j].id))
				error_add(e, f->rule[i].place,
					  _("the rule '%s' appears twice; the "
					    "first is in line %d"),
					  f->rule[i].id,
					  f->rule[j].place.line);
		if (f->rule[i].that && finish_room(f, e))
			add_checks_of(f, &f->rule[i], e);
		if (f->rule[i].quote && finish_room(f, e))
			quote_plan(f, &f->rule[i], e);
	}
	check_texts(f, CHECK_REFERENCES, "reference", false, e);
	check_texts(f, CHECK_DRAFT, "draft", true, e);
	check_suspects(f, e);
}
