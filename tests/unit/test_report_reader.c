/*
 * test_report_reader.c - a report from its YAML file
 *
 * Each tests/bad/report-*.yaml must give the complaints in the .err beside
 * it, no more and no fewer; UPDATE=1 writes them anew.
 */
#include "store/report-reader.h"

#include <stdio.h>
#include <string.h>

#include "report/finding.h"
#include "store/file.h"
#include "files.h"
#include "report-support.h"

/* ---- what is taken ---- */

#define FORM "form: zwgk/2021\n"

static const struct {
	const char *yaml;
	const char *address[4], *shown[4];
} taken[] = {
	{ FORM, { "year", "rules.reg.made", "new.total" }, { "", "", "" } },
	{ FORM "unit: 某街道\nyear: 2023\noverview: |\n  一\n  二\n",
	  { "unit", "year", "overview" }, { "某街道", "2023", "一\n二" } },
	/* columns as they come: reordered, some, none named */
	{ FORM "rules:\n  columns: [valid, made, repealed]\n  reg: [3, 1, 2]\n",
	  { "reg.made", "reg.repealed", "reg.valid" }, { "1", "2", "3" } },
	{ FORM "rules:\n  columns: [valid]\n  reg: [3]\n",
	  { "reg.made", "reg.repealed", "reg.valid" }, { "", "", "3" } },
	{ FORM "rules:\n  reg: [1, 2, 3]\n",
	  { "reg.made", "reg.repealed", "reg.valid" }, { "1", "2", "3" } },
	{ FORM "rules:\n  columns: []\n  reg: []\n", { "reg.made" }, { "" } },
	/* rows as they come */
	{ FORM "rules:\n  norm: [4, 5, 6]\n  reg: [1, 2, 3]\n",
	  { "reg.made", "norm.made" }, { "1", "4" } },
	{ FORM "rules: ~\nlicences:\n", { "reg.made" }, { "" } },
	{ FORM "rules:\n  reg:\n  - 1\n  - ~\n  - \"3\"\n",
	  { "reg.made", "reg.repealed", "reg.valid" }, { "1", "", "3" } },
	/* as an input method or a spreadsheet leaves it */
	{ FORM "rules:\n  reg: [１２, '７', \"　８　\"]\n",
	  { "reg.made", "reg.repealed", "reg.valid" }, { "12", "7", "8" } },
	{ FORM "fees:\n  fee: [１２．５０]\n", { "fee.amount" }, { "12.50" } },
	{ FORM "fees:\n  fee: [+007.000000]\n", { "fee.amount" },
	  { "7.000000" } },
	{ "form: zwgk/2021\r\nunit: 某\r\nrules:\r\n  reg: [1, 2, 3]\r\n"
	  "overview: |\r\n  一\r\n  二\r\n",
	  { "unit", "reg.valid", "overview" }, { "某", "3", "一\n二" } },
	{ "\xef\xbb\xbf" FORM "year: 2023\n", { "year" }, { "2023" } },
	{ "---\n" FORM "year: 2023\n...\n", { "year" }, { "2023" } },
	{ "year: 2023\n" FORM, { "year" }, { "2023" } },
	{ "{form: zwgk/2021, year: 2023}", { "year" }, { "2023" } },
	{ FORM "year: '2023'\nunit: \"2023\"\n", { "year", "unit" },
	  { "2023", "2023" } },
	{ FORM "unit: 123\noverview: ~\nproblems: '~'\nothers: true\n",
	  { "unit", "overview", "problems", "others" },
	  { "123", "", "~", "true" } },
	/* the line feed that ends a block of text is not of it */
	{ FORM "overview: |\n  一\n\nproblems: |+\n  二\n\nothers: >\n  三\n"
	       "  四\n",
	  { "overview", "problems", "others" }, { "一", "二\n", "三 四" } },
	{ FORM "requests:\n  columns: [total, natural]\n  new: [3, 3]\n",
	  { "new.natural", "new.total" }, { "3", "3" } },
};

