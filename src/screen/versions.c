/*
 * versions.c - the report as another person wrote it, and as it was saved
 *
 * If another person changed the file, both versions exist: theirs on the disk,
 * ours in the report and its journal.  What only they changed is taken; where
 * both changed a cell, the person chooses.  All of it can be undone.
 */
#include "screen/versions.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/annotation.h"
#include "report/changes.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/list.h"
#include "screen/place.h"
#include "store/person.h"
#include "store/trail.h"

/* Cells in which the report and the version of the other person differ. */
struct versions {
	int *cell;
	struct value *ours;
	int cells;
	size_t cell_room, ours_room;
};

void
versions_free(struct versions *v)
{
	int i;

	for (i = 0; v && i < v->cells; i++)
		value_release(&v->ours[i]);
	if (v) {
		free(v->cell);
		free(v->ours);
	}
	free(v);
}

static bool
same(const struct value *a, const struct value *b)
{
	if (a->state == VALUE_TEXT && b->state == VALUE_TEXT)
		return !strcmp(a->text, b->text);
	return value_equal(a, b);
}

static struct put
put_of(const struct report *r, int cell, const struct value *v)
{
	return (struct put){
		.cell = cell, .value = *v,
		.cut = item_kind(report_form(r), cell)->type->figure
			       ? 0 : strlen(report_text(r, cell)),
	};
}

/* ---- taking what somebody else wrote ---- */

static void
add_difference(struct versions *v, int cell, const struct value *ours)
{
	ARRAY_GROW(v->cell, v->cells, v->cell_room);
	ARRAY_GROW(v->ours, v->cells, v->ours_room);
	v->cell[v->cells] = cell;
	v->ours[v->cells++] = value_copy(ours);
}

/* Takes over what this session did not change, in one entry of the log, and
 * lists what both changed for the person to choose; returns how many cells were
 * taken.  The state is always that of the file, and a file that is handed in is
 * taken whole: otherwise saving would change what is handed in, or return it.
 */
static int
take_theirs(struct app *a, const struct changes *ours)
{
	const struct report *theirs = a->session->theirs.report;
	bool whole = report_handed_in(theirs);
	struct put *put =
		xcalloc((size_t)annotation_count(a->edit.form), sizeof *put);
	int cell, i = 0, n = 0;

	versions_free(a->edit.versions);
	a->edit.versions = xcalloc(1, sizeof *a->edit.versions);
	for (cell = 0; cell < annotation_count(a->edit.form); cell++) {
		const struct value *own = report_value(a->edit.report, cell);
		const struct value *other = report_value(theirs, cell);
		bool state = cell == annotation_state(a->edit.form), both;

		both = i < ours->cells && ours->cell[i].cell == cell;
		i += both;
		if (same(own, other))
			continue;
		if (both && !state)
			add_difference(a->edit.versions, cell, own);
		if (!both || state || whole)
			put[n++] = put_of(a->edit.report, cell, other);
	}
	session_sign(a->session, TAKEN_FROM_FILE);
	if (n && !app_edit(a, put, n, EDIT_TAKEN))
		n = 0;
	report_end_run(a->edit.report);
	free(put);
	return n;
}

/* ---- the list of them ---- */

#define PIECE 24		/* columns of a value in a row, at most */

