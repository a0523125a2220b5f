/* print.c - gouji --print: whole reports, or the empty form, as text */
#include "base/i18n.h"
#include "command/command.h"
#include "core/refer.h"
#include "document/document.h"
#include "store/report-read.h"

static void
page(const struct options *o, const struct report *r, int lang,
     struct buf *out)
{
	struct document_options d = {
		.lang = lang,
		.width = command_width(o, DOCUMENT_WIDTH),
		.blank = o->blank,
	};

	document_text(r, &d, out);
}

/* What a reference of a text shows on the page, if it does. */
static bool
refer_ready(const struct report_file *file, int cell,
	    const struct refer *refer, struct error *e)
{
	struct place place = {
		file->path, report_file_line(file, cell, refer->at), 0
	};
	struct buf text = BUF_INIT;
	enum refer_state state = report_refer(file->report, refer, &text);

	buf_clear(&text);
	if (state == REFER_NOWHERE) {
		report_refer_why(file->report, cell, refer, &text);
		error_add(e, place, _("%s; mend it before printing"),
			  text.text);
	} else if (state == REFER_EMPTY) {
		buf_addn(&text, report_text(file->report, cell) + refer->at,
			 refer->len);
		error_warn(e, place, _("%s is blank and printed as %s; key "
				       "the figure"), text.text, REFER_BLANK);
	}
	buf_release(&text);
	return state != REFER_NOWHERE;
}

/* No page may say what the tables do not. */
static bool
ready(const struct report_file *file, struct error *e)
{
	const struct refer *refer;
	int cell, i;
	bool ok = true;

	for (cell = 0; cell < file->form->cells; cell++) {
		int refers = report_refers(file->report, cell, &refer);

		for (i = 0; i < refers; i++)
			ok = refer_ready(file, cell, &refer[i], e) && ok;
	}
	return ok;
}

static enum status
run(const struct options *o)
{
	return command_pages(o, page, ready);
}

const struct verb verb_print = {
	.takes = TAKES_PRINT | TAKES_BLANK | TAKES_LANG | TAKES_WIDTH |
		 TAKES_OUTPUT,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
