/*
 * test_faults.c - whatever call fails, and whenever the power goes
 *
 * A session is a folder and a program that is run in it.  It is run once with
 * nothing wrong; the files then are those AFTER.  Then it is run again and
 * again, and of each kind of calls the first, the second... goes wrong in
 * every way that stands in the table.  What must hold after each run:
 *
 *   1. Each file is as it was before or as it is after, byte for byte, or is
 *      not there if it was not there before or is not there after.
 *   2. No other file is there; a temporary one only if the program was killed
 *      or could not remove it, and then it is told.
 *   3. Nobody may read more than before.
 *   4. The exit status is 0 only if all files are those after.  Otherwise
 *      standard error says why, a line a problem, with the file's name.  (On
 *      a terminal, it is the user who sees that.)
 *   5. A call that is interrupted is made again.
 *   6. If all goes well, FILE~ is what FILE was before.
 *   7. After a power cut the first holds, too; and if the exit status was 0
 *      with nothing said, all files are those after.
 *
 * A new session or a new fault is one row.
 */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "disk.h"
#include "shot.h"
#include "under.h"

#define REPORT "r.yaml"
#define MODE 0640u

/* ---- what may go wrong ---- */

#define ALL "open,read,write,sync,rename,link,unlink,close,truncate,mode," \
	    "stat,attribute,lock"
#define CHANGES "write,sync,rename,link,unlink,close,truncate,mode"

/* The first action of each is tried in all sessions, the others, which take
 * the same ways for the most part, in those that are thorough. */
static const struct trial {
	const char *calls, *actions;
	bool lasts;
	unsigned step;		/* only so many-th call, but for the last */
} trials[] = {
	{ .calls = "open",
	  .actions = "EIO EACCES EDQUOT EINTR EMFILE ENOSPC EROFS" },
	{ .calls = "read", .actions = "EIO EINTR" },
	{ .calls = "write", .actions = "ENOSPC EDQUOT EINTR EIO short" },
	{ .calls = "sync", .actions = "EIO EDQUOT EINTR ENOSPC EROFS" },
	{ .calls = "rename", .actions = "EIO EACCES EDQUOT ENOSPC EROFS" },
	{ .calls = "link", .actions = "ENOSPC EACCES EDQUOT EIO EPERM EROFS" },
	{ .calls = "unlink", .actions = "EACCES EIO EROFS" },
	{ .calls = "close", .actions = "EIO EDQUOT EINTR ENOSPC" },
	{ .calls = "truncate", .actions = "EIO ENOSPC" },
	{ .calls = "mode", .actions = "EPERM EACCES EIO EROFS" },
	{ .calls = "stat", .actions = "EIO EACCES" },
	{ .calls = "attribute", .actions = "EPERM EDQUOT EIO ENOSPC ENOTSUP" },
	{ .calls = "lock", .actions = "EIO ENOLCK" },
	/* two things at once: a disk that breaks, or is full, and stays so */
	{ .calls = ALL, .actions = "EIO EROFS", .lasts = true },
	{ .calls = CHANGES,
	  .actions = "ENOSPC EACCES EDQUOT EIO EROFS", .lasts = true },
	{ .calls = "write", .actions = "short", .lasts = true },
	{ .calls = ALL, .actions = "kill" },
	/* thousands, of which most are of reading */
	{ .calls = "memory", .actions = "ENOMEM", .step = 29 },
};

/* ---- what is run ---- */

struct session {
	const char *name;
	void (*prepare)(const char *folder);
	const char *const arguments[8];
	const char *file;	/* that is saved; the version before is to be
				   kept with a ~ */
	bool thorough;
	bool no_links;
	bool no_memory;			/* memory is left out of the trials */
	bool small_disks;		/* run on those, too */
	const struct step *steps;	/* NULL: no terminal; what is typed must
					   come to an end whatever fails */
	bool drops;			/* the line drops in the end */
	const char *holds;		/* as in struct step, in any case */
};

