/* test_report_writer.c - a report as its YAML file, and back */
#include "store/report-writer.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/file.h"
#include "store/form-reader.h"
#include "store/report-reader.h"
#include "files.h"
#include "report-support.h"

static void
parse(struct report_file *file, const struct buf *bytes)
{
	struct error e = ERROR_INIT;
	bool ok = report_file_parse(file, "r", bytes->text, bytes->len, &e);

	if (!ok)
		fputs(bytes->text, stderr);
	assert_errors(&e, "");
	ck_assert(ok);
}

/* Writes R, reads it again, and writes that: the same values and bytes. */
static void
there_and_back(const struct report *r)
{
	struct buf one = BUF_INIT, two = BUF_INIT;
	struct report_file file;
	const struct form *f = report_form(r);
	int i;

	report_write(r, &one);
	ck_assert(text_valid(one.text, one.len, NULL));
	parse(&file, &one);
	report_write(file.report, &two);
	ck_assert_str_eq(one.text, two.text);
	for (i = 0; i < f->cells; i++) {
		const struct value *a = report_value(r, i);
		const struct value *b = report_value(file.report, i);

		ck_assert_str_eq(report_text(r, i),
				 report_text(file.report, i));
		/* what is half typed is not written */
		if (a->state == VALUE_FIGURE || b->state == VALUE_FIGURE)
			ck_assert(value_equal(a, b));
	}
	report_verify(file.report);
	report_file_close(&file);
	buf_release(&one);
	buf_release(&two);
}

/* ---- the examples ---- */

static int
is_report(const struct dirent *d)
{
	size_t len = strlen(d->d_name);

	return len > 5 && !strcmp(d->d_name + len - 5, ".yaml");
}

START_TEST(examples_keep_their_bytes)
{
	char *folder = source("tests/examples");
	struct dirent **entry;
	int n = scandir(folder, &entry, is_report, alphasort), i;

	ck_assert_int_ge(n, 3);
	for (i = 0; i < n; i++) {
		struct buf path = BUF_INIT, bytes = BUF_INIT, out = BUF_INIT;
		struct report_file file;
		struct error e = ERROR_INIT;

		buf_addf(&path, "%s/%s", folder, entry[i]->d_name);
		ck_assert(file_read(path.text, 1 << 20, &bytes, &e));
		parse(&file, &bytes);
		report_write(file.report, &out);
		ck_assert_str_eq(out.text, bytes.text);
		report_file_close(&file);
		buf_release(&path);
		buf_release(&bytes);
		buf_release(&out);
		free(entry[i]);
	}
	free(entry);
	free(folder);
}
END_TEST

/* ---- texts ---- */

