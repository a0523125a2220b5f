/* test_form_figures.c - what the totals and names of a form add up in a
 * report */
#include <stdio.h>
#include <string.h>

#include "report-support.h"

/* Headings with and without ids on both axes, totals both ways. */
static const char words[] =
	"fields about; label=单位/Body\n"
	"row unit; cell=text; lines=1\n"
	"row year; cell=year; label=年度/Year\n"
	"heading; label=二、/2.\n"
	"table t; label=表/Table\n"
	"row new; label=新收/New\n"
	"row done; label=办结/Done\n"
	"row >granted; label=公开/Granted\n"
	"row >-; label=其他/Otherwise\n"
	"row >>lapsed\n"
	"row >>misc; label=其他/Other; short=他/Oth.\n"
	"row >total; is=total; rule=H4\n"
	"row left\n"
	"col -; label=组织/Bodies\n"
	"col >firm\n"
	"col >other\n"
	"col total; is=total; rule=H3\n"
	"text note; label=注/Note\n"
	"table fee\n"
	"row fee\n"
	"col sum; cell=amount 4\n";

/* "total" and "other" stand in many places, as in the real forms. */
static const char names[] =
	"fields about\nrow unit; cell=text\nrow year; cell=year\n"
	"text note\n"
	"table req\n"
	"row new\n"
	"row done\n"
	"row >granted\n"
	"row >other\n"
	"row >>lapsed\n"
	"row >>misc\n"
	"row >-\n"
	"row >>hidden\n"
	"row >total; is=total\n"
	"row pending\n"
	"col -\n"
	"col >person\n"
	"col >-\n"
	"col >>firm\n"
	"col >>other\n"
	"col >total; is=total\n"
	"table review\n"
	"row count\n"
	"col first\n"
	"col >upheld\n"
	"col >total; is=total\n"
	"col second\n"
	"col >upheld\n"
	"col >total; is=total\n"
	"table fees\nrow fee\ncol sum\n";

/* The cells that a total adds up: brute force over what moves what. */
START_TEST(totals_are_sums_of_keyed_cells)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	static const char *const parts[] = {
		"t.done.granted.firm", "t.done.granted.other",
		"t.done.lapsed.firm", "t.done.lapsed.other",
		"t.done.misc.firm", "t.done.misc.other",
	};
	char figure[20];
	size_t i;
	int n = 1, sum = 0;

	for (i = 0; i < ARRAY_LEN(parts); i++, n *= 3) {
		snprintf(figure, sizeof figure, "%d", n);
		key(r, parts[i], figure);
		sum += n;
	}
	snprintf(figure, sizeof figure, "%d", sum);
	assert_shows(r, "t.done.total.total", figure);
	assert_shows(r, "t.done.total.firm", "91");
	assert_shows(r, "t.done.lapsed.total", "36");
	assert_shows(r, "t.new.total", "");
	ck_assert_int_eq(f->sum[f->total[16]].cells, 6);
	report_free(r);
	form_free(f);
}
END_TEST

/* A total both ways whose two formulas cannot agree by themselves is computed
 * along its row and checked against its column. */
START_TEST(cross_check)
{
	struct form *f = mini_form_ok(
		"table t\n"
		"row a\nrow b\nrow s; is=a.x + b\n"
		"col x\ncol y\ncol s; is=x + y\n");
	struct report *r = report_new(f);
	int check = check_number(f, "total", 0);
	wide left, right;

	while (f->check[check].type != CHECK_CROSS)
		check++;
	key(r, "t.b.x", "5");
	key(r, "t.b.y", "7");
	key(r, "t.a.y", "100");
	assert_shows(r, "t.s.x", "5");
	assert_shows(r, "t.s.y", "7");
	assert_shows(r, "t.s.s", "12");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_OK);
	key(r, "t.a.x", "1");
	assert_shows(r, "t.s.s", "14");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	ck_assert(report_sides(r, check, &left, &right));
	ck_assert_int_eq((int)left, 14);
	ck_assert_int_eq((int)right, 13);
	ck_assert_int_eq(report_broken(r, at(f, "t.s.s"), LEVEL_MUST), 1);
	report_free(r);
	form_free(f);
}
END_TEST

