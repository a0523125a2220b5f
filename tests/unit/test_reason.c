/* test_reason.c - a reason answers a check for the figures it was given for */
#include "report/reason-text.h"
#include "report/reason.h"

#include <string.h>

#include "report/finding.h"
#include "report/annotation.h"
#include "report-support.h"

static const char words[] =
	"fields about\n"
	"row year; cell=year\n"
	"table t\n"
	"row x\n"
	"row y\n"
	"col made\n"
	"col valid\n"
	"col gone\n"
	"text essay\n"
	"rule H1; each=row t; that=made >= gone\n"
	"rule W2; each=row t; that=made <= valid; level=ask\n"
	"rule W3; each=row t; that=made + gone <= valid; level=ask\n"
	"rule W4; that=length(essay) <= 3; level=ask\n";

static struct form *form;
static struct report *r;

static void
setup(void)
{
	form = mini_form_ok(words);
	r = report_new(form);
	key(r, "x.made", "5");
	key(r, "x.valid", "3");
	key(r, "x.gone", "0");
}

static void
teardown(void)
{
	report_verify(r);
	report_free(r);
	form_free(form);
}

static bool
give(int check, const char *text, bool open)
{
	struct error e = ERROR_INIT;
	bool ok = reason_give(r, check, text, open, EDIT_NEW, &e);

	ck_assert(ok || error_any(&e));
	error_release(&e);
	report_end_run(r);
	report_verify(r);
	return ok;
}

static const char *
stored(int check)
{
	return report_text(r, annotation_reason(form, check));
}

START_TEST(stands_until_a_figure_moves)
{
	int w2 = check_number(form, "W2", 0);
	const struct sign sign = { .time = 1704766260000, .person = "li\tx" };
	struct reason reason;

	ck_assert_int_eq(report_verdict(r, w2), VERDICT_BROKEN);
	ck_assert_int_eq(report_counts(r)->broken[LEVEL_ASK], 2);
	report_sign(r, &sign);
	ck_assert(give(w2, " two\tcounted\ntwice", false));
	ck_assert_int_eq(report_verdict(r, w2), VERDICT_ANSWERED);
	ck_assert_int_eq(report_counts(r)->broken[LEVEL_ASK], 1);
	ck_assert_int_eq(report_counts(r)->answered, 1);
	ck_assert_int_eq(report_broken(r, at(form, "x.gone"), LEVEL_ASK), 1);
	ck_assert(reason_read(stored(w2), &reason));
	ck_assert_str_eq(reason.words.text, "two counted twice");
	ck_assert_str_eq(reason.person.text, "li x");
	ck_assert_str_eq(reason.figures.text, "5 3");
	ck_assert_int_eq(reason.time, sign.time);
	reason_release(&reason);

	/* a figure that the rule does not name says nothing of it */
	key(r, "x.gone", "1");
	ck_assert_int_eq(report_verdict(r, w2), VERDICT_ANSWERED);
	key(r, "x.made", "6");
	ck_assert_int_eq(report_verdict(r, w2), VERDICT_BROKEN);
	ck_assert_str_eq(reason_words(stored(w2)), "two counted twice");
	key(r, "x.made", "5");
	ck_assert_int_eq(report_verdict(r, w2), VERDICT_ANSWERED);
	/* where the rule holds, there is nothing to answer */
	key(r, "x.valid", "5");
	ck_assert_int_eq(report_verdict(r, w2), VERDICT_OK);
}
END_TEST

START_TEST(is_undone_and_taken_away)
{
	int w2 = check_number(form, "W2", 0), cell;

	ck_assert(give(w2, "one", false));
	ck_assert(give(w2, "two", false));
	ck_assert_str_eq(reason_words(stored(w2)), "two");
	ck_assert(report_undo(r, &cell));
	ck_assert_int_eq(cell, annotation_reason(form, w2));
	ck_assert_int_eq(annotation_cell(form, cell), at(form, "x.made"));
	ck_assert_str_eq(reason_words(stored(w2)), "one");
	ck_assert(give(w2, "  ", false));
	ck_assert_str_eq(stored(w2), "");
	ck_assert_int_eq(report_verdict(r, w2), VERDICT_BROKEN);
	ck_assert(report_undo(r, &cell));
	ck_assert_int_eq(report_verdict(r, w2), VERDICT_ANSWERED);
}
END_TEST

