/*
 * state.c - gouji --state, --hand-in and --return: how far reports are, and
 * the one step that a person takes
 *
 *	FILE: state
 */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/command.h"
#include "command/rows.h"
#include "report/deadline.h"
#include "report/report-state.h"
#include "store/session.h"
#include "store/person.h"
#include "store/previous-years.h"

enum { FILE_NAME, STATE, BROKEN, UNEXPLAINED, BLANK, DUE, COLUMNS };

static const struct column columns[COLUMNS] = {
	[FILE_NAME] = { .key = "file", .in = ROWS_DATA },
	[STATE] = { .key = "state", .in = ROWS_DATA },
	[BROKEN] = { .key = "broken", .role = CELL_NUMBER, .in = ROWS_DATA },
	[UNEXPLAINED] = { .key = "unexplained", .role = CELL_NUMBER,
			  .in = ROWS_DATA },
	[BLANK] = { .key = "blank", .role = CELL_NUMBER, .in = ROWS_DATA },
	[DUE] = { .key = "due", .role = CELL_OPTION, .in = ROWS_DATA },
};

/* ---- what it is ---- */

static void
add_line(const char *path, const struct report *r, struct buf *out)
{
	text_escape(out, path, strlen(path));
	buf_addf(out, ": %s\n", state_name(report_state(r)));
}

/* Adds the day on which it is due; nothing if it is not. */
static void
add_due(const struct report *r, struct buf *out)
{
	struct deadline_state due = report_deadline(r);

	if (due.when != DUE_NOT)
		buf_addf(out, "%04d-%02d-%02d", due.year, due.month, due.day);
}

static void
add_row(const char *path, const struct report *r, struct rows *rows)
{
	const struct counts *c = report_counts(r);
	struct buf due = BUF_INIT, line = BUF_INIT;

	add_due(r, &due);
	add_line(path, r, &line);
	rows_add(rows, (const struct cell[COLUMNS]){
		[FILE_NAME] = { .text = path },
		[STATE] = { .text = state_word(report_state(r)) },
		[BROKEN] = { .number = c->broken[LEVEL_MUST] },
		[UNEXPLAINED] = { .number = c->broken[LEVEL_ASK] },
		[BLANK] = { .number = c->blank },
		[DUE] = { .text = due.text },
	});
	rows_lines(rows, line.text);
	buf_release(&due);
	buf_release(&line);
}

/* Rules ask of last year's figures here as they do for --check; that there are
 * none counts as an error there and here. */
static void
attach_previous(struct previous_years *years, struct report_file *file)
{
	struct error quiet = ERROR_INIT;

	previous_years_attach(years, file, &quiet);
	error_release(&quiet);
}

static struct rows
rows_of(const struct options *o, struct buf *out)
{
	return (struct rows){ .format = o->format, .bom = o->bom,
			      .column = columns, .columns = COLUMNS,
			      .out = out };
}

static enum status
state_file(const struct options *o, struct previous_years *years, int n,
	   bool *heard)
{
	const char *path = o->file[n];
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;
	struct rows rows = rows_of(o, &out);
	struct report_file file;

	if (previous_years_open(years, n, &file, &e)) {
		attach_previous(years, &file);
		report_set_today(file.report, person_today());
		add_row(path, file.report, &rows);
		rows_end(&rows);
		*heard = command_put(&out, &e);
	}
	previous_years_close(years, n, &file);
	buf_release(&out);
	return command_end(&e);
}

/* Runs ONE for every file until standard output is closed.  Returns the worst
 * status. */
static enum status
each(const struct options *o,
     enum status (*one)(const struct options *o, struct previous_years *years,
			int n, bool *heard))
{
	struct previous_years *years = previous_years_new(o->file, o->files, o->years);
	enum status status = STATUS_GOOD;
	bool heard = true;
	int i;

	for (i = 0; i < o->files && heard; i++) {
		enum status s = one(o, years, i, &heard);

		status = s > status ? s : status;
	}
	previous_years_free(years);
	return status;
}

static enum status
run_state(const struct options *o)
{
	struct error e = ERROR_INIT;
	struct buf head = BUF_INIT;
	struct rows rows = rows_of(o, &head);
	bool ok;

	rows_head(&rows);
	ok = command_put(&head, &e);
	buf_release(&head);
	command_tell(&e);
	return ok ? each(o, state_file) : STATUS_TROUBLE;
}

const struct verb verb_state = {
	.takes = TAKES_FORMAT | TAKES_ROWS | TAKES_YEARS,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run_state,
};

/* ---- handing in, and back ---- */

/* Makes the edit and saves it.  BROKEN if the report is not in a state for
 * it. */
static enum status
change(const struct options *o, struct previous_years *years,
       const char *path, bool *heard,
       bool (*edit)(struct report *r, struct error *e))
{
	struct error e = ERROR_INIT, own = ERROR_INIT;
	struct place place = { path, 0, 0 };
	enum status status = STATUS_TROUBLE;
	struct buf out = BUF_INIT;
	struct session d;

	if (!strcmp(path, "-")) {
		error_add(&e, NOWHERE, _("a file is changed; standard input "
					 "cannot be"));
	} else if (session_open(&d, path, SESSION_COMMAND, !o->no_history,
				&e)) {
		session_tell_kept(&d, &e);
		attach_previous(years, &d.file);
		session_sign(&d, o->reason);
		if (!edit(d.file.report, &own)) {
			error_add(&e, place, "%s", error_first(&own));
			status = STATUS_BROKEN;
		} else if (session_save(&d, &e)) {
			add_line(path, d.file.report, &out);
			*heard = command_put(&out, &e);
			status = *heard ? STATUS_GOOD : STATUS_TROUBLE;
		}
		session_close(&d, true);
	}
	command_tell(&e);
	error_release(&own);
	buf_release(&out);
	return status;
}

static enum status
hand_in_file(const struct options *o, struct previous_years *years, int n,
	     bool *heard)
{
	return change(o, years, o->file[n], heard, report_hand_in);
}

static enum status
return_file(const struct options *o, struct previous_years *years, int n,
	    bool *heard)
{
	return change(o, years, o->file[n], heard, report_return);
}

static enum status
run_hand_in(const struct options *o)
{
	return each(o, hand_in_file);
}

static enum status
run_return(const struct options *o)
{
	struct error e = ERROR_INIT;

	if (o->reason[strspn(o->reason, " ")])
		return each(o, return_file);
	error_add(&e, NOWHERE, _("--return wants --reason=TEXT, for the log"));
	return command_end(&e);
}

const struct verb verb_hand_in = {
	.takes = TAKES_REASON | TAKES_NO_HISTORY | TAKES_YEARS,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run_hand_in,
};

const struct verb verb_return = {
	.takes = TAKES_REASON | TAKES_NO_HISTORY | TAKES_YEARS,
	.operand = N_("FILE"),
	.many = true,
	.run = run_return,
};
