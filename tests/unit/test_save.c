/* test_save.c - writing a file whole or not at all */
#include "store/save.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "store/file.h"
#include "support.h"

/* A folder for each test, which is the current one while it runs. */
static char folder[] = "/tmp/gouji-save-XXXXXX";

static void
enter(void)
{
	strcpy(folder, "/tmp/gouji-save-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	umask(022);
}

static void
leave(void)
{
	struct dirent **entry;
	int n = scandir(".", &entry, NULL, alphasort), i;

	for (i = 0; i < n; i++) {
		remove(entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(rmdir(folder), 0);
}

static void
put(const char *path, const char *text, mode_t mode)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_ge(fputs(text, f), 0);
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_int_eq(chmod(path, mode), 0);
}

static void
holds(const char *path, const char *wanted)
{
	struct buf out = BUF_INIT;
	struct error e = ERROR_INIT;

	ck_assert(file_read(path, 1 << 20, &out, &e));
	ck_assert_str_eq(out.text, wanted);
	buf_release(&out);
}

/* The names in the folder, in order, "a b ". */
static void
only(const char *wanted)
{
	struct dirent **entry;
	struct buf out = BUF_INIT;
	int n = scandir(".", &entry, NULL, alphasort), i;

	for (i = 0; i < n; i++) {
		if (strcmp(entry[i]->d_name, ".") &&
		    strcmp(entry[i]->d_name, ".."))
			buf_addf(&out, "%s ", entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	ck_assert_str_eq(out.text, wanted);
	buf_release(&out);
}

static mode_t
mode_of(const char *path)
{
	struct stat st;

	ck_assert_int_eq(stat(path, &st), 0);
	return st.st_mode & 07777;
}

static void
save(const char *path, const char *text)
{
	struct error e = ERROR_INIT;

	save_file(path, text, strlen(text), &e);
	assert_errors(&e, "");
}

START_TEST(makes_a_file)
{
	save("r.yaml", "new\n");
	holds("r.yaml", "new\n");
	ck_assert_int_eq(mode_of("r.yaml"), 0644);
	save("empty", "");
	holds("empty", "");
	only("empty r.yaml ");
}
END_TEST

static const mode_t modes[] = { 0600, 0640, 0666, 0400, 0755 };

START_TEST(keeps_the_mode)
{
	put("r.yaml", "old\n", modes[_i]);
	save("r.yaml", "new\n");
	holds("r.yaml", "new\n");
	ck_assert_int_eq(mode_of("r.yaml"), modes[_i]);
	only("r.yaml ");
}
END_TEST

START_TEST(keeps_the_owner)
{
	struct stat st;

	put("r.yaml", "old\n", 0640);
	if (chown("r.yaml", 12345, 23456))
		return;		/* not root */
	save("r.yaml", "new\n");
	ck_assert_int_eq(stat("r.yaml", &st), 0);
	ck_assert_uint_eq(st.st_uid, 12345);
	ck_assert_uint_eq(st.st_gid, 23456);
	ck_assert_int_eq(mode_of("r.yaml"), 0640);
}
END_TEST

/* Where the link leads, and whether anything is there. */
static const struct {
	const char *link;
	bool there;
} links[] = {
	{ "target", true }, { "./target", true }, { "target", false },
	{ "sub/../target", true },
};

START_TEST(keeps_the_link)
{
	char leads[64] = "";

	mkdir("sub", 0755);
	if (links[_i].there)
		put("target", "old\n", 0640);
	ck_assert_int_eq(symlink(links[_i].link, "r.yaml"), 0);
	save("r.yaml", "new\n");
	ck_assert_int_gt(readlink("r.yaml", leads, sizeof leads - 1), 0);
	ck_assert_str_eq(leads, links[_i].link);
	holds("target", "new\n");
	holds("r.yaml", "new\n");
	only("r.yaml sub target ");
}
END_TEST

/* The new file is made beside the target, not beside the link. */
START_TEST(a_link_to_another_folder)
{
	mkdir("sub", 0755);
	put("sub/target", "old\n", 0600);
	ck_assert_int_eq(symlink("sub/target", "r.yaml"), 0);
	save("r.yaml", "new\n");
	holds("sub/target", "new\n");
	ck_assert_int_eq(mode_of("sub/target"), 0600);
	only("r.yaml sub ");
	remove("sub/target");
	/* and where it leads to nothing yet */
	save("r.yaml", "again\n");
	holds("sub/target", "again\n");
	remove("sub/target");
}
END_TEST

START_TEST(cancel)
{
	struct error e = ERROR_INIT;
	struct save *s;

	put("r.yaml", "old\n", 0644);
	s = save_begin("r.yaml", &e);
	ck_assert_ptr_nonnull(s);
	save_cancel(s);
	assert_errors(&e, "");
	holds("r.yaml", "old\n");
	only("r.yaml ");
}
END_TEST

START_TEST(no_folder)
{
	struct error e = ERROR_INIT;

	ck_assert_ptr_null(save_begin("none/r.yaml", &e));
	assert_errors(&e, "gouji: error: none/r.yaml is not saved: no new file "
			  "can be made in its place: No such file or "
			  "directory; "
			  "what was there is as it was\n");
	ck_assert(!save_file("none/r.yaml", "x", 1, &e));
	error_release(&e);
	only("");
}
END_TEST

/* What cannot be put in place leaves nothing behind. */
START_TEST(in_the_place_of_a_folder)
{
	struct error e = ERROR_INIT;

	mkdir("r.yaml", 0755);
	ck_assert(!save_file("r.yaml", "new\n", 4, &e));
	assert_errors(&e, "gouji: error: r.yaml is not saved: no new file "
			  "can be made in its place: Is a directory; what was "
			  "there is as it was\n");
	only("r.yaml ");
}
END_TEST

#define LENGTH 20000

/* A disk that is full after so many bytes. */
static const rlim_t limits[] = { 0, 1, 100, 4096, 8192, LENGTH - 1, LENGTH };

START_TEST(a_full_disk)
{
	struct rlimit before, now;
	struct buf text = BUF_INIT;
	struct error e = ERROR_INIT;
	bool fits = limits[_i] >= LENGTH, ok;
	struct save *s;

	buf_fill(&text, 'n', LENGTH);
	put("r.yaml", "old\n", 0640);
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	now = before;
	now.rlim_cur = limits[_i];
	s = save_begin("r.yaml", &e);
	ck_assert_ptr_nonnull(s);
	setrlimit(RLIMIT_FSIZE, &now);
	ok = save_write(s, text.text, text.len, &e) && save_commit(s, &e);
	setrlimit(RLIMIT_FSIZE, &before);
	ck_assert_int_eq(ok, fits);
	holds("r.yaml", fits ? text.text : "old\n");
	ck_assert_int_eq(mode_of("r.yaml"), 0640);
	assert_errors(&e, fits ? ""
			: "gouji: error: r.yaml is not saved: it could not be "
			  "written: File too large; what was there is as "
			  "it was\n");
	only("r.yaml ");
	buf_release(&text);
}
END_TEST

/* Whoever has the old file open goes on reading the old one. */
START_TEST(a_reader_keeps_the_old_one)
{
	char bytes[8] = "";
	FILE *f;

	put("r.yaml", "old\n", 0644);
	f = fopen("r.yaml", "r");
	save("r.yaml", "new\n");
	ck_assert_uint_eq(fread(bytes, 1, sizeof bytes - 1, f), 4);
	ck_assert_str_eq(bytes, "old\n");
	fclose(f);
}
END_TEST

/* ---- stamps ---- */

START_TEST(stamps)
{
	struct stamp none = stamp_of("r.yaml"), one, two;

	ck_assert(!none.there);
	ck_assert(stamp_equal(&none, &none));
	put("r.yaml", "one\n", 0644);
	one = stamp_of("r.yaml");
	two = stamp_of("r.yaml");
	ck_assert(one.there);
	ck_assert(stamp_equal(&one, &two));
	ck_assert(!stamp_equal(&none, &one));
	ck_assert(!stamp_equal(&one, &none));
	/* the same size, perhaps the same instant, but another file */
	save("r.yaml", "two\n");
	two = stamp_of("r.yaml");
	ck_assert(!stamp_equal(&one, &two));
	one = two;
	one.size++;
	ck_assert(!stamp_equal(&one, &two));
	one = two;
	one.changed.tv_nsec ^= 1;
	ck_assert(!stamp_equal(&one, &two));
	one = two;
	one.changed.tv_sec ^= 1;
	ck_assert(!stamp_equal(&one, &two));
	remove("r.yaml");
	two = stamp_of("r.yaml");
	ck_assert(stamp_equal(&none, &two));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("save");
	TCase *c = tcase_create("save");

	tcase_add_checked_fixture(c, enter, leave);
	tcase_add_test(c, makes_a_file);
	tcase_add_loop_test(c, keeps_the_mode, 0, (int)ARRAY_LEN(modes));
	tcase_add_test(c, keeps_the_owner);
	tcase_add_loop_test(c, keeps_the_link, 0, (int)ARRAY_LEN(links));
	tcase_add_test(c, a_link_to_another_folder);
	tcase_add_test(c, cancel);
	tcase_add_test(c, no_folder);
	tcase_add_test(c, in_the_place_of_a_folder);
	tcase_add_loop_test(c, a_full_disk, 0, (int)ARRAY_LEN(limits));
	tcase_add_test(c, a_reader_keeps_the_old_one);
	tcase_add_test(c, stamps);
	suite_add_tcase(s, c);
	return support_run(s);
}
