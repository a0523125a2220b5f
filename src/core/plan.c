/*
 * plan.c - finishing a form: numbers, sums, checks, what moves what
 *
 * Every total and every side of a rule becomes a sum of keyed cells; that the
 * sums of sums are worked out here once is what makes a keystroke cheap.
 */
#include "core/plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "core/finding.h"

void
plan_release(struct form *f)
{
	if (f->pending) {
		free(f->pending->term);
		free(f->pending->names.pair);
		free(f->pending->watch.pair);
		free(f->pending);
		f->pending = NULL;
	}
	free(f->sum);
	free(f->move);
	free(f->move_at);
	free(f->total);
	free(f->check);
	free(f->paper);
	free(f->named);
	free(f->names_of);
	free(f->names_at);
	free(f->watch);
	free(f->watch_at);
}

/* ---- lines ---- */

static bool
computed_line(const struct line *l)
{
	return l->total || l->is;
}

/* Numbers the leaves and spans the headings; the lines are in file order, so
 * that a heading is followed by what stands under it. */
static void
number_leaves(struct axis *a)
{
	int i, up;

	a->leaf = xcalloc((size_t)a->count, sizeof *a->leaf);
	for (i = 0; i < a->count; i++) {
		struct line *l = &a->line[i];
		bool leaf = i + 1 == a->count || a->line[i + 1].parent != i;

		if (l->depth + 1 > a->depth)
			a->depth = l->depth + 1;
		l->first = l->last = a->leaves;
		if (!leaf)
			continue;
		l->leaf = a->leaves;
		a->leaf[a->leaves++] = i;
		for (up = i; up >= 0; up = a->line[up].parent)
			a->line[up].last = a->leaves;
	}
}

/* The nearest heading with an id; lines under it share one space of names. */
static int
name_space(const struct axis *a, int line)
{
	do
		line = a->line[line].parent;
	while (line >= 0 && !a->line[line].id);
	return line;
}

struct named {
	const char *id;
	int space, line;
};

static int
named_order(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int d;

	if (a->space != b->space)
		return a->space < b->space ? -1 : 1;
	d = strcmp(a->id, b->id);
	return d ? d : (a->line > b->line) - (a->line < b->line);
}

static void
refuse_twice(const struct axis *a, struct error *e)
{
	struct named *n = xcalloc((size_t)a->count, sizeof *n);
	size_t count = 0, i;
	int line;

	for (line = 0; line < a->count; line++)
		if (a->line[line].id)
			n[count++] = (struct named){ a->line[line].id,
						     name_space(a, line),
						     line };
	qsort(n, count, sizeof *n, named_order);
	for (i = 1; i < count; i++)
		if (n[i].space == n[i - 1].space &&
		    !strcmp(n[i].id, n[i - 1].id))
			error_add(e, a->line[n[i].line].place,
				  _("'%s' stands twice under the same heading; "
				    "the first is in line %d"), n[i].id,
				  a->line[n[i - 1].line].place.line);
	free(n);
}

static void
check_axis(const struct axis *a, struct error *e)
{
	int i;

	refuse_twice(a, e);
	for (i = 0; i < a->count; i++) {
		const struct line *l = &a->line[i];
		int up = l->parent;
		int first = up < 0 ? 0 : a->line[up].first;
		int last = up < 0 ? a->leaves : a->line[up].last;

		if (l->depth >= FORM_DEPTH)
			error_add(e, l->place,
				  _("more than %d headings over each other"),
				  FORM_DEPTH);
		if (computed_line(l) && l->leaf < 0)
			error_add(e, l->place,
				  _("a line with others under it cannot be "
				    "computed; move 'is' to one of them"));
		if (l->total && last - first == 1)
			error_add(e, l->place,
				  _("a total with nothing beside it to add"));
	}
}

static void
number_cells(struct form *f, struct error *e)
{
	long cells = 0;
	int i;

	for (i = 0; i < f->blocks; i++) {
		struct block *b = &f->block[i];

		number_leaves(&b->rows);
		number_leaves(&b->cols);
		b->first = (int)cells;
		b->cells = b->rows.leaves * b->cols.leaves;
		cells += (long)b->rows.leaves * b->cols.leaves;
		if (cells > FORM_CELLS) {
			error_add(e, b->place, _("more than %d cells"),
				  FORM_CELLS);
			b->cells = b->rows.leaves = b->cols.leaves = 0;
			return;
		}
		check_axis(&b->rows, e);
		check_axis(&b->cols, e);
	}
	f->cells = (int)cells;
}

