/* bind.c - formulas bound to the cells of a form, and their evaluation */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/formula-tree.h"
#include "form/finish.h"

static bool
has_call(const struct formula *f)
{
	if (!f)
		return false;
	return f->op == OP_CALL || has_call(f->arg[0]) || has_call(f->arg[1]);
}

static bool
is_truth(const struct formula *f)
{
	return f->op == OP_CALL ? f->function->truth : f->op >= OP_COMPARE;
}

/* A number without cells, in units of AMOUNT_PLACES. */
static bool
constant(const struct formula *f, int64_t *units)
{
	int64_t a;

	if (f->op == OP_NUMBER) {
		*units = f->number;
		return true;
	}
	if (f->op == OP_NEGATE && constant(f->arg[0], &a)) {
		*units = -a;
		return true;
	}
	return false;
}

/* A whole number that can be multiplied with; false, told, if F is none. */
static bool
whole_factor(struct binding *b, const struct formula *f, int64_t units,
	     int64_t *factor)
{
	const int64_t one = amount_power(AMOUNT_PLACES);

	if (units % one || units / one > FACTOR_MOST ||
	    units / one < -FACTOR_MOST)
		return error_add(b->e, f->place,
				 _("in '%s': multiply by whole numbers of at "
				   "most nine digits; multiply both sides "
				   "instead"), f->text);
	*factor = units / one;
	return true;
}

static bool
times(struct binding *b, const struct formula *f, int64_t x, int64_t y,
      int64_t *product)
{
	if (__builtin_mul_overflow(x, y, product) || *product > FACTOR_MOST ||
	    *product < -FACTOR_MOST)
		return error_add(b->e, f->place,
				 _("in '%s': a factor has too many digits"),
				 f->text);
	return true;
}

static void
add_ref(struct ref **ref, int *refs, size_t *room, struct ref r)
{
	ARRAY_GROW(*ref, *refs, *room);
	(*ref)[(*refs)++] = r;
}

static const struct kind *
region_kind(const struct form *f, const struct region *r)
{
	return form_kind_of(f, region_start(f, r));
}

static bool
linear_name(struct binding *b, const struct formula *f, int64_t factor,
	    struct linear *out)
{
	struct ref r = { .factor = factor, .right = b->right };

	if (!name_resolve_term(b, f->name, f->place, &r))
		return false;
	if (!region_kind(b->form, &r.region)->type->figure)
		return error_add(b->e, f->place,
				 _("'%s' is a text and cannot be added up"),
				 f->name);
	add_ref(&out->ref, &out->refs, &out->ref_room, r);
	return true;
}

static bool
linear_product(struct binding *b, const struct formula *f, int64_t factor,
	       struct linear *out)
{
	const struct formula *figure = f->arg[0];
	int64_t units, by;

	if (constant(f->arg[0], &units))
		figure = f->arg[1];
	else if (!constant(f->arg[1], &units))
		return error_add(b->e, f->place,
				 _("in '%s': one side of '*' must be a number"),
				 f->text);
	return whole_factor(b, f, units, &by) &&
	       times(b, f, factor, by, &by) &&
	       formula_linear(b, figure, by, out);
}

bool
formula_linear(struct binding *b, const struct formula *f, int64_t factor,
	       struct linear *out)
{
	const int64_t cut = amount_power(AMOUNT_PLACES - b->form->places);

	switch (f->op) {
	case OP_NUMBER:
		if (f->number % cut)
			return error_add(
				b->e, f->place,
				_("in '%s': a number has more decimals "
				  "than any figure of the form"),
				f->text);
		out->constant += (wide)(f->number / cut) * factor;
		return true;
	case OP_NAME:
		return linear_name(b, f, factor, out);
	case OP_NEGATE:
		return formula_linear(b, f->arg[0], -factor, out);
	case OP_ADD:
		return formula_linear(b, f->arg[0], factor, out) &&
		       formula_linear(b, f->arg[1], factor, out);
	case OP_SUBTRACT:
		return formula_linear(b, f->arg[0], factor, out) &&
		       formula_linear(b, f->arg[1], -factor, out);
	case OP_MULTIPLY:
		return linear_product(b, f, factor, out);
	default:
		return error_add(b->e, f->place,
				 _("in '%s': a figure is expected, not "
				   "something true or false"), f->text);
	}
}

