/*
 * ruled-table.h - a table drawn with lines
 *
 * Pure geometry and text: a grid of cells, some of which span several rows or
 * columns, becomes lines of text with rules between them.  The arms of a
 * junction follow from the cells at its four corners, so merged cells are no
 * special case.
 *
 *   1. Every line has the same width: that of the columns and their rules.
 *   2. A row is as high as its texts need, wrapped by UAX 14.  The text of a
 *      cell that spans rows runs on over the rules that it covers.
 *   3. The work goes with the size of what is drawn.
 *
 * Widths are terminal columns, with characters of ambiguous width narrow.
 */
#ifndef DOCUMENT_RULED_TABLE_H
#define DOCUMENT_RULED_TABLE_H

#include <stddef.h>

#include "base/buf.h"

enum ruled_align { RULED_LEFT, RULED_CENTRE, RULED_RIGHT };

struct ruled_cell {
	int row, column;	/* its first */
	int rows, columns;	/* spanned, at least 1 */
	enum ruled_align align;
	int inset;		/* columns kept free: of the right side if
				 * aligned there, else of both sides */
	const char *text;	/* the caller's, valid UTF-8 without control
				 * characters but line feeds; NULL: none */
	size_t len;
};

/* Cells may come in any order and must not overlap; a place without one is an
 * empty cell.  All belongs to the caller. */
struct ruled {
	const struct ruled_cell *cell;
	int cells;
	int rows, columns;
	const int *width;	/* of each column, 0 or more.  No cell with a
				 * text may be narrower than 2 */
};

/* Adds the table to OUT; nothing if it has no rows or no columns. */
void ruled_draw(const struct ruled *t, struct buf *out);

/* ---- how much room a text needs ---- */

/* The widest piece of TEXT that no line break can divide. */
int ruled_piece(const char *text, size_t len);
/* The lines that TEXT takes in so many COLUMNS; at least 1. */
int ruled_lines(const char *text, size_t len, int columns);
/* The fewest columns, or little more, in which TEXT takes no more than LINES;
 * at least LEAST. */
int ruled_narrowest(const char *text, size_t len, int lines, int least);

#endif
