/* formula.c - the language of rules: parsing and the table of functions */
#include "form/formula.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "form/formula-tree.h"

/* ---- the functions ---- */

static int64_t
eval_length(const char *text, const char *const *string, int n, bool *known)
{
	(void)string, (void)n, (void)known;
	return (int64_t)text_count(text, strlen(text));
}

static int64_t
eval_mentions(const char *text, const char *const *string, int n, bool *known)
{
	int i;

	(void)known;
	for (i = 0; i < n; i++)
		if (strstr(text, string[i]))
			return 1;
	return 0;
}

/* The number that stands directly before the words, blanks allowed. */
static int64_t
eval_before(const char *text, const char *const *string, int n, bool *known)
{
	const char *found = strstr(text, string[0]), *at, *start;
	int64_t units;
	int keyed;

	(void)n;
	/* words that are empty are found at the very end as well */
	for (; found; found = *found ? strstr(found + 1, string[0]) : NULL) {
		at = found;
		while (at > text && at[-1] == ' ')
			at--;
		start = at;
		while (start > text && start[-1] >= '0' && start[-1] <= '9')
			start--;
		if (amount_parse(start, (size_t)(at - start), 0, false,
				 &units, &keyed) == AMOUNT_OK)
			return units;
	}
	*known = false;
	return 0;
}

const struct function functions[] = {
	{ .name = "filled", .takes = "n", .truth = true, .filled = true,
	  .help = N_("true if every cell of it is filled in") },
	{ .name = "mentions", .takes = "ts+", .truth = true, .waits = true,
	  .eval = eval_mentions,
	  .says = N_(" has one of "),
	  .help = N_("true if the text has one of the words in it") },
	{ .name = "length", .takes = "t", .waits = true, .eval = eval_length,
	  .says = N_(" in characters"),
	  .help = N_("the characters of a text, blanks not counted") },
	{ .name = "before", .takes = "ts", .waits = true, .eval = eval_before,
	  .says = N_(", the number before "),
	  .help = N_("the number directly before the words; where there is "
		     "none, the rule says nothing") },
	{ .name = "unchanged", .takes = "n+", .truth = true, .same = true,
	  .help = N_("true if every figure and text of all these is what it "
		     "was last year") },
};
const size_t function_count = ARRAY_LEN(functions);

static const struct function *
find_function(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < function_count; i++)
		if (strlen(functions[i].name) == len &&
		    !memcmp(functions[i].name, name, len))
			return &functions[i];
	return NULL;
}

/* ---- words ---- */

enum token {
	T_END, T_NAME, T_NUMBER, T_STRING, T_SIGN, T_BAD,
};

struct parser {
	struct form *form;
	struct error *e;
	struct place place;	/* of the whole formula */
	const char *text, *at;
	enum token token;
	const char *start;	/* of the token */
	size_t len;
	int depth, nodes;
	bool failed;
};

static const char *const signs[] = {
	"<=", ">=", "<>", "!=", "=", "<", ">", "+", "-", "*", "(", ")", ",",
};

