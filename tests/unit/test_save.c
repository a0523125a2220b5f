/* test_save.c - writing a file whole or not at all */
#include "store/save.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "store/file.h"
#include "report-support.h"

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
	holds("r.yaml~", "old\n");
	ck_assert_int_eq(mode_of("r.yaml~"), modes[_i]);
	only("r.yaml r.yaml~ ");
}
END_TEST

START_TEST(keeps_the_owner)
{
	struct stat st;

	put("r.yaml", "old\n", 0640);
	if (chown("r.yaml", 12345, 23456)) {
		support_left_out("a file of another owner, which takes root");
		return;
	}
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
	only(links[_i].there ? "r.yaml sub target target~ "
			     : "r.yaml sub target ");
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
	remove("sub/target~");
	/* and where it leads to nothing yet */
	save("r.yaml", "again\n");
	holds("sub/target", "again\n");
	remove("sub/target");
}
END_TEST

START_TEST(no_folder)
{
	struct error e = ERROR_INIT;

	ck_assert_ptr_null(save_begin("none/r.yaml", &e));
	assert_errors(&e, "gouji: error: none/r.yaml is not saved: no new file "
			  "can be made in its place: No such file or "
			  "directory; what was there is as it was; make its "
			  "folder first\n");
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
	assert_errors(&e, "gouji: error: r.yaml is not saved: it is a folder; "
			  "give another name\n");
	only("r.yaml ");
}
END_TEST

START_TEST(in_the_place_of_a_fifo)
{
	struct error e = ERROR_INIT;

	ck_assert_int_eq(mkfifo("r.yaml", 0644), 0);
	ck_assert(!save_file("r.yaml", "new\n", 4, &e));
	assert_errors(&e, "gouji: error: r.yaml is not saved: it is not a "
			  "regular file; give another name\n");
	only("r.yaml ");
}
END_TEST

/* ---- the version before ---- */

START_TEST(keeps_the_version_before)
{
	save("r.yaml", "one\n");
	only("r.yaml ");
	save("r.yaml", "two\n");
	holds("r.yaml~", "one\n");
	save("r.yaml", "three\n");
	holds("r.yaml~", "two\n");
	holds("r.yaml", "three\n");
	only("r.yaml r.yaml~ ");
}
END_TEST

/* A save was cut short when FILE~ was another name of FILE already. */
START_TEST(kept_already)
{
	put("r.yaml", "old\n", 0644);
	ck_assert_int_eq(link("r.yaml", "r.yaml~"), 0);
	save("r.yaml", "new\n");
	holds("r.yaml", "new\n");
	holds("r.yaml~", "old\n");
	only("r.yaml r.yaml~ ");
}
END_TEST

static void
fails_at_the_version_before(const char *wanted)
{
	struct error e = ERROR_INIT;

	ck_assert(!save_file("r.yaml", "new\n", 4, &e));
	assert_errors(&e, wanted);
	holds("r.yaml", "old\n");
}

START_TEST(no_place_for_the_version_before)
{
	struct buf wanted = BUF_INIT;
	char *real = realpath(".", NULL);

	buf_addf(&wanted, "gouji: error: r.yaml is not saved: %s/r.yaml~ is "
		 "not a regular file; move it away and try again\n", real);
	put("r.yaml", "old\n", 0644);
	put("other", "other\n", 0644);
	ck_assert_int_eq(mkdir("r.yaml~", 0755), 0);
	fails_at_the_version_before(wanted.text);
	ck_assert_int_eq(rmdir("r.yaml~"), 0);
	ck_assert_int_eq(symlink("other", "r.yaml~"), 0);
	fails_at_the_version_before(wanted.text);
	holds("other", "other\n");
	only("other r.yaml r.yaml~ ");
	buf_release(&wanted);
	free(real);
}
END_TEST

/* With a ~ it is longer than a name may be. */
START_TEST(a_long_name)
{
	struct error e = ERROR_INIT;
	struct buf name = BUF_INIT, names = BUF_INIT, wanted = BUF_INIT;

	buf_fill(&name, 'n', 255);
	buf_addf(&names, "%s ", name.text);
	buf_addf(&wanted, "gouji: error: %s is not saved: the version before "
		 "could not be kept beside it: File name too long; what was "
		 "there is as it was; give it a shorter name\n", name.text);
	put(name.text, "old\n", 0644);
	ck_assert(!save_file(name.text, "new\n", 4, &e));
	assert_errors(&e, wanted.text);
	holds(name.text, "old\n");
	only(names.text);
	buf_release(&name);
	buf_release(&names);
	buf_release(&wanted);
}
END_TEST

/* ---- what is kept besides ---- */

static bool
has(const char *path, const char *name, const void *value, size_t len)
{
	char got[256];
	ssize_t n = getxattr(path, name, got, sizeof got);

	return n == (ssize_t)len && !memcmp(got, value, len);
}

static bool
hasnt(const char *path, const char *name)
{
	char got[256];

	return getxattr(path, name, got, sizeof got) < 0;
}

static const mode_t attribute_modes[] = { 0644, 0600 };

START_TEST(keeps_attributes)
{
	put("r.yaml", "old\n", attribute_modes[_i]);
	if (setxattr("r.yaml", "user.clerk", "ann", 3, 0)) {
		support_left_out("attributes, which this file system has not");
		return;
	}
	setxattr("r.yaml", "user.empty", "", 0, 0);
	save("r.yaml", "new\n");
	holds("r.yaml", "new\n");
	ck_assert(has("r.yaml", "user.clerk", "ann", 3));
	ck_assert(has("r.yaml", "user.empty", "", 0));
	ck_assert_int_eq(mode_of("r.yaml"), attribute_modes[_i]);
	only("r.yaml r.yaml~ ");
}
END_TEST

