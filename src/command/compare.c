/*
 * compare.c - gouji --compare: the cells in which two reports differ
 *
 * A line a cell, under the label of its block; or for programs a row of CSV or
 * a JSON object a line.  Of a text only the first line that differs is told,
 * near the place where it does.
 */
#include "report/comparison.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "command/command.h"
#include "report/finding.h"
#include "store/report-reader.h"

struct view {
	const struct options *o;
	struct report_file old, new;
	struct version_map *was; /* as the later of the two versions has it */
	struct comparison list;
	int lang, lang_before;	/* of the two forms of `was` */
	int width;		/* of a page */
	bool color;
	/* columns of text */
	int label, address, before, after, change;
	bool figures;		/* there are some */
};

/* ---- a difference in words ---- */

struct row {
	struct buf label, column;	/* the name of its row, its column */
	struct buf address;
	struct buf old, new, change;	/* of figures */
};

static bool
is_total(const struct difference *d)
{
	return form_computed(d->form, d->cell);
}

static int
lang_of(const struct view *v, const struct form *f)
{
	return f == v->was->now ? v->lang : v->lang_before;
}

/* The names of the row and of the column.  Where there is one row its name
 * would say nothing, unless there is one column too; the column's heading
 * then does. */
static void
name_cell(const struct view *v, const struct difference *d, struct buf *row,
	  struct buf *column)
{
	const struct block *b = form_block_of(d->form, d->cell);
	const struct line *r = axis_leaf(&b->rows,
					 form_row_of(d->form, d->cell));
	const struct line *c = axis_leaf(&b->cols,
					 form_column_of(d->form, d->cell));
	int lang = lang_of(v, d->form);

	if (b->type == BLOCK_TEXT)
		r = NULL;
	else if (b->rows.leaves == 1 && b->cols.leaves > 1)
		r = c->parent < 0 ? NULL : &b->cols.line[c->parent];
	if (b->type == BLOCK_TEXT)
		buf_add(row, label_text(&b->label, lang));
	if (r)
		buf_add(row, label_brief(&r->label, lang));
	if (b->cols.leaves > 1)
		buf_add(column, label_brief(&c->label, lang));
	if (d->type == DIFFERENCE_PAPER)
		buf_add(column, _(", on paper"));
}

static void
join(struct buf *row, const char *column)
{
	if (row->len && *column && *column != ',')
		buf_addc(row, ' ');
	buf_add(row, column);
}

static void
add_label(const struct view *v, const struct difference *d, struct buf *out)
{
	struct buf row = BUF_INIT, column = BUF_INIT;

	name_cell(v, d, &row, &column);
	join(&row, column.text);
	buf_add(out, row.text);
	buf_release(&row);
	buf_release(&column);
}

/* Why a cell was dropped; "" if that is not said. */
static const char *
reason(const struct view *v, const struct difference *d)
{
	return d->why ? label_text(d->why, v->lang) : "";
}

static void
add_figure(const struct view *v, const struct side *s, struct buf *out)
{
	if (s->known)
		amount_format(out, s->units, v->list.places, s->keyed);
}

/* Adds NEW less OLD; PLUS: with a sign also if it is more than 0. */
static void
add_change(const struct view *v, const struct difference *d, bool plus,
	   struct buf *out)
{
	int keyed = d->old.keyed > d->new.keyed ? d->old.keyed : d->new.keyed;
	wide change;

	if (!difference_change(d, &change))
		return;
	if (plus && change > 0)
		buf_addc(out, '+');
	amount_format(out, change, v->list.places, keyed);
}

/* ---- for people ---- */

#define MARGIN 2		/* columns before a label, for a mark */
#define LABEL_LEAST 10
#define ROW_LEAST 6		/* of that, for the row */
#define PIECE_LEAST 12		/* of a text */

static bool
is_text(const struct difference *d)
{
	return d->old.text || d->new.text;
}

