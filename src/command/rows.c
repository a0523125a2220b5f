/* rows.c - what a verb lists: text in columns, CSV, or JSON */
#include "command/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

static enum cell_role
role_of(const struct column *c, const struct cell *x)
{
	return x->role ? x->role : c->role ? c->role : CELL_TEXT;
}

static bool
is_text(enum cell_role role)
{
	return role <= CELL_OPTION;
}

static bool
is_figure(enum cell_role role)
{
	return role == CELL_FIGURE || role == CELL_CHANGE;
}

/* Adds anything but a text; nothing for what is not known. */
static void
add_value(const struct rows *r, enum cell_role role, const struct cell *x,
	  struct buf *out)
{
	if (!is_figure(role)) {
		if (role != CELL_LINE || x->number)
			buf_addf(out, "%ld", x->number);
	} else if (x->figure.known) {
		amount_format(out, x->figure.units, r->places,
			      x->figure.keyed);
	}
}

/* ---- JSON ---- */

/* Characters that text_escape() would show as an escape are escaped here too,
 * for the terminal's sake. */
static void
json_string(struct buf *out, const char *text)
{
	size_t len = strlen(text), i, step;
	struct buf safe = BUF_INIT;

	buf_addc(out, '"');
	for (i = 0; i < len; i += step) {
		unsigned c = text_char(text, len, i, &step);

		buf_clear(&safe);
		text_escape(&safe, text + i, step);
		if (c == '"' || c == '\\')
			buf_addf(out, "\\%c", (char)c);
		else if (safe.len == step && !memcmp(safe.text, text + i, step))
			buf_addn(out, text + i, step);
		else if (c <= 0xffff)
			buf_addf(out, "\\u%04x", c);
		else
			buf_addf(out, "\\u%04x\\u%04x",
				 0xd800 + ((c - 0x10000) >> 10),
				 0xdc00 + ((c - 0x10000) & 0x3ff));
	}
	buf_addc(out, '"');
	buf_release(&safe);
}

static void
json_value(const struct rows *r, enum cell_role role, const struct cell *x)
{
	size_t at = r->out->len;

	if (role == CELL_FLAG)
		buf_add(r->out, x->number ? "true" : "false");
	else if (role == CELL_TEXT || (role == CELL_OPTION && *x->text))
		json_string(r->out, x->text);
	else if (!is_text(role))
		add_value(r, role, x, r->out);
	if (r->out->len == at)
		buf_add(r->out, "null");
}

/* Adds the keys and the values of the columns from FIRST on that are one
 * list; returns the last of them. */
static int
json_list(const struct rows *r, const struct cell *cell, int first)
{
	const struct column *c = &r->column[first];
	int end = first, i;

	buf_addf(r->out, "\"%s\":[", c->keys);
	for (; end < r->columns && r->column[end].list == c->list; end++)
		buf_addf(r->out, "%s%s", end > first ? "," : "",
			 r->column[end].key);
	buf_addf(r->out, "],\"%s\":[", c->list);
	for (i = first; i < end; i++) {
		buf_add(r->out, i > first ? "," : "");
		json_value(r, role_of(&r->column[i], &cell[i]), &cell[i]);
	}
	buf_addc(r->out, ']');
	return end - 1;
}

static void
json_row(const struct rows *r, const struct cell *cell)
{
	const char *comma = "{";
	int i;

	for (i = 0; i < r->columns; i++) {
		const struct column *c = &r->column[i];
		enum cell_role role = role_of(c, &cell[i]);

		if (!(c->in & ROWS_JSON) || (is_text(role) && !cell[i].text))
			continue;
		buf_add(r->out, comma);
		comma = ",";
		if (c->list) {
			i = json_list(r, cell, i);
		} else {
			buf_addf(r->out, "\"%s\":", c->key);
			json_value(r, role, &cell[i]);
		}
	}
	buf_add(r->out, "}\n");
}

/* ---- CSV ---- */

bool
figure_like(const char *text)
{
	size_t n;

	if (!strcmp(text, "~"))
		return true;
	text += *text == '-';
	n = strspn(text, "0123456789.");
	return n && !text[n] && *text != '.' && text[n - 1] != '.';
}

