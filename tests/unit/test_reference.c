/* test_reference.c - references to cells in texts */
#include "form/reference-scan.h"
#include "report/reference.h"

#include <stdio.h>
#include <string.h>

#include "report/finding.h"
#include "report-support.h"

static const char words[] =
	"fields about\n"
	"row unit; cell=text; lines=1\n"
	"row year; cell=year\n"
	"text note\n"
	"text other\n"
	"table t\n"
	"row new\n"
	"row done\n"
	"col person\n"
	"col firm\n"
	"col total; is=total\n"
	"table fees\nrow fee\ncol sum; cell=amount 2 signed\n"
	"text remark; lines=1\n"
	"rule M; that=mentions(note, \"482\", \"new\")\n"
	"rule B; that=before(note, \"x\") = 7; level=ask\n"
	"rule L; that=length(other) <= 6; level=note\n";

/* ---- what is one ---- */

static const struct {
	const char *text;
	int at, len;		/* -1: none */
} looks[] = {
	{ "", -1, 0 },
	{ "no braces", -1, 0 },
	{ "{year}", 0, 6 },
	{ "a {t.new.total} b", 2, 13 },
	{ "年{year}年", 3, 6 },
	{ "{a_1.b}", 0, 7 },
	{ "{{year}}", 1, 6 },
	{ "{x{year", -1, 0 },
	{ "{year", -1, 0 },
	{ "{}", -1, 0 },
	{ "{ year }", -1, 0 },
	{ "{Year}", -1, 0 },
	{ "{1st}", -1, 0 },
	{ "{.year}", -1, 0 },
	{ "{年}", -1, 0 },
	{ "{year} {unit}", 0, 6 },
};

START_TEST(what_looks_like_one)
{
	size_t at = 0, len = 0;
	bool found = reference_find(looks[_i].text, &at, &len);

	ck_assert_int_eq(found, looks[_i].at >= 0);
	if (found) {
		ck_assert_uint_eq(at, (size_t)looks[_i].at);
		ck_assert_uint_eq(len, (size_t)looks[_i].len);
	}
}
END_TEST

/* ---- what is read ---- */

static void
assert_reads(const struct report *r, const char *address, const char *wanted)
{
	struct buf out = BUF_INIT;

	report_read(r, at(report_form(r), address), &out);
	ck_assert_str_eq(out.text, wanted);
	buf_release(&out);
}

static const struct {
	const char *text, *read;
} reads[] = {
	{ "", "" },
	{ "plain { } {", "plain { } {" },
	{ "{year}", "2023" },
	{ "{t.new.person}+{t.new.firm}={t.new.total}", "475+7=482" },
	/* the end of an address is enough where it is the only one */
	{ "{new.total}", "482" },
	{ "{sum}", "12.50" },
	/* a text of one line is taken as it is */
	{ "{unit}", "{year}镇" },
	/* what is blank is seen to be */
	{ "({t.done.firm})", "(____)" },
	{ "({t.done.total})", "(____)" },
	{ "({remark})", "(____)" },
	/* what leads nowhere stays */
	{ "{t.old.total} {year}", "{t.old.total} 2023" },
	{ "{total}", "{total}" },
	{ "{other}", "{other}" },
	{ "{note}", "{note}" },
	{ "{t}", "{t}" },
};

static void
fill(struct report *r)
{
	key(r, "unit", "{year}镇");
	key(r, "year", "2023");
	key(r, "t.new.person", "475");
	key(r, "t.new.firm", "7");
	key(r, "fees.fee.sum", "12.50");
}

START_TEST(what_is_read)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);

	/* before what it refers to, and after */
	key(r, "note", reads[_i].text);
	fill(r);
	assert_reads(r, "note", reads[_i].read);
	ck_assert_str_eq(report_text(r, at(f, "note")), reads[_i].text);
	key(r, "note", "");
	key(r, "note", reads[_i].text);
	assert_reads(r, "note", reads[_i].read);
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- what leads nowhere ---- */

static const struct {
	const char *text;
	const char *sentence[2];	/* of each finding */
} nowhere[] = {
	{ "{year} {t.new.total}", { NULL } },
	{ "{yaer}", { "{yaer} leads nowhere: no cell has this address" } },
	{ "{total}{year}{t}",
	  { "{total} leads nowhere: it could be t.new.total or t.done.total",
	    "{t} leads nowhere: no cell has this address" } },
	{ "{other}",
	  { "{other} leads nowhere: it is a text of several lines, not a "
	    "figure" } },
	{ "{note}", { "{note} leads nowhere: it is this text itself" } },
};

