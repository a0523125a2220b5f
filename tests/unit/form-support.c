/* form-support.c - forms for unit tests, out of a few words */
#include "form-support.h"

#include <string.h>

#include "form/formula.h"
#include "form/quote-scan.h"

#define OPTIONS 12

struct words {
	char *what, *id;
	char *key[OPTIONS], *value[OPTIONS];
	int options;
	int line;
};

struct builder {
	struct form *form;
	struct error *e;
	struct block *block;
	struct axis *axis;	/* of the last line */
	int line[FORM_DEPTH + 2];	/* the last at each depth */
};

static char *
trimmed(char *text)
{
	size_t len;

	text += strspn(text, " \t");
	len = strlen(text);
	while (len && text[len - 1] == ' ')
		text[--len] = '\0';
	return text;
}

static void
split(struct words *w, char *line, int number)
{
	char *save, *word = strtok_r(line, ";", &save), *sign;

	*w = (struct words){ .line = number };
	w->what = trimmed(word);
	w->id = w->what + strcspn(w->what, " ");
	if (*w->id)
		*w->id++ = '\0';
	w->id = trimmed(w->id);
	while ((word = strtok_r(NULL, ";", &save))) {
		sign = strchr(word, '=');
		ck_assert_msg(sign && w->options < OPTIONS,
			      "mini form, line %d: '%s'", number, word);
		*sign = '\0';
		w->key[w->options] = trimmed(word);
		w->value[w->options++] = trimmed(sign + 1);
	}
}

static const char *
option(const struct words *w, const char *key)
{
	int i;

	for (i = 0; i < w->options; i++)
		if (!strcmp(w->key[i], key))
			return w->value[i];
	return NULL;
}

/* "中文/Chinese" in two languages, "x" in one. */
static void
languages(struct form *f, const char *text, const char **out)
{
	const char *bar;

	if (!text)
		return;
	bar = strchr(text, '/');
	if (!bar) {
		out[0] = arena_strdup(&f->arena, text);
		return;
	}
	out[0] = arena_strndup(&f->arena, text, (size_t)(bar - text));
	out[1] = arena_strdup(&f->arena, bar + 1);
}

static void
labels(struct form *f, const struct words *w, struct label *l)
{
	languages(f, option(w, "label"), l->text);
	languages(f, option(w, "short"), l->brief);
}

/* "amount 2", "signed", "text", "year"; "count" for none. */
static int
kind(struct form *f, const struct words *w, const char *otherwise)
{
	const char *cell = option(w, "cell"), *lines = option(w, "lines");
	struct kind k = { .lines = lines ? atoi(lines) : 0 };
	char name[20];
	size_t len;

	if (!cell)
		cell = option(w, "unit") ? "count" : otherwise;
	if (!cell)
		return -1;
	languages(f, option(w, "unit"), k.unit.text);
	len = strcspn(cell, " ");
	ck_assert(len < sizeof name);
	memcpy(name, cell, len);
	name[len] = '\0';
	k.negative = !strcmp(name, "signed") || strstr(cell, " signed");
	k.type = value_type_find(strcmp(name, "signed") ? name : "count");
	ck_assert_msg(k.type, "mini form, line %d: '%s'", w->line, cell);
	if (k.type->measure) {
		k.units = "t, kg";
		k.lines = 1;
	}
	if (cell[len] && k.type->decimals)
		k.places = atoi(cell + len);
	return form_add_kind(f, &k);
}

static struct place
place(const struct words *w)
{
	return (struct place){ "mini", w->line, 0 };
}

static const char *
id(const struct builder *b, const char *text)
{
	return *text && strcmp(text, "-") ? arena_strdup(&b->form->arena, text)
					  : NULL;
}

static void
single(struct builder *b, struct axis *a, const struct words *w)
{
	form_add_line(b->form, a, -1, NULL, place(w), b->e);
}

static void
add_block(struct builder *b, const struct words *w, enum block_type type)
{
	struct block *block = form_add_block(b->form, type, id(b, w->id),
					     place(w), b->e);

	ck_assert(block != NULL);
	labels(b->form, w, &block->label);
	block->kind = kind(b->form, w, type == BLOCK_TEXT ? "text" : "count");
	if (type == BLOCK_TEXT)
		single(b, &block->rows, w);
	if (type == BLOCK_TEXT || type == BLOCK_FIELDS)
		single(b, &block->cols, w);
	b->block = block;
	b->axis = NULL;
}

