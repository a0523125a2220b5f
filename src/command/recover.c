/* recover.c - gouji --recover: what was typed and not saved, without a screen */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/command.h"
#include "core/net.h"
#include "store/desk.h"
#include "store/person.h"
#include "store/report-write.h"

static void
escape(struct buf *out, const char *text)
{
	text_escape(out, text, strlen(text));
}

/* "2026-11-24 17:30 li table.row.column: 3 -> 4" */
static void
list_cell(const struct report *r, const struct net_cell *c, struct buf *out)
{
	person_time(c->last->sign.time, out);
	buf_addc(out, ' ');
	escape(out, c->last->sign.person);
	buf_addc(out, ' ');
	form_address(report_form(r), c->cell, out);
	buf_add(out, ": ");
	net_show(c, r, out);
	buf_addc(out, '\n');
}

/* What the file does not hold, a line a cell. */
static void
list(const struct desk *d, struct buf *out)
{
	struct net net;
	int i;

	net_of(&net, d->file.report, desk_first(d));
	for (i = 0; i < net.cells; i++)
		list_cell(d->file.report, &net.cell[i], out);
	net_release(&net);
}

/* What was typed goes into another file; the journal stays. */
static bool
write_elsewhere(const struct options *o, const struct desk *d,
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
write_back(struct desk *d, struct error *e)
{
	if (d->differs)
		return error_add(e, (struct place){ d->path, 0, 0 },
				 _("was changed by somebody else since; open "
				   "it on the screen to choose, or write what "
				   "was typed to another file with -o"));
	return desk_save(d, e);
}

static void
recover(const struct options *o, struct desk *d, struct error *e)
{
	struct buf out = BUF_INIT;
	bool done = false;

	desk_tell_kept(d, e);
	if (!d->restored || (!report_modified(d->file.report) &&
			     !d->differs)) {
		error_note(e, (struct place){ d->path, 0, 0 },
			   _("nothing waits to be recovered"));
		desk_close(d, d->restored && !o->dry_run);
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
	desk_close(d, done && !o->output);
}

static enum status
run(const struct options *o)
{
	struct error e = ERROR_INIT;
	struct desk d;

	if (desk_open(&d, o->file[0],
		      o->dry_run ? DESK_LOOK : DESK_RECOVER, !o->no_history,
		      &e))
		recover(o, &d, &e);
	return command_end(&e);
}

const struct verb verb_recover = {
	.takes = TAKES_RECOVER | TAKES_DRY_RUN | TAKES_OUTPUT |
		 TAKES_NO_HISTORY,
	.operand = N_("FILE"),
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
