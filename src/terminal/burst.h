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

#define BURST_MOST 4096		/* bytes of one */
#define BURST_WAIT 20		/* milliseconds without more that end one */

/* True if no hand types this where figures are keyed: a burst with a line end
 * that has CR LF, a tab between figures, a Han character, or three different
 * letters in a row; what stands behind ':' is a command and does not count,
 * nor does a burst with ESC in it. */
bool burst_is_paste(const char *bytes, size_t n);

#endif
