/*
 * note.c - notes on figures and texts, and what to come back to
 *
 * A note that begins with "!" says that the person wants to come back.
 */
#include "screen/note.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/annotation.h"
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

	grid_accept(a);
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

	grid_accept(a);
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
