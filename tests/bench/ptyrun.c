/*
 * ptyrun.c - what each key costs a program that is run on a terminal
 *
 *	ptyrun [-s SCRIPT] [-e TEXT]... [-t | -i DUMPS | -n RUNS]
 *		COMMAND [ARGUMENT...]
 *
 * Starts COMMAND on a pseudo-terminal of 24 lines and 80 columns, waits until
 * its first screen is there and it sleeps, and presses the keys of SCRIPT one
 * by one, each when the program sleeps again.  Prints a line for each measure
 * and class of keys:
 *
 *	MEASURE CLASS COUNT MEDIAN WORST
 *
 * Without an option these are "bytes" and "us", microseconds from the key to
 * the last byte; with -t, which traces the program, "writes" to the terminal,
 * "calls" of the system and "syncs" among them; with -i "instr", instructions,
 * from what valgrind leaves in DUMPS.1, DUMPS.2 ..., those to the first screen
 * as class "start"; with -n it is started RUNS times: "us", "bytes" and
 * "memory" (KiB) of class "start".  A last line of class "idle" says what a
 * second without keys costs.  It fails if a TEXT is not among the first SAID
 * bytes that the program wrote.
 *
 * Each line of SCRIPT is a name and some CLASS=KEY; what all its keys cost
 * together is counted as class NAME.  "-" is a class that is not counted.
 * A KEY is what is typed, or one of the names below.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define LINES 24
#define COLUMNS 80
#define SAID 16384

#define QUIET_MS 20		/* as long without a byte, and asleep: done */
#define SLOW_MS 60		/* the same where valgrind is at work */
#define START_MS 100		/* the same for the first screen */
#define LIMIT_MS 60000
#define SLOW_LIMIT_MS 600000
#define IDLE_MS 1000

static const struct {
	const char *name, *bytes;
} keys[] = {
	/* as a terminal sends them that was told to by smkx */
	{ "Up", "\033OA" }, { "Down", "\033OB" }, { "Right", "\033OC" },
	{ "Left", "\033OD" }, { "Enter", "\r" }, { "Ctrl-S", "\023" },
};

enum measure { BYTES, US, WRITES, CALLS, SYNCS, INSTR, MEMORY, MEASURES };

static const char *const measure_name[] = {
	"bytes", "us", "writes", "calls", "syncs", "instr", "memory",
};

struct cost {
	long of[MEASURES];
};

/* All costs of one class. */
struct class {
	char name[16];
	struct cost *cost;
	int count, room;
};

struct classes {
	struct class class[16];
	int count;
};

struct program {
	pid_t pid;
	int master;
	char terminal[64];	/* the other end's name */
	bool traced, inside;	/* between the stops of a call */
	const char *dumps;	/* NULL: none are made */
	int dump;		/* the last one read */
	long sleeps;		/* how often it had when a key was pressed */
	char said[SAID];	/* the first it wrote */
	size_t said_len;
	struct cost cost;	/* since it was last cleared */
	struct timespec last;	/* byte */
};

static void
die(const struct program *p, const char *format, ...)
{
	va_list ap;

	fputs("ptyrun: ", stderr);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	if (p && p->said_len)
		fprintf(stderr, "it said:\n%.*s\n",
			(int)(p->said_len < 2048 ? p->said_len : 2048),
			p->said);
	if (p && p->pid > 0)
		kill(p->pid, SIGKILL);
	exit(1);
}

static struct timespec
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t;
}

static long
us_between(struct timespec from, struct timespec to)
{
	return (to.tv_sec - from.tv_sec) * 1000000L +
	       (to.tv_nsec - from.tv_nsec) / 1000;
}

/* ---- starting and ending ---- */

static void
become(char **command, const char *terminal, bool traced)
{
	int i, fd;

	setsid();
	fd = open(terminal, O_RDWR);
	for (i = 0; i < 3; i++)
		dup2(fd, i);
	if (fd > 2)
		close(fd);
	if (traced) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
	}
	execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

