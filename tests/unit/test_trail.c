/* test_trail.c - who changed which cell when */
#include "report/annotation.h"
#include "store/trail.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "store/file.h"
#include "files.h"
#include "report-support.h"

static const char words[] =
	"fields about\n"
	"row unit; cell=text; lines=1\n"
	"row year; cell=year\n"
	"text note\n"
	"table t\n"
	"row new; cell=amount 2 signed\n"
	"row done; cell=amount 2 signed\n"
	"row total; cell=amount 2 signed; is=total; rule=H\n"
	"col person\n"
	"col firm\n";

#define ONE "1111111111111111111111111111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222222222222222222222222222"

/* ---- a folder with a report in it, for each test ---- */

static char folder[] = "/tmp/gouji-trail-XXXXXX";
static struct dir dir;
static struct form *form;
static struct report *report;

static void
setup(void)
{
	struct buf nothing = BUF_INIT;

	strcpy(folder, "/tmp/gouji-trail-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	umask(022);
	write_file("r.yaml", &nothing);
	ck_assert(dir_open(&dir, "r.yaml"));
	form = mini_form_ok(words);
	report = report_new(form);
}

static void
teardown(void)
{
	struct dirent **entry;
	int n = scandir(".", &entry, NULL, alphasort), i;

	report_free(report);
	form_free(form);
	dir_release(&dir);
	for (i = 0; i < n; i++) {
		remove(entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(rmdir(folder), 0);
}

static void
read_log(struct buf *out)
{
	struct error e = ERROR_INIT;

	ck_assert(file_read("r.yaml.log", TRAIL_BYTES, out, &e));
}

/* Appends what was done from edit FROM on. */
static void
append(int from)
{
	struct error e = ERROR_INIT;

	ck_assert(trail_append(&dir, report, from, report_serial(report),
			       from ? TWO : ONE, TWO, "li", &e));
	assert_errors(&e, "");
}

static void
sign(const char *person, const char *reason)
{
	struct sign s = { .time = 1764000000123, .person = person,
			  .reason = reason };

	report_sign(report, &s);
}

static void
type(const char *address, const char *text, enum edit_how how)
{
	struct error e = ERROR_INIT;

	ck_assert(report_key(report, at(form, address), text, true, how, &e));
}

static void
splice_text(const char *address, size_t where, size_t cut, const char *text,
       enum edit_how how)
{
	struct error e = ERROR_INIT;
	struct put put = {
		.cell = at(form, address), .at = where, .cut = cut,
		.value = { .state = *text ? VALUE_TEXT : VALUE_BLANK,
			   .text = *text ? xstrdup(text) : NULL },
	};

	ck_assert(report_edit(report, &put, 1, how, &e));
	value_release(&put.value);
}

/* The changes of a trail of all edits from FROM on: "how address@at before ->
 * after", a line each. */
static void
assert_changes(int from, const char *wanted)
{
	struct buf out = BUF_INIT;
	struct trail t;
	int i;

	trail_of_edits(&t, report, from, report_serial(report));
	for (i = 0; i < t.entries; i++) {
		const struct trail_entry *x = &t.entry[i];

		buf_addf(&out, "%s %s", x->how, x->address);
		if (x->at)
			buf_addf(&out, "@%zu", x->at);
		buf_addf(&out, " %s -> %s\n", x->before, x->after);
		ck_assert(!x->version);
	}
	ck_assert_int_eq(t.looses, 0);
	ck_assert_int_eq(t.torn, 0);
	ck_assert_str_eq(out.text, wanted);
	trail_release(&t);
	buf_release(&out);
}

/* ---- runs made one ---- */

START_TEST(typing_is_one_change)
{
	type("t.new.person", "1", EDIT_NEW);
	type("t.new.person", "12", EDIT_MORE);
	type("t.new.person", "12.", EDIT_MORE);
	type("t.new.person", "12.5", EDIT_MORE);
	type("t.new.firm", "-", EDIT_NEW);
	type("t.new.firm", "-3", EDIT_MORE);
	assert_changes(0, "new t.new.person ~ -> 12.5\n"
			  "new t.new.firm ~ -> -3\n");
}
END_TEST

START_TEST(what_leads_back_is_none)
{
	key(report, "t.new.person", "7");
	type("t.new.person", "71", EDIT_NEW);
	type("t.new.person", "7", EDIT_MORE);
	splice_text("note", 0, 0, "a", EDIT_NEW);
	splice_text("note", 0, 1, "", EDIT_MORE);
	assert_changes(0, "new t.new.person ~ -> 7\n");
	/* a lone minus is blank in the file */
	type("t.new.firm", "-", EDIT_NEW);
	assert_changes(0, "new t.new.person ~ -> 7\n");
}
END_TEST

START_TEST(decimals_that_are_keyed)
{
	key(report, "t.new.person", "7.5");
	key(report, "t.new.person", "7.50");
	assert_changes(0, "new t.new.person ~ -> 7.5\n"
			  "new t.new.person 7.5 -> 7.50\n");
}
END_TEST

START_TEST(undo_and_redo)
{
	int cell;

	type("t.new.person", "1", EDIT_NEW);
	type("t.new.person", "12", EDIT_MORE);
	splice_text("note", 0, 0, "ab", EDIT_NEW);
	splice_text("note", 2, 0, "c", EDIT_MORE);
	ck_assert(report_undo(report, &cell));
	ck_assert(report_undo(report, &cell));
	ck_assert(report_redo(report, &cell));
	assert_changes(0, "new t.new.person ~ -> 12\n"
			  "new note  -> abc\n"
			  "undo note abc -> \n"
			  "undo t.new.person 12 -> ~\n"
			  "redo t.new.person ~ -> 12\n");
}
END_TEST

START_TEST(paper_and_source)
{
	struct error e = ERROR_INIT;

	ck_assert(report_key(report, at(form, "year"), "2023", false,
			     EDIT_SOURCE, &e));
	key(report, "t.total.person", "-5");
	assert_changes(0, "new t.total.person ~ -> -5\n");
}
END_TEST

static const struct {
	const char *start;
	struct { size_t at, cut; const char *put; } splice[4];
	const char *wanted;
} splices[] = {
	/* typing; on in front of it; in it */
	{ "", { { 0, 0, "a" }, { 1, 0, "b" }, { 2, 0, "c" } },
	  "new note  -> abc\n" },
	{ "xy", { { 1, 0, "b" }, { 1, 0, "a" } }, "new note@1  -> ab\n" },
	{ "xy", { { 1, 0, "ac" }, { 2, 0, "b" } }, "new note@1  -> abc\n" },
	/* deleting backwards, forwards, and more than was typed */
	{ "abcd", { { 3, 1, "" }, { 2, 1, "" }, { 1, 1, "" } },
	  "new note@1 bcd -> \n" },
	{ "abcd", { { 1, 1, "" }, { 1, 1, "" } }, "new note@1 bc -> \n" },
	{ "abcd", { { 2, 0, "XY" }, { 1, 4, "" } }, "new note@1 bc -> \n" },
	{ "abcd", { { 2, 0, "XY" }, { 1, 2, "" } }, "new note@1 b -> Y\n" },
	{ "abcd", { { 2, 0, "XY" }, { 3, 2, "" } }, "new note@2 c -> X\n" },
	{ "abcd", { { 1, 2, "XYZ" }, { 0, 5, "w" } }, "new note abcd -> w\n" },
	/* touching at the ends */
	{ "abcd", { { 2, 1, "X" }, { 1, 1, "" } }, "new note@1 bc -> X\n" },
	{ "abcd", { { 1, 1, "X" }, { 2, 1, "" } }, "new note@1 bc -> X\n" },
	/* apart: in the order in which they were made */
	{ "abcd", { { 3, 1, "" }, { 0, 1, "" } },
	  "new note@3 d -> \nnew note a -> \n" },
	{ "abcd", { { 0, 0, "XY" }, { 4, 0, "Z" }, { 0, 1, "" },
		    { 1, 0, "W" } },
	  "new note  -> XY\nnew note@4  -> Z\nnew note X -> \n"
	  "new note@1  -> W\n" },
};

START_TEST(texts)
{
	const char *start = splices[_i].start;
	size_t i;
	int from;

	if (*start)
		splice_text("note", 0, 0, start, EDIT_NEW);
	from = report_serial(report);
	report_end_run(report);
	for (i = 0; i < ARRAY_LEN(splices[_i].splice) &&
		    splices[_i].splice[i].put; i++)
		splice_text("note", splices[_i].splice[i].at,
		       splices[_i].splice[i].cut, splices[_i].splice[i].put,
		       i ? EDIT_MORE : EDIT_NEW);
	assert_changes(from, splices[_i].wanted);
}
END_TEST

/* ---- what the trail says is what was done ---- */

static const char *const cells[] = {
	"unit", "year", "note", "note", "note", "t.new.person", "t.new.firm",
	"t.done.person", "t.total.person",
};
static const char *const typed[] = {
	"", "1", "12", "3.50", "-", "-4", "0", "2024", "7.5",
};
static const char *const pieces[] = {
	"", "", "a", "西罗园", "\n", "\\t\t", "~", "'", "one two",
};

#define PICK(seed, table) (table)[support_random(seed, ARRAY_LEN(table))]

/* A place in TEXT, between two characters. */
static size_t
any_place(const char *text, uint64_t *seed)
{
	size_t n = support_random(seed, (unsigned)strlen(text) + 1);

	while ((text[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static void
any_edit(uint64_t *seed)
{
	const char *address = PICK(seed, cells);
	int cell = at(form, address), to;
	enum edit_how how = support_random(seed, 3) ? EDIT_MORE : EDIT_NEW;
	struct error e = ERROR_INIT;
	unsigned n = support_random(seed, 10);

	if (n == 0) {
		report_undo(report, &to);
	} else if (n == 1) {
		report_redo(report, &to);
	} else if (item_kind(form, cell)->type->figure) {
		report_key(report, cell, PICK(seed, typed), n < 6, how, &e);
	} else {
		const char *text = report_text(report, cell);
		size_t a = any_place(text, seed), b = any_place(text, seed);
		const char *put = PICK(seed, pieces);

		splice_text(address, a < b ? a : b, a < b ? b - a : a - b,
		       cell == at(form, "unit") && *put == '\n' ? "" : put,
		       how);
	}
	error_release(&e);
}

/* Does to R what a line of the trail says, a change after the other. */
static void
apply(struct report *r, const struct edit *edit)
{
	struct error e = ERROR_INIT;
	int i;

	for (i = 0; i < edit->changes; i++) {
		const struct change *c = &edit->change[i];
		const char *cut = c->before.text ? c->before.text : "";
		struct put put = {
			.cell = c->cell, .value = c->after, .at = c->at,
			.cut = strlen(cut),
		};

		if (item_kind(form, c->cell)->type->figure) {
			ck_assert(value_equal(report_value(r, c->cell),
					      &c->before));
			put.cut = 0;
		} else {
			ck_assert(!strncmp(report_text(r, c->cell) + c->at,
					   cut, put.cut));
		}
		ck_assert(report_edit(r, &put, 1, EDIT_NEW, &e));
	}
	assert_errors(&e, "");
}

static void
apply_log(struct report *r)
{
	struct buf bytes = BUF_INIT;
	struct record line = RECORD_INIT;
	struct chain chain = CHAIN_INIT;
	size_t at = 0;

	read_log(&bytes);
	while (record_next(&line, bytes.text, bytes.len, &at, &chain)) {
		struct edit edit;
		int serial;

		if (!record_is(&line, "edit", 1))
			continue;
		ck_assert(record_get_edit(&line, 1, form, &serial, &edit));
		apply(r, &edit);
		record_edit_release(&edit);
	}
	ck_assert_uint_eq(at, bytes.len);
	record_release(&line);
	buf_release(&bytes);
}

/* What is half typed is not in the file. */
static void
finish_typing(void)
{
	struct error e = ERROR_INIT;
	int cell;

	for (cell = 0; cell < form->cells; cell++) {
		const struct value *v = report_value(report, cell);
		struct buf shown = BUF_INIT;

		if (v->state != VALUE_TEXT && v->text) {
			value_format(item_kind(form, cell), v, &shown);
			if (v->state == VALUE_OPEN)
				buf_clear(&shown);
			ck_assert(report_key(report, cell, shown.text, false,
					     EDIT_MORE, &e));
		}
		buf_release(&shown);
	}
}

START_TEST(any_edits)
{
	struct report *old = report_new(form);
	uint64_t seed = (uint64_t)_i;
	int i, saves, from = 0;

	for (saves = 0; saves < 3; saves++) {
		for (i = 0; i < 30; i++)
			any_edit(&seed);
		finish_typing();
		append(from);
		from = report_serial(report);
		report_mark_saved(report);
	}
	apply_log(old);
	assert_same(old, report);
	report_free(old);
}
END_TEST

/* ---- the file ---- */

START_TEST(all_fields)
{
	struct trail t;

	sign("zhang", "typing error");
	key(report, "t.new.person", "7");
	append(0);
	sign("li", "");
	key(report, "t.new.person", "8");
	append(1);
	ck_assert(trail_read(&t, &dir));
	ck_assert_int_eq(t.entries, 4);
	ck_assert_int_eq(t.looses, 0);
	ck_assert_int_eq(t.entry[0].line, 2);
	ck_assert_int_eq(t.entry[0].time, 1764000000123);
	ck_assert_str_eq(t.entry[0].person, "zhang");
	ck_assert_str_eq(t.entry[0].reason, "typing error");
	ck_assert_str_eq(t.entry[0].address, "t.new.person");
	ck_assert_str_eq(t.entry[0].how, "new");
	ck_assert_str_eq(t.entry[0].before, "~");
	ck_assert_str_eq(t.entry[0].after, "7");
	ck_assert(!t.entry[0].version);
	ck_assert(t.entry[1].version);
	ck_assert_int_eq(t.entry[1].line, 3);
	ck_assert_str_eq(t.entry[1].digest, TWO);
	ck_assert_str_eq(t.entry[1].person, "li");
	ck_assert_str_eq(t.entry[2].person, "li");
	ck_assert_str_eq(t.entry[2].reason, "");
	ck_assert_str_eq(t.entry[3].how, "saved");
	ck_assert_ptr_eq(trail_saved(&t), &t.entry[3]);
	trail_release(&t);
}
END_TEST

/* Somebody else wrote the file between two saves. */
START_TEST(another_version)
{
	struct error e = ERROR_INIT;
	struct trail t;

	key(report, "t.new.person", "7");
	append(0);
	ck_assert(trail_append(&dir, report, 1, 1, TWO, ONE, "li", &e));
	ck_assert(trail_append(&dir, report, 1, 1, TWO, ONE, "li", &e));
	ck_assert(trail_read(&t, &dir));
	ck_assert_int_eq(t.entries, 5);
	ck_assert_str_eq(t.entry[2].how, "saved");
	ck_assert(t.entry[3].version);
	ck_assert_str_eq(t.entry[3].how, "found");
	ck_assert_str_eq(t.entry[3].digest, TWO);
	ck_assert_ptr_eq(trail_saved(&t), &t.entry[4]);
	trail_release(&t);
}
END_TEST

START_TEST(no_trail)
{
	struct buf bytes = BUF_INIT, person = BUF_INIT;
	char digest[DIGEST_LEN + 1];
	int64_t time;
	struct trail t;

	ck_assert(!trail_read(&t, &dir));
	ck_assert_int_eq(errno, ENOENT);
	trail_release(&t);
	ck_assert(!trail_last(&dir, digest, &time, &person));
	buf_add(&bytes, "this is\nsomething else\n");
	write_file("r.yaml.log", &bytes);
	ck_assert(!trail_read(&t, &dir));
	ck_assert_int_eq(errno, EINVAL);
	trail_release(&t);
	ck_assert(!trail_last(&dir, digest, &time, &person));
	buf_release(&bytes);
}
END_TEST

START_TEST(as_readable_as_the_report)
{
	static const mode_t modes[] = { 0600, 0644, 0664, 0440 };
	struct stat st;

	ck_assert_int_eq(chmod("r.yaml", modes[_i]), 0);
	append(0);
	ck_assert_int_eq(stat("r.yaml.log", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, modes[_i]);
}
END_TEST

/* What is torn off, and what was noted of a save that did not come to its
 * end, goes; whole saves stay. */
START_TEST(after_a_torn_save)
{
	struct buf first = BUF_INIT, whole = BUF_INIT, now = BUF_INIT;
	size_t len, step = 1;
	struct trail t;

	key(report, "t.new.person", "7");
	append(0);
	read_log(&first);
	key(report, "t.new.firm", "8");
	splice_text("note", 0, 0, "text", EDIT_NEW);
	append(1);
	read_log(&whole);
	for (len = first.len; len < whole.len; len += step) {
		now.len = 0;
		buf_addn(&now, whole.text, len);
		write_file("r.yaml.log", &now);
		append(1);
		buf_clear(&now);
		read_log(&now);
		/* all but the time of saving and its checksum */
		ck_assert_uint_eq(now.len, whole.len);
		ck_assert_mem_eq(now.text, whole.text, first.len);
		ck_assert(trail_read(&t, &dir));
		ck_assert_int_eq(t.entries, 5);
		ck_assert_int_eq(t.looses, 0);
		ck_assert_int_eq(t.torn, 0);
		trail_release(&t);
	}
	buf_release(&first);
	buf_release(&whole);
	buf_release(&now);
}
END_TEST

/* The first save, cut anywhere. */
START_TEST(after_a_torn_head)
{
	struct buf whole = BUF_INIT, now = BUF_INIT;
	size_t len;
	struct trail t;

	key(report, "t.new.person", "7");
	append(0);
	read_log(&whole);
	for (len = 0; len < whole.len; len++) {
		buf_clear(&now);
		buf_addn(&now, whole.text, len);
		write_file("r.yaml.log", &now);
		append(0);
		ck_assert(trail_read(&t, &dir));
		ck_assert_int_eq(t.entries, 2);
		ck_assert_int_eq(t.looses, 0);
		trail_release(&t);
	}
	buf_release(&whole);
	buf_release(&now);
}
END_TEST

/* A text of many bytes, so that what is looked for lies far from the end. */
START_TEST(after_a_torn_long_line)
{
	struct buf long_text = BUF_INIT, bytes = BUF_INIT;
	struct trail t;

	key(report, "t.new.person", "7");
	append(0);
	buf_fill(&long_text, 'x', TEXT_MOST - 1);
	splice_text("note", 0, 0, long_text.text, EDIT_NEW);
	append(1);
	read_log(&bytes);
	buf_splice(&bytes, bytes.len - 30, 30, "", 0);
	write_file("r.yaml.log", &bytes);
	ck_assert(trail_read(&t, &dir));
	ck_assert_int_eq(t.torn, 5);
	trail_release(&t);
	append(1);
	ck_assert(trail_read(&t, &dir));
	ck_assert_int_eq(t.entries, 4);
	ck_assert_int_eq(t.looses + t.torn, 0);
	trail_release(&t);
	buf_release(&bytes);
	buf_release(&long_text);
}
END_TEST

static const char *const foreign[] = {
	"2026-11-24 somebody else's log\n", "x", "gouji-logs\tare nice\n",
};

START_TEST(another_programs_file)
{
	struct buf bytes = BUF_INIT, now = BUF_INIT;
	struct error e = ERROR_INIT;

	buf_add(&bytes, foreign[_i]);
	write_file("r.yaml.log", &bytes);
	ck_assert(!trail_append(&dir, report, 0, 0, ONE, TWO, "li", &e));
	assert_errors(&e, "gouji: warning: the report is saved, but who "
			  "changed what cannot be noted in r.yaml.log: that "
			  "is another program's file; give it another name\n");
	read_log(&now);
	ck_assert_str_eq(now.text, foreign[_i]);
	buf_release(&bytes);
	buf_release(&now);
}
END_TEST

/* A disk that is full in the middle of it leaves it as it was. */
START_TEST(no_room)
{
	struct rlimit old, limit;
	struct buf before = BUF_INIT, now = BUF_INIT;
	struct error e = ERROR_INIT;
	rlim_t more;

	signal(SIGXFSZ, SIG_IGN);
	key(report, "t.new.person", "7");
	append(0);
	read_log(&before);
	splice_text("note", 0, 0, "some text", EDIT_NEW);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
	for (more = 0; more < 160; more += 7) {
		bool ok;

		limit = old;
		limit.rlim_cur = before.len + more;
		/* libcheck writes files too */
		setrlimit(RLIMIT_FSIZE, &limit);
		ok = trail_append(&dir, report, 1, 2, ONE, TWO, "li", &e);
		setrlimit(RLIMIT_FSIZE, &old);
		ck_assert(!ok);
		ck_assert_uint_eq(e.count, 1);
		error_release(&e);
		buf_clear(&now);
		read_log(&now);
		ck_assert_str_eq(now.text, before.text);
	}
	buf_release(&before);
	buf_release(&now);
}
END_TEST

/* ---- lines that do not follow ---- */

static void
five_lines(struct buf *out)
{
	key(report, "t.new.person", "7");
	append(0);
	key(report, "t.new.firm", "8");
	append(1);
	read_log(out);
	ck_assert_ptr_nonnull(out->text);
}

static const char *
line(const struct buf *b, int n)
{
	const char *at = b->text;

	while (--n)
		at = strchr(at, '\n') + 1;
	return at;
}

static void
assert_loose(const struct buf *bytes, int n, const int *lines, int entries)
{
	struct trail t;
	int i;

	ck_assert(trail_parse(&t, bytes->text, bytes->len));
	ck_assert_int_eq(t.looses, n);
	for (i = 0; i < n; i++)
		ck_assert_int_eq(t.loose[i], lines[i]);
	ck_assert_int_eq(t.entries, entries);
	for (i = 0; i < entries; i++) {
		bool loose = false;
		int k;

		for (k = 0; k < n; k++)
			loose = loose || lines[k] == t.entry[i].line;
		ck_assert(t.entry[i].loose == loose);
	}
	trail_release(&t);
}

START_TEST(a_line_changed)
{
	struct buf b = BUF_INIT;
	char *figure;

	five_lines(&b);
	assert_loose(&b, 0, NULL, 4);
	figure = strstr(b.text, "\t7\t");
	ck_assert_ptr_nonnull(figure);
	figure[1] = '9';
	/* it is told of, as it stands there */
	assert_loose(&b, 1, (int[]){ 2 }, 4);
	buf_release(&b);
}
END_TEST

START_TEST(a_line_left_out)
{
	struct buf b = BUF_INIT;
	int n;

	five_lines(&b);
	for (n = 1; n < 5; n++) {
		struct buf less = BUF_INIT;
		const char *from = line(&b, n), *to = line(&b, n + 1);

		buf_add(&less, b.text);
		buf_splice(&less, (size_t)(from - b.text),
			   (size_t)(to - from), "", 0);
		assert_loose(&less, 1, (int[]){ n }, n == 1 ? 4 : 3);
		buf_release(&less);
	}
	buf_release(&b);
}
END_TEST

START_TEST(a_line_put_in)
{
	struct buf b = BUF_INIT;

	five_lines(&b);
	buf_splice(&b, (size_t)(line(&b, 3) - b.text), 0, "nonsense\n", 9);
	assert_loose(&b, 2, (int[]){ 3, 4 }, 4);
	buf_release(&b);
}
END_TEST

START_TEST(a_checksum_changed)
{
	struct buf b = BUF_INIT;
	size_t end;

	five_lines(&b);
	end = (size_t)(line(&b, 3) - b.text) - 2;
	b.text[end] = b.text[end] == '0' ? '1' : '0';
	assert_loose(&b, 2, (int[]){ 2, 3 }, 4);
	buf_release(&b);
}
END_TEST

/* ---- the last save ---- */

START_TEST(last_of_many)
{
	char digest[DIGEST_LEN + 1], wanted[DIGEST_LEN + 1];
	struct buf person = BUF_INIT, bytes = BUF_INIT, now = BUF_INIT;
	struct error e = ERROR_INIT;
	char before[DIGEST_LEN + 1] = ONE;
	int64_t time;
	int i;

	for (i = 0; i < 1500; i++) {
		snprintf(wanted, sizeof wanted, "%064d", i);
		ck_assert(trail_append(&dir, report, 0, 0, before, wanted,
				       i % 2 ? "li" : "zhang", &e));
		memcpy(before, wanted, sizeof before);
	}
	read_log(&bytes);
	ck_assert_uint_gt(bytes.len, 150000);
	ck_assert(trail_last(&dir, digest, &time, &person));
	ck_assert_str_eq(digest, wanted);
	ck_assert_str_eq(person.text, "li");
	ck_assert_int_gt(time, 1764000000000);
	/* wherever the part that is read begins, its first line is whole */
	for (i = 0; i < 140; i++) {
		struct trail t;

		buf_clear(&now);
		buf_addn(&now, bytes.text, bytes.len);
		buf_fill(&now, 'x', i);
		write_file("r.yaml.log", &now);
		ck_assert(trail_read_end(&t, &dir));
		ck_assert_int_eq(t.looses, 0);
		ck_assert_int_eq(t.torn > 0, i > 0);
		ck_assert_str_eq(trail_saved(&t)->digest, wanted);
		trail_release(&t);
	}
	buf_release(&person);
	buf_release(&bytes);
	buf_release(&now);
}
END_TEST

/* A link or a pipe at its place is neither followed nor waited for. */
START_TEST(no_plain_file)
{
	struct error e = ERROR_INIT;
	struct stat st;
	struct trail t;

	ck_assert_int_eq(_i ? mkfifo("r.yaml.log", 0600)
			    : symlink("elsewhere", "r.yaml.log"), 0);
	ck_assert(!trail_append(&dir, report, 0, 0, ONE, TWO, "li", &e));
	ck_assert_uint_eq(e.count, 1);
	ck_assert_int_eq(stat("elsewhere", &st), -1);
	ck_assert(!trail_read(&t, &dir));
	ck_assert(!trail_read_end(&t, &dir));
	trail_release(&t);
	error_release(&e);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("trail");
	TCase *c = tcase_create("runs"), *any = tcase_create("any");
	TCase *f = tcase_create("file");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_checked_fixture(any, setup, teardown);
	tcase_add_checked_fixture(f, setup, teardown);
	tcase_add_test(c, typing_is_one_change);
	tcase_add_test(c, what_leads_back_is_none);
	tcase_add_test(c, decimals_that_are_keyed);
	tcase_add_test(c, undo_and_redo);
	tcase_add_test(c, paper_and_source);
	tcase_add_loop_test(c, texts, 0, ARRAY_LEN(splices));
	tcase_add_loop_test(any, any_edits, 0, 300);
	tcase_add_test(f, all_fields);
	tcase_add_test(f, another_version);
	tcase_add_test(f, no_trail);
	tcase_add_loop_test(f, as_readable_as_the_report, 0, 4);
	tcase_add_test(f, after_a_torn_save);
	tcase_add_test(f, after_a_torn_head);
	tcase_add_test(f, after_a_torn_long_line);
	tcase_add_loop_test(f, another_programs_file, 0, ARRAY_LEN(foreign));
	tcase_add_test(f, no_room);
	tcase_add_test(f, a_line_changed);
	tcase_add_test(f, a_line_left_out);
	tcase_add_test(f, a_line_put_in);
	tcase_add_test(f, a_checksum_changed);
	tcase_add_test(f, last_of_many);
	tcase_add_loop_test(f, no_plain_file, 0, 2);
	suite_add_tcase(s, c);
	suite_add_tcase(s, any);
	suite_add_tcase(s, f);
	return support_run(s);
}
