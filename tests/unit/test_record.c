/* test_record.c - lines parted by tabs, chained by checksums */
#include "store/record.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "report-support.h"

static const char words[] =
	"fields about\n"
	"row unit; cell=text; lines=1\n"
	"row year; cell=year\n"
	"text note\n"
	"table t\n"
	"row new; cell=amount 2 signed\n"
	"row done; cell=amount 2 signed\n"
	"row total; cell=amount 2 signed; is=total; rule=H\n"
	"col person\n"
	"col firm\n";

/* ---- fields ---- */

static const struct {
	const char *text;
	size_t len;		/* 0: that of the text */
	const char *escaped;
} fields[] = {
	{ "plain", 0, "plain" },
	{ "", 0, "" },
	{ "a\tb\nc\\d", 0, "a\\tb\\nc\\\\d" },
	{ "\\t", 0, "\\\\t" },
	{ "\x1b[31m\x7f\r", 0, "\\x1b[31m\\x7f\\x0d" },
	{ "a\0b", 3, "a\\x00b" },
	{ "西罗园“街道”", 0, "西罗园“街道”" },
	{ "\xff\xe4", 0, "\xff\xe4" },
};

static size_t
length(int i)
{
	return fields[i].len ? fields[i].len : strlen(fields[i].text);
}

START_TEST(escapes)
{
	struct buf out = BUF_INIT;
	struct chain chain = CHAIN_INIT, again = CHAIN_INIT;
	struct record r = RECORD_INIT;
	size_t at = 0, n;

	record_field(&out, "kind");
	record_bytes(&out, fields[_i].text, length(_i));
	n = out.len;
	record_end(&out, 0, &chain);
	/* the field as it stands in the file: no byte that parts fields */
	ck_assert_uint_eq(n, 5 + strlen(fields[_i].escaped));
	ck_assert_mem_eq(out.text + 5, fields[_i].escaped, n - 5);
	ck_assert_uint_eq(out.len, n + 1 + 16 + 1);

	ck_assert(record_next(&r, out.text, out.len, &at, &again));
	ck_assert_uint_eq(at, out.len);
	ck_assert_int_eq(r.fields, 2);
	ck_assert_str_eq(r.field[0], "kind");
	ck_assert_uint_eq(r.len[1], length(_i));
	ck_assert_mem_eq(r.field[1], fields[_i].text, length(_i) + 1);
	ck_assert_str_eq(chain.sum, again.sum);
	ck_assert(record_is(&r, "kind", 2));
	ck_assert(!record_is(&r, "kind", 3));
	ck_assert(!record_is(&r, "kin", 1));
	ck_assert(!record_next(&r, out.text, out.len, &at, &again));
	record_release(&r);
	buf_release(&out);
}
END_TEST

/* What is no escape does not count, though its checksum is right. */
static const char *const no_escape[] = {
	"\\", "a\\", "\\q", "\\x", "\\x1", "\\x1g", "\\xG1", "\\x1B", "\\T",
};

START_TEST(wrong_escapes)
{
	struct buf out = BUF_INIT;
	struct chain chain = CHAIN_INIT, again = CHAIN_INIT;
	struct record r = RECORD_INIT;
	size_t at = 0;

	buf_addf(&out, "kind\t%s", no_escape[_i]);
	record_end(&out, 0, &chain);
	ck_assert(!record_next(&r, out.text, out.len, &at, &again));
	ck_assert_uint_eq(at, 0);
	ck_assert(!record_split(&r, out.text, out.len - 1));
	record_release(&r);
	buf_release(&out);
}
END_TEST

static const int64_t times[] = {
	1, 999, 1000, 951782399123, 1764000000000, 253402300799999,
};

