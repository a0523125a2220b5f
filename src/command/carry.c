/* carry.c - gouji --carry: next year's report from last year's */
#include "store/carried-report.h"

#include <sys/stat.h>

#include "base/i18n.h"
#include "command/command.h"
#include "store/report-writer.h"

static bool
carry(const struct options *o, const struct report_file *last,
      struct error *e)
{
	struct report_file next;
	struct buf out = BUF_INIT;
	bool ok;

	if (!carry_file(&next, last, o->output, o->years, o->draft,
			form_lang(last->form, command_language()), e))
		return false;
	ok = command_set(o, next.report, NULL, e);
	if (ok) {
		report_write(next.report, &out);
		ok = command_save(o, &out, e);
	}
	buf_release(&out);
	report_file_close(&next);
	return ok;
}

static enum status
run(const struct options *o)
{
	struct report_file last;
	struct error e = ERROR_INIT;

	if (!o->output)
		error_add(&e, NOWHERE,
			  _("--carry wants -o and the name of the new file, "
			    "which links to last year's"));
	else if (command_is_free(o->output, &e) &&
		 report_file_open(&last, o->last, &e)) {
		carry(o, &last, &e);
		report_file_close(&last);
	}
	return command_end(&e);
}

const struct verb verb_carry = {
	.takes = TAKES_DRAFT | TAKES_YEARS | TAKES_SET | TAKES_OUTPUT,
	.run = run,
};
