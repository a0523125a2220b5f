/*
 * burst.h - many bytes at once: typed ahead, or pasted
 *
 * A link that stalls delivers in one burst what a person typed meanwhile; a
 * terminal that does not bracket pastes delivers one the same way.
 */
#ifndef TERMINAL_BURST_H
#define TERMINAL_BURST_H

#include <stdbool.h>
#include <stddef.h>

#define BURST_MOST 4096		/* bytes of one; a paste may be longer */
#define BURST_WAIT 20		/* milliseconds without more that end one */

/* What keys do where a burst arrives. */
struct burst_place {
	const char *opens;	/* those behind which a text is typed */
	bool text;		/* so it is behind a digit and a Han character,
				 * too */
};

/* True if one of the N bytes ends a line. */
bool burst_ends(const char *bytes, size_t n);
/* True if no hand types this, a burst with a line end, where keys are
 * commands: there is CR LF in it, a tab between a figure and what
 * stands before it, and where no text is
 * typed a Han character or three different letters in a row.  Else *KEYS are
 * the bytes up to the first key that may begin a text, with it. */
bool burst_is_paste(const char *bytes, size_t n,
		    const struct burst_place *place, size_t *keys);
/* True of a paste that BURST_MOST has cut. */
bool burst_goes_on(const char *bytes, size_t n);
/* True of three letters, each different from the others. */
bool burst_is_word(const char *bytes, size_t n);

#endif