START_TEST(numbers_and_times)
{
	struct buf out = BUF_INIT;
	struct chain chain = CHAIN_INIT, again = CHAIN_INIT;
	struct record r = RECORD_INIT;
	size_t at = 0;
	int64_t n;

	record_field(&out, "kind");
	record_number(&out, times[_i]);
	record_time(&out, times[_i]);
	record_time(&out, 0);
	record_end(&out, 0, &chain);
	ck_assert(record_next(&r, out.text, out.len, &at, &again));
	ck_assert(record_get_number(&r, 1, &n));
	ck_assert_int_eq(n, times[_i]);
	ck_assert(record_get_time(&r, 2, &n));
	ck_assert_int_eq(n, times[_i]);
	ck_assert(record_get_time(&r, 3, &n));
	ck_assert_int_eq(n, 0);
	ck_assert(!record_get_number(&r, 4, &n));
	ck_assert(!record_get_time(&r, 4, &n));
	ck_assert(!record_get_number(&r, 2, &n));
	ck_assert(!record_get_time(&r, 1, &n));
	record_release(&r);
	buf_release(&out);
}
END_TEST

START_TEST(time_as_a_person_reads_it)
{
	struct buf out = BUF_INIT;

	record_time(&out, 1764000000123);
	ck_assert_str_eq(out.text, "2025-11-24T16:00:00.123Z");
	buf_release(&out);
}
END_TEST

static const char *const no_number[] = {
	"", "-1", "+1", "1a", " 1", "1234567890123456789", "0x1",
};

START_TEST(wrong_numbers)
{
	struct buf out = BUF_INIT;
	struct chain chain = CHAIN_INIT, again = CHAIN_INIT;
	struct record r = RECORD_INIT;
	size_t at = 0;
	int64_t n;

	record_field(&out, "kind");
	record_field(&out, no_number[_i]);
	record_end(&out, 0, &chain);
	ck_assert(record_next(&r, out.text, out.len, &at, &again));
	ck_assert(!record_get_number(&r, 1, &n));
	ck_assert(!record_get_time(&r, 1, &n));
	record_release(&r);
	buf_release(&out);
}
END_TEST

/* ---- the chain ---- */

static void
three_lines(struct buf *out)
{
	struct chain chain = CHAIN_INIT;
	int i;

	for (i = 0; i < 3; i++) {
		size_t from = out->len;

		record_field(out, "line");
		record_number(out, i);
		record_field(out, "a\tb");
		record_end(out, from, &chain);
	}
}

/* How many lines count, and where they end. */
static int
count(const char *bytes, size_t len, size_t *at)
{
	struct chain chain = CHAIN_INIT;
	struct record r = RECORD_INIT;
	int64_t number;
	int n = 0;

	*at = 0;
	while (record_next(&r, bytes, len, at, &chain)) {
		ck_assert(record_get_number(&r, 1, &number));
		ck_assert_int_eq(number, n);
		n++;
	}
	record_release(&r);
	return n;
}

static int
whole_lines(const char *bytes, size_t len)
{
	int n = 0;

	while (len--)
		n += bytes[len] == '\n';
	return n;
}

START_TEST(cut_anywhere)
{
	struct buf out = BUF_INIT;
	size_t len, at;

	three_lines(&out);
	for (len = 0; len <= out.len; len++) {
		/* what lies behind the cut is not looked at */
		char *piece = xstrndup(out.text, len);

		ck_assert_int_eq(count(piece, len, &at),
				 whole_lines(piece, len));
		free(piece);
	}
	buf_release(&out);
}
END_TEST

/* Any byte that is another ends the chain in its line. */
START_TEST(changed_anywhere)
{
	struct buf out = BUF_INIT;
	size_t i, at;

	three_lines(&out);
	for (i = 0; i < out.len; i++) {
		int before = whole_lines(out.text, i);
		char old = out.text[i];

		out.text[i] = (char)(old ^ (1 << (i % 7)));
		ck_assert_int_eq(count(out.text, out.len, &at), before);
		out.text[i] = old;
	}
	ck_assert_int_eq(count(out.text, out.len, &at), 3);
	buf_release(&out);
}
END_TEST

START_TEST(left_out)
{
	struct buf out = BUF_INIT;
	const char *second, *third;
	size_t at;

	three_lines(&out);
	second = strchr(out.text, '\n') + 1;
	third = strchr(second, '\n') + 1;
	/* the first; and the second */
	ck_assert_int_eq(count(second, strlen(second), &at), 0);
	buf_splice(&out, (size_t)(second - out.text),
		   (size_t)(third - second), "", 0);
	ck_assert_int_eq(count(out.text, out.len, &at), 1);
	buf_release(&out);
}
END_TEST

