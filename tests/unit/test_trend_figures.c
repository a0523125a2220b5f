/* test_trend_figures.c - the figures that a form follows over the years */
#include "report/trend-figures.h"

#include <string.h>

#include "form/formula.h"
#include "report-support.h"

static const char words[] =
	"fields about\n"
	"row year; cell=year\n"
	"table t; label=表/Table\n"
	"row a; cell=amount 2; label=甲/First\n"
	"row b; cell=amount 2; label=乙/Second\n"
	"row all; is=a + b; cell=amount 2\n"
	"col x; label=子/X\n"
	"col y; label=丑/Y\n";

/* The form that is made of LINES and follows FORMULA; NULL if E got an
 * error. */
static struct form *
form_with(const char *lines, const char *formula, struct error *e)
{
	struct buf all = BUF_INIT;
	struct form *f;

	buf_addf(&all, "%strend -; of=%s\n", lines, formula);
	f = mini_form(all.text, e);
	buf_release(&all);
	return f;
}

static struct form *
form_of(const char *lines, const char *formula)
{
	struct error e = ERROR_INIT;
	struct form *f = form_with(lines, formula, &e);

	assert_errors(&e, "");
	ck_assert_ptr_nonnull(f);
	return f;
}

static const struct {
	const char *formula;
	const char *a, *b;	/* t.a.x, t.b.x; t.a.y is blank */
	const char *wanted;
} cases[] = {
	{ "a.x", "3", "", "3" },
	{ "a.x", "", "", "?" },
	{ "b.x", "", "1.50", "1.50" },
	{ "b.x", "", "1.5", "1.5" },
	{ "all.x", "3", "1.50", "4.5" },
	{ "all.x", "3", "", "3" },
	{ "a.x + b.x", "3", "1.50", "4.5" },
	{ "a.x - b.x", "3", "1.50", "1.5" },
	{ "2 * a.x", "3", "", "6" },
	{ "a.x + 1", "3", "", "4" },
	/* what is blank in a sum counts as nothing */
	{ "a", "3", "", "3" },
	{ "a", "", "9", "?" },
	{ "t", "3", "0.25", "3.25" },
	{ "999999999 * a.x", "9999999999999", "",
	  "9999999989999000000001" },
};

static void
assert_trend(const struct form *f, const struct version_map *w,
	     const struct report *r, const char *wanted)
{
	struct buf out = BUF_INIT;
	int keyed;
	wide units;

	if (trend_figure(&f->trend[0], w, r, &units, &keyed))
		amount_format(&out, units, f->places, keyed);
	else
		buf_add(&out, "?");
	ck_assert_str_eq(out.text, wanted);
	buf_release(&out);
}

START_TEST(figure)
{
	struct error e = ERROR_INIT;
	struct form *f = form_of(words, cases[_i].formula);
	struct report *r = report_new(f);
	struct version_map *w = version_map_new(f, f, &e);

	key(r, "a.x", cases[_i].a);
	key(r, "b.x", cases[_i].b);
	assert_trend(f, w, r, cases[_i].wanted);
	version_map_free(w);
	report_free(r);
	form_free(f);
}
END_TEST

static const struct {
	const char *formula, *wanted;
} labels[] = {
	{ "a.x", "First X" },
	{ "a", "First" },
	{ "t", "Table" },
	{ "a.x + b.x", "a.x + b.x" },
};

START_TEST(label)
{
	struct form *f = form_of(words, labels[_i].formula);
	struct buf out = BUF_INIT;

	trend_label(f, &f->trend[0], 1, &out);
	ck_assert_str_eq(out.text, labels[_i].wanted);
	buf_clear(&out);
	f->trend[0].label.text[1] = "Said";
	trend_label(f, &f->trend[0], 1, &out);
	ck_assert_str_eq(out.text, "Said");
	buf_release(&out);
	form_free(f);
}
END_TEST

static const struct {
	const char *formula, *wanted;
} wrong[] = {
	{ "nothing.x", "mini:9: error: nothing is called 'nothing.x' here; see "
	  "the ids of rows and columns\n" },
	{ "3", "mini:9: error: '3' names no figure that could be followed\n" },
	{ "a.x = b.x", "mini:9: error: in 'a.x = b.x': a figure is expected, "
	  "not something true or false\n" },
	{ "a.x - last.a.x", "mini:9: error: in 'a.x - last.a.x': each year "
	  "stands for itself; leave 'last.' out\n" },
};

