/* form-reader.c - a form from its YAML file */
#include "store/form-reader.h"

#include <string.h>

#include "base/days.h"
#include "base/i18n.h"
#include "base/text.h"
#include "form/formula.h"
#include "form/version-map.h"
#include "store/file.h"
#include "store/form-parts.h"

#define ID_MOST 40

/* Words that formulas, files or YAML readers take for something else. */
static const char *const reserved[] = {
	"row", "column", "last", "and", "or", "not", "y", "n", "yes", "no",
	"on", "off", "true", "false", "null", "form", "paper", "columns",
	"state", "reasons", "notes",
};

static const char *
id(struct form_reader *r, const char *text, struct place place)
{
	size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_"), i;

	if (!len || text[len] || *text < 'a' || len > ID_MOST) {
		error_add(r->e, place,
			  _("'%s' is no id: use a small letter, then small "
			    "letters, digits and _, at most %d"), text,
			  ID_MOST);
		return NULL;
	}
	for (i = 0; i < ARRAY_LEN(reserved); i++)
		if (!strcmp(text, reserved[i])) {
			error_add(r->e, place,
				  _("'%s' cannot be an id: it has a meaning of "
				    "its own"), text);
			return NULL;
		}
	return arena_strdup(&r->form->arena, text);
}

const char *
reader_words(struct form_reader *r, const struct node *n, const char *what)
{
	if (!node_is(n, NODE_SCALAR, what, r->e))
		return NULL;
	if (n->len > LABEL_MOST) {
		error_add(r->e, n->place, _("%s: longer than %d bytes"), what,
			  LABEL_MOST);
		return NULL;
	}
	return arena_strndup(&r->form->arena, n->text, n->len);
}

void
reader_label(struct form_reader *r, const struct node *n, const char *what,
	     const char **text)
{
	const struct node *c;
	int i = 0;

	if (n->type == NODE_SCALAR) {
		text[0] = reader_words(r, n, what);
		for (i = 1; i < r->form->langs; i++)
			text[i] = text[0];
		return;
	}
	if (n->type == NODE_LIST) {
		for (c = n->first; c && i < r->form->langs; c = c->next)
			text[i++] = reader_words(r, c, what);
		if (c || i < r->form->langs)
			error_add(r->e, n->place,
				  _("%s: %d texts, one for each language, are "
				    "expected, not %d"), what,
				  r->form->langs, n->count);
		return;
	}
	for (c = n->first; c && !error_full(r->e); c = c->next) {
		for (i = 0; i < r->form->langs; i++)
			if (!strcmp(r->form->lang[i], c->key->text))
				break;
		if (i < r->form->langs)
			text[i] = reader_words(r, c, what);
		else
			error_add(r->e, c->key->place,
				  _("%s: '%s' is not a language of this form"),
				  what, c->key->text);
	}
}

void
reader_labels(struct form_reader *r, const struct node *map, struct label *l)
{
	const struct node *text = node_get(map, "label");
	const struct node *brief = node_get(map, "short");

	if (text)
		reader_label(r, text, "label", l->text);
	if (brief)
		reader_label(r, brief, "short", l->brief);
}

static void
help(struct form_reader *r, const struct node *map, struct label *l)
{
	const struct node *n = node_get(map, "help");

	if (n)
		reader_label(r, n, "help", l->text);
}

bool
reader_flag(struct form_reader *r, const struct node *map, const char *key)
{
	const struct node *n = node_get(map, key);

	if (!n)
		return false;
	if (n->type == NODE_SCALAR && !strcmp(n->text, "true"))
		return true;
	if (n->type != NODE_SCALAR || strcmp(n->text, "false"))
		error_add(r->e, n->place, _("%s: true or false is expected"),
			  key);
	return false;
}