/* All but a block that is one text is named, by what its heading leaves out. */
static void
row_of(const struct view *v, const struct difference *d, struct row *r)
{
	const struct block *b = form_block_of(d->form, d->cell);
	size_t under = b->type == BLOCK_TABLE ? strlen(b->id) + 1 : 0;
	struct buf label = BUF_INIT, column = BUF_INIT, address = BUF_INIT;

	*r = (struct row){ BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT,
			   BUF_INIT };
	if (b->type != BLOCK_TEXT) {
		name_cell(v, d, &label, &column);
		form_address(d->form, d->cell, &address);
		text_escape(&r->label, label.text, label.len);
		text_escape(&r->column, column.text, column.len);
		buf_add(&r->address, address.text + under);
	}
	if (!is_text(d)) {
		add_figure(v, &d->old, &r->old);
		add_figure(v, &d->new, &r->new);
		add_change(v, d, true, &r->change);
	}
	buf_release(&label);
	buf_release(&column);
	buf_release(&address);
}

static void
row_release(struct row *r)
{
	buf_release(&r->label);
	buf_release(&r->column);
	buf_release(&r->address);
	buf_release(&r->old);
	buf_release(&r->new);
	buf_release(&r->change);
}

static int
width_of(const char *text)
{
	return text_width(text, strlen(text), AMBIGUOUS_NARROW);
}

static void
widen(int *columns, const char *text)
{
	int n = width_of(text);

	*columns = *columns > n ? *columns : n;
}

/* Labels are cut to fit, and addresses where that is not enough. */
static void
fit(struct view *v)
{
	int room = v->width - MARGIN - 2;

	if (v->figures)
		room -= v->before + v->after + v->change + 6;
	if (v->label + v->address <= room)
		return;
	v->label = room - v->address;
	v->label = v->label > LABEL_LEAST ? v->label : LABEL_LEAST;
	if (v->address > room - v->label)
		v->address = room - v->label;
	v->address = v->address > 0 ? v->address : 0;
}

static void
measure_row(struct view *v, const struct difference *d)
{
	const char *blank = _("(blank)");
	struct row r;

	row_of(v, d, &r);
	join(&r.label, r.column.text);
	widen(&v->label, r.label.text);
	widen(&v->address, r.address.text);
	if (!is_text(d)) {
		v->figures = true;
		widen(&v->before, r.old.len ? r.old.text : blank);
		widen(&v->after, r.new.len ? r.new.text : blank);
		widen(&v->change, r.change.text);
	}
	row_release(&r);
}

/* Works out the columns of a part of the list. */
static void
measure(struct view *v, int from, int to)
{
	v->label = v->address = 0;
	v->before = width_of(_("old"));
	v->after = width_of(_("new"));
	v->change = from < v->list.differ ? width_of(_("change")) : 0;
	v->figures = false;
	for (; from < to; from++)
		measure_row(v, &v->list.difference[from]);
	fit(v);
}

static void
paint(const struct view *v, const char *how, struct buf *out)
{
	if (v->color)
		buf_addf(out, "\033[%sm", how);
}

static void
pad(struct buf *out, const char *text, int columns, bool right)
{
	text_pad(out, text, strlen(text), columns, right, AMBIGUOUS_NARROW);
}

static void
end_line(struct buf *out)
{
	while (out->len && out->text[out->len - 1] == ' ')
		out->text[--out->len] = '\0';
	buf_addc(out, '\n');
}

static void
add_figures(const struct view *v, const struct row *r, struct buf *out)
{
	const char *blank = _("(blank)");

	pad(out, r->old.len ? r->old.text : blank, v->before, true);
	buf_add(out, "  ");
	pad(out, r->new.len ? r->new.text : blank, v->after, true);
	buf_add(out, "  ");
	pad(out, r->change.text, v->change, true);
}

/* Adds a piece of the line, in COLUMNS at most, from shortly before byte AT
 * on. */