static char *
source(const char *path)
{
	const char *top = getenv("top_srcdir");

	return path_join(top ? top : ".", path);
}

static void
put(const char *folder, const char *name, const char *text)
{
	char *path = path_join(folder, name);

	file_write(path, text, strlen(text));
	if (chmod(path, MODE))
		cannot(path);
	free(path);
}

/* Lies beside a report and tells times: not compared byte for byte. */
static bool
is_beside(const char *name)
{
	static const char *const ending[] = {
		".lock", ".log", ".journal", ".journal.new", ".journal~",
	};
	size_t i, n = strlen(name);

	for (i = 0; i < ARRAY_LEN(ending); i++) {
		size_t len = strlen(ending[i]);

		if (n > len && !strcmp(name + n - len, ending[i]))
			return true;
	}
	return false;
}

/* A report as NAME, with an attribute that is to be kept. */
static void
put_report(const char *folder, const char *name)
{
	char *from = source("tests/examples/seed.yaml");
	char *to = path_join(folder, name);
	struct buf bytes = BUF_INIT;

	file_take(from, &bytes);
	file_write(to, bytes.text, bytes.len);
	if (chmod(to, MODE))
		cannot(to);
	/* not all file systems have them */
	setxattr(to, "user.clerk", "ann", 3, 0);
	buf_release(&bytes);
	free(from);
	free(to);
}

static void
one_file(const char *folder)
{
	put_report(folder, REPORT);
}

static void
a_file_and_one_before(const char *folder)
{
	put_report(folder, REPORT);
	put(folder, REPORT "~", "older\n");
}

static void
a_link(const char *folder)
{
	char *link = path_join(folder, REPORT);

	put_report(folder, "target.yaml");
	if (symlink("target.yaml", link))
		cannot(link);
	free(link);
}

static void
nothing(const char *folder)
{
	(void)folder;
}

/* ---- a screen on which somebody types ---- */

/* The last line has the keys, or what there is to say. */
#define OPEN { .until = "leave|locked", .send = "7\r" }
#define TYPED \
	{ .until = "Repealed", .send = "3\r", .holds = "  reg: [7, " }, \
	{ .until = "In force", .send = "5\r", .holds = "  reg: [7, 3, " }
#define END { .until = NULL }

/* The line drops. */
static const struct step drops[] = {
	OPEN, TYPED,
	{ .until = "Normative", .send = "", .holds = "  reg: [7, 3, 5]" },
	END,
};

/* He leaves; where that cannot be, the line drops. */
static const struct step leaves[] = {
	OPEN, TYPED,
	{ .until = "Normative", .send = "q", .holds = "  reg: [7, 3, 5]" },
	{ .until = REPORT, .send = "" },
	END,
};

/* What another left is on the screen. */
static const struct step comes_back[] = {
	{ .until = "U lists|locked", .send = "", .holds = "  reg: [7, 3, 5]" },
	END,
};

/* One came and his line dropped. */
static void
a_dropped_line(const char *folder)
{
	const char *const argv[] = { getenv("GOUJI"), REPORT, NULL };
	struct fault none = { .calls = "open" };
	char *up = path_join(folder, "..");
	struct outcome o;

	put_report(folder, REPORT);
	under_shim(argv, folder, up, &none, drops, &o);
	outcome_release(&o);
	free(up);
}

#define SET "--set=new.natural=5", "--set=new.firm=1"

