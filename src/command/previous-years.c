/* previous-years.c - which of several files is the report of the year before
 * which */
#include "command/previous-years.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "report/annotation.h"
#include "store/previous-file.h"

/* A file, and the form, the year and the office of its report. */
struct one {
	const char *path;
	char *key;
};

struct previous_years {
	char *const *file;
	int files;
	bool read;
	struct one *one;
	int ones;
};

struct previous_years *
previous_years_new(char *const *file, int n)
{
	struct previous_years *c = xcalloc(1, sizeof *c);

	c->file = file;
	c->files = n;
	return c;
}

void
previous_years_free(struct previous_years *c)
{
	int i;

	for (i = 0; i < c->ones; i++)
		free(c->one[i].key);
	free(c->one);
	free(c);
}

static void
key_of(const struct report *r, int year, struct buf *out)
{
	buf_addf(out, "%s\t%d\t", report_form(r)->name, year);
	previous_office(r, out);
}

static int
one_order(const void *x, const void *y)
{
	const struct one *a = x, *b = y;

	return strcmp(a->key, b->key);
}

static void
read_all(struct previous_years *c)
{
	int i;

	c->read = true;
	c->one = xcalloc((size_t)c->files, sizeof *c->one);
	for (i = 0; i < c->files; i++) {
		struct error quiet = ERROR_INIT;
		struct buf key = BUF_INIT;
		struct report_file file;

		/* standard input cannot be read twice */
		if (strcmp(c->file[i], "-") &&
		    report_file_open(&file, c->file[i], &quiet)) {
			key_of(file.report, report_year(file.report), &key);
			c->one[c->ones++] = (struct one){
				c->file[i], buf_detach(&key)
			};
			report_file_close(&file);
		}
		buf_release(&key);
		error_release(&quiet);
	}
	qsort(c->one, (size_t)c->ones, sizeof *c->one, one_order);
}

static const struct one *
find(const struct previous_years *c, const char *key)
{
	const struct one wanted = { .key = (char *)(uintptr_t)key };
	const struct one *found = c->ones
		? bsearch(&wanted, c->one, (size_t)c->ones, sizeof *c->one,
			  one_order)
		: NULL;

	/* the first of those that are the same */
	while (found > c->one && !one_order(found - 1, found))
		found--;
	return found;
}

static bool
attach(struct report_file *file, const char *path, struct buf *why)
{
	struct error e = ERROR_INIT;
	struct report_file last;
	bool ok = report_file_open(&last, path, &e);

	if (ok) {
		ok = previous_attach_report(file, &last, path, &e);
		report_file_close(&last);
	}
	if (!ok)
		buf_addf(why, _("%s is not compared with: %s"), path,
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

bool
previous_years_attach(struct previous_years *c, struct report_file *file,
		      const char *years, struct buf *why)
{
	int year = report_year(file->report);
	struct buf key = BUF_INIT;
	const struct one *found;

	if (*report_text(file->report, annotation_previous(file->form)))
		return attach_link(file, years, why);
	if (!c->read && c->files > 1)
		read_all(c);
	key_of(file->report, year - 1, &key);
	found = year > 0 ? find(c, key.text) : NULL;
	buf_release(&key);
	if (!found)
		return false;
	if (found + 1 < c->one + c->ones && !one_order(found, found + 1)) {
		buf_addf(why, _("%s and %s are both of the year before; say "
				"with 'last:' which is meant"), found->path,
			 found[1].path);
		return false;
	}
	return attach(file, found->path, why);
}
