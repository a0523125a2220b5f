/* trend-finish.c - the figures that a form follows over the years are bound */
#include <stdlib.h>

#include "base/i18n.h"
#include "form/finish.h"

static void
bind(struct form *f, struct trend *t, struct error *e)
{
	struct binding b = { .form = f, .e = e, .block = -1, .row = -1,
			     .column = -1, .check = -1 };
	struct linear l = { .constant = 0 };
	int i;

	t->cell = -1;
	if (t->of && formula_linear(&b, t->of, 1, &l)) {
		t->ref = finish_refs(f, l.ref, l.refs);
		t->refs = l.refs;
		t->constant = l.constant;
		if (l.refs == 1 && t->ref[0].factor == 1 && !l.constant)
			t->cell = region_cell(f, &t->ref[0].region);
		if (!l.refs)
			error_add(e, t->place,
				  _("'%s' names no figure that could be "
				    "followed"), formula_text(t->of));
		for (i = 0; i < l.refs && !t->ref[i].previous; i++)
			;
		if (i < l.refs)
			error_add(e, t->place,
				  _("in '%s': each year stands for itself; "
				    "leave 'last.' out"),
				  formula_text(t->of));
	} else {
		free(l.ref);
	}
}

void
finish_trends(struct form *f, struct error *e)
{
	int64_t cells = 0;
	int i, j;

	if (f->trends && form_year(f) < 0)
		error_add(e, f->trend[0].place,
			  _("trend: no field of the form is of the type year, "
			    "so its reports have no order"));
	for (i = 0; i < f->trends && cells <= FORM_TERMS; i++) {
		const struct trend *t = &f->trend[i];

		bind(f, &f->trend[i], e);
		for (j = 0; j < t->refs; j++)
			cells += region_room(f, &t->ref[j].region);
	}
	if (cells > FORM_TERMS)
		error_add(e, f->trend[i - 1].place,
			  _("trend: the figures add up more than %d cells"),
			  FORM_TERMS);
}
