/* test_directory.c - where a file lies: its folder, held open, and its name in
 * it */
#include "store/directory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/person.h"
#include "files.h"
#include "report-support.h"

static void
assert_path(const struct dir *h, const char *ending, const char *wanted)
{
	struct buf path = BUF_INIT;
	char *cwd = getcwd(NULL, 0);

	dir_show(h, ending, &path);
	ck_assert(!strncmp(path.text, cwd, strlen(cwd)));
	ck_assert_str_eq(path.text + strlen(cwd), wanted);
	free(cwd);
	buf_release(&path);
}

static const struct {
	const char *path, *lies;
} paths[] = {
	{ "r.yaml", "/r.yaml" },
	{ "./r.yaml", "/r.yaml" },
	{ "d/r.yaml", "/d/r.yaml" },
	{ "d/../new", "/new" },
	{ "link", "/d/r.yaml" },		/* to d/r.yaml */
	{ "d/up", "/r.yaml" },			/* to ../r.yaml */
	{ "nowhere", "/d/none" },		/* to d/none */
	{ "d/nowhere", "/d/none" },		/* to none */
	{ "to-d/r.yaml", "/d/r.yaml" },
};

START_TEST(two_names_one_directory)
{
	struct dir h;
	char *name;

	ck_assert(!mkdir("d", 0755));
	put_text("r.yaml", "1");
	put_text("d/r.yaml", "2");
	ck_assert(!symlink("d/r.yaml", "link") && !symlink("d", "to-d") &&
		  !symlink("../r.yaml", "d/up") &&
		  !symlink("d/none", "nowhere") &&
		  !symlink("none", "d/nowhere"));
	ck_assert(dir_open(&h, paths[_i].path));
	assert_path(&h, "", paths[_i].lies);
	ck_assert_str_eq(h.asked, paths[_i].path);
	name = dir_name(&h, ".lock");
	ck_assert(!strncmp(name, h.name, strlen(h.name)));
	ck_assert_str_eq(name + strlen(h.name), ".lock");
	free(name);
	dir_release(&h);
	dir_release(&h);
}
END_TEST

START_TEST(an_absolute_link)
{
	char *cwd = getcwd(NULL, 0);
	struct buf to = BUF_INIT;
	struct dir h;

	buf_addf(&to, "%s/none", cwd);
	ck_assert(!symlink(to.text, "link"));
	ck_assert(dir_open(&h, "link"));
	assert_path(&h, "~", "/none~");
	dir_release(&h);
	ck_assert(dir_open(&h, to.text));
	assert_path(&h, "", "/none");
	dir_release(&h);
	buf_release(&to);
	free(cwd);
}
END_TEST

START_TEST(no_such_folder)
{
	struct dir h;

	ck_assert(!dir_open(&h, "none/r.yaml"));
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_int_eq(h.folder, -1);
	put_text("file", "");
	ck_assert(!dir_open(&h, "file/r.yaml"));
	ck_assert_int_eq(errno, ENOTDIR);
	dir_release(&h);
}
END_TEST

