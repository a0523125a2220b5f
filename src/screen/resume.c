/*
 * resume.c - where the person stands, and standing there again
 *
 * What a person sees follows from the report and from this; so after an end
 * that nobody wanted the screen is as it was, but for lists and prompts.
 */
#include <string.h>

#include "base/text.h"
#include "screen/app.h"

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

struct spot
spot_now(const struct app *a)
{
	const struct layout *l = &a->grid.layout;
	/* who picks a figure for a text is in the text */
	int block = a->picking.on ? a->picking.block : a->block;
	bool prose = a->form->block[block].type == BLOCK_TEXT;
	bool laid = !prose && a->grid.laid && l->block == app_block(a);
	struct spot s = { .cell = a->at[block], .mode = STANDS };

	s.number[TOP] = prose ? a->prose.top : laid ? l->row : 0;
	s.number[LEFT] = laid ? l->col : 0;
	s.number[FOCUS] = a->focus + 1;
	s.number[WHY] = a->why ? a->why_term + 2 : 0;
	s.number[BEGUN] = a->grid.run_column + 1;
	if (prose) {
		s.mode = a->prose.writing ? WRITES : STANDS;
		s.number[AT] = (int)a->prose.at;
	} else if (a->entry.on) {
		s.mode = a->entry.in_place ? MENDS : TYPES;
		s.number[AT] = (int)a->entry.line.at;
		s.number[BEGUN] = report_serial(a->report) != a->entry.serial;
	} else if (grid_in_field(a)) {
		s.mode = FILLS;
		s.number[AT] = (int)a->prompt.line.at;
		s.number[BEGUN] = report_serial(a->report) != a->prompt.which;
	}
	return s;
}

/* The entry as it was: what is typed is in the report. */
static void
resume_entry(struct app *a, const struct spot *s)
{
	const struct value *v = report_value(a->report, s->cell);
	struct buf shown = BUF_INIT;

	if (v->text)
		buf_add(&shown, v->text);
	else
		report_show(a->report, s->cell, &shown);
	grid_begin(a, shown.text, s->mode == MENDS);
	if ((size_t)s->number[AT] <= shown.len)
		a->entry.line.at = (size_t)s->number[AT];
	if (s->number[BEGUN])
		a->entry.serial = -1;
	buf_release(&shown);
}

static void
resume_text(struct app *a, const struct spot *s)
{
	size_t len = strlen(report_text(a->report, s->cell));

	a->prose.at = (size_t)s->number[AT] < len ? (size_t)s->number[AT]
						  : len;
	a->prose.top = s->number[TOP];
	a->prose.writing = s->mode == WRITES && a->session->writer;
}

static void
resume_grid(struct app *a, const struct spot *s)
{
	a->grid.start_row = s->number[TOP];
	a->grid.start_column = s->number[LEFT];
	/* what another is typing is his */
	if (!a->session->writer)
		return;
	if (s->mode == TYPES || s->mode == MENDS)
		resume_entry(a, s);
	else if (s->mode == FILLS)
		grid_field(a, (size_t)s->number[AT]);
	else
		a->grid.run_column = s->number[BEGUN] - 1;
	if (s->mode == FILLS && s->number[BEGUN])
		a->prompt.which = -1;
}

/* A spot that the form cannot have is of a form that was changed. */
static bool
possible(const struct app *a, const struct spot *s)
{
	bool figure;

	if (form_computed(a->form, s->cell) ||
	    s->number[FOCUS] > a->form->checks)
		return false;
	figure = form_kind_of(a->form, s->cell)->type->figure;
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
	for (i = 0; i < a->form->blocks; i++)
		if (r->spot[i].mode && possible(a, &r->spot[i]))
			a->at[i] = r->spot[i].cell;
	s = &r->spot[r->last];
	if (!possible(a, s))
		return;
	app_go_block(a, r->last);
	if (app_block(a)->type == BLOCK_TEXT)
		resume_text(a, s);
	else
		resume_grid(a, s);
	a->focus = s->number[FOCUS] - 1;
	a->why = s->number[WHY] > 0;
	a->why_term = s->number[WHY] - 2;
}