/* Would a spreadsheet take it for a formula?  One behind a ' it takes for a
 * text; so what begins with a ' itself is given another. */
static bool
formula_like(const char *text)
{
	return *text && strchr("=+-@\t\r'", *text) && !figure_like(text);
}

static void
csv_string(struct buf *out, const char *text)
{
	const char *at = text;
	struct buf safe = BUF_INIT;
	bool quoted;

	if (formula_like(text))
		buf_addc(&safe, '\'');
	for (;; at++) {
		size_t len = strcspn(at, "\n\t");

		text_escape(&safe, at, len);
		at += len;
		if (!*at)
			break;
		buf_addc(&safe, *at);
	}
	quoted = strpbrk(safe.text, "\",\n\t");
	buf_add(out, quoted ? "\"" : "");
	for (at = safe.text; *at; at++) {
		buf_add(out, *at == '"' ? "\"" : "");
		buf_addc(out, *at);
	}
	buf_add(out, quoted ? "\"" : "");
	buf_release(&safe);
}

/* Adds a line of CSV: CELL, or without one the names. */
static void
csv_row(const struct rows *r, const struct cell *cell)
{
	const char *comma = "";
	int i;

	for (i = 0; i < r->columns; i++) {
		const struct column *c = &r->column[i];
		enum cell_role role;

		if (!(c->in & ROWS_CSV))
			continue;
		buf_add(r->out, comma);
		comma = ",";
		if (!cell) {
			buf_add(r->out, c->key);
			continue;
		}
		role = role_of(c, &cell[i]);
		if (is_text(role))
			csv_string(r->out, cell[i].text ? cell[i].text : "");
		else if (role == CELL_FLAG)
			buf_add(r->out, cell[i].number ? "yes" : "no");
		else
			add_value(r, role, &cell[i], r->out);
	}
	buf_add(r->out, "\r\n");
}

void
rows_head(struct rows *r)
{
	if (r->format != FORMAT_CSV)
		return;
	if (r->bom)
		buf_add(r->out, "\xef\xbb\xbf");
	csv_row(r, NULL);
}

/* ---- text: what is kept ---- */

const char *
rows_text(struct rows *r, struct buf *text)
{
	const char *kept = arena_strndup(&r->arena, text->text, text->len);

	buf_clear(text);
	return kept;
}

/* A cell as it is shown; without a text there is none. */
struct text_cell {
	const char *text, *tail;
	int width, tail_width;	/* in columns; the first is that of both */
};

/* Lines, or without them cells. */
struct text_row {
	const char *lines;
	struct text_cell *cell;
	const char *paint;	/* or NULL */
	const void *subject;	/* of a loose row; or NULL */
};

static int
width_of(const char *text)
{
	return text_width(text, strlen(text), AMBIGUOUS_NARROW);
}

static const char *
gap_of(const struct column *c)
{
	return c->gap ? c->gap : "  ";
}

static const char *
keep(struct rows *r, const char *text)
{
	struct buf safe = BUF_INIT;
	const char *kept;

	text_escape(&safe, text, strlen(text));
	kept = arena_strdup(&r->arena, safe.text);
	buf_release(&safe);
	return kept;
}

static void
keep_cell(struct rows *r, const struct column *c, const struct cell *x,
	  struct text_cell *t)
{
	struct buf value = BUF_INIT;

	if (is_text(c->role)) {
		t->text = x->text ? keep(r, x->text) : NULL;
	} else {
		if (c->role == CELL_CHANGE && x->figure.known &&
		    x->figure.units > 0)
			buf_addc(&value, '+');
		if (x->figure.known || !is_figure(c->role))
			add_value(r, c->role, x, &value);
		else if (c->blank)
			buf_add(&value, _(c->blank));
		t->text = arena_strdup(&r->arena, value.text);
	}
	t->tail = t->text && x->tail ? keep(r, x->tail) : NULL;
	t->tail_width = t->tail ? width_of(t->tail) : 0;
	t->width = t->text ? width_of(t->text) + t->tail_width : 0;
	buf_release(&value);
}

