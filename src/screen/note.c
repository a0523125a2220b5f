/*
 * note.c - notes on figures and texts, and reasons for broken rules
 *
 * A note that begins with "!" says that the person wants to come back.
 */
#include "screen/note.h"

#include <string.h>

#include "base/i18n.h"
#include "form/check-place.h"
#include "report/annotation.h"
#include "report/finding.h"
#include "report/previous-year.h"
#include "report/reason-text.h"
#include "report/reason.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/grid.h"
#include "screen/list.h"
#include "screen/place.h"
#include "screen/prompt.h"

static bool
put_note(struct app *a, int cell, const char *text)
{
	bool ok = app_key_in(a, annotation_note(a->edit.form, cell), text,
			     false, EDIT_NEW);

	report_end_run(a->edit.report);
	return ok;
}

static bool
note_done(struct app *a, const char *text)
{
	put_note(a, a->prompt->cell, text + strspn(text, " "));
	return true;
}

void
do_note(struct app *a)
{
	struct buf label = BUF_INIT;
	int cell = app_cell(a);

	if (!app_may_change(a, annotation_note(a->edit.form, cell)))
		return;
	item_label(a->edit.form, annotation_note(a->edit.form, cell),
		   a->edit.lang, &label);
	prompt_open(a, app_note(a, cell), note_done, "%s", label.text);
	a->prompt->cell = cell;
	buf_release(&label);
}

void
do_flag(struct app *a)
{
	struct buf text = BUF_INIT;
	int cell = app_cell(a);
	const char *now = app_note(a, cell);
	bool on = *now == '!';

	if (on)
		buf_add(&text, now + 1 + strspn(now + 1, " "));
	else
		buf_addf(&text, "!%s%s", *now ? " " : "", now);
	if (put_note(a, cell, text.text))
		app_tell(a, "%s", on ? _("no longer marked")
				     : _("marked, to come back to; C lists "
					 "what is"));
	buf_release(&text);
}

void
do_notes(struct app *a)
{
	int cell, n = 0;

	list_open(a, _("notes, and ! what to come back to"), true, app_go);
	for (cell = 0; cell < a->edit.form->cells; cell++) {
		const char *note = app_note(a, cell);
		struct buf label = BUF_INIT;

		if (!*note)
			continue;
		cell_label(a->edit.form, cell, a->edit.lang, &label);
		list_add(a, ROLE_PLAIN, cell, "%s %s  %s",
			 *note == '!' ? "!" : " ", label.text,
			 *note == '!' ? note + 1 + strspn(note + 1, " ")
				      : note);
		buf_release(&label);
		n++;
	}
	if (!n)
		list_add(a, ROLE_PLAIN, -1, "%s",
			 _("none: c writes a note, ! marks what to come back "
			   "to"));
}

/* ---- reasons ---- */

static const char *
words_of(const struct report *r, int check)
{
	return reason_words(report_text(
		r, annotation_reason(report_form(r), check)));
}

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

/* Where nothing is typed yet, " takes last year's words. */
static bool
reason_key(struct app *a, const struct key *k)
{
	struct line_editor *l = &a->prompt->line;
	bool quote = is_same(k, "\"") || is_same(k, "“") || is_same(k, "”");
	const struct previous *last = report_previous(a->edit.report);
	const char *words;

	if (!quote || l->text.len)
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
			    before ? _("%s: why change what is carried? \": "
				       "last year's reason")
				   : _("%s: why change what is carried?"), id);
	else
		prompt_open(a, words, reason_done,
			    before ? _("the reason for %s; \": last year's")
				   : _("the reason for %s"), id);
	a->prompt->key = reason_key;
	a->prompt->which = check;
}

/* The rule itself stands above the question, as it is on show. */
void
do_reason(struct app *a)
{
	int check;

	if (!app_may_change(a, -1))
		return;
	check = wanted(a);
	if (check < 0)
		return;
	a->view.focus = check;
	a->view.why = false;
	ask(a, check);
}
