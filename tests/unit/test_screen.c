/*
 * test_screen.c - the whole program, key by key, against drawn screens
 *
 * Each tests/screen/NAME.screen is a test, run on a terminal that draws
 * characters of ambiguous width narrow and on one that draws them wide.
 * UPDATE=1 writes into the file what was to be seen; read the difference.
 *
 *	# anything
 *	size 80x24
 *	term xterm-256color
 *	lang zh
 *	file seed.yaml		a copy of this, of tests/examples or here
 *	beside seed.trail seed.yaml.log	a copy of the first, as that; again
 *				for another
 *	list unit year		the list of the reports is open, with these
 *				fields; unit=X: of those alone where it is X
 *	env NO_COLOR=1
 *	keys 12<Enter> <C-z> <paste>3\n4</paste> <raw 1b 5b 7a>
 *	lines 2-3		these rows, and where the cursor is
 *	|　　　　　　　 3 !
 *	|...
 *	cursor 2,18
 *	screen			all rows
 *	marks 2-3		rows, and under each how its columns look
 *	~               R
 *	resize 60x16
 *	saved   new: [4, 0]	the file has this line
 *	outside A => B		somebody else writes B for A in the file; \n in
 *				B ends a line
 *	other begins		another session has the report open; so we read
 *	other ADDRESS VALUE	and keys that,
 *	other hands in		or this, and does not save it,
 *	other ends		and ends badly
 *	today 2024-01-26	what day it is from here on; else nobody knows
 *	turn			time passes and no key comes; 3: so often
 *	again			the program dies and is started again
 *	scribble xyz		another program writes that over the first row
 *	copied 1\t2\n		the clipboard was given this, and nothing since
 *	quits
 *
 * A time that is now is drawn as ____-__-__ __:__, and who sits there is li.
 * Rows and columns count from 1.  A key is a character or has a name; blanks
 * between keys mean nothing.  In the end everything is taken back, and the
 * report must be what it was.
 *
 * SCREEN=NAME runs tests/screen/NAME.screen alone; if there is none, all files
 * with that in their names.  The other tests, left out then, press any keys:
 * SEED=7 KEYS=100 is the seventh of them, for so many keys.
 */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../screen/rig.h"
#include "base/days.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/entry.h"
#include "screen/opening.h"
#include "screen/prompt.h"
#include "screen/turn.h"
#include "store/person.h"
#include "store/report-writer.h"
#include "report-support.h"

static void
write_file(const char *path, const struct buf *bytes)
{
	FILE *f = fopen(path, "w");

	ck_assert_msg(f, "%s cannot be written", path);
	ck_assert_uint_eq(fwrite(bytes->text, 1, bytes->len, f), bytes->len);
	ck_assert_int_eq(fclose(f), 0);
}

/* ---- a script ---- */

struct script {
	const char *path;
	char **line;
	int lines, at;
	size_t room;
	char *bytes;
	/* the head */
	char *file, *lang, *term, *list;
	char *beside[16];
	int besides;
	int rows, columns;
	struct rig rig;
	struct session other;
	bool open;
	struct buf start;	/* the report at first, as a file */
	struct buf new;		/* the script with what is to be seen */
};

static void
wrong(const struct script *s, const char *why)
{
	ck_abort_msg("%s:%d: %s: %s", s->path, s->at, why,
		     s->at ? s->line[s->at - 1] : "");
}

static void
script_load(struct script *s, const char *path)
{
	struct buf bytes = BUF_INIT;
	char *rest, *line;

	*s = (struct script){
		.path = path, .start = BUF_INIT, .new = BUF_INIT,
		.rows = 24, .columns = 80, .file = xstrdup("seed.yaml"),
		.lang = xstrdup("en"), .term = xstrdup("xterm-256color"),
	};
	rig_read_file(path, &bytes);
	rest = s->bytes = buf_detach(&bytes);
	while ((line = strsep(&rest, "\n")) && (rest || *line)) {
		ARRAY_GROW(s->line, s->lines, s->room);
		s->line[s->lines++] = line;
	}
}

