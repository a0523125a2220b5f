/*
 * theme.h - how each part of a screen looks
 *
 * A screen never names a colour: it says what a text is (its role), and the
 * table here says how that looks, once with colours and once without.
 *
 *   1. No role is told from another by colour alone where it matters: what
 *      is broken also has a mark or a message.
 *   2. The colours read on black and on white.
 */
#ifndef TERMINAL_THEME_H
#define TERMINAL_THEME_H

#include <stdbool.h>

enum attr {
	ATTR_BOLD = 1,
	ATTR_DIM = 2,
	ATTR_UNDERLINE = 4,
	ATTR_REVERSE = 8,
};

/* name, then with colours: attributes, colour of text, of background (0 to 7
 * as in setaf, -1: the terminal's own); then attributes without colours */
#define ROLES(X)                                                               \
	X(PLAIN, 0, -1, -1, 0)                                                 \
	X(TITLE, ATTR_REVERSE, -1, -1, ATTR_REVERSE)                           \
	X(TITLE_BROKEN, ATTR_REVERSE, 1, -1, ATTR_BOLD | ATTR_REVERSE)         \
	X(HEADING, ATTR_BOLD, -1, -1, ATTR_BOLD)                               \
	X(LABEL, 0, -1, -1, 0)                                                 \
	X(KEYED, 0, -1, -1, 0)	      /* a figure that was typed */            \
	X(ZERO, ATTR_DIM, -1, -1, ATTR_DIM)  /* one that is 0 */               \
	X(TOTAL, ATTR_BOLD, -1, -1, ATTR_BOLD) /* a computed one */            \
	X(BLANK, ATTR_DIM, -1, -1, ATTR_DIM) /* a cell without a figure */     \
	X(CURSOR, ATTR_REVERSE, -1, -1, ATTR_REVERSE) /* the active cell */    \
	X(BROKEN, ATTR_BOLD, 1, -1, ATTR_BOLD | ATTR_UNDERLINE)                \
	X(BROKEN_CURSOR, ATTR_REVERSE, 1, -1, ATTR_BOLD | ATTR_REVERSE)        \
	X(ASK, 0, 0, 3, ATTR_UNDERLINE)	       /* wants a reason */            \
	X(NOTED, ATTR_BOLD, -1, -1, ATTR_BOLD) /* has a note */                \
	X(BROKEN_NOTED, ATTR_REVERSE, 1, -1,   /* and is broken, */            \
	  ATTR_BOLD | ATTR_REVERSE)                                            \
	X(ASK_NOTED, ATTR_REVERSE, -1, -1,                                     \
	  ATTR_REVERSE) /* or wants a reason */                                \
	X(DIM, ATTR_DIM, -1, -1, ATTR_DIM)                                     \
	X(STRIP, 0, -1, -1, 0) /* the strip of keys */                         \
	X(STRIP_KEY, ATTR_REVERSE, -1, -1, ATTR_REVERSE)                       \
	X(MESSAGE, 0, -1, -1, 0)                                               \
	X(ERROR, ATTR_BOLD, 1, -1, ATTR_BOLD)                                  \
	X(SELECTED, ATTR_REVERSE, -1, -1, ATTR_REVERSE) /* in a menu, list */  \
	X(REFER, ATTR_UNDERLINE, -1, -1,                                       \
	  ATTR_UNDERLINE)			    /* of a cell, in prose */  \
	X(MARK, ATTR_REVERSE, -1, -1, ATTR_REVERSE) /* text taken in prose */

enum role {
#define X(name, attr, fg, bg, mono) ROLE_##name,
	ROLES(X)
#undef X
		ROLE_COUNT
};

struct style {
	unsigned attr;		/* of enum attr */
	int fg, bg;		/* 0 to 7; -1: the terminal's own */
};

struct style theme_style(enum role role, bool colour);
/* False if NO_COLOR asks for none. */
bool theme_wants_colour(void);

#endif