static void
add_piece(const char *line, size_t len, size_t at, int columns,
	  struct buf *out)
{
	struct buf safe = BUF_INIT;
	size_t fit, from = at;
	int dots;

	while (from && text_width(line + from, at - from, AMBIGUOUS_NARROW) <
			       (columns - 4) / 3)
		from = text_prev(line, from);
	at = from;
	dots = at ? 2 : 0;
	text_escape(&safe, line + at, len - at);
	fit = safe.len;
	if (text_width(safe.text, safe.len, AMBIGUOUS_NARROW) + dots >
	    columns)
		fit = text_fit(safe.text, safe.len, columns - dots - 2,
			       AMBIGUOUS_NARROW);
	buf_addf(out, "\"%s%.*s%s\"", dots ? ".." : "", (int)fit, safe.text,
		 fit < safe.len ? ".." : "");
	buf_release(&safe);
}

/* The first line that differs; USED columns of the page are taken. */
static void
add_texts(const struct view *v, const struct difference *d, int used,
	  struct buf *out)
{
	const char *old = d->old.text ? d->old.text : "";
	const char *new = d->new.text ? d->new.text : "";
	struct buf line = BUF_INIT;
	struct text_difference t;
	int room;

	text_difference(old, new, &t);
	if (strchr(old, '\n') || strchr(new, '\n'))
		buf_addf(&line, _("line %d: "), t.line);
	room = (v->width - used - width_of(line.text) - 8) / 2;
	room = room > PIECE_LEAST ? room : PIECE_LEAST;
	buf_add(out, line.text);
	if (*old)
		add_piece(t.old, t.old_len, t.same, room, out);
	else
		buf_add(out, _("(blank)"));
	buf_add(out, " -> ");
	if (*new)
		add_piece(t.new, t.new_len, t.same, room, out);
	else
		buf_add(out, _("(blank)"));
	buf_release(&line);
}

/* Where there is no room for both, the name of the row is cut. */
static void
add_name(const struct view *v, const struct row *r, struct buf *out)
{
	int room = v->label - width_of(r->column.text) - 1;
	struct buf name = BUF_INIT;

	if (width_of(r->label.text) > room && room >= ROW_LEAST)
		pad(&name, r->label.text, room, false);
	else
		buf_add(&name, r->label.text);
	join(&name, r->column.text);
	pad(out, name.text, v->label, false);
	buf_release(&name);
}

static const char *
mark(const struct difference *d)
{
	if (d->type == DIFFERENCE_SUM)
		return "+ ";
	return is_total(d) ? "= " : "  ";
}

/* A text need not stand below another, so its name takes no more room than it
 * wants. */
static void
tell_texts(const struct view *v, const struct difference *d,
	   const struct row *r, struct buf *out)
{
	struct buf name = BUF_INIT;
	int used = MARGIN;

	buf_add(&name, r->label.text);
	join(&name, r->column.text);
	if (name.len) {
		int label = width_of(name.text);

		label = label < v->label ? label : v->label;
		pad(out, name.text, label, false);
		buf_addf(out, "  %s  ", r->address.text);
		used += label + width_of(r->address.text) + 4;
	}
	add_texts(v, d, used, out);
	buf_release(&name);
}

static void
tell_row(const struct view *v, const struct difference *d, struct buf *out)
{
	bool dim = is_total(d) && d->type != DIFFERENCE_PAPER;
	struct row r;

	row_of(v, d, &r);
	if (dim)
		paint(v, "2", out);
	buf_add(out, mark(d));
	if (is_text(d)) {
		tell_texts(v, d, &r, out);
	} else {
		add_name(v, &r, out);
		buf_add(out, "  ");
		pad(out, r.address.text, v->address, false);
		buf_add(out, "  ");
		add_figures(v, &r, out);
	}
	while (out->text[out->len - 1] == ' ')
		out->text[--out->len] = '\0';
	if (dim)
		paint(v, "", out);
	buf_addc(out, '\n');
	row_release(&r);
}

