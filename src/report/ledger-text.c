/* ledger-text.c - the texts of a report as they are read */
#include <string.h>

#include "form/reference-scan.h"
#include "report/ledger.h"

enum reference_state
ledger_reference(const struct ledger *l, const struct reference *reference,
		 struct buf *out)
{
	const struct value *v;
	wide units;
	int keyed;

	if (reference->cell < 0)
		return REFERENCE_NOWHERE;
	v = &l->value[reference->cell];
	if (!form_kind_of(l->form, reference->cell)->type->figure) {
		if (v->state != VALUE_TEXT)
			return REFERENCE_EMPTY;
		if (strlen(v->text) > REFERENCE_LONG)
			return REFERENCE_NOWHERE;
		buf_add(out, v->text);
		return REFERENCE_SHOWN;
	}
	if (!ledger_figure(l, reference->cell, &units, &keyed))
		return REFERENCE_EMPTY;
	amount_format(out, units,
		      form_kind_of(l->form, reference->cell)->places, keyed);
	return REFERENCE_SHOWN;
}

void
ledger_read(const struct ledger *l, int cell, struct buf *out)
{
	const struct value *v = &l->value[cell];
	const char *text = v->state == VALUE_TEXT ? v->text : "";
	const struct reference_text *t = references_of(&l->references, cell);
	size_t at = 0;
	int i;

	for (i = 0; t && i < t->references; i++) {
		const struct reference *r = &t->reference[i];

		buf_addn(out, text + at, r->at - at);
		at = r->at;
		switch (ledger_reference(l, r, out)) {
		case REFERENCE_EMPTY:
			buf_add(out, REFERENCE_BLANK);
			break;
		case REFERENCE_SHOWN:
			break;
		case REFERENCE_NOWHERE:
			continue;
		}
		at += r->len;
	}
	buf_add(out, text + at);
}

const char *
ledger_text(const struct ledger *l, int cell)
{
	const struct value *v = &l->value[cell];

	if (!references_of(&l->references, cell))
		return v->state == VALUE_TEXT ? v->text : "";
	buf_clear(l->read);
	ledger_read(l, cell, l->read);
	return l->read->text;
}
