/*
 * reason.h - written reasons that answer broken checks
 *
 * A reason is valid for the figures that it was given for, which its annotation
 * keeps (reason-text.h): when one of them moves the check is broken again, with
 * the old words at hand.  So nothing has to notice that a figure moved.
 */
#ifndef REPORT_REASON_H
#define REPORT_REASON_H

#include "report/report.h"

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
