/* reason.c - a written reason that answers a broken check */
#include "report/reason.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/check-place.h"
#include "report/annotation.h"
#include "report/check-type.h"
#include "report/finding.h"
#include "report/reason-text.h"

/* Tabs and line feeds would part what they stand in. */
static void
add_plain(struct buf *out, const char *text)
{
	for (; *text; text++)
		buf_addc(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

static bool
give(struct report *r, int check, const char *words, bool open,
     enum edit_how how, struct error *e)
{
	const struct sign *sign = report_signed(r);
	struct reason reason = REASON_INIT;
	struct buf annotation = BUF_INIT;
	struct put put = { .cell = annotation_reason(report_form(r), check) };
	bool ok;

	if (*words) {
		if (!open)
			report_check_figures(r, check, &reason.figures);
		reason.time = sign->time;
		add_plain(&reason.person, sign->person);
		add_plain(&reason.words, words);
		reason_write(&reason, &annotation);
		put.value = (struct value){ .state = VALUE_TEXT,
					    .text = annotation.text };
	}
	put.cut = strlen(report_text(r, put.cell));
	ok = report_edit(r, &put, 1, how, e);
	reason_release(&reason);
	buf_release(&annotation);
	return ok;
}

/* The total of a carried figure differs as the figure does: what answers the
 * one answers the other.  BEFORE is what answered it until now. */
static bool
give_totals(struct report *r, int check, const char *before,
	    const char *words, struct error *e)
{
	const struct form *f = report_form(r);
	int cell = check_cell(f, check), i;
	bool ok = true;

	for (i = f->move_at[cell]; ok && i < f->move_at[cell + 1]; i++) {
		int total = f->sum[f->move[i].sum].check;
		bool same;

		if (total < 0 || total == check ||
		    f->check[total].rule != f->check[check].rule)
			continue;
		same = !strcmp(before, reason_words(
			report_text(r, annotation_reason(f, total))));
		if (*words ? report_verdict(r, total) == VERDICT_BROKEN : same)
			ok = give(r, total, words, false, EDIT_MORE, e);
	}
	return ok;
}

bool
reason_give(struct report *r, int check, const char *words, bool open,
	    enum edit_how how, struct error *e)
{
	const struct form *f = report_form(r);
	const char *now = report_text(r, annotation_reason(f, check));
	struct buf before = BUF_INIT;
	bool ok;

	if (!check_answerable(&f->check[check]))
		return error_add(e, NOWHERE,
				 _("the rule %s must hold; no reason answers "
				   "it"), f->check[check].rule->id);
	words += strspn(words, " \t\n");
	buf_add(&before, reason_words(now));
	ok = give(r, check, words, open, how, e);
	if (ok && !open && f->check[check].rule->from)
		ok = give_totals(r, check, before.text, words, e);
	buf_release(&before);
	return ok;
}

/* ---- what was opened ---- */

static bool
settle(struct report *r, int cell, struct error *e)
{
	const struct form *f = report_form(r);
	int check = annotation_is(f, cell) ? -1 : f->from[cell];
	struct reason reason;
	bool open, ok = true;

	if (check < 0 || report_verdict(r, check) != VERDICT_BROKEN)
		return true;
	open = reason_read(report_text(r, annotation_reason(f, check)),
			   &reason) &&
	       !reason.figures.len;
	if (open)
		ok = reason_give(r, check, reason.words.text, false,
				 EDIT_MORE, e);
	reason_release(&reason);
	return ok;
}

bool
reason_settle(struct report *r, struct error *e)
{
	int n = report_serial(r), i;
	bool ok = true;

	while (ok && n-- > 0) {
		/* what is given meanwhile moves the log, not its changes */
		const struct edit edit = *report_log(r, n);

		if (edit.how != EDIT_NEW && edit.how != EDIT_MORE)
			break;
		for (i = 0; ok && i < edit.changes; i++)
			ok = settle(r, edit.change[i].cell, e);
		if (edit.how == EDIT_NEW)
			break;
	}
	return ok;
}

/* ---- what waits for one ---- */

struct wanted {
	const struct report *report;
	int *check;
	int checks;
	size_t room;
};

static void
want(struct wanted *w, int check)
{
	const struct form *f = report_form(w->report);
	int i;

	if (!check_answerable(&f->check[check]) ||
	    report_verdict(w->report, check) != VERDICT_BROKEN)
		return;
	for (i = 0; i < w->checks; i++)
		if (w->check[i] == check)
			return;
	ARRAY_GROW(w->check, w->checks, w->room);
	w->check[w->checks++] = check;
}

int
reason_wanted(const struct report *r, int cell, int after, int *next)
{
	const struct form *f = report_form(r);
	struct wanted w = { .report = r };
	size_t at;
	int i;

	for (i = f->names_at[cell]; i < f->names_at[cell + 1]; i++)
		want(&w, f->names_of[i]);
	for (i = f->watch_at[cell]; i < f->watch_at[cell + 1]; i++)
		if (check_in_text(r, f->watch[i], cell, &at))
			want(&w, f->watch[i]);
	for (i = f->move_at[cell]; i < f->move_at[cell + 1]; i++) {
		int check = f->sum[f->move[i].sum].check;

		if (check >= 0 && !check_types[f->check[check].type]->find)
			want(&w, check);
	}
	*next = -1;
	for (i = 0; i < w.checks; i++) {
		bool behind = w.check[i] > after;
		bool best = *next > after;

		if (*next < 0 || (behind == best ? w.check[i] < *next
						 : behind))
			*next = w.check[i];
	}
	free(w.check);
	return w.checks;
}
