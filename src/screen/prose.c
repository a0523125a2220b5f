/* prose.c - the editor of narrative texts, Chinese and English */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "screen/app.h"

void
prose_release(struct prose *p)
{
	buf_release(&p->clip);
	free(p->line);
	*p = (struct prose){ .line = NULL };
}

static const char *
text(const struct app *a)
{
	return report_text(a->report, app_cell(a));
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
	return a->width > 4 ? a->width - 3 : 1;
}

static void
wrap(struct app *a)
{
	struct prose *p = &a->prose;
	const char *t = text(a);
	size_t len = strlen(t), at = 0, skip = 0;
	int changed = report_changed(a->report, app_cell(a)) + 1;

	if (p->wrapped == changed && p->wrapped_cell == app_cell(a) &&
	    p->wrapped_width == a->width)
		return;
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
	p->wrapped_width = a->width;
}

/* The line that byte AT is on. */
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
column_at(const struct app *a, size_t at)
{
	const struct prose_line *l = &a->prose.line[line_at(&a->prose, at)];
	struct buf drawn = BUF_INIT;
	int columns;

	text_escape(&drawn, text(a) + l->start, at - l->start);
	columns = text_width(drawn.text, drawn.len, AMBIGUOUS_WIDE);
	buf_release(&drawn);
	return columns;
}

/* ---- the selection ---- */

static bool
selection(const struct app *a, size_t *from, size_t *to)
{
	const struct prose *p = &a->prose;

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
	*from = a->prose.at;
	while (*from > 0 && t[*from - 1] != '\n')
		--*from;
	feed = strchr(t + a->prose.at, '\n');
	*to = feed ? (size_t)(feed - t) + 1 : strlen(t);
}

/* ---- moving ---- */

/* The text may have got shorter, by an undo. */
static void
clamp(struct app *a)
{
	struct prose *p = &a->prose;
	size_t len = strlen(text(a));

	if (p->at > len)
		p->at = len;
	if (p->mark > len)
		p->mark = len;
	while (p->at > 0 && (text(a)[p->at] & 0xc0) == 0x80)
		p->at--;
}

void
prose_enter(struct app *a)
{
	struct prose *p = &a->prose;

	p->at = 0;
	p->want = -1;
	p->top = 0;
	p->writing = p->selecting = false;
	p->typed_at = (size_t)-1;
}

void
prose_go(struct app *a, size_t at)
{
	a->prose.at = at;
	a->prose.selecting = false;
	a->prose.typed_at = (size_t)-1;
	clamp(a);
}

void
prose_follow(struct app *a, int n)
{
	const struct edit *e = report_log(a->report, n);
	const struct change *c = &e->change[e->changes - 1];

	if (c->cell != app_cell(a))
		return;
	prose_go(a, c->at + (c->after.text ? strlen(c->after.text) : 0));
}

static void
moved(struct app *a, bool keep_column)
{
	a->prose.typed_at = (size_t)-1;
	if (!keep_column)
		a->prose.want = -1;
}

void
prose_move(struct app *a, int graphemes)
{
	struct prose *p = &a->prose;
	const char *t = text(a);

	if (graphemes > 0)
		p->at = text_next(t, strlen(t), p->at);
	else
		p->at = text_prev(t, p->at);
	moved(a, false);
}

void
prose_move_lines(struct app *a, int lines)
{
	struct prose *p = &a->prose;
	const struct prose_line *l;
	int to;

	wrap(a);
	if (p->want < 0)
		p->want = column_at(a, p->at);
	to = line_at(p, p->at) + lines;
	to = to < 0 ? 0 : to >= p->lines ? p->lines - 1 : to;
	if (lines == PROSE_FAR || lines == -PROSE_FAR)
		p->want = lines > 0 ? PROSE_FAR : 0;
	l = &p->line[to];
	p->at = l->start + text_fit(text(a) + l->start, l->len, p->want,
				    AMBIGUOUS_WIDE);
	/* the end of a wrapped line is the start of the next */
	if (to + 1 < p->lines && p->at == p->line[to + 1].start &&
	    p->at > l->start)
		p->at = text_prev(text(a), p->at);
	moved(a, true);
}

void
prose_move_edge(struct app *a, int to)
{
	struct prose *p = &a->prose;
	const struct prose_line *l;
	int line;

	wrap(a);
	line = line_at(p, p->at);
	l = &p->line[line];
	p->at = to < 0 ? l->start : l->start + l->len;
	if (to > 0 && line + 1 < p->lines &&
	    p->at == p->line[line + 1].start)
		p->at = text_prev(text(a), p->at);
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
	begin_selection(&a->prose);
	prose_move(a, graphemes);
}

void
prose_extend_lines(struct app *a, int lines)
{
	begin_selection(&a->prose);
	prose_move_lines(a, lines);
}

