/*
 * summary-page.c - the report on one screen
 *
 * What is shown follows from the shape of the form alone.  A small table
 * shows all of its figures; a larger one its topmost rows, in the columns of
 * totals if it has such, else added up across.  The largest table shows the
 * level of its rows that divides the whole best, with bars: the topmost one,
 * or the one below where a heading there has headings under it.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "report/finding.h"
#include "report/report-state.h"
#include "document/document.h"
#include "document/ruled-table.h"

#define SMALL 12		/* keyed figures of a small table at most */
#define TABLE_LINES 3		/* of any table but the largest */
#define FINDING_LINES 6		/* kept for findings, if there are so many */
#define BAR_LABEL 34		/* columns of the label before a bar */
#define INDENT 4

struct summary {
	const struct report *report;
	const struct form *form;
	const struct document_options *options;
	struct buf *out;
	int width;
	int left;		/* lines */
	int column;		/* of the line that is begun; 0: none is */
	int last;		/* pairs end when so many lines are left */
	bool full;		/* they have ended */
};

/* ---- lines ---- */

static void
end_line(struct summary *s)
{
	if (s->left <= 0)
		return;
	buf_addc(s->out, '\n');
	s->left--;
	s->column = 0;
}

/* Adds TEXT in at most COLUMNS columns; returns how many it takes. */
static int
add_cut(struct summary *s, const char *text, int columns)
{
	struct buf safe = BUF_INIT;
	int width;

	text_escape(&safe, text, strlen(text));
	width = text_width(safe.text, safe.len, AMBIGUOUS_NARROW);
	if (width > columns)
		width = columns;
	text_pad(s->out, safe.text, safe.len, width, false, AMBIGUOUS_NARROW);
	buf_release(&safe);
	return width > 0 ? width : 0;
}

/* What is added until paint(s, NULL) is shown so, if there are colours. */
static void
paint(struct summary *s, const char *how)
{
	if (s->options->color)
		buf_addf(s->out, "\033[%sm", how ? how : "");
}

/* ---- figures ---- */

/* The sum of a region, in units of the form's places; false if no figure in
 * it is keyed. */
static bool
sum_of(const struct summary *s, const struct region *g, wide *sum)
{
	struct region_walk w;
	int cell = region_first(s->form, g, &w), keyed;
	wide units;

	*sum = report_region(s->report, g);
	while (cell >= 0 && !report_figure(s->report, cell, &units, &keyed))
		cell = region_next(s->form, &w);
	return cell >= 0;
}

/* The cell that a region is, if it is a single one; else -1. */
static int
cell_of(const struct summary *s, const struct region *g)
{
	const struct block *b = &s->form->block[g->block];
	int row = g->row < 0 ? -1 : b->rows.line[g->row].leaf;
	int column = g->column < 0 ? -1 : b->cols.line[g->column].leaf;

	return row < 0 || column < 0 ? -1 : block_cell(b, row, column);
}

/* Adds the figure of a region, or a sign that there is none. */
static void
add_figure(const struct summary *s, const struct region *g, struct buf *out)
{
	const struct block *b = &s->form->block[g->block];
	int cell = cell_of(s, g);
	const struct kind *k = cell < 0 ? &s->form->kind[b->kind]
					: form_kind_of(s->form, cell);
	size_t before = out->len;
	wide sum;

	if (cell >= 0)
		document_value(s->report, s->options, cell, out);
	else if (sum_of(s, g, &sum))
		amount_format(out, sum, s->form->places, 0);
	if (out->len == before)
		buf_addc(out, '-');
	else if (k->type->decimals && *label_text(&k->unit, s->options->lang))
		buf_addf(out, " %s", label_text(&k->unit, s->options->lang));
}

/* ---- pairs of label and figure ---- */

/* Adds the label of a column; a total is known by what it is the total of. */
static const char *
column_label(const struct summary *s, const struct axis *a, int line)
{
	const struct line *l = &a->line[line];
	const char *above;

	if (l->total && l->parent >= 0) {
		above = label_brief(&a->line[l->parent].label,
				    s->options->lang);
		if (*above)
			return above;
	}
	return label_brief(&l->label, s->options->lang);
}

