/* app.c - the open report, the screens over it, and the loop */
#include "screen/app.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "screen/action.h"
#include "store/report-write.h"

/* How long a lone Esc waits for the rest of a key, in milliseconds. */
#define ESC_LOCAL 25
#define ESC_REMOTE 150
#define PASTE_WAIT 5		/* seconds for the rest of a paste */

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
app_say(struct app *a, const char *format, ...)
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

static bool
told(struct app *a, bool ok, struct error *e)
{
	if (!ok)
		app_complain(a, "%s", error_first(e));
	error_release(e);
	return ok;
}

bool
app_edit(struct app *a, const struct put *put, int n, enum edit_how how)
{
	struct error e = ERROR_INIT;

	return told(a, report_edit(a->report, put, n, how, &e), &e);
}

bool
app_key_in(struct app *a, int cell, const char *text, bool typed,
	   enum edit_how how)
{
	struct error e = ERROR_INIT;

	return told(a, report_key(a->report, cell, text, typed, how, &e), &e);
}

bool
app_undo(struct app *a, bool redo)
{
	int cell;

	grid_accept(a);
	if (!(redo ? report_redo : report_undo)(a->report, &cell)) {
		app_say(a, "%s", redo ? _("nothing to do again")
				      : _("nothing to take back"));
		return false;
	}
	app_go(a, cell);
	if (a->form->block[a->block].type == BLOCK_TEXT)
		prose_follow(a, report_serial(a->report) - 1);
	return true;
}

bool
app_save(struct app *a, const char *path)
{
	struct stamp now = stamp_of(path);
	bool own = !strcmp(path, a->file.path), ok, warned;
	struct buf bytes = BUF_INIT;
	struct error e = ERROR_INIT;

	grid_accept(a);
	if (own && !stamp_equal(&now, &a->stamp)) {
		app_complain(a, _("somebody else changed %s; save under "
				  "another name with :w NAME"), path);
		return false;
	}
	if (!own && now.there) {
		app_complain(a, _("%s is there already; give another name"),
			     path);
		return false;
	}
	report_write(a->report, &bytes);
	ok = save_file(path, bytes.text, bytes.len, &e);
	buf_release(&bytes);
	warned = ok && e.count;
	if (warned)
		app_complain(a, "%s", error_first(&e));
	if (!told(a, ok, &e))
		return false;
	if (own) {
		report_mark_saved(a->report);
		a->stamp = stamp_of(path);
		a->blank_file = false;
	}
	if (!warned)
		app_say(a, _("%s is saved"), path);
	return true;
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
	return a->screen->where(a);
}

void
app_redraw(struct app *a)
{
	a->drawn = -1;
}

static const struct screen *
screen_of(const struct app *a)
{
	return a->form->block[a->block].type == BLOCK_TEXT ? &prose_screen
							    : &grid_screen;
}

