/* app.c - the open report and the screens over it */
#include "screen/app.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/reason.h"
#include "report/annotation.h"
#include "screen/action.h"
#include "store/person.h"
#include "store/report-writer.h"
#include "store/previous-file.h"

/* ---- the report ---- */

static void
clear_message(struct app *a)
{
	buf_clear(&a->message);
	a->message_bad = false;
}

static void
say(struct app *a, bool bad, const char *format, va_list ap)
{
	struct buf text = BUF_INIT;

	clear_message(a);
	buf_vaddf(&text, format, ap);
	text_escape(&a->message, text.text, text.len);
	a->message_bad = bad;
	buf_release(&text);
}

void
app_tell(struct app *a, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	say(a, false, format, ap);
	va_end(ap);
}

void
app_complain(struct app *a, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	say(a, true, format, ap);
	va_end(ap);
}

static void
complain_reading(struct app *a)
{
	struct buf who = BUF_INIT;

	holder_show(&a->session->holder, &who);
	app_complain(a, _("you are reading; it is open at %s"), who.text);
	buf_release(&who);
}

bool
app_told(struct app *a, bool ok, struct error *e)
{
	if (ok)
		;
	else if (e->code == REFUSED_READING)
		complain_reading(a);
	else if (e->code == REFUSED_HANDED_IN)
		hand_in_complain(a);
	else if (e->code == REFUSED_CLOSED)
		previous_complain(a, e->subject);
	else if (e->code)
		app_tell(a, "%s", error_first(e));
	else
		app_complain(a, "%s", error_first(e));
	error_release(e);
	return ok;
}

bool
app_may_change(struct app *a, int cell)
{
	struct error e = ERROR_INIT;

	return app_told(a, report_may_change(a->report, cell, &e), &e);
}

bool
app_edit(struct app *a, const struct put *put, int n, enum edit_how how)
{
	struct error e = ERROR_INIT;

	return app_told(a, report_edit(a->report, put, n, how, &e), &e);
}

bool
app_key_in(struct app *a, int cell, const char *text, bool typed,
	   enum edit_how how)
{
	struct error e = ERROR_INIT;

	return app_told(a, report_key(a->report, cell, text, typed, how, &e),
			&e);
}

bool
app_undo(struct app *a, bool redo)
{
	int cell;

	grid_accept(a);
	cell = report_undo_cell(a->report, redo);
	if (!app_edit(a, NULL, 0, redo ? EDIT_REDO : EDIT_UNDO))
		return false;
	app_go(a, cell);
	if (!annotation_is(a->form, cell) &&
	    a->form->block[a->block].type == BLOCK_TEXT)
		prose_follow(a, report_serial(a->report) - 1);
	return true;
}

bool
app_answer(struct app *a, int check, const char *words, bool open)
{
	struct error e = ERROR_INIT;
	bool ok = app_told(a, reason_give(a->report, check, words, open,
					  EDIT_NEW, &e), &e);

	report_end_run(a->report);
	return ok;
}

void
app_end_run(struct app *a)
{
	struct error e = ERROR_INIT;

	if (a->session->writer)
		app_told(a, reason_settle(a->report, &e), &e);
	report_end_run(a->report);
}

/* A copy, which is not the report's file from then on. */
static bool
save_as(struct app *a, const char *path, struct error *e)
{
	struct buf bytes = BUF_INIT;
	bool ok;

	if (stamp_of(path).there) {
		app_complain(a, _("%s is there already; give another name"),
			     path);
		return false;
	}
	report_write(a->report, &bytes);
	ok = save_file(path, bytes.text, bytes.len, e);
	buf_release(&bytes);
	return ok;
}

bool
app_is_current(struct app *a)
{
	struct error e = ERROR_INIT;
	bool ok = session_current(a->session, &e);

	if (!ok && a->session->differs)
		versions_compare(a);
	return app_told(a, ok, &e);
}

bool
app_save(struct app *a, const char *path)
{
	struct error e = ERROR_INIT;
	bool ok, warned;

	grid_accept(a);
	if (path && !strcmp(path, a->session->path))
		path = NULL;
	if (!path && !a->session->writer) {
		complain_reading(a);
		return false;
	}
	ok = path ? save_as(a, path, &e) : session_save(a->session, &e);
	if (!ok && !e.count)
		return false;
	warned = ok && e.count;
	if (warned)
		app_complain(a, "%s", error_first(&e));
	if (!ok && a->session->differs)
		versions_compare(a);
	if (!app_told(a, ok, &e))
		return false;
	if (!warned)
		app_tell(a, _("%s is saved"), path ? path : a->session->path);
	return true;
}