/* Adds a pair where the line has room, or else on a new one, or else a sign
 * that there are more. */
static void
add_pair(struct summary *s, const char *label, const char *figure)
{
	bool begun = s->column > INDENT, last = s->left - 1 <= s->last;
	struct buf pair = BUF_INIT;
	int end;

	if (s->full)
		return;
	buf_addf(&pair, "%s%s%s", label, *label ? " " : "", figure);
	end = s->column + 2 + (last ? 3 : 0) +
	      text_width(pair.text, pair.len, AMBIGUOUS_NARROW);
	s->full = begun && last && end > s->width;
	if (s->full) {
		s->column += add_cut(s, " ..", s->width - s->column);
	} else {
		if (begun && end > s->width) {
			end_line(s);
			begun = false;
		}
		buf_fill(s->out, ' ', begun ? 2 : INDENT - s->column);
		s->column = begun ? s->column + 2 : INDENT;
		s->column += add_cut(s, pair.text, s->width - s->column);
	}
	buf_release(&pair);
}

/* ROW, COLUMN: does the label name them? */
static void
add_region(struct summary *s, const struct region *g, bool row, bool column)
{
	const struct block *b = &s->form->block[g->block];
	struct buf label = BUF_INIT, figure = BUF_INIT;
	int lang = s->options->lang;

	if (row && (b->rows.leaves > 1 || b->has_corner))
		buf_add(&label, label_brief(&b->rows.line[g->row].label,
					    lang));
	if (column && g->column >= 0) {
		if (label.len)
			buf_addc(&label, ' ');
		buf_add(&label, column_label(s, &b->cols, g->column));
	}
	add_figure(s, g, &figure);
	add_pair(s, label.text, figure.text);
	buf_release(&label);
	buf_release(&figure);
}

/* ---- tables ---- */

static int
keyed_figures(const struct form *f, const struct block *b)
{
	int i, n = 0;

	for (i = b->first; i < b->first + b->cells; i++)
		n += !form_computed(f, i) && kind_input(form_kind_of(f, i));
	return n;
}

static bool
figures_alone(const struct form *f, const struct block *b)
{
	int i;

	for (i = b->first; i < b->first + b->cells; i++)
		if (!kind_input(form_kind_of(f, i)))
			return false;
	return b->cells > 0;
}

static bool
has_figures(const struct form *f, const struct block *b)
{
	int i;

	for (i = b->first; i < b->first + b->cells; i++)
		if (kind_input(form_kind_of(f, i)))
			return true;
	return false;
}

/* Is it worth a pair: a cell with a figure, or cells that have a sum?  Yuan and
 * per cent have none, and a remark has no figure. */
static bool
has_pair(const struct summary *s, const struct region *g)
{
	const struct form *f = s->form;
	struct region_walk w;
	int cell = cell_of(s, g);
	const struct kind *k;

	if (cell >= 0)
		return kind_input(form_kind_of(f, cell));
	cell = region_first(f, g, &w);
	k = cell < 0 ? NULL : form_kind_of(f, cell);
	while (cell >= 0 && form_kind_of(f, cell) == k)
		cell = region_next(f, &w);
	return k && cell < 0 && k->type->figure;
}

static bool
has_totals(const struct axis *a)
{
	int i;

	for (i = 0; i < a->leaves; i++)
		if (axis_leaf(a, i)->total)
			return true;
	return false;
}

/* The columns of a row: those of totals, or all of them where there are none.
 * Nothing is added across that the form adds not. */
static void
add_row(struct summary *s, struct region g)
{
	const struct axis *a = &s->form->block[g.block].cols;
	bool totals = has_totals(a), first = true;
	int i;

	for (i = 0; i < a->leaves && !s->full; i++) {
		g.column = a->leaf[i];
		if ((totals && !axis_leaf(a, i)->total) ||
		    !has_pair(s, &g))
			continue;
		add_region(s, &g, first, a->leaves > 1);
		first = false;
	}
}

