/*
 * report-state.h - how far a report is, in one word
 *
 * The same words are used on the screen, in lists, in documents and in JSON.
 * All states but the last are computed from the figures.  "Handed in" is set by
 * a person (annotation_state() of annotation.h); it locks the report until the
 * report is returned.
 */
#ifndef REPORT_REPORT_STATE_H
#define REPORT_REPORT_STATE_H

#include "base/buf.h"
#include "report/report.h"

enum report_state {
	REPORT_BLANK,		/* nothing is keyed yet */
	REPORT_KEYED,		/* something is not filled in yet */
	REPORT_BROKEN,		/* a rule that must hold does not */
	REPORT_UNEXPLAINED,	/* all is there, but a rule wants a reason */
	REPORT_FINISHED,
	REPORT_HANDED_IN,
};

#define STATE_HANDED_IN "handed in"	/* the text of annotation_state() */

enum report_state report_state(const struct report *r);
/* The word for programs, and the same for people. */
const char *state_word(enum report_state s);
const char *state_name(enum report_state s);
/* How many of what the word speaks of: rules, or figures that are blank; 0: it
 * speaks of none. */
int state_count(enum report_state s, const struct counts *c);
/* Texts that are missing; they are spoken of once no figure is blank. */
int counts_texts(const struct counts *c);
/* Adds what is to be done in three numbers: errors, what is to be explained,
 * what is blank; and counts_texts(). */
void counts_show(const struct counts *c, struct buf *out);
/* Adds the word and what is to be done: "in progress, 12 blank". */
void state_show(enum report_state s, const struct counts *c,
		struct buf *out);

/* False, told in E with what is to be done, if it is not finished or is handed
 * in already. */
bool report_may_hand_in(const struct report *r, struct error *e);
/* Hands the report in, or returns it: one edit, signed as the next edit is
 * (report_sign()).  False, told in E, if it may not be, or is not handed in. */
bool report_hand_in(struct report *r, struct error *e);
bool report_return(struct report *r, struct error *e);

#endif