START_TEST(mistake)
{
	struct error e = ERROR_INIT;

	ck_assert_ptr_null(form_with(words, wrong[_i].formula, &e));
	assert_errors(&e, wrong[_i].wanted);
}
END_TEST

START_TEST(without_year)
{
	struct error e = ERROR_INIT;

	ck_assert_ptr_null(form_with("table t\nrow a\ncol x\n", "a.x", &e));
	assert_errors(&e, "mini:4: error: trend: no field of the form is of "
			  "the type year, so its reports have no order\n");
}
END_TEST

/* A form out of few lines can ask for many additions. */
START_TEST(too_many_cells)
{
	struct buf lines = BUF_INIT;
	struct error e = ERROR_INIT;
	int i;

	buf_add(&lines, "fields about\nrow year; cell=year\ntable t\n");
	for (i = 0; i < 300; i++)
		buf_addf(&lines, "row r%d\n", i);
	for (i = 0; i < 300; i++)
		buf_addf(&lines, "col c%d\n", i);
	for (i = 0; i < 90; i++)
		buf_add(&lines, "trend -; of=t\n");
	ck_assert_ptr_null(mini_form(lines.text, &e));
	assert_errors(&e, "mini:692: error: trend: the figures add up more "
			  "than 8000000 cells\n");
	buf_release(&lines);
}
END_TEST

/* ---- two versions ---- */

static const char words_before[] =
	"fields about\n"
	"row year; cell=year\n"
	"table t\n"
	"row other\n"
	"row fine; cell=amount 3\n"
	"col x\n";

static const char words_now[] =
	"fields about\n"
	"row year; cell=year\n"
	"table t\n"
	"row over\n"
	"row >late\n"
	"row >unpaid\n"
	"row fine; cell=amount 1\n"
	"row fresh\n"
	"col x\n";

static const struct {
	const char *formula, *other, *fine, *wanted;
} versions[] = {
	{ "late.x + unpaid.x", "5", "", "?" },	/* each alone is not known */
	{ "t.fine.x", "", "1.2", "1.2" },
	{ "t.fine.x", "", "1.200", "1.2" },
	/* more decimals than the later form can tell */
	{ "t.fine.x", "", "1.234", "?" },
	{ "fresh.x", "5", "1", "?" },
	{ "t.fine.x + fresh.x", "5", "1", "?" },
	{ "late.x", "5", "", "?" },
	{ "over", "5", "", "5" },
	{ "2 * over", "5", "", "10" },
	{ "over", "", "", "?" },
};

START_TEST(across)
{
	struct form *before = mini_form_ok(words_before);
	struct form *now = form_of(words_now, versions[_i].formula);
	struct report *r = report_new(before);
	enum version_match how[5] = { MATCH_SAME, MATCH_SUM, MATCH_SUM,
				      MATCH_SAME, MATCH_NONE };
	int cell[5];
	struct version_map w = { .now = now, .before = before, .how = how,
			 .cell = cell };

	cell[0] = at(before, "year");
	cell[1] = cell[2] = at(before, "t.other.x");
	cell[3] = at(before, "t.fine.x");
	cell[4] = -1;
	key(r, "other.x", versions[_i].other);
	key(r, "fine.x", versions[_i].fine);
	assert_trend(now, &w, r, versions[_i].wanted);
	report_free(r);
	form_free(before);
	form_free(now);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("trend");
	TCase *c = tcase_create("trend");

	tcase_add_loop_test(c, figure, 0, ARRAY_LEN(cases));
	tcase_add_loop_test(c, label, 0, ARRAY_LEN(labels));
	tcase_add_loop_test(c, mistake, 0, ARRAY_LEN(wrong));
	tcase_add_test(c, without_year);
	tcase_add_test(c, too_many_cells);
	tcase_add_loop_test(c, across, 0, ARRAY_LEN(versions));
	suite_add_tcase(s, c);
	return support_run(s);
}
