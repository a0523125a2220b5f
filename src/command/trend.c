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
#include "form/formula.h"
#include "store/report-reader.h"

struct year {
	struct report_file file;
	struct version_map *was;	/* in the form that names the figures */
	int year;
};

/* A figure in one year. */
struct figure {
	bool known;
	wide units;		/* of the form's places */
	int keyed;
};

struct view {
	const struct options *o;
	struct year *year;	/* in order, once all are read */
	int years;
	const struct form *form;	/* that names the figures */
	int lang;
	bool color;
	/* of text */
	int width;		/* columns of a page */
	int label, bars, figure, change;	/* and of what is on it */
	int fit;		/* years */
};

/* ---- figures ---- */

static struct figure
figure_of(const struct view *v, const struct trend *t, int year)
{
	const struct year *y = &v->year[year];
	struct figure f = { .known = false };

	f.known = trend_figure(t, y->was, y->file.report, &f.units, &f.keyed);
	return f;
}

static void
add_figure(const struct view *v, const struct figure *f, struct buf *out)
{
	if (f->known)
		amount_format(out, f->units, v->form->places, f->keyed);
}

/* The last figure less that of the year before; PLUS: with a sign also if it
 * is more than 0.  Adds nothing if there is none. */
static void
add_change(const struct view *v, const struct trend *t, bool plus,
	   struct buf *out)
{
	int last = v->years - 1;
	struct figure f, before;
	wide change;

	if (!last || v->year[last - 1].year != v->year[last].year - 1)
		return;
	f = figure_of(v, t, last);
	before = figure_of(v, t, last - 1);
	if (!f.known || !before.known ||
	    __builtin_sub_overflow(f.units, before.units, &change))
		return;
	if (plus && change > 0)
		buf_addc(out, '+');
	amount_format(out, change, v->form->places,
		      f.keyed > before.keyed ? f.keyed : before.keyed);
}

static const char *
unit_of(const struct view *v, const struct trend *t)
{
	if (t->cell < 0)
		return "";
	return label_text(&form_kind_of(v->form, t->cell)->unit, v->lang);
}

/* ---- for people ---- */

#define LABEL_LEAST 12

static int
width_of(const char *text)
{
	return text_width(text, strlen(text), AMBIGUOUS_NARROW);
}

static void
pad(struct buf *out, const char *text, int columns, bool right)
{
	text_pad(out, text, strlen(text), columns, right, AMBIGUOUS_NARROW);
}

static void
paint(const struct view *v, const char *how, struct buf *out)
{
	if (v->color)
		buf_addf(out, "\033[%sm", how);
}

/* What is no count is told with its unit. */
static void
add_label(const struct view *v, const struct trend *t, struct buf *out)
{
	const char *unit = unit_of(v, t);
	struct buf label = BUF_INIT;

	trend_label(v->form, t, v->lang, &label);
	if (*unit && form_kind_of(v->form, t->cell)->type->decimals)
		buf_addf(&label, " (%s)", unit);
	text_escape(out, label.text, label.len);
	buf_release(&label);
}

/* Is the year before that of file N missing? */
static bool
gap(const struct view *v, int n)
{
	return n && v->year[n - 1].year != v->year[n].year - 1;
}

static void
add_bars(const struct view *v, const struct trend *t, struct buf *out)
{
	struct spark *bar = xcalloc((size_t)v->bars, sizeof *bar);
	int i, n = 0;

	for (i = 0; i < v->years; i++) {
		struct figure f = figure_of(v, t, i);

		n += gap(v, i);
		bar[n++] = (struct spark){ f.known, f.units };
	}
	sparkline_add(out, bar, n);
	free(bar);
}

static void
widen(int *columns, struct buf *text)
{
	int n = width_of(text->text);

	*columns = *columns > n ? *columns : n;
	buf_clear(text);
}

static void
measure_figure(struct view *v, const struct trend *t)
{
	struct buf text = BUF_INIT;
	int i;

	add_label(v, t, &text);
	widen(&v->label, &text);
	add_change(v, t, true, &text);
	widen(&v->change, &text);
	for (i = 0; i < v->years; i++) {
		struct figure f = figure_of(v, t, i);

		add_figure(v, &f, &text);
		widen(&v->figure, &text);
	}
	buf_release(&text);
}

static void
measure(struct view *v)
{
	int i, most = v->width * 2 / 5, room;

	v->bars = v->years;
	for (i = 0; i < v->years; i++)
		v->bars += gap(v, i);
	v->figure = 4;
	v->change = width_of(_("change"));
	for (i = 0; i < v->form->trends; i++)
		measure_figure(v, &v->form->trend[i]);
	most = most > LABEL_LEAST ? most : LABEL_LEAST;
	v->label = v->label < most ? v->label : most;
	room = v->width - v->label - 2 - v->bars - v->change - 2;
	v->fit = room / (v->figure + 2);
	v->fit = v->fit > 1 ? v->fit : 1;
}

static void
end_line(struct buf *out)
{
	while (out->text[out->len - 1] == ' ')
		out->text[--out->len] = '\0';
	buf_addc(out, '\n');
}

static void
tell_years(const struct view *v, int from, int to, struct buf *out)
{
	struct buf number = BUF_INIT;

	paint(v, "1", out);
	buf_fill(out, ' ', v->label + 2 + v->bars);
	for (; from < to; from++) {
		buf_addf(&number, "%d", v->year[from].year);
		buf_add(out, "  ");
		pad(out, number.text, v->figure, true);
		buf_clear(&number);
	}
	if (to == v->years && v->years > 1) {
		buf_add(out, "  ");
		pad(out, _("change"), v->change, true);
	}
	paint(v, "", out);
	end_line(out);
	buf_release(&number);
}