static struct text_row *
new_row(struct rows *r)
{
	ARRAY_GROW(r->row, r->count, r->room);
	r->row[r->count] = (struct text_row){ .lines = NULL };
	return &r->row[r->count++];
}

/* A row without a cell for text is not one. */
static void
keep_row(struct rows *r, const struct cell *cell)
{
	struct text_row *row = new_row(r);
	bool any = false;
	int i;

	row->cell = arena_array(&r->arena, (size_t)r->columns,
				sizeof *row->cell);
	row->paint = r->color ? r->paint : NULL;
	row->subject = r->subject;
	for (i = 0; i < r->columns; i++)
		if ((r->column[i].in & ROWS_TEXT) &&
		    cell[i].role == CELL_COLUMN) {
			keep_cell(r, &r->column[i], &cell[i], &row->cell[i]);
			any = true;
		}
	r->count -= !any;
}

void
rows_add(struct rows *r, const struct cell *cell)
{
	if (r->format == FORMAT_JSON)
		json_row(r, cell);
	else if (r->format == FORMAT_CSV)
		csv_row(r, cell);
	else
		keep_row(r, cell);
}

void
rows_lines(struct rows *r, const char *lines)
{
	if (r->format == FORMAT_TEXT)
		new_row(r)->lines = arena_strdup(&r->arena, lines);
}

/* ---- text: columns ---- */

/* How the rows that are kept stand on the page. */
struct page {
	const struct rows *rows;
	int *width;		/* of each column; -1: no row has it */
	bool headed;		/* a column that is there has a heading */
	/* of the list, if there is one, the columns that are shown; what is
	 * behind it stands at its end alone */
	int list, list_end;
	int from, to;
};

static void
widen(int *columns, int n)
{
	*columns = *columns > n ? *columns : n;
}

/* A column is as wide as the widest of its cells and its heading. */
static int
measure(const struct rows *r, int i)
{
	const struct column *c = &r->column[i];
	int width = -1, k;

	for (k = 0; k < r->count; k++)
		if (r->row[k].cell && r->row[k].cell[i].text)
			widen(&width, r->row[k].cell[i].width);
	if (width >= 0 && c->label)
		widen(&width, width_of(_(c->label)));
	return c->most && width > c->most ? c->most : width;
}

/* The columns that all of them take but the list. */
static int
total(const struct page *p)
{
	int sum = 0, i;

	for (i = 0; i < p->rows->columns; i++)
		if ((i < p->list || i >= p->list_end) && p->width[i] >= 0)
			sum += p->width[i] +
			       width_of(gap_of(&p->rows->column[i]));
	return sum;
}

static void
shrink(struct page *p)
{
	int over, i;

	for (i = 0; i < p->rows->columns; i++) {
		const struct column *c = &p->rows->column[i];

		over = total(p) - p->rows->width;
		if (over <= 0 || !c->shrinks || p->width[i] < 0)
			continue;
		p->width[i] -= over;
		widen(&p->width[i], c->least);
	}
}

/* Makes the columns of the list equally wide. */
static void
even(struct page *p)
{
	int width = 0, i;

	for (i = p->list; i < p->list_end; i++)
		widen(&width, p->width[i]);
	for (i = p->list; i < p->list_end; i++)
		p->width[i] = width;
}

/* The columns of the list that have room beside all others; at least 1. */
static int
list_fit(const struct page *p)
{
	const struct column *c = &p->rows->column[p->list];
	int n = 1;

	if (p->list < p->list_end)
		n = (p->rows->width - total(p)) /
		    (p->width[p->list] + width_of(gap_of(c)));
	return n > 1 ? n : 1;
}

static void
lay_out(struct page *p, struct rows *r)
{
	int i;

	*p = (struct page){ .rows = r, .list = r->columns,
			    .list_end = r->columns };
	p->width = arena_array(&r->arena, (size_t)r->columns,
			       sizeof *p->width);
	for (i = 0; i < r->columns; i++) {
		p->width[i] = measure(r, i);
		if (p->width[i] >= 0 && r->column[i].label)
			p->headed = true;
		if (r->column[i].list) {
			p->list = p->list < i ? p->list : i;
			p->list_end = i + 1;
		}
	}
	even(p);
	shrink(p);
}

