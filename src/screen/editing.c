/* editing.c - the one way in which the screen changes the report */
#include "screen/editing.h"

#include "report/annotation.h"
#include "report/reason.h"
#include "screen/app.h"
#include "screen/refusal.h"

bool
app_may_change(struct app *a, int cell)
{
	struct error e = ERROR_INIT;

	return app_told(a, report_may_change(a->edit.report, cell, &e), &e);
}

bool
app_edit(struct app *a, const struct put *put, int n, enum edit_how how)
{
	struct error e = ERROR_INIT;

	return app_told(a, report_edit(a->edit.report, put, n, how, &e), &e);
}

bool
app_key_in(struct app *a, int cell, const char *text, bool typed,
	   enum edit_how how)
{
	struct error e = ERROR_INIT;

	return app_told(
		a, report_key(a->edit.report, cell, text, typed, how, &e), &e);
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
