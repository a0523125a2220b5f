/* annotation.c - the texts of a report that stand in no cell of the form */
#include "report/annotation.h"

#include <string.h>

#include "base/i18n.h"
#include "form/check-place.h"

/* The annotations after the reasons. */
enum { REST_LAST, REST_STATE, RESTS };

static const char *const rest_names[RESTS] = {
	[REST_LAST] = "report last", [REST_STATE] = "report state",
};

int
annotation_count(const struct form *f)
{
	return 2 * f->cells + f->checks + RESTS;
}

int
annotation_note(const struct form *f, int cell)
{
	return f->cells + cell;
}

int
annotation_reason(const struct form *f, int check)
{
	return 2 * f->cells + check;
}

static int
rest(const struct form *f, int n)
{
	return 2 * f->cells + f->checks + n;
}

int
annotation_previous(const struct form *f)
{
	return rest(f, REST_LAST);
}

int
annotation_state(const struct form *f)
{
	return rest(f, REST_STATE);
}

int
annotation_noted(const struct form *f, int annotation)
{
	return annotation >= f->cells && annotation < 2 * f->cells
		       ? annotation - f->cells
		       : -1;
}

int
annotation_check_of(const struct form *f, int annotation)
{
	int check = annotation - 2 * f->cells;

	return check >= 0 && check < f->checks ? check : -1;
}

int
annotation_cell(const struct form *f, int annotation)
{
	int check = annotation_check_of(f, annotation);

	if (!annotation_is(f, annotation))
		return annotation;
	return check < 0 ? annotation_noted(f, annotation)
			 : check_cell(f, check);
}

static int
find_reason(const struct form *f, const char *words)
{
	const char *blank = strrchr(words, ' ');
	struct buf rule = BUF_INIT;
	int check;

	if (!blank)
		return -1;
	buf_addn(&rule, words, (size_t)(blank - words));
	check = check_find(f, rule.text, blank + 1);
	buf_release(&rule);
	return check < 0 ? -1 : annotation_reason(f, check);
}

int
annotation_find(const struct form *f, const char *address)
{
	struct error quiet = ERROR_INIT;
	int cell, i;

	for (i = 0; i < RESTS; i++)
		if (!strcmp(address, rest_names[i]))
			return rest(f, i);
	if (!strncmp(address, "reason ", 7))
		return find_reason(f, address + 7);
	if (strncmp(address, "note ", 5) || strchr(address + 5, ' '))
		return -1;
	cell = form_find_cell(f, address + 5, &quiet);
	error_release(&quiet);
	return cell < 0 ? -1 : annotation_note(f, cell);
}

/* ---- items ---- */

const struct kind *
item_kind(const struct form *f, int item)
{
	static struct kind annotation = { .lines = 1 };

	if (!annotation_is(f, item))
		return form_kind_of(f, item);
	if (!annotation.type)
		annotation.type = value_type_find("text");
	return &annotation;
}

bool
item_computed(const struct form *f, int item)
{
	return !annotation_is(f, item) && form_computed(f, item);
}

void
item_address(const struct form *f, int item, struct buf *out)
{
	int cell = annotation_noted(f, item),
	    check = annotation_check_of(f, item);

	if (!annotation_is(f, item)) {
		form_address(f, item, out);
	} else if (cell >= 0) {
		buf_add(out, "note ");
		form_address(f, cell, out);
	} else if (check >= 0) {
		buf_addf(out, "reason %s ", f->check[check].rule->id);
		check_address(f, check, out);
	} else {
		buf_add(out, rest_names[item - rest(f, 0)]);
	}
}

int
item_find(const struct form *f, const char *address, struct error *e)
{
	int annotation = strchr(address, ' ') ? annotation_find(f, address) : -1;

	return annotation < 0 ? form_find_cell(f, address, e) : annotation;
}

void
item_label(const struct form *f, int item, int lang, struct buf *out)
{
	int cell = annotation_noted(f, item),
	    check = annotation_check_of(f, item);

	if (!annotation_is(f, item)) {
		cell_label(f, item, lang, out);
	} else if (cell >= 0) {
		buf_add(out, _("note on "));
		cell_label(f, cell, lang, out);
	} else if (check >= 0) {
		buf_addf(out, _("reason for %s "), f->check[check].rule->id);
		if (check_cell(f, check) >= 0)
			cell_label(f, check_cell(f, check), lang, out);
	} else {
		buf_add(out, item == annotation_previous(f)
				     ? _("last year's file")
				     : _("state of the report"));
	}
}
