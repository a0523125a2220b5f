/* comparison.c - what differs between two reports of one form */
#include "report/comparison.h"

#include <stdlib.h>
#include <string.h>

/* The reports by version, and what the cells of the earlier one that became
 * several add up to in the later one. */
struct comparing {
	struct comparison *out;
	const struct version_map *was;
	const struct report *now, *before;
	bool backwards;		/* the earlier version is the new report */
	struct side *sum;	/* of each cell of w->before */
	bool *told;
};

/* ---- what a report has in a cell ---- */

static int
scale(const struct comparing *c, const struct form *f, int cell)
{
	return c->out->places - form_kind_of(f, cell)->places;
}

static struct side
look(const struct comparing *c, const struct report *r, int cell)
{
	const struct form *f = report_form(r);
	struct side s = { .known = false };

	if (!form_kind_of(f, cell)->type->figure) {
		s.text = report_text(r, cell);
		return s;
	}
	s.known = report_figure(r, cell, &s.units, &s.keyed);
	s.units *= amount_power(scale(c, f, cell));
	return s;
}

static struct side
look_paper(const struct comparing *c, const struct report *r, int cell)
{
	const struct form *f = report_form(r);
	const struct value *v = report_value(r, cell);
	struct side s = { .known = false };

	if (!form_computed(f, cell) || v->state != VALUE_FIGURE)
		return s;
	s.known = true;
	s.units = (wide)v->units * amount_power(scale(c, f, cell));
	s.keyed = v->keyed;
	return s;
}

static bool
is_blank(const struct side *s)
{
	return s->text ? !*s->text : !s->known;
}

static bool
is_same(const struct side *a, const struct side *b)
{
	if (a->text && b->text)
		return !strcmp(a->text, b->text);
	if (is_blank(a) || is_blank(b))
		return is_blank(a) && is_blank(b);
	return !a->text && !b->text && a->units == b->units;
}

/* ---- the list ---- */

static void
add(struct comparing *c, struct difference d)
{
	struct comparison *out = c->out;

	if (c->backwards) {
		struct side new = d.new;

		d.new = d.old;
		d.old = new;
	}
	ARRAY_GROW(out->difference, out->count, out->room);
	out->difference[out->count++] = d;
}

static void
compare_sides(struct comparing *c, struct difference d)
{
	c->out->compared++;
	if (is_same(&d.old, &d.new))
		return;
	add(c, d);
	c->out->differ = c->out->count;
}

static void
compare_cell(struct comparing *c, int cell, int was)
{
	struct difference d = {
		.type = DIFFERENCE_CELL, .form = c->was->now, .cell = cell,
		.old = look(c, c->before, was), .new = look(c, c->now, cell),
	};

	compare_sides(c, d);
	d.type = DIFFERENCE_PAPER;
	d.old = look_paper(c, c->before, was);
	d.new = look_paper(c, c->now, cell);
	if (d.old.known || d.new.known)
		compare_sides(c, d);
}

/* ---- one that became several ---- */

static void
add_up(struct comparing *c)
{
	const struct version_map *w = c->was;
	int i;

	c->sum = xcalloc((size_t)w->before->cells, sizeof *c->sum);
	c->told = xcalloc((size_t)w->before->cells, sizeof *c->told);
	for (i = 0; i < w->now->cells; i++) {
		struct side s, *sum;

		if (w->how[i] != MATCH_SUM)
			continue;
		s = look(c, c->now, i);
		sum = &c->sum[w->cell[i]];
		sum->known = sum->known || s.known;
		if (s.known)
			sum->units += s.units;
		if (s.known && s.keyed > sum->keyed)
			sum->keyed = s.keyed;
	}
}

static void
compare_sum(struct comparing *c, int was)
{
	if (c->told[was])
		return;
	c->told[was] = true;
	compare_sides(c, (struct difference){
		.type = DIFFERENCE_SUM, .form = c->was->before, .cell = was,
		.old = look(c, c->before, was), .new = c->sum[was],
	});
}

