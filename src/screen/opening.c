/* opening.c - opening a report on the screen, and closing it */
#include "screen/opening.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "report/annotation.h"
#include "report/previous-year.h"
#include "base/text.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/list.h"
#include "screen/entry.h"
#include "screen/grid.h"
#include "screen/place.h"
#include "screen/prompt.h"
#include "screen/prose.h"
#include "screen/resume.h"
#include "screen/versions.h"
#include "store/person.h"
#include "store/previous-years.h"

/* ---- last year ---- */

/* The last edit of the year, or of a text by which offices are told apart. */
static int
last_sought_by(const struct app *a)
{
	const struct form *f = a->edit.form;
	int year = form_year(f), i;
	int moved = year < 0 ? 0 : report_changed(a->edit.report, year);

	for (i = 0; i < f->texts; i++) {
		int n = report_changed(a->edit.report, f->text[i].cell);

		moved = n > moved ? n : moved;
	}
	return moved;
}

static void
attach_previous(struct app *a, struct error *e)
{
	free(a->edit.link);
	a->edit.link = xstrdup(
		report_text(a->edit.report, annotation_previous(a->edit.form)));
	previous_attach(&a->session->file, a->options.years, e);
	a->edit.sought = last_sought_by(a);
	a->edit.sought_reading = a->session->readings;
	grid_forget_layout(a);
	app_redraw(a);
}

/* While a text is written nothing is looked for, as each of its keys is an
 * edit. */
void
app_follow_link(struct app *a)
{
	struct error e = ERROR_INIT;

	if (app_where(a) == IN_WRITE ||
	    (!strcmp(a->edit.link,
		     report_text(a->edit.report,
				 annotation_previous(a->edit.form))) &&
	     a->edit.sought == last_sought_by(a) &&
	     a->edit.sought_reading == a->session->readings))
		return;
	attach_previous(a, &e);
	if (error_count(&e))
		app_complain(a, "%s", error_first(&e));
	error_release(&e);
}

/* ---- which it is ---- */

static bool
link_done(struct app *a, const char *name)
{
	struct put put = { .cell = annotation_previous(a->edit.form) };
	struct error e = ERROR_INIT;
	char *text = xstrdup(name);
	bool ok;

	put.cut = strlen(report_text(a->edit.report, put.cell));
	if (*text)
		put.value = (struct value){ .state = VALUE_TEXT,
					    .text = text };
	ok = report_edit(a->edit.report, &put, 1, EDIT_NEW, &e);
	report_end_run(a->edit.report);
	app_told(a, ok, &e);
	free(text);
	return true;
}

/* Row N of the list is the link to the file that stands there. */
static void
choice_taken(struct app *a, int n)
{
	struct buf names = BUF_INIT;
	char *name;

	if (previous_choices(&a->session->file, a->options.years, &names) > n) {
		for (name = names.text; n; n--)
			name = strchr(name, '\n') + 1;
		*strchr(name, '\n') = '\0';
		link_done(a, name);
	}
	buf_release(&names);
}

/* Asks which of the files that can be last year's report is meant. */
static void
ask_choice(struct app *a)
{
	struct buf names = BUF_INIT;
	int n = previous_choices(&a->session->file, a->options.years, &names);
	char *name = names.text, *end;
	int i;

	list_open(a, _("which is last year's report?"), true, choice_taken);
	for (i = 0; i < n; i++, name = end + 1) {
		struct buf safe = BUF_INIT;

		end = strchr(name, '\n');
		text_escape(&safe, name, (size_t)(end - name));
		list_add(a, ROLE_PLAIN, i, "%s", safe.text);
		buf_release(&safe);
	}
	list_go(a, 0);
	buf_release(&names);
}

void
app_link(struct app *a, const char *name)
{
	if (app_may_change(a, annotation_previous(a->edit.form)))
		link_done(a, name);
}

void
do_link(struct app *a)
{
	if (app_may_change(a, annotation_previous(a->edit.form)))
		prompt_open(a, a->edit.link, link_done,
			    _("the file of last year's report"));
}

/* Two files may be last year's: one of them is meant. */
static bool
is_asked(const struct app *a)
{
	return report_previous_missed(a->edit.report) && !*a->edit.link &&
	       a->session->writer && !report_handed_in(a->edit.report);
}

/* ---- where one begins ---- */

static int
first_cell(const struct form *f, const struct block *b)
{
	int cell = b->first, end = b->first + b->cells;

	while (cell < end && form_computed(f, cell))
		cell++;
	return cell < end ? cell : b->first;
}

/* The block to begin with: fields that are not filled in, else the first
 * table, else whatever comes first. */
static int
first_block(const struct app *a)
{
	int i, first = -1, table = -1;

	for (i = 0; i < a->edit.form->blocks; i++) {
		const struct block *b = &a->edit.form->block[i];

		if (b->type == BLOCK_FIELDS &&
		    report_blank_cells(a->edit.report, b))
			return i;
		if (first < 0 && b->cells)
			first = i;
		if (table < 0 && b->type == BLOCK_TABLE)
			table = i;
	}
	return table < 0 ? first : table;
}

