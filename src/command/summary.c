/* summary.c - gouji --summary: reports on one screen each */
#include "base/i18n.h"
#include "command/command.h"
#include "document/document.h"

static bool
page(const struct options *o, const struct report *r, int lang,
     struct buf *out)
{
	struct document_options d = {
		.lang = lang,
		.width = command_width(o, SUMMARY_WIDTH),
		.color = command_color(o),
	};

	document_summary(r, &d, out);
	return true;
}

static enum status
run(const struct options *o)
{
	return command_pages(o, page, NULL);
}

const struct verb verb_summary = {
	.takes = TAKES_LANG | TAKES_WIDTH | TAKES_OUTPUT | TAKES_COLOR |
		 TAKES_YEARS,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
