/* test_report_state.c - how far a report is, and when it is due */
#include "report/report-state.h"

#include <stdio.h>
#include <string.h>

#include "base/days.h"
#include "report/deadline.h"
#include "report/finding.h"
#include "report/annotation.h"
#include "report-support.h"

static const char words[] =
	"deadline W16; month=1; day=31; warn=7\n"
	"fields about\n"
	"row year; cell=year\n"
	"table t\n"
	"row new\n"
	"row done\n"
	"row all; is=total\n"
	"col n\n"
	"text note\n"
	"text story\n"
	"rule H1; that=done <= new\n"
	"rule H2; that=filled(note)\n"
	"rule W1; that=new <= 100; level=ask\n"
	"rule W2; that=new <= 50; level=note\n"
	"rule W3; that=filled(story); level=note\n";

/* What is keyed, "ADDRESS VALUE" each, and what comes of it. */
static const struct {
	const char *keyed[6];
	enum report_state state;
	const char *shown;
} table[] = {
	{ { NULL }, REPORT_BLANK, "not started" },
	/* whose report it is was known before anybody began */
	{ { "year 2024" }, REPORT_BLANK, "not started" },
	{ { "t.new.n 0" }, REPORT_KEYED, "in progress, 2 blank" },
	{ { "note x" }, REPORT_KEYED, "in progress, 3 blank" },
	{ { "year 2024", "t.new.n 3", "t.done.n 3" }, REPORT_KEYED,
	  "in progress, 1 text missing" },
	{ { "year 2024", "t.new.n 3", "t.done.n 3", "note x" },
	  REPORT_FINISHED, "ready" },
	{ { "t.new.n 3", "t.done.n 4" }, REPORT_BROKEN,
	  "has errors (1), 1 blank" },
	{ { "year 2024", "t.new.n 3", "t.done.n 4", "note x" },
	  REPORT_BROKEN, "has errors (1)" },
	/* a total on paper that disagrees */
	{ { "t.all.n 3", "t.new.n 3", "t.done.n 3" }, REPORT_BROKEN,
	  "has errors (1), 1 blank" },
	{ { "t.all.n 3" }, REPORT_BROKEN, "has errors (1), 3 blank" },
	/* reasons are asked for when all is there */
	{ { "t.new.n 101", "t.done.n 4", "note x" }, REPORT_KEYED,
	  "in progress, 1 blank" },
	{ { "year 2024", "t.new.n 101", "t.done.n 4", "note x" },
	  REPORT_UNEXPLAINED, "to explain (1)" },
	{ { "year 2024", "t.new.n 101", "t.done.n 102", "note x" },
	  REPORT_BROKEN, "has errors (1)" },
	/* a note is no task */
	{ { "year 2024", "t.new.n 51", "t.done.n 4", "note x" },
	  REPORT_FINISHED, "ready" },
};

static void
key_all(struct report *r, const char *const *keyed)
{
	for (; *keyed; keyed++) {
		const char *blank = strchr(*keyed, ' ');
		char address[20];

		snprintf(address, sizeof address, "%.*s",
			 (int)(blank - *keyed), *keyed);
		key(r, address, blank + 1);
	}
}

static void
assert_state(const struct report *r, enum report_state state,
	     const char *shown)
{
	struct buf out = BUF_INIT;

	ck_assert_int_eq(report_state(r), state);
	state_show(report_state(r), report_counts(r), &out);
	ck_assert_str_eq(out.text, shown);
	buf_release(&out);
}