/* What lies there is found wherever the folder has got to. */
START_TEST(the_folder_moves)
{
	struct buf text = BUF_INIT;
	struct dir h;
	struct stat st;
	int fd;

	ck_assert(!mkdir("d", 0755));
	ck_assert(dir_open(&h, "d/r.yaml"));
	ck_assert(!rename("d", "e"));
	fd = dir_file(&h, ".x", O_WRONLY | O_CREAT | O_EXCL, 0600);
	ck_assert_int_ge(fd, 0);
	ck_assert(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	ck_assert(write_whole(fd, "text", 4));
	ck_assert(sync_whole(fd));
	close(fd);
	assert_names("e", "r.yaml.x ");
	ck_assert(!dir_rename(&h, ".x", ".y"));
	ck_assert(dir_sync(&h));
	ck_assert(!dir_stat(&h, ".y", &st));
	ck_assert_int_eq(st.st_size, 4);
	ck_assert(dir_read(&h, ".y", 4, &text));
	ck_assert_str_eq(text.text, "text");
	ck_assert(!dir_unlink(&h, ".y"));
	ck_assert_int_eq(dir_stat(&h, ".y", &st), -1);
	dir_release(&h);
	buf_release(&text);
}
END_TEST

START_TEST(no_link_is_followed)
{
	struct buf text = BUF_INIT;
	struct dir h;
	struct stat st;

	put_text("r.yaml", "");
	put_text("other", "text");
	ck_assert(!symlink("other", "r.yaml.x"));
	ck_assert(dir_open(&h, "r.yaml"));
	ck_assert_int_eq(dir_file(&h, ".x", O_RDONLY, 0), -1);
	ck_assert_int_eq(errno, ELOOP);
	ck_assert(!dir_read(&h, ".x", 100, &text));
	ck_assert(!dir_stat(&h, ".x", &st));
	ck_assert(S_ISLNK(st.st_mode));
	dir_release(&h);
}
END_TEST

START_TEST(what_cannot_be_read)
{
	struct buf text = BUF_INIT;
	struct dir h;

	put_text("r.yaml", "12345");
	ck_assert(dir_open(&h, "r.yaml"));
	ck_assert(!dir_read(&h, "", 4, &text));
	ck_assert_int_eq(errno, EFBIG);
	buf_clear(&text);
	buf_add(&text, "before ");
	ck_assert(dir_read(&h, "", 5, &text));
	ck_assert_str_eq(text.text, "before 12345");
	ck_assert(!dir_read(&h, ".x", 5, &text));
	ck_assert_int_eq(errno, ENOENT);
	ck_assert(!mkdir("r.yaml.x", 0755));
	ck_assert(!dir_read(&h, ".x", 5, &text));
	ck_assert_int_eq(errno, EISDIR);
	ck_assert(!mkfifo("r.yaml.y", 0644));
	ck_assert(!dir_read(&h, ".y", 5, &text));
	ck_assert_int_eq(errno, EINVAL);
	dir_release(&h);
	buf_release(&text);
}
END_TEST

/* A name that is near its end takes an ending still, or says so. */
START_TEST(a_long_name)
{
	struct buf name = BUF_INIT;
	struct dir h;

	buf_fill(&name, 'x', 255);
	ck_assert(dir_open(&h, name.text));
	ck_assert_int_eq(dir_file(&h, ".x", O_WRONLY | O_CREAT, 0600), -1);
	ck_assert_int_eq(errno, ENAMETOOLONG);
	dir_release(&h);
	buf_release(&name);
}
END_TEST

/* ---- what can lie nowhere else ---- */

static void
assert_state(const struct dir *h, const char *folder)
{
	struct dir state;
	struct stat st;

	ck_assert(!dir_state(&state, h, false));
	ck_assert_int_eq(state.folder, -1);
	ck_assert(dir_state(&state, h, true));
	ck_assert(!stat(folder, &st));
	ck_assert_uint_eq(st.st_mode & 07777, 0700);
	dir_release(&state);
	ck_assert(dir_state(&state, h, false));
	dir_release(&state);
}

static void
set_here(const char *variable, const char *folder)
{
	char *cwd = getcwd(NULL, 0);
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/%s", cwd, folder);
	setenv(variable, path.text, 1);
	buf_release(&path);
	free(cwd);
}

START_TEST(kept_for_this_person)
{
	struct dir h;

	ck_assert(dir_open(&h, "r.yaml"));
	set_here("HOME", "home");
	assert_state(&h, "state/gouji");
	/* one that is not absolute does not count */
	setenv("XDG_STATE_HOME", "relative", 1);
	assert_state(&h, "home/.local/state/gouji");
	unsetenv("XDG_STATE_HOME");
	set_here("HOME", "other");
	assert_state(&h, "other/.local/state/gouji");
	dir_release(&h);
}
END_TEST

START_TEST(kept_nowhere)
{
	struct buf path = BUF_INIT;
	struct dir h, state;

	ck_assert(dir_open(&h, "r.yaml"));
	put_text("file", "");
	set_here("XDG_STATE_HOME", "file/state");
	ck_assert(!dir_state(&state, &h, true));
	buf_addc(&path, '/');
	buf_fill(&path, 'x', 5000);
	setenv("XDG_STATE_HOME", path.text, 1);
	ck_assert(!dir_state(&state, &h, true));
	unsetenv("XDG_STATE_HOME");
	setenv("HOME", "", 1);
	ck_assert(!dir_state(&state, &h, true));
	unsetenv("HOME");
	ck_assert(!dir_state(&state, &h, true));
	ck_assert_int_eq(state.folder, -1);
	dir_release(&h);
	buf_release(&path);
}
END_TEST

/* Reports of one name in two folders do not meet there. */
START_TEST(two_of_one_name)
{
	struct dir a, b, in_a, in_b;

	ck_assert(!mkdir("a", 0755) && !mkdir("b", 0755));
	ck_assert(dir_open(&a, "a/r.yaml") && dir_open(&b, "b/r.yaml"));
	ck_assert(dir_state(&in_a, &a, true) && dir_state(&in_b, &b, true));
	ck_assert_str_ne(in_a.name, in_b.name);
	ck_assert_str_eq(in_a.asked, "a/r.yaml");
	dir_release(&in_b);
	dir_release(&b);
	/* and another name of the one has the same */
	ck_assert(!symlink("a", "c"));
	ck_assert(dir_open(&b, "c/r.yaml"));
	ck_assert(dir_state(&in_b, &b, true));
	ck_assert_str_eq(in_a.name, in_b.name);
	dir_release(&in_a);
	dir_release(&in_b);
	dir_release(&a);
	dir_release(&b);
}
END_TEST

/* ---- bytes ---- */

START_TEST(written_whole_or_not)
{
	int to[2], full = open("/dev/full", O_WRONLY);

	ck_assert(!pipe(to));
	ck_assert(write_whole(to[1], "abc", 3));
	ck_assert(write_whole(to[1], "", 0));
	ck_assert(!write_whole(to[0], "abc", 3));
	ck_assert_int_eq(errno, EBADF);
	ck_assert(!sync_whole(to[0]));
	ck_assert_int_eq(errno, EINVAL);
	if (full >= 0) {
		ck_assert(!write_whole(full, "abc", 3));
		ck_assert_int_eq(errno, ENOSPC);
		close(full);
	}
	close(to[0]);
	close(to[1]);
}
END_TEST

/* ---- who sits here ---- */

START_TEST(times)
{
	static const struct {
		int64_t time;
		const char *shown;
	} rows[] = {
		{ 0, "some time" }, { -5, "some time" },
		{ 1795541400000, "2026-11-24 17:30" },
		{ 1795541459999, "2026-11-24 17:30" },
		{ 1, "1970-01-01 00:00" },
	};
	struct buf text = BUF_INIT;
	size_t i;

	setenv("TZ", "UTC0", 1);
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		buf_clear(&text);
		person_time(rows[i].time, &text);
		ck_assert_str_eq(text.text, rows[i].shown);
	}
	ck_assert_int_gt(person_clock(), 1795541400000 / 2);
	buf_release(&text);
}
END_TEST

