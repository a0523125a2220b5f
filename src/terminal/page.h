/*
 * page.h - a screenful of cells, in memory
 *
 * What the screens draw into; paint.h brings it to the terminal.
 *
 *   1. A cell is one grapheme that is safe to send, or the right half of the
 *      wide one before it (width 0, no text, the same style).
 *   2. Two cells look alike iff their bytes are the same, so cells compare
 *      with memcmp(): a blank that shows nothing of its style has the plain
 *      one, text after len is zero.
 *   3. What changed since the last page_clean() lies within touched.
 *
 * Coordinates count from 0.  Any value is harmless; what lies off the page is
 * not drawn.
 */
#ifndef TERMINAL_PAGE_H
#define TERMINAL_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "terminal/theme.h"

#define CELL_TEXT 12

struct cell {
	char text[CELL_TEXT];	/* UTF-8, no NUL */
	uint8_t len;
	uint8_t width;		/* 1, 2, or 0: right half */
	uint8_t style;		/* a role that stands for all that look alike */
	uint8_t unsure;		/* terminals differ about its width */
};

/* The styles of this terminal; the first role of those that look alike
 * stands for all of them, and ROLE_PLAIN for itself. */
struct look {
	struct style style[ROLE_COUNT];
	uint8_t same[ROLE_COUNT];	/* the role that stands for it */
	bool quiet[ROLE_COUNT];		/* a blank in it shows nothing */
};

struct page {
	int rows, columns;
	struct cell *cell;		/* rows * columns */
	struct span {
		int from, to;		/* columns; none if from >= to */
	} *touched;			/* a row each */
	const struct look *look;	/* not ours */
	struct buf safe;		/* scratch */
};

void page_init(struct page *p, const struct look *look);
void page_release(struct page *p);
/* A blank page of another size, both at least 1. */
void page_size(struct page *p, int rows, int columns);
/* Nothing is touched any more. */
void page_clean(struct page *p);

void page_erase(struct page *p);
void page_fill(struct page *p, int y, int x, int columns, enum role role);
/* Draws TEXT in MOST columns at the most, and returns how many it took: what
 * text_width() says, AMBIGUOUS_WIDE.  Where only half of a wide character is
 * left to draw there is a blank.  What text_escape() escapes is escaped. */
int page_text(struct page *p, int y, int x, int most, const char *text,
	      size_t len, enum role role);

/* The blank cell of ROLE. */
struct cell page_blank(const struct look *look, enum role role);

#endif
