/*
 * prose.c - the editor of narrative texts, Chinese and English
 *
 * The cursor is a place in the text.  What is wrapped and drawn is the text
 * as it is read, in which a reference has another length; the pieces lead
 * from one to the other.
 */
#include "screen/prose.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "form/reference-scan.h"
#include "report/reference.h"
#include "screen/app.h"
#include "screen/clipboard.h"
#include "screen/editing.h"
#include "screen/place.h"
#include "screen/prompt.h"

/* The state of the text editor; the text itself is in the report. */
struct prose {
	size_t at;		/* the cursor, bytes */
	int want;		/* column to keep while going up and down; -1 */
	bool writing;		/* keys are text */
	bool selecting;
	size_t mark;		/* where the selection began */
	size_t typed_at;	/* where the next key would go on with a run */
	bool deleting;		/* a run of deletions, not of typing */
	int top;		/* first line in sight */
	struct buf shown;	/* the text as it is read, if that is not it */
	struct prose_piece {
		size_t at, len;		/* a reference in the text */
		size_t from, to;	/* what is shown of it */
		enum reference_state state;
	} *piece;
	int pieces;
	size_t piece_room;
	struct prose_line {
		size_t start, len;	/* of what is shown */
	} *line;		/* wrapped for this width */
	int lines;
	size_t line_room;
	int wrapped;		/* serial + 1 of the text that is wrapped */
	int wrapped_cell, wrapped_width;
};

static const struct screen prose_screen;

static struct prose *
own(const struct app *a)
{
	return screen_state(&a->stack, &prose_screen);
}

static const char *
text(const struct app *a)
{
	return report_text(a->edit.report, app_cell(a));
}

/* ---- what is shown ---- */

/* Where byte AT of the text stands in what is shown; within a reference: its
 * start. */
static size_t
to_shown(const struct prose *p, size_t at)
{
	size_t text = 0, shown = 0;
	int i;

	for (i = 0; i < p->pieces && at > p->piece[i].at; i++) {
		const struct prose_piece *c = &p->piece[i];

		if (at < c->at + c->len) {
			if (c->state != REFERENCE_NOWHERE)
				return c->from;
			break;
		}
		text = c->at + c->len;
		shown = c->to;
	}
	return shown + at - text;
}

/* The other way round; within what a reference shows: its start, or its end
 * if BEHIND. */
static size_t
to_text(const struct prose *p, size_t at, bool behind)
{
	size_t text = 0, shown = 0;
	int i;

	for (i = 0; i < p->pieces && at > p->piece[i].from; i++) {
		const struct prose_piece *c = &p->piece[i];

		if (at < c->to) {
			if (c->state != REFERENCE_NOWHERE)
				return behind ? c->at + c->len : c->at;
			break;
		}
		text = c->at + c->len;
		shown = c->to;
	}
	return text + at - shown;
}

static void
add_piece(struct app *a, const struct reference *r)
{
	struct prose *p = own(a);
	struct prose_piece c = { .at = r->at, .len = r->len };

	c.from = p->shown.len;
	c.state = report_reference(a->edit.report, r, &p->shown);
	if (c.state == REFERENCE_EMPTY)
		buf_add(&p->shown, REFERENCE_BLANK);
	else if (c.state == REFERENCE_NOWHERE)
		buf_addn(&p->shown, text(a) + r->at, r->len);
	c.to = p->shown.len;
	ARRAY_GROW(p->piece, p->pieces, p->piece_room);
	p->piece[p->pieces++] = c;
}

static void
take_pieces(struct app *a)
{
	struct prose *p = own(a);
	const struct reference *r;
	int references = report_references(a->edit.report, app_cell(a), &r), i;
	size_t at = 0;

	p->pieces = 0;
	buf_clear(&p->shown);
	for (i = 0; i < references; i++) {
		buf_addn(&p->shown, text(a) + at, r[i].at - at);
		add_piece(a, &r[i]);
		at = r[i].at + r[i].len;
	}
	if (references)
		buf_add(&p->shown, text(a) + at);
}

/* ---- wrapping ---- */

static void
add_line(struct prose *p, size_t start, size_t len)
{
	ARRAY_GROW(p->line, p->lines, p->line_room);
	p->line[p->lines++] = (struct prose_line){ start, len };
}

/* A column is left free at the edge for the cursor behind the last
 * character. */
