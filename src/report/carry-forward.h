/*
 * carry-forward.h - what a report takes from the one of the year before
 *
 * The form says what is carried, in `from`.  On request the texts are carried
 * too, as a draft: each number in them that may be last year's is marked, and
 * each mark is a finding until it is removed.
 */
#ifndef REPORT_CARRY_FORWARD_H
#define REPORT_CARRY_FORWARD_H

#include "base/buf.h"
#include "report/report.h"

/* Carries last year's figures, which R must have, into R in one edit.  DRAFT:
 * the texts too.  False, told in E, if that is not possible; nothing is changed
 * then.  A figure that does not fit its cell is not carried: a warning in E. */
bool report_carry(struct report *r, bool draft, struct error *e);

/* ---- drafts ---- */

#define DRAFT_OPEN "【?"
#define DRAFT_CLOSE "】"

/* Adds TEXT with its numbers between those marks: but for those in the names
 * of laws and documents, dates, items of a list and references in braces. */
void draft_mark(const char *text, struct buf *out);
/* The byte where the first mark begins; -1: there is none. */
long draft_find(const char *text);

#endif