static void
begin_table(struct summary *s, const struct block *b)
{
	s->full = false;
	s->last = s->left > TABLE_LINES ? s->left - TABLE_LINES : 0;
	paint(s, "1");
	s->column = add_cut(s, label_brief(&b->label, s->options->lang),
			    s->width);
	paint(s, NULL);
}

/* A line or two for a table that is not the largest. */
static void
add_table(struct summary *s, int block)
{
	const struct block *b = &s->form->block[block];
	bool small = keyed_figures(s->form, b) <= SMALL;
	bool all = small && !has_totals(&b->cols);
	int i;

	begin_table(s, b);
	for (i = 0; i < b->rows.count && !s->full; i++) {
		const struct line *l = &b->rows.line[i];

		if (all ? l->leaf >= 0 : l->depth == 0)
			add_row(s, (struct region){ block, i, -1 });
	}
	end_line(s);
}

/* ---- the largest table, with bars ---- */

/* Does a heading stand over other headings? */
static bool
deep(const struct axis *a, int line)
{
	int i;

	for (i = line + 1; i < a->count; i++)
		if (a->line[i].parent == line && a->line[i].leaf < 0)
			return true;
	return false;
}

/* Shall the row have a bar?  LEVEL is the depth of the rows that do. */
static bool
barred(const struct axis *a, int line, int level)
{
	const struct line *l = &a->line[line];

	if (l->total || l->is || l->depth != level)
		return false;
	return level == 0 || deep(a, l->parent);
}

/* The column that stands for all: the topmost total; -1: there is none. */
static int
whole_column(const struct axis *a)
{
	int i, found = -1;

	for (i = 0; i < a->count; i++)
		if (a->line[i].leaf >= 0 && a->line[i].total &&
		    (found < 0 || a->line[i].depth < a->line[found].depth))
			found = i;
	return found;
}

static void
add_bar(struct summary *s, int columns, wide part, wide whole)
{
	static const char *const eighth[] = {
		"", "▏", "▎", "▍", "▌", "▋", "▊", "▉",
	};
	int n = (int)(part * columns * 8 / whole);

	paint(s, "36");
	for (; n >= 8; n -= 8)
		buf_add(s->out, "█");
	buf_add(s->out, eighth[n]);
	paint(s, NULL);
}

/* What is known of the rows with bars. */
struct bars {
	struct region region;
	int level;
	int label, figure;	/* the widest */
	wide whole;		/* the largest */
};

static void
measure(struct summary *s, struct bars *bars)
{
	const struct axis *a = &s->form->block[bars->region.block].rows;
	struct buf figure = BUF_INIT;
	int i, width;
	wide sum;

	for (i = 0; i < a->count; i++) {
		const char *label = label_brief(&a->line[i].label,
						s->options->lang);

		if (!barred(a, i, bars->level))
			continue;
		bars->region.row = i;
		buf_clear(&figure);
		add_figure(s, &bars->region, &figure);
		width = text_width(figure.text, figure.len, AMBIGUOUS_NARROW);
		bars->figure = width > bars->figure ? width : bars->figure;
		width = text_width(label, strlen(label), AMBIGUOUS_NARROW);
		bars->label = width > bars->label ? width : bars->label;
		if (sum_of(s, &bars->region, &sum) && sum > bars->whole)
			bars->whole = sum;
	}
	if (bars->label > BAR_LABEL)
		bars->label = BAR_LABEL;
	buf_release(&figure);
}

static void
add_barred(struct summary *s, const struct bars *bars)
{
	const struct region *g = &bars->region;
	const struct line *l = &s->form->block[g->block].rows.line[g->row];
	struct buf figure = BUF_INIT;
	int used, room;
	wide sum;

	buf_fill(s->out, ' ', INDENT);
	used = add_cut(s, label_brief(&l->label, s->options->lang),
		       bars->label);
	buf_fill(s->out, ' ', bars->label - used + 1);
	add_figure(s, g, &figure);
	text_pad(s->out, figure.text, figure.len, bars->figure, true,
		 AMBIGUOUS_NARROW);
	room = s->width - INDENT - bars->label - bars->figure - 2;
	if (room > 0 && sum_of(s, g, &sum) && sum > 0) {
		buf_addc(s->out, ' ');
		add_bar(s, room, sum, bars->whole);
	}
	end_line(s);
	buf_release(&figure);
}

