/*
 * quote-scan.c - numbers in a text, and the words that they stand beside
 *
 * A text is folded once into its characters; its numbers are then read from
 * the start to the end.  What is looked at around a number is bounded, so the
 * work goes with the length of the text.
 */
#include "form/quote-scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

struct scan {
	const struct form *form;
	int cell;
	unsigned *c;		/* the characters of the text */
	size_t *at;		/* the byte of each, and its end */
	int n;
	int sentence, part, clause;	/* where that of now begins */
	int year;
	struct quotes *out;
};

struct number {
	int from, to;		/* characters [from, to) */
	bool good;
	int64_t digits;		/* all of them, as one number */
	int decimals, figures;
};

enum side { BEFORE, AFTER };

/* ---- characters ---- */

static bool
among(unsigned c, const unsigned *set)
{
	while (*set && *set != c)
		set++;
	return c && *set;
}

static bool
digit(unsigned c)
{
	return c >= '0' && c <= '9';
}

static bool
ends_sentence(unsigned c)
{
	static const unsigned ends[] = { '\n', 0x3002, '!', '?', 0 };

	return among(c, ends);
}

static bool
ends_part(unsigned c)
{
	return c == ';' || ends_sentence(c);
}

static bool
ends_clause(unsigned c)
{
	static const unsigned ends[] = { 0xff0c, ',', ':', '(', ')', 0 };

	return among(c, ends) || ends_part(c);
}

/* Can … stand for it? */
static bool
fills(unsigned c)
{
	return !digit(c) && !ends_clause(c) && c != 0x3001 && c != '{' &&
	       c != '}';
}

static unsigned
glyph(const struct scan *s, int i)
{
	return i >= 0 && i < s->n ? s->c[i] : '\n';
}

static void
fold(struct scan *s, const char *text)
{
	size_t len = strlen(text), at = 0, step;

	s->c = xcalloc(len + 1, sizeof *s->c);
	s->at = xcalloc(len + 1, sizeof *s->at);
	while (at < len) {
		unsigned c = quote_fold(text_char(text, len, at, &step));

		/* the point behind a sentence, not the one in a number */
		if (c == '.' && strchr(" \n", text[at + 1]))
			c = 0x3002;
		if (c) {
			s->c[s->n] = c;
			s->at[s->n++] = at;
		}
		at += step;
	}
	s->at[s->n] = len;
}

/* ---- numbers ---- */

static bool
take_digits(const struct scan *s, struct number *n, int most)
{
	int i;

	for (i = 0; i < most && digit(glyph(s, n->to)); i++, n->to++) {
		if (++n->figures > AMOUNT_DIGITS)
			n->good = false;
		if (n->good)
			n->digits = n->digits * 10 + (glyph(s, n->to) - '0');
	}
	return i > 0;
}

/* A comma and three digits, no more? */
static bool
thousands(const struct scan *s, int at)
{
	return (glyph(s, at) == ',' || glyph(s, at) == 0xff0c) &&
	       digit(glyph(s, at + 1)) && digit(glyph(s, at + 2)) &&
	       digit(glyph(s, at + 3)) && !digit(glyph(s, at + 4));
}

/* Does what stands before a number make it a part of something else? */
static bool
goes_on(const struct scan *s, int from)
{
	static const unsigned joins[] = {
		'-', 0x2013, 0x2014, 0x2212, '~', '.', '/', '$', '#', '%', '_',
		0x81f3, 0x6216, 0	/* 至 或 */
	};
	unsigned c = glyph(s, from - 1);
	bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

	if (c > 0x2fff)
		return among(c, joins) && digit(glyph(s, from - 2));
	return among(c, joins) ||
	       (letter && s->at[from] == s->at[from - 1] + 1);
}

/* The number that begins at FROM, to its very end even if it is none. */
static struct number
number_at(const struct scan *s, int from)
{
	struct number n = { .from = from, .to = from, .good = true };
	bool tail = false;

	take_digits(s, &n, s->n);
	if (n.figures <= 3)
		while (thousands(s, n.to)) {
			n.to++;
			take_digits(s, &n, 3);
		}
	if (glyph(s, n.to) == '.' && digit(glyph(s, n.to + 1))) {
		int before = n.figures;

		n.to++;
		take_digits(s, &n, s->n);
		n.decimals = n.figures - before;
	}
	while ((glyph(s, n.to) == '.' || glyph(s, n.to) == ',') &&
	       digit(glyph(s, n.to + 1))) {
		tail = true;
		n.to++;
		take_digits(s, &n, s->n);
	}
	n.good = n.good && !tail && n.decimals <= AMOUNT_PLACES &&
		 !goes_on(s, from);
	return n;
}

