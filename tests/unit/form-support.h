/*
 * form-support.h - forms for unit tests, out of a few words
 */
#ifndef TESTS_FORM_SUPPORT_H
#define TESTS_FORM_SUPPORT_H

#include "base/error.h"
#include "form/form.h"
#include "support.h"

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
/* The test fails unless E, printed, is WANTED; E is released. */
void assert_errors(struct error *e, const char *wanted);
/* The number of the check of rule ID that stands N-th (from 0); fails if
 * there are fewer. */
int check_number(const struct form *f, const char *id, int n);

#endif
