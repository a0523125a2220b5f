/* list.c - a list over the rest: help, findings, parts */
#include "screen/list.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "screen/app.h"

struct list_row {
	char *text;
	enum role role;
	int value;		/* for the caller */
};

struct list {
	const char *title;	/* translated */
	struct list_row *row;
	int rows;
	size_t room;
	int at, top;
	bool choose;		/* a row can be chosen */
	void (*pick)(struct app *a, int value);
	int drawn_at;
};

static const struct screen list_screen;

static struct list *
own(const struct app *a)
{
	return screen_state(&a->stack, &list_screen);
}

bool
list_is_open(const struct app *a)
{
	return screen_is_top(&a->stack, &list_screen);
}

const char *
list_title(const struct app *a)
{
	return own(a)->title;
}

void
list_go(struct app *a, int n)
{
	own(a)->at = n;
}

void
list_go_last(struct app *a)
{
	list_go(a, own(a)->rows);
}

static void
cancel(struct app *a)
{
	screen_pop(&a->stack);
}

void
list_open(struct app *a, const char *title, bool choose,
	  void (*pick)(struct app *a, int value))
{
	struct list *l;

	if (list_is_open(a))
		cancel(a);
	screen_top(&a->stack)->leave(a);
	l = xcalloc(1, sizeof *l);
	l->title = title;
	l->choose = choose;
	l->pick = pick;
	screen_push(&a->stack, &list_screen, l);
}

void
list_add(struct app *a, enum role role, int value, const char *format, ...)
{
	struct list *l = own(a);
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
close_list(void *state)
{
	struct list *l = state;
	int i;

	for (i = 0; i < l->rows; i++)
		free(l->row[i].text);
	free(l->row);
	free(l);
}

static void
move(struct app *a, int by)
{
	struct list *l = own(a);
	int to = l->at + by;

	if (to >= l->rows)
		to = l->rows - 1;
	l->at = to < 0 ? 0 : to;
}

static void
choose_row(struct app *a)
{
	struct list *l = own(a);
	void (*pick)(struct app *, int) = l->pick;
	int value = l->rows ? l->row[l->at].value : -1;
	bool choose = l->choose && value >= 0;

	cancel(a);
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
	struct list *l = own(a);
	int n;

	if (k->code != KEY_TEXT || k->text[1] || k->text[0] < '0' ||
	    k->text[0] > '9' || !l->choose || l->rows > NUMBERED)
		return false;
	n = k->text[0] == '0' ? 10 : k->text[0] - '0';
	if (n > l->rows)
		return false;
	l->at = n - 1;
	choose_row(a);
	return true;
}

static void
draw_row(struct app *a, int i, int y)
{
	const struct list *l = own(a);
	const struct list_row *r = &l->row[i];
	bool here = l->choose && i == l->at;
	enum role role = here ? ROLE_SELECTED : r->role;
	struct buf text = BUF_INIT, line = BUF_INIT;

	if (l->choose && l->rows <= NUMBERED && i < 10 && r->value >= 0)
		buf_addf(&text, "%d ", (i + 1) % 10);
	else if (l->choose && l->rows <= NUMBERED)
		buf_add(&text, "  ");
	text_escape(&text, r->text, strlen(r->text));
	term_fill(a->term, y, 0, a->view.width, here ? role : ROLE_PLAIN);
	text_pad(&line, text.text, text.len, a->view.width - 1, false,
		 AMBIGUOUS_WIDE);
	term_text(a->term, y, 1, a->view.width - 1, line.text, line.len, role);
	buf_release(&text);
	buf_release(&line);
}

static void
draw(struct app *a, int since)
{
	struct list *l = own(a);
	int room = a->view.height - 1, top = l->top, i;

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
			term_fill(a->term, 1 + i, 0, a->view.width, ROLE_PLAIN);
	}
	l->drawn_at = l->at;
	term_cursor(a->term, 1 + l->at - l->top, 0);
}

static void
leave(struct app *a)
{
	(void)a;
}

static const struct screen list_screen = {
	.where = where, .key = key, .draw = draw, .passing = true,
	.leave = leave, .close = close_list,
	.move = move, .choose = choose_row, .cancel = cancel,
};