/* The label of the block, and what its addresses begin with. */
static void
tell_block(const struct view *v, const struct form *f, const struct block *b,
	   struct buf *out)
{
	const char *label = label_text(&b->label, lang_of(v, f));
	int room = v->width;
	struct buf safe = BUF_INIT;

	if (b->type != BLOCK_FIELDS)
		room -= (int)strlen(b->id) + 3;
	text_escape(&safe, label, strlen(label));
	room = width_of(safe.text) < room ? width_of(safe.text) : room;
	paint(v, "1", out);
	pad(out, safe.text, room, false);
	paint(v, "", out);
	if (b->type != BLOCK_FIELDS)
		buf_addf(out, " (%s)", b->id);
	buf_addc(out, '\n');
	buf_release(&safe);
}

/* What those that cannot be compared stand under. */
static void
tell_type(const struct view *v, enum difference_type type, struct buf *out)
{
	const struct form *now = v->was->now, *before = v->was->before;

	buf_addc(out, '\n');
	if (type == DIFFERENCE_REFERENCE)
		buf_add(out, _("Shown for reference, not compared:"));
	else if (type == DIFFERENCE_DROPPED)
		buf_addf(out, _("Has no place in %s/%s:"), now->name,
			 now->version);
	else
		buf_addf(out, _("Had no place in %s/%s:"), before->name,
			 before->version);
	buf_addc(out, '\n');
}

static void
tell_file(const char *word, int columns, const struct report_file *f,
	  struct buf *out)
{
	pad(out, word, columns, false);
	buf_add(out, "  ");
	text_escape(out, f->path, strlen(f->path));
	buf_addf(out, "  %s/%s\n", f->form->name, f->form->version);
}

/* Which files they are. */
static void
tell_files(const struct view *v, struct buf *out)
{
	const char *old = _("old"), *new = _("new");
	int columns = width_of(old) > width_of(new) ? width_of(old)
						    : width_of(new);

	tell_file(old, columns, &v->old, out);
	tell_file(new, columns, &v->new, out);
	buf_addc(out, '\n');
}

/* What the columns of figures are. */
static void
tell_head(const struct view *v, struct buf *out)
{
	if (!v->figures)
		return;
	buf_fill(out, ' ', MARGIN + v->label + v->address + 4);
	pad(out, _("old"), v->before, true);
	buf_add(out, "  ");
	pad(out, _("new"), v->after, true);
	buf_add(out, "  ");
	pad(out, v->change ? _("change") : "", v->change, true);
	end_line(out);
}

static void
tell_counts(const struct view *v, struct buf *out)
{
	const struct comparison *c = &v->list;
	int others = c->count - c->differ, totals = 0, sums = 0, i;
	struct buf line = BUF_INIT;

	for (i = 0; i < c->differ; i++) {
		totals += is_total(&c->difference[i]) &&
			  c->difference[i].type == DIFFERENCE_CELL;
		sums += c->difference[i].type == DIFFERENCE_SUM;
	}
	if (c->count)
		buf_addc(out, '\n');
	buf_addf(&line, Q_("%d of %d cells differs", "%d of %d cells differ",
			 c->differ), c->differ, c->compared);
	if (totals)
		buf_addf(&line, Q_(", %d of them a total (=)",
				 ", %d of them totals (=)", totals), totals);
	if (sums)
		buf_addf(&line, Q_(", %d the sum of what it became (+)",
				 ", %d the sums of what they became (+)",
				 sums), sums);
	if (others)
		buf_addf(&line, Q_("; %d cannot be compared",
				 "; %d cannot be compared", others), others);
	command_wrap(out, line.text, 0, v->width);
	buf_release(&line);
}

/* Why it was dropped, if the next in the list, which ends at TO, does not say
 * the same. */