static void
add_line(struct builder *b, const struct words *w, bool row)
{
	struct axis *a = row ? &b->block->rows : &b->block->cols;
	size_t depth = strspn(w->id, ">");
	const char *is = option(w, "is"), *rule = option(w, "rule");
	struct line *l;

	ck_assert(depth < ARRAY_LEN(b->line));
	l = form_add_line(b->form, a, depth ? b->line[depth - 1] : -1,
			  id(b, w->id + depth), place(w), b->e);
	ck_assert(l != NULL);
	b->line[depth] = (int)(l - a->line);
	labels(b->form, w, &l->label);
	l->kind = kind(b->form, w, NULL);
	if (rule)
		l->rule = arena_strdup(&b->form->arena, rule);
	if (is && !strcmp(is, "total"))
		l->total = true;
	else if (is)
		l->is = formula_parse(b->form, is, place(w), b->e);
}

/* "column t, u", "row t" or "cell t" */
static void
each(struct builder *b, const char *text, struct rule *rule)
{
	int *block = arena_array(&b->form->arena, FORM_BLOCKS, sizeof *block);
	char *copy = arena_strdup(&b->form->arena, text), *save, *word;

	word = strtok_r(copy, ", ", &save);
	rule->each_row = strcmp(word, "column") != 0;
	rule->each_column = strcmp(word, "row") != 0;
	ck_assert(rule->each_row != rule->each_column ||
		  !strcmp(word, "cell"));
	while ((word = strtok_r(NULL, ", ", &save))) {
		block[rule->blocks] = form_find_block(b->form, word);
		ck_assert(block[rule->blocks++] >= 0);
	}
	rule->block = block;
}

static void
diagnosis(struct builder *b, const struct words *w, struct rule *rule)
{
	const char *of = option(w, "of"), **name;
	char *copy, *save, *word;

	ck_assert(of != NULL);
	rule->diagnosis = arena_strdup(&b->form->arena, option(w, "suspect"));
	name = arena_array(&b->form->arena, strlen(of), sizeof *name);
	copy = arena_strdup(&b->form->arena, of);
	for (word = strtok_r(copy, " ", &save); word;
	     word = strtok_r(NULL, " ", &save))
		name[rule->ofs++] = word;
	rule->of = name;
}

/* The strings of a list under KEY, parted by commas. */
static void
quote_list(struct builder *b, const struct words *w, const char *key,
	   struct quote_list *list)
{
	const char *text = option(w, key);
	struct quote_string *all;
	char *copy, *save, *word;

	if (!text)
		return;
	all = arena_array(&b->form->arena, strlen(text), sizeof *all);
	copy = arena_strdup(&b->form->arena, text);
	for (word = strtok_r(copy, ",", &save); word;
	     word = strtok_r(NULL, ",", &save))
		ck_assert(quote_parse_string(b->form, word, place(w),
					     &all[list->count++], b->e));
	list->string = all;
}

static void
quotes(struct builder *b, const struct words *w, struct rule *rule)
{
	struct quote *q = arena_alloc(&b->form->arena, sizeof *q);
	const char *text = option(w, "words");
	struct quote_words *all;
	char *copy, *save, *word;

	q->figure = formula_parse(b->form, option(w, "quotes"), place(w),
				  b->e);
	if (option(w, "or"))
		q->other = formula_parse(b->form, option(w, "or"), place(w),
					 b->e);
	if (option(w, "year"))
		q->year = formula_parse(b->form, option(w, "year"), place(w),
					b->e);
	all = arena_array(&b->form->arena, strlen(text), sizeof *all);
	copy = arena_strdup(&b->form->arena, text);
	for (word = strtok_r(copy, ",", &save); word;
	     word = strtok_r(NULL, ",", &save))
		q->count += quote_parse_words(b->form, word, place(w),
					      &all[q->count], b->e);
	q->words = all;
	quote_list(b, w, "not", &q->not);
	quote_list(b, w, "skip", &q->skip);
	quote_list(b, w, "with", &q->with);
	quote_list(b, w, "said", &q->said);
	rule->quote = q;
}

