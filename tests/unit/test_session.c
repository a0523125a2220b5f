/* test_session.c - a report at work: its file, its lock, its journal, its trail
 */
#include "store/session.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/takeover.h"
#include "store/report-writer.h"
#include "files.h"
#include "report-support.h"

#define BASE 2		/* edits of the small report */
#define NOBODY 65534

/* The test fails unless it opens, with these complaints. */
static void
open_saying(struct session *d, enum session_for what, const char *said)
{
	struct error e = ERROR_INIT;
	bool ok = session_open(d, "r.yaml", what, true, &e);

	assert_errors(&e, said);
	ck_assert(ok);
}

static void
open_session(struct session *d)
{
	open_saying(d, SESSION_SCREEN, "");
	ck_assert(d->writer);
}

/* It does not open, but says why. */
static void
assert_refused(enum session_for what, const char *said)
{
	struct error e = ERROR_INIT;
	struct session d;

	ck_assert(!session_open(&d, "r.yaml", what, true, &e));
	assert_errors(&e, said);
}

static void
begin(struct session *d)
{
	put_text("r.yaml", small_report());
	open_session(d);
}

static void
change(struct session *d, const char *address, const char *text)
{
	struct error e = ERROR_INIT;
	struct spot spot = { .cell = at(d->file.form, address) };

	session_sign(d, "");
	key(d->file.report, address, text);
	session_follow(d, &spot, &e);
	assert_errors(&e, "");
}

static void
save(struct session *d)
{
	struct error e = ERROR_INIT;

	session_save(d, &e);
	assert_errors(&e, "");
}

static void
assert_not_saved(struct session *d, const char *said)
{
	struct error e = ERROR_INIT;

	ck_assert(!session_save(d, &e));
	assert_errors(&e, said);
}

static void
assert_file(const char *path, const struct buf *wanted)
{
	struct buf text = BUF_INIT;

	get_text(path, &text);
	ck_assert_str_eq(text.text, wanted->text);
	buf_release(&text);
}

/* The file is what the report is. */
static void
assert_saved(const struct session *d)
{
	struct buf text = BUF_INIT;

	report_write(d->file.report, &text);
	assert_file("r.yaml", &text);
	ck_assert(!report_modified(d->file.report));
	buf_release(&text);
}

static void
undo(struct session *d, const char *address)
{
	int cell;

	ck_assert(report_undo(d->file.report, &cell));
	ck_assert_int_eq(cell, at(d->file.form, address));
}

/* How often PART is in the trail. */
static int
trail_has(const char *part)
{
	struct buf text = BUF_INIT;
	const char *found;
	int n = 0;

	get_text("r.yaml.log", &text);
	for (found = text.text; (found = strstr(found, part)); found++)
		n++;
	buf_release(&text);
	return n;
}

/* ---- an end at any time ---- */

START_TEST(nothing_typed_nothing_left)
{
	struct session d;

	begin(&d);
	ck_assert(!d.restored);
	ck_assert(!report_modified(d.file.report));
	ck_assert(!session_unsynced(&d));
	assert_names(".", "forms r.yaml r.yaml.lock ");
	session_close(&d, false);
	assert_names(".", "forms r.yaml ");
}
END_TEST

START_TEST(what_was_typed_is_there)
{
	struct error e = ERROR_INIT;
	struct session d;

	begin(&d);
	change(&d, "t.a.p", "7");
	change(&d, "note", "what was not saved");
	ck_assert(session_unsynced(&d));
	ck_assert(session_sync(&d, &e));
	ck_assert(!session_unsynced(&d));
	session_close(&d, false);
	assert_names(".", "forms r.yaml r.yaml.journal ");
	open_session(&d);
	ck_assert(d.restored);
	ck_assert(!d.kept);
	ck_assert(!d.differs);
	ck_assert(report_modified(d.file.report));
	ck_assert_int_eq(session_first(&d), BASE);
	ck_assert_int_eq(d.found.last, 1);
	assert_shows(d.file.report, "t.a.p", "7");
	assert_shows(d.file.report, "note", "what was not saved");
	undo(&d, "note");
	undo(&d, "t.a.p");
	ck_assert(!report_modified(d.file.report));
	session_close(&d, true);
	assert_names(".", "forms r.yaml ");
}
END_TEST

