/* test_mem.c - memory that is there or the program ends */
#include "base/mem.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

START_TEST(nothing_is_something)
{
	void *p = xmalloc(0), *q = xcalloc(0, 0);

	ck_assert_ptr_nonnull(p);
	ck_assert_ptr_nonnull(q);
	p = xreallocarray(p, 0, 8);
	ck_assert_ptr_nonnull(p);
	free(p);
	free(q);
}
END_TEST

START_TEST(copies)
{
	char *a = xstrdup("年度"), *b = xstrndup("年度", 3);
	char *c = xstrndup(NULL, 0);

	ck_assert_str_eq(a, "年度");
	ck_assert_str_eq(b, "年");
	ck_assert_str_eq(c, "");
	free(a);
	free(b);
	free(c);
}
END_TEST

START_TEST(zeroed)
{
	int *n = xcalloc(100, sizeof *n), i;

	for (i = 0; i < 100; i++)
		ck_assert_int_eq(n[i], 0);
	free(n);
}
END_TEST

START_TEST(array_grows)
{
	int *n = NULL, i;
	size_t room = 0;

	for (i = 0; i < 1000; i++) {
		ARRAY_GROW(n, i, room);
		ck_assert_uint_gt(room, (size_t)i);
		n[i] = i;
	}
	for (i = 0; i < 1000; i++)
		ck_assert_int_eq(n[i], i);
	ck_assert_uint_lt(room, 2048);
	free(n);
}
END_TEST

/* Sizes that fill a chunk, leave a little, or need one of their own. */
static const size_t sizes[] = { 1, 8, 15, 16, 17, 1000, 16384, 16385, 50000,
				3, 7000, 7000, 7000, 0, 16000, 384, 1 };

START_TEST(arena_is_aligned_zeroed_and_apart)
{
	struct arena a = { NULL };
	unsigned char *p[ARRAY_LEN(sizes)];
	size_t i, j;

	for (i = 0; i < ARRAY_LEN(sizes); i++) {
		p[i] = arena_alloc(&a, sizes[i]);
		ck_assert_uint_eq((uintptr_t)p[i] % _Alignof(max_align_t), 0);
		for (j = 0; j < sizes[i]; j++)
			ck_assert_uint_eq(p[i][j], 0);
		memset(p[i], (int)i + 1, sizes[i]);
	}
	for (i = 0; i < ARRAY_LEN(sizes); i++)
		for (j = 0; j < sizes[i]; j++)
			ck_assert_uint_eq(p[i][j], i + 1);
	arena_release(&a);
	ck_assert_ptr_null(a.chunk);
}
END_TEST

START_TEST(arena_copies)
{
	struct arena a = { NULL };

	ck_assert_str_eq(arena_strdup(&a, "total"), "total");
	ck_assert_str_eq(arena_strndup(&a, "total", 3), "tot");
	ck_assert_str_eq(arena_strndup(&a, "total", 0), "");
	ck_assert_ptr_nonnull(arena_array(&a, 0, 8));
	arena_release(&a);
}
END_TEST

/* ---- the end of the program ---- */

START_TEST(reallocarray_overflows)
{
	xreallocarray(NULL, SIZE_MAX / 2, 3);
}
END_TEST

START_TEST(arena_array_overflows)
{
	struct arena a = { NULL };

	arena_array(&a, SIZE_MAX / 2, 3);
}
END_TEST

START_TEST(arena_alloc_too_much)
{
	struct arena a = { NULL };

	arena_alloc(&a, SIZE_MAX - 7);
}
END_TEST

/* _exit() tells that the hook ran: abort() would come after it. */
static void
last_words(void)
{
	_Exit(7);
}

START_TEST(bug_says_last_words)
{
	mem_last_words = last_words;
	bug("number %d", 1);
}
END_TEST

START_TEST(bug_aborts)
{
	if (!freopen("/dev/null", "w", stderr))
		return;
	bug("number %d", 1);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("mem");
	TCase *c = tcase_create("mem");

	tcase_add_test(c, nothing_is_something);
	tcase_add_test(c, copies);
	tcase_add_test(c, zeroed);
	tcase_add_test(c, array_grows);
	tcase_add_test(c, arena_is_aligned_zeroed_and_apart);
	tcase_add_test(c, arena_copies);
	tcase_add_exit_test(c, reallocarray_overflows, 2);
	tcase_add_exit_test(c, arena_array_overflows, 2);
	tcase_add_exit_test(c, arena_alloc_too_much, 2);
	tcase_add_exit_test(c, bug_says_last_words, 7);
	tcase_add_test_raise_signal(c, bug_aborts, SIGABRT);
	suite_add_tcase(s, c);
	return support_run(s);
}
