/*
 * address.c - what a line, a cell or a check is called, and which one is
 *
 * The leaves of an axis are sorted by their paths, read from the end.  So
 * those whose path ends with some names stand together, the one whose whole
 * path those names are first, and are found by bisection.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/check-place.h"
#include "form/finish.h"

/* ---- the address of a cell ---- */

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
region_address(const struct form *f, const struct region *r, struct buf *out)
{
	const struct block *b = &f->block[r->block];
	struct buf path = BUF_INIT;

	if (b->type != BLOCK_FIELDS)
		buf_add(&path, b->id);
	if (r->row >= 0)
		line_path(&b->rows, r->row, &path);
	if (r->column >= 0)
		line_path(&b->cols, r->column, &path);
	buf_addn(out, path.text, path.len);
	buf_release(&path);
}

void
form_address(const struct form *f, int cell, struct buf *out)
{
	struct region r = region_of(f, cell);

	region_address(f, &r, out);
}

/* ---- lines by their paths ---- */

/* Some names of an address, parted by dots. */
struct part {
	const char *name;
	size_t len;
};

static struct part
part_of(const char *name)
{
	return (struct part){ name, strlen(name) };
}

int
axis_named(const struct axis *a, int line)
{
	while (line >= 0 && !a->line[line].id)
		line = a->line[line].parent;
	return line;
}

/* The order of two leaves. */
static int
leaf_order(const void *x, const void *y, void *axis)
{
	const struct axis *a = axis;
	const int *p = x, *q = y;
	int i = axis_named(a, a->leaf[*p]), d;
	int j = axis_named(a, a->leaf[*q]);

	while (i >= 0 && j >= 0) {
		d = strcmp(a->line[i].id, a->line[j].id);
		if (d)
			return d;
		i = axis_named(a, a->line[i].parent);
		j = axis_named(a, a->line[j].parent);
	}
	if (i >= 0 || j >= 0)
		return i >= 0 ? 1 : -1;
	return (*p > *q) - (*p < *q);
}

void
axis_sort(struct axis *a)
{
	int i;

	a->sorted = xcalloc((size_t)a->leaves, sizeof *a->sorted);
	for (i = 0; i < a->leaves; i++)
		a->sorted[i] = i;
	if (a->leaves)
		qsort_r(a->sorted, (size_t)a->leaves, sizeof *a->sorted,
			leaf_order, a);
}

/* Less than, equal to or more than 0 as the path of LEAF stands before those
 * that end with P, is one of them, or stands after them; *WHOLE: it is P. */
static int
end_order(const struct axis *a, int leaf, struct part p, bool *whole)
{
	int line = axis_named(a, a->leaf[leaf]), d;
	bool more = p.len;

	while (more) {
		const char *dot = memrchr(p.name, '.', p.len);
		const char *name = dot ? dot + 1 : p.name;
		size_t n = p.len - (size_t)(name - p.name);

		if (line < 0)
			return -1;
		d = strncmp(a->line[line].id, name, n);
		if (d || a->line[line].id[n])
			return d ? d : 1;
		line = axis_named(a, a->line[line].parent);
		more = dot;
		p.len = dot ? (size_t)(dot - p.name) : 0;
	}
	*whole = line < 0;
	return 0;
}