/* ---- changing ---- */

static bool
splice(struct app *a, size_t at, size_t cut, const char *put, size_t len,
       bool more)
{
	struct prose *p = &a->prose;
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
	p->at = at + len;
	p->typed_at = p->at;
	p->deleting = !len;
	p->want = -1;
	p->selecting = false;
	return true;
}

static void
insert(struct app *a, const char *put, size_t len)
{
	struct prose *p = &a->prose;
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
	struct prose *p = &a->prose;
	const char *t = text(a);
	size_t from = p->at, end = p->at;
	bool more = p->at == p->typed_at && p->deleting;

	if (!selection(a, &from, &end)) {
		if (to < 0)
			from = text_prev(t, p->at);
		else
			end = text_next(t, strlen(t), p->at);
	}
	if (from < end)
		splice(a, from, end - from, "", 0, more);
}

void
prose_select(struct app *a)
{
	struct prose *p = &a->prose;

	p->selecting = !p->selecting;
	p->mark = p->at;
	if (p->selecting)
		app_say(a, _("move to select; then cut or copy"));
}

static void
keep(struct app *a, bool cut)
{
	struct prose *p = &a->prose;
	size_t from, to;

	selection_or_line(a, &from, &to);
	if (from == to)
		return;
	buf_clear(&p->clip);
	buf_addn(&p->clip, text(a) + from, to - from);
	if (cut)
		splice(a, from, to - from, "", 0, false);
	p->selecting = false;
	p->typed_at = (size_t)-1;
}

void
prose_cut(struct app *a)
{
	keep(a, true);
}

void
prose_copy(struct app *a)
{
	keep(a, false);
	app_say(a, _("copied"));
}

void
prose_paste(struct app *a)
{
	if (a->prose.clip.len)
		insert(a, a->prose.clip.text, a->prose.clip.len);
	a->prose.typed_at = (size_t)-1;
}

void
prose_write(struct app *a, bool writing)
{
	struct prose *p = &a->prose;

	p->writing = writing;
	p->selecting = false;
	p->typed_at = (size_t)-1;
	report_end_run(a->report);
	if (writing)
		app_say(a, _("writing; F2 or Esc ends it"));
}

/* ---- the screen ---- */

static enum where
where(const struct app *a)
{
	return a->prose.writing ? IN_WRITE : IN_PROSE;
}

static bool
one_line(const struct app *a)
{
	return form_kind_of(a->form, app_cell(a))->lines == 1;
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
	a->prose.typed_at = (size_t)-1;
}

static bool
key(struct app *a, const struct key *k)
{
	bool writing = a->prose.writing;

	if (k->code == KEY_PASTE) {
		insert_paste(a, k->paste);
		return true;
	}
	/* an input method that sends Chinese can only mean text, and so can a
	 * digit: no command is one */
	if (k->code == KEY_TEXT && !writing &&
	    ((k->text[0] & 0x80) || strchr("0123456789", k->text[0])))
		prose_write(a, true);
	if (k->code == KEY_TEXT && a->prose.writing) {
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

static void
draw_line(struct app *a, int n, int y)
{
	const struct prose *p = &a->prose;
	const struct prose_line *l;
	size_t from = 0, to = 0, end;
	int x = 1;

	term_fill(a->term, y, 0, a->width, ROLE_PLAIN);
	if (n >= p->lines)
		return;
	l = &p->line[n];
	end = l->start + l->len;
	if (!selection(a, &from, &to) || to <= l->start || from >= end)
		from = to = end;
	from = from < l->start ? l->start : from;
	to = to > end ? end : to;
	x += term_text(a->term, y, x, a->width - x, text(a) + l->start,
		       from - l->start, ROLE_KEYED);
	x += term_text(a->term, y, x, a->width - x, text(a) + from, to - from,
		       ROLE_MARK);
	term_text(a->term, y, x, a->width - x, text(a) + to, end - to,
		  ROLE_KEYED);
}

static void
draw(struct app *a, int since)
{
	struct prose *p = &a->prose;
	int lines = a->height - 1, line, i, x;

	(void)since;
	lines = lines > 0 ? lines : 1;
	clamp(a);
	wrap(a);
	line = line_at(p, p->at);
	if (line < p->top)
		p->top = line;
	if (line >= p->top + lines)
		p->top = line - lines + 1;
	for (i = 0; i < lines; i++)
		draw_line(a, p->top + i, 1 + i);
	x = 1 + column_at(a, p->at);
	if (!a->prompt.on)
		term_cursor(a->term, a->height > 1 ? 1 + line - p->top : 0,
			    x < a->width ? x : a->width - 1);
}

static void
leave(struct app *a)
{
	prose_write(a, false);
}

const struct screen prose_screen = {
	.where = where, .key = key, .draw = draw, .leave = leave,
};
