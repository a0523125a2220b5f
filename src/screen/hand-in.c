/* hand-in.c - handing a report in, and opening it again */
#include <string.h>

#include "base/i18n.h"
#include "report/report-state.h"
#include "screen/action.h"
#include "store/sandbox-path.h"
#include "store/person.h"

bool
app_locked(struct app *a)
{
	struct buf when = BUF_INIT, person = BUF_INIT;
	int64_t time;

	if (report_state(a->report) != REPORT_HANDED_IN)
		return false;
	/* who hands in at a kiosk does not open it again himself */
	if (sandboxed()) {
		app_complain(a, _("handed in; whom it was handed in to can "
				  "return it"));
	} else if (session_handed_in(&a->session, &time, &person)) {
		person_time(time, &when);
		app_complain(a, _("handed in on %s by %s; :return opens it "
				  "again"), when.text, person.text);
	} else {
		app_complain(a, _("handed in; :return opens it again"));
	}
	buf_release(&when);
	buf_release(&person);
	return true;
}

/* Makes the edit and saves it, as it is what others go by. */
static bool
change(struct app *a, bool (*edit)(struct report *r, struct error *e))
{
	struct error e = ERROR_INIT;
	bool ok = edit(a->report, &e);

	if (!ok)
		app_complain(a, "%s", error_first(&e));
	error_release(&e);
	return ok && app_save(a, NULL);
}

static bool
hand_in_done(struct app *a, const char *text)
{
	if (strcmp(text, "yes"))
		app_tell(a, _("not handed in"));
	else if (change(a, report_hand_in))
		app_tell(a, "%s", sandboxed()
			 ? _("handed in and saved; locked until it is returned")
			 : _("handed in and saved; locked until :return opens "
			    "it again"));
	return true;
}

void
do_hand_in(struct app *a)
{
	struct error e = ERROR_INIT;

	grid_accept(a);
	if (!app_may_write(a))
		return;
	if (report_may_hand_in(a->report, &e))
		prompt_open(a, "", hand_in_done,
			    _("hand in? it is saved and locked; type yes"));
	else
		app_complain(a, "%s", error_first(&e));
	error_release(&e);
}

static bool
return_done(struct app *a, const char *text)
{
	if (!text[strspn(text, " ")]) {
		app_tell(a, _("not returned: a reason is wanted, for the log"));
		return true;
	}
	session_sign(&a->session, text);
	if (change(a, report_return))
		app_tell(a, _("returned and saved; it can be changed again"));
	return true;
}

void
do_return(struct app *a)
{
	if (!app_may_write(a))
		return;
	if (sandboxed() && app_locked(a))
		return;
	if (report_state(a->report) == REPORT_HANDED_IN)
		prompt_open(a, "", return_done, _("why is it returned?"));
	else
		app_tell(a, _("it is not handed in"));
}
