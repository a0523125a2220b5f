/*
 * form-rules.c - what must be true of a form's reports, what is carried into
 * them, and which figures are followed over the years
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/formula.h"
#include "form/quote-scan.h"
#include "report/diagnosis.h"
#include "store/form-parts.h"

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
diagnosis(struct form_reader *r, const struct node *map, struct rule *rule)
{
	const struct node *n = node_get(map, "suspect"), *of, *c;
	const struct diagnosis *found = NULL;
	const char **name;

	node_only(map, "suspect of level", r->e);
	if (n->type == NODE_SCALAR)
		found = diagnosis_find(n->text);
	if (found) {
		rule->diagnosis = found->name;
	} else {
		struct buf known = BUF_INIT;
		size_t i;

		for (i = 0; i < diagnosis_count; i++)
			buf_addf(&known, " %s", diagnoses[i].name);
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
		const char *word = reader_words(r, c, "of");

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
		const char *text = reader_words(r, n, key);

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
		const char *text = reader_words(r, n, "words");

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
		const char *name = reader_words(r, n, "in");

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
	const char *name = reader_words(r, map->key, "rules");
	struct rule *rule;

	if (!name || !node_is(map, NODE_MAP, map->key->text, r->e))
		return;
	rule = form_add_rule(r->form, name, map->key->place, r->e);
	if (!rule)
		return;
	level(r, map, rule);
	if (node_get(map, "suspect")) {
		diagnosis(r, map, rule);
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
	rule->reason = reader_flag(r, map, "reason");
	within(r, map, rule);
	blank(r, map, rule);
	if (say)
		reader_label(r, say, "say", rule->say.text);
}

void
reader_rules(struct form_reader *r, const struct node *root)
{
	const struct node *map = node_get(root, "rules"), *n;

	if (!map || !node_is(map, NODE_MAP, "rules", r->e))
		return;
	for (n = map->first; n && !error_full(r->e); n = n->next)
		rule(r, n);
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
void
reader_carried(struct form_reader *r)
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

/* ---- figures over the years ---- */

/* A formula, or a map of it and a label. */
static void
one_trend(struct form_reader *r, const struct node *n, struct trend *t)
{
	const struct node *of = n;

	t->place = n->place;
	if (n->type == NODE_MAP) {
		node_only(n, "of label short", r->e);
		reader_labels(r, n, &t->label);
		of = node_get(n, "of");
	}
	if (!of)
		error_add(r->e, n->place, _("'%s' is missing"), "of");
	else if (node_is(of, NODE_SCALAR, "trend", r->e))
		t->of = formula_parse(r->form, of->text, of->place, r->e);
}

void
reader_trend(struct form_reader *r, const struct node *root)
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