/* The journal has what was done, before the screen shows it; the person
 * stands at SPOT. */
static void
follow(struct app *a, const struct spot *spot)
{
	struct error e = ERROR_INIT;

	if (!session_follow(a->session, spot, &e))
		app_complain(a, "%s", error_first(&e));
	error_release(&e);
	if (!a->told_where && a->session->journal &&
	    journal_elsewhere(a->session->journal)) {
		struct buf where = BUF_INIT;

		journal_show(a->session->journal, &where);
		app_tell(a, _("the folder cannot be written; what you type is "
			      "kept in %s"), where.text);
		a->told_where = true;
		buf_release(&where);
	}
}

void
app_sync(struct app *a)
{
	struct error e = ERROR_INIT;

	if (!session_sync(a->session, &e))
		app_complain(a, "%s", error_first(&e));
	error_release(&e);
}

/* ---- last year ---- */

static void
attach_previous(struct app *a, struct error *e)
{
	free(a->link);
	a->link = xstrdup(report_text(a->report, annotation_previous(a->form)));
	previous_attach(&a->session->file, a->options.years, e);
	a->linked = report_previous(a->report) != NULL;
	a->grid.laid = false;
	app_redraw(a);
}

/* The link may be another now, or the report, which has been read again. */
static void
follow_link(struct app *a)
{
	struct error e = ERROR_INIT;

	if (!strcmp(a->link,
		    report_text(a->report, annotation_previous(a->form))) &&
	    a->linked == (report_previous(a->report) != NULL))
		return;
	attach_previous(a, &e);
	if (error_count(&e))
		app_complain(a, "%s", error_first(&e));
	error_release(&e);
}

/* ---- where we are ---- */

int
app_cell(const struct app *a)
{
	return a->at[a->block];
}

const struct block *
app_block(const struct app *a)
{
	return &a->form->block[a->block];
}

int
app_row(const struct app *a)
{
	return form_row_of(a->form, app_cell(a));
}

int
app_column(const struct app *a)
{
	return form_column_of(a->form, app_cell(a));
}

enum where
app_where(const struct app *a)
{
	return screen_top(a)->where(a);
}

void
app_redraw(struct app *a)
{
	a->drawn = -1;
}

static const struct screen *
screen_of(const struct app *a)
{
	if (a->picking.on)
		return &pick_screen;
	return a->form->block[a->block].type == BLOCK_TEXT ? &prose_screen
							    : &grid_screen;
}

void
app_go_block(struct app *a, int block)
{
	if (screen_is_top(a, &list_screen))
		list_close(a);
	if (block == a->block)
		return;
	screen_top(a)->leave(a);
	a->block = block;
	screen_raise(a, screen_of(a));
	a->focus = -1;
	a->why = false;
	if (screen_is_top(a, &prose_screen))
		prose_enter(a);
	app_redraw(a);
}

/* A total is shown from the last figure that comes before it. */
static int
beside(const struct app *a, int cell)
{
	const struct block *b = form_block_of(a->form, cell);
	int column = form_column_of(a->form, cell), r, c;

	for (r = form_row_of(a->form, cell); r >= 0; r--)
		for (c = column; c >= 0; c--)
			if (!form_computed(a->form, block_cell(b, r, c)))
				return block_cell(b, r, c);
	return grid_next(a, cell, 1);
}

void
app_go(struct app *a, int cell)
{
	const struct block *b;

	cell = annotation_cell(a->form, cell);
	if (cell < 0)
		return;
	b = form_block_of(a->form, cell);
	if (screen_is_top(a, &list_screen))
		list_close(a);
	app_go_block(a, (int)(b - a->form->block));
	if (form_computed(a->form, cell) && !a->picking.on)
		cell = beside(a, cell);
	if (a->at[a->block] != cell)
		a->focus = -1;
	a->at[a->block] = cell;
}

static int
first_cell(const struct app *a, const struct block *b)
{
	int cell = b->first, end = b->first + b->cells;

	while (cell < end && form_computed(a->form, cell))
		cell++;
	return cell < end ? cell : b->first;
}

/* The block to begin with: fields that are not filled in, else the first
 * table, else whatever comes first. */
