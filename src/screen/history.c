/*
 * history.c - what became of a cell, as its trail and the log tell
 *
 * The notes on it and the reasons of the rules that name it are told too.
 * FILE.log has what was saved; what was done since is in the report's log and
 * is told in the same way, before it.
 */
#include "screen/history.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/annotation.h"
#include "screen/app.h"
#include "screen/grid.h"
#include "screen/list.h"
#include "screen/place.h"
#include "store/person.h"
#include "store/trail.h"

#define PIECE 28		/* columns of a value in a row, at most */

static void
add_value(const struct form *f, int cell, const char *text, struct buf *out)
{
	bool figure = item_kind(f, cell)->type->figure;
	size_t fit;

	if (figure) {
		buf_add(out, strcmp(text, "~") ? text : _("(blank)"));
		return;
	}
	fit = text_fit(text, strlen(text), PIECE, AMBIGUOUS_WIDE);
	buf_addc(out, '"');
	for (; *text && fit; text++, fit--)
		buf_addc(out, *text == '\n' ? ' ' : *text);
	buf_add(out, *text ? "..\"" : "\"");
}

static void
add_entry(struct app *a, int cell, const struct trail_entry *x, bool saved)
{
	struct buf line = BUF_INIT;

	person_time(x->time, &line);
	buf_addf(&line, " %s  ", x->person);
	if (x->at)
		buf_addf(&line, "@%zu ", x->at);
	if (annotation_check_of(a->edit.form, cell) >= 0)
		buf_addf(
			&line, _("reason for %s "),
			a->edit.form
				->check[annotation_check_of(a->edit.form, cell)]
				.rule->id);
	else if (annotation_is(a->edit.form, cell))
		buf_add(&line, _("note "));
	add_value(a->edit.form, cell, trail_plain(x, x->before), &line);
	buf_add(&line, " -> ");
	add_value(a->edit.form, cell, trail_plain(x, x->after), &line);
	if (!strcmp(x->how, "undo"))
		buf_addf(&line, "  %s", _("taken back"));
	else if (!strcmp(x->how, "redo"))
		buf_addf(&line, "  %s", _("done again"));
	if (*x->reason)
		buf_addf(&line, "  %s", trail_reason(x->reason));
	if (!saved)
		buf_addf(&line, "  %s", _("not saved"));
	list_add(a, x->loose ? ROLE_BROKEN : ROLE_PLAIN, -1, "%s%s",
		 x->loose ? "! " : "", line.text);
	buf_release(&line);
}

/* Does check CHECK name the cell? */
static bool
names(const struct form *f, int check, int cell)
{
	int i;

	for (i = f->names_at[cell]; i < f->names_at[cell + 1]; i++)
		if (f->names_of[i] == check)
			return true;
	return false;
}

/* The cell or annotation that the entry is about; -1: neither. */
static int
about(const struct app *a, int cell, const char *address,
      const struct trail_entry *x)
{
	int annotation, check;

	if (x->version || !strcmp(x->address, address))
		return x->version ? -1 : cell;
	/* only the address of an annotation has a blank in it */
	annotation = strchr(x->address, ' ')
			     ? annotation_find(a->edit.form, x->address)
			     : -1;
	check = annotation < 0 ? -1
			       : annotation_check_of(a->edit.form, annotation);
	if (annotation >= 0 &&
	    annotation_noted(a->edit.form, annotation) == cell)
		return annotation;
	return check >= 0 && names(a->edit.form, check, cell) ? annotation : -1;
}

/* The entries of the cell, the last first; how many. */
static int
add_entries(struct app *a, int cell, const struct trail *t, bool saved)
{
	struct buf address = BUF_INIT;
	int i, n = 0;

	item_address(a->edit.form, cell, &address);
	for (i = t->entries - 1; i >= 0; i--) {
		const struct trail_entry *x = &t->entry[i];

		int of = about(a, cell, address.text, x);

		if (of < 0)
			continue;
		add_entry(a, of, x, saved);
		n++;
	}
	buf_release(&address);
	return n;
}

/* The first edit of the log that the trail does not tell of. */
static int
first_new(const struct app *a)
{
	const struct session *d = a->session;

	if (!d->writer)
		return session_first(d);
	return d->history ? d->logged : 0;
}

void
do_history(struct app *a)
{
	struct buf address = BUF_INIT;
	struct trail t;
	int cell, n;

	grid_accept(a);
	cell = app_cell(a);
	item_address(a->edit.form, cell, &address);
	list_open(a, _("history, newest first"), true, NULL);
	list_add(a, ROLE_HEADING, -1, "%s", address.text);
	trail_of_edits(&t, a->edit.report, first_new(a),
		       report_serial(a->edit.report));
	n = add_entries(a, cell, &t, false);
	trail_release(&t);
	trail_read(&t, &a->session->dir);
	n += add_entries(a, cell, &t, true);
	trail_release(&t);
	if (!n)
		list_add(a, ROLE_PLAIN, -1, "%s",
			 _("nobody has changed it here"));
	buf_release(&address);
}
