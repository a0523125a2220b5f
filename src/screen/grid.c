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
#include "screen/place.h"
#include "screen/previous-year-view.h"
#include "screen/prompt.h"

/* What is being typed in the active cell. */
struct entry {
	bool on;
	bool in_place;		/* the arrows move within it */
	int serial;		/* of the report when it began */
	struct line_editor line;
};

struct grid {
	struct entry entry;
	struct layout layout;
	bool laid;
	int block, width, height;	/* that it is laid out for */
	int digits;			/* of the widest figure so far */
	struct layout_pair *pair;	/* of each column, with a shadow */
	int drawn_cell;
	int run_column;		/* where a run of Tabs began; -1 */
	int start_row, start_column;	/* first in sight when laid out */
};

static const struct screen grid_screen;

static struct grid *
own(const struct app *a)
{
	return screen_state(&a->stack, &grid_screen);
}

/* ---- the entry ---- */

static const struct kind *
kind(const struct app *a)
{
	return form_kind_of(a->edit.form, app_cell(a));
}

/* Has anything been changed since the entry that began at SERIAL?  What was
 * typed may be what stood there already; what came meanwhile to one who reads
 * is another's. */
static bool
begun(const struct app *a, int serial)
{
	return a->session->writer && report_serial(a->edit.report) != serial;
}

/* What is typed is in the report with each key; the first begins a run. */
static bool
put_entry(struct app *a, bool typed)
{
	struct entry *e = &own(a)->entry;
	enum edit_how how = begun(a, e->serial) ? EDIT_MORE : EDIT_NEW;

	return app_key_in(a, app_cell(a), e->line.text.text, typed, how);
}

void
grid_begin(struct app *a, const char *text, bool in_place)
{
	struct entry *e = &own(a)->entry;

	e->on = true;
	e->serial = report_serial(a->edit.report);
	e->in_place = in_place;
	line_editor_set(&e->line, text);
}

bool
grid_typing(const struct app *a)
{
	return own(a)->entry.on;
}

void
grid_in_place(struct app *a, bool in_place)
{
	own(a)->entry.in_place = in_place;
}

void
grid_forget_entry(struct app *a)
{
	own(a)->entry.on = false;
}

void
grid_accept(struct app *a)
{
	struct entry *e = &own(a)->entry;
	const struct value *v;

	if (!e->on)
		return;
	v = report_value(a->edit.report, app_cell(a));
	/* 007 becomes 7, a lone minus nothing */
	if (v->state == VALUE_OPEN) {
		line_editor_set(&e->line, "");
		app_tell(a, _("nothing but a sign: the cell is left blank"));
	}
	if (v->text && kind(a)->type->figure)
		put_entry(a, false);
	app_end_run(a);
	e->on = false;
}

void
grid_give_up(struct app *a)
{
	if (begun(a, own(a)->entry.serial))
		app_edit(a, NULL, 0, EDIT_UNDO);
	own(a)->entry.on = false;
}

/* Tries the line as it is now; if the kind refuses it, back to BEFORE. */
static void
try_entry(struct app *a, const char *before, size_t at)
{
	struct entry *e = &own(a)->entry;

	if (put_entry(a, true))
		return;
	line_editor_set(&e->line, before);
	e->line.at = at;
}

static bool
is_figure_text(const char *text)
{
	return *text && strspn(text, "0123456789.-") == strlen(text);
}

/* The figure in what was pasted: blanks around it do not matter. */
static void
paste_figure(struct app *a, const char *text)
{
	size_t skip = strspn(text, " ");
	char *figure = xstrndup(text + skip, strcspn(text + skip, " "));

	if (is_figure_text(figure)) {
		if (!own(a)->entry.on)
			grid_begin(a, "", false);
		line_editor_set(&own(a)->entry.line, figure);
		if (!put_entry(a, true))
			grid_give_up(a);
	} else {
		app_complain(a, _("what was pasted is not a figure"));
	}
	free(figure);
}

struct paste {
	struct put *put;
	int puts;
	size_t room;
};

/* One figure of a block that was pasted, for leaves ROW and COLUMN. */
static bool
paste_cell(struct app *a, struct paste *p, int row, int column,
	   const char *text, size_t len)
{
	const struct block *b = app_block(a);
	struct put put = { .at = 0 };
	const char *why = NULL;

	if (!len)
		return true;
	if (row >= b->rows.leaves || column >= b->cols.leaves) {
		app_complain(a, _("what was pasted goes beyond the table; "
				  "nothing is changed"));
		return false;
	}
	put.cell = block_cell(b, row, column);
	if (!form_kind_of(a->edit.form, put.cell)->type->figure)
		put.cut = strlen(report_text(a->edit.report, put.cell));
	if (!value_parse(form_kind_of(a->edit.form, put.cell), text, len,
			 &put.value, &why)) {
		app_complain(a, _("'%.*s' %s; nothing is changed"),
			     (int)text_fit(text, len, 20, AMBIGUOUS_WIDE), text,
			     why);
		return false;
	}
	ARRAY_GROW(p->put, p->puts, p->room);
	p->put[p->puts++] = put;
	return true;
}

