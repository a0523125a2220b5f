/*
 * amount.h - exact decimals
 *
 * A figure is a 64-bit number of units, where a unit is the last decimal
 * place: 12.50 with two places is 1250.  Sums are kept in 128 bits, so that
 * a million figures of AMOUNT_DIGITS digits cannot overflow.  There is no
 * floating point.
 */
#ifndef BASE_AMOUNT_H
#define BASE_AMOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

__extension__ typedef __int128 wide;

#define AMOUNT_PLACES 6		/* decimal places at most */
#define AMOUNT_DIGITS 15	/* digits at most, those places included */

enum amount_error {
	AMOUNT_OK,
	AMOUNT_EMPTY,		/* no digit at all */
	AMOUNT_NOT,		/* something that is not a number */
	AMOUNT_NEGATIVE,	/* a minus where none is allowed */
	AMOUNT_PRECISE,		/* more decimal places than allowed */
	AMOUNT_LARGE,		/* more digits than fit */
};

/* Reads TEXT (LEN bytes of ASCII: sign, digits, point) as a number with at
 * most PLACES decimals into UNITS of 10^-PLACES; KEYED is the number of
 * decimals as written.  UNITS and KEYED are set on AMOUNT_OK alone. */
enum amount_error amount_parse(const char *text, size_t len, int places,
			       bool negative, int64_t *units, int *keyed);

/* Writes UNITS of 10^-PLACES with KEYED decimals, or with as many more as it
 * takes to lose nothing. */
void amount_format(struct buf *out, wide units, int places, int keyed);

/* 10 to the N, 0 <= N <= 18. */
int64_t amount_power(int n);

#endif
