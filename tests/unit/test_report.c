/* test_report.c - edits, runs, undo, redo, replay */
#include "report/previous-report.h"
#include "report/report.h"

#include <stdio.h>
#include <string.h>

#include "report/annotation.h"
#include "report/previous-year.h"
#include "report/reason.h"
#include "report/report-state.h"
#include "report-support.h"

static const char words[] =
	"fields about\n"
	"row unit; cell=text; lines=1\n"
	"row year; cell=year\n"
	"text note\n"
	"table t\n"
	"row new; cell=signed\n"
	"row done\n"
	"row >granted; cell=signed\n"
	"row >other\n"
	"row >>lapsed; cell=signed\n"
	"row >>misc; cell=signed\n"
	"row >total; cell=signed; is=granted + other\n"
	"row net; cell=signed; is=new - done.total\n"
	"row pending; cell=signed\n"
	"col person\n"
	"col firm\n"
	"col total; is=total\n"
	"table fees\nrow fee\ncol sum; cell=amount 2 signed\n"
	"rule H5; each=column t; that=new = done.total + pending\n"
	"rule L; each=row t; that=person >= firm; blank=0; level=ask\n"
	"rule N; that=mentions(note, \"费\"); if=new.total > 3; level=note\n"
	"rule F; each=row t; that=filled(row)\n";

enum { UNIT, YEAR, NOTE, T, FEE = T + 21, CELLS };
enum { NEW, GRANTED, LAPSED, MISC, TOTAL, NET, PENDING, ROWS };

/* ---- one edit ---- */

static const struct {
	int cell;
	struct value value;
	size_t at, cut;
	const char *complaint;
} refused[] = {
	{ -1, { .state = VALUE_FIGURE }, 0, 0, "there is no such cell" },
	{ 1 << 20, { .state = VALUE_FIGURE }, 0, 0, "there is no such cell" },
	{ YEAR, { .state = VALUE_TEXT, .text = (char[]){ "x" } }, 0, 0,
	  "a figure is expected" },
	{ NOTE, { .state = VALUE_FIGURE }, 0, 0, "a text is expected" },
	{ NOTE, { .state = VALUE_OPEN, .text = (char[]){ "-" } }, 0, 0,
	  "a text is expected" },
	{ NOTE, { .state = VALUE_BLANK }, 4, 0, "beyond the end of the text" },
	{ NOTE, { .state = VALUE_BLANK }, 0, 4, "beyond the end of the text" },
	{ NOTE, { .state = VALUE_BLANK }, 2, 2, "beyond the end of the text" },
	{ NOTE, { .state = VALUE_TEXT, .text = (char[]){ "\xff" } }, 0, 0,
	  "the text is not UTF-8" },
	{ UNIT, { .state = VALUE_TEXT, .text = (char[]){ "a\nb" } }, 0, 0,
	  "this text has one line only" },
};

START_TEST(refuse)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	struct put put[2] = {
		{ .cell = T, .value = { .state = VALUE_FIGURE, .units = 5 } },
		{ .cell = refused[_i].cell, .value = refused[_i].value,
		  .at = refused[_i].at, .cut = refused[_i].cut },
	};

	key(r, "note", "abc");
	ck_assert(!report_edit(r, put, 2, EDIT_NEW, &e));
	ck_assert_uint_eq(e.count, 1);
	ck_assert_str_eq(error_first(&e), refused[_i].complaint);
	/* nothing changed, not even the put that was right */
	ck_assert_int_eq(report_serial(r), 1);
	assert_shows(r, "t.new.person", "");
	report_verify(r);
	error_release(&e);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(refuse_two_texts_for_one_cell)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	struct put put[3] = {
		{ .cell = NOTE, .cut = 3 }, { .cell = UNIT, .cut = 1 },
		{ .cell = NOTE, .cut = 3 },
	};

	key(r, "note", "abc");
	key(r, "unit", "x");
	ck_assert(report_edit(r, put, 0, EDIT_NEW, &e));
	ck_assert(!report_edit(r, put, 3, EDIT_NEW, &e));
	ck_assert_str_eq(error_first(&e), "a text changes twice in one edit");
	ck_assert_str_eq(report_text(r, NOTE), "abc");
	error_release(&e);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(refuse_a_text_without_end)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	struct buf most = BUF_INIT;
	struct put put = { .cell = NOTE };

	buf_fill(&most, 'x', TEXT_MOST);
	put.value = (struct value){ .state = VALUE_TEXT, .text = most.text };
	ck_assert(report_edit(r, &put, 1, EDIT_NEW, &e));
	put.value.text = (char[]){ "y" };
	put.at = 7;
	ck_assert(!report_edit(r, &put, 1, EDIT_NEW, &e));
	assert_errors(&e, "gouji: error: the text is longer than 200000 "
			  "bytes\n");
	put.cut = 1;
	ck_assert(report_edit(r, &put, 1, EDIT_NEW, &e));
	buf_release(&most);
	report_free(r);
	form_free(f);
}
END_TEST

static const struct {
	const char *address, *text;
	bool typed;
	const char *shown;	/* NULL: refused */
	const char *complaint;
} keyed[] = {
	{ "t.new.person", "12", false, "12", NULL },
	{ "t.new.person", " １２ ", false, "12", NULL },
	{ "t.new.person", "-", true, "-", NULL },
	{ "t.new.person", "-", false, NULL, "'-' is not a number" },
	{ "t.new.person", "x", true, NULL, "'x' is not a number" },
	{ "t.new.person", "1.5", false, NULL, "'1.5' is not a whole number" },
	{ "fee.sum", "12.", true, "12.", NULL },
	{ "fee.sum", "12.", false, "12", NULL },
	{ "fee.sum", "12.50", false, "12.50", NULL },
	{ "year", "20233", false, NULL, "'20233' has too many digits" },
	{ "unit", "某某街道", false, "某某街道", NULL },
	{ "unit", "a\nb", false, NULL, "'a\nb' has more than one line" },
	{ "note", "a\nb", false, "a\nb", NULL },
};

