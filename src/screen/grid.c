/* grid.c - figures and fields: the screen where most of the work is done */
#include "screen/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "form/layout.h"
#include "report/reference.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/entry.h"
#include "screen/field.h"
#include "screen/paste.h"
#include "screen/place.h"
#include "screen/previous-year-view.h"
#include "screen/prompt.h"

struct grid {
	struct layout layout;
	bool laid;
	int block, width, height;	/* that it is laid out for */
	int digits;			/* of the widest figure so far */
	struct layout_pair *pair;	/* of each column, with a shadow */
	int drawn_cell;
	bool beside;			/* what is refused lies over others */
	int run_column;		/* where a run of Tabs began; -1 */
	int start_row, start_column;	/* first in sight when laid out */
};

static const struct screen grid_screen;

static struct grid *
own(const struct app *a)
{
	return screen_state(&a->stack, &grid_screen);
}

static const struct kind *
kind(const struct app *a)
{
	return form_kind_of(a->edit.form, app_cell(a));
}

/* Is the key a sign here, not the way back? */
static bool
begins_sign(const struct app *a, const struct key *k)
{
	return app_where(a) == IN_GRID && k->code == KEY_TEXT &&
	       !strcmp(k->text, "-") && kind(a)->negative &&
	       !form_computed(a->edit.form, app_cell(a));
}

static bool
text_field(const struct app *a)
{
	return !kind(a)->type->figure;
}

static bool
key(struct app *a, const struct key *k)
{
	if (a->view.anchor >= 0)
		return false;
	if (k->code == KEY_PASTE &&
	    (!text_field(a) || paste_is_block(a, k->paste))) {
		paste_values(a, k->paste);
		return true;
	}
	if (!text_field(a))
		return entry_add(a, k);
	if (field_begins(a, k))
		field_edit(a, k);
	else if (k->code == KEY_ENTER || k->code == KEY_F(2) ||
		 (k->code == KEY_TEXT && strchr("ei", k->text[0])))
		field_edit(a, NULL);
	else
		return false;
	return true;
}

void
grid_paste(struct app *a)
{
	if (a->clip.len)
		key(a, &(struct key){ .code = KEY_PASTE,
				      .paste = a->clip.text });
}

/* A key that goes on with the entry, or begins one with a sign. */
static bool
typed(struct app *a, const struct key *k)
{
	return (entry_is_on(a) && entry_key(a, k)) ||
	       (begins_sign(a, k) && key(a, k));
}

/* ---- drawing ---- */

static void
show_cell(const struct app *a, int cell, struct buf *text)
{
	size_t behind;

	if (entry_is_on(a) && !entry_refused(a) && cell == app_cell(a))
		buf_add(text, entry_text(a, &behind));
	else
		report_read(a->edit.report, cell, text);
}

static bool
is_zero(const struct app *a, int cell)
{
	wide units;
	int keyed;

	return report_figure(a->edit.report, cell, &units, &keyed) && !units;
}

/* What is not zero stands out, a total more so. */
static enum role
role_of(const struct app *a, int cell)
{
	bool broken = report_broken(a->edit.report, cell, LEVEL_MUST);

	/* what is being typed stays as it is; its mark tells */
	if (cell == app_cell(a) && a->view.anchor < 0)
		return broken && !entry_is_on(a) ? ROLE_BROKEN_CURSOR
						 : ROLE_CURSOR;
	if (selection_has(a, cell))
		return ROLE_SELECTED;
	if (broken)
		return ROLE_BROKEN;
	if (report_broken(a->edit.report, cell, LEVEL_ASK))
		return ROLE_ASK;
	if (is_zero(a, cell))
		return ROLE_ZERO;
	if (form_computed(a->edit.form, cell))
		return ROLE_TOTAL;
	return report_value(a->edit.report, cell)->state == VALUE_BLANK
		       ? ROLE_BLANK : ROLE_KEYED;
}

/* A mark beside the figure says without colour what the colour says; where
 * there is a note it is the note's, or stands out. */
static void
draw_mark(struct app *a, int cell, int y, int x)
{
	const char *note = app_note(a, cell);

	if (report_broken(a->edit.report, cell, LEVEL_MUST))
		term_text(a->term, y, x, 1, "!", 1,
			  *note ? ROLE_BROKEN_NOTED : ROLE_BROKEN);
	else if (report_broken(a->edit.report, cell, LEVEL_ASK))
		term_text(a->term, y, x, 1, "?", 1,
			  *note ? ROLE_ASK_NOTED : ROLE_ASK);
	else if (*note)
		term_text(a->term, y, x, 1, *note == '!' ? "^" : "*", 1,
			  ROLE_NOTED);
	else if (report_protected(a->edit.report, cell) >= 0)
		term_text(a->term, y, x, 1, "<", 1, ROLE_DIM);
	else
		term_fill(a->term, y, x, 1, ROLE_PLAIN);
}

