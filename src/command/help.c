/* help.c - gouji --help: the options, read off their table */

#include "base/i18n.h"
#include "base/text.h"
#include "command/options.h"

#define INDENT 27		/* where the text of an option begins */
#define WIDTH 79

static void
add_name(const struct option_row *row, struct buf *out)
{
	if (row->letter)
		buf_addf(out, "  -%c, --%s", row->letter, row->name);
	else
		buf_addf(out, "      --%s", row->name);
	if (row->arg)
		buf_addf(out, "=%s", _(row->arg));
	else if (row->verb && row->verb->operand)
		buf_addf(out, row->verb->many ? " %s..." : " %s",
			 _(row->verb->operand));
}

static void
add_option(const struct option_row *row, struct buf *out)
{
	struct buf name = BUF_INIT;
	int width;

	add_name(row, &name);
	width = text_width(name.text, name.len, AMBIGUOUS_NARROW);
	buf_addn(out, name.text, name.len);
	if (width + 2 > INDENT) {
		buf_addc(out, '\n');
		width = 0;
	}
	buf_fill(out, ' ', INDENT - width);
	command_wrap(out, _(row->help), INDENT, WIDTH);
	buf_release(&name);
}

static enum status
run(const struct options *o)
{
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;
	size_t i;

	(void)o;
	buf_add(&out, _("Usage: gouji FILE\n"
			"  or:  gouji OPTION... [FILE...]\n"
			"Enter, check and print the reports of official "
			"statistical forms.\n"
			"FILE alone is opened on the screen; '-' as a file to "
			"read is standard input.\n"));
	for (i = 0; i < option_count; i++) {
		if (option_rows[i].name)
			add_option(&option_rows[i], &out);
		else
			buf_addf(&out, "\n%s\n", _(option_rows[i].help));
	}
	buf_add(&out, _("\nExit status: 0 if all is well, 1 if a report that "
			"was checked has errors,\n2 if something could not be "
			"read, written or understood.\n"
			"More is in gouji(1).\n"));
	command_put(&out, &e);
	buf_release(&out);
	return command_end(&e);
}

const struct verb verb_help = {
	.takes = TAKES_ALL,
	.kiosk = KIOSK_FORMS,
	.run = run,
};