START_TEST(key_a_text)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	bool ok = report_key(r, at(f, keyed[_i].address), keyed[_i].text,
			     keyed[_i].typed, EDIT_NEW, &e);

	ck_assert_int_eq(ok, keyed[_i].shown != NULL);
	if (ok)
		assert_shows(r, keyed[_i].address, keyed[_i].shown);
	else
		ck_assert_str_eq(error_first(&e), keyed[_i].complaint);
	error_release(&e);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(an_edit_of_nothing_is_none)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	struct put put = { .cell = NOTE, .at = 1, .cut = 1,
			   .value = { .state = VALUE_TEXT,
				      .text = (char[]){ "b" } } };

	key(r, "t.new.person", "");
	ck_assert_int_eq(report_serial(r), 0);
	key(r, "t.new.person", "5");
	key(r, "t.new.person", "5");
	ck_assert_int_eq(report_serial(r), 1);
	key(r, "note", "abc");
	ck_assert(report_edit(r, &put, 1, EDIT_NEW, &e));
	ck_assert_int_eq(report_serial(r), 2);
	ck_assert(report_edit(r, NULL, 0, EDIT_NEW, &e));
	ck_assert_int_eq(report_serial(r), 2);
	/* the decimals count */
	key(r, "fee.sum", "5");
	key(r, "fee.sum", "5.0");
	ck_assert_int_eq(report_serial(r), 4);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(half_typed_counts_as_blank)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	int blank = report_counts(r)->blank;

	ck_assert_int_eq(report_counts(r)->inputs, 2 + 10 + 1);
	ck_assert_int_eq(blank, 13);
	report_key(r, T, "-", true, EDIT_NEW, &e);
	ck_assert_int_eq(report_counts(r)->blank, blank);
	assert_shows(r, "t.new.total", "");
	report_key(r, T, "-5", true, EDIT_MORE, &e);
	ck_assert_int_eq(report_counts(r)->blank, blank - 1);
	assert_shows(r, "t.new.total", "-5");
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- runs ---- */

/* ---- a measure ---- */

static const char measures[] =
	"table t\nrow a\nrow b\n"
	"col n\ncol m; cell=measure\ncol note; cell=text\n"
	"table u\nrow x; cell=measure\nrow note; cell=text\ncol c\n"
	"rule H1; each=row t, u; that=filled(row)\n"
	"rule H2; that=filled(t)\n"
	"rule S; that=t.a >= 0\n";

static const struct {
	const char *typed;
	int blank;		/* cells of all that must be keyed */
	enum verdict filled;	/* row a, in which n is keyed */
} measure[] = {
	{ "1", 3, VERDICT_OK },
	{ "12", 3, VERDICT_OK },
	{ "12.", 4, VERDICT_BLANK },
	{ "12.5", 3, VERDICT_OK },
	{ "12.5k", 4, VERDICT_BLANK },
	{ "12.5kg", 3, VERDICT_OK },
	{ "", 4, VERDICT_BLANK },
};

/* It is a text that counts as blank while it is none, key by key. */
START_TEST(a_measure_is_filled_in)
{
	struct form *f = mini_form_ok(measures);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	int m = at(f, "t.a.m"), cell;
	size_t i;

	ck_assert_int_eq(report_counts(r)->inputs, 5);
	ck_assert_int_eq(report_counts(r)->blank, 5);
	key(r, "t.a.n", "3");
	for (i = 0; i < ARRAY_LEN(measure); i++) {
		ck_assert(report_key(r, m, measure[i].typed, true,
				     i ? EDIT_MORE : EDIT_NEW, &e));
		report_verify(r);
		ck_assert_int_eq(report_counts(r)->blank, measure[i].blank);
		ck_assert_int_eq(report_verdict(r, check_number(f, "H1", 0)),
				 measure[i].filled);
		ck_assert_str_eq(report_text(r, m), measure[i].typed);
		assert_shows(r, "t.a.m", measure[i].typed);
	}
	report_end_run(r);
	ck_assert(!report_key(r, m, "12.5k", false, EDIT_NEW, &e));
	assert_errors(&e, "gouji: error: '12.5k' ends in no unit that this "
			  "cell takes\n");
	/* the whole table, and a column that begins with a text */
	key(r, "t.a.m", "1 t");
	key(r, "t.b.n", "0");
	ck_assert_int_eq(report_verdict(r, check_number(f, "H2", 0)),
			 VERDICT_BLANK);
	key(r, "t.b.m", "2");
	ck_assert_int_eq(report_verdict(r, check_number(f, "H2", 0)),
			 VERDICT_OK);
	ck_assert_int_eq(report_verdict(r, check_number(f, "S", 0)),
			 VERDICT_OK);
	while (report_undo(r, &cell))
		report_verify(r);
	ck_assert_int_eq(report_counts(r)->blank, 5);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(one_undo_takes_back_a_run)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	int cell = -1;

	ck_assert(!report_undo(r, &cell));
	ck_assert(!report_redo(r, &cell));
	report_key(r, T + 1, "7", true, EDIT_MORE, &e);
	report_end_run(r);
	report_key(r, T, "1", true, EDIT_MORE, &e);
	report_key(r, T, "13", true, EDIT_MORE, &e);
	report_key(r, T, "130", true, EDIT_MORE, &e);
	assert_shows(r, "t.new.total", "137");
	ck_assert(report_undo(r, &cell));
	ck_assert_int_eq(cell, T);
	assert_shows(r, "t.new.total", "7");
	ck_assert(report_redo(r, &cell));
	assert_shows(r, "t.new.person", "130");
	ck_assert(report_undo(r, &cell));
	/* what is typed now is a run of its own, and nothing is to redo */
	report_key(r, T, "9", true, EDIT_MORE, &e);
	ck_assert(!report_redo(r, &cell));
	ck_assert(report_undo(r, &cell));
	assert_shows(r, "t.new.total", "7");
	ck_assert(report_undo(r, &cell));
	ck_assert_int_eq(cell, T + 1);
	assert_shows(r, "t.new.total", "");
	ck_assert(!report_undo(r, &cell));
	/* the log only grows */
	ck_assert_int_eq(report_serial(r), 10);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(text_splices_undo)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	const struct put put[] = {
		{ .cell = NOTE, .at = 3,
		  .value = { .state = VALUE_TEXT, .text = (char[]){ "中" } } },
		{ .cell = NOTE, .at = 0, .cut = 3 },
		{ .cell = NOTE, .at = 3, .cut = 3,
		  .value = { .state = VALUE_TEXT, .text = (char[]){ "xy" } } },
	};
	static const char *const after[] = { "年中度", "中度", "中xy" };
	size_t i;
	int cell;

	key(r, "note", "年度");
	for (i = 0; i < ARRAY_LEN(put); i++) {
		ck_assert(report_edit(r, &put[i], 1, EDIT_NEW, &e));
		ck_assert_str_eq(report_text(r, NOTE), after[i]);
	}
	for (i = ARRAY_LEN(put) - 1; i > 0; i--) {
		ck_assert(report_undo(r, &cell));
		ck_assert_str_eq(report_text(r, NOTE), after[i - 1]);
	}
	ck_assert(report_undo(r, &cell));
	ck_assert_str_eq(report_text(r, NOTE), "年度");
	ck_assert(report_undo(r, &cell));
	ck_assert_str_eq(report_text(r, NOTE), "");
	ck_assert_int_eq(report_value(r, NOTE)->state, VALUE_BLANK);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(what_a_file_held_stays)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	struct put put = { .cell = T, .value = { .state = VALUE_FIGURE,
						 .units = 5 } };
	int cell;

	ck_assert(report_edit(r, &put, 1, EDIT_SOURCE, &e));
	ck_assert(!report_modified(r));
	ck_assert(!report_undo(r, &cell));
	key(r, "t.new.person", "6");
	ck_assert(report_modified(r));
	ck_assert(report_undo(r, &cell));
	assert_shows(r, "t.new.person", "5");
	ck_assert(!report_modified(r));
	report_free(r);
	form_free(f);
}
END_TEST