/* What of last year stands behind the figure and its mark. */
static void
draw_beside(struct app *a, int cell, int column, int y, int x)
{
	struct grid *g = own(a);
	int room = layout_beside(&g->layout, column), width;
	struct buf text = BUF_INIT;

	if (!room)
		return;
	previous_show_cell(a, cell, &text);
	width = text_width(text.text, text.len, AMBIGUOUS_WIDE);
	if (width > room) {
		g->pair[column].beside = width;
		g->laid = false;
		width = room;
	}
	term_fill(a->term, y, x, room + 1, ROLE_PLAIN);
	term_text(a->term, y, x + room - width, width, text.text, text.len,
		  ROLE_DIM);
	buf_release(&text);
}

/* A figure of WIDTH has no room in its column. */
static void
ask_room(struct grid *g, int column, int width)
{
	int *most = g->layout.pair ? &g->pair[column].figure : &g->digits;

	if (width <= *most)
		return;
	*most = width;
	g->laid = false;
}

#define ACTIVE 4		/* columns of the active cell, at least */

static void
pad_left(struct buf *text, int *width, int room)
{
	for (; *width < ACTIVE && *width < room; ++*width)
		buf_splice(text, 0, 0, " ", 1);
}

/* The figure alone has the colours of its role, so that a cursor that moves
 * on repaints few characters. */
static void
draw_cell(struct app *a, int cell)
{
	struct grid *g = own(a);
	const struct block *b = app_block(a);
	int y = layout_y(&g->layout, (cell - b->first) / b->cols.leaves);
	int column = (cell - b->first) % b->cols.leaves;
	int x = layout_x(&g->layout, column);
	int room = layout_room(&g->layout, column), width, before;
	bool left = b->type == BLOCK_FIELDS;
	struct buf text = BUF_INIT, cut = BUF_INIT;

	if (x < 0 || y < 0)
		return;
	show_cell(a, cell, &text);
	if (!text.len && !form_computed(a->edit.form, cell))
		buf_add(&text, "_");
	width = text_width(text.text, text.len, AMBIGUOUS_WIDE);
	if (width > room && !left)
		ask_room(g, column, width);
	if (width > room) {
		text_pad(&cut, text.text, text.len, room, !left,
			 AMBIGUOUS_WIDE);
		width = room;
	}
	/* the active cell is more than what the cursor itself stands on */
	if (cell == app_cell(a) && !left)
		pad_left(&text, &width, room);
	before = left ? 0 : room - width;
	term_fill(a->term, 1 + y, x, room, ROLE_PLAIN);
	term_text(a->term, 1 + y, x + before, width,
		  cut.len ? cut.text : text.text,
		  cut.len ? cut.len : text.len, role_of(a, cell));
	draw_mark(a, cell, 1 + y, x + room);
	draw_beside(a, cell, column, 1 + y, x + room + 1);
	buf_release(&text);
	buf_release(&cut);
}

static void
draw_label(struct app *a, int y, int line)
{
	const struct layout *l = &own(a)->layout;
	const struct line *row = &l->block->rows.line[line];
	const char *label = label_brief(&row->label, a->edit.lang);
	int indent = l->number + row->depth * 2;
	struct buf text = BUF_INIT;

	if (l->gutter < 2)
		return;
	if (indent > l->gutter / 2)
		indent = l->gutter / 2;
	if (row->leaf >= 0 && l->number)
		buf_addf(&text, "%*d", l->number - 1, row->leaf + 1);
	buf_fill(&text, ' ', indent - (int)text.len);
	term_text(a->term, 1 + y, 0, indent, text.text, text.len, ROLE_DIM);
	buf_clear(&text);
	text_pad(&text, label, strlen(label), l->gutter - 1 - indent, false,
		 AMBIGUOUS_WIDE);
	term_text(a->term, 1 + y, indent, l->gutter - 1 - indent, text.text,
		  text.len, row->leaf < 0 || row->total || row->is
				    ? ROLE_HEADING : ROLE_LABEL);
	buf_release(&text);
}

static void
draw_heading(struct app *a, int line)
{
	const struct layout *l = &own(a)->layout;
	const struct line *c = &l->block->cols.line[line];
	const char *text = label_brief(&c->label, a->edit.lang);
	int x, y, width = layout_span(l, line, &x);
	int high = layout_levels(l, line, &y), i, wrap;
	size_t len = strlen(text), skip;

	if (!width || !*text)
		return;
	wrap = text_balance(text, len, width > 1 ? width - 1 : 1,
			    AMBIGUOUS_WIDE);
	for (i = 0; i < high && len; i++) {
		size_t n = text_wrap(text, len, wrap, AMBIGUOUS_WIDE, &skip);
		struct buf cut = BUF_INIT;

		text_pad(&cut, text, n, width - 1, c->leaf >= 0,
			 AMBIGUOUS_WIDE);
		term_text(a->term, 1 + y + i, x, width - 1, cut.text, cut.len,
			  ROLE_HEADING);
		buf_release(&cut);
		text += n + skip;
		len -= n + skip;
	}
}