/* ---- what cannot be compared ---- */

/* The cells of the later form of which its `was` says HOW, unless what the
 * report in question has there is blank. */
static void
list_cells(struct comparing *c, enum version_match how,
	   enum difference_type type)
{
	const struct version_map *w = c->was;
	struct difference d = { .type = type, .form = w->now };
	int i;

	for (i = 0; i < w->now->cells; i++) {
		if (w->how[i] != how)
			continue;
		d.cell = i;
		d.new = look(c, c->now, i);
		if (how == MATCH_REFERENCE)
			d.old = look(c, c->before, w->cell[i]);
		if (!is_blank(how == MATCH_REFERENCE ? &d.old : &d.new))
			add(c, d);
	}
}

static void
list_dropped(struct comparing *c)
{
	const struct version_map *w = c->was;
	struct difference d = { .type = DIFFERENCE_DROPPED, .form = w->before };
	int i;

	for (i = 0; i < w->drops; i++) {
		d.cell = w->dropped[i];
		d.why = w->why[i];
		d.old = look(c, c->before, d.cell);
		if (!is_blank(&d.old))
			add(c, d);
	}
}

/* ---- all of it ---- */

void
compare(struct comparison *out, const struct version_map *w,
	const struct report *old, const struct report *new)
{
	bool backwards = report_form(old) != w->before;
	struct comparing c = {
		.out = out, .was = w, .backwards = backwards,
		.now = backwards ? old : new, .before = backwards ? new : old,
	};
	int i;

	*out = (struct comparison){
		.places = w->now->places > w->before->places
			  ? w->now->places : w->before->places,
	};
	add_up(&c);
	for (i = 0; i < w->now->cells; i++) {
		if (w->how[i] == MATCH_SAME)
			compare_cell(&c, i, w->cell[i]);
		else if (w->how[i] == MATCH_SUM)
			compare_sum(&c, w->cell[i]);
	}
	list_cells(&c, MATCH_REFERENCE, DIFFERENCE_REFERENCE);
	list_dropped(&c);
	list_cells(&c, MATCH_NONE, DIFFERENCE_ADDED);
	free(c.sum);
	free(c.told);
}

void
comparison_release(struct comparison *c)
{
	free(c->difference);
	*c = (struct comparison){ .places = 0 };
}

bool
difference_change(const struct difference *d, wide *units)
{
	if (d->type == DIFFERENCE_REFERENCE || !d->old.known || !d->new.known)
		return false;
	*units = d->new.units - d->old.units;
	return true;
}

/* ---- texts ---- */

/* The next line of a text, or its end. */
static const char *
next_line(const char *line)
{
	line += strcspn(line, "\n");
	return *line ? line + 1 : line;
}

bool
text_difference(const char *old, const char *new, struct text_difference *d)
{
	size_t at = 0, line = 0;

	*d = (struct text_difference){
		.line = 1, .old = old, .new = new,
		.old_len = strcspn(old, "\n"), .new_len = strcspn(new, "\n"),
	};
	for (; old[at] && old[at] == new[at]; at++)
		if (old[at] == '\n') {
			d->line++;
			line = at + 1;
		}
	if (!old[at] && !new[at])
		return false;
	/* back to where the character begins */
	while (at > line && (((unsigned char)old[at] & 0xc0) == 0x80 ||
			     ((unsigned char)new[at] & 0xc0) == 0x80))
		at--;
	d->old = old + line;
	d->new = new + line;
	d->same = at - line;
	d->old_len = strcspn(d->old, "\n");
	d->new_len = strcspn(d->new, "\n");
	/* a text that ends where the other has more lines */
	if (d->old_len == d->same && d->new_len == d->same) {
		d->line++;
		d->same = 0;
		d->old = next_line(d->old);
		d->new = next_line(d->new);
		d->old_len = strcspn(d->old, "\n");
		d->new_len = strcspn(d->new, "\n");
	}
	return true;
}