/* A year is said: that of the sentence so far, or more than one. */
static void
note_year(struct scan *s, const struct number *n)
{
	static const unsigned follow[] = {
		0x5e74, '-', 0x2013, 0x2014, '~', 0x81f3, 0x5230, 0
	};		/* 年 - – — ~ 至 到 */

	if (n->to - n->from != 4 || n->digits < 1900 || n->digits > 2099 ||
	    !among(glyph(s, n->to), follow))
		return;
	if (s->year == QUOTE_YEAR_NONE)
		s->year = (int)n->digits;
	else if (s->year != n->digits)
		s->year = QUOTE_YEAR_SEVERAL;
}

/* The value in units of the form's places when the number stands for so many
 * times 10^POWER; false if it has no such. */
static bool
value_of(const struct form *f, const struct number *n, int power,
	 struct quote_found *q)
{
	int shift = power - n->decimals + f->places;
	int64_t cut;

	if (shift >= 0) {
		q->step = amount_power(shift);
		q->units = (wide)n->digits * q->step;
		return true;
	}
	cut = amount_power(-shift);
	q->step = 1;
	q->units = n->digits / cut;
	return n->digits % cut == 0;
}

/* ---- words beside a number ---- */

/* How many characters of words match up to each distance from the number;
 * -1: it cannot be reached. */
struct reach {
	int said[QUOTE_REACH + 1];
	int most;		/* the farthest that is reached */
};

static unsigned
beside(const struct scan *s, int edge, enum side side, int distance)
{
	return glyph(s, side == BEFORE ? edge - 1 - distance : edge + distance);
}

static bool
stands(const struct scan *s, int edge, enum side side, int distance,
       const struct quote_string *w)
{
	int i;

	if (distance + w->n > QUOTE_REACH)
		return false;
	for (i = 0; i < w->n; i++)
		if (beside(s, edge, side, distance + i) !=
		    w->c[side == BEFORE ? w->n - 1 - i : i])
			return false;
	return true;
}

static void
arrive(struct reach *r, int distance, int said)
{
	if (said <= r->said[distance])
		return;
	r->said[distance] = said;
	if (distance > r->most)
		r->most = distance;
}

/* What can be reached from R by PART; false if nothing. */
static bool
follow_part(const struct scan *s, int edge, enum side side,
	    const struct quote_part *part, struct reach *r)
{
	struct reach next;
	int d, i;

	memset(next.said, -1, sizeof next.said);
	next.most = -1;
	for (d = 0; d <= r->most; d++) {
		if (r->said[d] < 0)
			continue;
		for (i = 0; i < part->choices; i++)
			if (stands(s, edge, side, d, &part->choice[i]))
				arrive(&next, d + part->choice[i].n,
				       r->said[d] + part->choice[i].n);
		if (part->choices)
			continue;
		for (i = 0; i <= QUOTE_GAP && d + i <= QUOTE_REACH; i++) {
			arrive(&next, d + i, r->said[d]);
			if (!fills(beside(s, edge, side, d + i)))
				break;
		}
	}
	*r = next;
	return r->most >= 0;
}

/* Can PART stand right at EDGE?  Most words are told apart here. */
static bool
begins(const struct scan *s, int edge, enum side side,
       const struct quote_part *part)
{
	int i;

	for (i = 0; i < part->choices; i++)
		if (stands(s, edge, side, 0, &part->choice[i]))
			return true;
	return !part->choices;
}

/* The characters of words that match on one side, *FAR how far they go; -1 if
 * they do not. */
static int
match_side(const struct scan *s, const struct quote_words *w, int edge,
	   enum side side, int *far)
{
	struct reach r;
	int i, best = -1;

	if (w->parts[side] && !begins(s, edge, side, &w->part[side][0]))
		return -1;
	memset(r.said, -1, sizeof r.said);
	r.said[0] = r.most = 0;
	for (i = 0; i < w->parts[side]; i++)
		if (!follow_part(s, edge, side, &w->part[side][i], &r))
			return -1;
	for (i = 0; i <= r.most; i++)
		if (r.said[i] > best) {
			best = r.said[i];
			*far = i;
		}
	return best;
}