/* ---- edits ---- */

static struct value
figure(int64_t units, int keyed, const char *typed)
{
	return (struct value){ .state = VALUE_FIGURE, .units = units,
			       .keyed = keyed,
			       .text = typed ? xstrdup(typed) : NULL };
}

static struct value
open_figure(const char *typed)
{
	return (struct value){ .state = VALUE_OPEN, .text = xstrdup(typed) };
}

static struct value
text(const char *of)
{
	return (struct value){ .state = VALUE_TEXT, .text = xstrdup(of) };
}

static void
assert_value(const struct value *a, const struct value *b)
{
	ck_assert(value_equal(a, b));
	ck_assert_str_eq(a->text ? a->text : "", b->text ? b->text : "");
}

/* Written and read, EDIT is what it was; it is released. */
static void
there_and_back(const struct form *f, struct edit *edit)
{
	struct buf out = BUF_INIT;
	struct chain chain = CHAIN_INIT, again = CHAIN_INIT;
	struct record r = RECORD_INIT;
	struct edit now;
	size_t at = 0;
	int serial, i;

	record_field(&out, "edit");
	record_edit(&out, f, 41, edit);
	record_end(&out, 0, &chain);
	ck_assert_int_eq(whole_lines(out.text, out.len), 1);
	ck_assert(record_next(&r, out.text, out.len, &at, &again));
	ck_assert(record_get_edit(&r, 1, f, &serial, &now));
	ck_assert_int_eq(serial, 41);
	ck_assert_int_eq(now.how, edit->how);
	ck_assert_int_eq(now.sign.time, edit->sign.time);
	ck_assert_str_eq(now.sign.person, edit->sign.person);
	ck_assert_str_eq(now.sign.reason, edit->sign.reason);
	ck_assert_int_eq(now.changes, edit->changes);
	for (i = 0; i < now.changes; i++) {
		ck_assert_int_eq(now.change[i].cell, edit->change[i].cell);
		ck_assert_uint_eq(now.change[i].at, edit->change[i].at);
		assert_value(&now.change[i].before, &edit->change[i].before);
		assert_value(&now.change[i].after, &edit->change[i].after);
	}
	record_edit_release(&now);
	record_edit_release(edit);
	record_release(&r);
	buf_release(&out);
}

static struct edit
edit_of(enum edit_how how, int changes)
{
	return (struct edit){
		.how = how, .changes = changes,
		.change = xcalloc((size_t)changes, sizeof(struct change)),
		.sign = { .time = 1764000000123, .person = "li\t二",
			  .reason = "a\\b\nc" },
	};
}

static const char *const addresses[] = {
	"unit", "year", "note", "t.new.person", "t.total.firm",
};

START_TEST(edit_of_every_kind)
{
	struct form *f = mini_form_ok(words);
	struct edit e = edit_of((enum edit_how)_i, ARRAY_LEN(addresses));
	struct change *c = e.change;
	size_t i;

	for (i = 0; i < ARRAY_LEN(addresses); i++)
		c[i].cell = at(f, addresses[i]);
	c[0].after = text("Büro\t\"x\" \\ 局");
	c[1].before = figure(2023, 0, NULL);
	c[1].after = figure(202, 0, "202");
	c[2].at = 70000;
	c[2].before = text("~");
	c[2].after = text("one\ntwo\\n\n'");
	c[3].before = figure(-14550, 1, NULL);
	c[3].after = open_figure("-");
	/* a total on paper */
	c[4].before = figure(1, 2, "0.01");
	there_and_back(f, &e);
	form_free(f);
}
END_TEST

static const struct {
	int64_t units;
	int keyed;
	const char *typed;
} figures[] = {
	{ 0, 0, NULL }, { 0, 2, NULL }, { 0, 0, "-0" }, { -5, 2, NULL },
	{ 120450, 2, NULL }, { 120450, 1, "1204.5" }, { 100, 0, "1." },
	{ 999999999999999, 2, NULL }, { -999999999999999, 2, NULL },
	{ 50, 1, ".5" }, { 1200, 0, "012" },
};

