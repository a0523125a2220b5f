/* was.c - what the cells of a form were called in an earlier version of it */
#include "core/was.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* The same version: every cell is itself. */
static struct was *
itself(const struct form *now, const struct form *before)
{
	struct was *w = xcalloc(1, sizeof *w);
	int i;

	w->now = now;
	w->before = before;
	w->how = xcalloc((size_t)now->cells, sizeof *w->how);
	w->cell = xcalloc((size_t)now->cells, sizeof *w->cell);
	for (i = 0; i < now->cells; i++) {
		w->how[i] = WAS_SAME;
		w->cell[i] = i;
	}
	return w;
}

struct was *
was_new(const struct form *now, const struct form *before, struct error *e)
{
	if (!strcmp(now->name, before->name) &&
	    !strcmp(now->version, before->version) &&
	    now->cells == before->cells)
		return itself(now, before);
	error_add(e, NOWHERE, _("%s/%s does not say what was what in %s/%s"),
		  now->name, now->version, before->name, before->version);
	return NULL;
}

void
was_free(struct was *w)
{
	if (!w)
		return;
	free(w->how);
	free(w->cell);
	free(w->dropped);
	free(w->why);
	free(w);
}
