/* pick.c - which report, of those that a kiosk serves */
#include "screen/pick.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/action.h"
#include "screen/app.h"
#include "terminal/key.h"
#include "terminal/term.h"

/* How long a lone Esc waits for the rest of a key, in milliseconds. */
#define ESC_WAIT 150

/* In a short list the first ten rows have numbers; a digit picks one. */
#define NUMBERED 20
#define VALUE_COLUMNS 40	/* of a field, at most */

struct pick {
	struct catalogue *catalogue;
	struct term *term;
	struct keys keys;
	sigset_t before;	/* signals let in while we wait */
	int at, top;
	bool picked, left;
};

/* ---- rows ---- */

static int
width_of(const char *text)
{
	return text_width(text, strlen(text), AMBIGUOUS_WIDE);
}

/* Columns of field I, so that they stand one below the other. */
static int
value_columns(const struct catalogue *s, int i)
{
	int n, most = 0;

	for (n = 0; n < s->entries; n++)
		if (s->entry[n].good && width_of(s->entry[n].value[i]) > most)
			most = width_of(s->entry[n].value[i]);
	return most < VALUE_COLUMNS ? most : VALUE_COLUMNS;
}

static void
add_state(const struct catalogue_entry *entry, struct buf *out)
{
	int n = state_count(entry->state, &entry->counts);

	buf_add(out, entry->good ? state_name(entry->state)
				 : _("cannot be read"));
	if (entry->good && n)
		buf_addf(out, " (%d)", n);
}

static int
state_columns(const struct catalogue *s)
{
	int n, most = 0;

	for (n = 0; n < s->entries; n++) {
		struct buf state = BUF_INIT;

		add_state(&s->entry[n], &state);
		if (width_of(state.text) > most)
			most = width_of(state.text);
		buf_release(&state);
	}
	return most;
}

/* What stands in a row: a number, the fields, the state, the file. */
static void
add_row(const struct catalogue *s, int n, struct buf *out)
{
	const struct catalogue_entry *entry = &s->entry[n];
	struct buf state = BUF_INIT;
	int i;

	if (s->entries <= NUMBERED)
		buf_addf(out, n < 10 ? "%d " : "  ", (n + 1) % 10);
	for (i = 0; i < s->fields; i++) {
		const char *value = entry->good ? entry->value[i] : "";

		text_pad(out, value, strlen(value), value_columns(s, i),
			 false, AMBIGUOUS_WIDE);
		buf_add(out, "  ");
	}
	add_state(entry, &state);
	text_pad(out, state.text, state.len, state_columns(s), false,
		 AMBIGUOUS_WIDE);
	buf_addf(out, "  %s", entry->file);
	buf_release(&state);
}

/* ---- the page ---- */

static void
draw_text(struct pick *p, int y, const char *text, enum role role)
{
	int columns = term_columns(p->term);
	struct buf line = BUF_INIT;

	text_pad(&line, text, strlen(text), columns - 1, false,
		 AMBIGUOUS_WIDE);
	term_fill(p->term, y, 0, columns, role);
	term_text(p->term, y, 1, columns - 1, line.text, line.len, role);
	buf_release(&line);
}

static void
draw_row(struct pick *p, int n, int y)
{
	const struct catalogue_entry *entry = &p->catalogue->entry[n];
	bool bad = !entry->good || entry->state == REPORT_BROKEN;
	enum role role = bad ? ROLE_BROKEN : ROLE_PLAIN;
	struct buf row = BUF_INIT, safe = BUF_INIT;

	add_row(p->catalogue, n, &row);
	text_escape(&safe, row.text, row.len);
	draw_text(p, y, safe.text, n == p->at ? ROLE_SELECTED : role);
	buf_release(&safe);
	buf_release(&row);
}

/* False if the terminal is gone. */
static bool
draw(struct pick *p)
{
	int room = term_rows(p->term) - 2, i;

	room = room > 0 ? room : 1;
	if (p->at < p->top)
		p->top = p->at;
	if (p->at >= p->top + room)
		p->top = p->at - room + 1;
	term_erase(p->term);
	draw_text(p, 0, _("which report?"), ROLE_TITLE);
	for (i = 0; i < room && p->top + i < p->catalogue->entries; i++)
		draw_row(p, p->top + i, 1 + i);
	draw_text(p, 1 + room, _("Enter opens it, Up and Down move, q leaves"),
		  ROLE_STRIP);
	term_cursor(p->term, 1 + p->at - p->top, 0);
	return term_flush(p->term);
}

