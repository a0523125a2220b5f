/*
 * test_previous_years.c - which of several files is the report of the year
 * before which, and that each is read once
 */
#include "store/previous-years.h"

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

	ck_assert(previous_years_open(c, n, &file, &e));
	spoil(n);
	ck_assert(previous_years_attach(c, &file, &e));
	ck_assert_int_eq(report_previous(file.report) != NULL, wanted >= 0);
	ck_assert_uint_eq(error_count(&e), 0);
	if (wanted >= 0) {
		ck_assert_str_eq(previous_name(report_previous(file.report)),
				 path[wanted]);
		spoil(wanted);
	}
	previous_years_close(c, n, &file);
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
	c = previous_years_new(path, FILES, NULL);
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
	c = previous_years_new(path, 60, NULL);
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
	c = previous_years_new(path, FILES, NULL);
	for (i = 0; i < FILES; i++) {
		struct report_file file;

		ck_assert(previous_years_open(c, i, &file, &e));
		ck_assert(previous_years_attach(c, &file, &e));
		ck_assert_int_eq(report_previous(file.report) != NULL,
				 i >= FILES / 2);
		previous_years_close(c, i, &file);
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

	put_report(0, 1, 2022);
	put_report(1, 1, 2022);
	put_report(2, 1, 2023);
	put_text(path[0], "form: zwgk/2021\nunit: u1\nyear: 2022\n[");
	c = previous_years_new(path, 3, NULL);
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
	c = previous_years_new(path, 3, NULL);
	ck_assert(previous_years_open(c, 2, &file, &e));
	ck_assert(!previous_years_attach(c, &file, &e));
	ck_assert_str_eq(error_first(&e),
			 "0.yaml and 1.yaml are both of the year before; say "
			 "with --set=last=FILE, or :last FILE on the screen, "
			 "which is meant");
	ck_assert_ptr_null(report_previous(file.report));
	ck_assert_str_eq(report_previous_missed(file.report), error_first(&e));
	ck_assert_int_eq(report_counts(file.report)->broken[LEVEL_MUST], 1);
	report_verify(file.report);
	error_release(&e);
	previous_years_close(c, 2, &file);
	previous_years_free(c);
}
END_TEST

/* A report alone is compared with what lies in its folder. */
static void
alone(int n, const char *wanted)
{
	struct error e = ERROR_INIT;
	struct report_file file;

	ck_assert(report_file_open(&file, path[n], &e));
	ck_assert(previous_attach(&file, NULL, &e));
	if (!wanted)
		ck_assert_ptr_null(report_previous(file.report));
	else
		ck_assert_str_eq(previous_name(report_previous(file.report)),
				 wanted);
	ck_assert_uint_eq(error_count(&e), 0);
	report_file_close(&file);
	error_release(&e);
}

START_TEST(in_the_folder)
{
	put_report(0, 1, 2022);
	put_report(1, 2, 2022);
	put_report(2, 1, 2023);
	alone(2, "0.yaml");
	alone(0, NULL);
	/* the same office in signs of another width, with blanks around it */
	put_text(path[0], "form: zwgk/2021\nunit: \" \uff55\uff11 \"\n"
			  "year: 2022\n");
	alone(2, "0.yaml");
	/* no name that reports have; not in its head; no office */
	put_text("0", "form: zwgk/2021\nunit: u1\nyear: 2022\n");
	put_text(path[0], "[");
	alone(2, NULL);
	put_text(path[0], "form: zwgk/2021\nyear: 2022\n");
	put_text(path[2], "form: zwgk/2021\nyear: 2023\n");
	alone(2, NULL);
}
END_TEST

/* Only the head is read: what follows it may be of any length. */
START_TEST(only_the_head)
{
	struct buf text = BUF_INIT;

	put_report(0, 1, 2023);
	buf_add(&text, "form: zwgk/2021\nunit: u1\n");
	buf_fill(&text, '#', 64 << 10);
	buf_add(&text, "\nyear: 2022\n");
	put_text("late.yaml", text.text);
	alone(0, NULL);
	buf_clear(&text);
	buf_add(&text, "form: zwgk/2021\nunit: u1\nyear: 2022\npreamble: |\n");
	while (text.len < 70000)
		buf_add(&text, "  a line of the text\n");
	put_text("late.yaml", text.text);
	alone(0, "late.yaml");
	buf_release(&text);
}
END_TEST

/* Of more files than are looked at a line tells. */
START_TEST(too_many_files)
{
	struct error e = ERROR_INIT;
	struct report_file file;
	struct buf name = BUF_INIT;
	int i;

	put_report(0, 1, 2023);
	for (i = 0; i < 2000; i++) {
		buf_clear(&name);
		buf_addf(&name, "a%d.yaml", i);
		put_text(name.text, "form: zwgk/2021\nunit: u1\nyear: 2021\n");
	}
	ck_assert(report_file_open(&file, path[0], &e));
	ck_assert(previous_attach(&file, NULL, &e));
	ck_assert_str_eq(error_first(&e),
			 "last year's report was looked for among the first "
			 "2000 files of the folder only; name it with "
			 "--set=last=FILE");
	report_file_close(&file);
	buf_release(&name);
	error_release(&e);
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
	tcase_add_test(c, in_the_folder);
	tcase_add_test(c, only_the_head);
	tcase_add_test(c, too_many_files);
	suite_add_tcase(s, c);
	return support_run(s);
}