static const struct {
	const char *text;
	const char *one;	/* how it is written in one line; NULL: not */
	const char *many;	/* and where there may be many */
} texts[] = {
	{ "", "~", "~" },
	{ "某街道办事处", "某街道办事处", "|\n  某街道办事处" },
	{ "A street", "A street", "|\n  A street" },
	{ "null", "\"null\"", "|\n  null" },
	{ "~", "\"~\"", "|\n  ~" },
	{ "true", "\"true\"", "|\n  true" },
	{ "123", "\"123\"", "|\n  123" },
	{ "- a", "\"- a\"", "|\n  - a" },
	{ "year: 2023", "\"year: 2023\"", "|\n  year: 2023" },
	{ "a street #1", "\"a street #1\"", "|\n  a street #1" },
	{ "say \"no\"", "say \"no\"", "|\n  say \"no\"" },
	{ "\"no\"", "\"\\\"no\\\"\"", "|\n  \"no\"" },
	{ "a\\b and c", "a\\b and c", "|\n  a\\b and c" },
	{ "\\", "\"\\\\\"", "|\n  \\" },
	{ " leading", "leading", "|2\n   leading" },
	{ "trailing ", "trailing", "|\n  trailing " },
	{ "a\tb", "\"a\\u0009b\"", "\"a\\u0009b\"" },
	{ "\x1b[1m", "\"\\u001b[1m\"", "\"\\u001b[1m\"" },
	{ "\u2028", NULL, "\"\\u2028\"" },
	{ "\xc2\x85", NULL, "\"\\u0085\"" },
	{ "\ufeff", NULL, "\"\\ufeff\"" },
	{ "\ufffe", "\"\\ufffe\"", "\"\\ufffe\"" },
	{ "\U0001fffe", "\"\\U0001fffe\"", "\"\\U0001fffe\"" },
	{ "😀", "😀", "|\n  😀" },
	{ "一\n二", NULL, "|\n  一\n  二" },
	{ "一\n\n二", NULL, "|\n  一\n\n  二" },
	{ "一\n", NULL, "|+\n  一\n" },
	{ "一\n\n", NULL, "|+\n  一\n\n" },
	{ "\n一", NULL, "|2\n\n  一" },
	{ "\n", NULL, "\"\\n\\n\"" },
	{ " \n ", NULL, "\" \\n \"" },
	{ "a\tb\n", NULL, "\"a\\u0009b\\n\\n\"" },
	{ "   ", NULL, "\"   \"" },
	{ "---\n...", NULL, "|\n  ---\n  ..." },
	{ "\r\n", NULL, "\"\\u000d\\n\\n\"" },
};

START_TEST(text)
{
	static const struct {
		const char *address;
		bool one;
	} places[] = { { "unit", true }, { "remark", true },
		       { "overview", false } };
	struct report_file file;
	struct error e = ERROR_INIT;
	size_t i;

	for (i = 0; i < ARRAY_LEN(places); i++) {
		const char *wanted = places[i].one ? texts[_i].one
						   : texts[_i].many;
		struct buf out = BUF_INIT, line = BUF_INIT;

		if (!wanted)
			continue;
		ck_assert(report_file_new(&file, "r", "zwgk/2021", &e));
		key(file.report, places[i].address, texts[_i].text);
		report_write(file.report, &out);
		buf_addf(&line, "\n%s: %s\n", places[i].address, wanted);
		ck_assert_msg(strstr(out.text, line.text) != NULL,
			      "no%sin\n%s", line.text, out.text);
		there_and_back(file.report);
		report_file_close(&file);
		buf_release(&out);
		buf_release(&line);
	}
}
END_TEST

/* What YAML, terminals and editors stumble over. */
static const char *const nasty[] = {
	"a", "Z", "年", "。", " ", "  ", "\n", "\n\n", "\t", "\r", ":", ": ",
	" #", "#", "- ", "\"", "'", "\\", "\\n", "{", "}", "[", "]", ",", "&",
	"*", "!", "|", ">", "%", "@", "`", "?", "~", "null", "true", "123",
	"0x1", "---", "...", "\x01", "\x1b", "\x7f", "\xc2\x85", "\u00a0",
	"\u2028", "\u2029", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\u202e",
	"😀", "\U0001ffff", "\U0010ffff", "e\u0301", "<<", "=", "\u3000",
};

START_TEST(any_text)
{
	static const char *const address[] = { "unit", "remark", "overview",
					       "others", "preamble" };
	struct report_file file;
	struct error e = ERROR_INIT;
	struct buf t = BUF_INIT;
	uint64_t seed = (uint64_t)_i + 17;
	int round;

	ck_assert(report_file_new(&file, "r", "zwgk/2021", &e));
	for (round = 0; round < 60; round++) {
		size_t i;

		for (i = 0; i < ARRAY_LEN(address); i++) {
			unsigned n = support_random(&seed, 8);

			buf_clear(&t);
			while (n--) {
				const char *piece = nasty[support_random(
					&seed, ARRAY_LEN(nasty))];

				if (i > 1 || !strchr(piece, '\n'))
					buf_add(&t, piece);
			}
			key(file.report, address[i], t.text);
		}
		there_and_back(file.report);
	}
	report_file_close(&file);
	buf_release(&t);
}
END_TEST