static int
id_order(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int d = strcmp(a->id, b->id);

	return d ? d : (a->line > b->line) - (a->line < b->line);
}

/* Ids of blocks and of fields share one space: the top of a report file. */
static void
check_ids(const struct form *f, struct error *e)
{
	struct named *n;
	size_t room = 0, count = 0, i;
	int b, l;

	for (b = 0; b < f->blocks; b++)
		room += 1 + (size_t)f->block[b].rows.count;
	n = xcalloc(room, sizeof *n);
	for (b = 0; b < f->blocks; b++) {
		const struct block *block = &f->block[b];

		if (block->id)
			n[count++] = (struct named){ block->id, 0,
						     block->place.line };
		if (block->type != BLOCK_FIELDS)
			continue;
		for (l = 0; l < block->rows.count; l++)
			n[count++] = (struct named){
				block->rows.line[l].id, 0,
				block->rows.line[l].place.line
			};
	}
	qsort(n, count, sizeof *n, id_order);
	for (i = 1; i < count; i++)
		if (!strcmp(n[i].id, n[i - 1].id))
			error_add(e, (struct place){ f->path, n[i].line, 0 },
				  _("the id '%s' stands twice; the first is in "
				    "line %d"), n[i].id, n[i - 1].line);
	free(n);
}

/* ---- sums ---- */

static void
add_term(struct form *f, int cell, int sum, int64_t factor, struct error *e)
{
	struct pending *p = f->pending;

	if (p->terms >= FORM_TERMS) {
		if (!p->too_many)
			error_add(e, (struct place){ f->path, 0, 0 },
				  _("the totals and rules add up more than %d "
				    "cells"), FORM_TERMS);
		p->too_many = true;
		return;
	}
	ARRAY_GROW(p->term, p->terms, p->term_room);
	p->term[p->terms].cell = cell;
	p->term[p->terms++].move = (struct move){ sum, factor };
	f->sum[sum].cells++;
}

struct expansion {
	struct form *form;
	struct error *e;
	int sum;
	int64_t factor;
	bool rows_first;	/* of a total both ways, add along the rows */
};

static void expand(struct expansion *x, int cell, int64_t factor);

static void
expand_cell(int cell, void *data)
{
	struct expansion *x = data;

	expand(x, cell, x->factor);
}

/* The cells of the block in column (or row) OTHER that computed line L of
 * axis A stands for. */
static void
expand_line(struct expansion *x, const struct block *b, const struct axis *a,
	    const struct line *l, int other, int64_t factor)
{
	bool rows = a == &b->rows;
	int first = l->parent < 0 ? 0 : a->line[l->parent].first;
	int last = l->parent < 0 ? a->leaves : a->line[l->parent].last;
	int i;

	for (i = first; i < last; i++)
		if (!computed_line(axis_leaf(a, i)))
			expand(x, rows ? block_cell(b, i, other)
				       : block_cell(b, other, i), factor);
}

/* The same for a line with a formula, whose names are lines beside it. */
static void
expand_formula(struct expansion *x, const struct block *b,
	       const struct axis *a, const struct line *l, int other,
	       int64_t factor)
{
	bool rows = a == &b->rows;
	struct error quiet = ERROR_INIT;	/* told by check_formulas() */
	struct linear terms = { .constant = 0 };
	struct binding at = {
		.form = x->form, .e = &quiet,
		.block = (int)(b - x->form->block),
		.row = rows ? -1 : other, .column = rows ? other : -1,
		.check = -1,
	};
	int64_t before = x->factor;
	int i;

	if (formula_linear(&at, l->is, 1, &terms)) {
		x->form->sum[x->sum].constant += terms.constant * factor;
		for (i = 0; i < terms.refs; i++) {
			if (__builtin_mul_overflow(factor, terms.ref[i].factor,
						   &x->factor) ||
			    x->factor > FACTOR_MOST ||
			    x->factor < -FACTOR_MOST) {
				error_add(x->e, l->place,
					  _("in '%s': a factor has too many "
					    "digits"), formula_text(l->is));
				break;
			}
			region_each(x->form, &terms.ref[i].region,
				    expand_cell, x);
		}
		x->factor = before;
	}
	free(terms.ref);
	error_release(&quiet);
}

