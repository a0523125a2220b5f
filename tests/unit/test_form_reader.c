/*
 * test_form_reader.c - a form from its YAML file
 *
 * The disclosure report is compared letter by letter with the notice that
 * prescribes it.  Each tests/bad/form-*.yaml must give the complaints in the
 * .err beside it, no more and no fewer; UPDATE=1 writes them anew.
 */
#include "report/previous-report.h"
#include "store/form-reader.h"
#include "store/form-store.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "report/finding.h"
#include "report/previous-year.h"
#include "form/version-map.h"
#include "store/file.h"
#include "files.h"
#include "report-support.h"

static const struct form *
zwgk(void)
{
	struct error e = ERROR_INIT;
	const struct form *f = form_open("zwgk/2021", NOWHERE, &e);

	assert_errors(&e, "");
	ck_assert_ptr_nonnull(f);
	return f;
}

static const struct block *
block(const struct form *f, const char *id)
{
	int b = form_find_block(f, id);

	ck_assert_int_ge(b, 0);
	return &f->block[b];
}

/* ---- the disclosure report of 2021 ---- */

START_TEST(shape)
{
	const struct form *f = zwgk();
	int b, tables = 0, computed = 0, i, carry = 0;

	ck_assert_str_eq(f->name, "zwgk");
	ck_assert_str_eq(f->version, "2021");
	ck_assert_int_eq(block(f, "requests")->rows.leaves, 25);
	ck_assert_int_eq(block(f, "requests")->cols.leaves, 7);
	ck_assert_int_eq(block(f, "review")->cells, 15);
	for (b = 0; b < f->blocks; b++)
		if (f->block[b].type == BLOCK_TABLE)
			tables += f->block[b].cells;
	ck_assert_int_eq(tables, 200);
	for (i = 0; i < f->cells; i++)
		computed += form_computed(f, i);
	ck_assert_int_eq(computed, 34);
	for (i = 0; i < f->checks; i++)
		carry += !strcmp(f->check[i].rule->id, "H5");
	ck_assert_int_eq(carry, 7);
}
END_TEST

/* How many totals each of the official sums has. */
static const struct {
	const char *rule;
	int totals;
} sums[] = { { "H3", 25 }, { "H4", 6 }, { "H6", 3 } };

START_TEST(sums_of_the_notice)
{
	const struct form *f = zwgk();
	int i, n = 0;

	for (i = 0; i < f->cells; i++)
		n += f->paper[i] >= 0 &&
		     !strcmp(f->check[f->paper[i]].rule->id, sums[_i].rule);
	ck_assert_int_eq(n, sums[_i].totals);
}
END_TEST

static const char *const headings[] = {
	"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
	"四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况",
	"六、其他需要报告的事项",
};

/* The six sections stand in the official order, with the official names. */
START_TEST(sections)
{
	const struct form *f = zwgk();
	size_t n = 0;
	int i;

	for (i = 0; i < f->blocks && n < ARRAY_LEN(headings); i++)
		n += !strcmp(label_text(&f->block[i].label, 0), headings[n]);
	ck_assert_uint_eq(n, ARRAY_LEN(headings));
	ck_assert_str_eq(label_text(&f->title, 0), "政府信息公开工作年度报告");
	ck_assert_str_eq(label_text(&f->heading, 0),
			 "{unit}{year}年政府信息公开工作年度报告");
}
END_TEST

