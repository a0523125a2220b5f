/* get.c - gouji --get and --set: single values of a report, read and written */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/command.h"
#include "report/annotation.h"
#include "store/session.h"

/* The cells that --get names; NULL if E got an error. */
static int *
find_cells(const struct options *o, const struct report *r, const char *path,
	   struct error *e)
{
	int *cell = xcalloc((size_t)o->get.count, sizeof *cell), i;
	bool ok = true;

	for (i = 0; i < o->get.count; i++) {
		struct error own = ERROR_INIT;

		cell[i] = item_find(report_form(r), o->get.name[i], &own);
		if (cell[i] < 0)
			ok = error_add(e, (struct place){ path, 0, 0 }, "%s",
				       error_first(&own));
		error_release(&own);
	}
	if (ok)
		return cell;
	free(cell);
	return NULL;
}

/* Another program gets the value as it is; a terminal must not take it for a
 * command. */
static void
add_value(const struct report *r, int cell, struct buf *out)
{
	struct buf value = BUF_INIT;
	const char *text;

	report_show(r, cell, &value);
	if (!isatty(STDOUT_FILENO)) {
		buf_addn(out, value.text, value.len);
	} else {
		for (text = value.text;; text++) {
			size_t len = strcspn(text, "\n");

			text_escape(out, text, len);
			text += len;
			if (!*text)
				break;
			buf_addc(out, '\n');
		}
	}
	buf_addc(out, '\n');
	buf_release(&value);
}

static void
show(const struct options *o, const struct report *r, const char *path,
     struct error *e)
{
	int *cell = find_cells(o, r, path, e), i;
	struct buf out = BUF_INIT;

	for (i = 0; cell && i < o->get.count; i++)
		add_value(r, cell[i], &out);
	if (cell)
		command_put(&out, e);
	buf_release(&out);
	free(cell);
}

static void
get(const struct options *o, const char *path, struct error *e)
{
	struct report_file file;

	if (report_file_open(&file, path, e))
		show(o, file.report, path, e);
	report_file_close(&file);
}

/* All are set and saved, or none. */
static void
set(const struct options *o, const char *path, struct error *e)
{
	struct report *r;
	struct session d;
	int *cell, serial;

	if (!session_open(&d, path, SESSION_COMMAND, !o->no_history, e))
		return;
	session_tell_kept(&d, e);
	command_previous(o, &d.file, e);
	r = d.file.report;
	serial = report_serial(r);
	cell = find_cells(o, r, path, e);
	session_sign(&d, o->reason);
	if (command_set(o, r, path, e) && cell &&
	    (report_serial(r) == serial || session_save(&d, e)))
		show(o, r, path, e);
	free(cell);
	session_close(&d, true);
}

static enum status
run_get(const struct options *o)
{
	struct error e = ERROR_INIT;

	get(o, o->file[0], &e);
	return command_end(&e);
}

const struct verb verb_get = {
	.takes = TAKES_GET,
	.operand = N_("FILE"),
	.kiosk = KIOSK_REPORTS,
	.run = run_get,
};

static enum status
run_set(const struct options *o)
{
	struct error e = ERROR_INIT;

	if (!strcmp(o->file[0], "-"))
		error_add(&e, NOWHERE, _("--set changes a file; it cannot "
					 "change standard input"));
	else
		set(o, o->file[0], &e);
	return command_end(&e);
}

const struct verb verb_set = {
	.takes = TAKES_GET | TAKES_SET | TAKES_UNIT | TAKES_REASON |
		 TAKES_YEARS | TAKES_NO_HISTORY,
	.operand = N_("FILE"),
	.kiosk = KIOSK_REPORTS,
	.run = run_set,
};
