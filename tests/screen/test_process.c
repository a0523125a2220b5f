/*
 * test_process.c - the program itself, on a terminal
 *
 * What only a process can show: signals, the terminal given back, time that
 * passes, an exit status.
 */
#include <check.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "../unit/report-support.h"
#include "base/mem.h"
#include "process.h"
#include "rig.h"

#define REPORT PROCESS_REPORT

#define FAREWELL "\033[?2004l\033[?1l\033>\033[?1049l\033[23;0;0t"

/* Its last bytes: pastes and keys as before, the numeric keypad numeric, and
 * the other screen left. */
static void
assert_given_back(const struct process *p)
{
	size_t n = sizeof FAREWELL - 1;

	process_assert_modes(p);
	ck_assert_uint_gt(p->sent.len, n);
	ck_assert_str_eq(p->sent.text + p->sent.len - n, FAREWELL);
}

/* ---- where it stands ---- */

/* Waits until the file of the report says TEXT. */
static void
await_saved(struct process *p, const char *text)
{
	time_t end = time(NULL) + PATIENCE;
	struct buf file = BUF_INIT;

	while (rig_read_file(REPORT, &file), !strstr(file.text, text)) {
		if (time(NULL) > end)
			process_give_up(p, "never saved:", text);
		process_take(p);
		buf_clear(&file);
	}
	buf_release(&file);
}

/* The letter that ps shows for PID: T if it is stopped. */
static char
state(pid_t pid)
{
	char name[64], letter = '?';
	FILE *f;

	snprintf(name, sizeof name, "/proc/%d/stat", (int)pid);
	f = fopen(name, "r");
	ck_assert(f);
	ck_assert_int_eq(fscanf(f, "%*d (%*[^)]) %c", &letter), 1);
	fclose(f);
	return letter;
}

static void
await_state(struct process *p, pid_t pid, char wanted)
{
	time_t end = time(NULL) + PATIENCE;

	while (state(pid) != wanted) {
		if (time(NULL) > end)
			process_give_up(p, "never in that state", "");
		process_take(p);
	}
}

/* It draws all, and again, until the terminal, of which we read nothing, takes
 * no more: some KiB go in even after it says that there is no room, so it goes
 * on a while.  The window is as before then. */
static void
stall(struct process *p)
{
	struct winsize w = { .ws_row = 24, .ws_col = 79 };
	struct pollfd room = { .fd = p->slave, .events = POLLOUT };
	time_t end = time(NULL) + PATIENCE;
	int full = 0;

	p->deaf = true;
	while (full < 40) {
		if (time(NULL) > end)
			process_give_up(p, "it cannot be stalled", "");
		w.ws_col ^= 79 ^ 80;
		ioctl(p->master, TIOCSWINSZ, &w);
		full = poll(&room, 1, 10) ? 0 : full + 1;
	}
	w.ws_col = 80;
	ioctl(p->master, TIOCSWINSZ, &w);
}

/* ---- tests ---- */

START_TEST(keys_and_saving)
{
	struct process p;
	struct buf file = BUF_INIT;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	process_type(&p, "]]]]");
	process_await(&p, "Applicants");
	/* the keypad sends digits, a paste is told from typing */
	ck_assert(strstr(p.sent.text, "\033[?1h\033=\033>\033[?2004h"));
	process_type(&p, "4");
	process_await(&p, "differs by 1");
	process_type(&p, "\r5\033[B");
	process_await(&p, "9!");
	process_type(&p, "\023");
	process_await(&p, REPORT " is saved");
	process_type(&p, "q");
	process_assert_exit(&p, 0);
	assert_given_back(&p);
	rig_read_file(REPORT, &file);
	ck_assert(strstr(file.text, "  new: [4, 5, 0, 0, 0, 0, 9]\n"));
	buf_release(&file);
	process_finish(&p);
}
END_TEST

/* A link that stalls: what is typed meanwhile comes at once, and all of it
 * acts, in its order. */
START_TEST(typed_ahead)
{
	struct process p;
	struct buf file = BUF_INIT;
	int i;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	process_type(&p, "]]]]");
	process_await(&p, "Applicants");
	kill(p.pid, SIGSTOP);
	for (i = 0; i < 150; i++)
		process_type(&p, "5\r");
	for (i = 0; i < 350; i++)
		process_type(&p, "lh");
	process_type(&p, "\023");
	kill(p.pid, SIGCONT);
	process_await(&p, REPORT " is saved");
	process_type(&p, "q");
	process_assert_exit(&p, 0);
	rig_read_file(REPORT, &file);
	ck_assert(strstr(file.text, "  new: [5, 5, 5, 5, 5, 5, 30]\n"));
	for (i = 0; strstr(file.text, ": [5, 5, 5, 5, 5, 5, 30]"); i++)
		*strstr(file.text, ": [5, 5, 5, 5, 5, 5, 30]") = '.';
	ck_assert_int_ge(i, 20);
	buf_release(&file);
	process_finish(&p);
}
END_TEST