static int
room(const struct app *a)
{
	return a->view.width > 4 ? a->view.width - 3 : 1;
}

/* The text as it was last wrapped. */
static const char *
wrapped(const struct app *a)
{
	return own(a)->pieces ? own(a)->shown.text : text(a);
}

static void
wrap(struct app *a)
{
	struct prose *p = own(a);
	size_t len, at = 0, skip = 0;
	int changed = report_changed(a->edit.report, app_cell(a)) + 1;
	const char *t;

	if (p->wrapped == changed && p->wrapped_cell == app_cell(a) &&
	    p->wrapped_width == a->view.width)
		return;
	take_pieces(a);
	t = wrapped(a);
	len = strlen(t);
	p->lines = 0;
	while (at < len) {
		size_t n = text_wrap(t + at, len - at, room(a),
				     AMBIGUOUS_WIDE, &skip);

		add_line(p, at, n);
		at += n + skip;
	}
	/* a last line that is still empty has the cursor too */
	if (!len || t[len - 1] == '\n')
		add_line(p, len, 0);
	p->wrapped = changed;
	p->wrapped_cell = app_cell(a);
	p->wrapped_width = a->view.width;
}

/* The text as it is shown. */
static const char *
shown(struct app *a)
{
	wrap(a);
	return wrapped(a);
}