static void
program_start(struct program *p, char **command, bool traced,
	      const char *dumps)
{
	struct winsize size = { .ws_row = LINES, .ws_col = COLUMNS };
	int status;

	*p = (struct program){ .traced = traced, .dumps = dumps };
	p->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (p->master < 0 || grantpt(p->master) || unlockpt(p->master) ||
	    ptsname_r(p->master, p->terminal, sizeof p->terminal))
		die(NULL, "no pseudo-terminal: %s", strerror(errno));
	ioctl(p->master, TIOCSWINSZ, &size);
	p->last = now();
	p->pid = fork();
	if (p->pid < 0)
		die(NULL, "fork: %s", strerror(errno));
	if (p->pid == 0)
		become(command, p->terminal, traced);
	if (!traced)
		return;
	if (waitpid(p->pid, &status, 0) != p->pid || !WIFSTOPPED(status) ||
	    ptrace(PTRACE_SETOPTIONS, p->pid, NULL,
		   (void *)(long)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL)) ||
	    ptrace(PTRACE_SYSCALL, p->pid, NULL, NULL))
		die(NULL, "cannot trace: %s", strerror(errno));
}

static void
program_end(struct program *p)
{
	int i;

	kill(p->pid, p->traced ? SIGKILL : SIGTERM);
	for (i = 0; i < 200 && !waitpid(p->pid, NULL, WNOHANG); i++) {
		char rest[4096];
		struct pollfd in = { .fd = p->master, .events = POLLIN };

		if (poll(&in, 1, 10) > 0 &&
		    read(p->master, rest, sizeof rest) <= 0)
			usleep(1000);
	}
	if (i == 200) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, NULL, 0);
	}
	close(p->master);
}

/* ---- looking at it ---- */

/* The number after NAME in /proc/PID/status. */
static long
status_number(pid_t pid, const char *name)
{
	char path[64], line[256];
	long n = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (!strncmp(line, name, strlen(name)))
			n = atol(line + strlen(name));
	if (f)
		fclose(f);
	return n;
}

static char
state(pid_t pid)
{
	char path[64], line[512], *end = NULL;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	f = fopen(path, "r");
	if (f && fgets(line, sizeof line, f))
		end = strrchr(line, ')');
	if (f)
		fclose(f);
	return end ? end[2] : 'X';
}

static bool
is_terminal(const struct program *p, int fd)
{
	char path[64], target[64];
	ssize_t n;

	snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)p->pid, fd);
	n = readlink(path, target, sizeof target - 1);
	if (n < 0)
		return false;
	target[n] = '\0';
	return !strcmp(target, p->terminal) || !strcmp(target, "/dev/tty");
}

/* It stopped at a system call's beginning or end. */
static void
note_call(struct program *p)
{
	struct __ptrace_syscall_info info;

	p->inside = !p->inside;
	if (!p->inside)
		return;
	p->cost.of[CALLS]++;
	if (ptrace(PTRACE_GET_SYSCALL_INFO, p->pid, (void *)sizeof info,
		   &info) <= 0)
		die(p, "cannot see its calls: %s", strerror(errno));
	if ((info.entry.nr == SYS_write || info.entry.nr == SYS_writev) &&
	    is_terminal(p, (int)info.entry.args[0]))
		p->cost.of[WRITES]++;
	if (info.entry.nr == SYS_fsync || info.entry.nr == SYS_fdatasync ||
	    info.entry.nr == SYS_msync)
		p->cost.of[SYNCS]++;
}

/* True if it did something. */
static bool
watch(struct program *p)
{
	int status, signal;
	pid_t got = waitpid(p->pid, &status, WNOHANG);

	if (got == 0)
		return false;
	if (got < 0 || WIFEXITED(status) || WIFSIGNALED(status))
		die(p, "the program ended too early");
	signal = WSTOPSIG(status);
	if (signal == (SIGTRAP | 0x80)) {
		note_call(p);
		signal = 0;
	} else if (signal == SIGTRAP || signal == SIGSTOP) {
		signal = 0;
	}
	ptrace(PTRACE_SYSCALL, p->pid, NULL, (void *)(long)signal);
	return true;
}

/* Reads what it wrote, waiting MS for it; true if there was something. */
static bool
listen_to(struct program *p, int ms)
{
	struct pollfd in = { .fd = p->master, .events = POLLIN };
	char bytes[65536];
	size_t room = sizeof p->said - p->said_len;
	ssize_t n;

	if (poll(&in, 1, ms) <= 0)
		return false;
	n = read(p->master, bytes, sizeof bytes);
	if (n <= 0)
		die(p, "the program ended too early");
	p->last = now();
	p->cost.of[BYTES] += n;
	if ((size_t)n < room)
		room = (size_t)n;
	memcpy(p->said + p->said_len, bytes, room);
	p->said_len += room;
	return true;
}

