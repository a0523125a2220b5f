/* print.c - gouji --print: whole reports, or the empty form, as text */
#include "base/i18n.h"
#include "command/command.h"
#include "document/document.h"

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

static enum status
run(const struct options *o)
{
	return command_pages(o, page);
}

const struct verb verb_print = {
	.takes = TAKES_PRINT | TAKES_BLANK | TAKES_LANG | TAKES_WIDTH |
		 TAKES_OUTPUT,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
