/* test_finding.c - what is wrong with a report, in words */
#include "form/check-place.h"
#include "form/form.h"
#include "report/equation.h"
#include "report/finding.h"

#include <string.h>

#include "report-support.h"

/* The requests of the disclosure report, shortened. */
static const char words[] =
	"fields about; label=报告单位/Reporting body\n"
	"row unit; cell=text; lines=1; label=单位名称/Name\n"
	"row year; cell=year; label=年度/Year\n"
	"text overview; label=一、总体情况/1. Overview\n"
	"table rules; label=第（一）项/Item 1\n"
	"row reg; label=规章/Regulations\n"
	"row norm; label=规范性文件/Documents\n"
	"col made; label=制发/Issued\n"
	"col valid; label=现行有效/In force\n"
	"table fees; label=第（八）项/Item 8\n"
	"row fee; label=收费/Fees\n"
	"col sum; cell=amount 6; label=金额/Amount\n"
	"table requests; label=三、申请/3. Requests\n"
	"row new; label=一、本年新收/1. Requests received; short=一、新收/1 "
	"New\n"
	"row carried; label=二、结转/2 Carried\n"
	"row done; label=三、办理结果/3 Results\n"
	"row >granted; label=（一）公开/(1) Disclosed\n"
	"row >refused; label=（三）不予公开/(3) Refused\n"
	"row >total; is=total; rule=H4; label=（七）总计/(7) Total\n"
	"row pending; label=四、结转下年/4 Pending\n"
	"col natural; label=自然人/Persons\n"
	"col firm; label=商业企业/Commercial enterprises; short=企业/Firms\n"
	"col total; is=total; rule=H3; label=总计/Total\n"
	"rule H1; each=row rules, fees, requests; that=filled(row)\n"
	"rule H1a; that=filled(unit) and filled(year)\n"
	"rule H5; each=column requests; "
	"that=new + carried = done.total + pending\n"
	"rule H10; that=filled(overview)\n"
	"rule W2; each=row rules; that=made <= valid; level=ask\n"
	"rule W7; if=done.total.total > 0; level=ask; "
	"that=100 * done.refused.total < 30 * done.total.total\n"
	"rule W12; that=length(overview) <= 5; level=ask\n"
	"rule X; that=rules.reg.made = requests.new.natural - 2 * fee.sum; "
	"level=note; within=100\n";

struct step {
	const char *address, *text;
};

