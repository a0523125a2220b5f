/* report-reader.c - a report from its YAML file */
#include "store/report-reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/annotation.h"
#include "store/file.h"
#include "store/form-store.h"
#include "store/report-gate.h"
#include "store/annotation-file.h"
#include "store/yaml-tree.h"

struct stored_total {
	int cell;
	struct place place;
	struct value value;
};

struct report_reader {
	const struct form *form;
	struct error *e;
	int *line;
	char *literal;
	struct put *put;	/* figures and texts */
	int puts;
	size_t put_room;
	struct stored_total *total;	/* totals as they stand in the lines */
	int totals;
	size_t total_room;
	struct stored_total *paper;	/* as they stand under paper: */
	int papers;
	size_t paper_room;
	int *paper_at;	/* of each cell: its number there, from 1; or NULL */
};

/* ---- values ---- */

/* A total may be what nobody may key: below zero where it subtracts, or of
 * many digits. */
static struct kind
kind_of(const struct form *f, int cell)
{
	struct kind k = *form_kind_of(f, cell);

	if (form_computed(f, cell)) {
		k.type = value_type_find("amount");
		k.negative = form_negative_total(f, cell);
	}
	return k;
}

/* Keeps a total that has more digits than a figure may as it is written, to
 * be compared as a text. */
static bool
large_total(const struct kind *k, const struct node *n, struct value *v)
{
	int64_t units;
	int keyed;

	if (amount_parse(n->text, n->len, k->places, k->negative, &units,
			 &keyed) != AMOUNT_LARGE)
		return false;
	*v = (struct value){ .state = VALUE_OPEN,
			     .text = xstrndup(n->text, n->len) };
	return true;
}

/* Tells that N does not fit CELL: it is no text, too long, or WHY. */
static bool
refuse_value(struct report_reader *r, int cell, const struct node *n,
	     const char *why)
{
	struct buf address = BUF_INIT;

	form_address(r->form, cell, &address);
	if (n->type != NODE_SCALAR)
		node_is(n, NODE_SCALAR, address.text, r->e);
	else if (why)
		error_add(r->e, n->place, "%s: '%.*s' %s", address.text,
			  (int)text_fit(n->text, n->len, 60,
					AMBIGUOUS_NARROW), n->text, why);
	else
		error_add(r->e, n->place,
			  _("%s: the text is longer than %d bytes"),
			  address.text, TEXT_MOST);
	buf_release(&address);
	return false;
}

static bool
value_of(struct report_reader *r, int cell, const struct node *n,
	 struct value *v)
{
	const struct kind kind = kind_of(r->form, cell), *k = &kind;
	const char *why = NULL;
	size_t len = n->len;

	*v = VALUE_NONE;
	if (n->type != NODE_SCALAR)
		return refuse_value(r, cell, n, NULL);
	if (node_blank(n))
		return true;
	/* the line feed that ends a block of text is not of it */
	if (!k->type->figure && len && n->text[len - 1] == '\n')
		len--;
	if (!value_parse(k, n->text, len, v, &why) &&
	    !(form_computed(r->form, cell) && large_total(k, n, v)))
		return refuse_value(r, cell, n, why);
	if (len <= TEXT_MOST)
		return true;
	value_release(v);
	return refuse_value(r, cell, n, NULL);
}

static void
keep_total(struct stored_total **list, int *count, size_t *room, int cell,
	   const struct node *n, struct value v)
{
	ARRAY_GROW(*list, *count, *room);
	(*list)[(*count)++] = (struct stored_total){ cell, n->place, v };
}

static void
cell(struct report_reader *r, int c, const struct node *n)
{
	struct value v;

	r->line[c] = n->place.line;
	r->literal[c] = n->literal;
	if (!value_of(r, c, n, &v))
		return;
	if (form_computed(r->form, c)) {
		keep_total(&r->total, &r->totals, &r->total_room, c, n, v);
		return;
	}
	ARRAY_GROW(r->put, r->puts, r->put_room);
	r->put[r->puts++] = (struct put){ .cell = c, .value = v };
}

/* ---- tables ---- */

