/*
 * due.h - when a report is to be handed in, and how long that is from today
 *
 * A form can say the day (`deadline`); it lies in the year after the one that
 * the report is of.  Nothing is due of a report that is handed in, that does
 * not say its year, or whose deadline went by more than DUE_FORGOTTEN days
 * ago: an old report that nobody ever marked is history, not late.
 */
#ifndef CORE_DUE_H
#define CORE_DUE_H

#include "base/buf.h"
#include "core/report.h"

#define DUE_FORGOTTEN 180

enum due_when { DUE_NOT, DUE_LATER, DUE_SOON, DUE_LATE };

struct due {
	enum due_when when;
	int year, month, day;
	int left;		/* days; below 0: gone by */
};

/* As of report_today(). */
struct due report_due(const struct report *r);
/* Adds the sentence for what is due soon or late. */
void due_sentence(const struct due *d, struct buf *out);

#endif
