/* paste.c - figures that are pasted into a table */
#include "screen/paste.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/entry.h"
#include "screen/place.h"

/* One value of what was pasted. */
struct piece {
	int row, column;	/* in what was pasted, from 0 */
	char *text;		/* without blanks at its ends */
};

struct paste {
	struct piece *piece;
	int pieces;
	size_t room;
	int rows, columns;
	int headings;		/* rows at the top that are left out */
	int labels;		/* columns on the left that are left out */

	struct put *put;
	int puts;
	int left;		/* cells that stay as they are */
};

static void
release(struct paste *p)
{
	int i;

	for (i = 0; i < p->pieces; i++)
		free(p->piece[i].text);
	for (i = 0; i < p->puts; i++)
		value_release(&p->put[i].value);
	free(p->piece);
	free(p->put);
}

/* ---- into pieces ---- */

/* Adds the value at the start of TEXT to OUT without its quotes; how many
 * bytes it takes. */
static size_t
take_value(const char *text, struct buf *out)
{
	const char *at = text;

	if (*at != '"' || !strchr(at + 1, '"')) {
		size_t n = strcspn(text, "\t\n");

		buf_addn(out, text, n);
		return n;
	}
	for (at++; *at; at++) {
		if (*at == '"' && *++at != '"')
			break;
		buf_addc(out, *at);
	}
	return (size_t)(at - text) + strcspn(at, "\t\n");
}

static void
add_piece(struct paste *p, int row, int column, const struct buf *value)
{
	const char *text = value->text;
	size_t len = value->len;

	text_trim(&text, &len);
	ARRAY_GROW(p->piece, p->pieces, p->room);
	p->piece[p->pieces++] =
		(struct piece){ row, column, xstrndup(text, len) };
	if (row >= p->rows)
		p->rows = row + 1;
	if (column >= p->columns)
		p->columns = column + 1;
}

static void
split(struct paste *p, const char *text)
{
	int row = 0, column = 0;
	struct buf value = BUF_INIT;

	while (*text) {
		buf_clear(&value);
		text += take_value(text, &value);
		add_piece(p, row, column, &value);
		column = *text == '\t' ? column + 1 : 0;
		row += *text == '\n';
		text += *text != '\0';
	}
	buf_release(&value);
}

/* ---- headings and labels ---- */

/* The text folded and without blanks, which tell nothing about a label. */
static char *
letters(const char *text)
{
	struct buf folded = BUF_INIT;
	char *from, *to;

	text_fold(&folded, text, strlen(text));
	for (from = to = folded.text; *from; from++)
		if (!strchr(" \t\n/", *from))
			*to++ = *from;
	*to = '\0';
	return buf_detach(&folded);
}

/* Does TEXT say what the label says, or a path that ends in it? */
static bool
says(const char *text, const char *label)
{
	char *is = letters(text), *want = letters(label);
	size_t n = strlen(is), m = strlen(want);
	bool same = m && n >= m && !strcmp(is + n - m, want);

	free(is);
	free(want);
	return same;
}

static bool
names(const struct app *a, const struct line *l, const char *text)
{
	return says(text, label_text(&l->label, a->edit.lang)) ||
	       says(text, label_brief(&l->label, a->edit.lang));
}

/* Is it a heading of one of the columns, or over some of them? */
static bool
names_column(const struct app *a, const char *text)
{
	const struct axis *cols = &app_block(a)->cols;
	int i;

	for (i = 0; i < cols->count; i++)
		if (names(a, &cols->line[i], text))
			return true;
	return false;
}

/* Rows at the top that hold headings of the columns and nothing else but what
 * stands over the labels. */
static int
count_headings(const struct app *a, const struct paste *p)
{
	int row = 0, i = 0;

	for (; row < p->rows - 1; row++) {
		bool any = false;

		for (; i < p->pieces && p->piece[i].row == row; i++) {
			const struct piece *piece = &p->piece[i];
			bool heading = names_column(a, piece->text);

			any = any || heading;
			if (*piece->text && !heading && piece->column)
				return row;
		}
		if (!any)
			return row;
	}
	return row;
}

/* 1 if the first column has the labels of the rows from the active one on. */
static int
count_labels(const struct app *a, const struct paste *p)
{
	const struct axis *rows = &app_block(a)->rows;
	int i, found = 0;

	for (i = 0; i < p->pieces; i++) {
		const struct piece *piece = &p->piece[i];
		int row = app_row(a) + piece->row - p->headings;

		if (piece->column || piece->row < p->headings || !*piece->text)
			continue;
		if (row >= rows->leaves ||
		    !names(a, axis_leaf(rows, row), piece->text))
			return 0;
		found = 1;
	}
	return p->columns > 1 ? found : 0;
}

