/*
 * carry-forward.h - what a report takes from the one of the year before
 *
 * The form says what is carried, in `from`.  On request the texts are carried
 * too, as a draft: each number in them that may be last year's is marked, and
 * each mark is a finding until it is removed.
 */
#ifndef REPORT_CARRY_FORWARD_H
#define REPORT_CARRY_FORWARD_H

#include <stdbool.h>

#include "base/error.h"
#include "report/report.h"

/* Carries last year's figures, which R must have, into R in one edit.  DRAFT:
 * the texts too.  False, told in E, if that is not possible; nothing is changed
 * then.  A figure that does not fit its cell is not carried: a warning in E. */
bool report_carry(struct report *r, bool draft, struct error *e);

#endif