static const struct session sessions[] = {
	{ .name = "set", .prepare = one_file,
	  .arguments = { SET, REPORT }, .file = REPORT },
	{ .name = "set again", .prepare = a_file_and_one_before,
	  .arguments = { SET, REPORT }, .file = REPORT,
	  .thorough = true, .small_disks = true },
	{ .name = "set without hard links", .prepare = a_file_and_one_before,
	  .arguments = { SET, REPORT }, .file = REPORT,
	  .thorough = true, .no_links = true, .small_disks = true },
	{ .name = "set through a link", .prepare = a_link,
	  .arguments = { SET, REPORT }, .file = "target.yaml" },
	{ .name = "new", .prepare = nothing,
	  .arguments = { "--new=zwgk", "-o", REPORT }, .file = REPORT },
	{ .name = "print over a file", .prepare = a_file_and_one_before,
	  .arguments = { "--print", "-o", REPORT, "../seed.yaml" },
	  .file = REPORT },
	{ .name = "recover", .prepare = a_dropped_line,
	  .arguments = { "--recover", REPORT }, .file = REPORT,
	  .holds = "  reg: [7, 3, 5]" },
	{ .name = "the line drops", .prepare = one_file,
	  .arguments = { REPORT }, .steps = drops, .drops = true,
	  .no_memory = true },
	{ .name = "one leaves", .prepare = one_file,
	  .arguments = { REPORT }, .file = REPORT, .steps = leaves },
	{ .name = "one comes back", .prepare = a_dropped_line,
	  .arguments = { REPORT }, .steps = comes_back, .drops = true,
	  .no_memory = true },
};

/* ---- running them ---- */

struct bench {
	char *work;		/* all else is in it */
	char *folder, *shadow, *out;
	const struct session *session;
	struct shot before, after;
	const struct fault *fault;
	unsigned runs, failures;
};

__attribute__((format(printf, 3, 4))) static void
complain(struct bench *b, const struct outcome *o, const char *format, ...)
{
	const struct fault *f = b->fault;
	struct buf screen = BUF_INIT;
	va_list ap;

	b->failures++;
	printf("FAIL: %s: ", b->session->name);
	if (f->action)
		printf("%s%s at call %u of %s (%s): ", f->action,
		       f->lasts ? " from then on," : "", f->at, f->calls,
		       o->page.call);
	va_start(ap, format);
	vprintf(format, ap);
	va_end(ap);
	printf("\n\texit %d, signal %d\n", o->status, o->signal);
	if (!b->session->steps) {
		fputs(o->err.text, stdout);
		return;
	}
	text_escape(&screen, o->err.text, o->err.len);
	puts(screen.text);
	buf_release(&screen);
}

/* The folder is prepared; O says what became of it. */
static void
start_session(struct bench *b, struct outcome *o)
{
	const struct session *s = b->session;
	const char *argv[ARRAY_LEN(s->arguments) + 2] = { getenv("GOUJI") };
	size_t i;

	b->runs++;
	for (i = 0; i < ARRAY_LEN(s->arguments); i++)
		argv[i + 1] = s->arguments[i];
	under_shim(argv, b->folder, b->work, b->fault, s->steps, o);
}

static void
run(struct bench *b, const struct fault *f, struct outcome *o)
{
	b->fault = f;
	folder_clear(b->folder);
	b->session->prepare(b->folder);
	if (f->disk)
		disk_start(f->disk, b->folder);
	start_session(b, o);
}

/* ---- what must hold ---- */

static bool
is_temporary(const char *name)
{
	static const char start[] = ".gouji.";
	size_t n = sizeof start - 1;

	return !strncmp(name, start, n) &&
	       strspn(name + n, "0123456789abcdef") == 8 && !name[n + 8];
}

/* True if NAME is whole in NOW. */
static bool
whole(const struct bench *b, const struct shot *now, const char *name)
{
	return shot_same(now, &b->before, name) ||
	       shot_same(now, &b->after, name);
}

/* Each file of A is whole in NOW. */
static void
all_whole(struct bench *b, const struct shot *now, const struct shot *a,
	  const struct outcome *o, const char *when)
{
	int i;

	for (i = 0; i < a->files; i++)
		if (!is_temporary(a->file[i].name) &&
		    !is_beside(a->file[i].name) && !whole(b, now, a->file[i].name))
			complain(b, o, "%s: %s is neither old nor new", when,
				 a->file[i].name);
}

static bool
all_new(const struct bench *b, const struct shot *now)
{
	int i;

	for (i = 0; i < b->after.files; i++)
		if (!is_beside(b->after.file[i].name) &&
		    !shot_same(now, &b->after, b->after.file[i].name))
			return false;
	return true;
}