static void
draw_all(struct app *a)
{
	const struct layout *l = &own(a)->layout;
	const struct block *b = l->block;
	int i, column;

	for (i = 0; i < a->view.height - 1; i++)
		term_fill(a->term, 1 + i, 0, a->view.width, ROLE_PLAIN);
	for (i = 0; i < b->cols.count; i++)
		if (l->header)
			draw_heading(a, i);
	for (i = 0; i < l->lines; i++) {
		const struct line *row = &b->rows.line[l->body[i]];

		draw_label(a, l->header + i, l->body[i]);
		for (column = l->col;
		     row->leaf >= 0 && column < l->col + l->cols; column++)
			draw_cell(a, block_cell(b, row->leaf, column));
	}
}

static void
draw_changed(struct app *a, int since)
{
	const struct layout *l = &own(a)->layout;
	const struct block *b = l->block;
	int i, column;

	for (i = 0; i < l->lines; i++) {
		int row = b->rows.line[l->body[i]].leaf, cell;

		if (row < 0)
			continue;
		cell = block_cell(b, row, l->col);
		for (column = 0; column < l->cols; column++, cell++)
			if (report_changed(a->edit.report, cell) > since)
				draw_cell(a, cell);
	}
}

static void
forget_pairs(struct grid *g)
{
	free(g->pair);
	g->pair = NULL;
}

/* Makes the layout fit the page and show the cell; true if that changed what
 * stands where. */
static bool
lay_out(struct app *a)
{
	struct grid *g = own(a);
	bool same = g->laid && g->block == a->edit.block &&
		    g->width == a->view.width && g->height == a->view.height;
	int cell = app_cell(a);

	if (g->block != a->edit.block) {
		g->digits = 0;
		forget_pairs(g);
	}
	if (previous_shown(a) && !g->pair)
		g->pair = xcalloc((size_t)app_block(a)->cols.leaves,
				  sizeof *g->pair);
	if (!same) {
		layout_release(&g->layout);
		layout_init(&g->layout, a->edit.form, app_block(a),
			    a->edit.lang, a->view.width, a->view.height - 1,
			    g->digits, previous_shown(a) ? g->pair : NULL);
		layout_start(&g->layout, g->start_row, g->start_column);
		g->start_row = g->start_column = 0;
		g->laid = true;
		g->block = a->edit.block;
		g->width = a->view.width;
		g->height = a->view.height;
	}
	return layout_show(&g->layout, form_row_of(a->edit.form, cell),
			   form_column_of(a->edit.form, cell)) || !same;
}

/* What is first in sight is so in the next layout too. */
static void
stay(struct grid *g)
{
	g->start_row = g->layout.row;
	g->start_column = g->layout.col;
}

void
grid_lay_anew(struct app *a)
{
	struct grid *g = own(a);

	if (g->laid && g->block == a->edit.block)
		stay(g);
	forget_pairs(g);
	g->laid = false;
	app_redraw(a);
}

/* Where the cursor stands in the active cell: where the next digit goes, which
 * is behind the last, as it would undo the reverse of a digit that it is on. */
static void
put_cursor(struct app *a)
{
	const struct grid *g = own(a);
	const struct block *b = app_block(a);
	int cell = app_cell(a);
	int room = layout_room(&g->layout, form_column_of(a->edit.form, cell));
	int y = layout_y(&g->layout, form_row_of(a->edit.form, cell));
	int x = layout_x(&g->layout, form_column_of(a->edit.form, cell));
	bool typing = entry_is_on(a) && !entry_refused(a);
	size_t behind = 0, len = 0;

	if (typing)
		len = strlen(entry_text(a, &behind));
	if (b->type != BLOCK_FIELDS)
		x += room - (int)behind;
	else
		x += (int)(len - behind);
	/* a page too small to show the cell has its cursor in the corner */
	if (y < 0 || y > a->view.height - 2)
		y = x = -1;
	term_cursor(a->term, y < 0 ? 0 : 1 + y, x < 0 ? 0 : x);
}

/* Takes away the figures in row Y that lie in part in columns [FROM, TO): half
 * a figure would be another. */
static void
clear_figures(struct app *a, int y, int from, int to)
{
	const struct layout *l = &own(a)->layout;
	int column;

	for (column = l->col; column < l->col + l->cols; column++) {
		int x = layout_x(l, column), room = layout_wide(l, column);

		if (column != app_column(a) && x < to && x + room > from)
			term_fill(a->term, y, x, room, ROLE_PLAIN);
	}
}

