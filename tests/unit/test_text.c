/* test_text.c - UTF-8 as a person sees it */
#include "base/text.h"

#include <string.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/mem.h"
#include "support.h"

/* Pieces that random texts are made of: narrow, wide, ambiguous, combining,
 * joined, blank. */
static const char *const pieces[] = {
	"a", "Z", "7", " ", "  ", "年", "政府", "，", "。", "（", "）", "“",
	"”", "…", "é", "e\u0301", "\u0301", "😀", "👨\u200d👩\u200d👧", "한",
	"ก", "-", "/", "\u00a0", "\u3000", "１", "·",
};

static void
random_text(uint64_t *seed, struct buf *out)
{
	unsigned n = support_random(seed, 30);

	buf_clear(out);
	while (n--)
		buf_add(out, pieces[support_random(seed, ARRAY_LEN(pieces))]);
}

/* ---- what is UTF-8 ---- */

static const struct {
	const char *text;
	size_t len;
	bool valid;
	size_t bad;
} validity[] = {
	{ "", 0, true, 0 },
	{ "abc", 3, true, 0 },
	{ "年度", 6, true, 0 },
	{ "a\0b", 3, true, 0 },
	{ "年\xff", 4, false, 3 },
	{ "ab\xe5\xb9", 4, false, 2 },
	{ "\x80", 1, false, 0 },
	{ "\xc0\xaf", 2, false, 0 },		/* overlong */
	{ "a\xed\xa0\x80", 4, false, 1 },	/* a surrogate */
	{ "\xf4\x90\x80\x80", 4, false, 0 },	/* beyond Unicode */
	{ "\xc3\xa9", 2, true, 0 },
};

START_TEST(valid)
{
	size_t bad = 0;

	ck_assert_int_eq(text_valid(validity[_i].text, validity[_i].len, &bad),
			 validity[_i].valid);
	ck_assert_uint_eq(bad, validity[_i].bad);
	ck_assert_int_eq(text_valid(validity[_i].text, validity[_i].len, NULL),
			 validity[_i].valid);
}
END_TEST

/* ---- columns ---- */

static const struct {
	const char *text;
	int narrow, wide;	/* columns where the ambiguous are 1, 2 */
} widths[] = {
	{ "", 0, 0 },
	{ "abc ~", 5, 5 },
	{ "年度报告", 8, 8 },
	{ "，。（）", 8, 8 },
	{ "１２", 4, 4 },
	{ "\u3000", 2, 2 },
	{ "“三安全”", 8, 10 },
	{ "…", 1, 2 },
	{ "·", 1, 2 },
	{ "—", 1, 2 },
	{ "e\u0301", 1, 1 },
	{ "\u0301", 0, 0 },
	{ "a\u200bb", 2, 2 },
	{ "😀", 2, 2 },
	{ "한글", 4, 4 },
	{ "\t\x1b", 0, 0 },
};

START_TEST(width)
{
	const char *text = widths[_i].text;
	size_t len = strlen(text);

	ck_assert_int_eq(text_width(text, len, AMBIGUOUS_NARROW),
			 widths[_i].narrow);
	ck_assert_int_eq(text_width(text, len, AMBIGUOUS_WIDE),
			 widths[_i].wide);
}
END_TEST

/* ---- graphemes ---- */

static const struct {
	const char *text;
	size_t steps;
	size_t count;		/* without white space */
} graphemes[] = {
	{ "", 0, 0 },
	{ "abc", 3, 3 },
	{ "a b\nc", 5, 3 },
	{ "年 度\u3000\u00a0！", 6, 3 },
	{ "e\u0301x", 2, 2 },
	{ "😀!", 2, 2 },
	{ "\r\n", 1, 0 },
	{ "각", 1, 1 },
};

START_TEST(steps)
{
	const char *text = graphemes[_i].text;
	size_t len = strlen(text), at = 0, n = 0, place[20];

	while (at < len) {
		place[n++] = at;
		at = text_next(text, len, at);
	}
	ck_assert_uint_eq(at, len);
	ck_assert_uint_eq(n, graphemes[_i].steps);
	ck_assert_uint_eq(text_next(text, len, len), len);
	while (n--) {
		at = text_prev(text, at);
		ck_assert_uint_eq(at, place[n]);
	}
	ck_assert_uint_eq(text_prev(text, 0), 0);
	ck_assert_uint_eq(text_count(text, len), graphemes[_i].count);
}
END_TEST