/* A whole number from LOW to HIGH. */
static int
number(struct form_reader *r, const struct node *n, const char *what, int low,
       int high)
{
	int64_t units;
	int keyed;

	if (node_is(n, NODE_SCALAR, what, r->e)) {
		if (amount_parse(n->text, n->len, 0, true, &units, &keyed) ==
			    AMOUNT_OK && units >= low && units <= high)
			return (int)units;
		error_add(r->e, n->place,
			  _("%s: a number from %d to %d is expected"), what,
			  low, high);
	}
	return low;
}

/* ---- kinds ---- */

static void
kind_places(struct form_reader *r, const struct node *n, struct kind *k)
{
	const struct node *c = node_get(n, "places");

	if (!c)
		return;
	k->places = number(r, c, "places", 0, AMOUNT_PLACES);
	if (!k->type->decimals)
		error_add(r->e, c->place,
			  _("places: '%s' has no decimal places; use 'amount'"),
			  k->type->name);
}

/* The units that may stand in the cell, as one text. */
static void
kind_units(struct form_reader *r, const struct node *n, struct kind *k)
{
	const struct node *list = node_get(n, "units"), *c;
	struct buf units = BUF_INIT;

	if (!k->type->measure) {
		if (list)
			error_add(
				r->e, list->place,
				_("units: a cell of the type '%s' has none in "
				  "it; say 'unit', or use 'type: measure'"),
				k->type->name);
		return;
	}
	k->lines = 1;
	if (!list) {
		error_add(r->e, n->place, _("'%s' is missing"), "units");
		return;
	}
	if (!node_is(list, NODE_LIST, "units", r->e))
		return;
	if (!list->first)
		error_add(r->e, list->place, _("the list is empty"));
	for (c = list->first; c; c = c->next) {
		const char *unit = reader_words(r, c, "units");

		if (unit && (!*unit || strpbrk(unit, " ,\n") ||
			     strchr("-.0123456789", *unit)))
			error_add(r->e, c->place,
				  _("'%s' cannot be a unit: a word without "
				    "blanks and commas is expected, which does "
				    "not begin like a number"), unit);
		buf_add(&units, units.len ? ", " : "");
		if (unit)
			text_fold(&units, unit, strlen(unit));
	}
	k->units = arena_strndup(&r->form->arena, units.text, units.len);
	buf_release(&units);
}

static int
add_kind(struct form_reader *r, const struct kind *k, struct place place)
{
	int kind = form_find_kind(r->form, k);

	if (kind >= 0)
		return kind;
	if (r->form->kinds < FORM_KINDS)
		return form_add_kind(r->form, k);
	error_add(r->e, place, _("more than %d kinds of cells"), FORM_KINDS);
	return -1;
}

/* The kind that N, the value of `cell:`, describes; -1 if it is none. */
static int
kind(struct form_reader *r, const struct node *n)
{
	struct kind k = { .type = value_type_find("count") };
	const struct node *type, *c;

	if (!node_is(n, NODE_MAP, "cell", r->e))
		return -1;
	node_only(n, "type places signed unit units lines", r->e);
	type = node_get(n, "type");
	if (type && type->type == NODE_SCALAR)
		k.type = value_type_find(type->text);
	if (type && (type->type != NODE_SCALAR || !k.type)) {
		struct buf known = BUF_INIT;
		size_t i;

		for (i = 0; i < value_type_count; i++)
			buf_addf(&known, " %s", value_types[i].name);
		error_add(r->e, type->place,
			  _("unknown type of cell '%s'; known are:%s"),
			  type->type == NODE_SCALAR ? type->text : "",
			  known.text);
		buf_release(&known);
		return -1;
	}
	kind_places(r, n, &k);
	k.negative = reader_flag(r, n, "signed");
	c = node_get(n, "lines");
	if (c)
		k.lines = number(r, c, "lines", 0, 1);
	c = node_get(n, "unit");
	if (c)
		reader_label(r, c, "unit", k.unit.text);
	kind_units(r, n, &k);
	return add_kind(r, &k, n->place);
}