/* What a file held cannot be taken back, nor what was done before it. */
START_TEST(a_source_ends_the_history)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	struct put cut = { .cell = NOTE, .cut = 6 };
	int cell;

	key(r, "note", "年度");
	ck_assert(report_edit(r, &cut, 1, EDIT_SOURCE, &e));
	ck_assert(!report_undo(r, &cell));
	ck_assert(report_modified(r));
	report_mark_saved(r);
	ck_assert(!report_modified(r));
	report_verify(r);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(modified_is_not_what_was_saved)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	int cell;

	ck_assert(!report_modified(r));
	key(r, "t.new.person", "1");
	ck_assert(report_modified(r));
	report_mark_saved(r);
	ck_assert(!report_modified(r));
	key(r, "t.new.person", "2");
	ck_assert(report_modified(r));
	report_undo(r, &cell);
	ck_assert(!report_modified(r));
	report_undo(r, &cell);
	ck_assert(report_modified(r));
	report_redo(r, &cell);
	ck_assert(!report_modified(r));
	report_redo(r, &cell);
	ck_assert(report_modified(r));
	report_undo(r, &cell);
	/* another way forward: the saved state is on it still */
	key(r, "t.new.person", "3");
	ck_assert(report_modified(r));
	report_undo(r, &cell);
	ck_assert(!report_modified(r));
	report_undo(r, &cell);
	key(r, "t.new.person", "1");
	/* the same figures, but not the saved run */
	ck_assert(report_modified(r));
	/* a digit typed after saving is not of the run before */
	report_key(r, T, "12", true, EDIT_MORE, &e);
	report_mark_saved(r);
	report_key(r, T, "123", true, EDIT_MORE, &e);
	ck_assert(report_modified(r));
	report_undo(r, &cell);
	assert_shows(r, "t.new.person", "12");
	ck_assert(!report_modified(r));
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- replay ---- */

START_TEST(replay_refuses)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct change change = { .cell = 0 };
	struct edit edit = { .change = &change, .changes = 1 };
	static const struct {
		enum edit_how how;
		int cell, changes;
	} rows[] = {
		{ EDIT_UNDO, T, 1 }, { EDIT_REDO, T, 1 }, { EDIT_NEW, -1, 1 },
		{ EDIT_NEW, 1 << 20, 1 }, { EDIT_NEW, T, 0 },
		{ EDIT_SOURCE, 1 << 30, 1 },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		struct error e = ERROR_INIT;

		edit.how = rows[i].how;
		edit.changes = rows[i].changes;
		change.cell = rows[i].cell;
		ck_assert(!report_replay(r, &edit, &e));
		assert_errors(&e, "gouji: error: an edit does not fit what "
				  "is there\n");
	}
	ck_assert_int_eq(report_serial(r), 0);
	report_free(r);
	form_free(f);
}
END_TEST

/* What an edit says of what was there must be so. */
static const struct {
	enum edit_how how;
	int cell;
	size_t at;
	struct value before, after;
	bool fits;
} claims[] = {
#define TEXT(t) { .state = VALUE_TEXT, .text = (char[]){ t } }
	{ EDIT_NEW, T, 0, { .state = VALUE_FIGURE, .units = 2 },
	  { .state = VALUE_FIGURE, .units = 3 }, true },
	{ EDIT_MORE, T, 0, { .state = VALUE_FIGURE, .units = 2 },
	  { .state = VALUE_FIGURE, .units = 3 }, true },
	{ EDIT_SOURCE, T, 0, { .state = VALUE_FIGURE, .units = 2 },
	  { .state = VALUE_FIGURE, .units = 3 }, true },
	{ EDIT_NEW, T, 0, { .state = VALUE_FIGURE, .units = 1 },
	  { .state = VALUE_FIGURE, .units = 3 }, false },
	{ EDIT_NEW, T, 0, { .state = VALUE_BLANK },
	  { .state = VALUE_FIGURE, .units = 3 }, false },
	/* it changes nothing */
	{ EDIT_NEW, T, 0, { .state = VALUE_FIGURE, .units = 2 },
	  { .state = VALUE_FIGURE, .units = 2 }, false },
	{ EDIT_NEW, NOTE, 1, TEXT("ote"), TEXT("x"), true },
	{ EDIT_NEW, NOTE, 4, { .state = VALUE_BLANK }, TEXT("x"), true },
	{ EDIT_NEW, NOTE, 1, TEXT("otes"), TEXT("x"), false },
	{ EDIT_NEW, NOTE, 0, TEXT("ote"), TEXT("x"), false },
	{ EDIT_NEW, NOTE, 5, { .state = VALUE_BLANK }, TEXT("x"), false },
	{ EDIT_NEW, UNIT, 0, { .state = VALUE_BLANK }, TEXT("a\nb"), false },
	/* the run that is undone is 1 -> 2 */
	{ EDIT_UNDO, T, 0, { .state = VALUE_FIGURE, .units = 2 },
	  { .state = VALUE_FIGURE, .units = 1 }, true },
	{ EDIT_UNDO, T, 0, { .state = VALUE_FIGURE, .units = 2 },
	  { .state = VALUE_FIGURE, .units = 0 }, false },
	{ EDIT_UNDO, T, 0, { .state = VALUE_FIGURE, .units = 1 },
	  { .state = VALUE_FIGURE, .units = 1 }, false },
	{ EDIT_UNDO, T, 1, { .state = VALUE_FIGURE, .units = 2 },
	  { .state = VALUE_FIGURE, .units = 1 }, false },
	{ EDIT_UNDO, NOTE, 0, { .state = VALUE_FIGURE, .units = 2 },
	  { .state = VALUE_FIGURE, .units = 1 }, false },
	{ EDIT_REDO, T, 0, { .state = VALUE_FIGURE, .units = 2 },
	  { .state = VALUE_FIGURE, .units = 1 }, false },
#undef TEXT
};