static void
copy_beside(const struct script *s, const char *beside)
{
	const char *as = strchr(beside, ' ');
	char *name;

	if (!as)
		wrong(s, "beside NAME AS");
	name = xstrndup(beside, (size_t)(as - beside));
	rig_copy_beside(name, as + 1);
	free(name);
}

static void
open_rig(struct script *s, bool doubled)
{
	if (s->list) {
		rig_list(&s->rig, s->list, s->lang, s->term, s->rows,
			 s->columns, doubled);
		return;
	}
	rig_open(&s->rig, s->file, s->lang, s->term, s->rows, s->columns,
		 doubled);
	buf_clear(&s->rig.app->session->person);
	buf_add(&s->rig.app->session->person, "li");
}

static void
script_open(struct script *s, bool doubled)
{
	int i;

	rig_copy(s->file);
	for (i = 0; i < s->besides; i++)
		copy_beside(s, s->beside[i]);
	open_rig(s, doubled);
	s->open = true;
	if (s->rig.app->edit.report)
		report_write(s->rig.app->edit.report, &s->start);
}

static void
assert_report(const struct rig *r, const struct buf *wanted, const char *when)
{
	struct buf now = BUF_INIT;
	size_t i = 0;

	report_verify(r->app->edit.report);
	report_write(r->app->edit.report, &now);
	while (now.text[i] && now.text[i] == wanted->text[i])
		i++;
	if (now.text[i] != wanted->text[i])
		rig_fail(r, "%s, the report has '%.40s' instead of '%.40s'",
			 when, now.text + i, wanted->text + i);
	buf_release(&now);
}

/* Taking all back gives what there was; doing it again, what there is. */
static void
assert_undo_all(const struct rig *r, const struct buf *start)
{
	struct report *report = r->app->edit.report;
	struct buf end = BUF_INIT;
	int cell, n = 0, i;

	report_end_run(report);
	report_write(report, &end);
	while (report_undo(report, &cell))
		n++;
	assert_report(r, start, "with all taken back");
	for (i = 0; i < n; i++)
		report_redo(report, &cell);
	assert_report(r, &end, "with all done again");
	buf_release(&end);
}

static void
script_close(struct script *s)
{
	int i;
	char *const strings[] = {
		s->bytes, s->file, s->lang, s->term, s->list,
	};

	rig_same(&s->rig);
	if (s->rig.app->edit.report) {
		entry_give_up(s->rig.app);
		assert_undo_all(&s->rig, &s->start);
	}
	rig_close(&s->rig);
	rig_remove_copy();
	for (i = 0; i < (int)ARRAY_LEN(strings); i++)
		free(strings[i]);
	for (i = 0; i < s->besides; i++)
		free(s->beside[i]);
	free(s->line);
	buf_release(&s->start);
	buf_release(&s->new);
}

/* ---- keys ---- */

/* What stands before END at *AT, which is then behind END. */
static char *
up_to(struct script *s, const char **at, const char *end)
{
	const char *to = strstr(*at, end);
	char *text;

	if (!to)
		wrong(s, "a key has no end");
	text = xstrndup(*at, (size_t)(to - *at));
	*at = to + strlen(end);
	return text;
}

static void
add_previouse(const char *text, struct buf *out)
{
	buf_add(out, "\033[200~");
	for (; *text; text++)
		if (!strncmp(text, "\\n", 2) || !strncmp(text, "\\t", 2)) {
			buf_addc(out, *++text == 'n' ? '\n' : '\t');
		} else {
			buf_addc(out, *text);
		}
	buf_add(out, "\033[201~");
}

static void
add_raw(const char *text, struct buf *out)
{
	char *end;

	for (; *text; text = end + strspn(end, " "))
		buf_addc(out, (char)strtol(text, &end, 16));
}

