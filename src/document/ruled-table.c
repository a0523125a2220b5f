/* ruled-table.c - a table drawn with lines */
#include "document/ruled-table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "base/mem.h"
#include "base/text.h"

/* Arms of a junction. */
enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

static const char *const junction[16] = {
	[0] = " ",
	[UP] = "│", [DOWN] = "│", [UP | DOWN] = "│",
	[LEFT] = "─", [RIGHT] = "─", [LEFT | RIGHT] = "─",
	[DOWN | RIGHT] = "┌", [DOWN | LEFT] = "┐",
	[UP | RIGHT] = "└", [UP | LEFT] = "┘",
	[UP | DOWN | RIGHT] = "├", [UP | DOWN | LEFT] = "┤",
	[DOWN | LEFT | RIGHT] = "┬", [UP | LEFT | RIGHT] = "┴",
	[UP | DOWN | LEFT | RIGHT] = "┼",
};

/* What ruled_draw() works out, and where it is.  Line 0 is the topmost rule,
 * and above[r] is the line of the rule above row r. */
struct drawing {
	const struct ruled *t;
	int *owner;		/* cell of each place of the grid, row by row;
				 * a place without one: beyond t->cells */
	int *lines;		/* of each cell's text */
	int *wrap;		/* columns at which it is wrapped */
	int *above;		/* of each row, and one more */
	int *left;		/* of each column and one more: its rule */
	size_t *at;		/* of each column: how far the text is drawn
				 * of the cell that begins there */
	struct buf *out;
};

/* ---- measuring ---- */

int
ruled_piece(const char *text, size_t len)
{
	char small[512], *breaks = len <= sizeof small ? small : xmalloc(len);
	size_t start = 0, i;
	int widest = 0;

	u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", breaks);
	for (i = 1; i <= len; i++) {
		size_t end = i;
		int width;

		if (i < len && breaks[i] != UC_BREAK_POSSIBLE &&
		    breaks[i] != UC_BREAK_MANDATORY)
			continue;
		while (end > start && strchr(" \n", text[end - 1]))
			end--;
		width = text_width(text + start, end - start,
				   AMBIGUOUS_NARROW);
		widest = width > widest ? width : widest;
		start = i;
	}
	if (breaks != small)
		free(breaks);
	return widest;
}

int
ruled_lines(const char *text, size_t len, int columns)
{
	size_t at = 0, skip;
	int n = 0;

	while (at < len) {
		at += text_wrap(text + at, len - at, columns,
				AMBIGUOUS_NARROW, &skip);
		at += skip;
		n++;
	}
	return n ? n : 1;
}

int
ruled_narrowest(const char *text, size_t len, int lines, int least)
{
	int whole = text_width(text, len, AMBIGUOUS_NARROW);
	int columns = whole / lines;	/* blanks at line ends do not count */

	if (columns < 1 && whole)
		columns = 1;
	if (columns < least)
		columns = least;
	/* wide ones in larger steps: the work must not grow with the square */
	while (columns < whole && ruled_lines(text, len, columns) > lines)
		columns += 1 + columns / 32;
	return columns;
}

/* ---- the grid ---- */

static int
owner(const struct drawing *d, int row, int column)
{
	const struct ruled *t = d->t;

	if (row < 0 || row >= t->rows || column < 0 || column >= t->columns)
		return -1;
	return d->owner[(size_t)row * (size_t)t->columns + (size_t)column];
}

static void
own_places(struct drawing *d)
{
	const struct ruled *t = d->t;
	size_t columns = (size_t)t->columns, n = (size_t)t->rows * columns, p;
	int i, row, column;

	d->owner = xcalloc(n, sizeof *d->owner);
	for (p = 0; p < n; p++)
		d->owner[p] = t->cells + (int)p;
	for (i = 0; i < t->cells; i++) {
		const struct ruled_cell *c = &t->cell[i];

		for (row = c->row; row < c->row + c->rows; row++)
			for (column = 0; column < c->columns; column++)
				d->owner[(size_t)row * columns +
					 (size_t)(c->column + column)] = i;
	}
}

