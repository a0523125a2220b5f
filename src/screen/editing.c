/* editing.c - the one way in which the screen changes the report */
#include "screen/editing.h"

#include "base/i18n.h"
#include "report/annotation.h"
#include "report/equation.h"
#include "report/previous-year.h"
#include "report/reason.h"
#include "screen/app.h"
#include "screen/place.h"
#include "store/person.h"
#include "store/sandbox-path.h"

bool
app_may_change(struct app *a, int cell)
{
	struct error e = ERROR_INIT;

	return app_told(a, report_may_change(a->edit.report, cell, &e), &e);
}

/* What a refused edit would have put into the closed cell, which the person is
 * shown, as its reason is asked for there. */
static void
complain_put(struct app *a, const struct put *put, int n, int cell)
{
	struct buf text = BUF_INIT;
	int i;

	for (i = 0; i < n; i++)
		if (put[i].cell == cell)
			value_format(form_kind_of(a->edit.form, cell),
				     &put[i].value, &text);
	app_go(a, cell);
	app_complain_closed(a, cell, text.text);
	buf_release(&text);
}

bool
app_edit(struct app *a, const struct put *put, int n, enum edit_how how)
{
	struct error e = ERROR_INIT;
	bool ok = report_edit(a->edit.report, put, n, how, &e);

	if (ok || e.code != REFUSED_CLOSED)
		return app_told(a, ok, &e);
	complain_put(a, put, n, e.subject);
	error_release(&e);
	return false;
}

bool
app_key_in(struct app *a, int cell, const char *text, bool typed,
	   enum edit_how how)
{
	struct error e = ERROR_INIT;
	bool ok = report_key(a->edit.report, cell, text, typed, how, &e);

	if (ok || e.code != REFUSED_CLOSED)
		return app_told(a, ok, &e);
	app_complain_closed(a, cell, text);
	error_release(&e);
	return false;
}

bool
app_changed_since(const struct app *a, int serial)
{
	return a->session->writer && report_serial(a->edit.report) != serial;
}

bool
app_answer(struct app *a, int check, const char *words, bool open)
{
	struct error e = ERROR_INIT;
	bool ok = app_told(a, reason_give(a->edit.report, check, words, open,
					  EDIT_NEW, &e), &e);

	report_end_run(a->edit.report);
	return ok;
}

void
app_end_run(struct app *a)
{
	struct error e = ERROR_INIT;

	if (a->session->writer)
		app_told(a, reason_settle(a->edit.report, &e), &e);
	report_end_run(a->edit.report);
}

const char *
app_note(const struct app *a, int cell)
{
	return report_text(a->edit.report, annotation_note(a->edit.form, cell));
}

/* ---- what is said when a change is refused ---- */

void
app_complain_reading(struct app *a)
{
	struct buf who = BUF_INIT;

	holder_show(&a->session->holder, &who);
	app_complain(a, _("read only: open at %s"), who.text);
	buf_release(&who);
}

void
app_complain_handed_in(struct app *a)
{
	struct buf when = BUF_INIT, person = BUF_INIT;
	int64_t time;

	/* a visitor of a kiosk who hands in cannot return the report */
	if (sandboxed()) {
		app_complain(a, _("handed in; whom it was handed in to can "
				  "return it"));
	} else if (session_handed_in(a->session, &time, &person)) {
		person_time(time, &when);
		app_complain(a, _("handed in on %s by %s; :return opens it "
				  "again"), when.text, person.text);
	} else {
		app_complain(a, _("handed in; :return opens it again"));
	}
	buf_release(&when);
	buf_release(&person);
}

void
app_complain_closed(struct app *a, int cell, const char *typed)
{
	const char *file = previous_name(report_previous(a->edit.report));
	struct buf from = BUF_INIT, held = BUF_INIT;

	equation_names(a->edit.report, a->edit.form->from[cell], true,
		       a->edit.lang, &from);
	report_show(a->edit.report, cell, &held);
	if (*typed)
		app_complain(a, _("keyed %s, carried %s from %s (%s); a and "
				  "a reason opens it"), typed,
			     held.text, from.text, file);
	else
		app_complain(a, _("carried from %s (%s); a and a reason opens "
				  "it"), from.text, file);
	buf_release(&from);
	buf_release(&held);
}

bool
app_told(struct app *a, bool ok, struct error *e)
{
	if (ok)
		;
	else if (e->code == REFUSED_READING)
		app_complain_reading(a);
	else if (e->code == REFUSED_HANDED_IN)
		app_complain_handed_in(a);
	else if (e->code == REFUSED_CLOSED)
		app_complain_closed(a, e->subject, "");
	else if (e->code)
		app_tell(a, "%s", error_first(e));
	else
		app_complain(a, "%s", error_first(e));
	error_release(e);
	return ok;
}
