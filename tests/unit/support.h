/*
 * support.h - what all unit tests need
 *
 * All of it is inline and needs libcheck alone.  A test of a form also takes
 * form-support.h, which links form/ and base/; a test of a report
 * report-support.h, which links report/ too.  So no test links a room that its
 * own must not use.
 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <check.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Runs SUITE; what main() returns. */
static inline int
support_run(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	int failed;

	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Says what cannot be tested here; tests/driver counts it as skipped. */
static inline void
support_left_out(const char *what)
{
	printf("left out: %s\n", what);
}

/* A number below N of a sequence that is the same in every run. */
static inline unsigned
support_random(uint64_t *seed, unsigned n)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return (unsigned)((*seed >> 33) % n);
}

#endif
