/*
 * document.h - a report as a document
 *
 * A format is a *writer*: one file with one pure function of a report into a
 * growing text, and one row of the table in document.c.  What all formats
 * share stands here: the order in which a report is read (its *parts*), the
 * words of its title, and each table with its merged headings (its *grid*).
 *
 *	struct part p = PART_START;
 *
 *	while (part_next(r, o, &p))
 *		switch (p.type) ...
 *
 * Words come from the form alone.  Nothing here knows files or terminals.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "form/form.h"
#include "report/report.h"

struct document_options {
	int lang;	/* of the form's languages */
	int width;	/* columns of a page of text; 0: DOCUMENT_WIDTH.  A
			 * table whose columns need more is wider */
	bool blank;	/* the form to be filled in on paper: no figures, and
			 * lines to write on for texts */
	bool color;	/* ANSI colours, in the summary alone */
};

#define DOCUMENT_WIDTH 100
#define DOCUMENT_NARROW 20	/* no page is narrower */
#define DOCUMENT_WIDE 1000	/* or wider */
#define SUMMARY_WIDTH 80
#define SUMMARY_LINES 24

/* ---- formats ---- */

struct writer {
	const char *name;	/* as on the command line */
	const char *extension;	/* of its files, without a dot */
	const char *help;	/* one line, to be translated */
	/* Adds the whole document to OUT; false if this report cannot be
	 * written in this format, and OUT is then to be thrown away. */
	bool (*write)(const struct report *r, const struct document_options *o,
		      struct buf *out);
};

extern const struct writer writers[];
extern const size_t writer_count;

/* The columns of a page: the option within its bounds, or else OTHERWISE. */
int document_width(const struct document_options *o, int otherwise);

/* The writer of that name; NULL if there is none. */
const struct writer *writer_find(const char *name);

/* The writers, for the table. */
bool document_text(const struct report *r, const struct document_options *o,
		   struct buf *out);

/* Adds what a person wants to see first, on one screen: how far the report
 * is, its main figures, what is wrong.  At most SUMMARY_LINES lines. */
void document_summary(const struct report *r,
		      const struct document_options *o, struct buf *out);

/* ---- reading order ---- */

enum part_type {
	PART_TITLE,		/* document_title() */
	PART_HEADING,		/* of a section: the label of block */
	PART_TEXT,		/* the paragraphs of cell */
	PART_LINE,		/* the label of block, and cell in one line */
	PART_TABLES,		/* one table, or several joined into one */
};

struct part {
	enum part_type type;
	const struct block *block;	/* of several tables the first; of the
					 * title NULL */
	int cell;		/* of a text; else -1 */
	int tables;		/* blocks of PART_TABLES, from block on */
	bool heads;		/* their labels are rows of the tables */

	int next;		/* for part_next() alone */
	bool under, told;
};

#define PART_START ((struct part){ .next = -1 })

/* Simple tables (without merged headings) that stand under a heading belong
 * to its section, are joined and have their labels inside.  Any other table
 * begins a section: its label is a heading.
 *
 * The next part of R, beginning with PART_START; false at the end. */
bool part_next(const struct report *r, const struct document_options *o,
	       struct part *p);

/* Adds the title of the report: the form's heading with the fields in it, a
 * blank one as a line to write on, or else the title of the form. */
void document_title(const struct report *r, const struct document_options *o,
		    struct buf *out);
/* Adds what stands in a cell on paper: nothing if it is blank, half typed or
 * a form is printed to be filled in. */
void document_value(const struct report *r, const struct document_options *o,
		    int cell, struct buf *out);
/* The next paragraph of *TEXT, without blanks at its ends; *TEXT goes on
 * behind it.  False if there is none. */
bool document_paragraph(const char **text, const char **start, size_t *len);
/* True if the text of the document is Chinese. */
bool document_chinese(const struct report *r,
		      const struct document_options *o);

/* ---- tables ---- */

/* A heading of a table and the places it covers. */
struct grid_cell {
	enum grid_part {
		GRID_HEAD,	/* the label of the table, over all of it */
		GRID_CORNER,
		GRID_COLUMN,	/* a column, or a heading over some */
		GRID_ROW,
	} part;
	const struct label *label;
	int row, column;	/* its first place */
	int rows, columns;	/* spanned */
	bool leaf;		/* a row or column itself */
};

/* A table as it is printed.  The figure of row i and column j stands at row
 * heads + i, column labels + j; the headings fill the rest without a gap. */
struct grid {
	struct grid_cell *cell;	/* by row, then by column */
	int cells;
	size_t room;
	int rows, columns;
	int heads;		/* rows above the figures */
	int labels;		/* columns left of the figures */
};

#define GRID_INIT { .cell = NULL }

/* Works out the grid of table B; HEAD: its label is a row of it.  The caller
 * ends it with grid_release(). */
void grid_build(struct grid *g, const struct block *b, bool head, int lang);
void grid_release(struct grid *g);

#endif