/* Which column each figure of a row belongs to; NULL, told, if unknown. */
static int *
columns(struct report_reader *r, const struct block *b,
	const struct node *map, int *count)
{
	const struct node *list = node_get(map, "columns"), *n;
	int *column = xcalloc((size_t)b->cols.leaves + 1, sizeof *column);
	char *seen = xcalloc((size_t)b->cols.leaves, 1);
	bool ok = true;
	int i = 0, leaf = -1;

	for (i = 0; !list && i < b->cols.leaves; i++)
		column[i] = i;
	if (list)
		ok = node_is(list, NODE_LIST, "columns", r->e);
	for (n = list && ok ? list->first : NULL; n && !error_full(r->e);
	     n = n->next) {
		leaf = n->type == NODE_SCALAR
			       ? axis_find(&b->cols, n->text, leaf + 1) : -1;
		if (leaf < 0 || seen[leaf])
			ok = error_add(r->e, n->place,
				       leaf < 0 ? _("'%s' is not a column of "
						    "the table '%s'")
						: _("the column '%s' appears "
						    "twice in the table '%s'"),
				       n->type == NODE_SCALAR ? n->text : "",
				       b->id);
		else
			column[i++] = leaf, seen[leaf] = 1;
	}
	*count = i;
	free(seen);
	if (ok)
		return column;
	free(column);
	return NULL;
}

static void
row(struct report_reader *r, const struct block *b, int leaf,
    const struct node *list, const int *column, int count)
{
	const struct node *n;
	int i = 0;

	if (!node_is(list, NODE_LIST, list->key->text, r->e))
		return;
	if (list->count != count) {
		error_add(r->e, list->place,
			  Q_("%s.%s: %d figure is expected, %d are here",
			     "%s.%s: %d figures are expected, %d are here",
			     count), b->id, list->key->text, count,
			  list->count);
		return;
	}
	for (n = list->first; n; n = n->next)
		cell(r, block_cell(b, leaf, column[i++]), n);
}

static void
table(struct report_reader *r, const struct block *b, const struct node *map)
{
	const struct node *n;
	int count = 0, leaf = -1, *column;

	if (node_blank(map) || !node_is(map, NODE_MAP, b->id, r->e))
		return;
	column = columns(r, b, map, &count);
	for (n = map->first; n && !error_full(r->e); n = n->next) {
		int found;

		if (!strcmp(n->key->text, "columns"))
			continue;
		found = axis_find(&b->rows, n->key->text, leaf + 1);
		if (found < 0) {
			error_add(r->e, n->key->place,
				  _("'%s' is not a row of the table '%s'"),
				  n->key->text, b->id);
			continue;
		}
		leaf = found;
		if (column)
			row(r, b, leaf, n, column, count);
	}
	free(column);
}

/* ---- the top ---- */

static const struct stored_total *
paper_of(const struct report_reader *r, int c)
{
	return r->paper_at && r->paper_at[c] ? &r->paper[r->paper_at[c] - 1]
					     : NULL;
}

static void
add_paper(struct report_reader *r, int c, const struct node *n)
{
	struct value v;

	if (!value_of(r, c, n, &v))
		return;
	keep_total(&r->paper, &r->papers, &r->paper_room, c, n, v);
	r->paper_at[c] = r->papers;
}

static void
paper(struct report_reader *r, const struct node *map)
{
	const struct node *n;

	if (!node_is(map, NODE_MAP, "paper", r->e))
		return;
	r->paper_at = xcalloc((size_t)r->form->cells, sizeof *r->paper_at);
	for (n = map->first; n && !error_full(r->e); n = n->next) {
		struct error own = ERROR_INIT;
		int c = item_find(r->form, n->key->text, &own);

		if (c < 0)
			error_add(r->e, n->key->place, "%s", error_first(&own));
		else if (!item_computed(r->form, c))
			error_add(r->e, n->key->place,
				  _("'%s' is not a total; only totals stand "
				    "under 'paper'"), n->key->text);
		else if (paper_of(r, c))
			error_add(r->e, n->key->place,
				  _("'%s' is the total of line %d once more; "
				    "remove one"), n->key->text,
				  paper_of(r, c)->place.line);
		else
			add_paper(r, c, n);
		error_release(&own);
	}
}

/* The cell of the field with this id; -1 if there is none. */
static int
field(const struct form *f, const char *id)
{
	int i, leaf;

	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		if (b->type != BLOCK_FIELDS)
			continue;
		leaf = axis_find(&b->rows, id, 0);
		if (leaf >= 0)
			return block_cell(b, leaf, 0);
	}
	return -1;
}

static void
take_annotation(void *data, int annotation, const char *text)
{
	struct report_reader *r = data;

	if (!*text)
		return;
	ARRAY_GROW(r->put, r->puts, r->put_room);
	r->put[r->puts++] = (struct put){
		.cell = annotation,
		.value = { .state = VALUE_TEXT, .text = xstrdup(text) },
	};
}

