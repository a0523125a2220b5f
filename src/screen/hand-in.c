/* hand-in.c - handing a report in, and opening it again */
#include "screen/hand-in.h"

#include <string.h>

#include "base/i18n.h"
#include "report/annotation.h"
#include "report/report-state.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/grid.h"
#include "screen/prompt.h"
#include "screen/refusal.h"
#include "screen/saving.h"
#include "store/sandbox-path.h"
#include "store/person.h"

/* Makes the edit and saves it, as it is what others go by.  What somebody else
 * wrote into the file is merged before, and then the person asks once more. */
static bool
change(struct app *a, bool (*edit)(struct report *r, struct error *e))
{
	struct error e = ERROR_INIT;

	return app_is_current(a) && app_told(a, edit(a->edit.report, &e), &e) &&
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
	if (app_told(a, report_may_hand_in(a->edit.report, &e), &e))
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
	if (!app_may_change(a, annotation_state(a->edit.form)))
		return;
	if (!report_handed_in(a->edit.report))
		app_tell(a, _("it is not handed in"));
	else if (sandboxed())
		app_complain_handed_in(a);
	else
		prompt_open(a, "", return_done, _("why is it returned?"));
}
