/* rig.c - the whole screen of the program, in this process, on a terminal */
#include "rig.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <pty.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"
#include "base/mem.h"
#include "form/layout.h"
#include "screen/catalogue-screen.h"
#include "screen/grid.h"
#include "screen/opening.h"
#include "screen/place.h"
#include "screen/prompt.h"
#include "screen/turn.h"
#include "terminal/caps.h"

/* ---- files ---- */

void
rig_environment(void)
{
	const char *given = getenv("top_srcdir");
	char *top = realpath(given ? given : ".", NULL);
	struct buf forms = BUF_INIT;

	if (!top) {
		perror(given);
		exit(EXIT_FAILURE);
	}
	buf_addf(&forms, "%s/forms", top);
	setenv("top_srcdir", top, 1);
	setenv("GOUJI_FORMS", forms.text, 1);
	unsetenv("NO_COLOR");
	buf_release(&forms);
	free(top);
}

void
rig_read_file(const char *path, struct buf *out)
{
	char bytes[4096];
	FILE *f = fopen(path, "r");
	size_t n;

	ck_assert_msg(f, "%s cannot be read", path);
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_addn(out, bytes, n);
	fclose(f);
}

static void
write_new(const char *name, const struct buf *bytes)
{
	FILE *f = fopen(name, "w");

	ck_assert(f && fwrite(bytes->text, 1, bytes->len, f) == bytes->len);
	ck_assert_int_eq(fclose(f), 0);
}

/* Adds what is in NAME of tests/examples or tests/screen. */
static void
read_copied(const char *name, struct buf *bytes)
{
	const char *top = getenv("top_srcdir");
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/tests/examples/%s", top, name);
	if (access(path.text, R_OK) < 0) {
		buf_clear(&path);
		buf_addf(&path, "%s/tests/screen/%s", top, name);
	}
	rig_read_file(path.text, bytes);
	buf_release(&path);
}

void
rig_copy(const char *name)
{
	const char *tmp = getenv("TMPDIR");
	struct buf bytes = BUF_INIT, folder = BUF_INIT;

	read_copied(name, &bytes);
	buf_addf(&folder, "%s/gouji-screen-XXXXXX", tmp ? tmp : "/tmp");
	ck_assert(mkdtemp(folder.text));
	ck_assert_int_eq(chdir(folder.text), 0);
	write_new(name, &bytes);
	buf_release(&bytes);
	buf_release(&folder);
}

void
rig_copy_beside(const char *name, const char *as)
{
	struct buf bytes = BUF_INIT;

	read_copied(name, &bytes);
	write_new(as, &bytes);
	buf_release(&bytes);
}

void
rig_remove_copy(void)
{
	char *folder = getcwd(NULL, 0);
	DIR *d = opendir(folder);
	struct dirent *entry;

	while ((entry = readdir(d)))
		unlink(entry->d_name);
	closedir(d);
	ck_assert_int_eq(chdir("/"), 0);
	rmdir(folder);
	free(folder);
}

/* ---- into libvterm ---- */

/*
 * libvterm knows no dim text, and it draws what is of ambiguous width in one
 * column.  So dim goes in as italic, and for a wide terminal such a character
 * as one far off that is wide: U+30000 and on, where no test has a text.
 */
#define FAR 0x30000u

static bool
ambiguous(const char *s, size_t len)
{
	return text_width(s, len, AMBIGUOUS_WIDE) !=
	       text_width(s, len, AMBIGUOUS_NARROW);
}

