/* test_value.c - what a cell can hold */
#include "form/value.h"

#include <string.h>

#include "form-support.h"

/* The kinds that the rows below name. */
enum { COUNT, SIGNED, AMOUNT, MONEY, YEAR, TEXT, LINE, MEASURE, CHANGE, KINDS };

static struct kind
kind(int n)
{
	static const struct kind table[KINDS] = {
		[SIGNED] = { .negative = true },
		[AMOUNT] = { .places = 2 },
		[MONEY] = { .places = 6, .negative = true },
		[LINE] = { .lines = 1 },
		[MEASURE] = { .lines = 1, .units = "元, 万元, 亿元" },
		[CHANGE] = { .lines = 1, .units = "t", .negative = true },
	};
	static const char *const name[KINDS] = {
		[COUNT] = "count", [SIGNED] = "count", [AMOUNT] = "amount",
		[MONEY] = "amount", [YEAR] = "year", [TEXT] = "text",
		[LINE] = "text", [MEASURE] = "measure", [CHANGE] = "measure",
	};
	struct kind k = table[n];

	k.type = value_type_find(name[n]);
	ck_assert_ptr_nonnull(k.type);
	return k;
}

START_TEST(types)
{
	size_t i;

	for (i = 0; i < value_type_count; i++) {
		const struct value_type *t = &value_types[i];

		ck_assert_ptr_eq(value_type_find(t->name), t);
		ck_assert(t->help && *t->help);
		ck_assert(!t->decimals || t->figure);
		ck_assert(!t->measure || !t->figure);
	}
	ck_assert_ptr_null(value_type_find("float"));
	ck_assert_ptr_null(value_type_find(""));
}
END_TEST

