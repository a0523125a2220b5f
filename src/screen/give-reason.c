/* give-reason.c - the reason for a broken rule, asked for on the screen */
#include "screen/give-reason.h"

#include <string.h>

#include "base/i18n.h"
#include "form/check-place.h"
#include "report/previous-year.h"
#include "report/annotation.h"
#include "report/finding.h"
#include "report/reason-text.h"
#include "report/reason.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/grid.h"
#include "screen/place.h"
#include "screen/prompt.h"

static const char *
words_of(const struct report *r, int check)
{
	return reason_words(report_text(
		r, annotation_reason(report_form(r), check)));
}

/* ---- which rule ---- */

/* The check by which the active figure is carried and which has a reason or
 * wants one to be opened; -1: none. */
static int
carrying(const struct app *a)
{
	int cell = app_cell(a), check = a->edit.form->from[cell];

	if (check >= 0 && *words_of(a->edit.report, check))
		return check;
	return report_protected(a->edit.report, cell);
}

static bool
speaks(const struct report *r, int check)
{
	enum verdict v = check < 0 ? VERDICT_OK
				   : report_verdict(r, check);

	return v == VERDICT_BROKEN || v == VERDICT_ANSWERED;
}

/* The check that a reason is asked for here; -1, told, if there is none.  One
 * that was gone to is meant, else one that waits comes first. */
static int
wanted(struct app *a)
{
	int shown = a->view.focus, next, check;

	if (!speaks(a->edit.report, shown)) {
		reason_wanted(a->edit.report, app_cell(a), -1, &next);
		shown = next >= 0 ? next
				  : check_of_cell(a->edit.report, app_cell(a));
	}
	if (speaks(a->edit.report, shown) &&
	    check_answerable(&a->edit.form->check[shown]))
		return shown;
	check = carrying(a);
	if (check >= 0)
		return check;
	if (speaks(a->edit.report, shown))
		app_complain(a, _("%s must hold: no reason answers it"),
			     a->edit.form->check[shown].rule->id);
	else
		app_tell(a, _("nothing is broken here that wants a reason"));
	return -1;
}

/* ---- the question ---- */

/* What is said when a reason was given or taken away. */
static void
tell(struct app *a, int check, bool given)
{
	int next,
		left = reason_wanted(a->edit.report, app_cell(a), check, &next);

	a->view.focus = next >= 0 ? next : check;
	if (report_verdict(a->edit.report, check) == VERDICT_BROKEN)
		app_tell(a, _("the reason is taken away; the rule is broken "
			      "again"));
	else if (!given)
		app_tell(a, _("the reason is taken away"));
	else if (report_verdict(a->edit.report, check) != VERDICT_ANSWERED)
		app_tell(a, _("the figure can be changed now; what is keyed "
			      "has this reason"));
	else if (left)
		app_tell(a, Q_("answered; %d more here wants a reason: a",
			       "answered; %d more here want a reason: a", left),
			left);
	else
		app_tell(a, _("answered; u takes it back, a changes it"));
}

static bool
reason_done(struct app *a, const char *text)
{
	int check = a->prompt->which;
	bool given = text[strspn(text, " ")];
	const char *before = words_of(a->edit.report, check);

	/* Enter on a reason that stands as it is changes nothing */
	if (!strcmp(text, before) &&
	    (!given || report_verdict(a->edit.report, check) != VERDICT_BROKEN))
		return true;
	if (app_answer(a, check, text, !speaks(a->edit.report, check)))
		tell(a, check, given);
	return true;
}

static bool
is_same(const struct key *k, const char *text)
{
	return k->code == KEY_TEXT && !strcmp(k->text, text);
}

/* Ctrl-L, or " where nothing is typed yet, takes last year's words. */
static bool
reason_key(struct app *a, const struct key *k)
{
	struct line_editor *l = &a->prompt->line;
	bool quote = is_same(k, "\"") || is_same(k, "“") || is_same(k, "”");
	const struct previous *last = report_previous(a->edit.report);
	const char *words;

	if (k->code != KEY_CTRL('L') && !(quote && !l->text.len))
		return false;
	words = last ? reason_words(previous_reason(last, a->prompt->which))
		     : "";
	if (*words)
		line_editor_set(l, words);
	else
		app_tell(a, _("this rule has no reason from last year"));
	return true;
}

static void
ask(struct app *a, int check)
{
	const struct previous *last = report_previous(a->edit.report);
	bool before = last && *previous_reason(last, check);
	const char *id = a->edit.form->check[check].rule->id;
	const char *words = words_of(a->edit.report, check);

	if (!speaks(a->edit.report, check))
		prompt_open(a, words, reason_done,
			    before ? _("%s: why change what is carried? C-l: "
				       "last year's reason")
				   : _("%s: why change what is carried?"), id);
	else
		prompt_open(a, words, reason_done,
			    before ? _("the reason for %s; C-l: last year's")
				   : _("the reason for %s"), id);
	a->prompt->key = reason_key;
	a->prompt->which = check;
}

/* The rule itself stands above the question, as it is on show. */
void
do_reason(struct app *a)
{
	int check;

	grid_accept(a);
	if (!app_may_change(a, -1))
		return;
	check = wanted(a);
	if (check < 0)
		return;
	a->view.focus = check;
	a->view.why = false;
	ask(a, check);
}
