/*
 * reason-text.h - a written reason, as an annotation holds it
 *
 * The annotation (annotation.h) keeps a reason with the figures that it was
 * given for.  A reason without figures opens a cell that is carried from last
 * year for keying, and answers no check yet.
 *
 * The text of the annotation is figures, time, person and words, separated by
 * tabs.
 */
#ifndef REPORT_REASON_TEXT_H
#define REPORT_REASON_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct reason {
	struct buf figures;	/* as report_check_figures() adds them; "": none */
	int64_t time;		/* milliseconds since 1970, UTC; 0: unknown */
	struct buf person;	/* "": unknown */
	struct buf words;
};

#define REASON_INIT { .figures = BUF_INIT, .person = BUF_INIT, \
		      .words = BUF_INIT }

/* Reads the text of an annotation into R; false if it is blank or no reason.
 * Either way callers end R with reason_release(). */
bool reason_read(const char *annotation, struct reason *r);
/* Adds the text that reason_read() reads to ANNOTATION. */
void reason_write(const struct reason *r, struct buf *annotation);
void reason_release(struct reason *r);
/* The words within an annotation's text; "" if it is blank. */
const char *reason_words(const char *annotation);
/* True if the annotation's text is a reason for these figures. */
bool reason_stands(const char *annotation, const char *figures);

#endif
