/* test_lock.c - one writer of a report */
#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/person.h"
#include "store/record.h"
#include "files.h"
#include "report-support.h"

#define FILE_LOCK "r.yaml.lock"
#define NOBODY 65534

static struct dir dir;

static void
enter(void)
{
	enter_folder();
	put_text("r.yaml", "text\n");
	ck_assert(dir_open(&dir, "r.yaml"));
}

static void
leave(void)
{
	dir_release(&dir);
	leave_folder();
}

/* Takes the lock, or not; the test fails unless it goes as STATE says. */
static struct lock *
take(enum lock_state state, struct holder *holder)
{
	struct lock *l;

	ck_assert_int_eq(lock_take(&l, &dir, "gouji-1", holder), state);
	ck_assert_int_eq(l != NULL, state == LOCK_TAKEN);
	return l;
}

/* The same, of which nobody had it before. */
static struct lock *
take_new(void)
{
	struct holder holder;
	struct lock *l = take(LOCK_TAKEN, &holder);

	ck_assert_ptr_null(holder.person);
	holder_release(&holder);
	return l;
}

static void
assert_taken_by_us(const struct holder *h)
{
	struct buf text = BUF_INIT;

	person_name(&text);
	ck_assert_str_eq(h->person, text.text);
	buf_clear(&text);
	person_host(&text);
	ck_assert_str_eq(h->host, text.text);
	ck_assert(h->here);
	ck_assert_str_eq(h->socket, "gouji-1");
	ck_assert_int_gt(h->since, 0);
	ck_assert_int_le(h->since, person_clock());
	buf_release(&text);
}

/* ---- another process ---- */

struct other {
	pid_t pid;
	int to, from;
};

/* A process that takes the lock; back when it has it. */
static void
other_takes(struct other *o)
{
	int to[2], from[2];
	char byte = 0;

	ck_assert(!pipe(to) && !pipe(from));
	o->pid = fork();
	ck_assert_int_ge(o->pid, 0);
	if (!o->pid) {
		struct holder holder;
		struct lock *l;

		close(to[1]);
		if (lock_take(&l, &dir, "gouji-1", &holder) != LOCK_TAKEN ||
		    write(from[1], "t", 1) != 1)
			_exit(1);
		if (read(to[0], &byte, 1) == 1)
			lock_release(l);
		_exit(0);
	}
	close(to[0]);
	close(from[1]);
	o->to = to[1];
	o->from = from[0];
	ck_assert_int_eq(read(o->from, &byte, 1), 1);
}

/* It ends, well or badly. */
static void
other_ends(struct other *o, bool well)
{
	int status;

	if (well)
		ck_assert_int_eq(write(o->to, "e", 1), 1);
	else
		ck_assert(!kill(o->pid, SIGKILL));
	ck_assert_int_eq(waitpid(o->pid, &status, 0), o->pid);
	ck_assert_int_eq(WIFEXITED(status), well);
	close(o->to);
	close(o->from);
}

START_TEST(taken_and_released)
{
	struct lock *l = take_new();

	assert_names(".", "r.yaml r.yaml.lock ");
	lock_release(l);
	assert_names(".", "r.yaml ");
	lock_release(NULL);
	lock_release(take_new());
}
END_TEST

START_TEST(held_by_another)
{
	struct holder holder;
	struct other other;
	struct lock *l;

	other_takes(&other);
	take(LOCK_HELD, &holder);
	assert_taken_by_us(&holder);
	holder_release(&holder);
	other_ends(&other, true);
	assert_names(".", "r.yaml ");
	l = take_new();
	lock_release(l);
}
END_TEST

START_TEST(left_by_a_killed_one)
{
	struct holder holder;
	struct other other;
	struct lock *l;

	other_takes(&other);
	other_ends(&other, false);
	assert_names(".", "r.yaml r.yaml.lock ");
	l = take(LOCK_TAKEN, &holder);
	assert_taken_by_us(&holder);
	holder_release(&holder);
	/* and it is ours now */
	lock_release(l);
	assert_names(".", "r.yaml ");
}
END_TEST

/* ---- what stands in it ---- */

static void
put_who(const char *person, const char *host, const char *terminal)
{
	struct chain chain = CHAIN_INIT;
	struct buf text = BUF_INIT;

	record_field(&text, "gouji-lock");
	record_field(&text, person);
	record_field(&text, host);
	record_field(&text, terminal);
	record_field(&text, "gouji-2");
	record_field(&text, "2026-11-24T17:30:00.000Z");
	record_end(&text, 0, &chain);
	put_text(FILE_LOCK, text.text);
	buf_release(&text);
}

static void
assert_holder(const struct holder *h, const char *wanted)
{
	struct buf text = BUF_INIT;

	holder_show(h, &text);
	ck_assert_str_eq(text.text, wanted);
	buf_release(&text);
}