/* Every label of the tables, headings included, in the order of the form. */
static const struct {
	const char *table, *corner;
	const char *rows[40], *cols[20];
} official[] = {
	{ "rules", "信息内容", { "规章", "行政规范性文件" },
	  { "本年制发件数", "本年废止件数", "现行有效件数" } },
	{ "licences", "信息内容", { "行政许可" }, { "本年处理决定数量" } },
	{ "sanctions", "信息内容", { "行政处罚", "行政强制" },
	  { "本年处理决定数量" } },
	{ "fees", "信息内容", { "行政事业性收费" },
	  { "本年收费金额（单位：万元）" } },
	{ "requests",
	  "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
	  { "一、本年新收政府信息公开申请数量",
	    "二、上年结转政府信息公开申请数量",
	    "三、本年度办理结果",
	    "（一）予以公开",
	    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
	    "（三）不予公开",
	    "1.属于国家秘密",
	    "2.其他法律行政法规禁止公开",
	    "3.危及“三安全一稳定”",
	    "4.保护第三方合法权益",
	    "5.属于三类内部事务信息",
	    "6.属于四类过程性信息",
	    "7.属于行政执法案卷",
	    "8.属于行政查询事项",
	    "（四）无法提供",
	    "1.本机关不掌握相关政府信息",
	    "2.没有现成信息需要另行制作",
	    "3.补正后申请内容仍不明确",
	    "（五）不予处理",
	    "1.信访举报投诉类申请",
	    "2.重复申请",
	    "3.要求提供公开出版物",
	    "4.无正当理由大量反复申请",
	    "5.要求行政机关确认或重新出具已获取信息",
	    "（六）其他处理",
	    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
	    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开"
	    "申请",
	    "3.其他",
	    "（七）总计",
	    "四、结转下年度继续办理" },
	  { "申请人情况", "自然人", "法人或其他组织", "商业企业", "科研机构",
	    "社会公益组织", "法律服务机构", "其他", "总计" } },
	{ "review", NULL, { "件数" },
	  { "行政复议", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计",
	    "行政诉讼", "未经复议直接起诉", "结果维持", "结果纠正", "其他结果",
	    "尚未审结", "总计", "复议后起诉", "结果维持", "结果纠正", "其他结果",
	    "尚未审结", "总计" } },
};

static void
same_labels(const struct axis *a, const char *const *wanted)
{
	int i;

	for (i = 0; i < a->count; i++) {
		ck_assert_ptr_nonnull(wanted[i]);
		ck_assert_str_eq(label_text(&a->line[i].label, 0), wanted[i]);
	}
	ck_assert_ptr_null(wanted[i]);
}

START_TEST(letter_by_letter)
{
	const struct form *f = zwgk();
	const struct block *b = block(f, official[_i].table);

	same_labels(&b->rows, official[_i].rows);
	same_labels(&b->cols, official[_i].cols);
	ck_assert_int_eq(b->has_corner, official[_i].corner != NULL);
	if (official[_i].corner)
		ck_assert_str_eq(label_text(&b->corner, 0),
				 official[_i].corner);
}
END_TEST

static const struct {
	const char *id, *label;
} articles[] = {
	{ "rules", "第二十条第（一）项" }, { "licences", "第二十条第（五）项" },
	{ "sanctions", "第二十条第（六）项" }, { "fees", "第二十条第（八）项" },
};

START_TEST(articles_of_section_two)
{
	const struct form *f = zwgk();

	ck_assert_str_eq(label_text(&block(f, articles[_i].id)->label, 0),
			 articles[_i].label);
}
END_TEST

/* Every line is labelled in both languages: nothing is left in one. */
START_TEST(labels_in_both_languages)
{
	const struct form *f = zwgk();
	int i, j, k;

	ck_assert_int_eq(f->langs, 2);
	for (i = 0; i < f->blocks; i++) {
		const struct axis *axis[] = { &f->block[i].rows,
					      &f->block[i].cols };

		ck_assert_ptr_nonnull(f->block[i].label.text[1]);
		for (j = 0; j < 2 && f->block[i].type != BLOCK_TEXT; j++)
			for (k = 0; k < axis[j]->count; k++)
				ck_assert(axis[j]->line[k].label.text[1] ||
					  f->block[i].type == BLOCK_FIELDS);
	}
}
END_TEST

START_TEST(fee_is_exact)
{
	const struct form *f = zwgk();
	const struct kind *k = form_kind_of(f, block(f, "fees")->first);

	ck_assert_str_eq(k->type->name, "amount");
	ck_assert_int_eq(k->places, 6);
	ck_assert_str_eq(k->unit.text[0], "万元");
	ck_assert(!k->negative);
}
END_TEST

/* Every official check, broken by one figure or text after the other, of a
 * report in which nothing is wrong. */
static const struct {
	const char *address, *text;
	const char *rules;	/* those that are then broken or blank */
} breaks[] = {
	{ "rules.reg.made", "0", "" },
	{ "rules.reg.made", "", "H1 " },
	{ "licence.decided", "", "H1 " },
	{ "unit", "", "H1a " },
	{ "overview", "", "H10 " },
	{ "problems", "", "H10a " },
	{ "others", "", "H10b " },
	{ "others", "无。", "H10c " },
	{ "year", "2020", "H8 H9 H9a " },
	{ "new.natural", "4", "H5 H5 W4? " },
	{ "requests.new.total", "4", "H3 " },
	{ "done.total.natural", "9", "H4 " },
	{ "review.total", "1", "H6 W6? " },
	{ "norm.made", "1", "W2 " },
	{ "direct.upheld", "1", "W13 " },
	{ "preamble", "统计期限为2023年1月1日至2022年12月31日", "H9a " },
	{ "preamble", "统计期限为2023年1月1日起", "H9b " },
	{ "preamble", "", "" },
};