/* Ten thousand or a hundred million behind a number. */
static int
power_of(unsigned c)
{
	return c == 0x4e07 ? 4 : c == 0x4ebf ? 8 : 0;
}

struct match {
	const struct quote *quote;
	const struct quote_words *words;
	int check;
	int said;
	int from, to;		/* the words and what is between them */
	int end;		/* of the number, its 万 too */
	int power;
};

/* Do these words stand around N, and say more than those of M? */
static void
try_words(const struct scan *s, const struct number *n, int check,
	  const struct quote_words *w, struct match *m)
{
	int power = 0, far = 0, back = 0, before, after;

	after = match_side(s, w, n->to, AFTER, &far);
	if (after < 0) {
		power = power_of(glyph(s, n->to));
		if (!power)
			return;
		after = match_side(s, w, n->to + 1, AFTER, &far);
	}
	if (after < 0)
		return;
	before = match_side(s, w, n->from, BEFORE, &back);
	if (before < 0 || before + after <= m->said)
		return;
	*m = (struct match){
		.quote = s->form->check[check].rule->quote, .words = w,
		.check = check, .said = before + after, .power = power,
		.from = n->from - back, .end = n->to + (power > 0),
	};
	m->to = m->end + far;
}

static void
try_checks(const struct scan *s, const struct number *n, struct match *m)
{
	const struct form *f = s->form;
	int i, j;

	for (i = f->watch_at[s->cell]; i < f->watch_at[s->cell + 1]; i++) {
		const struct check *c = &f->check[f->watch[i]];

		for (j = 0; c->type == CHECK_QUOTE && j < c->rule->quote->count;
		     j++)
			try_words(s, n, f->watch[i], &c->rule->quote->words[j],
				  m);
	}
}

/* ---- what shuts a number out ---- */

/* Does W stand among the characters [FROM, TO) of C? */
static bool
stands_in(const unsigned *c, int from, int to, const struct quote_string *w)
{
	for (; from + w->n <= to; from++)
		if (!memcmp(c + from, w->c, (size_t)w->n * sizeof *c))
			return true;
	return false;
}

/* A word that is part of the words themselves shuts out nothing. */
static bool
own_word(const struct quote_words *w, const struct quote_string *s)
{
	const struct quote_string *own;
	int side, i, j;

	for (side = BEFORE; side <= AFTER; side++)
		for (i = 0; i < w->parts[side]; i++)
			for (j = 0; j < w->part[side][i].choices; j++) {
				own = &w->part[side][i].choice[j];
				if (stands_in(own->c, 0, own->n, s))
					return true;
			}
	return false;
}

/* One of the words of LIST between FROM and TO, none that is W's own. */
static bool
any_in(const struct scan *s, int from, int to, const struct quote_list *list,
       const struct quote_words *w)
{
	int i;

	for (i = 0; i < list->count; i++)
		if (stands_in(s->c, from, to, &list->string[i]) &&
		    !(w && own_word(w, &list->string[i])))
			return true;
	return false;
}

/* Where END comes first from AT on, or a digit if DIGITS. */
static int
end_of(const struct scan *s, int at, bool (*end)(unsigned c), bool digits)
{
	int most = at + QUOTE_SCOPE;

	while (at < s->n && at < most && !end(s->c[at]) &&
	       !(digits && digit(s->c[at])))
		at++;
	return at;
}

static int
scope(int from, int number)
{
	return from < number - QUOTE_SCOPE ? number - QUOTE_SCOPE : from;
}

static bool
shut_out(const struct scan *s, const struct number *n, const struct match *m)
{
	const struct quote *q = m->quote;
	int clause_end = end_of(s, m->end, ends_clause, true);
	int end = end_of(s, m->end, ends_sentence, false);

	if (any_in(s, scope(s->clause, n->from), clause_end, &q->not,
		   m->words) ||
	    any_in(s, scope(s->part, n->from), n->from, &q->skip,
		   m->words))
		return true;
	return q->with.count && !any_in(s, scope(s->sentence, n->from), end,
					&q->with, NULL);
}

/* ---- a text ---- */

