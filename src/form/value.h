/*
 * value.h - what a cell can hold
 *
 * A kind is what a form says of its cells: a type (a row of the table in
 * value.c), decimal places, a sign, a unit.  A value is blank, a figure or a
 * text.  A figure remembers with how many decimals it was keyed and is
 * printed with them.  While it is being typed it may also be *open*: a lone
 * minus or point, which is stored, journaled and undone like the rest, and
 * counts as blank.
 *
 * A measure is a text: a number with its unit behind it, "12.5 t", as it was
 * keyed.  Nothing adds it up, but it is filled in like a figure, and what is
 * none, or not yet, is open.
 */
#ifndef FORM_VALUE_H
#define FORM_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/amount.h"
#include "base/buf.h"

#define FORM_LANGS 4		/* languages of a form at most */

/* A text in the languages of a form; NULL where it has none. */
struct label {
	const char *text[FORM_LANGS];
	const char *brief[FORM_LANGS];	/* the short form */
};

struct value_type {
	const char *name;	/* as a form writes it */
	bool figure;		/* a number, else a text */
	bool measure;		/* a text that is a number with its unit */
	bool decimals;		/* may have decimal places */
	int digits;		/* digits at most; 0: AMOUNT_DIGITS */
	const char *help;	/* one line for gouji-form(5) and help */
};

extern const struct value_type value_types[];
extern const size_t value_type_count;

const struct value_type *value_type_find(const char *name);

struct kind {
	const struct value_type *type;
	int places;		/* decimal places, 0 to AMOUNT_PLACES */
	bool negative;		/* may be below zero */
	int lines;		/* of a text: lines at most; 0: any number */
	const char *units;	/* of a measure: those that may stand in the
				 * cell, parted by ", "; else NULL */
	struct label unit;
};

enum value_state { VALUE_BLANK, VALUE_FIGURE, VALUE_TEXT, VALUE_OPEN };

struct value {
	enum value_state state;
	int keyed;		/* decimals as keyed */
	int64_t units;		/* in units of the kind's last place */
	char *text;		/* VALUE_TEXT: the text; VALUE_OPEN, and a
				 * figure still being typed: as typed; else
				 * NULL */
};

#define VALUE_NONE ((struct value){ .state = VALUE_BLANK })

void value_release(struct value *v);
/* A copy with a text of its own. */
struct value value_copy(const struct value *v);
/* True if nothing is keyed, or nothing yet that is a value. */
bool value_blank(const struct value *v);
bool value_equal(const struct value *a, const struct value *b);

/* Reads TEXT as a value of KIND into V, which the caller releases.  Blanks
 * around it and full-width characters are accepted; an empty TEXT is blank.
 * False if it is none; *WHY is then a translated half sentence. */
bool value_parse(const struct kind *kind, const char *text, size_t len,
		 struct value *v, const char **why);
/* The same for a text that is still being typed: what could become a figure
 * is taken (VALUE_OPEN), and the text is kept as typed. */
bool value_parse_typed(const struct kind *kind, const char *text, size_t len,
		       struct value *v, const char **why);
/* True if a blank cell of the kind lacks something: a figure or a measure. */
bool kind_input(const struct kind *kind);
/* What TEXT is as the text of a cell of KIND, which holds texts. */
enum value_state value_text_state(const struct kind *kind, const char *text);
/* Adds V as text: nothing for a blank. */
void value_format(const struct kind *kind, const struct value *v,
		  struct buf *out);

#endif