static void
collect(const struct report *r, struct buf *out)
{
	struct findings all = FINDINGS_INIT;
	int i;

	findings_collect(r, 0, &all);
	for (i = 0; i < all.count; i++)
		if (!all.finding[i].rule->diagnosis)
			buf_addf(out, "%s ", all.finding[i].rule->id);
	findings_release(&all);
}

static void
fill_with_zeros(struct report *r)
{
	const struct form *f = report_form(r);
	struct error e = ERROR_INIT;
	int i;

	for (i = 0; i < f->cells; i++)
		if (!form_computed(f, i) && kind_input(form_kind_of(f, i)))
			report_key(r, i, "0", false, EDIT_NEW, &e);
	assert_errors(&e, "");
	key(r, "unit", "某街道");
	key(r, "year", "2023");
	key(r, "preamble", "统计期限为2023年1月1日至2023年12月31日。");
	key(r, "overview", "工作");
	key(r, "problems", "问题");
	key(r, "others", "没有收取信息处理费。");
}

START_TEST(official_checks)
{
	const struct form *f = zwgk();
	struct report *r = report_new(f);
	struct buf out = BUF_INIT, wanted = BUF_INIT;
	char *copy = xstrdup(breaks[_i].rules), *save, *word;

	fill_with_zeros(r);
	collect(r, &out);
	ck_assert_str_eq(out.text, "");
	key(r, breaks[_i].address, breaks[_i].text);
	collect(r, &out);
	for (word = strtok_r(copy, " ", &save); word;
	     word = strtok_r(NULL, " ", &save))
		if (!strchr(word, '?'))
			buf_addf(&wanted, "%s ", word);
	ck_assert_str_eq(out.text, wanted.text);
	free(copy);
	buf_release(&out);
	buf_release(&wanted);
	report_free(r);
}
END_TEST

/* ---- the disclosure report of 2019 ---- */

static const struct form *
former(void)
{
	struct error e = ERROR_INIT;
	const struct form *f = form_open("zwgk/2019", NOWHERE, &e);

	assert_errors(&e, "");
	ck_assert_ptr_nonnull(f);
	return f;
}

START_TEST(former_shape)
{
	const struct form *f = former();
	int b, tables = 0, i, rows = 0, carry = 0;

	ck_assert_int_eq(block(f, "requests")->rows.leaves, 23);
	ck_assert_int_eq(block(f, "requests")->cols.leaves, 7);
	ck_assert_int_eq(block(f, "review")->cells, 15);
	for (b = 0; b < f->blocks; b++)
		if (f->block[b].type == BLOCK_TABLE)
			tables += f->block[b].cells;
	ck_assert_int_eq(tables, 6 + 6 + 6 + 2 + 2 + 161 + 15);
	for (i = 0; i < f->checks; i++) {
		rows += !strcmp(f->check[i].rule->id, "H3");
		carry += !strcmp(f->check[i].rule->id, "H5");
	}
	ck_assert_int_eq(rows, 23);
	ck_assert_int_eq(carry, 7);
}
END_TEST

static const struct {
	const char *table, *label;
	const char *rows[4], *cols[4];
} former_tables[] = {
	{ "rules", "第二十条第（一）项", { "规章", "规范性文件" },
	  { "本年新制作数量", "本年新公开数量", "对外公开总数量" } },
	{ "permits", "第二十条第（五）项",
	  { "行政许可", "其他对外管理服务事项" },
	  { "上一年项目数量", "本年增/减", "处理决定数量" } },
	{ "punishments", "第二十条第（六）项", { "行政处罚", "行政强制" },
	  { "上一年项目数量", "本年增/减", "处理决定数量" } },
	{ "fee_items", "第二十条第（八）项", { "行政事业性收费" },
	  { "上一年项目数量", "本年增/减" } },
	{ "procurement", "第二十条第（九）项", { "政府集中采购" },
	  { "采购项目数量", "采购总金额" } },
};

