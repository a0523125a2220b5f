/*
 * text-writer.c - the report as plain text with ruled tables
 *
 * Tables fill the page.  A table has two zones: the labels at the left and the
 * figures.  Tables that are joined into one frame share both zones, so that the
 * rule between them is one line.  A column has several possible widths, from
 * the narrowest to the most comfortable.  The figures get the most comfortable
 * one that leaves the labels their share, the labels get what they can use,
 * and the rest goes to the narrowest columns.  A table whose narrowest widths
 * exceed the page is wider than the page.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "report/reference.h"
#include "document/document.h"
#include "document/ruled-table.h"

#define COLUMN_LEAST 4		/* two Chinese characters */
#define COLUMN_FIGURE 5		/* where there is room */
#define COLUMN_PROSE 24		/* for a cell that holds a text */
#define PIECE_MOST 14		/* a longer word of a label may be broken */
#define LABEL_LONG 40		/* a longer one is wrapped before others */
#define INSET_FROM 12		/* labels so wide do not touch the rules */
#define BLANK_LINES 6		/* to write a text on */

/* Stages of comfort: the figures must fit; five columns; the words of the
 * short headings whole; those of the full headings; these in two lines. */
enum stage { FITS, FIVE, SHORT_WORDS, WORDS, TWO_LINES, STAGES };

/* In hundredths of the page, what the labels keep if they can use it. */
static const int label_share[STAGES] = { 0, 25, 30, 35, 45 };

/* A column of a table. */
struct column {
	int need[STAGES];	/* each at least the one before */
	int figure;		/* the widest */
	int width;
};

struct table {
	const struct block *block;
	struct grid grid;
	struct column *column;	/* grid.columns of them */
	int *edge;		/* of each and one more: its rule */
	char **shown;		/* of each cell what stands in it */
};

/* One table, or several under one another with rules that meet. */
struct frame {
	const struct report *report;
	const struct document_options *options;
	struct table *table;
	int tables;
	int width;		/* of the page */
	int labels, figures;	/* width of the zones, inner rules included;
				 * labels is -1 if there are none */
	struct arena arena;	/* all of its texts */
	int *slot;		/* of each place across: its rule in the grid
				 * of all; or -1 */
	struct ruled_cell *cell;
	int cells;
	size_t room;
};

