/* check-place.c - where the checks of a form stand */
#include "form/check-place.h"

bool
check_of_rule(const struct check *c)
{
	return c->type == CHECK_FORMULA || c->type == CHECK_QUOTE;
}

bool
check_answerable(const struct check *c)
{
	return check_of_rule(c) && !c->rule->completeness &&
	       (c->rule->level == LEVEL_ASK || c->rule->reason);
}

int
check_term(const struct form *f, int check, int n)
{
	const struct check *c = &f->check[check];

	if (n < 0)
		return -1;
	if (!check_of_rule(c))
		return n ? -1 : block_cell(&f->block[c->block], c->row,
					   c->column);
	return n < c->refs ? region_start(f, &c->ref[n].region) : -1;
}

int
check_cell(const struct form *f, int check)
{
	return check_term(f, check, 0);
}

const struct line *
check_line(const struct form *f, const struct check *c)
{
	const struct block *b;

	if ((c->row < 0) == (c->column < 0))
		return NULL;
	b = &f->block[c->block];
	return c->row >= 0 ? axis_leaf(&b->rows, c->row)
			   : axis_leaf(&b->cols, c->column);
}

void
check_address(const struct form *f, int check, struct buf *out)
{
	const struct check *c = &f->check[check];
	const struct block *b;
	struct buf path = BUF_INIT;

	if (c->block < 0)
		return;
	b = &f->block[c->block];
	if (c->row >= 0 && c->column >= 0) {
		form_address(f, block_cell(b, c->row, c->column), out);
		return;
	}
	if (c->row >= 0)
		axis_path(&b->rows, c->row, &path);
	if (c->column >= 0)
		axis_path(&b->cols, c->column, &path);
	buf_add(out, b->id);
	if (path.len)
		buf_addf(out, ".%s", path.text);
	buf_release(&path);
}