START_TEST(former_letter_by_letter)
{
	const struct form *f = former();
	const struct block *b = block(f, former_tables[_i].table);

	ck_assert_str_eq(label_text(&b->label, 0), former_tables[_i].label);
	ck_assert_str_eq(label_text(&b->corner, 0), "信息内容");
	same_labels(&b->rows, former_tables[_i].rows);
	same_labels(&b->cols, former_tables[_i].cols);
}
END_TEST

static bool
same_line(const struct line *a, const struct line *b)
{
	return label_same(&a->label, &b->label) &&
	       !strcmp(a->id ? a->id : "", b->id ? b->id : "");
}

/* Sections three and four have the rows and columns of 2021, but for what is
 * under （六）. */
START_TEST(what_did_not_change)
{
	static const char *const table[] = { "requests", "review" };
	const struct form *old = former(), *now = zwgk();
	const struct axis *a = &block(old, table[_i])->rows;
	const struct axis *b = &block(now, table[_i])->rows;
	int i, j = 0;

	for (i = 0; i < a->count; i++, j++) {
		ck_assert(same_line(&a->line[i], &b->line[j]));
		while (a->line[i].leaf >= 0 && b->line[j].leaf < 0)
			j += b->line[j].last - b->line[j].first;
		if (b->line[j].parent >= 0 && a->line[i].leaf >= 0 &&
		    !strcmp(a->line[i].id, "other"))
			ck_assert_str_eq(b->line[j].id, "misc");
	}
	ck_assert_int_eq(j, b->count);
	a = &block(old, table[_i])->cols;
	b = &block(now, table[_i])->cols;
	ck_assert_int_eq(a->count, b->count);
	for (i = 0; i < a->count; i++)
		ck_assert(same_line(&a->line[i], &b->line[i]));
}
END_TEST

static const struct {
	const char *address, *type;
	bool negative;
} former_kinds[] = {
	{ "permits.service.prev", "count", false },
	{ "permits.service.change", "count", true },
	{ "punishments.penalty.change", "count", true },
	{ "punishments.penalty.decided", "count", false },
	{ "fee_items.fee.change", "count", true },
	{ "procurement.central.projects", "count", false },
	{ "procurement.central.spent", "measure", false },
};

START_TEST(former_kinds_of_cells)
{
	const struct form *f = former();
	const struct kind *k = form_kind_of(f, at(f, former_kinds[_i].address));

	ck_assert_str_eq(k->type->name, former_kinds[_i].type);
	ck_assert_int_eq(k->negative, former_kinds[_i].negative);
	if (k->type->measure) {
		ck_assert_str_eq(k->units, "元, 万元, 亿元");
		ck_assert_int_eq(k->lines, 1);
	}
}
END_TEST

static const struct {
	const char *address, *text, *rules;
} former_breaks[] = {
	{ "permits.service.prev", "", "H1 " },
	{ "procurement.central.projects", "", "H1 " },
	{ "procurement.central.spent", "", "H1 " },
	{ "procurement.central.spent", "1亿元", "" },
	{ "permits.licence.decided", "9", "" },
	{ "fee_items.fee.change", "-8", "W1a " },
	{ "year", "2021", "H8 H9 H9a " },
	{ "year", "2018", "H8 H9 H9a " },
	{ "unit", "", "H1a " },
	{ "overview", "", "H10 " },
	{ "problems", "", "H10a " },
	{ "others", "", "H10b " },
	{ "others", "无。", "" },
	{ "new.natural", "4", "H5 H5 " },
	{ "requests.new.total", "4", "H3 " },
	{ "done.total.natural", "9", "H4 " },
	{ "review.total", "1", "H6 " },
	{ "requests.done.other.natural", "1", "H5 H5 W7 " },
	{ "direct.upheld", "1", "W13 " },
	{ "requests.pending.natural", "1", "H5 H5 W13a " },
};

START_TEST(former_checks)
{
	const struct form *f = former();
	struct report *r = report_new(f);
	struct buf out = BUF_INIT;

	fill_with_zeros(r);
	key(r, "year", "2019");
	key(r, "preamble", "统计期限为2019年1月1日至2019年12月31日。");
	collect(r, &out);
	ck_assert_str_eq(out.text, "");
	key(r, former_breaks[_i].address, former_breaks[_i].text);
	collect(r, &out);
	ck_assert_str_eq(out.text, former_breaks[_i].rules);
	buf_release(&out);
	report_free(r);
}
END_TEST