/* Takes the key at *AT; false if there is none. */
static bool
next_key(struct script *s, const char **at, struct buf *out)
{
	size_t step;
	char *name;

	*at += strspn(*at, " ");
	if (!**at)
		return false;
	if (**at != '<') {
		text_char(*at, strlen(*at), 0, &step);
		buf_addn(out, *at, step);
		*at += step;
		return true;
	}
	++*at;
	name = up_to(s, at, ">");
	if (!strcmp(name, "paste")) {
		free(name);
		name = up_to(s, at, "</paste>");
		add_previouse(name, out);
	} else if (!strncmp(name, "raw ", 4)) {
		add_raw(name + 4, out);
	} else if (!rig_key_bytes(name, out)) {
		wrong(s, name);
	}
	free(name);
	return true;
}

static void
step_keys(struct script *s, const char *at)
{
	const struct session *session = s->rig.app->session;
	struct buf key = BUF_INIT;

	while (next_key(s, &at, &key)) {
		rig_key(&s->rig, key.text, key.len);
		buf_clear(&key);
	}
	/* another report is open in its place */
	if (s->rig.app->session && s->rig.app->session != session) {
		buf_clear(&s->start);
		report_write(s->rig.app->edit.report, &s->start);
	}
	buf_release(&key);
}

/* ---- what is to be seen ---- */

/* A time of the last minutes must not differ from run to run. */
static void
mask_now(struct buf *row)
{
	static const char mask[] = "____-__-__ __:__";
	int64_t now = person_clock();
	int minute;

	for (minute = 0; minute < 10; minute++) {
		struct buf time = BUF_INIT;
		char *at;

		person_time(now - minute * 60000, &time);
		while ((at = strstr(row->text, time.text)))
			memcpy(at, mask, sizeof mask - 1);
		buf_release(&time);
	}
}

static void
add_rows(const struct script *s, int from, int to, bool with_marks,
	 struct buf *out)
{
	struct buf text = BUF_INIT, marks = BUF_INIT;
	int y, x;

	for (y = from - 1; y < to && y < s->rig.rows; y++) {
		rig_row(&s->rig, y, &text, &marks);
		mask_now(&text);
		buf_addf(out, "|%s\n", text.text);
		if (with_marks && marks.len)
			buf_addf(out, "~%s\n", marks.text);
	}
	rig_cursor(&s->rig, &y, &x);
	buf_addf(out, "cursor %d,%d\n", y + 1, x + 1);
	buf_release(&text);
	buf_release(&marks);
}

/* The rows that the file has drawn here, with its cursor. */
static void
take_drawn(struct script *s, struct buf *out)
{
	while (s->at < s->lines) {
		const char *line = s->line[s->at];
		size_t n = strlen(line);

		if (*line != '|' && *line != '~' &&
		    strncmp(line, "cursor ", 7))
			return;
		while (n > 1 && line[n - 1] == ' ')
			n--;
		buf_addn(out, line, n);
		buf_addc(out, '\n');
		s->at++;
		if (*line == 'c')
			return;
	}
}

static void
step_see(struct script *s, const char *argument, bool marks)
{
	struct buf seen = BUF_INIT, drawn = BUF_INIT;
	int from = 1, to = s->rig.rows, line = s->at;

	if (*argument && sscanf(argument, "%d-%d", &from, &to) != 2)
		wrong(s, "which rows?");
	add_rows(s, from, to, marks, &seen);
	take_drawn(s, &drawn);
	buf_add(&s->new, seen.text);
	if (!getenv("UPDATE") && strcmp(seen.text, drawn.text))
		rig_fail(&s->rig, "%s:%d: wanted:\n%sseen:\n%s", s->path, line,
			 drawn.text, seen.text);
	if (!getenv("UPDATE"))
		rig_same(&s->rig);
	buf_release(&seen);
	buf_release(&drawn);
}

static void
step_lines(struct script *s, const char *argument)
{
	step_see(s, argument, false);
}

static void
step_marks(struct script *s, const char *argument)
{
	step_see(s, argument, true);
}

/* ---- the other steps ---- */

static void
set(char **to, const char *argument)
{
	free(*to);
	*to = xstrdup(argument);
}