#define ACCESS "system.posix_acl_access"
#define DEFAULT "system.posix_acl_default"

/* An access list as the kernel has it: version 2, then tag, rights and id of
 * each: the owner rw, user 12345 r or rwx, the group r, the mask, others
 * none. */
static const char a_list[] =
	"\2\0\0\0"
	"\1\0\6\0\377\377\377\377"
	"\2\0\4\0\x39\x30\0\0"
	"\4\0\4\0\377\377\377\377"
	"\20\0\4\0\377\377\377\377"
	"\40\0\0\0\377\377\377\377";
static const char a_wide_list[] =
	"\2\0\0\0"
	"\1\0\7\0\377\377\377\377"
	"\2\0\7\0\x39\x30\0\0"
	"\4\0\7\0\377\377\377\377"
	"\20\0\7\0\377\377\377\377"
	"\40\0\0\0\377\377\377\377";

START_TEST(keeps_the_access_list)
{
	put("r.yaml", "old\n", 0640);
	if (setxattr("r.yaml", ACCESS, a_list, sizeof a_list - 1, 0)) {
		support_left_out("access lists, which this file system has not");
		return;
	}
	save("r.yaml", "new\n");
	holds("r.yaml", "new\n");
	ck_assert(has("r.yaml", ACCESS, a_list, sizeof a_list - 1));
	ck_assert_int_eq(mode_of("r.yaml"), 0640);
	only("r.yaml r.yaml~ ");
}
END_TEST

/* What the folder lets into new files, it does not let into old ones. */
START_TEST(no_list_of_the_folder)
{
	put("r.yaml", "old\n", 0660);
	if (setxattr(".", DEFAULT, a_wide_list, sizeof a_wide_list - 1, 0)) {
		support_left_out("access lists, which this file system has not");
		return;
	}
	save("r.yaml", "new\n");
	ck_assert(hasnt("r.yaml", ACCESS));
	ck_assert_int_eq(mode_of("r.yaml"), 0660);
	/* but a new one gets it */
	save("new.yaml", "new\n");
	ck_assert(!hasnt("new.yaml", ACCESS));
	only("new.yaml r.yaml r.yaml~ ");
}
END_TEST

/* Whoever saves is not the owner, and not in the group: root's file. */
START_TEST(of_somebody_else)
{
	put("r.yaml", "old\n", 0666);
	if (chown("r.yaml", 12345, 23456) || chmod(".", 0777)) {
		support_left_out("a file of another owner, which takes root");
		return;
	}
	setxattr("r.yaml", ACCESS, a_list, sizeof a_list - 1, 0);
	ck_assert_int_eq(chmod("r.yaml", 0666), 0);
	ck_assert_int_eq(setegid(34567), 0);
	ck_assert_int_eq(seteuid(34567), 0);
	save("r.yaml", "new\n");
	ck_assert_int_eq(seteuid(0), 0);
	ck_assert_int_eq(setegid(0), 0);
	holds("r.yaml", "new\n");
	ck_assert_int_eq(mode_of("r.yaml"), 0600);
	ck_assert(hasnt("r.yaml", ACCESS));
	holds("r.yaml~", "old\n");
	only("r.yaml r.yaml~ ");
}
END_TEST

/* ---- a disk that fails ---- */

START_TEST(no_right_in_the_folder)
{
	struct error e = ERROR_INIT;

	put("r.yaml", "old\n", 0666);
	ck_assert_int_eq(chmod(".", 0555), 0);
	if (!geteuid())
		ck_assert_int_eq(seteuid(34567), 0);
	ck_assert(!save_file("r.yaml", "new\n", 4, &e));
	assert_errors(&e, "gouji: error: r.yaml is not saved: no new file "
			  "can be made in its place: Permission denied; what "
			  "was there is as it was; ask for the right to write "
			  "in its folder, or try another one\n");
	if (!getuid())
		ck_assert_int_eq(seteuid(0), 0);
	ck_assert_int_eq(chmod(".", 0755), 0);
	holds("r.yaml", "old\n");
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
			  "it was; ask for larger files to be allowed, or "
			  "try another disk\n");
	only(fits ? "r.yaml r.yaml~ " : "r.yaml ");
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
	tcase_add_test(c, no_folder);
	tcase_add_test(c, in_the_place_of_a_folder);
	tcase_add_test(c, in_the_place_of_a_fifo);
	tcase_add_test(c, keeps_the_version_before);
	tcase_add_test(c, kept_already);
	tcase_add_test(c, no_place_for_the_version_before);
	tcase_add_test(c, a_long_name);
	tcase_add_loop_test(c, keeps_attributes, 0,
			    (int)ARRAY_LEN(attribute_modes));
	tcase_add_test(c, keeps_the_access_list);
	tcase_add_test(c, no_list_of_the_folder);
	tcase_add_test(c, of_somebody_else);
	tcase_add_test(c, no_right_in_the_folder);
	tcase_add_loop_test(c, a_full_disk, 0, (int)ARRAY_LEN(limits));
	tcase_add_test(c, a_reader_keeps_the_old_one);
	tcase_add_test(c, stamps);
	suite_add_tcase(s, c);
	return support_run(s);
}
