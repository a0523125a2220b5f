/* test_quote_scan.c - figures that texts quote, and all that is none */
#include "form/quote-scan.h"

#include <string.h>

#include "report/finding.h"
#include "report/reason.h"
#include "report-support.h"

/* Keyed: new.x 3, old.x 2, big.x 12345, fee.z 12.53; year 2023 */
#define FORM                                                                 \
	"fields about\nrow year; cell=year\n"                                \
	"text note; label=文/Note\ntext more\n"                                           \
	"table t\n"                                                          \
	"row new; label=新收/New\nrow old; label=结转/Carried\n"             \
	"row big; label=大/Big\nrow sum; is=total\ncol x\n"                  \
	"table u; cell=amount 6\nrow fee; label=收费/Fee\ncol z\n"           \
	"rule N; quotes=new.x; or=new.x + old.x; said=结转; year=year; "     \
	"not=上年,网上; skip=其中; words={收到|接到}…申请{共|}{n}{件|宗}\n"  \
	"rule B; quotes=big.x; words=处罚{n}件\n"                            \
	"rule S; quotes=new.x + old.x; words=处罚和许可{n}件,上年结转{n}件\n" \
	"rule F; quotes=fee.z; words=收费{n}万元\n"                          \
	"rule E; quotes=old.x; words={n} old\n"                              \
	"rule W; quotes=old.x; with=公开; words=复议{n}件\n"

