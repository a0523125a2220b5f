/* report-writer.c - a report as its YAML file */
#include "store/report-writer.h"

#include <string.h>

#include "base/text.h"
#include "report/annotation.h"
#include "store/annotation-file.h"

/* ---- texts ---- */

static bool
control(const char *text, size_t len)
{
	size_t i, step;

	for (i = 0; i < len; i += step) {
		unsigned c = text_char(text, len, i, &step);

		if ((c < ' ' && c != '\n') || (c >= 0x7f && c < 0xa0) ||
		    c == 0x2028 || c == 0x2029 || c == 0xfeff ||
		    (c & 0xfffe) == 0xfffe)
			return true;
	}
	return false;
}

/* The reader takes one line feed off the end of every text, which a block
 * of text has too many: so one that ends in it is given another. */
static void
quoted(struct buf *out, const char *text, size_t len)
{
	size_t i, step;

	buf_addc(out, '"');
	for (i = 0; i < len; i += step) {
		unsigned c = text_char(text, len, i, &step);

		if (c == '"' || c == '\\')
			buf_addf(out, "\\%c", (char)c);
		else if (c == '\n')
			buf_add(out, "\\n");
		else if (c > 0xffff && (c & 0xfffe) == 0xfffe)
			buf_addf(out, "\\U%08x", c);
		else if (control(text + i, step))
			buf_addf(out, "\\u%04x", c);
		else
			buf_addn(out, text + i, step);
	}
	if (len && text[len - 1] == '\n')
		buf_add(out, "\\n");
	buf_addc(out, '"');
}

/* Can the text stand without quotes in one line?  Asks for more than YAML
 * does, so that no other reader takes it for something else. */
static bool
plain(const char *text, size_t len)
{
	unsigned char first = (unsigned char)text[0];

	if (!len || text[len - 1] == ' ' || text[len - 1] == ':' ||
	    control(text, len))
		return false;
	if (first < 0x80 && !(first >= 'A' && first <= 'Z') &&
	    !(first >= 'a' && first <= 'z'))
		return false;
	if (first < 0x80 && len < 6)
		return false;
	return !strchr(text, '\n') && !strstr(text, ": ") &&
	       !strstr(text, " #");
}

void
yaml_line(struct buf *out, const char *text)
{
	size_t len = strlen(text);

	buf_addc(out, ' ');
	if (!len)
		buf_addc(out, '~');
	else if (plain(text, len))
		buf_addn(out, text, len);
	else
		quoted(out, text, len);
	buf_addc(out, '\n');
}

static void
block(struct buf *out, const char *text)
{
	size_t len = strlen(text);

	if (control(text, len) || strspn(text, " \n") == len) {
		yaml_line(out, text);
		return;
	}
	buf_add(out, " |");
	if (*text == ' ' || *text == '\n')
		buf_addc(out, '2');
	if (text[len - 1] == '\n')
		buf_addc(out, '+');
	buf_addc(out, '\n');
	while (*text) {
		size_t n = strcspn(text, "\n");

		if (n)
			buf_add(out, "  ");
		buf_addn(out, text, n);
		buf_addc(out, '\n');
		text += n;
		if (*text && !*++text)
			buf_addc(out, '\n');
	}
}

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
		block(out, t);
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
		quoted(out, t, strlen(t));
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
