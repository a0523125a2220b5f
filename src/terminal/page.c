/* page.c - a screenful of cells, in memory */
#include "terminal/page.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

_Static_assert(sizeof(struct cell) == 16, "cells compare by their bytes");

void
page_init(struct page *p, const struct look *look)
{
	*p = (struct page){ .look = look, .safe = BUF_INIT };
}

void
page_release(struct page *p)
{
	free(p->cell);
	free(p->touched);
	buf_release(&p->safe);
	*p = (struct page){ .look = p->look, .safe = BUF_INIT };
}

void
page_size(struct page *p, int rows, int columns)
{
	assert(rows > 0 && columns > 0);
	p->cell = xreallocarray(p->cell, (size_t)rows * (size_t)columns,
				sizeof *p->cell);
	p->touched = xreallocarray(p->touched, (size_t)rows,
				   sizeof *p->touched);
	p->rows = rows;
	p->columns = columns;
	page_erase(p);
}

void
page_clean(struct page *p)
{
	int y;

	for (y = 0; y < p->rows; y++)
		p->touched[y] = (struct span){ .from = p->columns };
}

struct cell
page_blank(const struct look *look, enum role role)
{
	uint8_t style = look->same[role];

	return (struct cell){
		.text = " ",
		.len = 1,
		.width = 1,
		.style = look->quiet[style] ? ROLE_PLAIN : style,
	};
}

void
page_erase(struct page *p)
{
	struct cell blank = page_blank(p->look, ROLE_PLAIN);
	size_t i, n = (size_t)p->rows * (size_t)p->columns;
	int y;

	for (i = 0; i < n; i++)
		p->cell[i] = blank;
	for (y = 0; y < p->rows; y++)
		p->touched[y] = (struct span){ .to = p->columns };
}

static struct cell *
row_of(struct page *p, int y)
{
	return p->cell + (size_t)y * (size_t)p->columns;
}

/* Makes room for columns FROM to TO of row Y, which are about to be written:
 * a wide character cut by either end leaves a blank of its other half. */
static struct cell *
cut_out(struct page *p, int y, int from, int to)
{
	struct cell *row = row_of(p, y);
	struct span *touched = &p->touched[y];

	if (row[from].width == 0 && from > 0) {
		from--;
		row[from] = page_blank(p->look, row[from].style);
	}
	if (to < p->columns && row[to].width == 0) {
		row[to] = page_blank(p->look, row[to].style);
		to++;
	}
	if (from < touched->from)
		touched->from = from;
	if (to > touched->to)
		touched->to = to;
	return row;
}

void
page_fill(struct page *p, int y, int x, int columns, enum role role)
{
	struct cell blank = page_blank(p->look, role);
	int64_t end = (int64_t)x + columns;
	struct cell *row;
	int at, to = end < p->columns ? (int)end : p->columns;

	if (x < 0)
		x = 0;
	if (y < 0 || y >= p->rows || end <= x || x >= to)
		return;
	row = cut_out(p, y, x, to);
	for (at = x; at < to; at++)
		row[at] = blank;
}

/* ---- text ---- */

/* Where page_text() is: the row, the column it would draw at, which may lie
 * off the page, and the column where it must stop. */
struct pen {
	struct page *page;
	int y;
	int64_t x, end;
	enum role role;
};

/* Draws C and moves on by its width; a half that does not fit is a blank. */
static void
draw(struct pen *pen, const struct cell *c)
{
	int64_t to = pen->x + c->width;
	struct page *p = pen->page;
	struct cell *row;

	if (to > pen->end || pen->x < 0) {
		int from = pen->x > 0 ? (int)pen->x : 0;

		to = to < pen->end ? to : pen->end;
		page_fill(p, pen->y, from, (int)(to - from), pen->role);
		pen->x = to;
		return;
	}
	row = cut_out(p, pen->y, (int)pen->x, (int)to);
	row[pen->x] = *c;
	if (c->width == 2)
		row[pen->x + 1] = (struct cell){ .style = c->style };
	pen->x = to;
}

