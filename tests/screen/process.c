/* process.c - the program itself, on a terminal */
#include "process.h"

#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "rig.h"

/* ---- running it ---- */

static void
become(const struct process *p, char *const argv[], bool traced)
{
	setsid();
	ioctl(p->slave, TIOCSCTTY, 0);
	dup2(p->slave, STDIN_FILENO);
	dup2(p->slave, STDOUT_FILENO);
	dup2(p->slave, STDERR_FILENO);
	close(p->master);
	if (p->slave > STDERR_FILENO)
		close(p->slave);
	if (traced)
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
	execv(argv[0], argv);
	_exit(99);
}

static void
run(struct process *p, char *const argv[], bool traced)
{
	struct winsize w = { .ws_row = 24, .ws_col = 80 };

	*p = (struct process){ .rows = 24, .columns = 80, .sent = BUF_INIT };
	ck_assert_int_eq(openpty(&p->master, &p->slave, NULL, NULL, &w), 0);
	fcntl(p->master, F_SETFL, O_NONBLOCK);
	fcntl(p->master, F_SETFD, FD_CLOEXEC);
	tcgetattr(p->slave, &p->before);
	p->vt = vterm_new(p->rows, p->columns);
	vterm_set_utf8(p->vt, 1);
	vterm_screen_enable_altscreen(vterm_obtain_screen(p->vt), 1);
	vterm_screen_reset(vterm_obtain_screen(p->vt), 1);
	p->pid = fork();
	ck_assert(p->pid >= 0);
	if (p->pid == 0)
		become(p, argv, traced);
}

void
process_run(struct process *p, char *const argv[])
{
	run(p, argv, false);
}

void
process_run_traced(struct process *p, char *const argv[])
{
	run(p, argv, true);
}

void
process_start(struct process *p)
{
	char report[] = PROCESS_REPORT;
	char *const argv[] = { getenv("GOUJI"), report, NULL };

	rig_copy(PROCESS_REPORT);
	process_run(p, argv);
}

void
process_again(struct process *p)
{
	char report[] = PROCESS_REPORT;
	char *const argv[] = { getenv("GOUJI"), report, NULL };

	process_end(p);
	process_run(p, argv);
}

/* Runs SCRIPT in a shell, where "$0" "$1" is to run the program. */
void
process_start_in_shell(struct process *p, const char *script)
{
	char shell[] = "/bin/sh", command[] = "-c", report[] = PROCESS_REPORT;
	char *text = xstrdup(script);
	char *const argv[] = { shell, command, text, getenv("GOUJI"), report,
			       NULL };

	rig_copy(PROCESS_REPORT);
	process_run(p, argv);
	free(text);
}

void
process_end(struct process *p)
{
	if (!p->ended) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, NULL, 0);
	}
	if (p->master >= 0)
		close(p->master);
	close(p->slave);
	vterm_free(p->vt);
	buf_release(&p->sent);
	p->ended = true;
}

void
process_finish(struct process *p)
{
	process_end(p);
	rig_remove_copy();
}

/* Takes what comes, waiting a little for it. */
void
process_take(struct process *p)
{
	struct pollfd fd = { .fd = p->master, .events = POLLIN };
	char bytes[4096];
	ssize_t n;

	if (poll(&fd, p->deaf ? 0 : 1, 20) <= 0)
		return;
	while ((n = read(p->master, bytes, sizeof bytes)) > 0) {
		buf_addn(&p->sent, bytes, (size_t)n);
		vterm_input_write(p->vt, bytes, (size_t)n);
	}
	vterm_screen_flush_damage(vterm_obtain_screen(p->vt));
}

/* ---- what is to be seen ---- */

/* Row Y; characters of several are cut to their first. */
static void
row_text(const struct process *p, int y, struct buf *out)
{
	VTermScreen *screen = vterm_obtain_screen(p->vt);
	VTermRect r = { .start_row = y, .end_row = y + 1,
			.end_col = p->columns };
	char text[4096];
	size_t n = vterm_screen_get_text(screen, text, sizeof text, r);

	buf_clear(out);
	buf_addn(out, text, n);
}

bool
process_sees(const struct process *p, int from, const char *text)
{
	struct buf row = BUF_INIT;
	bool found = false;
	int y;

	for (y = from; y < p->rows && !found; y++) {
		row_text(p, y, &row);
		found = strstr(row.text, text);
	}
	buf_release(&row);
	return found;
}

void
process_give_up(const struct process *p, const char *what, const char *text)
{
	struct buf row = BUF_INIT;
	int y;

	for (y = 0; y < p->rows; y++) {
		row_text(p, y, &row);
		fprintf(stderr, "|%s\n", row.text);
	}
	kill(p->pid, SIGKILL);
	ck_abort_msg("%s '%s'", what, text);
}

/* Waits until TEXT stands in row FROM or below. */
void
process_await_below(struct process *p, int from, const char *text)
{
	time_t end = time(NULL) + PATIENCE;

	while (!process_sees(p, from, text)) {
		if (time(NULL) > end)
			process_give_up(p, "never seen:", text);
		process_take(p);
	}
}

void
process_await(struct process *p, const char *text)
{
	process_await_below(p, 0, text);
}

void
process_type(struct process *p, const char *keys)
{
	size_t n = strlen(keys);

	ck_assert_int_eq((int)write(p->master, keys, n), (int)n);
}

/* Waits until it has ended; it may not have stopped. */
void
process_await_end(struct process *p)
{
	time_t end = time(NULL) + PATIENCE;

	while (waitpid(p->pid, &p->status, WNOHANG) == 0) {
		if (time(NULL) > end)
			process_give_up(p, "it goes on", "");
		if (p->master >= 0)
			process_take(p);
	}
	if (p->master >= 0)
		process_take(p);
	p->ended = true;
}

void
process_assert_exit(struct process *p, int status)
{
	process_await_end(p);
	ck_assert(WIFEXITED(p->status));
	ck_assert_int_eq(WEXITSTATUS(p->status), status);
}

void
process_assert_modes(const struct process *p)
{
	struct termios now;

	tcgetattr(p->slave, &now);
	ck_assert_int_eq(now.c_iflag, p->before.c_iflag);
	ck_assert_int_eq(now.c_oflag, p->before.c_oflag);
	ck_assert_int_eq(now.c_lflag, p->before.c_lflag);
	ck_assert_int_eq(now.c_cflag, p->before.c_cflag);
}