/* A remark beside figures is keyed in the line of the total as well. */
START_TEST(texts_are_not_added_up)
{
	struct form *f = mini_form_ok(
		"table t\nrow a\nrow b\nrow s; is=total\n"
		"col x\ncol why; cell=text\n");
	struct report *r = report_new(f);

	ck_assert(!form_computed(f, at(f, "s.why")));
	key(r, "a.x", "3");
	key(r, "b.x", "4");
	key(r, "a.why", "12");
	key(r, "s.why", "all");
	assert_shows(r, "s.x", "7");
	assert_shows(r, "s.why", "all");
	ck_assert_int_eq(report_counts(r)->inputs, 2);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(totals_of_totals_of_totals)
{
	struct buf w = BUF_INIT;
	struct form *f;
	struct report *r;
	int i;

	buf_add(&w, "table t\nrow r0\n");
	for (i = 1; i <= 300; i++)
		buf_addf(&w, "row r%d; is=r%d\n", i, i - 1);
	buf_add(&w, "col x\n");
	f = mini_form_ok(w.text);
	r = report_new(f);
	key(r, "t.r0.x", "7");
	assert_shows(r, "t.r300.x", "7");
	report_free(r);
	form_free(f);
	buf_release(&w);
}
END_TEST

START_TEST(form_without_anything)
{
	struct form *f = mini_form_ok("");
	struct report *r = report_new(f);

	report_verify(r);
	report_free(r);
	form_free(f);
}
END_TEST

/* The name of a heading adds up what stands under it, totals left out; a
 * total singled out is its own sum. */
START_TEST(headings_add_up)
{
	static const struct {
		const char *that;
		int sum;
	} rows[] = {
		{ "req.done = 0", 2 + 4 + 8 + 16 },
		{ "lapsed + misc = 0", 4 + 8 },
		{ "done.total.total = 0", 2 + 4 + 8 + 16 },
		{ "req = 0", 1 + 2 + 4 + 8 + 16 + 32 },
		{ "misc.firm = 0", 0 },
		{ "misc.person = 0", 8 },
		{ "done.person = 0", 2 + 4 + 8 + 16 },
		{ "done - 2 * (lapsed + misc) = 0", 2 - 4 - 8 + 16 },
	};
	static const char *const parts[] = {
		"req.new.person", "granted.person", "lapsed.person",
		"misc.person", "hidden.person", "pending.person",
	};
	size_t i, j;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf all = BUF_INIT;
		struct form *f;
		struct report *r;
		wide left, right;

		buf_addf(&all, "%srule R; that=%s\n", names, rows[i].that);
		f = mini_form_ok(all.text);
		r = report_new(f);
		for (j = 0; j < ARRAY_LEN(parts); j++) {
			struct value v = { .state = VALUE_FIGURE,
					   .units = 1 << j };
			struct put put = { .cell = at(f, parts[j]),
					   .value = v };
			struct error e = ERROR_INIT;

			ck_assert(report_edit(r, &put, 1, EDIT_NEW, &e));
		}
		ck_assert(report_sides(r, check_number(f, "R", 0), &left,
				       &right));
		ck_assert_msg((int)left == rows[i].sum, "%s: %d", rows[i].that,
			      (int)left);
		ck_assert_int_eq((int)right, 0);
		report_free(r);
		form_free(f);
		buf_release(&all);
	}
}
END_TEST

/* "row" and "column" are the line itself, totals left out. */
START_TEST(the_line_itself)
{
	struct form *f = mini_form_ok(
		"table t\nrow a\nrow b\nrow s; is=total\n"
		"col x\ncol y\ncol s; is=total\n"
		"rule R; each=row t; that=row = s\n"
		"rule C; each=column t; that=column = s\n");
	struct report *r = report_new(f);
	int i, rows = 0, columns = 0;

	key(r, "t.a.x", "1");
	key(r, "t.a.y", "2");
	key(r, "t.b.x", "4");
	key(r, "t.b.y", "8");
	for (i = 0; i < f->checks; i++) {
		ck_assert_int_eq(report_verdict(r, i), VERDICT_OK);
		rows += !strcmp(f->check[i].rule->id, "R");
		columns += !strcmp(f->check[i].rule->id, "C");
	}
	ck_assert_int_eq(rows, 3);
	ck_assert_int_eq(columns, 3);
	report_free(r);
	form_free(f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("form_figures");
	TCase *c = tcase_create("form_figures");

	tcase_add_test(c, totals_are_sums_of_keyed_cells);
	tcase_add_test(c, cross_check);
	tcase_add_test(c, texts_are_not_added_up);
	tcase_add_test(c, totals_of_totals_of_totals);
	tcase_add_test(c, form_without_anything);
	tcase_add_test(c, headings_add_up);
	tcase_add_test(c, the_line_itself);
	suite_add_tcase(s, c);
	return support_run(s);
}
