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
	int *start;		/* the first piece of each row, and the end */
	int headings;		/* rows at the top that are left out */
	int labels;		/* columns on the left that are left out */
	int row, column;	/* of the block, where the first value goes */
	int *row_of;		/* of the block, for each row; -1: left out, it
				 * is a heading between rows */

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
	free(p->start);
	free(p->row_of);
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
	p->start = xcalloc((size_t)p->rows + 1, sizeof *p->start);
	p->row_of = xcalloc((size_t)p->rows, sizeof *p->row_of);
	for (row = p->pieces; row-- > 0;)
		p->start[p->piece[row].row] = row;
	p->start[p->rows] = p->pieces;
}

/* What stands there; "" if nothing does. */
static const char *
text_at(const struct paste *p, int row, int column)
{
	return column < p->start[row + 1] - p->start[row]
		       ? p->piece[p->start[row] + column].text : "";
}

/* ---- headings and labels ---- */

/* Bytes of the number that a label begins with: "1.", "(2)", "三、" folded. */
static size_t
numbering(const char *folded)
{
	static const char han[] = "一二三四五六七八九十";
	size_t open = *folded == '(', n = open, digit, i;

	do {
		digit = folded[n] >= '0' && folded[n] <= '9';
		for (i = 0; i < sizeof han - 1; i += 3)
			if (!strncmp(folded + n, han + i, 3))
				digit = 3;
		n += digit;
	} while (digit);
	if (n == open || !folded[n] || !strchr(open ? ")" : "./", folded[n]))
		return 0;
	return n + 1;
}

/* The text folded and without blanks, which tell nothing about a label; with
 * or without its number. */
static char *
letters(const char *text, bool number)
{
	struct buf folded = BUF_INIT;
	char *from, *to;

	text_fold(&folded, text, strlen(text));
	if (!number)
		buf_splice(&folded, 0, numbering(folded.text), "", 0);
	for (from = to = folded.text; *from; from++)
		if (!strchr(" \t\n/", *from))
			*to++ = *from;
	*to = '\0';
	return buf_detach(&folded);
}

static bool
ends_in(const char *text, const char *label, bool number)
{
	char *is = letters(text, true), *want = letters(label, number);
	size_t n = strlen(is), m = strlen(want);
	bool figure = n == strspn(is, "0123456789");
	bool same = m && (figure ? n == m : n >= m) &&
		    !strcmp(is + n - m, want);

	free(is);
	free(want);
	return same;
}

/* Does TEXT say what the label says, or a path that ends in it?  Its number
 * may be missing.  A figure is no path. */
static bool
says(const char *text, const char *label)
{
	struct buf folded = BUF_INIT;
	bool numbered;

	if (!label || !*text)
		return false;
	text_fold(&folded, text, strlen(text));
	numbered = numbering(folded.text) > 0;
	buf_release(&folded);
	return ends_in(text, label, true) ||
	       (!numbered && ends_in(text, label, false));
}

/* In any of its languages: the spreadsheet need not be in that of the
 * screen. */
static bool
names(const struct line *l, const char *text)
{
	int i;

	for (i = 0; i < FORM_LANGS; i++)
		if (says(text, l->label.text[i]) ||
		    says(text, l->label.brief[i]))
			return true;
	return false;
}

/* Does it name one of the lines? */
static bool
names_any(const struct axis *axis, const char *text)
{
	int i;

	for (i = 0; i < axis->count; i++)
		if (names(&axis->line[i], text))
			return true;
	return false;
}

/* Does it name a leaf, or a heading over it? */
static bool
names_over(const struct axis *axis, int leaf, const char *text)
{
	const struct line *l;

	if (leaf >= axis->leaves)
		return false;
	for (l = axis_leaf(axis, leaf); !names(l, text);
	     l = &axis->line[l->parent])
		if (l->parent < 0)
			return false;
	return true;
}

/* Is it a row of headings of columns, and nothing else but what stands over
 * the labels? */
static bool
is_heading(const struct app *a, const struct paste *p, int row)
{
	int n = p->start[row + 1] - p->start[row], column;
	bool any = false;

	for (column = 0; column < n; column++) {
		const char *text = text_at(p, row, column);
		bool names = names_any(&app_block(a)->cols, text);

		if (any && *text && !names)
			return false;
		any = any || names;
	}
	return any;
}

/* Does the column hold labels of rows, and headings over them? */
static bool
is_label(const struct app *a, const struct paste *p, int column)
{
	bool any = false;
	int row;

	for (row = p->headings; row < p->rows; row++) {
		const char *text = text_at(p, row, column);

		any = any || *text;
		if (*text && !names_any(&app_block(a)->rows, text))
			return false;
	}
	return any;
}

/* The label of a row: what stands last before its values. */
static const char *
label_of(const struct paste *p, int row)
{
	const char *label = "";
	int column;

	for (column = 0; column < p->labels; column++)
		if (*text_at(p, row, column))
			label = text_at(p, row, column);
	return label;
}

