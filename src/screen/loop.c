/* loop.c - waiting for keys, time, signals and other sessions */
#include "screen/loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "screen/app.h"
#include "screen/catalogue-screen.h"
#include "screen/opening.h"
#include "screen/turn.h"
#include "store/person.h"
#include "store/takeover.h"
#include "terminal/burst.h"

/* How long a lone Esc waits for the rest of a key, in milliseconds. */
#define ESC_LOCAL 25
#define ESC_REMOTE 150
#define PASTE_WAIT 5		/* seconds for the rest of a paste */
#define SYNC_MOST 1000		/* milliseconds that are at stake */
#define READ_ON 400000000	/* nanoseconds; a reader is that far behind */

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
	int64_t synced;		/* when the journal was, in milliseconds */
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

/* Another process had the terminal. */
static void
resume(struct app *a)
{
	continued = 0;
	term_resume(a->term);
	term_resize(a->term);
	app_redraw(a);
}

/* Does what signals ask for.  False if that is to end, or if another process
 * has the terminal for good. */
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

static bool
has_work(const struct app *a)
{
	const struct screen *top = screen_top(&a->stack);

	return top->has_work && top->has_work(a);
}

/* How long to wait: for the rest of a key, not at all if there is work, for
 * what another writes, or for ever. */
static const struct timespec *
patience(const struct app *a, const struct waiting *w)
{
	static const struct timespec paste = { .tv_sec = PASTE_WAIT };
	static const struct timespec reader = { .tv_nsec = READ_ON }, at_once;

	if (keys_pasting(&a->keys))
		return &paste;
	if (keys_pending(&a->keys))
		return &w->esc;
	if (has_work(a))
		return &at_once;
	return !a->session || a->session->writer ? NULL : &reader;
}

static enum woken
wait_for_key(struct app *a, const struct waiting *w)
{
	struct pollfd p[] = {
		{ .fd = term_input(a->term), .events = POLLIN },
		{ .fd = term_pending(a->term) ? term_output(a->term) : -1,
		  .events = POLLOUT },
		{ .fd = a->session ? a->session->socket : -1,
		  .events = POLLIN },
	};
	int n = ppoll(p, ARRAY_LEN(p), patience(a, w), &w->signals);

	if (n <= 0)
		return n ? BY_SIGNAL : BY_TIME;
	if (a->session && p[2].revents)
		a->session->asked = takeover_asked(a->session->socket);
	if (p[0].revents & ~POLLIN)
		return BY_END;
	return p[0].revents ? BY_KEYS : BY_ROOM;
}

/* The disk has all as soon as no key waits, and within a second if they keep
 * coming. */
static void
sync_if_idle(struct app *a, struct waiting *w)
{
	struct pollfd p = { .fd = term_input(a->term), .events = POLLIN };
	int64_t now;

	if (!a->session || !session_unsynced(a->session))
		return;
	now = person_clock();
	if (now - w->synced < SYNC_MOST && now >= w->synced &&
	    poll(&p, 1, 0) > 0)
		return;
	app_sync(a);
	w->synced = person_clock();
}

/* Nothing came for a while. */
static void
time_passed(struct app *a)
{
	if (keys_pending(&a->keys) || keys_pasting(&a->keys))
		app_timeout(a);
	else if (has_work(a))
		screen_top(&a->stack)->work(a);
	else if (a->session && !a->session->writer)
		app_read_on(a);
}

/* Reads on while more of a burst comes, up to MOST bytes of it. */
static void
gather(const struct app *a, struct buf *burst, size_t most)
{
	struct pollfd p = { .fd = term_input(a->term), .events = POLLIN };
	char bytes[BURST_MOST];
	ssize_t n = 1;

	while (burst->len < most && n > 0 && poll(&p, 1, BURST_WAIT) > 0) {
		size_t room = most - burst->len;

		n = read(p.fd, bytes,
			 room < sizeof bytes ? room : sizeof bytes);
		if (n > 0)
			buf_addn(burst, bytes, (size_t)n);
	}
}

