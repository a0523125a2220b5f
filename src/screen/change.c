/* change.c - zeros, blanks, undo, totals on paper, last year's figures */
#include "screen/change.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "report/annotation.h"
#include "report/previous-year.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/entry.h"
#include "screen/grid.h"
#include "screen/move.h"
#include "screen/place.h"
#include "screen/prompt.h"
#include "screen/prose.h"
#include "screen/saving.h"

/* ---- zeros ---- */

static bool
is_blank_figure(const struct report *r, int cell)
{
	return !form_computed(report_form(r), cell) &&
	       report_protected(r, cell) < 0 &&
	       kind_input(form_kind_of(report_form(r), cell)) &&
	       report_value(r, cell)->state == VALUE_BLANK;
}

/* One edit that makes 0 of every blank figure in cells [from, to); how many
 * that were. */
static int
put_zeros(struct app *a, int from, int to)
{
	struct put *put = xcalloc((size_t)(to - from), sizeof *put);
	const char *why;
	int cell, i, n = 0, done;

	for (cell = from; cell < to; cell++)
		if (is_blank_figure(a->edit.report, cell)) {
			put[n] = (struct put){ .cell = cell };
			value_parse(form_kind_of(a->edit.form, cell), "0", 1,
				    &put[n++].value, &why);
		}
	done = n && app_edit(a, put, n, EDIT_NEW) ? n : 0;
	app_end_run(a);
	for (i = 0; i < n; i++)
		value_release(&put[i].value);
	free(put);
	return done;
}

/* The first keyed cell below ROW, or beyond the table. */
static int
next_row(const struct app *a, const struct block *b, int row)
{
	int cell = block_cell(b, row + 1, 0), end = b->first + b->cells;

	for (; cell < end; cell++)
		if (!form_computed(a->edit.form, cell))
			return cell;
	return app_next_cell(a, end - 1, 1);
}

void
do_zero_row(struct app *a)
{
	const struct block *b = app_block(a);
	int cell = app_cell(a), next;

	if (b->type != BLOCK_TABLE) {
		app_tell(a, _("only a row of a table can be filled with 0"));
		return;
	}
	put_zeros(a, cell, block_cell(b, app_row(a) + 1, 0));
	next = next_row(a, b, app_row(a));
	app_go(a, form_computed(a->edit.form, next) ? cell : next);
}

static void
zero_table(struct app *a)
{
	const struct block *b = app_block(a);
	int n = put_zeros(a, b->first, b->first + b->cells);

	if (n)
		app_tell(a, Q_("%d blank figure is now 0; u takes it back",
			       "%d blank figures are now 0; u takes it back",
			       n), n);
}

/* y acts at once, as Enter does; Z once more is the vi hand's way out. */
static bool
zero_table_key(struct app *a, const struct key *k)
{
	bool yes = prompt_answer(k->text) == ANSWER_YES;

	if (k->code != KEY_TEXT || a->prompt->line.text.len ||
	    (!yes && strcmp(k->text, "Z")))
		return false;
	prompt_close(a);
	if (yes)
		zero_table(a);
	else
		do_leave(a);
	return true;
}

void
do_zero_table(struct app *a)
{
	const struct block *b = app_block(a);
	int cell, n = 0;

	for (cell = b->first; cell < b->first + b->cells; cell++)
		n += is_blank_figure(a->edit.report, cell);
	if (b->type != BLOCK_TABLE || !n) {
		app_tell(a, _("nothing is blank here; Z once more leaves"));
		a->view.prefix = 'Z';
		return;
	}
	prompt_ask(a, zero_table, _("nothing is changed"),
		   Q_("make 0 of %d blank figure here? Enter yes, Esc no",
		      "make 0 of %d blank figures here? Enter yes, Esc no",
		      n), n);
	a->prompt->enter_is_yes = true;
	a->prompt->key = zero_table_key;
}

/* ---- changing a cell ---- */

void
do_blank_cell(struct app *a)
{
	app_key_in(a, app_cell(a), "", false, EDIT_NEW);
	app_end_run(a);
}