START_TEST(what_leads_nowhere)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct findings all = FINDINGS_INIT;
	struct buf sentence = BUF_INIT;
	int check = check_number(f, "reference", 1), i, n = 0, wanted = 0;

	fill(r);
	key(r, "note", nowhere[_i].text);
	findings_collect(r, 1, &all);
	for (i = 0; i < all.count; i++) {
		const struct finding *one = &all.finding[i];

		if (strcmp(one->rule->id, "reference"))
			continue;
		ck_assert_int_lt(n, 2);
		ck_assert_str_eq(one->text, nowhere[_i].sentence[n]);
		ck_assert_int_eq(one->level, LEVEL_MUST);
		ck_assert_int_eq(one->cell, at(f, "note"));
		ck_assert(nowhere[_i].text[one->at] == '{');
		n++;
	}
	while (wanted < 2 && nowhere[_i].sentence[wanted])
		wanted++;
	ck_assert_int_eq(n, wanted);
	ck_assert_int_eq(report_verdict(r, check),
			 n ? VERDICT_BROKEN : VERDICT_OK);
	ck_assert_int_eq(report_broken(r, at(f, "note"), LEVEL_MUST) > 1,
			 n > 0);
	if (n) {
		check_sentence(r, check, 1, &sentence);
		ck_assert_str_eq(sentence.text, nowhere[_i].sentence[0]);
	}
	buf_release(&sentence);
	findings_release(&all);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(a_long_text_is_not_taken)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	int check = check_number(f, "reference", 1);
	struct buf text = BUF_INIT;

	key(r, "note", "{unit}");
	buf_fill(&text, 'x', REFERENCE_LONG);
	key(r, "unit", text.text);
	assert_reads(r, "note", text.text);
	ck_assert_int_eq(report_verdict(r, check), VERDICT_OK);
	buf_addc(&text, 'x');
	key(r, "unit", text.text);
	assert_reads(r, "note", "{unit}");
	ck_assert_int_eq(report_verdict(r, check), VERDICT_BROKEN);
	buf_clear(&text);
	check_sentence(r, check, 1, &text);
	ck_assert_str_eq(text.text, "{unit} leads nowhere: that text is "
				    "longer than 600 bytes");
	buf_release(&text);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(more_than_enough)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct findings all = FINDINGS_INIT;
	struct buf text = BUF_INIT;
	int i;

	fill(r);
	for (i = 0; i < REFERENCE_MOST; i++)
		buf_add(&text, "{year}");
	key(r, "note", text.text);
	ck_assert_int_eq(report_verdict(r, check_number(f, "reference", 1)),
			 VERDICT_OK);
	/* one line for all that are too many */
	buf_add(&text, "{year}{year}");
	key(r, "note", text.text);
	findings_collect(r, 1, &all);
	ck_assert_str_eq(all.finding[all.count - 1].text,
			 "{year} leads nowhere: a text has at most 1000 "
			 "references");
	ck_assert_uint_eq(all.finding[all.count - 1].at, REFERENCE_MOST * 6);
	findings_release(&all);
	buf_release(&text);
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- what follows ---- */

START_TEST(rules_read_what_is_read)
{
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	int mentions = check_number(f, "M", 0),
	    number = check_number(f, "B", 0);
	int length = check_number(f, "L", 0), cell;

	key(r, "note", "{new.total}x");
	key(r, "other", "{unit}");
	ck_assert_int_eq(report_verdict(r, mentions), VERDICT_BROKEN);
	ck_assert_int_eq(report_verdict(r, number), VERDICT_BLANK);
	key(r, "t.new.firm", "7");
	ck_assert_int_eq(report_verdict(r, mentions), VERDICT_BROKEN);
	ck_assert_int_eq(report_verdict(r, number), VERDICT_OK);
	key(r, "t.new.person", "475");
	ck_assert_int_eq(report_verdict(r, mentions), VERDICT_OK);
	ck_assert_int_eq(report_verdict(r, number), VERDICT_BROKEN);
	ck_assert(report_undo(r, &cell));
	report_verify(r);
	ck_assert_int_eq(report_verdict(r, mentions), VERDICT_BROKEN);
	ck_assert_int_eq(report_verdict(r, number), VERDICT_OK);
	key(r, "unit", "abcdef");
	ck_assert_int_eq(report_verdict(r, length), VERDICT_OK);
	key(r, "unit", "abcdefg");
	ck_assert_int_eq(report_verdict(r, length), VERDICT_BROKEN);
	report_free(r);
	form_free(f);
}
END_TEST