static int
kind_of(struct form_reader *r, const struct node *map, int otherwise)
{
	const struct node *n = node_get(map, "cell");
	int k = n ? kind(r, n) : -1;

	return k < 0 ? otherwise : k;
}

/* ---- lines ---- */

static void lines(struct form_reader *r, struct axis *a, int parent,
		  const struct node *list, int depth);

static void
line_is(struct form_reader *r, struct axis *a, int line, const struct node *n)
{
	const struct formula *f;

	if (!node_is(n, NODE_SCALAR, "is", r->e))
		return;
	if (!strcmp(n->text, "total")) {
		a->line[line].total = true;
		return;
	}
	f = formula_parse(r->form, n->text, n->place, r->e);
	a->line[line].is = f;
}

/* What is carried from last year: a line of keyed cells. */
static void
line_from(struct form_reader *r, struct axis *a, int line,
	  const struct node *map, const struct node *from)
{
	const char *clash[] = { "is", "in", "list" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(clash); i++)
		if (node_get(map, clash[i]))
			error_add(r->e, from->place,
				  _("from: what is carried is keyed otherwise; "
				    "it cannot stand beside '%s'"), clash[i]);
	if (!node_is(from, NODE_SCALAR, "from", r->e))
		return;
	a->line[line].from = formula_parse(r->form, from->text, from->place,
					   r->e);
	if (!strstr(from->text, "last."))
		error_add(r->e, from->place,
			  _("from: nothing of last year is named; write "
			    "'last.' before a name"));
}

static void
line_map(struct form_reader *r, struct axis *a, int line,
	 const struct node *map, int depth)
{
	const struct node *in = node_get(map, "in");
	const struct node *list = node_get(map, "list");
	const struct node *is = node_get(map, "is");
	const struct node *from = node_get(map, "from");
	const struct node *rule = node_get(map, "rule");
	const struct node *found;

	node_only(map, "label short help in list is from rule cell", r->e);
	reader_labels(r, map, &a->line[line].label);
	help(r, map, &a->line[line].help);
	a->line[line].kind = kind_of(r, map, -1);
	if (is)
		line_is(r, a, line, is);
	if (from)
		line_from(r, a, line, map, from);
	if (rule && !is && !from)
		error_add(r->e, rule->place,
			  _("rule names the check of a total or of what is "
			    "carried; there is no 'is' and no 'from' here"));
	else if (rule)
		a->line[line].rule = reader_words(r, rule, "rule");
	if (in && list)
		error_add(r->e, list->place, _("'in' and 'list' are two ways "
					       "to say the same; use one"));
	if ((in || list) && a->line[line].kind >= 0)
		error_add(r->e, map->place,
			  _("a heading has no cells; move 'cell' to the lines "
			    "under it"));
	if (in && node_is(in, NODE_LIST, "in", r->e))
		lines(r, a, line, in, depth + 1);
	if (!list || !node_is(list, NODE_SCALAR, "list", r->e))
		return;
	found = node_get(r->lists, list->text);
	if (!found)
		error_add(r->e, list->place, _("no list is called '%s'"),
			  list->text);
	else if (node_is(found, NODE_LIST, list->text, r->e))
		lines(r, a, line, found, depth + 1);
}

static void
one_line(struct form_reader *r, struct axis *a, int parent,
	 const struct node *item, int depth)
{
	const struct node *n = item->first;
	const char *name = NULL;
	struct line *l;
	int line;

	if (!node_is(item, NODE_MAP, _("a line"), r->e))
		return;
	if (item->count != 1) {
		error_add(r->e, item->place,
			  _("one id and its label are expected in each item "
			    "of the list"));
		return;
	}
	if (strcmp(n->key->text, "heading")) {
		name = id(r, n->key->text, n->key->place);
		if (!name)
			return;
	}
	l = form_add_line(r->form, a, parent, name, n->key->place, r->e);
	if (!l)
		return;
	line = (int)(l - a->line);
	if (n->type == NODE_MAP)
		line_map(r, a, line, n, depth);
	else
		reader_label(r, n, "label", l->label.text);
}

