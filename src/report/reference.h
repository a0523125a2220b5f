/*
 * reference.h - references to cells in texts
 *
 *	this year {visits.sunday.total} came on Sundays
 *
 * What stands in braces and looks like an address is a reference to that
 * cell, by its whole address or by an end of it that only one cell has.
 * Readers of the text see what the cell shows.  A reference leads to a figure,
 * keyed or computed, or to a text of one line, which is inserted as it is: a
 * reference in it is not resolved.  Any other braces are braces.
 *
 * References are not resolved into the text: the value keeps "{address}".
 * Rules, documents and the screen take the text through report_read(); files
 * and the editor take it as it stands.
 *
 *   1. The ledger keeps the texts with references and the cells that these
 *      lead to (struct references), and updates them with each edit.
 *   2. A text without a "{" costs one search for that character.
 */
#ifndef REPORT_REFERENCE_H
#define REPORT_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "report/report.h"

#define REFERENCE_MOST 1000 /* references in a text; others lead nowhere */
#define REFERENCE_LONG 600  /* bytes of a text that is referred to */

/* What a reference to a blank cell is shown as: a line to write on, as in the
 * title of a form. */
#define REFERENCE_BLANK "____"

enum reference_state { REFERENCE_SHOWN, REFERENCE_EMPTY, REFERENCE_NOWHERE };

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

/* For the ledger: text CELL went from BEFORE to NOW, "" if blank. */
void refers_move(struct references *all, const struct form *f, int cell,
		 const char *before, const char *now);
void refers_release(struct references *all);
bool refers_same(const struct references *a, const struct references *b);
/* The references of text CELL; NULL if it has none. */
const struct reference_text *refers_of(const struct references *all, int cell);

struct ledger;

/* The same for the ledger and for a report: what REFER shows, and the text
 * CELL as it is read, with what it refers to, added to OUT; report_read()
 * adds what any other cell shows. */
enum reference_state ledger_reference(const struct ledger *l,
				      const struct reference *reference,
				      struct buf *out);
void ledger_read(const struct ledger *l, int cell, struct buf *out);
enum reference_state report_reference(const struct report *r,
				      const struct reference *reference,
				      struct buf *out);
void report_read(const struct report *r, int cell, struct buf *out);

/* The references of text CELL of R; how many. */
int report_references(const struct report *r, int cell,
		      const struct reference **reference);
/* Adds why reference REFER of text CELL, which stands as it is where others
 * show what they refer to, leads nowhere. */
void report_reference_why(const struct report *r, int cell,
			  const struct reference *reference, struct buf *out);

#endif