static long
sleeps(const struct program *p)
{
	return status_number(p->pid, "voluntary_ctxt_switches:");
}

/* Waits until it has woken since the last key, sleeps again, and has written
 * nothing for QUIET milliseconds.  On a machine that is busy it may be that
 * long before it wakes. */
static void
settle(struct program *p, int quiet)
{
	struct timespec begin = now(), since = begin;
	long limit = p->dumps ? SLOW_LIMIT_MS : LIMIT_MS;

	while (us_between(since, now()) < quiet * 1000L ||
	       sleeps(p) == p->sleeps || state(p->pid) != 'S') {
		bool moved;

		if (us_between(begin, now()) > limit * 1000L)
			die(p, "the program does not come to rest");
		if (p->traced) {
			moved = watch(p);
			if (listen_to(p, 0))
				moved = true;
			if (!moved)
				usleep(100);
		} else {
			moved = listen_to(p, quiet);
			if (!moved && waitpid(p->pid, NULL, WNOHANG))
				die(p, "the program ended too early");
		}
		if (moved)
			since = now();
	}
}

/* The instructions in the dumps made since this was last called. */
static void
read_dumps(struct program *p)
{
	char path[1024], line[4096];
	FILE *f;

	for (;; p->dump++) {
		snprintf(path, sizeof path, "%s.%d", p->dumps, p->dump + 1);
		f = fopen(path, "r");
		if (!f)
			return;
		while (fgets(line, sizeof line, f))
			if (!strncmp(line, "totals:", 7))
				p->cost.of[INSTR] += atol(line + 7);
		fclose(f);
	}
}

static void
first_screen(struct program *p)
{
	struct timespec begin = p->last;
	long limit = p->dumps ? SLOW_LIMIT_MS : LIMIT_MS;

	while (!p->cost.of[BYTES]) {
		bool moved = p->traced && watch(p);

		if (us_between(begin, now()) > limit * 1000L)
			die(p, "there is no first screen");
		if (!listen_to(p, moved ? 0 : 1) && !p->traced &&
		    waitpid(p->pid, NULL, WNOHANG))
			die(p, "the program ended too early");
	}
	settle(p, START_MS);
	p->cost.of[US] = us_between(begin, p->last);
	p->cost.of[MEMORY] = status_number(p->pid, "VmHWM:");
	if (p->dumps)
		read_dumps(p);
}

/* ---- keys ---- */

static const char *
key_bytes(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!strcmp(keys[i].name, name))
			return keys[i].bytes;
	return name;
}

/* Presses KEY and waits until it is dealt with; its cost is then P's. */
static void
press(struct program *p, const char *key)
{
	const char *bytes = key_bytes(key);
	struct timespec begin;
	ssize_t len = (ssize_t)strlen(bytes);

	p->cost = (struct cost){ .of = { 0 } };
	p->sleeps = sleeps(p);
	begin = p->last = now();
	if (write(p->master, bytes, (size_t)len) != len)
		die(p, "cannot press a key: %s", strerror(errno));
	settle(p, p->dumps ? SLOW_MS : QUIET_MS);
	p->cost.of[US] = us_between(begin, p->last);
	if (p->dumps)
		read_dumps(p);
}

static void
add_cost(struct classes *all, const char *name, const struct cost *cost)
{
	struct class *c = all->class;
	int i;

	if (!strcmp(name, "-"))
		return;
	for (i = 0; i < all->count && strcmp(c->name, name); i++)
		c++;
	if (i == sizeof all->class / sizeof *all->class)
		die(NULL, "too many classes of keys");
	if (i == all->count)
		snprintf(all->class[all->count++].name, sizeof c->name, "%s",
			 name);
	if (c->count == c->room) {
		c->room = c->room ? 2 * c->room : 64;
		c->cost = realloc(c->cost, (size_t)c->room * sizeof *c->cost);
		if (!c->cost)
			die(NULL, "out of memory");
	}
	c->cost[c->count++] = *cost;
}