static const char *const pieces[] = {
	"{t.new.total}", "{t.new.person}", "{t.done.firm}", "{fee.sum}",
	"{year}", "{unit}", "{remark}", "{nothing}", "{total}", "{note}",
	"{", "}", "x", "482", "年", "{t.new.", "total}",
};

/* Cuts out some of a text, and puts something in. */
static struct put
random_splice(const struct report *r, int cell, uint64_t *seed)
{
	const char *text = report_text(r, cell);
	unsigned len = (unsigned)strlen(text);
	struct put put = { .cell = cell };
	size_t n = support_random(seed, 12);

	put.at = support_random(seed, len + 1);
	while (put.at < len && (text[put.at] & 0xc0) == 0x80)
		put.at++;
	put.cut = put.at + n < len ? n : len - put.at;
	while (put.at + put.cut < len &&
	       (text[put.at + put.cut] & 0xc0) == 0x80)
		put.cut++;
	if (len < 400 && support_random(seed, 4))
		put.value = (struct value){
			.state = VALUE_TEXT,
			.text = xstrdup(pieces[support_random(
				seed, ARRAY_LEN(pieces))]),
		};
	return put;
}

static struct put
random_put(const struct report *r, uint64_t *seed)
{
	const struct form *f = report_form(r);
	int cell = (int)support_random(seed, (unsigned)f->cells);

	while (form_computed(f, cell))
		cell = (int)support_random(seed, (unsigned)f->cells);
	if (!form_kind_of(f, cell)->type->figure)
		return random_splice(r, cell, seed);
	return (struct put){
		.cell = cell,
		.value = { .state = support_random(seed, 4) ? VALUE_FIGURE
							     : VALUE_BLANK,
			   .units = support_random(seed, 500) },
	};
}

static void
read_all(const struct report *r, struct buf *read)
{
	int cell;

	for (cell = 0; cell < report_form(r)->cells; cell++) {
		buf_clear(&read[cell]);
		if (!form_kind_of(report_form(r), cell)->type->figure)
			report_read(r, cell, &read[cell]);
	}
}

/* Whatever is edited: the ledger is as if made anew, and a text that reads
 * otherwise has changed. */
START_TEST(any_order_of_edits)
{
	uint64_t seed = (uint64_t)_i + 3;
	struct form *f = mini_form_ok(words);
	struct report *r = report_new(f);
	struct buf *before = xcalloc((size_t)f->cells, sizeof *before);
	struct buf *now = xcalloc((size_t)f->cells, sizeof *now);
	struct error e = ERROR_INIT;
	int i, step, cell;

	for (i = 0; i < f->cells; i++) {
		buf_init(&before[i]);
		buf_init(&now[i]);
	}
	for (step = 0; step < 300; step++) {
		struct put put[2];
		int serial = report_serial(r), n;

		read_all(r, before);
		if (!support_random(&seed, 6)) {
			report_undo(r, &cell);
		} else {
			put[0] = random_put(r, &seed);
			put[1] = random_put(r, &seed);
			n = put[0].cell == put[1].cell ? 1 : 2;
			ck_assert(report_edit(r, put, n, EDIT_NEW, &e));
			value_release(&put[0].value);
			value_release(&put[1].value);
		}
		report_verify(r);
		read_all(r, now);
		for (i = 0; i < f->cells; i++)
			if (strcmp(before[i].text, now[i].text))
				ck_assert_int_gt(report_changed(r, i), serial);
	}
	while (report_undo(r, &cell))
		report_verify(r);
	for (i = 0; i < f->cells; i++) {
		buf_release(&before[i]);
		buf_release(&now[i]);
	}
	free(before);
	free(now);
	report_free(r);
	form_free(f);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("refer");
	TCase *t = tcase_create("refer");

	tcase_add_loop_test(t, what_looks_like_one, 0, ARRAY_LEN(looks));
	tcase_add_loop_test(t, what_is_read, 0, ARRAY_LEN(reads));
	tcase_add_loop_test(t, what_leads_nowhere, 0, ARRAY_LEN(nowhere));
	tcase_add_test(t, a_long_text_is_not_taken);
	tcase_add_test(t, more_than_enough);
	tcase_add_test(t, rules_read_what_is_read);
	tcase_add_loop_test(t, any_order_of_edits, 0, 20);
	suite_add_tcase(suite, t);
	return support_run(suite);
}
