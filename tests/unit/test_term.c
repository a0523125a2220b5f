/*
 * test_term.c - the terminal: taken, drawn on, given back
 *
 * The terminal is a pty in this process; what is written to it is drained
 * from its other end into libvterm, or into a small model of a terminal that
 * can be as odd as we like.
 */
#include "terminal/term.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

#include "base/mem.h"
#include "base/text.h"
#include "terminal/caps.h"
#include "terminal/key.h"
#include "support.h"

static const char *const types[] = {
	"xterm-256color", "linux", "vt100", "screen", "tmux-256color",
	"putty", "xterm", "ansi",
};

/* ck_assert() keeps a note of each call, too slow where there are many. */
static void
must(bool ok, const char *what)
{
	if (!ok)
		ck_abort_msg("%s", what);
}

/* ---- a model of a terminal ---- */

struct spot {
	char text[32];
	char style[16];
};

struct model {
	int rows, columns, y, x;
	int ambiguous;		/* columns of such characters */
	bool wraps_at_once;	/* not only before the next character */
	bool pending;		/* to wrap */
	int scrolled;
	char style[16];
	struct spot *spot;
};

static struct model
model_make(int rows, int columns, int ambiguous)
{
	return (struct model){
		.rows = rows,
		.columns = columns,
		.ambiguous = ambiguous,
		.spot = xcalloc((size_t)rows * (size_t)columns,
				sizeof(struct spot)),
	};
}

static struct spot *
model_spot(const struct model *m, int y, int x)
{
	must(y >= 0 && y < m->rows && x >= 0 && x < m->columns,
	     "off the screen");
	return &m->spot[y * m->columns + x];
}

static void
model_wrap(struct model *m)
{
	m->pending = false;
	m->x = 0;
	if (m->y + 1 < m->rows)
		m->y++;
	else
		m->scrolled++;
}

static void
model_draw(struct model *m, const char *text, size_t len)
{
	int width = text_width(text, len, m->ambiguous == 2
			       ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW);
	struct spot *s;

	if (width == 0) {	/* combines with what is to the left */
		if (m->x > 0) {
			s = model_spot(m, m->y, m->x - 1);
			must(strlen(s->text) + len < sizeof s->text,
			     "too much in a cell");
			strncat(s->text, text, len);
		}
		return;
	}
	if (m->pending || m->x + width > m->columns)
		model_wrap(m);
	s = model_spot(m, m->y, m->x);
	snprintf(s->text, sizeof s->text, "%.*s", (int)len, text);
	strcpy(s->style, m->style);
	if (width == 2) {
		s = model_spot(m, m->y, m->x + 1);
		*s->text = '\0';
		strcpy(s->style, m->style);
	}
	m->x += width;
	if (m->x >= m->columns) {
		m->x = m->columns - 1;
		m->pending = true;
		if (m->wraps_at_once)
			model_wrap(m);
	}
}

static void
model_erase(struct model *m, int y, int from)
{
	for (; from < m->columns; from++)
		*model_spot(m, y, from) = (struct spot){ .text = " " };
}

/* ends[] of attributes as SGR numbers them, in the order they are kept */
static void
model_style(struct model *m, const int *number, int n)
{
	int i, j;

	for (i = 0; i < (n ? n : 1); i++) {
		int a = n ? number[i] : 0;
		static const struct {
			int first, last, at;
			bool on;
		} rules[] = {
			{ 1, 1, 0, true }, { 2, 2, 1, true },
			{ 4, 4, 2, true }, { 7, 7, 3, true },
			{ 22, 22, 0, false }, { 22, 22, 1, false },
			{ 24, 24, 2, false }, { 27, 27, 3, false },
			{ 30, 37, 4, true }, { 39, 39, 4, false },
			{ 40, 47, 5, true }, { 49, 49, 5, false },
		};

		if (a == 0)
			strcpy(m->style, "------");
		for (j = 0; j < (int)ARRAY_LEN(rules); j++)
			if (a >= rules[j].first && a <= rules[j].last)
				m->style[rules[j].at] = (char)(rules[j].on
					? '0' + a % 10 : '-');
	}
}

static void
model_csi(struct model *m, const int *number, int n, char final)
{
	int one = n && number[0] ? number[0] : 1;
	int two = n > 1 && number[1] ? number[1] : 1, y;

	m->pending = m->pending && final == 'm';
	switch (final) {
	case 'A': m->y -= one; break;
	case 'B': m->y += one; break;
	case 'C': m->x += one; break;
	case 'D': m->x -= one; break;
	case 'G': m->x = one - 1; break;
	case 'd': m->y = one - 1; break;
	case 'H': m->y = one - 1; m->x = two - 1; break;
	case 'K': model_erase(m, m->y, m->x); break;
	case 'J':
		for (y = 0; y < m->rows; y++)
			model_erase(m, y, 0);
		break;
	case 'm': model_style(m, number, n); break;
	default: ck_abort_msg("CSI %c", final);
	}
	model_spot(m, m->y, m->x);
}

