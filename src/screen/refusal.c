/* refusal.c - what is said when a change is refused */
#include "screen/refusal.h"

#include "base/i18n.h"
#include "report/equation.h"
#include "report/previous-year.h"
#include "screen/app.h"
#include "store/person.h"
#include "store/sandbox-path.h"

void
app_complain_reading(struct app *a)
{
	struct buf who = BUF_INIT;

	holder_show(&a->session->holder, &who);
	app_complain(a, _("you are reading; it is open at %s"), who.text);
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

/* The cell, which is carried and has no reason, is closed. */
static void
complain_closed(struct app *a, int cell)
{
	struct buf from = BUF_INIT;

	equation_names(a->edit.report, a->edit.form->from[cell], true,
		    a->edit.lang, &from);
	app_complain(a, _("carried from %s (%s); a and a reason opens it"),
		     from.text, previous_name(report_previous(a->edit.report)));
	buf_release(&from);
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
		complain_closed(a, e->subject);
	else if (e->code)
		app_tell(a, "%s", error_first(e));
	else
		app_complain(a, "%s", error_first(e));
	error_release(e);
	return ok;
}
