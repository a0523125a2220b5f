/* report-support.c - what unit tests of reports need */
#include "report-support.h"

#include <string.h>

void
key(struct report *r, const char *address, const char *text)
{
	struct error e = ERROR_INIT;

	report_key(r, at(report_form(r), address), text, false, EDIT_NEW, &e);
	assert_errors(&e, "");
	report_verify(r);
}

void
assert_shows(const struct report *r, const char *address, const char *wanted)
{
	struct buf shown = BUF_INIT;

	report_show(r, at(report_form(r), address), &shown);
	ck_assert_msg(!strcmp(shown.text, wanted), "%s shows '%s', not '%s'",
		      address, shown.text, wanted);
	buf_release(&shown);
}

static void
assert_same_cell(const struct report *a, const struct report *b, int cell)
{
	const struct value *v = report_value(a, cell);
	const struct value *w = report_value(b, cell);
	struct buf one = BUF_INIT, two = BUF_INIT;
	int level;

	report_show(a, cell, &one);
	report_show(b, cell, &two);
	ck_assert_str_eq(one.text, two.text);
	ck_assert_msg(value_equal(v, w), "the values of cell %d", cell);
	ck_assert_str_eq(v->text ? v->text : "", w->text ? w->text : "");
	for (level = 0; level < LEVELS; level++)
		ck_assert_int_eq(report_broken(a, cell, (enum level)level),
				 report_broken(b, cell, (enum level)level));
	buf_release(&one);
	buf_release(&two);
}

void
assert_same(const struct report *a, const struct report *b)
{
	const struct form *f = report_form(a);
	int i;

	for (i = 0; i < f->cells; i++)
		assert_same_cell(a, b, i);
	for (i = 0; i < f->checks; i++)
		ck_assert_int_eq(report_verdict(a, i), report_verdict(b, i));
	ck_assert_mem_eq(report_counts(a), report_counts(b),
			 sizeof(struct counts));
}
