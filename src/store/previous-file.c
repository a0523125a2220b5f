/* previous-file.c - the report of the year before, beside a report */
#include "store/previous-file.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/previous-report.h"
#include "report/previous-year.h"
#include "report/annotation.h"
#include "store/sandbox-path.h"
#include "store/file.h"
#include "store/yaml-tree.h"

bool
previous_attach_report(struct report_file *file, const struct report_file *last,
		       const char *name, struct error *e)
{
	struct version_map *w = version_map_new(file->form, last->form, e);

	if (!w)
		return false;
	report_set_previous(file->report, previous_new(w, last->report, name));
	version_map_free(w);
	return true;
}

/* Adds the folder that PATH lies in. */
static void
folder_of(const char *path, struct buf *out)
{
	char *copy = xstrdup(path);

	buf_add(out, dirname(copy));
	free(copy);
}

/* Reads NAME from the folder of years where it is there, else from beside the
 * report. */
static bool
read_previous(const char *path, const char *years, const char *name,
	      struct buf *bytes, struct error *e)
{
	struct error quiet = ERROR_INIT;
	struct buf folder = BUF_INIT;
	bool ok = years && file_read_beneath(years, name, TREE_BYTES, bytes,
					     &quiet);

	if (!ok && !strchr(name, '/')) {
		error_release(&quiet);
		buf_clear(bytes);
		folder_of(path, &folder);
		ok = file_read_beneath(folder.text, name, TREE_BYTES, bytes,
				       &quiet);
	}
	if (!ok)
		error_add(e, (struct place){ path, 0, 0 }, "%s",
			  error_any(&quiet) ? error_first(&quiet)
			  : _("it is not in this folder; name the folder "
			      "of years with --years"));
	error_release(&quiet);
	buf_release(&folder);
	return ok;
}

/* Are they the same name, in signs of whatever width? */
static bool
same_name(const char *a, const char *b)
{
	struct buf one = BUF_INIT, two = BUF_INIT;
	bool same;

	text_fold(&one, a, strlen(a));
	text_fold(&two, b, strlen(b));
	same = !strcmp(one.text, two.text);
	buf_release(&one);
	buf_release(&two);
	return same;
}

/* True if a text by which offices are told apart is another one in the report
 * of the year before. */
static bool
other_office(const struct report *r, int text)
{
	const struct text_carry *t = &report_form(r)->text[text];
	const char *now = report_text(r, t->cell);
	const char *then = previous_text(report_previous(r), t->from);

	return *now && *then && !same_name(now, then);
}

/* Tells that LAST, whose figures FILE has, is of another office. */
static void
doubt_office(const struct report_file *file, const char *name,
	     struct error *e)
{
	const struct form *f = file->form;
	int i;

	for (i = 0; i < f->texts; i++)
		if (other_office(file->report, i)) {
			error_warn(e, (struct place){ file->path, 0, 0 },
				   _("last year's file '%s' is of '%s', and "
				     "this one of '%s'; are they one?"), name,
				   previous_text(report_previous(file->report),
						 f->text[i].from),
				   report_text(file->report, f->text[i].cell));
			return;
		}
}

/* Tells the first thing that speaks against LAST being the report of the year
 * before. */
static void
doubt(const struct report_file *file, const struct report_file *last,
      const char *name, struct error *e)
{
	int year = report_year(file->report), then = report_year(last->report);
	struct place place = { file->path, 0, 0 };

	if (year > 0 && then > 0 && then != year - 1)
		error_warn(e, place,
			   _("last year's file '%s' is the report of %d, and "
			     "this one is of %d; name that of %d behind "
			     "'last:'"), name, then, year, year - 1);
	else if (year > 0 && then <= 0)
		error_warn(e, place,
			   _("last year's file '%s' does not say of which "
			     "year it is"), name);
	else
		doubt_office(file, name, e);
}

bool
previous_read_link(struct report_file *file, const char *years,
		   struct error *e)
{
	const char *name =
		report_text(file->report, annotation_previous(file->form));
	struct report_file last = { .path = NULL };
	struct error own = ERROR_INIT;
	struct buf bytes = BUF_INIT;
	bool ok = read_previous(file->path, years, name, &bytes, &own) &&
		  report_file_parse(&last, name, bytes.text, bytes.len,
				    &own) &&
		  previous_attach_report(file, &last, name, &own);
	struct buf why = BUF_INIT;

	if (ok) {
		doubt(file, &last, name, e);
	} else {
		buf_addf(&why, _("last year's file '%s' is not compared with: "
				 "%s"), name, error_first(&own));
		report_miss_previous(file->report, why.text);
		error_add(e, (struct place){ file->path, 0, 0 }, "%s",
			  why.text);
	}
	buf_release(&why);
	report_file_close(&last);
	error_release(&own);
	buf_release(&bytes);
	return ok;
}

/* The part of PATH below FOLDER, both as they really are; NULL: not below. */
static const char *
below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	if (strncmp(path, folder, len) || path[len] != '/')
		return NULL;
	return path + len + 1;
}

/* In a confined process there is one folder, and names in it. */
static bool
link_beside(const char *path, const char *other, struct buf *name)
{
	const char *a = strrchr(path, '/'), *b = strrchr(other, '/');
	size_t n = a ? (size_t)(a - path) : 0, m = b ? (size_t)(b - other) : 0;

	if (n != m || strncmp(path, other, n))
		return false;
	buf_add(name, b ? b + 1 : other);
	return true;
}

static bool
link_from(const char *folder, const char *real, bool deep, struct buf *name)
{
	char *top = realpath(folder, NULL);
	const char *rest = top ? below(real, top) : NULL;
	bool ok = rest && (deep || !strchr(rest, '/'));

	if (ok)
		buf_add(name, rest);
	free(top);
	return ok;
}

bool
previous_link(const char *path, const char *other, const char *years,
	      struct buf *name)
{
	struct buf folder = BUF_INIT;
	char *real;
	bool ok;

	if (sandboxed())
		return link_beside(path, other, name);
	real = realpath(other, NULL);
	folder_of(path, &folder);
	ok = real && (link_from(folder.text, real, false, name) ||
		      (years && link_from(years, real, true, name)));
	free(real);
	buf_release(&folder);
	return ok;
}
