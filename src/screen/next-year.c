/*
 * next-year.c - from the open report to that of the year after
 *
 * Two questions, then the new file is made and saved, this report is saved and
 * left, and the new one stands in its place: app_next().
 */
#include "screen/next-year.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "screen/app.h"
#include "screen/grid.h"
#include "screen/list.h"
#include "screen/opening.h"
#include "screen/prompt.h"
#include "screen/saving.h"
#include "store/carried-report.h"
#include "store/report-writer.h"

/* ---- the questions ---- */

/* The name of the open file with the year after in place of its own, or with
 * it before the ending. */
static void
offer_name(const struct app *a, struct buf *out)
{
	const char *path = a->session->path, *base = strrchr(path, '/'), *at;
	const char *dot = strrchr(base ? base : path, '.');
	size_t end = dot ? (size_t)(dot - path) : strlen(path);
	int year = report_year(a->edit.report);
	struct buf own = BUF_INIT;

	buf_addf(&own, "%d", year);
	at = strstr(base ? base : path, own.text);
	if (at)
		buf_addf(out, "%.*s%d%s", (int)(at - path), path, year + 1,
			 at + own.len);
	else
		buf_addf(out, "%.*s-%d%s", (int)end, path, year + 1,
			 path + end);
	buf_release(&own);
}

/* Carries what is open into the file a->next and saves that; what had no
 * place is in a->left. */
static bool
make(struct app *a, bool draft, struct error *e)
{
	struct report_file next;
	struct buf bytes = BUF_INIT;
	bool ok;

	if (!carry_file(&next, &a->session->file, a->next, a->options.years,
			draft, a->edit.lang, e))
		return false;
	report_write(next.report, &bytes);
	ok = save_file(a->next, bytes.text, bytes.len, e);
	buf_release(&bytes);
	report_file_close(&next);
	return ok;
}

static void
stay(struct app *a)
{
	error_release(&a->left);
	free(a->next);
	a->next = NULL;
	a->quit = false;
}

static bool
go(struct app *a, bool draft)
{
	prompt_close(a);
	if (report_modified(a->edit.report) && a->session->writer &&
	    !app_save(a, NULL)) {
		stay(a);
	} else if (make(a, draft, &a->left)) {
		a->quit = true;
	} else {
		app_complain(a, "%s", error_first(&a->left));
		stay(a);
	}
	return true;
}

static bool
draft_done(struct app *a, const char *text)
{
	return go(a, !strcmp(text, "y"));
}

static bool
draft_key(struct app *a, const struct key *k)
{
	if (k->code == KEY_TEXT && prompt_answer(k->text) == ANSWER_YES)
		return go(a, true);
	if (k->code == KEY_TEXT && prompt_answer(k->text) == ANSWER_NO)
		return go(a, false);
	if (k->code == KEY_ESC || k->code == KEY_CTRL('C')) {
		prompt_close(a);
		stay(a);
		return true;
	}
	/* no other answer but Enter, which is no */
	return k->code != KEY_ENTER;
}

static bool
name_done(struct app *a, const char *text)
{
	if (!*text)
		return true;
	if (stamp_of(text).there) {
		app_complain(a, _("%s is there already; give another name"),
			     text);
		return false;
	}
	free(a->next);
	a->next = xstrdup(text);
	prompt_open(a, "", draft_done,
		    _("take the texts along as a draft? y or n"));
	a->prompt->key = draft_key;
	a->prompt->fresh = true;
	return true;
}

void
do_next_year(struct app *a)
{
	struct buf name = BUF_INIT;

	if (report_year(a->edit.report) < 0) {
		app_complain(a, _("the report does not say which year it is "
				  "of"));
		return;
	}
	offer_name(a, &name);
	prompt_open(a, name.text, name_done,
		    _("the file of next year's report"));
	buf_release(&name);
}

/* ---- the next report ---- */

/* On as many rows as it takes. */
static void
list_wrapped(struct app *a, const char *text)
{
	size_t len = strlen(text), skip, n;
	int width = term_columns(a->term) - 4;
	bool first = true;

	for (; len; text += n + skip, len -= n + skip, first = false) {
		n = text_wrap(text, len, width > 1 ? width : 1, AMBIGUOUS_WIDE,
			      &skip);
		list_add(a, ROLE_PLAIN, -1, "%s%.*s", first ? "" : "  ", (int)n,
			 text);
	}
}

/* What could not be carried. */
static void
list_left(struct app *a, const struct error *left)
{
	size_t i;

	if (!left->count) {
		app_tell(a, _("carried from %s; < marks what is closed"),
			 *a->edit.link ? a->edit.link : a->session->path);
		return;
	}
	list_open(a, _("not carried"), false, NULL);
	for (i = 0; i < left->count; i++) {
		const char *text = left->problem[i].text;
		struct buf safe = BUF_INIT;

		text_escape(&safe, text, strlen(text));
		list_wrapped(a, safe.text);
		buf_release(&safe);
	}
}

void
open_next(struct app *a)
{
	struct error e = ERROR_INIT;
	char *path = a->next;

	a->next = NULL;
	if (app_open(a, path, &e))
		list_left(a, &a->left);
	else
		app_complain(a, "%s", error_first(&e));
	error_release(&e);
	error_release(&a->left);
	free(path);
	a->quit = false;
}
