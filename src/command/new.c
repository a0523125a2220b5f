/* new.c - gouji --new: a blank report */

#include "base/i18n.h"
#include "command/command.h"
#include "store/report-writer.h"

static enum status
run(const struct options *o)
{
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;
	struct report *r = NULL;
	const struct form *f = NULL;

	if (o->output && !command_is_free(o->output, &e))
		return command_end(&e);
	f = command_is_path(o->form) ? NULL : command_form(o->form, &e);
	if (command_is_path(o->form))
		error_add(&e, NOWHERE,
			  _("'%s' is a file; --new wants the name of a form, "
			    "--forms lists them"), o->form);
	if (f) {
		r = report_new(f);
		if (command_set(o, r, NULL, &e)) {
			report_write(r, &out);
			command_save(o, &out, &e);
		}
	}
	report_free(r);
	buf_release(&out);
	return command_end(&e);
}

const struct verb verb_new = {
	.takes = TAKES_SET | TAKES_UNIT | TAKES_OUTPUT,
	.run = run,
};