START_TEST(very_long_lines)
{
	struct report_file file;
	struct error e = ERROR_INIT;
	struct buf t = BUF_INIT;
	int i;

	ck_assert(report_file_new(&file, "r", "zwgk/2021", &e));
	for (i = 0; i < 60000; i++)
		buf_add(&t, i % 100 ? "年" : " ");
	key(file.report, "overview", t.text);
	key(file.report, "unit", t.text);
	buf_addc(&t, '\t');
	key(file.report, "others", t.text);
	there_and_back(file.report);
	report_file_close(&file);
	buf_release(&t);
}
END_TEST

/* ---- figures ---- */

START_TEST(any_figures)
{
	struct report_file file;
	struct error e = ERROR_INIT;
	const struct form *f;
	uint64_t seed = (uint64_t)_i + 23;
	int round, i;

	ck_assert(report_file_new(&file, "r", "zwgk/2021", &e));
	f = file.form;
	for (round = 0; round < 25; round++) {
		for (i = 0; i < 20; i++) {
			int cell = (int)support_random(&seed,
						       (unsigned)f->cells);
			char figure[40];

			if (!form_kind_of(f, cell)->type->figure)
				continue;
			/* totals among them: those stand on paper */
			figure[0] = '\0';
			if (support_random(&seed, 3))
				snprintf(figure, sizeof figure, "%u",
					 support_random(&seed, 100));
			ck_assert(report_key(file.report, cell, figure, false,
					     EDIT_NEW, &e));
		}
		there_and_back(file.report);
	}
	report_file_close(&file);
}
END_TEST

static const struct {
	const char *address, *typed, *line;
} figures[] = {
	{ "fees.fee.amount", "12.50", "\n  fee: [12.50]\n" },
	{ "fees.fee.amount", "12.", "\n  fee: [12]\n" },
	{ "fees.fee.amount", ".5", "\n  fee: [0.5]\n" },
	{ "fees.fee.amount", "007.10", "\n  fee: [7.10]\n" },
	{ "fees.fee.amount", "１２．５", "\n  fee: [12.5]\n" },
	{ "fees.fee.amount", ".", "\n  fee: [~]\n" },
	{ "fees.fee.amount", "0.000000", "\n  fee: [0.000000]\n" },
	{ "year", "2023", "\nyear: 2023\n" },
	{ "year", "", "\nyear: ~\n" },
	/* a total on paper, as typed or not */
	{ "review.total", "５", "\npaper:\n  review.count.review.total: 5\n" },
	{ "review.total", "005", "\npaper:\n  review.count.review.total: 5\n" },
};

START_TEST(figure)
{
	struct report_file file;
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;

	ck_assert(report_file_new(&file, "r", "zwgk/2021", &e));
	ck_assert(report_key(file.report, at(file.form, figures[_i].address),
			     figures[_i].typed, true, EDIT_NEW, &e));
	report_write(file.report, &out);
	ck_assert_msg(strstr(out.text, figures[_i].line) != NULL,
		      "no%sin\n%s", figures[_i].line, out.text);
	there_and_back(file.report);
	report_file_close(&file);
	buf_release(&out);
}
END_TEST

/* Totals that disagree are kept beside the computed ones for good. */
START_TEST(paper_totals_stay)
{
	static const char yaml[] =
		"form: zwgk/2021\nrequests:\n"
		"  columns: [natural, firm, total]\n  new: [3, 4, 8]\n"
		"  done.granted: [1, 1, 1]\n";
	struct buf bytes = BUF_INIT, out = BUF_INIT;
	struct report_file file;

	buf_add(&bytes, yaml);
	parse(&file, &bytes);
	report_write(file.report, &out);
	ck_assert_ptr_nonnull(strstr(out.text,
				     "\n  new: [3, 4, ~, ~, ~, ~, 7]\n"));
	ck_assert_ptr_nonnull(strstr(out.text,
				     "\npaper:\n  requests.new.total: 8\n"
				     "  requests.done.granted.total: 1\n"));
	there_and_back(file.report);
	report_file_close(&file);
	buf_release(&bytes);
	buf_release(&out);
}
END_TEST

