/*
 * test_sandbox_kernel.c - what the kernel keeps a process from
 *
 * Each attempt is made by a process of its own, behind a wall or before it,
 * and its exit status tells how it went.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "store/sandbox-kernel.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report-support.h"

static char folder[] = "/tmp/gouji-wall-XXXXXX";

static void
put(const char *path)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	fputs("text\n", f);
	fclose(f);
}

static const char *const folders[] = { "in", "in/sub", "read", "out" };
static const char *const files[] = {
	"in/r", "in/sub/s", "read/form", "out/secret",
};

static void
enter(void)
{
	size_t i;

	strcpy(folder, "/tmp/gouji-wall-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	for (i = 0; i < ARRAY_LEN(folders); i++)
		ck_assert_int_eq(mkdir(folders[i], 0755), 0);
	for (i = 0; i < ARRAY_LEN(files); i++)
		put(files[i]);
	ck_assert_int_eq(chdir("in"), 0);
}

static void
leave(void)
{
	size_t i;

	ck_assert_int_eq(chdir(folder), 0);
	remove("in/new");
	remove("read/new");
	for (i = 0; i < ARRAY_LEN(files); i++)
		remove(files[i]);
	for (i = ARRAY_LEN(folders); i-- > 0;)
		remove(folders[i]);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(rmdir(folder), 0);
}

/* The errno of TRY, 0 if it did what it wanted, of a process that stands
 * behind the walls if WALLED. */
static int
outcome(int (*try)(void), bool walled)
{
	int status;
	pid_t pid = fork();

	ck_assert(pid >= 0);
	if (pid == 0) {
		if (walled)
			sandbox_close("../read:../none");
		_exit(try() < 0 ? errno : 0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFEXITED(status), "signal %d", WTERMSIG(status));
	return WEXITSTATUS(status);
}

/* ---- files ---- */

static int
opened(int fd)
{
	return fd < 0 ? -1 : close(fd);
}

static int read_own(void) { return opened(open("r", O_RDONLY)); }
static int read_below(void) { return opened(open("sub/s", O_RDONLY)); }
static int cut_own(void) { return opened(open("r", O_RDWR | O_TRUNC)); }
static int make(void) { return opened(open("new", O_RDWR | O_CREAT, 0600)); }
static int rename_own(void) { return rename("r", "new") | rename("new", "r"); }
static int link_own(void) { return link("r", "new") | unlink("new"); }
static int move_below(void)
{
	return rename("r", "sub/r") | rename("sub/r", "r");
}
static int list(void) { return opened(open(".", O_RDONLY | O_DIRECTORY)); }
static int read_form(void) { return opened(open("../read/form", O_RDONLY)); }
static int write_form(void) { return opened(open("../read/form", O_WRONLY)); }
static int make_form(void)
{
	return opened(open("../read/new", O_RDWR | O_CREAT | O_EXCL, 0600));
}
static int read_out(void) { return opened(open("../out/secret", O_RDONLY)); }
static int write_out(void) { return opened(open("../out/secret", O_WRONLY)); }
static int cut_out(void) { return truncate("../out/secret", 0); }
static int list_out(void)
{
	return opened(open("..", O_RDONLY | O_DIRECTORY));
}
static int unlink_out(void) { return unlink("../out/secret"); }
static int link_in(void) { return link("../out/secret", "new"); }
static int make_link(void) { return symlink("../out/secret", "new"); }
static int make_fifo(void) { return mkfifo("new", 0600); }
static int make_folder(void) { return mkdir("new", 0700) | rmdir("new"); }

#define DENIED 1		/* one way or another */

static const struct {
	const char *name;
	int (*try)(void);
	int wanted;		/* behind the wall; before it, 0 */
} reaches[] = {
	{ "read our own", read_own, 0 },
	{ "read below", read_below, 0 },
	{ "cut our own", cut_own, 0 },
	{ "make one", make, 0 },
	{ "rename", rename_own, 0 },
	{ "link", link_own, 0 },
	{ "move below", move_below, 0 },
	{ "list", list, 0 },
	{ "read a form", read_form, 0 },
	{ "write a form", write_form, DENIED },
	{ "make a form", make_form, DENIED },
	{ "read another", read_out, DENIED },
	{ "write another", write_out, DENIED },
	{ "cut another", cut_out, DENIED },
	{ "list above", list_out, DENIED },
	{ "link another", link_in, DENIED },
	{ "make a link", make_link, DENIED },
	{ "make a FIFO", make_fifo, DENIED },
	{ "make a folder", make_folder, DENIED },
	{ "unlink another", unlink_out, DENIED },
};

/* What the kernel can forbid; 0: nothing at all. */
static long
landlock(void)
{
#ifdef HAVE_LANDLOCK
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);

	return abi > 0 ? abi : 0;
#else
	return 0;
#endif
}

START_TEST(files_behind_the_wall)
{
	int got = outcome(reaches[_i].try, true);

	if (landlock() < 3) {
		support_left_out("the wall round files: no Landlock 3 here");
		return;
	}
	ck_assert_msg(!got == !reaches[_i].wanted, "%s: %s",
		      reaches[_i].name, strerror(got));
}
END_TEST

