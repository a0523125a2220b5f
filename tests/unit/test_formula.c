/* test_formula.c - the language of rules: parsed, bound and judged */
#include "form/formula.h"

#include <string.h>

#include "support.h"

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

/* ---- what is not a formula ---- */

static const struct {
	const char *text, *complaint;
} wrong[] = {
	{ "", "the formula '' ends too early: a name or a number expected" },
	{ "a =",
	  "the formula 'a =' ends too early: a name or a number expected" },
	{ "a +",
	  "the formula 'a +' ends too early: a name or a number expected" },
	{ "= b",
	  "in the formula '= b': '=' where a name or a number is expected" },
	{ "a b",
	  "in the formula 'a b': 'b' where the end or a sign is expected" },
	{ "a = b = c",
	  "in the formula 'a = b = c': '=' where the end or a sign is "
	  "expected" },
	{ "(a = b", "the formula '(a = b' ends too early: ) expected" },
	{ "a = b)",
	  "in the formula 'a = b)': ')' where the end or a sign is expected" },
	{ "a / b = 1",
	  "in the formula 'a / b = 1': '/' where the end or a sign is "
	  "expected" },
	{ "a ＝ b",
	  "in the formula 'a ＝ b': '＝' where the end or a sign is expected" },
	{ "年 = 1", "in the formula '年 = 1': '年' where a name or a number is "
		    "expected" },
	{ "A = 1",
	  "in the formula 'A = 1': 'A' where a name or a number is expected" },
	{ "a = 1.2.3",
	  "in the formula 'a = 1.2.3': '1.2.3' where a number of at "
	  "most nine digits and six decimals is expected" },
	{ "a = 1.2345678",
	  "in the formula 'a = 1.2345678': '1.2345678' where a number of at "
	  "most nine digits and six decimals is expected" },
	{ "a = 1000000000000",
	  "in the formula 'a = 1000000000000': '1000000000000' where a number "
	  "of at most nine digits and six decimals is expected" },
	{ "mentions(note, \"x)",
	  "in the formula 'mentions(note, \"x)': '\"x)' where a name or a "
	  "number is expected" },
	{ "max(a, b) = 1", "unknown function 'max'" },
	{ "Filled(a)",
	  "in the formula 'Filled(a)': 'F' where a name or a number "
	  "is expected" },
	{ "filled()",
	  "in the formula 'filled()': ')' where a name or a number is "
	  "expected" },
	{ "filled(a, b)", "filled() takes a name; see gouji-form(5)" },
	{ "filled(a + b)", "filled() takes a name; see gouji-form(5)" },
	{ "filled(\"a\")", "filled() takes a name; see gouji-form(5)" },
	{ "filled(a", "the formula 'filled(a' ends too early: ) expected" },
	{ "mentions(note)", "in the formula 'mentions(note)': ')' where , is "
			    "expected" },
	{ "mentions(\"x\", note)", "mentions() takes a name and then words in "
				   "quotation marks; see gouji-form(5)" },
	{ "mentions(note, x)", "mentions() takes a name and then words in "
			       "quotation marks; see gouji-form(5)" },
	{ "before(note, \"x\", \"y\") = 1",
	  "before() takes a name and then words in quotation marks; see "
	  "gouji-form(5)" },
	{ "length(note, \"x\") = 1",
	  "length() takes a name; see gouji-form(5)" },
	{ "not",
	  "the formula 'not' ends too early: a name or a number expected" },
	{ "a = 1 and",
	  "the formula 'a = 1 and' ends too early: a name or a number "
	  "expected" },
	/* they parse, but do not fit the form */
	{ "a",
	  "'a' is a figure; a rule compares: write =, <= or another sign" },
	{ "a + 1 and 1 = 1", "'a + 1 and 1 = 1' is a figure; a rule compares: "
			     "write =, <= or another sign" },
	{ "length(note)",
	  "'length(note)' is a figure; a rule compares: write =, "
	  "<= or another sign" },
	{ "not a",
	  "'not a' is a figure; a rule compares: write =, <= or another "
	  "sign" },
	{ "zz = 1",
	  "nothing is called 'zz' here; see the ids of rows and columns" },
	{ "a..b = 1",
	  "nothing is called 'a..b' here; see the ids of rows and columns" },
	{ "n.a. = 1",
	  "nothing is called 'n.a.' here; see the ids of rows and columns" },
	{ "row = 1", "nothing is called 'row' here; see the ids of rows and "
		     "columns" },
	{ "n.a * n.b = 1",
	  "in 'n.a * n.b = 1': one side of '*' must be a number" },
	{ "n.a * (1 + 1) = 1",
	  "in 'n.a * (1 + 1) = 1': one side of '*' must be a number" },
	{ "0.5 * n.a = 1",
	  "in '0.5 * n.a = 1': multiply by whole numbers of at "
	  "most nine digits; multiply both sides instead" },
	{ "1000000001 * n.a = 1",
	  "in the formula '1000000001 * n.a = 1': '1000000001' where a number "
	  "of at most nine digits and six decimals is expected" },
	{ "100000 * 100000 * n.a = 1",
	  "in '100000 * 100000 * n.a = 1': one side of '*' must be a number" },
	{ "100000 * (100000 * n.a) = 1", "in '100000 * (100000 * n.a) = 1': a "
					 "factor has too many digits" },
	{ "n.a = 0.001",
	  "in 'n.a = 0.001': a number has more decimals than any "
	  "figure of the form" },
	{ "note = 1", "'note' is a text and cannot be added up" },
	{ "unit + year = 1", "'unit' is a text and cannot be added up" },
	{ "length(year) = 1", "'year' is not a text" },
	{ "mentions(n, \"x\")", "'n' is not a text" },
	{ "(n.a = 1) + 1 = 2", "in '(n.a = 1) + 1 = 2': a figure is expected, "
			       "not something true or false" },
	{ "filled(n) + 1 = 2", "in 'filled(n) + 1 = 2': a figure is expected" },
	{ "length(note) * length(note) = 4",
	  "in 'length(note) * length(note) = 4': a figure is expected" },
	{ "0.5 * length(note) = 1",
	  "in '0.5 * length(note) = 1': multiply by whole numbers of at most "
	  "nine digits; multiply both sides instead" },
};