static void
add_char(struct buf *out, uint32_t c)
{
	if (c < 0x80) {
		buf_addc(out, (char)c);
		return;
	}
	if (c < 0x800) {
		buf_addc(out, (char)(0xc0 | c >> 6));
	} else if (c < 0x10000) {
		buf_addc(out, (char)(0xe0 | c >> 12));
		buf_addc(out, (char)(0x80 | (c >> 6 & 0x3f)));
	} else {
		buf_addc(out, (char)(0xf0 | c >> 18));
		buf_addc(out, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_addc(out, (char)(0x80 | (c >> 6 & 0x3f)));
	}
	buf_addc(out, (char)(0x80 | (c & 0x3f)));
}

/* The style that CSI S of N bytes turns on, with italic for dim. */
static void
add_style(struct buf *out, const char *s, size_t n)
{
	size_t i, len;

	buf_add(out, "\033[");
	for (i = 0; i < n; i += len + 1) {
		len = strcspn(s + i, ";m");
		if (len == 1 && s[i] == '2')
			buf_addc(out, '3');
		else
			buf_addn(out, s + i, len);
		if (len == 2 && !strncmp(s + i, "22", 2))
			buf_add(out, ";23");
		buf_addc(out, i + len < n ? s[i + len] : 'm');
	}
}

/* Bytes of the sequence that begins at S; N of them are there. */
static size_t
sequence(const char *s, size_t n)
{
	size_t i = 2;

	if (n < 2 || s[1] != '[')
		return 1;
	while (i < n && (unsigned char)s[i] < '@')
		i++;
	return i + 1;
}

static void
translate(struct buf *out, const char *s, size_t n, bool doubled)
{
	size_t i, step;

	for (i = 0; i < n; i += step) {
		unsigned c = text_char(s, n, i, &step);

		if (c == '\033') {
			step = sequence(s + i, n - i);
			if (step > 2 && s[i + step - 1] == 'm')
				add_style(out, s + i + 2, step - 2);
			else
				buf_addn(out, s + i, step);
		} else if (doubled && c >= 0x80 && ambiguous(s + i, step)) {
			add_char(out, FAR + c);
		} else {
			buf_addn(out, s + i, step);
		}
	}
}

static VTerm *
new_vterm(int rows, int columns)
{
	VTerm *vt = vterm_new(rows, columns);
	VTermScreen *screen = vterm_obtain_screen(vt);

	vterm_set_utf8(vt, 1);
	vterm_screen_enable_altscreen(screen, 1);
	vterm_screen_reset(screen, 1);
	return vt;
}

static void
show(const struct rig *r, VTerm *vt)
{
	struct buf out = BUF_INIT;

	translate(&out, r->last.text, r->last.len, r->doubled);
	vterm_input_write(vt, out.text, out.len);
	vterm_screen_flush_damage(vterm_obtain_screen(vt));
	buf_release(&out);
}

#define CLIPBOARD "\033]52;c;"

static void
note_clipboard(struct rig *r)
{
	const char *at = strstr(r->last.text, CLIPBOARD);

	if (!at)
		return;
	at += strlen(CLIPBOARD);
	buf_clear(&r->copied);
	buf_addn(&r->copied, at, strcspn(at, "\a"));
}

/* Takes what was written. */
static void
drain(struct rig *r)
{
	static char bytes[1 << 18];
	ssize_t n;

	buf_clear(&r->last);
	r->writes = 0;
	while ((n = read(r->wire[0], bytes, sizeof bytes)) > 0) {
		buf_addn(&r->last, bytes, (size_t)n);
		r->writes++;
	}
	note_clipboard(r);
}

/* ---- what is to be seen ---- */

#define B 1
#define D 2
#define U 4
#define V 8

static const struct {
	unsigned attrs;
	int fg, bg;
	char letter;
} looks[] = {
	{ 0, -1, -1, ' ' },
	{ B, -1, -1, 'B' },	 /* bold */
	{ D, -1, -1, 'D' },	 /* dim */
	{ V, -1, -1, 'V' },	 /* reverse */
	{ 0, 1, -1, 'R' },	 /* red, bold or not */
	{ B, 1, -1, 'R' },
	{ V, 1, -1, 'X' },	 /* red and reverse */
	{ B | V, 1, -1, 'X' },
	{ 0, 0, 3, 'A' },	 /* on amber */
	{ U, -1, -1, 'U' },	 /* underlined; without colours, on amber */
	{ B | U, -1, -1, 'r' },	 /* without colours, red */
	{ B | V, -1, -1, 'x' },	 /* without colours, red and reverse */
};

static int
colour(const VTermColor *c, int none)
{
	if (c->type & none)
		return -1;
	return VTERM_COLOR_IS_INDEXED(c) ? c->indexed.idx : 99;
}

static char
letter(const VTermScreenCell *c)
{
	bool blank = !c->chars[0] || c->chars[0] == ' ';
	unsigned attrs = (c->attrs.bold ? B : 0u) | (c->attrs.italic ? D : 0u) |
			 (c->attrs.underline ? U : 0u) |
			 (c->attrs.reverse ? V : 0u);
	int fg = colour(&c->fg, VTERM_COLOR_DEFAULT_FG);
	int bg = colour(&c->bg, VTERM_COLOR_DEFAULT_BG);
	size_t i;

	/* of a blank, what shows */
	if (blank && !(attrs & (U | V)))
		attrs = 0;
	if (blank && !attrs)
		fg = bg < 0 ? -1 : fg;
	for (i = 0; i < ARRAY_LEN(looks); i++)
		if (looks[i].attrs == attrs && looks[i].fg == fg &&
		    looks[i].bg == bg)
			return looks[i].letter;
	return '?';
}

static void
get_row(const struct rig *r, VTerm *vt, int y, struct buf *text,
	struct buf *marks)
{
	VTermScreen *screen = vterm_obtain_screen(vt);
	VTermPos p = { .row = y };

	while (p.col < r->columns) {
		VTermScreenCell c;
		size_t from = text->len;
		int i, width, takes;

		vterm_screen_get_cell(screen, p, &c);
		for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && c.chars[i]; i++)
			add_char(text, c.chars[i] >= FAR ? c.chars[i] - FAR
							 : c.chars[i]);
		if (!i)
			buf_addc(text, ' ');
		takes = text_width(text->text + from, text->len - from,
				   AMBIGUOUS_WIDE);
		width = c.width;
		takes = takes > width ? takes : width;
		buf_fill(marks, letter(&c), takes);
		p.col += width;
		/* what was left free for a wider one */
		for (i = width; i < takes; i++, p.col++) {
			vterm_screen_get_cell(screen, p, &c);
			if (c.chars[0] && c.chars[0] != ' ')
				buf_add(text, "<bent>");
		}
	}
}

