/* print.c - gouji --print: whole reports, or the empty form, as text */
#include "base/i18n.h"
#include "command/command.h"
#include "form/reference-scan.h"
#include "report/reference.h"
#include "document/document.h"
#include "store/report-reader.h"

/* The format that is asked for; NULL if there is none of that name. */
static const struct writer *
format(const struct options *o)
{
	return writer_find(o->format_name ? o->format_name : "text");
}

static bool
page(const struct options *o, const struct report *r, int lang,
     struct buf *out)
{
	struct document_options d = {
		.lang = lang,
		.width = command_width(o, DOCUMENT_WIDTH),
		.blank = o->blank,
	};

	return format(o)->write(r, &d, out);
}

/* What a reference of a text shows on the page, if it does. */
static bool
reference_ready(const struct report_file *file, int cell,
		const struct reference *reference, struct error *e)
{
	struct place place = {
		file->path, report_file_line(file, cell, reference->at), 0
	};
	struct buf text = BUF_INIT;
	enum reference_state state =
		report_reference(file->report, reference, &text);

	buf_clear(&text);
	if (state == REFERENCE_NOWHERE) {
		report_reference_why(file->report, cell, reference, &text);
		error_add(e, place, _("%s; correct it before printing"),
			  text.text);
	} else if (state == REFERENCE_EMPTY) {
		buf_addn(&text, report_text(file->report, cell) + reference->at,
			 reference->len);
		error_warn(e, place,
			   _("%s is blank and printed as %s; key "
			     "the figure"),
			   text.text, REFERENCE_BLANK);
	}
	buf_release(&text);
	return state != REFERENCE_NOWHERE;
}

/* No page may say what the tables do not. */
static bool
ready(const struct report_file *file, struct error *e)
{
	const struct reference *reference;
	int cell, i;
	bool ok = true;

	for (cell = 0; cell < file->form->cells; cell++) {
		int references =
			report_references(file->report, cell, &reference);

		for (i = 0; i < references; i++)
			ok = reference_ready(file, cell, &reference[i], e) &&
			     ok;
	}
	return ok;
}

static enum status
run(const struct options *o)
{
	struct error e = ERROR_INIT;
	struct buf known = BUF_INIT;
	size_t i;

	if (format(o))
		return command_pages(o, page, ready);
	for (i = 0; i < writer_count; i++)
		buf_addf(&known, "%s%s", i ? ", " : "", writers[i].name);
	error_add(&e, NOWHERE, _("--print knows no format '%s'; it has: %s"),
		  o->format_name, known.text);
	buf_release(&known);
	return command_end(&e);
}

const struct verb verb_print = {
	.takes = TAKES_FORMAT | TAKES_BLANK | TAKES_LANG | TAKES_WIDTH |
		 TAKES_OUTPUT,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
