/* set.c - gouji --set: figures and texts from the command line */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/command.h"
#include "core/state.h"

struct setting {
	const struct report *report;
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

	form_address(report_form(s->report), cell, &address);
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

static bool
set_cell(struct setting *s, int cell, const char *text)
{
	const struct form *f = report_form(s->report);
	const struct kind *k = form_kind_of(f, cell);
	struct put *put = &s->put[s->puts];
	const char *why = NULL;

	*put = (struct put){ .cell = cell };
	if (form_computed(f, cell))
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
	if (strlen(text) > TEXT_MOST)
		return refuse(s, cell, NULL, _("the text is too long"));
	if (!value_parse(k, text, strlen(text), &put->value, &why))
		return refuse(s, cell, text, why);
	if (!k->type->figure)
		put->cut = strlen(report_text(s->report, cell));
	s->puts++;
	return true;
}

bool
command_set(const struct options *o, struct report *r, const char *path,
	    struct error *e)
{
	struct setting s = { .report = r, .place = { path, 0, 0 }, .e = e };
	bool ok = true;
	int i;

	if (report_state(r) == REPORT_HANDED_IN)
		return error_add(e, s.place,
				 _("is handed in and locked; gouji --return "
				   "opens it again"));
	s.put = xcalloc((size_t)o->sets, sizeof *s.put);
	for (i = 0; i < o->sets; i++) {
		struct error own = ERROR_INIT;
		int cell = form_find_cell(report_form(r), o->set[i].address,
					  &own);

		if (cell < 0)
			ok = error_add(e, s.place, "%s", error_first(&own));
		else if (!set_cell(&s, cell, o->set[i].value))
			ok = false;
		error_release(&own);
	}
	ok = ok && (!s.puts || report_edit(r, s.put, s.puts, EDIT_NEW, e));
	for (i = 0; i < s.puts; i++)
		value_release(&s.put[i].value);
	free(s.put);
	return ok;
}