/* ---- what became of the cells of 2019 ---- */

/* Adds the cells of the report form that are HOW, a line each. */
static void
add_how(const struct version_map *w, enum version_match how, struct buf *out)
{
	int i;

	for (i = 0; i < w->now->cells; i++) {
		if (w->how[i] != how)
			continue;
		form_address(w->now, i, out);
		buf_addc(out, ' ');
		form_address(w->before, w->cell[i], out);
		buf_addc(out, '\n');
	}
}

static int
count_how(const struct version_map *w, enum version_match how)
{
	int i, n = 0;

	for (i = 0; i < w->now->cells; i++)
		n += w->how[i] == how;
	return n;
}

START_TEST(from_2019_to_2021)
{
	const struct form *now = zwgk(), *before = former();
	struct error e = ERROR_INIT;
	struct version_map *w = version_map_new(now, before, &e);
	struct buf out = BUF_INIT;
	int i;

	assert_errors(&e, "");
	ck_assert_ptr_nonnull(w);
	/* sections three and four, and the texts */
	ck_assert_int_eq(count_how(w, MATCH_SAME), 22 * 7 + 15 + 7);
	ck_assert_int_eq(count_how(w, MATCH_SUM), 3 * 7);
	ck_assert_int_eq(w->cell[at(now, "requests.done.other.misc.lawfirm")],
			 at(before, "requests.done.other.lawfirm"));
	add_how(w, MATCH_REFERENCE, &out);
	ck_assert_str_eq(out.text,
			 "rules.reg.valid rules.reg.public\n"
			 "rules.norm.valid rules.norm.public\n"
			 "licences.licence.decided permits.licence.decided\n"
			 "sanctions.penalty.decided "
			 "punishments.penalty.decided\n"
			 "sanctions.coercion.decided "
			 "punishments.coercion.decided\n");
	ck_assert_int_eq(w->drops, 22 - 5);
	for (i = 0; i < w->drops; i++) {
		ck_assert_ptr_nonnull(w->why[i]);
		ck_assert_ptr_nonnull(w->why[i]->text[0]);
		ck_assert_ptr_nonnull(w->why[i]->text[1]);
	}
	version_map_free(w);
	buf_release(&out);
}
END_TEST

/* ---- the year after ---- */

/* A report of form F in which nothing is wrong, for a year. */
static struct report *
clean(const struct form *f, const char *year)
{
	struct report *r = report_new(f);
	struct buf period = BUF_INIT;

	fill_with_zeros(r);
	buf_addf(&period, "统计期限为%s年1月1日至%s年12月31日。", year, year);
	key(r, "year", year);
	key(r, "preamble", period.text);
	key(r, "problems", year);
	buf_release(&period);
	return r;
}

static void
set_previous(struct report *r, const struct report *before)
{
	struct error e = ERROR_INIT;
	struct version_map *w =
		version_map_new(report_form(r), report_form(before), &e);

	assert_errors(&e, "");
	report_set_previous(r, previous_new(w, before, "last.yaml"));
	version_map_free(w);
}

static const struct {
	const char *form, *year;
	const char *before, *then;	/* a cell last year */
	const char *address, *now;	/* and one of this year */
	const char *rules;
} years[] = {
	/* from 2019 to 2020, on the same form */
	{ "zwgk/2019", "2020", "year", "2019", "others", "无。", "" },
	{ "zwgk/2019", "2020", "year", "2018", "others", "无。", "H7a " },
	{ "zwgk/2019", "2020", "permits.licence.prev", "14",
	  "permits.licence.prev", "14", "" },
	{ "zwgk/2019", "2020", "permits.licence.prev", "14",
	  "permits.licence.prev", "13", "H7b " },
	{ "zwgk/2019", "2020", "punishments.coercion.change", "5",
	  "punishments.coercion.prev", "5", "" },
	{ "zwgk/2019", "2020", "punishments.coercion.change", "5",
	  "punishments.coercion.prev", "0", "H7c " },
	{ "zwgk/2019", "2020", "fee_items.fee.change", "2",
	  "fee_items.fee.prev", "1", "H7d " },
	{ "zwgk/2019", "2020", "permits.licence.decided", "30",
	  "permits.licence.decided", "1", "W10b " },
	{ "zwgk/2019", "2020", "problems", "同", "problems", "同", "W11a " },
	/* from the form of 2019 to that of 2021 */
	{ "zwgk/2021", "2021", "year", "2020", "others", "没有信息处理费。",
	  "" },
	{ "zwgk/2021", "2021", "requests.pending.firm", "3",
	  "requests.carried.firm", "0", "H7 H7 " },
	/* what is for reference only is not compared */
	{ "zwgk/2021", "2021", "rules.norm.public", "90", "norm.valid", "1",
	  "" },
	{ "zwgk/2021", "2021", "permits.licence.decided", "900",
	  "licence.decided", "1", "" },
	/* nor is one of three rows that were one: only all of them, and the
	 * total of the column */
	{ "zwgk/2021", "2021", "requests.done.other.natural", "500",
	  "norm.made", "0", "W10a W10d " },
};