static void
top_key(struct report_reader *r, const struct node *n)
{
	const char *key = n->key->text;
	int b = form_find_block(r->form, key), c = field(r->form, key);

	if (!strcmp(key, "form") ||
	    annotation_file_read(r->form, n, take_annotation, r, r->e))
		return;
	if (!strcmp(key, "paper"))
		paper(r, n);
	else if (c >= 0)
		cell(r, c, n);
	else if (b >= 0 && r->form->block[b].type == BLOCK_TEXT)
		cell(r, r->form->block[b].first, n);
	else if (b >= 0 && r->form->block[b].type == BLOCK_TABLE)
		table(r, &r->form->block[b], n);
	else
		error_add(r->e, n->key->place,
			  _("'%s' is not in the form %s/%s"), key,
			  r->form->name, r->form->version);
}

/* ---- totals that disagree ---- */

static bool
agrees(const struct report *report, const struct stored_total *t)
{
	struct buf shown = BUF_INIT;
	wide units;
	int keyed;
	bool same;

	if (t->value.state == VALUE_OPEN) {
		report_show(report, t->cell, &shown);
		same = !strcmp(shown.text, t->value.text);
		buf_release(&shown);
		return same;
	}
	if (t->value.state != VALUE_FIGURE)
		return true;
	return report_figure(report, t->cell, &units, &keyed) &&
	       units == t->value.units;
}

/* Totals in the lines that are not the sum of their figures stand on paper. */
static bool
keep_papers(struct report_reader *r, struct report *report)
{
	size_t before = error_count(r->e);
	struct put *put = xcalloc((size_t)r->papers + (size_t)r->totals,
				  sizeof *put);
	int i, n = 0;
	bool ok;

	for (i = 0; i < r->papers; i++)
		put[n++] = (struct put){ .cell = r->paper[i].cell,
					 .value = r->paper[i].value };
	for (i = 0; i < r->totals; i++) {
		const struct stored_total *t = &r->total[i];
		const struct stored_total *p = paper_of(r, t->cell);

		if (agrees(report, t))
			continue;
		if (t->value.state == VALUE_OPEN) {
			error_add(r->e, t->place, "'%.60s' %s", t->value.text,
				  _("has too many digits"));
			continue;
		}
		if (p && !value_equal(&p->value, &t->value))
			error_add(r->e, t->place,
				  _("this total is not the sum of its figures "
				    "and not the one under 'paper' in line %d; "
				    "remove one of the two"), p->place.line);
		else if (!p)
			put[n++] = (struct put){ .cell = t->cell,
						 .value = t->value };
	}
	ok = error_count(r->e) == before &&
	     (!n || report_edit(report, put, n, EDIT_SOURCE, r->e));
	free(put);
	return ok;
}

static void
reader_release(struct report_reader *r)
{
	int i;

	for (i = 0; i < r->puts; i++)
		value_release(&r->put[i].value);
	for (i = 0; i < r->totals; i++)
		value_release(&r->total[i].value);
	for (i = 0; i < r->papers; i++)
		value_release(&r->paper[i].value);
	free(r->put);
	free(r->total);
	free(r->paper);
	free(r->paper_at);
}

static struct report *
read_report(struct report_file *file, const struct node *root, struct error *e)
{
	const struct form *f = file->form;
	struct report_reader r = {
		.form = f, .e = e, .line = file->line, .literal = file->literal,
	};
	struct report *report = NULL;
	const struct node *n;
	size_t before = error_count(e);

	for (n = root->first; n && !error_full(e); n = n->next)
		top_key(&r, n);
	if (error_count(e) == before) {
		report = report_new(f);
		if (!report_edit(report, r.put, r.puts, EDIT_SOURCE, e) ||
		    !keep_papers(&r, report)) {
			report_free(report);
			report = NULL;
		}
	}
	reader_release(&r);
	return report;
}

static const struct form *
form_of(const struct node *root, struct place place, struct error *e)
{
	const struct node *n;

	if (!root) {
		error_add(e, place, _("the file is empty"));
		return NULL;
	}
	if (!node_is(root, NODE_MAP, _("a report"), e))
		return NULL;
	n = node_get(root, "form");
	if (!n) {
		error_add(e, place, _("no 'form:' says which form this is a "
				      "report of"));
		return NULL;
	}
	if (!node_is(n, NODE_SCALAR, "form", e))
		return NULL;
	return form_open(n->text, n->place, e);
}

static void
make_lines(struct report_file *file)
{
	file->line = xcalloc((size_t)file->form->cells, sizeof *file->line);
	file->literal = xcalloc((size_t)file->form->cells, 1);
}

