/*
 * trend.h - the figures that a form follows over the years
 *
 * `trend:` of a form names them.  A report of an earlier version is asked
 * through its struct was, one of the same version too, so that there is one
 * way to ask.
 */
#ifndef CORE_TREND_H
#define CORE_TREND_H

#include "core/report.h"
#include "core/was.h"

/* The figure T of w->now in report R of w->before, in units of the places of
 * w->now; *KEYED are the decimals to print.  False if nothing of it is keyed,
 * or if a cell that it adds up was not known then. */
bool trend_figure(const struct trend *t, const struct was *w,
		  const struct report *r, wide *units, int *keyed);
/* Adds its label, or what is added up. */
void trend_label(const struct form *f, const struct trend *t, int lang,
		 struct buf *out);

#endif