static void
tell_reason(const struct view *v, int i, int to, struct buf *out)
{
	const struct difference *d = &v->list.difference[i];
	const char *why = reason(v, d);

	if (!*why)
		return;
	if (i + 1 < to && form_block_of(d->form, d[1].cell) ==
				  form_block_of(d->form, d->cell) &&
	    !strcmp(why, reason(v, &d[1])))
		return;
	buf_fill(out, ' ', 2 * MARGIN);
	command_wrap(out, why, 2 * MARGIN, v->width);
}

/* A part of the list. */
static void
tell_rows(struct view *v, int from, int to, struct buf *out)
{
	const struct block *last = NULL;
	int i;

	measure(v, from, to);
	tell_head(v, out);
	for (i = from; i < to; i++) {
		const struct difference *d = &v->list.difference[i];
		const struct block *b = form_block_of(d->form, d->cell);

		/* the two versions' of one name are one block to the reader */
		if (!last || strcmp(last->id, b->id))
			tell_block(v, d->form, b, out);
		last = b;
		tell_row(v, d, out);
		tell_reason(v, i, to, out);
	}
}

static void
tell_text(struct view *v, struct buf *out)
{
	const struct comparison *c = &v->list;
	int from = c->differ, to;

	tell_files(v, out);
	tell_rows(v, 0, c->differ, out);
	for (; from < c->count; from = to) {
		for (to = from; to < c->count; to++)
			if (c->difference[to].type != c->difference[from].type)
				break;
		tell_type(v, c->difference[from].type, out);
		tell_rows(v, from, to, out);
	}
	tell_counts(v, out);
}

/* ---- for programs ---- */

static const char *
kind_of(const struct difference *d)
{
	static const char *const name[] = {
		[DIFFERENCE_PAPER] = "paper", [DIFFERENCE_SUM] = "sum",
		[DIFFERENCE_REFERENCE] = "reference",
		[DIFFERENCE_DROPPED] = "dropped",
		[DIFFERENCE_ADDED] = "added",
	};

	if (d->type != DIFFERENCE_CELL)
		return name[d->type];
	return is_text(d) ? "text" : is_total(d) ? "total" : "cell";
}

/* What programs get of a difference.  Of texts the first line that differs;
 * LINE is 0 of a figure. */
struct fields {
	struct buf address, label, old, new, change;
	int line;
};

static void
fields_of(const struct view *v, const struct difference *d, struct fields *f)
{
	struct text_difference t;

	*f = (struct fields){ BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT,
			      BUF_INIT, 0 };
	form_address(d->form, d->cell, &f->address);
	add_label(v, d, &f->label);
	if (is_text(d)) {
		text_difference(d->old.text ? d->old.text : "",
				d->new.text ? d->new.text : "", &t);
		buf_addn(&f->old, t.old, t.old_len);
		buf_addn(&f->new, t.new, t.new_len);
		f->line = t.line;
		return;
	}
	add_figure(v, &d->old, &f->old);
	add_figure(v, &d->new, &f->new);
	add_change(v, d, false, &f->change);
}

static void
fields_release(struct fields *f)
{
	buf_release(&f->address);
	buf_release(&f->label);
	buf_release(&f->old);
	buf_release(&f->new);
	buf_release(&f->change);
}

static void
json_value(struct buf *out, const char *key, const struct buf *text, int line)
{
	if (line)
		command_json(out, key, text->text);
	else
		buf_addf(out, ",\"%s\":%s", key,
			 text->len ? text->text : "null");
}

static void
tell_json(struct view *v, struct buf *out)
{
	int i;

	for (i = 0; i < v->list.count; i++) {
		const struct difference *d = &v->list.difference[i];
		struct fields f;

		fields_of(v, d, &f);
		buf_addc(out, '{');
		command_json(out, "kind", kind_of(d));
		command_json(out, "address", f.address.text);
		command_json(out, "label", f.label.text);
		json_value(out, "old", &f.old, f.line);
		json_value(out, "new", &f.new, f.line);
		json_value(out, "change", &f.change, 0);
		if (f.line)
			buf_addf(out, ",\"line\":%d", f.line);
		else
			buf_add(out, ",\"line\":null");
		command_json(out, "reason", reason(v, d));
		buf_add(out, "}\n");
		fields_release(&f);
	}
}

