/*
 * previous-report.h - the figures of last year's report are taken
 */
#ifndef REPORT_PREVIOUS_REPORT_H
#define REPORT_PREVIOUS_REPORT_H

#include "form/version-map.h"

struct previous;
struct report;

/* The figures, texts and reasons of REPORT, which is of the form w->before,
 * for a report of the form w->now.  NAME is what its file is called.
 * Everything is copied; callers free with previous_free(). */
struct previous *previous_new(const struct version_map *w,
			      const struct report *report, const char *name);

#endif
