/* changes.c - what some edits of a log come to, cell by cell */
#include "report/changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/reason-text.h"
#include "report/annotation.h"

static bool
moved(const struct report *r, const struct changed_cell *c)
{
	if (!c->last)
		return false;
	return !kind_input(item_kind(report_form(r), c->cell)) ||
	       !value_equal(c->before, report_value(r, c->cell));
}

void
changes_of(struct changes *n, const struct report *r, int from)
{
	int cells = annotation_count(report_form(r)), i, k;
	struct changed_cell *all = xcalloc((size_t)cells, sizeof *all);

	*n = (struct changes){ .cell = all };
	for (i = from; i < report_serial(r); i++) {
		const struct edit *e = report_log(r, i);

		for (k = 0; k < e->changes; k++) {
			const struct change *c = &e->change[k];
			struct changed_cell *of = &all[c->cell];

			if (!of->last)
				of->before = &c->before;
			of->last = e;
			of->cell = c->cell;
		}
	}
	for (i = 0; i < cells; i++)
		if (moved(r, &all[i]))
			all[n->cells++] = all[i];
}

void
changes_release(struct changes *n)
{
	free(n->cell);
	*n = (struct changes){ .cell = NULL };
}

static void
add_value(const struct kind *k, const struct value *v, struct buf *out)
{
	if (v->state == VALUE_BLANK)
		buf_add(out, _("(blank)"));
	else
		value_format(k, v, out);
}

void
changes_show(const struct changed_cell *c, const struct report *r,
	     struct buf *out)
{
	const struct kind *k = item_kind(report_form(r), c->cell);
	const char *text = report_text(r, c->cell);
	size_t count = text_count(text, strlen(text));
	bool reason = annotation_check_of(report_form(r), c->cell) >= 0;

	if (annotation_is(report_form(r), c->cell)) {
		buf_add(out, reason ? reason_words(text) : text);
	} else if (kind_input(k)) {
		/* a measure is keyed whole, as a figure is */
		add_value(k, c->before, out);
		buf_add(out, " -> ");
		add_value(k, report_value(r, c->cell), out);
	} else {
		buf_addf(out, Q_("%zu character", "%zu characters", count),
			 count);
	}
}
