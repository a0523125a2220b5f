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
#include "command/rows.h"
#include "store/report-reader.h"

enum {
	KIND, ADDRESS, LABEL, MARK, NAME, WHERE, OLD, NEW, CHANGE, KIND_CSV,
	LINE, REASON, COLUMNS
};

#define LABEL_LEAST 10
#define PIECE_LEAST 12		/* columns of a text */

/* Old and new are figures; of a text they are the line that differs. */
static const struct column columns[COLUMNS] = {
	[KIND] = { .key = "kind", .in = ROWS_JSON },
	[ADDRESS] = { .key = "address", .in = ROWS_DATA },
	[LABEL] = { .key = "label", .in = ROWS_DATA },
	[MARK] = { .in = ROWS_TEXT, .gap = "" },
	[NAME] = { .in = ROWS_TEXT, .gap = "",
		   .shrinks = true, .least = LABEL_LEAST },
	[WHERE] = { .in = ROWS_TEXT, .shrinks = true },
	[OLD] = { .key = "old", .role = CELL_FIGURE, .in = ROWS_ALL,
		  .label = N_("old"), .blank = N_("(blank)") },
	[NEW] = { .key = "new", .role = CELL_FIGURE, .in = ROWS_ALL,
		  .label = N_("new"), .blank = N_("(blank)") },
	[CHANGE] = { .key = "change", .role = CELL_CHANGE, .in = ROWS_ALL,
		     .label = N_("change") },
	[KIND_CSV] = { .key = "kind", .in = ROWS_CSV },
	[LINE] = { .key = "line", .role = CELL_LINE, .in = ROWS_DATA },
	[REASON] = { .key = "reason", .in = ROWS_DATA },
};

struct view {
	const struct options *o;
	struct report_file old, new;
	struct version_map *was; /* as the later of the two versions has it */
	struct comparison list;
	int lang, lang_before;	/* of the two forms of `was` */
	struct column column[COLUMNS];
	struct rows rows;
};

/* ---- a difference in words ---- */

static int
width_of(const char *text)
{
	return text_width(text, strlen(text), AMBIGUOUS_NARROW);
}

static bool
is_total(const struct difference *d)
{
	return form_computed(d->form, d->cell);
}

static bool
is_text(const struct difference *d)
{
	return d->old.text || d->new.text;
}

static int
lang_of(const struct view *v, const struct form *f)
{
	return f == v->was->now ? v->lang : v->lang_before;
}

/* The names of the row and of the column, which begins with what parts them.
 * Where there is one row its name would say nothing, unless there is one
 * column too; the column's heading then does. */
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
	if (row->len && b->cols.leaves > 1)
		buf_addc(column, ' ');
	if (b->cols.leaves > 1)
		buf_add(column, label_brief(&c->label, lang));
	if (d->type == DIFFERENCE_PAPER)
		buf_add(column, _(", on paper"));
}

/* Why a cell was dropped; "" if that is not said. */
static const char *
reason(const struct view *v, const struct difference *d)
{
	return d->why ? label_text(d->why, v->lang) : "";
}

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

static const char *
mark(const struct difference *d)
{
	if (d->type == DIFFERENCE_SUM)
		return "+ ";
	return is_total(d) ? "= " : "  ";
}

/* Adds a piece of the line, in ROOM columns at most, from shortly before byte
 * AT on; without a text, that it is blank. */
static void
add_piece(const char *text, const char *line, size_t len, size_t at, int room,
	  struct buf *out)
{
	struct buf safe = BUF_INIT;
	size_t fit, from = at;
	int dots;

	while (from && text_width(line + from, at - from, AMBIGUOUS_NARROW) <
			       (room - 4) / 3)
		from = text_prev(line, from);
	at = from;
	dots = at ? 2 : 0;
	text_escape(&safe, line + at, len - at);
	fit = safe.len;
	if (width_of(safe.text) + dots > room)
		fit = text_fit(safe.text, safe.len, room - dots - 2,
			       AMBIGUOUS_NARROW);
	if (*text)
		buf_addf(out, "\"%s%.*s%s\"", dots ? ".." : "", (int)fit,
			 safe.text, fit < safe.len ? ".." : "");
	else
		buf_add(out, _("(blank)"));
	buf_release(&safe);
}

static const char *
text_of(const struct side *s)
{
	return s->text ? s->text : "";
}