static void
check_files(struct bench *b, const struct shot *now, const struct outcome *o,
	    const char *when)
{
	all_whole(b, now, now, o, when);
	all_whole(b, now, &b->before, o, when);
	all_whole(b, now, &b->after, o, when);
}

static void
check_temporaries(struct bench *b, const struct shot *now,
		  const struct outcome *o)
{
	int i;

	for (i = 0; i < now->files; i++) {
		const char *name = now->file[i].name;

		if (!is_temporary(name) || o->signal ||
		    !strcmp(b->fault->calls, "memory"))
			continue;
		if (!o->page.unlinks)
			complain(b, o, "%s is left behind", name);
		else if (!b->session->steps && !strstr(o->err.text, name))
			complain(b, o, "%s is left, and not told", name);
	}
}

/* What was for some must not become for all. */
static void
check_modes(struct bench *b, const struct shot *now, const struct outcome *o)
{
	struct stat st;
	int i;

	for (i = 0; b->before.files && i < now->files; i++) {
		char *path = path_join(b->folder, now->file[i].name);

		if (lstat(path, &st) || (st.st_mode & 07777 & ~MODE))
			complain(b, o, "%s has mode %o", path,
				 (unsigned)st.st_mode & 07777);
		free(path);
	}
}

/* An error or a warning that names the file; without memory, it may be
 * something else that could not be had. */
static bool
gnu_form(const struct bench *b, const char *line, size_t len)
{
	struct buf text = BUF_INIT;
	bool memory = !strcmp(b->fault->calls, "memory"), ok;

	buf_addn(&text, line, len);
	ok = (strstr(text.text, ": error: ") ||
	      strstr(text.text, ": warning: ")) &&
	     (memory || strstr(text.text, ".yaml") ||
	      strstr(text.text, "/.gouji."));
	ok = ok || (memory && !strcmp(text.text, "gouji: out of memory"));
	buf_release(&text);
	return ok;
}

static void
check_words(struct bench *b, const struct outcome *o)
{
	const char *line = o->err.text;

	if (o->status > 0 && !*line)
		complain(b, o, "it does not say what failed");
	while (*line) {
		size_t len = strcspn(line, "\n");

		if (!gnu_form(b, line, len))
			complain(b, o, "not a message: %.*s", (int)len, line);
		line += len + (line[len] == '\n');
	}
}

/* The line of the report that every session on a screen changes. */
static bool
report_holds(const char *folder, const char *line)
{
	char *path = path_join(folder, REPORT);
	struct buf bytes = BUF_INIT, wanted = BUF_INIT;
	bool holds;

	file_take(path, &bytes);
	buf_addf(&wanted, "\n%s", line);
	holds = strstr(bytes.text, wanted.text);
	buf_release(&bytes);
	buf_release(&wanted);
	free(path);
	return holds;
}

/* What somebody saw on the screen before it ended can be had. */
static void
check_edits(struct bench *b, const struct outcome *o, const char *folder,
	    const char *when)
{
	const char *const argv[] = { getenv("GOUJI"), "--recover", REPORT,
				     NULL };
	const struct session *s = b->session;
	const char *holds = s->holds;
	struct fault none = { .calls = "open" };
	struct outcome own;
	int i;

	for (i = 0; s->steps && i < o->steps; i++)
		if (s->steps[i].holds)
			holds = s->steps[i].holds;
	if (!holds)
		return;
	under_shim(argv, folder, b->work, &none, NULL, &own);
	if (own.status)
		complain(b, o, "%s: it cannot be recovered: %s", when,
			 own.err.text);
	else if (!report_holds(folder, holds))
		complain(b, o, "%s: '%s' is lost", when, holds);
	outcome_release(&own);
}

