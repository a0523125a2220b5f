/* test_amount.c - exact decimals */
#include "base/amount.h"

#include <string.h>

#include "base/mem.h"
#include "support.h"

static const struct {
	const char *text;
	int places;
	bool negative;
	enum amount_error error;
	int64_t units;
	int keyed;
} parses[] = {
	{ "0", 0, false, AMOUNT_OK, 0, 0 },
	{ "00", 0, false, AMOUNT_OK, 0, 0 },
	{ "007", 0, false, AMOUNT_OK, 7, 0 },
	{ "482", 0, false, AMOUNT_OK, 482, 0 },
	{ "+5", 0, false, AMOUNT_OK, 5, 0 },
	{ "12.50", 6, false, AMOUNT_OK, 12500000, 2 },
	{ "12.5", 2, false, AMOUNT_OK, 1250, 1 },
	{ "12.", 2, false, AMOUNT_OK, 1200, 0 },
	{ "12.", 0, false, AMOUNT_OK, 12, 0 },
	{ ".5", 2, false, AMOUNT_OK, 50, 1 },
	{ "0.000001", 6, false, AMOUNT_OK, 1, 6 },
	{ "-3", 0, true, AMOUNT_OK, -3, 0 },
	{ "-0.50", 2, true, AMOUNT_OK, -50, 2 },
	{ "-0", 0, false, AMOUNT_OK, 0, 0 },
	/* zeros beyond the last place lose nothing and are not kept */
	{ "7.0", 0, false, AMOUNT_OK, 7, 0 },
	{ "7.000", 2, false, AMOUNT_OK, 700, 2 },
	{ "7.1200000", 2, false, AMOUNT_OK, 712, 2 },
	{ "7.123", 2, false, AMOUNT_PRECISE, 0, 0 },
	{ "7.1201", 2, false, AMOUNT_PRECISE, 0, 0 },
	{ "7.5", 0, false, AMOUNT_PRECISE, 0, 0 },
	/* fifteen digits, decimals included */
	{ "999999999999999", 0, false, AMOUNT_OK, 999999999999999, 0 },
	{ "-999999999999999", 0, true, AMOUNT_OK, -999999999999999, 0 },
	{ "0000000000999999999999999", 0, false, AMOUNT_OK, 999999999999999,
	  0 },
	{ "1000000000000000", 0, false, AMOUNT_LARGE, 0, 0 },
	{ "999999999.999999", 6, false, AMOUNT_OK, 999999999999999, 6 },
	{ "1000000000", 6, false, AMOUNT_LARGE, 0, 0 },
	{ "999999999", 6, false, AMOUNT_OK, 999999999000000, 0 },
	{ "99999999999999999999999999999999", 0, false, AMOUNT_LARGE, 0, 0 },
	{ "9223372036854775808", 0, false, AMOUNT_LARGE, 0, 0 },
	{ "18446744073709551617", 0, false, AMOUNT_LARGE, 0, 0 },
	/* a minus before something too large is first of all a minus */
	{ "-3", 0, false, AMOUNT_NEGATIVE, 0, 0 },
	{ "-0.5", 2, false, AMOUNT_NEGATIVE, 0, 0 },
	{ "-1000000000000000", 0, false, AMOUNT_NEGATIVE, 0, 0 },
	{ "-1000000000000000", 0, true, AMOUNT_LARGE, 0, 0 },
	{ "", 0, false, AMOUNT_EMPTY, 0, 0 },
	{ "+", 0, false, AMOUNT_NOT, 0, 0 },
	{ "-", 0, true, AMOUNT_NOT, 0, 0 },
	{ ".", 2, false, AMOUNT_NOT, 0, 0 },
	{ "-.", 2, true, AMOUNT_NOT, 0, 0 },
	{ "1.2.3", 2, false, AMOUNT_NOT, 0, 0 },
	{ "..1", 2, false, AMOUNT_NOT, 0, 0 },
	{ "+-1", 0, true, AMOUNT_NOT, 0, 0 },
	{ "--1", 0, true, AMOUNT_NOT, 0, 0 },
	{ "1-", 0, true, AMOUNT_NOT, 0, 0 },
	{ " 1", 0, false, AMOUNT_NOT, 0, 0 },
	{ "1 ", 0, false, AMOUNT_NOT, 0, 0 },
	{ "1,000", 0, false, AMOUNT_NOT, 0, 0 },
	{ "0x10", 0, false, AMOUNT_NOT, 0, 0 },
	{ "1e3", 0, false, AMOUNT_NOT, 0, 0 },
	{ "１", 0, false, AMOUNT_NOT, 0, 0 },
	{ "三", 0, false, AMOUNT_NOT, 0, 0 },
	{ "无", 0, false, AMOUNT_NOT, 0, 0 },
	{ "—", 0, false, AMOUNT_NOT, 0, 0 },
	{ "12件", 0, false, AMOUNT_NOT, 0, 0 },
};