START_TEST(replay_looks_at_what_was_there)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct change change = {
		.cell = claims[_i].cell, .at = claims[_i].at,
		.before = claims[_i].before, .after = claims[_i].after,
	};
	struct edit edit = { .how = claims[_i].how, .change = &change,
			     .changes = 1 };
	struct error e = ERROR_INIT;
	int serial;

	key(r, "note", "note");
	key(r, "t.new.person", "1");
	key(r, "t.new.person", "2");
	serial = report_serial(r);
	ck_assert_int_eq(report_replay(r, &edit, &e), claims[_i].fits);
	ck_assert_int_eq(report_serial(r), serial + claims[_i].fits);
	ck_assert_int_eq(error_any(&e), !claims[_i].fits);
	if (claims[_i].fits)
		ck_assert_int_eq(report_log(r, serial)->how, claims[_i].how);
	report_verify(r);
	error_release(&e);
	report_free(r);
	form_free(f);
}
END_TEST

/* A log says that a run goes on; that it was marked as saved meanwhile does
 * not part it, but what was saved is then in its midst. */
START_TEST(replay_goes_on_with_a_run)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f), *again = report_new(f);
	struct error e = ERROR_INIT;
	int cell, i;

	report_key(r, T, "1", true, EDIT_NEW, &e);
	report_key(r, T, "12", true, EDIT_MORE, &e);
	for (i = 0; i < 2; i++) {
		report_replay(again, report_log(r, i), &e);
		assert_errors(&e, "");
		ck_assert(report_modified(again));
		report_end_run(again);
		if (!i)
			report_mark_saved(again);
	}
	ck_assert_int_eq(report_log(again, 1)->how, EDIT_MORE);
	ck_assert(report_undo(again, &cell));
	assert_shows(again, "t.new.person", "");
	ck_assert(report_modified(again));
	/* after an undo there is none to go on with */
	ck_assert(!report_replay(again, report_log(r, 1), &e));
	error_release(&e);
	report_free(again);
	/* nor at the beginning */
	again = report_new(f);
	ck_assert(!report_replay(again, report_log(r, 1), &e));
	error_release(&e);
	report_free(again);
	report_free(r);
	form_free(f);
}
END_TEST

static void
assert_signed(const struct report *r, int n, int64_t time, const char *person,
	      const char *reason)
{
	const struct sign *s = &report_log(r, n)->sign;

	ck_assert_int_eq(s->time, time);
	ck_assert_str_eq(s->person, person);
	ck_assert_str_eq(s->reason, reason);
}

/* ---- what may pass ---- */

static const char policy_words[] =
	"table t\n"
	"row new\n"
	"row old\n"
	"row left\n"
	"col n\n"
	"rule H7; each=column t; that=old = last.left; from=carried\n";

enum { OLD = 1, POLICY_CELLS = 3 };

/* A report of which OLD, carried from a 3 of the year before, is closed. */
struct policy {
	struct form *form;
	struct report *report;
	struct error e;
};

static void
policy_open(struct policy *p)
{
	struct report *last;
	struct version_map *map;
	struct put put = { .cell = OLD,
			   .value = { .state = VALUE_FIGURE, .units = 9 } };

	p->form = mini_form_ok(policy_words);
	p->report = report_new(p->form);
	p->e = (struct error)ERROR_INIT;
	last = report_new(p->form);
	key(last, "t.left.n", "3");
	map = version_map_new(p->form, p->form, &p->e);
	report_set_previous(p->report, previous_new(map, last, "last.yaml"));
	version_map_free(map);
	report_free(last);
	key(p->report, "t.new.n", "1");
	ck_assert(report_edit(p->report, &put, 1, EDIT_SOURCE, &p->e));
	ck_assert_int_eq(report_protected(p->report, OLD),
			 check_number(p->form, "H7", 0));
}

static void
policy_close(struct policy *p)
{
	report_verify(p->report);
	report_free(p->report);
	form_free(p->form);
	error_release(&p->e);
}

static bool
put_figure(struct policy *p, int cell, int units, enum edit_how how)
{
	struct put put = {
		.cell = cell,
		.value = { .state = VALUE_FIGURE, .units = units },
	};

	error_release(&p->e);
	return report_edit(p->report, &put, 1, how, &p->e);
}

/* Puts TEXT into a text of one line, whatever it was. */
static bool
put_line(struct policy *p, int annotation, const char *text, enum edit_how how)
{
	struct put put = { .cell = annotation };
	bool ok;

	put.cut = strlen(report_text(p->report, annotation));
	if (*text)
		put.value = (struct value){ .state = VALUE_TEXT,
					    .text = xstrdup(text) };
	error_release(&p->e);
	ok = report_edit(p->report, &put, 1, how, &p->e);
	value_release(&put.value);
	return ok;
}

static void
assert_refused(struct policy *p, enum refusal why, int cell, const char *said)
{
	ck_assert_int_eq(p->e.code, (int)why);
	ck_assert_int_eq(p->e.subject, cell);
	ck_assert_str_eq(error_first(&p->e), said);
	error_release(&p->e);
}

static const char handed_in[] =
	"is handed in and locked; gouji --return opens it again";
static const char closed[] =
	"t.old.n: is carried from last year; to change it say why with "
	"--reason";

/* Every kind of edit that has puts, and what it may change. */
static const struct {
	enum edit_how how;
	bool handed_in, closed;
} permits[] = {
	{ EDIT_NEW, false, false },
	{ EDIT_MORE, false, false },
	{ EDIT_SOURCE, true, true },
	{ EDIT_TAKEN, true, true },
	{ EDIT_ANSWERED, false, true },
};

START_TEST(who_may_change_what_is_handed_in)
{
	enum edit_how how = permits[_i].how;
	bool may = permits[_i].handed_in;
	struct policy p;
	int serial, left = POLICY_CELLS - 1;

	policy_open(&p);
	ck_assert(put_line(&p, annotation_state(p.form), STATE_HANDED_IN,
			   EDIT_SOURCE));
	ck_assert(report_handed_in(p.report));
	serial = report_serial(p.report);
	ck_assert_int_eq(put_figure(&p, left, 5, how), may);
	if (!may)
		assert_refused(&p, REFUSED_HANDED_IN, -1, handed_in);
	ck_assert_int_eq(report_serial(p.report), serial + may);
	/* even what changes nothing, and what stands in no cell */
	ck_assert_int_eq(put_figure(&p, 0, 1, how), may);
	ck_assert_int_eq(put_line(&p, annotation_note(p.form, 0), "x", how),
			 may);
	ck_assert_int_eq(put_line(&p, annotation_reason(p.form,
							p.form->from[OLD]),
				  "\t0\tli\tx", how), may);
	/* the lock itself */
	ck_assert(put_line(&p, annotation_state(p.form), "", how));
	ck_assert(put_figure(&p, left, 6, how));
	policy_close(&p);
}
END_TEST