/* A lone Esc is a key after a while, a sequence cut in two is not. */
START_TEST(escape)
{
	struct process p;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	process_type(&p, "]]]]41");
	process_await(&p, "differs by 38");
	process_type(&p, "\033");
	process_await(&p, "   ok");
	process_type(&p, "q");
	process_assert_exit(&p, 0);
	process_finish(&p);
}
END_TEST

/* Ctrl-Z takes back; it does not stop the program. */
START_TEST(control_z)
{
	struct process p;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	process_type(&p, "]]]]41\r");
	process_await(&p, "changed");
	process_type(&p, "\032");
	process_await(&p, "saved");
	ck_assert_int_eq(waitpid(p.pid, NULL, WNOHANG | WUNTRACED), 0);
	/* nor do Ctrl-C, Ctrl-\, Ctrl-S */
	process_type(&p, "\003\034\023");
	process_await(&p, "is saved");
	process_type(&p, "]");
	process_await(&p, "Administrative review");
	process_type(&p, "\021");
	process_assert_exit(&p, 0);
	assert_given_back(&p);
	process_finish(&p);
}
END_TEST

START_TEST(window_changes)
{
	struct winsize w = { .ws_row = 16, .ws_col = 60 };
	struct process p;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	process_type(&p, "]]]]41");
	process_await(&p, "differs by 38");
	vterm_set_size(p.vt, 16, 60);
	p.rows = 16;
	p.columns = 60;
	ioctl(p.master, TIOCSWINSZ, &w);
	process_await_below(&p, 15, "Enter next");
	process_await(&p, "differs by 38");
	process_type(&p, "2");
	process_await(&p, "differs by 409");
	vterm_set_size(p.vt, 40, 100);
	p.rows = 40;
	p.columns = 100;
	w = (struct winsize){ .ws_row = 40, .ws_col = 100 };
	ioctl(p.master, TIOCSWINSZ, &w);
	process_await_below(&p, 39, "leave");
	process_await(&p, "25 4 Pending");
	kill(p.pid, SIGTERM);
	process_assert_exit(&p, 128 + SIGTERM);
	process_finish(&p);
}
END_TEST

static const int ends[] = {
	SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM,
};

START_TEST(told_to_end)
{
	struct process p;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	kill(p.pid, ends[_i]);
	process_assert_exit(&p, 128 + ends[_i]);
	assert_given_back(&p);
	process_finish(&p);
}
END_TEST

/* What was typed since the last save is not in the file, but not lost. */
START_TEST(told_to_end_unsaved)
{
	struct process p;
	struct buf file = BUF_INIT;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	process_type(&p, "]]]]4");
	process_await(&p, "differs by 1");
	kill(p.pid, ends[_i]);
	process_assert_exit(&p, 128 + ends[_i]);
	process_assert_modes(&p);
	rig_read_file(REPORT, &file);
	ck_assert(strstr(file.text, "  new: [3, 0, 0, 0, 0, 0, 3]\n"));
	/* and the next session has it */
	process_again(&p);
	process_await(&p, "restored: 1 entry");
	process_await(&p, "differs by 1");
	process_type(&p, "q");
	process_assert_exit(&p, 0);
	buf_clear(&file);
	rig_read_file(REPORT, &file);
	ck_assert(strstr(file.text, "  new: [4, 0, 0, 0, 0, 0, 4]\n"));
	buf_release(&file);
	process_finish(&p);
}
END_TEST

/* What a failing write brings is told as an error, if at all. */
START_TEST(no_end)
{
	struct process p;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	kill(p.pid, SIGPIPE);
	kill(p.pid, SIGXFSZ);
	process_type(&p, "]]]]4");
	process_await(&p, "differs by 1");
	process_type(&p, "q");
	process_assert_exit(&p, 0);
	process_finish(&p);
}
END_TEST

static const int crashes[] = {
	SIGABRT, SIGFPE, SIGBUS, SIGILL, SIGSEGV, SIGTRAP, SIGSYS,
};

/* Even then the terminal is as it was. */
START_TEST(crash)
{
	struct process p;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	kill(p.pid, crashes[_i]);
	process_await_end(&p);
	ck_assert(WIFSIGNALED(p.status));
	ck_assert_int_eq(WTERMSIG(p.status), crashes[_i]);
	assert_given_back(&p);
	process_finish(&p);
}
END_TEST