/* The columns inside a cell, the rules that it covers included. */
static int
inner_width(const struct drawing *d, const struct ruled_cell *c)
{
	return d->left[c->column + c->columns] - d->left[c->column] - 1;
}

static int
text_columns(const struct drawing *d, const struct ruled_cell *c)
{
	int inset = c->align == RULED_RIGHT ? c->inset : 2 * c->inset;
	int columns = inner_width(d, c) - inset;

	return columns > 0 ? columns : 1;
}

static void
place_columns(struct drawing *d)
{
	const struct ruled *t = d->t;
	int i;

	d->left = xcalloc((size_t)t->columns + 1, sizeof *d->left);
	for (i = 0; i < t->columns; i++)
		d->left[i + 1] = d->left[i] + t->width[i] + 1;
}

static int
by_span(const void *a, const void *b)
{
	const struct ruled_cell *c = *(const struct ruled_cell *const *)a;
	const struct ruled_cell *o = *(const struct ruled_cell *const *)b;

	if (c->rows != o->rows)
		return c->rows < o->rows ? -1 : 1;
	return c < o ? -1 : c > o;
}

/* Wraps the text of cell I.  One that is centred gets lines of like length:
 * as narrow as they can be without being more, or tearing words. */
static void
wrap_cell(struct drawing *d, int i)
{
	const struct ruled_cell *c = &d->t->cell[i];
	int columns = text_columns(d, c), lines, piece;

	if (!c->len)
		return;
	lines = ruled_lines(c->text, c->len, columns);
	if (lines > 1 && c->align == RULED_CENTRE) {
		piece = ruled_piece(c->text, c->len);
		if (piece < columns)
			columns = ruled_narrowest(c->text, c->len, lines,
						  piece);
	}
	d->lines[i] = lines;
	d->wrap[i] = columns;
}

/* Makes the rows of a cell higher, each by as much, if its text needs it. */
static void
stretch(const struct ruled_cell *c, int lines, int *height)
{
	int row, have = c->rows - 1, more;

	for (row = c->row; row < c->row + c->rows; row++)
		have += height[row];
	more = lines - have;
	for (row = c->row; row < c->row + c->rows && more > 0; row++) {
		int share = more / (c->row + c->rows - row);

		height[row] += share;
		more -= share;
	}
}

/* Wraps all texts; the heights of the rows follow.  Cells that span few rows
 * go first: what they need, those that span more can use. */
static void
place_rows(struct drawing *d)
{
	const struct ruled *t = d->t;
	const struct ruled_cell **tall;
	int *height = xcalloc((size_t)t->rows, sizeof *height);
	int i, n = 0;

	d->lines = xcalloc((size_t)t->cells + 1, sizeof *d->lines);
	d->wrap = xcalloc((size_t)t->cells + 1, sizeof *d->wrap);
	tall = xcalloc((size_t)t->cells + 1, sizeof *tall);
	d->above = xcalloc((size_t)t->rows + 1, sizeof *d->above);
	for (i = 0; i < t->rows; i++)
		height[i] = 1;
	for (i = 0; i < t->cells; i++) {
		const struct ruled_cell *c = &t->cell[i];

		wrap_cell(d, i);
		if (c->rows > 1)
			tall[n++] = c;
		else if (d->lines[i] > height[c->row])
			height[c->row] = d->lines[i];
	}
	qsort(tall, (size_t)n, sizeof *tall, by_span);
	for (i = 0; i < n; i++)
		stretch(tall[i], d->lines[tall[i] - t->cell], height);
	for (i = 0; i < t->rows; i++)
		d->above[i + 1] = d->above[i] + height[i] + 1;
	free(height);
	free(tall);
}

/* ---- drawing ---- */

