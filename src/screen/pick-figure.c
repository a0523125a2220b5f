/*
 * pick-figure.c - picking a figure for a text
 *
 * The grid, in which nothing can be changed: one moves, takes a figure or
 * goes back.  The text, its cursor and whether one was writing stay as they
 * were.  Totals, which cannot be stood on elsewhere, can be picked; so where
 * the person was in each block is put back afterwards.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "screen/app.h"

static int *
copy_places(const struct app *a)
{
	size_t size = (size_t)a->form->blocks * sizeof *a->at;
	int *at = xmalloc(size);

	return memcpy(at, a->at, size);
}

/* The figure that was picked before, or that of the first table. */
static int
first_figure(const struct app *a)
{
	int i, fields = -1;

	if (a->picking.last)
		return a->picking.last - 1;
	for (i = 0; i < a->form->blocks; i++) {
		const struct block *b = &a->form->block[i];

		if (b->type == BLOCK_TABLE)
			return a->at[i];
		if (b->type == BLOCK_FIELDS && fields < 0)
			fields = a->at[i];
	}
	return fields;
}

/* Nothing may change, so the cell alone is another. */
static void
stand(struct app *a, int cell)
{
	a->block = (int)(form_block_of(a->form, cell) - a->form->block);
	a->at[a->block] = cell;
}

void
pick_figure(struct app *a)
{
	struct picking *p = &a->picking;
	int cell = first_figure(a);

	if (!app_may_change(a, app_cell(a)))
		return;
	if (cell < 0) {
		app_tell(a, _("this form has no figures"));
		return;
	}
	p->on = true;
	p->block = a->block;
	p->at = copy_places(a);
	stand(a, cell);
	screen_push(a, &pick_screen, NULL);
	a->focus = -1;
	a->why = false;
}

void
pick_back(struct app *a)
{
	struct picking *p = &a->picking;

	p->on = false;
	free(a->at);
	a->at = p->at;
	p->at = NULL;
	a->block = p->block;
	screen_pop(a);
	a->focus = -1;
	a->grid.run_column = -1;
}

void
pick_take(struct app *a)
{
	int cell = app_cell(a);
	const struct kind *k = form_kind_of(a->form, cell);
	struct buf reference = BUF_INIT;

	if (!k->type->figure && k->lines != 1) {
		app_complain(a, _("this is a text of several lines; a figure "
				  "or one line can be put in"));
		return;
	}
	pick_back(a);
	a->picking.last = cell + 1;
	buf_addc(&reference, '{');
	form_address(a->form, cell, &reference);
	buf_addc(&reference, '}');
	prose_insert(a, reference.text, false);
	buf_release(&reference);
}

void
pick_sign(struct app *a)
{
	pick_back(a);
	if (!a->prose.writing)
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

const struct screen pick_screen = {
	.where = where, .key = key, .draw = grid_draw, .leave = leave,
};
