/* list.c - a list over the rest: help, findings, blocks */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "screen/app.h"

void
list_open(struct app *a, const char *title, bool choose,
	  void (*pick)(struct app *a, int value))
{
	if (screen_is_top(a, &list_screen))
		list_close(a);
	screen_top(a)->leave(a);
	a->list = (struct list){ .title = title, .choose = choose,
				 .pick = pick };
	screen_push(a, &list_screen, &a->list);
}

void
list_add(struct app *a, enum role role, int value, const char *format, ...)
{
	struct list *l = &a->list;
	struct buf text = BUF_INIT;
	va_list ap;

	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	ARRAY_GROW(l->row, l->rows, l->room);
	l->row[l->rows++] = (struct list_row){ buf_detach(&text), role,
					       value };
}

static void
release(void *state)
{
	struct list *l = state;
	int i;

	for (i = 0; i < l->rows; i++)
		free(l->row[i].text);
	free(l->row);
	*l = (struct list){ .title = NULL };
}

void
list_close(struct app *a)
{
	screen_pop(a);
}

void
list_move(struct app *a, int by)
{
	struct list *l = &a->list;
	int to = l->at + by;

	if (to >= l->rows)
		to = l->rows - 1;
	l->at = to < 0 ? 0 : to;
}

void
list_choose(struct app *a)
{
	struct list *l = &a->list;
	void (*pick)(struct app *, int) = l->pick;
	int value = l->rows ? l->row[l->at].value : -1;
	bool choose = l->choose && value >= 0;

	list_close(a);
	if (choose && pick)
		pick(a, value);
}

static enum where
where(const struct app *a)
{
	(void)a;
	return IN_LIST;
}

/* In a short list the first ten rows have numbers; a digit picks one. */
#define NUMBERED 20

static bool
key(struct app *a, const struct key *k)
{
	int n;

	if (k->code != KEY_TEXT || k->text[1] || k->text[0] < '0' ||
	    k->text[0] > '9' || !a->list.choose || a->list.rows > NUMBERED)
		return false;
	n = k->text[0] == '0' ? 10 : k->text[0] - '0';
	if (n > a->list.rows)
		return false;
	a->list.at = n - 1;
	list_choose(a);
	return true;
}

static void
draw_row(struct app *a, int i, int y)
{
	const struct list *l = &a->list;
	const struct list_row *r = &l->row[i];
	bool here = l->choose && i == l->at;
	enum role role = here ? ROLE_SELECTED : r->role;
	struct buf text = BUF_INIT, line = BUF_INIT;

	if (l->choose && l->rows <= NUMBERED && i < 10 && r->value >= 0)
		buf_addf(&text, "%d ", (i + 1) % 10);
	else if (l->choose && l->rows <= NUMBERED)
		buf_add(&text, "  ");
	text_escape(&text, r->text, strlen(r->text));
	term_fill(a->term, y, 0, a->width, ROLE_PLAIN);
	if (here)
		term_fill(a->term, y, 0, a->width, role);
	text_pad(&line, text.text, text.len, a->width - 1, false,
		 AMBIGUOUS_WIDE);
	term_text(a->term, y, 1, a->width - 1, line.text, line.len, role);
	buf_release(&text);
	buf_release(&line);
}

static void
draw(struct app *a, int since)
{
	struct list *l = &a->list;
	int room = a->height - 1, top = l->top, i;

	room = room > 0 ? room : 1;
	if (l->at < l->top)
		l->top = l->at;
	if (l->at >= l->top + room)
		l->top = l->at - room + 1;
	for (i = 0; i < room; i++) {
		int n = l->top + i;

		if (since >= 0 && top == l->top && n != l->at &&
		    n != l->drawn_at)
			continue;
		if (n < l->rows)
			draw_row(a, n, 1 + i);
		else
			term_fill(a->term, 1 + i, 0, a->width, ROLE_PLAIN);
	}
	l->drawn_at = l->at;
	term_cursor(a->term, 1 + l->at - l->top, 0);
}

static void
leave(struct app *a)
{
	(void)a;
}

const struct screen list_screen = {
	.where = where, .key = key, .draw = draw, .leave = leave,
	.close = release, .move = list_move, .choose = list_choose,
	.cancel = list_close,
};