START_TEST(undo_goes_on_over_a_save_and_an_end)
{
	struct session d;
	int cell, i;

	begin(&d);
	change(&d, "t.a.p", "7");
	save(&d);
	assert_saved(&d);
	change(&d, "t.a.p", "8");
	for (i = 0; i < 2; i++) {
		session_close(&d, false);
		open_session(&d);
		ck_assert(report_modified(d.file.report));
		ck_assert_int_eq(session_first(&d), BASE + 1);
		assert_shows(d.file.report, "t.a.p", "8");
	}
	undo(&d, "t.a.p");
	ck_assert(!report_modified(d.file.report));
	undo(&d, "t.a.p");
	assert_shows(d.file.report, "t.a.p", "1.5");
	ck_assert(report_modified(d.file.report));
	ck_assert(report_redo(d.file.report, &cell));
	ck_assert(!report_modified(d.file.report));
	session_close(&d, true);
	assert_names(".", "forms r.yaml r.yaml.log r.yaml~ ");
	ck_assert_int_eq(trail_has("\tt.a.p\t1.5\t7\t"), 1);
	ck_assert_int_eq(trail_has("\tt.a.p\t7\t8\t"), 0);
}
END_TEST

/* The mark is on the disk, the file is the old one. */
START_TEST(an_end_before_the_file)
{
	struct error e = ERROR_INIT;
	struct buf bytes = BUF_INIT;
	char digest[DIGEST_LEN + 1];
	struct session d;

	begin(&d);
	change(&d, "t.a.p", "7");
	report_write(d.file.report, &bytes);
	digest_of(bytes.text, bytes.len, digest);
	ck_assert(journal_mark(d.journal, d.file.report, digest, &e));
	session_close(&d, false);
	open_session(&d);
	ck_assert(d.restored);
	ck_assert(!d.differs);
	ck_assert(report_modified(d.file.report));
	assert_shows(d.file.report, "t.a.p", "7");
	ck_assert_int_eq(session_first(&d), BASE);
	save(&d);
	assert_saved(&d);
	session_close(&d, true);
	ck_assert_int_eq(trail_has("\tt.a.p\t1.5\t7\t"), 1);
	buf_release(&bytes);
}
END_TEST

/* What session_save() does, but for the trail, which the end came before. */
static void
save_without_trail(struct session *d)
{
	struct error e = ERROR_INIT;
	struct buf bytes = BUF_INIT;
	char digest[DIGEST_LEN + 1];

	report_write(d->file.report, &bytes);
	digest_of(bytes.text, bytes.len, digest);
	ck_assert(journal_mark(d->journal, d->file.report, digest, &e));
	ck_assert(save_file("r.yaml", bytes.text, bytes.len, &e));
	assert_errors(&e, "");
	buf_release(&bytes);
}

/* With a trail, without one, and with one that does not tell of the file as
 * it was at first. */
START_TEST(an_end_before_the_trail)
{
	struct session d;

	begin(&d);
	if (_i) {
		change(&d, "note", "x");
		save(&d);
	}
	if (_i == 2) {
		session_close(&d, true);
		put_text("r.yaml", "form: small/1\nt: {columns: [p, q], "
				   "a: [1.5, 2]}\n");
		open_session(&d);
	}
	change(&d, "t.a.p", "7");
	save_without_trail(&d);
	session_close(&d, false);
	open_session(&d);
	ck_assert(!report_modified(d.file.report));
	assert_saved(&d);
	ck_assert_int_eq(trail_has("\tt.a.p\t1.5\t7\t"), 1);
	ck_assert_int_eq(trail_has(d.digest), 1);
	session_close(&d, false);
	open_session(&d);
	change(&d, "t.a.p", "8");
	save(&d);
	session_close(&d, true);
	ck_assert_int_eq(trail_has("\tt.a.p\t1.5\t7\t"), 1);
	ck_assert_int_eq(trail_has("\tt.a.p\t7\t8\t"), 1);
	ck_assert_int_eq(trail_has("\tnote\t"), _i > 0);
}
END_TEST

START_TEST(no_trail_is_kept)
{
	struct error e = ERROR_INIT;
	struct session d;

	put_text("r.yaml", small_report());
	session_open(&d, "r.yaml", SESSION_SCREEN, false, &e);
	assert_errors(&e, "");
	change(&d, "t.a.p", "7");
	save(&d);
	change(&d, "t.a.p", "8");
	save_without_trail(&d);
	session_close(&d, false);
	session_open(&d, "r.yaml", SESSION_SCREEN, false, &e);
	assert_errors(&e, "");
	session_close(&d, true);
	assert_names(".", "forms r.yaml r.yaml~ ");
}
END_TEST