static size_t
model_escape(struct model *m, const char *s, size_t len)
{
	int number[8] = { 0 }, n = 0;
	bool private = len > 2 && s[2] == '?', digit = false;
	size_t i = private ? 3 : 2;

	must(len > 1, "ESC alone");
	if (s[1] != '[')
		return 2;
	for (; i < len && (s[i] == ';' || (s[i] >= '0' && s[i] <= '9'));
	     i++) {
		must(n < 7, "too many parameters");
		if (s[i] == ';')
			n++;
		else
			number[n] = number[n] * 10 + s[i] - '0';
		digit = true;
	}
	must(i < len, "half a sequence");
	if (!private)
		model_csi(m, number, digit ? n + 1 : 0, s[i]);
	return i + 1;
}

static void
model_write(struct model *m, const char *s, size_t len)
{
	size_t i, step;

	for (i = 0; i < len; i += step) {
		step = 1;
		if (strchr("\r\b\n", s[i]))
			m->pending = false;
		if (s[i] == '\r') {
			m->x = 0;
		} else if (s[i] == '\b') {
			m->x--;
		} else if (s[i] == '\n') {
			must(++m->y < m->rows, "scrolls");
		} else if (s[i] == '\033') {
			step = model_escape(m, s + i, len - i);
		} else if (s[i] != '\017') {
			must((unsigned char)s[i] >= ' ', "a control");
			text_char(s, len, i, &step);
			model_draw(m, s + i, step);
		}
	}
}

/* ---- a pty and what is behind it ---- */

struct rig {
	int master, slave, wire[2];	/* wire: -1, or a packet a write */
	struct termios before;
	struct term *t;
	VTerm *vt;
	struct model *model;		/* may be NULL */
	struct buf last;		/* what came last */
	int writes;
};

static void
rig_pty(struct rig *r, int rows, int columns)
{
	struct winsize w = {
		.ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)columns,
	};

	*r = (struct rig){ .wire = { -1, -1 }, .last = BUF_INIT };
	ck_assert_int_eq(openpty(&r->master, &r->slave, NULL, NULL, &w), 0);
	fcntl(r->master, F_SETFL, O_NONBLOCK);
	tcgetattr(r->slave, &r->before);
	r->vt = vterm_new(rows, columns);
	vterm_set_utf8(r->vt, 1);
	vterm_screen_reset(vterm_obtain_screen(r->vt), 1);
}

/* Takes what has come; the number of bytes. */
static size_t
drain(struct rig *r)
{
	int fd = r->wire[0] >= 0 ? r->wire[0] : r->master;
	static char bytes[1 << 18];
	ssize_t n;

	buf_clear(&r->last);
	r->writes = 0;
	while ((n = read(fd, bytes, sizeof bytes)) > 0) {
		buf_addn(&r->last, bytes, (size_t)n);
		r->writes++;
	}
	vterm_input_write(r->vt, r->last.text, r->last.len);
	vterm_screen_flush_damage(vterm_obtain_screen(r->vt));
	if (r->model)
		model_write(r->model, r->last.text, r->last.len);
	return r->last.len;
}

/* WIRE: the kind of socket that is written to instead of the pty, or 0. */
static void
rig_open_on(struct rig *r, const char *type, int rows, int columns, int wire)
{
	struct error e = ERROR_INIT;

	rig_pty(r, rows, columns);
	if (wire) {
		ck_assert_int_eq(socketpair(AF_UNIX, wire, 0, r->wire), 0);
		fcntl(r->wire[0], F_SETFL, O_NONBLOCK);
	}
	r->t = term_open(r->slave, wire ? r->wire[1] : r->slave, type, &e);
	ck_assert_msg(r->t, "%s", error_first(&e));
	drain(r);
}

static void
rig_open(struct rig *r, const char *type, int rows, int columns,
	 bool packets)
{
	rig_open_on(r, type, rows, columns, packets ? SOCK_SEQPACKET : 0);
}

static void
rig_close(struct rig *r)
{
	int i;

	term_close(r->t);
	close(r->master);
	close(r->slave);
	for (i = 0; i < 2; i++)
		if (r->wire[i] >= 0)
			close(r->wire[i]);
	vterm_free(r->vt);
	buf_release(&r->last);
}

static size_t
flush(struct rig *r)
{
	must(term_flush(r->t), "the terminal is gone");
	return drain(r);
}

static void
text(struct rig *r, int y, int x, const char *s, enum role role)
{
	term_text(r->t, y, x, 9999, s, strlen(s), role);
}

/* ---- what is to be seen ---- */

static void
add_char(struct buf *out, uint32_t c)
{
	if (c < 0x80) {
		buf_addc(out, (char)c);
		return;
	}
	if (c >= 0x10000)
		buf_addc(out, (char)(0xf0 | c >> 18));
	if (c >= 0x800)
		buf_addc(out, (char)(c >= 0x10000 ? 0x80 | (c >> 12 & 0x3f)
						  : 0xe0 | c >> 12));
	buf_addc(out, (char)(c >= 0x800 ? 0x80 | (c >> 6 & 0x3f)
					: 0xc0 | c >> 6));
	buf_addc(out, (char)(0x80 | (c & 0x3f)));
}

static int
colour(const VTermColor *c, int none)
{
	if (c->type & none || !VTERM_COLOR_IS_INDEXED(c))
		return '-';
	return '0' + c->indexed.idx;
}

/* Row Y: its text without blanks at the end, and, with STYLES, how each cell
 * looks. */
