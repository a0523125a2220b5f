/* label.c - what a line, a region or a cell is called */
#include "form/label.h"

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
