/*
 * trend-figures.h - the figures that a form follows over the years
 *
 * `trend:` of a form names them.  The figures of every report, of the same
 * version of the form too, are taken through a version map, so there is one
 * way to read them.
 */
#ifndef REPORT_TREND_FIGURES_H
#define REPORT_TREND_FIGURES_H

#include "report/report.h"
#include "form/version-map.h"

/* The figure T of w->now in report R of w->before, in units of the places of
 * w->now; *KEYED are the decimals to print.  False if nothing of it is keyed,
 * or if a cell that it adds up was not known then. */
bool trend_figure(const struct trend *t, const struct version_map *w,
		  const struct report *r, wide *units, int *keyed);
/* Adds its label, or what is added up. */
void trend_label(const struct form *f, const struct trend *t, int lang,
		 struct buf *out);

#endif