/* ---- keys ---- */

static void
move(struct pick *p, int by)
{
	int to = p->at + by, last = p->catalogue->entries - 1;

	to = to > last ? last : to;
	p->at = to < 0 ? 0 : to;
}

static int
page(const struct pick *p)
{
	return term_rows(p->term) - 3;
}

static void choose_row(struct pick *p) { p->picked = true; }
static void leave(struct pick *p) { p->left = true; }
static void up(struct pick *p) { move(p, -1); }
static void down(struct pick *p) { move(p, 1); }
static void page_up(struct pick *p) { move(p, -page(p)); }
static void page_down(struct pick *p) { move(p, page(p)); }
static void top(struct pick *p) { move(p, -p->catalogue->entries); }
static void end(struct pick *p) { move(p, p->catalogue->entries); }

/* What the actions of a list do to this one, which has no report and so no
 * app; their keys stand in actions[]. */
static const struct {
	const char *action;
	void (*run)(struct pick *p);
} moves[] = {
	{ "list-choose", choose_row }, { "list-close", leave },
	{ "list-up", up }, { "list-down", down },
	{ "list-page-up", page_up }, { "list-page-down", page_down },
	{ "list-top", top }, { "list-end", end },
};

static bool
is_key_of(const struct action *action, const struct key *k)
{
	const char *name = action->keys;
	struct key key;
	bool same = false;

	while (*name && !same) {
		size_t n = strcspn(name, " ");
		char *one = xstrndup(name, n);

		same = key_parse(one, &key) && key_equal(&key, k);
		free(one);
		name += n + strspn(name + n, " ");
	}
	return same;
}

/* In a short list a digit picks a row. */
static bool
pick_number(struct pick *p, const struct key *k)
{
	char c = k->text[0];
	int n = c == '0' ? 9 : c - '1';

	if (k->code != KEY_TEXT || k->text[1] || c < '0' || c > '9' ||
	    p->catalogue->entries > NUMBERED || n >= p->catalogue->entries)
		return false;
	p->at = n;
	p->picked = true;
	return true;
}

/* What an input method made of a key is the key. */
static struct key
fold(const struct key *k)
{
	struct key folded = *k;
	struct buf text = BUF_INIT;

	if (k->code == KEY_TEXT)
		key_fold(k->text, &text);
	if (text.len && text.len < sizeof folded.text)
		memcpy(folded.text, text.text, text.len + 1);
	buf_release(&text);
	return folded;
}

static void
take_key(struct pick *p, const struct key *raw)
{
	struct key k = fold(raw);
	size_t i;

	if (pick_number(p, &k))
		return;
	for (i = 0; i < ARRAY_LEN(moves); i++)
		if (is_key_of(action_find(moves[i].action), &k)) {
			moves[i].run(p);
			return;
		}
}

static void
take_keys(struct pick *p)
{
	struct key k;

	while (!p->picked && !p->left && keys_next(&p->keys, &k))
		take_key(p, &k);
}

/* ---- waiting ---- */

static volatile sig_atomic_t resized, ended, stopped;
static struct term *previous_term;	/* for last_words() */

static void
on_signal(int signal)
{
	if (signal == SIGWINCH)
		resized = 1;
	else if (signal == SIGCONT)
		stopped = 1;
	else
		ended = signal;
}

static void
last_words(void)
{
	if (previous_term)
		term_put_back(previous_term);
}

static const int seen[] = { SIGWINCH, SIGCONT, SIGHUP, SIGTERM, SIGINT };

/* Signals come in only while we wait, so none is missed. */
static void
block_signals(sigset_t *before)
{
	sigset_t block;
	size_t i;

	sigemptyset(&block);
	for (i = 0; i < ARRAY_LEN(seen); i++)
		sigaddset(&block, seen[i]);
	sigprocmask(SIG_BLOCK, &block, before);
}

