/*
 * name.c - what a name in a formula means
 *
 * A name is the end of a path: some names of a row, then all names of a
 * column, or names alone of the axis that "each" runs along.  What is near
 * ("each") goes before what is far (the whole form); two things equally near
 * are an error that names both.
 */
#include <string.h>

#include "base/i18n.h"
#include "form/finish.h"

#define NAMES 24		/* in a path at most */

struct path {
	const char *name[NAMES];
	size_t len[NAMES];
	int count;
};

struct candidates {
	struct region region[2];	/* the first two found */
	int count;
};

static bool
split(const char *name, struct path *p)
{
	p->count = 0;
	for (;;) {
		size_t len = strcspn(name, ".");

		if (p->count == NAMES)
			return false;
		p->name[p->count] = name;
		p->len[p->count++] = len;
		if (!name[len])
			return true;
		name += len + 1;
	}
}

static bool
same(const struct path *p, int i, const char *id)
{
	return *id == *p->name[i] && !strncmp(id, p->name[i], p->len[i]) &&
	       !id[p->len[i]];
}

/*
 * Do the names [from, to) of P end the path of LINE?  If WHOLE, they must be
 * all of it; else the name before it may be the block's.
 */
static bool
matches(const struct path *p, int from, int to, const struct axis *a,
	int line, const struct block *b, bool whole)
{
	int i;

	for (i = to - 1; i >= from && line >= 0; i--) {
		if (!a->line[line].id || !same(p, i, a->line[line].id))
			return false;
		line = axis_named(a, a->line[line].parent);
	}
	if (i < from)
		return !whole || line < 0;
	return !whole && i == from && b->id && b->type != BLOCK_FIELDS &&
	       same(p, i, b->id);
}

static void
add(struct candidates *c, int block, int row, int column)
{
	if (c->count < 2)
		c->region[c->count] = (struct region){ block, row, column };
	c->count++;
}

/* The lines of one axis of B that P can mean where "each" gives the other. */
static void
near(const struct binding *b, const struct path *p, struct candidates *c)
{
	const struct block *block = &b->form->block[b->block];
	bool rows = b->column >= 0;
	const struct axis *a = rows ? &block->rows : &block->cols;
	int i;

	if (!finish_work(b->form, a->count, b->e))
		return;
	for (i = 0; i < a->count; i++) {
		if (!matches(p, 0, p->count, a, i, block, false))
			continue;
		if (rows)
			add(c, b->block, i, block->cols.leaf[b->column]);
		else
			add(c, b->block, block->rows.leaf[b->row], i);
	}
}

static void
far_table(struct form *f, int block, const struct path *p,
	  struct candidates *c, struct error *e)
{
	const struct block *b = &f->block[block];
	int i, j, k;

	if (!finish_work(f, b->rows.count * p->count, e))
		return;
	for (i = 0; i < b->rows.count; i++) {
		if (matches(p, 0, p->count, &b->rows, i, b, false))
			add(c, block, i, -1);
		for (k = 1; k < p->count; k++) {
			if (!matches(p, 0, k, &b->rows, i, b, false) ||
			    !finish_work(f, b->cols.count, e))
				continue;
			for (j = 0; j < b->cols.count; j++)
				if (b->cols.line[j].id &&
				    matches(p, k, p->count, &b->cols, j, b,
					    true))
					add(c, block, i, j);
		}
	}
	if (p->count == 1 && same(p, 0, b->id))
		add(c, block, -1, -1);
}

static void
far(struct form *f, const struct path *p, struct candidates *c,
    struct error *e)
{
	int i, j;

	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		if (b->type == BLOCK_TABLE)
			far_table(f, i, p, c, e);
		else if (b->type == BLOCK_TEXT && p->count == 1 &&
			 same(p, 0, b->id))
			add(c, i, -1, -1);
		else if (b->type == BLOCK_FIELDS && p->count == 1 &&
			 finish_work(f, b->rows.count, e))
			for (j = 0; j < b->rows.count; j++)
				if (b->rows.line[j].id &&
				    same(p, 0, b->rows.line[j].id))
					add(c, i, j, -1);
	}
}

static void
path_of(const struct form *f, const struct region *r, struct buf *out)
{
	region_address(f, r, out);
	if (r->row >= 0 && r->column < 0 &&
	    f->block[r->block].type == BLOCK_TABLE)
		buf_add(out, _(" (the whole row)"));
}

static bool
ambiguous(struct binding *b, const char *name, struct place place,
	  const struct candidates *c)
{
	struct buf one = BUF_INIT, two = BUF_INIT;

	path_of(b->form, &c->region[0], &one);
	path_of(b->form, &c->region[1], &two);
	error_add(b->e, place,
		  _("'%s' could be %s or %s; write more of its path"), name,
		  one.text, two.text);
	buf_release(&one);
	buf_release(&two);
	return false;
}

/* "cell", "row" or "column": the line or the cell of "each" itself. */
static bool
names_each(const struct binding *b, const char *name, struct region *r)
{
	bool cell = !strcmp(name, "cell") && b->row >= 0 && b->column >= 0;
	bool row = cell || (!strcmp(name, "row") && b->row >= 0);
	bool column = cell || (!strcmp(name, "column") && b->column >= 0);
	const struct block *block;

	if (b->block < 0 || (!row && !column))
		return false;
	block = &b->form->block[b->block];
	*r = (struct region){
		.block = b->block,
		.row = row ? block->rows.leaf[b->row] : -1,
		.column = column ? block->cols.leaf[b->column] : -1,
	};
	return true;
}

bool
name_resolve(struct binding *b, const char *name, struct place place,
	     struct region *r)
{
	struct candidates c = { .count = 0 };
	struct path p;

	if (names_each(b, name, r))
		return true;
	if (!split(name, &p))
		return error_add(b->e, place, _("'%s' is too long a path"),
				 name);
	if (b->block >= 0 && (b->row < 0 || b->column < 0))
		near(b, &p, &c);
	if (!c.count)
		far(b->form, &p, &c, b->e);
	if (c.count > 1)
		return ambiguous(b, name, place, &c);
	if (!c.count && b->form->pending && b->form->pending->too_many)
		return false;
	if (!c.count)
		return error_add(b->e, place,
				 _("nothing is called '%s' here; see the ids "
				   "of rows and columns"), name);
	*r = c.region[0];
	return true;
}

bool
name_resolve_term(struct binding *b, const char *name, struct place place,
		  struct ref *r)
{
	r->previous = !strncmp(name, "last.", 5);
	return name_resolve(b, r->previous ? name + 5 : name, place,
			    &r->region);
}
