/* entry.c - a figure that is being typed in the active cell */
#include "screen/entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/place.h"
#include "terminal/line-editor.h"

struct entry {
	bool on;
	bool in_place;		/* the arrows move within it */
	bool late;		/* the cell is closed: judged when accepted */
	enum { TAKEN, REFUSED, FOREIGN } state;	/* FOREIGN: it has a sign of an
						 * input method */
	int serial;		/* of the report when it began */
	struct line_editor line;
};

struct entry *
entry_new(void)
{
	struct entry *e = xcalloc(1, sizeof *e);

	line_editor_init(&e->line);
	return e;
}

void
entry_free(struct entry *e)
{
	line_editor_release(&e->line);
	free(e);
}

bool
entry_is_on(const struct app *a)
{
	return a->entry->on;
}

const char *
entry_text(const struct app *a, size_t *behind)
{
	const struct line_editor *l = &a->entry->line;

	*behind = l->text.len - l->at;
	return l->text.text;
}

const char *
entry_refused(const struct app *a)
{
	const struct entry *e = a->entry;

	return e->on && e->state != TAKEN ? e->line.text.text : NULL;
}

bool
entry_is_stored(const struct app *a)
{
	return a->entry->on && a->entry->state == TAKEN && !a->entry->late;
}

bool
entry_is_in_place(const struct app *a)
{
	return a->entry->in_place;
}

bool
entry_has_begun(const struct app *a)
{
	return app_changed_since(a, a->entry->serial);
}

static const struct kind *
kind(const struct app *a)
{
	return form_kind_of(a->edit.form, app_cell(a));
}

/* ---- what is typed, and the report ---- */

/* Is there a sign that a figure cannot have, as of an input method that is
 * left on?  All others are folded before. */
static bool
is_foreign(const char *text)
{
	for (; *text; text++)
		if (*text & 0x80)
			return true;
	return false;
}

/* Can TEXT stand in the cell, while it is TYPED or complete?  Else *WHY. */
static bool
read_as(const struct app *a, const char *text, bool typed, const char **why)
{
	size_t len = strlen(text);
	struct value v;
	bool ok = typed ? value_parse_typed(kind(a), text, len, &v, why)
			: value_parse(kind(a), text, len, &v, why);

	if (ok)
		value_release(&v);
	return ok;
}

static void
say_why(struct app *a)
{
	const char *text = a->entry->line.text.text, *why = "";

	if (a->entry->state == FOREIGN) {
		app_complain(a, _("the input method is on: press Shift to "
				  "switch it off"));
		return;
	}
	if (read_as(a, text, true, &why) && read_as(a, text, false, &why))
		why = _("goes on from what was refused");
	app_complain(a, _("'%s' %s; Backspace mends it, Esc gives it up"),
		     text, why);
}

/* The cell has what it had before the entry. */
static void
take_back(struct app *a)
{
	if (entry_has_begun(a))
		app_edit(a, NULL, 0, EDIT_UNDO);
	a->entry->serial = report_serial(a->edit.report);
}

static void
refuse(struct app *a)
{
	struct entry *e = a->entry;

	take_back(a);
	e->state = is_foreign(e->line.text.text) ? FOREIGN : REFUSED;
	say_why(a);
}

/* The first edit of an entry begins a run. */
static bool
put(struct app *a, bool typed)
{
	return app_key_in(a, app_cell(a), a->entry->line.text.text, typed,
			  entry_has_begun(a) ? EDIT_MORE : EDIT_NEW);
}

/* A closed cell waits for the key that accepts, unless nothing may change. */
static bool
may_be_late(struct app *a)
{
	struct error e = ERROR_INIT;
	bool ok = report_may_change(a->edit.report, app_cell(a), &e);

	if (!ok && e.code == REFUSED_CLOSED) {
		error_release(&e);
		return true;
	}
	return app_told(a, ok, &e);
}

/* What is typed has changed: the report follows.  What is refused stays so
 * until a key MENDS it: "5,50", Enter, "7" is no 5507. */
static void
weigh(struct app *a, bool mends)
{
	struct entry *e = a->entry;
	const char *why;

	if ((e->state != TAKEN && !mends) ||
	    !read_as(a, e->line.text.text, true, &why)) {
		refuse(a);
		return;
	}
	/* nothing is left of what was refused */
	if (e->state != TAKEN && !e->line.text.len) {
		e->on = false;
		return;
	}
	e->state = TAKEN;
	e->on = e->late ? may_be_late(a) : put(a, true);
}

/* Not a figure, or not yet? */
static bool
is_open(const struct app *a)
{
	const char *why;

	return a->entry->state != TAKEN ||
	       !read_as(a, a->entry->line.text.text, false, &why);
}

/* ---- beginning and ending ---- */

void
entry_begin(struct app *a, const char *text, bool in_place)
{
	struct entry *e = a->entry;

	e->on = true;
	e->serial = report_serial(a->edit.report);
	e->in_place = in_place;
	e->state = TAKEN;
	e->late = report_protected(a->edit.report, app_cell(a)) >= 0;
	line_editor_set(&e->line, text);
}