START_TEST(take)
{
	struct report_file file;
	struct error e = ERROR_INIT;
	size_t i;

	ck_assert(report_file_parse(&file, "r.yaml", taken[_i].yaml,
				    strlen(taken[_i].yaml), &e));
	assert_errors(&e, "");
	for (i = 0; i < 4 && taken[_i].address[i]; i++)
		assert_shows(file.report, taken[_i].address[i],
			     taken[_i].shown[i]);
	report_verify(file.report);
	/* what a file held is not there to be undone */
	ck_assert(!report_modified(file.report));
	ck_assert_str_eq(file.path, "r.yaml");
	report_file_close(&file);
	ck_assert_ptr_null(file.report);
}
END_TEST

START_TEST(lines_of_cells)
{
	static const char yaml[] = FORM "unit: 某\nrules:\n  norm: [1, 2, 3]\n"
				   "overview: |\n  一\n";
	struct report_file file;
	struct error e = ERROR_INIT;

	ck_assert(report_file_parse(&file, "r", yaml, strlen(yaml), &e));
	ck_assert_int_eq(file.line[at(file.form, "unit")], 2);
	ck_assert_int_eq(file.line[at(file.form, "norm.valid")], 4);
	ck_assert_int_eq(file.line[at(file.form, "overview")], 5);
	ck_assert_int_eq(file.line[at(file.form, "reg.made")], 0);
	report_file_close(&file);
}
END_TEST

/* ---- totals that disagree ---- */

#define ROW(figures) \
	FORM "requests:\n  columns: [natural, firm, total]\n  new: " figures

static const struct {
	const char *yaml;
	const char *paper;	/* of requests.new.total; "" if none */
	bool broken;
} papers[] = {
	{ ROW("[3, 4, 7]\n"), "", false },
	{ ROW("[3, 4, ~]\n"), "", false },
	{ ROW("[3, 4, 8]\n"), "8", true },
	{ ROW("[3, 4, 0]\n"), "0", true },
	{ ROW("[~, ~, 7]\n"), "7", true },
	/* a total of nothing over nothing keyed says nothing false */
	{ ROW("[~, ~, 0]\n"), "0", false },
	{ ROW("[3, 4, 7]\npaper:\n  requests.new.total: 8\n"), "8", true },
	{ ROW("[3, 4, 8]\npaper:\n  requests.new.total: 8\n"), "8", true },
	{ ROW("[3, 4, 7]\npaper:\n  requests.new.total: 7\n"), "7", false },
	{ ROW("[3, 4, 7]\npaper:\n  new.total: 8\n"), "8", true },
	{ ROW("[3, 4, 7]\npaper:\n  new.total: ~\n"), "", false },
	{ ROW("[3, 4, 7]\npaper: {}\n"), "", false },
};

START_TEST(paper)
{
	struct report_file file;
	struct error e = ERROR_INIT;
	struct buf shown = BUF_INIT;
	const struct form *f;
	int cell;

	ck_assert(report_file_parse(&file, "r", papers[_i].yaml,
				    strlen(papers[_i].yaml), &e));
	f = file.form;
	cell = at(f, "requests.new.total");
	value_format(form_kind_of(f, cell), report_value(file.report, cell),
		     &shown);
	ck_assert_str_eq(shown.text, papers[_i].paper);
	ck_assert_int_eq(report_verdict(file.report, f->paper[cell]),
			 papers[_i].broken ? VERDICT_BROKEN : VERDICT_OK);
	ck_assert(!report_modified(file.report));
	report_verify(file.report);
	buf_release(&shown);
	report_file_close(&file);
}
END_TEST

START_TEST(a_disagreeing_total_is_a_finding)
{
	static const char yaml[] = ROW("[3, 4, 8]\n");
	struct report_file file;
	struct error e = ERROR_INIT;
	struct findings all = FINDINGS_INIT;
	int i, n = 0;

	ck_assert(report_file_parse(&file, "r", yaml, strlen(yaml), &e));
	findings_collect(file.report, 0, &all);
	for (i = 0; i < all.count; i++) {
		if (strcmp(all.finding[i].rule->id, "H3"))
			continue;
		n++;
		ck_assert_str_eq(all.finding[i].text, "一、新收 总计: computed "
						      "7, on paper 8, differs "
						      "by -1");
	}
	ck_assert_int_eq(n, 1);
	findings_release(&all);
	report_file_close(&file);
}
END_TEST

