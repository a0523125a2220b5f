/*
 * plan.h - the parts of form_finish() that its files share
 *
 * Finishing a form turns its totals and rules into sums over keyed cells, and
 * those round into "what moves when this cell moves".  Until all are known
 * they are gathered in struct pending.
 */
#ifndef CORE_PLAN_H
#define CORE_PLAN_H

#include "core/form.h"
#include "core/formula.h"

/* Factors are kept below this, so that 128 bits are enough for any sum. */
#define FACTOR_MOST INT64_C(1000000000)

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
	struct pairs names;	/* cells that checks name */
	struct pairs watch;	/* texts that checks read */
	bool too_many;		/* FORM_TERMS was passed and told */
};

void plan_release(struct form *f);

/* A new sum of the terms of L, which belongs to computed cell CELL or to
 * check CHECK (the other is -1); its number. */
int plan_sum(struct form *f, const struct linear *l, int cell, int check,
	     struct error *e);
void plan_watch(struct form *f, int cell, int check);

/* Finds what NAME means where B stands; false, told in b->e, if that is
 * nothing or more than one thing. */
bool name_resolve(struct binding *b, const char *name, struct place place,
		  struct region *r);

#endif
