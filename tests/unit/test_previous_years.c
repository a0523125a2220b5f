/*
 * test_previous_years.c - which of several files is the report of the year
 * before which, and that each is read once
 */
#include "command/previous-years.h"

#include <check.h>
#include <stdlib.h>

#include "report/previous-year.h"
#include "store/form-store.h"
#include "files.h"
#include "report-support.h"

#define FILES 140

static char *path[FILES];

static void
put_report(int n, int unit, int year)
{
	struct buf name = BUF_INIT, text = BUF_INIT;

	buf_addf(&name, "%d.yaml", n);
	buf_addf(&text, "form: zwgk/2021\nunit: u%d\nyear: %d\n"
			"preamble: \"%d\"\n", unit, year, n);
	put_text(name.text, text.text);
	free(path[n]);
	path[n] = buf_detach(&name);
	buf_release(&text);
}

static void
spoil(int n)
{
	put_text(path[n], "[");
}

/* Opens file N and spoils it, so that who wants it again has it from this
 * reading; its year before must be file WANTED, or none (-1). */
static void
look(struct previous_years *c, int n, int wanted)
{
	struct error e = ERROR_INIT;
	struct report_file file;
	struct buf why = BUF_INIT;

	ck_assert(previous_years_open(c, n, &file, &e));
	spoil(n);
	ck_assert_int_eq(previous_years_attach(c, &file, NULL, &why),
			 wanted >= 0);
	ck_assert_str_eq(why.text, "");
	if (wanted >= 0) {
		ck_assert_str_eq(previous_name(report_previous(file.report)),
				 path[wanted]);
		spoil(wanted);
	}
	previous_years_close(c, n, &file);
	buf_release(&why);
	error_release(&e);
}

static void
setup(void)
{
	enter_folder();
	set_forms();
}

static void
teardown(void)
{
	int i;

	for (i = 0; i < FILES; i++)
		free(path[i]);
	form_store_release();
	leave_folder();
}

/* The years of each unit in turn, as names of files are sorted. */
START_TEST(year_after_year)
{
	struct previous_years *c;
	int i;

	for (i = 0; i < FILES; i++)
		put_report(i, i / 4, 2020 + i % 4);
	c = previous_years_new(path, FILES);
	for (i = 0; i < FILES; i++)
		look(c, i, i % 4 ? i - 1 : -1);
	previous_years_free(c);
}
END_TEST

/* Later years first. */
START_TEST(backwards)
{
	struct previous_years *c;
	int i;

	for (i = 0; i < 60; i++)
		put_report(i, i % 20, 2023 - i / 20);
	c = previous_years_new(path, 60);
	for (i = 0; i < 60; i++)
		look(c, i, i < 40 ? i + 20 : -1);
	previous_years_free(c);
}
END_TEST

/* More than are held wait for each other: they are read again. */
START_TEST(folders_of_years)
{
	struct error e = ERROR_INIT;
	struct previous_years *c;
	int i;

	for (i = 0; i < FILES; i++)
		put_report(i, i % (FILES / 2), 2022 + i / (FILES / 2));
	c = previous_years_new(path, FILES);
	for (i = 0; i < FILES; i++) {
		struct report_file file;
		struct buf why = BUF_INIT;

		ck_assert(previous_years_open(c, i, &file, &e));
		ck_assert_int_eq(previous_years_attach(c, &file, NULL, &why),
				 i >= FILES / 2);
		previous_years_close(c, i, &file);
		buf_release(&why);
	}
	previous_years_free(c);
	error_release(&e);
}
END_TEST

/* What cannot be read beyond its head is no year before, and makes no other
 * one doubtful. */
START_TEST(broken_beyond_the_head)
{
	struct error e = ERROR_INIT;
	struct previous_years *c;
	struct report_file file;
	struct buf why = BUF_INIT;

	put_report(0, 1, 2022);
	put_report(1, 1, 2022);
	put_report(2, 1, 2023);
	put_text(path[0], "form: zwgk/2021\nunit: u1\nyear: 2022\n[");
	c = previous_years_new(path, 3);
	ck_assert(!previous_years_open(c, 0, &file, &e));
	previous_years_close(c, 0, &file);
	look(c, 1, -1);
	look(c, 2, 1);
	previous_years_free(c);
	error_release(&e);
	/* of two that can be read neither is taken */
	put_report(0, 1, 2022);
	put_report(1, 1, 2022);
	put_report(2, 1, 2023);
	c = previous_years_new(path, 3);
	ck_assert(previous_years_open(c, 2, &file, &e));
	ck_assert(!previous_years_attach(c, &file, NULL, &why));
	ck_assert_str_eq(why.text,
			 "0.yaml and 1.yaml are both of the year before; say "
			 "with 'last:' which is meant");
	previous_years_close(c, 2, &file);
	previous_years_free(c);
	buf_release(&why);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("previous_years");
	TCase *c = tcase_create("previous_years");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, year_after_year);
	tcase_add_test(c, backwards);
	tcase_add_test(c, folders_of_years);
	tcase_add_test(c, broken_beyond_the_head);
	suite_add_tcase(s, c);
	return support_run(s);
}
