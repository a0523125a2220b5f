/* message-write.c - the words of a rule, with the figures of a report */
#include "report/message-write.h"

#include "form/message.h"
#include "report/previous-year.h"
#include "report/reference.h"

static void
write_term(const struct report *r, const struct ref *ref, struct buf *out)
{
	const struct form *f = report_form(r);
	int cell = region_start(f, &ref->region);

	if (form_kind_of(f, cell)->type->figure)
		amount_format(out, report_term(r, ref), f->places, 0);
	else if (ref->previous)
		buf_add(out, report_previous(r)
				     ? previous_text(report_previous(r), cell)
				     : "");
	else
		report_read(r, cell, out);
}

static void
write_line(const struct axis *a, int leaf, int lang, struct buf *out)
{
	buf_add(out, label_brief(&axis_leaf(a, leaf)->label, lang));
}

static void
write_piece(const struct piece *p, const struct report *r, int check, int lang,
	    struct buf *out)
{
	const struct form *f = report_form(r);
	const struct check *c = &f->check[check];
	wide left = 0, right = 0;

	report_sides(r, check, &left, &right);
	switch (p->type) {
	case PIECE_WORDS:
		buf_addn(out, p->words, p->len);
		break;
	case PIECE_ROW:
		if (c->row >= 0)
			write_line(&f->block[c->block].rows, c->row, lang, out);
		break;
	case PIECE_COLUMN:
		if (c->column >= 0)
			write_line(&f->block[c->block].cols, c->column, lang,
				   out);
		break;
	case PIECE_LEFT:
		amount_format(out, left, f->places, 0);
		break;
	case PIECE_RIGHT:
		amount_format(out, right, f->places, 0);
		break;
	case PIECE_DIFFERENCE:
		amount_format(out, left - right, f->places, 0);
		break;
	case PIECE_REGION:
		write_term(r, &p->ref, out);
		break;
	}
}

void
message_write(const struct message *say, const struct report *r, int check,
	      int lang, struct buf *out)
{
	const struct piece *p = say->piece[lang];
	int i;

	for (i = 0; !p && i < FORM_LANGS; i++)
		p = say->piece[i];
	for (; p; p = p->next)
		write_piece(p, r, check, lang, out);
}