START_TEST(of_another_machine)
{
	struct holder holder;

	put_who("li", "another-machine", "pts/3");
	take(LOCK_HELD, &holder);
	ck_assert(!holder.here);
	ck_assert_str_eq(holder.socket, "gouji-2");
	assert_holder(&holder, "li on another-machine (pts/3), "
			       "since 2026-11-24 17:30");
	holder_release(&holder);
	assert_names(".", "r.yaml r.yaml.lock ");
	put_who("wang", "another-machine", "");
	take(LOCK_HELD, &holder);
	assert_holder(&holder, "wang on another-machine, "
			       "since 2026-11-24 17:30");
	holder_release(&holder);
}
END_TEST

static const char *const garbage[] = {
	"\n", "garbage\n", "gouji-lock\tli\t", "gouji-lock\tli\thost\t\t\t-\t",
	"gouji-lock\tli\thost\t\t\t-\t0123456789abcdef\n", "\x1b[2J",
};

START_TEST(torn_or_garbage)
{
	struct holder holder;
	struct lock *l;

	put_text(FILE_LOCK, garbage[_i]);
	l = take(LOCK_TAKEN, &holder);
	ck_assert(holder.here);
	ck_assert_str_eq(holder.socket, "");
	assert_holder(&holder, "somebody");
	holder_release(&holder);
	lock_release(l);
	assert_names(".", "r.yaml ");
}
END_TEST

START_TEST(longer_than_any)
{
	struct buf text = BUF_INIT, after = BUF_INIT;
	struct holder holder;
	struct lock *l;

	buf_fill(&text, 'x', 100000);
	put_text(FILE_LOCK, text.text);
	l = take(LOCK_TAKEN, &holder);
	assert_holder(&holder, "somebody");
	holder_release(&holder);
	get_text(FILE_LOCK, &after);
	ck_assert_uint_lt(after.len, 1000);
	ck_assert_ptr_eq(strchr(after.text, '\n') + 1,
			 after.text + after.len);
	lock_release(l);
	buf_release(&text);
	buf_release(&after);
}
END_TEST

/* One was made and not yet filled when its maker died. */
START_TEST(empty)
{
	put_text(FILE_LOCK, "");
	lock_release(take_new());
	assert_names(".", "r.yaml ");
}
END_TEST

START_TEST(says_the_terminal)
{
	int fd = posix_openpt(O_RDWR | O_NOCTTY), terminal;
	struct holder holder;
	struct lock *l, *none;

	if (fd < 0) {
		support_left_out("a pseudo terminal");
		return;
	}
	ck_assert(!grantpt(fd) && !unlockpt(fd));
	terminal = open(ptsname(fd), O_RDWR | O_NOCTTY);
	ck_assert_int_ge(dup2(terminal, STDIN_FILENO), 0);
	l = take_new();
	ck_assert_int_eq(lock_take(&none, &dir, "", &holder), LOCK_HELD);
	ck_assert_str_eq(holder.terminal, ptsname(fd) + strlen("/dev/"));
	holder_release(&holder);
	lock_release(l);
	close(terminal);
	close(fd);
}
END_TEST

/* ---- what is no file ---- */

START_TEST(a_link)
{
	struct holder holder;
	struct buf text = BUF_INIT;

	put_text("precious", "kept\n");
	ck_assert(!symlink("precious", FILE_LOCK));
	take(LOCK_FAILED, &holder);
	ck_assert_int_eq(errno, ELOOP);
	ck_assert_ptr_null(holder.person);
	get_text("precious", &text);
	ck_assert_str_eq(text.text, "kept\n");
	assert_names(".", "precious r.yaml r.yaml.lock ");
	buf_release(&text);
}
END_TEST

START_TEST(a_fifo)
{
	struct holder holder;

	ck_assert(!mkfifo(FILE_LOCK, 0600));
	take(LOCK_FAILED, &holder);
	ck_assert_int_eq(errno, EINVAL);
	assert_names(".", "r.yaml r.yaml.lock ");
}
END_TEST

START_TEST(a_folder)
{
	struct holder holder;

	ck_assert(!mkdir(FILE_LOCK, 0700));
	take(LOCK_FAILED, &holder);
	ck_assert_int_eq(errno, EISDIR);
	assert_names(".", "r.yaml r.yaml.lock ");
}
END_TEST

START_TEST(no_folder)
{
	struct holder holder;

	dir_release(&dir);
	ck_assert(!mkdir("d", 0700));
	ck_assert(dir_open(&dir, "d/r.yaml"));
	ck_assert(!rmdir("d"));
	take(LOCK_FAILED, &holder);
	ck_assert_int_eq(errno, ENOENT);
}
END_TEST

/* ---- removed, and made again ---- */

START_TEST(ones_own_alone_is_removed)
{
	struct holder holder;
	struct lock *ours = take_new(), *theirs;

	ck_assert(!unlink(FILE_LOCK));
	/* somebody cleaned up, and somebody else came */
	theirs = take_new();
	lock_release(ours);
	assert_names(".", "r.yaml r.yaml.lock ");
	take(LOCK_HELD, &holder);
	holder_release(&holder);
	lock_release(theirs);
	assert_names(".", "r.yaml ");
	ours = take_new();
	ck_assert(!unlink(FILE_LOCK));
	lock_release(ours);
	assert_names(".", "r.yaml ");
}
END_TEST

