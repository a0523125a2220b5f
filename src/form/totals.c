/*
 * totals.c - computed lines become sums of keyed cells
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/finish.h"

/* ---- formulas of lines ---- */

enum colour { WHITE, GREY, BLACK };

struct search {
	struct form *form;
	struct error *e;
	int block;
	const struct axis *axis;
	bool rows;
	char *colour;
	int depth;		/* lines that are grey */
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
				 l->id ? l->id : "");
	if (s->depth >= FINISH_DEPTH)
		return error_add(s->e, l->place,
				 _("totals add each other up more than %d "
				   "deep"), FINISH_DEPTH);
	s->colour[line] = GREY;
	s->depth++;
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
	s->depth--;
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

static int
rule_order(const void *x, const void *y)
{
	const struct rule *const *a = x, *const *b = y;
	int d = strcmp((*a)->id, (*b)->id);

	return d ? d : (*a > *b) - (*a < *b);
}

static int
rule_has_id(const void *id, const void *x)
{
	const struct rule *const *r = x;

	return strcmp(id, (*r)->id);
}

/* The rule of the form with this id, or one of our own. */
static const struct rule *
rule_of_id(struct form *f, const char *id, struct place place)
{
	struct pending *p = f->pending;
	const struct rule **found;
	struct rule *r;
	int i;

	if (!p->rule) {
		p->rule = xcalloc((size_t)f->rules + 1, sizeof *p->rule);
		for (i = 0; i < f->rules; i++)
			p->rule[i] = &f->rule[i];
		qsort(p->rule, (size_t)f->rules, sizeof *p->rule, rule_order);
	}
	found = bsearch(id, p->rule, (size_t)f->rules, sizeof *p->rule,
			rule_has_id);
	if (found)
		return *found;
	r = arena_alloc(&f->arena, sizeof *r);
	*r = (struct rule){ .id = id, .place = place, .level = LEVEL_MUST };
	return r;
}

/* The rule that compares the total in line L (NULL: in two) with others. */
static const struct rule *
paper_rule(struct form *f, struct line *l, struct place place)
{
	const struct rule **known = l && l->rule ? &l->paper
						 : &f->pending->total;

	if (!*known)
		*known = rule_of_id(f, l && l->rule ? l->rule : "total",
				    place);
	return *known;
}

bool
finish_room(struct form *f, struct error *e)
{
	struct pending *p = f->pending;

	if (!p->too_many && f->checks >= FORM_CHECKS) {
		p->too_many = true;
		error_add(e, (struct place){ f->path, 0, 0 },
			  _("more than %d totals and checks; a rule is one for "
			    "each line that 'each' names"), FORM_CHECKS);
	}
	return !p->too_many && !error_full(e);
}

int
finish_check(struct form *f, const struct check *c)
{
	ARRAY_GROW(f->check, f->checks, f->check_room);
	f->check[f->checks] = *c;
	f->check[f->checks].named = -1;
	return f->checks++;
}

static bool
same_unit(const struct kind *a, const struct kind *b)
{
	return a->type == b->type && label_same(&a->unit, &b->unit);
}

static void
check_units(struct form *f, const struct block *b, int cell, int first_term,
	    struct error *e)
{
	const struct place place = axis_leaf(&b->cols, form_column_of(f, cell))
					   ->place;
	const struct kind *own = form_kind_of(f, cell), *k = NULL;
	wide constant = f->sum[f->total[cell]].constant;
	bool fewer = constant % amount_power(f->places - own->places);
	bool mixed = false;
	int i;

	for (i = first_term; i < f->pending->terms && !fewer && !mixed; i++) {
		const struct kind *o =
			form_kind_of(f, f->pending->term[i].cell);

		k = k ? k : o;
		fewer = o->places > own->places;
		mixed = k != o && !same_unit(k, o);
	}
	if (fewer)
		error_add(e, place,
			  _("a total has fewer decimals than what it adds; "
			    "say 'cell' for it as for the rest"));
	else if (mixed)
		error_add(e, place,
			  _("a total adds figures of different units; put "
			    "them under different headings"));
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

	other = x.sum = finish_new_sum(f, -1, -1);
	finish_expand(&x, cell, 1);
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
	f->sum[other].check = finish_check(f, &(struct check){
		.type = CHECK_CROSS,
		.rule = paper_rule(f, NULL, b->place),
		.block = block,
		.row = form_row_of(f, cell), .column = form_column_of(f, cell),
		.relation = REL_EQ, .left = sum, .right = other,
	});
}

static void
add_total(struct form *f, int block, int row, int column, struct error *e)
{
	const struct block *b = &f->block[block];
	struct line *rl = &b->rows.line[b->rows.leaf[row]];
	struct line *cl = &b->cols.line[b->cols.leaf[column]];
	struct line *l = line_computed(cl) ? cl : rl;
	int cell = block_cell(b, row, column);
	int first_term = f->pending->terms;
	struct expansion x = { .form = f, .e = e };

	x.sum = finish_new_sum(f, cell, -1);
	finish_expand(&x, cell, 1);
	f->total[cell] = x.sum;
	check_units(f, b, cell, first_term, e);
	if (line_computed(cl) && line_computed(rl) && (cl->is || rl->is))
		add_cross(f, block, cell, x.sum, first_term, e);
	f->paper[cell] = finish_check(f, &(struct check){
		.type = CHECK_PAPER,
		.rule = paper_rule(f, l, l->place),
		.block = block, .row = row, .column = column,
		.relation = REL_EQ, .left = x.sum, .right = -1,
	});
}

/* A text beside figures is keyed, also where they are added up. */
static bool
is_computed(const struct form *f, const struct block *b, int row, int column)
{
	return (line_computed(axis_leaf(&b->rows, row)) ||
		line_computed(axis_leaf(&b->cols, column))) &&
	       form_kind_of(f, block_cell(b, row, column))->type->figure;
}

void
finish_totals(struct form *f, struct error *e)
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
				if (is_computed(f, b, row, column) &&
				    finish_room(f, e))
					add_total(f, i, row, column, e);
	}
}
