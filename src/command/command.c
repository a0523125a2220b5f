/* command.c - what the verbs share */
#include "command/command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/locale.h"
#include "base/text.h"
#include "store/sandbox-path.h"
#include "store/file.h"
#include "store/form-store.h"
#include "store/person.h"
#include "store/report-reader.h"
#include "store/save.h"
#include "store/yaml-tree.h"
#include "store/previous-years.h"

/* ---- what goes out ---- */

bool
command_tell(struct error *e)
{
	struct buf text = BUF_INIT;
	bool any = error_any(e);

	error_sort(e);
	error_print(e, &text);
	fwrite(text.text, 1, text.len, stderr);
	buf_release(&text);
	error_release(e);
	return any;
}

enum status
command_end(struct error *e)
{
	return command_tell(e) ? STATUS_TROUBLE : STATUS_GOOD;
}

bool
command_put(struct buf *out, struct error *e)
{
	bool ok = fwrite(out->text, 1, out->len, stdout) == out->len;

	ok = (!out->len || !fflush(stdout)) && ok;
	buf_clear(out);
	/* the next one's stop would be told a second time */
	clearerr(stdout);
	return ok || error_add(e, NOWHERE,
			       _("standard output cannot be written: %s"),
			       strerror(errno));
}

/* A file that is read must not be the one that is written. */
static bool
may_write(const struct options *o, struct error *e)
{
	struct place place = { o->output, 0, 0 };
	struct stat target, source;
	int i;

	if (sandbox_stat(o->output, &target))
		return true;
	if (!S_ISREG(target.st_mode))
		return error_add(e, place, _("is not a regular file; leave -o "
					     "out and redirect the output"));
	for (i = 0; i < o->files; i++)
		if (!sandbox_stat(o->file[i], &source) &&
		    source.st_dev == target.st_dev &&
		    source.st_ino == target.st_ino)
			return error_add(e, place,
					 _("is read and would be overwritten; "
					   "give another name with -o"));
	return true;
}

bool
command_save(const struct options *o, struct buf *out, struct error *e)
{
	bool ok;

	if (!o->output)
		return command_put(out, e);
	ok = may_write(o, e) && save_file(o->output, out->text, out->len, e);
	buf_clear(out);
	return ok;
}

bool
command_is_free(const char *path, struct error *e)
{
	struct place place = { path, 0, 0 };
	struct stat st;

	return sandbox_stat(path, &st) ||
	       error_add(e, place, _("is there already and is not overwritten; "
				     "give another name with -o"));
}

/* ---- forms ---- */

bool
command_is_path(const char *name)
{
	struct stat st;

	return strchr(name, '.') ||
	       (!sandbox_stat(name, &st) && S_ISREG(st.st_mode));
}

const struct form *
command_form(const char *name, struct error *e)
{
	const struct form *f = NULL;

	if (command_is_path(name))
		return form_open_file(name, e);
	if (!strchr(name, '/'))
		f = form_open_newest(name);
	return f ? f : form_open(name, NOWHERE, e);
}

/* ---- last year ---- */

void
command_previous(const struct options *o, struct report_file *file,
		 struct error *e)
{
	struct error why = ERROR_INIT;

	previous_attach(file, o->years, &why);
	if (error_count(&why))
		error_note(e, NOWHERE, "%s", error_first(&why));
	error_release(&why);
}

/* ---- how it looks ---- */

/* The C locale has no language; the programmers' is taken for it. */
const char *
command_language(void)
{
	const char *locale = locale_language();
	size_t len = strcspn(locale, ".@:");
	bool none = (len == 1 && *locale == 'C') ||
		    (len == 5 && !strncmp(locale, "POSIX", len));

	return none ? "en" : locale;
}

int
command_lang(const struct options *o, const struct form *f, struct error *e)
{
	struct buf known = BUF_INIT;
	int i;

	if (!o->lang)
		return form_lang(f, command_language());
	for (i = 0; i < f->langs; i++)
		if (f->lang[i] && !strcmp(f->lang[i], o->lang))
			return i;
	for (i = 0; i < f->langs; i++)
		buf_addf(&known, " %s", f->lang[i] ? f->lang[i] : "");
	error_add(e, NOWHERE,
		  _("the form %s/%s is not written in the language '%s'; it "
		    "has:%s"), f->name, f->version, o->lang, known.text);
	buf_release(&known);
	return -1;
}

int
command_width(const struct options *o, int otherwise)
{
	struct winsize size;

	if (o->width)
		return o->width;
	if (o->output || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) ||
	    !size.ws_col)
		return otherwise;
	if (size.ws_col < WIDTH_LEAST)
		return WIDTH_LEAST;
	return size.ws_col > WIDTH_MOST ? WIDTH_MOST : size.ws_col;
}

