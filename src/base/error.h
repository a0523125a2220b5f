/*
 * error.h - a list of problems, each with its place
 *
 * A reader goes on after a mistake and collects, so that an author sees all
 * the mistakes of a file at once.  error_add() is false, so that giving up is
 * one line:
 *
 *	return error_add(e, place, _("unknown kind of value '%s'"), name);
 *
 * A sentence is translated, whole, in lower case and without a full stop; it
 * says what is wrong and what to do.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct place {
	const char *file;	/* NULL: none */
	int line, column;	/* from 1; 0: not known */
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct problem {
	struct place place;
	char *file;		/* that of the place, our own copy */
	enum severity severity;
	char *text;
};

struct error {
	struct problem *problem;
	size_t count, room;
	size_t left_out;	/* more than ERROR_MOST; only counted */
	size_t errors;		/* of all of them, not warnings */
	/* what the function that added the first error says of it beside the
	 * text, for callers with words of their own; 0: nothing */
	int code, subject;
};

#define ERROR_INIT { .problem = NULL }
#define ERROR_MOST 1000
#define NOWHERE ((struct place){ .file = NULL })

void error_release(struct error *e);
/* Adds an error; always false. */
bool error_add(struct error *e, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void error_warn(struct error *e, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void error_note(struct error *e, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* How many there are, those left out included: more than before means that
 * something went wrong. */
size_t error_count(const struct error *e);
/* True if E holds as many as are shown and more: a reader may stop. */
bool error_full(const struct error *e);
/* True if E holds an error, not only warnings. */
bool error_any(const struct error *e);
/* Puts the list in the order of its places; equal ones stay as they came. */
void error_sort(struct error *e);
/* The translated word for S: error, warning, note. */
const char *severity_name(enum severity s);
/* "file:line:column: error: text" a line, in GNU form.  Characters that a
 * terminal could take for commands are shown as escapes. */
void error_print(const struct error *e, struct buf *out);
/* The text of the first problem, or "". */
const char *error_first(const struct error *e);

#endif