static int
most(int a, int b)
{
	return a > b ? a : b;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* ---- texts ---- */

/* Adds TEXT safe for a terminal; line feeds stay, tabs become spaces. */
static void
add_plain(struct buf *out, const char *text, size_t len)
{
	size_t i, from = 0;

	for (i = 0; i <= len; i++) {
		if (i < len && text[i] != '\n' && text[i] != '\t' &&
		    text[i] != '\r')
			continue;
		text_escape(out, text + from, i - from);
		from = i + 1;
		if (i < len && text[i] != '\r')
			buf_addc(out, text[i] == '\n' ? '\n' : ' ');
	}
}

static char *
plain(struct frame *fr, const char *text)
{
	struct buf out = BUF_INIT;
	char *copy;

	if (!*text)
		return buf_nothing;
	add_plain(&out, text, strlen(text));
	copy = arena_strndup(&fr->arena, out.text, out.len);
	buf_release(&out);
	return copy;
}

static int
width_of(const char *text)
{
	return text_width(text, strlen(text), AMBIGUOUS_NARROW);
}

static int
piece_of(const char *text)
{
	return ruled_piece(text, strlen(text));
}

/* ---- needs ---- */

static void
need(struct column *c, enum stage stage, int width)
{
	int i;

	for (i = (int)stage; i < STAGES; i++)
		c->need[i] = most(c->need[i], least(width, DOCUMENT_WIDE));
}

static void
need_figures(struct frame *fr, struct table *t)
{
	const struct form *f = report_form(fr->report);
	const struct block *b = t->block;
	struct buf text = BUF_INIT;
	int i;

	t->shown = arena_array(&fr->arena, (size_t)b->cells,
			       sizeof *t->shown);
	for (i = 0; i < b->cells; i++) {
		struct column *c = &t->column[t->grid.labels +
					      i % b->cols.leaves];
		bool figure = form_kind_of(f, b->first + i)->type->figure;
		int width;

		buf_clear(&text);
		document_value(fr->report, fr->options, b->first + i, &text);
		t->shown[i] = plain(fr, text.text);
		width = width_of(t->shown[i]);
		if (figure)
			c->figure = most(c->figure, width);
		else
			need(c, WORDS, least(width, COLUMN_PROSE));
	}
	buf_release(&text);
	for (i = t->grid.labels; i < t->grid.columns; i++) {
		need(&t->column[i], FITS,
		     most(t->column[i].figure, COLUMN_LEAST));
		need(&t->column[i], FIVE, COLUMN_FIGURE);
	}
}

/* A heading over one column of figures. */
static void
need_heading(struct frame *fr, struct column *c, const struct label *l)
{
	int lang = fr->options->lang;
	const char *text = plain(fr, label_text(l, lang));
	int words = piece_of(text);

	need(c, SHORT_WORDS,
	     least(words, piece_of(plain(fr, label_brief(l, lang)))));
	need(c, WORDS, words);
	need(c, TWO_LINES, ruled_narrowest(text, strlen(text), 2, words));
}

/* The column in which a label has WIDTH to itself. */
static int
with_inset(int width)
{
	return width < INSET_FROM ? width : width + 2;
}

/* A label in one column beside ROWS rows, on whose rules it may run on.  A
 * long one beside a single row is content with two lines. */
static void
need_label(struct frame *fr, struct column *c, const struct label *l,
	   int rows)
{
	const char *text = plain(fr, label_text(l, fr->options->lang));
	int words = least(piece_of(text), PIECE_MOST), lines = 2 * rows - 1;

	if (lines == 1 && width_of(text) > LABEL_LONG)
		lines = 2;
	need(c, FITS, COLUMN_LEAST);
	need(c, SHORT_WORDS, with_inset(words));
	need(c, TWO_LINES, with_inset(ruled_narrowest(text, strlen(text),
						      lines, words)));
}

static void
table_init(struct frame *fr, struct table *t, const struct block *b, bool head)
{
	int i;

	t->block = b;
	grid_build(&t->grid, b, head, fr->options->lang);
	t->column = xcalloc((size_t)t->grid.columns, sizeof *t->column);
	t->edge = xcalloc((size_t)t->grid.columns + 1, sizeof *t->edge);
	for (i = 0; i < t->grid.labels; i++)
		need(&t->column[i], FITS, COLUMN_LEAST);
	need_figures(fr, t);
	for (i = 0; i < t->grid.cells; i++) {
		const struct grid_cell *g = &t->grid.cell[i];

		if (g->columns > 1)
			continue;
		if (g->part == GRID_COLUMN)
			need_heading(fr, &t->column[g->column], g->label);
		else if (g->part == GRID_ROW)
			need_label(fr, &t->column[g->column], g->label,
				   g->rows);
	}
}

/* ---- widths ---- */

/* What it costs to raise N columns to LEVEL, none beyond its need at STAGE
 * (STAGES: no limit); with DO_IT it is done. */
static long
raising(struct column *c, int n, int stage, int level, bool do_it)
{
	long cost = 0;
	int i;

	for (i = 0; i < n; i++) {
		int limit = stage < STAGES ? c[i].need[stage] : level;
		int more = most(least(limit, level) - c[i].width, 0);

		cost += more;
		if (do_it)
			c[i].width += more;
	}
	return cost;
}

/* Raises the narrowest columns together as far as BUDGET goes and returns
 * what is left: less than the number of columns, or all are as wide as they
 * need to be. */
static int
raise_level(struct column *c, int n, int stage, int budget)
{
	int low = 0, high = INT_MAX / 2;

	while (high - low > 1) {
		int middle = low + (high - low) / 2;

		if (raising(c, n, stage, middle, false) <= budget)
			low = middle;
		else
			high = middle;
	}
	return budget - (int)raising(c, n, stage, low, true);
}

/* Divides ZONE columns, rules between included, among N columns. */
static void
divide(struct column *c, int n, int zone)
{
	int i, low, budget = zone - (n - 1);

	if (n <= 0)
		return;
	for (i = 0; i < n; i++) {
		c[i].width = c[i].need[FITS];
		budget -= c[i].width;
	}
	for (i = FIVE; i <= STAGES && budget > 0; i++)
		budget = raise_level(c, n, i, budget);
	low = INT_MAX;
	for (i = 0; i < n; i++)
		low = least(low, c[i].width);
	for (i = 0; i < n && budget > 0; i++)
		if (c[i].width == low) {
			c[i].width++;
			budget--;
		}
}

static int
zone_of(const struct column *c, int n, enum stage stage)
{
	int i, zone = n - 1;

	for (i = 0; i < n; i++)
		zone += c[i].need[stage];
	return zone;
}

/* What the labels of the frame need at STAGE; -1 if there are none. */
static int
label_zone(const struct frame *fr, enum stage stage)
{
	int i, zone = -1;

	for (i = 0; i < fr->tables; i++) {
		const struct table *t = &fr->table[i];

		zone = most(zone, zone_of(t->column, t->grid.labels, stage));
	}
	return zone;
}

/* What the figures need.  Those of a table without labels stand in the zone
 * of the labels, too. */
static int
figure_zone(const struct frame *fr, enum stage stage)
{
	int beside = label_zone(fr, FITS) + 1;
	int i, zone = COLUMN_LEAST;

	for (i = 0; i < fr->tables; i++) {
		const struct table *t = &fr->table[i];
		int labels = t->grid.labels;
		int own = zone_of(t->column + labels,
				  t->grid.columns - labels, stage);

		zone = most(zone, labels ? own : own - beside);
	}
	return zone;
}

static void
divide_table(const struct frame *fr, struct table *t)
{
	int labels = t->grid.labels, i;

	divide(t->column, labels, fr->labels);
	divide(t->column + labels, t->grid.columns - labels,
	       labels ? fr->figures : fr->labels + 1 + fr->figures);
	t->edge[0] = 0;
	for (i = 0; i < t->grid.columns; i++)
		t->edge[i + 1] = t->edge[i] + t->column[i].width + 1;
}

/* Gives what is left of the page to the narrowest columns of the table that
 * has the most. */
static void
spread(struct frame *fr, int rest)
{
	int all = fr->labels + fr->figures + rest, i;
	struct table *t = fr->table;

	for (i = 1; i < fr->tables; i++)
		if (fr->table[i].grid.columns > t->grid.columns)
			t = &fr->table[i];
	divide_table(fr, t);
	rest = raise_level(t->column, t->grid.columns, STAGES, rest);
	if (t->grid.labels) {
		fr->labels = t->grid.labels - 1 + rest;
		for (i = 0; i < t->grid.labels; i++)
			fr->labels += t->column[i].width;
	}
	fr->figures = all - fr->labels;
}

static void
choose_zones(struct frame *fr)
{
	int inside = fr->width - 3;	/* labels + figures */
	int least_labels = label_zone(fr, FITS);
	int wish = label_zone(fr, TWO_LINES), rest, stage;

	fr->figures = figure_zone(fr, FITS);
	for (stage = FIVE; stage < STAGES; stage++) {
		int zone = figure_zone(fr, (enum stage)stage);
		int share = inside * label_share[stage] / 100;

		if (zone + most(least_labels, least(wish, share)) <= inside)
			fr->figures = zone;
	}
	fr->labels = most(least_labels,
			  least(wish, inside - fr->figures));
	rest = inside - fr->figures - fr->labels;
	if (rest > 0)
		spread(fr, rest);
	for (stage = 0; stage < fr->tables; stage++)
		divide_table(fr, &fr->table[stage]);
}

/* ---- the frame ---- */

/* Numbers the rules that stand at any place across; returns how many columns
 * there are between them, and their widths in WIDTH. */
static int
merge_edges(struct frame *fr, int **width)
{
	int across = fr->labels + fr->figures + 3, i, j, n = 0, last = 0;

	fr->slot = xcalloc((size_t)across, sizeof *fr->slot);
	*width = xcalloc((size_t)across, sizeof **width);
	for (i = 0; i < fr->tables; i++)
		for (j = 0; j <= fr->table[i].grid.columns; j++)
			fr->slot[fr->table[i].edge[j]] = 1;
	for (i = 1; i < across; i++) {
		if (!fr->slot[i])
			continue;
		(*width)[n++] = i - last - 1;
		fr->slot[i] = n;
		last = i;
	}
	fr->slot[0] = 0;
	return n;
}

/* Adds a cell that takes the COLUMNS of T from COLUMN on; returns it. */
static struct ruled_cell *
add_cell(struct frame *fr, const struct table *t, int row, int column,
	 int rows, int columns)
{
	int first = fr->slot[t->edge[column]];
	struct ruled_cell *c;

	ARRAY_GROW(fr->cell, fr->cells, fr->room);
	c = &fr->cell[fr->cells++];
	*c = (struct ruled_cell){
		.row = row, .rows = rows, .column = first,
		.columns = fr->slot[t->edge[column + columns]] - first,
	};
	return c;
}

/* The label whole, or the short one where only that fits in WIDTH. */
static const char *
heading_text(struct frame *fr, const struct label *l, int width)
{
	const char *text = plain(fr, label_text(l, fr->options->lang));

	if (piece_of(text) <= width)
		return text;
	return plain(fr, label_brief(l, fr->options->lang));
}

static void
add_heading(struct frame *fr, const struct table *t, int top,
	    const struct grid_cell *g)
{
	struct ruled_cell *c = add_cell(fr, t, top + g->row, g->column,
					g->rows, g->columns);
	int width = t->edge[g->column + g->columns] - t->edge[g->column] - 1;

	c->align = g->part == GRID_ROW ? RULED_LEFT : RULED_CENTRE;
	c->inset = g->part != GRID_COLUMN && width >= INSET_FROM;
	c->text = heading_text(fr, g->label, width - 2 * c->inset);
	c->len = strlen(c->text);
}

/* Figures stand in the middle of their column, their last digits under one
 * another. */
static void
add_figure(struct frame *fr, const struct table *t, int top, int i)
{
	const struct form *f = report_form(fr->report);
	int column = t->grid.labels + i % t->block->cols.leaves;
	int row = t->grid.heads + i / t->block->cols.leaves;
	const struct column *of = &t->column[column];
	const struct kind *k;
	struct ruled_cell *c;

	if (!*t->shown[i] && fr->tables == 1)
		return;
	c = add_cell(fr, t, top + row, column, 1, 1);
	c->text = t->shown[i];
	c->len = strlen(c->text);
	k = form_kind_of(f, t->block->first + i);
	c->align = k->type->measure ? RULED_CENTRE : RULED_LEFT;
	if (!k->type->figure)
		return;
	c->align = RULED_RIGHT;
	c->inset = (of->width - of->figure) / 2;
}

static void
draw_frame(struct frame *fr, struct buf *out)
{
	int *width, columns = merge_edges(fr, &width), top = 0, i, j;
	struct ruled ruled;

	for (i = 0; i < fr->tables; i++) {
		const struct table *t = &fr->table[i];

		for (j = 0; j < t->grid.cells; j++)
			add_heading(fr, t, top, &t->grid.cell[j]);
		for (j = 0; j < t->block->cells; j++)
			add_figure(fr, t, top, j);
		top += t->grid.rows;
	}
	ruled = (struct ruled){ .cell = fr->cell, .cells = fr->cells,
				.rows = top, .columns = columns,
				.width = width };
	ruled_draw(&ruled, out);
	free(width);
}

static void
frame_release(struct frame *fr)
{
	int i;

	for (i = 0; i < fr->tables; i++) {
		grid_release(&fr->table[i].grid);
		free(fr->table[i].column);
		free(fr->table[i].edge);
	}
	free(fr->table);
	free(fr->slot);
	free(fr->cell);
	arena_release(&fr->arena);
}

static void
add_tables(const struct report *r, const struct document_options *o,
	   const struct part *p, int width, struct buf *out)
{
	struct frame fr = { .report = r, .options = o, .width = width };
	int i;

	fr.tables = p->tables;
	fr.table = xcalloc((size_t)p->tables, sizeof *fr.table);
	for (i = 0; i < p->tables; i++)
		table_init(&fr, &fr.table[i], &p->block[i], p->heads);
	choose_zones(&fr);
	draw_frame(&fr, out);
	frame_release(&fr);
}

/* ---- the rest of the page ---- */

enum where { AT_LEFT, IN_THE_MIDDLE };

static void
add_wrapped(const char *text, size_t len, int width, enum where where,
	    struct buf *out)
{
	struct buf safe = BUF_INIT;
	size_t at = 0, n, skip;

	add_plain(&safe, text, len);
	while (at < safe.len) {
		const char *line = safe.text + at;

		n = text_wrap(line, safe.len - at, width, AMBIGUOUS_NARROW,
			      &skip);
		at += n + skip;
		while (n && line[n - 1] == ' ')
			n--;
		if (where == IN_THE_MIDDLE)
			buf_fill(out, ' ', (width - text_width(
				line, n, AMBIGUOUS_NARROW)) / 2);
		buf_addn(out, line, n);
		buf_addc(out, '\n');
	}
	buf_release(&safe);
}

static void
add_blank_lines(int lines, int width, struct buf *out)
{
	while (lines-- > 0) {
		buf_addc(out, '\n');
		buf_fill(out, '_', width);
		buf_addc(out, '\n');
	}
}

/* Chinese paragraphs begin with two blank characters, others stand apart. */
static void
add_paragraphs(const struct report *r, const struct document_options *o,
	       int cell, int width, struct buf *out)
{
	const char *text, *start;
	bool chinese = document_chinese(r, o), first = true;
	struct buf line = BUF_INIT, read = BUF_INIT;
	size_t len;

	if (o->blank) {
		int lines = form_kind_of(report_form(r), cell)->lines;

		add_blank_lines(lines ? lines : BLANK_LINES, width, out);
		return;
	}
	report_read(r, cell, &read);
	text = read.text;
	for (; document_paragraph(&text, &start, &len); first = false) {
		buf_clear(&line);
		if (chinese)
			buf_add(&line, "　　");
		else if (!first)
			buf_addc(out, '\n');
		buf_addn(&line, start, len);
		add_wrapped(line.text, line.len, width, AT_LEFT, out);
	}
	buf_release(&line);
	buf_release(&read);
}

static void
add_inline(const struct report *r, const struct document_options *o,
	   const struct part *p, int width, struct buf *out)
{
	const char *label = label_text(&p->block->label, o->lang);
	const char *text, *start;
	struct buf line = BUF_INIT, read = BUF_INIT;
	size_t len;

	report_read(r, p->cell, &read);
	text = read.text;
	if (!p->block->untitled && *label)
		buf_addf(&line, "%s%s", label,
			 document_chinese(r, o) ? "：" : ": ");
	if (o->blank)
		buf_fill(&line, '_', width - width_of(line.text));
	else if (document_paragraph(&text, &start, &len))
		buf_addn(&line, start, len);
	add_wrapped(line.text, line.len, width, AT_LEFT, out);
	buf_release(&line);
	buf_release(&read);
}

static void
add_title(const struct report *r, const struct document_options *o, int width,
	  struct buf *out)
{
	struct buf title = BUF_INIT;

	document_title(r, o, &title);
	add_wrapped(title.text, title.len, width, IN_THE_MIDDLE, out);
	buf_release(&title);
}

static void
add_part(const struct report *r, const struct document_options *o,
	 const struct part *p, int width, struct buf *out)
{
	const char *label;

	switch (p->type) {
	case PART_TITLE:
		add_title(r, o, width, out);
		break;
	case PART_HEADING:
		label = label_text(&p->block->label, o->lang);
		add_wrapped(label, strlen(label), width, AT_LEFT, out);
		break;
	case PART_TEXT:
		add_paragraphs(r, o, p->cell, width, out);
		break;
	case PART_LINE:
		add_inline(r, o, p, width, out);
		break;
	case PART_TABLES:
		add_tables(r, o, p, width, out);
		break;
	}
}

bool
document_text(const struct report *r, const struct document_options *o,
	      struct buf *out)
{
	int width = document_width(o, DOCUMENT_WIDTH);
	struct part p = PART_START;
	bool headed = false;	/* a heading stands right above */

	while (part_next(r, o, &p)) {
		bool follows = p.type == PART_TITLE || p.type == PART_LINE ||
			       (headed && p.type != PART_HEADING);

		if (!follows)
			buf_addc(out, '\n');
		add_part(r, o, &p, width, out);
		headed = p.type == PART_HEADING;
	}
	return true;
}
