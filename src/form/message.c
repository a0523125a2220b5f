/* message.c - the words of a rule, as the form is finished */
#include "form/message.h"

#include <string.h>

#include "base/i18n.h"
#include "form/finish.h"

static const struct {
	const char *name;
	enum piece_type type;
} words[] = {
	{ "row", PIECE_ROW }, { "column", PIECE_COLUMN },
	{ "left", PIECE_LEFT }, { "right", PIECE_RIGHT },
	{ "difference", PIECE_DIFFERENCE },
};

/* Does the rule have what the word stands for? */
static bool
has(const struct binding *b, enum piece_type type)
{
	const struct check *c = &b->form->check[b->check];

	switch (type) {
	case PIECE_ROW:
		return c->row >= 0;
	case PIECE_COLUMN:
		return c->column >= 0;
	default:
		return c->left >= 0;
	}
}

static bool
bind_braces(struct binding *b, struct piece *p, const char *name, size_t len)
{
	const char *copy = arena_strndup(&b->form->arena, name, len);
	size_t i;

	for (i = 0; i < ARRAY_LEN(words); i++) {
		if (strcmp(words[i].name, copy))
			continue;
		p->type = words[i].type;
		return has(b, p->type) ||
		       error_add(b->e, b->rule->place,
				 _("say: this rule has no {%s}"), copy);
	}
	p->type = PIECE_REGION;
	return name_resolve_term(b, copy, b->rule->place, &p->ref);
}

static const struct piece *
bind_text(struct binding *b, const char *text)
{
	const struct piece *first = NULL, **link = &first;

	while (*text) {
		struct piece *p = arena_alloc(&b->form->arena, sizeof *p);
		const char *end;

		if (*text == '{' && (end = strchr(text, '}'))) {
			if (!bind_braces(b, p, text + 1,
					 (size_t)(end - text - 1)))
				return NULL;
			text = end + 1;
		} else {
			p->words = text;
			p->len = 1 + strcspn(text + 1, "{");
			text += p->len;
		}
		*link = p;
		link = &p->next;
	}
	return first;
}

const struct message *
message_bind(struct binding *b, const struct label *say)
{
	struct message *s = NULL;
	size_t before = error_count(b->e);
	int i;

	/* what is wrong is likely wrong in every language: say it once */
	for (i = 0; i < FORM_LANGS && error_count(b->e) == before; i++) {
		if (!say->text[i])
			continue;
		if (!s)
			s = arena_alloc(&b->form->arena, sizeof *s);
		s->piece[i] = bind_text(b, say->text[i]);
	}
	return s;
}