/*
 * Some processes take the lock and let it go, over and over, all at once: no
 * two have it at the same time, and none takes it for left behind.
 */
#define RUSH 4
#define ROUNDS 300

static int
rush(void)
{
	int n;

	for (n = 0; n < ROUNDS;) {
		struct holder holder;
		struct lock *l;
		int alone;

		switch (lock_take(&l, &dir, "", &holder)) {
		case LOCK_FAILED:
			return 2;
		case LOCK_HELD:
			holder_release(&holder);
			continue;
		case LOCK_TAKEN:
			break;
		}
		alone = open("alone", O_RDWR | O_CREAT | O_EXCL, 0600);
		if (alone < 0 || unlink("alone") || close(alone))
			return 3;
		holder_release(&holder);
		lock_release(l);
		n++;
	}
	return 0;
}

START_TEST(no_two_have_it)
{
	pid_t pid[RUSH];
	int i, status;

	for (i = 0; i < RUSH; i++) {
		pid[i] = fork();
		ck_assert_int_ge(pid[i], 0);
		if (!pid[i])
			_exit(rush());
	}
	for (i = 0; i < RUSH; i++) {
		ck_assert_int_eq(waitpid(pid[i], &status, 0), pid[i]);
		ck_assert_int_eq(status, 0);
	}
	assert_names(".", "r.yaml ");
}
END_TEST

/* ---- whose it is ---- */

START_TEST(read_by_whom_the_report_is)
{
	struct lock *l;
	struct stat st;

	ck_assert(!chmod("r.yaml", 0664));
	l = take_new();
	ck_assert(!stat(FILE_LOCK, &st));
	ck_assert_uint_eq(st.st_mode & 07777, 0664);
	lock_release(l);
}
END_TEST

/* Somebody without rights, if we have them all. */
static void
be_nobody(void)
{
	if (!getuid())
		ck_assert(!setegid(NOBODY) && !seteuid(NOBODY));
}

static void
be_oneself(void)
{
	if (!getuid())
		ck_assert(!seteuid(0) && !setegid(0));
}

static void
put_who_here(mode_t mode)
{
	struct buf host = BUF_INIT;

	person_host(&host);
	put_who("li", host.text, "pts/3");
	ck_assert(!chmod(FILE_LOCK, mode));
	buf_release(&host);
}

/* Left behind by somebody whose files we may read only, in a folder where we
 * may do as we please: it goes, and a new one is ours. */
START_TEST(left_by_somebody_else)
{
	struct holder holder;
	struct stat st;
	struct lock *l;

	put_who_here(0444);
	if (!getuid())
		ck_assert(!chown(".", NOBODY, NOBODY));
	be_nobody();
	l = take(LOCK_TAKEN, &holder);
	ck_assert_str_eq(holder.person, "li");
	ck_assert_str_eq(holder.terminal, "pts/3");
	holder_release(&holder);
	ck_assert(!stat(FILE_LOCK, &st));
	ck_assert_uint_eq(st.st_uid, geteuid());
	lock_release(l);
	be_oneself();
	assert_names(".", "r.yaml ");
}
END_TEST

static const struct {
	mode_t lock, folder;
} closed[] = {
	{ 0400, 0755 }, { 0444, 0555 }, { 0, 0555 },
};

/* It cannot be read, or no other can be made. */
START_TEST(not_ours_to_take)
{
	struct holder holder;

	put_who_here(getuid() ? closed[_i].lock & ~0400u : closed[_i].lock);
	ck_assert(!chmod(".", closed[_i].folder));
	be_nobody();
	take(LOCK_FAILED, &holder);
	ck_assert(errno == EACCES);
	holder_release(&holder);
	be_oneself();
	assert_names(".", "r.yaml r.yaml.lock ");
	ck_assert(!chmod(".", 0755));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("lock");
	TCase *c = tcase_create("lock");

	tcase_set_timeout(c, 30);
	tcase_add_checked_fixture(c, enter, leave);
	tcase_add_test(c, taken_and_released);
	tcase_add_test(c, held_by_another);
	tcase_add_test(c, left_by_a_killed_one);
	tcase_add_test(c, of_another_machine);
	tcase_add_loop_test(c, torn_or_garbage, 0, (int)ARRAY_LEN(garbage));
	tcase_add_test(c, longer_than_any);
	tcase_add_test(c, empty);
	tcase_add_test(c, says_the_terminal);
	tcase_add_test(c, a_link);
	tcase_add_test(c, a_fifo);
	tcase_add_test(c, a_folder);
	tcase_add_test(c, no_folder);
	tcase_add_test(c, ones_own_alone_is_removed);
	tcase_add_test(c, no_two_have_it);
	tcase_add_test(c, read_by_whom_the_report_is);
	tcase_add_test(c, left_by_somebody_else);
	tcase_add_loop_test(c, not_ours_to_take, 0,
			    (int)ARRAY_LEN(closed));
	suite_add_tcase(s, c);
	return support_run(s);
}