static void
head_size(struct script *s, const char *argument)
{
	if (sscanf(argument, "%dx%d", &s->columns, &s->rows) != 2)
		wrong(s, "80x24, for example");
}

static void
head_term(struct script *s, const char *argument)
{
	set(&s->term, argument);
}

static void
head_lang(struct script *s, const char *argument)
{
	set(&s->lang, argument);
}

static void
head_file(struct script *s, const char *argument)
{
	set(&s->file, argument);
}

static void
head_beside(struct script *s, const char *argument)
{
	if (s->besides == (int)ARRAY_LEN(s->beside))
		wrong(s, "too many");
	s->beside[s->besides++] = xstrdup(argument);
}

static void
head_list(struct script *s, const char *argument)
{
	set(&s->list, argument);
}

static void
head_env(struct script *s, const char *argument)
{
	char *name = xstrdup(argument), *value = strchr(name, '=');

	if (!value)
		wrong(s, "NAME=VALUE");
	*value++ = '\0';
	setenv(name, value, 1);
	free(name);
}

static void
step_resize(struct script *s, const char *argument)
{
	head_size(s, argument);
	rig_resize(&s->rig, s->rows, s->columns);
}

static void
step_saved(struct script *s, const char *argument)
{
	struct buf bytes = BUF_INIT, line = BUF_INIT;

	rig_read_file(s->file, &bytes);
	buf_splice(&bytes, 0, 0, "\n", 1);
	buf_addf(&line, "\n%s\n", argument);
	if (!strstr(bytes.text, line.text))
		rig_fail(&s->rig, "%s:%d: no such line in the file:%s",
			 s->path, s->at, bytes.text);
	buf_release(&bytes);
	buf_release(&line);
}

static void
step_outside(struct script *s, const char *argument)
{
	const char *sign = strstr(argument, " => ");
	struct buf bytes = BUF_INIT, from = BUF_INIT, to = BUF_INIT;
	const char *at, *c;

	if (!sign)
		wrong(s, "A => B");
	for (c = sign + 4; *c; c++)
		if (strncmp(c, "\\n", 2))
			buf_addc(&to, *c);
		else
			buf_addc(&to, *++c == 'n' ? '\n' : *c);
	buf_addn(&from, argument, (size_t)(sign - argument));
	rig_read_file(s->file, &bytes);
	at = strstr(bytes.text, from.text);
	if (!at)
		wrong(s, "that is not in the file");
	buf_splice(&bytes, (size_t)(at - bytes.text), from.len, to.text,
		   to.len);
	/* a file of its own, as an editor makes it */
	unlink(s->file);
	write_file(s->file, &bytes);
	buf_release(&bytes);
	buf_release(&from);
	buf_release(&to);
}

static void
step_again(struct script *s, const char *argument)
{
	bool doubled = s->rig.doubled;

	(void)argument;
	rig_close(&s->rig);
	open_rig(s, doubled);
}

static void
other_begins(struct script *s)
{
	struct error e = ERROR_INIT;
	bool doubled = s->rig.doubled;

	rig_close(&s->rig);
	ck_assert(session_open(&s->other, s->file, SESSION_COMMAND, true, &e));
	open_rig(s, doubled);
}

static void
other_edits(struct script *s, const char *argument)
{
	struct report *r = s->other.file.report;
	struct spot spot = { .mode = '-' };
	struct error e = ERROR_INIT;
	const char *value = strchr(argument, ' ');
	char *address = xstrndup(argument, strcspn(argument, " "));

	session_sign(&s->other, "");
	if (!strcmp(argument, "hands in"))
		ck_assert(report_hand_in(r, &e));
	else
		ck_assert(report_key(r, at(s->other.file.form, address),
				     value + 1, false, EDIT_NEW, &e));
	ck_assert(session_follow(&s->other, &spot, &e));
	free(address);
}

static void
step_other(struct script *s, const char *argument)
{
	if (!strcmp(argument, "begins"))
		other_begins(s);
	else if (!strcmp(argument, "ends"))
		session_close(&s->other, false);
	else if (strchr(argument, ' '))
		other_edits(s, argument);
	else
		wrong(s, "other what?");
	app_read_on(s->rig.app);
	rig_key(&s->rig, "", 0);
}