static struct expr *
expr_new(struct binding *b, enum expr_op op)
{
	struct expr *x = arena_alloc(&b->form->arena, sizeof *x);

	x->op = op;
	x->sum = x->cell = -1;
	x->ref = b->refs;
	return x;
}

/* The terms of a rule are remembered, to explain it and to mark them. */
static void
remember(struct binding *b, const struct linear *l)
{
	int i;

	for (i = 0; i < l->refs; i++) {
		add_ref(&b->ref, &b->refs, &b->ref_room, l->ref[i]);
		b->previous = b->previous || l->ref[i].previous;
	}
}

int
formula_sum(struct binding *b, const struct formula *f)
{
	struct linear l = { .constant = 0 };
	int sum = -1;

	if (formula_linear(b, f, 1, &l)) {
		sum = finish_sum(b->form, &l, -1, b->check, b->e);
		remember(b, &l);
	}
	free(l.ref);
	return sum;
}

static const struct expr *
bind_sum(struct binding *b, const struct formula *f)
{
	struct expr *x = expr_new(b, EXPR_SUM);

	x->sum = formula_sum(b, f);
	x->refs = b->refs - x->ref;
	return x->sum < 0 ? NULL : x;
}

/* The one text cell that a region is; -1, told, if it is something else. */
static int
text_cell(struct binding *b, const struct formula *f, const struct region *r)
{
	int cell = region_cell(b->form, r);

	if (cell >= 0 && !form_kind_of(b->form, cell)->type->figure)
		return cell;
	error_add(b->e, f->place, _("'%s' is not a text"), f->name);
	return -1;
}

/* Does anything in the region have to be keyed?  Texts beside figures need
 * not. */
static bool
asks_input(const struct form *f, const struct region *r)
{
	struct region_walk w;
	int cell;

	if (kind_input(region_kind(f, r)))
		return true;
	for (cell = region_first(f, r, &w); cell >= 0;
	     cell = region_next(f, &w))
		if (kind_input(form_kind_of(f, cell)))
			return true;
	return false;
}

int
formula_text_cell(struct binding *b, const struct formula *f)
{
	struct ref r = { .factor = 1 };

	if (f->op != OP_NAME || strncmp(f->name, "last.", 5)) {
		error_add(b->e, f->place,
			  _("from: a text comes from one text of last year; "
			    "write 'last.' and its name"));
		return -1;
	}
	return name_resolve_term(b, f->name, f->place, &r)
		       ? text_cell(b, f, &r.region) : -1;
}

static const struct expr *
bind_filled(struct binding *b, const struct formula *name)
{
	struct region r;
	struct expr *x;

	if (!name_resolve(b, name->name, name->place, &r))
		return NULL;
	if (asks_input(b->form, &r)) {
		x = expr_new(b, EXPR_FILLED_SUM);
		x->sum = finish_filled(b->form, &r, b->check, b->e);
	} else {
		x = expr_new(b, EXPR_FILLED_TEXT);
		x->cell = text_cell(b, name, &r);
		if (x->cell < 0)
			return NULL;
		finish_watch(b->form, x->cell, b->check);
	}
	add_ref(&b->ref, &b->refs, &b->ref_room,
		(struct ref){ .region = r, .factor = 1 });
	x->refs = 1;
	return x;
}

/* All that is keyed in these regions is watched: any of it can move. */
static void
watch_region(struct binding *b, const struct region *r)
{
	struct region_walk w;
	int cell;

	for (cell = region_first(b->form, r, &w); cell >= 0;
	     cell = region_next(b->form, &w))
		if (!form_computed(b->form, cell))
			finish_watch(b->form, cell, b->check);
}

static const struct expr *
bind_same(struct binding *b, const struct formula *f)
{
	struct region *region = arena_array(&b->form->arena, (size_t)f->args,
					    sizeof *region);
	struct expr *x = expr_new(b, EXPR_SAME);
	const struct formula *name;

	for (name = f->list; name; name = name->next) {
		struct region *r = &region[x->regions];

		if (!name_resolve(b, name->name, name->place, r) ||
		    !finish_look(b->form, r, b->e))
			return NULL;
		x->regions++;
		watch_region(b, r);
		add_ref(&b->ref, &b->refs, &b->ref_room,
			(struct ref){ .region = *r, .factor = 1 });
	}
	x->region = region;
	x->refs = x->regions;
	b->previous = true;
	return x;
}

