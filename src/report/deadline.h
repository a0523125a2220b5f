/*
 * deadline.h - when a report is to be handed in, and how long that is from
 * today
 *
 * A form can set the day (`deadline`); it lies in the year after the report
 * year.  A report has no deadline if it is handed in, if it does not say its
 * year, or if the deadline passed more than DUE_FORGOTTEN days ago: an old
 * report that was never marked as handed in is history, not late.
 */
#ifndef REPORT_DEADLINE_H
#define REPORT_DEADLINE_H

#include "base/buf.h"
#include "report/report.h"

#define DUE_FORGOTTEN 180

enum deadline_when { DUE_NOT, DUE_LATER, DUE_SOON, DUE_LATE };

struct deadline_state {
	enum deadline_when when;
	int year, month, day;
	int left;		/* days; below 0: gone by */
};

/* As of report_today(). */
struct deadline_state report_deadline(const struct report *r);
/* Adds the sentence for what is due soon or late. */
void deadline_sentence(const struct deadline_state *d, struct buf *out);

#endif