START_TEST(names)
{
	struct buf text = BUF_INIT;

	person_name(&text);
	ck_assert_uint_gt(text.len, 0);
	buf_clear(&text);
	person_host(&text);
	ck_assert_uint_gt(text.len, 0);
	if (!getuid()) {
		/* somebody who is in no list */
		buf_clear(&text);
		ck_assert(!setresuid(4023456, (uid_t)-1, 0));
		person_name(&text);
		ck_assert(!setresuid(0, 0, 0));
		ck_assert_str_eq(text.text, "4023456");
	}
	buf_release(&text);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("home");
	TCase *c = tcase_create("home");

	tcase_add_checked_fixture(c, enter_folder, leave_folder);
	tcase_add_loop_test(c, two_names_one_directory, 0, (int)ARRAY_LEN(paths));
	tcase_add_test(c, an_absolute_link);
	tcase_add_test(c, no_such_folder);
	tcase_add_test(c, the_folder_moves);
	tcase_add_test(c, no_link_is_followed);
	tcase_add_test(c, what_cannot_be_read);
	tcase_add_test(c, a_long_name);
	tcase_add_test(c, kept_for_this_person);
	tcase_add_test(c, kept_nowhere);
	tcase_add_test(c, two_of_one_name);
	tcase_add_test(c, written_whole_or_not);
	tcase_add_test(c, times);
	tcase_add_test(c, names);
	suite_add_tcase(s, c);
	return support_run(s);
}