static const struct expr *
bind_call(struct binding *b, const struct formula *f)
{
	const struct formula *name = f->list, *s;
	const char **string;
	struct region r;
	struct expr *x;

	if (f->function->same)
		return bind_same(b, f);
	if (f->function->filled)
		return bind_filled(b, name);
	if (!name_resolve(b, name->name, name->place, &r))
		return NULL;
	x = expr_new(b, EXPR_FUNCTION);
	x->function = f->function;
	x->factor = f->function->truth ? 1 : amount_power(b->form->places);
	x->cell = text_cell(b, name, &r);
	if (x->cell < 0)
		return NULL;
	string = arena_array(&b->form->arena, (size_t)f->args, sizeof *string);
	for (s = name->next; s; s = s->next)
		string[x->strings++] = s->name;
	x->string = string;
	finish_watch(b->form, x->cell, b->check);
	add_ref(&b->ref, &b->refs, &b->ref_room,
		(struct ref){ .region = r, .factor = 1, .right = b->right });
	x->refs = 1;
	return x;
}

static const struct expr *
bind_times(struct binding *b, const struct expr *x, int64_t factor)
{
	struct expr *t;

	if (!x || factor == 1)
		return x;
	t = expr_new(b, EXPR_TIMES);
	t->factor = factor;
	t->arg[0] = x;
	return t;
}

static const struct expr *
bind_figure(struct binding *b, const struct formula *f)
{
	const struct expr *x, *y;
	struct expr *sum;
	int64_t units, by;

	if (!has_call(f))
		return bind_sum(b, f);
	switch (f->op) {
	case OP_CALL:
		if (f->function->truth)
			break;
		return bind_call(b, f);
	case OP_NEGATE:
		return bind_times(b, bind_figure(b, f->arg[0]), -1);
	case OP_ADD:
	case OP_SUBTRACT:
		x = bind_figure(b, f->arg[0]);
		y = bind_figure(b, f->arg[1]);
		if (f->op == OP_SUBTRACT)
			y = bind_times(b, y, -1);
		if (!x || !y)
			return NULL;
		sum = expr_new(b, EXPR_ADD);
		sum->arg[0] = x;
		sum->arg[1] = y;
		return sum;
	case OP_MULTIPLY:
		if (constant(f->arg[0], &units))
			x = bind_figure(b, f->arg[1]);
		else if (constant(f->arg[1], &units))
			x = bind_figure(b, f->arg[0]);
		else
			break;
		return whole_factor(b, f, units, &by) ? bind_times(b, x, by)
						      : NULL;
	default:
		break;
	}
	error_add(b->e, f->place, _("in '%s': a figure is expected"), f->text);
	return NULL;
}

static const struct expr *
bind_comparison(struct binding *b, const struct formula *f)
{
	struct expr *x = expr_new(b, EXPR_COMPARE);

	x->relation = f->relation;
	x->arg[0] = bind_figure(b, f->arg[0]);
	b->right = true;
	x->arg[1] = bind_figure(b, f->arg[1]);
	b->right = false;
	return x->arg[0] && x->arg[1] ? x : NULL;
}

const struct expr *
formula_bind(struct binding *b, const struct formula *f)
{
	struct expr *x;

	if (!is_truth(f)) {
		error_add(b->e, f->place,
			  _("'%s' is a figure; a rule compares: write =, <= "
			    "or another sign"), f->text);
		return NULL;
	}
	switch (f->op) {
	case OP_COMPARE:
		return bind_comparison(b, f);
	case OP_CALL:
		return bind_call(b, f);
	case OP_NOT:
		x = expr_new(b, EXPR_NOT);
		x->arg[0] = formula_bind(b, f->arg[0]);
		return x->arg[0] ? x : NULL;
	default:
		x = expr_new(b, f->op == OP_AND ? EXPR_AND : EXPR_OR);
		x->arg[0] = formula_bind(b, f->arg[0]);
		x->arg[1] = formula_bind(b, f->arg[1]);
		return x->arg[0] && x->arg[1] ? x : NULL;
	}
}