/* ---- what is quick says what libunistring says ---- */

static int
columns_of(ucs4_t c, const char *encoding)
{
	int columns = uc_width(c, encoding);

	return columns > 0 ? columns : 0;
}

static void
assert_widths(const char *text, size_t len)
{
	const uint8_t *u = (const uint8_t *)text;
	int least = 0, most = 0;
	size_t at, step, n;
	bool same = true;
	ucs4_t c;

	for (at = 0; at < len; at += n) {
		n = (size_t)u8_mbtouc(&c, u + at, len - at);
		same &= text_char(text, len, at, &step) == c && step == n;
		least += columns_of(c, "UTF-8");
		most += columns_of(c, "GBK");
	}
	if (!same || text_width(text, len, AMBIGUOUS_NARROW) != least ||
	    text_width(text, len, AMBIGUOUS_WIDE) != most)
		ck_abort_msg("the width of '%s'", text);
}

static void
assert_steps(const char *text, size_t len)
{
	const uint8_t *u = (const uint8_t *)text;
	size_t at, next;

	for (at = 0; at < len; at = next) {
		next = (size_t)(u8_grapheme_next(u + at, u + len) - u);
		if (text_next(text, len, at) != next)
			ck_abort_msg("the steps of '%s'", text);
	}
}

/* Each character, alone, before one that combines and behind one. */
START_TEST(every_character)
{
	static const char *const with[][2] = {
		{ "", "" }, { "", "\u0301" }, { "", "\u200d" },
		{ "", "\ufe0f" }, { "\u0600", "" }, { "年", "年" },
		{ "a", "\r" },
	};
	uint8_t one[6];
	struct buf text = BUF_INIT;
	ucs4_t c;
	size_t i;
	int n;

	for (c = 1; c < 0x20000; c++) {
		n = u8_uctomb(one, c, sizeof one);
		for (i = 0; n > 0 && i < ARRAY_LEN(with); i++) {
			buf_clear(&text);
			buf_add(&text, with[i][0]);
			buf_addn(&text, (char *)one, (size_t)n);
			buf_add(&text, with[i][1]);
			assert_widths(text.text, text.len);
			assert_steps(text.text, text.len);
		}
	}
	buf_release(&text);
}
END_TEST

START_TEST(as_libunistring)
{
	struct buf text = BUF_INIT;
	uint64_t seed = 5;
	int n;

	for (n = 0; n < 20000; n++) {
		random_text(&seed, &text);
		assert_widths(text.text, text.len);
		assert_steps(text.text, text.len);
	}
	buf_release(&text);
}
END_TEST

START_TEST(characters)
{
	static const char text[] = "a年\xf0\x9f\x98\x80\xff";
	size_t step;

	ck_assert_uint_eq(text_char(text, 9, 0, &step), 'a');
	ck_assert_uint_eq(step, 1);
	ck_assert_uint_eq(text_char(text, 9, 1, &step), 0x5e74);
	ck_assert_uint_eq(step, 3);
	ck_assert_uint_eq(text_char(text, 9, 4, &step), 0x1f600);
	ck_assert_uint_eq(step, 4);
	ck_assert_uint_eq(text_char(text, 9, 8, &step), 0xfffd);
	ck_assert_uint_eq(step, 1);
}
END_TEST

/* ---- fitting ---- */

static const struct {
	const char *text;
	int columns;
	bool right;
	const char *narrow, *wide;
} pads[] = {
	{ "", 3, false, "   ", "   " },
	{ "ab", 4, false, "ab  ", "ab  " },
	{ "ab", 4, true, "  ab", "  ab" },
	{ "ab", 2, false, "ab", "ab" },
	{ "abc", 2, false, "ab", "ab" },
	{ "abcde", 4, false, "ab..", "ab.." },
	{ "abcde", 4, true, "ab..", "ab.." },
	{ "年度报告", 8, false, "年度报告", "年度报告" },
	{ "年度报告", 7, false, "年度.. ", "年度.. " },
	{ "年度报告", 6, false, "年度..", "年度.." },
	{ "年度报告", 5, true, " 年..", " 年.." },
	{ "年度", 3, false, ".. ", ".. " },
	{ "年度", 2, false, "年", "年" },
	{ "年", 1, false, " ", " " },
	{ "“年”", 6, false, "“年”  ", "“年”" },
	{ "“年”", 5, false, "“年” ", "“.. " },
	{ "e\u0301x", 3, false, "e\u0301x ", "e\u0301x " },
	{ "abc", 0, false, "", "" },
	{ "abc", -1, false, "", "" },
};