static void
step_today(struct script *s, const char *argument)
{
	int year, month, day;

	if (sscanf(argument, "%d-%d-%d", &year, &month, &day) != 3)
		wrong(s, "2024-01-26, for example");
	app_today(s->rig.app, days_of(year, month, day));
	rig_key(&s->rig, "", 0);
}

static void
step_turn(struct script *s, const char *argument)
{
	int n = *argument ? atoi(argument) : 1;

	while (n-- > 0)
		rig_turn(&s->rig);
}

/* Text in base 64, as the clipboard is given it. */
static void
decode(const char *coded, struct buf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0;
	int n = 0;

	for (; *coded && *coded != '='; coded++) {
		bits = bits << 6 | (unsigned)(strchr(digits, *coded) - digits);
		n += 6;
		if (n >= 8) {
			n -= 8;
			buf_addc(out, (char)(bits >> n));
		}
	}
}

static void
step_copied(struct script *s, const char *argument)
{
	struct buf want = BUF_INIT, is = BUF_INIT;
	const char *c;

	for (c = argument; *c; c++)
		if (*c != '\\')
			buf_addc(&want, *c);
		else
			buf_addc(&want, *++c == 't' ? '\t' : *c == 'n' ? '\n'
								    : *c);
	decode(s->rig.copied.text, &is);
	if (strcmp(want.text, is.text))
		rig_fail(&s->rig, "%s:%d: the clipboard has:\n%s", s->path,
			 s->at, is.text);
	buf_clear(&s->rig.copied);
	buf_release(&want);
	buf_release(&is);
}

static void
step_scribble(struct script *s, const char *argument)
{
	vterm_input_write(s->rig.vt, "\033[H", 3);
	vterm_input_write(s->rig.vt, argument, strlen(argument));
}

static void
step_quits(struct script *s, const char *argument)
{
	(void)argument;
	if (!s->rig.app->quit)
		rig_fail(&s->rig, "%s:%d: it goes on", s->path, s->at);
}

static const struct step {
	const char *name;
	bool head;
	void (*run)(struct script *s, const char *argument);
} steps[] = {
	{ "size", true, head_size },	{ "term", true, head_term },
	{ "lang", true, head_lang },	{ "file", true, head_file },
	{ "env", true, head_env },	{ "beside", true, head_beside },
	{ "list", true, head_list },
	{ "keys", false, step_keys },	{ "turn", false, step_turn },
	{ "screen", false, step_lines }, { "lines", false, step_lines },
	{ "marks", false, step_marks }, { "resize", false, step_resize },
	{ "saved", false, step_saved }, { "quits", false, step_quits },
	{ "today", false, step_today }, { "other", false, step_other },
	{ "outside", false, step_outside }, { "again", false, step_again },
	{ "copied", false, step_copied }, { "scribble", false, step_scribble },
};

static void
run_step(struct script *s, const char *line, bool doubled)
{
	size_t n = strcspn(line, " "), i;

	for (i = 0; i < ARRAY_LEN(steps); i++)
		if (strlen(steps[i].name) == n &&
		    !strncmp(steps[i].name, line, n))
			break;
	if (i == ARRAY_LEN(steps))
		wrong(s, "no such step");
	if (steps[i].head == s->open && steps[i].head)
		wrong(s, "too late for that");
	if (!steps[i].head && !s->open)
		script_open(s, doubled);
	steps[i].run(s, line + n + (line[n] == ' '));
}

static void
run_script(const char *path, bool doubled)
{
	struct script s;

	script_load(&s, path);
	while (s.at < s.lines) {
		const char *line = s.line[s.at++];

		buf_addf(&s.new, "%s\n", line);
		if (*line && *line != '#')
			run_step(&s, line, doubled);
	}
	if (!s.open)
		wrong(&s, "nothing happens");
	if (getenv("UPDATE") && !doubled)
		write_file(path, &s.new);
	script_close(&s);
}

