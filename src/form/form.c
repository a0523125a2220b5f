/* form.c - building a form, and finding one's way in it */
#include "form/form.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

struct form *
form_new(void)
{
	struct form *f = xcalloc(1, sizeof *f);

	f->langs = 1;
	f->lang[0] = "en";
	f->name = f->version = "";
	return f;
}

static void
axis_release(struct axis *a)
{
	free(a->line);
	free(a->leaf);
	free(a->sorted);
}

/* What form_finish() made. */
static void
finished_release(struct form *f)
{
	free(f->sum);
	free(f->move);
	free(f->move_at);
	free(f->previous);
	free(f->text);
	free(f->from);
	free(f->total);
	free(f->check);
	free(f->answer);
	free(f->paper);
	free(f->named);
	free(f->names_of);
	free(f->names_at);
	free(f->watch);
	free(f->watch_at);
}

void
form_free(struct form *f)
{
	int i;

	if (!f)
		return;
	for (i = 0; i < f->blocks; i++) {
		axis_release(&f->block[i].rows);
		axis_release(&f->block[i].cols);
	}
	finished_release(f);
	free(f->kind);
	free(f->block);
	free(f->rule);
	arena_release(&f->arena);
	free(f);
}

struct block *
form_add_block(struct form *f, enum block_type type, const char *id,
	       struct place place, struct error *e)
{
	struct block *b;

	if (f->blocks >= FORM_BLOCKS) {
		error_add(e, place, _("more than %d blocks"), FORM_BLOCKS);
		return NULL;
	}
	ARRAY_GROW(f->block, f->blocks, f->block_room);
	b = &f->block[f->blocks++];
	*b = (struct block){ .type = type, .id = id, .place = place };
	return b;
}

struct line *
form_add_line(struct form *f, struct axis *axis, int parent, const char *id,
	      struct place place, struct error *e)
{
	struct line *l;

	(void)f;
	if (axis->count >= FORM_LINES) {
		error_add(e, place, _("more than %d lines"), FORM_LINES);
		return NULL;
	}
	ARRAY_GROW(axis->line, axis->count, axis->room);
	l = &axis->line[axis->count++];
	*l = (struct line){
		.id = id, .place = place, .parent = parent,
		.depth = parent < 0 ? 0 : axis->line[parent].depth + 1,
		.leaf = -1, .kind = -1,
	};
	return l;
}

struct rule *
form_add_rule(struct form *f, const char *id, struct place place,
	      struct error *e)
{
	struct rule *r;

	if (f->rules >= FORM_RULES) {
		error_add(e, place, _("more than %d rules"), FORM_RULES);
		return NULL;
	}
	ARRAY_GROW(f->rule, f->rules, f->rule_room);
	r = &f->rule[f->rules++];
	*r = (struct rule){ .id = id, .place = place };
	return r;
}

bool
label_same(const struct label *a, const struct label *b)
{
	int i;

	for (i = 0; i < FORM_LANGS; i++) {
		const char *s = a->text[i] ? a->text[i] : "";
		const char *t = b->text[i] ? b->text[i] : "";

		if (strcmp(s, t))
			return false;
	}
	return true;
}

int
form_find_kind(const struct form *f, const struct kind *k)
{
	int i;

	for (i = 0; i < f->kinds; i++) {
		const struct kind *o = &f->kind[i];

		if (o->type == k->type && o->places == k->places &&
		    o->negative == k->negative && o->lines == k->lines &&
		    !strcmp(o->units ? o->units : "",
			    k->units ? k->units : "") &&
		    label_same(&o->unit, &k->unit))
			return i;
	}
	return -1;
}

int
form_add_kind(struct form *f, const struct kind *k)
{
	int found = form_find_kind(f, k);

	if (found >= 0)
		return found;
	ARRAY_GROW(f->kind, f->kinds, f->kind_room);
	f->kind[f->kinds] = *k;
	return f->kinds++;
}

int
form_lang(const struct form *f, const char *locale)
{
	int i;

	for (i = 0; locale && i < f->langs; i++)
		if (!strncmp(f->lang[i], locale, strlen(f->lang[i])))
			return i;
	return 0;
}

int
form_version_order(const struct form *a, const struct form *b)
{
	return strverscmp(a->version, b->version);
}

const char *
label_text(const struct label *l, int lang)
{
	int i;

	if (l->text[lang])
		return l->text[lang];
	for (i = 0; i < FORM_LANGS; i++)
		if (l->text[i])
			return l->text[i];
	return "";
}

const char *
label_brief(const struct label *l, int lang)
{
	return l->brief[lang] ? l->brief[lang] : label_text(l, lang);
}

const struct block *
form_block_of(const struct form *f, int cell)
{
	return &f->block[f->block_of[cell]];
}

int
form_row_of(const struct form *f, int cell)
{
	const struct block *b = form_block_of(f, cell);

	return (cell - b->first) / b->cols.leaves;
}

int
form_column_of(const struct form *f, int cell)
{
	const struct block *b = form_block_of(f, cell);

	return (cell - b->first) % b->cols.leaves;
}

const struct line *
axis_leaf(const struct axis *a, int leaf)
{
	return &a->line[a->leaf[leaf]];
}

const struct kind *
form_kind_of(const struct form *f, int cell)
{
	assert(cell >= 0 && cell < f->cells);
	return &f->kind[f->kind_of[cell]];
}

bool
form_computed(const struct form *f, int cell)
{
	assert(cell >= 0 && cell < f->cells);
	return f->total[cell] >= 0;
}