static char *
seen(struct rig *r, int y, bool styles)
{
	VTermScreen *screen = vterm_obtain_screen(r->vt);
	struct buf out = BUF_INIT;
	VTermPos p = { .row = y };
	VTermScreenCell c;

	for (; p.col < term_columns(r->t); p.col += c.width) {
		int i;

		vterm_screen_get_cell(screen, p, &c);
		if (!c.chars[0])
			buf_addc(&out, ' ');
		for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && c.chars[i]; i++)
			add_char(&out, c.chars[i]);
		if (!styles)
			continue;
		/* of a blank, only what shows */
		i = !c.chars[0] || c.chars[0] == ' ';
		buf_addf(&out, "[%d%d%d%c%c]", !i && c.attrs.bold,
			 c.attrs.underline, c.attrs.reverse,
			 i && !c.attrs.reverse ? '-'
				: colour(&c.fg, VTERM_COLOR_DEFAULT_FG),
			 colour(&c.bg, VTERM_COLOR_DEFAULT_BG));
	}
	while (!styles && out.len && out.text[out.len - 1] == ' ')
		buf_splice(&out, out.len - 1, 1, "", 0);
	return buf_detach(&out);
}

static void
assert_row(struct rig *r, int y, const char *wanted)
{
	char *row = seen(r, y, false);

	ck_assert_str_eq(row, wanted);
	free(row);
}

static void
assert_cursor(struct rig *r, int y, int x)
{
	VTermPos p;

	vterm_state_get_cursorpos(vterm_obtain_state(r->vt), &p);
	ck_assert_int_eq(p.row, y);
	ck_assert_int_eq(p.col, x);
}

/* A spot as it looks: of a blank, only what shows. */
static void
add_spot(struct buf *out, const struct spot *s)
{
	const char *style = *s->style ? s->style : "------";
	bool blank = !strcmp(s->text, " ");

	buf_addf(out, "%s{%.2s%.2s%c%c}", s->text, blank ? "--" : style,
		 style + 2, blank && style[3] == '-' ? '-' : style[4],
		 style[5]);
}

static char *
seen_all(struct rig *r)
{
	struct buf out = BUF_INIT;
	int y, x;

	for (y = 0; y < term_rows(r->t); y++) {
		char *row = seen(r, y, true);

		buf_add(&out, row);
		buf_addc(&out, '\n');
		free(row);
	}
	for (y = 0; r->model && y < r->model->rows; y++)
		for (x = 0; x < r->model->columns; x++)
			add_spot(&out, model_spot(r->model, y, x));
	return buf_detach(&out);
}

/* What is on the screen is what painting it anew gives. */
static void
assert_true(struct rig *r)
{
	char *before = seen_all(r), *after;
	VTermPos old, new;
	size_t i;

	vterm_state_get_cursorpos(vterm_obtain_state(r->vt), &old);
	term_forget(r->t);
	flush(r);
	after = seen_all(r);
	for (i = 0; before[i] && before[i] == after[i]; i++)
		continue;
	if (before[i] != after[i])
		ck_abort_msg("at %zu: %.200s, not %.200s", i,
			     before + (i < 50 ? 0 : i - 50),
			     after + (i < 50 ? 0 : i - 50));
	vterm_state_get_cursorpos(vterm_obtain_state(r->vt), &new);
	must(old.row == new.row && old.col == new.col, "the cursor moved");
	free(before);
	free(after);
}

/* ---- tests ---- */

START_TEST(draws)
{
	struct rig r;

	rig_open(&r, types[_i], 24, 80, false);
	ck_assert_int_eq(term_rows(r.t), 24);
	ck_assert_int_eq(term_columns(r.t), 80);
	text(&r, 0, 0, "政府信息公开 report", ROLE_TITLE);
	text(&r, 3, 10, "12", ROLE_CURSOR);
	text(&r, 22, 70, "0123456789", ROLE_ERROR);
	text(&r, 23, 78, "xy", ROLE_PLAIN);
	term_cursor(r.t, 3, 12);
	flush(&r);
	assert_row(&r, 0, "政府信息公开 report");
	assert_row(&r, 3, "          12");
	assert_cursor(&r, 3, 12);
	/* the last cell must not make an old terminal scroll */
	assert_row(&r, 23, strcmp(types[_i], "ansi") ?
		   "                                        "
		   "                                      xy" :
		   "                                        "
		   "                                      x");
	ck_assert_uint_eq(flush(&r), 0);
	text(&r, 0, 2, "a", ROLE_TITLE);
	term_fill(r.t, 3, 0, 80, ROLE_PLAIN);
	text(&r, 22, 70, "0123", ROLE_ERROR);
	flush(&r);
	assert_row(&r, 0, "政a 信息公开 report");
	assert_row(&r, 3, "");
	assert_true(&r);
	term_erase(r.t);
	flush(&r);
	assert_row(&r, 0, "");
	assert_true(&r);
	rig_close(&r);
}
END_TEST

static const char *const samples[] = {
	"123", "0", "a longer text, in English", "行政复议", "总计 total 合计",
	"“引号”", "±×÷", "e\xcc\x81t\xc3\xa9", "   ", "x   y   z",
	"\xf0\x9f\x98\x80!", "✓ ok", "…", "¥12.50", "𠀀字", "①②",
	"\xf0\x9d\x90\x80\xf0\x9d\x90\x80z",
	"\xe2\x9d\xa4\xef\xb8\x8fx", "........", "----------------",
	"\033[31mred", "\xff\xfe", "tab\there", "\xe2\x80\xae" "bidi",
	"\xcc\x81" "alone", "ｗｉｄｅ", "ｱｲｳ",
};

