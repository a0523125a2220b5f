/* field.c - a text that is typed in the active cell */
#include "screen/field.h"

#include <string.h>

#include "base/i18n.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/place.h"
#include "screen/prompt.h"

static const struct kind *
kind(const struct app *a)
{
	return form_kind_of(a->edit.form, app_cell(a));
}

static void
field_change(struct app *a, const char *text)
{
	app_key_in(a, a->prompt->cell, text, true,
		   app_changed_since(a, a->prompt->which) ? EDIT_MORE : EDIT_NEW);
}

/* What was typed so far may be no measure yet, and have blanks at its end. */
static bool
field_done(struct app *a, const char *text)
{
	if (app_changed_since(a, a->prompt->which) &&
	    !app_key_in(a, a->prompt->cell, text, false, EDIT_MORE))
		return false;
	app_end_run(a);
	app_go(a, app_next_cell(a, app_cell(a), 1));
	return true;
}

static bool
field_key(struct app *a, const struct key *k)
{
	/* as in a cell of digits */
	if (k->code == KEY_TAB)
		return prompt_key(a, &(struct key){ .code = KEY_ENTER });
	if (k->code != KEY_ESC && k->code != KEY_CTRL('C'))
		return false;
	if (app_changed_since(a, a->prompt->which))
		app_edit(a, NULL, 0, EDIT_UNDO);
	prompt_close(a);
	return true;
}

/* As a code, a date and a telephone number do: 2023, (010). */
static bool
begins_code(const struct key *k)
{
	return k->code == KEY_TEXT && strchr("0123456789(", k->text[0]);
}

void
field_edit(struct app *a, const struct key *k)
{
	int cell = app_cell(a);
	bool anew = k && (k->code == KEY_PASTE || begins_code(k) ||
			  kind(a)->type->measure);
	struct buf label = BUF_INIT;

	if (!app_may_change(a, cell))
		return;
	if (app_block(a)->type == BLOCK_TABLE)
		cell_label(a->edit.form, cell, a->edit.lang, &label);
	else
		buf_add(&label, label_text(&axis_leaf(
			&app_block(a)->rows,
			form_row_of(a->edit.form, cell))->label, a->edit.lang));
	prompt_open(a, anew ? "" : report_text(a->edit.report, cell),
		    field_done, "%s", label.text);
	buf_release(&label);
	a->prompt->cell = cell;
	a->prompt->which = report_serial(a->edit.report);
	a->prompt->change = field_change;
	a->prompt->key = field_key;
	if (k)
		prompt_key(a, k);
}

bool
field_begins(const struct app *a, const struct key *k)
{
	if (k->code == KEY_PASTE)
		return true;
	if (k->code != KEY_TEXT)
		return false;
	return begins_code(k) || k->text[0] & 0x80 ||
	       (kind(a)->type->measure && kind(a)->negative &&
		k->text[0] == '-');
}

bool
field_is_on(const struct app *a)
{
	return a->prompt->on && a->prompt->key == field_key;
}

bool
field_has_begun(const struct app *a)
{
	return app_changed_since(a, a->prompt->which);
}

void
field_resume(struct app *a, size_t at, bool begun)
{
	struct line_editor *l = &a->prompt->line;

	field_edit(a, NULL);
	l->at = at < l->text.len ? at : l->text.len;
	if (begun)
		a->prompt->which = -1;
}
