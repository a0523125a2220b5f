/* layout.c - where the cells of a block stand on a page */
#include "form/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define COLUMN_LEAST 5
#define COLUMN_GOOD 9
#define COLUMN_MOST 14
#define LABEL_LEAST 10
#define LABEL_GOOD 24		/* with the number */
#define FIGURE_LEAST 3		/* of two in a column */
#define BESIDE_LEAST 3
#define SPARE_MOST 5
#define LEAF_LINES 3		/* of a column heading at most */

static int
width_of(const char *text)
{
	return text_width(text, strlen(text), AMBIGUOUS_WIDE);
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

static int
most(int a, int b)
{
	return a > b ? a : b;
}

/* The longest piece of TEXT that no line break parts. */
static int
longest_word(const char *text)
{
	size_t len = strlen(text), skip;
	int widest = 0;

	while (len) {
		size_t n = text_wrap(text, len, 1, AMBIGUOUS_WIDE, &skip);
		const char *end = memchr(text, ' ', len);

		/* letters of the Latin kind stay together up to a blank */
		if ((text[0] & 0x80) == 0)
			n = end ? (size_t)(end - text) + 1 : len;
		widest =
			most(widest, text_width(text, n - (end == text + n - 1),
						AMBIGUOUS_WIDE));
		text += n + skip * (n == 0);
		len -= n + skip * (n == 0);
	}
	return widest;
}

static bool
has_label(const struct layout *l, const struct line *line)
{
	return *label_text(&line->label, l->lang);
}

static int
label_columns(const struct layout *l)
{
	const struct axis *a = &l->block->rows;
	int i, widest = 0;

	for (i = 0; i < a->count && i < 1000; i++)
		widest = most(widest, a->line[i].depth * 2 +
			      width_of(label_brief(&a->line[i].label,
						   l->lang)));
	return widest;
}

int
layout_wide(const struct layout *l, int column)
{
	return l->pair ? l->pair[column].column : l->column;
}

/* How many columns from FIRST on are in sight. */
static int
fitting(const struct layout *l, int first)
{
	int room = l->width - l->gutter, leaves = l->block->cols.leaves, n;

	for (n = 0; first + n < leaves; n++) {
		room -= layout_wide(l, first + n);
		if (room < 0 && n)
			break;
	}
	return n;
}

/* The first column from which on all are in sight. */
static int
last_start(const struct layout *l)
{
	int leaves = l->block->cols.leaves, first = leaves;

	while (first > 0 && first - 1 + fitting(l, first - 1) >= leaves)
		first--;
	return first;
}

static void
set_first(struct layout *l, int column)
{
	l->col = column;
	l->cols = fitting(l, column);
}

/* Columns of the pairs as they are wanted, all together. */
static int
want_pairs(struct layout *l)
{
	const struct axis *a = &l->block->cols;
	int i, all = 0;

	for (i = 0; i < a->leaves; i++) {
		struct layout_pair *p = &l->pair[i];
		int word = longest_word(label_brief(&axis_leaf(a, i)->label,
						    l->lang));

		p->figure = most(p->figure, FIGURE_LEAST);
		p->beside = most(p->beside, BESIDE_LEAST);
		p->column = most(p->figure + 1 + p->beside + 1,
				 least(word + 1, COLUMN_GOOD));
		all += p->column;
	}
	return all;
}

/* Every column gets what it wants; labels give way until all are in sight, or
 * if they cannot be, stay readable. */
static void
divide_pairs(struct layout *l)
{
	int n = l->block->cols.leaves, all = want_pairs(l), spare, i;
	int room = l->width - all;

	if (room < least(l->gutter, l->number + LABEL_LEAST))
		room = LABEL_GOOD;
	l->gutter = least(l->gutter, least(room, l->width * 2 / 3));
	spare = (l->width - l->gutter - all) / most(n, 1);
	for (i = 0; i < n && spare > 0; i++)
		l->pair[i].column += least(spare, SPARE_MOST);
}

static void
divide(struct layout *l)
{
	const struct block *b = l->block;
	int n = b->cols.leaves, i, want = COLUMN_LEAST, full = COLUMN_LEAST;
	int room, label, digits;

	for (i = 0; i < n && i < 1000; i++) {
		const char *text = label_brief(&axis_leaf(&b->cols, i)->label,
					       l->lang);

		want = most(want, 1 + longest_word(text));
		full = most(full, 1 + width_of(text));
	}
	want = least(want, COLUMN_GOOD);
	if (n > 1)
		want = most(COLUMN_LEAST, least(want, (l->width - LABEL_GOOD) /
						      n));
	full = least(full, COLUMN_MOST);
	for (digits = 1, i = b->rows.leaves; i >= 10; i /= 10)
		digits++;
	label = label_columns(l);
	l->number = b->rows.leaves > 1 && b->type == BLOCK_TABLE ? digits + 1
								  : 0;
	if (b->type == BLOCK_TABLE && b->rows.leaves == 1 && !b->has_corner)
		label = 0;
	l->gutter = label ? l->number + label + 1 : 0;
	if (l->pair) {
		divide_pairs(l);
		return;
	}
	/* labels give way to figures, but not below the least */
	room = l->width - most(n, 1) * want;
	l->gutter = least(l->gutter, most(room, least(l->gutter,
					  l->number + LABEL_LEAST)));
	l->gutter = least(l->gutter, l->width * 2 / 3);
	l->column = (l->width - l->gutter) / most(n, 1);
	l->column = most(l->column, most(COLUMN_LEAST, l->digits + 1));
	l->column = least(l->column, most(full, l->digits + 1));
	if (b->type == BLOCK_FIELDS)
		l->column = l->width - l->gutter;
	l->column = most(l->column, 1);
}

static int
heading_lines(const struct layout *l, const struct line *line)
{
	const char *text = label_brief(&line->label, l->lang);

	return text_lines(text, strlen(text),
			  most(1, layout_wide(l, line->leaf) - 1),
			  AMBIGUOUS_WIDE);
}

static void
levels(struct layout *l)
{
	const struct axis *a = &l->block->cols;
	int high[FORM_DEPTH + 1] = { 0 }, deep = 0, i, y = 0;

	for (i = 0; i < a->count; i++) {
		const struct line *line = &a->line[i];
		int lines = 1;

		if (!has_label(l, line))
			continue;
		if (line->leaf >= 0 && line->depth == a->depth - 1)
			lines = heading_lines(l, line);
		high[line->depth] = most(high[line->depth],
					 least(lines, LEAF_LINES));
		deep = most(deep, line->depth + 1);
	}
	for (i = 0; i <= FORM_DEPTH; i++) {
		l->level[i] = y;
		if (i < deep)
			y += high[i];
	}
	l->header = least(y, most(0, l->height - 1));
}

/* The headings over row LEAF that have labels, outermost first. */
static int
headings_over(const struct layout *l, int leaf, int *chain)
{
	const struct axis *a = &l->block->rows;
	int up = a->line[a->leaf[leaf]].parent, n = 0, i;

	for (; up >= 0; up = a->line[up].parent)
		if (has_label(l, &a->line[up]))
			chain[n++] = up;
	for (i = 0; i < n / 2; i++) {
		int swap = chain[i];

		chain[i] = chain[n - 1 - i];
		chain[n - 1 - i] = swap;
	}
	return n;
}

/* Fills the body from row l->row on. */
static void
fill(struct layout *l)
{
	const struct axis *a = &l->block->rows;
	int room = most(0, l->height - l->header);
	int chain[FORM_DEPTH + 1], n, i, line;

	for (i = 0; i < room; i++)
		l->leaf_line[i] = -1;
	l->lines = 0;
	if (!room || !a->leaves)
		return;
	n = headings_over(l, l->row, chain);
	/* a small page has room for the row alone */
	for (i = most(0, n - (room - 1)); i < n; i++)
		l->body[l->lines++] = chain[i];
	for (line = a->leaf[l->row]; line < a->count && l->lines < room;
	     line++) {
		const struct line *row = &a->line[line];

		if (row->leaf < 0 && !has_label(l, row))
			continue;
		if (row->leaf >= 0)
			l->leaf_line[row->leaf - l->row] = l->lines;
		l->body[l->lines++] = line;
	}
}

void
layout_init(struct layout *l, const struct form *f, const struct block *b,
	    int lang, int width, int height, int digits,
	    const struct layout_pair *pair)
{
	int room = most(1, height);

	*l = (struct layout){
		.form = f, .block = b, .lang = lang, .width = most(1, width),
		.height = most(0, height), .digits = digits,
	};
	l->body = xcalloc((size_t)room, sizeof *l->body);
	l->leaf_line = xcalloc((size_t)room, sizeof *l->leaf_line);
	if (pair)
		l->pair = memcpy(xcalloc((size_t)b->cols.leaves, sizeof *pair),
				 pair, (size_t)b->cols.leaves * sizeof *pair);
	divide(l);
	set_first(l, 0);
	levels(l);
	fill(l);
}

void
layout_release(struct layout *l)
{
	free(l->body);
	free(l->leaf_line);
	free(l->pair);
	*l = (struct layout){ .form = NULL };
}

int
layout_y(const struct layout *l, int row)
{
	int at = row - l->row, room = l->height - l->header;

	if (at < 0 || at >= room || l->leaf_line[at] < 0)
		return -1;
	return l->header + l->leaf_line[at];
}

int
layout_x(const struct layout *l, int column)
{
	int x = l->gutter, i;

	if (column < l->col || column >= l->col + l->cols)
		return -1;
	for (i = l->col; i < column; i++)
		x += layout_wide(l, i);
	return x;
}

int
layout_beside(const struct layout *l, int column)
{
	return l->pair ? l->pair[column].beside : 0;
}

int
layout_room(const struct layout *l, int column)
{
	int beside = layout_beside(l, column);

	return layout_wide(l, column) - 1 - (beside ? beside + 1 : 0);
}

/* Puts ROW in the middle, but leaves no empty lines at the end. */
static void
center(struct layout *l, int row)
{
	l->row = most(0, row - (l->height - l->header) / 2);
	fill(l);
	while (l->row > 0 && layout_y(l, l->block->rows.leaves - 1) >= 0) {
		l->row--;
		fill(l);
		if (layout_y(l, l->block->rows.leaves - 1) < 0) {
			l->row++;
			fill(l);
			break;
		}
	}
	/* headings may have pushed the row off the end */
	while (layout_y(l, row) < 0 && l->row < row) {
		l->row++;
		fill(l);
	}
}

void
layout_start(struct layout *l, int row, int column)
{
	if (row > 0 && row < l->block->rows.leaves) {
		l->row = row;
		fill(l);
	}
	if (column > 0 && column <= last_start(l))
		set_first(l, column);
}

bool
layout_show(struct layout *l, int row, int column)
{
	bool moved = false;

	if (l->height > l->header && layout_y(l, row) < 0) {
		center(l, row);
		moved = true;
	}
	if (layout_x(l, column) < 0) {
		int to = column < l->col ? column : column - l->cols + 1;

		/* half a page further, so that not every step scrolls */
		to += column < l->col ? -l->cols / 2 : l->cols / 2;
		set_first(l, most(0, least(to, last_start(l))));
		if (column < l->col || column >= l->col + l->cols)
			set_first(l, column);
		moved = true;
	}
	return moved;
}

int
layout_span(const struct layout *l, int line, int *x)
{
	const struct line *c = &l->block->cols.line[line];
	int first = most(c->first, l->col);
	int last = least(c->last, l->col + l->cols);

	if (first >= last)
		return 0;
	*x = layout_x(l, first);
	return layout_x(l, last - 1) + layout_wide(l, last - 1) - *x;
}

int
layout_levels(const struct layout *l, int line, int *y)
{
	const struct line *c = &l->block->cols.line[line];
	int end = c->leaf >= 0 ? l->header : l->level[c->depth + 1];

	*y = l->level[c->depth];
	return most(0, least(end, l->header) - *y);
}