/* Some drawing, anywhere and off the screen as well. */
static void
scribble(struct rig *r, uint64_t *seed)
{
	int rows = term_rows(r->t), columns = term_columns(r->t);
	int y = (int)support_random(seed, (unsigned)rows + 2) - 1;
	int x = (int)support_random(seed, (unsigned)columns + 8) - 4;
	int most = (int)support_random(seed, (unsigned)columns);
	const char *s = samples[support_random(seed, ARRAY_LEN(samples))];
	enum role role = (enum role)support_random(seed, ROLE_COUNT);

	switch (support_random(seed, 12)) {
	case 0:
		term_fill(r->t, y, x, most, role);
		break;
	case 1:
		term_fill(r->t, y, x, columns, ROLE_PLAIN);
		break;
	case 2:
		if (!support_random(seed, 20))
			term_erase(r->t);
		break;
	case 3:
		term_cursor(r->t, y, x);
		break;
	default:
		term_text(r->t, y, x, most, s, strlen(s), role);
	}
}

static const struct {
	int rows, columns;
} sizes[] = { { 24, 80 }, { 1, 1 }, { 2, 2 }, { 3, 7 }, { 5, 200 } };

START_TEST(any_drawing)
{
	const char *type = types[(size_t)_i % ARRAY_LEN(types)];
	size_t size = (size_t)_i / ARRAY_LEN(types);
	int rows = sizes[size].rows, columns = sizes[size].columns, i;
	uint64_t seed = (uint64_t)_i;
	struct model m[2] = {
		model_make(rows, columns, 1), model_make(rows, columns, 2),
	};
	struct rig r;

	rig_open(&r, type, rows, columns, true);
	r.model = &m[_i % 2];
	r.model->wraps_at_once = !strcmp(type, "ansi");
	for (i = 0; i < 400; i++) {
		int n = (int)support_random(&seed, 12);

		while (n-- > 0)
			scribble(&r, &seed);
		flush(&r);
		must(r.writes <= 1, "more than one write");
		must(flush(&r) == 0, "something for nothing");
		if (!support_random(&seed, 4))
			assert_true(&r);
	}
	ck_assert_int_eq(r.model->scrolled, 0);
	rig_close(&r);
	free(m[0].spot);
	free(m[1].spot);
}
END_TEST

/* Whatever comes before it in the line, a column stands where it should, on
 * both kinds of terminals. */
START_TEST(ambiguous)
{
	static const char *const before[] = {
		"“一”", "±5", "……", "①②③", "×", "é·é", "α“β”",
	};
	struct model m = model_make((int)ARRAY_LEN(before), 40, _i);
	struct rig r;
	int y, round;

	rig_open(&r, "xterm", (int)ARRAY_LEN(before), 40, true);
	r.model = &m;
	for (round = 0; round < 3; round++) {
		for (y = 0; y < (int)ARRAY_LEN(before); y++) {
			text(&r, y, 1, before[(y + round) % 7],
			     round ? ROLE_CURSOR : ROLE_PLAIN);
			text(&r, y, 20, "|", ROLE_PLAIN);
		}
		flush(&r);
		for (y = 0; y < (int)ARRAY_LEN(before); y++)
			ck_assert_str_eq(model_spot(&m, y, 20)->text, "|");
	}
	ck_assert_int_eq(term_text(r.t, 0, 0, 99, "“”", 6, ROLE_PLAIN), 4);
	flush(&r);
	ck_assert_str_eq(model_spot(&m, 0, 0)->text, "“");
	ck_assert_str_eq(model_spot(&m, 0, 2)->text, "”");
	ck_assert_str_eq(model_spot(&m, 0, 1)->text, _i == 2 ? "" : " ");
	rig_close(&r);
	free(m.spot);
}
END_TEST

static const struct {
	int x, most;
	const char *text;
	int used;
	const char *row;	/* ten columns, over full stops */
} clips[] = {
	{ 0, 99, "abc", 3, "abc......." },
	{ 8, 99, "abc", 2, "........ab" },
	{ 0, 2, "abc", 2, "ab........" },
	{ -2, 99, "abcd", 4, "cd........" },
	{ -2, 3, "abcd", 3, "c........." },
	{ 0, 0, "abc", 0, ".........." },
	{ 0, -5, "abc", 0, ".........." },
	{ 10, 99, "abc", 0, ".........." },
	{ 99, 99, "abc", 0, ".........." },
	{ 0, 99, "一二", 4, "一二......" },
	{ 0, 3, "一二", 3, "一 ......." },
	{ 9, 99, "一", 1, "........." },
	{ 8, 99, "一", 2, "........一" },
	{ -1, 99, "一二", 4, " 二......." },
	{ -3, 99, "一二三", 6, " 三......." },
	{ 0, 99, "a\tb", 6, "a\\x09b...." },
	{ 0, 99, "\033", 4, "\\x1b......" },
	{ 0, 99, "\xff", 4, "\\xff......" },
	{ 0, 4, "\033[31m", 4, "\\x1b......" },
	{ 0, 99, "e\xcc\x81!", 2, "e\xcc\x81!........" },
	{ 0, 99, "\xcc\x81!", 2, "?!........" },
	{ 9, 99, "e\xcc\x81", 1, ".........e" },
	{ 9, 99, "✓", 1, "........." },
	{ 9, 99, "\xf0\x9d\x90\x80", 1, ".........?" },
	{ -2147483647, 2147483647, "abc", 3, ".........." },
	{ 2147483647, 2147483647, "abc", 0, ".........." },
};

