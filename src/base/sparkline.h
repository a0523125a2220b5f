/*
 * sparkline.h - a row of figures as a row of little bars
 *
 * Eight heights from the least to the largest figure, where zero is always
 * among them: what is half as large is half as high.  A figure that is not
 * known leaves a gap.  Worked out in whole numbers.
 */
#ifndef BASE_SPARKLINE_H
#define BASE_SPARKLINE_H

#include <stdbool.h>

#include "base/amount.h"
#include "base/buf.h"

#define SPARK_HEIGHTS 8

struct spark {
	bool known;
	wide units;
};

/* The height of UNITS, 0 to SPARK_HEIGHTS - 1, between LOW and HIGH; 0 is
 * LOW alone. */
int sparkline_height(wide units, wide low, wide high);
/* Adds N bars, a column each. */
void sparkline_add(struct buf *out, const struct spark *s, int n);

#endif
