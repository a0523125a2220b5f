/* catalogue-screen.c - the list of reports to choose from */
#include "screen/catalogue-screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/app.h"
#include "screen/opening.h"
#include "store/catalogue.h"

/* In a short list the first ten rows have numbers; a digit picks one. */
#define NUMBERED 20
#define VALUE_COLUMNS 40	/* of a field, at most */
#define FEW 8			/* reports that are read in a turn */
#define AT_FIRST 64		/* and before anything is shown, at most */

struct listing {
	struct catalogue *catalogue;
	int at, top;
	bool touched;		/* a key was pressed */
	bool more;		/* reports are still to be read */
	struct error told;	/* why a report cannot be opened */
};

static const struct screen catalogue_screen;

static struct listing *
own(const struct app *a)
{
	return screen_state(&a->stack, &catalogue_screen);
}

/* ---- rows ---- */

static int
width_of(const char *text)
{
	return text_width(text, strlen(text), AMBIGUOUS_WIDE);
}

static const char *
value_of(const struct catalogue_entry *entry, int i)
{
	return entry->good ? entry->value[i] : "";
}

/* Columns of field I, so that they stand one below the other. */
static int
value_columns(const struct catalogue *c, int i)
{
	int n, most = 0;

	for (n = 0; n < c->rows; n++)
		if (width_of(value_of(c->row[n], i)) > most)
			most = width_of(value_of(c->row[n], i));
	return most < VALUE_COLUMNS ? most : VALUE_COLUMNS;
}

static void
add_state(const struct catalogue_entry *entry, struct buf *out)
{
	int n = state_count(entry->state, &entry->counts);

	if (!entry->known)
		return;
	buf_add(out, entry->good ? state_name(entry->state)
				 : _("cannot be read"));
	if (entry->good && n)
		buf_addf(out, " (%d)", n);
}

static int
state_columns(const struct catalogue *c)
{
	int n, most = 0;

	for (n = 0; n < c->rows; n++) {
		struct buf state = BUF_INIT;

		add_state(c->row[n], &state);
		if (width_of(state.text) > most)
			most = width_of(state.text);
		buf_release(&state);
	}
	return most;
}

/* What stands in a row: a number, the fields, the state, the file.  COLUMNS
 * says how wide the fields are, and then the state. */
static void
add_row(const struct catalogue *c, int n, const int *columns, struct buf *out)
{
	const struct catalogue_entry *entry = c->row[n];
	struct buf state = BUF_INIT;
	int i;

	if (c->rows <= NUMBERED)
		buf_addf(out, n < 10 ? "%d " : "  ", (n + 1) % 10);
	for (i = 0; i < c->fields; i++) {
		const char *value = value_of(entry, i);

		text_pad(out, value, strlen(value), columns[i], false,
			 AMBIGUOUS_WIDE);
		buf_add(out, "  ");
	}
	add_state(entry, &state);
	text_pad(out, state.text, state.len, columns[i], false,
		 AMBIGUOUS_WIDE);
	buf_addf(out, "  %s", entry->file);
	buf_release(&state);
}

/* ---- the page ---- */

static void
draw_text(struct app *a, int y, const char *text, size_t len, enum role role)
{
	struct buf line = BUF_INIT;

	text_pad(&line, text, len, a->view.width - 1, false, AMBIGUOUS_WIDE);
	term_fill(a->term, y, 0, a->view.width, role);
	term_text(a->term, y, 1, a->view.width - 1, line.text, line.len, role);
	buf_release(&line);
}

static void
draw_row(struct app *a, int n, const int *columns, int y)
{
	const struct listing *l = own(a);
	const struct catalogue_entry *entry = l->catalogue->row[n];
	bool bad = entry->known &&
		   (!entry->good || entry->state == REPORT_BROKEN);
	enum role role = bad ? ROLE_BROKEN : ROLE_PLAIN;
	struct buf row = BUF_INIT, safe = BUF_INIT;

	add_row(l->catalogue, n, columns, &row);
	text_escape(&safe, row.text, row.len);
	draw_text(a, y, safe.text, safe.len, n == l->at ? ROLE_SELECTED : role);
	buf_release(&safe);
	buf_release(&row);
}

static void
draw_rows(struct app *a, int room)
{
	struct listing *l = own(a);
	const struct catalogue *c = l->catalogue;
	int *columns = xcalloc((size_t)c->fields + 1, sizeof *columns), i;

	for (i = 0; i < c->fields; i++)
		columns[i] = value_columns(c, i);
	columns[i] = state_columns(c);
	if (l->at < l->top)
		l->top = l->at;
	if (l->at >= l->top + room)
		l->top = l->at - room + 1;
	for (i = 0; i < room && l->top + i < c->rows; i++)
		draw_row(a, l->top + i, columns, 1 + i);
	free(columns);
}