static int
first_block(const struct app *a)
{
	int i, first = -1, table = -1;

	for (i = 0; i < a->form->blocks; i++) {
		const struct block *b = &a->form->block[i];

		if (b->type == BLOCK_FIELDS &&
		    report_blank_cells(a->report, b))
			return i;
		if (first < 0 && b->cells)
			first = i;
		if (table < 0 && b->type == BLOCK_TABLE)
			table = i;
	}
	return table < 0 ? first : table;
}

/* Goes where one begins, or where the journal says that one stood. */
static void
take_place(struct app *a)
{
	int i;

	free(a->at);
	a->at = xcalloc((size_t)a->form->blocks, sizeof *a->at);
	a->picking.last = 0;
	for (i = 0; i < a->form->blocks; i++)
		a->at[i] = first_cell(a, &a->form->block[i]);
	a->block = first_block(a);
	screen_raise(a, screen_of(a));
	a->focus = -1;
	a->grid.run_column = -1;
	a->grid.laid = false;
	prose_enter(a);
	spot_resume(a);
	app_redraw(a);
}

/* Entries of the log that the file does not hold; each key is an edit. */
static int
unsaved(const struct app *a)
{
	int n, entries = 0;

	for (n = session_first(a->session); n < report_serial(a->report); n++)
		entries += report_log(a->report, n)->how != EDIT_MORE;
	return entries;
}

/* What happened before we came, in one line. */
static void
say_what_was(struct app *a)
{
	const struct session *d = a->session;
	struct buf who = BUF_INIT, when = BUF_INIT;

	if (d->holder.person)
		holder_show(&d->holder, &who);
	person_time(d->found.time, &when);
	if (!d->writer)
		app_tell(a, _("you are reading; it is open at %s"), who.text);
	else if (d->took_over)
		app_tell(a, _("taken over from your other session, with all "
			      "that was typed there"));
	else if (d->restored && report_modified(a->report))
		app_tell(a, Q_("restored: %d entry not saved, at %s by %s; U "
			       "lists it",
			       "restored: %d entries not saved, last at %s by "
			       "%s; U lists them", unsaved(a)),
			unsaved(a), when.text, d->found.person);
	else if (d->holder.person)
		app_tell(a, _("taken: the lock that was left behind by %s"),
			 who.text);
	buf_release(&who);
	buf_release(&when);
}

/* Frees all that belongs to the open report, and forgets it.  FINISHED: all
 * is saved or thrown away. */
static void
close_report(struct app *a, bool finished)
{
	while (a->stack.layers > a->below)
		screen_pop(a);
	layout_release(&a->grid.layout);
	free(a->grid.pair);
	a->grid = (struct grid){ .laid = false };
	prose_release(&a->prose);
	free(a->picking.at);
	a->picking = (struct picking){ .on = false };
	free(a->at);
	free(a->link);
	a->at = NULL;
	a->link = NULL;
	a->entry.on = a->prompt.on = a->menu = a->why = a->told_where = false;
	a->prefix = 0;
	a->previous_view = PREVIOUS_HIDDEN;
	versions_release(&a->versions);
	session_close(a->session, finished);
	free(a->session);
	a->session = NULL;
	a->report = NULL;
	a->form = NULL;
}

bool
app_open(struct app *a, const char *path, struct error *e)
{
	struct session *session = xcalloc(1, sizeof *session);

	if (!session_open(session, path, SESSION_SCREEN,
			  !a->options.no_history, e)) {
		free(session);
		return false;
	}
	if (a->session)
		close_report(a, true);
	clear_message(a);
	a->session = session;
	a->report = session->file.report;
	a->form = session->file.form;
	a->lang = form_lang(a->form, a->locale);
	a->below = a->stack.layers;
	screen_push(a, &prose_screen, NULL);
	screen_push(a, &grid_screen, NULL);
	session_tell_kept(session, e);
	attach_previous(a, e);
	take_place(a);
	say_what_was(a);
	if (error_count(e))
		app_complain(a, "%s", error_first(e));
	error_release(e);
	if (session->differs)
		versions_compare(a);
	return true;
}

struct app *
app_new(struct term *t, const char *locale, const struct app_options *o)
{
	struct app *a = xcalloc(1, sizeof *a);

	a->term = t;
	a->locale = locale;
	a->options = *o;
	a->today = DAY_UNKNOWN;
	keys_init(&a->keys);
	if (t)
		term_teach(t, &a->keys);
	buf_init(&a->message);
	buf_init(&a->prose.clip);
	buf_init(&a->prose.shown);
	line_editor_init(&a->entry.line);
	line_editor_init(&a->prompt.line);
	buf_init(&a->prompt.label);
	action_bind(a);
	return a;
}

