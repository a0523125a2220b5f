/*
 * reason.h - a written reason that answers a broken check
 *
 * A reason is valid for the figures that it was given for: its annotation
 * (annotation.h) keeps them, and when one of them moves the check is broken
 * again, with the old words at hand.  So nothing has to notice that a figure
 * moved.  A reason without figures opens a cell that is carried from last year
 * for keying, and answers no check yet.
 *
 * The text of the annotation is figures, time, person and words, separated by
 * tabs.
 */
#ifndef REPORT_REASON_H
#define REPORT_REASON_H

#include "base/buf.h"
#include "report/report.h"

struct reason {
	struct buf figures;	/* as check_figures() gives them; "": none */
	int64_t time;		/* milliseconds since 1970, UTC; 0: unknown */
	struct buf person;	/* "": unknown */
	struct buf words;
};

#define REASON_INIT { .figures = BUF_INIT, .person = BUF_INIT, \
		      .words = BUF_INIT }

/* Reads a slot's text; false if it is blank or none.  Whatever it returns, R
 * ends with reason_release(). */
bool reason_read(const char *annotation, struct reason *r);
void reason_write(const struct reason *r, struct buf *annotation);
void reason_release(struct reason *r);
/* The words within a slot's text; "" if it is blank. */
const char *reason_words(const char *annotation);
/* True if the slot's text is a reason for these figures. */
bool reason_stands(const char *annotation, const char *figures);

/* Answers check CHECK of R with WORDS, as its figures stand now (or, if OPEN,
 * for none), signed as the edit is (report_sign()).  False, told in E, if it
 * cannot be answered so; nothing is changed then.  Blank WORDS take the
 * answer away.  What answers a figure that is carried answers its totals too,
 * in the same run. */
bool reason_give(struct report *r, int check, const char *words, bool open,
		 enum edit_how how, struct error *e);
/* Called before a run ends: where it changed a carried figure that a reason
 * had opened, and the check is broken now, that reason answers it as it
 * stands, in the same run. */
bool reason_settle(struct report *r, struct error *e);
/* How many broken checks about CELL a reason could answer; *NEXT is the first
 * of them behind check AFTER, from the start again at the end; -1: none. */
int reason_wanted(const struct report *r, int cell, int after, int *next);

#endif
