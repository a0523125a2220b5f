/* reference.c - what the references in the texts of a report show */
#include "report/reference.h"

#include "base/i18n.h"
#include "form/reference-scan.h"
#include "report/ledger.h"

enum reference_state
report_reference(const struct report *r, const struct reference *reference,
		 struct buf *out)
{
	return ledger_reference(report_ledger(r), reference, out);
}

void
report_read(const struct report *r, int cell, struct buf *out)
{
	if (references_of(&report_ledger(r)->references, cell))
		ledger_read(report_ledger(r), cell, out);
	else
		report_show(r, cell, out);
}

int
report_references(const struct report *r, int cell,
		  const struct reference **reference)
{
	const struct reference_text *t =
		references_of(&report_ledger(r)->references, cell);

	*reference = t ? t->reference : NULL;
	return t ? t->references : 0;
}

void
report_reference_why(const struct report *r, int cell,
		     const struct reference *reference, struct buf *out)
{
	const struct reference *all;
	const char *text = report_text(r, cell) + reference->at;

	buf_addn(out, text, reference->len);
	buf_add(out, _(" leads nowhere: "));
	report_references(r, cell, &all);
	if (reference->cell >= 0)
		buf_addf(out, _("that text is longer than %d bytes"),
			 REFERENCE_LONG);
	else if (reference - all >= REFERENCE_MOST)
		buf_addf(out, _("a text has at most %d references"),
			 REFERENCE_MOST);
	else
		reference_look_up(report_form(r), cell, text, reference->len, out);
}