/* Does the total that was pasted say something else than its figures? */
static bool
disagrees(const struct report *r, const struct put *p)
{
	wide units;
	int keyed;

	return p->value.state == VALUE_FIGURE &&
	       (!report_figure(r, p->cell, &units, &keyed) ||
		units != p->value.units);
}

/* The figures of the block, then the totals that disagree with them, which
 * stand on paper: one entry of the log for undo. */
static void
put_block(struct app *a, const struct paste *p)
{
	struct put *figure = xcalloc((size_t)p->puts, sizeof *figure);
	int figures = 0, totals = 0, i;

	for (i = 0; i < p->puts; i++)
		if (!form_computed(a->edit.form, p->put[i].cell))
			figure[figures++] = p->put[i];
	if (app_edit(a, figure, figures, EDIT_NEW)) {
		for (i = 0; i < p->puts; i++)
			if (form_computed(a->edit.form, p->put[i].cell) &&
			    disagrees(a->edit.report, &p->put[i]))
				figure[totals++] = p->put[i];
		app_edit(a, figure, totals, EDIT_MORE);
		app_tell(a, Q_("%d figure pasted; totals in it that disagree: "
			       "%d", "%d figures pasted; totals in it that "
			       "disagree: %d", figures), figures, totals);
	}
	app_end_run(a);
	free(figure);
}

/* Lines of figures parted by tabs, as from a spreadsheet: all of it or
 * nothing. */
static void
paste_block(struct app *a, const char *text)
{
	struct paste p = { .put = NULL };
	int row = app_row(a), column = app_column(a), i;
	bool ok = true;

	grid_accept(a);
	while (ok && *text) {
		size_t len = strcspn(text, "\t\n");

		ok = paste_cell(a, &p, row, column, text, len);
		column++;
		if (text[len] == '\n') {
			row++;
			column = app_column(a);
		}
		text += len + (text[len] != '\0');
	}
	if (ok)
		put_block(a, &p);
	for (i = 0; i < p.puts; i++)
		value_release(&p.put[i].value);
	free(p.put);
}

static void
paste(struct app *a, const char *pasted)
{
	struct buf text = BUF_INIT;

	key_fold(pasted, &text);
	while (text.len && strchr("\n\t ", text.text[text.len - 1]))
		buf_splice(&text, text.len - 1, 1, "", 0);
	if (strpbrk(text.text, "\t\n") &&
	    app_block(a)->type == BLOCK_TABLE)
		paste_block(a, text.text);
	else
		paste_figure(a, text.text);
	buf_release(&text);
}

static bool
entry_text(struct app *a, const char *text)
{
	struct entry *e = &own(a)->entry;
	bool sign = !strcmp(text, "-"), point = !strcmp(text, ".");
	char *before;
	size_t at = e->line.at;

	/* a sign or a point that cannot be meant moves on or goes to a row */
	if (sign && (!kind(a)->negative || e->line.at))
		return false;
	if (point && (!kind(a)->places || strchr(e->line.text.text, '.')))
		return false;
	if (!is_figure_text(text))
		return false;
	before = xstrdup(e->line.text.text);
	line_editor_insert(&e->line, text, strlen(text));
	try_entry(a, before, at);
	free(before);
	return true;
}

/* Backspace and, in place, the moving keys. */
bool
grid_entry_key(struct app *a, const struct key *k)
{
	struct entry *e = &own(a)->entry;
	char *before;
	size_t at = e->line.at;

	if (k->code == KEY_TEXT)
		return entry_text(a, k->text);
	if (k->code == KEY_PASTE) {
		paste(a, k->paste);
		return true;
	}
	if (k->code == KEY_ESC || k->code == KEY_CTRL('C')) {
		grid_give_up(a);
		return true;
	}
	if (k->code != KEY_BACKSPACE && !e->in_place)
		return false;
	before = xstrdup(e->line.text.text);
	if (!line_editor_key(&e->line, k)) {
		free(before);
		return false;
	}
	if (strcmp(before, e->line.text.text))
		try_entry(a, before, at);
	free(before);
	return true;
}

/* Is the key a sign here, not the way back? */
static bool
begins_sign(const struct app *a, const struct key *k)
{
	return app_where(a) == IN_GRID && k->code == KEY_TEXT &&
	       !strcmp(k->text, "-") && kind(a)->negative &&
	       !form_computed(a->edit.form, app_cell(a));
}

