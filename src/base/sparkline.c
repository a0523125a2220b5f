/* sparkline.c - a row of figures as a row of little bars */
#include "base/sparkline.h"

__extension__ typedef unsigned __int128 uwide;

/* Their difference always fits, even where that of two wides would not. */
static uwide
distance(wide from, wide to)
{
	return (uwide)to - (uwide)from;
}

int
sparkline_height(wide units, wide low, wide high)
{
	const uwide steps = SPARK_HEIGHTS - 1;
	uwide above = distance(low, units), whole = distance(low, high);
	uwide height;

	if (!whole)
		return 0;
	/* so large that the last digits are not seen */
	while (whole > (uwide)-1 / SPARK_HEIGHTS) {
		above = above / 2 + above % 2;
		whole /= 2;
	}
	height = (above * steps + whole - 1) / whole;
	return (int)(height < steps ? height : steps);
}

void
sparkline_add(struct buf *out, const struct spark *s, int n)
{
	static const char *const bar[SPARK_HEIGHTS] = {
		"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█",
	};
	wide low = 0, high = 0;
	int i;

	for (i = 0; i < n; i++) {
		if (!s[i].known)
			continue;
		low = s[i].units < low ? s[i].units : low;
		high = s[i].units > high ? s[i].units : high;
	}
	for (i = 0; i < n; i++)
		buf_add(out, s[i].known ? bar[sparkline_height(s[i].units, low,
							       high)] : " ");
}