void
app_read_on(struct app *a)
{
	int readings = a->session->readings;
	int blocks = a->form->blocks, cells = a->form->cells;
	struct error e = ERROR_INIT;

	if (!session_read_on(a->session) && !session_free(a->session))
		return;
	if (session_free(a->session) && session_take(a->session, &e))
		app_tell(a, _("it is yours to write now"));
	a->report = a->session->file.report;
	a->form = a->session->file.form;
	report_set_today(a->report, a->today);
	if (a->session->readings != readings) {
		if (screen_is_top(a, &list_screen))
			list_close(a);
		a->entry.on = a->prompt.on = a->menu = false;
		a->grid.laid = false;
		a->prose.wrapped = 0;
		/* the same form, read again, has the same places */
		if (a->form->blocks != blocks || a->form->cells != cells)
			take_place(a);
	}
	follow_link(a);
	app_redraw(a);
	error_release(&e);
	if (a->session->differs)
		versions_compare(a);
}

void
app_free(struct app *a)
{
	if (a->session)
		close_report(a, a->quit);
	while (a->stack.layers)
		screen_pop(a);
	line_editor_release(&a->entry.line);
	line_editor_release(&a->prompt.line);
	buf_release(&a->prompt.label);
	buf_release(&a->message);
	keys_release(&a->keys);
	free(a->next);
	error_release(&a->left);
	error_release(&a->farewell);
	free(a->bound);
	free(a);
}

/* ---- prompts ---- */

void
prompt_open(struct app *a, const char *text,
	    bool (*done)(struct app *a, const char *text), const char *format,
	    ...)
{
	struct prompt *p = &a->prompt;
	va_list ap;

	grid_accept(a);
	line_editor_set(&p->line, text);
	buf_clear(&p->label);
	va_start(ap, format);
	buf_vaddf(&p->label, format, ap);
	va_end(ap);
	p->on = true;
	p->done = done;
	p->change = NULL;
	p->key = NULL;
	p->digits = false;
}

void
prompt_close(struct app *a)
{
	a->prompt.on = false;
}

static void
prompt_text(struct app *a, const struct key *k)
{
	struct prompt *p = &a->prompt;
	struct buf folded = BUF_INIT;
	const char *text = k->code == KEY_PASTE ? k->paste : k->text;
	bool ok = true;

	if (p->digits) {
		key_fold(text, &folded);
		ok = strspn(folded.text, "0123456789.-") == folded.len;
		text = folded.text;
	}
	if (ok && !line_editor_insert(&p->line, text, strlen(text)))
		app_complain(a, _("the text is longer than %d bytes"),
			     LINE_MOST);
	buf_release(&folded);
}

bool
prompt_key(struct app *a, const struct key *k)
{
	struct prompt *p = &a->prompt;
	char *before;

	if (p->key && p->key(a, k))
		return true;
	if (k->code == KEY_ENTER) {
		char *text = xstrdup(p->line.text.text);

		p->on = false;
		if (!p->done(a, text))
			p->on = true;
		free(text);
		return true;
	}
	if (k->code == KEY_ESC || k->code == KEY_CTRL('C') ||
	    (k->code == KEY_BACKSPACE && !p->line.text.len && p->digits)) {
		prompt_close(a);
		return true;
	}
	before = xstrdup(p->line.text.text);
	if (k->code == KEY_TEXT || k->code == KEY_PASTE)
		prompt_text(a, k);
	else
		line_editor_key(&p->line, k);
	if (p->change && strcmp(before, p->line.text.text))
		p->change(a, p->line.text.text);
	free(before);
	return true;
}

/* ---- keys ---- */

/* What an input method made of a command is the command again. */
static struct key
fold(const struct key *k)
{
	struct key folded = *k;
	struct buf text = BUF_INIT;

	if (k->code != KEY_TEXT)
		return folded;
	key_fold(k->text, &text);
	if (text.len < sizeof folded.text)
		memcpy(folded.text, text.text, text.len + 1);
	buf_release(&text);
	return folded;
}

/* The menu's next page; closed after its last. */
static void
turn_menu(struct app *a)
{
	a->menu_page++;
	a->menu = action_menu(a, MENU_PAGE * a->menu_page + 1);
}