/* "N4": the number 4 is found to differ by rule N; "N5=": it is the sum. */
static const struct {
	const char *text, *found;
} sentences[] = {
	/* right */
	{ "收到申请3件", "" },
	{ "收到申请４件", "N4" },
	{ "收到申请4件。", "N4" },
	{ "收到 信息公开 申请 4 件", "N4" },
	{ "收到　申请　4　件", "N4" },
	{ "收到申请共4宗", "N4" },
	{ "今年接到政府信息公开申请4件，都已办结", "N4" },
	{ "收到申请1,234件", "N1234" },
	{ "收到申请１，２３４件", "N1234" },
	{ "收到申请1,234,567件", "N1234567" },
	{ "收到申请04件", "N4" },
	{ "收到申请0件", "N0" },
	{ "收到申请4件；收到申请3件。接到申请6件", "N4 N6" },
	{ "收到申请999999999999999件", "N999999999999999" },
	/* the other figure */
	{ "收到申请5件", "N5=" },
	{ "收到申请5件，含结转2件", "" },
	{ "连同结转，收到申请5件", "" },
	{ "收到申请6件，含结转", "N6" },
	{ "收到申请5件。上年结转2件", "N5= S2" },
	/* no words, or others, or not all of them */
	{ "", "" },
	{ "4", "" },
	{ "4件", "" },
	{ "申请4件", "" },
	{ "收到4件", "" },
	{ "收到申请4", "" },
	{ "收到申请4条", "" },
	{ "收到申请4人次", "" },
	{ "收到申请", "" },
	{ "到申请4件", "" },
	/* … stays within a clause, crosses no number and does not go far */
	{ "收到，申请4件", "" },
	{ "收到。申请4件", "" },
	{ "收到；申请4件", "" },
	{ "收到、申请4件", "" },
	{ "收到（申请4件）", "" },
	{ "收到：申请4件", "" },
	{ "收到\n申请4件", "" },
	{ "收到2封申请4件", "" },
	{ "收到{t.new.x}申请4件", "" },
	{ "收到一二三四五六七八九十一二申请4件", "N4" },
	{ "收到一二三四五六七八九十一二三申请4件", "" },
	{ "收到申请申请4件", "N4" },
	/* numbers that are none, or not certain */
	{ "收到申请4%件", "" },
	{ "收到申请占比4%", "" },
	{ "收到申请4余件", "" },
	{ "收到申请约4件", "" },
	{ "收到申请4-6件", "" },
	{ "收到申请4—6件", "" },
	{ "收到申请4～6件", "" },
	{ "收到申请4至6件", "" },
	{ "收到申请4.5.6件", "" },
	{ "收到申请1,23件", "" },
	{ "收到申请1,2345件", "" },
	{ "收到申请1234,567件", "" },
	{ "收到申请三百件", "" },
	{ "收到申请4万元", "" },
	{ "收到申请9999999999999999件", "" },
	{ "收到申请4.1234567件", "" },
	{ "4-6 old", "" },
	{ "4至6 old", "" },
	{ "x4 old", "" },
	{ "$4 old", "" },
	{ "4 old", "E4" },
	{ "in all 4 old ones. 2 old", "E4" },
	/* references are no numbers */
	{ "收到申请{t.new.x}件", "" },
	{ "收到申请{4}件", "" },
	{ "收到申请{4件", "" },
	{ "收到申请{t.new.x}件，收到申请4件", "N4" },
	/* years */
	{ "2023年收到申请4件", "N4" },
	{ "2023年，本机关收到申请4件", "N4" },
	{ "2022年收到申请4件", "" },
	{ "2022年，本机关收到申请4件", "" },
	{ "2022年办结；收到申请4件", "" },
	{ "2022年办结。收到申请4件", "N4" },
	{ "2022年办结\n收到申请4件", "N4" },
	{ "2021年至2023年收到申请4件", "" },
	{ "2021-2023年收到申请4件", "" },
	{ "2021—2023年收到申请4件", "" },
	{ "2023年1月1日至12月31日收到申请4件", "N4" },
	{ "2023-01-01 收到申请4件", "N4" },
	{ "收到申请4件，2022年收到3件", "N4" },
	{ "发布2011条，收到申请4件", "N4" },
	/* words that shut out */
	{ "上年收到申请4件", "" },
	{ "收到上年申请4件", "" },
	{ "收到网上申请4件", "" },
	{ "网上畅通，收到申请4件", "N4" },
	{ "收到申请4件（网上2件）", "N4" },
	{ "收到申请4件网上", "" },
	{ "其中收到申请4件", "" },
	{ "其中，收到申请4件", "" },
	{ "其中1件；收到申请4件", "N4" },
	{ "收到申请4件，其中1件不予公开", "N4" },
	{ "上年结转1件", "S1" },
	/* words that must stand there */
	{ "复议4件", "" },
	{ "因信息公开，复议4件", "W4" },
	{ "信息公开。复议4件", "" },
	{ "复议4件，都是公开的", "W4" },
	/* the words that say most */
	{ "处罚12345件", "" },
	{ "处罚和许可5件", "" },
	{ "处罚和许可12345件", "S12345" },
	{ "许可1件，处罚4件", "B4" },
	/* rounded */
	{ "处罚1.2万件", "" },
	{ "处罚1.23万件", "" },
	{ "处罚1.24万件", "B12400" },
	{ "处罚1万件", "" },
	{ "处罚2万件", "B20000" },
	{ "处罚0.0001亿件", "" },
	{ "处罚1.2万余件", "" },
	{ "处罚12345.0件", "" },
	{ "处罚1.23456万件", "B12345.6" },
	{ "收费12.53万元", "" },
	{ "收费12.530万元", "" },
	{ "收费12.5万元", "" },
	{ "收费13万元", "" },
	{ "收费12万元", "" },
	{ "收费12.54万元", "F12.54" },
	{ "收费125300万元", "F125300" },
	/* bytes */
	{ "\xef\xbb\xbf收到申请4件", "N4" },
	{ "é4 old", "E4" },
};

static struct report *
report_of(const struct form *f)
{
	struct report *r = report_new(f);

	key(r, "year", "2023");
	key(r, "new.x", "3");
	key(r, "old.x", "2");
	key(r, "big.x", "12345");
	key(r, "fee.z", "12.53");
	return r;
}

