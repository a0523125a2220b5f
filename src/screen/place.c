/* place.c - where the person stands in the report */
#include "screen/place.h"

#include "report/annotation.h"
#include "screen/app.h"

int
app_cell(const struct app *a)
{
	return a->edit.at[a->edit.block];
}

const struct block *
app_block(const struct app *a)
{
	return &a->edit.form->block[a->edit.block];
}

int
app_row(const struct app *a)
{
	return form_row_of(a->edit.form, app_cell(a));
}

int
app_column(const struct app *a)
{
	return form_column_of(a->edit.form, app_cell(a));
}

bool
app_stands_on_totals(const struct app *a)
{
	return a->view.picking || a->view.anchor >= 0;
}

/* ---- the next cell ---- */

/* The cell after the last of its block or before its first: in the next
 * block with figures or fields. */
static int
beyond(const struct form *f, const struct block *b, int step)
{
	int i;

	for (i = (int)(b - f->block) + step; i >= 0 && i < f->blocks;
	     i += step) {
		const struct block *o = &f->block[i];

		if (o->type == BLOCK_TABLE || o->type == BLOCK_FIELDS)
			return step > 0 ? o->first : o->first + o->cells - 1;
	}
	return -1;
}

/* The cell one step on in the direction of its table; -1 at its end. */
static int
along(const struct block *b, int cell, int step)
{
	int row = (cell - b->first) / b->cols.leaves;
	int column = (cell - b->first) % b->cols.leaves;
	int n;

	if (b->enter == DIRECTION_RIGHT) {
		n = cell - b->first + step;
		return n < 0 || n >= b->cells ? -1 : b->first + n;
	}
	n = column * b->rows.leaves + row + step;
	if (n < 0 || n >= b->cells)
		return -1;
	return block_cell(b, n % b->rows.leaves, n / b->rows.leaves);
}

int
app_next_cell(const struct app *a, int cell, int step)
{
	const struct block *b = form_block_of(a->edit.form, cell);
	int at = cell;

	for (;;) {
		int next = along(b, at, step);

		if (next < 0) {
			next = beyond(a->edit.form, b, step);
			if (next < 0)
				return cell;
			b = form_block_of(a->edit.form, next);
		}
		at = next;
		if (!form_computed(a->edit.form, at) ||
		    app_stands_on_totals(a))
			return at;
	}
}

/* ---- going somewhere ---- */

void
app_uncover(struct app *a)
{
	while (screen_top(&a->stack)->passing)
		screen_pop(&a->stack);
}

void
app_raise_screen(struct app *a)
{
	const struct screen *s = a->edit.form->block[a->edit.block].type ==
				 BLOCK_TEXT ? a->edit.texts : a->edit.tables;

	if (!a->view.picking)
		screen_raise(&a->stack, s);
}

void
app_go_block(struct app *a, int block)
{
	app_uncover(a);
	if (block == a->edit.block)
		return;
	screen_top(&a->stack)->leave(a);
	a->edit.block = block;
	a->view.anchor = -1;
	app_raise_screen(a);
	if (screen_top(&a->stack)->enter)
		screen_top(&a->stack)->enter(a);
	a->view.focus = -1;
	a->view.why = false;
	app_redraw(a);
}

/* A total is shown from the last figure that comes before it. */
static int
beside(const struct app *a, int cell)
{
	const struct block *b = form_block_of(a->edit.form, cell);
	int column = form_column_of(a->edit.form, cell), r, c;

	for (r = form_row_of(a->edit.form, cell); r >= 0; r--)
		for (c = column; c >= 0; c--)
			if (!form_computed(a->edit.form, block_cell(b, r, c)))
				return block_cell(b, r, c);
	return app_next_cell(a, cell, 1);
}

void
app_go(struct app *a, int cell)
{
	const struct block *b;

	cell = annotation_cell(a->edit.form, cell);
	if (cell < 0)
		return;
	b = form_block_of(a->edit.form, cell);
	app_uncover(a);
	app_go_block(a, (int)(b - a->edit.form->block));
	if (form_computed(a->edit.form, cell) && !app_stands_on_totals(a))
		cell = beside(a, cell);
	if (a->edit.at[a->edit.block] != cell)
		a->view.focus = -1;
	a->edit.at[a->edit.block] = cell;
}

/* ---- what is selected ---- */

static void
in_order(int a, int b, int *first, int *last)
{
	*first = a < b ? a : b;
	*last = a < b ? b : a;
}

bool
selection_bounds(const struct app *a, struct selection *s)
{
	int anchor = a->view.anchor;

	if (anchor < 0)
		return false;
	in_order(form_row_of(a->edit.form, anchor), app_row(a), &s->row,
		 &s->last_row);
	in_order(form_column_of(a->edit.form, anchor), app_column(a),
		 &s->column, &s->last_column);
	return true;
}

bool
selection_has(const struct app *a, int cell)
{
	struct selection s;
	int row, column;

	if (!selection_bounds(a, &s) ||
	    form_block_of(a->edit.form, cell) != app_block(a))
		return false;
	row = form_row_of(a->edit.form, cell);
	column = form_column_of(a->edit.form, cell);
	return s.row <= row && row <= s.last_row && s.column <= column &&
	       column <= s.last_column;
}

bool
selection_end(struct app *a)
{
	if (a->view.anchor < 0)
		return false;
	a->view.anchor = -1;
	app_go(a, app_cell(a));
	app_redraw(a);
	return true;
}