/* The rows of the largest table that have no bar but are worth a pair: those
 * beside the barred ones and above them. */
static void
add_others(struct summary *s, struct bars *bars)
{
	const struct axis *a = &s->form->block[bars->region.block].rows;
	int i;

	for (i = 0; i < a->count && !s->full; i++) {
		const struct line *l = &a->line[i];
		bool beside = l->depth == bars->level && l->total &&
			      (l->parent < 0 || deep(a, l->parent));
		bool above = l->depth < bars->level && !deep(a, i);

		bars->region.row = i;
		if (beside || (above && !barred(a, i, bars->level)))
			add_region(s, &bars->region, true, false);
	}
	end_line(s);
}

static void
add_largest(struct summary *s, int block)
{
	const struct block *b = &s->form->block[block];
	const struct axis *a = &b->rows;
	struct bars bars = { .region = { block, -1, whole_column(&b->cols) } };
	int i;

	for (i = 0; i < a->count && !bars.level; i++)
		bars.level = a->line[i].depth == 0 && deep(a, i);
	measure(s, &bars);
	begin_table(s, b);
	add_others(s, &bars);
	for (i = 0; i < a->count && s->left > 0; i++)
		if (barred(a, i, bars.level)) {
			bars.region.row = i;
			add_barred(s, &bars);
		}
}

/* The table with the most cells of those that have a column that stands for
 * all, if that is not a small one; else -1. */
static int
largest(const struct form *f)
{
	int i, found = -1;

	for (i = 0; i < f->blocks; i++)
		if (f->block[i].type == BLOCK_TABLE &&
		    figures_alone(f, &f->block[i]) &&
		    (f->block[i].cols.leaves == 1 ||
		     whole_column(&f->block[i].cols) >= 0) &&
		    (found < 0 || f->block[i].cells > f->block[found].cells))
			found = i;
	if (found >= 0 && keyed_figures(f, &f->block[found]) <= SMALL)
		return -1;
	return found;
}

static void
add_tables(struct summary *s)
{
	int i, most = largest(s->form);

	for (i = 0; i < s->form->blocks && s->left > 0; i++) {
		const struct block *b = &s->form->block[i];

		if (b->type != BLOCK_TABLE || !has_figures(s->form, b))
			continue;
		if (i == most)
			add_largest(s, i);
		else
			add_table(s, i);
	}
}

/* ---- head and findings ---- */

/* A part of the line of counts, if there is room for it. */
static void
add_part(struct summary *s, const struct buf *part, const char *how)
{
	int gap = s->column ? 2 : 0;
	int width = text_width(part->text, part->len, AMBIGUOUS_NARROW);

	if (s->column + gap + width > s->width)
		return;
	buf_fill(s->out, ' ', gap);
	if (how)
		paint(s, how);
	buf_add(s->out, part->text);
	if (how)
		paint(s, NULL);
	s->column += gap + width;
}

static void
add_count(struct summary *s, const char *format, int n, const char *how)
{
	struct buf part = BUF_INIT;

	buf_addf(&part, format, n);
	add_part(s, &part, n ? how : NULL);
	buf_release(&part);
}

static void
add_counts(struct summary *s)
{
	const struct counts *c = report_counts(s->report);
	struct buf part = BUF_INIT;

	buf_add(&part, state_name(report_state(s->report)));
	add_part(s, &part, "1");
	buf_clear(&part);
	buf_addf(&part, Q_("%d of %d entry keyed", "%d of %d entries keyed",
			   c->inputs), c->inputs - c->blank, c->inputs);
	add_part(s, &part, NULL);
	buf_release(&part);
	add_count(s, Q_("%d rule broken", "%d rules broken",
			c->broken[LEVEL_MUST]), c->broken[LEVEL_MUST], "31");
	add_count(s, _("%d to be explained"), c->broken[LEVEL_ASK], "33");
	end_line(s);
}

