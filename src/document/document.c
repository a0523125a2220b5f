/* document.c - a report as a document: formats, reading order, grids */
#include "document/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "report/reference.h"

const struct writer writers[] = {
	{ .name = "text", .extension = "txt", .write = document_text,
	  .help = N_("plain text with ruled tables") },
};
const size_t writer_count = ARRAY_LEN(writers);

const struct writer *
writer_find(const char *name)
{
	size_t i;

	for (i = 0; i < writer_count; i++)
		if (!strcmp(writers[i].name, name))
			return &writers[i];
	return NULL;
}

int
document_width(const struct document_options *o, int otherwise)
{
	int width = o->width > 0 ? o->width : otherwise;

	if (width < DOCUMENT_NARROW)
		return DOCUMENT_NARROW;
	return width > DOCUMENT_WIDE ? DOCUMENT_WIDE : width;
}

/* ---- words ---- */

bool
document_chinese(const struct report *r, const struct document_options *o)
{
	const struct form *f = report_form(r);

	return o->lang < f->langs && !strncmp(f->lang[o->lang], "zh", 2);
}

void
document_value(const struct report *r, const struct document_options *o,
	       int cell, struct buf *out)
{
	const struct kind *k = form_kind_of(report_form(r), cell);
	wide units;
	int keyed;

	if (o->blank)
		return;
	if (!k->type->figure && !value_blank(report_value(r, cell)))
		report_read(r, cell, out);
	else if (report_figure(r, cell, &units, &keyed))
		amount_format(out, units, k->places, keyed);
}

/* The cell of the field with this id; -1 if there is none. */
static int
find_field(const struct form *f, const char *id)
{
	int i, row;

	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		if (b->type != BLOCK_FIELDS || !b->rows.leaves)
			continue;
		row = axis_find(&b->rows, id, 0);
		if (row >= 0)
			return block_cell(b, row, 0);
	}
	return -1;
}

/* Adds the field whose id is the LEN bytes at ID; false if it is none.  What
 * is known of whose form it is stands on an empty form, too. */
static bool
add_field(const struct report *r, const struct document_options *o,
	  const char *id, size_t len, struct buf *out)
{
	struct document_options filled = *o;
	char *name = xstrndup(id, len);
	int cell = find_field(report_form(r), name);
	size_t before = out->len;

	free(name);
	if (cell < 0)
		return false;
	filled.blank = false;
	document_value(r, &filled, cell, out);
	if (out->len == before)
		buf_add(out, "____");
	return true;
}

void
document_title(const struct report *r, const struct document_options *o,
	       struct buf *out)
{
	const struct form *f = report_form(r);
	const char *t = label_text(&f->heading, o->lang), *end;

	if (!*t) {
		buf_add(out, label_text(&f->title, o->lang));
		return;
	}
	while (*t) {
		end = *t == '{' ? strchr(t, '}') : NULL;
		if (end && add_field(r, o, t + 1, (size_t)(end - t) - 1, out))
			t = end + 1;
		else
			buf_addc(out, *t++);
	}
}

/* The length of the blank at the start of TEXT, line feeds not counted; 0 if
 * there is none. */
static size_t
blank_at(const char *text)
{
	if (*text == ' ' || *text == '\t' || *text == '\r')
		return 1;
	if (!strncmp(text, "\xc2\xa0", 2))
		return 2;
	return !strncmp(text, "\xe3\x80\x80", 3) ? 3 : 0;
}

bool
document_paragraph(const char **text, const char **start, size_t *len)
{
	const char *t = *text, *end;
	size_t step;

	while ((step = blank_at(t)) > 0 || *t == '\n')
		t += step ? step : 1;
	*start = end = t;
	while (*t && *t != '\n') {
		step = blank_at(t);
		t += step ? step : 1;
		if (!step)
			end = t;
	}
	*len = (size_t)(end - *start);
	*text = t;
	return *len > 0;
}

/* ---- reading order ---- */

static bool
titled(const struct block *b, int lang)
{
	return !b->untitled && *label_text(&b->label, lang);
}

static bool
empty_text(const struct report *r, const struct document_options *o,
	   const struct block *b)
{
	const char *text = report_text(r, b->first), *start;
	size_t len;

	return !o->blank && !document_paragraph(&text, &start, &len);
}

/* The part that P has got to is of this TYPE, and the last of its block. */
static bool
give(struct part *p, enum part_type type, const struct block *b, int tables)
{
	p->type = type;
	p->block = b;
	p->cell = type == PART_TEXT || type == PART_LINE ? b->first : -1;
	p->tables = tables;
	p->next += tables ? tables : 1;
	p->told = false;
	return true;
}

/* The same for the heading of a block that has more to it. */
static bool
give_heading(struct part *p, const struct block *b)
{
	give(p, PART_HEADING, b, 0);
	p->next--;
	return p->told = true;
}

static bool
next_text(const struct report *r, const struct document_options *o,
	  struct part *p, const struct block *b)
{
	bool line = form_kind_of(report_form(r), b->first)->lines == 1;

