/*
 * catalogue.h - the reports that a folder offers
 *
 * A kiosk serves the regular files of its folder that are called *.yaml and
 * are not hidden; of these, if somebody says so, only those in which certain
 * fields hold certain values.  The folder is the one that the process is
 * confined to.
 */
#ifndef STORE_CATALOGUE_H
#define STORE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "report/report-state.h"

/* A field of the reports, by its whole address. */
struct catalogue_field {
	const char *address;
	const char *only;	/* that it must hold; NULL: whatever */
};

struct catalogue_entry {
	char *file;
	bool good;		/* it could be read, and so: */
	char **value;		/* what each field holds, "" if nothing */
	enum report_state state;
	struct counts counts;
};

struct catalogue {
	const struct catalogue_field *field;	/* the caller's */
	int fields;
	struct catalogue_entry *entry;		/* in order of the names */
	int entries;
	size_t room;
};

void catalogue_init(struct catalogue *s, const struct catalogue_field *field,
		    int fields);
void catalogue_release(struct catalogue *s);
/* Looks through the folder, again if need be.  False, told in E, if it cannot
 * be read. */
bool catalogue_fill(struct catalogue *s, struct error *e);
/* True if FILE is a report that is offered; if not, E is told why. */
bool catalogue_offers(const struct catalogue *s, const char *file,
		      struct error *e);

#endif