static const struct {
	int kind;
	const char *text;
	enum value_state state;
	int64_t units;
	const char *shown;	/* or, if WRONG, the reason */
	bool wrong;
} parses[] = {
	{ COUNT, "", VALUE_BLANK, 0, "", false },
	{ COUNT, "  ", VALUE_BLANK, 0, "", false },
	{ COUNT, "\u3000", VALUE_BLANK, 0, "", false },
	{ COUNT, "0", VALUE_FIGURE, 0, "0", false },
	{ COUNT, "482", VALUE_FIGURE, 482, "482", false },
	{ COUNT, " 482\t", VALUE_FIGURE, 482, "482", false },
	{ COUNT, "４８２", VALUE_FIGURE, 482, "482", false },
	{ COUNT, "\u3000４８２\u3000", VALUE_FIGURE, 482, "482", false },
	{ COUNT, "007", VALUE_FIGURE, 7, "7", false },
	{ COUNT, "7.0", VALUE_FIGURE, 7, "7", false },
	{ SIGNED, "-8", VALUE_FIGURE, -8, "-8", false },
	{ SIGNED, "－８", VALUE_FIGURE, -8, "-8", false },
	{ AMOUNT, "12.5", VALUE_FIGURE, 1250, "12.5", false },
	{ AMOUNT, "12.50", VALUE_FIGURE, 1250, "12.50", false },
	{ AMOUNT, "１２．５０", VALUE_FIGURE, 1250, "12.50", false },
	{ AMOUNT, "0.00", VALUE_FIGURE, 0, "0.00", false },
	{ MONEY, "-0.000001", VALUE_FIGURE, -1, "-0.000001", false },
	{ COUNT, "12,345", VALUE_FIGURE, 12345, "12345", false },
	{ COUNT, "1 234 567", VALUE_FIGURE, 1234567, "1234567", false },
	{ COUNT, "12\u00a0345", VALUE_FIGURE, 12345, "12345", false },
	{ COUNT, "12\u2009345", VALUE_FIGURE, 12345, "12345", false },
	{ COUNT, "12\u202f345", VALUE_FIGURE, 12345, "12345", false },
	{ COUNT, "１２，３４５", VALUE_FIGURE, 12345, "12345", false },
	{ COUNT, "\ufeff12\u200b", VALUE_FIGURE, 12, "12", false },
	{ SIGNED, "\u22128", VALUE_FIGURE, -8, "-8", false },
	{ SIGNED, "\u20131,008", VALUE_FIGURE, -1008, "-1008", false },
	{ AMOUNT, "12,345.50", VALUE_FIGURE, 1234550, "12345.50", false },
	{ AMOUNT, "12。5", VALUE_FIGURE, 1250, "12.5", false },
	{ MONEY, "1,234,567", VALUE_FIGURE, 1234567000000, "1234567", false },
	{ LINE, " \u3000张三\u00a0\u200b", VALUE_TEXT, 0, "张三", false },
	{ LINE, "\u2003", VALUE_BLANK, 0, "", false },
	{ YEAR, "2023", VALUE_FIGURE, 2023, "2023", false },
	{ YEAR, "9999", VALUE_FIGURE, 9999, "9999", false },
	{ TEXT, "", VALUE_BLANK, 0, "", false },
	{ TEXT, " ", VALUE_TEXT, 0, " ", false },
	{ TEXT, "１２\n", VALUE_TEXT, 0, "１２\n", false },
	{ LINE, "one line", VALUE_TEXT, 0, "one line", false },
	{ MEASURE, "", VALUE_BLANK, 0, "", false },
	{ MEASURE, " \u3000", VALUE_BLANK, 0, "", false },
	{ MEASURE, "12.5万元", VALUE_TEXT, 0, "12.5万元", false },
	{ MEASURE, "12.50万元", VALUE_TEXT, 0, "12.50万元", false },
	{ MEASURE, "125000元", VALUE_TEXT, 0, "125000元", false },
	{ MEASURE, "3亿元", VALUE_TEXT, 0, "3亿元", false },
	{ MEASURE, "１２．５\u3000万元\u3000", VALUE_TEXT, 0, "12.5 万元",
	  false },
	{ MEASURE, " 12.5  万元 ", VALUE_TEXT, 0, "12.5  万元", false },
	{ MEASURE, "186.4", VALUE_TEXT, 0, "186.4", false },
	{ MEASURE, "007", VALUE_TEXT, 0, "007", false },
	{ MEASURE, "0", VALUE_TEXT, 0, "0", false },
	{ MEASURE, "123456789.012345元", VALUE_TEXT, 0, "123456789.012345元",
	  false },
	{ MEASURE, "1,234.5万元", VALUE_TEXT, 0, "1234.5万元", false },
	{ MEASURE, "12 345 元", VALUE_TEXT, 0, "12345 元", false },
	{ CHANGE, "-12,345", VALUE_TEXT, 0, "-12345", false },
	{ CHANGE, "-2.5t", VALUE_TEXT, 0, "-2.5t", false },
	{ CHANGE, "2", VALUE_TEXT, 0, "2", false },
	{ COUNT, "-1", 0, 0, "may not be negative", true },
	{ MEASURE, "-1元", 0, 0, "may not be negative", true },
	{ MEASURE, "12.5美元", 0, 0, "ends in no unit that this cell takes",
	  true },
	{ MEASURE, "12.5万", 0, 0, "ends in no unit that this cell takes",
	  true },
	{ MEASURE, "12.5万元整", 0, 0, "ends in no unit that this cell takes",
	  true },
	{ MEASURE, "12.5, ", 0, 0, "ends in no unit that this cell takes",
	  true },
	{ MEASURE, "1 2元", 0, 0, "ends in no unit that this cell takes", true },
	{ MEASURE, "1234567890.123456元", 0, 0, "has too many digits", true },
	{ MEASURE, "无", 0, 0, "is not a number with its unit", true },
	{ MEASURE, "万元", 0, 0, "is not a number with its unit", true },
	{ MEASURE, "12,34元", 0, 0, "ends in no unit that this cell takes",
	  true },
	{ MEASURE, "12.元", 0, 0, "is not a number with its unit", true },
	{ MEASURE, ".5元", 0, 0, "is not a number with its unit", true },
	{ CHANGE, "-", 0, 0, "is not a number with its unit", true },
	{ MEASURE, "12\n元", 0, 0, "has more than one line", true },
	{ COUNT, "1.5", 0, 0, "is not a whole number", true },
	{ AMOUNT, "1.555", 0, 0, "has too many decimal places", true },
	{ COUNT, "1000000000000000", 0, 0, "has too many digits", true },
	{ YEAR, "20233", 0, 0, "has too many digits", true },
	{ COUNT, "无", 0, 0, "is not a number", true },
	{ COUNT, "/", 0, 0, "is not a number", true },
	{ COUNT, "—", 0, 0, "is not a number", true },
	{ COUNT, "12件", 0, 0, "is not a number", true },
	{ COUNT, "1 2", 0, 0, "is not a number", true },
	{ COUNT, "1,23", 0, 0, "is not a number", true },
	{ COUNT, "12①", 0, 0, "is not a number", true },
	{ COUNT, "345¹", 0, 0, "is not a number", true },
	{ COUNT, "12,345,67", 0, 0, "is not a number", true },
	{ COUNT, "1234,567", 0, 0, "is not a number", true },
	{ COUNT, "1,234 567", 0, 0, "is not a number", true },
	{ COUNT, "1,,234", 0, 0, "is not a number", true },
	{ COUNT, "0,123", 0, 0, "is not a number", true },
	{ COUNT, "1'234", 0, 0, "is not a number", true },
	{ COUNT, "12 of 345", 0, 0, "is not a number", true },
	{ COUNT, "3 + 4", 0, 0, "is not a number", true },
	{ COUNT, "1,234.5", 0, 0, "is not a whole number", true },
	{ COUNT, "5为0", 0, 0, "is not a number", true },
	{ COUNT, "1e5", 0, 0, "is not a number", true },
	{ AMOUNT, "1,50", 0, 0, "is not a number", true },
	{ MONEY, "12,345", 0, 0, "is not a number", true },
	{ YEAR, "2,024", 0, 0, "is not a number", true },
	{ SIGNED, "-", 0, 0, "is not a number", true },
	{ AMOUNT, ".", 0, 0, "is not a number", true },
	{ LINE, "two\nlines", 0, 0, "has more than one line", true },
};