static void
lines(struct form_reader *r, struct axis *a, int parent,
      const struct node *list, int depth)
{
	const struct node *n;

	if (depth > FORM_DEPTH) {
		error_add(r->e, list->place,
			  _("more than %d headings over each other"),
			  FORM_DEPTH);
		return;
	}
	if (!list->first)
		error_add(r->e, list->place, _("the list is empty"));
	for (n = list->first; n && !error_full(r->e); n = n->next)
		one_line(r, a, parent, n, depth);
}

/* The lines of one axis; a block without any has a single unnamed one. */
static void
axis(struct form_reader *r, struct axis *a, const struct node *map,
     const char *key)
{
	const struct node *n = node_get(map, key);

	if (!n)
		error_add(r->e, map->place, _("'%s' is missing"), key);
	else if (node_is(n, NODE_LIST, key, r->e))
		lines(r, a, -1, n, 0);
}

static void
single_line(struct form_reader *r, struct axis *a, struct place place)
{
	form_add_line(r->form, a, -1, NULL, place, r->e);
}

/* ---- blocks ---- */

static void
enter(struct form_reader *r, const struct node *map, struct block *b)
{
	const struct node *n = node_get(map, "enter");

	if (!n)
		return;
	if (n->type == NODE_SCALAR && !strcmp(n->text, "down"))
		b->enter = DIRECTION_DOWN;
	else if (n->type != NODE_SCALAR || strcmp(n->text, "right"))
		error_add(r->e, n->place, _("enter: right or down is "
					    "expected"));
}

/* A report file calls every row and column of a table by its path. */
static void
leaves_have_ids(struct form_reader *r, const struct axis *a)
{
	int i;

	for (i = 0; i < a->count; i++)
		if (!a->line[i].id &&
		    (i + 1 == a->count || a->line[i + 1].parent != i))
			error_add(r->e, a->line[i].place,
				  _("a heading has lines under it; a line has "
				    "an id"));
}

static void
table(struct form_reader *r, const struct node *map, struct block *b)
{
	const struct node *corner = node_get(map, "corner");
	int i;

	node_only(map, "table label short help corner enter cell rows cols",
		  r->e);
	if (corner) {
		b->has_corner = true;
		reader_label(r, corner, "corner", b->corner.text);
	}
	enter(r, map, b);
	axis(r, &b->rows, map, "rows");
	axis(r, &b->cols, map, "cols");
	leaves_have_ids(r, &b->rows);
	leaves_have_ids(r, &b->cols);
	for (i = 0; i < b->cols.count; i++)
		if (b->cols.line[i].kind >= 0)
			break;
	if (i == b->cols.count)
		return;
	for (i = 0; i < b->rows.count; i++)
		if (b->rows.line[i].kind >= 0)
			error_add(r->e, b->rows.line[i].place,
				  _("rows and columns both say 'cell'; a cell "
				    "would have two kinds"));
}

static void
text(struct form_reader *r, const struct node *map, struct block *b)
{
	struct kind k = { .type = value_type_find("text") };
	const struct node *n = node_get(map, "lines");

	node_only(map, "text label short help lines untitled", r->e);
	if (n)
		k.lines = number(r, n, "lines", 1, 1);
	b->untitled = reader_flag(r, map, "untitled");
	b->kind = add_kind(r, &k, map->place);
	single_line(r, &b->rows, map->place);
	single_line(r, &b->cols, map->place);
}

static void
fields(struct form_reader *r, const struct node *map, struct block *b)
{
	int i;

	node_only(map, "fields label short help rows", r->e);
	axis(r, &b->rows, map, "rows");
	single_line(r, &b->cols, map->place);
	for (i = 0; i < b->rows.count; i++) {
		const struct line *l = &b->rows.line[i];

		if (!l->id || l->parent >= 0)
			error_add(r->e, l->place,
				  _("fields have ids and no headings"));
		if (l->total || l->is)
			error_add(r->e, l->place,
				  _("a field is keyed; what is computed stands "
				    "in a table"));
	}
}

