/* test_diagnosis.c - likely causes of a broken rule */
#include "report/diagnosis.h"

#include <string.h>

#include "report/finding.h"
#include "report-support.h"

static const char words[] =
	"table t; label=表/Table\n"
	"row new; label=新收/New\n"
	"row done; label=办结/Done\n"
	"row >granted; label=公开/Granted\n"
	"row >refused; label=不公开/Refused\n"
	"row >total; is=total; rule=H4; label=总计/Total\n"
	"row pending; label=结转/Pending\n"
	"col natural; label=自然人/Persons\n"
	"col firm; label=企业/Firms\n"
	"col other; label=其他/Other\n"
	"col total; is=total; rule=H3; label=合计/Sum\n"
	"rule H5; each=column t; that=new = done.total + pending\n"
	"rule W4; suspect=swapped; of=H5; level=ask\n"
	"rule W5; suspect=slip; of=H3 H4 H5; level=ask\n"
	"rule W6; suspect=zero; of=H3 H4; level=ask\n";

/* Three figures a row, and some totals on paper. */
static const struct {
	const char *title;
	const char *figures;	/* new, granted, refused, pending */
	const char *paper;	/* "new.total=5 done.total.firm=2" */
	const char *zh, *en;	/* the suspicions, a line each */
} cases[] = {
	{ "all fits", "5 3 2 / 3 2 1 / 1 1 0 / 1 0 1", "", "", "" },
	/* one application in the wrong column */
	{ "swapped", "6 3 2 / 4 1 2 / 1 1 0 / 0 2 0", "",
	  "W4 自然人 and 企业 differ by the same amount, one up, one down, and "
	  "the total holds: is a case in the wrong one of the two? Amount: 1\n",
	  "W4 Persons and Firms differ by the same amount, one up, one down, "
	  "and the total holds: is a case in the wrong one of the two? Amount: "
	  "1\n" },
	{ "swapped, others away", "60 30 20 / 37 0 20 / 10 20 0 / 0 23 0", "",
	  "W4 自然人 and 企业 differ by the same amount, one up, one down, and "
	  "the total holds: is a case in the wrong one of the two? Amount: "
	  "13\n",
	  "W4 Persons and Firms differ by the same amount, one up, one down, "
	  "and the total holds: is a case in the wrong one of the two? Amount: "
	  "13\n" },
	{ "not swapped: the total is off too",
	  "60 30 21 / 37 0 20 / 10 20 0 / 0 23 0", "", "", "" },
	/* two digits changed round: 53 for 35 */
	{ "transposition", "53 0 0 / 20 0 0 / 15 0 0 / 0 0 0", "",
	  "W5 新收 自然人: two digits changed round? 53 here, 35 would fit\n",
	  "W5 New Persons: two digits changed round? 53 here, 35 would fit\n" },
	{ "factor ten", "70 0 0 / 5 0 0 / 2 0 0 / 0 0 0", "",
	  "W5 新收 自然人: a digit too many or too few? 70 here, 7 would fit\n",
	  "W5 New Persons: a digit too many or too few? 70 here, 7 would "
	  "fit\n" },
	{ "a tenth", "7 0 0 / 50 0 0 / 20 0 0 / 0 0 0", "",
	  "W5 新收 自然人: a digit too many or too few? 7 here, 70 would fit\n",
	  "W5 New Persons: a digit too many or too few? 7 here, 70 would "
	  "fit\n" },
	{ "counted twice", "30 0 0 / 30 0 0 / 4 0 0 / 0 0 0", "",
	  "W5 不公开 自然人: counted though it should not be? 4 here, 0 would "
	  "fit\n",
	  "W5 Refused Persons: counted though it should not be? 4 here, 0 "
	  "would "
	  "fit\n" },
	{ "counted once", "27 0 0 / 13 0 0 / 7 0 0 / 0 0 0", "",
	  "W5 不公开 自然人: counted only once? 7 here, 14 would fit\n",
	  "W5 Refused Persons: counted only once? 7 here, 14 would fit\n" },
	/* what several cells would explain, nothing explains */
	{ "two alike", "30 0 0 / 17 0 0 / 17 0 0 / 13 0 0", "", "", "" },
	{ "two transpositions", "60 0 0 / 21 0 0 / 32 0 0 / 16 0 0", "",
	  "", "" },
	{ "nothing like it", "100 0 0 / 29 0 0 / 30 0 0 / 0 0 0", "", "", "" },
	/* totals on paper */
	{ "paper zero", "5 3 2 / 5 3 2 / 0 0 0 / 0 0 0", "new.total=0",
	  "W6 新收 合计: the parts are there, their total is zero\n",
	  "W6 New Sum: the parts are there, their total is zero\n" },
	{ "parts zero", "0 0 0 / 0 0 0 / 0 0 0 / 0 0 0", "new.total=7",
	  "W6 新收 合计: the total is there, its parts are all zero\n",
	  "W6 New Sum: the total is there, its parts are all zero\n" },
	{ "both zero", "0 0 0 / 0 0 0 / 0 0 0 / 0 0 0", "new.total=0", "", "" },
	{ "neither zero", "5 3 2 / 5 3 2 / 0 0 0 / 0 0 0",
	  "new.total=9999", "", "" },
};