static void
expand(struct expansion *x, int cell, int64_t factor)
{
	const struct form *f = x->form;
	const struct block *b = form_block_of(f, cell);
	int row = form_row_of(f, cell), column = form_column_of(f, cell);
	const struct line *rl = axis_leaf(&b->rows, row);
	const struct line *cl = axis_leaf(&b->cols, column);
	bool by_row = computed_line(rl) &&
		      (x->rows_first || !computed_line(cl));
	const struct axis *a = by_row ? &b->rows : &b->cols;
	const struct line *l = by_row ? rl : cl;
	int other = by_row ? column : row;

	if (!computed_line(l)) {
		const struct kind *k = form_kind_of(f, cell);

		if (k->type->figure)
			add_term(x->form, cell, x->sum,
				 factor * amount_power(f->places - k->places),
				 x->e);
	} else if (l->is) {
		expand_formula(x, b, a, l, other, factor);
	} else {
		expand_line(x, b, a, l, other, factor);
	}
}

static int
new_sum(struct form *f, int cell, int check)
{
	ARRAY_GROW(f->sum, f->sums, f->sum_room);
	f->sum[f->sums] = (struct sum){ .cell = cell, .check = check };
	return f->sums++;
}

int
plan_sum(struct form *f, const struct linear *l, int cell, int check,
	 struct error *e)
{
	struct expansion x = { .form = f, .e = e };
	int i;

	x.sum = new_sum(f, cell, check);
	f->sum[x.sum].constant = l->constant;
	for (i = 0; i < l->refs; i++) {
		x.factor = l->ref[i].factor;
		region_each(f, &l->ref[i].region, expand_cell, &x);
	}
	return x.sum;
}

static void
add_pair(struct pairs *p, int cell, int check)
{
	ARRAY_GROW(p->pair, p->count, p->room);
	p->pair[p->count++] = (struct pair){ cell, check };
}

void
plan_watch(struct form *f, int cell, int check)
{
	add_pair(&f->pending->watch, cell, check);
}

/* ---- formulas of lines ---- */

enum colour { WHITE, GREY, BLACK };

struct search {
	struct form *form;
	struct error *e;
	int block;
	const struct axis *axis;
	bool rows;
	char *colour;
};

/* Follows the names in the formula of line LINE; false if they come back. */
static bool
acyclic(struct search *s, int line)
{
	const struct line *l = &s->axis->line[line];
	struct linear terms = { .constant = 0 };
	struct binding at = {
		.form = s->form, .e = s->e, .block = s->block,
		.row = s->rows ? -1 : 0, .column = s->rows ? 0 : -1,
		.check = -1,
	};
	bool ok = true;
	int i;

	if (s->colour[line] == BLACK || !l->is)
		return true;
	if (s->colour[line] == GREY)
		return error_add(s->e, l->place,
				 _("the total '%s' adds itself up in a circle"),
				 l->id);
	s->colour[line] = GREY;
	if (formula_linear(&at, l->is, 1, &terms)) {
		for (i = 0; ok && i < terms.refs; i++) {
			const struct region *r = &terms.ref[i].region;
			int next = s->rows ? r->row : r->column;

			if (r->block != s->block || next < 0)
				ok = error_add(s->e, l->place,
					       _("a computed line adds up "
						 "lines beside it; '%s' names "
						 "something else"),
					       formula_text(l->is));
			else
				ok = acyclic(s, next);
		}
	} else {
		ok = false;
	}
	free(terms.ref);
	s->colour[line] = BLACK;
	return ok;
}

