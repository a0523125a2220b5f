/*
 * trend.c - gouji --trend: the main figures of several years
 *
 * A line a figure, with a bar a year and the figures beside each other; years
 * for which the page is too narrow stand in a table of their own above.  The
 * form of the latest version says which figures they are.
 */
#include "report/trend-figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/sparkline.h"
#include "base/text.h"
#include "command/command.h"
#include "command/rows.h"
#include "form/formula.h"
#include "store/report-reader.h"

struct year {
	struct report_file file;
	struct version_map *was;	/* in the form that names the figures */
	int year;
};

#define LABEL_LEAST 12		/* columns of text */

enum { FIGURE, LABEL, UNIT, NAME, BARS, YEARS };

/* Those before the years; behind them is the change. */
static const struct column columns[YEARS] = {
	[FIGURE] = { .key = "figure", .in = ROWS_DATA },
	[LABEL] = { .key = "label", .in = ROWS_DATA },
	[UNIT] = { .key = "unit", .in = ROWS_DATA },
	[NAME] = { .in = ROWS_TEXT, .gap = "" },
	[BARS] = { .in = ROWS_TEXT },
};

struct view {
	const struct options *o;
	struct year *year;	/* in order, once all are read */
	int years;
	const struct form *form;	/* that names the figures */
	int lang;
};

/* ---- a figure over the years ---- */

static struct figure
figure_of(const struct view *v, const struct trend *t, int year)
{
	const struct year *y = &v->year[year];
	struct figure f = { .known = false };

	f.known = trend_figure(t, y->was, y->file.report, &f.units, &f.keyed);
	return f;
}

/* The last figure less that of the year before. */
static struct figure
change_of(const struct view *v, const struct figure *of)
{
	int last = v->years - 1;
	struct figure f = { .known = false };

	if (!last || v->year[last - 1].year != v->year[last].year - 1)
		return f;
	f.known = of[last].known && of[last - 1].known &&
		  !__builtin_sub_overflow(of[last].units, of[last - 1].units,
					  &f.units);
	f.keyed = of[last].keyed > of[last - 1].keyed ? of[last].keyed
						      : of[last - 1].keyed;
	return f;
}

static const char *
unit_of(const struct view *v, const struct trend *t)
{
	if (t->cell < 0)
		return "";
	return label_text(&form_kind_of(v->form, t->cell)->unit, v->lang);
}

/* Adds a bar a year, and a gap for those that are missing. */
static void
add_bars(const struct view *v, const struct figure *of, struct buf *out)
{
	struct spark *bar = xcalloc(2 * (size_t)v->years, sizeof *bar);
	int i, n = 0;

	for (i = 0; i < v->years; i++) {
		n += i && v->year[i - 1].year != v->year[i].year - 1;
		bar[n++] = (struct spark){ of[i].known, of[i].units };
	}
	sparkline_add(out, bar, n);
	free(bar);
}

/* In text, what is no count is told with its unit. */
static void
add_row(const struct view *v, const struct trend *t, struct rows *rows)
{
	struct cell *cell = xcalloc((size_t)rows->columns, sizeof *cell);
	struct figure *of = xcalloc((size_t)v->years, sizeof *of);
	const char *unit = unit_of(v, t);
	struct buf text = BUF_INIT;
	int i;

	for (i = 0; i < v->years; i++)
		cell[YEARS + i].figure = of[i] = figure_of(v, t, i);
	cell[YEARS + v->years].figure = change_of(v, of);
	cell[FIGURE].text = formula_text(t->of);
	cell[UNIT].text = unit;
	trend_label(v->form, t, v->lang, &text);
	cell[LABEL].text = rows_text(rows, &text);
	buf_add(&text, cell[LABEL].text);
	if (*unit && form_kind_of(v->form, t->cell)->type->decimals)
		buf_addf(&text, " (%s)", unit);
	cell[NAME].text = rows_text(rows, &text);
	add_bars(v, of, &text);
	cell[BARS].text = rows_text(rows, &text);
	rows_add(rows, cell);
	buf_release(&text);
	free(of);
	free(cell);
}

/* ---- all of them ---- */

/* The first text among the fields of a report, which names its unit. */
static int
owner_cell(const struct form *f)
{
	int i;

	for (i = 0; i < f->cells; i++)
		if (form_block_of(f, i)->type == BLOCK_FIELDS &&
		    !form_kind_of(f, i)->type->figure)
			return i;
	return -1;
}

/* The columns of the reports there are. */
static struct column *
columns_new(const struct view *v, int width, struct rows *rows)
{
	struct column *c = xcalloc((size_t)v->years + YEARS + 1, sizeof *c);
	struct buf key = BUF_INIT;
	int most = width * 2 / 5, i;

	memcpy(c, columns, sizeof columns);
	c[NAME].most = most > LABEL_LEAST ? most : LABEL_LEAST;
	for (i = 0; i < v->years; i++) {
		buf_addf(&key, "%d", v->year[i].year);
		c[YEARS + i] = (struct column){
			.role = CELL_FIGURE, .in = ROWS_ALL, .keys = "years",
			.list = "figures", .blank = "–",
			.key = rows_text(rows, &key),
		};
		c[YEARS + i].label = c[YEARS + i].key;
	}
	buf_release(&key);
	c[YEARS + i] = (struct column){
		.key = "change", .role = CELL_CHANGE, .in = ROWS_ALL,
		.label = v->years > 1 ? N_("change") : NULL,
	};
	return c;
}

