/*
 * equation.h - what a check compares, term by term
 *
 * The rule line, the rule spelled out, and the sentences of findings are all
 * written from struct equation, so they show the figures that were judged:
 * this year's or last year's, times its factor.
 *
 *   1. What a side adds up, number included, is its side[].
 *   2. A relation holds between its side[]s if and only if it was judged so,
 *      blank cells counted as 0.
 */
#ifndef REPORT_EQUATION_H
#define REPORT_EQUATION_H

#include "base/buf.h"
#include "report/report.h"

struct expr;

struct term {
	int ref;		/* which of the check's refs; -1: a number, or
				 * the figure of a total */
	int comparison;		/* the one that it stands in */
	bool right;
	bool figured;		/* it has a figure; else it is a text, or asks
				 * whether something is filled in */
	int64_t factor;		/* of the figure */
	wide figure;		/* units of the form's places */
	const struct expr *asks;	/* not figured: what is asked of it */
};

struct comparison {
	enum relation relation;	/* as the rule has it */
	bool texts;		/* it looks at texts: no sides are known */
	wide side[2];		/* units of the form's places */
	const char *joint;	/* "and", "or"; "" before the first */
};

struct equation {
	const struct report *report;
	int check;
	bool words;		/* it speaks of the rule, not of its figures */
	bool whole;		/* the check is nothing but its comparisons */
	struct term *term;
	int terms;
	size_t term_room;
	struct comparison *comparison;
	int comparisons;
	size_t comparison_room;
};

/* Reads what check CHECK of R compares as its figures stand now.  The caller
 * frees with equation_release(). */
void equation_read(const struct report *r, int check, struct equation *out);
void equation_release(struct equation *q);

/* Adds side RIGHT of comparison N, in language LANG: its terms with their
 * FIGURES and its sum ("new 3 + carried 0 = 3"), or without ("new +
 * carried"). */
void equation_side(const struct equation *q, int n, bool right, bool figures,
		   int lang, struct buf *out);
/* The names of side RIGHT of check CHECK without figures, read and written. */
void equation_names(const struct report *r, int check, bool right, int lang,
		    struct buf *out);
/* The sign between the sides of comparison N as they stand: "=", or "<>" where
 * = does not hold; "" if it has none. */
const char *equation_sign(const struct equation *q, int n);
/* Adds all comparisons in a line, each with its sign as it stands, or with
 * that of the RULE. */
void equation_line(const struct equation *q, bool rule, int lang,
		   struct buf *out);
/* Adds what check CHECK demands, or WHEN it does, in words of LANG: labels and
 * no figures.  Nothing if the check is no formula. */
void equation_words(const struct report *r, int check, bool when, int lang,
		    struct buf *out);
/* Adds term I as a line of its own: sign, factor, figure, name. */
void equation_term(const struct equation *q, int i, int lang,
		   struct buf *out);
/* Adds what became of the check: that it holds, does not and by how much, has
 * an answer, waits for blank cells, or does not apply. */
void equation_verdict(const struct equation *q, struct buf *out);

/* Adds the sentence for check CHECK of R: its sides and what became of it. */
void equation_sentence(const struct report *r, int check, int lang,
		       struct buf *out);

#endif
