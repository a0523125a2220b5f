/* test_sandbox_path.c - one folder, and no file outside it */
#include "store/sandbox-path.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/file.h"
#include "store/directory.h"
#include "store/save.h"
#include "store/catalogue.h"
#include "files.h"
#include "report-support.h"

/* A folder for each test, which is the current one while it runs; the one
 * that is served is in it. */
static char folder[] = "/tmp/gouji-confine-XXXXXX";
static int served;

static const struct {
	char type;		/* folder, file, link, FIFO, socket */
	const char *path, *text;
} tree[] = {
	{ 'd', "in", NULL },
	{ 'd', "in/sub", NULL },
	{ 'd', "in/.ssh", NULL },
	{ 'd', "in/dir.yaml", NULL },
	{ 'd', "off", NULL },
	{ 'f', "secret.yaml", "secret" },
	{ 'f', "off/secret.yaml", "secret" },
	{ 'f', "in/r.yaml", "report" },
	{ 'f', "in/sub/s.yaml", "below" },
	{ 'f', "in/.hidden.yaml", "hidden" },
	{ 'f', "in/notes.txt", "notes" },
	{ 'l', "in/link.yaml", "r.yaml" },
	{ 'l', "in/out.yaml", "../secret.yaml" },
	{ 'l', "in/far.yaml", "/etc/passwd" },
	{ 'l', "in/lost.yaml", "nowhere.yaml" },
	{ 'l', "in/lnk", "sub" },
	{ 'l', "in/up", ".." },
	{ 'l', "in/sub/back.yaml", "../r.yaml" },
	{ 'p', "in/fifo.yaml", NULL },
	{ 's', "in/sock.yaml", NULL },
};

static void
make_socket(const char *path)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(name.sun_path, path);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&name, sizeof name), 0);
	close(fd);
}

static void
make(char type, const char *path, const char *text)
{
	struct buf bytes = BUF_INIT;

	switch (type) {
	case 'd':
		ck_assert_int_eq(mkdir(path, 0755), 0);
		break;
	case 'f':
		buf_add(&bytes, text);
		write_file(path, &bytes);
		buf_release(&bytes);
		break;
	case 'l':
		ck_assert_int_eq(symlink(text, path), 0);
		break;
	case 'p':
		ck_assert_int_eq(mkfifo(path, 0644), 0);
		break;
	default:
		make_socket(path);
	}
}

