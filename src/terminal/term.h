/*
 * term.h - the terminal: taken, drawn on, given back
 *
 * Screens draw into a page in memory; term_flush() brings what differs to the
 * terminal in one write, or in none if nothing does.  A terminal that does not
 * read never blocks the program: the terminal is opened again, so that
 * O_NONBLOCK is set for this process alone, bytes that do not fit are kept, and
 * nothing is painted until they are written.
 *
 *   1. While it is taken the terminal is raw: all keys are ours.
 *   2. However the program ends, term_close() or term_put_back() leaves the
 *      terminal as it was.
 *   3. Only graphemes and our own sequences reach the terminal, never a
 *      control character of a text.
 *   4. No more than a frame is pending, however much is drawn meanwhile.
 *   5. In the background the terminal belongs to another process: no byte is
 *      sent and no mode is changed.  SIGTSTP is raised while it is blocked and
 *      unblocked together with all other signals, so that a signal that ends
 *      the program is not left pending while it is stopped.
 *
 * Rows and columns count from 0.  Any coordinate is harmless; what lies off
 * the screen is not drawn.
 */
#ifndef TERMINAL_TERM_H
#define TERMINAL_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "terminal/theme.h"

struct term;
struct keys;

#define TERM_ROWS 1000		/* at most */
#define TERM_COLUMNS 2000

/* Takes the terminal that is read at descriptor IN and written at OUT, of
 * terminfo's TYPE (NULL: $TERM).  NULL, with the reason in E, if there is no
 * terminal or it cannot do what we need.  There may be one at a time; the
 * caller ends it with term_close().  In the background it is not taken yet,
 * call term_resume() later. */
struct term *term_open(int in, int out, const char *type, struct error *e);
void term_close(struct term *t);	/* T may be NULL */
/* The type that the terminal is taken for because terminfo does not have its
 * own; NULL if it has.  It lives as long as T. */
const char *term_taken_for(const struct term *t);

/* Gives the terminal back for a while, and takes it again; it may also be
 * taken again if something else changed it, as after a stop.  After that all
 * is painted anew; call term_resize() too, the window may have changed.
 *
 * Giving back, here and in term_close(), waits two seconds at most for a
 * terminal that does not read; then what it has not read is thrown away. */
void term_suspend(struct term *t);
void term_resume(struct term *t);
/* For a signal's handler: gives the terminal back at once and throws away what
 * was typed ahead, by calls that are safe there. */
void term_put_back(struct term *t);
bool term_taken(const struct term *t);
/* The descriptor to read from: it does not wait, if that could be had. */
int term_input(const struct term *t);
/* True if we may use the terminal; false in the background. */
bool term_foreground(const struct term *t);

/* Tells K what the keys of this terminal send. */
void term_teach(const struct term *t, struct keys *k);

int term_rows(const struct term *t);
int term_columns(const struct term *t);
/* Asks for the size again; true if it changed, and then the page is blank. */
bool term_resize(struct term *t);

/* Puts N bytes of TEXT into the clipboard of the desktop with the next frame.
 * False if the terminal does not know how or they are more than TERM_COPY. */
bool term_copy(struct term *t, const char *text, size_t n);
#define TERM_COPY 65536		/* what terminals take, in base 64, with room */

/* ---- drawing on the page ---- */

void term_erase(struct term *t);
void term_fill(struct term *t, int y, int x, int columns, enum role role);
/* Draws TEXT in MOST columns at the most, and returns how many it took: what
 * text_width() says, AMBIGUOUS_WIDE; 0 if row Y is off the screen.  Where
 * only half of a wide character fits there is a blank, and a wide one of
 * which half is drawn over leaves a blank.  What text_escape() escapes is
 * escaped, so take care of line feeds and tabs before. */
int term_text(struct term *t, int y, int x, int most, const char *text,
	      size_t len, enum role role);
/* Where the cursor shall stand; the nearest place on the screen is taken. */
void term_cursor(struct term *t, int y, int x);

/* Brings the page to the terminal, as far as that reads, and does not wait.
 * False if the terminal is gone, once and for all. */
bool term_flush(struct term *t);
/* True if there was no room for all of it: call term_flush() again when there
 * is room to write at descriptor term_output(). */
bool term_pending(const struct term *t);
int term_output(const struct term *t);
/* The next term_flush() paints all. */
void term_forget(struct term *t);

#endif