START_TEST(refuse)
{
	struct error e = ERROR_INIT;
	struct buf rule = BUF_INIT;

	buf_addf(&rule, "that = %s", wrong[_i].text);
	ck_assert_ptr_null(form_with(rule.text, &e));
	ck_assert_uint_eq(e.count, 1);
	ck_assert_str_eq(error_first(&e), wrong[_i].complaint);
	ck_assert_int_eq(e.problem[0].place.line, 14);
	buf_release(&rule);
	error_release(&e);
}
END_TEST

/* ---- bounds ---- */

static void
repeat(struct buf *out, const char *text, int times)
{
	while (times-- > 0)
		buf_add(out, text);
}

/* HEAD, N times BODY, MIDDLE, N times TAIL: the last that passes, and what is
 * said of one more. */
static const struct {
	const char *head, *body, *middle, *tail, *end;
	int n;
	const char *complaint;
} deep[] = {
	{ "", "(", "n.a", ")", " = 1", FORMULA_DEPTH,
	  "' where less nesting is expected" },
	{ "", "not ", "n.a = 1", "", "", FORMULA_DEPTH,
	  "' where less nesting is expected" },
	{ "", "not (", "n.a = 1", ")", "", FORMULA_DEPTH / 2,
	  "' where less nesting is expected" },
	/* one after the other is not one within the other */
	{ "n.a = 1", " and not n.a = 1", "", "", "", 199,
	  "the formula is too long" },
	{ "n.a = 1", " and (n.a = 1)", "", "", "", 249,
	  "the formula is too long" },
	{ "1", "+1", "", "", " = n.a", 498, "the formula is too long" },
	{ "1=1", " ", "", "", "", FORMULA_LENGTH - 3,
	  "the formula is longer than 4000 bytes" },
	{ "", "-", "n.a = 1", "", "", FORMULA_NODES - 3,
	  "the formula is too long" },
};