static void
add_rule(struct builder *b, const struct words *w)
{
	static const char *const level[] = { "must", "ask", "note" };
	const char *within = option(w, "within"), *blank = option(w, "blank");
	struct rule *rule = form_add_rule(b->form, id(b, w->id), place(w),
					  b->e);
	int i, places = 0, keyed;

	ck_assert(rule != NULL);
	for (i = 0; option(w, "level") && i < LEVELS; i++)
		if (!strcmp(level[i], option(w, "level")))
			rule->level = (enum level)i;
	if (option(w, "suspect")) {
		diagnosis(b, w, rule);
		return;
	}
	if (option(w, "quotes")) {
		quotes(b, w, rule);
		return;
	}
	if (option(w, "each"))
		each(b, option(w, "each"), rule);
	rule->that = formula_parse(b->form, option(w, "that"), place(w), b->e);
	if (option(w, "if"))
		rule->when = formula_parse(b->form, option(w, "if"), place(w),
					   b->e);
	rule->reason = rule->from = option(w, "from") != NULL;
	rule->completeness = rule->that && formula_asks_filled(rule->that);
	for (i = 0; i < b->form->kinds; i++)
		if (b->form->kind[i].places > places)
			places = b->form->kind[i].places;
	if (within)
		ck_assert_int_eq(amount_parse(within, strlen(within), places,
					      false, &rule->within, &keyed),
				 AMOUNT_OK);
	rule->blank_zero = blank && !strcmp(blank, "0");
	languages(b->form, option(w, "say"), rule->say.text);
}

static void
add_deadline(struct builder *b, const struct words *w)
{
	struct deadline *d = &b->form->deadline;
	struct rule *rule = arena_alloc(&b->form->arena, sizeof *rule);

	*rule = (struct rule){ .id = id(b, w->id), .place = place(w),
			       .level = LEVEL_NOTE };
	d->rule = rule;
	d->month = atoi(option(w, "month"));
	d->day = atoi(option(w, "day"));
	d->warn = atoi(option(w, "warn"));
}

static const struct {
	const char *name;
	enum block_type type;
} blocks[] = {
	{ "heading", BLOCK_HEADING }, { "fields", BLOCK_FIELDS },
	{ "text", BLOCK_TEXT }, { "table", BLOCK_TABLE },
};

static void
add_trend(struct builder *b, const struct words *w)
{
	struct form *f = b->form;
	struct trend *t;

	if (!f->trend)
		f->trend = arena_array(&f->arena, FORM_TRENDS,
				       sizeof *f->trend);
	ck_assert(f->trends < FORM_TRENDS && option(w, "of"));
	t = &f->trend[f->trends++];
	t->place = place(w);
	t->of = formula_parse(f, option(w, "of"), t->place, b->e);
	labels(f, w, &t->label);
}

static void
add(struct builder *b, const struct words *w)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(blocks); i++)
		if (!strcmp(blocks[i].name, w->what)) {
			add_block(b, w, blocks[i].type);
			return;
		}
	if (!strcmp(w->what, "rule"))
		add_rule(b, w);
	else if (!strcmp(w->what, "deadline"))
		add_deadline(b, w);
	else if (!strcmp(w->what, "row") || !strcmp(w->what, "col"))
		add_line(b, w, *w->what == 'r');
	else if (!strcmp(w->what, "trend"))
		add_trend(b, w);
	else
		ck_abort_msg("mini form, line %d: '%s'", w->line, w->what);
}

struct form *
mini_form(const char *words, struct error *e)
{
	struct builder b = { .form = form_new(), .e = e };
	char *copy = xstrdup(words), *at = copy, *line;
	struct words w;
	int number = 0;

	b.form->name = "mini";
	b.form->version = "1";
	b.form->langs = 2;
	b.form->lang[0] = "zh";
	b.form->lang[1] = "en";
	b.form->path = "mini";
	while ((line = strsep(&at, "\n"))) {
		number++;
		if (!*trimmed(line))
			continue;
		split(&w, line, number);
		add(&b, &w);
	}
	free(copy);
	if (form_finish(b.form, e))
		return b.form;
	form_free(b.form);
	return NULL;
}

struct form *
mini_form_ok(const char *words)
{
	struct error e = ERROR_INIT;
	struct form *f = mini_form(words, &e);

	assert_errors(&e, "");
	ck_assert(f != NULL);
	return f;
}

int
at(const struct form *f, const char *address)
{
	struct error e = ERROR_INIT;
	int cell = form_find_cell(f, address, &e);

	assert_errors(&e, "");
	return cell;
}

void
assert_errors(struct error *e, const char *wanted)
{
	struct buf out = BUF_INIT;

	error_print(e, &out);
	ck_assert_str_eq(out.text, wanted);
	buf_release(&out);
	error_release(e);
}

int
check_number(const struct form *f, const char *name, int n)
{
	int i;

	for (i = 0; i < f->checks; i++)
		if (!strcmp(f->check[i].rule->id, name) && n-- == 0)
			return i;
	ck_abort_msg("no such check of rule %s", name);
	return -1;
}