void
app_go_block(struct app *a, int block)
{
	if (a->screen == &list_screen)
		list_close(a);
	if (block == a->block)
		return;
	a->screen->leave(a);
	a->block = block;
	a->screen = screen_of(a);
	a->focus = -1;
	a->why = false;
	if (a->screen == &prose_screen)
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
	const struct block *b = form_block_of(a->form, cell);

	if (a->screen == &list_screen)
		list_close(a);
	app_go_block(a, (int)(b - a->form->block));
	if (form_computed(a->form, cell))
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

struct app *
app_new(struct term *t, const char *path, int lang, struct error *e)
{
	struct app *a;
	struct report_file file;
	struct stamp stamp = stamp_of(path);	/* before it is read */
	int i;

	if (!report_file_open(&file, path, e))
		return NULL;
	a = xcalloc(1, sizeof *a);
	a->term = t;
	a->file = file;
	a->report = file.report;
	a->form = file.form;
	a->lang = lang >= 0 ? lang : form_lang(a->form, NULL);
	a->stamp = stamp;
	keys_init(&a->keys);
	if (t)
		term_teach(t, &a->keys);
	buf_init(&a->message);
	buf_init(&a->prose.clip);
	line_init(&a->entry.line);
	line_init(&a->prompt.line);
	buf_init(&a->prompt.label);
	action_bind(a);
	a->at = xcalloc((size_t)a->form->blocks, sizeof *a->at);
	for (i = 0; i < a->form->blocks; i++)
		a->at[i] = first_cell(a, &a->form->block[i]);
	a->block = first_block(a);
	a->screen = screen_of(a);
	a->focus = -1;
	a->grid.run_column = -1;
	report_mark_saved(a->report);
	app_redraw(a);
	return a;
}

void
app_free(struct app *a)
{
	if (a->screen == &list_screen)
		list_close(a);
	layout_release(&a->grid.layout);
	prose_release(&a->prose);
	line_release(&a->entry.line);
	line_release(&a->prompt.line);
	buf_release(&a->prompt.label);
	buf_release(&a->message);
	keys_release(&a->keys);
	free(a->at);
	free(a->bound);
	report_file_close(&a->file);
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
	line_set(&p->line, text);
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
	if (ok && !line_insert(&p->line, text, strlen(text)))
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
		line_key(&p->line, k);
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

static bool
menu_key(struct app *a, const struct key *k)
{
	const struct action *action;

	a->menu = false;
	if (k->code != KEY_TEXT || k->text[0] < '0' || k->text[0] > '9' ||
	    k->text[1])
		return k->code == KEY_ESC ||
		       (k->code == KEY_TEXT && (!strcmp(k->text, " ") ||
						!strcmp(k->text, "q")));
	if (k->text[0] == '0') {
		action_help(a);
		return true;
	}
	action = action_menu(a, k->text[0] - '0');
	if (action)
		action_run(a, action);
	return true;
}

static void
unbound(struct app *a, const struct key *k)
{
	struct buf name = BUF_INIT;

	if (k->code == KEY_TEXT && (k->text[0] & 0x80)) {
		app_say(a, _("the input method is on: press Shift to switch "
			     "it off"));
		return;
	}
	if (k->code == KEY_PASTE)
		return;
	key_name(k, &name);
	app_say(a, _("%s does nothing here; Space shows what does"), name.text);
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
	if (text && a->screen->key(a, &k))
		return;
	if (action_key(a, &k))
		return;
	if (!a->screen->key(a, &k))
		unbound(a, &k);
}

static void
take_keys(struct app *a)
{
	struct key k;

	while (!a->quit && keys_next(&a->keys, &k))
		take_key(a, &k);
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

bool
app_draw(struct app *a)
{
	int serial = report_serial(a->report), since = a->drawn;
	int foot = status_lines(a);

	if (a->height != term_rows(a->term) - foot ||
	    a->width != term_columns(a->term)) {
		a->height = term_rows(a->term) - foot;
		a->width = term_columns(a->term);
		since = -1;
	}
	if (since < 0)
		term_erase(a->term);
	status_draw(a, since);
	a->screen->draw(a, since);
	a->drawn = serial;
	return term_flush(a->term);
}

/* ---- the loop ---- */

static volatile sig_atomic_t resized, ended, stopped, continued;
static struct term *crash_term;

static void
on_signal(int signal)
{
	if (signal == SIGWINCH)
		resized = 1;
	else if (signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU)
		stopped = 1;
	else if (signal == SIGCONT)
		continued = 1;
	else
		ended = signal;
}

static void
on_crash(int signal)
{
	if (crash_term)
		term_put_back(crash_term);
	raise(signal);
}

static void
last_words(void)
{
	if (crash_term)
		term_put_back(crash_term);
}

/* A crash may be that the stack is used up, so its handler has another. */
static void
catch_crashes(void)
{
	static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT,
				     SIGTRAP, SIGSYS };
	static char room[1 << 16];
	struct sigaction crash = { .sa_handler = on_crash };
	stack_t other = { .ss_sp = room, .ss_size = sizeof room };
	size_t i;

	crash.sa_flags = (int)SA_RESETHAND | SA_ONSTACK;
	sigaltstack(&other, NULL);
	for (i = 0; i < ARRAY_LEN(fatal); i++)
		sigaction(fatal[i], &crash, NULL);
}

/* Signals come in only while we wait, so none is missed.  Of those that would
 * kill us each ends us in good order, but for two that a failing write brings:
 * its error says it better.  SIGTTIN held back, a read in the background fails
 * and does not stop us where nothing could end us. */
static void
catch_signals(sigset_t *waiting)
{
	static const int seen[] = {
		SIGWINCH, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT,
		SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM,
		SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGXCPU,
	};
	struct sigaction on = { .sa_handler = on_signal };
	sigset_t block;
	size_t i;

	/* a handler is done before another signal can stop us, see stop() */
	sigfillset(&on.sa_mask);
	sigemptyset(&block);
	for (i = 0; i < ARRAY_LEN(seen); i++) {
		sigaction(seen[i], &on, NULL);
		sigaddset(&block, seen[i]);
	}
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	catch_crashes();
	sigprocmask(SIG_BLOCK, &block, waiting);
}

/* How we wait for the terminal. */
struct waiting {
	struct timespec esc;	/* for the rest of a key */
	sigset_t signals;	/* let in meanwhile */
};

/* Gives the terminal back and stops, whatever asked for it.  It goes on when
 * it is told to and has the terminal, or is told to end; at once if there is
 * no shell that could tell it to. */
static void
stop(struct app *a, const struct waiting *w)
{
	static const struct timespec at_once;
	struct sigaction by_default = { .sa_handler = SIG_DFL }, ours;

	term_suspend(a->term);
	sigaction(SIGTSTP, &by_default, &ours);
	do {
		/* held back until all signals are let in together, so none
		 * that ends us lies waiting while we are stopped */
		raise(SIGTSTP);
	} while (ppoll(NULL, 0, &at_once, &w->signals) < 0 && !ended &&
		 !term_foreground(a->term));
	sigaction(SIGTSTP, &ours, NULL);
	stopped = 0;
	continued = 1;
}

/* Somebody else had the terminal. */
static void
resume(struct app *a)
{
	continued = 0;
	term_resume(a->term);
	term_resize(a->term);
	app_redraw(a);
}

/* Does what signals ask for.  False if that is to end, or if the terminal is
 * somebody else's for good. */
static bool
heed_signals(struct app *a, const struct waiting *w)
{
	if (!ended && (stopped || (continued && !term_foreground(a->term))))
		stop(a, w);
	if (ended)
		return false;
	if (continued) {
		if (!term_foreground(a->term))
			return false;
		resume(a);
	}
	if (resized) {
		resized = 0;
		app_resize(a);
	}
	return true;
}

enum woken { BY_KEYS, BY_ROOM, BY_TIME, BY_SIGNAL, BY_END };

static enum woken
wait_for_key(const struct app *a, const struct waiting *w)
{
	struct pollfd p[] = {
		{ .fd = term_input(a->term), .events = POLLIN },
		{ .fd = term_output(a->term), .events = POLLOUT },
	};
	struct timespec paste = { .tv_sec = PASTE_WAIT };
	const struct timespec *t = NULL;
	int n;

	if (keys_pasting(&a->keys))
		t = &paste;
	else if (keys_pending(&a->keys))
		t = &w->esc;
	n = ppoll(p, term_pending(a->term) ? 2 : 1, t, &w->signals);
	if (n <= 0)
		return n ? BY_SIGNAL : BY_TIME;
	if (p[0].revents & ~POLLIN)
		return BY_END;
	return p[0].revents ? BY_KEYS : BY_ROOM;
}

/* False if the terminal is gone. */
static bool
take_bytes(struct app *a)
{
	char bytes[4096];
	ssize_t n = read(term_input(a->term), bytes, sizeof bytes);

	if (n > 0) {
		app_feed(a, bytes, (size_t)n);
	} else if (n < 0 && errno == EIO && !term_foreground(a->term)) {
		stopped = 1;
	} else {
		/* somebody else may have read what there was */
		return n < 0 && (errno == EAGAIN || errno == EINTR);
	}
	return true;
}

static int
loop(struct app *a, const struct waiting *w)
{
	enum woken woken;

	/* begun in the background, we stop first of all */
	continued = !term_taken(a->term);
	while (!a->quit) {
		if (!heed_signals(a, w))
			return ended ? 128 + ended : 1;
		if (!app_draw(a))
			return 1;
		woken = wait_for_key(a, w);
		if (woken == BY_END ||
		    (woken == BY_KEYS && !take_bytes(a)))
			return 1;
		if (woken == BY_TIME)
			app_timeout(a);
	}
	return 0;
}

static int
fail(const struct error *e)
{
	struct buf text = BUF_INIT;

	error_print(e, &text);
	fputs(text.text, stderr);
	buf_release(&text);
	return 2;
}

/* The terminal went away, or somebody ended us: what was not saved is put
 * beside the file. */
static void
rescue(const struct app *a, const char *path)
{
	struct buf bytes = BUF_INIT, name = BUF_INIT;
	struct error e = ERROR_INIT;

	if (!report_modified(a->report))
		return;
	buf_addf(&name, "%s.rescue", path);
	report_write(a->report, &bytes);
	if (save_file(name.text, bytes.text, bytes.len, &e))
		error_warn(&e, NOWHERE, _("what was not saved is in %s"),
			   name.text);
	fail(&e);
	error_release(&e);
	buf_release(&bytes);
	buf_release(&name);
}

int
app_run(const char *path, const char *locale)
{
	struct error e = ERROR_INIT;
	struct app *a = app_new(NULL, path, -1, &e);
	struct waiting w = { .esc = { .tv_sec = 0 } };
	int status = 2;

	error_sort(&e);
	if (a) {
		a->lang = form_lang(a->form, locale);
		catch_signals(&w.signals);
		a->term = term_open(STDIN_FILENO, STDOUT_FILENO, NULL, &e);
	}
	if (a && a->term) {
		term_teach(a->term, &a->keys);
		crash_term = a->term;
		mem_last_words = last_words;
		w.esc.tv_nsec = 1000000L * (getenv("SSH_CONNECTION")
						    ? ESC_REMOTE : ESC_LOCAL);
		status = loop(a, &w);
		crash_term = NULL;
		term_close(a->term);
		if (status)
			rescue(a, path);
	} else {
		status = fail(&e);
	}
	if (a)
		app_free(a);
	error_release(&e);
	return status;
}