/* ---- all scripts of the folder ---- */

static char **scripts;
static int script_count;
static size_t script_room;

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* ONLY is the whole name, or any part of it; NULL wants all. */
static bool
is_wanted(const char *name, const char *only, bool whole)
{
	const char *dot = strrchr(name, '.');

	if (!dot || strcmp(dot, ".screen"))
		return false;
	if (!only || !whole)
		return !only || strstr(name, only);
	return strlen(only) == (size_t)(dot - name) &&
	       !strncmp(name, only, strlen(only));
}

static void
find_scripts(const char *only, bool whole)
{
	struct buf folder = BUF_INIT, path = BUF_INIT;
	struct dirent *entry;
	DIR *d;

	buf_addf(&folder, "%s/tests/screen", getenv("top_srcdir"));
	d = opendir(folder.text);
	if (!d) {
		perror(folder.text);
		exit(EXIT_FAILURE);
	}
	while ((entry = readdir(d))) {
		if (!is_wanted(entry->d_name, only, whole))
			continue;
		buf_addf(&path, "%s/%s", folder.text, entry->d_name);
		ARRAY_GROW(scripts, script_count, script_room);
		scripts[script_count++] = buf_detach(&path);
	}
	closedir(d);
	if (script_count)
		qsort(scripts, (size_t)script_count, sizeof *scripts, by_name);
	buf_release(&folder);
}

START_TEST(on_narrow)
{
	run_script(scripts[_i], false);
}
END_TEST

START_TEST(on_wide)
{
	if (!getenv("UPDATE"))
		run_script(scripts[_i], true);
}
END_TEST

/* ---- any keys ---- */

static const char *const any_name[] = {
	"Up",	 "Down",   "Left",    "Right",	   "Home",	"End",
	"PgUp",	 "PgDn",   "Ins",     "Del",	   "Enter",	"Enter",
	"Enter", "Tab",	   "S-Tab",   "Backspace", "Backspace", "Esc",
	"Esc",	 "F1",	   "F2",      "F3",	   "F5",	"F6",
	"F8",	 "F10",	   "F12",     "F4",	   "F9",	"S-F4",
	"C-l",	 "S-Left", "S-Right", "S-Up",	   "S-Down",	"C-Home",
	"C-End", "C-z",	   "C-z",     "C-y",	   "C-d",	"C-k",
	"C-o",	 "C-p",	   "C-g",     "C-c",	   "C-r",	"M-x",
	"K5",	 "K.",	   "K+",      "KEnter",	   "Space",
};

static const char *const any_text[] = {
	"0", "1", "2",	       "3",  "4",	 "5",	   "6",	 "7",  "8",
	"9", "1", "2",	       "3",  "+",	 "-",	   "*",	 "/",  ".",
	".", "g", "G",	       "n",  "N",	 "w",	   "w",	 "u",  "x",
	"y", "e", "i",	       "o",  "v",	 "p",	   "h",	 "j",  "k",
	"l", "?", "=",	       ":",  "Z",	 "^",	   "$",	 "[",  "]",
	")", "f", "q",	       "L",  "B",	 "a",	   "a",	 "c",  "C",
	"!", "m", "\"",	       "字", "，",	 "。",	   "１", "“",  "”",
	"y", "é", "e\xcc\x81", "😀",  "👩\u200d👧", "\u202e", "　", "／",
};

static const char *const any_bytes[] = {
	"\033[200~123\033[201~", "\033[200~中文 text\033[201~",
	"\033[200~one\ntwo\n\n三\033[201~", "\033[200~\033[201~",
	"\033[200~12 34\t\033[31m\033[201~", "\033[99z", "\033[<0;1;1M",
	"\033]0;title\a", "\033P1$r\033\\", "\033[", "\xff", "\xe4\xb8",
	"\033OM", "\033[M !!", "\0", "\033[1;9A", "\033[200~unfinished",
};