START_TEST(pad)
{
	const char *text = pads[_i].text;
	struct buf out = BUF_INIT;

	text_pad(&out, text, strlen(text), pads[_i].columns, pads[_i].right,
		 AMBIGUOUS_NARROW);
	ck_assert_str_eq(out.text, pads[_i].narrow);
	buf_clear(&out);
	text_pad(&out, text, strlen(text), pads[_i].columns, pads[_i].right,
		 AMBIGUOUS_WIDE);
	ck_assert_str_eq(out.text, pads[_i].wide);
	buf_release(&out);
}
END_TEST

/* Exactly the columns asked for, and what fits is whole graphemes. */
START_TEST(pad_is_exact)
{
	enum ambiguous a = _i ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW;
	struct buf text = BUF_INIT, out = BUF_INIT;
	uint64_t seed = 3;
	int i;

	for (i = 0; i < 4000; i++) {
		int columns = (int)support_random(&seed, 40);
		size_t fit;

		random_text(&seed, &text);
		buf_clear(&out);
		text_pad(&out, text.text, text.len, columns,
			 support_random(&seed, 2), a);
		ck_assert_int_eq(text_width(out.text, out.len, a), columns);
		ck_assert(text_valid(out.text, out.len, NULL));
		fit = text_fit(text.text, text.len, columns, a);
		ck_assert_int_le(text_width(text.text, fit, a), columns);
		ck_assert(fit == text.len ||
			  text_width(text.text, text_next(text.text, text.len,
							  fit), a) > columns);
	}
	buf_release(&text);
	buf_release(&out);
}
END_TEST

/* ---- lines ---- */

/* The lines are parted by '|'; what a line leaves out is gone. */
static const struct {
	const char *text;
	int columns;
	const char *lines;
} wraps[] = {
	{ "", 5, "" },
	{ "abc", 5, "abc" },
	{ "ab\ncd", 5, "ab|cd" },
	{ "\n\na", 5, "||a" },
	{ "one two three", 7, "one two|three" },
	{ "one two three", 8, "one two|three" },
	{ "one two three", 6, "one|two|three" },
	{ "one   two", 3, "one|two" },
	{ "abcdefgh", 3, "abc|def|gh" },
	{ "a abcdefgh", 4, "a|abcd|efgh" },
	{ "年度报告", 4, "年度|报告" },
	{ "年度报告", 5, "年度|报告" },
	{ "年度报告", 1, "年|度|报|告" },
	{ "ab", 1, "a|b" },
	/* what closes does not begin a line, what opens does not end one */
	{ "年度，报告", 4, "年|度，|报告" },
	{ "年度。", 4, "年|度。" },
	{ "年（度）报", 6, "年|（度）|报" },
	{ "年（度）报", 4, "年|（度|）报" },
	{ "年度《条例》", 6, "年度|《条|例》" },
	{ "共有123456件", 6, "共有|123456|件" },
	{ "e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301" },
	{ "ab \ncd", 2, "ab|cd" },
	{ "ab  ", 2, "ab" },
	{ "    a", 2, "|a" },
};

START_TEST(wrap)
{
	const char *text = wraps[_i].text;
	size_t len = strlen(text), at = 0, skip = 0;
	struct buf lines = BUF_INIT;

	while (at < len) {
		size_t n = text_wrap(text + at, len - at, wraps[_i].columns,
				     AMBIGUOUS_NARROW, &skip);

		buf_addn(&lines, text + at, n);
		at += n + skip;
		if (at < len)
			buf_addc(&lines, '|');
	}
	ck_assert_str_eq(lines.text, wraps[_i].lines);
	buf_release(&lines);
}
END_TEST

