/*
 * test_kill.c - killed at any instant, the program loses nothing
 *
 * The program itself, traced: it is fed a key when it waits for one, and is
 * killed after each key, or at each system call.  Opened again it shows what
 * it showed before, or one key less where the kill fell between a key and the
 * journal; only the last line, which says what was restored, may differ.  And
 * whenever it waits, what is in the journal is on the disk; but the journal
 * was written before the screen, and is synced after it.
 */
#include <check.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/ptrace.h>

#include "../unit/report-support.h"
#include "base/mem.h"
#include "process.h"
#include "rig.h"

/* An unbound key: it clears what is said and changes nothing. */
#define NOTHING "\033[24;2~"

/* From the first change on, which makes the journal.  What cannot be restored
 * (lists, prompts, menus) is left out. */
static const char *const keying[] = {
	/* the table on show: digits, moves, zeros, mending */
	"7", "1", "\r", "2", "\177", "5", "\r", "-", "8", "\r", "\r",
	/* three tables on; what is broken; the rule spelled out, walked */
	"]", "]", "]", "4", "2", "\r", "1", "+", "*", "w", "w", "\033[B", "w",
	"\033[B", "\033[B", "\033[B", "6", "/", "u", "u", "\022", "9",
	/* in place, and given up */
	"\033OQ", "\033[D", "3", "\r", "k", "5", "\003", "u",
	/* from below the fold back up: what is in sight stays */
	"G", "3", "\r", "\033[A", "\033[A", "\033[A", "\033[A", "\033[A",
	/* a text */
	"]", "]", "i", "\346\224\277", "\345\272\234", " ", "4", "8", "\r",
	"\033[A", "\177", "\177", "x", "\003", "u", "\022", "j", "k",
	/* saving is no end */
	"\023", "u", "i", "y", "\003", "\023", "[", "[", "[", "[", "[", "[",
	/* a run of Tabs */
	"\t", "1", "\t", "2", "\r", "3",
	/* a field of text */
	"[", "[", "\033[A", "e", "\345\261\200", "\177", "\345\216\205", "\033[D", "\r",
	"2", "0", "2", "4", "\r",
};

/* A short one for each system call: a change, a move, a mend, a save. */
static const char *const calls[] = {
	"7", "1", "\r", "2", "\177", "\r", "\023", "5", "u", "6",
};

/* ---- what is to be seen ---- */

/* All rows but the last, their looks, and the cursor. */
static void
look(const struct process *p, struct buf *out)
{
	struct rig view = { .vt = p->vt, .rows = p->rows,
			    .columns = p->columns };
	struct buf text = BUF_INIT, marks = BUF_INIT;
	int y, x;

	vterm_screen_flush_damage(vterm_obtain_screen(p->vt));
	buf_clear(out);
	for (y = 0; y < p->rows - 1; y++) {
		rig_row(&view, y, &text, &marks);
		buf_addf(out, "|%s\n~%s\n", text.text, marks.text);
	}
	rig_cursor(&view, &y, &x);
	buf_addf(out, "cursor %d,%d\n", y + 1, x + 1);
	buf_release(&text);
	buf_release(&marks);
}

static void
assert_looks(const struct process *p, const struct buf *now,
	     const struct buf *wanted, const char *when, int n)
{
	if (!strcmp(now->text, wanted->text))
		return;
	fprintf(stderr, "%s %d\nwanted:\n%s\nseen:\n%s\n", when, n,
		wanted->text, now->text);
	kill(p->pid, SIGKILL);
	ck_abort_msg("%s %d: the screen is another", when, n);
}

/* ---- a traced process ---- */

struct traced {
	struct process p;
	int calls;		/* system calls begun since counting began */
	int most;		/* it is killed at that one; 0: never */
	bool counting, killed;
	bool unsynced;		/* the journal was written since its sync */
	struct buf order;	/* a letter a call that counts for watch_order(),
				 * '.' for others but those for memory */
};

