/* test_annotation_file.c - notes, reasons, link and state in a report's file */
#include "form/check-place.h"
#include "report/reason-text.h"
#include "store/annotation-file.h"

#include <string.h>

#include "report/reason.h"
#include "report/annotation.h"
#include "report/report-state.h"
#include "store/report-reader.h"
#include "store/report-writer.h"
#include "store/previous-file.h"
#include "files.h"
#include "report-support.h"

static const char before_file[] =
	"form: zwgk/2021\n"
	"unit: x\n"
	"year: 2022\n"
	"rules:\n"
	"  columns: [made, repealed, valid]\n"
	"  norm: [0, 0, 9]\n"
	"requests:\n"
	"  pending: [7, 0, 0, 0, 0, 0, 7]\n";

static const char now_file[] =
	"form: zwgk/2021\n"
	"last: 2022.yaml\n"
	"unit: x\n"
	"year: 2023\n"
	"rules:\n"
	"  columns: [made, repealed, valid]\n"
	"  norm: [3, 0, 9]\n"
	"requests:\n"
	"  carried: [7, 0, 0, 0, 0, 0, 7]\n";

static struct report_file file;
static struct report *r;

static void
parse(struct report_file *f, const char *bytes)
{
	struct error e = ERROR_INIT;

	report_file_parse(f, "r", bytes, strlen(bytes), &e);
	assert_errors(&e, "");
}

static void
attach(struct report_file *f)
{
	struct report_file last;
	struct error e = ERROR_INIT;

	parse(&last, before_file);
	ck_assert(previous_attach_report(f, &last, "2022.yaml", &e));
	assert_errors(&e, "");
	report_file_close(&last);
}

static void
setup(void)
{
	set_forms();
	parse(&file, now_file);
	attach(&file);
	r = file.report;
}

static void
teardown(void)
{
	report_verify(r);
	report_file_close(&file);
}

static void
put(int annotation, const char *text)
{
	struct error e = ERROR_INIT;

	report_key(r, annotation, text, false, EDIT_NEW, &e);
	assert_errors(&e, "");
}

static void
give(int check, const char *text, bool open)
{
	struct error e = ERROR_INIT;

	reason_give(r, check, text, open, EDIT_NEW, &e);
	assert_errors(&e, "");
	report_end_run(r);
}

/* What is written is read as the same, and written as the same bytes. */
static void
there_and_back(struct buf *bytes)
{
	struct report_file again;
	struct buf two = BUF_INIT;
	int i;

	buf_clear(bytes);
	report_write(r, bytes);
	parse(&again, bytes->text);
	attach(&again);
	for (i = file.form->cells; i < annotation_count(file.form); i++)
		ck_assert_str_eq(report_text(r, i),
				 report_text(again.report, i));
	for (i = 0; i < file.form->checks; i++)
		ck_assert_int_eq(report_verdict(r, i),
				 report_verdict(again.report, i));
	report_write(again.report, &two);
	ck_assert_str_eq(bytes->text, two.text);
	buf_release(&two);
	report_file_close(&again);
}

START_TEST(reads_what_it_writes)
{
	const struct form *f = file.form;
	int norm = check_find(f, "W1", "rules.norm");
	const struct sign sign = { .time = 1704766260000, .person = "li" };
	struct buf bytes = BUF_INIT;

	ck_assert_int_ge(norm, 0);
	ck_assert_int_eq(report_verdict(r, norm), VERDICT_BROKEN);
	report_sign(r, &sign);
	give(norm, "3 件属转发", false);
	put(annotation_note(f, at(f, "norm.made")), "! ask the archive");
	put(annotation_state(f), STATE_HANDED_IN);
	ck_assert_int_eq(report_verdict(r, norm), VERDICT_ANSWERED);
	there_and_back(&bytes);
	ck_assert(strstr(bytes.text, "\nstate: handed in\n"));
	ck_assert(strstr(bytes.text,
			 "\nreasons:\n- rule: \"W1\"\n  at: rules.norm\n"
			 "  figures: \"9 9 3 0\"\n  by: \"li\"\n"
			 "  when: \"2024-01-09T02:11:00.000Z\"\n"
			 "  reason: \"3 件属转发\"\n"
			 "notes:\n"
			 "  rules.norm.made: \"! ask the archive\"\n"));
	/* nothing is left of what is taken away */
	put(annotation_state(f), "");
	give(norm, "", false);
	put(annotation_note(f, at(f, "norm.made")), "");
	there_and_back(&bytes);
	ck_assert(!strstr(bytes.text, "reasons"));
	ck_assert(!strstr(bytes.text, "notes"));
	ck_assert(!strstr(bytes.text, "state"));
	buf_release(&bytes);
}
END_TEST

/* ---- what is carried ---- */