void
do_edit_cell(struct app *a)
{
	struct buf text = BUF_INIT;

	if (entry_is_on(a)) {
		entry_set_in_place(a, true);
		return;
	}
	if (!form_kind_of(a->edit.form, app_cell(a))->type->figure) {
		screen_top(&a->stack)->key(a,
					   &(struct key){ .code = KEY_ENTER });
		return;
	}
	if (!app_may_change(a, app_cell(a)))
		return;
	report_show(a->edit.report, app_cell(a), &text);
	entry_begin(a, text.text, true);
	buf_release(&text);
}

/* Takes back the last digit of a figure that is there. */
void
do_mend(struct app *a)
{
	do_edit_cell(a);
	if (!entry_is_on(a))
		return;
	entry_key(a, &(struct key){ .code = KEY_BACKSPACE });
	entry_set_in_place(a, false);
}

/* The cells that the last edit changed, but for CELL. */
static int
other_cells(const struct app *a, int cell)
{
	const struct report *r = a->edit.report;
	const struct edit *edit = report_log(r, report_serial(r) - 1);
	bool *seen = xcalloc((size_t)a->edit.form->cells, sizeof *seen);
	int i, n = 0;

	seen[cell] = true;
	for (i = 0; i < edit->changes; i++) {
		int at = edit->change[i].cell;

		if (annotation_is(a->edit.form, at) || seen[at])
			continue;
		seen[at] = true;
		n++;
	}
	free(seen);
	return n;
}

/* Says what undo or redo did to CELL, which showed BEFORE. */
static void
tell_undone(struct app *a, int cell, const char *before, bool redo)
{
	const struct form *f = a->edit.form;
	struct buf label = BUF_INIT, now = BUF_INIT, text = BUF_INIT;
	int more = other_cells(a, cell);

	cell_label(f, cell, a->edit.lang, &label);
	buf_addf(&text, redo ? _("done again: %s") : _("taken back: %s"),
		 label.text);
	report_show(a->edit.report, cell, &now);
	if (form_kind_of(f, cell)->type->figure)
		buf_addf(&text, _(", %s is %s again"),
			 *before ? before : "_", now.len ? now.text : "_");
	if (more > 0)
		buf_addf(&text, Q_(", and %d other cell",
				   ", and %d other cells", more), more);
	app_tell(a, "%s", text.text);
	buf_release(&label);
	buf_release(&now);
	buf_release(&text);
}

void
change_undo(struct app *a, bool redo)
{
	int cell = report_undo_cell(a->edit.report, redo);
	bool own = cell >= 0 && !annotation_is(a->edit.form, cell);
	struct buf before = BUF_INIT;

	if (own)
		report_show(a->edit.report, cell, &before);
	if (!app_edit(a, NULL, 0, redo ? EDIT_REDO : EDIT_UNDO)) {
		buf_release(&before);
		return;
	}
	app_go(a, cell);
	if (own)
		tell_undone(a, cell, before.text, redo);
	buf_release(&before);
	if (!annotation_is(a->edit.form, cell) &&
	    a->edit.form->block[a->edit.block].type == BLOCK_TEXT)
		prose_follow(a, report_serial(a->edit.report) - 1);
}

/* ---- the total on paper ---- */

/* The Nth computed cell that the active one is added up in; -1: none. */
static int
total_of(const struct app *a, int n)
{
	const struct form *f = a->edit.form;
	int cell = app_cell(a), i;

	for (i = f->move_at[cell]; i < f->move_at[cell + 1]; i++) {
		int total = f->sum[f->move[i].sum].cell;

		if (total >= 0 && n-- == 0)
			return total;
	}
	return -1;
}

static bool
paper_done(struct app *a, const char *text)
{
	int cell = a->prompt->cell;

	if (!app_key_in(a, cell, text, false, EDIT_NEW))
		return false;
	app_end_run(a);
	a->view.focus = *text ? a->edit.form->paper[cell] : -1;
	if (!*text)
		app_tell(a, _("the total is the computed one"));
	return true;
}

static void
ask_paper(struct app *a, int which)
{
	int cell = total_of(a, which);
	const struct value *v;
	struct buf label = BUF_INIT, now = BUF_INIT;

	if (!app_may_change(a, cell))
		return;

	v = report_value(a->edit.report, cell);
	value_format(form_kind_of(a->edit.form, cell), v, &now);
	cell_label(a->edit.form, cell, a->edit.lang, &label);
	prompt_open(a, now.text, paper_done,
		    _("%s on paper (= for the next total)"), label.text);
	a->prompt->digits = true;
	a->prompt->cell = cell;
	a->prompt->which = which;
	buf_release(&label);
	buf_release(&now);
}

