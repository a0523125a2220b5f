/*
 * under.h - a program is run under the shim
 */
#ifndef FAULT_UNDER_H
#define FAULT_UNDER_H

#include <stdbool.h>

#include "base/buf.h"
#include "shim.h"

/* What goes wrong; the words are those of shim.h. */
struct fault {
	const char *calls;	/* kinds */
	const char *action;	/* NULL: nothing goes wrong, calls are counted */
	unsigned at;		/* from 1 */
	bool lasts, no_links;
	const char *disk;	/* the shadow, or NULL */
};

/* What is typed, and when: SEND goes out as soon as UNTIL, or one of the words
 * that it parts by |, has come from the program since the step before; if it is empty, the line drops.  NULL ends
 * the list. */
struct step {
	const char *until, *send;
	/* what was shown then can be recovered: the report has this line, or
	 * its beginning; NULL: no matter */
	const char *holds;
};

struct outcome {
	int status;		/* of exit; -1: it was killed by SIGNAL */
	int signal;
	int steps;		/* that were taken */
	struct fault_page page;
	struct buf err;		/* standard error; on a terminal, all */
};

/*
 * Runs ARGV in FOLDER, whose files count, and waits for it.  With STEPS it has
 * a terminal of 80 columns and 24 lines, otherwise no input, and its output is
 * lost.  WORK is a folder for files of ours.  A program that does not end in a
 * minute is killed by SIGALRM.  The caller frees with outcome_release().
 */
void under_shim(const char *const argv[], const char *folder,
		const char *work, const struct fault *fault,
		const struct step *steps, struct outcome *o);
void outcome_release(struct outcome *o);

#endif
