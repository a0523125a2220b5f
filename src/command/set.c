/* set.c - gouji --set: figures and texts from the command line */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/command.h"
#include "report/reason.h"
#include "report/annotation.h"

struct setting {
	struct report *report;
	struct place place;
	struct put *put;
	int puts;
	struct error *e;
};

/* The address with its full path, for complaints. */
static bool
refuse(struct setting *s, int cell, const char *text, const char *why)
{
	struct buf address = BUF_INIT;

	item_address(report_form(s->report), cell, &address);
	if (text)
		error_add(s->e, s->place, "%s: '%s' %s", address.text, text,
			  why);
	else
		error_add(s->e, s->place, "%s: %s", address.text, why);
	buf_release(&address);
	return false;
}

static bool
twice(const struct setting *s, int cell)
{
	int i;

	for (i = 0; i < s->puts; i++)
		if (s->put[i].cell == cell)
			return true;
	return false;
}

/* Tabs and line feeds are of a text; what else is below a blank, and its like
 * above, is for terminals. */
static bool
control(const char *text)
{
	size_t len = strlen(text), i, step;

	for (i = 0; i < len; i += step) {
		unsigned c = text_char(text, len, i, &step);

		if ((c < ' ' && c != '\n' && c != '\t') ||
		    (c >= 0x7f && c < 0xa0))
			return true;
	}
	return false;
}

/* Of the annotations only notes and the name of last year's file can be set
 * like this. */
static bool
is_for_others(struct setting *s, int cell)
{
	const struct form *f = report_form(s->report);

	if (!annotation_is(f, cell) || annotation_noted(f, cell) >= 0 ||
	    cell == annotation_previous(f))
		return false;
	if (annotation_check_of(f, cell) >= 0)
		refuse(s, cell, NULL,
		       _("a reason is given with --answer and --reason"));
	else
		refuse(s, cell, NULL,
		       _("cannot be set with --set; see gouji(1)"));
	return true;
}

static bool
set_cell(struct setting *s, int cell, const char *text)
{
	const struct form *f = report_form(s->report);
	const struct kind *k = item_kind(f, cell);
	struct put *put = &s->put[s->puts];
	const char *why = NULL;

	*put = (struct put){ .cell = cell };
	if (is_for_others(s, cell))
		return false;
	if (item_computed(f, cell))
		return refuse(s, cell, NULL,
			      _("this is a total; it is computed from its "
				"figures and cannot be set"));
	if (twice(s, cell))
		return refuse(s, cell, NULL, _("is set twice; set it once"));
	if (!text_valid(text, strlen(text), NULL))
		return refuse(s, cell, text, _("is not UTF-8"));
	if (control(text))
		return refuse(s, cell, text,
			      _("has a control character in it"));
	if (annotation_is(f, cell) && strpbrk(text, "\t\n"))
		return refuse(s, cell, NULL, _("a note has one line, without "
					       "tabs"));
	if (strlen(text) > TEXT_MOST)
		return refuse(s, cell, NULL, _("the text is too long"));
	if (!value_parse(k, text, strlen(text), &put->value, &why))
		return refuse(s, cell, text, why);
	if (!k->type->figure)
		put->cut = strlen(report_text(s->report, cell));
	s->puts++;
	return true;
}

/* Gives REASON for what the last edit changed in closed cells.  A figure that
 * is blanked has it for what is keyed next. */
static bool
answer(struct report *r, const char *reason, struct error *e)
{
	const struct edit edit = *report_log(r, report_serial(r) - 1);
	bool ok = true;
	int i;

	for (i = 0; ok && i < edit.changes; i++) {
		int check = report_protected(r, edit.change[i].cell);
		enum verdict v = check < 0 ? VERDICT_OK
					   : report_verdict(r, check);

		if (v != VERDICT_OK)
			ok = reason_give(r, check, reason, v == VERDICT_BLANK,
					 EDIT_MORE, e);
	}
	return ok;
}

/* All that is set, in one run. */
static bool
edit(struct setting *s, const char *reason)
{
	bool given = reason && *reason;
	int serial = report_serial(s->report);
	struct error own = ERROR_INIT;
	size_t i;
	bool ok;

	ok = report_edit(s->report, s->put, s->puts,
			 given ? EDIT_ANSWERED : EDIT_NEW, &own);
	if (ok && given && report_serial(s->report) > serial)
		ok = answer(s->report, reason, &own);
	ok = ok && reason_settle(s->report, &own);
	for (i = 0; i < own.count; i++)
		error_add(s->e, s->place, "%s", own.problem[i].text);
	error_release(&own);
	return ok;
}

/* The name of last year's file is called as in a file, where no part of a form
 * has this name. */
static int
find_item(const struct form *f, const char *address, struct error *e)
{
	return strcmp(address, "last") ? item_find(f, address, e)
				       : annotation_previous(f);
}

bool
command_set(const struct options *o, struct report *r, const char *path,
	    struct error *e)
{
	struct setting s = { .report = r, .place = { path, 0, 0 }, .e = e };
	bool ok = true;
	int i;

	s.put = xcalloc((size_t)o->sets, sizeof *s.put);
	for (i = 0; i < o->sets; i++) {
		struct error own = ERROR_INIT;
		int cell = find_item(report_form(r), o->set[i].address, &own);

		if (cell < 0)
			ok = error_add(e, s.place, "%s", error_first(&own));
		else if (!set_cell(&s, cell, o->set[i].value))
			ok = false;
		error_release(&own);
	}
	ok = ok && (!s.puts || edit(&s, o->reason));
	for (i = 0; i < s.puts; i++)
		value_release(&s.put[i].value);
	free(s.put);
	return ok;
}