/* Takes what begins with the N bytes; a paste is not cut. */
static void
take_burst(struct app *a, const char *bytes, size_t n)
{
	struct buf burst = BUF_INIT;

	buf_addn(&burst, bytes, n);
	gather(a, &burst, BURST_MOST);
	if (burst_goes_on(burst.text, burst.len))
		gather(a, &burst, PASTE_MOST + 1);
	app_feed(a, burst.text, burst.len);
	buf_release(&burst);
}

/* False if the terminal is gone. */
static bool
take_bytes(struct app *a)
{
	char bytes[BURST_MOST];
	ssize_t n = read(term_input(a->term), bytes, sizeof bytes);

	if (n > 0) {
		if (keys_one(&a->keys, bytes, (size_t)n))
			app_feed(a, bytes, (size_t)n);
		else
			take_burst(a, bytes, (size_t)n);
	} else if (n < 0 && errno == EIO && !term_foreground(a->term)) {
		stopped = 1;
	} else {
		/* another process may have read what there was */
		return n < 0 && (errno == EAGAIN || errno == EINTR);
	}
	return true;
}

static int
loop(struct app *a, struct waiting *w)
{
	enum woken woken;

	/* begun in the background, we stop first of all */
	continued = !term_taken(a->term);
	while (app_goes_on(a)) {
		if (!heed_signals(a, w))
			return ended ? 128 + ended : 1;
		app_today(a, person_today());
		if (!app_draw(a))
			return 1;
		sync_if_idle(a, w);
		woken = wait_for_key(a, w);
		if (woken == BY_END ||
		    (woken == BY_KEYS && !take_bytes(a)))
			return 1;
		if (woken == BY_TIME)
			time_passed(a);
	}
	return 0;
}

/* Another session of this person goes on where we stand. */
static void
step_down(struct app *a)
{
	error_warn(&a->farewell, (struct place){ a->session->path, 0, 0 },
		   _("goes on in your other session; nothing is lost"));
}

/* Tells what E holds; the exit status that comes of it. */
static int
tell(struct error *e)
{
	int status = error_any(e) ? 2 : 0;
	struct buf text = BUF_INIT;

	error_sort(e);
	error_print(e, &text);
	fputs(text.text, stderr);
	buf_release(&text);
	error_release(e);
	return status;
}

/* Says as what an unknown terminal is run: at the foot, or where something of
 * the report stands there, at the end. */
static void
tell_terminal(struct app *a)
{
	const char *text = _("the terminal '%s' is not known here and is run "
			     "as %s");
	const char *type = term_taken_for(a->term);

	if (!type)
		return;
	if (a->view.message.len)
		error_note(&a->farewell, NOWHERE, text, getenv("TERM"), type);
	else
		app_tell(a, text, getenv("TERM"), type);
}

/* Takes the terminal for what is open in A and stays until all of it is left;
 * the exit status. */
static int
stay(struct app *a)
{
	struct waiting w = { .esc = { .tv_sec = 0 } };
	struct error e = ERROR_INIT;
	int status;

	catch_signals(&w.signals);
	a->term = term_open(STDIN_FILENO, STDOUT_FILENO, NULL, &e);
	if (!a->term)
		return tell(&e);
	term_teach(a->term, &a->keys);
	tell_terminal(a);
	crash_term = a->term;
	mem_last_words = last_words;
	w.esc.tv_nsec = 1000000L * (getenv("SSH_CONNECTION") ? ESC_REMOTE
							     : ESC_LOCAL);
	status = loop(a, &w);
	if (a->session)
		app_sync(a);
	crash_term = NULL;
	term_close(a->term);
	if (a->session && a->session->asked >= 0)
		step_down(a);
	if (error_count(&a->farewell))
		status = tell(&a->farewell);
	return status;
}

int
app_run(const char *path, const char *locale, const struct app_options *o)
{
	struct app *a = app_new(NULL, locale, o);
	struct error e = ERROR_INIT;
	int status;

	status = app_open(a, path, &e) ? stay(a) : tell(&e);
	app_free(a);
	return status;
}

int
app_run_catalogue(struct catalogue *c, const char *locale)
{
	struct app *a = app_new(NULL, locale, &(struct app_options){
						      .no_history = false });
	struct error e = ERROR_INIT;
	int status;

	status = catalogue_open(a, c, &e) ? stay(a) : tell(&e);
	app_free(a);
	return status;
}