START_TEST(the_year_after)
{
	struct error e = ERROR_INIT;
	const struct form *f = form_open(years[_i].form, NOWHERE, &e);
	const struct form *old = former();
	struct report *r = clean(f, years[_i].year);
	struct report *before = clean(old, f->version[3] == '9' ? "2019"
								 : "2020");
	struct buf out = BUF_INIT;

	key(before, years[_i].before, years[_i].then);
	/* with last year's figures beside it, what is carried is closed */
	key(r, years[_i].address, years[_i].now);
	set_previous(r, before);
	collect(r, &out);
	ck_assert_str_eq(out.text, years[_i].rules);
	buf_release(&out);
	report_free(r);
	report_free(before);
}
END_TEST

/* ---- every mistake of an author ---- */


static bool
takes_form(const char *name, const char *bytes, size_t len, struct error *e)
{
	struct form *f = form_parse(name, bytes, len, e);

	form_free(f);
	return f;
}

START_TEST(every_mistake_is_told)
{
	assert_bad_files("form-", takes_form);
}
END_TEST

/* ---- small forms that are right ---- */

#define TOP "form: f\nversion: 1\ntitle: T\n"

static const struct {
	const char *yaml;
	const char *cells;	/* their addresses and kinds */
} good[] = {
	{ TOP "body: []\n", "" },
	{ TOP "body:\n- text: a\n- heading: H\n- text: b\n  lines: 1\n",
	  "a text 0\nb text 0\n" },
	{ TOP "body:\n- table: t\n  rows:\n  - a: A\n  cols:\n  - x: X\n",
	  "t.a.x count 0\n" },
	{ TOP "cell: {type: amount, places: 2}\nbody:\n- table: t\n  rows:\n"
	  "  - a: A\n  - b: {label: B, cell: {type: text}}\n  cols:\n  - x: "
	  "X\n",
	  "t.a.x amount 2\nt.b.x text 0\n" },
	{ TOP "body:\n- table: t\n  cell: {signed: true}\n  rows:\n  - a: A\n"
	  "  cols:\n  - x: X\n  - z: {label: Z, cell: {type: year}}\n",
	  "t.a.x count 0 signed\nt.a.z year 0\n" },
	{ TOP "lists:\n  l:\n  - p: P\n  - q: {label: Q, is: total}\nbody:\n"
	  "- table: t\n  rows:\n  - a: A\n  cols:\n  - x: {label: X, list: l}\n"
	  "  - z: {label: Z, list: l}\n",
	  "t.a.x.p count 0\nt.a.x.q count 0 computed\nt.a.z.p count 0\n"
	  "t.a.z.q count 0 computed\n" },
	{ TOP "body:\n- fields: g\n  rows:\n  - a: A\n"
	  "  - b: {label: B, cell: {type: text, lines: 1}}\n",
	  "a count 0\nb text 0\n" },
	{ TOP "body:\n- table: t\n  rows:\n  - a: A\n  - s: {is: 2 * a}\n"
	  "  cols:\n  - heading: {label: H, in: [x: X, z: Z]}\n",
	  "t.a.x count 0\nt.a.z count 0\nt.s.x count 0 computed\n"
	  "t.s.z count 0 computed\n" },
};

START_TEST(small)
{
	struct error e = ERROR_INIT;
	struct form *f = form_parse("f.yaml", good[_i].yaml,
				    strlen(good[_i].yaml), &e);
	struct buf out = BUF_INIT;
	int i;

	assert_errors(&e, "");
	for (i = 0; i < f->cells; i++) {
		const struct kind *k = form_kind_of(f, i);

		form_address(f, i, &out);
		buf_addf(&out, " %s %d%s%s\n", k->type->name, k->places,
			 k->negative ? " signed" : "",
			 form_computed(f, i) ? " computed" : "");
	}
	ck_assert_str_eq(out.text, good[_i].cells);
	ck_assert_str_eq(f->path, "f.yaml");
	buf_release(&out);
	form_free(f);
}
END_TEST

