/*
 * caps.h - what a terminal understands, by terminfo
 *
 * The one place that calls curses, and of curses only terminfo.  Strings
 * come without their padding: no terminal in use needs the delays.
 *
 * There is one set of capabilities at a time, as terminfo keeps its own state.
 */
#ifndef TERMINAL_CAPS_H
#define TERMINAL_CAPS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"

struct caps {
	char *type;		/* as terminfo calls it */
	bool unknown;		/* terminfo lacks it; it is taken for TYPE */
	int rows, columns;	/* as terminfo has them; 0: not told */

	bool ansi;		/* cup is ECMA-48's, and so are these: */
	bool hpa, vpa, cuf, cub, cuu, cud;
	bool back;		/* a backspace moves left */
	bool safe_move;		/* moving is safe in any style */
	bool scrolls;		/* the last cell cannot be written */

	bool sgr;		/* styles are ECMA-48's SGR */
	bool sgr_off;		/* and each part can be ended alone */
	unsigned attrs;		/* of enum attr, that it has */
	unsigned no_colour;	/* of those, not together with a colour */

	bool keypad;		/* understands DECKPNM */
	bool paste;		/* may be told to bracket a paste */

	/* never NULL, "" if it has none */
	char *cup, *clear, *el;
	char *plain, *bold, *dim, *underline, *reverse;
	char *enter, *leave;	/* the other screen */
	char *keys_on, *keys_off;
	char *copy;		/* sets the clipboard, as caps_copy() fills in */
};

/* Learns about terminal TYPE, which is on descriptor FD.  A type that terminfo
 * does not have is taken for xterm-256color.  False, with the reason in E, if
 * it has no name or cannot do what we need; C is then empty. */
bool caps_load(struct caps *c, const char *type, int fd, struct error *e);
void caps_release(struct caps *c);

/* Adds what moves the cursor to row Y, column X, from 0. */
void caps_move(const struct caps *c, int y, int x, struct buf *out);
/* Adds what gives the clipboard TEXT, which is in base 64, unless the terminal
 * has no such thing. */
void caps_copy(const struct caps *c, const char *text, struct buf *out);
/* What the key of terminfo's name NAME sends; NULL if not known.  It lives
 * until caps_release(). */
const char *caps_key(const struct caps *c, const char *name);

#endif