static void
check_power_cut(struct bench *b, const struct outcome *o)
{
	static const char *const when[] = {
		"after a power cut",
		"after a power cut, names being quicker than bytes",
	};
	bool done = !o->status && !*o->err.text && !b->session->steps;
	struct shot now;
	int i;

	for (i = 0; b->fault->disk && i < 2; i++) {
		folder_clear(b->out);
		disk_rebuild(b->shadow, b->folder, i, b->out);
		shot_take(&now, b->out);
		check_files(b, &now, o, when[i]);
		if (done && !b->session->steps && !all_new(b, &now))
			complain(b, o, "%s: what was saved is lost", when[i]);
		shot_release(&now);
		/* what was shown last may not have come to the disk */
		if (!b->fault->action)
			check_edits(b, o, b->out, when[i]);
	}
}

/* No file on a disk is opened so slowly that it could be. */
static bool
interrupted(const struct fault *f)
{
	return f->action && !strcmp(f->action, "EINTR") &&
	       strcmp(f->calls, "open");
}

/* A line that drops kills what is ending already and listens no more.  Without
 * memory curses dies as it reads or forgets what it knows of the terminal. */
static bool
may_die(const struct bench *b, const struct outcome *o)
{
	if (b->session->steps && o->signal == SIGHUP)
		return true;
	if (b->session->steps && o->signal == SIGSEGV)
		return !strcmp(b->fault->calls, "memory");
	return o->signal == SIGKILL && b->fault->action;
}

static void
judge(struct bench *b, const struct outcome *o)
{
	struct shot now;

	shot_take(&now, b->folder);
	check_files(b, &now, o, "at the end");
	check_temporaries(b, &now, o);
	check_modes(b, &now, o);
	if (o->signal && !may_die(b, o))
		complain(b, o, "it was killed");
	if (o->status > 2 && o->status != 128 + SIGHUP)
		complain(b, o, "no such exit status");
	if (!b->session->drops && o->status && interrupted(b->fault))
		complain(b, o, "it gives up");
	if (!o->status && !b->session->steps && !all_new(b, &now))
		complain(b, o, "exit status 0, but not all is new");
	if (!b->session->steps)
		check_words(b, o);
	check_power_cut(b, o);
	check_edits(b, o, b->folder, "at the end");
	shot_release(&now);
}

/* ---- every session, every fault, every call ---- */

/* The words of TEXT, one after the other, into WORD; NULL at the end. */
static const char *
next_word(const char *text, char word[static 16])
{
	size_t len;

	text += strspn(text, " ");
	len = strcspn(text, " ");
	if (!len || len > 15)
		return NULL;
	memcpy(word, text, len);
	word[len] = '\0';
	return text + len;
}

/* So many are tried one by one before the end. */
#define LAST 200

/* Which of CALLS goes wrong in the run after that of AT. */
static unsigned
next_call(const struct trial *t, unsigned at, unsigned calls)
{
	bool sparse = t->step && at + LAST + t->step < calls;

	return at + (sparse && !getenv("FAULT_EVERY") ? t->step : 1);
}

static unsigned
count_calls(struct bench *b, const struct fault *f)
{
	struct fault none = *f;
	struct outcome o;
	unsigned calls;

	none.action = NULL;
	run(b, &none, &o);
	calls = o.page.calls;
	outcome_release(&o);
	return calls;
}

/* How many there are.  The last run goes past the end, and well. */
static unsigned
every_call(struct bench *b, const struct trial *t, struct fault *f)
{
	unsigned calls = count_calls(b, f);
	struct outcome o;

	for (f->at = 1; f->at <= calls + 1;
	     f->at = next_call(t, f->at, calls)) {
		run(b, f, &o);
		judge(b, &o);
		/* how often there is time to sync differs */
		if (!b->session->steps &&
		    (o.page.calls < f->at) != (f->at > calls))
			complain(b, &o, "it makes %u calls or %u", calls,
				 o.page.calls);
		outcome_release(&o);
	}
	return calls;
}

