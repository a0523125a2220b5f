/* shift.c - figures that stand a row too high or too low */
#include "screen/shift.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/place.h"
#include "screen/prompt.h"

struct shift {
	struct selection area;	/* whose figures move */
	int by;			/* rows: 1 or -1 */
	struct put *put;
	int puts;
	int moved;		/* cells that were not blank */
	int lost;		/* those whose place another takes, or that
				 * leave the table */
};

static bool
is_closed(const struct app *a, int cell)
{
	return report_protected(a->edit.report, cell) >= 0;
}

static bool
is_blank(const struct app *a, int cell)
{
	return report_value(a->edit.report, cell)->state == VALUE_BLANK;
}

/* The next cell of the column in the direction that is keyed; -1: none. */
static int
next_cell(const struct app *a, int cell, int by)
{
	const struct block *b = app_block(a);
	int row = form_row_of(a->edit.form, cell);
	int column = form_column_of(a->edit.form, cell);

	for (row += by; row >= 0 && row < b->rows.leaves; row += by)
		if (!form_computed(a->edit.form, block_cell(b, row, column)))
			return block_cell(b, row, column);
	return -1;
}

static bool
in_area(const struct app *a, const struct shift *s, int cell)
{
	int row = form_row_of(a->edit.form, cell);

	return row >= s->area.row && row <= s->area.last_row;
}

/* Neither blank nor zero: a loss to the person who keyed it. */
static bool
matters(const struct app *a, int cell)
{
	const struct value *v = report_value(a->edit.report, cell);

	return v->state != VALUE_BLANK &&
	       (v->state != VALUE_FIGURE || v->units);
}

/* Is something lost where the cell moves to TO, or out of the table (-1)? */
static bool
loses(const struct app *a, const struct shift *s, int cell, int to)
{
	if (to < 0)
		return matters(a, cell);
	return !in_area(a, s, to) && !is_closed(a, to) && matters(a, to) &&
	       !value_equal(report_value(a->edit.report, cell),
			    report_value(a->edit.report, to));
}

/* Adds that TO gets what FROM has, or nothing if FROM is -1. */
static bool
add(struct app *a, struct shift *s, int from, int to)
{
	const struct kind *kind = form_kind_of(a->edit.form, to);
	struct put put = { .cell = to };
	struct buf text = BUF_INIT;
	const char *why = NULL;
	bool ok;

	if (from >= 0)
		value_format(form_kind_of(a->edit.form, from),
			     report_value(a->edit.report, from), &text);
	if (!kind->type->figure)
		put.cut = strlen(report_text(a->edit.report, to));
	ok = value_parse(kind, text.text, text.len, &put.value, &why);
	if (!ok)
		app_complain(a, _("'%.*s' %s; nothing is changed"),
			     (int)text_fit(text.text, text.len, 40,
					   AMBIGUOUS_WIDE), text.text, why);
	else
		s->put[s->puts++] = put;
	buf_release(&text);
	return ok;
}

/* Moves what stands in the cell on, and behind it what comes from the cell
 * before it in the area, or nothing.  A closed cell gives nothing and takes
 * nothing but its own figure. */
static bool
move_cell(struct app *a, struct shift *s, int cell)
{
	int before = next_cell(a, cell, -s->by);
	int to = next_cell(a, cell, s->by);
	bool leaves = !is_closed(a, cell) && !is_blank(a, cell);

	s->moved += leaves;
	s->lost += leaves && loses(a, s, cell, to);
	if (leaves && to >= 0 && !in_area(a, s, to) && !add(a, s, cell, to))
		return false;
	if (before >= 0 && (!in_area(a, s, before) || is_closed(a, before) ||
			    is_blank(a, before)))
		before = -1;
	return (before < 0 && is_closed(a, cell)) || add(a, s, before, cell);
}

static bool
move_area(struct app *a, struct shift *s)
{
	const struct block *b = app_block(a);
	int row, column;

	for (row = s->area.row; row <= s->area.last_row; row++)
		for (column = s->area.column; column <= s->area.last_column;
		     column++) {
			int cell = block_cell(b, row, column);

			if (!form_computed(a->edit.form, cell) &&
			    !move_cell(a, s, cell))
				return false;
		}
	return true;
}

/* From the active row to the end of the table, if nothing is selected. */
static struct selection
area(const struct app *a)
{
	const struct block *b = app_block(a);
	bool column = b->enter == DIRECTION_DOWN;
	struct selection s = {
		.row = app_row(a), .last_row = b->rows.leaves - 1,
		.column = column ? app_column(a) : 0,
		.last_column = column ? app_column(a) : b->cols.leaves - 1,
	};

	selection_bounds(a, &s);
	return s;
}

static void
put_all(struct app *a, const struct shift *s)
{
	selection_end(a);
	if (app_edit(a, s->put, s->puts, EDIT_NEW))
		app_tell(a, s->by > 0
			 ? Q_("%d cell moved a row down; u takes it back",
			      "%d cells moved a row down; u takes it back",
			      s->moved)
			 : Q_("%d cell moved a row up; u takes it back",
			      "%d cells moved a row up; u takes it back",
			      s->moved), s->moved);
	app_end_run(a);
}

static void shift(struct app *a, int by, bool accepted);

static void
lose(struct app *a)
{
	shift(a, a->prompt->which, true);
}

static void
ask(struct app *a, const struct shift *s)
{
	prompt_ask(a, lose, _("nothing is changed"),
		   Q_("%d figure would be lost; move? Enter yes, Esc no",
		      "%d figures would be lost; move? Enter yes, Esc no",
		      s->lost), s->lost);
	a->prompt->enter_is_yes = true;
	a->prompt->which = s->by;
}

/* ACCEPTED: what is lost may be. */
static void
shift(struct app *a, int by, bool accepted)
{
	const struct block *b = app_block(a);
	struct shift s = { .by = by, .area = area(a) };
	int i;

	/* a cell of the area, and one beyond it in each column */
	s.put = xcalloc((size_t)b->cells + (size_t)b->cols.leaves,
			sizeof *s.put);
	if (!move_area(a, &s))
		;
	else if (!s.moved)
		app_tell(a, _("nothing stands here that could be moved"));
	else if (s.lost && !accepted)
		ask(a, &s);
	else
		put_all(a, &s);
	for (i = 0; i < s.puts; i++)
		value_release(&s.put[i].value);
	free(s.put);
}

void
shift_rows(struct app *a, int by)
{
	if (app_block(a)->type != BLOCK_TABLE)
		app_tell(a, _("only rows of a table can be moved"));
	else if (app_may_change(a, -1))
		shift(a, by, false);
}