bool
form_negative_total(const struct form *f, int cell)
{
	const struct sum *s = &f->sum[f->total[cell]];

	return s->negative || s->constant < 0 ||
	       form_kind_of(f, cell)->negative;
}

int
form_year(const struct form *f)
{
	const struct value_type *year = value_type_find("year");
	int i, row;

	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		for (row = 0; b->type == BLOCK_FIELDS && row < b->rows.leaves;
		     row++)
			if (form_kind_of(f, block_cell(b, row, 0))->type ==
			    year)
				return block_cell(b, row, 0);
	}
	return -1;
}

int
form_find_block(const struct form *f, const char *id)
{
	int i;

	for (i = 0; i < f->blocks; i++)
		if (f->block[i].id && !strcmp(f->block[i].id, id))
			return i;
	return -1;
}

bool
line_computed(const struct line *l)
{
	return l->total || l->is;
}

struct region
region_of(const struct form *f, int cell)
{
	const struct block *b = form_block_of(f, cell);

	return (struct region){
		.block = (int)(b - f->block),
		.row = b->rows.leaf[form_row_of(f, cell)],
		.column = b->cols.leaf[form_column_of(f, cell)],
	};
}

/* The leaves of A that LINE stands for; a total only if it is LINE itself. */
static bool
in_region(const struct axis *a, int line, int leaf)
{
	const struct line *l = axis_leaf(a, leaf);

	/* what has a number is there: NOLINTNEXTLINE(*-core.NullDereference) */
	if (line >= 0 && a->line[line].leaf == leaf)
		return true;
	return !line_computed(l);
}

int
region_next(const struct form *f, struct region_walk *w)
{
	const struct block *b = &f->block[w->region->block];

	for (; w->row < w->row_end; w->row++, w->column = w->column_start) {
		if (!in_region(&b->rows, w->region->row, w->row))
			continue;
		while (w->column < w->column_end)
			if (in_region(&b->cols, w->region->column, w->column++))
				return block_cell(b, w->row, w->column - 1);
	}
	return -1;
}

int
region_first(const struct form *f, const struct region *r,
	     struct region_walk *w)
{
	const struct block *b = &f->block[r->block];
	const struct line *row = r->row < 0 ? NULL : &b->rows.line[r->row];
	const struct line *col = r->column < 0 ? NULL
					       : &b->cols.line[r->column];

	*w = (struct region_walk){
		.region = r,
		.row = row ? row->first : 0,
		.row_end = row ? row->last : b->rows.leaves,
		.column_start = col ? col->first : 0,
		.column_end = col ? col->last : b->cols.leaves,
	};
	w->column = w->column_start;
	return region_next(f, w);
}

static bool
under(const struct axis *a, int line, int leaf)
{
	return (line < 0 || (leaf >= a->line[line].first &&
			     leaf < a->line[line].last)) &&
	       in_region(a, line, leaf);
}

bool
region_has(const struct form *f, const struct region *r, int cell)
{
	const struct block *b = &f->block[r->block];

	return cell >= b->first && cell < b->first + b->cells &&
	       under(&b->rows, r->row, form_row_of(f, cell)) &&
	       under(&b->cols, r->column, form_column_of(f, cell));
}

static int64_t
leaves_under(const struct axis *a, int line)
{
	return line < 0 ? a->leaves : a->line[line].last - a->line[line].first;
}

int64_t
region_room(const struct form *f, const struct region *r)
{
	const struct block *b = &f->block[r->block];

	return leaves_under(&b->rows, r->row) *
	       leaves_under(&b->cols, r->column);
}

int
region_start(const struct form *f, const struct region *r)
{
	const struct block *b = &f->block[r->block];
	int row = r->row < 0 ? 0 : b->rows.line[r->row].first;
	int column = r->column < 0 ? 0 : b->cols.line[r->column].first;

	return block_cell(b, row, column);
}

/* The leaf that LINE is, or where all are meant the only one; else -1. */
static int
single_leaf(const struct axis *a, int line)
{
	if (line >= 0)
		return a->line[line].leaf;
	return a->leaves == 1 ? 0 : -1;
}

int
region_cell(const struct form *f, const struct region *r)
{
	const struct block *b = &f->block[r->block];
	int row = single_leaf(&b->rows, r->row);
	int column = single_leaf(&b->cols, r->column);

	return row < 0 || column < 0 ? -1 : block_cell(b, row, column);
}

/* ---- what they are called ---- */

/* A leaf without a short label of its own and under a heading is known only
 * together with it ("other" stands in many places); its brief label is used. */
void
region_label(const struct form *f, const struct region *r, bool row,
	     bool column, int lang, struct buf *out)
{
	const struct block *b = &f->block[r->block];
	const char *text;
	size_t before = out->len;

	if (row && r->row >= 0)
		buf_add(out, label_brief(&b->rows.line[r->row].label, lang));
	if (column && r->column >= 0 && b->type == BLOCK_TABLE) {
		text = label_brief(&b->cols.line[r->column].label, lang);
		if (out->len > before && *text)
			buf_add(out, " ");
		buf_add(out, text);
	}
	if (out->len == before)
		buf_add(out, label_brief(&b->label, lang));
}

void
cell_label(const struct form *f, int cell, int lang, struct buf *out)
{
	const struct block *b = form_block_of(f, cell);
	struct region r = region_of(f, cell);

	region_label(f, &r, b->rows.leaves > 1, b->cols.leaves > 1, lang, out);
}