/* ---- somebody else writes ---- */

static const char other[] =
	"form: small/1\n"
	"unit: somebody else\n"
	"t: {columns: [p, q], a: [99, 98]}\n";
static const char third[] =
	"form: small/1\n"
	"unit: a third\n"
	"t: {columns: [p, q], a: [1, 1]}\n";
static const char changed[] =
	"r.yaml: error: was changed by somebody else; compare, then save "
	"again\n";

static void
assert_text(const char *path, const char *wanted)
{
	struct buf text = BUF_INIT;

	get_text(path, &text);
	ck_assert_str_eq(text.text, wanted);
	buf_release(&text);
}

START_TEST(changed_while_we_type)
{
	struct session d;

	begin(&d);
	change(&d, "t.a.p", "7");
	put_text("r.yaml", other);
	assert_not_saved(&d, changed);
	ck_assert(d.differs);
	assert_shows(d.theirs.report, "unit", "somebody else");
	assert_shows(d.file.report, "t.a.p", "7");
	assert_text("r.yaml", other);
	if (_i) {
		/* and once more, while that was compared */
		put_text("r.yaml", third);
		assert_not_saved(&d, changed);
		ck_assert(d.differs);
		assert_shows(d.theirs.report, "unit", "a third");
		assert_text("r.yaml", third);
	}
	save(&d);
	ck_assert(!d.differs);
	assert_saved(&d);
	assert_text("r.yaml~", _i ? third : other);
	session_close(&d, true);
}
END_TEST

START_TEST(changed_after_the_end)
{
	struct session d;

	begin(&d);
	change(&d, "t.a.p", "7");
	session_close(&d, false);
	put_text("r.yaml", other);
	assert_refused(SESSION_COMMAND,
		       "r.yaml: error: what was typed and not saved lies in "
		       "its journal; open it, or first run: gouji --recover "
		       "r.yaml\n");
	open_saying(&d, SESSION_RECOVER, "");
	ck_assert(d.differs);
	session_close(&d, false);
	open_session(&d);
	ck_assert(d.restored);
	ck_assert(d.differs);
	ck_assert(report_modified(d.file.report));
	assert_shows(d.file.report, "t.a.p", "7");
	assert_shows(d.theirs.report, "t.a.p", "99");
	/* compared, and left once more */
	session_seen(&d);
	ck_assert(!d.differs);
	session_close(&d, false);
	open_session(&d);
	ck_assert(!d.differs);
	ck_assert(report_modified(d.file.report));
	if (_i) {
		put_text("r.yaml", third);
		assert_not_saved(&d, changed);
		assert_text("r.yaml", third);
	}
	save(&d);
	assert_saved(&d);
	session_close(&d, true);
}
END_TEST

/* Written anew with the same bytes, it is the same. */
START_TEST(touched)
{
	struct buf text = BUF_INIT;
	struct session d;

	begin(&d);
	change(&d, "t.a.p", "7");
	get_text("r.yaml", &text);
	put_text("copy", text.text);
	ck_assert(!rename("copy", "r.yaml"));
	save(&d);
	assert_saved(&d);
	session_close(&d, true);
	buf_release(&text);
}
END_TEST

/* It goes away: while we type, or after the end. */
START_TEST(removed)
{
	struct session d;

	begin(&d);
	change(&d, "t.a.p", "7");
	if (_i)
		session_close(&d, false);
	ck_assert(!unlink("r.yaml"));
	if (_i)
		open_session(&d);
	ck_assert(!d.differs);
	ck_assert(report_modified(d.file.report));
	save(&d);
	assert_saved(&d);
	session_close(&d, true);
	ck_assert(!unlink("r.yaml"));
	assert_refused(SESSION_SCREEN,
		       "r.yaml: error: cannot be opened: No such "
		       "file or directory\n");
}
END_TEST

/* What is no report. */
static const char *const none[] = { "garbage\n", "form: none/1\n", "" };

