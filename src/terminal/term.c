/* term.c - the terminal: taken, drawn on, given back */
#include "terminal/term.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "terminal/caps.h"
#include "terminal/key.h"
#include "terminal/page.h"
#include "terminal/paint.h"

#define LAST_WAIT 2000		/* milliseconds, for the last bytes */
#define NUMERIC_KEYPAD "\033>"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

struct term {
	int in, out;
	bool own_in, own_out;	/* opened by us; else the shell's too */
	int flags;		/* of OUT */
	struct termios was, raw;
	struct caps caps;
	struct page page;
	struct paint paint;
	int y, x;		/* where the cursor shall stand */
	struct buf bytes;	/* a frame, of which SENT are sent */
	size_t sent;
	struct buf copy;	/* what sets the clipboard, for the next */
	bool gone;

	/* for term_put_back(), which may come at any time: the other farewell
	 * is made ready before leave_at changes */
	volatile sig_atomic_t taken, leave_at;
	struct farewell {
		char text[256];
		size_t len;
	} leave[2];
};

/* ---- writing ---- */

/* A description of the terminal at FD that is ours alone and never makes us
 * wait; -1 if there is none to be had. */
static int
open_again(int fd, int how)
{
	char name[64];

	if (!isatty(fd))
		return -1;
	/* its name may be that of another room, or there is no such place */
	if (ttyname_r(fd, name, sizeof name))
		snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	return open(name, how | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

static void
open_both(struct term *t, int in, int out)
{
	int own_in = open_again(in, O_RDONLY);
	int own_out = open_again(out, O_WRONLY);

	t->own_in = own_in >= 0;
	t->own_out = own_out >= 0;
	t->in = t->own_in ? own_in : in;
	t->out = t->own_out ? own_out : out;
	t->flags = fcntl(t->out, F_GETFL);
}

static void
close_both(const struct term *t)
{
	if (t->own_in)
		close(t->in);
	if (t->own_out)
		close(t->out);
}

int
term_input(const struct term *t)
{
	return t->in;
}

/* One write that does not wait.  Where the shell writes too, it may not find
 * that changed, so it is for this moment only. */
static ssize_t
write_now(const struct term *t, const char *bytes, size_t len)
{
	int error;
	ssize_t n;

	if (t->own_out)
		return write(t->out, bytes, len);
	fcntl(t->out, F_SETFL, t->flags | O_NONBLOCK);
	n = write(t->out, bytes, len);
	error = errno;
	fcntl(t->out, F_SETFL, t->flags);
	errno = error;
	return n;
}

bool
term_pending(const struct term *t)
{
	return !t->gone && t->sent < t->bytes.len;
}

int
term_output(const struct term *t)
{
	return t->out;
}

static void
drop_pending(struct term *t)
{
	buf_clear(&t->bytes);
	t->sent = 0;
}

/* Sends of the bytes what there is room for. */
static void
push(struct term *t)
{
	while (term_pending(t)) {
		ssize_t n = write_now(t, t->bytes.text + t->sent,
				      t->bytes.len - t->sent);

		if (n > 0)
			t->sent += (size_t)n;
		else if (n < 0 && errno == EAGAIN)
			return;
		else if (n == 0 || errno != EINTR)
			t->gone = true;
	}
	drop_pending(t);
}

static long
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

/* Sends all of it, if the terminal reads on before long. */
static void
push_all(struct term *t)
{
	struct pollfd p = { .fd = t->out, .events = POLLOUT };
	long end = milliseconds() + LAST_WAIT, left;

	for (push(t); term_pending(t); push(t)) {
		left = end - milliseconds();
		if (left <= 0)
			return;
		poll(&p, 1, (int)left);
	}
}

/* ---- taking and giving back ---- */

/* What is sent last: plain style, the line below all, the old screen. */
static void
prepare_leave(struct term *t)
{
	struct farewell *next = &t->leave[!t->leave_at];
	struct buf b = BUF_INIT;

	buf_add(&b, t->caps.plain);
	caps_move(&t->caps, t->page.rows - 1, 0, &b);
	if (t->caps.paste)
		buf_add(&b, PASTE_OFF);
	buf_add(&b, t->caps.keys_off);
	buf_add(&b, *t->caps.leave ? t->caps.leave : "\r\n");
	next->len = b.len < sizeof next->text ? b.len : 0;
	memcpy(next->text, b.text, next->len);
	buf_release(&b);
	t->leave_at = !t->leave_at;
}

static void
take(struct term *t)
{
	struct termios now;
	struct buf *b = &t->bytes;

	t->taken = 1;
	tcsetattr(t->in, TCSANOW, &t->raw);
	/* IN and OUT need not be the same terminal */
	t->paint.feeds = tcgetattr(t->out, &now) < 0 ||
			 !(now.c_oflag & OPOST);
	/* all is painted anew, and a sequence that was cut ends with the ESC
	 * that comes now */
	drop_pending(t);
	buf_add(b, t->caps.enter);
	buf_add(b, t->caps.keys_on);
	/* keys_on also makes the numeric keypad send sequences */
	if (t->caps.keypad)
		buf_add(b, NUMERIC_KEYPAD);
	if (t->caps.paste)
		buf_add(b, PASTE_ON);
	push(t);
	paint_forget(&t->paint);
}

bool
term_taken(const struct term *t)
{
	return t->taken;
}

bool
term_foreground(const struct term *t)
{
	pid_t group = tcgetpgrp(t->in);

	/* of a terminal that is not the controlling one, none */
	return group < 0 || group == getpgrp();
}

static void
give_back(struct term *t)
{
	const struct farewell *leave = &t->leave[t->leave_at];

	if (!t->taken)
		return;
	t->taken = 0;
	if (term_foreground(t)) {
		buf_addn(&t->bytes, leave->text, leave->len);
		push_all(t);
		if (term_pending(t)) {
			/* what it has not read is of no use to it now */
			tcflush(t->out, TCOFLUSH);
			drop_pending(t);
			buf_addn(&t->bytes, leave->text, leave->len);
			push(t);
		}
		tcsetattr(t->in, TCSANOW, &t->was);
	}
	drop_pending(t);
}

void
term_put_back(struct term *t)
{
	const struct farewell *leave = &t->leave[t->leave_at];
	ssize_t len = (ssize_t)leave->len;
	bool taken = t->taken;
	int saved = errno;

	t->taken = 0;
	if (taken && term_foreground(t)) {
		/* nothing may keep a dying program: if there is no room, we
		 * make room and try once more */
		if (write_now(t, leave->text, leave->len) < len) {
			tcflush(t->out, TCOFLUSH);
			if (write_now(t, leave->text, leave->len) < len)
				t->gone = true;
		}
		tcflush(t->in, TCIFLUSH);
		tcsetattr(t->in, TCSANOW, &t->was);
	}
	errno = saved;
}

void
term_suspend(struct term *t)
{
	give_back(t);
}

void
term_resume(struct term *t)
{
	take(t);
}

/* ---- size ---- */

static int
choose_size(int asked, int described, int usual, int most)
{
	int n = asked > 0 ? asked : described > 0 ? described : usual;

	return n < most ? n : most;
}

static void
ask_size(const struct term *t, int *rows, int *columns)
{
	struct winsize w = { .ws_row = 0 };

	if (ioctl(t->out, TIOCGWINSZ, &w) < 0 &&
	    ioctl(t->in, TIOCGWINSZ, &w) < 0)
		w = (struct winsize){ .ws_row = 0 };
	*rows = choose_size(w.ws_row, t->caps.rows, 24, TERM_ROWS);
	*columns = choose_size(w.ws_col, t->caps.columns, 80, TERM_COLUMNS);
}

bool
term_resize(struct term *t)
{
	int rows, columns;

	ask_size(t, &rows, &columns);
	if (rows == t->page.rows && columns == t->page.columns)
		return false;
	page_size(&t->page, rows, columns);
	paint_size(&t->paint, rows, columns);
	term_cursor(t, t->y, t->x);
	prepare_leave(t);
	return true;
}

int
term_rows(const struct term *t)
{
	return t->page.rows;
}

int
term_columns(const struct term *t)
{
	return t->page.columns;
}

/* ---- opening and closing ---- */

struct term *
term_open(int in, int out, const char *type, struct error *e)
{
	struct term *t = xcalloc(1, sizeof *t);

	*t = (struct term){ .bytes = BUF_INIT, .copy = BUF_INIT };
	if (tcgetattr(in, &t->was) < 0) {
		error_add(e, NOWHERE, _("standard input is not a terminal"));
		free(t);
		return NULL;
	}
	if (!caps_load(&t->caps, type ? type : getenv("TERM"), out, e)) {
		free(t);
		return NULL;
	}
	open_both(t, in, out);
	t->raw = t->was;
	cfmakeraw(&t->raw);
	t->raw.c_cc[VMIN] = 1;
	t->raw.c_cc[VTIME] = 0;
	paint_init(&t->paint, &t->caps, theme_wants_colour());
	page_init(&t->page, &t->paint.look);
	term_resize(t);
	if (term_foreground(t))
		take(t);
	return t;
}

const char *
term_taken_for(const struct term *t)
{
	return t->caps.unknown ? t->caps.type : NULL;
}

void
term_close(struct term *t)
{
	if (!t)
		return;
	give_back(t);
	close_both(t);
	page_release(&t->page);
	paint_release(&t->paint);
	caps_release(&t->caps);
	buf_release(&t->bytes);
	buf_release(&t->copy);
	free(t);
}

void
term_teach(const struct term *t, struct keys *k)
{
	const char *name;
	size_t i;

	for (i = 0; (name = keys_capability(i)); i++)
		keys_learn(k, t->caps.type, name, caps_key(&t->caps, name));
}

/* ---- drawing ---- */

void
term_erase(struct term *t)
{
	page_erase(&t->page);
}

void
term_fill(struct term *t, int y, int x, int columns, enum role role)
{
	page_fill(&t->page, y, x, columns, role);
}

int
term_text(struct term *t, int y, int x, int most, const char *text,
	  size_t len, enum role role)
{
	return page_text(&t->page, y, x, most, text, len, role);
}

static int
within(int n, int size)
{
	return n < 0 ? 0 : n < size ? n : size - 1;
}

void
term_cursor(struct term *t, int y, int x)
{
	t->y = within(y, t->page.rows);
	t->x = within(x, t->page.columns);
}

bool
term_flush(struct term *t)
{
	if (t->gone)
		return false;
	if (!t->taken)
		return true;
	push(t);
	/* the painter counts on all bytes made so far: no more until then */
	if (!term_pending(t) && !t->gone) {
		buf_addn(&t->bytes, t->copy.text, t->copy.len);
		buf_clear(&t->copy);
		paint_page(&t->paint, &t->page, t->y, t->x, &t->bytes);
		push(t);
	}
	return !t->gone;
}

/* Adds N bytes in base 64, as RFC 4648 has it. */
static void
add_base64(struct buf *out, const char *bytes, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t i, k;

	for (i = 0; i < n; i += 3) {
		uint32_t word = 0;

		for (k = 0; k < 3; k++)
			word = word << 8 |
			       (i + k < n ? (unsigned char)bytes[i + k] : 0);
		for (k = 0; k < 4; k++)
			buf_addc(out, i + k > n ? '='
				 : digits[word >> (18 - 6 * k) & 63]);
	}
}

bool
term_copy(struct term *t, const char *text, size_t n)
{
	struct buf coded = BUF_INIT;

	buf_clear(&t->copy);
	if (n > TERM_COPY)
		return false;
	add_base64(&coded, text, n);
	caps_copy(&t->caps, coded.text, &t->copy);
	buf_release(&coded);
	return t->copy.len > 0;
}

void
term_forget(struct term *t)
{
	paint_forget(&t->paint);
}
