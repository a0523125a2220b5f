/* test_formula_verdict.c - what the rules of a form say of a report */
#include "form/formula.h"

#include <string.h>

#include "report-support.h"

/* Three figures in a row, an amount, a year and two texts to speak of. */
static const char words[] =
	"table t\nrow n\ncol a; cell=signed\ncol b; cell=signed\n"
	"col c; cell=signed\ncol d; cell=signed\n"
	"table fee\nrow fee\ncol sum; cell=amount 2\n"
	"fields about\nrow year; cell=year\nrow unit; cell=text\n"
	"text note\n";

static struct form *
form_with(const char *rule, struct error *e)
{
	struct buf all = BUF_INIT;
	struct form *f;

	buf_addf(&all, "%srule R; %s\n", words, rule);
	f = mini_form(all.text, e);
	buf_release(&all);
	return f;
}

/* ---- what is true ---- */

#define OK VERDICT_OK
#define WAITS VERDICT_BLANK
#define BROKEN VERDICT_BROKEN

/* A rule, what is keyed ("a=1 b=-2", '~' for nothing), and the verdict. */
static const struct {
	const char *rule, *keyed;
	enum verdict verdict;
} judged[] = {
	{ "that = a = b", "a=1 b=1", OK },
	{ "that = a = b", "a=1 b=2", BROKEN },
	{ "that = a <> b", "a=1 b=2", OK },
	{ "that = a != b", "a=1 b=1", BROKEN },
	{ "that = a < b", "a=1 b=1", BROKEN },
	{ "that = a < b", "a=1 b=2", OK },
	{ "that = a <= b", "a=1 b=1", OK },
	{ "that = a <= b", "a=2 b=1", BROKEN },
	{ "that = a > b", "a=1 b=1", BROKEN },
	{ "that = a > b", "a=2 b=1", OK },
	{ "that = a >= b", "a=1 b=1", OK },
	{ "that = a >= b", "a=1 b=2", BROKEN },
	/* precedence */
	{ "that = a + 2 * b = 7", "a=1 b=3", OK },
	{ "that = (a + 2) * 2 = 6", "a=1", OK },
	{ "that = 2 * (a + b) - c = 5", "a=1 b=2 c=1", OK },
	{ "that = a - b - c = 1", "a=6 b=3 c=2", OK },
	{ "that = a - (b - c) = 5", "a=6 b=3 c=2", OK },
	{ "that = -a + b = 2", "a=1 b=3", OK },
	{ "that = - 2 * a = -4", "a=2", OK },
	{ "that = --a = 2", "a=2", OK },
	{ "that = a * -3 = -6", "a=2", OK },
	{ "that = 2 * 1 = a", "a=2", OK },
	{ "that = a = 1 or b = 1 and c = 1", "a=1 b=0 c=0", OK },
	{ "that = (a = 1 or b = 1) and c = 1", "a=1 b=0 c=0", BROKEN },
	{ "that = not a = 1 and b = 1", "a=1 b=1", BROKEN },
	{ "that = not (a = 1 and b = 1)", "a=1 b=0", OK },
	{ "that = not not a = 1", "a=1", OK },
	{ "that = a + 1 = b - 1", "a=1 b=3", OK },
	{ "that = a\t=\tb", "a=1 b=1", OK },
	{ "that = n.a=t.n.b", "a=1 b=1", OK },
	/* sums of headings, and cells counted twice */
	{ "that = n = 6", "a=1 b=2 c=3 d=0", OK },
	{ "that = t = 6", "a=1 b=2 c=3 d=0", OK },
	{ "that = n - a = 5", "a=1 b=2 c=3 d=0", OK },
	{ "that = a + a = 2 * a", "a=7", OK },
	{ "that = n - a - b - c - d = 0", "a=1 b=2 c=3 d=9", OK },
	{ "that = 0 * a = 0", "a=5", OK },
	/* numbers alone */
	{ "that = 1 = 1", "", OK },
	{ "that = 1 + 1 = 3", "", BROKEN },
	/* three values: a blank cell is waited for, unless it cannot matter */
	{ "that = a = b", "a=1", WAITS },
	{ "that = a = b", "", WAITS },
	{ "that = a - a = 0", "", WAITS },
	{ "that = n = 6", "a=1 b=2 c=3", WAITS },
	{ "that = not a = 1", "", WAITS },
	{ "that = a = 1 or b = 1", "a=1", OK },
	{ "that = a = 1 or b = 1", "a=0", WAITS },
	{ "that = a = 1 or b = 1", "a=0 b=0", BROKEN },
	{ "that = a = 1 and b = 1", "a=0", BROKEN },
	{ "that = a = 1 and b = 1", "b=0", BROKEN },
	{ "that = a = 1 and b = 1", "a=1", WAITS },
	{ "that = a = 1 and b = 1", "b=1", WAITS },
	{ "that = a = 1 or b = 1", "b=0", WAITS },
	{ "that = a = b; blank = 0", "", OK },
	{ "that = a = b; blank = 0", "a=1", BROKEN },
	{ "that = a = b; blank = 0", "a=0", OK },
	/* a condition that is not known does not hold */
	{ "that = a = b; if = c > 0", "a=1 b=2 c=1", BROKEN },
	{ "that = a = b; if = c > 0", "a=1 b=2 c=0", OK },
	{ "that = a = b; if = c > 0", "a=1 b=2", OK },
	{ "that = a = b; if = c > 0", "a=1 c=1", WAITS },
	{ "that = a = b; if = filled(note)", "a=1 b=2", OK },
	{ "that = a = b; if = filled(note)", "a=1 b=2 note=x", BROKEN },
	/* tolerance */
	{ "that = a = b; within = 2", "a=1 b=3", OK },
	{ "that = a = b; within = 2", "a=3 b=1", OK },
	{ "that = a = b; within = 2", "a=1 b=4", BROKEN },
	{ "that = a <> b; within = 2", "a=1 b=3", BROKEN },
	{ "that = a <= b; within = 2", "a=3 b=1", OK },
	{ "that = a <= b; within = 2", "a=4 b=1", BROKEN },
	{ "that = a >= b; within = 2", "a=1 b=3", OK },
	{ "that = fee.sum = a; within = 0.05", "fee.fee.sum=1.05 a=1", OK },
	{ "that = fee.sum = a; within = 0.05", "sum=1.06 a=1", BROKEN },
	/* decimals */
	{ "that = fee.sum = 12.50", "sum=12.5", OK },
	{ "that = 100 * fee.sum = 1250", "sum=12.5", OK },
	{ "that = fee.sum = a", "sum=3.00 a=3", OK },
	{ "that = fee.sum > a", "sum=3.01 a=3", OK },
	/* filled */
	{ "that = filled(a)", "", WAITS },
	{ "that = filled(a)", "a=0", OK },
	{ "that = filled(n)", "a=1 b=2 c=3", WAITS },
	{ "that = filled(n)", "a=1 b=2 c=3 d=4", OK },
	{ "that = filled(note)", "", WAITS },
	{ "that = filled(note)", "note=x", OK },
	{ "that = filled(unit) and filled(year)", "unit=x", WAITS },
	{ "that = filled(unit) and filled(year)", "unit=x year=2023", OK },
	{ "that = not filled(a) or b = 1", "", OK },
	{ "that = not filled(a) or b = 1", "a=1 b=0", BROKEN },
	/* mentions */
	{ "that = mentions(note, \"费\")", "", WAITS },
	{ "that = mentions(note, \"费\")", "note=信息处理费", OK },
	{ "that = mentions(note, \"费\")", "note=无", BROKEN },
	{ "that = mentions(note, \"费\", \"无\")", "note=无", OK },
	{ "that = not mentions(note, \"无\")", "note=无", BROKEN },
	{ "that = not mentions(note, \"无\")", "", WAITS },
	{ "that = mentions(note, \"\")", "note=x", OK },
	/* length: graphemes, white space left out */
	{ "that = length(note) <= 3", "note=年度报", OK },
	{ "that = length(note) <= 3", "note=年_度　报", OK },
	{ "that = length(note) <= 3", "note=年度报告", BROKEN },
	{ "that = length(note) <= 3", "", WAITS },
	{ "that = 2 * length(note) + 1 = 7", "note=abc", OK },
	{ "that = length(note) - a = 1", "note=abc a=2", OK },
	{ "that = length(note) - a = 1", "note=abc", WAITS },
	{ "that = -length(note) = -3", "note=abc", OK },
	{ "that = length(unit) = length(note)", "note=abc unit=xyz", OK },
	/* before: the number directly before the words */
	{ "that = before(note, \"年\") = year", "note=2023年 year=2023", OK },
	{ "that = before(note, \"年\") = year", "note=2022年 year=2023",
	  BROKEN },
	{ "that = before(note, \"年\") = year", "note=2023_年 year=2023", OK },
	{ "that = before(note, \"年\") = year", "note=今年2023年 year=2023",
	  OK },
	{ "that = before(note, \"年\") = year", "note=今年 year=2023", WAITS },
	{ "that = before(note, \"年\") = year", "year=2023", WAITS },
	{ "that = before(note, \"年\") = year", "note=2023年", WAITS },
	{ "that = before(note, \"年\") = 12", "note=x12年13年", OK },
	{ "that = before(note, \"年\") = 1", "note=99999999999999999999年1年",
	  OK },
	/* words of blanks, or none, are found all over the place */
	{ "that = before(note, \" \") = 3", "note=x_3_", OK },
	{ "that = before(note, \" \") = 3", "note=x_", WAITS },
	{ "that = before(note, \"\") = 3", "note=x", WAITS },
	{ "that = before(note, \"\") = 3", "note=x3", OK },
	{ "that = before(note, \"aa\") = 3", "note=aaa3aaa", OK },
};

