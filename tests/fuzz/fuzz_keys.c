/*
 * fuzz_keys.c - any bytes as what is typed into an open report
 *
 * The first byte chooses report, language, terminal and how many bytes come
 * at a time.  In the rest, 0xfe lets time pass and 0xff, with the two bytes
 * after it, is a new size of the window; neither occurs in UTF-8.
 *
 * report_verify() must agree after every piece.  In the end, taking all back
 * gives the report as it was, and what is written reads as it was written.
 *
 * Files are written in a folder of our own alone: it is the current one, and
 * a name with a slash is taken away before it can be entered.
 */
#include <dirent.h>
#include <fcntl.h>
#include <pty.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "screen/app.h"
#include "screen/entry.h"
#include "screen/opening.h"
#include "screen/place.h"
#include "screen/prompt.h"
#include "screen/prose.h"
#include "screen/turn.h"
#include "terminal/term.h"
#include "store/file.h"
#include "store/report-writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NAME "report.yaml"
#define MOST 2000		/* bytes that are typed */

/* Bytes that may end a key that enters a line. */
#define ENTERS "\r\nMu~"

struct run {
	int master, slave, wire[2];
	struct term *term;
	struct app *app;
};

/* Facts of the process: its folder, and the report that it begins with. */
static char *folder;
static struct buf half = BUF_INIT;

static void
must(bool ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	exit(EXIT_FAILURE);
}

static void
empty_folder(void)
{
	DIR *d = opendir(".");
	struct dirent *entry;

	must(d, "the folder");
	while ((entry = readdir(d)))
		if (entry->d_name[0] != '.')
			unlink(entry->d_name);
	closedir(d);
}

static void
leave_folder(void)
{
	empty_folder();
	if (!chdir("/"))
		rmdir(folder);
	free(folder);
	buf_release(&half);
}

/* Once: the path of forms must not hang on the current folder. */
static void
make_folder(void)
{
	const char *tmp = getenv("TMPDIR"), *top = getenv("top_srcdir");
	struct buf path = BUF_INIT;
	struct error e = ERROR_INIT;

	must(top, "top_srcdir");
	buf_addf(&path, "%s/tests/examples/half.yaml", top);
	must(file_read(path.text, 1 << 20, &half, &e), path.text);
	buf_clear(&path);
	buf_addf(&path, "%s/gouji-keys-XXXXXX", tmp ? tmp : "/tmp");
	folder = buf_detach(&path);
	must(mkdtemp(folder) && !chdir(folder), folder);
	atexit(leave_folder);
}

static void
write_report(bool blank)
{
	static const char none[] = "form: zwgk/2021\n";
	FILE *f = fopen(NAME, "w");

	must(f, NAME);
	fputs(blank ? none : half.text, f);
	must(!fclose(f), NAME);
}

static void
set_size(struct run *s, int rows, int columns)
{
	struct winsize w = {
		.ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)columns,
	};

	ioctl(s->master, TIOCSWINSZ, &w);
}

static void
drain(struct run *s)
{
	char bytes[8192];

	while (read(s->wire[0], bytes, sizeof bytes) > 0)
		continue;
}

static const struct app_options how_opened = { .no_history = true };

static void
begin(struct run *s, unsigned how)
{
	struct error e = ERROR_INIT;
	int size = 1 << 20;

	must(!openpty(&s->master, &s->slave, NULL, NULL, NULL), "openpty");
	must(!socketpair(AF_UNIX, SOCK_STREAM, 0, s->wire), "socketpair");
	setsockopt(s->wire[1], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
	fcntl(s->wire[0], F_SETFL, O_NONBLOCK);
	set_size(s, 24, 80);
	s->term = term_open(s->slave, s->wire[1],
			    how & 2 ? "xterm-256color" : "linux", &e);
	if (!s->term)
		bug("%s", error_first(&e));
	s->app = app_new(s->term, how & 4 ? "zh" : "en", &how_opened);
	if (!app_open(s->app, NAME, &e))
		bug("%s", error_first(&e));
}

static void
end(struct run *s)
{
	/* nothing is left for the next */
	s->app->quit = true;
	app_free(s->app);
	term_close(s->term);
	close(s->master);
	close(s->slave);
	close(s->wire[0]);
	close(s->wire[1]);
}

static void
look(struct run *s)
{
	if (!app_draw(s->app))
		bug("the terminal is gone");
	drain(s);
	report_verify(s->app->edit.report);
	s->app->quit = false;
}

/* No file elsewhere: what would be the name of one is not entered. */
static void
stay_here(struct app *a)
{
	if (prompt_is_on(a) && strchr(a->prompt->line.text.text, '/'))
		prompt_close(a);
}

/* The bytes from AT that are typed at once, MOST at most: none that may enter
 * a line but the first. */
static size_t
piece(const uint8_t *data, size_t size, size_t at, size_t most)
{
	size_t n = 1;

	while (n < most && at + n < size && data[at + n] < 0xfe &&
	       !(data[at + n] && strchr(ENTERS, data[at + n])))
		n++;
	return n;
}

static void
type(struct run *s, const uint8_t *data, size_t size)
{
	size_t most = 1 + (data[0] >> 4), at = 1, n;

	while (at < size) {
		stay_here(s->app);
		if (data[at] == 0xfe) {
			app_timeout(s->app);
			n = 1;
		} else if (data[at] == 0xff) {
			n = 3;
			if (at + 2 < size) {
				set_size(s, data[at + 1], data[at + 2]);
				app_resize(s->app);
			}
		} else {
			n = piece(data, size, at, most);
			app_feed(s->app, (const char *)data + at, n);
		}
		look(s);
		at += n;
	}
	stay_here(s->app);
	app_timeout(s->app);
	look(s);
}

static void
read_again(const struct buf *written)
{
	struct report_file again;
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;

	if (!report_file_parse(&again, "written", written->text, written->len,
			       &e))
		bug("%s in\n%s", error_first(&e), written->text);
	report_verify(again.report);
	report_write(again.report, &out);
	if (strcmp(written->text, out.text))
		bug("written\n%s\nand then\n%s", written->text, out.text);
	report_file_close(&again);
	buf_release(&out);
}

static void
take_all_back(struct app *a, const struct buf *start)
{
	struct buf now = BUF_INIT;
	int cell;

	prompt_close(a);
	entry_give_up(a);
	if (app_block(a)->type == BLOCK_TEXT)
		prose_write(a, false);
	report_end_run(a->edit.report);
	report_write(a->edit.report, &now);
	read_again(&now);
	while (report_undo(a->edit.report, &cell))
		continue;
	report_verify(a->edit.report);
	buf_clear(&now);
	report_write(a->edit.report, &now);
	if (strcmp(start->text, now.text))
		bug("undo leads from\n%s\nto\n%s", start->text, now.text);
	buf_release(&now);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf start = BUF_INIT;
	struct run s;

	if (!size)
		return 0;
	if (!folder)
		make_folder();
	empty_folder();
	write_report(data[0] & 1);
	begin(&s, data[0]);
	report_write(s.app->edit.report, &start);
	look(&s);
	type(&s, data, size < MOST ? size : MOST);
	take_all_back(s.app, &start);
	end(&s);
	buf_release(&start);
	return 0;
}

#include "plain-main.h"