#if defined __x86_64__ || defined __aarch64__
/* A stack that is used up is one where nothing can be put. */
static void
take_stack(pid_t pid)
{
	struct user_regs_struct regs;
	struct iovec all = { .iov_base = &regs, .iov_len = sizeof regs };

	ck_assert_int_eq(ptrace(PTRACE_GETREGSET, pid, NT_PRSTATUS, &all), 0);
#ifdef __x86_64__
	regs.rsp = 4096;
#else
	regs.sp = 4096;
#endif
	ck_assert_int_eq(ptrace(PTRACE_SETREGSET, pid, NT_PRSTATUS, &all), 0);
}

START_TEST(crash_without_stack)
{
	struct process p;
	int status;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	if (ptrace(PTRACE_SEIZE, p.pid, NULL, NULL)) {
		fprintf(stderr, "may not trace: %s\n", strerror(errno));
		process_finish(&p);
		return;
	}
	kill(p.pid, SIGSEGV);
	ck_assert_int_eq(waitpid(p.pid, &status, 0), p.pid);
	ck_assert(WIFSTOPPED(status));
	ck_assert_int_eq(WSTOPSIG(status), SIGSEGV);
	take_stack(p.pid);
	ptrace(PTRACE_DETACH, p.pid, NULL, SIGSEGV);
	process_await_end(&p);
	ck_assert(WIFSIGNALED(p.status));
	ck_assert_int_eq(WTERMSIG(p.status), SIGSEGV);
	assert_given_back(&p);
	process_finish(&p);
}
END_TEST
#endif

START_TEST(stopped_and_continued)
{
	struct process p;
	int status;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	kill(p.pid, SIGSTOP);
	ck_assert_int_eq(waitpid(p.pid, &status, WUNTRACED), p.pid);
	ck_assert(WIFSTOPPED(status));
	/* whoever had the terminal meanwhile left it like this */
	tcsetattr(p.slave, TCSANOW, &p.before);
	vterm_screen_reset(vterm_obtain_screen(p.vt), 1);
	kill(p.pid, SIGCONT);
	process_await(&p, "Article 20 (1)");
	process_type(&p, "]]]]4");
	process_await(&p, "differs by 1");
	process_type(&p, "q");
	process_assert_exit(&p, 0);
	assert_given_back(&p);
	process_finish(&p);
}
END_TEST

static const int stops[] = { SIGTSTP, SIGTTIN, SIGTTOU };

/* Stopped by another hand than ^Z: the shell has the terminal as it was, and
 * after fg all is there again. */
START_TEST(stopped_in_shell)
{
	struct process p;

	process_start_in_shell(&p, "set -m; \"$0\" \"$1\"; echo \"stopped $?\"; "
			   "read x; fg; echo \"ended $?\"");
	process_await(&p, "Article 20 (1)");
	process_type(&p, "]]]]4");
	process_await(&p, "differs by 1");
	kill(tcgetpgrp(p.master), stops[_i]);
	process_await(&p, "stopped 148");
	process_assert_modes(&p);
	ck_assert(strstr(p.sent.text, FAREWELL));
	ck_assert(!process_sees(&p, 0, "differs by 1"));
	process_type(&p, "\n");
	process_await(&p, "differs by 1");
	process_type(&p, "5");
	process_await(&p, "differs by 42");
	process_type(&p, "q");
	process_await(&p, "ended 0");
	process_assert_exit(&p, 0);
	process_assert_modes(&p);
	process_finish(&p);
}
END_TEST

/* Begun in the background it waits for the terminal, and sends nothing. */
START_TEST(begun_in_background)
{
	struct process p;
	pid_t pid;

	process_start_in_shell(&p, "set -m; \"$0\" \"$1\" & echo \"job $!.\"; "
			   "read x; fg; echo \"ended $?\"");
	process_await(&p, "job ");
	process_await(&p, ".");
	pid = (pid_t)atoi(strstr(p.sent.text, "job ") + 4);
	await_state(&p, pid, 'T');
	ck_assert(!strchr(p.sent.text, '\033'));
	process_assert_modes(&p);
	process_type(&p, "\n");
	process_await(&p, "Article 20 (1)");
	process_type(&p, "q");
	process_await(&p, "ended 0");
	process_assert_exit(&p, 0);
	process_assert_modes(&p);
	process_finish(&p);
}
END_TEST

/* Told to go on in the background it stops again, leaves the terminal alone,
 * and can still be ended. */
START_TEST(sent_to_background)
{
	struct process p;
	size_t n;
	pid_t pid;

	process_start_in_shell(&p, "set -m; \"$0\" \"$1\"; bg; echo sent; read x; "
			   "kill -TERM %1; kill -CONT %1; "
			   "until wait %1; [ $? = 143 ]; do :; done; "
			   "echo ended");
	process_await(&p, "Article 20 (1)");
	pid = tcgetpgrp(p.master);
	kill(pid, _i ? SIGSTOP : SIGTSTP);
	process_await(&p, "sent");
	await_state(&p, pid, 'T');
	process_take(&p);
	n = p.sent.len;
	process_type(&p, "\n");
	process_await(&p, "ended");
	process_assert_exit(&p, 0);
	ck_assert(!strchr(p.sent.text + n, '\033'));
	/* after SIGSTOP they are the shell's to mend */
	if (!_i)
		process_assert_modes(&p);
	process_finish(&p);
}
END_TEST