/* '_' in a text is a blank. */
static void
fill(struct report *r, const char *keyed)
{
	char *copy = xstrdup(keyed), *save, *word;

	for (word = strtok_r(copy, " ", &save); word;
	     word = strtok_r(NULL, " ", &save)) {
		char *sign = strchr(word, '='), *blank;

		*sign++ = '\0';
		for (blank = sign; (blank = strchr(blank, '_')); )
			*blank = ' ';
		if (strlen(word) == 1 && *word >= 'a' && *word <= 'd') {
			char address[] = "n.?";

			address[2] = *word;
			key(r, address, sign);
		} else {
			key(r, word, sign);
		}
	}
	free(copy);
}

START_TEST(judge)
{
	struct error e = ERROR_INIT;
	struct buf rule = BUF_INIT;
	struct form *f;
	struct report *r;

	/* in the row, columns need no more than their names */
	buf_addf(&rule, "each = row t; %s", judged[_i].rule);
	f = form_with(rule.text, &e);
	assert_errors(&e, "");
	r = report_new(f);
	fill(r, judged[_i].keyed);
	report_verify(r);
	ck_assert_int_eq(report_verdict(r, check_number(f, "R", 0)),
			 judged[_i].verdict);
	report_free(r);
	buf_release(&rule);
	form_free(f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("formula_verdict");
	TCase *c = tcase_create("formula_verdict");

	tcase_add_loop_test(c, judge, 0, (int)ARRAY_LEN(judged));
	suite_add_tcase(s, c);
	return support_run(s);
}