/* Texts in a table, and the decimals of a total on paper, survive too: the
 * form is of our own. */
START_TEST(texts_and_decimals_in_tables)
{
	static const char form[] =
		"form: own\nversion: 1\ntitle: T\nbody:\n- table: t\n  rows:\n"
		"  - a: A\n  - b: B\n  - s: {is: total}\n  cols:\n"
		"  - x: {label: X, cell: {type: amount, places: 2}}\n"
		"  - why: {label: W, cell: {type: text}}\n";
	char folder[] = "/tmp/gouji-write-XXXXXX";
	struct buf path = BUF_INIT, out = BUF_INIT;
	struct report_file file;
	struct error e = ERROR_INIT;
	FILE *f;

	ck_assert_ptr_nonnull(mkdtemp(folder));
	buf_addf(&path, "%s/own-1.yaml", folder);
	f = fopen(path.text, "w");
	ck_assert_int_ge(fputs(form, f), 0);
	fclose(f);
	setenv("GOUJI_FORMS", folder, 1);
	ck_assert(report_file_new(&file, "r", "own/1", &e));
	key(file.report, "a.x", "1");
	key(file.report, "a.why", "a, [b] \"c\"\nd\n");
	key(file.report, "b.why", "~");
	key(file.report, "s.x", "7.50");
	report_write(file.report, &out);
	ck_assert_ptr_nonnull(strstr(out.text, "  a: [1, \"a, [b] \\\"c\\\"\\nd"
					       "\\n\\n\"]\n  b: [~, \"~\"]\n"));
	ck_assert_ptr_nonnull(strstr(out.text, "\npaper:\n  t.s.x: 7.50\n"));
	there_and_back(file.report);
	report_file_close(&file);
	remove(path.text);
	remove(folder);
	buf_release(&path);
	buf_release(&out);
}
END_TEST

/* What is typed so far is in the journal; the file has what can be read. */
START_TEST(half_a_measure_is_not_written)
{
	struct report_file file;
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;

	ck_assert(report_file_new(&file, "r", "zwgk/2019", &e));
	ck_assert(report_key(file.report, at(file.form, "central.spent"),
			     "12.5万", true, EDIT_NEW, &e));
	report_write(file.report, &out);
	ck_assert_ptr_nonnull(strstr(out.text, "  central: [~, ~]\n"));
	ck_assert(report_key(file.report, at(file.form, "central.spent"),
			     "12.5万元", true, EDIT_MORE, &e));
	buf_clear(&out);
	report_write(file.report, &out);
	ck_assert_ptr_nonnull(strstr(out.text, "  central: [~, \"12.5万元\"]\n"));
	there_and_back(file.report);
	report_file_close(&file);
	buf_release(&out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("report_write");
	TCase *c = tcase_create("report_write");

	set_forms();
	tcase_set_timeout(c, 120);
	tcase_add_test(c, examples_keep_their_bytes);
	tcase_add_loop_test(c, text, 0, (int)ARRAY_LEN(texts));
	tcase_add_loop_test(c, any_text, 0, 6);
	tcase_add_test(c, very_long_lines);
	tcase_add_loop_test(c, any_figures, 0, 4);
	tcase_add_loop_test(c, figure, 0, (int)ARRAY_LEN(figures));
	tcase_add_test(c, paper_totals_stay);
	tcase_add_test(c, half_a_measure_is_not_written);
	tcase_add_test(c, texts_and_decimals_in_tables);
	suite_add_tcase(s, c);
	return support_run(s);
}