static bool
name_start(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
name_part(char c)
{
	return name_start(c) || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
next(struct parser *p)
{
	size_t i;

	while (*p->at == ' ' || *p->at == '\n' || *p->at == '\t')
		p->at++;
	p->start = p->at;
	if (!*p->at) {
		p->token = T_END;
	} else if (name_start(*p->at)) {
		p->token = T_NAME;
		while (name_part(*p->at))
			p->at++;
	} else if (digit(*p->at)) {
		p->token = T_NUMBER;
		while (digit(*p->at) || *p->at == '.')
			p->at++;
	} else if (*p->at == '"') {
		p->token = T_STRING;
		p->at++;
		while (*p->at && *p->at != '"')
			p->at++;
		if (*p->at)
			p->at++;
		else
			p->token = T_BAD;
	} else {
		p->token = T_BAD;
		for (i = 0; i < ARRAY_LEN(signs); i++) {
			size_t n = strlen(signs[i]);

			if (strncmp(p->at, signs[i], n))
				continue;
			p->token = T_SIGN;
			p->at += n;
			break;
		}
		if (p->token == T_BAD)
			p->at += text_next(p->at, strlen(p->at), 0);
	}
	p->len = (size_t)(p->at - p->start);
}

static bool
is(const struct parser *p, const char *word)
{
	return (p->token == T_SIGN || p->token == T_NAME) &&
	       strlen(word) == p->len && !memcmp(word, p->start, p->len);
}

static bool
take(struct parser *p, const char *word)
{
	if (!is(p, word))
		return false;
	next(p);
	return true;
}

static struct formula *
fail(struct parser *p, const char *wanted)
{
	if (!p->failed && p->token == T_END)
		error_add(p->e, p->place,
			  _("the formula '%s' ends too early: %s expected"),
			  p->text, wanted);
	else if (!p->failed)
		error_add(p->e, p->place,
			  _("in the formula '%s': '%.*s' where %s is expected"),
			  p->text, (int)p->len, p->start, wanted);
	p->failed = true;
	return NULL;
}

static struct formula *
node(struct parser *p, enum op op, struct formula *a, struct formula *b)
{
	struct formula *f;

	if (++p->nodes > FORMULA_NODES && !p->failed) {
		p->failed = true;
		error_add(p->e, p->place, _("the formula is too long"));
	}
	if (p->failed)
		return NULL;
	f = arena_alloc(&p->form->arena, sizeof *f);
	f->op = op;
	f->place = p->place;
	f->text = p->text;
	f->arg[0] = a;
	f->arg[1] = b;
	return f;
}

/* ---- the grammar, loosest binding first ---- */

static struct formula *parse_or(struct parser *p);

static struct formula *
parse_number(struct parser *p)
{
	struct formula *f = node(p, OP_NUMBER, NULL, NULL);
	int64_t units;
	int keyed;

	if (!f)
		return NULL;
	if (amount_parse(p->start, p->len, AMOUNT_PLACES, false, &units,
			 &keyed) != AMOUNT_OK)
		return fail(p, _("a number of at most nine digits and six "
				 "decimals"));
	f->number = units;
	next(p);
	return f;
}

static struct formula *
parse_string(struct parser *p)
{
	struct formula *f = node(p, OP_STRING, NULL, NULL);

	if (!f)
		return NULL;
	f->name = arena_strndup(&p->form->arena, p->start + 1, p->len - 2);
	next(p);
	return f;
}

static struct formula *
parse_call(struct parser *p, const struct function *function)
{
	struct formula *f = node(p, OP_CALL, NULL, NULL), **link;
	const char *takes = function->takes;

	if (!f)
		return NULL;
	f->function = function;
	link = &f->list;
	next(p);
	for (;;) {
		struct formula *a = p->token == T_STRING ? parse_string(p)
							 : parse_or(p);
		if (!a)
			return NULL;
		if (!*takes || a->op != (*takes == 's' ? OP_STRING : OP_NAME)) {
			error_add(p->e, p->place,
				  _("%s() takes a name%s; see gouji-form(5)"),
				  function->name,
				  strchr(function->takes, 's')
				  ? _(" and then words in quotation marks")
				  : "");
			p->failed = true;
			return NULL;
		}
		f->args++;
		*link = a;
		link = &a->next;
		if (takes[1] != '+')
			takes++;
		if (!take(p, ","))
			break;
	}
	if (*takes && (takes[1] != '+' ||
		       f->args < (int)strlen(function->takes) - 1))
		return fail(p, ",");
	if (!take(p, ")"))
		return fail(p, ")");
	return f;
}

static struct formula *
parse_name(struct parser *p)
{
	const char *start = p->start;
	size_t len = p->len;
	const struct function *function;
	struct formula *f;

	next(p);
	if (is(p, "(")) {
		function = find_function(start, len);
		if (function)
			return parse_call(p, function);
		p->failed = true;
		error_add(p->e, p->place, _("unknown function '%.*s'"),
			  (int)len, start);
		return NULL;
	}
	f = node(p, OP_NAME, NULL, NULL);
	if (f)
		f->name = arena_strndup(&p->form->arena, start, len);
	return f;
}

static struct formula *
parse_factor(struct parser *p)
{
	struct formula *f;

	if (p->failed)
		return NULL;
	if (p->token == T_NUMBER)
		return parse_number(p);
	if (take(p, "-"))
		return node(p, OP_NEGATE, parse_factor(p), NULL);
	if (take(p, "(")) {
		if (++p->depth > FORMULA_DEPTH)
			return fail(p, _("less nesting"));
		f = parse_or(p);
		p->depth--;
		if (f && !take(p, ")"))
			return fail(p, ")");
		return f;
	}
	if (p->token == T_NAME)
		return parse_name(p);
	return fail(p, _("a name or a number"));
}

static struct formula *
parse_term(struct parser *p)
{
	struct formula *f = parse_factor(p);

	while (f && take(p, "*"))
		f = node(p, OP_MULTIPLY, f, parse_factor(p));
	return f;
}

static struct formula *
parse_sum(struct parser *p)
{
	struct formula *f = parse_term(p);

	while (f) {
		if (take(p, "+"))
			f = node(p, OP_ADD, f, parse_term(p));
		else if (take(p, "-"))
			f = node(p, OP_SUBTRACT, f, parse_term(p));
		else
			break;
	}
	return f;
}

static struct formula *
parse_comparison(struct parser *p)
{
	struct formula *f = parse_sum(p);
	enum relation r;

	for (r = REL_EQ; f && r <= REL_GE; r++) {
		if (!take(p, relation_sign(r)) &&
		    (r != REL_NE || !take(p, "!=")))
			continue;
		f = node(p, OP_COMPARE, f, parse_sum(p));
		if (f)
			f->relation = r;
		break;
	}
	return f;
}

static struct formula *
parse_not(struct parser *p)
{
	struct formula *f;

	if (!is(p, "not"))
		return parse_comparison(p);
	next(p);
	if (++p->depth > FORMULA_DEPTH)
		return fail(p, _("less nesting"));
	f = parse_not(p);
	p->depth--;
	return node(p, OP_NOT, f, NULL);
}

static struct formula *
parse_and(struct parser *p)
{
	struct formula *f = parse_not(p);

	while (f && take(p, "and"))
		f = node(p, OP_AND, f, parse_not(p));
	return f;
}

static struct formula *
parse_or(struct parser *p)
{
	struct formula *f = parse_and(p);

	while (f && take(p, "or"))
		f = node(p, OP_OR, f, parse_and(p));
	return f;
}

const struct formula *
formula_parse(struct form *f, const char *text, struct place place,
	      struct error *e)
{
	struct parser p = { .form = f, .e = e, .place = place };
	struct formula *result;

	if (strlen(text) > FORMULA_LENGTH) {
		error_add(e, place, _("the formula is longer than %d bytes"),
			  FORMULA_LENGTH);
		return NULL;
	}
	p.text = p.at = arena_strdup(&f->arena, text);
	next(&p);
	result = parse_or(&p);
	if (result && p.token != T_END)
		result = fail(&p, _("the end or a sign"));
	return p.failed ? NULL : result;
}

const char *
formula_text(const struct formula *formula)
{
	return formula->text;
}

bool
formula_asks_filled(const struct formula *f)
{
	if (f->op == OP_AND)
		return formula_asks_filled(f->arg[0]) &&
		       formula_asks_filled(f->arg[1]);
	return f->op == OP_CALL && f->function->filled;
}
