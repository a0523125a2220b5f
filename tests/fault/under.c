/* under.c - a program is run under the shim */
#include "under.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "shot.h"

/* ---- in the child ---- */

static void
tell_shim(const char *folder, const char *page, const struct fault *f)
{
	const char *build = getenv("builddir"), *asan = getenv("ASAN_OPTIONS");
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s/tests/fault/shim.so", build ? build : ".");
	setenv("LD_PRELOAD", text.text, 1);
	buf_clear(&text);
	/* the shim is first; it hands on to the sanitizer's functions */
	buf_addf(&text, "%s:verify_asan_link_order=0", asan ? asan : "");
	setenv("ASAN_OPTIONS", text.text, 1);
	buf_clear(&text);
	buf_addf(&text, "%u", f->action ? f->at : 0);
	setenv("FAULT_AT", text.text, 1);
	buf_release(&text);
	setenv("FAULT_FOLDER", folder, 1);
	setenv("FAULT_CALLS", f->calls, 1);
	setenv("FAULT_PAGE", page, 1);
	if (f->action)
		setenv("FAULT_DO", f->action, 1);
	if (f->lasts)
		setenv("FAULT_LASTS", "1", 1);
	if (f->no_links)
		setenv("FAULT_NO_LINKS", "1", 1);
	if (f->disk)
		setenv("FAULT_DISK", f->disk, 1);
}

static void
redirect(int fd, const char *path)
{
	int to = open(path, O_RDWR | O_CREAT | O_TRUNC, 0644);

	if (to < 0 || dup2(to, fd) < 0)
		cannot(path);
	if (to != fd)
		close(to);
}

_Noreturn static void
child(const char *const argv[], const char *folder, const char *page,
      const char *err, const struct fault *f)
{
	if (chdir(folder))
		cannot(folder);
	tell_shim(folder, page, f);
	if (err) {
		redirect(STDERR_FILENO, err);
		redirect(STDIN_FILENO, "/dev/null");
		redirect(STDOUT_FILENO, "/dev/null");
	}
	alarm(60);
	execv(argv[0], (char *const *)(void *)argv);
	cannot(argv[0]);
}

/* ---- in the parent ---- */

/* Is one of the words of ANY, parted by |, in TEXT? */
static bool
has(const char *text, const char *any)
{
	char word[40];

	while (*any) {
		size_t len = strcspn(any, "|");

		snprintf(word, sizeof word, "%.*s", (int)len, any);
		if (strstr(text, word))
			return true;
		any += len + (any[len] == '|');
	}
	return false;
}

/* Types at MASTER what STEPS say until the program is gone or the line drops;
 * adds what it writes to OUT.  How many steps were taken. */
static int
type(int master, const struct step *steps, struct buf *out)
{
	const struct step *first = steps;
	size_t seen = 0;
	char piece[4096];
	ssize_t n;

	/* EIO: nobody has the terminal open any more */
	while ((n = read(master, piece, sizeof piece)) > 0 ||
	       (n < 0 && errno == EINTR)) {
		if (n > 0)
			buf_addn(out, piece, (size_t)n);
		while (steps->send && has(out->text + seen, steps->until)) {
			size_t len = strlen(steps++->send);

			seen = out->len;
			if (!len || write(master, steps[-1].send, len) < 0)
				return (int)(steps - first);
		}
	}
	return (int)(steps - first);
}

static pid_t
start(const char *const argv[], const char *folder, const char *page,
      const char *err, const struct fault *f, int *master)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	pid_t pid = master ? forkpty(master, NULL, NULL, &size) : fork();

	if (pid < 0)
		cannot("fork");
	if (!pid)
		child(argv, folder, page, master ? NULL : err, f);
	return pid;
}

static void
wait_for(pid_t pid, struct outcome *o)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			cannot("wait");
	o->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	o->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void
read_page(const char *path, struct fault_page *page)
{
	struct buf bytes = BUF_INIT;

	file_take(path, &bytes);
	memcpy(page, bytes.text, sizeof *page);
	buf_release(&bytes);
}

void
under_shim(const char *const argv[], const char *folder, const char *work,
	   const struct fault *fault, const struct step *steps,
	   struct outcome *o)
{
	char *page = path_join(work, "page"), *err = path_join(work, "err");
	static const struct fault_page none;
	int master = -1;
	pid_t pid;

	*o = (struct outcome){ .err = BUF_INIT };
	file_write(page, (const char *)&none, sizeof none);
	pid = start(argv, folder, page, err, fault, steps ? &master : NULL);
	if (steps) {
		o->steps = type(master, steps, &o->err);
		close(master);
	}
	wait_for(pid, o);
	if (!steps)
		file_take(err, &o->err);
	read_page(page, &o->page);
	free(page);
	free(err);
}

void
outcome_release(struct outcome *o)
{
	buf_release(&o->err);
}
