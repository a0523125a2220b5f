/* previous-year.c - the figures of the year before, in the cells of this year's
 * form */
#include "report/previous-year.h"

#include <stdlib.h>

struct previous {
	const struct form *form;	/* this year's */
	char *name;
	unsigned char *how;	/* enum version_match of each cell */
	int *group; /* of a MATCH_SUM cell: its first cell; else -1 */
	int *next;		/* the next of its group; -1: none */
	struct value *value;	/* of each cell, in units of its own kind */
	char **reason;		/* of each check that has one */
};

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

struct previous *
previous_blank(const struct version_map *w, const char *name)
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
	for (cell = 0; cell < w->now->cells; cell++)
		l->how[cell] = (unsigned char)w->how[cell];
	make_groups(l, w);
	return l;
}

void
previous_set(struct previous *l, int cell, struct value value)
{
	value_release(&l->value[cell]);
	l->value[cell] = value;
}

void
previous_set_reason(struct previous *l, int check, const char *annotation)
{
	free(l->reason[check]);
	l->reason[check] = xstrdup(annotation);
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
