/* previous-years.c - which file is the report of the year before of which */
#include "store/previous-years.h"

#include <dirent.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/annotation.h"
#include "report/reference.h"
#include "store/previous-file.h"
#include "store/report-gate.h"
#include "store/sandbox-path.h"

/* Reports that are kept for others, so that they are read once.  Beyond these
 * a file is read again, as memory must not grow with the number of files. */
#define HELD 64

#define LOOKED_AT 2000		/* files of folders */
#define DEEP 4			/* folders below that of years */

/* A file, and the form, the year and the office of its report. */
struct one {
	char *path;
	int place;		/* among the files; behind them: of a folder */
	char *key;
	char *next;		/* the key of the year after */
	struct report_file *held;	/* or NULL */
	bool broken;		/* beyond its head */
};

struct previous_years {
	char *const *file;
	int files;
	const char *years;	/* the folder of years; or NULL */
	int at;			/* files before this one are done */
	bool read;
	struct one *one;	/* in order of their keys */
	int ones;
	size_t room;
	struct one **of;	/* of each file; NULL: it cannot be read */
	int held;
	struct stat *stat;	/* of each file */
	char **folder;		/* those that were looked through */
	int folders;
	size_t folder_room;
	int looked_at;		/* files of folders */
	bool more;		/* there are more than LOOKED_AT */
};

struct previous_years *
previous_years_new(char *const *file, int n, const char *years)
{
	struct previous_years *c = xcalloc(1, sizeof *c);

	c->file = file;
	c->files = n;
	c->years = years;
	return c;
}

static void
let_go(struct previous_years *c, struct one *one)
{
	if (!one->held)
		return;
	report_file_close(one->held);
	free(one->held);
	one->held = NULL;
	c->held--;
}

void
previous_years_free(struct previous_years *c)
{
	int i;

	if (!c)
		return;
	for (i = 0; i < c->ones; i++) {
		let_go(c, &c->one[i]);
		free(c->one[i].path);
		free(c->one[i].key);
		free(c->one[i].next);
	}
	for (i = 0; i < c->folders; i++)
		free(c->folder[i]);
	free(c->folder);
	free(c->stat);
	free(c->one);
	free(c->of);
	free(c);
}

/* Adds the texts that are carried from year to year, folded, a line each; false
 * if there are such and all are blank. */
static bool
add_office(const struct report *r, struct buf *out)
{
	const struct form *f = report_form(r);
	bool any = !f->texts;
	int i;

	for (i = 0; i < f->texts; i++) {
		struct buf folded = BUF_INIT;
		const char *text;
		size_t len;

		report_read(r, f->text[i].cell, &folded);
		text = folded.text;
		len = folded.len;
		text_trim(&text, &len);
		any = any || len;
		form_address(f, f->text[i].from, out);
		buf_addc(out, '=');
		text_fold(out, text, len);
		buf_addc(out, '\n');
		buf_release(&folded);
	}
	return any;
}

char *
previous_key(const struct report *r, int year)
{
	struct buf key = BUF_INIT;
	bool known;

	buf_addf(&key, "%s\t%d\t", report_form(r)->name, year);
	known = add_office(r, &key) && year > 0;
	if (known)
		return buf_detach(&key);
	buf_release(&key);
	return NULL;
}

static int
one_order(const void *x, const void *y)
{
	const struct one *a = x, *b = y;

	return strcmp(a->key, b->key);
}

static int
one_sort(const void *x, const void *y)
{
	const struct one *a = x, *b = y;
	int order = one_order(a, b);

	if (!order)
		order = a->place - b->place;
	return order ? order : strcmp(a->path, b->path);
}

/* Reads the head of the file PATH, which is the one at PLACE. */
static void
read_head(struct previous_years *c, const char *path, int place)
{
	struct error quiet = ERROR_INIT;
	struct report_file file;
	char *key = NULL;

	if (report_file_open_head(&file, path, &quiet)) {
		int year = report_year(file.report);

		key = previous_key(file.report, year);
		if (key) {
			ARRAY_GROW(c->one, c->ones, c->room);
			c->one[c->ones++] = (struct one){
				.path = xstrdup(path), .place = place,
				.key = key,
				.next = previous_key(file.report, year + 1),
			};
		}
		report_file_close(&file);
	}
	error_release(&quiet);
}

static void
put_in_order(struct previous_years *c)
{
	int i;

	if (c->ones)
		qsort(c->one, (size_t)c->ones, sizeof *c->one, one_sort);
	for (i = 0; i < c->ones; i++)
		if (c->one[i].place < c->files)
			c->of[c->one[i].place] = &c->one[i];
}