static void
enter(void)
{
	size_t i;

	strcpy(folder, "/tmp/gouji-confine-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	for (i = 0; i < ARRAY_LEN(tree); i++)
		make(tree[i].type, tree[i].path, tree[i].text);
	served = open("in", O_RDONLY | O_DIRECTORY);
	ck_assert_int_ge(served, 0);
}

static void
leave(void)
{
	size_t i;

	close(served);
	ck_assert_int_eq(chdir(folder), 0);
	remove("in/new.yaml");
	for (i = ARRAY_LEN(tree); i-- > 0;)
		ck_assert_int_eq(remove(tree[i].path), 0);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(rmdir(folder), 0);
}

/* ---- the two ways ---- */

static const struct {
	const char *path;
	int error;
	const char *text;
} paths[] = {
	{ "r.yaml", 0, "report" },
	{ "sub/s.yaml", 0, "below" },
	{ "./r.yaml", 0, "report" },
	{ "sub//s.yaml", 0, "below" },
	{ "sub/./s.yaml", 0, "below" },
	{ ".hidden.yaml", 0, "hidden" },
	{ "none.yaml", ENOENT, NULL },
	{ "none/r.yaml", ENOENT, NULL },
	{ "r.yaml/s.yaml", ENOTDIR, NULL },
	{ "..", EXDEV, NULL },
	{ "../secret.yaml", EXDEV, NULL },
	{ "../in/r.yaml", EXDEV, NULL },
	{ "sub/../../secret.yaml", EXDEV, NULL },
	{ "/etc/passwd", EXDEV, NULL },
	{ "/", EXDEV, NULL },
	{ "link.yaml", ELOOP, NULL },
	{ "out.yaml", ELOOP, NULL },
	{ "far.yaml", ELOOP, NULL },
	{ "lost.yaml", ELOOP, NULL },
	{ "sub/back.yaml", ELOOP, NULL },
	{ "lnk/s.yaml", ELOOP, NULL },
	{ "up/secret.yaml", ELOOP, NULL },
	{ "up/in/r.yaml", ELOOP, NULL },
	{ "lnk/", ELOOP, NULL },
};

static const struct {
	const char *name;
	int (*open)(int folder, const char *path, int flags, mode_t mode);
} ways[] = {
	{ "openat2", sandbox_open_beneath },
	{ "step by step", sandbox_open_walk },
};

/* True if this kernel has the way. */
static bool
there(int way)
{
	int fd = ways[way].open(served, ".", O_PATH, 0);

	if (fd < 0)
		printf("%s: not here\n", ways[way].name);
	else
		close(fd);
	return fd >= 0;
}

static void
opens(int way, size_t i, int flags)
{
	int fd = ways[way].open(served, paths[i].path, flags, 0);
	char text[16] = "";

	if (paths[i].error) {
		ck_assert_msg(fd < 0 && errno == paths[i].error,
			      "%s: %s: %s", ways[way].name, paths[i].path,
			      fd < 0 ? strerror(errno) : "is opened");
		return;
	}
	ck_assert_msg(fd >= 0, "%s: %s", ways[way].name, paths[i].path);
	if (!(flags & O_PATH)) {
		ck_assert_int_gt((int)read(fd, text, sizeof text - 1), 0);
		ck_assert_str_eq(text, paths[i].text);
	}
	ck_assert_int_eq(fcntl(fd, F_GETFD), FD_CLOEXEC);
	close(fd);
}

START_TEST(both_ways)
{
	size_t i;

	if (!there(_i))
		return;
	for (i = 0; i < ARRAY_LEN(paths); i++) {
		opens(_i, i, O_RDONLY);
		opens(_i, i, O_PATH);
	}
}
END_TEST

START_TEST(makes)
{
	struct stat st;
	int fd;

	if (!there(_i))
		return;
	umask(022);
	fd = ways[_i].open(served, "new.yaml", O_WRONLY | O_CREAT | O_EXCL,
			   0640);
	ck_assert_int_ge(fd, 0);
	close(fd);
	ck_assert_int_eq(stat("in/new.yaml", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0640);
	ck_assert_int_lt(ways[_i].open(served, "../new.yaml",
				       O_WRONLY | O_CREAT, 0640), 0);
	ck_assert_int_lt(ways[_i].open(served, "lost.yaml",
				       O_WRONLY | O_CREAT, 0640), 0);
	ck_assert_int_lt(ways[_i].open(served, "up/new.yaml",
				       O_WRONLY | O_CREAT, 0640), 0);
	ck_assert_int_lt(stat("new.yaml", &st), 0);
	ck_assert_int_lt(stat("in/nowhere.yaml", &st), 0);
}
END_TEST

/* The folder is what was opened, not what it was called. */
START_TEST(is_moved)
{
	int fd;

	if (!there(_i))
		return;
	ck_assert_int_eq(rename("in", "elsewhere"), 0);
	ck_assert_int_eq(rename("off", "in"), 0);
	fd = ways[_i].open(served, "r.yaml", O_RDONLY, 0);
	ck_assert_int_ge(fd, 0);
	close(fd);
	ck_assert_int_lt(ways[_i].open(served, "secret.yaml", O_RDONLY, 0),
			 0);
	ck_assert_int_eq(rename("in", "off"), 0);
	ck_assert_int_eq(rename("elsewhere", "in"), 0);
}
END_TEST

/* Renames a folder until it is killed. */
static void
rename_on(const char *a, const char *b)
{
	for (;;) {
		if (rename(a, b) || rename(b, a))
			_exit(1);
	}
}

/* Whatever is renamed meanwhile, a path that leads out is told as one. */
START_TEST(while_folders_move)
{
	pid_t child;
	int i, fd, wrong = 0;

	if (!there(_i))
		return;
	child = fork();
	ck_assert_int_ge(child, 0);
	if (!child)
		rename_on("off", "ffo");
	for (i = 0; i < 20000; i++) {
		fd = ways[_i].open(served, "sub/../../secret.yaml", O_RDONLY,
				   0);
		if (fd >= 0 || errno != EXDEV)
			wrong++;
	}
	ck_assert_int_eq(kill(child, SIGKILL), 0);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	rename("ffo", "off");
	ck_assert_int_eq(wrong, 0);
}
END_TEST

/* ---- a confined process ---- */

#define OUT "it lies outside the folder that is served, or its name begins " \
	    "with a dot"
#define LINK "it is a symbolic link, and none is followed here"
#define SPECIAL "it is not a regular file"

static const struct {
	const char *path, *why;	/* NULL: it can be opened */
} names[] = {
	{ "r.yaml", NULL },
	{ "sub/s.yaml", NULL },
	{ "./r.yaml", NULL },
	{ "none.yaml", "No such file or directory" },
	{ "", OUT },
	{ "..", OUT },
	{ "../secret.yaml", OUT },
	{ "sub/../r.yaml", OUT },
	{ "/etc/passwd", OUT },
	{ ".hidden.yaml", OUT },
	{ "./.hidden.yaml", OUT },
	{ ".ssh/keys", OUT },
	{ "sub/.x", OUT },
	{ "link.yaml", LINK },
	{ "out.yaml", LINK },
	{ "lnk/s.yaml", LINK },
	{ "fifo.yaml", SPECIAL },
	{ "sock.yaml", SPECIAL },
};

static void
reads(const char *path, const char *why)
{
	struct buf out = BUF_INIT, wanted = BUF_INIT;
	struct error e = ERROR_INIT;

	if (why)
		buf_addf(&wanted, "%s: error: cannot be opened: %s\n",
			 *path ? path : "", why);
	ck_assert_int_eq(file_read(path, 1000, &out, &e), !why);
	assert_errors(&e, wanted.text);
	buf_release(&wanted);
	buf_release(&out);
}

static void
has_home(const char *path, bool wanted)
{
	struct error e = ERROR_INIT;
	struct dir h;

	ck_assert_msg(dir_open(&h, path) == wanted, "home of %s", path);
	dir_release(&h);
	if (!wanted) {
		ck_assert(!save_file(path, "x", 1, &e));
		error_release(&e);
	}
}

static void
offers(const struct catalogue *s, const char *path, const char *wanted)
{
	struct error e = ERROR_INIT;

	ck_assert_int_eq(catalogue_offers(s, path, &e), !*wanted);
	assert_errors(&e, wanted);
}

static void
look_at_catalogue(void)
{
	struct error e = ERROR_INIT;
	struct catalogue s;

	catalogue_init(&s, NULL, 0);
	ck_assert(catalogue_look(&s, &e));
	ck_assert_int_eq(s.rows, 2);
	ck_assert_str_eq(s.row[0]->file, "new.yaml");
	ck_assert_str_eq(s.row[1]->file, "r.yaml");
	offers(&s, "r.yaml", "");
	offers(&s, "notes.txt", "notes.txt: error: is not served; reports are "
	       "called NAME.yaml\n");
	offers(&s, "dir.yaml", "dir.yaml: error: is a folder; name a file in "
	       "it\n");
	offers(&s, "fifo.yaml", "fifo.yaml: error: cannot be opened: " SPECIAL
	       "\n");
	catalogue_release(&s);
}

/* A process is confined but once. */
START_TEST(a_process)
{
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;
	struct stat st;
	size_t i;

	ck_assert(!sandboxed());
	ck_assert(!sandbox_enter("none", &e));
	assert_errors(&e, "none: error: cannot be served: No such file or "
		      "directory\n");
	ck_assert(!sandbox_enter("secret.yaml", &e));
	error_release(&e);
	ck_assert(!sandboxed());
	reads("secret.yaml", NULL);

	ck_assert(sandbox_enter("in", &e));
	assert_errors(&e, "");
	ck_assert(sandboxed());
	for (i = 0; i < ARRAY_LEN(names); i++) {
		const char *why = names[i].why;

		reads(names[i].path, why);
		ck_assert_int_eq(!sandbox_stat(names[i].path, &st), !why);
		has_home(names[i].path,
			 !why || !strcmp(why, "No such file or directory"));
	}
	ck_assert(!stamp_of("out.yaml").there);
	ck_assert(stamp_of("r.yaml").there);
	ck_assert(save_file("new.yaml", "new", 3, &e));
	assert_errors(&e, "");
	ck_assert_int_eq(stat("new.yaml", &st), 0);
	ck_assert(file_read_installed("../secret.yaml", 1000, &out, &e));
	ck_assert_str_eq(out.text, "secret");
	buf_release(&out);
	look_at_catalogue();
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("confine");
	TCase *c = tcase_create("confine");

	tcase_add_checked_fixture(c, enter, leave);
	tcase_add_loop_test(c, both_ways, 0, (int)ARRAY_LEN(ways));
	tcase_add_loop_test(c, while_folders_move, 0, (int)ARRAY_LEN(ways));
	tcase_add_loop_test(c, makes, 0, (int)ARRAY_LEN(ways));
	tcase_add_loop_test(c, is_moved, 0, (int)ARRAY_LEN(ways));
	tcase_add_test(c, a_process);
	suite_add_tcase(s, c);
	return support_run(s);
}