START_TEST(garbage_while_we_type)
{
	struct error e = ERROR_INIT;
	struct session d;

	begin(&d);
	change(&d, "t.a.p", "7");
	put_text("r.yaml", none[_i]);
	ck_assert(!session_save(&d, &e));
	ck_assert(!d.differs);
	ck_assert_uint_eq(e.count, 2);
	ck_assert_int_eq(e.problem[0].severity, SEVERITY_WARNING);
	ck_assert_str_eq(e.problem[1].text,
			 "was changed by somebody else; save under another "
			 "name with :w NAME");
	error_release(&e);
	assert_text("r.yaml", none[_i]);
	session_close(&d, false);
	/* what was typed is there still, and it is said */
	ck_assert(session_open(&d, "r.yaml", SESSION_SCREEN, true, &e));
	ck_assert_uint_eq(e.count, 1);
	ck_assert_int_eq(e.problem[0].severity, SEVERITY_WARNING);
	error_release(&e);
	ck_assert(report_modified(d.file.report));
	assert_shows(d.file.report, "t.a.p", "7");
	session_close(&d, true);
	ck_assert(!session_open(&d, "r.yaml", SESSION_SCREEN, true, &e));
	ck_assert(error_any(&e));
	error_release(&e);
}
END_TEST

START_TEST(another_form)
{
	struct error e = ERROR_INIT;
	struct session d;

	begin(&d);
	put_text("forms/tiny-1.yaml", "form: tiny\nversion: 1\nlanguages: "
				      "[en]\ntitle: [T]\nbody:\n- text: note\n"
				      "  label: N\n");
	change(&d, "t.a.p", "7");
	put_text("r.yaml", "form: tiny/1\nnote: x\n");
	ck_assert(!session_save(&d, &e));
	ck_assert(!d.differs);
	ck_assert_str_eq(error_first(&e),
			 "was changed by somebody else and cannot be "
			 "compared: it is of another form; save what you see "
			 "under another name with :w NAME");
	error_release(&e);
	session_close(&d, true);
}
END_TEST

START_TEST(a_fifo_now)
{
	struct session d;

	begin(&d);
	change(&d, "t.a.p", "7");
	ck_assert(!unlink("r.yaml") && !mkfifo("r.yaml", 0600));
	assert_not_saved(&d, "gouji: error: r.yaml is not saved: what lies "
			     "there cannot be read: Invalid argument; try "
			     "again, or save under another name with :w "
			     "NAME\n");
	session_close(&d, false);
	assert_refused(SESSION_SCREEN,
		       "r.yaml: error: is not a regular file\n");
	assert_names(".", "forms r.yaml r.yaml.journal ");
}
END_TEST

START_TEST(no_folder)
{
	struct error e = ERROR_INIT;
	struct session d;

	ck_assert(!session_open(&d, "none/r.yaml", SESSION_SCREEN, true, &e));
	assert_errors(&e, "none/r.yaml: error: cannot be opened: No such file "
			  "or directory\n");
}
END_TEST

/* ---- a journal that is of no use ---- */

START_TEST(a_journal_that_is_none)
{
	struct session d;

	put_text("r.yaml", small_report());
	put_text("r.yaml.journal", "garbage\n");
	open_session(&d);
	ck_assert(d.kept);
	ck_assert(!d.restored);
	ck_assert(!report_modified(d.file.report));
	change(&d, "t.a.p", "7");
	assert_names(".", "forms r.yaml r.yaml.journal r.yaml.journal~ "
			  "r.yaml.lock ");
	session_close(&d, false);
	assert_text("r.yaml.journal~", "garbage\n");
	open_session(&d);
	ck_assert(d.restored);
	assert_shows(d.file.report, "t.a.p", "7");
	session_close(&d, true);
}
END_TEST

/* Elsewhere is one that cannot be read, and beside the report another, which
 * is not the one to look at. */
START_TEST(a_journal_elsewhere_that_is_none)
{
	struct dir dir, state;
	struct buf path = BUF_INIT;
	struct session d;

	put_text("r.yaml", small_report());
	ck_assert(dir_open(&dir, "r.yaml"));
	ck_assert(dir_state(&state, &dir, true));
	dir_show(&state, ".journal", &path);
	put_text(path.text, "garbage elsewhere\n");
	if (_i)
		put_text("r.yaml.journal", "garbage beside it\n");
	open_session(&d);
	ck_assert(d.kept);
	change(&d, "t.a.p", "7");
	session_close(&d, false);
	open_session(&d);
	ck_assert(d.restored);
	assert_shows(d.file.report, "t.a.p", "7");
	session_close(&d, true);
	buf_addc(&path, '~');
	assert_text(path.text, "garbage elsewhere\n");
	dir_release(&state);
	dir_release(&dir);
	buf_release(&path);
}
END_TEST