START_TEST(parse)
{
	int64_t units = -77;
	int keyed = -77;
	enum amount_error e = amount_parse(parses[_i].text,
					   strlen(parses[_i].text),
					   parses[_i].places,
					   parses[_i].negative, &units,
					   &keyed);

	ck_assert_msg(e == parses[_i].error, "'%s': %d", parses[_i].text, e);
	/* set on AMOUNT_OK alone */
	ck_assert_int_eq(units, e ? -77 : parses[_i].units);
	ck_assert_int_eq(keyed, e ? -77 : parses[_i].keyed);
}
END_TEST

START_TEST(parse_stops_at_its_length)
{
	int64_t units;
	int keyed;

	ck_assert_int_eq(amount_parse("12x", 2, 0, false, &units, &keyed),
			 AMOUNT_OK);
	ck_assert_int_eq(units, 12);
	ck_assert_int_eq(amount_parse("1\0", 2, 0, false, &units, &keyed),
			 AMOUNT_NOT);
}
END_TEST

static const struct {
	int64_t units;
	int places, keyed;
	const char *text;
} formats[] = {
	{ 0, 0, 0, "0" },
	{ 0, 6, 0, "0" },
	{ 0, 6, 2, "0.00" },
	{ 482, 0, 0, "482" },
	{ -482, 0, 0, "-482" },
	{ 1250, 2, 2, "12.50" },
	{ 1250, 2, 1, "12.5" },
	/* as many more as it takes to lose nothing */
	{ 1250, 2, 0, "12.5" },
	{ 1255, 2, 0, "12.55" },
	{ 1200, 2, 0, "12" },
	{ 1200, 2, 1, "12.0" },
	{ 12500000, 6, 2, "12.50" },
	{ 1, 6, 0, "0.000001" },
	{ -1, 6, 0, "-0.000001" },
	{ -5, 2, 1, "-0.05" },
	{ 50, 2, 9, "0.50" },
	{ 7, 0, 4, "7" },
	{ 999999999999999, 6, 0, "999999999.999999" },
	{ INT64_MAX, 0, 0, "9223372036854775807" },
	{ INT64_MIN, 0, 0, "-9223372036854775808" },
	{ INT64_MIN, 6, 0, "-9223372036854.775808" },
};

START_TEST(format)
{
	struct buf out = BUF_INIT;

	buf_add(&out, "=");
	amount_format(&out, formats[_i].units, formats[_i].places,
		      formats[_i].keyed);
	ck_assert_str_eq(out.text + 1, formats[_i].text);
	buf_release(&out);
}
END_TEST

/* A million times the most, and the ends of 128 bits. */
START_TEST(format_wide)
{
	struct buf out = BUF_INIT;
	wide most = ((wide)INT64_MAX << 64) + ((wide)UINT32_MAX << 32) +
		    UINT32_MAX;

	amount_format(&out, (wide)999999999999999 * 1000000, 6, 0);
	ck_assert_str_eq(out.text, "999999999999999");
	buf_clear(&out);
	amount_format(&out, most, 0, 0);
	ck_assert_str_eq(out.text, "170141183460469231731687303715884105727");
	buf_clear(&out);
	amount_format(&out, -most - 1, 6, 0);
	ck_assert_str_eq(out.text, "-170141183460469231731687303715884.105728");
	buf_release(&out);
}
END_TEST

/* What is formatted with any number of decimals is read back as it was. */
START_TEST(format_then_parse)
{
	struct buf out = BUF_INIT;
	const int64_t most = amount_power(AMOUNT_DIGITS);
	uint64_t seed = (uint64_t)_i + 1;
	int i;

	for (i = 0; i < 3000; i++) {
		int64_t cut = amount_power((int)support_random(&seed, 16));
		int64_t units = (int64_t)((uint64_t)support_random(&seed,
				0x7fffffff) << 31 | support_random(&seed,
				0x7fffffff)) % most % cut;
		int keyed = (int)support_random(&seed, 8), read;
		int64_t again;

		if (support_random(&seed, 2))
			units = -units;
		buf_clear(&out);
		amount_format(&out, units, _i, keyed);
		ck_assert_int_eq(amount_parse(out.text, out.len, _i, true,
					      &again, &read), AMOUNT_OK);
		ck_assert_int_eq(again, units);
		ck_assert_int_ge(read, keyed < _i ? keyed : _i);
		ck_assert_int_le(read, _i);
	}
	buf_release(&out);
}
END_TEST

START_TEST(powers)
{
	int64_t p = 1;
	int n;

	for (n = 0; n <= 18; n++, p *= n <= 18 ? 10 : 1)
		ck_assert_int_eq(amount_power(n), p);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("amount");
	TCase *c = tcase_create("amount");

	tcase_add_loop_test(c, parse, 0, (int)ARRAY_LEN(parses));
	tcase_add_test(c, parse_stops_at_its_length);
	tcase_add_loop_test(c, format, 0, (int)ARRAY_LEN(formats));
	tcase_add_test(c, format_wide);
	tcase_add_loop_test(c, format_then_parse, 0, AMOUNT_PLACES + 1);
	tcase_add_test(c, powers);
	suite_add_tcase(s, c);
	return support_run(s);
}