START_TEST(clip)
{
	const char *s = clips[_i].text;
	struct rig r;

	rig_open(&r, "xterm", 2, 10, false);
	text(&r, 0, 0, "..........", ROLE_PLAIN);
	ck_assert_int_eq(term_text(r.t, 0, clips[_i].x, clips[_i].most, s,
				   strlen(s), ROLE_PLAIN), clips[_i].used);
	ck_assert_int_eq(term_text(r.t, -1, 0, 9, s, strlen(s), ROLE_PLAIN),
			 0);
	ck_assert_int_eq(term_text(r.t, 2, 0, 9, s, strlen(s), ROLE_PLAIN),
			 0);
	flush(&r);
	assert_row(&r, 0, clips[_i].row);
	assert_row(&r, 1, "");
	rig_close(&r);
}
END_TEST

START_TEST(halves)
{
	struct rig r;

	rig_open(&r, "xterm", 2, 10, false);
	text(&r, 0, 0, "一二三四五", ROLE_PLAIN);
	flush(&r);
	text(&r, 0, 1, "x", ROLE_PLAIN);
	text(&r, 0, 4, "y", ROLE_PLAIN);
	term_fill(r.t, 0, 7, 2, ROLE_PLAIN);
	flush(&r);
	assert_row(&r, 0, " x二y");
	text(&r, 0, 3, "六", ROLE_PLAIN);
	flush(&r);
	assert_row(&r, 0, " x 六");
	assert_true(&r);
	term_fill(r.t, 0, -2147483647, 2147483647, ROLE_TITLE);
	term_fill(r.t, 0, 2147483647, 2147483647, ROLE_TITLE);
	term_fill(r.t, 0, 5, -3, ROLE_TITLE);
	ck_assert_uint_eq(flush(&r), 0);
	rig_close(&r);
}
END_TEST

/* No control characters, no ESC but ours. */
static bool
is_safe(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == 033 ? s[i + 1] != '['
		    : c < ' ' ? !strchr("\r\n\b", c) : c == 0x7f)
			return false;
		if (c == 0xc2 && (unsigned char)s[i + 1] < 0xa0)
			return false;
	}
	return text_valid(s, len, NULL);
}

START_TEST(safe)
{
	struct rig r;
	uint64_t seed = 5;
	int i;

	rig_open(&r, "xterm", 5, 60, true);
	for (i = 0; i < 2000; i++) {
		char bytes[24];
		size_t n = support_random(&seed, sizeof bytes), j;

		for (j = 0; j < n; j++)
			bytes[j] = (char)support_random(&seed, 256);
		term_text(r.t, i % 5, 0, 60, bytes, n, ROLE_PLAIN);
		flush(&r);
		must(is_safe(r.last.text, r.last.len), "not safe");
	}
	rig_close(&r);
}
END_TEST

START_TEST(resize)
{
	struct winsize w = { .ws_row = 5, .ws_col = 30 };
	struct rig r;

	rig_open(&r, "xterm", 24, 80, false);
	text(&r, 20, 60, "x", ROLE_PLAIN);
	term_cursor(r.t, 20, 60);
	flush(&r);
	ck_assert(!term_resize(r.t));
	ioctl(r.master, TIOCSWINSZ, &w);
	ck_assert(term_resize(r.t));
	ck_assert(!term_resize(r.t));
	ck_assert_int_eq(term_rows(r.t), 5);
	ck_assert_int_eq(term_columns(r.t), 30);
	vterm_set_size(r.vt, 5, 30);
	text(&r, 20, 60, "x", ROLE_PLAIN);
	text(&r, 4, 28, "ab", ROLE_PLAIN);
	flush(&r);
	assert_row(&r, 4, "                            ab");
	assert_cursor(&r, 4, 29);
	w = (struct winsize){ .ws_row = 0 };
	ioctl(r.master, TIOCSWINSZ, &w);
	ck_assert(term_resize(r.t));
	ck_assert_int_eq(term_rows(r.t), 24);
	ck_assert_int_eq(term_columns(r.t), 80);
	w = (struct winsize){ .ws_row = 65535, .ws_col = 65535 };
	ioctl(r.master, TIOCSWINSZ, &w);
	ck_assert(term_resize(r.t));
	ck_assert_int_eq(term_rows(r.t), TERM_ROWS);
	ck_assert_int_eq(term_columns(r.t), TERM_COLUMNS);
	rig_close(&r);
}
END_TEST

static bool
same_modes(struct rig *r)
{
	struct termios now;

	tcgetattr(r->slave, &now);
	return now.c_iflag == r->before.c_iflag &&
	       now.c_oflag == r->before.c_oflag &&
	       now.c_lflag == r->before.c_lflag &&
	       now.c_cflag == r->before.c_cflag;
}

