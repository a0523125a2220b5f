/*
 * number.c - numbering the lines and cells of a form
 *
 * Leaves are counted in the order of the file, headings learn what they span,
 * and what appears twice or cannot be is refused.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/finish.h"

/* Numbers the leaves and spans the headings; the lines are in file order, so
 * that a heading is followed by what stands under it. */
static void
number_leaves(struct axis *a)
{
	int i, up;

	a->leaf = xcalloc((size_t)a->count, sizeof *a->leaf);
	for (i = 0; i < a->count; i++) {
		struct line *l = &a->line[i];
		bool leaf = i + 1 == a->count || a->line[i + 1].parent != i;

		if (l->depth + 1 > a->depth)
			a->depth = l->depth + 1;
		l->first = l->last = a->leaves;
		if (!leaf)
			continue;
		l->leaf = a->leaves;
		a->leaf[a->leaves++] = i;
		for (up = i; up >= 0; up = a->line[up].parent)
			a->line[up].last = a->leaves;
	}
}

struct named {
	const char *id;
	int space;		/* the nearest heading with an id */
	int line;
};

static int
named_order(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int d;

	if (a->space != b->space)
		return a->space < b->space ? -1 : 1;
	d = strcmp(a->id, b->id);
	return d ? d : (a->line > b->line) - (a->line < b->line);
}

static void
refuse_twice(const struct axis *a, struct error *e)
{
	struct named *n = xcalloc((size_t)a->count, sizeof *n);
	size_t count = 0, i;
	int line;

	for (line = 0; line < a->count; line++)
		if (a->line[line].id)
			n[count++] = (struct named){
				.id = a->line[line].id, .line = line,
				.space = axis_named(a, a->line[line].parent),
			};
	qsort(n, count, sizeof *n, named_order);
	for (i = 1; i < count; i++)
		if (n[i].space == n[i - 1].space &&
		    !strcmp(n[i].id, n[i - 1].id))
			error_add(e, a->line[n[i].line].place,
				  _("'%s' appears twice under the same heading; "
				    "the first is in line %d"), n[i].id,
				  a->line[n[i - 1].line].place.line);
	free(n);
}

static void
check_axis(const struct axis *a, struct error *e)
{
	int i;

	refuse_twice(a, e);
	for (i = 0; i < a->count; i++) {
		const struct line *l = &a->line[i];
		int up = l->parent;
		int first = up < 0 ? 0 : a->line[up].first;
		int last = up < 0 ? a->leaves : a->line[up].last;

		if (l->depth >= FORM_DEPTH)
			error_add(e, l->place,
				  _("more than %d headings over each other"),
				  FORM_DEPTH);
		if (line_computed(l) && l->leaf < 0)
			error_add(e, l->place,
				  _("a line with others under it cannot be "
				    "computed; move 'is' to one of them"));
		if (l->total && last - first == 1)
			error_add(e, l->place,
				  _("a total with nothing beside it to add"));
	}
}

_Static_assert(FORM_BLOCKS <= 65535 && FORM_KINDS <= 255,
	       "the numbers of blocks and of kinds fit block_of and kind_of");

/* Notes of each cell in which block it is and of what kind: that of its row,
 * of its column or of the block. */
static void
note_cells(struct form *f)
{
	int i, row, column, cell = 0;

	f->block_of = arena_array(&f->arena, (size_t)f->cells,
				  sizeof *f->block_of);
	f->kind_of = arena_array(&f->arena, (size_t)f->cells, 1);
	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		for (row = 0; row < b->rows.leaves; row++)
			for (column = 0; column < b->cols.leaves; column++) {
				int kind = axis_leaf(&b->rows, row)->kind;

				if (kind < 0)
					kind = axis_leaf(&b->cols,
							 column)->kind;
				f->block_of[cell] = (unsigned short)i;
				f->kind_of[cell++] = (unsigned char)
					(kind < 0 ? b->kind : kind);
			}
	}
}

void
finish_number(struct form *f, struct error *e)
{
	long cells = 0;
	int i;

	for (i = 0; i < f->blocks; i++) {
		struct block *b = &f->block[i];

		number_leaves(&b->rows);
		number_leaves(&b->cols);
		axis_sort(&b->rows);
		axis_sort(&b->cols);
		b->first = (int)cells;
		b->cells = b->rows.leaves * b->cols.leaves;
		cells += (long)b->rows.leaves * b->cols.leaves;
		if (cells > FORM_CELLS) {
			error_add(e, b->place, _("more than %d cells"),
				  FORM_CELLS);
			b->cells = b->rows.leaves = b->cols.leaves = 0;
			return;
		}
		check_axis(&b->rows, e);
		check_axis(&b->cols, e);
	}
	f->cells = (int)cells;
	note_cells(f);
}

/* Ids of blocks and of fields share one space: the top of a report file. */
void
finish_check_ids(const struct form *f, struct error *e)
{
	struct named *n;
	size_t room = 0, count = 0, i;
	int b, l;

	for (b = 0; b < f->blocks; b++)
		room += 1 + (size_t)f->block[b].rows.count;
	n = xcalloc(room, sizeof *n);
	for (b = 0; b < f->blocks; b++) {
		const struct block *block = &f->block[b];

		if (block->id)
			n[count++] = (struct named){ block->id, 0,
						     block->place.line };
		if (block->type != BLOCK_FIELDS)
			continue;
		for (l = 0; l < block->rows.count; l++)
			n[count++] = (struct named){
				block->rows.line[l].id, 0,
				block->rows.line[l].place.line
			};
	}
	qsort(n, count, sizeof *n, named_order);
	for (i = 1; i < count; i++)
		if (!strcmp(n[i].id, n[i - 1].id))
			error_add(e, (struct place){ f->path, n[i].line, 0 },
				  _("the id '%s' appears twice; the first is in "
				    "line %d"), n[i].id, n[i - 1].line);
	free(n);
}