/* What comes before the garbage counts, and is on the disk again at once. */
START_TEST(a_journal_with_garbage_at_its_end)
{
	struct error e = ERROR_INIT;
	struct spot spot = { .cell = 3 };
	struct session d;

	begin(&d);
	change(&d, "t.a.p", "7");
	session_close(&d, false);
	add_text("r.yaml.journal", "garbage\n");
	open_session(&d);
	ck_assert(d.kept);
	ck_assert(d.restored);
	assert_shows(d.file.report, "t.a.p", "7");
	ck_assert(session_follow(&d, &spot, &e));
	session_close(&d, false);
	open_session(&d);
	ck_assert(!d.kept);
	assert_shows(d.file.report, "t.a.p", "7");
	session_close(&d, true);
}
END_TEST

/* The journal was made anew with its marks first, and the power went before
 * the edits were on the disk, which are in the file: that is right, then. */
START_TEST(a_journal_that_ends_before_the_file)
{
	struct error e = ERROR_INIT;
	struct spot spot = { .cell = 3 };
	struct buf text = BUF_INIT;
	struct session d;

	begin(&d);
	change(&d, "t.a.p", "7");
	change(&d, "t.b.p", "8");
	save(&d);
	ck_assert(!unlink("r.yaml.journal"));
	ck_assert(session_follow(&d, &spot, &e));
	session_close(&d, false);
	get_text("r.yaml.journal", &text);
	ck_assert(strstr(text.text, "\nedit\t4\t"));
	strstr(text.text, "\nedit\t4\t")[1] = '\0';
	put_text("r.yaml.journal", text.text);
	open_session(&d);
	ck_assert(!d.restored);
	ck_assert(d.kept);
	ck_assert(!report_modified(d.file.report));
	assert_shows(d.file.report, "t.a.p", "7");
	assert_shows(d.file.report, "t.b.p", "8");
	change(&d, "t.b.p", "9");
	save(&d);
	session_close(&d, true);
	buf_release(&text);
}
END_TEST

/* ---- saving that fails ---- */

START_TEST(no_room)
{
	struct error e = ERROR_INIT;
	struct buf before = BUF_INIT;
	struct rlimit l;
	struct session d;
	bool saved;

	begin(&d);
	get_text("r.yaml", &before);
	change(&d, "t.a.p", "7");
	signal(SIGXFSZ, SIG_IGN);
	/* no ck_assert() while there is no room */
	getrlimit(RLIMIT_FSIZE, &l);
	l.rlim_cur = 10;
	setrlimit(RLIMIT_FSIZE, &l);
	saved = session_save(&d, &e);
	l.rlim_cur = RLIM_INFINITY;
	setrlimit(RLIMIT_FSIZE, &l);
	ck_assert(!saved);
	ck_assert(error_any(&e));
	error_release(&e);
	assert_file("r.yaml", &before);
	change(&d, "t.a.p", "8");
	session_close(&d, false);
	open_session(&d);
	assert_shows(d.file.report, "t.a.p", "8");
	undo(&d, "t.a.p");
	undo(&d, "t.a.p");
	ck_assert(!report_modified(d.file.report));
	session_close(&d, true);
	buf_release(&before);
}
END_TEST

/* ---- two at once ---- */

struct writer {
	pid_t pid;
	int to, from;
};

/* What the other process does, a letter each: k keys the digit that follows,
 * s saves, e ends badly, f ends well, h waits to be asked to end. */
static void
obey(struct session *d, int in, int out)
{
	struct spot spot = { .cell = 3 };
	struct error e = ERROR_INIT;
	struct pollfd p = { .fd = d->socket, .events = POLLIN };
	char c, text[2] = "";

	while (write(out, "d", 1) == 1 && read(in, &c, 1) == 1) {
		if (c == 'k' && read(in, text, 1) == 1) {
			report_key(d->file.report, at(d->file.form, "t.a.p"),
				   text, false, EDIT_NEW, &e);
			session_follow(d, &spot, &e);
		} else if (c == 's') {
			session_save(d, &e);
		} else if (c == 'h') {
			poll(&p, 1, -1);
			d->asked = takeover_asked(d->socket);
			c = 'e';
		}
		if (c == 'e' || c == 'f') {
			session_close(d, c == 'f');
			if (error_any(&e) || write(out, "d", 1) != 1)
				_exit(8);
			_exit(0);
		}
	}
	_exit(7);
}

