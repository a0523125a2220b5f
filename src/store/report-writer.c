/* report-writer.c - a report as its YAML file */
#include "store/report-writer.h"

#include "store/annotation-file.h"
#include "store/yaml-text.h"

static void
text(const struct report *r, int cell, struct buf *out)
{
	const struct kind *k = form_kind_of(report_form(r), cell);
	const char *t = report_text(r, cell);

	if (!*t)
		buf_add(out, " ~\n");
	else if (k->lines == 1)
		yaml_line(out, t);
	else
		yaml_block(out, t);
}

/* ---- figures ---- */

/* The text of a cell; what is still being typed is nothing yet. */
static const char *
text_of(const struct report *r, int cell)
{
	return value_blank(report_value(r, cell)) ? "" : report_text(r, cell);
}

static void
figure(const struct report *r, int cell, struct buf *out)
{
	const struct kind *k = form_kind_of(report_form(r), cell);
	const char *t = text_of(r, cell);
	wide units;
	int keyed;

	if (report_figure(r, cell, &units, &keyed))
		amount_format(out, units, k->places, keyed);
	else if (*t && !form_computed(report_form(r), cell))
		yaml_quoted(out, t);
	else
		buf_addc(out, '~');
}

static void
table(const struct report *r, const struct block *b, struct buf *out)
{
	int row, column;

	buf_addf(out, "%s:\n  columns: [", b->id);
	for (column = 0; column < b->cols.leaves; column++) {
		buf_add(out, column ? ", " : "");
		axis_path(&b->cols, column, out);
	}
	buf_add(out, "]\n");
	for (row = 0; row < b->rows.leaves; row++) {
		buf_add(out, "  ");
		axis_path(&b->rows, row, out);
		buf_add(out, ": [");
		for (column = 0; column < b->cols.leaves; column++) {
			buf_add(out, column ? ", " : "");
			figure(r, block_cell(b, row, column), out);
		}
		buf_add(out, "]\n");
	}
}

static void
fields(const struct report *r, const struct block *b, struct buf *out)
{
	int row;

	for (row = 0; row < b->rows.leaves; row++) {
		int cell = block_cell(b, row, 0);

		form_address(report_form(r), cell, out);
		buf_addc(out, ':');
		if (!form_kind_of(report_form(r), cell)->type->figure) {
			yaml_line(out, text_of(r, cell));
			continue;
		}
		buf_addc(out, ' ');
		figure(r, cell, out);
		buf_addc(out, '\n');
	}
}

static void
papers(const struct report *r, struct buf *out)
{
	const struct form *f = report_form(r);
	bool any = false;
	int cell;

	for (cell = 0; cell < f->cells; cell++) {
		const struct value *v = report_value(r, cell);

		if (!form_computed(f, cell) || v->state != VALUE_FIGURE)
			continue;
		buf_add(out, any ? "  " : "paper:\n  ");
		any = true;
		form_address(f, cell, out);
		buf_add(out, ": ");
		amount_format(out, v->units, form_kind_of(f, cell)->places,
			      v->keyed);
		buf_addc(out, '\n');
	}
}

void
report_write(const struct report *r, struct buf *out)
{
	const struct form *f = report_form(r);
	int i;

	buf_addf(out, "form: %s/%s\n", f->name, f->version);
	annotation_file_write_head(r, out);
	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		switch (b->type) {
		case BLOCK_HEADING:
			break;
		case BLOCK_FIELDS:
			fields(r, b, out);
			break;
		case BLOCK_TEXT:
			buf_addf(out, "%s:", b->id);
			text(r, b->first, out);
			break;
		case BLOCK_TABLE:
			table(r, b, out);
			break;
		}
	}
	papers(r, out);
	annotation_file_write_tail(r, out);
}