/* Where in a->sorted the leaves begin whose paths end with P. */
static int
first_with_end(const struct axis *a, struct part p)
{
	int low = 0, high = a->leaves;
	bool whole;

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (end_order(a, a->sorted[middle], p, &whole) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The leaf at AT of a->sorted if its path ends with P, else -1. */
static int
with_end(const struct axis *a, int at, struct part p, bool *whole)
{
	return at < a->leaves && !end_order(a, a->sorted[at], p, whole)
		       ? a->sorted[at] : -1;
}

/* The same if P is its whole path. */
static int
with_path(const struct axis *a, int at, struct part p)
{
	bool whole = false;
	int leaf = with_end(a, at, p, &whole);

	return whole ? leaf : -1;
}

int
axis_find(const struct axis *a, const char *path, int start)
{
	struct part p = part_of(path);
	bool whole = false;
	int at, first;

	/* most often it is the next */
	if (start < a->leaves && !end_order(a, start, p, &whole) && whole)
		return start;
	at = first_with_end(a, p);
	first = with_path(a, at, p);
	while (with_path(a, at, p) >= 0 && a->sorted[at] < start)
		at++;
	return with_path(a, at, p) >= 0 ? a->sorted[at] : first;
}

/* ---- cells by their addresses ---- */

/* The first two cells that an address can mean, and the one that it names
 * whole; each -1 if there is none.  Of several that it names whole, as lines
 * need no id, the last in the last column is it. */
struct found {
	int cell[2];
	int whole, column;
};

static void
found_cell(struct found *to, const struct block *b, int row, int column,
	   bool whole)
{
	int cell = block_cell(b, row, column);

	if (whole && (to->whole < b->first || column > to->column ||
		      (column == to->column && cell > to->whole))) {
		to->whole = cell;
		to->column = column;
	}
	if (to->cell[0] < 0 || cell < to->cell[0]) {
		to->cell[1] = to->cell[0];
		to->cell[0] = cell;
	} else if (cell > to->cell[0] &&
		   (to->cell[1] < 0 || cell < to->cell[1])) {
		to->cell[1] = cell;
	}
}

/* What follows the name ID in P; false if P does not begin with it. */
static bool
behind(struct part p, const char *id, struct part *rest)
{
	size_t n = strlen(id);

	if (p.len < n || memcmp(p.name, id, n) ||
	    (p.len > n && p.name[n] != '.'))
		return false;
	n += p.len > n;
	*rest = (struct part){ p.name + n, p.len - n };
	return true;
}

/* The cells in COLUMN of B whose address, up to the column, ends with P. */
static void
find_rows(const struct block *b, int column, struct part p, struct found *to)
{
	bool fields = b->type == BLOCK_FIELDS, whole;
	int at = first_with_end(&b->rows, p), row;
	struct part rest;

	for (; (row = with_end(&b->rows, at, p, &whole)) >= 0; at++)
		found_cell(to, b, row, column, fields && whole);
	if (fields || !behind(p, b->id, &rest) ||
	    (!rest.len && rest.name > p.name + strlen(b->id)))
		return;
	at = first_with_end(&b->rows, rest);
	for (; (row = with_path(&b->rows, at, rest)) >= 0; at++)
		found_cell(to, b, row, column, true);
}

/* The same in the columns whose whole path is COLUMN. */
static void
find_columns(const struct block *b, struct part column, struct part p,
	     struct found *to)
{
	int at = first_with_end(&b->cols, column), leaf;

	for (; (leaf = with_path(&b->cols, at, column)) >= 0; at++)
		find_rows(b, leaf, p, to);
}

/* An address is the end of a row's path and all of a column's, wherever the
 * one ends and the other begins; or the end of a column's, in every row. */
static void
find_in_block(const struct block *b, const char *address, struct found *to)
{
	struct part all = part_of(address);
	const char *dot = address;
	int at, column, row;
	bool whole;

	find_columns(b, part_of(""), all, to);
	while ((dot = strchr(dot, '.')) && *++dot)
		find_columns(b, part_of(dot),
			     (struct part){ address,
					    (size_t)(dot - 1 - address) }, to);
	at = first_with_end(&b->cols, all);
	for (; (column = with_end(&b->cols, at, all, &whole)) >= 0; at++)
		for (row = 0; row < b->rows.leaves && row < 2; row++)
			found_cell(to, b, row, column, false);
}

int
form_find_cells(const struct form *f, const char *address, int cell[2])
{
	struct found found = { .cell = { -1, -1 }, .whole = -1 };
	int i;

	/* ids are not empty, so nothing ends in these */
	for (i = 0; i < f->blocks && *address && *address != '.'; i++)
		if (f->block[i].cells)
			find_in_block(&f->block[i], address, &found);
	cell[0] = found.whole >= 0 ? found.whole : found.cell[0];
	cell[1] = found.whole >= 0 ? -1 : found.cell[1];
	return (cell[0] >= 0) + (cell[1] >= 0);
}

int
form_find_cell(const struct form *f, const char *address, struct error *e)
{
	struct buf one = BUF_INIT, other = BUF_INIT;
	int cell[2], n = form_find_cells(f, address, cell);

	if (n == 1)
		return cell[0];
	if (n) {
		form_address(f, cell[0], &one);
		form_address(f, cell[1], &other);
		error_add(e, NOWHERE,
			  _("'%s' could be %s or %s; give more of the address"),
			  address, one.text, other.text);
	} else {
		error_add(e, NOWHERE,
			  _("no cell has the address '%s' in the form %s/%s"),
			  address, f->name, f->version);
	}
	buf_release(&one);
	buf_release(&other);
	return -1;
}

/* ---- checks by their rules and addresses ---- */

/* What a check is found by. */
struct spot {
	const char *rule;
	int block, row, column;
};

static struct spot
spot_of(const struct check *c)
{
	return (struct spot){ c->rule->id, c->block, c->row, c->column };
}

static int
spot_order(const struct spot *a, const struct spot *b)
{
	int d = a->rule == b->rule ? 0 : strcmp(a->rule, b->rule);

	if (d)
		return d;
	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

static int
check_order(const void *x, const void *y, void *form)
{
	const struct form *f = form;
	const int *p = x, *q = y;
	struct spot a = spot_of(&f->check[*p]), b = spot_of(&f->check[*q]);
	int d = spot_order(&a, &b);

	return d ? d : (*p > *q) - (*p < *q);
}

void
finish_answers(struct form *f)
{
	int i;

	f->answer = xcalloc((size_t)f->checks, sizeof *f->answer);
	for (i = 0; i < f->checks; i++)
		if (check_answerable(&f->check[i]))
			f->answer[f->answers++] = i;
	if (f->answers)
		qsort_r(f->answer, (size_t)f->answers, sizeof *f->answer,
			check_order, f);
}

/* The first check at SPOT, or BEST if that comes first; -1: none. */
static int
check_at(const struct form *f, struct spot spot, int best)
{
	int low = 0, high = f->answers;
	struct spot found;

	while (low < high) {
		int middle = low + (high - low) / 2;

		found = spot_of(&f->check[f->answer[middle]]);
		if (spot_order(&found, &spot) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == f->answers)
		return best;
	found = spot_of(&f->check[f->answer[low]]);
	if (spot_order(&found, &spot) || (best >= 0 && best < f->answer[low]))
		return best;
	return f->answer[low];
}

/* The same of the lines of block N that P is the whole path of. */
static int
check_of_line(const struct form *f, const char *rule, int n, struct part p,
	      int best)
{
	const struct block *b = &f->block[n];
	int at, leaf;

	at = first_with_end(&b->rows, p);
	for (; (leaf = with_path(&b->rows, at, p)) >= 0; at++)
		best = check_at(f, (struct spot){ rule, n, leaf, -1 }, best);
	at = first_with_end(&b->cols, p);
	for (; (leaf = with_path(&b->cols, at, p)) >= 0; at++)
		best = check_at(f, (struct spot){ rule, n, -1, leaf }, best);
	return best;
}

int
check_find(const struct form *f, const char *rule, const char *address)
{
	int cell[2], i, best = -1;
	struct part rest;

	if (!*address)
		return check_at(f, (struct spot){ rule, -1, -1, -1 }, -1);
	if (form_find_cells(f, address, cell) == 1) {
		struct buf own = BUF_INIT;

		form_address(f, cell[0], &own);
		if (!strcmp(own.text, address))
			best = check_at(f, (struct spot){
				rule,
				(int)(form_block_of(f, cell[0]) - f->block),
				form_row_of(f, cell[0]),
				form_column_of(f, cell[0]),
			}, best);
		buf_release(&own);
	}
	for (i = 0; i < f->blocks; i++) {
		if (!f->block[i].id ||
		    !behind(part_of(address), f->block[i].id, &rest) ||
		    (!rest.len && rest.name[-1] == '.'))
			continue;
		if (!rest.len)
			best = check_at(f, (struct spot){ rule, i, -1, -1 },
					best);
		best = check_of_line(f, rule, i, rest, best);
	}
	return best;
}
