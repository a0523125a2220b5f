/* test_changes.c - what some edits of a log come to, cell by cell */
#include "report/annotation.h"
#include "report/changes.h"

#include <string.h>

#include "report-support.h"

static const char words[] =
	"fields about\n"
	"row unit; cell=text; lines=1\n"
	"text note\n"
	"table t\n"
	"row a; cell=signed\n"
	"row b; cell=amount 2\n"
	"row all; is=a + a\n"
	"col x\n"
	"table u\n"
	"row load; cell=measure\n"
	"col y\n";

/* Adds "t.a.x 3 -> 4; " for each cell. */
static void
show(const struct report *r, int from, struct buf *out)
{
	struct changes n;
	int i;

	changes_of(&n, r, from);
	for (i = 0; i < n.cells; i++) {
		item_address(report_form(r), n.cell[i].cell, out);
		buf_addc(out, ' ');
		changes_show(&n.cell[i], r, out);
		buf_add(out, "; ");
	}
	changes_release(&n);
	ck_assert_ptr_null(n.cell);
}

static void
assert_changes(const struct report *r, int from, const char *wanted)
{
	struct buf out = BUF_INIT;

	show(r, from, &out);
	ck_assert_str_eq(out.text, wanted);
	buf_release(&out);
}

START_TEST(nothing)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);

	assert_changes(r, 0, "");
	key(r, "t.a.x", "3");
	assert_changes(r, 1, "");
	assert_changes(r, 2, "");
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(figures)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	int cell;

	key(r, "t.b.x", "1.5");
	key(r, "t.a.x", "3");
	assert_changes(r, 0, "t.a.x (blank) -> 3; t.b.x (blank) -> 1.5; ");
	assert_changes(r, 1, "t.a.x (blank) -> 3; ");
	key(r, "t.a.x", "4");
	assert_changes(r, 0, "t.a.x (blank) -> 4; t.b.x (blank) -> 1.5; ");
	assert_changes(r, 2, "t.a.x 3 -> 4; ");
	/* there and back is nothing */
	key(r, "t.a.x", "3");
	assert_changes(r, 2, "");
	assert_changes(r, 3, "t.a.x 4 -> 3; ");
	report_undo(r, &cell);
	assert_changes(r, 2, "t.a.x 3 -> 4; ");
	key(r, "t.b.x", "");
	assert_changes(r, 0, "t.a.x (blank) -> 4; ");
	assert_changes(r, 1, "t.a.x (blank) -> 4; t.b.x 1.5 -> (blank); ");
	/* printed otherwise is something else */
	key(r, "t.b.x", "1.50");
	assert_changes(r, 1, "t.a.x (blank) -> 4; t.b.x 1.5 -> 1.50; ");
	/* a total on paper */
	key(r, "t.all.x", "7");
	assert_changes(r, 7, "t.all.x (blank) -> 7; ");
	report_free(r);
	form_free(f);
}
END_TEST

/* A measure is a text that is shown like a figure. */
START_TEST(measures)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);

	key(r, "u.load.y", "1.5 t");
	assert_changes(r, 0, "u.load.y (blank) -> 1.5 t; ");
	key(r, "u.load.y", "2kg");
	assert_changes(r, 0, "u.load.y (blank) -> 2kg; ");
	assert_changes(r, 1, "u.load.y 1.5 t -> 2kg; ");
	key(r, "u.load.y", "1.5 t");
	assert_changes(r, 1, "");
	key(r, "u.load.y", "");
	assert_changes(r, 0, "");
	assert_changes(r, 1, "u.load.y 1.5 t -> (blank); ");
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(half_typed)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;

	report_key(r, at(f, "t.a.x"), "-", true, EDIT_NEW, &e);
	assert_changes(r, 0, "t.a.x (blank) -> -; ");
	report_key(r, at(f, "t.a.x"), "-1", true, EDIT_MORE, &e);
	assert_changes(r, 0, "t.a.x (blank) -> -1; ");
	assert_changes(r, 1, "t.a.x - -> -1; ");
	assert_errors(&e, "");
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(texts)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);

	key(r, "note", "x");
	assert_changes(r, 0, "note 1 character; ");
	key(r, "note", "线路é");
	assert_changes(r, 1, "note 3 characters; ");
	/* whatever was done to it, something was */
	key(r, "note", "x");
	assert_changes(r, 1, "note 1 character; ");
	key(r, "unit", "a");
	key(r, "note", "");
	assert_changes(r, 1, "unit 1 character; note 0 characters; ");
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(who_and_what)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct sign sign = { .time = 1, .person = "li", .reason = "" };
	struct changes n;

	key(r, "t.a.x", "3");
	report_sign(r, &sign);
	key(r, "t.a.x", "4");
	key(r, "t.a.x", "5");
	sign.person = "wang";
	report_sign(r, &sign);
	key(r, "t.a.x", "6");
	key(r, "t.b.x", "6");
	changes_of(&n, r, 1);
	ck_assert_int_eq(n.cells, 2);
	ck_assert_int_eq(n.cell[0].cell, at(f, "t.a.x"));
	ck_assert_int_eq(n.cell[0].before->units, 3);
	ck_assert_ptr_eq(n.cell[0].last, report_log(r, 3));
	ck_assert_str_eq(n.cell[0].last->sign.person, "wang");
	changes_release(&n);
	report_free(r);
	form_free(f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("net");
	TCase *c = tcase_create("net");

	tcase_add_test(c, nothing);
	tcase_add_test(c, figures);
	tcase_add_test(c, measures);
	tcase_add_test(c, half_typed);
	tcase_add_test(c, texts);
	tcase_add_test(c, who_and_what);
	suite_add_tcase(s, c);
	return support_run(s);
}