static void
writer_starts(struct writer *w, enum session_for what)
{
	int to[2], from[2];
	char byte;

	ck_assert(!pipe(to) && !pipe(from));
	w->pid = fork();
	ck_assert_int_ge(w->pid, 0);
	if (!w->pid) {
		struct error e = ERROR_INIT;
		struct session d;

		close(to[1]);
		close(from[0]);
		if (!session_open(&d, "r.yaml", what, true, &e))
			_exit(9);
		obey(&d, to[0], from[1]);
	}
	close(to[0]);
	close(from[1]);
	w->to = to[1];
	w->from = from[0];
	ck_assert_int_eq(read(w->from, &byte, 1), 1);
}

/* Back when it is done. */
static void
writer_does(struct writer *w, const char *what)
{
	char byte;

	ck_assert_int_eq(write(w->to, what, strlen(what)),
			 (ssize_t)strlen(what));
	ck_assert_int_eq(read(w->from, &byte, 1), 1);
}

static void
writer_ended(struct writer *w, int wanted)
{
	int status;

	ck_assert_int_eq(waitpid(w->pid, &status, 0), w->pid);
	ck_assert_int_eq(status, wanted);
	close(w->to);
	close(w->from);
}

static void
open_reader(struct session *d)
{
	open_saying(d, SESSION_SCREEN, "");
	ck_assert(!d->writer);
	ck_assert(!d->journal);
	ck_assert_str_ne(d->holder.person, "");
}

START_TEST(reads_what_another_writes)
{
	struct error e = ERROR_INIT;
	struct writer w;
	struct session d;
	int readings;

	put_text("r.yaml", small_report());
	writer_starts(&w, SESSION_COMMAND);
	open_reader(&d);
	ck_assert(!session_free(&d));
	ck_assert(!session_read_on(&d));
	writer_does(&w, "k7");
	ck_assert(session_read_on(&d));
	assert_shows(d.file.report, "t.a.p", "7");
	ck_assert(!session_read_on(&d));
	writer_does(&w, "k8");
	ck_assert(session_read_on(&d));
	assert_shows(d.file.report, "t.a.p", "8");
	writer_does(&w, "s");
	ck_assert(session_read_on(&d));
	ck_assert(!session_read_on(&d));
	/* a reader writes nothing */
	ck_assert(session_follow(&d, NULL, &e));
	ck_assert(session_sync(&d, &e));
	ck_assert(!session_unsynced(&d));
	ck_assert(!session_take(&d, &e));
	ck_assert(!d.writer);
	writer_does(&w, "k9");
	writer_does(&w, _i ? "e" : "f");
	writer_ended(&w, 0);
	ck_assert(session_free(&d));
	/* twice anew in a row: the second may lie where the first one lay */
	readings = d.readings;
	ck_assert(session_read_on(&d) || _i);
	assert_shows(d.file.report, "t.a.p", _i ? "9" : "8");
	ck_assert(session_take(&d, &e));
	ck_assert_int_eq(d.readings, readings + (_i ? 1 : 2));
	assert_errors(&e, "");
	ck_assert(d.writer);
	ck_assert(!session_free(&d));
	ck_assert(!session_read_on(&d));
	ck_assert_int_eq(report_modified(d.file.report), _i);
	change(&d, "t.a.p", "5");
	save(&d);
	assert_saved(&d);
	session_close(&d, true);
	ck_assert_int_eq(trail_has("\tt.a.p\t9\t5\t"), _i);
	assert_names(".", "forms r.yaml r.yaml.log r.yaml~ ");
}
END_TEST

/* A reader who has become the writer can be asked to end, too. */
START_TEST(asked_after_reading)
{
	struct error e = ERROR_INIT;
	struct writer w;
	struct holder holder;
	struct lock *l;
	struct session d;

	put_text("r.yaml", small_report());
	writer_starts(&w, SESSION_COMMAND);
	open_reader(&d);
	ck_assert_int_eq(d.socket, -1);
	writer_does(&w, "f");
	writer_ended(&w, 0);
	ck_assert(session_take(&d, &e));
	ck_assert_int_ge(d.socket, 0);
	ck_assert_int_eq(lock_take(&l, &d.dir, "", &holder), LOCK_HELD);
	ck_assert(!strncmp(holder.socket, "gouji-", 6));
	holder_release(&holder);
	session_close(&d, true);
}
END_TEST