START_TEST(parse)
{
	struct kind k = kind(parses[_i].kind);
	const char *text = parses[_i].text, *why = NULL;
	struct buf shown = BUF_INIT;
	struct value v;
	bool ok = value_parse(&k, text, strlen(text), &v, &why);

	ck_assert_msg(ok != parses[_i].wrong, "'%s'", text);
	if (ok) {
		ck_assert_int_eq(v.state, parses[_i].state);
		if (v.state == VALUE_FIGURE)
			ck_assert_int_eq(v.units, parses[_i].units);
		value_format(&k, &v, &shown);
		ck_assert_str_eq(shown.text, parses[_i].shown);
	} else {
		ck_assert_str_eq(why, parses[_i].shown);
	}
	value_release(&v);
	ck_assert_int_eq(v.state, VALUE_BLANK);
	buf_release(&shown);
}
END_TEST

/* While it is being typed, a value shows as typed. */
static const struct {
	int kind;
	const char *text;
	enum value_state state;
	int64_t units;
	bool kept;		/* the text as typed is kept beside it */
	bool wrong;
} typings[] = {
	{ COUNT, "", VALUE_BLANK, 0, false, false },
	{ COUNT, "12", VALUE_FIGURE, 12, false, false },
	{ COUNT, "012", VALUE_FIGURE, 12, true, false },
	{ COUNT, "１２", VALUE_FIGURE, 12, true, false },
	{ SIGNED, "-", VALUE_OPEN, 0, true, false },
	{ COUNT, "-", 0, 0, false, true },
	{ AMOUNT, ".", VALUE_OPEN, 0, true, false },
	{ COUNT, ".", 0, 0, false, true },
	{ AMOUNT, "-.", 0, 0, false, true },
	{ MONEY, "-.", VALUE_OPEN, 0, true, false },
	{ AMOUNT, "12.", VALUE_FIGURE, 1200, true, false },
	{ AMOUNT, "12.5", VALUE_FIGURE, 1250, false, false },
	{ MONEY, "-0", VALUE_FIGURE, 0, true, false },
	{ COUNT, "12,", VALUE_OPEN, 0, true, false },
	{ COUNT, "12,3", VALUE_OPEN, 0, true, false },
	{ COUNT, "12 345", VALUE_FIGURE, 12345, true, false },
	{ COUNT, "12,3456", 0, 0, false, true },
	{ COUNT, "1234,", 0, 0, false, true },
	{ COUNT, ",", 0, 0, false, true },
	{ COUNT, "12,,", 0, 0, false, true },
	{ COUNT, "12, ", 0, 0, false, true },
	{ COUNT, "5O", 0, 0, false, true },
	{ AMOUNT, "1.2.", 0, 0, false, true },
	{ COUNT, "1x", 0, 0, false, true },
	{ TEXT, "-", VALUE_TEXT, 0, true, false },
	{ MEASURE, "12", VALUE_TEXT, 0, true, false },
	{ MEASURE, "12.", VALUE_OPEN, 0, true, false },
	{ MEASURE, "12.5万", VALUE_OPEN, 0, true, false },
	{ MEASURE, "万", VALUE_OPEN, 0, true, false },
	{ MEASURE, "12.5万元", VALUE_TEXT, 0, true, false },
	{ MEASURE, "1\n2", 0, 0, false, true },
};