START_TEST(who_may_change_what_is_closed)
{
	enum edit_how how = permits[_i].how;
	bool may = permits[_i].closed;
	struct policy p;
	int serial;

	policy_open(&p);
	serial = report_serial(p.report);
	ck_assert_int_eq(put_figure(&p, OLD, 5, how), may);
	if (!may)
		assert_refused(&p, REFUSED_CLOSED, OLD, closed);
	ck_assert_int_eq(report_serial(p.report), serial + may);
	/* as it stands, and as it is carried */
	ck_assert(put_figure(&p, OLD, may ? 5 : 9, how));
	ck_assert_int_eq(report_serial(p.report), serial + may);
	ck_assert(put_figure(&p, OLD, 3, how));
	ck_assert_int_eq(report_value(p.report, OLD)->units, 3);
	/* blank is another matter */
	error_release(&p.e);
	ck_assert_int_eq(report_key(p.report, OLD, "", false, how, &p.e), may);
	/* what a reason opened is open to any */
	ck_assert(put_line(&p, annotation_reason(p.form, p.form->from[OLD]),
			   "\t0\tli\tx", how));
	ck_assert(put_figure(&p, OLD, 7, how));
	policy_close(&p);
}
END_TEST

START_TEST(tells_every_closed_cell)
{
	struct put put[2] = {
		{ .cell = 0, .value = { .state = VALUE_FIGURE, .units = 4 } },
		{ .cell = OLD, .value = { .state = VALUE_FIGURE, .units = 4 } },
	};
	struct policy p;

	policy_open(&p);
	ck_assert(!report_edit(p.report, put, 2, EDIT_NEW, &p.e));
	ck_assert_uint_eq(p.e.count, 1);
	assert_refused(&p, REFUSED_CLOSED, OLD, closed);
	assert_shows(p.report, "t.new.n", "1");
	ck_assert(report_may_change(p.report, 0, &p.e));
	ck_assert(report_may_change(p.report, -1, &p.e));
	ck_assert(!report_may_change(p.report, OLD, &p.e));
	assert_refused(&p, REFUSED_CLOSED, OLD, closed);
	policy_close(&p);
}
END_TEST

static bool
take_back(struct policy *p, enum edit_how how)
{
	error_release(&p->e);
	return report_edit(p->report, NULL, 0, how, &p->e);
}

START_TEST(takes_back_what_passed)
{
	int check;
	struct policy p;

	policy_open(&p);
	check = p.form->from[OLD];
	ck_assert(!take_back(&p, EDIT_UNDO));
	assert_refused(&p, REFUSED_UNDO, -1, "nothing to take back");
	ck_assert(!take_back(&p, EDIT_REDO));
	assert_refused(&p, REFUSED_UNDO, -1, "nothing to do again");
	/* that the reason is gone meanwhile does not matter */
	ck_assert(put_line(&p, annotation_reason(p.form, check),
			   "\t0\tli\tx", EDIT_NEW));
	ck_assert(put_figure(&p, OLD, 5, EDIT_NEW));
	ck_assert(put_line(&p, annotation_reason(p.form, check), "",
			   EDIT_SOURCE));
	ck_assert(!take_back(&p, EDIT_UNDO));
	ck_assert(put_figure(&p, OLD, 6, EDIT_TAKEN));
	ck_assert(take_back(&p, EDIT_UNDO));
	assert_shows(p.report, "t.old.n", "5");
	ck_assert(take_back(&p, EDIT_REDO));
	assert_shows(p.report, "t.old.n", "6");
	policy_close(&p);
}
END_TEST

START_TEST(takes_back_nothing_from_before_the_lock)
{
	struct policy p;
	int serial;

	policy_open(&p);
	ck_assert(put_figure(&p, 0, 5, EDIT_NEW));
	ck_assert(put_line(&p, annotation_state(p.form), STATE_HANDED_IN,
			   EDIT_NEW));
	serial = report_serial(p.report);
	ck_assert(!take_back(&p, EDIT_UNDO));
	assert_refused(&p, REFUSED_HANDED_IN, -1, handed_in);
	ck_assert(!take_back(&p, EDIT_REDO));
	assert_refused(&p, REFUSED_HANDED_IN, -1, handed_in);
	ck_assert_int_eq(report_serial(p.report), serial);
	/* what came after it has passed */
	ck_assert(put_figure(&p, 0, 6, EDIT_TAKEN));
	ck_assert(take_back(&p, EDIT_UNDO));
	assert_shows(p.report, "t.new.n", "5");
	ck_assert(take_back(&p, EDIT_REDO));
	ck_assert(take_back(&p, EDIT_UNDO));
	ck_assert(!take_back(&p, EDIT_UNDO));
	/* nor the return */
	ck_assert(put_line(&p, annotation_state(p.form), "", EDIT_NEW));
	ck_assert(!take_back(&p, EDIT_UNDO));
	assert_refused(&p, REFUSED_UNDO, -1,
		       "handing in and returning are not taken back; see "
		       ":hand-in and :return");
	ck_assert(!report_handed_in(p.report));
	policy_close(&p);
}
END_TEST

START_TEST(who_reads_changes_nothing)
{
	struct policy p;
	struct report *again;
	int i;

	policy_open(&p);
	ck_assert(put_figure(&p, 0, 5, EDIT_NEW));
	ck_assert(put_line(&p, annotation_state(p.form), STATE_HANDED_IN,
			   EDIT_NEW));
	ck_assert(put_figure(&p, 0, 6, EDIT_TAKEN));
	/* the log of another is followed, whatever it says */
	again = report_new(p.form);
	report_set_reading(again, true);
	for (i = 0; i < report_serial(p.report); i++)
		ck_assert(report_replay(again, report_log(p.report, i), &p.e));
	ck_assert(report_handed_in(again));
	assert_shows(again, "t.new.n", "6");
	report_free(p.report);
	p.report = again;
	for (i = 0; i < (int)ARRAY_LEN(permits); i++) {
		ck_assert(!put_figure(&p, 0, 7, permits[i].how));
		assert_refused(&p, REFUSED_READING, -1,
			       "is open elsewhere and can only be read here");
	}
	ck_assert(!take_back(&p, EDIT_UNDO));
	assert_refused(&p, REFUSED_READING, -1,
		       "is open elsewhere and can only be read here");
	ck_assert(!report_may_change(again, -1, &p.e));
	report_set_reading(again, false);
	ck_assert(take_back(&p, EDIT_UNDO));
	policy_close(&p);
}
END_TEST

