/*
 * report-support.h - what unit tests of reports need
 */
#ifndef TESTS_REPORT_SUPPORT_H
#define TESTS_REPORT_SUPPORT_H

#include "form-support.h"
#include "report/report.h"

/* Keys TEXT as an entry of its own and verifies. */
void key(struct report *r, const char *address, const char *text);
/* The test fails unless the cell shows WANTED. */
void assert_shows(const struct report *r, const char *address,
		  const char *wanted);
/* The test fails unless the two reports hold, show and judge the same. */
void assert_same(const struct report *a, const struct report *b);

#endif