	p->under = false;
	if (!line && !p->told && titled(b, o->lang))
		return give_heading(p, b);
	if (!empty_text(r, o, b))
		return give(p, line ? PART_LINE : PART_TEXT, b, 0);
	p->next++;
	p->told = false;
	return false;
}

/* A table with merged headings is not joined to others. */
static bool
simple(const struct block *b)
{
	return b->type == BLOCK_TABLE && b->rows.depth <= 1 &&
	       b->cols.depth <= 1;
}

static bool
next_tables(const struct form *f, struct part *p, const struct block *b,
	    int lang)
{
	int n = 1;

	p->heads = p->under = p->under && simple(b);
	if (!p->under) {
		if (!p->told && titled(b, lang))
			return give_heading(p, b);
		return give(p, PART_TABLES, b, 1);
	}
	while (p->next + n < f->blocks && simple(&b[n]))
		n++;
	return give(p, PART_TABLES, b, n);
}

bool
part_next(const struct report *r, const struct document_options *o,
	  struct part *p)
{
	const struct form *f = report_form(r);

	if (p->next < 0)
		return give(p, PART_TITLE, NULL, 0);
	while (p->next < f->blocks) {
		const struct block *b = &f->block[p->next];

		switch (b->type) {
		case BLOCK_HEADING:
			p->under = true;
			if (titled(b, o->lang))
				return give(p, PART_HEADING, b, 0);
			p->next++;
			break;
		case BLOCK_FIELDS:	/* they stand in the title */
			p->next++;
			break;
		case BLOCK_TEXT:
			if (next_text(r, o, p, b))
				return true;
			break;
		case BLOCK_TABLE:
			return next_tables(f, p, b, o->lang);
		}
	}
	return false;
}

/* ---- grids ---- */

static bool
has_text(const struct line *l, int lang)
{
	return *label_text(&l->label, lang) != '\0';
}

/* The headings with a text above a line: a heading without takes no room. */
static int
level_of(const struct axis *a, const struct line *l, int lang)
{
	int level = 0;

	while (l->parent >= 0) {
		l = &a->line[l->parent];
		level += has_text(l, lang);
	}
	return level;
}

/* How many levels of labels an axis shows; none if it has no text at all. */
static int
levels_of(const struct axis *a, int lang)
{
	int i, levels = 0;
	bool any = false;

	for (i = 0; i < a->count; i++) {
		const struct line *l = &a->line[i];
		int level = level_of(a, l, lang) + 1;

		any = any || has_text(l, lang);
		if (l->leaf >= 0 && level > levels)
			levels = level;
	}
	return any ? levels : 0;
}

static void
add_cell(struct grid *g, struct grid_cell c)
{
	if (c.rows <= 0 || c.columns <= 0)
		return;
	ARRAY_GROW(g->cell, g->cells, g->room);
	g->cell[g->cells++] = c;
}

/* The labels of an axis, DOWN the left side or along the top; LEVELS deep,
 * the outermost level at place FIRST across. */
static void
add_labels(struct grid *g, const struct axis *a, bool down, int first,
	   int levels, int lang)
{
	int i;

	for (i = 0; i < a->count && levels; i++) {
		const struct line *l = &a->line[i];
		int level = level_of(a, l, lang);
		int deep = l->leaf >= 0 ? levels - level : 1;
		int along = l->last - l->first;
		struct grid_cell c = { .label = &l->label,
				       .leaf = l->leaf >= 0 };

		if (!c.leaf && !has_text(l, lang))
			continue;
		if (down)
			c = (struct grid_cell){
				GRID_ROW, c.label, g->heads + l->first,
				first + level, along, deep, c.leaf };
		else
			c = (struct grid_cell){
				GRID_COLUMN, c.label, first + level,
				g->labels + l->first, deep, along, c.leaf };
		add_cell(g, c);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct grid_cell *c = a, *o = b;

	if (c->row != o->row)
		return c->row < o->row ? -1 : 1;
	return (c->column > o->column) - (c->column < o->column);
}

void
grid_build(struct grid *g, const struct block *b, bool head, int lang)
{
	int top = head && titled(b, lang);
	int levels = levels_of(&b->cols, lang);
	bool alone = !b->has_corner && b->rows.leaves == 1;

	*g = (struct grid)GRID_INIT;
	g->labels = alone ? 0 : levels_of(&b->rows, lang);
	if (!levels && g->labels && b->has_corner)
		levels = 1;
	g->heads = top + levels;
	g->rows = g->heads + b->rows.leaves;
	g->columns = g->labels + b->cols.leaves;
	if (top)
		add_cell(g, (struct grid_cell){ GRID_HEAD, &b->label, 0, 0, 1,
						g->columns, false });
	add_cell(g, (struct grid_cell){ GRID_CORNER, &b->corner, top, 0,
					levels, g->labels, false });
	add_labels(g, &b->cols, false, top, levels, lang);
	add_labels(g, &b->rows, true, 0, g->labels, lang);
	if (g->cells)
		qsort(g->cell, (size_t)g->cells, sizeof *g->cell, by_place);
}

void
grid_release(struct grid *g)
{
	free(g->cell);
	*g = (struct grid)GRID_INIT;
}