/* Learns of each file what it is a report of. */
static void
read_heads(struct previous_years *c)
{
	int i;

	if (c->read)
		return;
	c->read = true;
	c->of = xcalloc((size_t)c->files, sizeof *c->of);
	c->stat = xcalloc((size_t)c->files, sizeof *c->stat);
	for (i = 0; i < c->files; i++) {
		if (sandbox_stat(c->file[i], &c->stat[i]))
			c->stat[i] = (struct stat){ .st_ino = 0 };
		/* standard input cannot be read twice */
		if (strcmp(c->file[i], "-"))
			read_head(c, c->file[i], i);
	}
	put_in_order(c);
}

/* ---- the files of a folder ---- */

static bool
is_given(const struct previous_years *c, const struct stat *st)
{
	int i;

	for (i = 0; i < c->files; i++)
		if (c->stat[i].st_ino == st->st_ino &&
		    c->stat[i].st_dev == st->st_dev)
			return true;
	return false;
}

static int
is_in_sight(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

static void look_through(struct previous_years *c, const char *folder,
			 int deep);

/* A link is no report of the year before: none is followed. */
static void
look_at(struct previous_years *c, const char *path, const char *name, int deep)
{
	struct stat st;

	if (c->more || lstat(path, &st))
		return;
	if (S_ISDIR(st.st_mode) && deep)
		look_through(c, path, deep - 1);
	if (!S_ISREG(st.st_mode) || !report_gate_names(name) || is_given(c, &st))
		return;
	c->more = c->looked_at++ >= LOOKED_AT;
	if (!c->more)
		read_head(c, path, c->files);
}

/* Reads the heads of the reports in FOLDER, and so many folders below. */
static void
look_through(struct previous_years *c, const char *folder, int deep)
{
	struct dirent **found;
	struct buf path = BUF_INIT;
	int n, i;

	for (i = 0; i < c->folders; i++)
		if (!strcmp(c->folder[i], folder))
			return;
	ARRAY_GROW(c->folder, c->folders, c->folder_room);
	c->folder[c->folders++] = xstrdup(folder);
	n = scandir(folder, &found, is_in_sight, alphasort);
	for (i = 0; i < n; i++) {
		buf_clear(&path);
		if (strcmp(folder, "."))
			buf_addf(&path, "%s/", folder);
		buf_add(&path, found[i]->d_name);
		look_at(c, path.text, found[i]->d_name, deep);
		free(found[i]);
	}
	if (n >= 0)
		free(found);
	buf_release(&path);
}

/* Where the report of the year before of FILE can be: its own folder, and the
 * one of years.  A kiosk offers the reports of one folder. */
static void
look_round(struct previous_years *c, const struct report_file *file)
{
	char *copy = xstrdup(file->path);
	const char *folder = dirname(copy);
	int ones = c->ones;

	if (!sandboxed() || !strcmp(folder, "."))
		look_through(c, folder, 0);
	if (!sandboxed() && c->years)
		look_through(c, c->years, DEEP);
	if (c->ones > ones)
		put_in_order(c);
	free(copy);
}

/* The first with KEY; NULL if there is none. */
static struct one *
find(const struct previous_years *c, char *key)
{
	const struct one wanted = { .key = key };
	struct one *found = c->ones && key
		? bsearch(&wanted, c->one, (size_t)c->ones, sizeof *c->one,
			  one_order)
		: NULL;

	while (found > c->one && !one_order(found - 1, found))
		found--;
	return found;
}

/* The next with the same key; NULL after the last. */
static struct one *
another(const struct previous_years *c, struct one *one)
{
	return one + 1 < c->one + c->ones && !one_order(one, one + 1)
		       ? one + 1 : NULL;
}

const char *
previous_years_twin(const struct previous_years *c, int n)
{
	struct one *one = c->of && c->of[n] ? find(c, c->of[n]->key) : NULL;

	while (one && (one->place == n || one->place >= c->files))
		one = another(c, one);
	return one ? one->path : NULL;
}

/* Is there a later file of which ONE can be the year before? */
static bool
is_awaited(const struct previous_years *c, const struct one *one)
{
	struct one *next = find(c, one->next);

	while (next && next->place <= c->at)
		next = another(c, next);
	return next;
}

/* Closes the report of ONE unless others will want it. */
static void
settle(struct previous_years *c, struct one *one)
{
	if (c->held > HELD || (one->place <= c->at && !is_awaited(c, one)))
		let_go(c, one);
}

static void
hold(struct previous_years *c, struct one *one, struct report_file *file)
{
	one->held = xmalloc(sizeof *one->held);
	*one->held = *file;
	*file = (struct report_file){ .path = NULL };
	c->held++;
}

/* Reads ONE, if it is not held, and holds it; false if it cannot be read. */
static bool
take(struct previous_years *c, struct one *one)
{
	struct error quiet = ERROR_INIT;
	struct report_file file;

	if (one->held)
		return true;
	one->broken = one->broken ||
		      !report_file_open(&file, one->path, &quiet);
	if (!one->broken)
		hold(c, one, &file);
	error_release(&quiet);
	return !one->broken;
}

bool
previous_years_open(struct previous_years *c, int n, struct report_file *file,
		    struct error *e)
{
	struct one *one;

	c->at = n;
	if (c->files > 1)
		read_heads(c);
	one = c->of ? c->of[n] : NULL;
	if (!one || !one->held)
		return report_file_open(file, c->file[n], e);
	*file = *one->held;
	free(one->held);
	one->held = NULL;
	c->held--;
	return true;
}

void
previous_years_close(struct previous_years *c, int n, struct report_file *file)
{
	struct one *one = c->of ? c->of[n] : NULL;

	if (one && file->report && !one->held) {
		hold(c, one, file);
		settle(c, one);
	} else {
		report_file_close(file);
	}
}

/* ---- last year's figures ---- */

/* The first from ONE on, of the same key, that FILE can link to and that can
 * be read, and is held then; LINK is its name.  NULL if there is none. */
static struct one *
choice(struct previous_years *c, const struct report_file *file,
       struct one *one, struct buf *link)
{
	for (; one; one = another(c, one)) {
		buf_clear(link);
		if (previous_link(file->path, one->path, c->years, link) &&
		    take(c, one))
			return one;
	}
	return NULL;
}

/* The first that FILE can mean. */
static struct one *
first_choice(struct previous_years *c, const struct report_file *file,
	     struct buf *link)
{
	char *key = previous_key(file->report, report_year(file->report) - 1);
	struct one *one = NULL;

	if (key && strcmp(file->path, "-")) {
		read_heads(c);
		look_round(c, file);
		one = choice(c, file, find(c, key), link);
	}
	free(key);
	return one;
}

/* Takes ONE, and leaves what is wrong with it to FILE. */
static void
use(struct previous_years *c, struct report_file *file, struct one *one,
    const char *link)
{
	struct buf other = BUF_INIT, why = BUF_INIT;
	struct error own = ERROR_INIT;
	struct one *two = another(c, one);

	two = two ? choice(c, file, two, &other) : NULL;
	if (two)
		buf_addf(&why, _("%s and %s are both of the year before; say "
				 "with --set=last=FILE, or :last FILE on the "
				 "screen, which is meant"), link, other.text);
	else if (!previous_attach_report(file, one->held, link, &own))
		buf_addf(&why, _("last year's file '%s' is not compared with: "
				 "%s"), link, error_first(&own));
	if (why.len)
		report_miss_previous(file->report, why.text);
	if (two)
		settle(c, two);
	error_release(&own);
	buf_release(&other);
	buf_release(&why);
}

bool
previous_years_attach(struct previous_years *c, struct report_file *file,
		      struct error *e)
{
	struct place place = { file->path, 0, 0 };
	struct buf link = BUF_INIT;
	struct one *one;

	report_set_previous(file->report, NULL);
	if (*report_text(file->report, annotation_previous(file->form)))
		return previous_read_link(file, c->years, e);
	one = first_choice(c, file, &link);
	if (one) {
		use(c, file, one, link.text);
		settle(c, one);
	}
	if (c->more)
		error_warn(e, place, _("last year's report was looked for "
				       "among the first %d files of the folder "
				       "only; name it with --set=last=FILE"),
			   LOOKED_AT);
	if (report_previous_missed(file->report))
		error_add(e, place, "%s", report_previous_missed(file->report));
	buf_release(&link);
	return !report_previous_missed(file->report);
}

bool
previous_attach(struct report_file *file, const char *years, struct error *e)
{
	struct previous_years *c = previous_years_new(NULL, 0, years);
	bool ok = previous_years_attach(c, file, e);

	previous_years_free(c);
	return ok;
}

int
previous_choices(struct report_file *file, const char *years,
		 struct buf *names)
{
	struct previous_years *c = previous_years_new(NULL, 0, years);
	struct buf link = BUF_INIT;
	struct one *one = first_choice(c, file, &link);
	int n = 0;

	while (one) {
		buf_addf(names, "%s\n", link.text);
		n++;
		one = another(c, one);
		one = one ? choice(c, file, one, &link) : NULL;
	}
	previous_years_free(c);
	buf_release(&link);
	return n;
}
