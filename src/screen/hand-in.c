/* hand-in.c - handing a report in, and opening it again */
#include <string.h>

#include "base/i18n.h"
#include "report/annotation.h"
#include "report/report-state.h"
#include "screen/action.h"
#include "store/sandbox-path.h"
#include "store/person.h"

void
hand_in_complain(struct app *a)
{
	struct buf when = BUF_INIT, person = BUF_INIT;
	int64_t time;

	/* who hands in at a kiosk does not open it again himself */
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

/* Makes the edit and saves it, as it is what others go by.  What somebody else
 * wrote into the file is merged before, and then the person asks once more. */
static bool
change(struct app *a, bool (*edit)(struct report *r, struct error *e))
{
	struct error e = ERROR_INIT;

	return app_is_current(a) && app_told(a, edit(a->report, &e), &e) &&
	       app_save(a, NULL);
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
	if (app_told(a, report_may_hand_in(a->report, &e), &e))
		prompt_open(a, "", hand_in_done,
			    _("hand in? it is saved and locked; type yes"));
}

static bool
return_done(struct app *a, const char *text)
{
	if (!text[strspn(text, " ")]) {
		app_tell(a, _("not returned: a reason is wanted, for the log"));
		return true;
	}
	session_sign(a->session, text);
	if (change(a, report_return))
		app_tell(a, _("returned and saved; it can be changed again"));
	return true;
}

void
do_return(struct app *a)
{
	if (!app_may_change(a, annotation_state(a->form)))
		return;
	if (!report_handed_in(a->report))
		app_tell(a, _("it is not handed in"));
	else if (sandboxed())
		hand_in_complain(a);
	else
		prompt_open(a, "", return_done, _("why is it returned?"));
}
