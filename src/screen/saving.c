/* saving.c - saving the report, and leaving it */
#include "screen/saving.h"

#include <string.h>

#include "base/i18n.h"
#include "screen/app.h"
#include "screen/grid.h"
#include "screen/prompt.h"
#include "screen/refusal.h"
#include "screen/versions.h"
#include "store/report-writer.h"
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

bool
app_is_current(struct app *a)
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

	grid_accept(a);
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
	grid_accept(a);
	if (nothing_to_save(a) || app_save(a, NULL))
		a->quit = true;
}

static bool
discard_done(struct app *a, const char *text)
{
	if (!strcmp(text, "yes"))
		a->quit = true;
	else
		app_tell(a, _("nothing is thrown away"));
	return true;
}

void
do_discard(struct app *a)
{
	grid_accept(a);
	if (nothing_to_save(a))
		a->quit = true;
	else
		prompt_open(a, "", discard_done,
			    _("throw away what changed since the last save? "
			      "type yes"));
}
