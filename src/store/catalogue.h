/*
 * catalogue.h - the reports that a folder offers
 *
 * A kiosk serves the regular files of its folder that are called *.yaml and
 * are not hidden; of these, if somebody says so, only those in which certain
 * fields hold certain values.  The folder is the one that the process is
 * confined to.
 *
 * The files are found at once and read a few at a time:
 *
 *	catalogue_look(s, e);
 *	while (catalogue_read(s, 8))
 *		...what is known so far is in row[]
 *
 *   1. A report is read once, and again only after its file, or that of the
 *      year before, became another one: by device, inode, size and the times
 *      of both its changes; or after one came that may be the year before.
 *   2. Rows are in the order of the files' names.  What was read of a file
 *      that has changed stays in its row until it is read again.
 *   3. Where fields must hold certain values a file is in no row before it is
 *      read.
 */
#ifndef STORE_CATALOGUE_H
#define STORE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/error.h"
#include "report/report-state.h"
#include "store/report-gate.h"

struct catalogue_entry {
	char *file;
	bool offered;		/* it is in a row */
	bool known;		/* it was read, and so: */
	bool good;		/* it could be read, and so: */
	char **value;		/* what each field holds, "" if nothing */
	enum report_state state;
	struct counts counts;
	/* for the next look at the folder */
	bool fresh;		/* it need not be read again */
	struct stat stat;	/* of the file when it was found */
	char *previous;		/* the file of the year before; or NULL */
	struct stat previous_stat;
	bool moved;		/* it is new or another, so it may be the
				 * year before of one that was read */
	char *key;		/* see previous_key(): of it; or NULL */
	char *seeking;		/* of the year before, if it names no file */
	bool missed;		/* that is missed */
};

struct catalogue {
	const struct catalogue_field *field;	/* the caller's */
	int fields;
	struct catalogue_entry **row;		/* those that are offered */
	int rows;
	int readings;				/* of reports, so far */
	struct catalogue_entry *entry;		/* all files, by name */
	int entries, next;			/* NEXT: the first to read */
	bool looked;				/* at the folder, once */
	bool listed;				/* even where one is alone */
	struct previous_years *years;		/* since then; or NULL */
	size_t room, row_room;
};

void catalogue_init(struct catalogue *s, const struct catalogue_field *field,
		    int fields);
void catalogue_release(struct catalogue *s);
/* Looks which files there are and which of them have changed; reads none, and
 * pointers to entries are void.  False, told in E, if the folder cannot be
 * read: all is as it was. */
bool catalogue_look(struct catalogue *s, struct error *e);
/* Reads at most MOST reports that are not fresh; false once all are. */
bool catalogue_read(struct catalogue *s, int most);
/* True if FILE is a report that is offered; if not, E is told why. */
bool catalogue_offers(const struct catalogue *s, const char *file,
		      struct error *e);

#endif