/* ---- fields of text ---- */

static void
field_change(struct app *a, const char *text)
{
	app_key_in(a, a->prompt->cell, text, true,
		   begun(a, a->prompt->which) ? EDIT_MORE : EDIT_NEW);
}

/* What was typed so far may be no measure yet. */
static bool
field_done(struct app *a, const char *text)
{
	if (kind(a)->type->measure && begun(a, a->prompt->which) &&
	    !app_key_in(a, a->prompt->cell, text, false, EDIT_MORE))
		return false;
	app_end_run(a);
	app_go(a, app_next_cell(a, app_cell(a), 1));
	return true;
}

static bool
field_key(struct app *a, const struct key *k)
{
	/* as in a cell of digits */
	if (k->code == KEY_TAB)
		return prompt_key(a, &(struct key){ .code = KEY_ENTER });
	if (k->code != KEY_ESC && k->code != KEY_CTRL('C'))
		return false;
	if (begun(a, a->prompt->which))
		app_edit(a, NULL, 0, EDIT_UNDO);
	prompt_close(a);
	return true;
}

/* Opens the field; K, which may be NULL, is the first key.  It adds to a text
 * and begins a measure anew, as it does a figure. */
static void
edit_field(struct app *a, const struct key *k)
{
	int cell = app_cell(a);
	bool anew = k && kind(a)->type->measure &&
		    (k->code == KEY_PASTE || is_figure_text(k->text));
	struct buf label = BUF_INIT;

	if (app_block(a)->type == BLOCK_TABLE)
		cell_label(a->edit.form, cell, a->edit.lang, &label);
	else
		buf_add(&label, label_text(&axis_leaf(
			&app_block(a)->rows,
			form_row_of(a->edit.form, cell))->label, a->edit.lang));
	prompt_open(a, anew ? "" : report_text(a->edit.report, cell),
		    field_done, "%s", label.text);
	buf_release(&label);
	a->prompt->cell = cell;
	a->prompt->which = report_serial(a->edit.report);
	a->prompt->change = field_change;
	a->prompt->key = field_key;
	if (k)
		prompt_key(a, k);
}

static bool
text_field(const struct app *a)
{
	return !kind(a)->type->figure;
}

/* Does the key begin a text that is typed right away?  A letter of an input
 * method does, and the digit of a measure. */
static bool
begins_text(const struct app *a, const struct key *k)
{
	if (k->code == KEY_PASTE)
		return true;
	if (k->code != KEY_TEXT)
		return false;
	if (kind(a)->type->measure &&
	    (strspn(k->text, "0123456789") ||
	     (kind(a)->negative && k->text[0] == '-')))
		return true;
	return k->text[0] & 0x80;
}

static bool
key(struct app *a, const struct key *k)
{
	if (a->view.anchor >= 0)
		return false;
	if (text_field(a)) {
		if (begins_text(a, k)) {
			edit_field(a, k);
			return true;
		}
		if (k->code == KEY_ENTER || k->code == KEY_F(2) ||
		    (k->code == KEY_TEXT && strchr("ei", k->text[0]))) {
			edit_field(a, NULL);
			return true;
		}
		return false;
	}
	if (k->code == KEY_PASTE) {
		paste(a, k->paste);
		return true;
	}
	if (k->code != KEY_TEXT || !is_figure_text(k->text))
		return false;
	if (k->text[0] == '-' && !kind(a)->negative)
		return false;
	grid_begin(a, "", false);
	if (!entry_text(a, k->text)) {
		own(a)->entry.on = false;
		return false;
	}
	/* refused */
	if (!own(a)->entry.line.text.len)
		own(a)->entry.on = false;
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
	return (grid_typing(a) && grid_entry_key(a, k)) ||
	       (begins_sign(a, k) && key(a, k));
}

/* ---- drawing ---- */

static void
show_cell(const struct app *a, int cell, struct buf *text)
{
	if (own(a)->entry.on && cell == app_cell(a))
		buf_add(text, own(a)->entry.line.text.text);
	else
		report_read(a->edit.report, cell, text);
}