/* What he left cannot be read: it is not ours to write then. */
START_TEST(nothing_to_take)
{
	struct error e = ERROR_INIT;
	struct writer w;
	struct session d;

	put_text("r.yaml", small_report());
	writer_starts(&w, SESSION_COMMAND);
	open_reader(&d);
	writer_does(&w, "f");
	writer_ended(&w, 0);
	put_text("r.yaml", "garbage\n");
	/* what was there is still to be seen */
	ck_assert(session_read_on(&d));
	assert_shows(d.file.report, "t.a.p", "1.5");
	ck_assert(!session_take(&d, &e));
	ck_assert(error_any(&e));
	error_release(&e);
	ck_assert(!d.writer);
	ck_assert(session_free(&d));
	assert_shows(d.file.report, "t.a.p", "1.5");
	session_close(&d, false);
	assert_text("r.yaml", "garbage\n");
	assert_names(".", "forms r.yaml ");
}
END_TEST

/* The one who wrote is killed: his lock and journal are left, and used. */
START_TEST(the_writer_is_killed)
{
	struct error e = ERROR_INIT;
	struct writer w;
	struct session d;

	put_text("r.yaml", small_report());
	writer_starts(&w, SESSION_COMMAND);
	open_reader(&d);
	writer_does(&w, "k7");
	ck_assert(!kill(w.pid, SIGKILL));
	writer_ended(&w, SIGKILL);
	assert_names(".", "forms r.yaml r.yaml.journal r.yaml.lock ");
	/* nobody has said so yet */
	ck_assert(!session_free(&d));
	ck_assert(session_take(&d, &e));
	assert_errors(&e, "");
	assert_shows(d.file.report, "t.a.p", "7");
	ck_assert_str_ne(d.holder.person, "");
	session_close(&d, true);
	assert_names(".", "forms r.yaml ");
}
END_TEST

START_TEST(the_same_person_comes_again)
{
	struct writer w;
	struct session d;

	put_text("r.yaml", small_report());
	writer_starts(&w, SESSION_SCREEN);
	writer_does(&w, "k7");
	ck_assert_int_eq(write(w.to, "h", 1), 1);
	open_session(&d);
	ck_assert(d.took_over);
	ck_assert(d.restored);
	assert_shows(d.file.report, "t.a.p", "7");
	writer_ended(&w, 0);
	session_close(&d, true);
}
END_TEST

START_TEST(a_command_does_not_wait)
{
	struct error e = ERROR_INIT;
	struct writer w;
	struct session d;

	put_text("r.yaml", small_report());
	writer_starts(&w, SESSION_SCREEN);
	ck_assert(!session_open(&d, "r.yaml", SESSION_COMMAND, true, &e));
	ck_assert(strstr(error_first(&e), "is open at "));
	ck_assert(strstr(error_first(&e), "nothing is changed, try again "
					  "when it is closed"));
	error_release(&e);
	writer_does(&w, "k7");
	ck_assert(!session_open(&d, "r.yaml", SESSION_RECOVER, true, &e));
	error_release(&e);
	writer_does(&w, "e");
	writer_ended(&w, 0);
	assert_refused(SESSION_COMMAND,
		       "r.yaml: error: what was typed and not saved lies in "
		       "its journal; open it, or first run: gouji --recover "
		       "r.yaml\n");
	open_saying(&d, SESSION_RECOVER, "");
	assert_shows(d.file.report, "t.a.p", "7");
	save(&d);
	session_close(&d, false);
	/* all is saved: the journal keeps nobody from anything */
	open_saying(&d, SESSION_COMMAND, "");
	session_close(&d, true);
}
END_TEST

/* ---- locks that there cannot be ---- */

