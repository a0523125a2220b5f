/*
 * record.h - the lines of a journal and of a trail
 *
 * A record is a line of fields parted by tabs; the first names its kind, the
 * last is its checksum.  Tabs, line feeds, backslashes and other control
 * characters within a field are escaped, so a person can read it and no
 * terminal takes it for commands.
 *
 *   1. The checksum is that of the line and of the line before: what is cut,
 *      torn, changed or left out ends the chain there, and what comes before
 *      still counts.
 *   2. A line without its line feed does not count.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "report/report.h"

#define DIGEST_LEN 64		/* hexadecimal digits of a SHA-256 */

/* The SHA-256 of LEN bytes, as text. */
void digest_of(const char *bytes, size_t len, char digest[DIGEST_LEN + 1]);

/* Where a chain of lines has got to.  It begins as CHAIN_INIT. */
struct chain {
	char sum[17];		/* of the last line */
};

#define CHAIN_INIT { .sum = "" }

/* ---- writing ---- */

/* Adds a field to the record that OUT ends in; the first is its kind. */
void record_field(struct buf *out, const char *text);
void record_bytes(struct buf *out, const char *bytes, size_t len);
void record_number(struct buf *out, int64_t n);
/* "2026-11-24T09:30:00.123Z"; "-" for 0. */
void record_time(struct buf *out, int64_t time);
/* The same as a text that is no field, and read back; false if it is none. */
void record_time_text(struct buf *out, int64_t time);
bool record_read_time(const char *text, int64_t *time);
/* Adds one field with the address of the cell, and a place in its text. */
void record_cell(struct buf *out, const struct form *f, int cell, size_t at);
/* Adds fields: serial, time, how, person, reason, and for each change where,
 * before and after. */
void record_edit(struct buf *out, const struct form *f, int serial,
		 const struct edit *edit);
/* Ends the record that begins at byte FROM of OUT: checksum and line feed. */
void record_end(struct buf *out, size_t from, struct chain *chain);

/* ---- reading ---- */

struct record {
	char **field;		/* unescaped, without the checksum */
	size_t *len;		/* of each */
	int fields;
	size_t room, len_room;
	char *text;		/* that the fields point into */
};

#define RECORD_INIT { .field = NULL }

/* Reads the line that begins at *AT of LEN bytes, and moves *AT behind it.
 * False at the end, or where the chain ends; *AT is then what comes after the
 * last line that counts.  R is used over and ends with record_release(). */
bool record_next(struct record *r, const char *bytes, size_t len, size_t *at,
		 struct chain *chain);
/* Takes a line of LEN bytes, without its line feed, apart whatever its
 * checksum; false if it cannot be. */
bool record_split(struct record *r, const char *line, size_t len);
void record_release(struct record *r);
/* True if it is of this kind and has at least so many fields with it. */
bool record_is(const struct record *r, const char *kind, int fields);
/* False if field N is not such a thing, or not there. */
bool record_get_number(const struct record *r, int n, int64_t *number);
bool record_get_time(const struct record *r, int n, int64_t *time);
bool record_get_cell(const struct record *r, int n, const struct form *f,
		     int *cell, size_t *at);
/* Reads what record_edit() wrote into fields from N on.  False if it is none,
 * or names what the form has not; else the caller frees EDIT with
 * record_edit_release(), and its sign lives as long as R is not used. */
bool record_get_edit(const struct record *r, int n, const struct form *f,
		     int *serial, struct edit *edit);
void record_edit_release(struct edit *edit);

#endif
