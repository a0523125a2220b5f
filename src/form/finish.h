/*
 * finish.h - the parts of form_finish() that its files share
 *
 * Finishing a form turns its totals and rules into sums over keyed cells, and
 * those round into "what moves when this cell moves".  Until all are known
 * they are gathered in struct pending.
 */
#ifndef FORM_FINISH_H
#define FORM_FINISH_H

#include "form/form.h"
#include "form/formula.h"

/* Factors are kept below this, so that 128 bits are enough for any sum. */
#define FACTOR_MOST INT64_C(1000000000)

#define FINISH_DEPTH 1000    /* totals that name totals that name ... */
#define FINISH_WORK 15000000 /* lines looked through for all of them */

struct pair {
	int cell, check;
};

struct pairs {
	struct pair *pair;
	int count;
	size_t room;
};

struct pending {
	struct {
		int cell;
		struct move move;
	} *term;
	int terms;
	size_t term_room;
	int64_t looked; /* cells beside those terms: see finish_look() */
	struct pairs names;	/* cells that checks name */
	struct pairs watch;	/* texts that checks read */
	int words;		/* of all rules with quotes */
	int64_t work;		/* lines looked through for names and totals */
	const struct rule **rule;	/* the form's by their ids, or NULL */
	const struct rule *total;	/* of totals that name none */
	bool too_many;		/* a bound was passed and told */
};

/* LINE, or the heading next above it, that has an id; -1: none has. */
int axis_named(const struct axis *a, int line);

/* The steps of form_finish(), in turn; each tells in E what does not fit. */
void finish_number(struct form *f, struct error *e);
void axis_sort(struct axis *a);
void finish_check_ids(const struct form *f, struct error *e);
void finish_totals(struct form *f, struct error *e);
void finish_checks(struct form *f, struct error *e);
void finish_trends(struct form *f, struct error *e);
void finish_answers(struct form *f);

/* False, told in E once, if there are as many checks as there may be. */
bool finish_room(struct form *f, struct error *e);
/* A copy of C, added; its number. */
int finish_check(struct form *f, const struct check *c);

/* Adding the keyed cells that a cell stands for to a sum. */
struct expansion {
	struct form *form;
	struct error *e;
	int sum;
	int depth;		/* formulas of lines within each other */
	bool rows_first;	/* of a total both ways, add along the rows */
	bool filled;		/* measures too, which add nothing but count as
				 * blank */
};

/* Counts N lines that are looked through; false, told in E, if they are too
 * many. */
bool finish_work(struct form *f, int n, struct error *e);
/* Counts the cells of R, which a check looks at one by one; false, told in E
 * once, if those and the terms are more than FORM_TERMS. */
bool finish_look(struct form *f, const struct region *r, struct error *e);

int finish_new_sum(struct form *f, int cell, int check);
void finish_expand(struct expansion *x, int cell, int64_t factor);

/* A new sum of the terms of L, which belongs to computed cell CELL or to
 * check CHECK (the other is -1); its number. */
int finish_sum(struct form *f, const struct linear *l, int cell, int check,
	       struct error *e);
/* A new sum that counts what is blank in a region, for check CHECK. */
int finish_filled(struct form *f, const struct region *r, int check,
		  struct error *e);
void finish_pair(struct pairs *p, int cell, int check);
/* Check CHECK names the cells of its terms REF, but for last year's. */
void finish_names(struct form *f, const struct ref *ref, int refs, int check);
/* A copy of the terms REF in the form's arena; REF is freed. */
const struct ref *finish_refs(struct form *f, struct ref *ref, int refs);
void finish_watch(struct form *f, int cell, int check);

/* Finds what NAME means where B stands; false, told in b->e, if that is
 * nothing or more than one thing. */
bool name_resolve(struct binding *b, const char *name, struct place place,
		  struct region *r);
/* The same where it can be last year's: sets the region of R and whether it
 * is of the past. */
bool name_resolve_term(struct binding *b, const char *name,
		       struct place place, struct ref *r);

#endif
