/*
 * version-map.h - what a form's cells were called in an earlier version of it
 *
 * The later form says it, in `was:`, and no other place does; the earlier form
 * stays as it was:
 *
 *	was:
 *	  2019:
 *	    same: [visits, staff]
 *	    sum: {visits.other: visits.rest}
 *	    reference: {stock.books: stock.titles}
 *	    dropped: {fines: These were counted, not added up}
 *
 * On the left and in `same` stand names of the later form, on the right and
 * in `dropped` names of the earlier one; each is an address or the beginning
 * of one, at a dot.  `same` speaks of the addresses that both forms have.  A
 * cell on the right is found on the left by what follows the name: of each
 * address there that ends in it.
 *
 *   1. Every cell of the earlier form is named once, or version_map_new()
 *      complains: nothing is lost without a word.
 *   2. A cell can be the *same* as one before; or one of several that were
 *      one cell (*sum*: only their sum can be compared); or have one that is
 *      shown beside it and never compared or carried (*reference*).
 *   3. What is *dropped* has no place in the later form.
 */
#ifndef FORM_VERSION_MAP_H
#define FORM_VERSION_MAP_H

#include "base/error.h"
#include "form/form.h"

struct version_map {
	const struct form *now, *before;
	enum version_match *how;	/* of each cell of NOW: see form.h */
	int *cell;		/* its cell in BEFORE; -1: none */
	int *dropped;		/* cells of BEFORE without a place */
	int drops;
	const struct label **why;	/* of each of those; NULL: not said */
};

/* How the cells of NOW stood in BEFORE: another version of the same form, or
 * the same one, in which all cells are the same.  NULL, told in E, if NOW
 * says nothing of that version or what it says does not fit BEFORE.  The
 * caller frees it with version_map_free(), before the forms. */
struct version_map *version_map_new(const struct form *now,
				    const struct form *before, struct error *e);
void version_map_free(struct version_map *w);

/* Tells of every name in `was` of FORM that no cell of it has.  What stands
 * on the other side only version_map_new() can know. */
void version_map_check(const struct form *form, struct error *e);

#endif
