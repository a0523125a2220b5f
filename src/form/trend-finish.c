/* trend-finish.c - the figures that a form follows over the years are bound */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/finish.h"

/* The cell that a region is, if it is a single one; else -1. */
static int
single(const struct form *f, const struct region *g)
{
	const struct block *b = &f->block[g->block];
	int row = g->row < 0 ? -1 : b->rows.line[g->row].leaf;
	int column = g->column < 0 ? -1 : b->cols.line[g->column].leaf;

	if (g->row < 0 && b->rows.leaves == 1)
		row = 0;
	if (g->column < 0 && b->cols.leaves == 1)
		column = 0;
	return row < 0 || column < 0 ? -1 : block_cell(b, row, column);
}

/* The cells that are looked at for T. */
static int64_t
cells_of(const struct form *f, const struct trend *t)
{
	int64_t cells = 0;
	int i;

	for (i = 0; i < t->refs; i++)
		cells += region_room(f, &t->ref[i].region);
	return cells;
}

static void
bind(struct form *f, struct trend *t, struct error *e)
{
	struct binding b = { .form = f, .e = e, .block = -1, .row = -1,
			     .column = -1, .check = -1 };
	struct linear l = { .constant = 0 };
	struct ref *ref;
	int i;

	t->cell = -1;
	if (t->of && formula_linear(&b, t->of, 1, &l)) {
		ref = arena_array(&f->arena, (size_t)l.refs, sizeof *ref);
		if (l.refs)
			memcpy(ref, l.ref, (size_t)l.refs * sizeof *ref);
		t->ref = ref;
		t->refs = l.refs;
		t->constant = l.constant;
		if (l.refs == 1 && l.ref[0].factor == 1 && !l.constant)
			t->cell = single(f, &l.ref[0].region);
		if (!l.refs)
			error_add(e, t->place,
				  _("'%s' names no figure that could be "
				    "followed"), formula_text(t->of));
		for (i = 0; i < l.refs && !l.ref[i].previous; i++)
			;
		if (i < l.refs)
			error_add(e, t->place,
				  _("in '%s': each year stands for itself; "
				    "leave 'last.' out"),
				  formula_text(t->of));
	}
	free(l.ref);
}

void
finish_trends(struct form *f, struct error *e)
{
	int64_t cells = 0;
	int i;

	if (f->trends && form_year(f) < 0)
		error_add(e, f->trend[0].place,
			  _("trend: no field of the form is of the type year, "
			    "so its reports have no order"));
	for (i = 0; i < f->trends && cells <= FORM_TERMS; i++) {
		bind(f, &f->trend[i], e);
		cells += cells_of(f, &f->trend[i]);
	}
	if (cells > FORM_TERMS)
		error_add(e, f->trend[i - 1].place,
			  _("trend: the figures add up more than %d cells"),
			  FORM_TERMS);
}