static void
trim(struct buf *b)
{
	while (b->len && b->text[b->len - 1] == ' ')
		buf_splice(b, b->len - 1, 1, "", 0);
}

void
rig_row(const struct rig *r, int y, struct buf *text, struct buf *marks)
{
	struct buf unwanted = BUF_INIT;

	buf_clear(text);
	if (marks)
		buf_clear(marks);
	get_row(r, r->vt, y, text, marks ? marks : &unwanted);
	trim(text);
	if (marks)
		trim(marks);
	buf_release(&unwanted);
}

static void
get_cursor(VTerm *vt, int *y, int *x)
{
	VTermPos p;

	vterm_state_get_cursorpos(vterm_obtain_state(vt), &p);
	*y = p.row;
	*x = p.col;
}

void
rig_cursor(const struct rig *r, int *y, int *x)
{
	get_cursor(r->vt, y, x);
}

static void
add_screen(const struct rig *r, VTerm *vt, struct buf *out)
{
	struct buf text = BUF_INIT, marks = BUF_INIT;
	int y, x;

	for (y = 0; y < r->rows; y++) {
		buf_clear(&text);
		buf_clear(&marks);
		get_row(r, vt, y, &text, &marks);
		trim(&text);
		trim(&marks);
		buf_addf(out, "|%s\n", text.text);
		if (marks.len)
			buf_addf(out, "~%s\n", marks.text);
	}
	get_cursor(vt, &y, &x);
	buf_addf(out, "cursor %d,%d\n", y + 1, x + 1);
	buf_release(&text);
	buf_release(&marks);
}

void
rig_fail(const struct rig *r, const char *format, ...)
{
	struct buf why = BUF_INIT, seen = BUF_INIT;
	va_list ap;

	va_start(ap, format);
	buf_vaddf(&why, format, ap);
	va_end(ap);
	add_screen(r, r->vt, &seen);
	fprintf(stderr, "%s\non a %s terminal after: %s\n%s", why.text,
		r->doubled ? "wide" : "narrow", r->did.text, seen.text);
	ck_abort_msg("%.*s", (int)strcspn(why.text, "\n"), why.text);
	abort();
}

/* ---- what holds after each key ---- */

/* In the active cell or on the mark behind it. */
static void
check_cursor(const struct rig *r)
{
	const struct app *a = r->app;
	const struct layout *l;
	int cell, y, x, row, column, last, room;

	rig_cursor(r, &y, &x);
	if (!screen_is_top(&a->stack, a->edit.tables) || prompt_is_on(a))
		return;
	l = grid_layout(a);
	cell = app_cell(a);
	row = layout_y(l, form_row_of(a->edit.form, cell));
	column = layout_x(l, form_column_of(a->edit.form, cell));
	if (row < 0 || column < 0 || row > a->view.height - 2)
		return;
	room = layout_wide(l, form_column_of(a->edit.form, cell));
	last = column + room - 1;
	if (room > 1 && (y != 1 + row || x < column || x > last))
		rig_fail(r, "the cursor is at %d,%d, not in the cell at %d,%d",
			 y + 1, x + 1, row + 2, column + 1);
}

