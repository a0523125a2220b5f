/* test_catalogue.c - the reports that a folder offers, each read once */
#include "store/catalogue.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "files.h"
#include "report-support.h"

static const char *const text = "form: small/1\n"
				"unit: %s\n"
				"t:\n"
				"  columns: [p, q]\n"
				"  a: [%s, 1]\n"
				"  b: [2, 3.25]\n";

/* A report of UNIT in a new file, as a save makes one. */
static void
put_report(const char *path, const char *unit, const char *figure)
{
	struct buf bytes = BUF_INIT;

	buf_addf(&bytes, text, unit, figure);
	put_text("new", bytes.text);
	ck_assert_int_eq(rename("new", path), 0);
	buf_release(&bytes);
}

static const struct catalogue_field any_unit[] = { { "unit", NULL } };
static const struct catalogue_field unit_b[] = { { "unit", "B" } };

static void
begin(struct catalogue *s, const struct catalogue_field *field)
{
	enter_folder();
	small_report();
	put_report("a.yaml", "A", "1");
	put_report("b.yaml", "B", "2");
	put_report("c.yaml", "B", "~");
	catalogue_init(s, field, 1);
}

static void
end(struct catalogue *s)
{
	catalogue_release(s);
	leave_folder();
}

static void
look(struct catalogue *s)
{
	struct error e = ERROR_INIT;

	ck_assert(catalogue_look(s, &e));
	ck_assert_uint_eq(e.count, 0);
}

/* The test fails unless that many more reports are read until all are. */
static void
assert_reads(struct catalogue *s, int wanted)
{
	int before = s->readings;

	look(s);
	while (catalogue_read(s, 1))
		continue;
	ck_assert_int_eq(s->readings - before, wanted);
}

/* The rows: "a.yaml=A ", "?" where nothing is known yet, "!" where nothing can
 * be. */
static void
assert_rows(const struct catalogue *s, const char *wanted)
{
	struct buf rows = BUF_INIT;
	int i;

	buf_add(&rows, "");
	for (i = 0; i < s->rows; i++) {
		const struct catalogue_entry *entry = s->row[i];

		buf_addf(&rows, "%s=%s ", entry->file,
			 !entry->known ? "?"
			 : entry->good ? entry->value[0] : "!");
	}
	ck_assert_str_eq(rows.text ? rows.text : "", wanted);
	buf_release(&rows);
}

START_TEST(files_at_once_reports_a_few_at_a_time)
{
	struct catalogue s;

	begin(&s, any_unit);
	look(&s);
	assert_rows(&s, "a.yaml=? b.yaml=? c.yaml=? ");
	ck_assert_int_eq(s.readings, 0);
	ck_assert(catalogue_read(&s, 2));
	assert_rows(&s, "a.yaml=A b.yaml=B c.yaml=? ");
	ck_assert_int_eq(s.readings, 2);
	ck_assert(!catalogue_read(&s, 2));
	assert_rows(&s, "a.yaml=A b.yaml=B c.yaml=B ");
	ck_assert_int_eq(s.row[1]->state, REPORT_FINISHED);
	ck_assert_int_eq(s.row[1]->counts.blank, 0);
	ck_assert_int_eq(s.row[2]->counts.blank, 1);
	end(&s);
}
END_TEST

START_TEST(read_once)
{
	struct catalogue s;

	begin(&s, any_unit);
	assert_reads(&s, 3);
	assert_reads(&s, 0);
	/* the same name, the same size */
	put_report("b.yaml", "D", "3");
	assert_reads(&s, 1);
	assert_rows(&s, "a.yaml=A b.yaml=D c.yaml=B ");
	assert_reads(&s, 0);
	end(&s);
}
END_TEST