/* Goes where one begins, or where the journal says that one stood. */
static void
take_place(struct app *a)
{
	int i;

	free(a->edit.at);
	a->edit.at = xcalloc((size_t)a->edit.form->blocks, sizeof *a->edit.at);
	a->view.picked = 0;
	for (i = 0; i < a->edit.form->blocks; i++)
		a->edit.at[i] =
			first_cell(a->edit.form, &a->edit.form->block[i]);
	a->edit.block = first_block(a);
	app_raise_screen(a);
	a->view.focus = a->view.anchor = -1;
	grid_set_run(a, -1);
	grid_forget_layout(a);
	prose_enter(a);
	spot_resume(a);
	app_redraw(a);
}

/* ---- opening and closing ---- */

/* Entries of the log that the file does not hold; each key is an edit. */
static int
unsaved(const struct app *a)
{
	int n, entries = 0;

	for (n = session_first(a->session); n < report_serial(a->edit.report);
	     n++)
		entries += report_log(a->edit.report, n)->how != EDIT_MORE;
	return entries;
}

/* What happened before we came, in one line. */
static void
say_what_was(struct app *a)
{
	const struct session *d = a->session;
	struct buf who = BUF_INIT, when = BUF_INIT;

	if (d->holder.person)
		holder_show(&d->holder, &who);
	person_time(d->found.time, &when);
	if (!d->writer)
		app_tell(a, _("read only: open at %s"), who.text);
	else if (d->took_over)
		app_tell(a, _("taken over from your other session, with all "
			      "that was typed there"));
	else if (d->restored && report_modified(a->edit.report))
		app_tell(a, Q_("restored: %d entry not saved, at %s by %s; U "
			       "lists it",
			       "restored: %d entries not saved, last at %s by "
			       "%s; U lists them", unsaved(a)),
			unsaved(a), when.text, d->found.person);
	else if (d->holder.person)
		app_tell(a, _("taken: the lock that was left behind by %s"),
			 who.text);
	else if (report_previous(a->edit.report) && !*a->edit.link)
		app_tell(a, _("compared with %s, which was found; :last FILE "
			      "names another"),
			 previous_name(report_previous(a->edit.report)));
	buf_release(&who);
	buf_release(&when);
}

void
app_close(struct app *a, bool finished)
{
	struct view *v = &a->view;

	while (a->stack.layers > a->edit.below)
		screen_pop(&a->stack);
	prompt_close(a);
	versions_free(a->edit.versions);
	free(a->edit.at);
	free(a->edit.link);
	a->edit = (struct editing){ .report = NULL };
	v->focus = v->anchor = -1;
	v->why = v->picking = v->menu = false;
	v->picked = v->prefix = 0;
	v->previous = PREVIOUS_HIDDEN;
	session_close(a->session, finished);
	free(a->session);
	a->session = NULL;
}

bool
app_open(struct app *a, const char *path, struct error *e)
{
	struct session *session = xcalloc(1, sizeof *session);

	if (!session_open(session, path, SESSION_SCREEN,
			  !a->options.no_history, e)) {
		free(session);
		return false;
	}
	if (a->session)
		app_close(a, true);
	app_clear_message(a);
	a->session = session;
	a->edit.report = session->file.report;
	a->edit.form = session->file.form;
	a->edit.lang = form_lang(a->edit.form, a->locale);
	a->edit.below = a->stack.layers;
	a->edit.texts = prose_open(a);
	a->edit.tables = grid_open(a);
	session_tell_kept(session, e);
	attach_previous(a, e);
	take_place(a);
	say_what_was(a);
	if (error_count(e))
		app_complain(a, "%s", error_first(e));
	error_release(e);
	if (session->differs)
		versions_compare(a);
	else if (is_asked(a))
		ask_choice(a);
	return true;
}

void
app_read_on(struct app *a)
{
	int readings = a->session->readings;
	int blocks = a->edit.form->blocks, cells = a->edit.form->cells;
	struct error e = ERROR_INIT;

	if (!session_read_on(a->session) && !session_free(a->session))
		return;
	if (session_free(a->session) && session_take(a->session, &e))
		app_tell(a, _("you can edit it now"));
	a->edit.report = a->session->file.report;
	a->edit.form = a->session->file.form;
	report_set_today(a->edit.report, a->today);
	if (a->session->readings != readings) {
		app_uncover(a);
		prompt_close(a);
		a->view.menu = false;
		entry_forget(a);
		grid_forget_layout(a);
		prose_forget_lines(a);
		/* the same form, read again, has the same places */
		if (a->edit.form->blocks != blocks ||
		    a->edit.form->cells != cells)
			take_place(a);
	}
	app_follow_link(a);
	app_redraw(a);
	error_release(&e);
	if (a->session->differs)
		versions_compare(a);
}
