/* form-read.c - a form from its YAML file */
#include "store/form-read.h"

#include <stdlib.h>
#include <string.h>

#include "base/days.h"
#include "base/i18n.h"
#include "base/text.h"
#include "core/formula.h"
#include "core/quote.h"
#include "core/suspect.h"
#include "core/was.h"
#include "store/file.h"
#include "store/tree.h"

#define LABEL_MOST 2000		/* bytes of a label or a help text */
#define ID_MOST 40

struct form_reader {
	struct form *form;
	struct error *e;
	const struct node *lists;
	bool broken;		/* the body has mistakes: names would fail too */
};

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

static const char *
words(struct form_reader *r, const struct node *n, const char *what)
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

/* A text in each language: a list in their order, a map by their names, or
 * one text for all. */
static void
label(struct form_reader *r, const struct node *n, const char *what,
      const char **text)
{
	const struct node *c;
	int i = 0;

	if (n->type == NODE_SCALAR) {
		text[0] = words(r, n, what);
		for (i = 1; i < r->form->langs; i++)
			text[i] = text[0];
		return;
	}
	if (n->type == NODE_LIST) {
		for (c = n->first; c && i < r->form->langs; c = c->next)
			text[i++] = words(r, c, what);
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
			text[i] = words(r, c, what);
		else
			error_add(r->e, c->key->place,
				  _("%s: '%s' is not a language of this form"),
				  what, c->key->text);
	}
}

static void
labels(struct form_reader *r, const struct node *map, struct label *l)
{
	const struct node *text = node_get(map, "label");
	const struct node *brief = node_get(map, "short");

	if (text)
		label(r, text, "label", l->text);
	if (brief)
		label(r, brief, "short", l->brief);
}

static void
help(struct form_reader *r, const struct node *map, struct label *l)
{
	const struct node *n = node_get(map, "help");

	if (n)
		label(r, n, "help", l->text);
}