/* The columns of what the active cell shows. */
static int
shown_width(const struct app *a)
{
	struct buf text = BUF_INIT;
	int width;

	show_cell(a, app_cell(a), &text);
	width = text_width(text.text, text.len, AMBIGUOUS_WIDE);
	buf_release(&text);
	return width ? width : 1;	/* the sign of a blank */
}

/* What is typed and refused, beside the cell: behind it, or before it where
 * there is more room. */
static void
draw_refused(struct app *a, const char *text)
{
	const struct layout *l = &own(a)->layout;
	int column = app_column(a), y = 1 + layout_y(l, app_row(a));
	int x = layout_x(l, column), at = x + layout_room(l, column) + 1;
	int width = text_width(text, strlen(text), AMBIGUOUS_WIDE), room;

	if (x < 0 || y < 1)
		return;
	/* a field has its value on the left of its room */
	if (app_block(a)->type == BLOCK_FIELDS)
		at = x + shown_width(a) + 1;
	room = a->view.width - at;
	if (width > room && x - 1 > room) {
		room = x - 1;
		at = width < room ? room - width : 0;
	}
	if (width > room)
		width = room;
	clear_figures(a, y, at, at + width + 1);
	term_text(a->term, y, at, width, text, strlen(text),
		  ROLE_BROKEN_CURSOR);
}

void
grid_draw(struct app *a, int since)
{
	struct grid *g = own(a);
	int before = g->drawn_cell;

	g->drawn_cell = app_cell(a);
	if (lay_out(a) || since < 0 || a->view.anchor >= 0 || g->beside) {
		draw_all(a);
	} else {
		draw_changed(a, since);
		if (form_block_of(a->edit.form, before) == app_block(a))
			draw_cell(a, before);
		draw_cell(a, g->drawn_cell);
	}
	/* a figure wider than its column asks for wider columns */
	while (!g->laid) {
		if (previous_shown(a))
			stay(g);
		lay_out(a);
		draw_all(a);
	}
	g->beside = entry_refused(a);
	if (g->beside)
		draw_refused(a, entry_refused(a));
	if (!prompt_is_on(a))
		put_cursor(a);
}

void
grid_forget_layout(struct app *a)
{
	own(a)->laid = false;
	app_redraw(a);
}

const struct layout *
grid_layout(const struct app *a)
{
	return &own(a)->layout;
}

int
grid_run(const struct app *a)
{
	return own(a)->run_column;
}

void
grid_set_run(struct app *a, int column)
{
	own(a)->run_column = column;
}

/* ---- where the person stands ---- */

struct grid_spot
grid_spot(const struct app *a)
{
	const struct grid *g = own(a);
	bool laid = g->laid && g->layout.block == app_block(a);
	struct grid_spot s = { .row = laid ? g->layout.row : 0,
			       .column = laid ? g->layout.col : 0 };

	size_t behind;

	if (entry_is_stored(a)) {
		s.mode = entry_is_in_place(a) ? GRID_MENDS : GRID_TYPES;
		s.at = (int)strlen(entry_text(a, &behind));
		s.at -= (int)behind;
		s.begun = entry_has_begun(a);
	} else if (field_is_on(a)) {
		s.mode = GRID_FILLS;
		s.at = (int)a->prompt->line.at;
		s.begun = field_has_begun(a);
	}
	return s;
}

void
grid_resume(struct app *a, const struct grid_spot *s)
{
	struct grid *g = own(a);

	g->start_row = s->row;
	g->start_column = s->column;
	if (s->mode == GRID_TYPES || s->mode == GRID_MENDS)
		entry_resume(a, s->mode == GRID_MENDS, (size_t)s->at,
			     s->begun);
	else if (s->mode == GRID_FILLS)
		field_resume(a, (size_t)s->at, s->begun);
}

/* ---- the screen ---- */

static enum where
where(const struct app *a)
{
	return a->view.anchor >= 0 ? IN_SELECT : IN_GRID;
}

static void
leave(struct app *a)
{
	entry_accept(a);
}

static void
close_grid(void *state)
{
	struct grid *g = state;

	layout_release(&g->layout);
	free(g->pair);
	free(g);
}

static const struct screen grid_screen = {
	.where = where, .typed = typed, .key = key, .draw = grid_draw,
	.accept = entry_accept, .leave = leave, .close = close_grid,
};

const struct screen *
grid_open(struct app *a)
{
	struct grid *g = xcalloc(1, sizeof *g);

	g->run_column = -1;
	screen_push(&a->stack, &grid_screen, g);
	return &grid_screen;
}