static size_t
byte_end(const struct scan *s, int i)
{
	return i >= s->n ? s->at[s->n]
			 : i > 0 && s->c[i - 1] == '\n' ? s->at[i - 1]
			 : s->at[i];
}

static void
keep(struct scan *s, const struct number *n, const struct match *m)
{
	struct quote_found q = {
		.check = m->check, .cell = s->cell, .year = s->year,
	};
	struct quotes *out = s->out;

	if (!value_of(s->form, n, m->power, &q))
		return;
	q.at = s->at[n->from];
	q.len = byte_end(s, m->end) - q.at;
	q.words_at = s->at[m->from];
	q.words_len = byte_end(s, m->to) - q.words_at;
	q.said = any_in(s, scope(s->sentence, n->from),
			end_of(s, m->end, ends_sentence, false),
			&m->quote->said, NULL);
	ARRAY_GROW(out->found, out->count, out->room);
	out->found[out->count++] = q;
}

/* Looks at the number at AT; returns where it ends. */
static int
take_number(struct scan *s, int at)
{
	struct number n = number_at(s, at);
	struct match m = { .said = 0 };

	note_year(s, &n);
	if (n.good)
		try_checks(s, &n, &m);
	if (m.said && !shut_out(s, &n, &m))
		keep(s, &n, &m);
	s->clause = n.to;
	return n.to;
}

/* Where the reference that opens at AT ends; the next character if it is
 * none. */
static int
skip_braces(const struct scan *s, int at)
{
	int i;

	for (i = at + 1; i < s->n && i < at + QUOTE_SCOPE; i++) {
		if (s->c[i] == '}')
			return i + 1;
		if (s->c[i] == '{' || s->c[i] == '\n')
			break;
	}
	return at + 1;
}

static int
take(struct scan *s, int at)
{
	unsigned c = s->c[at];

	if (digit(c))
		return take_number(s, at);
	if (c == '{')
		return skip_braces(s, at);
	at++;
	if (ends_clause(c))
		s->clause = at;
	if (ends_part(c))
		s->part = at;
	if (ends_sentence(c)) {
		s->sentence = at;
		s->year = QUOTE_YEAR_NONE;
	}
	return at;
}

static void
scan_text(const struct form *f, int cell, const char *text, struct quotes *out)
{
	struct scan s = { .form = f, .cell = cell, .out = out };
	int at = 0;

	fold(&s, text);
	while (at < s.n)
		at = take(&s, at);
	free(s.c);
	free(s.at);
}

bool
quote_watches(const struct form *f, int cell)
{
	int i;

	for (i = f->watch_at[cell]; i < f->watch_at[cell + 1]; i++)
		if (f->check[f->watch[i]].type == CHECK_QUOTE)
			return true;
	return false;
}

void
quote_scan(struct quotes *q, const struct form *f, int cell, const char *text)
{
	struct quotes own = { .found = NULL };
	int from = 0, to, i;

	scan_text(f, cell, text, &own);
	while (from < q->count && q->found[from].cell < cell)
		from++;
	for (to = from; to < q->count && q->found[to].cell == cell;)
		to++;
	for (i = 0; i < own.count - (to - from); i++)
		ARRAY_GROW(q->found, q->count + i, q->room);
	if (q->count > to)
		memmove(&q->found[from + own.count], &q->found[to],
			(size_t)(q->count - to) * sizeof *q->found);
	if (own.count)
		memcpy(&q->found[from], own.found,
		       (size_t)own.count * sizeof *q->found);
	q->count += own.count - (to - from);
	free(own.found);
}

void
quote_release(struct quotes *q)
{
	free(q->found);
	*q = (struct quotes){ .found = NULL };
}

/* ---- against the figures ---- */

/* A number that was rounded to what is written is right, cut off as well. */
static bool
equals(const struct quote_found *q, wide figure)
{
	return 2 * figure >= 2 * q->units - q->step &&
	       figure < q->units + q->step;
}

enum quote_verdict
quote_judge(const struct quote_found *q, const struct quote_figures *f)
{
	if (q->year != QUOTE_YEAR_NONE && q->year != f->year)
		return QUOTE_ASIDE;
	if (!f->known)
		return QUOTE_WAITS;
	if (equals(q, f->figure))
		return QUOTE_RIGHT;
	if (!f->other_known || !equals(q, f->other))
		return QUOTE_WRONG;
	return q->said ? QUOTE_RIGHT : QUOTE_OTHER;
}
