/* value.c - what a cell can hold */
#include "form/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

const struct value_type value_types[] = {
	{ .name = "count", .figure = true,
	  .help = N_("a whole number") },
	{ .name = "amount", .figure = true, .decimals = true,
	  .help = N_("an exact decimal") },
	{ .name = "year", .figure = true, .digits = 4,
	  .help = N_("a year of four digits") },
	{ .name = "text", .help = N_("a text") },
	{ .name = "measure", .measure = true,
	  .help = N_("a number with its unit behind it, kept as keyed") },
};
const size_t value_type_count = ARRAY_LEN(value_types);

const struct value_type *
value_type_find(const char *name)
{
	size_t i;

	for (i = 0; i < value_type_count; i++)
		if (!strcmp(value_types[i].name, name))
			return &value_types[i];
	return NULL;
}

void
value_release(struct value *v)
{
	free(v->text);
	*v = VALUE_NONE;
}

struct value
value_copy(const struct value *v)
{
	struct value copy = *v;

	if (v->text)
		copy.text = xstrdup(v->text);
	return copy;
}

bool
value_blank(const struct value *v)
{
	return v->state == VALUE_BLANK || v->state == VALUE_OPEN;
}

bool
value_equal(const struct value *a, const struct value *b)
{
	if (a->state != b->state)
		return false;
	if (a->state == VALUE_FIGURE)
		return a->units == b->units && a->keyed == b->keyed;
	if (a->state == VALUE_BLANK)
		return true;
	return !strcmp(a->text, b->text);
}

static const char *
complaint(enum amount_error e, const struct kind *kind)
{
	switch (e) {
	case AMOUNT_NEGATIVE:
		return _("may not be negative");
	case AMOUNT_PRECISE:
		return kind->places ? _("has too many decimal places")
				    : _("is not a whole number");
	case AMOUNT_LARGE:
		return _("has too many digits");
	default:
		return _("is not a number");
	}
}

/* ---- groups of three ---- */

#define DIGITS "0123456789"

/* Is TEXT a number whose whole part is in groups of three, all parted by the
 * same comma or blank?  The last group may be too short if TYPED.  A year has
 * no groups, and what could be decimals behind a comma is none: "0,123", and
 * "12,345" where a figure may have three decimals. */
static bool
is_grouped(const struct kind *kind, const char *text, bool typed)
{
	const char *at = text + (*text == '-' || *text == '+'), *first = at;
	size_t n = strspn(at, DIGITS);
	char sign = at[n];
	int groups = 0;

	if (!n || n > 3 || *first == '0' || kind->type->digits ||
	    (sign != ',' && sign != ' '))
		return false;
	for (at += n; *at == sign; at += 1 + n) {
		n = strspn(at + 1, DIGITS);
		groups++;
		if (n != 3)
			return typed && n < 3 && !at[1 + n];
	}
	if (sign == ',' && groups == 1 && kind->places > 2 && *at != '.')
		return typed && !*at;
	if (*at == '.')
		at += 1 + strspn(at + 1, DIGITS);
	return !*at;
}

/* TEXT without what parts its groups, if they are right. */
static char *
ungrouped(const struct kind *kind, const char *text, size_t len)
{
	char *plain = xstrndup(text, len), *to = plain;
	const char *from = plain;

	if (!is_grouped(kind, plain, false))
		return plain;
	for (; *from; from++)
		if (*from != ',' && *from != ' ')
			*to++ = *from;
	*to = '\0';
	return plain;
}

static bool
parse_figure(const struct kind *kind, const char *text, size_t len,
	     struct value *v, const char **why)
{
	char *plain = ungrouped(kind, text, len);
	enum amount_error e = amount_parse(plain, strlen(plain), kind->places,
					   kind->negative, &v->units,
					   &v->keyed);

	free(plain);
	if (e == AMOUNT_EMPTY)
		return true;
	if (e == AMOUNT_OK && kind->type->digits &&
	    (v->units >= amount_power(kind->type->digits) || v->units < 0))
		e = AMOUNT_LARGE;
	if (e != AMOUNT_OK) {
		*why = complaint(e, kind);
		return false;
	}
	v->state = VALUE_FIGURE;
	return true;
}

/* The length of the number at the start of TEXT, 0 if there is none, and how
 * many of it are DIGITS. */
static size_t
number_at(const char *text, size_t *digits)
{
	size_t whole = strspn(text, "0123456789"), places;

	*digits = whole;
	if (!whole || text[whole] != '.')
		return whole;
	places = strspn(text + whole + 1, "0123456789");
	*digits += places;
	return places ? whole + 1 + places : 0;
}

