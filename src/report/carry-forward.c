/* carry-forward.c - what a report takes from the one of the year before */
#include "report/carry-forward.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/draft-marks.h"
#include "report/previous-year.h"

struct carrying {
	struct report *report;
	struct put *put;
	int puts;
	size_t room;
	struct error *e;
};

static void
add(struct carrying *c, int cell, struct value v)
{
	ARRAY_GROW(c->put, c->puts, c->room);
	c->put[c->puts] = (struct put){ .cell = cell, .value = v };
	if (!form_kind_of(report_form(c->report), cell)->type->figure)
		c->put[c->puts].cut = strlen(report_text(c->report, cell));
	c->puts++;
}

static void
add_text(struct carrying *c, int cell, const char *text)
{
	if (*text)
		add(c, cell, (struct value){ .state = VALUE_TEXT,
					     .text = xstrdup(text) });
}

/* A figure that the cell could not be keyed with is left for the clerk. */
static void
add_figure(struct carrying *c, int cell)
{
	const struct form *f = report_form(c->report);
	const struct kind *k = form_kind_of(f, cell);
	struct buf text = BUF_INIT, address = BUF_INIT;
	struct value v = VALUE_NONE;
	const char *why;
	wide units;

	if (!report_carried(c->report, cell, &units))
		return;
	amount_format(&text, units, k->places, 0);
	if (value_parse(k, text.text, text.len, &v, &why)) {
		add(c, cell, v);
	} else {
		form_address(f, cell, &address);
		error_warn(c->e, NOWHERE, _("not carried: %s: '%s' %s"),
			   address.text, text.text, why);
	}
	buf_release(&address);
	buf_release(&text);
}

static void
add_draft(struct carrying *c, int cell)
{
	const struct previous *last = report_previous(c->report);
	struct buf text = BUF_INIT;

	draft_mark(previous_text(last, cell), &text);
	add_text(c, cell, text.text);
	buf_release(&text);
}

bool
report_carry(struct report *r, bool draft, struct error *e)
{
	const struct form *f = report_form(r);
	struct carrying c = { .report = r, .e = e };
	bool ok;
	int i;

	for (i = 0; i < f->cells; i++)
		if (f->from[i] >= 0)
			add_figure(&c, i);
	for (i = 0; i < f->texts; i++)
		add_text(&c, f->text[i].cell,
			 previous_text(report_previous(r), f->text[i].from));
	for (i = 0; draft && i < f->blocks; i++)
		if (f->block[i].type == BLOCK_TEXT)
			add_draft(&c, f->block[i].first);
	ok = !c.puts || report_edit(r, c.put, c.puts, EDIT_SOURCE, e);
	for (i = 0; i < c.puts; i++)
		value_release(&c.put[i].value);
	free(c.put);
	return ok;
}