START_TEST(signs_stay)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f), *again = report_new(f);
	char person[] = "li", reason[] = "paste";
	struct sign sign = { .time = 5, .person = person, .reason = reason };
	struct sign none = { .time = 0 };
	struct error e = ERROR_INIT;
	int cell, i;

	key(r, "note", "a");
	report_sign(r, &sign);
	/* it was copied */
	strcpy(person, "xx");
	strcpy(reason, "xxxxx");
	key(r, "note", "b");
	report_undo(r, &cell);
	report_sign(r, &none);
	key(r, "note", "c");
	sign = (struct sign){ .time = 9, .person = "wang", .reason = "" };
	report_sign(again, &sign);
	for (i = 0; i < report_serial(r); i++)
		ck_assert(report_replay(again, report_log(r, i), &e));
	for (i = 0; i < 2; i++) {
		const struct report *one = i ? again : r;

		assert_signed(one, 0, 0, "", "");
		assert_signed(one, 1, 5, "li", "paste");
		assert_signed(one, 2, 5, "li", "paste");
		assert_signed(one, 3, 0, "", "");
	}
	/* who replays signs what he does himself as before */
	key(again, "note", "d");
	assert_signed(again, 4, 9, "wang", "");
	report_free(r);
	report_free(again);
	form_free(f);
}
END_TEST

/* ---- the same against a plain model ---- */

struct figure {
	bool there;
	long units;		/* in the cell's last place */
	char shown[24];
};

/* All that a report is, as far as a test can tell. */
struct state {
	struct figure figure[CELLS];	/* of a total: the one on paper */
	char text[2][300];	/* unit, note */
	int run;		/* on top of the undo stack; 0: none */
	int cell;		/* where that run began */
};

struct model {
	struct state now;
	struct state undo[3000], redo[3000];
	int undos, redos;
	int runs;		/* handed out */
	bool ended;
	int saved;
};

static bool
is_total(int cell)
{
	int row = (cell - T) / 3, column = (cell - T) % 3;

	return cell >= T && cell < FEE &&
	       (row == TOTAL || row == NET || column == 2);
}

/* Adds up what cell ROW, COLUMN shows; how many of its cells are keyed. */
static int
add_up(const struct state *s, int row, int column, long factor, long *sum)
{
	static const int parts[] = { GRANTED, LAPSED, MISC };
	int n = 0;
	size_t i;

	if (column == 2)
		return add_up(s, row, 0, factor, sum) +
		       add_up(s, row, 1, factor, sum);
	if (row == NET)
		return add_up(s, NEW, column, factor, sum) +
		       add_up(s, TOTAL, column, -factor, sum);
	for (i = 0; row == TOTAL && i < ARRAY_LEN(parts); i++)
		n += add_up(s, parts[i], column, factor, sum);
	if (row != TOTAL && s->figure[T + row * 3 + column].there) {
		*sum += factor * s->figure[T + row * 3 + column].units;
		n++;
	}
	return n;
}

static void
model_show(const struct state *s, int cell, char *out, size_t size)
{
	int row = (cell - T) / 3, column = (cell - T) % 3;
	long sum = 0;

	*out = '\0';
	if (cell == UNIT || cell == NOTE)
		snprintf(out, size, "%s", s->text[cell == NOTE]);
	else if (!is_total(cell))
		snprintf(out, size, "%s", s->figure[cell].shown);
	else if (add_up(s, row, column, 1, &sum))
		snprintf(out, size, "%ld", sum);
}

static enum verdict
model_paper(const struct state *s, int row, int column)
{
	const struct figure *paper = &s->figure[T + row * 3 + column];
	long sum = 0;

	add_up(s, row, column, 1, &sum);
	return !paper->there || paper->units == sum ? VERDICT_OK
						    : VERDICT_BROKEN;
}

static enum verdict
model_h5(const struct state *s, int column)
{
	long left = 0, right = 0;
	int there = add_up(s, NEW, column, 1, &left) +
		    add_up(s, TOTAL, column, 1, &right) +
		    add_up(s, PENDING, column, 1, &right);

	if (there < (column == 2 ? 10 : 5))
		return VERDICT_BLANK;
	return left == right ? VERDICT_OK : VERDICT_BROKEN;
}

static enum verdict
model_verdict(const struct form *f, const struct state *s, int check)
{
	const struct check *c = &f->check[check];
	long a = 0, b = 0;

	if (c->type == CHECK_PAPER)
		return model_paper(s, c->row, c->column);
	switch (*c->rule->id) {
	case 'H':
		return model_h5(s, c->column);
	case 'L':
		add_up(s, c->row, 0, 1, &a);
		add_up(s, c->row, 1, 1, &b);
		return a >= b ? VERDICT_OK : VERDICT_BROKEN;
	case 'N':
		if (add_up(s, NEW, 2, 1, &a) < 2 || a <= 3)
			return VERDICT_OK;
		if (!*s->text[1])
			return VERDICT_BLANK;
		return strstr(s->text[1], "费") ? VERDICT_OK : VERDICT_BROKEN;
	case 'F':
		return add_up(s, c->row, 0, 1, &a) +
		       add_up(s, c->row, 1, 1, &a) == 2 ? VERDICT_OK
							: VERDICT_BLANK;
	case 'r':		/* there are no references here, no drafts */
	case 'd':
		return VERDICT_OK;
	default:
		ck_abort_msg("a check of rule %s", c->rule->id);
		return VERDICT_OK;
	}
}

static void
compare_counts(const struct report *r, const struct state *s)
{
	const struct form *f = report_form(r);
	struct counts counts = { .inputs = 13 };
	int i;

	for (i = 0; i < f->checks; i++) {
		enum verdict v = model_verdict(f, s, i);

		ck_assert_msg(report_verdict(r, i) == v,
			      "check %d of rule %s is %d, not %d", i,
			      f->check[i].rule->id, report_verdict(r, i), v);
		if (v == VERDICT_BROKEN)
			counts.broken[f->check[i].rule->level]++;
		counts.missing += v == VERDICT_BLANK &&
				  *f->check[i].rule->id == 'F';
	}
	for (i = 0; i < CELLS; i++)
		if (i == UNIT)
			counts.blank += !*s->text[0];
		else if (i != NOTE && !is_total(i))
			counts.blank += !s->figure[i].there;
	counts.keyed = *s->text[1] != '\0';
	for (i = T; i < CELLS; i++)
		counts.keyed += s->figure[i].there;
	ck_assert_mem_eq(report_counts(r), &counts, sizeof counts);
}