/* Some cells keyed, a rule, which of its checks, and its sentence. */
static const struct {
	struct step keyed[8];
	const char *rule;
	int n;
	const char *zh, *en;
} sentences[] = {
	{ { { "new.natural", "3" }, { "carried.natural", "0" },
	    { "granted.natural", "2" }, { "refused.natural", "0" },
	    { "pending.natural", "0" } }, "H5", 0,
	  "自然人: 一、新收 3 + 二、结转 0 = 3, （七）总计 2 + 四、结转下年 0 "
	  "= 2, "
	  "differs by 1",
	  "Persons: 1 New 3 + 2 Carried 0 = 3, (7) Total 2 + 4 Pending 0 = 2, "
	  "differs by 1" },
	{ { { "pending.firm", "1" } }, "H5", 1,
	  "企业: 一、新收 0 + 二、结转 0 = 0, （七）总计 0 + 四、结转下年 1 = "
	  "1, "
	  "differs by -1  (4 still blank)",
	  "Firms: 1 New 0 + 2 Carried 0 = 0, (7) Total 0 + 4 Pending 1 = 1, "
	  "differs by -1  (4 still blank)" },
	/* totals on paper */
	{ { { "new.natural", "3" }, { "new.firm", "4" },
	    { "new.total", "8" } }, "H3", 0,
	  "一、新收 总计: computed 7, on paper 8, differs by -1",
	  "1 New Total: computed 7, on paper 8, differs by -1" },
	{ { { "granted.natural", "3" }, { "done.total.natural", "2" } },
	  "H4", 0,
	  "（七）总计 自然人: computed 3, on paper 2, differs by 1",
	  "(7) Total Persons: computed 3, on paper 2, differs by 1" },
	/* blank rows */
	{ { { NULL, NULL } }, "H1", 0,
	  "规章: 2 of 2 figures are not keyed",
	  "Regulations: 2 of 2 figures are not keyed" },
	{ { { "reg.made", "0" } }, "H1", 0,
	  "规章: 1 of 2 figures are not keyed",
	  "Regulations: 1 of 2 figures are not keyed" },
	{ { { NULL, NULL } }, "H1", 2, "收费: 1 of 1 figure is not keyed",
	  "Fees: 1 of 1 figure is not keyed" },
	{ { { "new.natural", "1" } }, "H1", 3,
	  "一、新收: 1 of 2 figures are not keyed",
	  "1 New: 1 of 2 figures are not keyed" },
	/* what is not filled in is named, not what is */
	{ { { NULL, NULL } }, "H1a", 0, "单位名称: not filled in",
	  "Name: not filled in" },
	{ { { "unit", "某街道" } }, "H1a", 0,
	  "年度: 1 of 1 figure is not keyed",
	  "Year: 1 of 1 figure is not keyed" },
	{ { { "year", "2023" } }, "H1a", 0, "单位名称: not filled in",
	  "Name: not filled in" },
	{ { { NULL, NULL } }, "H10", 0, "一、总体情况: not filled in",
	  "1. Overview: not filled in" },
	/* other signs, factors, formulas that compare no sums */
	{ { { "norm.made", "3" }, { "norm.valid", "1" } }, "W2", 1,
	  "规范性文件: 制发 3 <= 现行有效 1 does not hold, by 2",
	  "Documents: Issued 3 <= In force 1 does not hold, by 2" },
	{ { { "granted.natural", "1" }, { "granted.firm", "0" },
	    { "refused.natural", "1" }, { "refused.firm", "0" } }, "W7", 0,
	  "100 × （三）不予公开 总计 1 = 100 < 30 × （七）总计 总计 2 = 60 "
	  "does "
	  "not hold, by 40",
	  "100 × (3) Refused Total 1 = 100 < 30 × (7) Total Total 2 = 60 does "
	  "not hold, by 40" },
	{ { { "overview", "一二三四五六" } }, "W12", 0,
	  "does not hold: 一、总体情况 in characters <= 5",
	  "does not hold: 1. Overview in characters <= 5" },
	{ { { "reg.made", "200" }, { "new.natural", "7" },
	    { "fee.sum", "0.5" } }, "X", 0,
	  "规章 制发 200, 一、新收 自然人 7 - 2 × 金额 0.5 = 6, differs by 194",
	  "Regulations Issued 200, 1 New Persons 7 - 2 × Amount 0.5 = 6, "
	  "differs by 194" },
};

static struct report *
keyed(const struct form *f, const struct step *step, int n)
{
	struct report *r = report_new(f);

	for (; n-- && step->address; step++)
		key(r, step->address, step->text);
	return r;
}

START_TEST(sentence)
{
	struct form *f = mini_form_ok(words);
	struct report *r = keyed(f, sentences[_i].keyed, 8);
	int check = check_number(f, sentences[_i].rule, sentences[_i].n);
	struct buf zh = BUF_INIT, en = BUF_INIT;

	check_sentence(r, check, 0, &zh);
	check_sentence(r, check, 1, &en);
	ck_assert_str_eq(zh.text, sentences[_i].zh);
	ck_assert_str_eq(en.text, sentences[_i].en);
	buf_release(&zh);
	buf_release(&en);
	report_free(r);
	form_free(f);
}
END_TEST

/* The sign between the sides of CHECK, or its left side, as they stand. */
static void
assert_sign(const struct report *r, int check, const char *wanted)
{
	struct equation q;

	equation_read(r, check, &q);
	ck_assert_str_eq(q.comparisons ? equation_sign(&q, 0) : "", wanted);
	equation_release(&q);
}

