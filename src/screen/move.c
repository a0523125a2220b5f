/* move.c - moving in the grid, and from part to part */
#include "screen/move.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "form/check-place.h"
#include "form/draft-marks.h"
#include "report/finding.h"
#include "report/report-state.h"
#include "screen/app.h"
#include "screen/grid.h"
#include "screen/place.h"
#include "screen/prompt.h"
#include "screen/prose.h"

/* ---- moving in the grid ---- */

void
move_by(struct app *a, int rows, int columns)
{
	const struct block *b = app_block(a);
	int r = app_row(a), c = app_column(a);

	for (;;) {
		r += rows;
		c += columns;
		if (r < 0 || r >= b->rows.leaves || c < 0 ||
		    c >= b->cols.leaves)
			return;
		if (!form_computed(a->edit.form, block_cell(b, r, c)) ||
		    app_stands_on_totals(a))
			break;
	}
	app_go(a, block_cell(b, r, c));
	grid_set_run(a, -1);
}

static void
advance(struct app *a, int by)
{
	int from = app_cell(a), to;

	to = app_next_cell(a, from, by);
	if (to == from)
		app_tell(a, "%s", by > 0 ? _("this is the last figure")
					: _("this is the first figure"));
	app_go(a, to);
}

/* After a run of Tabs, the accepting key goes to the column where the run
 * began, one row down. */
void
do_accept(struct app *a)
{
	int run = grid_run(a), row = app_row(a) + 1;

	/* a field of text that is blank wants to be written */
	if (!kind_input(form_kind_of(a->edit.form, app_cell(a))) &&
	    !*report_text(a->edit.report, app_cell(a))) {
		screen_top(&a->stack)->key(a,
					   &(struct key){ .code = KEY_ENTER });
		return;
	}
	if (run >= 0 && app_block(a)->type == BLOCK_TABLE &&
	    row < app_block(a)->rows.leaves) {
			app_go(a, block_cell(app_block(a), row, run));
		grid_set_run(a, -1);
		return;
	}
	grid_set_run(a, -1);
	advance(a, 1);
}

void
do_tab(struct app *a)
{
	int run = grid_run(a) >= 0 ? grid_run(a) : app_column(a);
	int before = app_row(a), here = a->edit.block;

	advance(a, 1);
	grid_set_run(a,
		     app_row(a) == before && a->edit.block == here ? run : -1);
}

void
do_back(struct app *a)
{
	grid_set_run(a, -1);
	advance(a, -1);
}

void
move_to(struct app *a, int to_row, int to_column)
{
	int cell = block_cell(app_block(a), to_row, to_column);

	grid_set_run(a, -1);
	app_go(a, cell);
	if (app_row(a) != to_row)
		app_tell(a, _("row %d is computed; this is the row before it"),
			 to_row + 1);
}

void
do_table_last(struct app *a)
{
	move_to(a, app_block(a)->rows.leaves - 1,
		app_block(a)->cols.leaves - 1);
}

void
move_block(struct app *a, int by)
{
	int i;

	for (i = a->edit.block + by; i >= 0 && i < a->edit.form->blocks;
	     i += by)
		if (a->edit.form->block[i].cells &&
		    !(a->view.picking &&
		      a->edit.form->block[i].type == BLOCK_TEXT)) {
			app_go_block(a, i);
			return;
		}
	app_tell(a, "%s", by > 0 ? _("this is the last part")
				: _("this is the first part"));
}

/* ---- going to a row, finding a label ---- */

bool
row_done(struct app *a, const char *text)
{
	int n = atoi(text);

	if (!*text)
		return true;
	if (text[strspn(text, "0123456789")] || n < 1 ||
	    n > app_block(a)->rows.leaves) {
		app_complain(a, _("rows go from 1 to %d"),
			     app_block(a)->rows.leaves);
		return true;
	}
	move_to(a, n - 1, app_column(a));
	return true;
}

void
do_goto_row(struct app *a)
{
	prompt_open(a, "", row_done, _("go to row"));
	a->prompt->digits = true;
}

static bool
find_done(struct app *a, const char *text)
{
	const struct block *b = app_block(a);
	int i, n = b->rows.leaves;

	if (!*text)
		return true;
	for (i = 1; i <= n; i++) {
		int leaf = (app_row(a) + i) % n;
		const struct line *l = axis_leaf(&b->rows, leaf);

		if (text_contains(label_text(&l->label, a->edit.lang), text) ||
		    text_contains(label_brief(&l->label, a->edit.lang),
				  text)) {
			move_to(a, leaf, app_column(a));
			return true;
		}
	}
	app_complain(a, _("no row here has '%s' in its label"), text);
	return true;
}

