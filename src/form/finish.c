/*
 * finish.c - finishing a form: numbers, sums, checks, what moves what
 *
 * Every total and every side of a rule becomes a sum of keyed cells; that the
 * sums of sums are worked out here once is what makes a keystroke cheap.
 */
#include "form/finish.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/check-place.h"

static void
pending_free(struct pending *p)
{
	free(p->term);
	free(p->names.pair);
	free(p->watch.pair);
	free(p->rule);
	free(p);
}

/* ---- sums ---- */

static void
too_many(struct form *f, struct error *e)
{
	if (!f->pending->too_many)
		error_add(e, (struct place){ f->path, 0, 0 },
			  _("the totals and rules add up more than %d cells"),
			  FORM_TERMS);
	f->pending->too_many = true;
}

bool
finish_work(struct form *f, int n, struct error *e)
{
	struct pending *p = f->pending;

	/* what is asked of a finished form is the program's own */
	if (!p)
		return true;
	p->work += n;
	if (p->work <= FINISH_WORK)
		return true;
	if (!p->too_many)
		error_add(e, (struct place){ f->path, 0, 0 },
			  _("the totals and rules look through too many lines; "
			    "the form has too many of both"));
	p->too_many = true;
	return false;
}

bool
finish_look(struct form *f, const struct region *r, struct error *e)
{
	struct pending *p = f->pending;

	p->looked += region_room(f, r);
	if (p->terms + p->looked <= FORM_TERMS)
		return true;
	too_many(f, e);
	return false;
}

static void
add_term(struct form *f, int cell, int sum, int64_t factor, struct error *e)
{
	struct pending *p = f->pending;

	if (p->terms + p->looked >= FORM_TERMS) {
		too_many(f, e);
		return;
	}
	ARRAY_GROW(p->term, p->terms, p->term_room);
	p->term[p->terms].cell = cell;
	p->term[p->terms++].move = (struct move){ sum, factor };
	f->sum[sum].cells++;
	if (factor < 0 || form_kind_of(f, cell)->negative)
		f->sum[sum].negative = true;
}

