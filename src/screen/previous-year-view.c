/*
 * previous-year-view.c - last year's figures, beside this year's
 *
 * Nothing here is kept but whether they are on show: the figures are the
 * report's (report/previous-year.h), and a change is worked out when it is
 * drawn.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/equation.h"
#include "report/previous-year.h"
#include "screen/action.h"

/* ---- what is said ---- */

/* The change from last year, exactly; false if one of the two is not
 * there. */
static bool
add_change(const struct app *a, int cell, struct buf *out)
{
	wide now, then;
	int keyed, keyed_then;

	if (!report_figure(a->report, cell, &now, &keyed) ||
	    !previous_figure(report_previous(a->report), cell, &then,
			     &keyed_then))
		return false;
	if (now > then)
		buf_addc(out, '+');
	if (now != then)
		amount_format(out, now - then,
			      form_kind_of(a->form, cell)->places,
			      keyed > keyed_then ? keyed : keyed_then);
	return true;
}

static bool
add_figure(const struct app *a, int cell, struct buf *out)
{
	wide units;
	int keyed;

	if (!previous_figure(report_previous(a->report), cell, &units, &keyed))
		return false;
	amount_format(out, units, form_kind_of(a->form, cell)->places, keyed);
	return true;
}

void
previous_show_cell(const struct app *a, int cell, struct buf *out)
{
	bool same =
		previous_match(report_previous(a->report), cell) == MATCH_SAME;
	struct buf figure = BUF_INIT;

	/* what cannot be compared has other brackets, and no change */
	if (a->previous_view == PREVIOUS_FIGURE && add_figure(a, cell, &figure))
		buf_addf(out, same ? "(%s)" : "[%s]", figure.text);
	else if (a->previous_view == PREVIOUS_CHANGE && same &&
		 add_change(a, cell, &figure))
		buf_addf(out, "(%s)", figure.len ? figure.text : "=");
	buf_release(&figure);
}

static void
add_previous_year(const struct app *a, int cell, struct buf *out)
{
	enum version_match how =
		previous_match(report_previous(a->report), cell);
	struct buf figure = BUF_INIT, change = BUF_INIT;

	if (!add_figure(a, cell, &figure))
		buf_add(out, _("last year —"));
	else if (how == MATCH_SUM)
		buf_addf(out, _("last year %s in several rows together"),
			 figure.text);
	else if (how == MATCH_REFERENCE)
		buf_addf(out, _("last year, for reference only: %s"),
			 figure.text);
	else
		buf_addf(out, _("last year %s"), figure.text);
	if (how == MATCH_SAME && form_block_of(a->form, cell)->type ==
				       BLOCK_TABLE &&
	    add_change(a, cell, &change))
		buf_addf(out, "  %s", change.len ? change.text : _("the same"));
	buf_release(&figure);
	buf_release(&change);
}

void
previous_show_line(const struct app *a, int cell, struct buf *out)
{
	const struct previous *last = report_previous(a->report);

	if (!last || form_block_of(a->form, cell)->type == BLOCK_TEXT)
		return;
	if (form_kind_of(a->form, cell)->type->figure)
		add_previous_year(a, cell, out);
	else if (*previous_text(last, cell))
		buf_addf(out, _("last year %s"), previous_text(last, cell));
}

/* ---- what is carried ---- */

void
previous_show_source(const struct app *a, int check, bool file, struct buf *out)
{
	struct buf from = BUF_INIT;

	equation_names(a->report, check, true, a->lang, &from);
	if (file)
		buf_addf(out, _("from %s (%s)"), from.text,
			 previous_name(report_previous(a->report)));
	else
		buf_addf(out, _("from %s"), from.text);
	buf_release(&from);
}

void
previous_complain(struct app *a, int cell)
{
	struct buf from = BUF_INIT;

	equation_names(a->report, a->form->from[cell], true, a->lang, &from);
	app_complain(a, _("carried from %s (%s); a and a reason opens it"),
		     from.text, previous_name(report_previous(a->report)));
	buf_release(&from);
}

/* ---- taking a figure ---- */

static bool
take_figure(struct app *a, int cell)
{
	struct put put = { .cell = cell, .value.state = VALUE_FIGURE };
	wide units = 0;

	previous_figure(report_previous(a->report), cell, &units,
			&put.value.keyed);
	/* it is within 64 bits: previous-year.c has it from a value */
	put.value.units = (int64_t)units;
	return app_edit(a, &put, 1, EDIT_NEW);
}

/* Why last year has nothing to be taken into the cell; NULL: it has. */
static const char *
nothing_to_take(const struct app *a, int cell)
{
	const struct previous *last = report_previous(a->report);
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

	report_carried(a->report, cell, &units);
	put.value.units = (int64_t)units;
	if (put.value.units != units ||
	    value_equal(report_value(a->report, cell), &put.value))
		app_may_change(a, cell);
	else if (app_edit(a, &put, 1, EDIT_NEW))
		app_tell(a, _("carried again from %s"),
			 previous_name(report_previous(a->report)));
	report_end_run(a->report);
}

void
do_take_previous(struct app *a)
{
	int cell = app_cell(a);
	const char *why = nothing_to_take(a, cell);
	bool ok;

	grid_accept(a);
	if (report_protected(a->report, cell) >= 0) {
		carry_again(a, cell);
		return;
	}
	if (why) {
		app_tell(a, "%s", why);
		return;
	}
	if (form_kind_of(a->form, cell)->type->figure)
		ok = take_figure(a, cell);
	else
		ok = app_key_in(a, cell,
				previous_text(report_previous(a->report), cell),
				false, EDIT_NEW);
	app_end_run(a);
	if (ok)
		do_accept(a);
}

/* ---- what is on show ---- */

bool
previous_shown(const struct app *a)
{
	return a->previous_view != PREVIOUS_HIDDEN &&
	       report_previous(a->report) && app_block(a)->type == BLOCK_TABLE;
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

	if (!report_previous(a->report)) {
		app_tell(a, _("there is no last year: the report names no file "
			      "of it that can be had"));
		return;
	}
	a->previous_view =
		(enum previous_view)((a->previous_view + 1) % ARRAY_LEN(says));
	grid_lay_anew(a);
	app_tell(a, "%s", _(says[a->previous_view]));
}