/* No line is too wide but one of a single grapheme, nothing but blanks and a
 * line feed is left out, and it comes to an end. */
START_TEST(wrap_loses_nothing)
{
	enum ambiguous a = _i ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW;
	struct buf text = BUF_INIT;
	uint64_t seed = 4;
	int i;

	for (i = 0; i < 2000; i++) {
		int columns = 1 + (int)support_random(&seed, 20);
		size_t at, n, skip, j;

		random_text(&seed, &text);
		if (support_random(&seed, 3) == 0)
			buf_splice(&text, text.len, 0, "\nx", 2);
		for (at = 0; at < text.len; at += n + skip) {
			n = text_wrap(text.text + at, text.len - at, columns,
				      a, &skip);
			ck_assert_uint_gt(n + skip, 0);
			ck_assert_uint_le(n + skip, text.len - at);
			for (j = at + n; j < at + n + skip; j++)
				ck_assert(text.text[j] == ' ' ||
					  text.text[j] == '\n');
			ck_assert(text_width(text.text + at, n, a) <= columns ||
				  text_next(text.text + at, n, 0) == n);
			ck_assert(text_valid(text.text + at, n, NULL));
		}
	}
	buf_release(&text);
}
END_TEST

/* A text far longer than what is looked at ahead of the edge. */
START_TEST(wrap_long)
{
	struct buf text = BUF_INIT;
	size_t skip;

	buf_add(&text, "年 ");
	buf_fill(&text, 'x', 5000);
	ck_assert_uint_eq(text_wrap(text.text, text.len, 80, AMBIGUOUS_NARROW,
				    &skip), 3);
	ck_assert_uint_eq(skip, 1);
	ck_assert_uint_eq(text_wrap(text.text + 4, text.len - 4, 80,
				    AMBIGUOUS_NARROW, &skip), 80);
	ck_assert_uint_eq(skip, 0);
	buf_release(&text);
}
END_TEST

/* ---- what a terminal may be shown ---- */

static const struct {
	const char *text;
	size_t len;
	const char *shown;
} escapes[] = {
	{ "", 0, "" },
	{ "年 abc~", 8, "年 abc~" },
	{ "a\nb", 3, "a\\x0ab" },
	{ "\t", 1, "\\x09" },
	{ "\x1b[31m", 5, "\\x1b[31m" },
	{ "a\0b", 3, "a\\x00b" },
	{ "\x7f", 1, "\\x7f" },
	{ "\xc2\x9b", 2, "\\x9b" },		/* a C1 control */
	{ "\u202e", 3, "\\u202e" },
	{ "\u2066x\u2069", 7, "\\u2066x\\u2069" },
	{ "\u200f\u061c", 5, "\\u200f\\u061c" },
	{ "\u2028\u2029", 6, "\\u2028\\u2029" },
	{ "\ufeff", 3, "\\ufeff" },
	{ "\U000e0041", 4, "\\ue0041" },
	{ "\xff\xe5\xb9", 3, "\\xff\\xe5\\xb9" },
	{ "\xe5\xb9z", 3, "\\xe5\\xb9z" },
	{ "\xc0\x9b", 2, "\\xc0\\x9b" },
	{ "e\u0301😀", 7, "e\u0301😀" },
	{ "a\\b", 3, "a\\b" },
};

START_TEST(escape)
{
	struct buf out = BUF_INIT;

	text_escape(&out, escapes[_i].text, escapes[_i].len);
	ck_assert_str_eq(out.text, escapes[_i].shown);
	buf_release(&out);
}
END_TEST

/* Whatever bytes come, what goes out is UTF-8 without a control character. */
START_TEST(escape_is_safe)
{
	struct buf out = BUF_INIT;
	uint64_t seed = 5;
	char bytes[24];
	size_t i, n;
	int round;

	for (round = 0; round < 3000; round++) {
		n = support_random(&seed, sizeof bytes);
		for (i = 0; i < n; i++)
			bytes[i] = (char)support_random(&seed, 256);
		buf_clear(&out);
		text_escape(&out, bytes, n);
		ck_assert(text_valid(out.text, out.len, NULL));
		for (i = 0; i < out.len; i++)
			ck_assert((unsigned char)out.text[i] >= ' ' &&
				  out.text[i] != 0x7f);
		ck_assert(!strstr(out.text, "\u202e"));
	}
	buf_release(&out);
}
END_TEST

