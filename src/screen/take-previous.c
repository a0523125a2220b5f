/* take-previous.c - taking last year's figures, and showing them */
#include "screen/take-previous.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "form/check-place.h"
#include "report/finding.h"
#include "report/previous-year.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/grid.h"
#include "screen/move.h"
#include "screen/place.h"

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

	grid_accept(a);
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
