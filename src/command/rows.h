/*
 * rows.h - what a verb lists: text in columns, CSV, or JSON
 *
 * A verb has one table of columns and adds a row of cells for each thing that
 * it lists.  Everything that depends on the format is done here.
 *
 *	struct rows r = { .format = o->format, .column = columns,
 *			  .columns = ARRAY_LEN(columns), .out = &out };
 *
 *	rows_head(&r);
 *	for (...)
 *		rows_add(&r, (const struct cell[]){
 *			[FILE_NAME] = { .text = path },
 *			[BROKEN] = { .number = broken } });
 *	rows_end(&r);
 *
 * JSON is one object a line.  CSV is that of RFC 4180 with a line of names at
 * the top.  Neither has a character that a terminal takes for a command, and
 * CSV has no text that a spreadsheet takes for a formula.  gouji(1) documents
 * the columns of each verb as a schema with a version:
 *
 *   1. Within a version no column is taken away, renamed or given another
 *      type or meaning.  New ones may come.
 *   2. A change that breaks this adds 1 to ROWS_VERSION and to gouji(1).
 *
 * Text is kept until rows_end(), which works out how wide each column is.
 */
#ifndef COMMAND_ROWS_H
#define COMMAND_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/amount.h"
#include "base/buf.h"
#include "base/mem.h"

#define ROWS_VERSION 1		/* of the schema in gouji(1) */

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };

/* What a cell holds, and with that how it is written. */
enum cell_role {
	CELL_COLUMN,		/* of a cell: what its column holds; of a
				 * column: a text */
	CELL_TEXT,		/* a text */
	CELL_OPTION,		/* a text; an empty one is null in JSON */
	CELL_NUMBER,		/* a whole number */
	CELL_LINE,		/* a line of a file, from 1; 0 is null */
	CELL_FLAG,		/* 0 or 1: false or true, in CSV no or yes */
	CELL_FIGURE,		/* an exact decimal; one not known is null */
	CELL_CHANGE,		/* the same; in text with its sign */
};

#define ROWS_TEXT 1u
#define ROWS_JSON 2u
#define ROWS_CSV 4u
#define ROWS_DATA (ROWS_JSON | ROWS_CSV)
#define ROWS_ALL (ROWS_DATA | ROWS_TEXT)

struct column {
	const char *key;	/* its name in JSON and CSV */
	enum cell_role role;	/* unless its cell has another */
	unsigned in;		/* ROWS_...: the formats that have it */
	/* Neighbours with the same LIST are one in JSON: an array of their
	 * keys, which are numbers, and one of their values.  In text they are
	 * equally wide, and a table that is too wide is cut between them. */
	const char *keys, *list;
	/* all of these are for text */
	const char *label;	/* its heading, not translated; or NULL */
	const char *gap;	/* what parts it from the one before; NULL: two
				 * blanks */
	const char *blank;	/* stands for a figure that is not known, not
				 * translated; NULL: nothing */
	int most;		/* columns of the page; 0: any number */
	int least;		/* if it shrinks: not below that */
	bool shrinks;		/* where the page is too narrow; the first in
				 * the table first */
	bool right;		/* figures always are */
	bool ragged;		/* what follows it need not stand in line */
};

struct figure {
	bool known;
	wide units;		/* of the places of struct rows */
	int keyed;		/* decimals to print at least */
};

/* A cell has what its role says.  Without a text, one that holds a text is
 * left out.  A role that is not that of its column is for JSON and CSV alone.
 */
struct cell {
	const char *text;
	const char *tail;	/* follows the text, and stays where it is cut
				 * if there is room; NULL: none */
	long number;
	struct figure figure;
	enum cell_role role;
};

struct rows {
	enum format format;
	bool bom;		/* CSV begins with a byte order mark, by which
				 * a spreadsheet knows UTF-8 */
	const struct column *column;
	int columns;
	struct buf *out;
	int places;		/* of figures */
	int width;		/* of the page of text, in columns */
	bool color;
	const char *head_paint;	/* as an SGR parameter; NULL: none */
	/* of the rows of text that are added next: */
	const char *paint;	/* as an SGR parameter; NULL: none */
	const void *subject;	/* unless NULL, a row is loose: its cells are
				 * not padded, and it has behind them what
				 * rest() adds in ROOM columns.  It must stay
				 * until rows_end() */
	void (*rest)(const void *subject, int room, struct buf *out);

	/* the text that is kept, for rows.c alone */
	struct arena arena;
	struct text_row *row;
	int count;
	size_t room;
};

/* Writes the line of names at the top of CSV. */
void rows_head(struct rows *r);
/* Adds a row with a cell for each column; what they point to may go away. */
void rows_add(struct rows *r, const struct cell *cell);
/* A copy of TEXT, which is emptied, that lives until rows_end(). */
const char *rows_text(struct rows *r, struct buf *text);
/* Adds lines of text between the rows, as they are; in JSON and CSV nothing.
 */
void rows_lines(struct rows *r, const char *lines);
/* Writes the text that is kept, and forgets it; more can be added then, and
 * stands in columns of its own.  JSON and CSV are written already. */
void rows_end(struct rows *r);

/* True for digits with a sign and a point, and for a blank, which is ~. */
bool figure_like(const char *text);

#endif