/* ---- into the report ---- */

static bool
add_put(struct app *a, struct paste *p, const struct piece *piece)
{
	const struct block *b = app_block(a);
	int row = app_row(a) + piece->row - p->headings;
	int column = app_column(a) + piece->column - p->labels;
	const struct kind *kind;
	struct put put = { .at = 0 };
	const char *why = NULL;

	if (row >= b->rows.leaves || column >= b->cols.leaves) {
		app_complain(a, _("what was pasted goes beyond the table; "
				  "nothing is changed"));
		return false;
	}
	put.cell = block_cell(b, row, column);
	kind = form_kind_of(a->edit.form, put.cell);
	if (!kind->type->figure)
		put.cut = strlen(report_text(a->edit.report, put.cell));
	if (!value_parse(kind, piece->text, strlen(piece->text), &put.value,
			 &why)) {
		app_complain(a, _("'%.*s' %s; nothing is changed"),
			     (int)text_fit(piece->text, strlen(piece->text),
					   40, AMBIGUOUS_WIDE), piece->text,
			     why);
		return false;
	}
	p->put[p->puts++] = put;
	return true;
}

static bool
add_puts(struct app *a, struct paste *p)
{
	int i;

	p->put = xcalloc((size_t)p->pieces, sizeof *p->put);
	for (i = 0; i < p->pieces; i++) {
		const struct piece *piece = &p->piece[i];

		if (piece->row < p->headings || piece->column < p->labels)
			continue;
		if (!*piece->text)
			p->left++;
		else if (!add_put(a, p, piece))
			return false;
	}
	return true;
}

/* Does the total that was pasted say something else than its figures? */
static bool
disagrees(const struct report *r, const struct put *p)
{
	wide units;
	int keyed;

	return p->value.state == VALUE_FIGURE &&
	       (!report_figure(r, p->cell, &units, &keyed) ||
		units != p->value.units);
}

static void
tell(struct app *a, const struct paste *p, int figures, int totals)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, Q_("%d figure pasted", "%d figures pasted", figures),
		 figures);
	if (totals)
		buf_addf(&text, _("; totals in it that disagree: %d"), totals);
	if (p->left)
		buf_addf(&text, _("; empty, so left as they were: %d"),
			 p->left);
	if (p->headings || p->labels)
		buf_add(&text, _("; headings and labels left out"));
	app_tell(a, "%s", text.text);
	buf_release(&text);
}

/* The figures, then the totals that disagree with them: one entry of the log
 * for undo. */
static void
put_all(struct app *a, const struct paste *p)
{
	struct put *put = xcalloc((size_t)p->puts + 1, sizeof *put);
	int figures = 0, totals = 0, i;

	for (i = 0; i < p->puts; i++)
		if (!form_computed(a->edit.form, p->put[i].cell))
			put[figures++] = p->put[i];
	if (app_edit(a, put, figures, EDIT_NEW)) {
		for (i = 0; i < p->puts; i++)
			if (form_computed(a->edit.form, p->put[i].cell) &&
			    disagrees(a->edit.report, &p->put[i]))
				put[totals++] = p->put[i];
		if (app_edit(a, put, totals, figures ? EDIT_MORE : EDIT_NEW))
			tell(a, p, figures, totals);
	}
	app_end_run(a);
	free(put);
}

/* The bytes of it without what ends its last line. */
static size_t
length(const char *pasted)
{
	size_t len = strlen(pasted);

	while (len && strchr("\r\n", pasted[len - 1]))
		len--;
	return len;
}

bool
paste_is_block(const struct app *a, const char *pasted)
{
	return app_block(a)->type == BLOCK_TABLE &&
	       strcspn(pasted, "\t\n") < length(pasted);
}

void
paste_values(struct app *a, const char *pasted)
{
	struct paste p = { .piece = NULL };
	char *text = xstrndup(pasted, length(pasted));

	if (!paste_is_block(a, pasted)) {
		entry_paste(a, text);
	} else {
		entry_accept(a);
		split(&p, text);
		p.headings = count_headings(a, &p);
		p.labels = count_labels(a, &p);
		if (add_puts(a, &p))
			put_all(a, &p);
		release(&p);
	}
	free(text);
}