static const struct {
	const char *type, *enter, *leave;
} manners[] = {
	{ "xterm-256color",
	  "\033[?1049h\033[22;0;0t\033[?1h\033=\033>\033[?2004h",
	  "\033(B\033[m\033[24;1H\033[?2004l\033[?1l\033>"
	  "\033[?1049l\033[23;0;0t" },
	{ "linux", "\033>\033[?2004h",
	  "\033[m\017\033[24;1H\033[?2004l\r\n" },
	{ "vt100", "\033[?1h\033=\033>",
	  "\033[m\017\033[24;1H\033[?1l\033>\r\n" },
	{ "putty", "\033[?1049h\033[?1h\033=\033>\033[?2004h",
	  "\033[m\017\033[24;1H\033[?2004l\033[?1l\033>\033[?1049l" },
};

START_TEST(taken_and_given_back)
{
	struct termios raw;
	struct rig r;

	rig_open(&r, manners[_i].type, 24, 80, false);
	ck_assert_str_eq(r.last.text, manners[_i].enter);
	tcgetattr(r.slave, &raw);
	ck_assert_int_eq(raw.c_lflag & (ISIG | ICANON | ECHO | IEXTEN), 0);
	ck_assert_int_eq(raw.c_iflag & (IXON | ICRNL), 0);
	text(&r, 0, 0, "x", ROLE_PLAIN);
	flush(&r);
	term_suspend(r.t);
	drain(&r);
	ck_assert(same_modes(&r));
	ck_assert(r.last.len >= strlen(manners[_i].leave));
	ck_assert_str_eq(r.last.text, manners[_i].leave);
	text(&r, 0, 1, "y", ROLE_PLAIN);
	ck_assert_uint_eq(flush(&r), 0);
	term_resume(r.t);
	drain(&r);
	ck_assert_str_eq(r.last.text, manners[_i].enter);
	flush(&r);
	assert_row(&r, 0, "xy");
	term_put_back(r.t);
	drain(&r);
	ck_assert(same_modes(&r));
	ck_assert_str_eq(r.last.text, manners[_i].leave);
	term_put_back(r.t);
	ck_assert_uint_eq(drain(&r), 0);
	term_resume(r.t);
	drain(&r);
	term_close(r.t);
	r.t = NULL;
	drain(&r);
	ck_assert(same_modes(&r));
	ck_assert_str_eq(r.last.text, manners[_i].leave);
	rig_close(&r);
}
END_TEST

static const char *const bad_types[] = {
	"dumb", "", "../../etc/passwd", "\033[31m",
};

START_TEST(bad_type)
{
	struct error e = ERROR_INIT;
	struct rig r;

	rig_pty(&r, 24, 80);
	ck_assert(!term_open(r.slave, r.slave, bad_types[_i], &e));
	ck_assert_uint_eq(e.count, 1);
	ck_assert(strstr(error_first(&e), "set TERM"));
	ck_assert(same_modes(&r));
	ck_assert_uint_eq(drain(&r), 0);
	error_release(&e);
	rig_close(&r);
}
END_TEST

/* A type that the database lacks is run as xterm-256color, and told. */
START_TEST(unknown_type)
{
	static const char *const names[] = {
		"no-such-terminal", "xterm-nobody", "a.b+c_d-1",
	};
	struct rig known, r;

	rig_open(&known, "xterm-256color", 24, 80, false);
	ck_assert_ptr_null(term_taken_for(known.t));
	rig_close(&known);
	rig_open(&r, names[_i], 24, 80, false);
	ck_assert_str_eq(term_taken_for(r.t), "xterm-256color");
	rig_close(&r);
}
END_TEST

/* Colours of 256 that are spelt in one way only are colours. */
START_TEST(colours_spelt_long)
{
	struct error e = ERROR_INIT;
	struct caps c;

	if (!caps_load(&c, "rxvt-unicode-256color", 1, &e)) {
		ck_abort_msg("%s", error_first(&e));
	} else if (c.unknown) {
		support_left_out("rxvt-unicode-256color, not in terminfo here");
	} else {
		ck_assert(c.sgr);
		ck_assert(c.sgr_off);
	}
	caps_release(&c);
}
END_TEST

START_TEST(type_of_environment)
{
	struct error e = ERROR_INIT;
	struct rig r;

	rig_pty(&r, 24, 80);
	unsetenv("TERM");
	ck_assert(!term_open(r.slave, r.slave, NULL, &e));
	error_release(&e);
	setenv("TERM", "vt100", 1);
	r.t = term_open(r.slave, r.slave, NULL, &e);
	ck_assert(r.t);
	drain(&r);
	rig_close(&r);
}
END_TEST

START_TEST(no_terminal)
{
	struct error e = ERROR_INIT;
	int null = open("/dev/null", O_RDWR);

	ck_assert(!term_open(null, null, "xterm", &e));
	ck_assert_str_eq(error_first(&e), "standard input is not a terminal");
	error_release(&e);
	close(null);
	term_close(NULL);
}
END_TEST

START_TEST(terminal_gone)
{
	struct rig r;

	rig_open(&r, "xterm", 24, 80, false);
	close(r.master);
	r.master = -1;
	text(&r, 0, 0, "x", ROLE_PLAIN);
	ck_assert(!term_flush(r.t));
	ck_assert(!term_flush(r.t));
	rig_close(&r);
}
END_TEST

