/*
 * text.h - UTF-8 as a person sees it: graphemes, columns, lines
 *
 * Every text in gouji is valid UTF-8; text_valid() is asked once, where it
 * comes in.  Positions and lengths are bytes, widths are terminal columns.
 *
 * Characters that some terminals draw one column wide and some two (the
 * quotation marks of a Chinese text among them) are AMBIGUOUS columns wide:
 * 1 on paper and in a pipe, 2 on the screen, where room for the larger width
 * keeps every line straight on both kinds of terminal.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum ambiguous { AMBIGUOUS_NARROW = 1, AMBIGUOUS_WIDE = 2 };

/* True if TEXT is UTF-8; if not, *BAD (unless NULL) is where it stops. */
bool text_valid(const char *text, size_t len, size_t *bad);

/* Columns of the text. */
int text_width(const char *text, size_t len, enum ambiguous a);

/* Where the grapheme at AT ends; LEN at the end. */
size_t text_next(const char *text, size_t len, size_t at);
/* Where the grapheme before AT begins; 0 at the start. */
size_t text_prev(const char *text, size_t at);
/* Graphemes in the text, white space not counted. */
size_t text_count(const char *text, size_t len);

/* The bytes of TEXT that fit in COLUMNS, whole graphemes only. */
size_t text_fit(const char *text, size_t len, int columns, enum ambiguous a);
/* Adds TEXT in exactly COLUMNS columns: cut with ".." if too long, filled
 * with spaces on the right, or on the left if RIGHT. */
void text_pad(struct buf *out, const char *text, size_t len, int columns,
	      bool right, enum ambiguous a);

/* The length of the first line of TEXT when it is wrapped at COLUMNS (at
 * least 1) by UAX 14; *SKIP is what the next line leaves out (blanks, a line
 * feed).  Always more than 0 together unless LEN is 0. */
size_t text_wrap(const char *text, size_t len, int columns, enum ambiguous a,
		 size_t *skip);

/* Lines of TEXT when it is wrapped at COLUMNS; at least 1. */
int text_lines(const char *text, size_t len, int columns, enum ambiguous a);
/* The fewest columns at which TEXT takes no more lines than at COLUMNS. */
int text_balance(const char *text, size_t len, int columns, enum ambiguous a);

/* Adds TEXT with control and bidirectional characters, and bytes that are
 * not UTF-8, as \x1b or \u202e, safe for a terminal. */
void text_escape(struct buf *out, const char *text, size_t len);

/* Adds TEXT as it was meant, whatever an input method or an office program
 * made of it: NFKC, so that full-width digits and blanks of any width become
 * ASCII, and Chinese punctuation, dashes and signs those of the same key.  The
 * numbers of notes and lists stay as they are: 12\u2460 is not 121. */
void text_fold(struct buf *out, const char *text, size_t len);
/* Takes from both ends of TEXT what nobody sees: white space of every width,
 * and characters that are drawn as nothing. */
void text_trim(const char **text, size_t *len);
/* True if NEEDLE is in TEXT, both folded, whatever the case. */
bool text_contains(const char *text, const char *needle);

/* The decoded character at AT, and its length in *STEP. */
unsigned text_char(const char *text, size_t len, size_t at, size_t *step);

#endif