void
expr_sides(const struct expr *x, enum relation *relation, int *left,
	   int *right)
{
	if (x->op != EXPR_COMPARE || x->arg[0]->op != EXPR_SUM ||
	    x->arg[1]->op != EXPR_SUM)
		return;
	*relation = x->relation;
	*left = x->arg[0]->sum;
	*right = x->arg[1]->sum;
}

/* ---- evaluation ---- */

struct number {
	bool known;
	wide n;
};

static struct number
function_value(const struct expr *x, const struct evaluation *ev)
{
	const char *text = ev->text(ev->data, x->cell);
	struct number r = { .known = !x->function->waits || *text };

	if (r.known)
		r.n = (wide)x->factor * x->function->eval(text, x->string,
							  x->strings,
							  &r.known);
	return r;
}

static struct number
figure(const struct expr *x, const struct evaluation *ev)
{
	struct number a, b;

	switch (x->op) {
	case EXPR_SUM:
		return (struct number){
			.known = ev->blank_zero || !ev->blank[x->sum],
			.n = ev->sum[x->sum],
		};
	case EXPR_FUNCTION:
		return function_value(x, ev);
	case EXPR_TIMES:
		a = figure(x->arg[0], ev);
		if (__builtin_mul_overflow(a.n, x->factor, &a.n))
			a.known = false;
		return a;
	case EXPR_ADD:
		a = figure(x->arg[0], ev);
		b = figure(x->arg[1], ev);
		a.known = a.known && b.known &&
			  !__builtin_add_overflow(a.n, b.n, &a.n);
		return a;
	default:
		bug("an expression of kind %d is no figure", (int)x->op);
	}
}

bool
relation_holds(enum relation r, wide left, wide right, int64_t within)
{
	wide d = left - right;
	bool equal = d <= within && -d <= within;

	switch (r) {
	case REL_EQ:
		return equal;
	case REL_NE:
		return !equal;
	case REL_LT:
		return d < 0;
	case REL_LE:
		return d <= within;
	case REL_GT:
		return d > 0;
	case REL_GE:
		return -d <= within;
	case REL_NONE:
		break;
	}
	bug("relation %d", (int)r);
}

const char *
relation_sign(enum relation r)
{
	static const char *const sign[] = {
		[REL_NONE] = "", [REL_EQ] = "=", [REL_NE] = "<>",
		[REL_LT] = "<", [REL_LE] = "<=", [REL_GT] = ">",
		[REL_GE] = ">=",
	};

	return sign[r];
}

static enum truth
truth(bool yes)
{
	return yes ? TRUTH_TRUE : TRUTH_FALSE;
}

static enum truth
all_same(const struct expr *x, const struct evaluation *ev)
{
	int i;

	for (i = 0; i < x->regions; i++)
		if (!ev->same(ev->data, &x->region[i]))
			return TRUTH_FALSE;
	return TRUTH_TRUE;
}

enum truth
expr_truth(const struct expr *x, const struct evaluation *ev)
{
	struct number a, b;
	enum truth p, q;

	switch (x->op) {
	case EXPR_FILLED_SUM:
		return truth(!ev->blank[x->sum]);
	case EXPR_FILLED_TEXT:
		return truth(*ev->text(ev->data, x->cell));
	case EXPR_FUNCTION:
		a = function_value(x, ev);
		return a.known ? truth(a.n) : TRUTH_UNKNOWN;
	case EXPR_SAME:
		return all_same(x, ev);
	case EXPR_COMPARE:
		a = figure(x->arg[0], ev);
		b = figure(x->arg[1], ev);
		if (!a.known || !b.known)
			return TRUTH_UNKNOWN;
		return truth(relation_holds(x->relation, a.n, b.n,
					    ev->within));
	case EXPR_NOT:
		p = expr_truth(x->arg[0], ev);
		return p == TRUTH_UNKNOWN ? p : truth(p == TRUTH_FALSE);
	case EXPR_AND:
	case EXPR_OR:
		p = expr_truth(x->arg[0], ev);
		q = expr_truth(x->arg[1], ev);
		if (p == truth(x->op == EXPR_OR) ||
		    q == truth(x->op == EXPR_OR))
			return truth(x->op == EXPR_OR);
		return p == TRUTH_UNKNOWN ? p : q;
	default:
		bug("an expression of kind %d is not true or false",
		    (int)x->op);
	}
}