/* What was written into the same file, with its times put back. */
START_TEST(read_again_by_time_of_status)
{
	struct timespec times[2];
	struct catalogue s;
	struct stat st;
	FILE *f;

	begin(&s, any_unit);
	assert_reads(&s, 3);
	ck_assert_int_eq(stat("a.yaml", &st), 0);
	times[0] = st.st_atim;
	times[1] = st.st_mtim;
	usleep(20000);
	f = fopen("a.yaml", "r+");
	ck_assert(f);
	fputs("form: small/1\nunit: Z", f);
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_int_eq(utimensat(AT_FDCWD, "a.yaml", times, 0), 0);
	assert_reads(&s, 1);
	assert_rows(&s, "a.yaml=Z b.yaml=B c.yaml=B ");
	end(&s);
}
END_TEST

START_TEST(comes_and_goes)
{
	struct catalogue s;

	begin(&s, any_unit);
	assert_reads(&s, 3);
	ck_assert_int_eq(unlink("b.yaml"), 0);
	put_report("aa.yaml", "E", "1");
	put_text("d.yaml", "form: [\n");
	put_text(".e.yaml", "form: [\n");
	put_text("e.txt", "form: [\n");
	ck_assert_int_eq(symlink("a.yaml", "f.yaml"), 0);
	ck_assert_int_eq(mkdir("g.yaml", 0755), 0);
	assert_reads(&s, 3);
	assert_rows(&s, "a.yaml=A aa.yaml=E c.yaml=B d.yaml=! f.yaml=A ");
	ck_assert_int_eq(rmdir("g.yaml"), 0);
	assert_reads(&s, 0);
	end(&s);
}
END_TEST

START_TEST(what_was_known_stays_until_it_is_read)
{
	struct catalogue s;

	begin(&s, any_unit);
	assert_reads(&s, 3);
	put_report("a.yaml", "D", "3");
	look(&s);
	assert_rows(&s, "a.yaml=A b.yaml=B c.yaml=B ");
	ck_assert(!catalogue_read(&s, 1));
	assert_rows(&s, "a.yaml=D b.yaml=B c.yaml=B ");
	end(&s);
}
END_TEST

START_TEST(some_of_them)
{
	struct catalogue s;
	struct error e = ERROR_INIT;

	begin(&s, unit_b);
	look(&s);
	assert_rows(&s, "");
	ck_assert(catalogue_read(&s, 1));
	assert_rows(&s, "");
	ck_assert(!catalogue_read(&s, 2));
	assert_rows(&s, "b.yaml=B c.yaml=B ");
	put_report("b.yaml", "A", "2");
	assert_reads(&s, 1);
	assert_rows(&s, "c.yaml=B ");
	ck_assert(!catalogue_offers(&s, "b.yaml", &e));
	assert_errors(&e, "b.yaml: error: is not one of the reports that are "
			  "served here\n");
	ck_assert(catalogue_offers(&s, "c.yaml", &e));
	end(&s);
}
END_TEST

/* A report that names the file of the year before is judged with it. */
START_TEST(year_before)
{
	struct catalogue s;
	struct buf bytes = BUF_INIT;

	begin(&s, any_unit);
	buf_addf(&bytes, text, "A", "1");
	buf_add(&bytes, "last: b.yaml\n");
	put_text("new", bytes.text);
	ck_assert_int_eq(rename("new", "a.yaml"), 0);
	assert_reads(&s, 3);
	assert_rows(&s, "a.yaml=A b.yaml=B c.yaml=B ");
	put_report("b.yaml", "B", "7");
	assert_reads(&s, 2);
	assert_reads(&s, 0);
	ck_assert_int_eq(unlink("b.yaml"), 0);
	assert_reads(&s, 1);
	assert_reads(&s, 0);
	buf_release(&bytes);
	end(&s);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("catalogue");
	TCase *c = tcase_create("catalogue");

	tcase_add_test(c, files_at_once_reports_a_few_at_a_time);
	tcase_add_test(c, read_once);
	tcase_add_test(c, read_again_by_time_of_status);
	tcase_add_test(c, comes_and_goes);
	tcase_add_test(c, what_was_known_stays_until_it_is_read);
	tcase_add_test(c, some_of_them);
	tcase_add_test(c, year_before);
	suite_add_tcase(s, c);
	return support_run(s);
}