static void
every_action(struct bench *b, const struct trial *t)
{
	char action[16];
	struct fault f = {
		.calls = t->calls, .action = action, .lasts = t->lasts,
		.no_links = b->session->no_links,
		/* the disk has nothing to do with memory */
		.disk = t->step ? NULL : b->shadow,
	};
	const char *rest = t->actions;

	while ((rest = next_word(rest, action))) {
		unsigned failures = b->failures;
		unsigned calls = every_call(b, t, &f);

		if (!b->session->thorough)
			rest = "";
		printf("%s: %s: %s%s at each of %u calls: %s\n",
		       b->session->name, t->calls, action,
		       t->lasts ? " from then on" : "", calls,
		       failures == b->failures ? "ok" : "FAILS");
	}
}

/* A line that drops is a terminal that is gone, or a signal. */
static bool
ended_well(const struct bench *b, const struct outcome *o)
{
	return b->session->drops ? o->status == 1 ||
				   o->status == 128 + SIGHUP
				 : !o->status;
}

/* The version before is the one that was there. */
static void
check_kept(struct bench *b, const struct outcome *o)
{
	const char *file = b->session->file;
	const struct buf *old = shot_find(&b->before, file), *kept;
	struct buf name = BUF_INIT;

	buf_addf(&name, "%s~", file);
	kept = shot_find(&b->after, name.text);
	if (!old != !kept || (old && strcmp(old->text, kept->text)))
		complain(b, o, "%s is not what was there before", name.text);
	if (shot_same(&b->before, &b->after, file))
		complain(b, o, "%s is not new", file);
	buf_release(&name);
}

/* Nothing goes wrong; false if something does. */
static bool
once(struct bench *b)
{
	unsigned failures = b->failures;
	struct fault f = {
		.calls = ALL, .no_links = b->session->no_links,
		.disk = b->shadow,
	};
	struct outcome o;

	folder_clear(b->folder);
	b->session->prepare(b->folder);
	shot_take(&b->before, b->folder);
	run(b, &f, &o);
	shot_take(&b->after, b->folder);
	judge(b, &o);
	if (!ended_well(b, &o) || (!b->session->steps && *o.err.text))
		complain(b, &o, "it fails with nothing wrong");
	if (b->session->file)
		check_kept(b, &o);
	if (!o.page.calls)
		complain(b, &o, "the shim counts nothing");
	outcome_release(&o);
	return b->failures == failures;
}

static void
play(struct bench *b, const struct session *s)
{
	bool fine;
	size_t i;

	b->session = s;
	fine = once(b);
	for (i = 0; fine && i < ARRAY_LEN(trials); i++)
		if (!s->no_memory || strcmp(trials[i].calls, "memory"))
			every_action(b, &trials[i]);
	shot_release(&b->before);
	shot_release(&b->after);
}

/* ---- real disks that are too small, or for reading only ---- */

/* A file system of so many pages, and so many files and folders, of which the
 * root is one. */
struct disk {
	long pages;
	unsigned files;
	bool read_only;
};

static void
write_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (f) {
		fputs(text, f);
		fclose(f);
	}
}

/* From here on we may mount, and nobody sees it; false if that is not to
 * be. */
static bool
may_mount(void)
{
	unsigned uid = getuid(), gid = getgid();
	char map[64];

	if (unshare(CLONE_NEWNS)) {
		if (unshare(CLONE_NEWUSER | CLONE_NEWNS))
			return false;
		write_text("/proc/self/setgroups", "deny");
		snprintf(map, sizeof map, "0 %u 1", uid);
		write_text("/proc/self/uid_map", map);
		snprintf(map, sizeof map, "0 %u 1", gid);
		write_text("/proc/self/gid_map", map);
	}
	return !mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL);
}

static bool
mount_disk(const struct disk *d, const char *where)
{
	struct buf options = BUF_INIT;
	bool ok;

	buf_addf(&options, "size=%ld,nr_inodes=%u,mode=755",
		 d->pages * sysconf(_SC_PAGESIZE), d->files);
	ok = !mount("none", where, "tmpfs", 0, options.text);
	buf_release(&options);
	return ok;
}

