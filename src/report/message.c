/*
 * message.c - a rule's own words, with figures in them
 *
 * "{column}: {new} came in, {difference} are not accounted for" is cut into
 * pieces once for each check; a name in braces is bound as in the formula.
 */
#include <string.h>

#include "base/i18n.h"
#include "report/finding.h"
#include "report/previous-year.h"
#include "form/finish.h"
#include "report/reference.h"

enum piece_type {
	PIECE_WORDS, PIECE_ROW, PIECE_COLUMN, PIECE_LEFT, PIECE_RIGHT,
	PIECE_DIFFERENCE, PIECE_REGION,
};

struct piece {
	enum piece_type type;
	const char *words;
	size_t len;
	struct ref ref;
	const struct piece *next;
};

struct message {
	const struct piece *piece[FORM_LANGS];
};

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

static void
write_term(const struct report *r, const struct ref *ref, struct buf *out)
{
	const struct form *f = report_form(r);
	const struct region *region = &ref->region;
	const struct block *b = &f->block[region->block];
	int row = region->row < 0 ? 0 : b->rows.line[region->row].first;
	int column = region->column < 0 ? 0
					: b->cols.line[region->column].first;
	int cell = block_cell(b, row, column);

	if (form_kind_of(f, cell)->type->figure)
		amount_format(out, report_term(r, ref), f->places, 0);
	else if (ref->previous)
		buf_add(out, report_previous(r)
				     ? previous_text(report_previous(r), cell)
				     : "");
	else
		report_read(r, cell, out);
}

static void
write_line(const struct axis *a, int leaf, int lang, struct buf *out)
{
	buf_add(out, label_brief(&axis_leaf(a, leaf)->label, lang));
}

static void
write_piece(const struct piece *p, const struct report *r, int check, int lang,
	    struct buf *out)
{
	const struct form *f = report_form(r);
	const struct check *c = &f->check[check];
	wide left = 0, right = 0;

	report_sides(r, check, &left, &right);
	switch (p->type) {
	case PIECE_WORDS:
		buf_addn(out, p->words, p->len);
		break;
	case PIECE_ROW:
		if (c->row >= 0)
			write_line(&f->block[c->block].rows, c->row, lang, out);
		break;
	case PIECE_COLUMN:
		if (c->column >= 0)
			write_line(&f->block[c->block].cols, c->column, lang,
				   out);
		break;
	case PIECE_LEFT:
		amount_format(out, left, f->places, 0);
		break;
	case PIECE_RIGHT:
		amount_format(out, right, f->places, 0);
		break;
	case PIECE_DIFFERENCE:
		amount_format(out, left - right, f->places, 0);
		break;
	case PIECE_REGION:
		write_term(r, &p->ref, out);
		break;
	}
}

void
message_write(const struct message *say, const struct report *r, int check,
	      int lang, struct buf *out)
{
	const struct piece *p = say->piece[lang];
	int i;

	for (i = 0; !p && i < FORM_LANGS; i++)
		p = say->piece[i];
	for (; p; p = p->next)
		write_piece(p, r, check, lang, out);
}