static void
expand_region(struct expansion *x, const struct region *r, int64_t factor)
{
	struct region_walk w;
	int cell;

	for (cell = region_first(x->form, r, &w); cell >= 0;
	     cell = region_next(x->form, &w))
		finish_expand(x, cell, factor);
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

	if (!finish_work(x->form, last - first, x->e))
		return;
	for (i = first; i < last; i++)
		if (!line_computed(axis_leaf(a, i)))
			finish_expand(x, rows ? block_cell(b, i, other)
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
	int64_t by;
	int i;

	if (formula_linear(&at, l->is, 1, &terms)) {
		x->form->sum[x->sum].constant += terms.constant * factor;
		for (i = 0; i < terms.refs && !x->form->pending->too_many;
		     i++) {
			if (__builtin_mul_overflow(factor, terms.ref[i].factor,
						   &by) ||
			    by > FACTOR_MOST || by < -FACTOR_MOST) {
				error_add(x->e, l->place,
					  _("in '%s': a factor has too many "
					    "digits"), formula_text(l->is));
				break;
			}
			expand_region(x, &terms.ref[i].region, by);
		}
	} else if (x->form->pending->too_many) {
		error_add(x->e, (struct place){ x->form->path, 0, 0 }, "%s",
			  error_first(&quiet));
	}
	free(terms.ref);
	error_release(&quiet);
}

/* Formulas can name each other in a circle through the cells of the other
 * axis, or double what they add up at every step. */
static bool
goes_on(struct expansion *x, const struct block *b)
{
	struct pending *p = x->form->pending;

	if (!p->too_many && x->depth > FINISH_DEPTH) {
		p->too_many = true;
		error_add(x->e, b->place,
			  _("the totals of the table '%s' add each other up "
			    "more than %d deep; is it a circle?"), b->id,
			  FINISH_DEPTH);
	}
	return !p->too_many;
}

void
finish_expand(struct expansion *x, int cell, int64_t factor)
{
	const struct form *f = x->form;
	const struct block *b = form_block_of(f, cell);
	int row = form_row_of(f, cell), column = form_column_of(f, cell);
	const struct line *rl = axis_leaf(&b->rows, row);
	const struct line *cl = axis_leaf(&b->cols, column);
	bool by_row = line_computed(rl) &&
		      (x->rows_first || !line_computed(cl));
	const struct axis *a = by_row ? &b->rows : &b->cols;
	const struct line *l = by_row ? rl : cl;
	int other = by_row ? column : row;

	if (!line_computed(l)) {
		const struct kind *k = form_kind_of(f, cell);

		if (k->type->figure)
			add_term(x->form, cell, x->sum,
				 factor * amount_power(f->places - k->places),
				 x->e);
		else if (x->filled && k->type->measure)
			add_term(x->form, cell, x->sum, 0, x->e);
	} else if (l->is) {
		x->depth++;
		if (goes_on(x, b))
			expand_formula(x, b, a, l, other, factor);
		x->depth--;
	} else {
		expand_line(x, b, a, l, other, factor);
	}
}

int
finish_new_sum(struct form *f, int cell, int check)
{
	ARRAY_GROW(f->sum, f->sums, f->sum_room);
	f->sum[f->sums] = (struct sum){ .cell = cell, .check = check };
	return f->sums++;
}

static void
add_previous(struct form *f, int sum, const struct ref *r)
{
	ARRAY_GROW(f->previous, f->previous_terms, f->previous_room);
	f->previous[f->previous_terms++] = (struct previous_term){
		.sum = sum, .region = r->region, .factor = r->factor,
	};
	f->sum[sum].negative = true;
}

int
finish_sum(struct form *f, const struct linear *l, int cell, int check,
	   struct error *e)
{
	struct expansion x = { .form = f, .e = e };
	int i;

	x.sum = finish_new_sum(f, cell, check);
	f->sum[x.sum].constant = l->constant;
	for (i = 0; i < l->refs && !f->pending->too_many; i++) {
		if (!l->ref[i].previous)
			expand_region(&x, &l->ref[i].region, l->ref[i].factor);
		else if (finish_look(f, &l->ref[i].region, e))
			add_previous(f, x.sum, &l->ref[i]);
	}
	return x.sum;
}

int
finish_filled(struct form *f, const struct region *r, int check,
	      struct error *e)
{
	struct expansion x = { .form = f, .e = e, .filled = true };

	x.sum = finish_new_sum(f, -1, check);
	expand_region(&x, r, 1);
	return x.sum;
}

void
finish_pair(struct pairs *p, int cell, int check)
{
	ARRAY_GROW(p->pair, p->count, p->room);
	p->pair[p->count++] = (struct pair){ cell, check };
}

void
finish_names(struct form *f, const struct ref *ref, int refs, int check)
{
	struct region_walk w;
	int i, cell;

	for (i = 0; i < refs && !f->pending->too_many; i++) {
		if (ref[i].previous)
			continue;
		for (cell = region_first(f, &ref[i].region, &w); cell >= 0;
		     cell = region_next(f, &w))
			finish_pair(&f->pending->names, cell, check);
	}
}

const struct ref *
finish_refs(struct form *f, struct ref *ref, int refs)
{
	struct ref *kept = arena_array(&f->arena, (size_t)refs, sizeof *kept);

	if (refs)
		memcpy(kept, ref, (size_t)refs * sizeof *kept);
	free(ref);
	return kept;
}

void
finish_watch(struct form *f, int cell, int check)
{
	finish_pair(&f->pending->watch, cell, check);
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

/* A check of a total on paper or of a text names its own cell. */
static void
name_papers(struct form *f)
{
	int i;

	for (i = 0; i < f->checks; i++) {
		const struct check *c = &f->check[i];

		if (check_of_rule(c))
			continue;
		finish_pair(&f->pending->names,
			 block_cell(&f->block[c->block], c->row, c->column), i);
	}
}

/* The day is counted from the year of the report. */
static void
finish_deadline(const struct form *f, struct error *e)
{
	const struct rule *r = f->deadline.rule;
	int i;

	if (!r)
		return;
	if (form_year(f) < 0)
		error_add(e, r->place,
			  _("deadline: the form has no field of type year to "
			    "count from"));
	for (i = 0; i < f->rules; i++)
		if (!strcmp(f->rule[i].id, r->id))
			error_add(e, r->place,
				  _("the rule '%s' appears twice; the first is "
				    "in line %d"), r->id,
				  f->rule[i].place.line);
}

static bool
finish(struct form *f, struct error *e)
{
	size_t before = error_count(e);
	int i;

	for (i = 0; i < f->kinds; i++)
		if (f->kind[i].places > f->places)
			f->places = f->kind[i].places;
	finish_number(f, e);
	finish_check_ids(f, e);
	if (error_count(e) > before)
		return false;
	finish_totals(f, e);
	if (error_count(e) > before)
		return false;
	finish_checks(f, e);
	finish_deadline(f, e);
	finish_trends(f, e);
	if (error_any(e))
		return false;
	name_papers(f);
	by_check(f, &f->pending->names);
	by_cell(&f->pending->names, f->cells, &f->names_of, &f->names_at);
	by_cell(&f->pending->watch, f->cells, &f->watch, &f->watch_at);
	turn_moves(f);
	finish_answers(f);
	return true;
}

bool
form_finish(struct form *f, struct error *e)
{
	bool ok;

	f->pending = xcalloc(1, sizeof *f->pending);
	ok = finish(f, e);
	pending_free(f->pending);
	f->pending = NULL;
	return ok;
}
