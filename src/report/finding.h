/*
 * finding.h - what is wrong with a report, in words
 *
 * A finding is a check that is broken, or would be if no reason answered it, or
 * one that asks whether something is filled in and finds it is not, or the
 * likely cause that a suspect sees, or that the deadline is near or gone by, or
 * that last year's report should be there and is not.
 * Nothing is stored: findings are read off the report when they are wanted.
 */
#ifndef REPORT_FINDING_H
#define REPORT_FINDING_H

#include "base/buf.h"
#include "report/reason-text.h"
#include "report/report.h"

struct finding {
	const struct rule *rule;
	enum level level;
	int check;		/* -1: of no check: the deadline, that last
				 * year's report is missed, an impossible year
				 */
	int cell;		/* where to go; -1: nowhere */
	bool blank;		/* something is not filled in */
	char *text;		/* a sentence with both sides and difference */
	struct reason *answer;	/* the reason that answers it, which makes it
				 * a note; NULL: none does */
	size_t at; /* the byte of the text that it is about; or 0 */
	bool quote;		/* it is about a number there: */
	wide left, right;	/* that, and what it should be */
};

struct findings {
	struct finding *finding;
	int count;
	size_t room;
};

#define FINDINGS_INIT { .finding = NULL }

/* The findings of R in the order of the form, in language LANG. */
void findings_collect(const struct report *r, int lang, struct findings *out);
void findings_release(struct findings *f);
/* Adds one of RULE about check CHECK at CELL, and returns it: it stays where it
 * is until the next is added.  For the kinds of check. */
struct finding *finding_add(struct findings *out, const struct rule *rule,
			    int check, int cell);

/* The cell where what is wrong with check CHECK stands: as check_cell(), but
 * of a figure that is quoted wrongly the text. */
int check_place(const struct report *r, int check);
/* Sets *AT to the first byte in text CELL that check CHECK finds fault with;
 * false if there is none. */
bool check_in_text(const struct report *r, int check, int cell, size_t *at);
/* The sentence for check CHECK as its figures stand now, broken or not. */
void check_sentence(const struct report *r, int check, int lang,
		    struct buf *out);
/* The check to show for a cell: a broken one that names it, else one that a
 * reason answers, else the first that names it, else the first that one of its
 * sums stands in; -1: none. */
int check_of_cell(const struct report *r, int cell);
/* The first check that asks whether CELL is filled in and finds that something
 * is not; -1: none. */
int check_of_blank(const struct report *r, int cell);

#endif