static void
open_traced(struct traced *t)
{
	char report[] = PROCESS_REPORT;
	char *const argv[] = { getenv("GOUJI"), report, NULL };
	int status;

	*t = (struct traced){ .order = BUF_INIT };
	process_run_traced(&t->p, argv);
	ck_assert_int_eq(waitpid(t->p.pid, &status, 0), t->p.pid);
	ck_assert(WIFSTOPPED(status));
	ck_assert_int_eq(ptrace(PTRACE_SETOPTIONS, t->p.pid, NULL,
				(void *)(PTRACE_O_TRACESYSGOOD |
					 PTRACE_O_EXITKILL)), 0);
}

static void
die(struct traced *t)
{
	kill(t->p.pid, SIGKILL);
	waitpid(t->p.pid, &t->p.status, 0);
	t->p.ended = t->killed = true;
}

/* The kernel's name for the file FD of the process; "" if it has none. */
static void
name_of(const struct traced *t, long fd, char path[static 512])
{
	char name[64];
	ssize_t n;

	snprintf(name, sizeof name, "/proc/%d/fd/%ld", (int)t->p.pid, fd);
	n = readlink(name, path, 511);
	path[n > 0 ? n : 0] = '\0';
}

/* One that was made without a name is called "#INODE (deleted)" for ever. */
static bool
is_journal(const struct traced *t, long fd)
{
	char path[512];
	const char *name;

	name_of(t, fd, path);
	name = strrchr(path, '/');
	return name && (strstr(name, ".journal") ||
			(name[1] == '#' && strstr(name, " (deleted)")));
}

/* Notes what is done to the journal, to the disk and to the screen. */
static void
watch_order(struct traced *t, long call, long fd)
{
	char path[512];

	switch (call) {
	case SYS_brk:
	case SYS_mmap:
	case SYS_munmap:
	case SYS_mremap:
	case SYS_madvise:
		break;
	case SYS_write:
		name_of(t, fd, path);
		buf_addc(&t->order, is_journal(t, fd) ? 'j' :
			 strncmp(path, "/dev/pts/", 9) ? 'w' : 's');
		break;
	case SYS_linkat:
	case SYS_renameat:
		buf_addc(&t->order, 'n');
		break;
	case SYS_fdatasync:
	case SYS_fsync:
		buf_addc(&t->order, 'd');
		break;
	default:
		buf_addc(&t->order, '.');
	}
}

static void
watch_journal(struct traced *t, long call, long fd)
{
	if (call == SYS_write && is_journal(t, fd))
		t->unsynced = true;
	if ((call == SYS_fdatasync || call == SYS_fsync) && is_journal(t, fd))
		t->unsynced = false;
}

/* Goes on to the next system call; its number, or -1 at its end, or -2 if the
 * process is no more. */
static long
next_call(struct traced *t, int pass_on)
{
	struct __ptrace_syscall_info info;
	int status, signal = pass_on;

	for (;;) {
		ptrace(PTRACE_SYSCALL, t->p.pid, NULL,
		       (void *)(intptr_t)signal);
		if (waitpid(t->p.pid, &status, 0) != t->p.pid ||
		    !WIFSTOPPED(status)) {
			t->p.status = status;
			t->p.ended = true;
			return -2;
		}
		if (WSTOPSIG(status) == (SIGTRAP | 0x80))
			break;
		signal = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
	}
	if (ptrace(PTRACE_GET_SYSCALL_INFO, t->p.pid, sizeof info, &info) <= 0)
		return -1;
	if (info.op != PTRACE_SYSCALL_INFO_ENTRY)
		return -1;
	watch_journal(t, (long)info.entry.nr, (long)info.entry.args[0]);
	watch_order(t, (long)info.entry.nr, (long)info.entry.args[0]);
	return (long)info.entry.nr;
}

static void
drain(struct traced *t)
{
	char bytes[8192];
	ssize_t n;

	while ((n = read(t->p.master, bytes, sizeof bytes)) > 0)
		vterm_input_write(t->p.vt, bytes, (size_t)n);
}

