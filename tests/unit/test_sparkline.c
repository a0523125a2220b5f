/* test_sparkline.c - a row of figures as a row of little bars */
#include "base/sparkline.h"

#include <string.h>

#include "base/mem.h"
#include "support.h"

__extension__ typedef unsigned __int128 uwide;

#define LARGEST ((wide)((uwide)-1 >> 1))

static const struct {
	int units, low, high, height;
} heights[] = {
	{ 0, 0, 0, 0 },
	{ 0, 0, 100, 0 },
	{ 100, 0, 100, 7 },
	/* what is not nothing is seen */
	{ 1, 0, 1000000, 1 },
	{ 999999, 0, 1000000, 7 },
	{ 1, 0, 7, 1 }, { 2, 0, 7, 2 }, { 6, 0, 7, 6 }, { 7, 0, 7, 7 },
	{ 1, 0, 2, 4 },
	{ 1, 0, 1, 7 },
	{ -5, -5, 5, 0 }, { 0, -5, 5, 4 }, { 5, -5, 5, 7 },
};

START_TEST(height)
{
	ck_assert_int_eq(sparkline_height(heights[_i].units, heights[_i].low,
				      heights[_i].high), heights[_i].height);
}
END_TEST

START_TEST(large)
{
	ck_assert_int_eq(sparkline_height(LARGEST, 0, LARGEST), 7);
	ck_assert_int_eq(sparkline_height(LARGEST / 2, 0, LARGEST), 4);
	ck_assert_int_eq(sparkline_height(1, 0, LARGEST), 1);
	ck_assert_int_eq(sparkline_height(0, -LARGEST - 1, LARGEST), 4);
	ck_assert_int_eq(sparkline_height(LARGEST, -LARGEST - 1, LARGEST), 7);
	ck_assert_int_eq(sparkline_height(-LARGEST - 1, -LARGEST - 1, LARGEST),
			 0);
}
END_TEST

/* Larger is never lower, whatever the scale. */
START_TEST(monotonous)
{
	uint64_t seed = 1;
	int i, k, last;

	for (i = 0; i < 200; i++) {
		int low = -(int)support_random(&seed, 50);
		int high = (int)support_random(&seed, 300);

		for (k = low, last = 0; k <= high; k++) {
			int h = sparkline_height(k, low, high);

			ck_assert_int_ge(h, last);
			ck_assert_int_lt(h, SPARK_HEIGHTS);
			last = h;
		}
	}
}
END_TEST

static const struct {
	const char *figures;	/* "-": not known */
	const char *wanted;
} rows[] = {
	{ "", "" },
	{ "0", "▁" },
	{ "0 0 0", "▁▁▁" },
	{ "5", "█" },
	{ "3 3 3", "███" },
	{ "0 1 2 3 4 5 6 7", "▁▂▃▄▅▆▇█" },
	{ "50 100", "▅█" },
	{ "7 - 3", "█ ▄" },
	{ "- - -", "   " },
	{ "-1 0 1", "▁▅█" },
	{ "-7 -7", "▁▁" },
};

START_TEST(row)
{
	struct spark s[10];
	char copy[100], *save, *word;
	struct buf out = BUF_INIT;
	int n = 0;

	strcpy(copy, rows[_i].figures);
	for (word = strtok_r(copy, " ", &save); word;
	     word = strtok_r(NULL, " ", &save))
		s[n++] = (struct spark){ strcmp(word, "-") != 0, atoi(word) };
	sparkline_add(&out, s, n);
	ck_assert_str_eq(out.text, rows[_i].wanted);
	buf_release(&out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("spark");
	TCase *c = tcase_create("spark");

	tcase_add_loop_test(c, height, 0, ARRAY_LEN(heights));
	tcase_add_test(c, large);
	tcase_add_test(c, monotonous);
	tcase_add_loop_test(c, row, 0, ARRAY_LEN(rows));
	suite_add_tcase(s, c);
	return support_run(s);
}