void
do_find(struct app *a)
{
	prompt_open(a, "", find_done, _("find a row by its label"));
}

/* ---- next broken, next blank ---- */

/* Does the check speak of totals, while the same rule is broken where there
 * are figures to mend? */
static bool
follows(const struct report *r, int check)
{
	const struct form *f = report_form(r);
	const struct rule *rule = f->check[check].rule;
	int i;

	if (!f->check[check].that ||
	    !form_computed(f, check_cell(f, check)))
		return false;
	for (i = 0; i < f->checks; i++)
		if (f->check[i].rule == rule &&
		    report_verdict(r, i) == VERDICT_BROKEN &&
		    !form_computed(f, check_cell(f, i)))
			return true;
	return false;
}

/* The first or last broken check that speaks of a cell beyond the present one,
 * which is that of the check on show if there is one: the cursor stands beside
 * a total, not on it.  -1: none. */
static int
broken_check(const struct app *a, int by)
{
	int focus = a->view.focus, i, best = -1, best_at = 0;
	int here = focus < 0 ? -1 : check_place(a->edit.report, focus);

	if (here < 0)
		here = app_cell(a);
	for (i = 0; i < a->edit.form->checks; i++) {
		int cell = check_place(a->edit.report, i);
		int distance;

		if (report_verdict(a->edit.report, i) != VERDICT_BROKEN ||
		    cell < 0 || follows(a->edit.report, i))
			continue;
		if (i == a->view.focus)
			continue;
		distance = (cell - here) * by;
		if (distance < 0 || (distance == 0 && a->view.focus >= 0 &&
				     (i - a->view.focus) * by < 0))
			distance += a->edit.form->cells;
		if (best < 0 || distance < best_at) {
			best = i;
			best_at = distance;
		}
	}
	return best;
}

/* From one mark of a draft to the one behind it in the same text; false: there
 * is none. */
static bool
go_mark(struct app *a)
{
	const char *text = report_text(a->edit.report, app_cell(a));
	long more;

	if (a->view.focus < 0 ||
	    a->edit.form->check[a->view.focus].type != CHECK_DRAFT ||
	    check_place(a->edit.report, a->view.focus) != app_cell(a) ||
	    prose_at(a) >= strlen(text))
		return false;
	more = draft_find(text + prose_at(a) + 1);
	if (more >= 0)
		prose_go(a, prose_at(a) + 1 + (size_t)more);
	return more >= 0;
}

/* Nothing is broken, which is not to say that nothing is left to do. */
static void
tell_rest(struct app *a)
{
	const struct counts *c = report_counts(a->edit.report);
	struct buf left = BUF_INIT;

	counts_show(c, &left);
	if (c->blank || counts_texts(c))
		app_tell(a, _("nothing is broken: %s"), left.text);
	else
		app_tell(a, _("nothing is broken"));
	buf_release(&left);
}

void
move_broken(struct app *a, int by)
{
	int check, cell;
	size_t at;

	if (by > 0 && go_mark(a))
		return;
	check = broken_check(a, by);
	if (check < 0 && report_previous_missed(a->edit.report)) {
		app_complain(a, "%s", report_previous_missed(a->edit.report));
		return;
	}
	if (check < 0) {
		if (a->view.focus < 0 ||
		    report_verdict(a->edit.report, a->view.focus) !=
			    VERDICT_BROKEN)
			tell_rest(a);
		return;
	}
	cell = check_place(a->edit.report, check);
	app_go(a, cell);
	if (check_in_text(a->edit.report, check, cell, &at) &&
	    app_block(a)->type == BLOCK_TEXT)
		prose_go(a, at);
	a->view.focus = check;
}

void
do_next_blank(struct app *a)
{
	const struct form *f = a->edit.form;
	int i;

	for (i = 1; i <= f->cells; i++) {
		int cell = (app_cell(a) + i) % f->cells;

		if (form_computed(f, cell) ||
		    form_block_of(f, cell)->type == BLOCK_TEXT ||
		    report_value(a->edit.report, cell)->state != VALUE_BLANK)
			continue;
		app_go(a, cell);
		return;
	}
	app_tell(a, _("nothing is blank"));
}
