/* test_ledger.c - totals, verdicts and counts, kept up to date */
#include "report/ledger.h"

#include <stdio.h>
#include <string.h>

#include "report-support.h"

/* ---- totals of random tables against adding up by the tree ---- */

/* The words of a random axis: headings with and without ids, totals. */
static void
random_axis(struct buf *out, const char *what, uint64_t *seed)
{
	int lines = 2 + (int)support_random(seed, 7), i, depth = 0, beside = 0;

	buf_addf(out, "%s l0\n", what);
	for (i = 1; i <= lines; i++) {
		unsigned kind = support_random(seed, 6);

		/* a total needs something beside it */
		if (kind == 0 && depth < 3) {
			buf_addf(out, "%s %.*s", what, depth, ">>>");
			if (support_random(seed, 2))
				buf_addf(out, "h%d\n", i);
			else
				buf_add(out, "-\n");
			depth++;
			buf_addf(out, "%s %.*sx%d\n", what, depth, ">>>", i);
			beside = 1;
			continue;
		}
		if (kind == 1 && depth)
			depth--, beside = 0;
		buf_addf(out, "%s %.*sl%d%s\n", what, depth, ">>>", i,
			 kind == 2 && (beside || !depth) ? "; is=total" : "");
		beside = 1;
	}
}

static struct form *
random_table(uint64_t *seed)
{
	struct buf w = BUF_INIT;
	struct form *f;

	buf_add(&w, "table t; cell=signed\n");
	random_axis(&w, "row", seed);
	random_axis(&w, "col", seed);
	f = mini_form_ok(w.text);
	buf_release(&w);
	return f;
}

static wide naive(const struct report *r, const struct block *b, int row,
		  int column);

static wide
naive_line(const struct report *r, const struct block *b, bool rows, int leaf,
	   int other)
{
	const struct axis *a = rows ? &b->rows : &b->cols;
	const struct line *total = axis_leaf(a, leaf);
	wide sum = 0;
	int i;

	for (i = 0; i < a->leaves; i++) {
		int line = a->leaf[i];

		if (a->line[line].total)
			continue;
		while (line >= 0 && a->line[line].parent != total->parent)
			line = a->line[line].parent;
		if (line >= 0)
			sum += rows ? naive(r, b, i, other)
				    : naive(r, b, other, i);
	}
	return sum;
}

static wide
naive(const struct report *r, const struct block *b, int row, int column)
{
	const struct value *v = report_value(r, block_cell(b, row, column));

	if (axis_leaf(&b->rows, row)->total)
		return naive_line(r, b, true, row, column);
	if (axis_leaf(&b->cols, column)->total)
		return naive_line(r, b, false, column, row);
	return v->state == VALUE_FIGURE ? v->units : 0;
}