static void
add_head(struct summary *s)
{
	struct buf title = BUF_INIT;

	document_title(s->report, s->options, &title);
	paint(s, "1");
	add_cut(s, title.text, s->width);
	buf_release(&title);
	paint(s, NULL);
	end_line(s);
	add_counts(s);
	end_line(s);
}

static const struct {
	enum level level;
	bool blank;
	const char *sign, *how;
} ranks[] = {
	{ LEVEL_MUST, false, "! ", "31" },
	{ LEVEL_ASK, false, "? ", "33" },
	{ LEVEL_MUST, true, "! ", "31" },
	{ LEVEL_ASK, true, "? ", "33" },
	{ LEVEL_NOTE, false, "- ", "2" },
	{ LEVEL_NOTE, true, "- ", "2" },
};

/* Adds the sentence of a finding, cut to one line or else WHOLE. */
static void
add_sentence(struct summary *s, const char *text, bool whole)
{
	struct buf safe = BUF_INIT;
	size_t at = 0, skip;

	if (!whole) {
		add_cut(s, text, s->width - 2);
		end_line(s);
		return;
	}
	text_escape(&safe, text, strlen(text));
	while (at < safe.len && s->left > 0) {
		size_t n = text_wrap(safe.text + at, safe.len - at,
				     s->width - 2, AMBIGUOUS_NARROW, &skip);

		if (at)
			buf_add(s->out, "  ");
		buf_addn(s->out, safe.text + at, n);
		end_line(s);
		at += n + skip;
	}
	buf_release(&safe);
}

/* Is there room for all findings, each with as many lines as it needs? */
static bool
room_for(const struct summary *s, const struct findings *list)
{
	int i, lines = 0;

	for (i = 0; i < list->count && lines <= s->left; i++)
		lines += ruled_lines(list->finding[i].text,
				     strlen(list->finding[i].text),
				     s->width - 2);
	return lines <= s->left;
}

static void
add_finding(struct summary *s, const struct finding *n, bool whole)
{
	struct buf text = BUF_INIT;

	buf_add(&text, n->text);
	if (n->answer)
		buf_addf(&text, _(" (answered: %s)"), n->answer->words.text);
	add_sentence(s, text.text, whole);
	buf_release(&text);
}

/* The findings of a rank; returns how many of the list are still left. */
static int
add_rank(struct summary *s, const struct findings *list, size_t rank,
	 bool whole, int more)
{
	int i;

	for (i = 0; i < list->count && s->left > (more > 1); i++) {
		const struct finding *n = &list->finding[i];

		if (n->level != ranks[rank].level ||
		    n->blank != ranks[rank].blank)
			continue;
		paint(s, ranks[rank].how);
		buf_add(s->out, ranks[rank].sign);
		paint(s, NULL);
		add_finding(s, n, whole);
		more--;
	}
	return more;
}

static void
add_findings(struct summary *s, const struct findings *list)
{
	int more = list->count;
	size_t rank;
	bool whole;

	if (list->count && s->left > 1)
		end_line(s);
	whole = room_for(s, list);
	for (rank = 0; rank < ARRAY_LEN(ranks); rank++)
		more = add_rank(s, list, rank, whole, more);
	if (more && s->left > 0) {
		buf_addf(s->out, Q_("and %d more", "and %d more", more), more);
		end_line(s);
	}
}

void
document_summary(const struct report *r, const struct document_options *o,
		 struct buf *out)
{
	struct summary s = { .report = r, .form = report_form(r),
			     .options = o, .out = out };
	struct findings list = FINDINGS_INIT;
	int keep;

	s.width = document_width(o, SUMMARY_WIDTH);
	findings_collect(r, o->lang, &list);
	keep = list.count ? list.count + 1 : 0;
	if (keep > FINDING_LINES)
		keep = FINDING_LINES;
	s.left = SUMMARY_LINES;
	add_head(&s);
	s.left -= keep;
	add_tables(&s);
	s.left += keep;
	add_findings(&s, &list);
	findings_release(&list);
}