START_TEST(typed)
{
	struct kind k = kind(typings[_i].kind);
	const char *text = typings[_i].text, *why = NULL;
	struct buf shown = BUF_INIT;
	struct value v;
	bool ok = value_parse_typed(&k, text, strlen(text), &v, &why);

	ck_assert_msg(ok != typings[_i].wrong, "'%s'", text);
	if (!ok) {
		ck_assert_ptr_nonnull(why);
		return;
	}
	ck_assert_int_eq(v.state, typings[_i].state);
	if (v.state == VALUE_FIGURE)
		ck_assert_int_eq(v.units, typings[_i].units);
	ck_assert_int_eq(v.text != NULL, typings[_i].kept);
	value_format(&k, &v, &shown);
	ck_assert_str_eq(shown.text, text);
	value_release(&v);
	buf_release(&shown);
}
END_TEST

/* What a text is that stands in a cell, however it came there. */
static const struct {
	int kind;
	const char *text;
	enum value_state state;
	bool blank;
} states[] = {
	{ TEXT, "", VALUE_BLANK, true },
	{ TEXT, "-", VALUE_TEXT, false },
	{ MEASURE, "", VALUE_BLANK, true },
	{ MEASURE, "12.5万", VALUE_OPEN, true },
	{ MEASURE, "12.5万元", VALUE_TEXT, false },
	{ MEASURE, "12.5", VALUE_TEXT, false },
};

START_TEST(state_of_a_text)
{
	struct kind k = kind(states[_i].kind);
	struct value v = {
		.state = value_text_state(&k, states[_i].text),
	};

	ck_assert_int_eq(v.state, states[_i].state);
	ck_assert_int_eq(value_blank(&v), states[_i].blank);
}
END_TEST

START_TEST(what_must_be_keyed)
{
	static const bool input[KINDS] = {
		[COUNT] = true, [SIGNED] = true, [AMOUNT] = true,
		[MONEY] = true, [YEAR] = true, [MEASURE] = true,
		[CHANGE] = true,
	};
	struct kind k = kind(_i);

	ck_assert_int_eq(kind_input(&k), input[_i]);
}
END_TEST

static const struct {
	struct value a, b;
	bool equal;
} pairs[] = {
	{ { .state = VALUE_BLANK }, { .state = VALUE_BLANK }, true },
	{ { .state = VALUE_BLANK }, { .state = VALUE_FIGURE }, false },
	{ { .state = VALUE_FIGURE, .units = 5 },
	  { .state = VALUE_FIGURE, .units = 5 }, true },
	{ { .state = VALUE_FIGURE, .units = 5 },
	  { .state = VALUE_FIGURE, .units = 6 }, false },
	{ { .state = VALUE_FIGURE, .units = 500, .keyed = 2 },
	  { .state = VALUE_FIGURE, .units = 500, .keyed = 1 }, false },
	{ { .state = VALUE_TEXT, .text = (char[]){ "a" } },
	  { .state = VALUE_TEXT, .text = (char[]){ "a" } }, true },
	{ { .state = VALUE_TEXT, .text = (char[]){ "a" } },
	  { .state = VALUE_TEXT, .text = (char[]){ "b" } }, false },
	{ { .state = VALUE_OPEN, .text = (char[]){ "-" } },
	  { .state = VALUE_TEXT, .text = (char[]){ "-" } }, false },
};

START_TEST(equal)
{
	ck_assert_int_eq(value_equal(&pairs[_i].a, &pairs[_i].b),
			 pairs[_i].equal);
	ck_assert_int_eq(value_equal(&pairs[_i].b, &pairs[_i].a),
			 pairs[_i].equal);
}
END_TEST

START_TEST(copies_are_their_own)
{
	struct value v = { .state = VALUE_TEXT, .text = xstrdup("年") };
	struct value copy = value_copy(&v);

	ck_assert(copy.text != v.text);
	value_release(&v);
	ck_assert_str_eq(copy.text, "年");
	value_release(&copy);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("value");
	TCase *c = tcase_create("value");

	tcase_add_test(c, types);
	tcase_add_loop_test(c, parse, 0, (int)ARRAY_LEN(parses));
	tcase_add_loop_test(c, state_of_a_text, 0, (int)ARRAY_LEN(states));
	tcase_add_loop_test(c, what_must_be_keyed, 0, KINDS);
	tcase_add_loop_test(c, typed, 0, (int)ARRAY_LEN(typings));
	tcase_add_loop_test(c, equal, 0, (int)ARRAY_LEN(pairs));
	tcase_add_test(c, copies_are_their_own);
	suite_add_tcase(s, c);
	return support_run(s);
}