static void
tell_csv(struct view *v, struct buf *out)
{
	int i;
	size_t k;

	buf_add(out, "address,label,old,new,change,kind,line,reason\r\n");
	for (i = 0; i < v->list.count; i++) {
		const struct difference *d = &v->list.difference[i];
		struct buf line = BUF_INIT;
		struct fields f;

		fields_of(v, d, &f);
		if (f.line)
			buf_addf(&line, "%d", f.line);
		{
			const char *const column[] = {
				f.address.text, f.label.text, f.old.text,
				f.new.text, f.change.text, kind_of(d),
				line.text, reason(v, d),
			};

			for (k = 0; k < ARRAY_LEN(column); k++) {
				buf_add(out, k ? "," : "");
				command_csv(out, column[k]);
			}
		}
		buf_add(out, "\r\n");
		buf_release(&line);
		fields_release(&f);
	}
}

/* ---- two files ---- */

static bool
open_both(struct view *v, struct error *e)
{
	const char *old = v->o->file[0], *new = v->o->file[1];
	bool ok;

	if (!strcmp(old, "-") && !strcmp(new, "-"))
		return error_add(e, NOWHERE,
				 _("standard input can be read only once; "
				   "give the name of one file"));
	ok = report_file_open(&v->old, old, e);
	return report_file_open(&v->new, new, e) && ok;
}

/* How the cells of the two forms belong together. */
static bool
match(struct view *v, struct error *e)
{
	const struct form *old = v->old.form, *new = v->new.form;
	bool later = form_version_order(new, old) >= 0;

	if (strcmp(old->name, new->name))
		return error_add(e, (struct place){ v->new.path, 0, 0 },
				 _("is a report of %s/%s, but %s is one of "
				   "%s/%s; only reports of one form can be "
				   "compared"), new->name, new->version,
				 v->old.path, old->name, old->version);
	v->was = version_map_new(later ? new : old, later ? old : new, e);
	if (!v->was)
		return false;
	v->lang = command_lang(v->o, v->was->now, e);
	v->lang_before = v->lang < 0 ? -1
			 : command_lang(v->o, v->was->before, e);
	return v->lang >= 0 && v->lang_before >= 0;
}

static enum status
tell(struct view *v, struct error *e)
{
	const struct options *o = v->o;
	struct buf out = BUF_INIT;
	enum status status;

	compare(&v->list, v->was, v->old.report, v->new.report);
	status = v->list.differ ? STATUS_BROKEN : STATUS_GOOD;
	(o->json ? tell_json : o->csv ? tell_csv : tell_text)(v, &out);
	if (!command_save(o, &out, e))
		status = STATUS_TROUBLE;
	buf_release(&out);
	comparison_release(&v->list);
	return status;
}

static enum status
run(const struct options *o)
{
	struct view v = { .o = o, .width = command_width(o, 80),
			  .color = command_color(o) };
	enum status status = STATUS_TROUBLE;
	struct error e = ERROR_INIT;

	if (open_both(&v, &e) && match(&v, &e))
		status = tell(&v, &e);
	command_tell(&e);
	version_map_free(v.was);
	report_file_close(&v.old);
	report_file_close(&v.new);
	return status;
}

const struct verb verb_compare = {
	.takes = TAKES_COMPARE | TAKES_FORMAT | TAKES_CSV | TAKES_LANG |
		 TAKES_WIDTH | TAKES_OUTPUT | TAKES_COLOR,
	.operand = N_("OLD NEW"),
	.exactly = 2,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