START_TEST(sides_and_sign)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	int h5 = check_number(f, "H5", 0), w2 = check_number(f, "W2", 0);
	int paper = f->paper[at(f, "new.total")];
	struct buf out = BUF_INIT;
	struct equation q;

	key(r, "new.natural", "3");
	assert_sign(r, h5, "<>");
	key(r, "granted.natural", "3");
	assert_sign(r, h5, "=");
	key(r, "reg.made", "9");
	assert_sign(r, w2, ">");
	assert_sign(r, paper, "");
	assert_sign(r, check_number(f, "W12", 0), "");
	equation_read(r, paper, &q);
	ck_assert(!q.whole && !q.terms);
	equation_release(&q);
	key(r, "new.total", "4");
	assert_sign(r, paper, "<>");
	equation_read(r, paper, &q);
	equation_side(&q, 0, false, true, 1, &out);
	equation_side(&q, 0, true, true, 1, &out);
	ck_assert_str_eq(out.text, "computed 3on paper 4");
	equation_release(&q);
	buf_release(&out);
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- where a check stands ---- */

static const struct {
	const char *rule;
	int n;
	const char *address, *cell;
	int terms;
} places[] = {
	{ "H5", 0, "requests.natural", "new.natural", 4 },
	{ "H5", 2, "requests.total", "new.total", 4 },
	{ "H1", 3, "requests.new", "new.natural", 1 },
	{ "H3", 0, "requests.new.total", "new.total", 1 },
	{ "H4", 1, "requests.done.total.firm", "done.total.firm", 1 },
	{ "H10", 0, "overview", "overview", 1 },
	{ "H1a", 0, "unit", "unit", 2 },
	{ "W12", 0, "overview", "overview", 1 },
	{ "X", 0, "rules.reg.made", "reg.made", 3 },
};

START_TEST(place)
{
	struct form *f = mini_form_ok(words);
	int check = check_number(f, places[_i].rule, places[_i].n), n = 0;
	struct buf address = BUF_INIT;

	check_address(f, check, &address);
	ck_assert_str_eq(address.text, places[_i].address);
	ck_assert_int_eq(check_cell(f, check), at(f, places[_i].cell));
	while (check_term(f, check, n) >= 0)
		n++;
	ck_assert_int_eq(n, places[_i].terms);
	ck_assert_int_eq(check_term(f, check, -1), -1);
	buf_release(&address);
	form_free(f);
}
END_TEST

static const struct {
	const char *address, *zh, *en;
} labels[] = {
	{ "new.natural", "一、新收 自然人", "1 New Persons" },
	{ "done.total.firm", "（七）总计 企业", "(7) Total Firms" },
	{ "fee.sum", "第（八）项", "Item 8" },
	{ "year", "年度", "Year" },
	{ "overview", "一、总体情况", "1. Overview" },
};

START_TEST(label_of_a_cell)
{
	struct form *f = mini_form_ok(words);
	struct buf zh = BUF_INIT, en = BUF_INIT;

	cell_label(f, at(f, labels[_i].address), 0, &zh);
	cell_label(f, at(f, labels[_i].address), 1, &en);
	ck_assert_str_eq(zh.text, labels[_i].zh);
	ck_assert_str_eq(en.text, labels[_i].en);
	buf_release(&zh);
	buf_release(&en);
	form_free(f);
}
END_TEST

START_TEST(the_check_of_a_cell)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	int h5 = check_number(f, "H5", 0);

	ck_assert_int_eq(check_of_cell(r, at(f, "new.natural")), h5);
	ck_assert_int_eq(check_of_cell(r, at(f, "granted.natural")), h5);
	ck_assert_int_eq(check_of_cell(r, at(f, "norm.made")),
			 check_number(f, "W2", 1));
	ck_assert_int_eq(check_of_cell(r, at(f, "year")), -1);
	/* a broken one goes first */
	key(r, "new.natural", "1");
	key(r, "new.total", "5");
	ck_assert_int_eq(check_of_cell(r, at(f, "new.total")),
			 check_number(f, "H3", 0));
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- the list ---- */

