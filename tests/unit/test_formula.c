/* test_formula.c - the language of rules: parsed and bound */
#include "form/formula.h"

#include <string.h>

#include "form-support.h"

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
	tcase_add_test(c, functions_are_told);
	tcase_add_loop_test(c, relation, 0, (int)ARRAY_LEN(relations));
	suite_add_tcase(s, c);
	return support_run(s);
}