/* ---- finding forms ---- */

static const struct {
	const char *name, *complaint;
} lost[] = {
	{ "zwgk/1999", "the form 'zwgk/1999' is not installed; --forms lists "
		       "those that are" },
	{ "zwgk", "'zwgk' is no name of a form; one looks like NAME/VERSION, "
		  "see --forms" },
	{ "../forms/zwgk/2021",
	  "'../forms/zwgk/2021' is no name of a form; one "
	  "looks like NAME/VERSION, see --forms" },
	{ "a/b/c", "'a/b/c' is no name of a form; one looks like NAME/VERSION, "
		   "see --forms" },
	{ "/zwgk", "'/zwgk' is no name of a form; one looks like NAME/VERSION, "
		   "see --forms" },
	{ "zwgk/", "'zwgk/' is no name of a form; one looks like NAME/VERSION, "
		   "see --forms" },
	{ "ZWGK/2021", "'ZWGK/2021' is no name of a form; one looks like "
		       "NAME/VERSION, see --forms" },
	{ "", "'' is no name of a form; one looks like NAME/VERSION, see "
	      "--forms" },
};

START_TEST(not_installed)
{
	struct error e = ERROR_INIT;

	ck_assert_ptr_null(form_open(lost[_i].name,
				     (struct place){ "r", 1, 7 }, &e));
	ck_assert_uint_eq(e.count, 1);
	ck_assert_str_eq(error_first(&e), lost[_i].complaint);
	ck_assert_int_eq(e.problem[0].place.column, 7);
	error_release(&e);
}
END_TEST

static void
put_form(const char *folder, const char *file, const char *name,
	 const char *title)
{
	struct buf path = BUF_INIT, text = BUF_INIT;

	buf_addf(&path, "%s/%s", folder, file);
	buf_addf(&text, "form: %s\n%stitle: %s\nbody: []\n", name,
		 strchr(name, '\n') ? "" : "version: 1\n", title);
	write_file(path.text, &text);
	buf_release(&path);
	buf_release(&text);
}

static void
remove_in(const char *folder, const char *file)
{
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/%s", folder, file);
	ck_assert_int_eq(unlink(path.text), 0);
	buf_release(&path);
}

/* Of two folders the first goes before; each form is listed once. */
START_TEST(the_path_of_forms)
{
	char one[] = "/tmp/gouji-form-XXXXXX", two[] = "/tmp/gouji-form-XXXXXX";
	struct buf path = BUF_INIT, list = BUF_INIT;
	struct error e = ERROR_INIT;
	const struct form *f;

	ck_assert(mkdtemp(one) && mkdtemp(two));
	put_form(one, "axb-1.yaml", "axb", "First");
	put_form(one, "b-1.yaml", "b", "Second");
	put_form(two, "b-1.yaml", "b", "Hidden");
	put_form(two, "xb-1.yaml", "xb", "Third");
	put_form(two, "wrong-1.yaml", "right", "Wrong");
	buf_addf(&path, "%s:/nowhere:%s", one, two);
	setenv("GOUJI_FORMS", path.text, 1);
	form_list("en", &list, &e);
	ck_assert_str_eq(list.text, "axb/1\tFirst\nb/1\tSecond\n"
				    "right/1\tWrong\nxb/1\tThird\n");
	f = form_open("b/1", NOWHERE, &e);
	assert_errors(&e, "");
	ck_assert_str_eq(label_text(&f->title, 0), "Second");
	ck_assert_ptr_null(form_open("wrong/1", NOWHERE, &e));
	ck_assert_ptr_nonnull(strstr(error_first(&e),
				     "holds the form right/1, not wrong/1"));
	error_release(&e);
	remove_in(one, "axb-1.yaml");
	remove_in(one, "b-1.yaml");
	remove_in(two, "b-1.yaml");
	remove_in(two, "xb-1.yaml");
	remove_in(two, "wrong-1.yaml");
	ck_assert_int_eq(rmdir(one) | rmdir(two), 0);
	/* it was read and is kept, but on this path only */
	ck_assert_ptr_eq(form_open("b/1", NOWHERE, &e), f);
	setenv("GOUJI_FORMS", two, 1);
	ck_assert_ptr_null(form_open("b/1", NOWHERE, &e));
	error_release(&e);
	buf_release(&path);
	buf_release(&list);
	form_store_release();
}
END_TEST