static enum role
role_of(const struct app *a, int cell)
{
	bool broken = report_broken(a->edit.report, cell, LEVEL_MUST);

	/* what is being typed stays as it is; its mark tells */
	if (cell == app_cell(a) && a->view.anchor < 0)
		return broken && !own(a)->entry.on ? ROLE_BROKEN_CURSOR
					      : ROLE_CURSOR;
	if (selection_has(a, cell))
		return ROLE_SELECTED;
	if (broken)
		return ROLE_BROKEN;
	if (report_broken(a->edit.report, cell, LEVEL_ASK))
		return ROLE_ASK;
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

#define ACTIVE 2		/* columns of the active cell, at least */

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
	text_pad(&text, label, strlen(label), l->gutter - 1 - indent, false,
		 AMBIGUOUS_WIDE);
	term_text(a->term, 1 + y, 0, l->gutter - 1, text.text, text.len,
		  row->leaf < 0 ? ROLE_HEADING
				: row->total || row->is ? ROLE_HEADING
							: ROLE_LABEL);
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

/* Where the cursor stands in the active cell: on its last digit; while it is
 * edited in place, where the next digit goes. */
static void
put_cursor(struct app *a)
{
	const struct grid *g = own(a);
	const struct block *b = app_block(a);
	int cell = app_cell(a);
	int room = layout_room(&g->layout, form_column_of(a->edit.form, cell));
	int y = layout_y(&g->layout, form_row_of(a->edit.form, cell));
	int x = layout_x(&g->layout, form_column_of(a->edit.form, cell));
	int behind = 0;

	if (own(a)->entry.on)
		behind = (int)(own(a)->entry.line.text.len -
			       own(a)->entry.line.at);
	if (b->type != BLOCK_FIELDS)
		x += room - behind -
		     !(own(a)->entry.on && own(a)->entry.in_place);
	else if (own(a)->entry.on)
		x += (int)own(a)->entry.line.at;
	/* a page too small to show the cell has its cursor in the corner */
	if (y < 0 || y > a->view.height - 2)
		y = x = -1;
	term_cursor(a->term, y < 0 ? 0 : 1 + y, x < 0 ? 0 : x);
}

void
grid_draw(struct app *a, int since)
{
	struct grid *g = own(a);
	int before = g->drawn_cell;

	g->drawn_cell = app_cell(a);
	if (lay_out(a) || since < 0 || a->view.anchor >= 0) {
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
	const struct entry *e = &g->entry;
	bool laid = g->laid && g->layout.block == app_block(a);
	struct grid_spot s = { .row = laid ? g->layout.row : 0,
			       .column = laid ? g->layout.col : 0 };

	if (e->on) {
		s.mode = e->in_place ? GRID_MENDS : GRID_TYPES;
		s.at = (int)e->line.at;
		s.begun = report_serial(a->edit.report) != e->serial;
	} else if (a->prompt->on && a->prompt->key == field_key) {
		s.mode = GRID_FILLS;
		s.at = (int)a->prompt->line.at;
		s.begun = report_serial(a->edit.report) != a->prompt->which;
	}
	return s;
}

/* The entry as it was: what is typed is in the report. */
static void
resume_entry(struct app *a, int cell, const struct grid_spot *s)
{
	const struct value *v = report_value(a->edit.report, cell);
	struct entry *e = &own(a)->entry;
	struct buf shown = BUF_INIT;

	if (v->text)
		buf_add(&shown, v->text);
	else
		report_show(a->edit.report, cell, &shown);
	grid_begin(a, shown.text, s->mode == GRID_MENDS);
	if ((size_t)s->at <= shown.len)
		e->line.at = (size_t)s->at;
	if (s->begun)
		e->serial = -1;
	buf_release(&shown);
}

static void
resume_field(struct app *a, const struct grid_spot *s)
{
	struct line_editor *l = &a->prompt->line;

	edit_field(a, NULL);
	l->at = (size_t)s->at < l->text.len ? (size_t)s->at : l->text.len;
	if (s->begun)
		a->prompt->which = -1;
}

void
grid_resume(struct app *a, int cell, const struct grid_spot *s)
{
	struct grid *g = own(a);

	g->start_row = s->row;
	g->start_column = s->column;
	if (s->mode == GRID_TYPES || s->mode == GRID_MENDS)
		resume_entry(a, cell, s);
	else if (s->mode == GRID_FILLS)
		resume_field(a, s);
}

/* ---- the screen ---- */

static enum where
where(const struct app *a)
{
	return a->view.anchor >= 0 ? IN_SELECT : IN_GRID;
}

static void
close_grid(void *state)
{
	struct grid *g = state;

	line_editor_release(&g->entry.line);
	layout_release(&g->layout);
	free(g->pair);
	free(g);
}

static const struct screen grid_screen = {
	.where = where, .typed = typed, .key = key, .draw = grid_draw,
	.accept = grid_accept, .leave = grid_accept, .close = close_grid,
};

const struct screen *
grid_open(struct app *a)
{
	struct grid *g = xcalloc(1, sizeof *g);

	line_editor_init(&g->entry.line);
	g->run_column = -1;
	screen_push(&a->stack, &grid_screen, g);
	return &grid_screen;
}
