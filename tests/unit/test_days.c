/* test_days.c - days of the calendar as numbers */
#include "base/days.h"

#include "base/mem.h"
#include "support.h"

static const struct {
	int year, month, day, number;
} known[] = {
	{ 1970, 1, 1, 0 },	{ 1970, 3, 1, 59 },
	{ 1969, 12, 31, -1 },	{ 1972, 2, 29, 789 },
	{ 1972, 3, 1, 790 },	{ 2000, 2, 29, 11016 },
	{ 2000, 3, 1, 11017 },	{ 2024, 1, 31, 19753 },
	{ 2025, 1, 31, 20119 }, { 2100, 3, 1, 47541 },
	{ 1, 1, 1, -719162 },	{ 9999, 12, 31, 2932896 },
};

START_TEST(is_known)
{
	ck_assert_int_eq(days_of(known[_i].year, known[_i].month,
				 known[_i].day), known[_i].number);
}
END_TEST

static const struct {
	int year, month, days;
} months[] = {
	{ 2023, 2, 28 }, { 2024, 2, 29 }, { 1900, 2, 28 }, { 2000, 2, 29 },
	{ 2023, 1, 31 }, { 2023, 4, 30 }, { 2023, 12, 31 },
};

START_TEST(has_days)
{
	ck_assert_int_eq(days_in_month(months[_i].year, months[_i].month),
			 months[_i].days);
}
END_TEST

/* The day after any day has the next number. */
START_TEST(goes_on)
{
	int year, month, day, n = days_of(1, 1, 1);

	for (year = 1; year <= 9999; year++)
		for (month = 1; month <= 12; month++)
			for (day = 1; day <= days_in_month(year, month); day++)
				if (days_of(year, month, day) != n++)
					ck_abort_msg("%d-%d-%d", year, month,
						     day);
	ck_assert_int_eq(n, days_of(9999, 12, 31) + 1);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("days");
	TCase *t = tcase_create("days");

	tcase_add_loop_test(t, is_known, 0, (int)ARRAY_LEN(known));
	tcase_add_loop_test(t, has_days, 0, (int)ARRAY_LEN(months));
	tcase_add_test(t, goes_on);
	suite_add_tcase(s, t);
	return support_run(s);
}