START_TEST(must_is_not_answered)
{
	int h1 = check_number(form, "H1", 0), serial;

	key(r, "x.gone", "9");
	serial = report_serial(r);
	ck_assert_int_eq(report_verdict(r, h1), VERDICT_BROKEN);
	ck_assert(!give(h1, "no", false));
	ck_assert_int_eq(report_serial(r), serial);
}
END_TEST

/* Of a text it is all of it that counts. */
START_TEST(answers_a_text)
{
	int w4 = check_number(form, "W4", 0);

	key(r, "essay", "四个汉字");
	ck_assert(give(w4, "long", false));
	ck_assert_int_eq(report_verdict(r, w4), VERDICT_ANSWERED);
	key(r, "essay", "四个汉子");
	ck_assert_int_eq(report_verdict(r, w4), VERDICT_BROKEN);
}
END_TEST

START_TEST(open_answers_nothing)
{
	int w2 = check_number(form, "W2", 0);

	ck_assert(give(w2, "later", true));
	ck_assert_int_eq(report_verdict(r, w2), VERDICT_BROKEN);
	ck_assert_str_eq(reason_words(stored(w2)), "later");
}
END_TEST

static const struct {
	const char *text;
	bool good;
	const char *words;
} annotations[] = {
	{ "", false, "" },
	{ "5 3\t0\tli", false, "" },
	{ "5 3\t0\tli\t", false, "" },
	{ "5 3\t0\tli\twhy", true, "why" },
	{ "\t\t\twhy", true, "why" },
	{ "words alone", false, "" },
	{ "5 3\t99999999999999999999\tli\twhy\tand", true, "why\tand" },
};

START_TEST(annotation_is_read)
{
	struct reason reason;

	ck_assert_int_eq(reason_read(annotations[_i].text, &reason),
			 annotations[_i].good);
	ck_assert_str_eq(reason.words.text ? reason.words.text : "",
			 annotations[_i].words);
	ck_assert_str_eq(reason_words(annotations[_i].text),
			 annotations[_i].words);
	reason_release(&reason);
	ck_assert_int_eq(reason_stands(annotations[_i].text, "5 3"),
			 annotations[_i].good &&
				 *annotations[_i].text == '5');
	ck_assert(!reason_stands(annotations[_i].text, "5"));
	ck_assert(!reason_stands(annotations[_i].text, ""));
}
END_TEST

START_TEST(counts_what_waits)
{
	int w2 = check_number(form, "W2", 0), w3 = check_number(form, "W3", 0);
	int made = at(form, "x.made"), next;

	ck_assert_int_eq(reason_wanted(r, made, -1, &next), 2);
	ck_assert_int_eq(next, w2);
	ck_assert_int_eq(reason_wanted(r, made, w2, &next), 2);
	ck_assert_int_eq(next, w3);
	ck_assert_int_eq(reason_wanted(r, made, w3, &next), 2);
	ck_assert_int_eq(next, w2);
	ck_assert_int_eq(reason_wanted(r, at(form, "x.gone"), -1, &next), 1);
	ck_assert_int_eq(next, w3);
	give(w2, "yes", false);
	give(w3, "yes", false);
	ck_assert_int_eq(reason_wanted(r, made, -1, &next), 0);
	ck_assert_int_eq(next, -1);
}
END_TEST

