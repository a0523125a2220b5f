/*
 * quote-scan.h - figures of the tables that a text quotes in words
 *
 * A form ties words to a figure: "{收到|接到}…申请{n}件" is what a report says
 * when it quotes the requests received.  {n} stands for a number, {a|b|} for
 * one of the choices (here also for nothing), … for up to QUOTE_GAP characters
 * of the same clause that are no digits.  A number in a text belongs to the
 * words that say most of what stands around it; one beside no such words
 * belongs to none, and nothing is said of it.
 *
 *   1. Blanks count for nothing; full-width letters, digits and signs are
 *      the ASCII ones.
 *   2. What stands in braces in a text is a reference, not a number.
 *   3. A number is read only as it was certainly meant: half of one, a
 *      percentage, a range or a date is none.
 *
 * Words are parsed into the form's arena and const from then on.
 */
#ifndef FORM_QUOTE_SCAN_H
#define FORM_QUOTE_SCAN_H

#include "form/form.h"

#define QUOTE_GAP 12		/* characters that … stands for, at most */
#define QUOTE_REACH 64		/* characters beside a number that are seen */
#define QUOTE_SCOPE 300		/* the same for words that shut it out */
#define QUOTE_PARTS 20		/* of one entry of words */
#define QUOTE_CHOICES 60	/* of one part, and in a list */
#define QUOTE_WORDS 1000	/* in a form */

/* Characters as they are compared: see 1. above. */
struct quote_string {
	const char *text;	/* as it is written; NULL within words */
	const unsigned *c;
	int n;
};

struct quote_part {
	const struct quote_string *choice;	/* NULL: … */
	int choices;
};

/* The parts on either side of {n}, the nearest first. */
struct quote_words {
	struct quote_part part[2][QUOTE_PARTS];
	int parts[2];
	const char *text;	/* as they are written */
	struct place place;
};

struct quote_list {
	const struct quote_string *string;
	int count;
};

/* What a rule with `quotes` says beside its level. */
struct quote {
	const struct formula *figure, *other;	/* other: NULL, none */
	const struct formula *year;		/* NULL: none */
	const struct quote *like;	/* what it began with; or NULL */
	const char *like_id;		/* and the rule that has it */
	const struct quote_words *words;
	int count;
	struct quote_list not;		/* not in the same clause */
	struct quote_list skip;	/* not before it in the part of the
					 * sentence up to ; or . */
	struct quote_list with;		/* in the sentence, if there are any */
	struct quote_list said;		/* they say that OTHER is meant */
	const int *block;		/* the texts; NULL: all */
	int blocks;
};

/* What one text says of years before a number. */
#define QUOTE_YEAR_NONE 0
#define QUOTE_YEAR_SEVERAL (-1)

/* A number in a text, with the check whose words it stands beside. */
struct quote_found {
	int check, cell;
	size_t at, len;			/* the number, bytes of the text */
	size_t words_at, words_len;	/* with the words around it */
	wide units;			/* of the form's places */
	wide step;			/* one in the last place written */
	int year;			/* the year that the sentence names */
	bool said;
};

struct quotes {
	struct quote_found *found;	/* by cell, then as they stand */
	int count;
	size_t room;
};

/* Reads TEXT, an entry of words or of a list, which stands at PLACE; false,
 * told in E, if it is none.  TEXT and the results are in the form's arena. */
bool quote_parse_words(struct form *f, const char *text, struct place place,
		       struct quote_words *w, struct error *e);
bool quote_parse_string(struct form *f, const char *text, struct place place,
			struct quote_string *s, struct error *e);

/* The character that C is compared as; 0: a blank, which counts for nothing. */
unsigned quote_fold(unsigned c);

/* True if checks look for quotes in the text of CELL. */
bool quote_watches(const struct form *f, int cell);
/* Forgets what stood in CELL and finds what is quoted in TEXT. */
void quote_scan(struct quotes *q, const struct form *f, int cell,
		const char *text);
void quote_release(struct quotes *q);

/* ---- against the figures ---- */

/* The figures that a check knows, in units of the form's places. */
struct quote_figures {
	wide figure, other;
	bool known, other_known;	/* no cell of it is blank */
	int year;			/* of the report; 0: not known */
};

enum quote_verdict {
	QUOTE_ASIDE,		/* of another year: nothing is said of it */
	QUOTE_WAITS,		/* for a blank cell */
	QUOTE_RIGHT,
	QUOTE_OTHER,		/* it is the other figure, and nobody says so */
	QUOTE_WRONG,
};

enum quote_verdict quote_judge(const struct quote_found *q,
			       const struct quote_figures *f);

/* For form_finish(): the check of a rule with `quotes`; what is wrong with it
 * is told in E. */
void quote_plan(struct form *f, const struct rule *rule, struct error *e);

#endif
