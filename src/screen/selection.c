/* selection.c - a block of cells, selected to be copied */
#include "screen/selection.h"

#include <string.h>

#include "base/i18n.h"
#include "screen/app.h"
#include "screen/clipboard.h"
#include "screen/grid.h"
#include "screen/move.h"
#include "screen/place.h"

void
selection_toggle(struct app *a)
{
	if (selection_end(a))
		return;
	a->view.anchor = app_cell(a);
	app_redraw(a);
	app_tell(a, _("move to select; y copies"));
}

void
selection_extend(struct app *a, int rows, int columns)
{
	if (a->view.anchor < 0)
		selection_toggle(a);
	move_by(a, rows, columns);
}

/* ---- as text ---- */

static void
add_field(struct buf *out, const char *text, size_t len)
{
	size_t i;

	if (!memchr(text, '\t', len) && !memchr(text, '\n', len) &&
	    !memchr(text, '"', len)) {
		buf_addn(out, text, len);
		return;
	}
	buf_addc(out, '"');
	for (i = 0; i < len; i++) {
		if (text[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, text[i]);
	}
	buf_addc(out, '"');
}

static void
add_row(const struct app *a, const struct selection *s, int row,
	struct buf *out)
{
	int column;

	for (column = s->column; column <= s->last_column; column++) {
		struct buf text = BUF_INIT;

		report_show(a->edit.report,
			    block_cell(app_block(a), row, column), &text);
		if (column > s->column)
			buf_addc(out, '\t');
		add_field(out, text.text, text.len);
		buf_release(&text);
	}
	buf_addc(out, '\n');
}

/* The labels of the lines of AXIS over LEAF, the outermost first. */
static void
add_label(const struct app *a, const struct axis *axis, int leaf,
	  struct buf *out)
{
	const struct line *lines[FORM_DEPTH + 1], *line = axis_leaf(axis, leaf);
	struct buf text = BUF_INIT;
	int n = 0;

	for (;;) {
		lines[n++] = line;
		if (line->parent < 0)
			break;
		line = &axis->line[line->parent];
	}
	while (n-- > 0) {
		const char *label = label_text(&lines[n]->label, a->edit.lang);

		if (text.len && *label)
			buf_add(&text, " / ");
		buf_add(&text, label);
	}
	add_field(out, text.text, text.len);
	buf_release(&text);
}

/* ---- copying ---- */

static void
copy(struct app *a, struct buf *text)
{
	app_tell_copied(a, app_copy(a, text->text, text->len));
	buf_release(text);
}

void
selection_copy(struct app *a)
{
	struct buf text = BUF_INIT;
	struct selection s;
	int row;

	if (!selection_bounds(a, &s))
		return;
	for (row = s.row; row <= s.last_row; row++)
		add_row(a, &s, row, &text);
	selection_end(a);
	copy(a, &text);
}

void
selection_copy_block(struct app *a)
{
	const struct block *b = app_block(a);
	struct selection s = { .last_row = b->rows.leaves - 1,
			       .last_column = b->cols.leaves - 1 };
	struct buf text = BUF_INIT;
	int i;

	for (i = 0; b->type == BLOCK_TABLE && i < b->cols.leaves; i++) {
		buf_addc(&text, '\t');
		add_label(a, &b->cols, i, &text);
	}
	if (text.len)
		buf_addc(&text, '\n');
	for (i = 0; i < b->rows.leaves; i++) {
		add_label(a, &b->rows, i, &text);
		buf_addc(&text, '\t');
		add_row(a, &s, i, &text);
	}
	copy(a, &text);
}