/* Where two texts begin to differ, on a whole character. */
static size_t
fork_of(const char *one, const char *two)
{
	size_t n = 0;

	while (one[n] && one[n] == two[n])
		n++;
	while (n > 0 && (one[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static void
add_value(const struct form *f, int cell, const struct value *v,
	  const struct value *other, struct buf *out)
{
	const struct kind *k = item_kind(f, cell);
	const char *text = v->text ? v->text : "";
	size_t from, len;

	if (k->type->figure) {
		if (v->state == VALUE_BLANK)
			buf_add(out, _("(blank)"));
		value_format(k, v, out);
		return;
	}
	from = fork_of(text, other->text ? other->text : "");
	text += from;
	len = strcspn(text, "\n");
	if (from)
		buf_add(out, "..");
	buf_addn(out, text, text_fit(text, len, PIECE, AMBIGUOUS_WIDE));
	if (!*text)
		buf_add(out, from ? _("(ends)") : _("(blank)"));
}

static void
add_row(struct app *a, int i)
{
	const struct versions *v = a->edit.versions;
	int cell = v->cell[i];
	const struct value *his = report_value(a->session->theirs.report, cell);
	bool ours = same(report_value(a->edit.report, cell), &v->ours[i]);
	struct buf address = BUF_INIT, one = BUF_INIT, two = BUF_INIT;

	item_address(a->edit.form, cell, &address);
	add_value(a->edit.form, cell, &v->ours[i], his, &one);
	add_value(a->edit.form, cell, his, &v->ours[i], &two);
	list_add(a, ROLE_PLAIN, i, _("%s  %s yours %s  %s file %s"),
		 address.text, ours ? "[x]" : "[ ]", one.text,
		 ours ? "[ ]" : "[x]", two.text);
	buf_release(&address);
	buf_release(&one);
	buf_release(&two);
}

static void show_differences(struct app *a, int at);

/* The other of the two. */
static void
pick(struct app *a, int i)
{
	struct versions *v = a->edit.versions;
	int cell = v->cell[i];
	const struct value *his = report_value(a->session->theirs.report, cell);
	bool ours = same(report_value(a->edit.report, cell), &v->ours[i]);
	struct put put = put_of(a->edit.report, cell, ours ? his : &v->ours[i]);

	session_sign(a->session, ours ? TAKEN_FROM_FILE : KEPT_AGAINST_FILE);
	app_edit(a, &put, 1, ours ? EDIT_TAKEN : EDIT_NEW);
	report_end_run(a->edit.report);
	show_differences(a, i);
}

static void
show_differences(struct app *a, int at)
{
	int i;

	list_open(a, _("changed by somebody else: Enter takes the other, Esc "
		       "ends; then save"), true, pick);
	for (i = 0; i < a->edit.versions->cells; i++)
		add_row(a, i);
	list_go(a, at);
}

void
versions_compare(struct app *a)
{
	struct changes ours;
	int taken;

	changes_of(&ours, a->edit.report, journal_saved(a->session->journal));
	taken = take_theirs(a, &ours);
	changes_release(&ours);
	if (a->edit.versions->cells) {
		show_differences(a, 0);
		return;
	}
	app_tell(a, Q_("somebody else changed the file: %d of their figures "
		       "taken over; u undoes it; save again",
		       "somebody else changed the file: %d of their figures "
		       "taken over; u undoes it; save again", taken), taken);
}

/* ---- what was restored ---- */

/* Back to what the file holds, an entry at a time, so that it can be done
 * again; but for a hand-in, which is not taken back. */
static void
drop(struct app *a)
{
	int n = 0;

	while (report_modified(a->edit.report) &&
	       app_edit(a, NULL, 0, EDIT_UNDO))
		n++;
	if (n)
		app_tell(a, Q_("%d entry is dropped; C-r does it again",
			       "%d entries are dropped; C-r does them again, "
			       "one by one", n), n);
}

static void
pick_restored(struct app *a, int value)
{
	if (value == annotation_count(a->edit.form))
		drop(a);
	else
		app_go(a, value);
}

static void
add_restored(struct app *a, const struct changed_cell *c)
{
	struct buf when = BUF_INIT, address = BUF_INIT, change = BUF_INIT;

	person_time(c->last->sign.time, &when);
	item_address(a->edit.form, c->cell, &address);
	changes_show(c, a->edit.report, &change);
	list_add(a, ROLE_PLAIN, c->cell, "%s %s  %s  %s", when.text,
		 c->last->sign.person, address.text, change.text);
	buf_release(&when);
	buf_release(&address);
	buf_release(&change);
}

void
do_restored(struct app *a)
{
	struct changes changes;
	int i;

	if (!a->session->restored || !a->session->writer ||
	    !report_modified(a->edit.report)) {
		app_tell(a, _("no restored entry is unsaved"));
		return;
	}
	changes_of(&changes, a->edit.report, session_first(a->session));
	list_open(a, _("restored, not saved"), true, pick_restored);
	list_add(a, ROLE_HEADING, annotation_count(a->edit.form), "%s",
		 _("drop all that is not saved, back to what the file holds"));
	for (i = 0; i < changes.cells; i++)
		add_restored(a, &changes.cell[i]);
	changes_release(&changes);
}