/* "rule address blank|broken cell" of each finding. */
static void
listed(const struct report *r, struct buf *out)
{
	struct findings all = FINDINGS_INIT;
	const struct form *f = report_form(r);
	int i;

	findings_collect(r, 1, &all);
	for (i = 0; i < all.count; i++) {
		const struct finding *n = &all.finding[i];

		buf_addf(out, "%s ", n->rule->id);
		check_address(f, n->check, out);
		buf_addf(out, " %s ", n->blank ? "blank" : "broken");
		form_address(f, n->cell, out);
		buf_addc(out, '\n');
		ck_assert_int_eq(n->level, n->rule->level);
		ck_assert(n->text && *n->text);
	}
	findings_release(&all);
	ck_assert_ptr_null(all.finding);
}

START_TEST(list)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct buf out = BUF_INIT;

	key(r, "unit", "某街道");
	key(r, "reg.made", "3");
	key(r, "reg.valid", "1");
	key(r, "norm.made", "0");
	key(r, "new.natural", "2");
	key(r, "new.firm", "2");
	key(r, "new.total", "5");
	key(r, "carried.natural", "0");
	key(r, "carried.firm", "0");
	key(r, "granted.natural", "2");
	key(r, "granted.firm", "1");
	key(r, "refused.natural", "0");
	key(r, "refused.firm", "0");
	key(r, "pending.natural", "0");
	key(r, "pending.firm", "0");
	key(r, "overview", "一");
	listed(r, &out);
	ck_assert_str_eq(out.text,
			 "H3 requests.new.total broken requests.new.total\n"
			 "H1 rules.norm blank rules.norm.valid\n"
			 "H1 fees.fee blank fees.fee.sum\n"
			 "H1a unit blank year\n"
			 "H5 requests.firm broken requests.new.firm\n"
			 "H5 requests.total broken requests.new.total\n"
			 "W2 rules.reg broken rules.reg.made\n");
	buf_release(&out);
	report_free(r);
	form_free(f);
}
END_TEST

/* Each filled() that does not hold is told where it is. */
START_TEST(all_that_is_not_filled_in)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct buf out = BUF_INIT;
	char *from;

	listed(r, &out);
	from = strstr(out.text, "H1a");
	ck_assert_ptr_nonnull(from);
	*strstr(from, "H10") = '\0';
	ck_assert_str_eq(from, "H1a unit blank unit\n"
			       "H1a unit blank year\n");
	buf_release(&out);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(nothing_wrong_is_no_finding)
{
	struct form *f = mini_form_ok("table t\nrow a\ncol x\n"
				      "rule R; that=a.x = 1\n");
	struct report *r = report_new(f);
	struct buf out = BUF_INIT;

	/* blank is not broken */
	listed(r, &out);
	key(r, "a.x", "1");
	listed(r, &out);
	ck_assert_str_eq(out.text, "");
	key(r, "a.x", "2");
	listed(r, &out);
	ck_assert_str_eq(out.text, "R t.a.x broken t.a.x\n");
	buf_release(&out);
	report_free(r);
	form_free(f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("finding");
	TCase *c = tcase_create("finding");

	tcase_add_loop_test(c, sentence, 0, (int)ARRAY_LEN(sentences));
	tcase_add_test(c, sides_and_sign);
	tcase_add_loop_test(c, place, 0, (int)ARRAY_LEN(places));
	tcase_add_loop_test(c, label_of_a_cell, 0, (int)ARRAY_LEN(labels));
	tcase_add_test(c, the_check_of_a_cell);
	tcase_add_test(c, list);
	tcase_add_test(c, all_that_is_not_filled_in);
	tcase_add_test(c, nothing_wrong_is_no_finding);
	suite_add_tcase(s, c);
	return support_run(s);
}