static void
draw_blanks(struct pen *pen, int columns)
{
	struct cell blank = page_blank(pen->page->look, pen->role);

	while (columns-- > 0 && pen->x < pen->end)
		draw(pen, &blank);
}

/* Characters about whose width no two terminals differ: Latin, and the Han,
 * kana, Hangul and full-width ones. */
static bool
well_known(unsigned c)
{
	static const struct {
		unsigned from, to;
	} known[] = {
		{ 0x4e00, 0xa4cf },   { 0x20, 0x2ff },     { 0x2e80, 0x303e },
		{ 0x3041, 0x33ff },   { 0x3400, 0x4dbf },  { 0xac00, 0xd7a3 },
		{ 0xf900, 0xfaff },   { 0xfe30, 0xfe6f },  { 0xff01, 0xffdc },
		{ 0xffe0, 0xffe6 },   { 0x20000, 0x3fffd },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(known); i++)
		if (c >= known[i].from && c <= known[i].to)
			return true;
	return false;
}

static struct cell
make_cell(const char *text, size_t len, uint8_t style)
{
	size_t step;
	unsigned c = text_char(text, len, 0, &step);
	int width = text_width(text, len, AMBIGUOUS_WIDE);
	struct cell cell = { .style = style };

	if (len > CELL_TEXT || width > 2) {
		len = step;
		width = text_width(text, len, AMBIGUOUS_WIDE);
	}
	if (width < 1) {	/* nothing to stand on */
		text = "?";
		len = step = 1;
		width = 1;
	}
	memcpy(cell.text, text, len);
	cell.len = (uint8_t)len;
	cell.width = (uint8_t)width;
	cell.unsure = len > step || (c >= 0x80 && !well_known(c)) ||
		      width != text_width(text, len, AMBIGUOUS_NARROW);
	return cell;
}

/* One grapheme.  In the last column one that a terminal may take for wider
 * would wrap, so there only its first character is drawn, or a stand-in. */
static void
draw_grapheme(struct pen *pen, const char *text, size_t len)
{
	uint8_t style = pen->page->look->same[pen->role];
	struct cell c = make_cell(text, len, style);

	if (c.unsure && c.width == 1 && pen->x == pen->page->columns - 1) {
		size_t step;

		text_char(text, len, 0, &step);
		c = make_cell(text, step, style);
		if (c.unsure)
			c = make_cell("?", 1, style);
	}
	draw(pen, &c);
	if (c.len != len)
		draw_blanks(pen, text_width(text, len, AMBIGUOUS_WIDE) -
			    c.width);
}

static bool
is_ascii(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (text[i] < ' ' || text[i] > '~')
			return false;
	return true;
}

static void
draw_ascii(struct pen *pen, const char *text, size_t len)
{
	struct cell c = {
		.len = 1,
		.width = 1,
		.style = pen->page->look->same[pen->role],
	};
	size_t i;

	for (i = 0; i < len && pen->x < pen->end; i++) {
		c.text[0] = text[i];
		if (pen->x < 0)
			pen->x++;
		else if (text[i] == ' ')
			draw_blanks(pen, 1);
		else
			draw(pen, &c);
	}
}

static void
draw_any(struct pen *pen, const char *text, size_t len)
{
	size_t at, next;

	for (at = 0; at < len && pen->x < pen->end; at = next) {
		next = text_next(text, len, at);
		if (next - at == 1)
			draw_ascii(pen, text + at, 1);
		else
			draw_grapheme(pen, text + at, next - at);
	}
}

int
page_text(struct page *p, int y, int x, int most, const char *text, size_t len,
	  enum role role)
{
	struct pen pen = { .page = p, .y = y, .x = x, .role = role };

	pen.end = pen.x + most < p->columns ? pen.x + most : p->columns;
	if (y < 0 || y >= p->rows)
		return 0;
	if (is_ascii(text, len)) {
		draw_ascii(&pen, text, len);
		return (int)(pen.x - x);
	}
	buf_clear(&p->safe);
	text_escape(&p->safe, text, len);
	draw_any(&pen, p->safe.text, p->safe.len);
	return (int)(pen.x - x);
}
