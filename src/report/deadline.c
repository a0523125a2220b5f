/* deadline.c - when a report is to be handed in, and how long that is from
 * today */
#include "report/deadline.h"

#include "base/days.h"
#include "base/i18n.h"
#include "report/report-state.h"

struct deadline_state
report_deadline(const struct report *r)
{
	const struct deadline *d = &report_form(r)->deadline;
	struct deadline_state due = { .when = DUE_NOT };
	int year = report_year(r), today = report_today(r);

	if (!d->rule || year < 0 || year >= 9999 || today == DAY_UNKNOWN ||
	    report_state(r) == REPORT_HANDED_IN)
		return due;
	due.year = year + 1;
	due.month = d->month;
	due.day = d->day;
	due.left = days_of(due.year, due.month, due.day) - today;
	if (due.left > d->warn)
		due.when = DUE_LATER;
	else if (due.left >= 0)
		due.when = DUE_SOON;
	else if (due.left >= -DUE_FORGOTTEN)
		due.when = DUE_LATE;
	return due;
}

void
deadline_sentence(const struct deadline_state *d, struct buf *out)
{
	if (d->left < 0)
		buf_addf(out, Q_("was due on %d-%02d-%02d, %d day ago, and is "
				 "not handed in",
				 "was due on %d-%02d-%02d, %d days ago, and is "
				 "not handed in", -d->left),
			 d->year, d->month, d->day, -d->left);
	else if (!d->left)
		buf_addf(out, _("is due today, %d-%02d-%02d, and not handed "
				"in"), d->year, d->month, d->day);
	else
		buf_addf(out, Q_("is due on %d-%02d-%02d, in %d day, and not "
				 "handed in",
				 "is due on %d-%02d-%02d, in %d days, and not "
				 "handed in", d->left),
			 d->year, d->month, d->day, d->left);
}