START_TEST(bound)
{
	int more;

	for (more = 0; more < 2; more++) {
		struct error e = ERROR_INIT;
		struct form *f = form_new();
		struct buf text = BUF_INIT;
		const struct formula *parsed;

		buf_add(&text, deep[_i].head);
		repeat(&text, deep[_i].body, deep[_i].n + more);
		buf_add(&text, deep[_i].middle);
		repeat(&text, deep[_i].tail, deep[_i].n + more);
		buf_add(&text, deep[_i].end);
		parsed = formula_parse(f, text.text, NOWHERE, &e);
		if (more) {
			ck_assert_ptr_null(parsed);
			ck_assert_uint_eq(e.count, 1);
			ck_assert_ptr_nonnull(strstr(error_first(&e),
						     deep[_i].complaint));
		} else {
			ck_assert_str_eq(error_first(&e), "");
			ck_assert_ptr_nonnull(parsed);
			ck_assert_str_eq(formula_text(parsed), text.text);
		}
		buf_release(&text);
		error_release(&e);
		form_free(f);
	}
}
END_TEST

START_TEST(asks_filled)
{
	static const struct {
		const char *text;
		bool asks;
	} rows[] = {
		{ "filled(a)", true }, { "filled(a) and filled(b)", true },
		{ "filled(a) or filled(b)", false }, { "not filled(a)", false },
		{ "filled(a) and b = 1", false },
		{ "mentions(a, \"x\")", false }, { "a = 1", false },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		struct form *f = form_new();
		struct error e = ERROR_INIT;

		ck_assert_int_eq(formula_asks_filled(formula_parse(
					 f, rows[i].text, NOWHERE, &e)),
				 rows[i].asks);
		form_free(f);
	}
}
END_TEST

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

START_TEST(functions_are_told)
{
	size_t i;

	for (i = 0; i < function_count; i++) {
		const struct function *f = &functions[i];

		ck_assert(f->name && *f->name && f->help && *f->help);
		ck_assert_ptr_nonnull(strchr("tn", f->takes[0]));
	}
}
END_TEST

static const struct {
	enum relation relation;
	const char *sign;
	bool less, equal, more;
} relations[] = {
	{ REL_EQ, "=", false, true, false },
	{ REL_NE, "<>", true, false, true },
	{ REL_LT, "<", true, false, false },
	{ REL_LE, "<=", true, true, false },
	{ REL_GT, ">", false, false, true },
	{ REL_GE, ">=", false, true, true },
};

START_TEST(relation)
{
	enum relation r = relations[_i].relation;

	ck_assert_str_eq(relation_sign(r), relations[_i].sign);
	ck_assert_int_eq(relation_holds(r, 1, 2, 0), relations[_i].less);
	ck_assert_int_eq(relation_holds(r, 2, 2, 0), relations[_i].equal);
	ck_assert_int_eq(relation_holds(r, 3, 2, 0), relations[_i].more);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("formula");
	TCase *c = tcase_create("formula");

	tcase_add_loop_test(c, refuse, 0, (int)ARRAY_LEN(wrong));
	tcase_add_loop_test(c, bound, 0, (int)ARRAY_LEN(deep));
	tcase_add_test(c, asks_filled);
	tcase_add_loop_test(c, judge, 0, (int)ARRAY_LEN(judged));
	tcase_add_test(c, functions_are_told);
	tcase_add_loop_test(c, relation, 0, (int)ARRAY_LEN(relations));
	suite_add_tcase(s, c);
	return support_run(s);
}