static const int any_size[][2] = {
	{ 80, 24 }, { 80, 24 }, { 80, 24 }, { 60, 16 }, { 200, 60 },
	{ 40, 10 }, { 20, 5 }, { 1, 1 }, { 2, 3 }, { 132, 4 }, { 5, 60 },
	{ 33, 13 },
};

static const char *const any_term[] = {
	"xterm-256color", "screen", "tmux-256color", "linux", "vt100", "putty",
};

#define PICK(seed, table) (table)[support_random(seed, ARRAY_LEN(table))]

/* True if Enter would write a file of any name. */
static bool
would_write(const struct app *a)
{
	return prompt_is_on(a) &&
	       (!strncmp(a->prompt->line.text.text, "w", 1) ||
		strstr(a->prompt->label.text, "next year"));
}

static void
any_key(struct rig *r, uint64_t *seed)
{
	struct buf bytes = BUF_INIT;
	unsigned kind = support_random(seed, 100);
	const char *s;
	int n;

	if (kind < 2) {
		n = (int)support_random(seed, ARRAY_LEN(any_size));
		rig_resize(r, any_size[n][1], any_size[n][0]);
		return;
	}
	if (kind < 3) {
		rig_resize(r, 1 + (int)support_random(seed, 60),
			   1 + (int)support_random(seed, 200));
		return;
	}
	if (kind < 7) {
		s = PICK(seed, any_bytes);
		buf_addn(&bytes, s, *s ? strlen(s) : 1);
	} else if (kind < 40) {
		rig_key_bytes(PICK(seed, any_name), &bytes);
	} else {
		buf_add(&bytes, PICK(seed, any_text));
	}
	if ((!strpbrk(bytes.text, "\r\n") && strcmp(bytes.text, "\033OM")) ||
	    !would_write(r->app))
		rig_key(r, bytes.text, bytes.len);
	buf_release(&bytes);
	r->app->quit = false;
}

START_TEST(any_keys)
{
	uint64_t seed = (uint64_t)_i;
	int i, n = getenv("KEYS") ? atoi(getenv("KEYS")) : 600;
	unsigned often = _i % 3 ? 4 : 40;
	static const char *const files[] = {
		"half.yaml", "year-2024.yaml", "seed.yaml", "seed.yaml",
	};
	const char *file = files[_i % 4];
	struct buf start = BUF_INIT;
	struct rig r;

	rig_copy(file);
	rig_copy_beside("year-2023.yaml", "2023.yaml");
	rig_open(&r, file, _i % 2 ? "zh" : "en",
		 any_term[(size_t)_i % ARRAY_LEN(any_term)], 24, 80,
		 _i / 2 % 2);
	buf_addf(&r.did, "seed %d:", _i);
	report_write(r.app->edit.report, &start);
	for (i = 0; i < n; i++) {
		any_key(&r, &seed);
		if (!support_random(&seed, often))
			rig_same(&r);
	}
	rig_same(&r);
	entry_give_up(r.app);
	assert_undo_all(&r, &start);
	rig_close(&r);
	rig_remove_copy();
	buf_release(&start);
}
END_TEST

int
main(void)
{
	const char *from = getenv("SEED"), *only = getenv("SCREEN");
	int first = from ? atoi(from) : 0, n = from ? 1 : only ? 0 : 24;
	Suite *s = suite_create("screen");
	TCase *c = tcase_create("scripts"), *any = tcase_create("any");

	rig_environment();
	find_scripts(only, true);
	if (!script_count)
		find_scripts(only, false);
	if (!script_count) {
		fprintf(stderr, "no tests/screen/*%s*.screen\n",
			only ? only : "");
		return EXIT_FAILURE;
	}
	tcase_set_timeout(c, 60);
	tcase_set_timeout(any, 600);
	tcase_add_loop_test(c, on_narrow, 0, script_count);
	tcase_add_loop_test(c, on_wide, 0, script_count);
	tcase_add_loop_test(any, any_keys, first, first + n);
	suite_add_tcase(s, c);
	suite_add_tcase(s, any);
	n = support_run(s);
	while (script_count)
		free(scripts[--script_count]);
	free(scripts);
	return n;
}