static void
compare(const struct report *r, const struct model *m)
{
	struct buf shown = BUF_INIT;
	char wanted[300];
	int i;

	for (i = 0; i < CELLS; i++) {
		buf_clear(&shown);
		report_show(r, i, &shown);
		model_show(&m->now, i, wanted, sizeof wanted);
		ck_assert_str_eq(shown.text, wanted);
		if (is_total(i))
			ck_assert_int_eq(report_value(r, i)->state ==
						 VALUE_FIGURE,
					 m->now.figure[i].there);
	}
	compare_counts(r, &m->now);
	ck_assert_int_eq(report_modified(r), m->now.run != m->saved);
	buf_release(&shown);
}

static void
model_begin(struct model *m, bool more, const struct state *before, int cell)
{
	if (more && m->now.run && !m->ended)
		return;
	m->undo[m->undos++] = *before;
	m->now.run = ++m->runs;
	m->now.cell = cell;
	m->redos = 0;
	m->ended = false;
}

/* A random figure for CELL, as it is keyed; the model's idea of it in FIG. */
static void
random_figure(uint64_t *seed, int cell, bool typed, char *text, size_t size,
	      struct figure *fig)
{
	long n = (long)support_random(seed, 4) *
		 (long)support_random(seed, 2000000) - 5;

	if (cell == YEAR || support_random(seed, 3) == 0)
		n = (long)support_random(seed, 3);
	*fig = (struct figure){ .there = true, .units = n };
	if (support_random(seed, 8) == 0) {
		*fig = (struct figure){ .there = false };
	} else if (cell == FEE) {
		fig->units = n < 0 ? -n : n;
		snprintf(fig->shown, sizeof fig->shown, "%ld.%02ld",
			 fig->units / 100, fig->units % 100);
	} else {
		snprintf(fig->shown, sizeof fig->shown, "%ld", n);
	}
	snprintf(text, size, "%s", fig->shown);
	if (!typed || cell == YEAR || is_total(cell))
		return;
	switch (support_random(seed, 6)) {
	case 0:			/* a lone minus */
		*fig = (struct figure){ .there = false, .shown = "-" };
		break;
	case 1:			/* shown as typed while it is typed */
		if (!fig->there)
			break;
		fig->units = 7;
		strcpy(fig->shown, "007");
		if (cell == FEE)
			fig->units = 700;
		break;
	default:
		break;
	}
	snprintf(text, size, "%s", fig->shown);
}

static struct value
value_of(int cell, const struct figure *fig, const char *text, bool typed)
{
	struct kind k = { .type = value_type_find(cell == FEE ? "amount"
							       : "count"),
			  .negative = true, .places = cell == FEE ? 2 : 0 };
	struct value v;
	const char *why;

	ck_assert(typed ? value_parse_typed(&k, text, strlen(text), &v, &why)
			: value_parse(&k, text, strlen(text), &v, &why));
	ck_assert_int_eq(v.state == VALUE_FIGURE, fig->there);
	return v;
}

/* A random splice of text CELL; the model's text is spliced by hand. */
static struct put
random_splice(uint64_t *seed, struct state *s, int cell, char *room)
{
	static const char *const pieces[] = { "费", "a", "", "年度", "x y",
					      "\n", "。" };
	char *text = s->text[cell == NOTE];
	size_t len = strlen(text), from, to, n;
	struct put put = { .cell = cell };

	strcpy(room, pieces[support_random(seed, ARRAY_LEN(pieces))]);
	if (cell == UNIT && *room == '\n')
		*room = '_';
	from = support_random(seed, (unsigned)len + 1);
	to = from + support_random(seed, (unsigned)(len - from) + 1);
	if (len < 200 && support_random(seed, 3))
		to = from;
	while ((text[from] & 0xc0) == 0x80)
		from--;
	while ((text[to] & 0xc0) == 0x80)
		to++;
	to = to < from ? from : to;
	if (len > 250)
		*room = '\0';
	n = strlen(room);
	put.at = from;
	put.cut = to - from;
	put.value = (struct value){ .state = n ? VALUE_TEXT : VALUE_BLANK,
				    .text = n ? room : NULL };
	memmove(text + from + n, text + to, len - to + 1);
	memcpy(text + from, room, n);
	return put;
}

static bool
same_cell(const struct state *a, const struct state *b, int cell)
{
	if (cell == UNIT || cell == NOTE)
		return !strcmp(a->text[cell == NOTE], b->text[cell == NOTE]);
	return !strcmp(a->figure[cell].shown, b->figure[cell].shown) &&
	       a->figure[cell].there == b->figure[cell].there;
}

#define PUTS 5

/* One edit of some cells, no cell twice, in the report and in the model. */
static void
random_edit(struct report *r, struct model *m, uint64_t *seed)
{
	struct state before = m->now;
	int n = support_random(seed, 4) ? 1 : 1 + (int)support_random(seed,
								     PUTS);
	bool more = n == 1 && support_random(seed, 2), typed = more;
	struct put put[PUTS];
	char room[PUTS][32];
	bool used[CELLS] = { false };
	int i, first = -1, serial = report_serial(r);
	struct error e = ERROR_INIT;

	for (i = 0; i < n; i++) {
		int cell = (int)support_random(seed, CELLS);
		struct figure *fig = &m->now.figure[cell];

		while (used[cell])
			cell = (cell + 1) % CELLS, fig = &m->now.figure[cell];
		used[cell] = true;
		if (cell == UNIT || cell == NOTE) {
			put[i] = random_splice(seed, &m->now, cell, room[i]);
		} else {
			random_figure(seed, cell, typed, room[i],
				      sizeof room[i], fig);
			put[i] = (struct put){ .cell = cell };
			put[i].value = value_of(cell, fig, room[i], typed);
		}
		if (first < 0 && !same_cell(&m->now, &before, cell))
			first = cell;
	}
	ck_assert(report_edit(r, put, n, more ? EDIT_MORE : EDIT_NEW, &e));
	for (i = 0; i < n; i++)
		if (put[i].cell != UNIT && put[i].cell != NOTE)
			value_release(&put[i].value);
	/* what changes nothing is not appended */
	ck_assert_int_eq(report_serial(r) != serial, first >= 0);
	if (first >= 0)
		model_begin(m, more, &before, first);
}

