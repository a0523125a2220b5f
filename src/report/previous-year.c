/* previous-year.c - the figures of the year before, in the cells of this year's
 * form */
#include "report/previous-year.h"

#include <stdlib.h>
#include <string.h>

#include "form/check.h"
#include "report/finding.h"
#include "report/annotation.h"

struct previous {
	const struct form *form;	/* this year's */
	char *name;
	unsigned char *how;	/* enum version_match of each cell */
	int *group; /* of a MATCH_SUM cell: its first cell; else -1 */
	int *next;		/* the next of its group; -1: none */
	struct value *value;	/* of each cell, in units of its own kind */
	char **reason;		/* of each check that has one */
};

/* What a person can key; so sums of these are no larger than sums of keyed
 * cells, whatever the earlier form adds up. */
static bool
fits(wide units)
{
	const int64_t most = amount_power(AMOUNT_DIGITS);

	return units < most && units > -most;
}

/* The figure UNITS of a kind with PLACES in units of kind K; false if K has
 * too few places for it. */
static bool
to_kind(const struct kind *k, int places, wide *units)
{
	wide cut;

	if (places <= k->places)
		return !__builtin_mul_overflow(*units,
					       amount_power(k->places - places),
					       units);
	cut = amount_power(places - k->places);
	if (*units % cut)
		return false;
	*units /= cut;
	return true;
}

static struct value
value_of(const struct form *now, int cell, const struct report *report, int c)
{
	const struct form *before = report_form(report);
	const struct kind *k = form_kind_of(before, c);
	struct value v = VALUE_NONE;
	wide units;

	if (!k->type->figure) {
		if (*report_text(report, c))
			v = (struct value){
				.state = VALUE_TEXT,
				.text = xstrdup(report_text(report, c)),
			};
	} else if (report_figure(report, c, &units, &v.keyed) &&
		   to_kind(form_kind_of(now, cell), k->places, &units) &&
		   fits(units)) {
		v.state = VALUE_FIGURE;
		v.units = (int64_t)units;
	}
	return v;
}

/* The cells that were one cell before are a group; their first has its
 * figure. */
static void
make_groups(struct previous *l, const struct version_map *w)
{
	int *first = xcalloc((size_t)w->before->cells, sizeof *first);
	int cell;

	for (cell = 0; cell < w->before->cells; cell++)
		first[cell] = -1;
	for (cell = l->form->cells - 1; cell >= 0; cell--) {
		l->next[cell] = -1;
		if (l->how[cell] != MATCH_SUM)
			continue;
		l->next[cell] = first[w->cell[cell]];
		first[w->cell[cell]] = cell;
	}
	for (cell = 0; cell < l->form->cells; cell++)
		l->group[cell] = l->how[cell] == MATCH_SUM
					 ? first[w->cell[cell]] : -1;
	free(first);
}

/* What was answered last year, where this year's form has that rule too. */
static void
take_reasons(struct previous *l, const struct report *report)
{
	const struct form *before = report_form(report);
	int check;

	for (check = 0; check < before->checks; check++) {
		const char *annotation =
			report_text(report, annotation_reason(before, check));
		struct buf address = BUF_INIT;
		int now;

		if (!*annotation)
			continue;
		check_address(before, check, &address);
		now = annotation_find_check(
			l->form, before->check[check].rule->id, address.text);
		if (now >= 0 && !l->reason[now])
			l->reason[now] = xstrdup(annotation);
		buf_release(&address);
	}
}

struct previous *
previous_new(const struct version_map *w, const struct report *report,
	     const char *name)
{
	struct previous *l = xcalloc(1, sizeof *l);
	size_t n = (size_t)w->now->cells;
	int cell;

	l->form = w->now;
	l->name = xstrdup(name);
	l->how = xcalloc(n, 1);
	l->group = xcalloc(n, sizeof *l->group);
	l->next = xcalloc(n, sizeof *l->next);
	l->value = xcalloc(n, sizeof *l->value);
	l->reason = xcalloc((size_t)w->now->checks, sizeof *l->reason);
	for (cell = 0; cell < w->now->cells; cell++) {
		l->how[cell] = (unsigned char)w->how[cell];
		if (w->cell[cell] >= 0)
			l->value[cell] = value_of(w->now, cell, report,
						  w->cell[cell]);
	}
	make_groups(l, w);
	take_reasons(l, report);
	return l;
}

void
previous_free(struct previous *l)
{
	int i;

	if (!l)
		return;
	for (i = 0; i < l->form->cells; i++)
		value_release(&l->value[i]);
	for (i = 0; i < l->form->checks; i++)
		free(l->reason[i]);
	free(l->how);
	free(l->group);
	free(l->next);
	free(l->value);
	free(l->reason);
	free(l->name);
	free(l);
}

const char *
previous_name(const struct previous *l)
{
	return l->name;
}

enum version_match
previous_match(const struct previous *l, int cell)
{
	return (enum version_match)l->how[cell];
}

bool
previous_figure(const struct previous *l, int cell, wide *units, int *keyed)
{
	const struct value *v = &l->value[cell];

	if (v->state != VALUE_FIGURE)
		return false;
	*units = v->units;
	*keyed = v->keyed;
	return true;
}

const char *
previous_text(const struct previous *l, int cell)
{
	const struct value *v = &l->value[cell];

	return v->state == VALUE_TEXT ? v->text : "";
}

/* Is all of the group whose first cell is FIRST in the region? */
static bool
group_within(const struct previous *l, const struct region *region, int first)
{
	int cell = first;

	while (cell >= 0 && region_has(l->form, region, cell))
		cell = l->next[cell];
	return cell < 0;
}

static bool
add_cell(const struct previous *l, const struct region *region, int cell,
	 wide *sum)
{
	int places = l->form->places - form_kind_of(l->form, cell)->places;
	wide units;
	int keyed;

	/* the first of a group stands for all of it */
	if (l->how[cell] == MATCH_SUM && l->group[cell] != cell)
		return region_has(l->form, region, l->group[cell]);
	if (l->how[cell] == MATCH_SUM && !group_within(l, region, cell))
		return false;
	if ((l->how[cell] != MATCH_SAME && l->how[cell] != MATCH_SUM) ||
	    !previous_figure(l, cell, &units, &keyed))
		return false;
	*sum += units * amount_power(places);
	return true;
}

bool
previous_region(const struct previous *l, const struct region *region,
		wide *sum)
{
	struct region_walk w;
	int cell;

	*sum = 0;
	for (cell = region_first(l->form, region, &w); cell >= 0;
	     cell = region_next(l->form, &w))
		if (!add_cell(l, region, cell, sum))
			return false;
	return true;
}

const char *
previous_reason(const struct previous *l, int check)
{
	return l->reason[check] ? l->reason[check] : "";
}