static const struct {
	const char *name;
	enum block_type type;
	void (*read)(struct form_reader *r, const struct node *map,
		     struct block *b);
} block_types[] = {
	{ "fields", BLOCK_FIELDS, fields },
	{ "text", BLOCK_TEXT, text },
	{ "table", BLOCK_TABLE, table },
};

static void
heading(struct form_reader *r, const struct node *map)
{
	struct block *b = form_add_block(r->form, BLOCK_HEADING, NULL,
					 map->place, r->e);

	node_only(map, "heading", r->e);
	if (b)
		reader_label(r, node_get(map, "heading"), "heading",
			     b->label.text);
}

static void
block(struct form_reader *r, const struct node *map, int cell)
{
	const struct node *n = NULL;
	const char *name;
	struct block *b;
	size_t i;

	if (!node_is(map, NODE_MAP, "body", r->e))
		return;
	if (node_get(map, "heading")) {
		heading(r, map);
		return;
	}
	for (i = 0; i < ARRAY_LEN(block_types) && !n; i++)
		n = node_get(map, block_types[i].name);
	if (!n) {
		error_add(r->e, map->place,
			  _("a block begins with heading, fields, text or "
			    "table"));
		return;
	}
	if (!node_is(n, NODE_SCALAR, n->key->text, r->e))
		return;
	name = id(r, n->text, n->place);
	if (!name)
		return;
	b = form_add_block(r->form, block_types[i - 1].type, name, n->place,
			   r->e);
	if (!b)
		return;
	reader_labels(r, map, &b->label);
	help(r, map, &b->help);
	b->kind = kind_of(r, map, cell);
	block_types[i - 1].read(r, map, b);
}

static void
body(struct form_reader *r, const struct node *root)
{
	const struct node *list = node_get(root, "body"), *n;
	int cell = kind_of(r, root, -1);

	if (cell < 0)
		cell = form_add_kind(r->form, &(struct kind){
			.type = value_type_find("count") });
	if (!list) {
		error_add(r->e, root->place, _("'%s' is missing"), "body");
		return;
	}
	if (!node_is(list, NODE_LIST, "body", r->e))
		return;
	for (n = list->first; n && !error_full(r->e); n = n->next)
		block(r, n, cell);
}

/* ---- the top ---- */

static void
languages(struct form_reader *r, const struct node *root)
{
	const struct node *list = node_get(root, "languages"), *n;
	int i = 0;

	if (!list || !node_is(list, NODE_LIST, "languages", r->e))
		return;
	for (n = list->first; n; n = n->next) {
		if (i == FORM_LANGS) {
			error_add(r->e, n->place,
				  _("more than %d languages"), FORM_LANGS);
			break;
		}
		r->form->lang[i] = reader_words(r, n, "languages");
		if (!r->form->lang[i])
			r->form->lang[i] = "";
		i++;
	}
	r->form->langs = i ? i : 1;
}

static const char *
required(struct form_reader *r, const struct node *root, const char *key)
{
	const struct node *n = node_get(root, key);
	const char *text = NULL;

	if (!n)
		error_add(r->e, root->place, _("'%s' is missing"), key);
	else
		text = reader_words(r, n, key);
	return text ? text : "";
}

/* Both are parts of a file's name. */
static void
plain_name(struct form_reader *r, const struct node *root, const char *key,
	   const char *name)
{
	const struct node *n = node_get(root, key);

	if (n && (!*name || strspn(name, "abcdefghijklmnopqrstuvwxyz"
					 "0123456789_-") != strlen(name)))
		error_add(r->e, n->place,
			  _("%s: small letters, digits, _ and - are expected"),
			  key);
}

static void
history(struct form_reader *r, const struct node *root)
{
	const struct node *n = node_get(root, "history");

	if (!n)
		return;
	r->form->no_history = n->type == NODE_SCALAR &&
			      !strcmp(n->text, "none");
	if (!r->form->no_history)
		error_add(r->e, n->place, _("history: only none can be said"));
}