/* Keys are taken while the terminal does not read, and it shows all once it
 * does. */
START_TEST(stalled)
{
	struct process p;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	stall(&p);
	process_type(&p, "]]]]4\r5\033[B\023");
	await_saved(&p, "  new: [4, 5, 0, 0, 0, 0, 9]\n");
	ck_assert(!strstr(p.sent.text, "is saved"));
	p.deaf = false;
	process_await(&p, REPORT " is saved");
	process_await(&p, "9!");
	process_type(&p, "6");
	process_await(&p, "differs by ");
	process_type(&p, "q");
	process_assert_exit(&p, 0);
	assert_given_back(&p);
	process_finish(&p);
}
END_TEST

/* It ends even then, and should the terminal read again it finds all as it
 * was. */
START_TEST(stalled_and_told_to_end)
{
	struct process p;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	stall(&p);
	kill(p.pid, ends[_i]);
	process_assert_exit(&p, 128 + ends[_i]);
	p.deaf = false;
	process_take(&p);
	assert_given_back(&p);
	process_finish(&p);
}
END_TEST

/* The window is closed: it ends, by itself. */
START_TEST(terminal_goes_away)
{
	struct process p;

	process_start(&p);
	process_await(&p, "Article 20 (1)");
	if (_i)
		stall(&p);
	close(p.master);
	p.master = -1;
	process_await_end(&p);
	ck_assert(WIFEXITED(p.status));
	ck_assert_int_ne(WEXITSTATUS(p.status), 0);
	process_finish(&p);
}
END_TEST

/* Labels and messages are in the language of the locale. */
START_TEST(chinese)
{
	struct process p;

	if (!setlocale(LC_ALL, "zh_CN.UTF-8"))
		return;
	setenv("LC_ALL", "zh_CN.UTF-8", 1);
	process_start(&p);
	process_await(&p, "第二十条第（一）项");
	process_await(&p, "规范性文件");
	process_type(&p, "q");
	process_assert_exit(&p, 0);
	process_finish(&p);
}
END_TEST

static const struct {
	const char *term, *locale, *complaint;
} refused[] = {
	{ "dumb", "C.UTF-8", "terminal 'dumb'" },
	{ "", "C.UTF-8", "set TERM" },
};

/* One error that says what to do, and nothing else. */
START_TEST(refuses)
{
	struct process p;

	setenv("TERM", refused[_i].term, 1);
	setenv("LC_ALL", refused[_i].locale, 1);
	process_start(&p);
	process_assert_exit(&p, 2);
	process_assert_modes(&p);
	ck_assert_msg(strstr(p.sent.text, refused[_i].complaint), "%s",
		      p.sent.text);
	ck_assert(!strchr(p.sent.text, '\033'));
	ck_assert_ptr_eq(strchr(p.sent.text, '\n') + 1,
			 p.sent.text + p.sent.len);
	process_finish(&p);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("process");
	TCase *c = tcase_create("process");

	if (!getenv("GOUJI"))
		return 77;
	rig_environment();
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LANGUAGE");
	tcase_set_timeout(c, 2 * PATIENCE);
	tcase_add_test(c, keys_and_saving);
	tcase_add_test(c, typed_ahead);
	tcase_add_test(c, escape);
	tcase_add_test(c, control_z);
	tcase_add_test(c, window_changes);
	tcase_add_loop_test(c, told_to_end, 0, (int)ARRAY_LEN(ends));
	tcase_add_loop_test(c, told_to_end_unsaved, 0, (int)ARRAY_LEN(ends));
	tcase_add_loop_test(c, crash, 0, (int)ARRAY_LEN(crashes));
#if defined __x86_64__ || defined __aarch64__
	tcase_add_test(c, crash_without_stack);
#endif
	tcase_add_test(c, no_end);
	tcase_add_test(c, stopped_and_continued);
	tcase_add_loop_test(c, stopped_in_shell, 0, (int)ARRAY_LEN(stops));
	tcase_add_test(c, begun_in_background);
	tcase_add_loop_test(c, sent_to_background, 0, 2);
	tcase_add_test(c, stalled);
	tcase_add_loop_test(c, stalled_and_told_to_end, 0, 3);
	tcase_add_loop_test(c, terminal_goes_away, 0, 2);
	tcase_add_test(c, chinese);
	tcase_add_loop_test(c, refuses, 0, (int)ARRAY_LEN(refused));
	suite_add_tcase(s, c);
	return support_run(s);
}