START_TEST(files_before_it)
{
	int got = outcome(reaches[_i].try, false);

	ck_assert_msg(!got, "%s: %s", reaches[_i].name, strerror(got));
}
END_TEST

/* ---- calls ---- */

static int
run_true(void)
{
	char *argv[] = { (char[]){ "true" }, NULL };

	/* only returns if it fails; true's own status is 0 */
	return execv("/bin/true", argv);
}

static int
make_process(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid < 0 ? -1 : waitpid(pid, NULL, 0) > 0 ? 0 : -1;
}

static int
clone3(void)
{
	return (int)syscall(SYS_clone3, NULL, (size_t)0);
}

static void *
nothing(void *p)
{
	return p;
}

static int
make_thread(void)
{
	pthread_t thread;

	errno = pthread_create(&thread, NULL, nothing, NULL);
	return errno ? -1 : pthread_join(thread, NULL);
}

static int talk(void) { return opened(socket(AF_INET, SOCK_STREAM, 0)); }
static int talk6(void) { return opened(socket(AF_INET6, SOCK_DGRAM, 0)); }
static int talk_raw(void) { return opened(socket(AF_NETLINK, SOCK_RAW, 0)); }
static int talk_here(void) { return opened(socket(AF_UNIX, SOCK_STREAM, 0)); }
static int be_traced(void) { return (int)ptrace(PTRACE_TRACEME, 0, 0, 0); }
static int alone(void) { return unshare(CLONE_FS); }
static int change_root(void) { return chroot("."); }
static int ring(void) { return (int)syscall(SYS_io_uring_setup, 0, NULL); }
static int keys(void) { return (int)syscall(SYS_keyctl, 0, -3, 0); }
static int bpf(void) { return (int)syscall(SYS_bpf, -1, NULL, 0); }
/* Elsewhere than on a terminal it is ENOTTY. */
static int type_ahead(void) { return ioctl(STDIN_FILENO, TIOCSTI, "x"); }
static int faults(void) { return (int)syscall(SYS_userfaultfd, -1); }

static const struct {
	const char *name;
	int (*try)(void);
	int wanted;
} calls[] = {
	{ "run a program", run_true, EPERM },
	{ "make a process", make_process, EPERM },
	{ "clone3", clone3, ENOSYS },
	{ "talk to others", talk, EPERM },
	{ "talk to others by 6", talk6, EPERM },
	{ "talk to the kernel", talk_raw, EPERM },
	{ "be traced", be_traced, EPERM },
	{ "unshare", alone, EPERM },
	{ "change the root", change_root, EPERM },
	{ "io_uring", ring, EPERM },
	{ "keys", keys, EPERM },
	{ "bpf", bpf, EPERM },
	{ "userfaultfd", faults, EPERM },
	{ "type for others", type_ahead, EPERM },
	{ "make a thread", make_thread, 0 },
	{ "talk in here", talk_here, 0 },
};

START_TEST(calls_behind_the_wall)
{
	int got = outcome(calls[_i].try, true);

#ifdef HAVE_SECCOMP
	ck_assert_msg(got == calls[_i].wanted, "%s: %s", calls[_i].name,
		      strerror(got));
#else
	(void)got;
	support_left_out("the wall round calls: built without libseccomp");
#endif
}
END_TEST

/* Before the wall these work, as far as anybody lets us. */
START_TEST(calls_before_it)
{
	ck_assert_int_eq(outcome(run_true, false), 0);
	ck_assert_int_eq(outcome(make_process, false), 0);
	ck_assert_int_eq(outcome(make_thread, false), 0);
	ck_assert_int_eq(outcome(talk, false), 0);
	ck_assert_int_eq(outcome(alone, false), 0);
}
END_TEST

/* ---- the rest ---- */

static int
no_cores(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_CORE, &r) || r.rlim_cur || r.rlim_max)
		return errno = EINVAL, -1;
	if (prctl(PR_GET_DUMPABLE, 0, 0, 0, 0))
		return errno = EINVAL, -1;
	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		return errno = EINVAL, -1;
	return 0;
}

START_TEST(no_dump)
{
	ck_assert_int_eq(outcome(no_cores, true), 0);
	ck_assert_int_ne(outcome(no_cores, false), 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("wall");
	TCase *c = tcase_create("wall");

	tcase_add_checked_fixture(c, enter, leave);
	tcase_add_loop_test(c, files_behind_the_wall, 0,
			    (int)ARRAY_LEN(reaches));
	tcase_add_loop_test(c, files_before_it, 0, (int)ARRAY_LEN(reaches));
	tcase_add_loop_test(c, calls_behind_the_wall, 0,
			    (int)ARRAY_LEN(calls));
	tcase_add_test(c, calls_before_it);
	tcase_add_test(c, no_dump);
	suite_add_tcase(s, c);
	return support_run(s);
}
