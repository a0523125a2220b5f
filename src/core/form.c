/* form.c - building a form, and finding one's way in it */
#include "core/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "core/plan.h"
#include "core/slot.h"

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
	plan_release(f);
	free(f->kind);
	free(f->block);
	free(f->rule);
	arena_release(&f->arena);
	free(f);
}

static void
axis_init(struct axis *a)
{
	*a = (struct axis){ .line = NULL };
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
	axis_init(&b->rows);
	axis_init(&b->cols);
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
	int low = 0, high = f->blocks;

	/* the last block that begins at or before the cell and has cells */
	while (high - low > 1) {
		int mid = (low + high) / 2;

		if (f->block[mid].first <= cell)
			low = mid;
		else
			high = mid;
	}
	while (low > 0 && f->block[low].cells == 0)
		low--;
	return &f->block[low];
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
	const struct block *b;
	int row, column, kind;

	if (slot_is(f, cell))
		return slot_kind();
	b = form_block_of(f, cell);
	row = (cell - b->first) / b->cols.leaves;
	column = (cell - b->first) % b->cols.leaves;
	kind = axis_leaf(&b->rows, row)->kind;
	if (kind < 0)
		kind = axis_leaf(&b->cols, column)->kind;
	return &f->kind[kind < 0 ? b->kind : kind];
}

bool
check_answerable(const struct check *c)
{
	return c->type == CHECK_FORMULA && !c->rule->completeness &&
	       (c->rule->level == LEVEL_ASK || c->rule->reason);
}

bool
form_computed(const struct form *f, int cell)
{
	return !slot_is(f, cell) && f->total[cell] >= 0;
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

static void
line_path(const struct axis *a, int line, struct buf *out)
{
	const struct line *l = &a->line[line];

	if (l->parent >= 0)
		line_path(a, l->parent, out);
	if (!l->id)
		return;
	if (out->len)
		buf_addc(out, '.');
	buf_add(out, l->id);
}

void
axis_line_path(const struct axis *a, int line, struct buf *out)
{
	struct buf path = BUF_INIT;

	line_path(a, line, &path);
	buf_addn(out, path.text, path.len);
	buf_release(&path);
}

void
axis_path(const struct axis *a, int leaf, struct buf *out)
{
	axis_line_path(a, a->leaf[leaf], out);
}

void
form_address(const struct form *f, int cell, struct buf *out)
{
	const struct block *b;
	struct buf path = BUF_INIT;

	if (slot_is(f, cell)) {
		slot_address(f, cell, out);
		return;
	}
	b = form_block_of(f, cell);
	if (b->type != BLOCK_FIELDS)
		buf_add(&path, b->id);
	line_path(&b->rows, b->rows.leaf[form_row_of(f, cell)], &path);
	line_path(&b->cols, b->cols.leaf[form_column_of(f, cell)], &path);
	buf_addn(out, path.text, path.len);
	buf_release(&path);
}

int
axis_find(const struct axis *a, const char *path, int start)
{
	struct buf own = BUF_INIT;
	int i, found = -1;

	for (i = 0; i < a->leaves && found < 0; i++) {
		int leaf = (start + i) % a->leaves;

		buf_clear(&own);
		line_path(a, a->leaf[leaf], &own);
		if (!strcmp(own.text, path))
			found = leaf;
	}
	buf_release(&own);
	return found;
}

/* Does the address end in TAIL at a dot? */
static bool
ends_in(const struct buf *address, const char *tail, size_t len)
{
	size_t at;

	if (len > address->len)
		return false;
	at = address->len - len;
	return !memcmp(address->text + at, tail, len) &&
	       (at == 0 || address->text[at - 1] == '.');
}

/* The cell whose whole address this is; -1: none. */
static int
find_exact(const struct form *f, const char *address)
{
	size_t len = strcspn(address, ".");
	int i, row, column, found = -1;

	for (i = 0; i < f->blocks && found < 0; i++) {
		const struct block *b = &f->block[i];
		struct buf path = BUF_INIT;

		if (b->type != BLOCK_TABLE || strlen(b->id) != len ||
		    memcmp(b->id, address, len) || !address[len])
			continue;
		for (row = 0; row < b->rows.leaves && found < 0; row++) {
			const char *rest = address + len + 1;

			buf_clear(&path);
			axis_path(&b->rows, row, &path);
			if (strncmp(rest, path.text, path.len) ||
			    rest[path.len] != '.')
				continue;
			column = axis_find(&b->cols, rest + path.len + 1, 0);
			if (column >= 0)
				found = block_cell(b, row, column);
		}
		buf_release(&path);
	}
	return found;
}

int
form_find_cell(const struct form *f, const char *address, struct error *e)
{
	struct buf own = BUF_INIT, other = BUF_INIT;
	size_t len = strlen(address);
	int cell, found = find_exact(f, address);
	bool several = false;

	if (found < 0 && strchr(address, ' '))
		found = slot_find(f, address);
	if (found >= 0)
		return found;
	for (cell = 0; cell < f->cells && len; cell++) {
		buf_clear(&own);
		form_address(f, cell, &own);
		if (!ends_in(&own, address, len))
			continue;
		if (own.len == len) {
			found = cell;
			several = false;
			break;
		}
		if (found >= 0 && !several) {
			several = true;
			buf_add(&other, own.text);
		} else if (found < 0) {
			found = cell;
		}
	}
	buf_clear(&own);
	if (several) {
		form_address(f, found, &own);
		error_add(e, NOWHERE,
			  _("'%s' could be %s or %s; give more of the address"),
			  address, own.text, other.text);
		found = -1;
	} else if (found < 0) {
		error_add(e, NOWHERE,
			  _("no cell has the address '%s' in the form %s/%s"),
			  address, f->name, f->version);
	}
	buf_release(&own);
	buf_release(&other);
	return found;
}

bool
line_computed(const struct line *l)
{
	return l->total || l->is;
}

/* The leaves of A that LINE stands for; a total only if it is LINE itself. */
static bool
in_region(const struct axis *a, int line, int leaf)
{
	const struct line *l = axis_leaf(a, leaf);

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

void
region_each(const struct form *f, const struct region *r,
	    void (*fn)(int cell, void *data), void *data)
{
	struct region_walk w;
	int cell;

	for (cell = region_first(f, r, &w); cell >= 0;
	     cell = region_next(f, &w))
		fn(cell, data);
}
