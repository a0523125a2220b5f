/* quote-words.c - the words that tie a number to a figure, as they are read */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "form/quote-scan.h"

unsigned
quote_fold(unsigned c)
{
	/* a full-width comma also parts clauses, so it stays apart */
	if (c >= 0xff01 && c <= 0xff5e && c != 0xff0c)
		return c - 0xfee0;
	if (c == ' ' || c == '\t' || c == '\r' || c == 0xa0 || c == 0x3000)
		return 0;
	return c;
}

/* The characters of LEN bytes of TEXT. */
static struct quote_string
fold(struct form *f, const char *text, size_t len)
{
	unsigned *c = arena_array(&f->arena, len + 1, sizeof *c);
	struct quote_string s = { .c = c };
	size_t at = 0, step;

	while (at < len) {
		unsigned folded = quote_fold(text_char(text, len, at, &step));

		if (folded)
			c[s.n++] = folded;
		at += step;
	}
	return s;
}

bool
quote_parse_string(struct form *f, const char *text, struct place place,
		   struct quote_string *s, struct error *e)
{
	*s = fold(f, text, strlen(text));
	s->text = text;
	return s->n || error_add(e, place, _("empty words would stand "
					     "everywhere; write some"));
}

struct parser {
	struct form *form;
	struct error *e;
	struct quote_words *words;
	struct quote_part part[QUOTE_PARTS];	/* as they are written */
	int parts;
	int number;		/* parts before {n}; -1: none yet */
};

static bool
wrong(struct parser *p, const char *what)
{
	return error_add(p->e, p->words->place, "%s", what);
}

static bool
add_part(struct parser *p, struct quote_part part)
{
	if (p->parts == QUOTE_PARTS)
		return error_add(p->e, p->words->place,
				 _("more than %d parts in one entry of words; "
				   "make two of it"), QUOTE_PARTS);
	p->part[p->parts++] = part;
	return true;
}

/* The choices within braces, LEN bytes parted by '|'. */
static bool
add_choices(struct parser *p, const char *text, size_t len)
{
	struct quote_string *choice;
	size_t at = 0, end;
	int n = 1;

	for (at = 0; at < len; at++)
		n += text[at] == '|';
	if (n > QUOTE_CHOICES)
		return error_add(p->e, p->words->place,
				 _("more than %d choices in braces"),
				 QUOTE_CHOICES);
	choice = arena_array(&p->form->arena, (size_t)n, sizeof *choice);
	for (at = 0, n = 0; at <= len; at = end + 1) {
		const char *bar = memchr(text + at, '|', len - at);

		end = bar ? (size_t)(bar - text) : len;
		choice[n++] = fold(p->form, text + at, end - at);
	}
	return add_part(p, (struct quote_part){ choice, n });
}

/* What stands in braces: LEN bytes of TEXT, without them. */
static bool
add_braces(struct parser *p, const char *text, size_t len)
{
	if (len != 1 || *text != 'n')
		return add_choices(p, text, len);
	if (p->number >= 0)
		return wrong(p, _("{n} appears twice; one number is looked "
				  "for"));
	p->number = p->parts;
	return true;
}

static bool
add_literal(struct parser *p, const char *text, size_t len)
{
	struct quote_string s = fold(p->form, text, len), *choice;

	if (!s.n)
		return true;
	choice = arena_alloc(&p->form->arena, sizeof *choice);
	*choice = s;
	return add_part(p, (struct quote_part){ choice, 1 });
}

static bool
split(struct parser *p, const char *text)
{
	static const char gap[] = "…";
	bool ok = true;

	while (ok && *text) {
		const char *end;

		if (*text == '{') {
			end = strchr(text, '}');
			if (!end)
				return wrong(p, _("'{' without '}' in the "
						  "words"));
			ok = add_braces(p, text + 1, (size_t)(end - text - 1));
			text = end + 1;
		} else if (!strncmp(text, gap, sizeof gap - 1)) {
			ok = add_part(p, (struct quote_part){ NULL, 0 });
			text += sizeof gap - 1;
		} else {
			for (end = text; *end && *end != '{' &&
					 strncmp(end, gap, sizeof gap - 1);)
				end++;
			ok = add_literal(p, text, (size_t)(end - text));
			text = end;
		}
	}
	return ok;
}

/* Does a part have words in every choice? */
static bool
says_something(const struct quote_part *part)
{
	int i;

	for (i = 0; i < part->choices; i++)
		if (!part->choice[i].n)
			return false;
	return part->choices > 0;
}

bool
quote_parse_words(struct form *f, const char *text, struct place place,
		  struct quote_words *w, struct error *e)
{
	struct parser p = { .form = f, .e = e, .words = w, .number = -1 };
	bool unit = false;
	int i;

	*w = (struct quote_words){ .place = place, .text = text };
	if (!split(&p, text))
		return false;
	if (p.number < 0)
		return error_add(e, place,
				 _("'%s' has no {n}, where the number stands"),
				 text);
	for (i = p.number; i < p.parts; i++)
		unit = unit || says_something(&p.part[i]);
	if (!unit)
		return error_add(e, place,
				 _("in '%s': after {n}, say what is counted; "
				   "numbers alone are everywhere"), text);
	if (!p.part[p.parts - 1].choices ||
	    (p.number > 0 && !p.part[0].choices))
		return error_add(e, place,
				 _("in '%s': a gap stands between words, "
				   "not at an end"), text);
	for (i = 0; i < p.parts; i++) {
		int side = i >= p.number;

		w->part[side][side ? i - p.number : p.number - 1 - i] =
			p.part[i];
		w->parts[side]++;
	}
	return true;
}
