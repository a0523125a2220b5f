/* previous-report.c - the figures of last year's report are taken */
#include "report/previous-report.h"

#include "form/check-place.h"
#include "report/annotation.h"
#include "report/previous-year.h"
#include "report/report.h"

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

/* What was answered last year, where this year's form has that rule too. */
static void
take_reasons(struct previous *l, const struct form *form,
	     const struct report *report)
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
		now = check_find(form, before->check[check].rule->id,
				 address.text);
		if (now >= 0 && !*previous_reason(l, now))
			previous_set_reason(l, now, annotation);
		buf_release(&address);
	}
}

struct previous *
previous_new(const struct version_map *w, const struct report *report,
	     const char *name)
{
	struct previous *l = previous_blank(w, name);
	int cell;

	for (cell = 0; cell < w->now->cells; cell++)
		if (w->cell[cell] >= 0)
			previous_set(l, cell,
				     value_of(w->now, cell, report,
					      w->cell[cell]));
	take_reasons(l, w->now, report);
	return l;
}