/* What differs in the texts, as in the table above. */
static void
found_in(const struct report *r, struct buf *out)
{
	const struct form *f = report_form(r);
	struct findings all = FINDINGS_INIT;
	int i, j, first;

	findings_collect(r, 1, &all);
	/* in the order of the text */
	for (i = 0; i < all.count; i++) {
		first = -1;
		for (j = 0; j < all.count; j++)
			if (all.finding[j].quote &&
			    (first < 0 ||
			     all.finding[j].at < all.finding[first].at))
				first = j;
		if (first < 0)
			break;
		all.finding[first].quote = false;
		buf_addf(out, "%s%s", out->len ? " " : "",
			 all.finding[first].rule->id);
		amount_format(out, all.finding[first].left, f->places, 0);
		if (strstr(all.finding[first].text, "that is"))
			buf_addc(out, '=');
	}
	findings_release(&all);
}

START_TEST(sentence)
{
	struct form *f = mini_form_ok(FORM);
	struct report *r = report_of(f);
	struct buf out = BUF_INIT;

	key(r, "note", sentences[_i].text);
	buf_add(&out, "");
	found_in(r, &out);
	ck_assert_msg(!strcmp(out.text, sentences[_i].found),
		      "\"%s\": %s, not %s", sentences[_i].text, out.text,
		      sentences[_i].found);
	buf_release(&out);
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- verdicts follow figures, texts and the year ---- */

START_TEST(verdict_follows)
{
	struct form *f = mini_form_ok(FORM);
	struct report *r = report_new(f);
	int check = check_number(f, "N", 0), cell;

	key(r, "year", "2023");
	key(r, "note", "2023年收到申请4件");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BLANK);
	ck_assert_int_eq(report_counts(r)->broken[LEVEL_MUST], 0);
	key(r, "new.x", "4");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_OK);
	key(r, "new.x", "3");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	ck_assert_int_eq(report_broken(r, at(f, "new.x"), LEVEL_MUST), 1);
	ck_assert_int_eq(check_place(r, check), at(f, "note"));
	ck_assert_int_eq(check_of_cell(r, at(f, "note")), check);
	ck_assert_int_eq(check_of_cell(r, at(f, "new.x")), check);
	key(r, "more", "接到申请9件");
	key(r, "note", "");
	ck_assert_int_eq(check_place(r, check), at(f, "more"));
	ck_assert_int_eq(check_of_cell(r, at(f, "note")), -1);
	key(r, "more", "2022年接到申请9件");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_OK);
	key(r, "year", "2022");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	key(r, "year", "");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_OK);
	while (report_undo(r, &cell))
		report_verify(r);
	ck_assert_int_eq(report_verdict(r, check), VERDICT_OK);
	report_free(r);
	form_free(f);
}
END_TEST

