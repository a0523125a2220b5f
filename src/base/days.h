/*
 * days.h - days of the calendar as numbers
 */
#ifndef BASE_DAYS_H
#define BASE_DAYS_H

/* How many days the month, 1 to 12, has in that year. */
int days_in_month(int year, int month);
/* The number of the day, counted from 1 January 1970, which is 0, in the
 * calendar of today; years from 1 to 9999. */
int days_of(int year, int month, int day);

#endif