START_TEST(edit_of_figures)
{
	struct form *f = mini_form_ok(words);
	struct edit e = edit_of(EDIT_NEW, 2);

	e.change[0].cell = e.change[1].cell = at(f, "t.done.firm");
	e.change[0].after = figure(figures[_i].units, figures[_i].keyed,
				   figures[_i].typed);
	e.change[1].before = value_copy(&e.change[0].after);
	there_and_back(f, &e);
	form_free(f);
}
END_TEST

/* Lines that are as they were written, and no edit of this form. */
static const char *const no_edit[] = {
	"1\t-\tnew\tli\t",
	"1\t-\tnew\tli\t\tt.new.person",
	"1\t-\tnew\tli\t\tt.new.person\t~",
	"1\t-\tnew\tli\t\tt.new.person\t~\t1\tt.new.firm\t~",
	"1\t-\tnew\tli\t\tt.nothing.person\t~\t1",
	"1\t-\tnew\tli\t\tt.new.person@x\t~\t1",
	"1\t-\tnew\tli\t\tt.new.person@99999999999\t~\t1",
	"1\t-\tnew\tli\t\tt.new.person\t~\tone",
	"1\t-\tnew\tli\t\tt.new.person\t\t1",
	"1\t-\tnew\tli\t\tt.new.person\t~\t1.234",
	"1\t-\tnew\tli\t\tt.new.person\t~\t1\\x00",
	"1\t-\tnew\tli\t\tnote\t\t\xff",
	"1\t-\tnewer\tli\t\tnote\t\ta",
	"1\tnow\tnew\tli\t\tnote\t\ta",
	"x\t-\tnew\tli\t\tnote\t\ta",
	"99999999999\t-\tnew\tli\t\tnote\t\ta",
	"1\t-\tnew\t\xff\t\tnote\t\ta",
	"1\t-\tnew\tli\t\xff\tnote\t\ta",
};

START_TEST(not_an_edit)
{
	struct form *f = mini_form_ok(words);
	struct buf out = BUF_INIT;
	struct chain chain = CHAIN_INIT, again = CHAIN_INIT;
	struct record r = RECORD_INIT;
	struct edit e;
	size_t at = 0;
	int serial;

	buf_addf(&out, "edit\t%s", no_edit[_i]);
	record_end(&out, 0, &chain);
	ck_assert(record_next(&r, out.text, out.len, &at, &again));
	ck_assert(!record_get_edit(&r, 1, f, &serial, &e));
	record_release(&r);
	buf_release(&out);
	form_free(f);
}
END_TEST

START_TEST(digests)
{
	char digest[DIGEST_LEN + 1];

	digest_of("abc", 3, digest);
	ck_assert_str_eq(digest, "ba7816bf8f01cfea414140de5dae2223"
				 "b00361a396177a9cb410ff61f20015ad");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("record");
	TCase *c = tcase_create("lines"), *e = tcase_create("edits");

	tcase_add_loop_test(c, escapes, 0, ARRAY_LEN(fields));
	tcase_add_loop_test(c, wrong_escapes, 0, ARRAY_LEN(no_escape));
	tcase_add_loop_test(c, numbers_and_times, 0, ARRAY_LEN(times));
	tcase_add_loop_test(c, wrong_numbers, 0, ARRAY_LEN(no_number));
	tcase_add_test(c, time_as_a_person_reads_it);
	tcase_add_test(c, cut_anywhere);
	tcase_add_test(c, changed_anywhere);
	tcase_add_test(c, left_out);
	tcase_add_test(c, digests);
	tcase_add_loop_test(e, edit_of_every_kind, EDIT_NEW, EDIT_SOURCE + 1);
	tcase_add_loop_test(e, edit_of_figures, 0, ARRAY_LEN(figures));
	tcase_add_loop_test(e, not_an_edit, 0, ARRAY_LEN(no_edit));
	suite_add_tcase(s, c);
	suite_add_tcase(s, e);
	return support_run(s);
}
