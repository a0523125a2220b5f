/* test_words.c - a command line as words */
#include "base/words.h"

#include <check.h>
#include <string.h>

#include "base/mem.h"
#include "support.h"

/* The words, each in [...]. */
static void
splits(const char *line, const char *wanted)
{
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;
	struct words w;
	int i;

	ck_assert_msg(words_split(&w, line, &e), "%s: %s", line,
		      error_first(&e));
	ck_assert(!error_any(&e));
	for (i = 0; i < w.count; i++)
		buf_addf(&out, "[%s]", w.word[i]);
	ck_assert_str_eq(out.text, wanted);
	if (w.count)
		ck_assert_ptr_null(w.word[w.count]);
	words_release(&w);
	buf_release(&out);
}

static const struct {
	const char *line, *words;
} good[] = {
	{ "", "" },
	{ " \t ", "" },
	{ "gouji", "[gouji]" },
	{ " gouji\t--check  2023.yaml ", "[gouji][--check][2023.yaml]" },
	{ "a 'b c' d", "[a][b c][d]" },
	{ "a'b c'd", "[ab cd]" },
	{ "'' \"\" x", "[][][x]" },
	{ "'a\"b' \"c'd\"", "[a\"b][c'd]" },
	{ "a\\ b\\'c\\\\", "[a b'c\\]" },
	{ "\"a\\\"b\\\\c\\$d\\`e\\f\"", "[a\"b\\c$d`e\\f]" },
	{ "'$HOME `x` ; & | < > ( ) * ? [ \n'",
	  "[$HOME `x` ; & | < > ( ) * ? [ \n]" },
	{ "\"; & | < > ( ) * ? [ ~ # \n\"", "[; & | < > ( ) * ? [ ~ # \n]" },
	{ "\\$HOME \\; \\*", "[$HOME][;][*]" },
	{ "a~ a#b a=b", "[a~][a#b][a=b]" },
	{ "--set=unit='西罗园 街道'", "[--set=unit=西罗园 街道]" },
	{ "- --", "[-][--]" },
};

START_TEST(words)
{
	splits(good[_i].line, good[_i].words);
}
END_TEST

#define SHELL "' means something to a shell, and there is no shell here; if " \
	      "it is part of a word, put it in quotes"
#define QUOTES "the command ends within quotes"

static const struct {
	const char *line, *complaint;
} bad[] = {
	{ "a $HOME", "'$" SHELL }, { "a `b`", "'`" SHELL },
	{ "a; sh", "';" SHELL }, { "a;sh", "';" SHELL },
	{ "a & b", "'&" SHELL }, { "a | b", "'|" SHELL },
	{ "a < b", "'<" SHELL }, { "a > b", "'>" SHELL },
	{ "(a)", "'(" SHELL }, { "a)", "')" SHELL },
	{ "a *", "'*" SHELL }, { "a?", "'?" SHELL },
	{ "[ab]", "'[" SHELL }, { "{a,b}", "'{" SHELL },
	{ "~/x", "'~" SHELL }, { "a ~", "'~" SHELL }, { "#a", "'#" SHELL },
	{ "!a", "'!" SHELL },
	{ "a\nsh", "'\n" SHELL }, { "a\r", "'\r" SHELL },
	{ "a\x1b[m", "'\x1b" SHELL }, { "a\x7f", "'\x7f" SHELL },
	{ "a \\\nb", "'\n" SHELL }, { "\"a\\\nb\"", "'\\" SHELL },
	{ "\"$HOME\"", "'$" SHELL }, { "\"`a`\"", "'`" SHELL },
	{ "'a", QUOTES }, { "\"a", QUOTES }, { "a \"b\\", QUOTES },
	{ "a\\", QUOTES }, { "'", QUOTES }, { "\"a\\\"", QUOTES },
};

START_TEST(refused)
{
	struct error e = ERROR_INIT;
	struct words w;

	ck_assert_msg(!words_split(&w, bad[_i].line, &e), "%s is taken",
		      bad[_i].line);
	ck_assert_uint_eq(error_count(&e), 1);
	ck_assert_str_eq(error_first(&e), bad[_i].complaint);
	ck_assert_ptr_null(w.word);
	ck_assert_int_eq(w.count, 0);
	error_release(&e);
}
END_TEST

/* Every byte but NUL is a word of its own in quotes, and is refused or itself
 * without. */
START_TEST(every_byte)
{
	char quoted[] = "'x'", plain[] = "x";
	struct error e = ERROR_INIT;
	struct words w;
	int c;

	for (c = 1; c < 256; c++) {
		quoted[1] = plain[0] = (char)c;
		if (c != '\'') {
			ck_assert(words_split(&w, quoted, &e));
			ck_assert_int_eq(w.count, 1);
			ck_assert_str_eq(w.word[0], plain);
			words_release(&w);
		}
		if (!words_split(&w, plain, &e))
			continue;
		ck_assert_int_eq(w.count, c != ' ' && c != '\t');
		if (w.count)
			ck_assert_str_eq(w.word[0], plain);
		words_release(&w);
	}
	error_release(&e);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("words");
	TCase *c = tcase_create("words");

	tcase_add_loop_test(c, words, 0, (int)ARRAY_LEN(good));
	tcase_add_loop_test(c, refused, 0, (int)ARRAY_LEN(bad));
	tcase_add_test(c, every_byte);
	suite_add_tcase(s, c);
	return support_run(s);
}