/* ---- files ---- */

START_TEST(new_file)
{
	struct report_file file;
	struct error e = ERROR_INIT;

	ck_assert(report_file_new(&file, "new.yaml", "zwgk/2021", &e));
	ck_assert_str_eq(file.path, "new.yaml");
	ck_assert_int_eq(report_serial(file.report), 0);
	ck_assert_int_eq(file.line[0], 0);
	report_file_close(&file);
	ck_assert(!report_file_new(&file, "new.yaml", "zwgk/1999", &e));
	ck_assert_ptr_null(file.report);
	ck_assert_ptr_null(file.form);
	assert_errors(&e, "gouji: error: the form 'zwgk/1999' is not "
			  "installed; --forms lists those that are\n");
}
END_TEST

START_TEST(a_text_without_end)
{
	struct buf yaml = BUF_INIT;
	struct report_file file;
	struct error e = ERROR_INIT;

	buf_add(&yaml, FORM "overview: ");
	buf_fill(&yaml, 'x', TEXT_MOST);
	ck_assert(report_file_parse(&file, "r", yaml.text, yaml.len, &e));
	report_file_close(&file);
	buf_fill(&yaml, 'x', 1);
	ck_assert(!report_file_parse(&file, "r", yaml.text, yaml.len, &e));
	assert_errors(&e, "r:2:11: error: overview: the text is longer than "
			  "200000 bytes\n");
	buf_release(&yaml);
}
END_TEST

START_TEST(no_such_file)
{
	struct report_file file;
	struct error e = ERROR_INIT;

	ck_assert(!report_file_open(&file, "/nowhere/r.yaml", &e));
	ck_assert_ptr_null(file.report);
	assert_errors(&e, "/nowhere/r.yaml: error: cannot be opened: No such "
			  "file or directory\n");
}
END_TEST

static const struct {
	const char *file;
	const char *address, *shown;
} examples[] = {
	{ "seed", "requests.new.total", "3" },
	{ "seed", "sanctions.penalty.decided", "482" },
	{ "broken", "fees.fee.amount", "12.50" },
	{ "broken", "requests.done.total.total", "17" },
	{ "half", "requests.new.total", "6" },
	{ "half", "requests.pending.natural", "" },
};

START_TEST(example)
{
	struct buf name = BUF_INIT;
	struct report_file file;
	struct error e = ERROR_INIT;
	char *path;

	buf_addf(&name, "tests/examples/%s.yaml", examples[_i].file);
	path = source(name.text);
	ck_assert(report_file_open(&file, path, &e));
	assert_shows(file.report, examples[_i].address, examples[_i].shown);
	report_file_close(&file);
	buf_release(&name);
	free(path);
}
END_TEST

/* ---- every mistake of a file ---- */

static bool
takes_report(const char *name, const char *bytes, size_t len, struct error *e)
{
	struct report_file file;
	bool read = report_file_parse(&file, name, bytes, len, e);

	ck_assert_int_eq(read, file.report != NULL);
	if (read)
		report_file_close(&file);
	return read;
}

START_TEST(every_mistake_is_told)
{
	assert_bad_files("report-", takes_report);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("report_read");
	TCase *c = tcase_create("report_read");

	set_forms();
	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, take, 0, (int)ARRAY_LEN(taken));
	tcase_add_test(c, lines_of_cells);
	tcase_add_loop_test(c, paper, 0, (int)ARRAY_LEN(papers));
	tcase_add_test(c, a_disagreeing_total_is_a_finding);
	tcase_add_test(c, new_file);
	tcase_add_test(c, a_text_without_end);
	tcase_add_test(c, no_such_file);
	tcase_add_loop_test(c, example, 0, (int)ARRAY_LEN(examples));
	tcase_add_test(c, every_mistake_is_told);
	suite_add_tcase(s, c);
	return support_run(s);
}