static bool
menu_key(struct app *a, const struct key *k)
{
	bool digit = k->code == KEY_TEXT && k->text[0] >= '0' &&
		     k->text[0] <= '9' && !k->text[1];
	int n = k->text[0] - '0';
	const struct action *action;

	if ((digit && n == MENU_PAGE + 1) ||
	    (k->code == KEY_TEXT && !strcmp(k->text, " "))) {
		turn_menu(a);
		return true;
	}
	a->menu = false;
	if (!digit)
		return k->code == KEY_ESC ||
		       (k->code == KEY_TEXT && !strcmp(k->text, "q"));
	if (n == 0) {
		action_help(a);
		return true;
	}
	action = action_menu(a, MENU_PAGE * a->menu_page + n);
	if (action)
		action_run(a, action);
	return true;
}

static void
unbound(struct app *a, const struct key *k)
{
	struct buf name = BUF_INIT;

	if (k->code == KEY_TEXT && (k->text[0] & 0x80)) {
		app_tell(a, _("the input method is on: press Shift to switch "
			      "it off"));
		return;
	}
	if (k->code == KEY_PASTE)
		return;
	key_name(k, &name);
	app_tell(a, _("%s does nothing here; Space shows what does"),
		 name.text);
	buf_release(&name);
}

static void
take_key(struct app *a, const struct key *raw)
{
	bool text = app_where(a) == IN_WRITE;
	struct key k = text ? *raw : fold(raw);

	clear_message(a);
	if (a->prompt.on) {
		prompt_key(a, raw);
		return;
	}
	if (a->menu && menu_key(a, &k))
		return;
	if (a->entry.on && grid_entry_key(a, &k))
		return;
	if (text && screen_top(a)->key(a, &k))
		return;
	if (!grid_begins_sign(a, &k) && action_key(a, &k))
		return;
	if (!screen_top(a)->key(a, &k))
		unbound(a, &k);
}

/* Takes the keys that have come in, and writes the journal once for all of
 * them; where the person stood in a block is written before it is left. */
static void
take_keys(struct app *a)
{
	struct spot spot;
	int block = -1;		/* of SPOT */
	struct key k;

	while (!a->quit && keys_next(&a->keys, &k)) {
		if (a->session)
			session_sign(a->session, "");
		take_key(a, &k);
		if (!a->session)
			continue;
		follow_link(a);
		if (block >= 0 && block != a->block)
			follow(a, &spot);
		spot = spot_now(a);
		block = a->block;
	}
	if (block >= 0)
		follow(a, &spot);
}

/* Is what is on top to be left? */
static bool
is_over(const struct app *a)
{
	return a->quit || (a->session && a->session->asked >= 0);
}

/* Leaves the report for the list that it was opened from. */
static void
go_back(struct app *a)
{
	bool asked = a->session->asked >= 0;

	app_sync(a);
	close_report(a, a->quit);
	clear_message(a);
	if (asked)
		app_tell(a, _("goes on in your other session; nothing is "
			      "lost"));
	a->quit = false;
	screen_top(a)->back(a);
}

bool
app_goes_on(struct app *a)
{
	while (is_over(a)) {
		if (a->next)
			open_next(a);
		else if (a->session && a->below)
			go_back(a);
		else
			return false;
		take_keys(a);
	}
	return true;
}

void
app_feed(struct app *a, const char *bytes, size_t n)
{
	keys_feed(&a->keys, bytes, n);
	take_keys(a);
}

void
app_timeout(struct app *a)
{
	keys_timeout(&a->keys);
	take_keys(a);
}

/* ---- the page ---- */

void
app_resize(struct app *a)
{
	if (term_resize(a->term))
		app_redraw(a);
}

void
app_today(struct app *a, int day)
{
	a->today = day;
	if (a->report)
		report_set_today(a->report, day);
}

/* Draws the page, all but its last line being HEIGHT, by the screen on
 * top. */
static bool
draw_whole(struct app *a)
{
	a->height = term_rows(a->term) - 1;
	a->width = term_columns(a->term);
	term_erase(a->term);
	screen_top(a)->draw(a, -1);
	a->drawn = -1;
	return term_flush(a->term);
}

bool
app_draw(struct app *a)
{
	int since = a->drawn, foot;

	if (screen_top(a)->whole)
		return draw_whole(a);
	foot = status_lines(a);
	if (a->height != term_rows(a->term) - foot ||
	    a->width != term_columns(a->term)) {
		a->height = term_rows(a->term) - foot;
		a->width = term_columns(a->term);
		since = -1;
	}
	if (since < 0)
		term_erase(a->term);
	status_draw(a, since);
	screen_top(a)->draw(a, since);
	a->drawn = report_serial(a->report);
	return term_flush(a->term);
}
