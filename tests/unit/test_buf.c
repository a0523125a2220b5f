/* test_buf.c - growing text */
#include "base/buf.h"

#include <string.h>

#include "base/mem.h"
#include "support.h"

static void
invariant(const struct buf *b)
{
	ck_assert_ptr_nonnull(b->text);
	ck_assert_int_eq(b->text[b->len], '\0');
	ck_assert(!b->room || b->len < b->room);
}

START_TEST(begins_empty)
{
	struct buf a = BUF_INIT, b;

	buf_init(&b);
	invariant(&a);
	invariant(&b);
	ck_assert_str_eq(a.text, "");
	ck_assert_str_eq(b.text, "");
	buf_clear(&a);
	buf_release(&a);
	invariant(&a);
}
END_TEST

START_TEST(adds)
{
	struct buf b = BUF_INIT;

	buf_add(&b, "");
	buf_addn(&b, "xyz", 0);
	ck_assert_uint_eq(b.room, 0);
	buf_add(&b, "年度");
	buf_addc(&b, ':');
	buf_addn(&b, "2023x", 4);
	buf_fill(&b, '.', 3);
	buf_fill(&b, '.', 0);
	buf_fill(&b, '.', -1);
	buf_addf(&b, "%s=%d", "n", 7);
	buf_addf(&b, "%s", "");
	ck_assert_str_eq(b.text, "年度:2023...n=7");
	invariant(&b);
	buf_clear(&b);
	ck_assert_str_eq(b.text, "");
	ck_assert_uint_gt(b.room, 0);
	buf_add(&b, "again");
	ck_assert_str_eq(b.text, "again");
	buf_release(&b);
	ck_assert_str_eq(b.text, "");
	ck_assert_uint_eq(b.room, 0);
}
END_TEST

START_TEST(keeps_nul_bytes)
{
	struct buf b = BUF_INIT;

	buf_addn(&b, "a\0b", 3);
	ck_assert_uint_eq(b.len, 3);
	ck_assert_mem_eq(b.text, "a\0b", 4);
	buf_release(&b);
}
END_TEST

START_TEST(detaches)
{
	struct buf b = BUF_INIT;
	char *text = buf_detach(&b);

	ck_assert_str_eq(text, "");
	free(text);
	buf_add(&b, "mine");
	text = buf_detach(&b);
	ck_assert_str_eq(text, "mine");
	ck_assert_str_eq(b.text, "");
	buf_add(&b, "next");
	ck_assert_str_eq(text, "mine");
	free(text);
	buf_release(&b);
}
END_TEST

/* Every size from nothing to some doublings, one byte at a time and by
 * format, gives the same. */
START_TEST(grows)
{
	struct buf a = BUF_INIT, b = BUF_INIT, c = BUF_INIT;
	int i;

	for (i = 0; i < 1000; i++) {
		buf_addc(&a, (char)('a' + i % 26));
		buf_addf(&b, "%c", 'a' + i % 26);
		buf_clear(&c);
		buf_addf(&c, "%s", a.text);
		ck_assert_str_eq(a.text, b.text);
		ck_assert_str_eq(a.text, c.text);
		invariant(&c);
	}
	buf_release(&a);
	buf_release(&b);
	buf_release(&c);
}
END_TEST

static const struct {
	const char *text;
	size_t at, cut;
	const char *put, *expected;
} splices[] = {
	{ "", 0, 0, "", "" },
	{ "", 0, 0, "abc", "abc" },
	{ "abc", 0, 3, "", "" },
	{ "abc", 3, 0, "d", "abcd" },
	{ "abc", 0, 0, "_", "_abc" },
	{ "abc", 1, 1, "BBBB", "aBBBBc" },
	{ "abc", 1, 2, "", "a" },
	{ "abc", 0, 2, "x", "xc" },
	{ "abc", 1, 1, "b", "abc" },
};

START_TEST(splice)
{
	struct buf b = BUF_INIT;

	buf_add(&b, splices[_i].text);
	buf_splice(&b, splices[_i].at, splices[_i].cut, splices[_i].put,
		   strlen(splices[_i].put));
	ck_assert_str_eq(b.text, splices[_i].expected);
	ck_assert_uint_eq(b.len, strlen(splices[_i].expected));
	buf_release(&b);
}
END_TEST

/* Against a plain array of bytes. */
START_TEST(splices_at_random)
{
	struct buf b = BUF_INIT;
	char model[400], put[20];
	size_t len = 0, at, cut, n, i;
	uint64_t seed = 1;
	int step;

	for (step = 0; step < 5000; step++) {
		at = support_random(&seed, (unsigned)len + 1);
		cut = support_random(&seed, (unsigned)(len - at) + 1);
		n = support_random(&seed, sizeof put);
		if (len - cut + n >= sizeof model)
			n = 0;
		for (i = 0; i < n; i++)
			put[i] = (char)('a' + support_random(&seed, 26));
		memmove(model + at + n, model + at + cut, len - at - cut);
		memcpy(model + at, put, n);
		len = len - cut + n;
		buf_splice(&b, at, cut, put, n);
		invariant(&b);
		ck_assert_uint_eq(b.len, len);
		ck_assert_mem_eq(b.text, model, len);
	}
	buf_release(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("buf");
	TCase *c = tcase_create("buf");

	tcase_add_test(c, begins_empty);
	tcase_add_test(c, adds);
	tcase_add_test(c, keeps_nul_bytes);
	tcase_add_test(c, detaches);
	tcase_add_test(c, grows);
	tcase_add_loop_test(c, splice, 0, (int)ARRAY_LEN(splices));
	tcase_add_test(c, splices_at_random);
	suite_add_tcase(s, c);
	return support_run(s);
}