static bool
paper_key(struct app *a, const struct key *k)
{
	int next = a->prompt->which + 1;

	if (k->code != KEY_TEXT || strcmp(k->text, "="))
		return false;
	if (total_of(a, next) < 0)
		next = 0;
	ask_paper(a, next);
	a->prompt->key = paper_key;
	return true;
}

void
do_paper(struct app *a)
{
	if (total_of(a, 0) < 0) {
		app_tell(a, _("this figure is in no total"));
		return;
	}
	ask_paper(a, 0);
	a->prompt->key = paper_key;
}

/* ---- last year ---- */

static bool
take_figure(struct app *a, int cell)
{
	struct put put = { .cell = cell, .value.state = VALUE_FIGURE };
	wide units = 0;

	previous_figure(report_previous(a->edit.report), cell, &units,
			&put.value.keyed);
	/* it is within 64 bits: previous-year.c has it from a value */
	put.value.units = (int64_t)units;
	return app_edit(a, &put, 1, EDIT_NEW);
}

/* Why last year has nothing to be taken into the cell; NULL: it has. */
static const char *
nothing_to_take(const struct report *r, int cell)
{
	const struct previous *last = report_previous(r);
	wide units;
	int keyed;

	if (!last)
		return _("there is no last year: the report names no file of "
			 "it that can be had");
	switch (previous_match(last, cell)) {
	case MATCH_SUM:
		return _("last year's figure stands for several rows "
			 "together; it is not taken");
	case MATCH_REFERENCE:
		return _("last year's figure is for reference only; it is not "
			 "taken");
	case MATCH_NONE:
	case MATCH_SAME:
		break;
	}
	if (previous_figure(last, cell, &units, &keyed) ||
	    *previous_text(last, cell))
		return NULL;
	return _("last year has nothing here");
}

/* A closed cell takes what last year's file has now, or stays closed. */
static void
carry_again(struct app *a, int cell)
{
	struct put put = { .cell = cell, .value.state = VALUE_FIGURE };
	wide units;

	report_carried(a->edit.report, cell, &units);
	put.value.units = (int64_t)units;
	if (put.value.units != units ||
	    value_equal(report_value(a->edit.report, cell), &put.value))
		app_may_change(a, cell);
	else if (app_edit(a, &put, 1, EDIT_NEW))
		app_tell(a, _("carried again from %s"),
			 previous_name(report_previous(a->edit.report)));
	report_end_run(a->edit.report);
}

void
do_take_previous(struct app *a)
{
	int cell = app_cell(a);
	const char *why = nothing_to_take(a->edit.report, cell);
	bool ok;

	if (report_protected(a->edit.report, cell) >= 0) {
		carry_again(a, cell);
		return;
	}
	if (why) {
		app_tell(a, "%s", why);
		return;
	}
	if (form_kind_of(a->edit.form, cell)->type->figure)
		ok = take_figure(a, cell);
	else
		ok = app_key_in(
			a, cell,
			previous_text(report_previous(a->edit.report), cell),
			false, EDIT_NEW);
	app_end_run(a);
	if (ok)
		do_accept(a);
}

void
do_previous_year(struct app *a)
{
	static const char *const says[] = {
		[PREVIOUS_HIDDEN] =
			N_("last year is off; the line below has it "
			   "for each figure"),
		[PREVIOUS_FIGURE] = N_("in brackets: last year; y again: the "
				       "change"),
		[PREVIOUS_CHANGE] = N_("in brackets: the change since last "
				       "year; y again: off"),
	};

	if (!report_previous(a->edit.report)) {
		app_tell(a, _("there is no last year: the report names no file "
			      "of it that can be had"));
		return;
	}
	a->view.previous =
		(enum previous_view)((a->view.previous + 1) % ARRAY_LEN(says));
	grid_lay_anew(a);
	app_tell(a, "%s", _(says[a->view.previous]));
}
