/*
 * layout.h - where the cells of a block stand on a page
 *
 * Pure geometry: it knows widths of labels, no values and no terminal.  A page
 * has the column headings on top and the row labels on the left, both always
 * in sight; the body shows as many rows and columns as fit.  Over the first
 * row in sight stand the headings that it belongs to.
 *
 * All columns are equally wide, unless a second figure stands beside each:
 * then every column is as wide as its own figures want.
 *
 * Lines and columns of the page count from 0.  Widths take a character of
 * ambiguous width for two.
 */
#ifndef FORM_LAYOUT_H
#define FORM_LAYOUT_H

#include <stdbool.h>

#include "form/form.h"

#define LAYOUT_HEADER 8		/* lines of column headings at most */

/* A figure and one that stands beside it. */
struct layout_pair {
	int figure, beside;	/* the widest so far */
	int column;		/* columns of both, their mark and a blank */
};

struct layout {
	const struct form *form;
	const struct block *block;
	int lang;
	int width, height;	/* of the page */
	int digits;		/* the widest figure so far */
	int number;		/* columns of the row number; 0: none */
	int gutter;		/* columns before the first figure */
	int column;		/* columns of a figure with its mark */
	struct layout_pair *pair;	/* of each leaf column; or NULL */
	int header;		/* lines of headings */
	int level[FORM_DEPTH + 1];	/* line where each level begins */
	int row, col;		/* first leaf in sight on either axis */
	int cols;		/* columns in sight */
	int *body;		/* line of the rows axis on each body line */
	int *leaf_line;		/* body line of leaf row + i; -1 */
	int lines;		/* body lines in use */
};

/* Lays out BLOCK for a page of WIDTH x HEIGHT, the first row and column in
 * sight.  PAIR has a row for each leaf column, or is NULL: nothing stands
 * beside the figures; it is copied.  Ends with layout_release(). */
void layout_init(struct layout *l, const struct form *f,
		 const struct block *b, int lang, int width, int height,
		 int digits, const struct layout_pair *pair);
void layout_release(struct layout *l);
/* Has leaf ROW and leaf COLUMN first in sight, if there are such. */
void layout_start(struct layout *l, int row, int column);
/* Scrolls until the cell at leaves (ROW, COLUMN) is in sight; true if that
 * moved anything. */
bool layout_show(struct layout *l, int row, int column);
/* Where the figure of these leaves begins; -1 if it is not in sight. */
int layout_x(const struct layout *l, int column);
int layout_y(const struct layout *l, int row);
/* Columns for the figure of that leaf alone, and for what stands beside. */
int layout_room(const struct layout *l, int column);
int layout_beside(const struct layout *l, int column);
/* All columns of the leaf. */
int layout_wide(const struct layout *l, int column);
/* The columns [*x, *x + return) under which heading LINE of the columns axis
 * stands, as far as in sight; 0 if it is not. */
int layout_span(const struct layout *l, int line, int *x);
/* The lines [*y, *y + return) of that heading. */
int layout_levels(const struct layout *l, int line, int *y);

#endif