bool
command_color(const struct options *o)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (o->color != COLOR_AUTO)
		return o->color == COLOR_ALWAYS;
	return !o->output && isatty(STDOUT_FILENO) && !(no && *no) && term &&
	       *term && strcmp(term, "dumb");
}

/* ---- pages ---- */

/* What can be printed: a report, or for --blank a form. */
struct source {
	struct report_file file;
	const struct form *form;	/* that stands for itself */
	struct report *report;
};

/* A file with a 'body' is a form.  Standard input cannot be read twice and is
 * taken for a report. */
static bool
is_form(const char *name)
{
	struct error quiet = ERROR_INIT;	/* the reader will tell it */
	struct buf bytes = BUF_INIT;
	struct yaml_tree *y = NULL;
	bool form;

	if (!strcmp(name, "-"))
		return false;
	if (!command_is_path(name))
		return true;
	if (file_read(name, TREE_BYTES, &bytes, &quiet))
		y = yaml_tree_parse(name, bytes.text, bytes.len, &quiet);
	form = y && node_get(yaml_tree_root(y), "body");
	yaml_tree_free(y);
	buf_release(&bytes);
	error_release(&quiet);
	return form;
}

static bool
source_open(struct source *s, const struct options *o, const char *name,
	    struct error *e)
{
	*s = (struct source){ .form = NULL };
	if (!o->blank || !is_form(name)) {
		if (report_file_open(&s->file, name, e) &&
		    (o->verb->takes & TAKES_YEARS))
			command_previous(o, &s->file, e);
		s->report = s->file.report;
		if (s->report)
			report_set_today(s->report, person_today());
		return s->report;
	}
	s->form = command_form(name, e);
	if (s->form)
		s->report = report_new(s->form);
	return s->report;
}

static void
source_close(struct source *s)
{
	if (s->form)
		report_free(s->report);
	report_file_close(&s->file);
}

/* Adds the page of one file after those before it. */
static void
add_page(const struct options *o, const char *name, page_writer *page,
	 page_ready *ready, struct buf *out, struct error *e)
{
	bool terminal = !o->output && isatty(STDOUT_FILENO);
	size_t start = out->len;
	struct source s;
	int lang = -1;

	if (source_open(&s, o, name, e))
		lang = command_lang(o, report_form(s.report), e);
	if (lang >= 0 && ready && !o->blank && !ready(&s.file, e))
		lang = -1;
	if (lang >= 0 && out->len)
		buf_addc(out, terminal ? '\n' : '\f');
	if (lang >= 0 && !page(o, s.report, lang, out)) {
		buf_splice(out, start, out->len - start, "", 0);
		error_add(e, (struct place){ name, 0, 0 },
			  _("cannot be written in this format"));
	}
	source_close(&s);
}

enum status
command_pages(const struct options *o, page_writer *page, page_ready *ready)
{
	enum status status = STATUS_GOOD;
	struct buf out = BUF_INIT;
	struct error e = ERROR_INIT;
	int i;

	for (i = 0; i < o->files; i++) {
		add_page(o, o->file[i], page, ready, &out, &e);
		if (command_tell(&e))
			status = STATUS_TROUBLE;
	}
	if (!o->output || status == STATUS_GOOD)
		command_save(o, &out, &e);
	if (command_tell(&e))
		status = STATUS_TROUBLE;
	buf_release(&out);
	return status;
}

/* ---- text on a page ---- */

static void
wrap_line(struct buf *out, const char *text, size_t len, int indent,
	  int width)
{
	struct buf safe = BUF_INIT;
	size_t at = 0, n, skip;

	text_escape(&safe, text, len);
	for (;;) {
		n = text_wrap(safe.text + at, safe.len - at, width - indent,
			      AMBIGUOUS_NARROW, &skip);
		len = n;
		/* a blank that hangs over the edge is not printed */
		while (len && at + n < safe.len &&
		       safe.text[at + len - 1] == ' ')
			len--;
		buf_addn(out, safe.text + at, len);
		buf_addc(out, '\n');
		at += n + skip;
		if (at >= safe.len)
			break;
		buf_fill(out, ' ', indent);
	}
	buf_release(&safe);
}

void
command_wrap(struct buf *out, const char *text, int indent, int width)
{
	if (width < indent + 10)
		width = indent + 10;
	for (;;) {
		size_t len = strcspn(text, "\n");

		wrap_line(out, text, len, indent, width);
		text += len;
		if (!*text || !*++text)
			return;
		buf_fill(out, ' ', indent);
	}
}