static bool
check_formulas(struct form *f, int block, bool rows, struct error *e)
{
	const struct block *b = &f->block[block];
	const struct axis *a = rows ? &b->rows : &b->cols;
	struct search s = { .form = f, .e = e, .block = block, .axis = a,
			    .rows = rows };
	bool ok = true;
	int i;

	s.colour = xcalloc((size_t)a->count, 1);
	for (i = 0; i < a->count; i++)
		if (!acyclic(&s, i))
			ok = false;
	free(s.colour);
	return ok;
}

static const struct rule *
paper_rule(struct form *f, const char *id, struct place place)
{
	struct rule *r;
	int i;

	for (i = 0; i < f->rules; i++)
		if (!strcmp(f->rule[i].id, id))
			return &f->rule[i];
	r = arena_alloc(&f->arena, sizeof *r);
	*r = (struct rule){ .id = id, .place = place, .level = LEVEL_MUST };
	return r;
}

static int
new_check(struct form *f, const struct check *c)
{
	ARRAY_GROW(f->check, f->checks, f->check_room);
	f->check[f->checks] = *c;
	f->check[f->checks].named = -1;
	return f->checks++;
}

static bool
same_unit(const struct kind *a, const struct kind *b)
{
	int i;

	for (i = 0; i < FORM_LANGS; i++) {
		const char *s = a->unit.text[i] ? a->unit.text[i] : "";
		const char *t = b->unit.text[i] ? b->unit.text[i] : "";

		if (strcmp(s, t))
			return false;
	}
	return a->type == b->type;
}

static void
check_units(struct form *f, const struct block *b, int cell, int first_term,
	    struct error *e)
{
	const struct kind *k = NULL;
	int i;

	for (i = first_term; i < f->pending->terms; i++) {
		const struct kind *o = form_kind_of(f, f->pending->term[i].cell);

		if (!k)
			k = o;
		if (k == o || same_unit(k, o))
			continue;
		error_add(e, axis_leaf(&b->cols, form_column_of(f, cell))
			  ->place,
			  _("a total adds figures of different units; put "
			    "them under different headings"));
		return;
	}
}

struct sorted_term {
	int cell;
	int64_t factor;
};

static int
term_order(const void *x, const void *y)
{
	const struct sorted_term *a = x, *b = y;

	if (a->cell != b->cell)
		return a->cell < b->cell ? -1 : 1;
	return (a->factor > b->factor) - (a->factor < b->factor);
}

/* The terms [from, to), in order. */
static struct sorted_term *
sort_terms(const struct form *f, int from, int to)
{
	struct sorted_term *t = xcalloc((size_t)(to - from), sizeof *t);
	int i;

	for (i = from; i < to; i++)
		t[i - from] = (struct sorted_term){
			f->pending->term[i].cell,
			f->pending->term[i].move.factor
		};
	qsort(t, (size_t)(to - from), sizeof *t, term_order);
	return t;
}

/* A cell that is a total both ways is added along its row; where its column
 * says something else, both must agree. */
static void
add_cross(struct form *f, int block, int cell, int sum, int first_term,
	  struct error *e)
{
	const struct block *b = &f->block[block];
	struct expansion x = { .form = f, .e = e, .rows_first = true };
	int mid = f->pending->terms, end, other;
	struct sorted_term *one, *two;
	bool same;
	int i;

	other = x.sum = new_sum(f, -1, -1);
	expand(&x, cell, 1);
	end = f->pending->terms;
	one = sort_terms(f, first_term, mid);
	two = sort_terms(f, mid, end);
	same = mid - first_term == end - mid &&
	       f->sum[sum].constant == f->sum[other].constant;
	for (i = 0; same && i < end - mid; i++)
		same = term_order(&one[i], &two[i]) == 0;
	free(one);
	free(two);
	if (same) {
		f->pending->terms = mid;
		f->sums--;
		return;
	}
	f->sum[other].check = new_check(f, &(struct check){
		.type = CHECK_CROSS,
		.rule = paper_rule(f, "total", b->place),
		.block = block,
		.row = form_row_of(f, cell), .column = form_column_of(f, cell),
		.relation = REL_EQ, .left = sum, .right = other,
	});
}