/* The line that byte AT of what is shown is on. */
static int
line_at(const struct prose *p, size_t at)
{
	int low = 0, high = p->lines;

	while (high - low > 1) {
		int mid = (low + high) / 2;

		if (p->line[mid].start <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

static int
column_at(struct app *a, size_t at)
{
	const char *t = shown(a);
	const struct prose *p = own(a);
	const struct prose_line *l = &p->line[line_at(p, at)];
	struct buf drawn = BUF_INIT;
	int columns;

	text_escape(&drawn, t + l->start, at - l->start);
	columns = text_width(drawn.text, drawn.len, AMBIGUOUS_WIDE);
	buf_release(&drawn);
	return columns;
}

/* ---- the selection ---- */

static bool
selection(const struct app *a, size_t *from, size_t *to)
{
	const struct prose *p = own(a);

	if (!p->selecting || p->mark == p->at)
		return false;
	*from = p->mark < p->at ? p->mark : p->at;
	*to = p->mark < p->at ? p->at : p->mark;
	return true;
}

/* The selection, or the whole line that the cursor is on. */
static void
selection_or_line(struct app *a, size_t *from, size_t *to)
{
	const char *t = text(a);
	const char *feed;

	if (selection(a, from, to))
		return;
	*from = own(a)->at;
	while (*from > 0 && t[*from - 1] != '\n')
		--*from;
	feed = strchr(t + own(a)->at, '\n');
	*to = feed ? (size_t)(feed - t) + 1 : strlen(t);
}

/* ---- moving ---- */

/* The character behind byte AT, and the one before; a reference is one. */
static size_t
next(struct app *a, size_t at)
{
	size_t from, to;

	shown(a);
	from = to_shown(own(a), at);
	to = to_text(own(a), from + 1, true);
	/* in what a reference shows there is no step but over it */
	if (to > at + 1)
		return to;
	return text_next(text(a), strlen(text(a)), at);
}

static size_t
prev(struct app *a, size_t at)
{
	size_t to = text_prev(text(a), at);

	shown(a);
	return to_text(own(a), to_shown(own(a), to), false);
}

/* The text may have got shorter, by an undo, or have a reference where the
 * cursor was between two letters. */
static void
clamp(struct app *a)
{
	struct prose *p = own(a);
	size_t len = strlen(text(a));

	if (p->at > len)
		p->at = len;
	if (p->mark > len)
		p->mark = len;
	while (p->at > 0 && (text(a)[p->at] & 0xc0) == 0x80)
		p->at--;
	shown(a);
	p->at = to_text(p, to_shown(p, p->at), false);
	p->mark = to_text(p, to_shown(p, p->mark), false);
}

void
prose_enter(struct app *a)
{
	struct prose *p = own(a);

	p->at = 0;
	p->want = -1;
	p->top = 0;
	p->writing = p->selecting = false;
	p->typed_at = (size_t)-1;
}

void
prose_go(struct app *a, size_t at)
{
	own(a)->at = at;
	own(a)->selecting = false;
	own(a)->typed_at = (size_t)-1;
	clamp(a);
}

void
prose_follow(struct app *a, int n)
{
	const struct edit *e = report_log(a->edit.report, n);
	const struct change *c = &e->change[e->changes - 1];

	if (c->cell != app_cell(a))
		return;
	prose_go(a, c->at + (c->after.text ? strlen(c->after.text) : 0));
}

static void
moved(struct app *a, bool keep_column)
{
	own(a)->typed_at = (size_t)-1;
	if (!keep_column)
		own(a)->want = -1;
}

void
prose_move(struct app *a, int graphemes)
{
	struct prose *p = own(a);

	p->at = graphemes > 0 ? next(a, p->at) : prev(a, p->at);
	moved(a, false);
}

/* Byte AT of what is shown, on line N of it; the end of a wrapped line is the
 * start of the next. */
static size_t
on_line(const struct app *a, int n, size_t at)
{
	const struct prose *p = own(a);

	if (n + 1 < p->lines && at == p->line[n + 1].start &&
	    at > p->line[n].start)
		at = text_prev(wrapped(a), at);
	return at;
}

void
prose_move_lines(struct app *a, int lines)
{
	struct prose *p = own(a);
	const char *t = shown(a);
	size_t at = to_shown(p, p->at);
	const struct prose_line *l;
	int to;

	if (p->want < 0)
		p->want = column_at(a, at);
	to = line_at(p, at) + lines;
	to = to < 0 ? 0 : to >= p->lines ? p->lines - 1 : to;
	if (lines == PROSE_FAR || lines == -PROSE_FAR)
		p->want = lines > 0 ? PROSE_FAR : 0;
	l = &p->line[to];
	at = l->start + text_fit(t + l->start, l->len, p->want,
				 AMBIGUOUS_WIDE);
	at = on_line(a, to, at);
	p->at = to_text(p, at, false);
	/* what began on the line above is left behind */
	if (lines > 0 && to_shown(p, p->at) < l->start)
		p->at = to_text(p, at, true);
	moved(a, true);
}

void
prose_move_edge(struct app *a, int to)
{
	struct prose *p = own(a);
	const struct prose_line *l;
	int line;

	wrap(a);
	line = line_at(p, to_shown(p, p->at));
	l = &p->line[line];
	if (to < 0)
		p->at = to_text(p, l->start, true);
	else
		p->at = to_text(p, on_line(a, line, l->start + l->len), false);
	moved(a, false);
}

static void
begin_selection(struct prose *p)
{
	if (p->selecting)
		return;
	p->selecting = true;
	p->mark = p->at;
}

void
prose_extend(struct app *a, int graphemes)
{
	begin_selection(own(a));
	prose_move(a, graphemes);
}

void
prose_extend_lines(struct app *a, int lines)
{
	begin_selection(own(a));
	prose_move_lines(a, lines);
}

/* ---- changing ---- */

static bool
put_in(struct app *a, size_t at, size_t cut, const char *put, size_t len,
       bool more)
{
	struct prose *p = own(a);
	char *copy = xstrndup(put, len);
	struct put change = {
		.cell = app_cell(a), .at = at, .cut = cut,
		.value = { .state = len ? VALUE_TEXT : VALUE_BLANK,
			   .text = copy },
	};
	bool ok = app_edit(a, &change, 1, more ? EDIT_MORE : EDIT_NEW);

	free(copy);
	if (!ok)
		return false;
	/* what was typed may be the last letter that a reference lacked */
	shown(a);
	p->at = to_text(p, to_shown(p, at + len), false);
	if (p->at < at + len)
		p->at = next(a, p->at);
	p->typed_at = p->at;
	p->deleting = !len;
	p->want = -1;
	p->selecting = false;
	return true;
}

/* A text of one line is a name: it has no blanks at its ends, once it is
 * written, as where a name is read. */
static void
tidy(struct app *a)
{
	struct prose *p = own(a);
	const char *rest = text(a);
	size_t all = strlen(rest), len = all, at = p->at, before;

	if (form_kind_of(a->edit.form, app_cell(a))->lines != 1)
		return;
	text_trim(&rest, &len);
	if (len == all)
		return;
	before = (size_t)(rest - text(a));
	if (before + len < all)
		put_in(a, before + len, all - before - len, "", 0, true);
	if (before)
		put_in(a, 0, before, "", 0, true);
	at = at > before ? at - before : 0;
	p->at = at < len ? at : len;
}

static void
splice(struct app *a, size_t at, size_t cut, const char *put, size_t len,
       bool more)
{
	if (put_in(a, at, cut, put, len, more) && !own(a)->writing)
		tidy(a);
}

static void
insert(struct app *a, const char *put, size_t len)
{
	struct prose *p = own(a);
	size_t from, to;
	bool feed = memchr(put, '\n', len);

	if (selection(a, &from, &to))
		splice(a, from, to - from, put, len, false);
	else
		splice(a, p->at, 0, put, len,
		       p->at == p->typed_at && !p->deleting);
	/* what one undo takes back ends with the paragraph */
	if (feed)
		p->typed_at = (size_t)-1;
}

void
prose_delete(struct app *a, int to)
{
	struct prose *p = own(a);
	size_t from = p->at, end = p->at;
	bool more = p->at == p->typed_at && p->deleting;

	if (!selection(a, &from, &end)) {
		if (to < 0)
			from = prev(a, p->at);
		else
			end = next(a, p->at);
	}
	if (from < end)
		splice(a, from, end - from, "", 0, more);
}

void
prose_select(struct app *a)
{
	struct prose *p = own(a);

	p->selecting = !p->selecting;
	p->mark = p->at;
	if (p->selecting)
		app_tell(a, _("move to select; then cut or copy"));
}

/* True if the desktop has it too. */
static bool
keep(struct app *a, bool cut)
{
	struct prose *p = own(a);
	size_t from, to;
	bool shared;

	selection_or_line(a, &from, &to);
	if (from == to)
		return true;
	shared = app_copy(a, text(a) + from, to - from);
	if (cut)
		splice(a, from, to - from, "", 0, false);
	p->selecting = false;
	p->typed_at = (size_t)-1;
	return shared;
}

void
prose_cut(struct app *a)
{
	keep(a, true);
}

void
prose_copy(struct app *a)
{
	app_tell_copied(a, keep(a, false));
}

void
prose_paste(struct app *a)
{
	if (a->clip.len)
		insert(a, a->clip.text, a->clip.len);
	own(a)->typed_at = (size_t)-1;
}

void
prose_write(struct app *a, bool writing)
{
	struct prose *p = own(a);

	if (writing && !app_may_change(a, app_cell(a)))
		return;
	if (p->writing && !writing) {
		p->writing = false;
		tidy(a);
	}
	p->writing = writing;
	p->selecting = false;
	p->typed_at = (size_t)-1;
	report_end_run(a->edit.report);
	if (writing)
		app_tell(a, _("writing; Esc ends it"));
}

bool
prose_writing(const struct app *a)
{
	return own(a)->writing;
}

size_t
prose_at(const struct app *a)
{
	return own(a)->at;
}

int
prose_top(const struct app *a)
{
	return own(a)->top;
}

bool
prose_stop_selecting(struct app *a)
{
	bool selecting = own(a)->selecting;

	own(a)->selecting = false;
	return selecting;
}

void
prose_forget_lines(struct app *a)
{
	own(a)->wrapped = 0;
}

void
prose_resume(struct app *a, size_t at, int top, bool writing)
{
	struct prose *p = own(a);
	size_t len = strlen(text(a));

	p->at = at < len ? at : len;
	p->top = top;
	p->writing = writing;
}

/* ---- references ---- */

const struct reference *
prose_reference(const struct app *a)
{
	const struct reference *r;
	int references = report_references(a->edit.report, app_cell(a), &r), i;

	for (i = 0; i < references; i++)
		if (own(a)->at >= r[i].at && own(a)->at < r[i].at + r[i].len)
			return &r[i];
	return NULL;
}

/* ---- the screen ---- */

static enum where
where(const struct app *a)
{
	return own(a)->writing ? IN_WRITE : IN_PROSE;
}

static bool
one_line(const struct app *a)
{
	return form_kind_of(a->edit.form, app_cell(a))->lines == 1;
}

void
prose_insert(struct app *a, const char *put, bool typed)
{
	if (!typed)
		own(a)->typed_at = (size_t)-1;
	insert(a, put, strlen(put));
	if (!typed)
		own(a)->typed_at = (size_t)-1;
}

/* A paste into a text of one line becomes one line, and a tab, as between
 * the cells of a spreadsheet, a blank. */
static void
insert_paste(struct app *a, const char *paste)
{
	struct buf put = BUF_INIT;
	size_t i;

	buf_add(&put, paste);
	for (i = 0; i < put.len; i++)
		if (put.text[i] == '\t' || (put.text[i] == '\n' && one_line(a)))
			put.text[i] = ' ';
	insert(a, put.text, put.len);
	buf_release(&put);
	own(a)->typed_at = (size_t)-1;
}

static bool
key(struct app *a, const struct key *k)
{
	bool writing = own(a)->writing;

	if (k->code == KEY_PASTE) {
		insert_paste(a, k->paste);
		return true;
	}
	/* what an input method made of a command is no text */
	if (k->code == KEY_TEXT && !writing &&
	    ((k->text[0] & 0x80) || strchr("0123456789", k->text[0]))) {
		app_tell(a, _("i, Enter or F2 begins to write here"));
		return true;
	}
	/* this picks a figure; there it can be said that the sign itself is
	 * meant */
	if (k->code == KEY_TEXT && writing && !strcmp(k->text, "#"))
		return false;
	if (k->code == KEY_TEXT && own(a)->writing) {
		insert(a, k->text, strlen(k->text));
		return true;
	}
	if (k->code != KEY_ENTER || !writing)
		return false;
	if (one_line(a))
		prose_write(a, false);
	else
		insert(a, "\n", 1);
	return true;
}

static bool
typed(struct app *a, const struct key *k)
{
	return prose_writing(a) && key(a, k);
}

/* How byte AT of what is shown looks; *END is brought down to where that
 * ends. */
static enum role
role_of(const struct app *a, size_t at, size_t *end)
{
	const struct prose *p = own(a);
	enum role role = ROLE_KEYED;
	size_t edge[4] = { 0, 0, 0, 0 };
	int i;

	for (i = 0; i < p->pieces && p->piece[i].to <= at; i++)
		continue;
	if (i < p->pieces) {
		edge[0] = p->piece[i].from;
		edge[1] = p->piece[i].to;
		if (at >= edge[0])
			role = p->piece[i].state == REFERENCE_NOWHERE
				       ? ROLE_BROKEN
				       : ROLE_REFER;
	}
	if (selection(a, &edge[2], &edge[3])) {
		edge[2] = to_shown(p, edge[2]);
		edge[3] = to_shown(p, edge[3]);
		if (at >= edge[2] && at < edge[3])
			role = ROLE_MARK;
	}
	for (i = 0; i < 4; i++)
		if (edge[i] > at && edge[i] < *end)
			*end = edge[i];
	return role;
}

static void
draw_line(struct app *a, int n, int y)
{
	const struct prose *p = own(a);
	size_t at, end, to;
	int x = 1;

	term_fill(a->term, y, 0, a->view.width, ROLE_PLAIN);
	if (n >= p->lines)
		return;
	at = p->line[n].start;
	end = at + p->line[n].len;
	for (; at < end; at = to) {
		enum role role;

		to = end;
		role = role_of(a, at, &to);
		x += term_text(a->term, y, x, a->view.width - x,
			       wrapped(a) + at, to - at, role);
	}
}

static void
draw(struct app *a, int since)
{
	struct prose *p = own(a);
	int lines = a->view.height - 1, line, i, x;

	(void)since;
	lines = lines > 0 ? lines : 1;
	clamp(a);
	wrap(a);
	line = line_at(p, to_shown(p, p->at));
	if (line < p->top)
		p->top = line;
	if (line >= p->top + lines)
		p->top = line - lines + 1;
	for (i = 0; i < lines; i++)
		draw_line(a, p->top + i, 1 + i);
	x = 1 + column_at(a, to_shown(p, p->at));
	if (!prompt_is_on(a))
		term_cursor(a->term, a->view.height > 1 ? 1 + line - p->top : 0,
			    x < a->view.width ? x : a->view.width - 1);
}

static void
leave(struct app *a)
{
	prose_write(a, false);
}

static void
close_prose(void *state)
{
	struct prose *p = state;

	buf_release(&p->shown);
	free(p->piece);
	free(p->line);
	free(p);
}

static const struct screen prose_screen = {
	.where = where, .typed = typed, .key = key, .draw = draw,
	.leave = leave, .enter = prose_enter, .close = close_prose,
};

const struct screen *
prose_open(struct app *a)
{
	struct prose *p = xcalloc(1, sizeof *p);

	buf_init(&p->shown);
	screen_push(&a->stack, &prose_screen, p);
	return &prose_screen;
}
