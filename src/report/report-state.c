/* report-state.c - how far a report is, in one word */
#include "report/report-state.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "report/annotation.h"
#include "report/previous-year.h"

static const struct {
	const char *word;	/* for programs: it does not change */
	const char *name;
} states[] = {
	[REPORT_BLANK] = { "blank", NC_("state", "not started") },
	[REPORT_KEYED] = { "being keyed", NC_("state", "in progress") },
	[REPORT_BROKEN] = { "broken", NC_("state", "has errors") },
	[REPORT_UNEXPLAINED] = { "waiting for reasons",
				 NC_("state", "to explain") },
	[REPORT_FINISHED] = { "finished", NC_("state", "ready") },
	[REPORT_HANDED_IN] = { "handed in", NC_("state", "handed in") },
};

enum report_state
report_state(const struct report *r)
{
	const struct counts *c = report_counts(r);
	bool lacking = c->blank || c->missing;

	if (report_handed_in(r))
		return REPORT_HANDED_IN;
	if (c->broken[LEVEL_MUST])
		return REPORT_BROKEN;
	if (lacking)
		return c->keyed ? REPORT_KEYED : REPORT_BLANK;
	return c->broken[LEVEL_ASK] ? REPORT_UNEXPLAINED : REPORT_FINISHED;
}

const char *
state_word(enum report_state s)
{
	return states[s].word;
}

const char *
state_name(enum report_state s)
{
	return i18n_word(states[s].name);
}

int
state_count(enum report_state s, const struct counts *c)
{
	const int count[REPORT_HANDED_IN + 1] = {
		[REPORT_KEYED] = c->blank,
		[REPORT_BROKEN] = c->broken[LEVEL_MUST],
		[REPORT_UNEXPLAINED] = c->broken[LEVEL_ASK],
	};

	return count[s];
}

int
counts_texts(const struct counts *c)
{
	return c->blank ? 0 : c->missing;
}

static void
add_texts(const struct counts *c, struct buf *out)
{
	int texts = counts_texts(c);

	if (texts)
		buf_addf(out, Q_(", %d text missing", ", %d texts missing",
				 texts), texts);
}

void
counts_show(const struct counts *c, struct buf *out)
{
	int errors = c->broken[LEVEL_MUST];

	buf_addf(out, Q_("%d error", "%d errors", errors), errors);
	buf_addf(out, _(", %d to explain"), c->broken[LEVEL_ASK]);
	buf_addf(out, Q_(", %d blank", ", %d blank", c->blank), c->blank);
	add_texts(c, out);
}

void
state_show(enum report_state s, const struct counts *c, struct buf *out)
{
	bool open = s == REPORT_KEYED || s == REPORT_BROKEN;

	buf_add(out, state_name(s));
	if (s == REPORT_BROKEN || s == REPORT_UNEXPLAINED)
		buf_addf(out, " (%d)", state_count(s, c));
	if (open && c->blank)
		buf_addf(out, Q_(", %d blank", ", %d blank", c->blank),
			 c->blank);
	else if (open)
		add_texts(c, out);
}

/* ---- handing in ---- */

/* The wish that the annotation is TEXT; "": nothing. */
static struct put
put_annotation(const struct report *r, int annotation, char *text)
{
	struct put put = { .cell = annotation,
			   .cut = strlen(report_text(r, annotation)) };

	if (*text)
		put.value = (struct value){ .state = VALUE_TEXT,
					    .text = text };
	return put;
}

/* One edit.  What a report that is handed in was compared with is written into
 * it, as it was perhaps only found. */
static bool
put_state(struct report *r, bool handed_in, struct error *e)
{
	const struct form *f = report_form(r);
	char text[] = STATE_HANDED_IN, none[] = "";
	char *link = NULL;
	struct put put[2];
	int n = 0;
	bool ok;

	put[n++] = put_annotation(r, annotation_state(f),
				  handed_in ? text : none);
	if (handed_in && report_previous(r)) {
		link = xstrdup(previous_name(report_previous(r)));
		put[n++] = put_annotation(r, annotation_previous(f), link);
	}
	ok = report_edit(r, put, n, EDIT_NEW, e);
	if (ok)
		report_end_run(r);
	free(link);
	return ok;
}

bool
report_may_hand_in(const struct report *r, struct error *e)
{
	enum report_state s = report_state(r);
	struct buf now = BUF_INIT;

	if (!report_may_change(r, annotation_state(report_form(r)), e))
		return false;
	if (s == REPORT_FINISHED)
		return true;
	if (s == REPORT_HANDED_IN)
		return error_add(e, NOWHERE, _("is handed in already"));
	if (report_previous_missed(r))
		return error_add(e, NOWHERE, "%s", report_previous_missed(r));
	state_show(s, report_counts(r), &now);
	error_add(e, NOWHERE,
		  _("only a report that is ready is handed in; this "
		    "one is: %s"),
		  now.text);
	buf_release(&now);
	return false;
}

bool
report_hand_in(struct report *r, struct error *e)
{
	return report_may_hand_in(r, e) && put_state(r, true, e);
}

bool
report_return(struct report *r, struct error *e)
{
	if (!report_handed_in(r))
		return error_add(e, NOWHERE, _("is not handed in"));
	return put_state(r, false, e);
}