static bool
shown(const struct page *p, int i)
{
	if (p->width[i] < 0)
		return false;
	if (i < p->list)
		return true;
	return i < p->list_end ? i >= p->from && i < p->to
			       : p->to == p->list_end;
}

/* ---- text: lines ---- */

static void
paint(struct buf *out, const char *how)
{
	if (how)
		buf_addf(out, "\033[%sm", how);
}

static void
end_line(struct buf *out, const char *painted)
{
	while (out->len && out->text[out->len - 1] == ' ')
		out->text[--out->len] = '\0';
	paint(out, painted ? "" : NULL);
	buf_addc(out, '\n');
}

static void
pad(struct buf *out, const char *text, int columns, bool right)
{
	text_pad(out, text, strlen(text), columns, right, AMBIGUOUS_NARROW);
}

#define CUT_LEAST 6		/* columns of a text before its tail */

/* Where there is no room for text and tail, the text is cut.  A blank column
 * is always kept behind it. */
static void
write_cell(const struct column *c, const struct text_cell *x, int width,
	   bool loose, struct buf *out)
{
	const char *tail = x->tail ? x->tail : "";
	int room = width - x->tail_width - (*tail != ' ');
	struct buf text = BUF_INIT;

	if (!loose && x->tail && room >= CUT_LEAST &&
	    x->width - x->tail_width > room)
		pad(&text, x->text, room, false);
	else
		buf_add(&text, x->text);
	buf_add(&text, tail);
	if (c->ragged || (loose && !c->least))
		width = width_of(text.text);
	else if (loose && x->width < width)
		width = x->width;
	pad(out, text.text, width, c->right || is_figure(c->role));
	buf_release(&text);
}

static void
write_row(const struct page *p, const struct text_row *row, struct buf *out)
{
	const struct rows *r = p->rows;
	struct buf line = BUF_INIT;
	int i;

	for (i = 0; i < r->columns; i++) {
		if (!shown(p, i) || !row->cell[i].text)
			continue;
		buf_add(&line, gap_of(&r->column[i]));
		write_cell(&r->column[i], &row->cell[i], p->width[i],
			   row->subject, &line);
	}
	if (row->subject)
		r->rest(row->subject, r->width - width_of(line.text), &line);
	paint(out, row->paint);
	buf_add(out, line.text);
	end_line(out, row->paint);
	buf_release(&line);
}

static void
write_head(const struct page *p, struct buf *out)
{
	const struct rows *r = p->rows;
	const char *how = r->color ? r->head_paint : NULL;
	int i;

	if (!p->headed)
		return;
	paint(out, how);
	for (i = 0; i < r->columns; i++) {
		const struct column *c = &r->column[i];

		if (!shown(p, i))
			continue;
		buf_add(out, gap_of(c));
		pad(out, c->label ? _(c->label) : "", p->width[i],
		    c->right || is_figure(c->role));
	}
	end_line(out, how);
}

static void
write_part(const struct page *p, struct buf *out)
{
	int i;

	write_head(p, out);
	for (i = 0; i < p->rows->count; i++) {
		if (p->rows->row[i].lines)
			buf_add(out, p->rows->row[i].lines);
		else
			write_row(p, &p->rows->row[i], out);
	}
}

/* A list that does not fit is several tables, the last of them full. */
static void
write_text(struct rows *r)
{
	struct page p;
	int fit, first;

	lay_out(&p, r);
	fit = list_fit(&p);
	first = (p.list_end - p.list) % fit;
	p.to = p.list + (first ? first : fit);
	for (p.from = p.list;; p.from = p.to, p.to += fit) {
		write_part(&p, r->out);
		if (p.to >= p.list_end)
			break;
		buf_addc(r->out, '\n');
	}
}

void
rows_end(struct rows *r)
{
	if (r->count)
		write_text(r);
	free(r->row);
	arena_release(&r->arena);
	r->row = NULL;
	r->count = 0;
	r->room = 0;
}