static void
tell_figure(const struct view *v, const struct trend *t, int from, int to,
	    struct buf *out)
{
	bool last = to == v->years;
	struct buf text = BUF_INIT;

	add_label(v, t, &text);
	pad(out, text.text, v->label, false);
	buf_add(out, "  ");
	add_bars(v, t, out);
	for (; from < to; from++) {
		struct figure f = figure_of(v, t, from);

		buf_clear(&text);
		add_figure(v, &f, &text);
		buf_add(out, "  ");
		pad(out, f.known ? text.text : "–", v->figure, true);
	}
	buf_clear(&text);
	if (last)
		add_change(v, t, true, &text);
	buf_add(out, "  ");
	pad(out, text.text, v->change, true);
	end_line(out);
	buf_release(&text);
}

/* The first text among the fields of a report: whose it is. */
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

static void
tell_title(const struct view *v, struct buf *out)
{
	const struct year *last = &v->year[v->years - 1];
	int cell = owner_cell(last->file.form);
	struct buf title = BUF_INIT, safe = BUF_INIT;

	buf_add(&title, label_text(&v->form->title, v->lang));
	if (cell >= 0 && *report_text(last->file.report, cell))
		buf_addf(&title, ": %s", report_text(last->file.report,
						     cell));
	text_escape(&safe, title.text, title.len);
	command_wrap(out, safe.text, 0, v->width);
	buf_addc(out, '\n');
	buf_release(&title);
	buf_release(&safe);
}

static void
tell_text(struct view *v, struct buf *out)
{
	int from = 0, to, i;

	measure(v);
	tell_title(v, out);
	/* the table with the last years is the full one */
	to = v->years % v->fit ? v->years % v->fit : v->fit;
	for (; from < v->years; from = to, to += v->fit) {
		if (from)
			buf_addc(out, '\n');
		tell_years(v, from, to, out);
		for (i = 0; i < v->form->trends; i++)
			tell_figure(v, &v->form->trend[i], from, to, out);
	}
}

/* ---- for programs ---- */

static void
json_figure(struct buf *out, const struct buf *text)
{
	buf_add(out, text->len ? text->text : "null");
}

static void
json_line(const struct view *v, const struct trend *t, struct buf *out)
{
	struct buf text = BUF_INIT;
	int i;

	trend_label(v->form, t, v->lang, &text);
	buf_addc(out, '{');
	command_json(out, "figure", formula_text(t->of));
	command_json(out, "label", text.text);
	command_json(out, "unit", unit_of(v, t));
	buf_add(out, ",\"years\":[");
	for (i = 0; i < v->years; i++)
		buf_addf(out, "%s%d", i ? "," : "", v->year[i].year);
	buf_add(out, "],\"figures\":[");
	for (i = 0; i < v->years; i++) {
		struct figure f = figure_of(v, t, i);

		buf_clear(&text);
		add_figure(v, &f, &text);
		buf_add(out, i ? "," : "");
		json_figure(out, &text);
	}
	buf_add(out, "],\"change\":");
	buf_clear(&text);
	add_change(v, t, false, &text);
	json_figure(out, &text);
	buf_add(out, "}\n");
	buf_release(&text);
}

static void
tell_json(struct view *v, struct buf *out)
{
	int i;

	for (i = 0; i < v->form->trends; i++)
		json_line(v, &v->form->trend[i], out);
}

static void
csv_line(const struct view *v, const struct trend *t, struct buf *out)
{
	struct buf text = BUF_INIT;
	int i;

	command_csv(out, formula_text(t->of));
	buf_addc(out, ',');
	trend_label(v->form, t, v->lang, &text);
	command_csv(out, text.text);
	buf_addc(out, ',');
	command_csv(out, unit_of(v, t));
	for (i = 0; i < v->years; i++) {
		struct figure f = figure_of(v, t, i);

		buf_addc(out, ',');
		add_figure(v, &f, out);
	}
	buf_addc(out, ',');
	add_change(v, t, false, out);
	buf_add(out, "\r\n");
	buf_release(&text);
}

static void
tell_csv(struct view *v, struct buf *out)
{
	int i;

	buf_add(out, "figure,label,unit");
	for (i = 0; i < v->years; i++)
		buf_addf(out, ",%d", v->year[i].year);
	buf_add(out, ",change\r\n");
	for (i = 0; i < v->form->trends; i++)
		csv_line(v, &v->form->trend[i], out);
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
	return ok;
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

/* Are all of one owner?  He may have been renamed, so that is but a warning;
 * two of one year are none to put beside each other. */
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
	struct view v = { .o = o, .years = o->files,
			  .width = command_width(o, 80),
			  .color = command_color(o) };
	struct buf out = BUF_INIT;
	struct error e = ERROR_INIT;
	enum status status;
	int i;

	v.year = xcalloc((size_t)v.years, sizeof *v.year);
	if (prepare(&v, &e)) {
		(o->json ? tell_json : o->csv ? tell_csv : tell_text)(&v,
								      &out);
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
	.takes = TAKES_TREND | TAKES_FORMAT | TAKES_CSV | TAKES_LANG |
		 TAKES_WIDTH | TAKES_OUTPUT | TAKES_COLOR,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
