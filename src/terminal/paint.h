/*
 * paint.h - bringing a page to the terminal in few bytes
 *
 * Keeps what the terminal shows, and makes the bytes that turn it into what
 * it shall show.  It writes nothing itself.  Curses' windows are not used
 * (ncursesw is linked for terminfo): a frame is then exactly one write(),
 * characters whose width terminals disagree about never bend a line, and only
 * the cells that were touched are compared.
 *
 *   1. The front is what the terminal shows once all bytes made so far have
 *      arrived there.
 *   2. Where the cursor is and which style is on is either known or said to
 *      be unknown: after the last column, and after a character about whose
 *      width terminals differ, nothing is assumed.
 *   3. Nothing is made if nothing differs.
 */
#ifndef TERMINAL_PAINT_H
#define TERMINAL_PAINT_H

#include <stdbool.h>

#include "base/buf.h"
#include "terminal/caps.h"
#include "terminal/page.h"

/* A few bytes for the terminal. */
struct bytes {
	char text[31];
	unsigned char len;
};

struct paint {
	const struct caps *caps;	/* not ours */
	struct look look;
	bool feeds;	/* a line feed keeps the column; the owner sets it */

	struct cell *front;
	int rows, columns;
	bool stale;	/* the front is not true: all is to be painted */

	int y, x;	/* the cursor; -1: unknown, and X is if Y is */
	int style;	/* ROLE_COUNT: unknown */
	/* from one style to another */
	struct bytes turn[ROLE_COUNT + 1][ROLE_COUNT];

	struct buf *out;
};

void paint_init(struct paint *p, const struct caps *caps, bool colour);
void paint_release(struct paint *p);
/* The terminal shows we know not what, at this size. */
void paint_size(struct paint *p, int rows, int columns);
void paint_forget(struct paint *p);

/* Adds the bytes that bring PAGE, of the same size, to the terminal, and the
 * cursor to row Y and column X, which are on it.  PAGE is then clean. */
void paint_page(struct paint *p, struct page *page, int y, int x,
		struct buf *out);

#endif