static void
tell_title(const struct view *v, int width, struct buf *out)
{
	const struct year *last = &v->year[v->years - 1];
	int cell = owner_cell(last->file.form);
	struct buf title = BUF_INIT, safe = BUF_INIT;

	buf_add(&title, label_text(&v->form->title, v->lang));
	if (cell >= 0 && *report_text(last->file.report, cell))
		buf_addf(&title, ": %s", report_text(last->file.report,
						     cell));
	text_escape(&safe, title.text, title.len);
	command_wrap(out, safe.text, 0, width);
	buf_addc(out, '\n');
	buf_release(&title);
	buf_release(&safe);
}

static void
tell(const struct view *v, struct buf *out)
{
	int width = command_width(v->o, 80), i;
	struct rows rows = {
		.format = v->o->format, .bom = v->o->bom,
		.columns = YEARS + v->years + 1,
		.out = out, .places = v->form->places, .width = width,
		.color = command_color(v->o), .head_paint = "1",
	};
	struct column *c = columns_new(v, width, &rows);

	rows.column = c;
	if (rows.format == FORMAT_TEXT)
		tell_title(v, width, out);
	rows_head(&rows);
	for (i = 0; i < v->form->trends; i++)
		add_row(v, &v->form->trend[i], &rows);
	rows_end(&rows);
	free(c);
}

/* ---- the files ---- */

static struct place
place_of(const struct year *y)
{
	return (struct place){ y->file.path, 0, 0 };
}

/* Reads all of them; the form of the latest version names the figures. */
static bool
open_all(struct view *v, struct error *e)
{
	int i, inputs = 0;
	bool ok = true;

	for (i = 0; i < v->years; i++)
		inputs += !strcmp(v->o->file[i], "-");
	if (inputs > 1)
		return error_add(e, NOWHERE,
				 _("standard input can be read only once; "
				   "give the name of one file"));
	for (i = 0; i < v->years; i++) {
		struct report_file *f = &v->year[i].file;

		if (!report_file_open(f, v->o->file[i], e))
			ok = false;
		else if (!v->form || form_version_order(f->form, v->form) > 0)
			v->form = f->form;
	}
	return ok && v->form;
}

static bool
find_year(struct view *v, struct year *y, struct error *e)
{
	const struct form *f = y->file.form;

	if (strcmp(f->name, v->form->name))
		return error_add(e, place_of(y),
				 _("is a report of %s/%s, but others are of "
				   "%s/%s; only years of one form can be put "
				   "beside each other"), f->name, f->version,
				 v->form->name, v->form->version);
	y->was = version_map_new(v->form, f, e);
	if (!y->was)
		return false;
	y->year = report_year(y->file.report);
	return y->year >= 0 ||
	       error_add(e, place_of(y),
			 _("does not say which year it is of; fill it in"));
}

static int
by_year(const void *a, const void *b)
{
	const struct year *x = a, *y = b;

	return (x->year > y->year) - (x->year < y->year);
}

/* Are all reports of one unit? A unit may have been renamed, so another name is
 * only a warning.  Two reports of one year cannot be put side by side: an
 * error. */
static bool
belong_together(const struct view *v, struct error *e)
{
	const struct year *last = &v->year[v->years - 1], *y;
	int cell = owner_cell(v->form), i;
	const char *owner, *other;

	for (i = 1; i < v->years; i++) {
		y = &v->year[i];
		if (y->year == y[-1].year)
			error_add(e, place_of(y),
				  _("is of the year %d, and so is %s; give "
				    "one of them"), y->year, y[-1].file.path);
	}
	if (cell < 0 || last->was->how[cell] != MATCH_SAME)
		return !error_any(e);
	owner = report_text(last->file.report, last->was->cell[cell]);
	for (i = 0; i < v->years - 1; i++) {
		y = &v->year[i];
		if (y->was->how[cell] != MATCH_SAME)
			continue;
		other = report_text(y->file.report, y->was->cell[cell]);
		if (strcmp(owner, other))
			error_warn(e, place_of(y),
				   _("is of '%s', but %s is of '%s'; are they "
				     "one?"), other, last->file.path, owner);
	}
	return !error_any(e);
}

static bool
prepare(struct view *v, struct error *e)
{
	int i;

	if (!open_all(v, e))
		return false;
	if (!v->form->trends)
		return error_add(e, (struct place){ v->form->path, 0, 0 },
				 _("names no figures that could be followed "
				   "over the years; see 'trend' in "
				   "gouji-form(5)"));
	for (i = 0; i < v->years; i++)
		find_year(v, &v->year[i], e);
	if (error_any(e))
		return false;
	qsort(v->year, (size_t)v->years, sizeof *v->year, by_year);
	v->lang = command_lang(v->o, v->form, e);
	return belong_together(v, e) && v->lang >= 0;
}

static enum status
run(const struct options *o)
{
	struct view v = { .o = o, .years = o->files };
	struct buf out = BUF_INIT;
	struct error e = ERROR_INIT;
	enum status status;
	int i;

	v.year = xcalloc((size_t)v.years, sizeof *v.year);
	if (prepare(&v, &e)) {
		tell(&v, &out);
		command_save(o, &out, &e);
	}
	status = command_end(&e);
	for (i = 0; i < v.years; i++)
		version_map_free(v.year[i].was);
	for (i = 0; i < v.years; i++)
		report_file_close(&v.year[i].file);
	free(v.year);
	buf_release(&out);
	return status;
}

const struct verb verb_trend = {
	.takes = TAKES_FORMAT | TAKES_ROWS | TAKES_LANG |
		 TAKES_WIDTH | TAKES_OUTPUT | TAKES_COLOR,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