/* Is it one of the kind's units?  They are parted by ", ". */
static bool
known_unit(const struct kind *kind, const char *text, size_t len)
{
	const char *unit = kind->units ? kind->units : "";

	while (*unit) {
		size_t n = strcspn(unit, ",");

		if (n == len && !memcmp(unit, text, len))
			return true;
		unit += n;
		unit += strspn(unit, ", ");
	}
	return false;
}

/* Is TEXT, folded and trimmed, a measure?  Else *WHY says what it is not. */
static bool
is_measure(const struct kind *kind, const char *text, const char **why)
{
	bool minus = *text == '-';
	const char *number = text + minus, *unit;
	size_t digits, n = number_at(number, &digits);

	unit = number + n + strspn(number + n, " ");
	if (!n)
		*why = _("is not a number with its unit");
	else if (digits > AMOUNT_DIGITS)
		*why = complaint(AMOUNT_LARGE, kind);
	else if (minus && !kind->negative)
		*why = complaint(AMOUNT_NEGATIVE, kind);
	else if (*unit && !known_unit(kind, unit, strlen(unit)))
		*why = _("ends in no unit that this cell takes");
	else
		return true;
	return false;
}

/* The same as ungrouped() of a number with its unit. */
static char *
ungrouped_measure(const struct kind *kind, const char *text, size_t len)
{
	struct buf plain = BUF_INIT;
	char *whole = xstrndup(text, len);
	size_t n = strspn(whole, DIGITS "-., ");
	char *number;

	while (n && whole[n - 1] == ' ')
		n--;
	number = ungrouped(kind, whole, n);
	buf_addf(&plain, "%s%s", number, whole + n);
	free(number);
	free(whole);
	return buf_detach(&plain);
}

static bool
parse_text(const struct kind *kind, const char *text, size_t len,
	   struct value *v, const char **why)
{
	if (kind->lines == 1)
		text_trim(&text, &len);
	if (!len)
		return true;
	if (kind->lines == 1 && memchr(text, '\n', len)) {
		*why = _("has more than one line");
		return false;
	}
	v->state = VALUE_TEXT;
	v->text = kind->type->measure ? ungrouped_measure(kind, text, len)
				      : xstrndup(text, len);
	if (!kind->type->measure || is_measure(kind, v->text, why))
		return true;
	value_release(v);
	return false;
}

bool
value_parse(const struct kind *kind, const char *text, size_t len,
	    struct value *v, const char **why)
{
	struct buf folded = BUF_INIT;
	const char *start;
	bool ok;

	*v = VALUE_NONE;
	if (!kind_input(kind))
		return parse_text(kind, text, len, v, why);
	text_fold(&folded, text, len);
	start = folded.text;
	len = folded.len;
	text_trim(&start, &len);
	ok = kind->type->figure ? parse_figure(kind, start, len, v, why)
				: parse_text(kind, start, len, v, why);
	buf_release(&folded);
	return ok;
}

bool
kind_input(const struct kind *kind)
{
	return kind->type->figure || kind->type->measure;
}

enum value_state
value_text_state(const struct kind *kind, const char *text)
{
	const char *why;

	if (!*text)
		return VALUE_BLANK;
	return kind->type->measure && !is_measure(kind, text, &why)
		       ? VALUE_OPEN : VALUE_TEXT;
}

static bool
is_open(const struct kind *kind, const char *text)
{
	if (!strcmp(text, "-") || !strcmp(text, "-."))
		return kind->negative;
	if (!strcmp(text, "."))
		return kind->places > 0;
	return is_grouped(kind, text, true);
}

bool
value_parse_typed(const struct kind *kind, const char *text, size_t len,
		  struct value *v, const char **why)
{
	struct buf plain = BUF_INIT;
	char *typed = xstrndup(text, len);
	bool ok = value_parse(kind, text, len, v, why);
	bool open;

	/* 7.0 in a file is 7; of a hand a point is a slip */
	if (ok && kind->type->figure && !kind->places && strchr(typed, '.')) {
		*why = complaint(AMOUNT_PRECISE, kind);
		ok = false;
	}
	open = !ok && kind->type->figure && is_open(kind, typed);

	open = open || (!ok && kind->type->measure && !strchr(typed, '\n'));
	if (open) {
		*v = (struct value){ .state = VALUE_OPEN, .text = typed };
		return true;
	}
	if (!ok) {
		free(typed);
		return false;
	}
	if (v->state == VALUE_FIGURE) {
		value_format(kind, v, &plain);
		if (strcmp(plain.text, typed)) {
			v->text = typed;
			typed = NULL;
		}
		buf_release(&plain);
	}
	free(typed);
	return true;
}

void
value_format(const struct kind *kind, const struct value *v, struct buf *out)
{
	if (v->state == VALUE_FIGURE && !v->text)
		amount_format(out, v->units, kind->places, v->keyed);
	else if (v->state != VALUE_BLANK)
		buf_add(out, v->text);
}