void
entry_set_in_place(struct app *a, bool in_place)
{
	a->entry->in_place = in_place;
}

void
entry_forget(struct app *a)
{
	a->entry->on = false;
}

void
entry_give_up(struct app *a)
{
	if (a->entry->on)
		take_back(a);
	a->entry->on = false;
}

static bool
accept_late(struct app *a)
{
	a->entry->on = false;
	if (!app_key_in(a, app_cell(a), a->entry->line.text.text, false,
			EDIT_NEW))
		return false;
	app_end_run(a);
	return true;
}

bool
entry_accept(struct app *a)
{
	struct entry *e = a->entry;

	if (!e->on)
		return true;
	if (is_open(a)) {
		entry_give_up(a);
		return true;
	}
	if (e->late)
		return accept_late(a);
	/* 007 becomes 7 */
	if (report_value(a->edit.report, app_cell(a))->text)
		put(a, false);
	app_end_run(a);
	e->on = false;
	return true;
}

/* ---- keys ---- */

static void
insert(struct app *a, const char *text)
{
	struct entry *e = a->entry;

	line_editor_insert(&e->line, text, strlen(text));
	weigh(a, false);
}

/* Does the text of a key belong to the entry?  A sign or a letter that is a
 * command here ends it; those that edit in place, and a blank, would let what
 * follows join up. */
static bool
belongs(const struct app *a, const char *text)
{
	if (*text == '-')
		return kind(a)->negative && !a->entry->line.at;
	return strchr("0123456789., ei", *text) || *text & 0x80;
}

static bool
is_move(enum key_code code)
{
	return code == KEY_UP || code == KEY_DOWN || code == KEY_LEFT ||
	       code == KEY_RIGHT || code == KEY_HOME || code == KEY_END ||
	       code == KEY_PGUP || code == KEY_PGDN;
}

/* A key that deletes, or moves in place. */
static bool
edit_line(struct app *a, const struct key *k)
{
	struct entry *e = a->entry;
	char *before;
	bool ok;

	if (k->code != KEY_BACKSPACE && !e->in_place)
		return false;
	before = xstrdup(e->line.text.text);
	ok = line_editor_key(&e->line, k);
	if (ok && strcmp(before, e->line.text.text))
		weigh(a, true);
	else if (ok && e->state != TAKEN)
		say_why(a);
	free(before);
	return ok;
}

/* What cannot be accepted takes all that is typed; what would accept it says
 * why not, but one Enter ends what an input method made. */
static bool
open_key(struct app *a, const struct key *k)
{
	struct entry *e = a->entry;

	if (k->code == KEY_TEXT) {
		insert(a, k->text);
	} else if (k->code == KEY_ENTER && e->state == FOREIGN) {
		say_why(a);
		e->on = false;
	} else if (is_move(k->code)) {
		entry_give_up(a);
		return false;
	} else {
		refuse(a);
	}
	return true;
}

bool
entry_key(struct app *a, const struct key *k)
{
	if (k->code == KEY_PASTE)
		return false;
	if (k->code == KEY_ESC || k->code == KEY_CTRL('C')) {
		entry_give_up(a);
		return true;
	}
	if (edit_line(a, k))
		return true;
	if (is_open(a))
		return open_key(a, k);
	if (k->code != KEY_TEXT || !belongs(a, k->text))
		return false;
	insert(a, k->text);
	return true;
}

/* A sign that begins no figure here but does on paper, ",5" or "(5)", is
 * refused with what follows it. */
static bool
begins(const struct app *a, const char *text)
{
	return strchr("0123456789,(", *text) || *text & 0x80 ||
	       (*text == '-' && kind(a)->negative);
}

bool
entry_add(struct app *a, const struct key *k)
{
	const char *text = k->text;

	if (k->code != KEY_TEXT)
		return false;
	if (!entry_is_on(a)) {
		if (!begins(a, text))
			return false;
		entry_begin(a, "", false);
	}
	insert(a, text);
	return true;
}

bool
entry_paste(struct app *a, const char *text)
{
	const char *why = "";
	size_t len = strlen(text);

	text_trim(&text, &len);
	if (!len)
		return true;
	if (!read_as(a, text, false, &why)) {
		app_complain(a, _("'%.*s' %s; nothing is changed"),
			     (int)text_fit(text, strlen(text), 40,
					   AMBIGUOUS_WIDE), text, why);
		return false;
	}
	if (entry_is_on(a))
		entry_give_up(a);
	entry_begin(a, "", false);
	line_editor_set(&a->entry->line, text);
	weigh(a, false);
	return entry_accept(a);
}

void
entry_resume(struct app *a, bool in_place, size_t at, bool begun)
{
	const struct value *v = report_value(a->edit.report, app_cell(a));
	struct buf shown = BUF_INIT;

	if (v->text)
		buf_add(&shown, v->text);
	else
		report_show(a->edit.report, app_cell(a), &shown);
	entry_begin(a, shown.text, in_place);
	if (at <= shown.len)
		a->entry->line.at = at;
	if (begun)
		a->entry->serial = -1;
	buf_release(&shown);
}