/* Runs the session of B on the disk D; the exit status, or -1 if there is no
 * such disk. */
static int
run_on_disk(struct bench *b, const struct disk *d)
{
	const struct session *s = b->session;
	struct fault none = { .calls = "open", .no_links = s->no_links };
	struct outcome o;
	int status;

	if (!mount_disk(d, b->folder))
		return -1;
	s->prepare(b->folder);
	if (d->read_only && mount(NULL, b->folder, NULL,
				  MS_REMOUNT | MS_RDONLY, NULL))
		cannot("remount");
	b->fault = &none;
	start_session(b, &o);
	judge(b, &o);
	status = o.status;
	outcome_release(&o);
	if (umount2(b->folder, MNT_DETACH))
		cannot("umount");
	return status;
}

/* The report and the one before take two pages, and three of files with the
 * root, or more where attributes count; some more are to be had. */
static void
play_small_disks(struct bench *b)
{
	struct disk d;
	unsigned saved = 0, refused = 0;

	for (d = (struct disk){ .pages = 2 }; d.pages <= 6; d.pages++)
		for (d.files = 4; d.files <= 8; d.files++) {
			int status = run_on_disk(b, &d);

			if (status < 0)
				cannot("mount");
			saved += !status;
			refused += status > 0;
		}
	d.read_only = true;
	refused += run_on_disk(b, &d) > 0;
	printf("%s: on small disks saved %u times, refused %u times\n",
	       b->session->name, saved, refused);
	if (!saved || refused < 2) {
		b->failures++;
		puts("FAIL: both should have been seen");
	}
}

/* In a child, which alone sees what it mounts. */
static void
small_disks(struct bench *b, const struct session *s)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid < 0)
		cannot("fork");
	if (!pid) {
		if (!may_mount()) {
			puts("left out: small disks, which we may not mount");
			_exit(0);
		}
		b->session = s;
		b->failures = 0;
		if (once(b)) {
			folder_clear(b->folder);
			play_small_disks(b);
		}
		fflush(stdout);
		_exit(b->failures > 0);
	}
	if (waitpid(pid, &status, 0) != pid || status)
		b->failures++;
}

static void
bench_init(struct bench *b)
{
	const char *tmp = getenv("TMPDIR");
	char *work = path_join(tmp ? tmp : "/tmp", "gouji-fault-XXXXXX");
	char *seed = source("tests/examples/seed.yaml"), *copy;
	struct buf bytes = BUF_INIT;

	*b = (struct bench){ .runs = 0 };
	if (!mkdtemp(work))
		cannot(work);
	b->work = realpath(work, NULL);
	b->folder = path_join(b->work, "folder");
	b->shadow = path_join(b->work, "shadow");
	b->out = path_join(b->work, "out");
	folder_clear(b->folder);
	copy = path_join(b->work, "seed.yaml");
	file_take(seed, &bytes);
	file_write(copy, bytes.text, bytes.len);
	buf_release(&bytes);
	free(copy);
	free(seed);
	free(work);
}

static void
bench_release(struct bench *b)
{
	folder_clear(b->folder);
	folder_clear(b->shadow);
	folder_clear(b->out);
	folder_clear(b->work);
	rmdir(b->work);
	free(b->work);
	free(b->folder);
	free(b->shadow);
	free(b->out);
}

int
main(int argc, char **argv)
{
	struct bench b;
	size_t i;

	if (!getenv("GOUJI")) {
		puts("test_faults: run it with make check");
		return 77;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	bench_init(&b);
	for (i = 0; i < ARRAY_LEN(sessions); i++)
		if (argc < 2 || !strcmp(argv[1], sessions[i].name))
			play(&b, &sessions[i]);
	for (i = 0; i < ARRAY_LEN(sessions); i++)
		if (argc < 2 && sessions[i].small_disks)
			small_disks(&b, &sessions[i]);
	printf("%u runs, %u failures\n", b.runs, b.failures);
	bench_release(&b);
	return b.failures ? 1 : 0;
}
