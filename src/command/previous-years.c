/* previous-years.c - which of several files is the report of the year before
 * which */
#include "command/previous-years.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "report/annotation.h"
#include "store/previous-file.h"

/* Reports that are kept for others, so that they are read once.  Beyond these
 * a file is read again, as memory must not grow with the number of files. */
#define HELD 64

/* A file, and the form, the year and the office of its report. */
struct one {
	const char *path;
	int place;		/* among the files */
	char *key;
	char *next;		/* the key of the year after */
	struct report_file *held;	/* or NULL */
	bool broken;		/* beyond its head */
};

struct previous_years {
	char *const *file;
	int files;
	int at;			/* files before this one are done */
	bool read;
	struct one *one;	/* in order of their keys */
	int ones;
	struct one **of;	/* of each file; NULL: it cannot be read */
	int held;
};

struct previous_years *
previous_years_new(char *const *file, int n)
{
	struct previous_years *c = xcalloc(1, sizeof *c);

	c->file = file;
	c->files = n;
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

	for (i = 0; i < c->ones; i++) {
		let_go(c, &c->one[i]);
		free(c->one[i].key);
		free(c->one[i].next);
	}
	free(c->one);
	free(c->of);
	free(c);
}

static char *
key_of(const struct report *r, int year)
{
	struct buf key = BUF_INIT;

	buf_addf(&key, "%s\t%d\t", report_form(r)->name, year);
	previous_office(r, &key);
	return buf_detach(&key);
}

static int
one_order(const void *x, const void *y)
{
	const struct one *a = x, *b = y;

	return strcmp(a->key, b->key);
}

/* Learns of each file what it is a report of. */
static void
read_heads(struct previous_years *c)
{
	int i;

	if (c->read || c->files < 2)
		return;
	c->read = true;
	c->one = xcalloc((size_t)c->files, sizeof *c->one);
	c->of = xcalloc((size_t)c->files, sizeof *c->of);
	for (i = 0; i < c->files; i++) {
		struct error quiet = ERROR_INIT;
		struct report_file file;

		/* standard input cannot be read twice */
		if (strcmp(c->file[i], "-") &&
		    report_file_open_head(&file, c->file[i], &quiet)) {
			int year = report_year(file.report);

			c->one[c->ones++] = (struct one){
				.path = c->file[i], .place = i,
				.key = key_of(file.report, year),
				.next = key_of(file.report, year + 1),
			};
			report_file_close(&file);
		}
		error_release(&quiet);
	}
	qsort(c->one, (size_t)c->ones, sizeof *c->one, one_order);
	for (i = 0; i < c->ones; i++)
		c->of[c->one[i].place] = &c->one[i];
}

/* The first with KEY; NULL if there is none. */
static struct one *
find(const struct previous_years *c, char *key)
{
	const struct one wanted = { .key = key };
	struct one *found = c->ones
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

static bool
attach(struct report_file *file, const struct one *one, struct buf *why)
{
	struct error e = ERROR_INIT;
	bool ok = previous_attach_report(file, one->held, one->path, &e);

	if (!ok)
		buf_addf(why, _("%s is not compared with: %s"), one->path,
			 error_first(&e));
	error_release(&e);
	return ok;
}

static bool
attach_link(struct report_file *file, const char *years, struct buf *why)
{
	struct error e = ERROR_INIT;
	bool ok = previous_attach(file, years, &e);

	buf_add(why, error_first(&e));
	error_release(&e);
	return ok;
}

/* The first from ONE on, of the same key, that can be read, and is held then;
 * NULL if there is none. */
static struct one *
readable(struct previous_years *c, struct one *one)
{
	while (one && !take(c, one))
		one = another(c, one);
	return one;
}

bool
previous_years_attach(struct previous_years *c, struct report_file *file,
		      const char *years, struct buf *why)
{
	int year = report_year(file->report);
	struct one *one = NULL, *two = NULL;
	char *key;
	bool ok = false;

	if (*report_text(file->report, annotation_previous(file->form)))
		return attach_link(file, years, why);
	read_heads(c);
	key = key_of(file->report, year - 1);
	if (year > 0)
		one = readable(c, find(c, key));
	if (one)
		two = readable(c, another(c, one));
	if (two)
		buf_addf(why, _("%s and %s are both of the year before; say "
				"with 'last:' which is meant"), one->path,
			 two->path);
	else if (one)
		ok = attach(file, one, why);
	if (one)
		settle(c, one);
	if (two)
		settle(c, two);
	free(key);
	return ok;
}