/* The first line that differs, behind a name if the block has one. */
static void
add_texts(const void *difference, int room, struct buf *out)
{
	const struct difference *d = difference;
	const char *old = text_of(&d->old), *new = text_of(&d->new);
	struct text_difference t;
	struct buf line = BUF_INIT;

	text_difference(old, new, &t);
	if (form_block_of(d->form, d->cell)->type != BLOCK_TEXT)
		buf_add(&line, "  ");
	if (strchr(old, '\n') || strchr(new, '\n'))
		buf_addf(&line, _("line %d: "), t.line);
	room = (room - width_of(line.text) - 8) / 2;
	room = room > PIECE_LEAST ? room : PIECE_LEAST;
	buf_add(out, line.text);
	add_piece(old, t.old, t.old_len, t.same, room, out);
	buf_add(out, " -> ");
	add_piece(new, t.new, t.new_len, t.same, room, out);
	buf_release(&line);
}

/* ---- its row ---- */

static struct figure
figure_of(const struct side *s)
{
	return (struct figure){ s->known, s->units, s->keyed };
}

/* NEW less OLD. */
static struct figure
change_of(const struct difference *d)
{
	struct figure f = { .keyed = d->old.keyed };

	f.known = difference_change(d, &f.units);
	if (d->new.keyed > f.keyed)
		f.keyed = d->new.keyed;
	return f;
}

static void
add_figures(const struct difference *d, struct rows *rows, struct cell *cell)
{
	bool dim = is_total(d) && d->type != DIFFERENCE_PAPER;

	cell[OLD].figure = figure_of(&d->old);
	cell[NEW].figure = figure_of(&d->new);
	cell[CHANGE].figure = change_of(d);
	rows->paint = dim ? "2" : NULL;
	rows->subject = NULL;
}

static void
add_lines(const struct difference *d, struct rows *rows, struct cell *cell)
{
	struct buf text = BUF_INIT;
	struct text_difference t;

	text_difference(text_of(&d->old), text_of(&d->new), &t);
	buf_addn(&text, t.old, t.old_len);
	cell[OLD] = (struct cell){ .text = rows_text(rows, &text),
				   .role = CELL_TEXT };
	buf_addn(&text, t.new, t.new_len);
	cell[NEW] = (struct cell){ .text = rows_text(rows, &text),
				   .role = CELL_TEXT };
	cell[CHANGE] = (struct cell){ .text = "", .role = CELL_OPTION };
	cell[LINE].number = t.line;
	rows->paint = NULL;
	rows->subject = d;
	buf_release(&text);
}

/* In text all but a block that is one text is named, by what its heading
 * leaves out. */
static void
add_row(struct view *v, const struct difference *d)
{
	const struct block *b = form_block_of(d->form, d->cell);
	struct buf row = BUF_INIT, column = BUF_INIT, text = BUF_INIT;
	struct rows *rows = &v->rows;
	struct cell cell[COLUMNS] = {
		[KIND] = { .text = kind_of(d) },
		[MARK] = { .text = mark(d) },
		[KIND_CSV] = { .text = kind_of(d) },
		[REASON] = { .text = reason(v, d) },
	};

	name_cell(v, d, &row, &column);
	buf_addf(&text, "%s%s", row.text, column.text);
	cell[LABEL].text = rows_text(rows, &text);
	form_address(d->form, d->cell, &text);
	cell[ADDRESS].text = rows_text(rows, &text);
	if (b->type != BLOCK_TEXT) {
		cell[NAME].text = row.text;
		cell[NAME].tail = column.text;
		cell[WHERE].text = cell[ADDRESS].text +
			(b->type == BLOCK_TABLE ? strlen(b->id) + 1 : 0);
	}
	(is_text(d) ? add_lines : add_figures)(d, rows, cell);
	rows_add(rows, cell);
	buf_release(&row);
	buf_release(&column);
	buf_release(&text);
}

/* ---- what stands between the rows of text ---- */

/* The label of the block, and what its addresses begin with. */
static void
add_block(struct view *v, const struct form *f, const struct block *b)
{
	const char *label = label_text(&b->label, lang_of(v, f));
	bool named = b->type != BLOCK_FIELDS;
	int room = v->rows.width - (named ? (int)strlen(b->id) + 3 : 0);
	struct buf safe = BUF_INIT, line = BUF_INIT;

	text_escape(&safe, label, strlen(label));
	room = width_of(safe.text) < room ? width_of(safe.text) : room;
	buf_add(&line, v->rows.color ? "\033[1m" : "");
	text_pad(&line, safe.text, safe.len, room, false, AMBIGUOUS_NARROW);
	buf_add(&line, v->rows.color ? "\033[m" : "");
	if (named)
		buf_addf(&line, " (%s)", b->id);
	buf_addc(&line, '\n');
	rows_lines(&v->rows, line.text);
	buf_release(&safe);
	buf_release(&line);
}

