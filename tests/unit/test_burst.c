/* test_burst.c - many bytes at once: typed ahead, or pasted */
#include "terminal/burst.h"

#include <string.h>

#include "base/mem.h"
#include "support.h"

static const struct {
	const char *bytes;
	bool paste;
} bursts[] = {
	/* typed ahead */
	{ "1\r2\r3\r", false },
	{ "12\t3\t4\t", false },
	{ "jj5\rkk6\r", false },
	{ "/\r//\r", false },
	{ ":w copy.yaml\r5\r", false },
	{ ":quit\r", false },
	{ "1\r\033[A2\r", false },
	{ "\033[A根据2023年\r", false },
	{ "根据2023年", false },
	{ "abc", false },
	{ "aab\rbba\r", false },
	{ "１２\r", false },
	{ "", false },
	/* pasted */
	{ "1\r\n2\r\n", true },
	{ "1\t2\r3\t4\r", true },
	{ "1\t-2\n", true },
	{ "xZq\r", true },
	{ "drop table\r", true },
	{ "根据2023年\r", true },
	{ "5\r更2\r", true },
	{ ":w\r根据\r", true },
};

START_TEST(told)
{
	ck_assert_int_eq(burst_is_paste(bursts[_i].bytes,
					strlen(bursts[_i].bytes)),
			 bursts[_i].paste);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("burst");
	TCase *c = tcase_create("burst");

	tcase_add_loop_test(c, told, 0, (int)ARRAY_LEN(bursts));
	suite_add_tcase(s, c);
	return support_run(s);
}