/* The words open the figure; what is keyed then has them, in one run. */
START_TEST(what_opened_answers)
{
	const struct form *f = file.form;
	int cell = at(f, "carried.natural"), check = f->from[cell], undone;
	struct error e = ERROR_INIT;
	struct buf bytes = BUF_INIT;

	ck_assert_int_eq(report_protected(r, cell), check);
	give(check, "two withdrawn", true);
	ck_assert_int_eq(report_protected(r, cell), -1);
	ck_assert_int_eq(report_verdict(r, check), VERDICT_OK);
	there_and_back(&bytes);

	report_key(r, cell, "5", true, EDIT_NEW, &e);
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	ck_assert(reason_settle(r, &e));
	report_end_run(r);
	ck_assert_int_eq(report_verdict(r, check), VERDICT_ANSWERED);
	there_and_back(&bytes);
	/* once more there is nothing to settle */
	undone = report_serial(r);
	ck_assert(reason_settle(r, &e));
	ck_assert_int_eq(report_serial(r), undone);

	ck_assert(report_undo(r, &undone));
	ck_assert_int_eq(undone, cell);
	ck_assert_int_eq(report_verdict(r, check), VERDICT_OK);
	ck_assert_int_eq(report_protected(r, cell), -1);
	ck_assert(report_redo(r, &undone));
	ck_assert_int_eq(report_verdict(r, check), VERDICT_ANSWERED);
	/* a third figure is another matter */
	report_key(r, cell, "6", false, EDIT_NEW, &e);
	ck_assert(reason_settle(r, &e));
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	ck_assert_str_eq(
		reason_words(report_text(r, annotation_reason(f, check))),
		"two withdrawn");
	assert_errors(&e, "");
	buf_release(&bytes);
}
END_TEST

/* The total of carried figures has the words of the figure. */
START_TEST(total_has_them_too)
{
	const struct form *f = file.form;
	int check = f->from[at(f, "carried.natural")];
	int total = check_find(f, "H7", "requests.total"), undone;
	struct error e = ERROR_INIT;

	ck_assert_int_ge(total, 0);
	report_key(r, at(f, "carried.natural"), "6", false, EDIT_ANSWERED, &e);
	ck_assert_int_eq(report_verdict(r, total), VERDICT_BROKEN);
	give(check, "one withdrawn", false);
	ck_assert_int_eq(report_verdict(r, check), VERDICT_ANSWERED);
	ck_assert_int_eq(report_verdict(r, total), VERDICT_ANSWERED);
	ck_assert(report_undo(r, &undone));
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	ck_assert_int_eq(report_verdict(r, total), VERDICT_BROKEN);
	ck_assert(report_redo(r, &undone));
	give(check, "", false);
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	ck_assert_int_eq(report_verdict(r, total), VERDICT_BROKEN);
	/* but not what was said of the total itself */
	give(check, "one withdrawn", false);
	give(total, "of them all", false);
	give(check, "", false);
	ck_assert_int_eq(report_verdict(r, total), VERDICT_ANSWERED);
	assert_errors(&e, "");
}
END_TEST

/* ---- any words ---- */

static const char *const piece[] = {
	"a", "Z", "7", "~", "null", "#", ": ", "- ", "'", "\"", "\\", "{", "}",
	"[", "]", "!", "@", "%", "&", "*", "|", ">", "`", ",", " ", "字", "，",
	"。", "😀", "é", "\xc2\xa0", "\xe2\x80\xa8", "---", "...", "0x1f", "yes",
};

static void
any_words(uint64_t *seed, struct buf *out)
{
	int n = 1 + (int)support_random(seed, 9);

	buf_clear(out);
	while (n--)
		buf_add(out, piece[support_random(seed, ARRAY_LEN(piece))]);
}

START_TEST(any_words_come_back)
{
	const struct form *f = file.form;
	uint64_t seed = (uint64_t)_i;
	struct buf text = BUF_INIT, bytes = BUF_INIT;
	int i, cell, norm = check_find(f, "W1", "rules.norm");

	for (i = 0; i < 12; i++) {
		any_words(&seed, &text);
		cell = (int)support_random(&seed, (unsigned)f->cells);
		/* what is nothing but blanks is no note */
		put(annotation_note(f, cell), text.text[strspn(text.text, " ")]
						? text.text : "");
		any_words(&seed, &text);
		give(norm, text.text, false);
	}
	there_and_back(&bytes);
	buf_release(&text);
	buf_release(&bytes);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("slot-file");
	TCase *tc = tcase_create("slot-file");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, reads_what_it_writes);
	tcase_add_test(tc, what_opened_answers);
	tcase_add_test(tc, total_has_them_too);
	tcase_add_loop_test(tc, any_words_come_back, 0, 30);
	suite_add_tcase(s, tc);
	return support_run(s);
}