/* Presses the keys of one line of the script. */
static void
play_line(struct program *p, char *line, struct classes *all)
{
	const char *name = strtok(line, " \n");
	struct cost sum = { .of = { 0 } };
	char *word;
	int i;

	if (!name || *name == '#')
		return;
	while ((word = strtok(NULL, " \n"))) {
		char *key = strchr(word, '=');

		if (!key)
			die(NULL, "no class: '%s'", word);
		*key++ = '\0';
		press(p, key);
		add_cost(all, word, &p->cost);
		for (i = 0; i < MEASURES; i++)
			sum.of[i] += p->cost.of[i];
	}
	add_cost(all, name, &sum);
}

static void
play(struct program *p, const char *script, struct classes *all)
{
	char line[4096];
	FILE *f = fopen(script, "r");

	if (!f)
		die(NULL, "%s: %s", script, strerror(errno));
	while (fgets(line, sizeof line, f))
		play_line(p, line, all);
	fclose(f);
}

static void
idle(struct program *p, struct classes *all)
{
	struct timespec begin = now();

	p->cost = (struct cost){ .of = { 0 } };
	while (us_between(begin, now()) < IDLE_MS * 1000L) {
		if (p->traced)
			watch(p);
		listen_to(p, 1);
	}
	add_cost(all, "idle", &p->cost);
}

static void
expect(const struct program *p, char **text, int n)
{
	int i;

	for (i = 0; i < n; i++)
		if (!memmem(p->said, p->said_len, text[i], strlen(text[i])))
			die(p, "'%s' is not on the screen", text[i]);
}

/* ---- telling ---- */

static int
by_size(const void *x, const void *y)
{
	long a = *(const long *)x, b = *(const long *)y;

	return (a > b) - (a < b);
}

static void
tell(const struct class *c, enum measure m)
{
	long *all = calloc((size_t)c->count, sizeof *all);
	int i;

	if (!all)
		die(NULL, "out of memory");
	for (i = 0; i < c->count; i++)
		all[i] = c->cost[i].of[m];
	qsort(all, (size_t)c->count, sizeof *all, by_size);
	printf("%s %s %d %ld %ld\n", measure_name[m], c->name, c->count,
	       all[c->count / 2], all[c->count - 1]);
	free(all);
}

static void
tell_all(const struct classes *all, const enum measure *m, int n)
{
	int i, j;

	for (i = 0; i < all->count; i++)
		for (j = 0; j < n; j++)
			tell(&all->class[i], m[j]);
}

static int
number(const char *text)
{
	int n = atoi(text);

	if (n < 1)
		die(NULL, "a number is expected: '%s'", text);
	return n;
}

int
main(int argc, char **argv)
{
	static const enum measure plain[] = { BYTES, US },
		traced[] = { WRITES, CALLS, SYNCS }, dumped[] = { INSTR },
		begun[] = { US, BYTES, MEMORY };
	struct classes all = { .count = 0 };
	struct program p;
	const char *script = NULL, *dumps = NULL;
	char *text[8];
	bool trace = false;
	int option, runs = 0, texts = 0, i;

	/* "+": what follows the command's name is its own */
	while ((option = getopt(argc, argv, "+s:e:ti:n:")) != -1) {
		if (option == 's')
			script = optarg;
		else if (option == 'e' && texts < 8)
			text[texts++] = optarg;
		else if (option == 't')
			trace = true;
		else if (option == 'i')
			dumps = optarg;
		else if (option == 'n')
			runs = number(optarg);
		else
			return 2;
	}
	if (optind == argc)
		die(NULL, "which program?");
	for (i = 0; i < (runs ? runs : 1); i++) {
		program_start(&p, argv + optind, trace, dumps);
		first_screen(&p);
		if (runs || dumps)
			add_cost(&all, "start", &p.cost);
		if (script && !runs)
			play(&p, script, &all);
		if (!runs && !dumps)
			idle(&p, &all);
		expect(&p, text, texts);
		program_end(&p);
	}
	if (runs)
		tell_all(&all, begun, 3);
	else if (dumps)
		tell_all(&all, dumped, 1);
	else if (trace)
		tell_all(&all, traced, 3);
	else
		tell_all(&all, plain, 2);
	for (i = 0; i < all.count; i++)
		free(all.class[i].cost);
	return 0;
}