static void
draw(struct rig *r)
{
	ck_assert(app_draw(r->app));
	drain(r);
	if (r->writes > 1)
		rig_fail(r, "%d writes for a key", r->writes);
	show(r, r->vt);
	if (r->app->edit.report)
		report_verify(r->app->edit.report);
	ck_assert(app_draw(r->app));
	drain(r);
	if (r->last.len)
		rig_fail(r, "%zu bytes written though nothing changed",
			 r->last.len);
	check_cursor(r);
}

static void
remember(struct rig *r, const char *bytes, size_t n)
{
	size_t i;

	if (r->did.len > 2000)
		buf_splice(&r->did, 0, 1000, "", 0);
	buf_addc(&r->did, ' ');
	for (i = 0; i < n; i++) {
		if ((unsigned char)bytes[i] <= ' ' || bytes[i] == 0x7f)
			buf_addf(&r->did, "\\x%02x", (unsigned)bytes[i]);
		else
			buf_addc(&r->did, bytes[i]);
	}
}

void
rig_key(struct rig *r, const char *bytes, size_t n)
{
	remember(r, bytes, n);
	app_feed(r->app, bytes, n);
	app_goes_on(r->app);
	draw(r);
	if (!keys_pending(&r->app->keys))
		return;
	app_timeout(r->app);
	draw(r);
}

void
rig_resize(struct rig *r, int rows, int columns)
{
	struct winsize w = {
		.ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)columns,
	};

	buf_addf(&r->did, " <%dx%d>", columns, rows);
	ioctl(r->master, TIOCSWINSZ, &w);
	vterm_set_size(r->vt, rows, columns);
	r->rows = rows;
	r->columns = columns;
	app_resize(r->app);
	draw(r);
}

void
rig_same(struct rig *r)
{
	struct buf one = BUF_INIT, two = BUF_INIT;
	VTerm *vt = new_vterm(r->rows, r->columns);

	add_screen(r, r->vt, &one);
	term_forget(r->term);
	app_redraw(r->app);
	ck_assert(app_draw(r->app));
	drain(r);
	show(r, vt);
	/* the first has to know what the program now thinks is set */
	show(r, r->vt);
	add_screen(r, vt, &two);
	vterm_free(vt);
	if (strcmp(one.text, two.text))
		rig_fail(r, "drawn step by step:\n%sbut drawn from nothing:",
			 one.text);
	buf_release(&one);
	buf_release(&two);
}

/* ---- opening and closing ---- */

static void
take_terminal(struct rig *r, const char *lang, const char *type, int rows,
	      int columns, bool doubled)
{
	struct winsize w = {
		.ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)columns,
	};
	struct error e = ERROR_INIT;

	*r = (struct rig){ .rows = rows, .columns = columns, .doubled = doubled,
			   .last = BUF_INIT, .did = BUF_INIT,
			   .copied = BUF_INIT };
	ck_assert_int_eq(openpty(&r->master, &r->slave, NULL, NULL, &w), 0);
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, r->wire), 0);
	fcntl(r->wire[0], F_SETFL, O_NONBLOCK);
	r->vt = new_vterm(rows, columns);
	r->term = term_open(r->slave, r->wire[1], type, &e);
	ck_assert_msg(r->term, "%s", r->term ? "" : error_first(&e));
	drain(r);
	show(r, r->vt);
	r->app = app_new(r->term, lang, &(struct app_options){ 0 });
}

void
rig_open(struct rig *r, const char *path, const char *lang, const char *type,
	 int rows, int columns, bool doubled)
{
	struct error e = ERROR_INIT;
	bool ok;

	take_terminal(r, lang, type, rows, columns, doubled);
	ok = app_open(r->app, path, &e);
	ck_assert_msg(ok, "%s", ok ? "" : error_first(&e));
	draw(r);
}

/* Takes the fields apart; how many there are. */
static int
take_fields(struct rig *r, const char *fields)
{
	char *save = NULL, *word, *sign;
	int n = 0;

	r->fields = xstrdup(fields);
	for (word = strtok_r(r->fields, " ", &save); word;
	     word = strtok_r(NULL, " ", &save)) {
		ck_assert_int_lt(n, (int)ARRAY_LEN(r->field));
		sign = strchr(word, '=');
		if (sign)
			*sign++ = '\0';
		r->field[n++] = (struct catalogue_field){ word, sign };
	}
	return n;
}

void
rig_list(struct rig *r, const char *fields, const char *lang, const char *type,
	 int rows, int columns, bool doubled)
{
	struct error e = ERROR_INIT;
	bool ok;

	take_terminal(r, lang, type, rows, columns, doubled);
	catalogue_init(&r->catalogue, r->field, take_fields(r, fields));
	ok = catalogue_open(r->app, &r->catalogue, &e);
	ck_assert_msg(ok, "%s", ok ? "" : error_first(&e));
	draw(r);
}

