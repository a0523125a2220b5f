/*
 * reference-scan.h - references to cells in texts
 *
 *	this year {visits.sunday.total} came on Sundays
 *
 * What stands in braces and looks like an address is a reference to that
 * cell, by its whole address or by an end of it that only one cell has.
 * Readers of the text see what the cell shows.  A reference leads to a figure,
 * keyed or computed, or to a text of one line, which is inserted as it is: a
 * reference in it is not resolved.  Any other braces are braces.
 *
 * Here a text is only read; what references show is up to a report, see
 * report/reference.h.
 *
 *   1. struct references follows the texts that it is told of, and holds those
 *      that have references.
 *   2. A text without a "{" costs one search for that character.
 */
#ifndef FORM_REFERENCE_SCAN_H
#define FORM_REFERENCE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "form/form.h"

#define REFERENCE_MOST 1000 /* references in a text; others lead nowhere */
#define REFERENCE_LONG 600  /* bytes of a text that is referred to */

/* What a reference to a blank cell is shown as: a line to write on, as in the
 * title of a form. */
#define REFERENCE_BLANK "____"

/* What a reference shows in a report. */
enum reference_state {
	REFERENCE_SHOWN,	/* its cell's figure or text */
	REFERENCE_EMPTY,	/* its cell is blank */
	REFERENCE_NOWHERE,	/* it leads to no cell, or to a long text */
};

struct reference {
	size_t at, len;		/* bytes of the text, braces included */
	int cell;		/* -1: no such cell, or none to refer to */
};

/* The references of one text. */
struct reference_text {
	int cell;
	struct reference *reference;	/* in the order of the text */
	int references;
	size_t room;
};

/* The texts that have references, by their cells. */
struct references {
	struct reference_text *text;
	int texts;
	size_t room;
};

/* What looks like a reference in TEXT at or behind byte *AT: true if there is
 * one, *AT and *LEN are then where; it is not looked up. */
bool reference_find(const char *text, size_t *at, size_t *len);
/* The cell that the reference of LEN bytes, braces included, at AT in the text
 * of cell OF leads to; -1 if there is none, and then the reason is added to
 * WHY unless that is NULL. */
int reference_look_up(const struct form *f, int of, const char *at, size_t len,
		      struct buf *why);

/* The text of CELL went from BEFORE to NOW, "" if blank. */
void references_move(struct references *all, const struct form *f, int cell,
		     const char *before, const char *now);
/* Frees what ALL holds; it is then empty. */
void references_release(struct references *all);
bool references_same(const struct references *a, const struct references *b);
/* The references of text CELL; NULL if it has none.  They belong to ALL and
 * stay until that text moves. */
const struct reference_text *references_of(const struct references *all,
					   int cell);

#endif
