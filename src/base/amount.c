/* amount.c - exact decimals */
#include "base/amount.h"

#include <assert.h>

int64_t
amount_power(int n)
{
	int64_t p = 1;

	assert(n >= 0 && n <= 18);
	while (n-- > 0)
		p *= 10;
	return p;
}

enum amount_error
amount_parse(const char *text, size_t len, int places, bool negative,
	     int64_t *units, int *keyed)
{
	const int64_t most = amount_power(AMOUNT_DIGITS);
	int64_t n = 0;
	bool minus = false, large = false;
	int decimals = -1, digits = 0;
	size_t i = 0;

	if (i < len && (text[i] == '-' || text[i] == '+'))
		minus = text[i++] == '-';
	for (; i < len; i++) {
		if (text[i] == '.' && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (text[i] < '0' || text[i] > '9')
			return AMOUNT_NOT;
		digits++;
		if (decimals >= 0)
			decimals++;
		if (decimals > places) {
			/* a zero beyond the last place loses nothing */
			if (text[i] != '0')
				return AMOUNT_PRECISE;
			decimals--;
			continue;
		}
		if (!large)
			n = n * 10 + (text[i] - '0');
		large = large || n >= most;
	}
	if (!digits)
		return len ? AMOUNT_NOT : AMOUNT_EMPTY;
	if (minus && (n || large) && !negative)
		return AMOUNT_NEGATIVE;
	if (decimals < 0)
		decimals = 0;
	for (int d = decimals; d < places && !large; d++) {
		n *= 10;
		large = n >= most;
	}
	if (large)
		return AMOUNT_LARGE;
	*units = minus ? -n : n;
	*keyed = decimals;
	return AMOUNT_OK;
}

void
amount_format(struct buf *out, wide units, int places, int keyed)
{
	char digit[64] = "";
	int n = 0, i;
	bool minus = units < 0;

	if (keyed > places)
		keyed = places;
	do {
		int d = (int)(units % 10);

		digit[n++] = (char)('0' + (d < 0 ? -d : d));
		units /= 10;
	} while (units);
	while (n <= places)
		digit[n++] = '0';
	for (i = 0; i < places - keyed && digit[i] == '0'; i++)
		;
	if (minus)
		buf_addc(out, '-');
	while (n > places)
		buf_addc(out, digit[--n]);
	if (n > i)
		buf_addc(out, '.');
	while (n > i)
		buf_addc(out, digit[--n]);
}
