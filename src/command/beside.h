/*
 * beside.h - what lies beside a report and is worth a note
 */
#ifndef COMMAND_BESIDE_H
#define COMMAND_BESIDE_H

#include <stdbool.h>

#include "base/buf.h"

enum {
	BESIDE_CHANGED,		/* the file is not what its log saw last */
	BESIDE_LOG,		/* lines of the log do not follow */
	BESIDE_JOURNAL,		/* something is typed and not saved */
	BESIDES
};

/* Their names, for programs. */
extern const char *const beside_names[BESIDES];

struct beside {
	struct buf note[BESIDES];	/* a translated sentence; "": none */
};

/* Looks beside the report at PATH, whose bytes have the digest DIGEST; of a
 * log only at its end.  HISTORY: whether one is kept at all.  The caller ends B
 * with beside_release(). */
void beside_look(struct beside *b, const char *path, const char *digest,
		 bool history);
void beside_release(struct beside *b);

#endif
