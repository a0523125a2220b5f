/* trend-figures.c - the figures that a form follows over the years */
#include "report/trend-figures.h"

#include <stdlib.h>

#include "form/formula.h"

struct gathering {
	const struct version_map *was;
	const struct report *report;
	wide sum;		/* of one term */
	int keyed;
	bool any, lost;
	int *parts;		/* of each cell of w->before, those found that
				 * it became; NULL: none yet */
};

static void
take(struct gathering *g, int cell)
{
	const struct form *before = g->was->before;
	int places = g->was->now->places - form_kind_of(before, cell)->places;
	int keyed;
	wide units;

	if (!report_figure(g->report, cell, &units, &keyed))
		return;
	/* an earlier version may have counted more finely */
	if (places < 0 && units % amount_power(-places)) {
		g->lost = true;
		return;
	}
	if (places < 0)
		units /= amount_power(-places);
	else if (__builtin_mul_overflow(units, amount_power(places), &units))
		g->lost = true;
	if (__builtin_add_overflow(g->sum, units, &g->sum))
		g->lost = true;
	g->keyed = keyed > g->keyed ? keyed : g->keyed;
	g->any = true;
}

static void
gather(struct gathering *g, int cell)
{
	const struct version_map *w = g->was;

	switch (w->how[cell]) {
	case MATCH_SAME:
		take(g, w->cell[cell]);
		break;
	case MATCH_SUM:
		if (!g->parts)
			g->parts = xcalloc((size_t)w->before->cells,
					   sizeof *g->parts);
		g->parts[w->cell[cell]]++;
		break;
	default:
		g->lost = true;
	}
}

/* What was one cell is known only if all that it became is asked for. */
static void
gather_parts(struct gathering *g)
{
	const struct version_map *w = g->was;
	int *all = xcalloc((size_t)w->before->cells, sizeof *all), i;

	for (i = 0; i < w->now->cells; i++)
		if (w->how[i] == MATCH_SUM)
			all[w->cell[i]]++;
	for (i = 0; i < w->before->cells; i++) {
		if (!g->parts[i])
			continue;
		if (g->parts[i] == all[i])
			take(g, i);
		else
			g->lost = true;
	}
	free(all);
}

bool
trend_figure(const struct trend *t, const struct version_map *w,
	     const struct report *r, wide *units, int *keyed)
{
	struct gathering g = { .was = w, .report = r };
	struct region_walk walk;
	int i, cell;

	*units = t->constant;
	for (i = 0; i < t->refs && !g.lost; i++) {
		g.sum = 0;
		for (cell = region_first(w->now, &t->ref[i].region, &walk);
		     cell >= 0; cell = region_next(w->now, &walk))
			gather(&g, cell);
		if (g.parts)
			gather_parts(&g);
		free(g.parts);
		g.parts = NULL;
		if (__builtin_mul_overflow(g.sum, t->ref[i].factor, &g.sum) ||
		    __builtin_add_overflow(*units, g.sum, units))
			g.lost = true;
	}
	*keyed = t->cell < 0 ? 0 : g.keyed;
	return g.any && !g.lost;
}

void
trend_label(const struct form *f, const struct trend *t, int lang,
	    struct buf *out)
{
	const char *said = label_brief(&t->label, lang);

	if (*said)
		buf_add(out, said);
	else if (t->refs == 1)
		region_label(f, &t->ref[0].region, true, true, lang, out);
	else
		buf_add(out, formula_text(t->of));
}