static void
add_total(struct form *f, int block, int row, int column, struct error *e)
{
	const struct block *b = &f->block[block];
	const struct line *rl = axis_leaf(&b->rows, row);
	const struct line *cl = axis_leaf(&b->cols, column);
	const struct line *l = computed_line(cl) ? cl : rl;
	int cell = block_cell(b, row, column);
	int first_term = f->pending->terms;
	struct expansion x = { .form = f, .e = e, .factor = 1 };

	x.sum = new_sum(f, cell, -1);
	expand(&x, cell, 1);
	f->total[cell] = x.sum;
	check_units(f, b, cell, first_term, e);
	if (computed_line(cl) && computed_line(rl) && (cl->is || rl->is))
		add_cross(f, block, cell, x.sum, first_term, e);
	f->paper[cell] = new_check(f, &(struct check){
		.type = CHECK_PAPER,
		.rule = paper_rule(f, l->rule ? l->rule : "total", l->place),
		.block = block, .row = row, .column = column,
		.relation = REL_EQ, .left = x.sum, .right = -1,
	});
}

static void
add_totals(struct form *f, struct error *e)
{
	int i, row, column;

	f->total = xcalloc((size_t)f->cells, sizeof *f->total);
	f->paper = xcalloc((size_t)f->cells, sizeof *f->paper);
	for (i = 0; i < f->cells; i++)
		f->total[i] = f->paper[i] = -1;
	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		if (b->type != BLOCK_TABLE ||
		    !check_formulas(f, i, true, e) ||
		    !check_formulas(f, i, false, e))
			continue;
		for (row = 0; row < b->rows.leaves; row++)
			for (column = 0; column < b->cols.leaves; column++)
				if (computed_line(axis_leaf(&b->rows, row)) ||
				    computed_line(axis_leaf(&b->cols, column)))
					add_total(f, i, row, column, e);
	}
}

/* ---- checks ---- */

static void
name_cell(int cell, void *data)
{
	struct form *f = data;

	add_pair(&f->pending->names, cell, f->checks - 1);
}

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

static void
add_check(struct form *f, const struct rule *rule, int block, int row,
	  int column, struct error *e)
{
	struct binding b = {
		.form = f, .e = e, .rule = rule, .block = block, .row = row,
		.column = column,
	};
	struct check *c;
	struct ref *ref;
	const struct expr *that, *when = NULL;
	const struct say *say;
	int i, refs;

	b.check = new_check(f, &(struct check){
		.rule = rule, .block = block, .row = row, .column = column,
		.left = -1, .right = -1,
	});
	that = formula_bind(&b, rule->that);
	refs = b.refs;
	if (rule->when)
		when = formula_bind(&b, rule->when);
	ref = arena_array(&f->arena, (size_t)refs, sizeof *ref);
	if (refs)
		memcpy(ref, b.ref, (size_t)refs * sizeof *ref);
	free(b.ref);
	say = say_bind(&b, &rule->say);
	c = &f->check[b.check];
	c->say = say;
	c->that = that;
	c->when = when;
	c->ref = ref;
	c->refs = refs;
	if (that)
		expr_sides(that, &c->relation, &c->left, &c->right);
	locate(f, c);
	for (i = 0; i < refs && !rule->completeness; i++)
		region_each(f, &ref[i].region, name_cell, f);
}

static void
add_checks_of(struct form *f, const struct rule *rule, struct error *e)
{
	int before = (int)e->count, i, leaf;

	if (!rule->each_row && !rule->each_column) {
		add_check(f, rule, -1, -1, -1, e);
		return;
	}
	for (i = 0; i < rule->blocks; i++) {
		const struct block *b = &f->block[rule->block[i]];
		int leaves = rule->each_row ? b->rows.leaves : b->cols.leaves;

		/* a name that is wrong is wrong in every line: say it once */
		for (leaf = 0; leaf < leaves && (int)e->count == before;
		     leaf++) {
			const struct axis *a = rule->each_row ? &b->rows
							      : &b->cols;

			/* nobody fills in a total */
			if (rule->completeness &&
			    computed_line(axis_leaf(a, leaf)))
				continue;
			add_check(f, rule, rule->block[i],
				  rule->each_row ? leaf : -1,
				  rule->each_row ? -1 : leaf, e);
		}
	}
}

