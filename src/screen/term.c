/* term.c - the terminal: taken, drawn on, given back */
#include "screen/term.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "screen/caps.h"
#include "screen/key.h"
#include "screen/page.h"
#include "screen/paint.h"

#define NUMERIC_KEYPAD "\033>"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

struct term {
	int in, out;
	struct termios was, raw;
	struct caps caps;
	struct page page;
	struct paint paint;
	int y, x;		/* where the cursor shall stand */
	struct buf bytes;	/* a frame */
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

/* Waits until there is room to write; false if there will never be. */
static bool
wait_for_room(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	if (poll(&p, 1, -1) < 0)
		return errno == EINTR || errno == EAGAIN;
	return !(p.revents & (POLLERR | POLLHUP | POLLNVAL));
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		} else if (n < 0 && errno == EAGAIN) {
			if (!wait_for_room(fd))
				return false;
		} else if (n == 0 || errno != EINTR) {
			return false;
		}
	}
	return true;
}

static void
send_now(struct term *t, const struct buf *bytes)
{
	if (!t->gone && !write_all(t->out, bytes->text, bytes->len))
		t->gone = true;
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
	struct buf b = BUF_INIT;

	t->taken = 1;
	tcsetattr(t->in, TCSANOW, &t->raw);
	/* IN and OUT need not be the same terminal */
	t->paint.feeds = tcgetattr(t->out, &now) < 0 ||
			 !(now.c_oflag & OPOST);
	buf_add(&b, t->caps.enter);
	buf_add(&b, t->caps.keys_on);
	/* keys_on also makes the numeric keypad send sequences */
	if (t->caps.keypad)
		buf_add(&b, NUMERIC_KEYPAD);
	if (t->caps.paste)
		buf_add(&b, PASTE_ON);
	send_now(t, &b);
	buf_release(&b);
	paint_forget(&t->paint);
}

static void
give_back(struct term *t)
{
	const struct farewell *leave = &t->leave[t->leave_at];

	if (!t->taken)
		return;
	t->taken = 0;
	if (!t->gone)
		write_all(t->out, leave->text, leave->len);
	tcsetattr(t->in, TCSANOW, &t->was);
}

void
term_put_back(struct term *t)
{
	const struct farewell *leave = &t->leave[t->leave_at];
	int saved = errno;

	if (t->taken) {
		t->taken = 0;
		/* one try: nothing may keep a dying program */
		if (write(t->out, leave->text, leave->len) < 0)
			t->gone = true;
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

	*t = (struct term){ .in = in, .out = out, .bytes = BUF_INIT };
	if (tcgetattr(in, &t->was) < 0) {
		error_add(e, NOWHERE, _("standard input is not a terminal"));
		free(t);
		return NULL;
	}
	if (!caps_load(&t->caps, type ? type : getenv("TERM"), out, e)) {
		free(t);
		return NULL;
	}
	t->raw = t->was;
	cfmakeraw(&t->raw);
	t->raw.c_cc[VMIN] = 1;
	t->raw.c_cc[VTIME] = 0;
	paint_init(&t->paint, &t->caps, theme_wants_colour());
	page_init(&t->page, &t->paint.look);
	term_resize(t);
	take(t);
	return t;
}

void
term_close(struct term *t)
{
	if (!t)
		return;
	give_back(t);
	page_release(&t->page);
	paint_release(&t->paint);
	caps_release(&t->caps);
	buf_release(&t->bytes);
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
	buf_clear(&t->bytes);
	paint_page(&t->paint, &t->page, t->y, t->x, &t->bytes);
	if (t->bytes.len)
		send_now(t, &t->bytes);
	return !t->gone;
}

void
term_forget(struct term *t)
{
	paint_forget(&t->paint);
}