/* A reason is for these numbers and this figure, no others. */
START_TEST(reason_stands_for_numbers)
{
	struct form *f = mini_form_ok(
		"text note\ntable t\nrow new\ncol x\n"
		"rule N; level=ask; quotes=new.x; words=收到{n}件\n");
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	int check = check_number(f, "N", 0);

	key(r, "new.x", "3");
	key(r, "note", "收到4件，收到3件");
	ck_assert(reason_give(r, check, "改期", false, EDIT_NEW, &e));
	report_verify(r);
	ck_assert_int_eq(report_verdict(r, check), VERDICT_ANSWERED);
	key(r, "note", "今年收到4件，收到3件");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_ANSWERED);
	key(r, "note", "收到4件，收到5件");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	key(r, "note", "收到4件");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_ANSWERED);
	key(r, "new.x", "2");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(sentence_says)
{
	struct form *f = mini_form_ok(FORM);
	struct report *r = report_of(f);
	struct findings all = FINDINGS_INIT;

	key(r, "note", "全年收到申请5件。\n处罚和许可共1件，处罚和许可1件");
	findings_collect(r, 1, &all);
	ck_assert_int_eq(all.count, 2);
	ck_assert_str_eq(all.finding[0].text,
			 "Note says \"收到申请5件\": that is New 3 + Carried 2 "
			 "= 5, not New 3; say in the text which is meant");
	ck_assert_uint_eq(all.finding[0].at, strlen("全年收到申请"));
	ck_assert_str_eq(all.finding[1].text,
			 "Note says \"处罚和许可1件\", the tables say New 3 + "
			 "Carried 2 = 5, differs by -4");
	ck_assert_int_eq(all.finding[1].cell, at(f, "note"));
	findings_release(&all);
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- any text at all ---- */

START_TEST(any_text)
{
	static const char *const piece[] = {
		"收到", "申请", "件", "4", "12", "，", "。", "{", "}", "…", ".",
		"万", "年", "2022", "其中", "上年", "\n", " ", "共", "-", "1,234",
		"处罚", "和许可", "é", "\U0001F600", "０", "old", "复议", "公开",
	};
	struct form *f = mini_form_ok(FORM);
	struct report *r = report_of(f);
	uint64_t seed = (uint64_t)_i + 1;
	int i, n, cell;

	for (n = 0; n < 40; n++) {
		const char *old = report_text(r, at(f, "note"));
		struct buf text = BUF_INIT;
		struct put put = { .cell = at(f, "note") };
		struct error e = ERROR_INIT;

		for (i = (int)support_random(&seed, 12); i >= 0; i--)
			buf_add(&text, piece[support_random(
					       &seed, ARRAY_LEN(piece))]);
		put.at = support_random(&seed, 2) ? strlen(old) : 0;
		put.value = (struct value){ .state = VALUE_TEXT,
					    .text = text.text };
		ck_assert(report_edit(r, &put, 1, EDIT_NEW, &e));
		report_verify(r);
		buf_release(&text);
	}
	while (report_undo(r, &cell))
		report_verify(r);
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- words that are none ---- */

static const struct {
	const char *words, *error;
} wrong[] = {
	{ "收到申请", "'收到申请' has no {n}, where the number "
			  "stands" },
	{ "收到{n}", "in '收到{n}': after {n}, say what is "
		     "counted; numbers alone are everywhere" },
	{ "收到{n}{件|}", "in '收到{n}{件|}': after {n}, say "
			   "what is counted; numbers alone are everywhere" },
	{ "{n}和{n}件", "{n} appears twice; one number is looked "
			"for" },
	{ "收到{n件", "'{' without '}' in the words" },
	{ "…收到{n}件", "in '…收到{n}件': a gap stands between "
			   "words, not at an end" },
	{ "收到{n}件…", "in '收到{n}件…': a gap stands between "
			   "words, not at an end" },
	{ "a…a…a…a…a…a…a…a…a…a…a{n}件",
	  "more than 20 parts in one entry of words; make two "
	  "of it" },
};

START_TEST(wrong_words)
{
	struct error e = ERROR_INIT;
	struct buf all = BUF_INIT;
	struct form *f;

	buf_addf(&all, "table t\nrow a\ncol x\nrule R; quotes=a.x; words=%s\n",
		 wrong[_i].words);
	f = mini_form(all.text, &e);
	ck_assert_str_eq(error_first(&e), wrong[_i].error);
	form_free(f);
	error_release(&e);
	buf_release(&all);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("quote");
	TCase *t = tcase_create("quote");

	tcase_add_loop_test(t, sentence, 0, ARRAY_LEN(sentences));
	tcase_add_test(t, verdict_follows);
	tcase_add_test(t, reason_stands_for_numbers);
	tcase_add_test(t, sentence_says);
	tcase_add_loop_test(t, any_text, 0, 20);
	tcase_add_loop_test(t, wrong_words, 0, ARRAY_LEN(wrong));
	suite_add_tcase(suite, t);
	return support_run(suite);
}
