/* previous-year-view.c - last year's figures beside this year's */
#include "screen/previous-year-view.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/annotation.h"
#include "report/equation.h"
#include "report/previous-year.h"
#include "screen/app.h"
#include "screen/place.h"

/* The change from last year, exactly; false if one of the two is not
 * there. */
static bool
add_change(const struct report *r, int cell, struct buf *out)
{
	wide now, then;
	int keyed, keyed_then;

	if (!report_figure(r, cell, &now, &keyed) ||
	    !previous_figure(report_previous(r), cell, &then,
			     &keyed_then))
		return false;
	if (now > then)
		buf_addc(out, '+');
	if (now != then)
		amount_format(out, now - then,
			      form_kind_of(report_form(r), cell)->places,
			      keyed > keyed_then ? keyed : keyed_then);
	return true;
}

static bool
add_figure(const struct report *r, int cell, struct buf *out)
{
	wide units;
	int keyed;

	if (!previous_figure(report_previous(r), cell, &units,
			     &keyed))
		return false;
	amount_format(out, units, form_kind_of(report_form(r), cell)->places,
		      keyed);
	return true;
}

void
previous_show_cell(const struct app *a, int cell, struct buf *out)
{
	bool same = previous_match(report_previous(a->edit.report), cell) ==
		    MATCH_SAME;
	struct buf figure = BUF_INIT;

	/* what cannot be compared has other brackets, and no change */
	if (a->view.previous == PREVIOUS_FIGURE &&
	    add_figure(a->edit.report, cell, &figure))
		buf_addf(out, same ? "(%s)" : "[%s]", figure.text);
	else if (a->view.previous == PREVIOUS_CHANGE && same &&
		 add_change(a->edit.report, cell, &figure))
		buf_addf(out, "(%s)", figure.len ? figure.text : "=");
	buf_release(&figure);
}

static void
add_previous_year(const struct report *r, int cell, struct buf *out)
{
	enum version_match how =
		previous_match(report_previous(r), cell);
	struct buf figure = BUF_INIT, change = BUF_INIT;

	if (!add_figure(r, cell, &figure))
		buf_add(out, _("last year —"));
	else if (how == MATCH_SUM)
		buf_addf(out, _("last year %s in several rows together"),
			 figure.text);
	else if (how == MATCH_REFERENCE)
		buf_addf(out, _("last year, for reference only: %s"),
			 figure.text);
	else
		buf_addf(out, _("last year %s"), figure.text);
	if (how == MATCH_SAME && form_block_of(report_form(r), cell)->type ==
				       BLOCK_TABLE &&
	    add_change(r, cell, &change))
		buf_addf(out, "  %s", change.len ? change.text : _("the same"));
	buf_release(&figure);
	buf_release(&change);
}

void
previous_show_line(const struct app *a, int cell, struct buf *out)
{
	const struct previous *last = report_previous(a->edit.report);

	if (!last || form_block_of(a->edit.form, cell)->type == BLOCK_TEXT)
		return;
	if (form_kind_of(a->edit.form, cell)->type->figure)
		add_previous_year(a->edit.report, cell, out);
	else if (*previous_text(last, cell))
		buf_addf(out, _("last year %s"), previous_text(last, cell));
}

void
previous_show_found(const struct app *a, bool brief, struct buf *out)
{
	const struct previous *last = report_previous(a->edit.report);

	if (!last || *report_text(a->edit.report,
				  annotation_previous(a->edit.form)))
		return;
	buf_add(out, brief ? "<" : _("last year: "));
	text_escape(out, previous_name(last), strlen(previous_name(last)));
}

/* ---- what is carried ---- */

void
previous_show_source(const struct app *a, int check, bool file, struct buf *out)
{
	struct buf from = BUF_INIT;

	equation_names(a->edit.report, check, true, a->edit.lang, &from);
	if (file)
		buf_addf(out, _("from %s (%s)"), from.text,
			 previous_name(report_previous(a->edit.report)));
	else
		buf_addf(out, _("from %s"), from.text);
	buf_release(&from);
}

bool
previous_shown(const struct app *a)
{
	return a->view.previous != PREVIOUS_HIDDEN &&
	       report_previous(a->edit.report) &&
	       app_block(a)->type == BLOCK_TABLE;
}