static void
fill(struct report *r, const char *figures)
{
	static const char *const rows[] = { "new", "done.granted",
					    "done.refused", "pending" };
	static const char *const columns[] = { "natural", "firm", "other" };
	char *copy = xstrdup(figures), *save, *word;
	int n = 0;

	for (word = strtok_r(copy, " /", &save); word;
	     word = strtok_r(NULL, " /", &save), n++) {
		struct buf address = BUF_INIT;

		buf_addf(&address, "t.%s.%s", rows[n / 3], columns[n % 3]);
		key(r, address.text, word);
		buf_release(&address);
	}
	ck_assert_int_eq(n, 12);
	free(copy);
}

static void
paper(struct report *r, const char *paper)
{
	char *copy = xstrdup(paper), *save, *word;

	for (word = strtok_r(copy, " ", &save); word;
	     word = strtok_r(NULL, " ", &save)) {
		char *sign = strchr(word, '=');

		*sign = '\0';
		key(r, word, sign + 1);
	}
	free(copy);
}

static void
suspicions(const struct report *r, int lang, struct buf *out)
{
	struct findings all = FINDINGS_INIT;
	int i;

	findings_collect(r, lang, &all);
	for (i = 0; i < all.count; i++)
		if (all.finding[i].rule->diagnosis)
			buf_addf(out, "%s %s\n", all.finding[i].rule->id,
				 all.finding[i].text);
	findings_release(&all);
}

START_TEST(look)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct buf zh = BUF_INIT, en = BUF_INIT;

	fill(r, cases[_i].figures);
	paper(r, cases[_i].paper);
	suspicions(r, 0, &zh);
	suspicions(r, 1, &en);
	ck_assert_msg(!strcmp(zh.text, cases[_i].zh), "%s:\n%s\nnot\n%s",
		      cases[_i].title, zh.text, cases[_i].zh);
	ck_assert_msg(!strcmp(en.text, cases[_i].en), "%s:\n%s\nnot\n%s",
		      cases[_i].title, en.text, cases[_i].en);
	buf_release(&zh);
	buf_release(&en);
	report_free(r);
	form_free(f);
}
END_TEST

/* The finding of a slip leads to the cell that is suspected. */
START_TEST(a_slip_leads_to_its_cell)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct findings all = FINDINGS_INIT;

	fill(r, "27 0 0 / 13 0 0 / 7 0 0 / 0 0 0");
	findings_collect(r, 1, &all);
	ck_assert_int_ge(all.count, 1);
	ck_assert_int_eq(all.finding[all.count - 1].cell,
			 at(f, "refused.natural"));
	findings_release(&all);
	report_free(r);
	form_free(f);
}
END_TEST

/* A cell that stands in another rule which holds is not to be mended. */
START_TEST(not_what_holds_elsewhere)
{
	struct form *f = mini_form_ok(
		"table t\nrow a; label=a\nrow b; label=b\nrow c\ncol x\n"
		"rule A; that=a.x = b.x\n"
		"rule B; that=a.x = c.x\n"
		"rule S; suspect=slip; of=A B\n");
	struct report *r = report_new(f);
	struct buf out = BUF_INIT;

	key(r, "a.x", "35");
	key(r, "b.x", "53");
	key(r, "c.x", "35");
	suspicions(r, 0, &out);
	/* not a.x, which fits c.x */
	ck_assert_str_eq(out.text, "S b: two digits changed round? 53 here, 35 "
				   "would fit\n");
	buf_release(&out);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(decimals_and_factors)
{
	struct form *f = mini_form_ok(
		"table t\nrow a; label=a\nrow b; label=b\n"
		"col x; cell=amount 2\n"
		"table u\nrow c\ncol y; cell=amount 4\n"
		"rule A; that=a.x = 3 * b.x\n"
		"rule S; suspect=slip; of=A\n");
	struct report *r = report_new(f);
	struct buf out = BUF_INIT;

	key(r, "a.x", "7.50");
	key(r, "b.x", "25");
	suspicions(r, 0, &out);
	ck_assert_str_eq(out.text, "");
	key(r, "a.x", "75.06");
	suspicions(r, 0, &out);
	ck_assert_str_eq(out.text, "");
	key(r, "b.x", "52.20");
	key(r, "a.x", "75.60");
	suspicions(r, 0, &out);
	ck_assert_str_eq(out.text, "S b: two digits changed round? 52.2 here, "
				   "25.2 would fit\n");
	buf_release(&out);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(found_by_name)
{
	size_t i;

	for (i = 0; i < diagnosis_count; i++) {
		ck_assert_ptr_eq(diagnosis_find(diagnoses[i].name),
				 &diagnoses[i]);
		ck_assert(diagnoses[i].help && *diagnoses[i].help);
	}
	ck_assert_ptr_null(diagnosis_find("butler"));
}
END_TEST

START_TEST(of_a_rule_that_is_not)
{
	struct error e = ERROR_INIT;

	ck_assert_ptr_null(mini_form("table t\nrow a\ncol x\n"
				     "rule S; suspect=slip; of=none\n", &e));
	assert_errors(&e, "mini:4: error: S looks at 'none', but no rule is "
			  "called that\n");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("suspect");
	TCase *c = tcase_create("suspect");

	tcase_add_loop_test(c, look, 0, (int)ARRAY_LEN(cases));
	tcase_add_test(c, a_slip_leads_to_its_cell);
	tcase_add_test(c, not_what_holds_elsewhere);
	tcase_add_test(c, decimals_and_factors);
	tcase_add_test(c, found_by_name);
	tcase_add_test(c, of_a_rule_that_is_not);
	suite_add_tcase(s, c);
	return support_run(s);
}