START_TEST(of_another_machine)
{
	struct chain chain = CHAIN_INIT;
	struct buf text = BUF_INIT;
	struct session d;

	put_text("r.yaml", small_report());
	record_field(&text, "gouji-lock");
	record_field(&text, "li");
	record_field(&text, "elsewhere");
	record_field(&text, "");
	record_field(&text, "gouji-1");
	record_field(&text, "2026-11-24T17:30:00.000Z");
	record_end(&text, 0, &chain);
	put_text("r.yaml.lock", text.text);
	open_reader(&d);
	session_close(&d, false);
	assert_refused(SESSION_COMMAND,
		       "r.yaml: error: is open at li on elsewhere, since "
		       "2026-11-24 17:30, or was left open when that machine "
		       "went down; if so, remove r.yaml.lock\n");
	assert_names(".", "forms r.yaml r.yaml.lock ");
	buf_release(&text);
}
END_TEST

START_TEST(no_lock_can_be)
{
	struct session d;

	put_text("r.yaml", small_report());
	ck_assert(!mkdir("r.yaml.lock", 0755));
	open_saying(&d, SESSION_SCREEN,
		    "r.yaml: warning: cannot be locked: Is a directory; see "
		    "that nobody else has it open\n");
	ck_assert(d.writer);
	ck_assert_int_eq(d.socket, -1);
	change(&d, "t.a.p", "7");
	save(&d);
	assert_saved(&d);
	session_close(&d, true);
	assert_names(".", "forms r.yaml r.yaml.lock r.yaml.log r.yaml~ ");
}
END_TEST

/* Where nobody may write, one can type still, and what was typed is kept. */
START_TEST(a_folder_of_others)
{
	bool root = !getuid();
	struct error e = ERROR_INIT;
	struct session d;

	put_text("r.yaml", small_report());
	ck_assert(!mkdir("state", 0700));
	if (root)
		ck_assert(!chown("state", NOBODY, NOBODY) &&
			  !(getenv("TMPDIR") &&
			    chmod(getenv("TMPDIR"), 0711)));
	ck_assert(!chmod(".", root ? 0755 : 0555));
	ck_assert(!root || (!setegid(NOBODY) && !seteuid(NOBODY)));
	open_session(&d);
	change(&d, "t.a.p", "7");
	ck_assert(journal_elsewhere(d.journal));
	ck_assert(!session_save(&d, &e));
	error_release(&e);
	session_close(&d, false);
	open_session(&d);
	ck_assert(d.restored);
	assert_shows(d.file.report, "t.a.p", "7");
	session_close(&d, true);
	open_session(&d);
	ck_assert(!d.restored);
	session_close(&d, true);
	ck_assert(!root || (!seteuid(0) && !setegid(0)));
	ck_assert(!chmod(".", 0755));
	assert_names(".", "forms r.yaml state ");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("desk");
	TCase *c = tcase_create("desk");

	tcase_set_timeout(c, 30);
	tcase_add_checked_fixture(c, enter_folder, leave_folder);
	tcase_add_test(c, nothing_typed_nothing_left);
	tcase_add_test(c, what_was_typed_is_there);
	tcase_add_test(c, undo_goes_on_over_a_save_and_an_end);
	tcase_add_test(c, an_end_before_the_file);
	tcase_add_loop_test(c, an_end_before_the_trail, 0, 3);
	tcase_add_test(c, no_trail_is_kept);
	tcase_add_loop_test(c, changed_while_we_type, 0, 2);
	tcase_add_loop_test(c, changed_after_the_end, 0, 2);
	tcase_add_test(c, touched);
	tcase_add_loop_test(c, removed, 0, 2);
	tcase_add_loop_test(c, garbage_while_we_type, 0,
			    (int)ARRAY_LEN(none));
	tcase_add_test(c, another_form);
	tcase_add_test(c, a_fifo_now);
	tcase_add_test(c, no_folder);
	tcase_add_test(c, a_journal_that_is_none);
	tcase_add_loop_test(c, a_journal_elsewhere_that_is_none, 0, 2);
	tcase_add_test(c, a_journal_with_garbage_at_its_end);
	tcase_add_test(c, a_journal_that_ends_before_the_file);
	tcase_add_test(c, no_room);
	tcase_add_loop_test(c, reads_what_another_writes, 0, 2);
	tcase_add_test(c, asked_after_reading);
	tcase_add_test(c, nothing_to_take);
	tcase_add_test(c, the_writer_is_killed);
	tcase_add_test(c, the_same_person_comes_again);
	tcase_add_test(c, a_command_does_not_wait);
	tcase_add_test(c, of_another_machine);
	tcase_add_test(c, no_lock_can_be);
	tcase_add_test(c, a_folder_of_others);
	suite_add_tcase(s, c);
	return support_run(s);
}