void
rig_turn(struct rig *r)
{
	const struct screen *top = screen_top(&r->app->stack);

	if (keys_pasting(&r->app->keys))
		app_timeout(r->app);
	if (top->has_work && top->has_work(r->app))
		top->work(r->app);
	app_goes_on(r->app);
	draw(r);
}

void
rig_close(struct rig *r)
{
	app_free(r->app);
	catalogue_release(&r->catalogue);
	free(r->fields);
	term_close(r->term);
	drain(r);
	close(r->master);
	close(r->slave);
	close(r->wire[0]);
	close(r->wire[1]);
	vterm_free(r->vt);
	buf_release(&r->last);
	buf_release(&r->did);
	buf_release(&r->copied);
}

/* ---- keys ---- */

static const struct {
	const char *name;
	const char *cap;	/* terminfo's name of what it sends */
	int number;		/* else xterm's: CSI number FINAL */
	char final;
} named[] = {
	{ "Up", "kcuu1", 1, 'A' },	{ "Down", "kcud1", 1, 'B' },
	{ "Right", "kcuf1", 1, 'C' },	{ "Left", "kcub1", 1, 'D' },
	{ "Home", "khome", 1, 'H' },	{ "End", "kend", 1, 'F' },
	{ "Ins", "kich1", 2, '~' },	{ "Del", "kdch1", 3, '~' },
	{ "PgUp", "kpp", 5, '~' },	{ "PgDn", "knp", 6, '~' },
	{ "F1", "kf1", 1, 'P' },	{ "F2", "kf2", 1, 'Q' },
	{ "F3", "kf3", 1, 'R' },	{ "F4", "kf4", 1, 'S' },
	{ "F5", "kf5", 15, '~' },	{ "F6", "kf6", 17, '~' },
	{ "F7", "kf7", 18, '~' },	{ "F8", "kf8", 19, '~' },
	{ "F9", "kf9", 20, '~' },	{ "F10", "kf10", 21, '~' },
	{ "F11", "kf11", 23, '~' },	{ "F12", "kf12", 24, '~' },
};

static const struct {
	const char *name, *bytes;
} plain[] = {
	{ "Enter", "\r" }, { "Tab", "\t" }, { "S-Tab", "\033[Z" },
	{ "Space", " " }, { "Backspace", "\x7f" }, { "C-h", "\b" },
	{ "Esc", "\033" }, { "lt", "<" }, { "gt", ">" }, { "KEnter", "\033OM" },
};

static void
add_named(struct buf *out, size_t i, int mods)
{
	char type[] = "the one there is";
	struct caps caps = { .type = type };
	const char *s = mods ? NULL : caps_key(&caps, named[i].cap);

	if (s)
		buf_add(out, s);
	else if (mods)
		buf_addf(out, "\033[%d;%d%c", named[i].number, 1 + mods,
			 named[i].final);
	else if (named[i].final == '~')
		buf_addf(out, "\033[%d~", named[i].number);
	else
		buf_addf(out, "\033O%c", named[i].final);
}

bool
rig_key_bytes(const char *name, struct buf *out)
{
	static const char pad[] = "0123456789*+,-./=";
	static const char pad_sends[] = "pqrstuvwxyjklmnoX";
	const char *at;
	int mods = 0;
	size_t i;

	for (i = 0; i < ARRAY_LEN(plain); i++)
		if (!strcmp(plain[i].name, name)) {
			buf_add(out, plain[i].bytes);
			return true;
		}
	if (name[0] == 'K' && name[1] && !name[2] &&
	    (at = strchr(pad, name[1]))) {
		buf_addf(out, "\033O%c", pad_sends[at - pad]);
		return true;
	}
	for (; name[0] && name[1] == '-' && name[2]; name += 2)
		mods |= *name == 'S' ? 1 : *name == 'M' ? 2
			: *name == 'C' ? 4 : 8;
	for (i = 0; i < ARRAY_LEN(named); i++)
		if (!strcmp(named[i].name, name)) {
			add_named(out, i, mods);
			return true;
		}
	if (mods == 4 && name[0] && !name[1])
		buf_addc(out, (char)(name[0] & 0x1f));
	else if (mods == 2 && name[0])
		buf_addf(out, "\033%s", name);
	else
		return false;
	return true;
}