int
report_file_line(const struct report_file *file, int cell, size_t at)
{
	const char *text = report_text(file->report, cell);
	const char *end = text + strnlen(text, at);
	int line = file->line[cell];

	if (!line || !file->literal[cell])
		return line;
	/* there may be as many places as there are lines */
	for (line++; (text = memchr(text, '\n', (size_t)(end - text))); text++)
		line++;
	return line;
}

/* The name at the top of a file under which CELL, a field or a text, stands. */
static void
top_name(const struct form *f, int cell, struct buf *out)
{
	const struct block *b = form_block_of(f, cell);

	if (b->type == BLOCK_FIELDS)
		axis_path(&b->rows, form_row_of(f, cell), out);
	else
		buf_add(out, b->id);
}

/* Does the file, of which ROOT was read so far, have CELL there? */
static bool
has_cell(const struct node *root, const struct form *f, int cell)
{
	struct buf name = BUF_INIT;
	bool found;

	top_name(f, cell, &name);
	found = node_get(root, name.text);
	buf_release(&name);
	return found;
}

/* Do these values tell the year and the office?  See previous_key(). */
static bool
tells_year_and_office(const struct node *root)
{
	const struct node *n = node_get(root, "form");
	struct error quiet = ERROR_INIT;	/* told by form_of() */
	const struct form *f = n && n->type == NODE_SCALAR
				       ? form_open(n->text, NOWHERE, &quiet)
				       : NULL;
	bool all = f && (form_year(f) < 0 || has_cell(root, f, form_year(f)));
	int i;

	for (i = 0; all && i < f->texts; i++)
		all = has_cell(root, f, f->text[i].cell);
	error_release(&quiet);
	return all;
}

/* What comes from standard input is the visitor's own. */
static bool
may_pass(const struct report_file *file, struct error *e)
{
	return !strcmp(file->path, "-") || report_gate_passes(file->report) ||
	       error_add(e, (struct place){ file->path, 0, 0 },
			 _("is not one of the reports that are served here"));
}

/* The one way in of every report that is there already: opens none that may
 * not be.  Reads no further than ENOUGH wants, and then asks nobody, as the
 * caller learns the year and the office alone; NULL: all.  Problems are told with the
 * caller's name of the file, which outlives the tree. */
static bool
parse(struct report_file *file, const char *path, const char *bytes,
      size_t len, bool (*enough)(const struct node *root), struct error *e)
{
	struct yaml_tree *y;

	*file = (struct report_file){ .path = NULL };
	y = yaml_tree_parse_until(path, bytes, len, enough, e);
	if (!y)
		return false;
	file->form =
		form_of(yaml_tree_root(y), (struct place){ path, 0, 0 }, e);
	if (file->form) {
		file->path = xstrdup(path);
		make_lines(file);
		file->report = read_report(file, yaml_tree_root(y), e);
	}
	yaml_tree_free(y);
	if (file->report && (enough || may_pass(file, e)))
		return true;
	report_file_close(file);
	return false;
}

bool
report_file_parse(struct report_file *file, const char *path,
		  const char *bytes, size_t len, struct error *e)
{
	return parse(file, path, bytes, len, NULL, e);
}

#define HEAD_BYTES (64 << 10)	/* a head is no longer */

static bool
open_until(struct report_file *file, const char *path,
	   bool (*enough)(const struct node *root), struct error *e)
{
	struct buf bytes = BUF_INIT;
	bool ok;

	*file = (struct report_file){ .path = NULL };
	ok = (enough ? file_read_head(path, HEAD_BYTES, &bytes, e)
		     : file_read(path, TREE_BYTES, &bytes, e)) &&
	     parse(file, path, bytes.text, bytes.len, enough, e);
	if (ok && !enough)
		digest_of(bytes.text, bytes.len, file->digest);
	buf_release(&bytes);
	return ok;
}

bool
report_file_open(struct report_file *file, const char *path, struct error *e)
{
	return open_until(file, path, NULL, e);
}

bool
report_file_open_head(struct report_file *file, const char *path,
		      struct error *e)
{
	return open_until(file, path, tells_year_and_office, e);
}

bool
report_file_new(struct report_file *file, const char *path, const char *form,
		struct error *e)
{
	*file = (struct report_file){ .path = NULL };
	file->form = form_open(form, NOWHERE, e);
	if (!file->form)
		return false;
	file->path = xstrdup(path);
	make_lines(file);
	file->report = report_new(file->form);
	return true;
}

void
report_file_close(struct report_file *file)
{
	report_free(file->report);
	free(file->line);
	free(file->literal);
	free(file->path);
	*file = (struct report_file){ .path = NULL };
}
