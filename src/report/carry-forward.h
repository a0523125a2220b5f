/*
 * carry-forward.h - what a report takes from the one of the year before
 *
 * The form says what that is, in `from`.  If the person wants it, the texts
 * come along as a draft, in which every figure that may be last year's is
 * marked, and stays a finding until somebody has looked at it.
 */
#ifndef REPORT_CARRY_FORWARD_H
#define REPORT_CARRY_FORWARD_H

#include "base/buf.h"
#include "report/report.h"

/* Carries into R, whose last year's figures are set, in one edit.  DRAFT: the
 * texts too.  False, told in E, if it cannot be done; nothing is changed
 * then.  A figure that does not fit its cell is a warning, and not carried. */
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
