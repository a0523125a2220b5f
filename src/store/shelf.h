/*
 * shelf.h - the reports that a folder offers
 *
 * A kiosk serves the regular files of its folder that are called *.yaml and
 * are not hidden; of these, if somebody says so, only those in which certain
 * fields hold certain values.  The folder is the one that the process is
 * confined to.
 */
#ifndef STORE_SHELF_H
#define STORE_SHELF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "core/state.h"

/* A field of the reports, by its whole address. */
struct shelf_field {
	const char *address;
	const char *only;	/* that it must hold; NULL: whatever */
};

struct shelf_entry {
	char *file;
	bool good;		/* it could be read, and so: */
	char **value;		/* what each field holds, "" if nothing */
	enum report_state state;
	struct counts counts;
};

struct shelf {
	const struct shelf_field *field;	/* the caller's */
	int fields;
	struct shelf_entry *entry;		/* in order of the names */
	int entries;
	size_t room;
};

void shelf_init(struct shelf *s, const struct shelf_field *field, int fields);
void shelf_release(struct shelf *s);
/* Looks through the folder, again if need be.  False, told in E, if it cannot
 * be read. */
bool shelf_fill(struct shelf *s, struct error *e);
/* True if FILE is a report that is offered; if not, E is told why. */
bool shelf_offers(const struct shelf *s, const char *file, struct error *e);

#endif