START_TEST(finding_has_its_answer)
{
	struct findings all = FINDINGS_INIT;
	const struct finding *n;

	give(check_number(form, "W2", 0), "yes", false);
	findings_collect(r, 0, &all);
	ck_assert_int_eq(all.count, 2);
	n = &all.finding[0];
	ck_assert_str_eq(n->rule->id, "W2");
	ck_assert_int_eq(n->level, LEVEL_NOTE);
	ck_assert_str_eq(n->answer->words.text, "yes");
	ck_assert_int_eq(all.finding[1].level, LEVEL_ASK);
	ck_assert(!all.finding[1].answer);
	findings_release(&all);
	/* and it is what is shown for the figure once nothing else is broken */
	ck_assert_int_eq(check_of_cell(r, at(form, "x.made")),
			 check_number(form, "W3", 0));
	key(r, "x.gone", "");
	ck_assert_int_eq(check_of_cell(r, at(form, "x.made")),
			 check_number(form, "W2", 0));
}
END_TEST

/* ---- any figures, any reasons ---- */

#define CELLS 6

static const char *const cells[CELLS] = {
	"x.made", "x.valid", "x.gone", "y.made", "y.valid", "y.gone",
};

/* What each reason was given for, kept here. */
static char *given[20];

static void
any_step(uint64_t *seed)
{
	static const char *const figure[] = { "0", "1", "2", "1", "11" };
	const char *text = figure[support_random(seed, 5)];
	int check = (int)support_random(seed, (unsigned)form->checks), cell;
	bool away = !support_random(seed, 5);
	struct buf figures = BUF_INIT;

	if (support_random(seed, 3)) {
		key(r, cells[support_random(seed, CELLS)],
		    support_random(seed, 8) ? text : "");
	} else if (give(check, away ? "" : text, false)) {
		report_check_figures(r, check, &figures);
		free(given[check]);
		given[check] = away ? NULL : buf_detach(&figures);
	}
	/* nor does it come back by being undone and done again */
	if (!support_random(seed, 6) && report_undo(r, &cell))
		report_redo(r, &cell);
	buf_release(&figures);
}

/* Answered where, and only where, the rule does not hold and the figures are
 * those that the reason was given for. */
START_TEST(answered_iff_figures_are_the_same)
{
	struct report *plain = report_new(form);
	uint64_t seed = (uint64_t)_i;
	int step, check, i, answered = 0;

	ck_assert_int_lt(form->checks, 20);
	for (step = 0; step < 400; step++) {
		any_step(&seed);
		for (i = 0; i < CELLS; i++) {
			struct buf shown = BUF_INIT;

			report_show(r, at(form, cells[i]), &shown);
			key(plain, cells[i], shown.text);
			buf_release(&shown);
		}
		for (check = 0; check < form->checks; check++) {
			enum verdict v = report_verdict(plain, check);
			struct buf figures = BUF_INIT;

			report_check_figures(r, check, &figures);
			if (v == VERDICT_BROKEN && given[check] &&
			    !strcmp(given[check], figures.text))
				v = VERDICT_ANSWERED;
			ck_assert_int_eq(report_verdict(r, check), v);
			answered += v == VERDICT_ANSWERED;
			buf_release(&figures);
		}
	}
	ck_assert_int_gt(answered, 0);
	for (check = 0; check < form->checks; check++) {
		free(given[check]);
		given[check] = NULL;
	}
	report_free(plain);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("reason");
	TCase *tc = tcase_create("reason");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, stands_until_a_figure_moves);
	tcase_add_test(tc, is_undone_and_taken_away);
	tcase_add_test(tc, must_is_not_answered);
	tcase_add_test(tc, answers_a_text);
	tcase_add_test(tc, open_answers_nothing);
	tcase_add_loop_test(tc, annotation_is_read, 0,
			    (int)(sizeof annotations / sizeof *annotations));
	tcase_add_test(tc, counts_what_waits);
	tcase_add_test(tc, finding_has_its_answer);
	tcase_add_loop_test(tc, answered_iff_figures_are_the_same, 0, 12);
	suite_add_tcase(s, tc);
	return support_run(s);
}