static const struct {
	const char *name, *version;	/* NULL: there is none */
} newest[] = {
	{ "b", "10" },		/* newer than 9; 11 cannot be read */
	{ "b-c", "3" },		/* and no version c-3 of b */
	{ "wrong", NULL },	/* it holds another form */
	{ "c", NULL },
	{ "", NULL },
};

/* Only the newest is read. */
START_TEST(newest_version)
{
	static const char *const file[] = {
		"b-9.yaml", "b-10.yaml", "b-11.yaml", "b-c-3.yaml",
		"wrong-1.yaml",
	};
	static const char *const form[] = {
		"b\nversion: 9", "b\nversion: 10", "[", "b-c\nversion: 3",
		"right\nversion: 1",
	};
	char folder[] = "/tmp/gouji-form-XXXXXX";
	struct error e = ERROR_INIT;
	const struct form *f;
	size_t i;

	ck_assert(mkdtemp(folder));
	setenv("GOUJI_FORMS", folder, 1);
	for (i = 0; i < ARRAY_LEN(file); i++)
		put_form(folder, file[i], form[i], "T");
	f = form_open_newest(newest[_i].name);
	for (i = 0; i < ARRAY_LEN(file); i++)
		remove_in(folder, file[i]);
	ck_assert_int_eq(rmdir(folder), 0);
	ck_assert_int_eq(!f, !newest[_i].version);
	if (f) {
		ck_assert_str_eq(f->name, newest[_i].name);
		ck_assert_str_eq(f->version, newest[_i].version);
	}
	/* of all others, none is kept */
	ck_assert_ptr_null(form_open("b/9", NOWHERE, &e));
	error_release(&e);
	form_store_release();
}
END_TEST

START_TEST(no_such_file)
{
	struct error e = ERROR_INIT;

	ck_assert_ptr_null(form_read("/nowhere/f.yaml", &e));
	assert_errors(&e, "/nowhere/f.yaml: error: cannot be opened: No such "
			  "file or directory\n");
	ck_assert_ptr_null(form_read("/tmp", &e));
	assert_errors(&e, "/tmp: error: is a folder; name a file in it\n");
	ck_assert_ptr_null(form_read("/dev/null", &e));
	assert_errors(&e, "/dev/null: error: is not a regular file\n");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("form_read");
	TCase *c = tcase_create("form_read");

	set_forms();
	tcase_set_timeout(c, 60);
	tcase_add_test(c, shape);
	tcase_add_loop_test(c, sums_of_the_notice, 0, (int)ARRAY_LEN(sums));
	tcase_add_test(c, sections);
	tcase_add_loop_test(c, letter_by_letter, 0, (int)ARRAY_LEN(official));
	tcase_add_loop_test(c, articles_of_section_two, 0,
			    (int)ARRAY_LEN(articles));
	tcase_add_test(c, labels_in_both_languages);
	tcase_add_test(c, fee_is_exact);
	tcase_add_test(c, former_shape);
	tcase_add_loop_test(c, former_letter_by_letter, 0,
			    (int)ARRAY_LEN(former_tables));
	tcase_add_loop_test(c, what_did_not_change, 0, 2);
	tcase_add_loop_test(c, former_kinds_of_cells, 0,
			    (int)ARRAY_LEN(former_kinds));
	tcase_add_loop_test(c, former_checks, 0,
			    (int)ARRAY_LEN(former_breaks));
	tcase_add_test(c, from_2019_to_2021);
	tcase_add_loop_test(c, the_year_after, 0, (int)ARRAY_LEN(years));
	tcase_add_loop_test(c, official_checks, 0, (int)ARRAY_LEN(breaks));
	tcase_add_test(c, every_mistake_is_told);
	tcase_add_loop_test(c, small, 0, (int)ARRAY_LEN(good));
	tcase_add_loop_test(c, not_installed, 0, (int)ARRAY_LEN(lost));
	tcase_add_test(c, the_path_of_forms);
	tcase_add_loop_test(c, newest_version, 0, ARRAY_LEN(newest));
	tcase_add_test(c, no_such_file);
	suite_add_tcase(s, c);
	return support_run(s);
}
