/* reason.c - a written reason that answers a broken check */
#include "core/reason.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "core/slot.h"

#define PARTS 4

/* Where the parts of a slot's text begin; false if it has not all. */
static bool
split(const char *slot, const char *part[PARTS])
{
	int i;

	part[0] = slot;
	for (i = 1; i < PARTS; i++) {
		const char *tab = strchr(part[i - 1], '\t');

		if (!tab)
			return false;
		part[i] = tab + 1;
	}
	return *part[PARTS - 1];
}

static void
add_part(struct buf *out, const char *from, const char *next)
{
	buf_addn(out, from, (size_t)(next - 1 - from));
}

bool
reason_read(const char *slot, struct reason *r)
{
	const char *part[PARTS];

	*r = (struct reason)REASON_INIT;
	if (!split(slot, part))
		return false;
	add_part(&r->figures, part[0], part[1]);
	r->time = strtoll(part[1], NULL, 10);
	add_part(&r->person, part[2], part[3]);
	buf_add(&r->words, part[3]);
	return true;
}

void
reason_write(const struct reason *r, struct buf *slot)
{
	buf_addf(slot, "%s\t%lld\t%s\t%s", r->figures.text,
		 (long long)r->time, r->person.text, r->words.text);
}

void
reason_release(struct reason *r)
{
	buf_release(&r->figures);
	buf_release(&r->person);
	buf_release(&r->words);
}

const char *
reason_words(const char *slot)
{
	const char *part[PARTS];

	return split(slot, part) ? part[PARTS - 1] : "";
}

bool
reason_stands(const char *slot, const char *figures)
{
	size_t len = strcspn(slot, "\t");

	return len && strlen(figures) == len && !memcmp(slot, figures, len) &&
	       *reason_words(slot);
}

/* Tabs and line feeds would part what they stand in. */
static void
add_plain(struct buf *out, const char *text)
{
	for (; *text; text++)
		buf_addc(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

bool
reason_give(struct report *r, int check, const char *words, bool open,
	    enum edit_how how, struct error *e)
{
	const struct form *f = report_form(r);
	const struct sign *sign = report_signed(r);
	struct reason reason = REASON_INIT;
	struct buf slot = BUF_INIT;
	struct put put = { .cell = slot_reason(f, check) };
	bool ok;

	if (!check_answerable(&f->check[check]))
		return error_add(e, NOWHERE,
				 _("the rule %s must hold; no reason answers "
				   "it"), f->check[check].rule->id);
	words += strspn(words, " \t\n");
	if (*words) {
		if (!open)
			report_check_figures(r, check, &reason.figures);
		reason.time = sign->time;
		add_plain(&reason.person, sign->person);
		add_plain(&reason.words, words);
		reason_write(&reason, &slot);
		put.value = (struct value){ .state = VALUE_TEXT,
					    .text = slot.text };
	}
	put.cut = strlen(report_text(r, put.cell));
	ok = report_edit(r, &put, 1, how, e);
	reason_release(&reason);
	buf_release(&slot);
	return ok;
}