static void
undo_or_redo(struct report *r, struct model *m, bool undo)
{
	int cell = -1;
	bool done = undo ? report_undo(r, &cell) : report_redo(r, &cell);
	struct state *from = undo ? m->undo : m->redo;
	struct state *to = undo ? m->redo : m->undo;
	int *froms = undo ? &m->undos : &m->redos;
	int *tos = undo ? &m->redos : &m->undos;
	struct state next;

	ck_assert_int_eq(done, *froms > 0);
	if (!done)
		return;
	next = from[--*froms];
	ck_assert_int_eq(cell, undo ? m->now.cell : next.cell);
	to[(*tos)++] = m->now;
	m->now = next;
	m->ended = true;
}

static void
random_step(struct report *r, struct model *m, uint64_t *seed)
{
	switch (support_random(seed, 12)) {
	case 0:
	case 1:
	case 2:
		undo_or_redo(r, m, true);
		break;
	case 3:
	case 4:
		undo_or_redo(r, m, false);
		break;
	case 5:
		report_end_run(r);
		m->ended = true;
		break;
	case 6:
		if (support_random(seed, 4))
			break;
		report_mark_saved(r);
		m->saved = m->now.run;
		m->ended = true;
		break;
	default:
		random_edit(r, m, seed);
		break;
	}
}

/* What a cell shows and how many rules are broken there. */
static void
look(const struct report *r, int cell, struct buf *out)
{
	int level;

	buf_clear(out);
	report_show(r, cell, out);
	for (level = 0; level < LEVELS; level++)
		buf_addf(out, " %d",
			 report_broken(r, cell, (enum level)level));
}

static void
look_all(const struct report *r, struct buf *out)
{
	int i;

	for (i = 0; i < CELLS; i++)
		look(r, i, &out[i]);
}

/* What looks other than before is stamped. */
static void
compare_stamps(const struct report *r, int serial, struct buf *before)
{
	struct buf now = BUF_INIT;
	int i;

	for (i = 0; i < CELLS; i++) {
		look(r, i, &now);
		if (strcmp(now.text, before[i].text))
			ck_assert_msg(report_changed(r, i) > serial,
				      "cell %d: '%s', then '%s'", i,
				      before[i].text, now.text);
		ck_assert_int_le(report_changed(r, i), report_serial(r));
	}
	buf_release(&now);
}

static struct report *
replayed(const struct report *r, int edits)
{
	struct report *again = report_new(report_form(r));
	struct error e = ERROR_INIT;
	int i;

	for (i = 0; i < edits; i++) {
		report_replay(again, report_log(r, i), &e);
		ck_assert_int_eq(report_serial(again), i + 1);
	}
	assert_errors(&e, "");
	return again;
}

/* The log gives the same report, and the same way back and forth. */
static void
compare_replay(const struct report *r, const struct model *m)
{
	struct report *again = replayed(r, report_serial(r));
	struct report *blank = report_new(report_form(r));
	int i, cell;

	assert_same(r, again);
	for (i = 0; i < m->undos; i++)
		ck_assert(report_undo(again, &cell));
	ck_assert(!report_undo(again, &cell));
	assert_same(again, blank);
	for (i = 0; i < m->undos; i++)
		ck_assert(report_redo(again, &cell));
	assert_same(r, again);
	for (i = 0; i < m->redos; i++)
		ck_assert(report_redo(again, &cell));
	ck_assert(!report_redo(again, &cell));
	report_free(blank);
	report_free(again);
}

#define STEPS 400

START_TEST(any_order_of_edits)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct model *m = xcalloc(1, sizeof *m);
	struct buf before[CELLS];
	uint64_t seed = (uint64_t)_i * 7919 + 1;
	int step, i;

	ck_assert_int_eq(f->cells, CELLS);
	for (i = 0; i < CELLS; i++)
		buf_init(&before[i]);
	for (step = 0; step < STEPS; step++) {
		int serial = report_serial(r);

		look_all(r, before);
		random_step(r, m, &seed);
		report_verify(r);
		compare(r, m);
		compare_stamps(r, serial, before);
		if (step % 40 == 0)
			compare_replay(r, m);
	}
	ck_assert_int_gt(report_serial(r), STEPS / 2);
	compare_replay(r, m);
	while (m->undos)
		undo_or_redo(r, m, true);
	compare(r, m);
	for (i = 0; i < CELLS; i++)
		buf_release(&before[i]);
	free(m);
	report_free(r);
	form_free(f);
}
END_TEST

/* Every prefix of a log is the report of that moment. */
START_TEST(every_prefix_is_its_moment)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f), *again = report_new(f);
	struct model *m = xcalloc(1, sizeof *m);
	uint64_t seed = (uint64_t)_i * 104729 + 5;
	struct error e = ERROR_INIT;
	int step;

	for (step = 0; step < 300; step++) {
		random_step(r, m, &seed);
		while (report_serial(again) < report_serial(r))
			report_replay(again,
				      report_log(r, report_serial(again)), &e);
		assert_same(r, again);
	}
	assert_errors(&e, "");
	free(m);
	report_free(r);
	report_free(again);
	form_free(f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("report");
	TCase *c = tcase_create("report");

	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, refuse, 0, (int)ARRAY_LEN(refused));
	tcase_add_test(c, refuse_two_texts_for_one_cell);
	tcase_add_test(c, refuse_a_text_without_end);
	tcase_add_loop_test(c, key_a_text, 0, (int)ARRAY_LEN(keyed));
	tcase_add_test(c, an_edit_of_nothing_is_none);
	tcase_add_test(c, half_typed_counts_as_blank);
	tcase_add_test(c, a_measure_is_filled_in);
	tcase_add_test(c, one_undo_takes_back_a_run);
	tcase_add_test(c, text_splices_undo);
	tcase_add_test(c, what_a_file_held_stays);
	tcase_add_test(c, a_source_ends_the_history);
	tcase_add_test(c, modified_is_not_what_was_saved);
	tcase_add_test(c, replay_refuses);
	tcase_add_loop_test(c, replay_looks_at_what_was_there, 0,
			    (int)ARRAY_LEN(claims));
	tcase_add_test(c, replay_goes_on_with_a_run);
	tcase_add_loop_test(c, who_may_change_what_is_handed_in, 0,
			    (int)ARRAY_LEN(permits));
	tcase_add_loop_test(c, who_may_change_what_is_closed, 0,
			    (int)ARRAY_LEN(permits));
	tcase_add_test(c, tells_every_closed_cell);
	tcase_add_test(c, takes_back_what_passed);
	tcase_add_test(c, takes_back_nothing_from_before_the_lock);
	tcase_add_test(c, who_reads_changes_nothing);
	tcase_add_test(c, signs_stay);
	tcase_add_loop_test(c, any_order_of_edits, 0, 12);
	tcase_add_loop_test(c, every_prefix_is_its_moment, 0, 4);
	suite_add_tcase(s, c);
	return support_run(s);
}