static const struct {
	const char *text, *folded;
} folds[] = {
	{ "", "" },
	{ "12.5", "12.5" },
	{ "１２．５", "12.5" },
	{ "－３", "-3" },
	{ "＋３", "+3" },
	{ "\u3000１ ", " 1 " },
	{ "年", "年" },
	{ "ｆａ，", "fa," },
	{ "：", ":" }, { "／", "/" }, { "＝", "=" }, { "。", "." },
	{ "．", "." }, { "，", "," }, { "、", "/" }, { "“", "\"" },
	{ "”", "\"" }, { "？", "?" }, { "！", "!" }, { "×", "*" },
	{ "＊", "*" }, { "人", "人" }, { "＋－", "+-" }, { "｡", "." },
	{ "a。b、c", "a.b/c" }, { "…", "^" }, { "￥", "$" },
	{ "12①", "12①" }, { "345¹", "345¹" }, { "5₂⒈⑩", "5₂⒈⑩" },
	{ "２½", "2½" }, { "【】", "[]" }, { "\u22125", "-5" }, { "\u00a0\u2009\u202f", "   " },
};

START_TEST(fold)
{
	struct buf out = BUF_INIT;

	buf_add(&out, "=");
	text_fold(&out, folds[_i].text, strlen(folds[_i].text));
	ck_assert_str_eq(out.text + 1, folds[_i].folded);
	buf_release(&out);
}
END_TEST

static const struct {
	const char *text, *trimmed;
} trims[] = {
	{ "", "" }, { "  ", "" }, { "a b", "a b" }, { " a\t\n", "a" },
	{ "\u3000张三\u3000", "张三" }, { "\u00a0\u2009x\u202f", "x" },
	{ "\ufeff\u200b12\u2060", "12" }, { "张\u3000三", "张\u3000三" },
};

START_TEST(trim)
{
	const char *text = trims[_i].text;
	size_t len = strlen(text);

	text_trim(&text, &len);
	ck_assert_uint_eq(len, strlen(trims[_i].trimmed));
	ck_assert(!memcmp(text, trims[_i].trimmed, len));
}
END_TEST

static const struct {
	const char *text, *needle;
	bool contains;
} finds[] = {
	{ "（二）部分公开", "部分", true },
	{ "（二）部分公开", "(二)", true },
	{ "Requests", "REQ", true },
	{ "ＡＢＣ", "bc", true },
	{ "abc", "ＡＢ", true },
	{ "abc", "x", false },
	{ "abc", "", true },
};

START_TEST(contains)
{
	ck_assert_int_eq(text_contains(finds[_i].text, finds[_i].needle),
			 finds[_i].contains);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("text");
	TCase *c = tcase_create("text");

	tcase_add_loop_test(c, valid, 0, (int)ARRAY_LEN(validity));
	tcase_add_loop_test(c, width, 0, (int)ARRAY_LEN(widths));
	tcase_add_loop_test(c, steps, 0, (int)ARRAY_LEN(graphemes));
	tcase_add_test(c, every_character);
	tcase_add_test(c, as_libunistring);
	tcase_add_test(c, characters);
	tcase_add_loop_test(c, pad, 0, (int)ARRAY_LEN(pads));
	tcase_add_loop_test(c, pad_is_exact, 0, 2);
	tcase_add_loop_test(c, wrap, 0, (int)ARRAY_LEN(wraps));
	tcase_add_loop_test(c, wrap_loses_nothing, 0, 2);
	tcase_add_test(c, wrap_long);
	tcase_add_loop_test(c, escape, 0, (int)ARRAY_LEN(escapes));
	tcase_add_test(c, escape_is_safe);
	tcase_add_loop_test(c, fold, 0, (int)ARRAY_LEN(folds));
	tcase_add_loop_test(c, trim, 0, (int)ARRAY_LEN(trims));
	tcase_add_loop_test(c, contains, 0, (int)ARRAY_LEN(finds));
	suite_add_tcase(s, c);
	return support_run(s);
}
