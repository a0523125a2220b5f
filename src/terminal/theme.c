/* theme.c - how each part of a screen looks */
#include "terminal/theme.h"

#include <stdlib.h>

static const struct {
	struct style colour;
	unsigned mono;
} theme[] = {
#define X(name, a, f, b, m)                                                   \
	[ROLE_##name] = { .colour = { .attr = (a), .fg = (f), .bg = (b) },    \
			  .mono = (m) },
	ROLES(X)
#undef X
};

struct style
theme_style(enum role role, bool colour)
{
	if (colour)
		return theme[role].colour;
	return (struct style){ .attr = theme[role].mono, .fg = -1, .bg = -1 };
}

bool
theme_wants_colour(void)
{
	const char *no = getenv("NO_COLOR");

	return !no || !*no;
}