static bool
has_values(const struct paste *p, int row)
{
	int column;

	for (column = p->labels; column < p->columns; column++)
		if (*text_at(p, row, column))
			return true;
	return false;
}

/* Places the rows from row START of the block on; false if their labels are
 * not those that stand there. */
static bool
place_rows(const struct app *a, struct paste *p, int start)
{
	const struct axis *rows = &app_block(a)->rows;
	int row, to = start;

	for (row = p->headings; row < p->rows; row++) {
		const char *label = label_of(p, row);
		bool same = !*label ||
			    (to < rows->leaves &&
			     names(axis_leaf(rows, to), label));

		p->row_of[row] = !same && !has_values(p, row) ? -1 : to++;
		if (!same && p->row_of[row] >= 0)
			return false;
	}
	return true;
}

/* The same of the columns and their headings. */
static bool
place_columns(const struct app *a, struct paste *p, int start)
{
	int row, column;

	p->column = start;
	for (row = 0; row < p->headings; row++)
		for (column = p->labels; column < p->columns; column++) {
			const char *text = text_at(p, row, column);

			if (*text && !names_over(&app_block(a)->cols,
						 start + column - p->labels,
						 text))
				return false;
		}
	return true;
}

/* Places rows or columns by what they are called: from ACTIVE on, or else
 * where alone that is right. */
static bool
place(const struct app *a, struct paste *p, int active, int leaves,
      bool (*at)(const struct app *a, struct paste *p, int start))
{
	int i, found = -1;

	if (at(a, p, active))
		return true;
	for (i = 0; i < leaves; i++) {
		if (!at(a, p, i))
			continue;
		if (found >= 0)
			return false;
		found = i;
	}
	return found >= 0 && at(a, p, found);
}

/* Finds what was pasted along with the values, and where they go. */
static bool
find_places(struct app *a, struct paste *p)
{
	const struct block *b = app_block(a);

	/* what is larger fits nowhere */
	if (p->rows > b->rows.count + b->cols.count + 1 ||
	    p->columns > b->rows.count + b->cols.leaves) {
		app_complain(a, _("what was pasted goes beyond the table; "
				  "nothing is changed"));
		return false;
	}
	while (p->headings < p->rows - 1 && is_heading(a, p, p->headings))
		p->headings++;
	while (p->labels < p->columns - 1 && is_label(a, p, p->labels))
		p->labels++;
	if (place(a, p, app_column(a), b->cols.leaves, place_columns) &&
	    place(a, p, app_row(a), b->rows.leaves, place_rows))
		return true;
	app_complain(a, _("its headings or labels are not those of these "
			  "cells; nothing is changed"));
	return false;
}

/* ---- into the report ---- */

/* Adds what goes into the cell of a piece; false, and says why, if it cannot
 * go there. */
static bool
add_put(struct app *a, struct paste *p, const struct piece *piece)
{
	const struct block *b = app_block(a);
	int row = p->row_of[piece->row];
	int column = p->column + piece->column - p->labels;
	struct kind kind;
	struct put put = { .at = 0 };
	const char *why = NULL;

	if (row >= b->rows.leaves || column >= b->cols.leaves) {
		app_complain(a, _("what was pasted goes beyond the table; "
				  "nothing is changed"));
		return false;
	}
	put.cell = block_cell(b, row, column);
	kind = report_takes(a->edit.report, put.cell);
	if (!kind.type->figure)
		put.cut = strlen(report_text(a->edit.report, put.cell));
	if (!value_parse(&kind, piece->text, strlen(piece->text), &put.value,
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

		if (piece->row < p->headings || piece->column < p->labels ||
		    p->row_of[piece->row] < 0)
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
	int figures = 0, totals = 0, first, i;

	for (i = 0; i < p->puts; i++)
		if (!form_computed(a->edit.form, p->put[i].cell))
			put[figures++] = p->put[i];
	first = figures ? put->cell : -1;
	if (app_edit(a, put, figures, EDIT_NEW)) {
		for (i = 0; i < p->puts; i++)
			if (form_computed(a->edit.form, p->put[i].cell) &&
			    disagrees(a->edit.report, &p->put[i]))
				put[totals++] = p->put[i];
		if (app_edit(a, put, totals, figures ? EDIT_MORE : EDIT_NEW))
			tell(a, p, figures, totals);
		/* their labels may have sent them elsewhere */
		if (first >= 0 && (p->headings || p->labels))
			app_go(a, first);
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
	/* lines alone are one field, as of a text that was broken off */
	return strcspn(pasted, app_block(a)->type == BLOCK_TABLE
				       ? "\t\n" : "\t") < length(pasted);
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
		if (find_places(a, &p) && add_puts(a, &p))
			put_all(a, &p);
		release(&p);
	}
	free(text);
}