/* A terminal that takes little at a time gets all of it in the end. */
START_TEST(slow_terminal)
{
	struct rig r;
	int y, x;

	rig_open(&r, "xterm", 200, 300, false);
	for (y = 0; y < 200; y++)
		for (x = 0; x < 300; x += 2)
			text(&r, y, x, "字", x % 4 ? ROLE_TITLE : ROLE_ERROR);
	flush(&r);
	ck_assert(term_pending(r.t));
	while (term_pending(r.t))
		flush(&r);
	for (y = 0; y < 200; y++) {
		char *row = seen(&r, y, false);

		ck_assert_uint_eq(strlen(row), 450);
		free(row);
	}
	rig_close(&r);
}
END_TEST

/* ---- a terminal that does not read ---- */

#define FRAMES 1500

/* Draws much more than there is room for, now everything and now little, and
 * reads nothing; the bytes of a whole frame, about. */
static size_t
stall(struct rig *r)
{
	char s[200];
	size_t frame = 0;
	int i, y;

	for (i = 0; i < FRAMES; i++) {
		for (y = 0; y < 24; y++) {
			snprintf(s, sizeof s, "%d 字 row %d, a long text that "
				 "fills a line of the screen", i, y);
			frame += i ? 0 : strlen(s);
			if (y % 5 > i % 5)
				continue;
			term_fill(r->t, y, 0, 80, ROLE_PLAIN);
			text(r, y, 1 + i % 7, s, y % 2 ? ROLE_TITLE
			     : ROLE_PLAIN);
		}
		term_cursor(r->t, i % 24, i % 80);
		if (i % 3 == 0)
			term_forget(r->t);
		must(term_flush(r->t), "the terminal is gone");
	}
	ck_assert(term_pending(r->t));
	return frame;
}

static bool
has_room(const struct rig *r)
{
	struct pollfd p = { .fd = term_output(r->t), .events = POLLOUT };

	return poll(&p, 1, 0) == 1 && p.revents == POLLOUT;
}

/* Nobody waits, nothing piles up, and what is shown in the end is right.  A
 * socket is not opened again, it stands for a description that is shared. */
START_TEST(stalled)
{
	static const int wires[] = { 0, SOCK_STREAM, SOCK_SEQPACKET };
	size_t frame, n = 0;
	struct rig r;
	int out, flags;

	rig_open_on(&r, "xterm", 24, 80, wires[_i]);
	out = wires[_i] ? r.wire[1] : r.slave;
	flags = fcntl(out, F_GETFL);
	ck_assert_int_eq(flags & O_NONBLOCK, 0);
	ck_assert_int_eq(term_output(r.t) == out, wires[_i] != 0);
	frame = stall(&r);
	ck_assert_int_eq(fcntl(out, F_GETFL), flags);
	ck_assert(!has_room(&r));
	n += drain(&r);
	ck_assert(has_room(&r));
	while (term_pending(r.t))
		n += flush(&r);
	ck_assert_uint_lt(n, FRAMES / 5 * frame);
	ck_assert_uint_eq(flush(&r), 0);
	assert_row(&r, 23, "  1499 字 row 23, a long text that fills a line "
		   "of the screen");
	assert_true(&r);
	rig_close(&r);
}
END_TEST

/* Giving it back neither hangs nor leaves it raw, and the terminal finds the
 * farewell should it ever read again. */
START_TEST(stalled_given_back)
{
	static void (*const ways[])(struct term *) = {
		term_put_back, term_suspend, term_close,
	};
	const char *leave = manners[0].leave;
	size_t n = strlen(leave);
	struct rig r;

	rig_open(&r, manners[0].type, 24, 80, false);
	stall(&r);
	/* where much does not fit, a farewell still might */
	while (write(term_output(r.t), "x", 1) == 1)
		continue;
	ways[_i](r.t);
	ck_assert(same_modes(&r));
	drain(&r);
	ck_assert_uint_gt(r.last.len, n);
	ck_assert_str_eq(r.last.text + r.last.len - n, leave);
	if (ways[_i] == term_close) {
		r.t = NULL;
	} else {
		ck_assert(!term_taken(r.t));
		term_resume(r.t);
		ck_assert(term_taken(r.t));
		drain(&r);
		ck_assert_str_eq(r.last.text, manners[0].enter);
		flush(&r);
		assert_true(&r);
	}
	rig_close(&r);
}
END_TEST

/* Taken again while a frame is pending, as after a stop: begun anew. */
START_TEST(stalled_taken_again)
{
	size_t n = 0;
	struct rig r;
	int i;

	rig_open(&r, "xterm", 24, 80, false);
	stall(&r);
	for (i = 0; i < 100000; i++)
		term_resume(r.t);
	while (term_pending(r.t))
		n += flush(&r);
	n += flush(&r);
	ck_assert_uint_lt(n, 500000);
	assert_true(&r);
	rig_close(&r);
}
END_TEST

