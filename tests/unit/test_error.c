/* test_error.c - a list of problems, each with its place */
#include "base/error.h"

#include <string.h>

#include "base/mem.h"
#include "support.h"

static void
prints(struct error *e, const char *wanted)
{
	struct buf out = BUF_INIT;

	error_print(e, &out);
	ck_assert_str_eq(out.text, wanted);
	buf_release(&out);
}

START_TEST(empty)
{
	struct error e = ERROR_INIT;

	ck_assert(!error_any(&e));
	ck_assert_str_eq(error_first(&e), "");
	error_sort(&e);
	prints(&e, "");
	error_release(&e);
}
END_TEST

static const struct {
	struct place place;
	const char *text, *line;
} places[] = {
	{ { "a.yaml", 3, 7 }, "bad", "a.yaml:3:7: error: bad\n" },
	{ { "a.yaml", 3, 0 }, "bad", "a.yaml:3: error: bad\n" },
	{ { "a.yaml", 0, 7 }, "bad", "a.yaml: error: bad\n" },
	{ { NULL, 3, 7 }, "bad", "gouji: error: bad\n" },
	{ { "年.yaml", 1, 1 }, "坏", "年.yaml:1:1: error: 坏\n" },
	/* nothing that a terminal obeys */
	{ { "a\x1b[2J", 1, 0 }, "b\nc\x07",
	  "a\\x1b[2J:1: error: b\\x0ac\\x07\n" },
	{ { "f", 0, 0 }, "\xe2\x80\xae" "evil", "f: error: \\u202eevil\n" },
	{ { "f", 0, 0 }, "cut \xe5\xb9", "f: error: cut \\xe5\\xb9\n" },
};

START_TEST(printed_as_gnu_does)
{
	struct error e = ERROR_INIT;

	ck_assert(!error_add(&e, places[_i].place, "%s", places[_i].text));
	ck_assert(error_any(&e));
	prints(&e, places[_i].line);
	ck_assert_str_eq(error_first(&e), places[_i].text);
	error_release(&e);
}
END_TEST

START_TEST(warnings_are_no_errors)
{
	struct error e = ERROR_INIT;

	error_warn(&e, NOWHERE, "mind %d", 1);
	ck_assert(!error_any(&e));
	prints(&e, "gouji: warning: mind 1\n");
	error_add(&e, NOWHERE, "no");
	ck_assert(error_any(&e));
	prints(&e, "gouji: warning: mind 1\ngouji: error: no\n");
	error_release(&e);
}
END_TEST

START_TEST(sorted_by_place_and_stable)
{
	struct error e = ERROR_INIT;

	error_add(&e, (struct place){ "f", 9, 1 }, "e");
	error_add(&e, (struct place){ "f", 2, 8 }, "b");
	error_add(&e, (struct place){ "f", 2, 8 }, "c");
	error_add(&e, (struct place){ "f", 2, 9 }, "d");
	error_add(&e, (struct place){ "f", 0, 0 }, "first");
	error_add(&e, (struct place){ "f", 2, 1 }, "a");
	error_sort(&e);
	prints(&e, "f: error: first\nf:2:1: error: a\nf:2:8: error: b\n"
		   "f:2:8: error: c\nf:2:9: error: d\nf:9:1: error: e\n");
	error_release(&e);
}
END_TEST

static const struct {
	int more;
	const char *tail;
} floods[] = {
	{ 0, "gouji: error: 999\n" },
	{ 1, "gouji: error: 999\ngouji: and there are more than these 1000 "
	     "problems\n" },
	{ 12, "gouji: error: 999\ngouji: and there are more than these 1000 "
	      "problems\n" },
};

START_TEST(flood_is_bounded)
{
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;
	const char *tail = floods[_i].tail;
	int i;

	for (i = 0; i < ERROR_MOST + floods[_i].more; i++)
		error_add(&e, NOWHERE, "%d", i);
	ck_assert_uint_eq(e.count, ERROR_MOST);
	ck_assert_uint_eq(e.left_out, (size_t)floods[_i].more);
	error_print(&e, &out);
	ck_assert_str_eq(out.text + out.len - strlen(tail), tail);
	buf_release(&out);
	error_release(&e);
	ck_assert_uint_eq(e.count + e.left_out, 0);
}
END_TEST

START_TEST(severities_have_names)
{
	ck_assert_str_eq(severity_name(SEVERITY_ERROR), "error");
	ck_assert_str_eq(severity_name(SEVERITY_WARNING), "warning");
	ck_assert_str_eq(severity_name(SEVERITY_NOTE), "note");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("error");
	TCase *c = tcase_create("error");

	tcase_add_test(c, empty);
	tcase_add_loop_test(c, printed_as_gnu_does, 0, (int)ARRAY_LEN(places));
	tcase_add_test(c, warnings_are_no_errors);
	tcase_add_test(c, sorted_by_place_and_stable);
	tcase_add_loop_test(c, flood_is_bounded, 0, (int)ARRAY_LEN(floods));
	tcase_add_test(c, severities_have_names);
	suite_add_tcase(s, c);
	return support_run(s);
}