/* Why it was dropped, if the next in the list, which ends at TO, does not say
 * the same. */
static void
add_reason(struct view *v, int i, int to)
{
	const struct difference *d = &v->list.difference[i];
	const char *why = reason(v, d);
	struct buf lines = BUF_INIT;

	if (!*why)
		return;
	if (i + 1 < to && form_block_of(d->form, d[1].cell) ==
				  form_block_of(d->form, d->cell) &&
	    !strcmp(why, reason(v, &d[1])))
		return;
	buf_fill(&lines, ' ', 4);
	command_wrap(&lines, why, 4, v->rows.width);
	rows_lines(&v->rows, lines.text);
	buf_release(&lines);
}

/* A part of the list. */
static void
tell_rows(struct view *v, int from, int to)
{
	const struct block *last = NULL;
	int i;

	if (from >= v->list.differ)
		v->column[CHANGE].label = NULL;
	for (i = from; i < to; i++) {
		const struct difference *d = &v->list.difference[i];
		const struct block *b = form_block_of(d->form, d->cell);

		/* the two versions' of one name are one block to the reader */
		if (!last || strcmp(last->id, b->id))
			add_block(v, d->form, b);
		last = b;
		add_row(v, d);
		add_reason(v, i, to);
	}
	rows_end(&v->rows);
}

/* ---- the page of text ---- */

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
tell_file(const char *word, int width, const struct report_file *f,
	  struct buf *out)
{
	text_pad(out, word, strlen(word), width, false, AMBIGUOUS_NARROW);
	buf_add(out, "  ");
	text_escape(out, f->path, strlen(f->path));
	buf_addf(out, "  %s/%s\n", f->form->name, f->form->version);
}

/* Which files they are. */
static void
tell_files(const struct view *v, struct buf *out)
{
	const char *old = _("old"), *new = _("new");
	int width = width_of(old) > width_of(new) ? width_of(old)
						  : width_of(new);

	tell_file(old, width, &v->old, out);
	tell_file(new, width, &v->new, out);
	buf_addc(out, '\n');
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
	command_wrap(out, line.text, 0, v->rows.width);
	buf_release(&line);
}

static void
tell_text(struct view *v, struct buf *out)
{
	const struct comparison *c = &v->list;
	int from = c->differ, to;

	tell_files(v, out);
	tell_rows(v, 0, c->differ);
	for (; from < c->count; from = to) {
		for (to = from; to < c->count; to++)
			if (c->difference[to].type != c->difference[from].type)
				break;
		tell_type(v, c->difference[from].type, out);
		tell_rows(v, from, to);
	}
	tell_counts(v, out);
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
	struct buf out = BUF_INIT;
	enum status status;

	compare(&v->list, v->was, v->old.report, v->new.report);
	status = v->list.differ ? STATUS_BROKEN : STATUS_GOOD;
	v->rows.out = &out;
	v->rows.places = v->list.places;
	rows_head(&v->rows);
	if (v->rows.format == FORMAT_TEXT)
		tell_text(v, &out);
	else
		tell_rows(v, 0, v->list.count);
	if (!command_save(v->o, &out, e))
		status = STATUS_TROUBLE;
	buf_release(&out);
	comparison_release(&v->list);
	return status;
}

static enum status
run(const struct options *o)
{
	struct view v = { .o = o };
	enum status status = STATUS_TROUBLE;
	struct error e = ERROR_INIT;

	memcpy(v.column, columns, sizeof columns);
	v.rows = (struct rows){
		.format = o->format, .bom = o->bom,
		.column = v.column, .columns = COLUMNS,
		.width = command_width(o, 80), .color = command_color(o),
		.rest = add_texts,
	};
	if (open_both(&v, &e) && match(&v, &e))
		status = tell(&v, &e);
	command_tell(&e);
	version_map_free(v.was);
	report_file_close(&v.old);
	report_file_close(&v.new);
	return status;
}

const struct verb verb_compare = {
	.takes = TAKES_FORMAT | TAKES_ROWS | TAKES_LANG |
		 TAKES_WIDTH | TAKES_OUTPUT | TAKES_COLOR,
	.operand = N_("OLD NEW"),
	.exactly = 2,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
