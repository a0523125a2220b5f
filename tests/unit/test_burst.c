/* test_burst.c - many bytes at once: typed ahead, or pasted */
#include "terminal/burst.h"

#include <string.h>

#include "base/mem.h"
#include "support.h"

static const struct {
	const char *bytes;
	bool text;		/* a text may be begun */
	bool paste;
	size_t keys;		/* 0: all */
} bursts[] = {
	/* typed ahead */
	{ "1\r2\r3\r", false, false, 0 },
	{ "12\r3\t4\t\r", false, true, 0 },
	{ "12\r3\tl4\t", false, false, 0 },
	{ "jj5\rkk6\r", false, false, 0 },
	{ "/\r//\r", false, false, 0 },
	{ "aab\rbba\r", false, false, 0 },
	{ "１２\r", false, false, 0 },
	{ "\tl\t-\r", false, false, 0 },
	{ "", false, false, 0 },
	/* up to what may begin a text */
	{ "5\r:w copy.yaml\r5\r", false, false, 3 },
	{ "fNew\r", false, false, 1 },
	{ "12\rc根据\r", false, false, 4 },
	{ "根据2023年\r", true, false, 3 },
	{ "jj2023年\r", true, false, 3 },
	/* pasted */
	{ "1\r\n2\r\n", false, true, 0 },
	{ "fNew\r\n", false, true, 0 },
	{ "2023\r\n", true, true, 0 },
	{ "1\t2\r3\t4\r", false, true, 0 },
	{ "1\t-2\n", false, true, 0 },
	{ "1\t\t2\n", false, true, 0 },
	{ " 1,234 \t 5 \r", false, true, 0 },
	{ "carried\t3\n", false, true, 0 },
	{ "结转\t3\n", true, true, 0 },
	{ "xZq\r", false, true, 0 },
	{ "xZq\r", true, true, 0 },
	{ "drop table\r", false, true, 0 },
	{ "12 on 345\rthe\r", false, true, 0 },
	{ "根据2023年\r", false, true, 0 },
	{ "5\r更2\r", false, true, 0 },
};

START_TEST(told)
{
	const char *s = bursts[_i].bytes;
	struct burst_place place = { .opens = ":fc", .text = bursts[_i].text };
	size_t keys, all = strlen(s);
	bool paste = burst_is_paste(s, all, &place, &keys);

	ck_assert_int_eq(paste, bursts[_i].paste);
	if (!paste)
		ck_assert_uint_eq(keys, bursts[_i].keys ? bursts[_i].keys
							: all);
}
END_TEST

START_TEST(line_ends)
{
	ck_assert(burst_ends("1\r", 2));
	ck_assert(burst_ends("\n1", 2));
	ck_assert(!burst_ends("1\r", 1));
	ck_assert(!burst_ends("", 0));
}
END_TEST

/* A table that is longer than a burst is not cut in a figure. */
START_TEST(long_paste)
{
	char much[BURST_MOST];
	size_t i;

	memset(much, '1', sizeof much);
	for (i = 6; i < sizeof much; i += 14) {
		much[i] = '\t';
		much[i + 7 < sizeof much ? i + 7 : i] = '\r';
	}
	ck_assert(burst_goes_on(much, sizeof much));
	ck_assert(!burst_goes_on(much, sizeof much - 1));
	for (i = 0; i < sizeof much; i++)
		much[i] = i % 2 ? '\r' : '1';
	ck_assert(!burst_goes_on(much, sizeof much));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("burst");
	TCase *c = tcase_create("burst");

	tcase_add_loop_test(c, told, 0, (int)ARRAY_LEN(bursts));
	tcase_add_test(c, line_ends);
	tcase_add_test(c, long_paste);
	suite_add_tcase(s, c);
	return support_run(s);
}