static void
add_junction(const struct drawing *d, int row, int column)
{
	int nw = owner(d, row - 1, column - 1), ne = owner(d, row - 1, column);
	int sw = owner(d, row, column - 1), se = owner(d, row, column);
	int arms = 0;

	if (nw != ne)
		arms |= UP;
	if (sw != se)
		arms |= DOWN;
	if (nw != sw)
		arms |= LEFT;
	if (ne != se)
		arms |= RIGHT;
	buf_add(d->out, junction[arms]);
}

static void
add_rule(const struct drawing *d, int columns)
{
	while (columns-- > 0)
		buf_add(d->out, "─");
}

/* Adds LEN bytes of a line of the cell's text where it is aligned to. */
static void
add_aligned(const struct drawing *d, const struct ruled_cell *c,
	    const char *text, size_t len)
{
	int width = inner_width(d, c), used, before;

	while (len && text[len - 1] == ' ')
		len--;
	used = text_width(text, len, AMBIGUOUS_NARROW);
	before = c->inset;
	if (c->align == RULED_CENTRE)
		before = (width - used) / 2;
	else if (c->align == RULED_RIGHT)
		before = width - used - c->inset;
	buf_fill(d->out, ' ', before);
	buf_addn(d->out, text, len);
	buf_fill(d->out, ' ', width - used - (before > 0 ? before : 0));
}

/* Adds what cell number I shows on line Y of the drawing. */
static void
add_cell(const struct drawing *d, int i, int y)
{
	const struct ruled_cell *c = &d->t->cell[i];
	int top = d->above[c->row] + 1, bottom = d->above[c->row + c->rows];
	int first = top + (bottom - top - d->lines[i]) / 2;
	size_t *at = &d->at[c->column], len, skip;

	if (y == first)
		*at = 0;
	if (y < first || y >= first + d->lines[i]) {
		buf_fill(d->out, ' ', inner_width(d, c));
		return;
	}
	len = text_wrap(c->text + *at, c->len - *at, d->wrap[i],
			AMBIGUOUS_NARROW, &skip);
	add_aligned(d, c, c->text + *at, len);
	*at += len + skip;
}

/* Line Y, which lies in ROW. */
static void
add_line(const struct drawing *d, int row, int y)
{
	int x = 0, i;

	buf_add(d->out, junction[UP]);
	while (x < d->t->columns) {
		i = owner(d, row, x);
		if (i < d->t->cells) {
			add_cell(d, i, y);
			x += d->t->cell[i].columns;
		} else {
			buf_fill(d->out, ' ', d->t->width[x++]);
		}
		buf_add(d->out, junction[UP]);
	}
	buf_addc(d->out, '\n');
}

/* The rule above ROW; a cell that spans it shows its text. */
static void
add_rule_line(const struct drawing *d, int row)
{
	int x = 0;

	add_junction(d, row, 0);
	while (x < d->t->columns) {
		int i = owner(d, row, x);

		if (i >= 0 && i == owner(d, row - 1, x)) {
			add_cell(d, i, d->above[row]);
			x += d->t->cell[i].columns;
		} else {
			add_rule(d, d->t->width[x++]);
		}
		add_junction(d, row, x);
	}
	buf_addc(d->out, '\n');
}

void
ruled_draw(const struct ruled *t, struct buf *out)
{
	struct drawing d = { .t = t, .out = out };
	int row, y;

	if (t->rows <= 0 || t->columns <= 0)
		return;
	own_places(&d);
	place_columns(&d);
	place_rows(&d);
	d.at = xcalloc((size_t)t->columns, sizeof *d.at);
	for (row = 0; row < t->rows; row++) {
		add_rule_line(&d, row);
		for (y = d.above[row] + 1; y < d.above[row + 1]; y++)
			add_line(&d, row, y);
	}
	add_rule_line(&d, t->rows);
	free(d.owner);
	free(d.lines);
	free(d.wrap);
	free(d.above);
	free(d.left);
	free(d.at);
}
