/*
 * net.h - what some edits of a log come to, cell by cell
 */
#ifndef CORE_NET_H
#define CORE_NET_H

#include "core/report.h"

/* A cell that is not what it was. */
struct net_cell {
	int cell;
	const struct value *before;	/* of a figure, what it was; of a
					 * text, what its first change cut */
	const struct edit *last;	/* that changed it */
};

struct net {
	struct net_cell *cell;	/* in the order of the form */
	int cells;
};

/* What the edits from FROM on come to; the values are the report's.  A text
 * counts as changed if anything was done to it.  Ends with net_release(). */
void net_of(struct net *n, const struct report *r, int from);
void net_release(struct net *n);
/* Adds "3 -> 4", or for a text how long it is now. */
void net_show(const struct net_cell *c, const struct report *r,
	      struct buf *out);

#endif
