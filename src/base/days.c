/* days.c - days of the calendar as numbers */
#include "base/days.h"

#include <stdbool.h>

static const int before_month[] = {
	0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365,
};

static bool
leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
days_in_month(int year, int month)
{
	return before_month[month] - before_month[month - 1] +
	       (month == 2 && leap(year));
}

/* The days before 1 January of the year, from that of year 1 on. */
static int
before_year(int year)
{
	int n = year - 1;

	return 365 * n + n / 4 - n / 100 + n / 400;
}

int
days_of(int year, int month, int day)
{
	return before_year(year) - before_year(1970) +
	       before_month[month - 1] + (month > 2 && leap(year)) + day - 1;
}
