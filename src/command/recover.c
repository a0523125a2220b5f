/* recover.c - gouji --recover: what was typed and not saved, without a screen
 */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/command.h"
#include "report/annotation.h"
#include "report/changes.h"
#include "store/session.h"
#include "store/person.h"
#include "store/report-writer.h"

static void
escape(struct buf *out, const char *text)
{
	text_escape(out, text, strlen(text));
}

/* "2026-11-24 17:30 li table.row.column: 3 -> 4" */
static void
list_cell(const struct report *r, const struct changed_cell *c, struct buf *out)
{
	person_time(c->last->sign.time, out);
	buf_addc(out, ' ');
	escape(out, c->last->sign.person);
	buf_addc(out, ' ');
	item_address(report_form(r), c->cell, out);
	buf_add(out, ": ");
	changes_show(c, r, out);
	buf_addc(out, '\n');
}

/* What the file does not hold, a line a cell. */
static void
list(const struct session *d, struct buf *out)
{
	struct changes changes;
	int i;

	changes_of(&changes, d->file.report, session_first(d));
	for (i = 0; i < changes.cells; i++)
		list_cell(d->file.report, &changes.cell[i], out);
	changes_release(&changes);
}

/* What was typed goes into another file; the journal stays. */
static bool
write_elsewhere(const struct options *o, const struct session *d,
		struct error *e)
{
	struct buf bytes = BUF_INIT;
	bool ok;

	report_write(d->file.report, &bytes);
	ok = command_save(o, &bytes, e);
	buf_release(&bytes);
	return ok;
}

static bool
write_back(struct session *d, struct error *e)
{
	if (d->differs)
		return error_add(e, (struct place){ d->path, 0, 0 },
				 _("was changed by somebody else since; open "
				   "it on the screen to choose, or write what "
				   "was typed to another file with -o"));
	return session_save(d, e);
}

static void
recover(const struct options *o, struct session *d, struct error *e)
{
	struct buf out = BUF_INIT;
	bool done = false;

	session_tell_kept(d, e);
	if (!d->restored || (!report_modified(d->file.report) &&
			     !d->differs)) {
		error_note(e, (struct place){ d->path, 0, 0 },
			   _("nothing waits to be recovered"));
		session_close(d, d->restored && !o->dry_run);
		return;
	}
	list(d, &out);
	if (!o->dry_run)
		done = o->output ? write_elsewhere(o, d, e)
				 : write_back(d, e);
	/* a list that is written nowhere is no reason to lose anything */
	if (o->dry_run || !o->output)
		command_put(&out, e);
	buf_release(&out);
	session_close(d, done && !o->output);
}

static enum status
run(const struct options *o)
{
	struct error e = ERROR_INIT;
	struct session d;

	if (session_open(&d, o->file[0],
			 o->dry_run ? SESSION_LOOK : SESSION_RECOVER,
			 !o->no_history, &e))
		recover(o, &d, &e);
	return command_end(&e);
}

const struct verb verb_recover = {
	.takes = TAKES_DRY_RUN | TAKES_OUTPUT | TAKES_NO_HISTORY,
	.operand = N_("FILE"),
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