/* Runs until it waits for a key.  False if it ended, or was killed. */
static bool
run_to_wait(struct traced *t, int signal)
{
	for (;;) {
		long call = next_call(t, signal);
		int waits = 0;

		signal = 0;
		if (call == -2)
			return false;
		if (call == -1)
			continue;
		drain(t);
		ioctl(t->p.slave, FIONREAD, &waits);
		if (t->counting && ++t->calls == t->most) {
			die(t);
			return false;
		}
		if (call != SYS_ppoll || waits)
			continue;
		/* what is prepared has no name and need not be synced */
		ck_assert_msg(!t->unsynced ||
			      access(PROCESS_REPORT ".journal", F_OK) < 0,
			      "it waits and has not synced");
		return true;
	}
}

static bool
feed(struct traced *t, const char *key)
{
	process_type(&t->p, key);
	return run_to_wait(t, 0);
}

static void
close_traced(struct traced *t)
{
	if (!t->p.ended)
		die(t);
	process_end(&t->p);
	buf_release(&t->order);
}

/* Opens what is there, as a person would; what is said at first is cleared. */
static void
reopen(struct traced *t, struct buf *seen)
{
	close_traced(t);
	open_traced(t);
	ck_assert(run_to_wait(t, 0));
	ck_assert(feed(t, NOTHING));
	drain(t);
	look(&t->p, seen);
}

/* ---- what there is to be seen if nothing happens ---- */

struct expected {
	struct buf *after;	/* 0: before the first key */
	int keys;
};

static void
expect(struct expected *e, const char *const *key, int keys)
{
	struct traced t;
	int i;

	*e = (struct expected){ .keys = keys };
	e->after = xcalloc((size_t)keys + 1, sizeof *e->after);
	rig_copy(PROCESS_REPORT);
	open_traced(&t);
	ck_assert(run_to_wait(&t, 0));
	for (i = 0; i <= keys; i++) {
		buf_init(&e->after[i]);
		if (i)
			ck_assert(feed(&t, key[i - 1]));
		drain(&t);
		look(&t.p, &e->after[i]);
	}
	close_traced(&t);
	rig_remove_copy();
}

static void
expected_release(struct expected *e)
{
	int i;

	for (i = 0; i <= e->keys; i++)
		buf_release(&e->after[i]);
	free(e->after);
}

/* ---- tests ---- */

static const int deaths[] = { SIGKILL, SIGHUP, SIGTERM };

/* After each key it ends, and each time the next one goes on. */
START_TEST(after_each_key)
{
	struct expected e;
	struct buf seen = BUF_INIT;
	struct traced t;
	int i;

	expect(&e, keying, (int)ARRAY_LEN(keying));
	rig_copy(PROCESS_REPORT);
	open_traced(&t);
	ck_assert(run_to_wait(&t, 0));
	for (i = 1; i <= e.keys; i++) {
		ck_assert(feed(&t, keying[i - 1]));
		if (deaths[_i] != SIGKILL) {
			kill(t.p.pid, deaths[_i]);
			while (run_to_wait(&t, 0))
				continue;
			ck_assert(WIFEXITED(t.p.status));
			ck_assert_int_eq(WEXITSTATUS(t.p.status),
					 128 + deaths[_i]);
		}
		reopen(&t, &seen);
		assert_looks(&t.p, &seen, &e.after[i], "after key", i);
	}
	close_traced(&t);
	rig_remove_copy();
	expected_release(&e);
	buf_release(&seen);
}
END_TEST

/* What is typed, at once, and the calls that it makes, to the next wait. */
static const struct {
	const char *keys, *order;
} orders[] = {
	/* the first makes the journal: its name, and the folder's sync */
	{ "7", "..jnsdd." },
	{ "1", ".j.s.d." },
	/* the end of a burst is waited for */
	{ "2\r35\r", "..j.s.d." },
	/* where one stands alone */
	{ "\r", ".j.s.d." },
	{ "]", ".j.s.d." },
};

/* The journal first, in one write however many keys came in; then the screen;
 * and only then do we wait for the disk. */
