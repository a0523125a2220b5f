/*
 * resume.c - where the person stands, and standing there again
 *
 * What a person sees follows from the report and from this; so after an end
 * that nobody wanted the screen is as it was, but for lists and prompts.
 */
#include "screen/resume.h"

#include <string.h>

#include "screen/app.h"
#include "screen/grid.h"
#include "screen/pick-figure.h"
#include "screen/place.h"
#include "screen/prose.h"

/* What the numbers of a spot are. */
enum {
	AT,		/* the cursor, in bytes */
	TOP, LEFT,	/* what is first in sight */
	FOCUS, WHY,	/* the rule on show; WHY: and the term, from 1 */
	BEGUN,		/* what is being typed changed something; or where a
			 * run of Tabs began */
};

/* Modes. */
#define STANDS '-'
#define TYPES 't'		/* a figure */
#define MENDS 'e'		/* a figure, in place */
#define FILLS 'f'		/* a field of text */
#define WRITES 'w'		/* a text */

static const char modes[] = {
	[GRID_STANDS] = STANDS, [GRID_TYPES] = TYPES, [GRID_MENDS] = MENDS,
	[GRID_FILLS] = FILLS,
};

static void
add_grid(const struct app *a, struct spot *s)
{
	struct grid_spot g = grid_spot(a);

	s->mode = modes[g.mode];
	s->number[TOP] = g.row;
	s->number[LEFT] = g.column;
	s->number[AT] = g.at;
	s->number[BEGUN] = g.mode == GRID_STANDS ? grid_run(a) + 1 : g.begun;
}

struct spot
spot_now(const struct app *a)
{
	/* while a figure is picked for a text, the person is in the text */
	int block = a->view.picking ? pick_block(a) : a->edit.block;
	struct spot s = { .cell = a->edit.at[block], .mode = STANDS };

	s.number[FOCUS] = a->view.focus + 1;
	s.number[WHY] = a->view.why ? a->view.why_term + 2 : 0;
	if (a->edit.form->block[block].type == BLOCK_TEXT) {
		s.mode = prose_writing(a) ? WRITES : STANDS;
		s.number[TOP] = prose_top(a);
		s.number[AT] = (int)prose_at(a);
		s.number[BEGUN] = grid_run(a) + 1;
	} else {
		add_grid(a, &s);
	}
	return s;
}

static void
resume_grid(struct app *a, const struct spot *s)
{
	struct grid_spot g = { .row = s->number[TOP], .column = s->number[LEFT],
			       .at = s->number[AT],
			       .begun = s->number[BEGUN] > 0 };
	const char *mode = memchr(modes, s->mode, sizeof modes);

	/* an entry of another session is not taken over */
	if (a->session->writer && mode)
		g.mode = (enum grid_mode)(mode - modes);
	grid_resume(a, &g);
	if (a->session->writer && g.mode == GRID_STANDS)
		grid_set_run(a, s->number[BEGUN] - 1);
}

/* A spot that the form cannot have is of a form that was changed. */
static bool
possible(const struct app *a, const struct spot *s)
{
	bool figure;

	if (form_computed(a->edit.form, s->cell) ||
	    s->number[FOCUS] > a->edit.form->checks)
		return false;
	figure = form_kind_of(a->edit.form, s->cell)->type->figure;
	return figure ? s->mode != FILLS
		      : s->mode != TYPES && s->mode != MENDS;
}

void
spot_resume(struct app *a)
{
	const struct recovery *r = &a->session->found;
	const struct spot *s;
	int i;

	if (!a->session->restored || r->last < 0)
		return;
	for (i = 0; i < a->edit.form->blocks; i++)
		if (r->spot[i].mode && possible(a, &r->spot[i]))
			a->edit.at[i] = r->spot[i].cell;
	s = &r->spot[r->last];
	if (!possible(a, s))
		return;
	app_go_block(a, r->last);
	if (app_block(a)->type == BLOCK_TEXT)
		prose_resume(a, (size_t)s->number[AT], s->number[TOP],
			     s->mode == WRITES && a->session->writer);
	else
		resume_grid(a, s);
	a->view.focus = s->number[FOCUS] - 1;
	a->view.why = s->number[WHY] > 0;
	a->view.why_term = s->number[WHY] - 2;
}
