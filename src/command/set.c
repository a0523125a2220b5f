/* set.c - gouji --set: figures and texts from the command line */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/command.h"
#include "report/reason.h"
#include "report/annotation.h"
#include "report/report-state.h"

struct setting {
	struct report *report;
	struct place place;
	struct put *put;
	int *carried;		/* of each: the check by which it is carried
				 * from last year and changed; or -1 */
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

/* Of the slots only notes are set like this. */
static bool
is_for_others(struct setting *s, int cell)
{
	const struct form *f = report_form(s->report);

	if (!annotation_is(f, cell) || annotation_noted(f, cell) >= 0)
		return false;
	if (annotation_check_of(f, cell) >= 0)
		refuse(s, cell, NULL,
		       _("a reason is given with --answer and --reason"));
	else
		refuse(s, cell, NULL,
		       _("is not set like a cell; see gouji(1)"));
	return true;
}

/* The check by which the cell of PUT is carried and not to be changed without
 * a reason; -1: none, or nothing changes. */
static int
carried(const struct setting *s, const struct put *put)
{
	if (value_equal(report_value(s->report, put->cell), &put->value))
		return -1;
	return report_protected(s->report, put->cell);
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
	s->carried[s->puts++] = carried(s, put);
	return true;
}

/* What is carried and now is not what it comes from has REASON, or is
 * refused.  A figure that is blanked has it for what is keyed next. */
static bool
answer(struct setting *s, const char *reason)
{
	bool given = reason && *reason, ok = true;
	int i;

	for (i = 0; i < s->puts; i++) {
		enum verdict v = VERDICT_OK;

		if (s->carried[i] >= 0)
			v = report_verdict(s->report, s->carried[i]);
		if (v == VERDICT_OK)
			continue;
		if (!given)
			ok = refuse(s, s->put[i].cell, NULL,
				    _("is carried from last year; to change "
				      "it say why with --reason"));
		else if (!reason_give(s->report, s->carried[i], reason,
				      v == VERDICT_BLANK, EDIT_MORE, s->e))
			ok = false;
	}
	return ok && reason_settle(s->report, s->e);
}

bool
command_unlocked(const struct report *r, const char *path, struct error *e)
{
	return report_state(r) != REPORT_HANDED_IN ||
	       error_add(e, (struct place){ path, 0, 0 },
			 _("is handed in and locked; gouji --return opens it "
			   "again"));
}

bool
command_set(const struct options *o, struct report *r, const char *path,
	    struct error *e)
{
	struct setting s = { .report = r, .place = { path, 0, 0 }, .e = e };
	bool ok = true;
	int i;

	if (!command_unlocked(r, path, e))
		return false;
	s.put = xcalloc((size_t)o->sets, sizeof *s.put);
	s.carried = xcalloc((size_t)o->sets, sizeof *s.carried);
	for (i = 0; i < o->sets; i++) {
		struct error own = ERROR_INIT;
		int cell = item_find(report_form(r), o->set[i].address,
					  &own);

		if (cell < 0)
			ok = error_add(e, s.place, "%s", error_first(&own));
		else if (!set_cell(&s, cell, o->set[i].value))
			ok = false;
		error_release(&own);
	}
	ok = ok && (!s.puts ||
		    (report_edit(r, s.put, s.puts, EDIT_NEW, e) &&
		     answer(&s, o->reason)));
	for (i = 0; i < s.puts; i++)
		value_release(&s.put[i].value);
	free(s.put);
	free(s.carried);
	return ok;
}