START_TEST(journal_screen_sync)
{
	struct traced t;
	size_t i;

	rig_copy(PROCESS_REPORT);
	open_traced(&t);
	ck_assert(run_to_wait(&t, 0));
	ck_assert(access(PROCESS_REPORT ".journal", F_OK) < 0);
	for (i = 0; i < ARRAY_LEN(orders); i++) {
		buf_clear(&t.order);
		ck_assert(feed(&t, orders[i].keys));
		ck_assert_msg(!strcmp(t.order.text, orders[i].order),
			      "keys %zu: %s", i, t.order.text);
	}
	close_traced(&t);
	rig_remove_copy();
}
END_TEST

/* Killed at call N; false if there are fewer. */
static bool
kill_at_call(const struct expected *e, int n)
{
	struct buf seen = BUF_INIT;
	struct traced t;
	int fed = 0;
	bool killed;

	rig_copy(PROCESS_REPORT);
	open_traced(&t);
	ck_assert(run_to_wait(&t, 0));
	t.counting = true;
	t.most = n;
	while (fed < e->keys && feed(&t, calls[fed]))
		fed++;
	killed = t.killed;
	if (killed) {
		reopen(&t, &seen);
		/* the key on which it was killed may be in the journal */
		if (strcmp(seen.text, e->after[fed].text))
			assert_looks(&t.p, &seen, &e->after[fed + 1],
				     "at call", n);
	}
	close_traced(&t);
	rig_remove_copy();
	buf_release(&seen);
	return killed;
}

#define PARTS 4			/* the calls are dealt to so many tests */

START_TEST(at_each_call)
{
	struct expected e;
	int n;

	expect(&e, calls, (int)ARRAY_LEN(calls));
	for (n = 1 + _i; kill_at_call(&e, n); n += PARTS)
		continue;
	/* a key is read, noted, drawn and waited for, at the least */
	ck_assert_int_gt(n, 4 * (int)ARRAY_LEN(calls));
	expected_release(&e);
}
END_TEST

/* Leaving saves; what is killed on the way is saved by --recover. */
static const char *const leaving[] = { "7", "1", "q" };

/* What lies there now, saved. */
static void
recover(struct buf *out)
{
	char option[] = "--recover", report[] = PROCESS_REPORT;
	char *const argv[] = { getenv("GOUJI"), option, report, NULL };
	struct process p;

	process_run(&p, argv);
	process_assert_exit(&p, 0);
	process_end(&p);
	rig_read_file(PROCESS_REPORT, out);
}

/* Leaves, killed at call N; how many keys were taken before. */
static bool
leave(int n, int *fed, struct buf *file)
{
	struct traced t;
	bool killed;

	rig_copy(PROCESS_REPORT);
	open_traced(&t);
	ck_assert(run_to_wait(&t, 0));
	t.counting = true;
	t.most = n;
	for (*fed = 0; *fed < (int)ARRAY_LEN(leaving); ++*fed)
		if (!feed(&t, leaving[*fed]))
			break;
	killed = t.killed;
	close_traced(&t);
	buf_clear(file);
	recover(file);
	if (!killed) {
		ck_assert(access(PROCESS_REPORT ".journal", F_OK) < 0);
		ck_assert(access(PROCESS_REPORT ".lock", F_OK) < 0);
	}
	rig_remove_copy();
	return killed;
}

START_TEST(while_leaving)
{
	struct buf whole = BUF_INIT, file = BUF_INIT;
	int fed, n;

	ck_assert(!leave(0, &fed, &whole));
	ck_assert_ptr_nonnull(strstr(whole.text, "[71, "));
	for (n = 1; leave(n, &fed, &file); n++)
		if (fed == (int)ARRAY_LEN(leaving) - 1)
			ck_assert_str_eq(file.text, whole.text);
	buf_release(&whole);
	buf_release(&file);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("kill");
	TCase *c = tcase_create("kill");

	if (!getenv("GOUJI"))
		return 77;
	rig_environment();
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LANGUAGE");
	/* which traces, too */
	setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
	tcase_set_timeout(c, 5 * PATIENCE);
	tcase_add_loop_test(c, after_each_key, 0, (int)ARRAY_LEN(deaths));
	tcase_add_test(c, journal_screen_sync);
	tcase_add_loop_test(c, at_each_call, 0, PARTS);
	tcase_add_test(c, while_leaving);
	suite_add_tcase(s, c);
	return support_run(s);
}