/* Why the report cannot be opened, on as many lines as it takes. */
static void
draw_told(struct app *a, int room)
{
	const struct listing *l = own(a);
	struct buf text = BUF_INIT;
	size_t at = 0, skip, n;
	int y;

	error_print(&l->told, &text);
	for (y = 0; y < room && at < text.len; y++, at += n + skip) {
		size_t line = strcspn(text.text + at, "\n");

		n = text_wrap(text.text + at, line,
			      a->view.width > 2 ? a->view.width - 2 : 1,
			      AMBIGUOUS_WIDE, &skip);
		if (n + skip >= line)
			skip = line + 1 - n;
		draw_text(a, 1 + y, text.text + at, n, ROLE_PLAIN);
	}
	buf_release(&text);
}

static void
draw(struct app *a, int since)
{
	struct listing *l = own(a);
	int room = a->view.height - 1 > 0 ? a->view.height - 1 : 1;
	const char *title = _("which report?"), *foot;

	(void)since;
	if (l->told.count) {
		draw_told(a, room);
		foot = _("Press Enter to go back to the list.");
	} else {
		draw_text(a, 0, title, strlen(title), ROLE_TITLE);
		draw_rows(a, room);
		foot = _("Enter opens it, Up and Down move, q leaves");
	}
	if (a->view.message.len)
		foot = a->view.message.text;
	draw_text(a, 1 + room, foot, strlen(foot), ROLE_STRIP);
	term_cursor(a->term, 1 + l->at - l->top, 0);
}

/* ---- keys ---- */

static void
move(struct app *a, int by)
{
	struct listing *l = own(a);
	int to = l->at + by, last = l->catalogue->rows - 1;

	l->touched |= by != 0;
	to = to > last ? last : to;
	l->at = to < 0 ? 0 : to;
}

static void
choose(struct app *a)
{
	struct listing *l = own(a);
	struct error e = ERROR_INIT;

	if (l->told.count) {
		error_release(&l->told);
	} else if (l->catalogue->rows &&
		   !app_open(a, l->catalogue->row[l->at]->file, &e)) {
		error_sort(&e);
		l->told = e;
	}
}

static void
cancel(struct app *a)
{
	struct listing *l = own(a);

	if (l->told.count)
		error_release(&l->told);
	else
		a->quit = true;
}

/* In a short list a digit picks a row; no other key means anything. */
static bool
key(struct app *a, const struct key *k)
{
	struct listing *l = own(a);
	char c = k->text[0];
	int n = c == '0' ? 9 : c - '1';

	if (!l->told.count && k->code == KEY_TEXT && !k->text[1] &&
	    c >= '0' && c <= '9' && l->catalogue->rows <= NUMBERED &&
	    n < l->catalogue->rows) {
		l->at = n;
		choose(a);
	}
	return true;
}

static enum where
where(const struct app *a)
{
	(void)a;
	return IN_LIST;
}

/* ---- filling it ---- */

static bool
none_here(struct error *e)
{
	return error_add(e, NOWHERE, _("there is no report here to be "
				       "opened"));
}

static bool
has_work(const struct app *a)
{
	return own(a)->more;
}

/* Where only one turns out to be there, that is opened, unless the person was
 * faster. */
static void
work(struct app *a)
{
	struct listing *l = own(a);

	l->more = catalogue_read(l->catalogue, FEW);
	move(a, 0);
	if (!l->more && !l->catalogue->rows)
		a->quit = !none_here(&a->farewell);
	else if (!l->more && l->catalogue->rows == 1 && !l->touched &&
		 !l->catalogue->listed)
		choose(a);
}

/* What was done has changed the folder.  The cursor stays on its file. */
static void
back(struct app *a)
{
	struct listing *l = own(a);
	struct catalogue *c = l->catalogue;
	char *file = xstrdup(c->row[l->at]->file);
	int i;

	l->touched = true;
	if (catalogue_look(c, &a->farewell))
		work(a);
	else
		a->quit = true;
	for (i = 0; i < c->rows; i++)
		if (!strcmp(c->row[i]->file, file))
			l->at = i;
	move(a, 0);
	free(file);
}

static void
close_listing(void *state)
{
	struct listing *l = state;

	error_release(&l->told);
	free(l);
}

static const struct screen catalogue_screen = {
	.where = where, .key = key, .draw = draw, .whole = true,
	.back = back, .has_work = has_work, .work = work,
	.close = close_listing,
	.move = move, .choose = choose, .cancel = cancel,
};

bool
catalogue_open(struct app *a, struct catalogue *c, struct error *e)
{
	struct listing *l;
	bool more;

	if (!catalogue_look(c, e))
		return false;
	/* a short list comes up whole, and one report alone in place of it */
	do
		more = catalogue_read(c, FEW);
	while (c->rows < 2 && c->readings < AT_FIRST && more);
	if (!c->rows && !more)
		return none_here(e);
	if (c->rows == 1 && !more && !c->listed)
		return app_open(a, c->row[0]->file, e);
	l = xcalloc(1, sizeof *l);
	l->catalogue = c;
	l->more = more;
	screen_push(&a->stack, &catalogue_screen, l);
	return true;
}
