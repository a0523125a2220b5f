/*
 * diagnosis.h - likely causes of a broken rule
 *
 * A rule of a form can name one of the searches below (`suspect:`), and the
 * rules that it looks at, instead of a formula.  The search runs only when
 * findings are listed, and only over checks that are broken.
 */
#ifndef REPORT_DIAGNOSIS_H
#define REPORT_DIAGNOSIS_H

#include "base/buf.h"
#include "report/report.h"

struct diagnosis {
	const char *name;	/* as a form writes it */
	/* Looks at broken check CHECK of R.  If it finds a cause it adds a
	 * sentence in language LANG to OUT and is true; *CELL, set before to
	 * a cell of the check, may be set to the one that is suspected. */
	bool (*look)(const struct report *r, int check, int lang,
		     struct buf *out, int *cell);
	const char *help;
};

extern const struct diagnosis diagnoses[];
extern const size_t diagnosis_count;

/* The row called NAME; NULL if there is none. */
const struct diagnosis *diagnosis_find(const char *name);

#endif
