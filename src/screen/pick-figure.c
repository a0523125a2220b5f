/*
 * pick-figure.c - picking a figure for a text
 *
 * The grid, in which nothing can be changed: one moves, takes a figure or
 * goes back.  The text, its cursor and whether one was writing stay as they
 * were.  Totals, which cannot be stood on elsewhere, can be picked; so where
 * the person was in each block is put back afterwards.
 */
#include "screen/pick-figure.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/grid.h"
#include "screen/place.h"
#include "screen/prose.h"

struct picking {
	int block;		/* of the text */
	int *at;		/* where the person was in each block */
};

static const struct screen pick_screen;

static struct picking *
own(const struct app *a)
{
	return screen_state(&a->stack, &pick_screen);
}

int
pick_block(const struct app *a)
{
	return own(a)->block;
}

static int *
copy_places(const struct app *a)
{
	size_t size = (size_t)a->edit.form->blocks * sizeof *a->edit.at;
	int *at = xmalloc(size);

	return memcpy(at, a->edit.at, size);
}

/* The figure that was picked before, or that of the first table. */
static int
first_figure(const struct app *a)
{
	int i, fields = -1;

	if (a->view.picked)
		return a->view.picked - 1;
	for (i = 0; i < a->edit.form->blocks; i++) {
		const struct block *b = &a->edit.form->block[i];

		if (b->type == BLOCK_TABLE)
			return a->edit.at[i];
		if (b->type == BLOCK_FIELDS && fields < 0)
			fields = a->edit.at[i];
	}
	return fields;
}

/* Nothing may change, so the cell alone is another. */
static void
stand(struct app *a, int cell)
{
	a->edit.block =
		(int)(form_block_of(a->edit.form, cell) - a->edit.form->block);
	a->edit.at[a->edit.block] = cell;
}

void
pick_figure(struct app *a)
{
	int cell = first_figure(a);
	struct picking *p;

	if (!app_may_change(a, app_cell(a)))
		return;
	if (cell < 0) {
		app_tell(a, _("this form has no figures"));
		return;
	}
	p = xcalloc(1, sizeof *p);
	p->block = a->edit.block;
	p->at = copy_places(a);
	stand(a, cell);
	a->view.picking = true;
	screen_push(&a->stack, &pick_screen, p);
	a->view.focus = -1;
	a->view.why = false;
}

void
pick_back(struct app *a)
{
	struct picking *p = own(a);

	free(a->edit.at);
	a->edit.at = p->at;
	p->at = NULL;
	a->edit.block = p->block;
	a->view.picking = false;
	screen_pop(&a->stack);
	a->view.focus = -1;
	grid_set_run(a, -1);
}

void
pick_take(struct app *a)
{
	int cell = app_cell(a);
	const struct kind *k = form_kind_of(a->edit.form, cell);
	struct buf reference = BUF_INIT;

	if (!k->type->figure && k->lines != 1) {
		app_complain(a, _("this is a text of several lines; a figure "
				  "or one line can be put in"));
		return;
	}
	pick_back(a);
	a->view.picked = cell + 1;
	buf_addc(&reference, '{');
	form_address(a->edit.form, cell, &reference);
	buf_addc(&reference, '}');
	prose_insert(a, reference.text, false);
	buf_release(&reference);
}

void
pick_sign(struct app *a)
{
	pick_back(a);
	if (!prose_writing(a))
		prose_write(a, true);
	prose_insert(a, "#", true);
}

static enum where
where(const struct app *a)
{
	(void)a;
	return IN_PICK;
}

/* A digit must not change a figure that is only looked at. */
static bool
key(struct app *a, const struct key *k)
{
	(void)k;
	app_tell(a, _("nothing can be changed here: Enter puts this figure "
		      "into the text, Esc goes back"));
	return true;
}

static void
leave(struct app *a)
{
	(void)a;
}

static void
close_picking(void *state)
{
	struct picking *p = state;

	free(p->at);
	free(p);
}

static const struct screen pick_screen = {
	.where = where, .key = key, .draw = grid_draw, .leave = leave,
	.close = close_picking,
};