static void
check_suspect(const struct form *f, const struct rule *rule, struct error *e)
{
	int i, j;

	for (i = 0; i < rule->ofs; i++) {
		bool found = false;

		for (j = 0; j < f->checks && !found; j++)
			found = !strcmp(f->check[j].rule->id, rule->of[i]);
		if (!found)
			error_add(e, rule->place,
				  _("%s looks at '%s', but no rule is called "
				    "that"), rule->id, rule->of[i]);
	}
}

static void
add_checks(struct form *f, struct error *e)
{
	int i, j;

	for (i = 0; i < f->rules; i++) {
		for (j = 0; j < i; j++)
			if (!strcmp(f->rule[i].id, f->rule[j].id))
				error_add(e, f->rule[i].place,
					  _("the rule '%s' stands twice; the "
					    "first is in line %d"),
					  f->rule[i].id,
					  f->rule[j].place.line);
		if (f->rule[i].that)
			add_checks_of(f, &f->rule[i], e);
	}
	for (i = 0; i < f->rules; i++)
		if (f->rule[i].suspect)
			check_suspect(f, &f->rule[i], e);
}

/* ---- turning the pairs round ---- */

/* Counting sort of PAIRS by cell, into *OF with the starts in *AT. */
static void
by_cell(const struct pairs *p, int cells, int **of, int **at)
{
	int i;

	*at = xcalloc((size_t)cells + 2, sizeof **at);
	*of = xcalloc((size_t)p->count, sizeof **of);
	for (i = 0; i < p->count; i++)
		(*at)[p->pair[i].cell + 2]++;
	for (i = 0; i < cells; i++)
		(*at)[i + 2] += (*at)[i + 1];
	for (i = 0; i < p->count; i++)
		(*of)[(*at)[p->pair[i].cell + 1]++] = p->pair[i].check;
}

/* The pairs of a check follow each other, as the checks were made in turn. */
static void
by_check(struct form *f, const struct pairs *p)
{
	int i;

	f->named = xcalloc((size_t)p->count, sizeof *f->named);
	for (i = 0; i < p->count; i++) {
		struct check *c = &f->check[p->pair[i].check];

		f->named[i] = p->pair[i].cell;
		if (c->named < 0)
			c->named = i;
		c->names++;
	}
}

static void
turn_moves(struct form *f)
{
	const struct pending *p = f->pending;
	int i;

	f->move_at = xcalloc((size_t)f->cells + 2, sizeof *f->move_at);
	f->move = xcalloc((size_t)p->terms, sizeof *f->move);
	for (i = 0; i < p->terms; i++)
		f->move_at[p->term[i].cell + 2]++;
	for (i = 0; i < f->cells; i++)
		f->move_at[i + 2] += f->move_at[i + 1];
	for (i = 0; i < p->terms; i++)
		f->move[f->move_at[p->term[i].cell + 1]++] = p->term[i].move;
}

/* A paper check names its own cell. */
static void
name_papers(struct form *f)
{
	int i;

	for (i = 0; i < f->checks; i++) {
		const struct check *c = &f->check[i];

		if (c->type == CHECK_FORMULA)
			continue;
		add_pair(&f->pending->names,
			 block_cell(&f->block[c->block], c->row, c->column), i);
	}
}

bool
form_finish(struct form *f, struct error *e)
{
	size_t before = e->count;
	int i;

	f->pending = xcalloc(1, sizeof *f->pending);
	for (i = 0; i < f->kinds; i++)
		if (f->kind[i].places > f->places)
			f->places = f->kind[i].places;
	number_cells(f, e);
	check_ids(f, e);
	if (e->count > before)
		return false;
	add_totals(f, e);
	if (e->count > before)
		return false;
	add_checks(f, e);
	if (error_any(e))
		return false;
	name_papers(f);
	by_check(f, &f->pending->names);
	by_cell(&f->pending->names, f->cells, &f->names_of, &f->names_at);
	by_cell(&f->pending->watch, f->cells, &f->watch, &f->watch_at);
	turn_moves(f);
	free(f->pending->term);
	free(f->pending->names.pair);
	free(f->pending->watch.pair);
	free(f->pending);
	f->pending = NULL;
	return true;
}