static int
number_of(struct form_reader *r, const struct node *map, const char *key,
	  int low, int high, int otherwise)
{
	const struct node *n = node_get(map, key);

	if (n)
		return number(r, n, key, low, high);
	if (otherwise < 0)
		error_add(r->e, map->place, _("'%s' is missing"), key);
	return otherwise < 0 ? low : otherwise;
}

/* A day that every year has; the note that tells of it has a name as if it
 * were a rule's. */
static void
deadline(struct form_reader *r, const struct node *root)
{
	const struct node *map = node_get(root, "deadline"), *name;
	struct deadline *d = &r->form->deadline;
	struct rule *rule;

	if (!map || !node_is(map, NODE_MAP, "deadline", r->e))
		return;
	node_only(map, "month day warn rule", r->e);
	d->month = number_of(r, map, "month", 1, 12, -1);
	d->day = number_of(r, map, "day", 1, days_in_month(1, d->month), -1);
	d->warn = number_of(r, map, "warn", 0, 366, 7);
	rule = arena_alloc(&r->form->arena, sizeof *rule);
	*rule = (struct rule){ .id = "deadline", .place = map->key->place,
			       .level = LEVEL_NOTE };
	name = node_get(map, "rule");
	if (name)
		rule->id = reader_words(r, name, "rule");
	d->rule = rule->id ? rule : NULL;
}

static void
top(struct form_reader *r, const struct node *root)
{
	const struct node *n;

	if (!node_is(root, NODE_MAP, _("a form"), r->e))
		return;
	node_only(root, "form version was languages title heading history "
		  "deadline cell lists body rules trend", r->e);
	languages(r, root);
	r->form->name = required(r, root, "form");
	r->form->version = required(r, root, "version");
	plain_name(r, root, "form", r->form->name);
	plain_name(r, root, "version", r->form->version);
	n = node_get(root, "title");
	if (n)
		reader_label(r, n, "title", r->form->title.text);
	else
		error_add(r->e, root->place, _("'%s' is missing"), "title");
	n = node_get(root, "heading");
	if (n)
		reader_label(r, n, "heading", r->form->heading.text);
	history(r, root);
	deadline(r, root);
	reader_versions(r, root);
	r->lists = node_get(root, "lists");
	body(r, root);
	r->broken = error_any(r->e);
	reader_rules(r, root);
	reader_trend(r, root);
	if (!r->broken)
		reader_carried(r);
}

struct form *
form_parse(const char *path, const char *bytes, size_t len, struct error *e)
{
	struct form_reader r = { .form = form_new() };
	struct error own = ERROR_INIT;
	const char *name = arena_strdup(&r.form->arena, path);
	struct yaml_tree *y;
	size_t i;

	r.e = &own;
	r.form->path = name;
	y = yaml_tree_parse(name, bytes, len, &own);
	if (y && yaml_tree_root(y))
		top(&r, yaml_tree_root(y));
	else if (y)
		error_add(&own, (struct place){ name, 0, 0 },
			  _("the file is empty"));
	if (y && yaml_tree_root(y) && !r.broken && form_finish(r.form, &own))
		version_map_check(r.form, &own);
	yaml_tree_free(y);
	error_sort(&own);
	for (i = 0; i < own.count; i++) {
		error_add(e, own.problem[i].place, "%s", own.problem[i].text);
	e->left_out += own.left_out;
	}
	if (error_any(&own)) {
		form_free(r.form);
		r.form = NULL;
	}
	error_release(&own);
	return r.form;
}

struct form *
form_read(const char *path, struct error *e)
{
	struct buf bytes = BUF_INIT;
	struct form *f = NULL;

	if (file_read(path, TREE_BYTES, &bytes, e))
		f = form_parse(path, bytes.text, bytes.len, e);
	buf_release(&bytes);
	return f;
}