static void
catch_signals(void)
{
	const struct sigaction on = { .sa_handler = on_signal };
	size_t i;

	for (i = 0; i < ARRAY_LEN(seen); i++)
		sigaction(seen[i], &on, NULL);
}

static void
look_again(struct pick *p)
{
	if (stopped)
		term_resume(p->term);
	if (stopped || resized)
		term_resize(p->term);
	stopped = resized = 0;
}

/* Takes what comes; false if nothing will come any more. */
static bool
wait_for_keys(struct pick *p)
{
	const struct timespec esc = { .tv_nsec = ESC_WAIT * 1000000L };
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };
	bool unfinished = keys_pending(&p->keys) || keys_pasting(&p->keys);
	int got = ppoll(&fd, 1, unfinished ? &esc : NULL, &p->before);
	char byte;
	ssize_t n;

	if (got == 0)
		keys_timeout(&p->keys);
	if (got <= 0)
		return true;
	/* what is typed ahead is for the report that is picked */
	n = read(STDIN_FILENO, &byte, 1);
	if (n > 0)
		keys_feed(&p->keys, &byte, 1);
	return n > 0 || (n < 0 && errno == EINTR);
}

/* ---- the list, and what is picked ---- */

static int
tell(struct error *e)
{
	struct buf text = BUF_INIT;

	error_print(e, &text);
	fputs(text.text, stderr);
	buf_release(&text);
	error_release(e);
	return 2;
}

/* Until a report is picked; 0, or the exit status if the terminal is gone. */
static int
loop(struct pick *p)
{
	while (!p->picked && !p->left) {
		if (!draw(p) || !wait_for_keys(p))
			return 1;
		if (ended)
			return 128 + ended;
		look_again(p);
		take_keys(p);
	}
	return 0;
}

static int
choose(struct pick *p)
{
	struct error e = ERROR_INIT;
	int status;

	p->term = term_open(STDIN_FILENO, STDOUT_FILENO, NULL, &e);
	if (!p->term)
		return tell(&e);
	p->picked = p->left = false;
	keys_init(&p->keys);
	term_teach(p->term, &p->keys);
	catch_signals();
	previous_term = p->term;
	mem_last_words = last_words;
	status = loop(p);
	previous_term = NULL;
	term_close(p->term);
	keys_release(&p->keys);
	return status;
}

/* The report's own loop has its own way with signals. */
static int
open_report(struct pick *p, const char *locale)
{
	int status;

	sigprocmask(SIG_SETMASK, &p->before, NULL);
	status = app_run(p->catalogue->entry[p->at].file, locale,
			 &(struct app_options){ .no_history = false });
	block_signals(NULL);
	return status;
}

/* What was told would go away with the list. */
static void
wait_for_enter(void)
{
	char c = '\0';

	fputs(_("Press Enter to go back to the list.\n"), stderr);
	while (c != '\n' && read(STDIN_FILENO, &c, 1) == 1)
		continue;
}

/* Looks at the folder anew, as what was done has changed it. */
static int
refill(struct pick *p)
{
	struct error e = ERROR_INIT;

	if (!catalogue_fill(p->catalogue, &e))
		return tell(&e);
	if (!p->catalogue->entries) {
		error_add(&e, NOWHERE, _("there is no report here to be "
					 "opened"));
		return tell(&e);
	}
	move(p, 0);
	return 0;
}

static int
list_and_open(struct pick *p, const char *locale)
{
	int status;

	while (!(status = choose(p)) && p->picked) {
		status = open_report(p, locale);
		if (status == 2)
			wait_for_enter();
		else if (status)
			break;
		status = refill(p);
		if (status)
			break;
	}
	return status;
}

int
pick_run(struct catalogue *s, const char *locale)
{
	struct pick p = { .catalogue = s };
	int status = refill(&p);

	if (status)
		return status;
	block_signals(&p.before);
	if (s->entries == 1)
		status = open_report(&p, locale);
	else
		status = list_and_open(&p, locale);
	sigprocmask(SIG_SETMASK, &p.before, NULL);
	return status;
}
