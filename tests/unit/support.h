/*
 * support.h - what several unit tests need
 *
 * What is inline needs libcheck alone, so the tests of base do not link
 * support.c.  support.c needs core and base, and neither yaml nor curses: the
 * tests of core build their forms with mini_form(), and the linker keeps the
 * walls.
 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <check.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "report/report.h"

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

/*
 * A form out of a few words, a line each:
 *
 *	fields about
 *	row year; cell=year
 *	table t; label=表/Table
 *	row done; label=办结/Done
 *	row >granted
 *	row >-; label=a heading without an id
 *	row total; is=total; rule=H4
 *	col x; cell=amount 2
 *	row load; cell=measure		(of t, kg)
 *	text note; lines=1
 *	rule H5; each=column t; that=new = done.total; level=ask; within=0.5
 *	rule H7; each=column t; that=old = last.left; from=carried
 *	rule W5; suspect=slip; of=H4 H5
 *	deadline W16; month=1; day=31; warn=7
 *	trend -; of=a + b; label=甲/A
 *	rule W9; quotes=t.new.x; words=收到…{n}件,新收{n}件; not=上年
 *
 * "label", "short", "say" and "unit" give zh/en.  NULL, with the mistakes in E,
 * if form_finish() refuses it; a mistake in the words themselves ends the
 * test.  The caller frees with form_free().
 */
struct form *mini_form(const char *words, struct error *e);
/* The same where no mistake is allowed. */
struct form *mini_form_ok(const char *words);

/* The cell with this address; the test fails if there is none. */
int at(const struct form *f, const char *address);
/* Keys TEXT as an entry of its own and verifies. */
void key(struct report *r, const char *address, const char *text);
/* The test fails unless the cell shows WANTED. */
void assert_shows(const struct report *r, const char *address,
		  const char *wanted);
/* The test fails unless E, printed, is WANTED; E is released. */
void assert_errors(struct error *e, const char *wanted);
/* The number of the check of rule ID that stands N-th (from 0); fails if
 * there are fewer. */
int check_number(const struct form *f, const char *id, int n);
/* The test fails unless the two reports hold, show and judge the same. */
void assert_same(const struct report *a, const struct report *b);

#endif