/* Every state, and taking all back leads to the first again. */
START_TEST(follows)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	int cell;

	key_all(r, table[_i].keyed);
	assert_state(r, table[_i].state, table[_i].shown);
	while (report_undo(r, &cell))
		report_verify(r);
	assert_state(r, REPORT_BLANK, "not started");
	while (report_redo(r, &cell))
		report_verify(r);
	assert_state(r, table[_i].state, table[_i].shown);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(has_words)
{
	static const char *const word[] = {
		"blank", "being keyed", "broken", "waiting for reasons",
		"finished", "handed in",
	};
	static const char *const name[] = {
		"not started", "in progress", "has errors", "to explain",
		"ready", "handed in",
	};
	int s;

	for (s = REPORT_BLANK; s <= REPORT_HANDED_IN; s++) {
		ck_assert_str_eq(state_word((enum report_state)s), word[s]);
		ck_assert_str_eq(state_name((enum report_state)s), name[s]);
	}
	ck_assert_str_eq(word[REPORT_HANDED_IN], STATE_HANDED_IN);
}
END_TEST

/* A form of fields alone is filled in when they are. */
START_TEST(fields_alone)
{
	struct form *f = mini_form_ok("fields about\n"
				      "row unit; cell=text; lines=1\n"
				      "row year; cell=year\n");
	struct report *r = report_new(f);

	assert_state(r, REPORT_BLANK, "not started");
	key(r, "year", "2024");
	assert_state(r, REPORT_KEYED, "in progress, 1 blank");
	key(r, "unit", "x");
	assert_state(r, REPORT_FINISHED, "ready");
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- handing in ---- */

static const char *const finished[] = {
	"year 2024", "t.new.n 3", "t.done.n 3", "note x", NULL,
};

START_TEST(hands_in)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	int cell;

	key_all(r, table[2].keyed);
	ck_assert(!report_hand_in(r, &e));
	assert_errors(&e, "gouji: error: only a report that is ready is "
			  "handed in; this one is: in progress, 2 blank\n");
	ck_assert(!report_return(r, &e));
	assert_errors(&e, "gouji: error: is not handed in\n");
	ck_assert_int_eq(report_serial(r), 1);
	key_all(r, finished);
	ck_assert(report_may_hand_in(r, &e));
	ck_assert(report_hand_in(r, &e));
	assert_state(r, REPORT_HANDED_IN, "handed in");
	ck_assert_str_eq(report_text(r, annotation_state(f)), STATE_HANDED_IN);
	ck_assert(!report_may_hand_in(r, &e));
	assert_errors(&e, "gouji: error: is handed in already\n");
	ck_assert_int_eq(report_undo_cell(r, false), annotation_state(f));
	ck_assert(report_return(r, &e));
	assert_state(r, REPORT_FINISHED, "ready");
	ck_assert(report_undo(r, &cell));
	ck_assert_int_eq(report_undo_cell(r, true), annotation_state(f));
	assert_state(r, REPORT_HANDED_IN, "handed in");
	assert_errors(&e, "");
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(undo_tells_where)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	int cell;

	ck_assert_int_eq(report_undo_cell(r, false), -1);
	ck_assert_int_eq(report_undo_cell(r, true), -1);
	key_all(r, finished);
	ck_assert_int_eq(report_undo_cell(r, false), at(f, "note"));
	ck_assert(report_undo(r, &cell));
	ck_assert_int_eq(cell, at(f, "note"));
	ck_assert_int_eq(report_undo_cell(r, false), at(f, "t.done.n"));
	ck_assert_int_eq(report_undo_cell(r, true), at(f, "note"));
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- the deadline ---- */

/* Of a report of 2024, on that day. */
static const struct {
	int year, month, day;
	enum deadline_when when;
	int left;
	const char *told;
} days[] = {
	{ 2024, 1, 1, DUE_LATER, 396, NULL },
	{ 2025, 1, 23, DUE_LATER, 8, NULL },
	{ 2025, 1, 24, DUE_SOON, 7,
	  "is due on 2025-01-31, in 7 days, and not handed in" },
	{ 2025, 1, 30, DUE_SOON, 1,
	  "is due on 2025-01-31, in 1 day, and not handed in" },
	{ 2025, 1, 31, DUE_SOON, 0,
	  "is due today, 2025-01-31, and not handed in" },
	{ 2025, 2, 1, DUE_LATE, -1,
	  "was due on 2025-01-31, 1 day ago, and is not handed in" },
	{ 2025, 7, 30, DUE_LATE, -180,
	  "was due on 2025-01-31, 180 days ago, and is not handed in" },
	{ 2025, 7, 31, DUE_NOT, -181, NULL },
	{ 2050, 1, 1, DUE_NOT, -9101, NULL },
};

static void
assert_told(const struct report *r, const char *told)
{
	struct findings all = FINDINGS_INIT;
	const struct finding *last;
	int i, found = 0;

	findings_collect(r, 0, &all);
	for (i = 0; i < all.count; i++)
		found += !strcmp(all.finding[i].rule->id, "W16");
	ck_assert_int_eq(found, told != NULL);
	if (told) {
		last = &all.finding[all.count - 1];
		ck_assert_str_eq(last->text, told);
		ck_assert_int_eq(last->level, LEVEL_NOTE);
		ck_assert_int_eq(last->check, -1);
		ck_assert_int_eq(last->cell, at(report_form(r), "year"));
		ck_assert(!last->blank);
	}
	findings_release(&all);
}

START_TEST(is_due)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	struct deadline_state due;

	key_all(r, finished);
	/* nobody knows what day it is */
	ck_assert_int_eq(report_today(r), DAY_UNKNOWN);
	ck_assert_int_eq(report_deadline(r).when, DUE_NOT);
	report_set_today(r, days_of(days[_i].year, days[_i].month,
				    days[_i].day));
	due = report_deadline(r);
	ck_assert_int_eq(due.when, days[_i].when);
	ck_assert_int_eq(due.left, days[_i].left);
	ck_assert_int_eq(due.year, 2025);
	ck_assert_int_eq(due.month, 1);
	ck_assert_int_eq(due.day, 31);
	assert_told(r, days[_i].told);
	/* it is no rule of the figures */
	ck_assert_int_eq(report_state(r), REPORT_FINISHED);
	ck_assert(report_hand_in(r, &e));
	ck_assert_int_eq(report_deadline(r).when, DUE_NOT);
	assert_told(r, NULL);
	ck_assert(report_return(r, &e));
	ck_assert_int_eq(report_deadline(r).when, days[_i].when);
	key(r, "year", "");
	ck_assert_int_eq(report_deadline(r).when, DUE_NOT);
	key(r, "year", "9999");
	ck_assert_int_eq(report_deadline(r).when, DUE_NOT);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(no_deadline)
{
	struct form *f = mini_form_ok(strchr(words, '\n') + 1);
	struct report *r = report_new(f);

	key_all(r, finished);
	report_set_today(r, days_of(2025, 1, 31));
	ck_assert_int_eq(report_deadline(r).when, DUE_NOT);
	assert_told(r, NULL);
	report_free(r);
	form_free(f);
}
END_TEST

static const struct {
	const char *words, *complaint;
} refused[] = {
	{ "deadline W16; month=1; day=31; warn=7\ntable t\nrow a\ncol b\n",
	  "mini:1: error: deadline: the form has no field of type year to "
	  "count from\n" },
	{ "fields f\nrow year; cell=year\nrow n\nrule W16; that=n > 1\n"
	  "deadline W16; month=1; day=31; warn=7\n",
	  "mini:5: error: the rule 'W16' appears twice; the first is in line "
	  "4\n" },
};

START_TEST(is_refused)
{
	struct error e = ERROR_INIT;

	ck_assert(!mini_form(refused[_i].words, &e));
	assert_errors(&e, refused[_i].complaint);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("state");
	TCase *t = tcase_create("state");

	tcase_add_loop_test(t, follows, 0, (int)ARRAY_LEN(table));
	tcase_add_test(t, has_words);
	tcase_add_test(t, fields_alone);
	tcase_add_test(t, hands_in);
	tcase_add_test(t, undo_tells_where);
	tcase_add_loop_test(t, is_due, 0, (int)ARRAY_LEN(days));
	tcase_add_test(t, no_deadline);
	tcase_add_loop_test(t, is_refused, 0, (int)ARRAY_LEN(refused));
	suite_add_tcase(s, t);
	return support_run(s);
}