static bool
flag(struct form_reader *r, const struct node *map, const char *key)
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
			error_add(r->e, list->place,
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
		const char *unit = words(r, c, "units");

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
	if (!k.type || (type && type->type != NODE_SCALAR)) {
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
	k.negative = flag(r, n, "signed");
	c = node_get(n, "lines");
	if (c)
		k.lines = number(r, c, "lines", 0, 1);
	c = node_get(n, "unit");
	if (c)
		label(r, c, "unit", k.unit.text);
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
	labels(r, map, &a->line[line].label);
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
		a->line[line].rule = words(r, rule, "rule");
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
		label(r, n, "label", l->label.text);
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
		label(r, corner, "corner", b->corner.text);
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
	b->untitled = flag(r, map, "untitled");
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
		label(r, node_get(map, "heading"), "heading", b->label.text);
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
	labels(r, map, &b->label);
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

/* ---- rules ---- */

static const struct formula *
formula(struct form_reader *r, const struct node *map, const char *key)
{
	const struct node *n = node_get(map, key);

	if (!n || !node_is(n, NODE_SCALAR, key, r->e))
		return NULL;
	return formula_parse(r->form, n->text, n->place, r->e);
}

static void
level(struct form_reader *r, const struct node *map, struct rule *rule)
{
	static const char *const name[] = {
		[LEVEL_MUST] = "must", [LEVEL_ASK] = "ask",
		[LEVEL_NOTE] = "note",
	};
	const struct node *n = node_get(map, "level");
	int i;

	if (!n)
		return;
	for (i = 0; i < LEVELS; i++)
		if (n->type == NODE_SCALAR && !strcmp(n->text, name[i])) {
			rule->level = (enum level)i;
			return;
		}
	error_add(r->e, n->place, _("level: must, ask or note is expected"));
}

static void
add_table(struct form_reader *r, const struct node *n, const char *name,
	  int *block, int *blocks)
{
	int b = form_find_block(r->form, name), i;

	for (i = 0; i < *blocks; i++)
		if (block[i] == b) {
			error_add(r->e, n->place,
				  _("each: the table '%s' is named twice"),
				  name);
			return;
		}
	if (b < 0 || r->form->block[b].type != BLOCK_TABLE)
		error_add(r->e, n->place, _("each: no table is called '%s'"),
			  name);
	else if (*blocks < FORM_BLOCKS)
		block[(*blocks)++] = b;
}

/* What comes after "row of " or its like; NULL if it is none. */
static char *
each_of(struct rule *rule, char *text)
{
	static const struct {
		const char *words;
		bool row, column;
	} known[] = {
		{ "row of ", true, false }, { "column of ", false, true },
		{ "cell of ", true, true },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(known); i++) {
		size_t len = strlen(known[i].words);

		if (strncmp(text, known[i].words, len))
			continue;
		rule->each_row = known[i].row;
		rule->each_column = known[i].column;
		return text + len;
	}
	return NULL;
}

/* "row of a, b" or "column of a" */
static void
each(struct form_reader *r, const struct node *map, struct rule *rule)
{
	const struct node *n = node_get(map, "each");
	int *block, blocks = 0;
	char *copy, *save = NULL, *word;

	if (!n || !node_is(n, NODE_SCALAR, "each", r->e))
		return;
	copy = arena_strdup(&r->form->arena, n->text);
	copy = each_of(rule, copy);
	if (!copy) {
		error_add(r->e, n->place,
			  _("each: 'row of TABLE', 'column of TABLE' or 'cell "
			    "of TABLE' is expected"));
		return;
	}
	block = arena_array(&r->form->arena, FORM_BLOCKS, sizeof *block);
	for (word = strtok_r(copy, ", ", &save); word;
	     word = strtok_r(NULL, ", ", &save))
		add_table(r, n, word, block, &blocks);
	if (!blocks && !error_any(r->e))
		error_add(r->e, n->place, _("each: no table is named"));
	rule->block = block;
	rule->blocks = blocks;
}

static void
within(struct form_reader *r, const struct node *map, struct rule *rule)
{
	const struct node *n = node_get(map, "within");
	int places = 0, i, keyed;

	if (!n || !node_is(n, NODE_SCALAR, "within", r->e))
		return;
	for (i = 0; i < r->form->kinds; i++)
		if (r->form->kind[i].places > places)
			places = r->form->kind[i].places;
	if (amount_parse(n->text, n->len, places, false, &rule->within,
			 &keyed) != AMOUNT_OK)
		error_add(r->e, n->place,
			  _("within: a number with at most %d decimals is "
			    "expected"), places);
}

static void
suspect(struct form_reader *r, const struct node *map, struct rule *rule)
{
	const struct node *n = node_get(map, "suspect"), *of, *c;
	const char **name;

	node_only(map, "suspect of level", r->e);
	if (n->type == NODE_SCALAR)
		rule->suspect = suspect_find(n->text);
	if (!rule->suspect) {
		struct buf known = BUF_INIT;
		size_t i;

		for (i = 0; i < suspect_count; i++)
			buf_addf(&known, " %s", suspects[i].name);
		error_add(r->e, n->place, _("unknown suspect; known are:%s"),
			  known.text);
		buf_release(&known);
	}
	of = node_get(map, "of");
	if (!of) {
		error_add(r->e, map->place, _("'%s' is missing"), "of");
		return;
	}
	if (!node_is(of, NODE_LIST, "of", r->e))
		return;
	if (of->count > FORM_OF) {
		error_add(r->e, of->place, _("of: more than %d rules"),
			  FORM_OF);
		return;
	}
	name = arena_array(&r->form->arena, (size_t)of->count, sizeof *name);
	for (c = of->first; c; c = c->next) {
		const char *word = words(r, c, "of");

		if (word)
			name[rule->ofs++] = word;
	}
	rule->of = name;
}

/* ---- rules with quotes ---- */

/* The entry of a text or of a list under KEY in turn; NULL at the end. */
static const struct node *
first_entry(struct form_reader *r, const struct node *map, const char *key)
{
	const struct node *n = node_get(map, key);

	if (!n || n->type == NODE_SCALAR)
		return n;
	if (!node_is(n, NODE_LIST, key, r->e))
		return NULL;
	if (n->count > QUOTE_CHOICES) {
		error_add(r->e, n->place, _("%s: more than %d entries"), key,
			  QUOTE_CHOICES);
		return NULL;
	}
	return n->first;
}

/* The next of them; a text of its own has none. */
static const struct node *
next_entry(const struct node *map, const char *key, const struct node *n)
{
	return n == node_get(map, key) ? NULL : n->next;
}

/* The words under KEY, added to those that LIST has. */
static void
quote_list(struct form_reader *r, const struct node *map, const char *key,
	   struct quote_list *list)
{
	const struct node *n = first_entry(r, map, key);
	struct quote_string *all;

	if (!n)
		return;
	all = arena_array(&r->form->arena,
			  (size_t)list->count + QUOTE_CHOICES, sizeof *all);
	if (list->count)
		memcpy(all, list->string, (size_t)list->count * sizeof *all);
	list->string = all;
	for (; n; n = next_entry(map, key, n)) {
		const char *text = words(r, n, key);

		if (text && quote_parse_string(r->form, text, n->place,
					       &all[list->count], r->e))
			list->count++;
	}
}

static void
quote_words(struct form_reader *r, const struct node *map, struct quote *q)
{
	const struct node *n = first_entry(r, map, "words");
	struct quote_words *all;

	if (!node_get(map, "words"))
		error_add(r->e, map->key->place, _("'%s' is missing"), "words");
	all = arena_array(&r->form->arena, QUOTE_CHOICES, sizeof *all);
	q->words = all;
	for (; n; n = next_entry(map, "words", n)) {
		const char *text = words(r, n, "words");

		if (text && quote_parse_words(r->form, text, n->place,
					      &all[q->count], r->e))
			q->count++;
	}
}

/* The texts in which it looks. */
static void
quote_texts(struct form_reader *r, const struct node *map, struct quote *q)
{
	const struct node *n = first_entry(r, map, "in");
	int *block, i, b;

	if (!n)
		return;
	block = arena_array(&r->form->arena, QUOTE_CHOICES, sizeof *block);
	q->block = block;
	q->blocks = 0;
	for (; n; n = next_entry(map, "in", n)) {
		const char *name = words(r, n, "in");

		if (!name)
			continue;
		b = form_find_block(r->form, name);
		for (i = 0; i < q->blocks && block[i] != b;)
			i++;
		if (b < 0 || r->form->block[b].type != BLOCK_TEXT)
			error_add(r->e, n->place,
				  _("in: no text is called '%s'"), name);
		else if (i < q->blocks)
			error_add(r->e, n->place,
				  _("in: the text '%s' is named twice"), name);
		else
			block[q->blocks++] = b;
	}
}

/* Begins with what a rule above says. */
static void
quote_like(struct form_reader *r, const struct node *map, struct rule *rule,
	   struct quote *q)
{
	const struct node *n = node_get(map, "like");
	int i;

	if (!n || !node_is(n, NODE_SCALAR, "like", r->e))
		return;
	for (i = 0; i < r->form->rules; i++) {
		const struct rule *above = &r->form->rule[i];

		if (above == rule || !above->quote ||
		    strcmp(above->id, n->text))
			continue;
		rule->level = above->level;
		q->like = above->quote;
		q->like_id = above->id;
		q->year = above->quote->year;
		q->block = above->quote->block;
		q->blocks = above->quote->blocks;
		q->not = above->quote->not;
		q->skip = above->quote->skip;
		return;
	}
	error_add(r->e, n->place,
		  _("like: no rule above with 'quotes' is called '%s'"),
		  n->text);
}

static void
quote(struct form_reader *r, const struct node *map, struct rule *rule)
{
	struct quote *q = arena_alloc(&r->form->arena, sizeof *q);

	node_only(map, "quotes words or said year in not skip with like "
		  "level", r->e);
	quote_like(r, map, rule, q);
	level(r, map, rule);
	q->figure = formula(r, map, "quotes");
	q->other = formula(r, map, "or");
	if (node_get(map, "year"))
		q->year = formula(r, map, "year");
	quote_words(r, map, q);
	quote_texts(r, map, q);
	quote_list(r, map, "not", &q->not);
	quote_list(r, map, "skip", &q->skip);
	quote_list(r, map, "with", &q->with);
	quote_list(r, map, "said", &q->said);
	if (node_get(map, "said") && !node_get(map, "or"))
		error_add(r->e, node_get(map, "said")->place,
			  _("'said' goes with 'or'"));
	if (q->figure)
		rule->quote = q;
}

static void
blank(struct form_reader *r, const struct node *map, struct rule *rule)
{
	const struct node *n = node_get(map, "blank");

	if (!n)
		return;
	rule->blank_zero = n->type == NODE_SCALAR && !strcmp(n->text, "0");
	if (!rule->blank_zero)
		error_add(r->e, n->place, _("blank: only 0 can be said"));
}

static void
rule(struct form_reader *r, const struct node *map)
{
	const struct node *say = node_get(map, "say");
	const char *name = words(r, map->key, "rules");
	struct rule *rule;

	if (!name || !node_is(map, NODE_MAP, map->key->text, r->e))
		return;
	rule = form_add_rule(r->form, name, map->key->place, r->e);
	if (!rule)
		return;
	level(r, map, rule);
	if (node_get(map, "suspect")) {
		suspect(r, map, rule);
		return;
	}
	if (node_get(map, "quotes")) {
		quote(r, map, rule);
		return;
	}
	node_only(map, "each that if level reason within blank say", r->e);
	each(r, map, rule);
	rule->that = formula(r, map, "that");
	rule->when = formula(r, map, "if");
	rule->completeness = rule->that && formula_asks_filled(rule->that);
	if (!node_get(map, "that"))
		error_add(r->e, map->key->place, _("'%s' is missing"), "that");
	rule->reason = flag(r, map, "reason");
	within(r, map, rule);
	blank(r, map, rule);
	if (say)
		label(r, say, "say", rule->say.text);
}

static void
rules(struct form_reader *r, const struct node *root)
{
	const struct node *map = node_get(root, "rules"), *n;

	if (!map || !node_is(map, NODE_MAP, "rules", r->e))
		return;
	for (n = map->first; n && !error_full(r->e); n = n->next)
		rule(r, n);
}

/* ---- figures over the years ---- */

/* A formula, or a map of it and a label. */
static void
one_trend(struct form_reader *r, const struct node *n, struct trend *t)
{
	const struct node *of = n;

	t->place = n->place;
	if (n->type == NODE_MAP) {
		node_only(n, "of label short", r->e);
		labels(r, n, &t->label);
		of = node_get(n, "of");
	}
	if (!of)
		error_add(r->e, n->place, _("'%s' is missing"), "of");
	else if (node_is(of, NODE_SCALAR, "trend", r->e))
		t->of = formula_parse(r->form, of->text, of->place, r->e);
}

static void
trends(struct form_reader *r, const struct node *root)
{
	const struct node *list = node_get(root, "trend"), *n;
	struct form *f = r->form;

	if (!list || !node_is(list, NODE_LIST, "trend", r->e))
		return;
	if (!list->first)
		error_add(r->e, list->place, _("the list is empty"));
	if (list->count > FORM_TRENDS) {
		error_add(r->e, list->place, _("trend: more than %d figures"),
			  FORM_TRENDS);
		return;
	}
	f->trend = arena_array(&f->arena, (size_t)list->count,
			       sizeof *f->trend);
	for (n = list->first; n && !error_full(r->e); n = n->next)
		one_trend(r, n, &f->trend[f->trends++]);
}

/* ---- what cells were called before ---- */

static const struct {
	const char *key;
	enum was_how how;
	enum node_type type;
} was_keys[] = {
	{ "same", WAS_SAME, NODE_LIST },
	{ "sum", WAS_SUM, NODE_MAP },
	{ "reference", WAS_REFERENCE, NODE_MAP },
	{ "dropped", WAS_NONE, NODE_MAP },
};

/* The names that N, an item under the key, gives; false if there are none. */
static bool
was_line(struct form_reader *r, const struct node *n, size_t key,
	 struct was_line *l)
{
	const char *what = was_keys[key].key;

	*l = (struct was_line){ .how = was_keys[key].how, .place = n->place };
	if (l->how == WAS_SAME) {
		l->now = l->before = words(r, n, what);
		return l->now;
	}
	l->place = n->key->place;
	if (l->how == WAS_NONE) {
		l->before = words(r, n->key, what);
		if (!node_blank(n))
			label(r, n, what, l->why.text);
		return l->before;
	}
	l->now = words(r, n->key, what);
	l->before = words(r, n, what);
	return l->now && l->before;
}

static void
was_version(struct form_reader *r, const struct node *map, struct earlier *to)
{
	struct was_line *line;
	const struct node *list, *n;
	int count = 0;
	size_t i;

	to->version = words(r, map->key, "was");
	to->place = map->key->place;
	if (to->version && !strcmp(to->version, r->form->version))
		error_add(r->e, to->place,
			  _("'%s' is the version of this form itself; 'was' "
			    "speaks of earlier ones"), to->version);
	if (!node_is(map, NODE_MAP, map->key->text, r->e))
		return;
	node_only(map, "same sum reference dropped", r->e);
	for (n = map->first; n; n = n->next)
		count += n->count;
	line = arena_array(&r->form->arena, (size_t)count, sizeof *line);
	to->line = line;
	for (i = 0; i < ARRAY_LEN(was_keys); i++) {
		list = node_get(map, was_keys[i].key);
		if (!list || !node_is(list, was_keys[i].type,
				      was_keys[i].key, r->e))
			continue;
		for (n = list->first; n && !error_full(r->e); n = n->next)
			to->lines += was_line(r, n, i, &line[to->lines]);
	}
}

static void
was(struct form_reader *r, const struct node *root)
{
	const struct node *map = node_get(root, "was"), *n;
	struct earlier *earlier;

	if (!map || !node_is(map, NODE_MAP, "was", r->e))
		return;
	earlier = arena_array(&r->form->arena, (size_t)map->count,
			      sizeof *earlier);
	r->form->earlier = earlier;
	for (n = map->first; n && !error_full(r->e); n = n->next)
		was_version(r, n, &earlier[r->form->earliers++]);
}

/* ---- what is carried ---- */

/* The rule that compares line L of block B with where it comes from: it must
 * hold, or have a written reason. */
static void
from_rule(struct form_reader *r, int block, bool row, int line)
{
	const struct block *b = &r->form->block[block];
	const struct axis *a = row ? &b->rows : &b->cols;
	const struct line *l = &a->line[line];
	const char *of = formula_text(l->from);
	int *own = arena_alloc(&r->form->arena, sizeof *own);
	struct buf that = BUF_INIT;
	struct rule *rule;

	axis_line_path(a, line, &that);
	buf_addf(&that, " = %s", of);
	rule = form_add_rule(r->form, l->rule ? l->rule : "last", l->place,
			     r->e);
	if (rule) {
		*own = block;
		rule->that = formula_parse(r->form, that.text, l->place, r->e);
		rule->reason = rule->from = true;
		if (b->type == BLOCK_TABLE) {
			rule->each_column = row;
			rule->each_row = !row;
			rule->block = own;
			rule->blocks = 1;
		}
	}
	buf_release(&that);
}

/* Texts are copied, not compared. */
static void
carries(struct form_reader *r)
{
	int i, j, side;

	for (i = 0; i < r->form->blocks; i++)
		for (side = 0; side < 2; side++) {
			const struct block *b = &r->form->block[i];
			const struct axis *a = side ? &b->cols : &b->rows;

			for (j = 0; j < a->count; j++) {
				const struct line *l = &a->line[j];
				int k = l->kind < 0 ? b->kind : l->kind;

				if (l->from && r->form->kind[k].type->figure)
					from_rule(r, i, !side, j);
			}
		}
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
		r->form->lang[i] = words(r, n, "languages");
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
		text = words(r, n, key);
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
		rule->id = words(r, name, "rule");
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
		label(r, n, "title", r->form->title.text);
	else
		error_add(r->e, root->place, _("'%s' is missing"), "title");
	n = node_get(root, "heading");
	if (n)
		label(r, n, "heading", r->form->heading.text);
	history(r, root);
	deadline(r, root);
	was(r, root);
	r->lists = node_get(root, "lists");
	body(r, root);
	r->broken = error_any(r->e);
	rules(r, root);
	trends(r, root);
	if (!r->broken)
		carries(r);
}

struct form *
form_parse(const char *path, const char *bytes, size_t len, struct error *e)
{
	struct form_reader r = { .form = form_new() };
	struct error own = ERROR_INIT;
	const char *name = arena_strdup(&r.form->arena, path);
	struct tree *y;
	size_t i;

	r.e = &own;
	r.form->path = name;
	y = tree_parse(name, bytes, len, &own);
	if (y && tree_root(y))
		top(&r, tree_root(y));
	else if (y)
		error_add(&own, (struct place){ name, 0, 0 },
			  _("the file is empty"));
	if (y && tree_root(y) && !r.broken && form_finish(r.form, &own))
		was_check(r.form, &own);
	tree_free(y);
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