START_TEST(no_colour)
{
	struct rig r;
	char *row;

	setenv("NO_COLOR", _i ? "1" : "", 1);
	rig_open(&r, "xterm", 2, 4, false);
	text(&r, 0, 0, "ab", ROLE_BROKEN);
	flush(&r);
	row = seen(&r, 0, true);
	ck_assert_str_eq(row, _i
		? "a[110--]b[110--] [000--] [000--]"
		: "a[1001-]b[1001-] [000--] [000--]");
	free(row);
	rig_close(&r);
	unsetenv("NO_COLOR");
}
END_TEST

START_TEST(keys_taught)
{
	struct keys k;
	struct key got;
	struct rig r;

	rig_open(&r, "linux", 24, 80, false);
	keys_init(&k);
	term_teach(r.t, &k);
	keys_feed(&k, "\033[25~\033\t", 7);
	ck_assert(keys_next(&k, &got));
	ck_assert_int_eq(got.code, KEY_F(1));
	ck_assert_int_eq(got.mods, MOD_SHIFT);
	ck_assert(keys_next(&k, &got));
	ck_assert_int_eq(got.code, KEY_BACKTAB);
	keys_release(&k);
	rig_close(&r);
}
END_TEST

/* ---- how much is sent ---- */

/* A form of figures, CELL of it active and with FIGURE in it, and all that
 * follows from it. */
static void
form(struct rig *r, int row, int column, int figure)
{
	char s[64];
	int y, x;

	text(r, 0, 0, "政府信息公开工作年度报告 2023  ", ROLE_TITLE);
	for (y = 0; y < 18; y++) {
		text(r, 2 + y, 0, "其他处理 / other", ROLE_LABEL);
		for (x = 0; x < 7; x++) {
			bool here = y == row && x == column;
			int n = here ? figure : x == 6 && y == row ? figure + 30
				: y == 17 ? 55 + (x == column ? figure : 0)
				: x == 6 && y == row - 1 ? 31 : 3;

			snprintf(s, sizeof s, "%7d", n);
			text(r, 2 + y, 22 + 8 * x, s, here ? ROLE_CURSOR
			     : x == 6 || y == 17 ? ROLE_TOTAL : ROLE_KEYED);
		}
	}
	snprintf(s, sizeof s, "第 %2d 行, row %2d: 其他处理 / other", row, row);
	text(r, 21, 0, s, ROLE_MESSAGE);
	snprintf(s, sizeof s, "%d + 3 + 3 = %2d, %2d", figure, figure + 6,
		 figure + 9);
	text(r, 22, 0, s, ROLE_DIM);
	term_cursor(r->t, 2 + row, 22 + 8 * column + 7);
}

/* A digit moves three figures and the three numbers of a rule; a step of the
 * cursor turns two cells round and changes a line of text. */
START_TEST(bytes)
{
	struct rig r;
	static const char *const rows[] = { " 4", "12", "13", "11", "10" };
	size_t full, digit = 0, step = 0, n;
	int i;

	rig_open(&r, types[_i], 24, 80, true);
	form(&r, 3, 2, 3);
	full = flush(&r);
	for (i = 0; i < 6; i++) {
		form(&r, 3, 2, 4 + i);
		n = flush(&r);
		digit = n > digit ? n : digit;
	}
	form(&r, 3, 2, 3);
	flush(&r);
	for (i = 0; i < 5; i++) {
		text(&r, 5 + i, 38, "      3", ROLE_KEYED);
		text(&r, 6 + i, 38, "      3", ROLE_CURSOR);
		text(&r, 21, 3, rows[i], ROLE_MESSAGE);
		text(&r, 21, 13, rows[i], ROLE_MESSAGE);
		term_cursor(r.t, 6 + i, 44);
		n = flush(&r);
		step = n > step ? n : step;
	}
	if (getenv("BYTES"))
		printf("%s: all %zu, a digit %zu, a step %zu\n", types[_i],
		       full, digit, step);
	ck_assert_uint_le(digit, 60);
	ck_assert_uint_le(step, 60);
	assert_true(&r);
	rig_close(&r);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("term");
	TCase *c = tcase_create("term");
	int n = (int)ARRAY_LEN(types);

	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, draws, 0, n);
	tcase_add_loop_test(c, any_drawing, 0, n * (int)ARRAY_LEN(sizes));
	tcase_add_loop_test(c, ambiguous, 1, 3);
	tcase_add_loop_test(c, clip, 0, (int)ARRAY_LEN(clips));
	tcase_add_test(c, halves);
	tcase_add_test(c, safe);
	tcase_add_test(c, resize);
	tcase_add_loop_test(c, taken_and_given_back, 0,
			    (int)ARRAY_LEN(manners));
	tcase_add_loop_test(c, bad_type, 0, (int)ARRAY_LEN(bad_types));
	tcase_add_loop_test(c, unknown_type, 0, 3);
	tcase_add_test(c, colours_spelt_long);
	tcase_add_test(c, type_of_environment);
	tcase_add_test(c, no_terminal);
	tcase_add_test(c, terminal_gone);
	tcase_add_test(c, slow_terminal);
	tcase_add_loop_test(c, stalled, 0, 3);
	tcase_add_loop_test(c, stalled_given_back, 0, 3);
	tcase_add_test(c, stalled_taken_again);
	tcase_add_loop_test(c, no_colour, 0, 2);
	tcase_add_test(c, keys_taught);
	tcase_add_loop_test(c, bytes, 0, n);
	suite_add_tcase(s, c);
	return support_run(s);
}
