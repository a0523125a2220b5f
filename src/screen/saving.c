/* saving.c - saving the report, leaving it, handing it in */
#include "screen/saving.h"

#include <string.h>

#include "base/i18n.h"
#include "report/annotation.h"
#include "report/report-state.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/grid.h"
#include "screen/prompt.h"
#include "screen/versions.h"
#include "store/report-writer.h"
#include "store/sandbox-path.h"
#include "store/save.h"

/* A copy, which is not the report's file from then on. */
static bool
save_as(struct app *a, const char *path, struct error *e)
{
	struct buf bytes = BUF_INIT;
	bool ok;

	if (stamp_of(path).there) {
		app_complain(a, _("%s is there already; give another name"),
			     path);
		return false;
	}
	report_write(a->edit.report, &bytes);
	ok = save_file(path, bytes.text, bytes.len, e);
	buf_release(&bytes);
	return ok;
}

/* False, said, if another program wrote the file: the two are compared then. */
static bool
is_current(struct app *a)
{
	struct error e = ERROR_INIT;
	bool ok = session_current(a->session, &e);

	if (!ok && a->session->differs)
		versions_compare(a);
	return app_told(a, ok, &e);
}

bool
app_save(struct app *a, const char *path)
{
	struct error e = ERROR_INIT;
	bool ok, warned;

	if (path && !strcmp(path, a->session->path))
		path = NULL;
	if (!path && !a->session->writer) {
		app_complain_reading(a);
		return false;
	}
	ok = path ? save_as(a, path, &e) : session_save(a->session, &e);
	if (!ok && !e.count)
		return false;
	warned = ok && e.count;
	if (warned)
		app_complain(a, "%s", error_first(&e));
	if (!ok && a->session->differs)
		versions_compare(a);
	if (!app_told(a, ok, &e))
		return false;
	if (!warned)
		app_tell(a, _("%s is saved"), path ? path : a->session->path);
	return true;
}

/* ---- leaving ---- */

/* What another session wrote and has not saved yet is saved there. */
static bool
nothing_to_save(const struct app *a)
{
	return !a->session->writer || !report_modified(a->edit.report);
}

void
do_leave(struct app *a)
{
	if (nothing_to_save(a) || app_save(a, NULL))
		a->quit = true;
}

static void
discard(struct app *a)
{
	a->quit = true;
}

void
do_discard(struct app *a)
{
	if (nothing_to_save(a))
		a->quit = true;
	else
		prompt_ask(a, discard, _("nothing is thrown away"),
			   _("throw away what changed since the last save? "
			     "y and Enter; Esc: no"));
}

/* ---- handing in, and opening again ---- */

/* Makes the edit and saves it, as it is what others go by.  What somebody else
 * wrote into the file is merged before, and then the person asks once more. */
static bool
change(struct app *a, bool (*edit)(struct report *r, struct error *e))
{
	struct error e = ERROR_INIT;

	return is_current(a) && app_told(a, edit(a->edit.report, &e), &e) &&
	       app_save(a, NULL);
}

static void
hand_in(struct app *a)
{
	if (change(a, report_hand_in))
		app_tell(a, "%s", sandboxed()
			 ? _("handed in and saved; locked until it is returned")
			 : _("handed in and saved; locked until :return opens "
			    "it again"));
}

void
do_hand_in(struct app *a)
{
	struct error e = ERROR_INIT;

	if (app_told(a, report_may_hand_in(a->edit.report, &e), &e))
		prompt_ask(a, hand_in, _("not handed in"),
			   _("hand in? it is saved and locked; y and Enter; "
			     "Esc: no"));
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
