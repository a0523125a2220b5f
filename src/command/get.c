/* get.c - gouji --get and --set: single values of a report, read and written */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/command.h"
#include "store/report-read.h"
#include "store/report-write.h"
#include "store/save.h"

/* The cells that --get names; NULL if E got an error. */
static int *
find_cells(const struct options *o, const struct report *r, const char *path,
	   struct error *e)
{
	int *cell = xcalloc((size_t)o->gets, sizeof *cell), i;
	bool ok = true;

	for (i = 0; i < o->gets; i++) {
		struct error own = ERROR_INIT;

		cell[i] = form_find_cell(report_form(r), o->get[i], &own);
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

/* Saves what was set, unless somebody else wrote the file meanwhile. */
static bool
save(const struct report *r, const char *path, const struct stamp *before,
     struct error *e)
{
	struct stamp now = stamp_of(path);
	struct buf bytes = BUF_INIT;
	bool ok;

	if (!stamp_equal(before, &now))
		return error_add(e, (struct place){ path, 0, 0 },
				 _("was changed by somebody else; nothing is "
				   "set, try again"));
	report_write(r, &bytes);
	ok = save_file(path, bytes.text, bytes.len, e);
	buf_release(&bytes);
	return ok;
}

static void
work(const struct options *o, const struct report_file *file,
     const struct stamp *before, struct error *e)
{
	struct report *r = file->report;
	int *cell = find_cells(o, r, file->path, e);
	int serial = report_serial(r), i;
	struct buf out = BUF_INIT;

	if (command_set(o, r, file->path, e) && cell &&
	    (report_serial(r) == serial ||
	     save(r, file->path, before, e))) {
		for (i = 0; i < o->gets; i++)
			add_value(r, cell[i], &out);
		command_put(&out, e);
	}
	buf_release(&out);
	free(cell);
}

static enum status
run(const struct options *o)
{
	const char *path = o->file[0];
	struct stamp before = stamp_of(path);
	struct error e = ERROR_INIT;
	struct report_file file;
	enum status status;

	if (o->sets && !strcmp(path, "-")) {
		error_add(&e, NOWHERE, _("--set changes a file; it cannot "
					 "change standard input"));
		return command_end(&e);
	}
	if (report_file_open(&file, path, &e))
		work(o, &file, &before, &e);
	status = command_end(&e);
	report_file_close(&file);
	return status;
}

const struct verb verb_get = {
	.takes = TAKES_GET | TAKES_SET | TAKES_UNIT,
	.operand = N_("FILE"),
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