START_TEST(random_tables)
{
	uint64_t seed = (uint64_t)_i + 11;
	struct form *f = random_table(&seed);
	const struct block *b = &f->block[0];
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	int step, row, column, keyed;
	wide units;

	for (step = 0; step < 60; step++) {
		struct put put = {
			.cell = (int)support_random(&seed, (unsigned)f->cells),
			.value = { .state = support_random(&seed, 5)
						    ? VALUE_FIGURE
						    : VALUE_BLANK,
				   .units = support_random(&seed, 1000) }
		};

		if (form_computed(f, put.cell))
			continue;
		ck_assert(report_edit(r, &put, 1, EDIT_NEW, &e));
		report_verify(r);
		for (row = 0; row < b->rows.leaves; row++)
			for (column = 0; column < b->cols.leaves; column++)
				if (report_figure(r, block_cell(b, row, column),
						  &units, &keyed))
					ck_assert(units == naive(r, b, row,
								 column));
				else
					ck_assert(naive(r, b, row, column) ==
						  0);
	}
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- places and sizes ---- */

START_TEST(places_are_lined_up)
{
	struct form *f = mini_form_ok(
		"table t\nrow a\n"
		"col x; cell=count\ncol y; cell=amount 2 signed\n"
		"table u\nrow b\ncol z; cell=amount 6 signed\n"
		"rule R; that=a.x + 2 * a.y = 3 * b.z - 0.5\n");
	struct report *r = report_new(f);
	int check = check_number(f, "R", 0);
	wide left, right;

	key(r, "a.x", "7");
	key(r, "a.y", "-1.25");
	key(r, "b.z", "1.666667");
	ck_assert(report_sides(r, check, &left, &right));
	ck_assert_int_eq((long)left, 4500000);
	ck_assert_int_eq((long)right, 4500001);
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	key(r, "b.z", "1.666666");
	ck_assert(report_sides(r, check, &left, &right));
	ck_assert_int_eq((long)right, 4499998);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(sums_beyond_64_bits)
{
	struct form *f = mini_form_ok(
		"table t; cell=amount 6\nrow a\nrow b\nrow s; is=total\ncol x\n"
		"rule R; that=999999999 * s.x = 999999999 * a.x + "
		"999999999 * b.x\n"
		"rule T; that=999999999 * t = 1\n");
	struct report *r = report_new(f);
	wide left, right;

	key(r, "a.x", "999999999.999999");
	key(r, "b.x", "999999999.999999");
	assert_shows(r, "s.x", "1999999999.999998");
	ck_assert_int_eq(report_verdict(r, check_number(f, "R", 0)),
			 VERDICT_OK);
	ck_assert(report_sides(r, check_number(f, "T", 0), &left, &right));
	ck_assert(left == (wide)1999999999999998 * 999999999);
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- what an edit touches ---- */

static const char words[] =
	"table t\n"
	"row a\nrow b\nrow s; is=total; rule=S\n"
	"col x\ncol y\ncol s; is=total\n"
	"text note\n"
	"rule E; each=column t; that=a = b\n"
	"rule A; that=a.x <= 5; level=ask\n"
	"rule N; that=mentions(note, \"x\"); level=note\n"
	"rule F; each=row t; that=filled(row)\n";

START_TEST(stamps_what_moves_and_nothing_else)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	static const char *const moved[] = { "t.a.x", "t.a.s", "t.s.x",
					     "t.s.s" };
	static const char *const still[] = { "t.a.y", "t.b.y", "t.s.y",
					     "t.b.s", "note" };
	size_t i;

	key(r, "note", "x");
	key(r, "t.b.y", "4");
	key(r, "t.a.x", "3");
	for (i = 0; i < ARRAY_LEN(moved); i++)
		ck_assert_int_eq(report_changed(r, at(f, moved[i])), 3);
	for (i = 0; i < ARRAY_LEN(still); i++)
		ck_assert_int_lt(report_changed(r, at(f, still[i])), 3);
	ck_assert_int_eq(report_check_changed(r, check_number(f, "E", 0)), 3);
	ck_assert_int_eq(report_check_changed(r, check_number(f, "E", 1)), 2);
	ck_assert_int_eq(report_check_changed(r, check_number(f, "A", 0)), 3);
	ck_assert_int_eq(report_check_changed(r, check_number(f, "N", 0)), 1);
	report_free(r);
	form_free(f);
}
END_TEST

/* A rule that breaks marks the cells that it names, and they are stamped. */
START_TEST(marks_follow_verdicts)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	int a = at(f, "t.a.x"), b = at(f, "t.b.x");

	key(r, "t.a.x", "3");
	ck_assert_int_eq(report_broken(r, a, LEVEL_MUST), 0);
	key(r, "t.b.x", "4");
	ck_assert_int_eq(report_broken(r, a, LEVEL_MUST), 1);
	ck_assert_int_eq(report_broken(r, b, LEVEL_MUST), 1);
	ck_assert_int_eq(report_changed(r, a), 2);
	ck_assert_int_eq(report_counts(r)->broken[LEVEL_MUST], 1);
	key(r, "t.a.x", "6");
	ck_assert_int_eq(report_broken(r, a, LEVEL_ASK), 1);
	ck_assert_int_eq(report_broken(r, b, LEVEL_ASK), 0);
	ck_assert_int_eq(report_counts(r)->broken[LEVEL_ASK], 1);
	key(r, "t.b.x", "6");
	ck_assert_int_eq(report_broken(r, a, LEVEL_MUST), 0);
	ck_assert_int_eq(report_counts(r)->broken[LEVEL_MUST], 0);
	key(r, "t.a.x", "");
	ck_assert_int_eq(report_counts(r)->broken[LEVEL_ASK], 0);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(totals_on_paper)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	int cell = at(f, "t.s.x"), check = f->paper[cell];
	wide left, right;

	ck_assert(!report_sides(r, check, &left, &right));
	key(r, "t.s.x", "7");
	/* a total on paper over nothing keyed is broken unless it is 0 */
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	assert_shows(r, "t.s.x", "");
	key(r, "t.a.x", "3");
	key(r, "t.b.x", "4");
	assert_shows(r, "t.s.x", "7");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_OK);
	key(r, "t.b.x", "5");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	ck_assert(report_sides(r, check, &left, &right));
	ck_assert_int_eq((int)left, 8);
	ck_assert_int_eq((int)right, 7);
	ck_assert_int_eq(report_broken(r, cell, LEVEL_MUST), 1);
	ck_assert_int_eq(report_value(r, cell)->units, 7);
	/* it is not counted among what is to be keyed */
	ck_assert_int_eq(report_counts(r)->inputs, 4);
	key(r, "t.s.x", "");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_OK);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(texts_are_watched)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	int check = check_number(f, "N", 0);

	ck_assert_int_eq(report_verdict(r, check), VERDICT_BLANK);
	key(r, "note", "y");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	ck_assert_int_eq(report_counts(r)->broken[LEVEL_NOTE], 1);
	ck_assert_int_eq(report_broken(r, at(f, "note"), LEVEL_NOTE), 1);
	key(r, "note", "yx");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_OK);
	key(r, "note", "");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BLANK);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(blanks_are_counted)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct region row = { 0, 0, -1 };
	int filled = check_number(f, "F", 0);

	ck_assert_int_eq(report_counts(r)->blank, 4);
	ck_assert_int_eq(report_check_blank(r, check_number(f, "E", 0)), 2);
	ck_assert_int_eq(report_check_blank(r, check_number(f, "E", 2)), 4);
	ck_assert_int_eq(report_verdict(r, filled), VERDICT_BLANK);
	key(r, "t.a.x", "0");
	ck_assert_int_eq(report_counts(r)->blank, 3);
	ck_assert_int_eq(report_check_blank(r, check_number(f, "E", 0)), 1);
	ck_assert_int_eq(report_check_blank(r, check_number(f, "E", 2)), 3);
	key(r, "t.a.y", "9");
	ck_assert_int_eq(report_verdict(r, filled), VERDICT_OK);
	ck_assert_int_eq(report_counts(r)->blank, 2);
	ck_assert_int_eq(report_blank_cells(r, &f->block[0]), 2);
	ck_assert_int_eq((int)report_region(r, &row), 9);
	/* what is asked of a row is not asked of its total */
	ck_assert_int_eq(f->check[check_number(f, "F", 1)].row, 1);
	report_free(r);
	form_free(f);
}
END_TEST

/* A ledger that is not up to date does not pass report_verify(). */
START_TEST(verify_sees_what_is_wrong)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct value *v = (struct value *)(uintptr_t)report_value(r, 0);

	key(r, "t.a.x", "3");
	if (!freopen("/dev/null", "w", stderr))
		return;
	v->units = 4;
	report_verify(r);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ledger");
	TCase *c = tcase_create("ledger");

	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, random_tables, 0, 40);
	tcase_add_test(c, places_are_lined_up);
	tcase_add_test(c, sums_beyond_64_bits);
	tcase_add_test(c, stamps_what_moves_and_nothing_else);
	tcase_add_test(c, marks_follow_verdicts);
	tcase_add_test(c, totals_on_paper);
	tcase_add_test(c, texts_are_watched);
	tcase_add_test(c, blanks_are_counted);
	tcase_add_test_raise_signal(c, verify_sees_what_is_wrong, 6);
	suite_add_tcase(s, c);
	return support_run(s);
}
