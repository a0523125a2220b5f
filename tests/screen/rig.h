/*
 * rig.h - the whole screen of the program, in this process, on a terminal
 *
 * The terminal is a pty; what is written to it comes to us in packets, one a
 * write, and goes into libvterm.  No second process, no time: a key is fed,
 * what moved is drawn, and what is to be seen can be looked at.
 *
 *   1. After each key: at most one write; nothing to write after it; the
 *      cursor on the active cell; report_verify().
 *   2. A wide terminal draws characters of ambiguous width in two columns, a
 *      narrow one in one.  What rig_row() tells is the same for both.
 */
#ifndef TESTS_RIG_H
#define TESTS_RIG_H

#include <stdbool.h>
#include <stddef.h>
#include <vterm.h>

#include "base/buf.h"
#include "screen/app.h"
#include "store/catalogue.h"

struct rig {
	int master, slave, wire[2];
	int rows, columns;
	bool doubled;	/* a wide terminal */
	struct term *term;
	struct app *app;
	struct catalogue catalogue;
	struct catalogue_field field[4];
	char *fields;
	VTerm *vt;
	struct buf last;	/* what was written last */
	int writes;
	struct buf copied;	/* what the clipboard was given last, coded */
	struct buf did;		/* the last keys, for who has to look */
};

/* Says where the source folder and its forms are, once and for all: absolutely
 * in $top_srcdir and $GOUJI_FORMS.  To be called first. */
void rig_environment(void);
/* A folder of the test's own, with a copy in it of the report NAME of
 * tests/examples or tests/screen; we go there, as messages tell a file by its
 * name. */
void rig_copy(const char *name);
/* Another copy in that folder, called AS. */
void rig_copy_beside(const char *name, const char *as);
void rig_remove_copy(void);
void rig_read_file(const char *path, struct buf *out);

/* Opens the report at PATH, labels in LANG, on a terminal of terminfo's TYPE.
 * Ends with rig_close(). */
void rig_open(struct rig *r, const char *path, const char *lang,
	      const char *type, int rows, int columns, bool doubled);
/* The same with the list of the reports in the folder where we are, each told
 * by its FIELDS: "unit year", or "unit=X" for those alone where it is X. */
void rig_list(struct rig *r, const char *fields, const char *lang,
	      const char *type, int rows, int columns, bool doubled);
void rig_close(struct rig *r);
/* Time passes, and no key comes. */
void rig_turn(struct rig *r);

/* Feeds the bytes of one key, draws, and sees to 1. above. */
void rig_key(struct rig *r, const char *bytes, size_t n);
void rig_resize(struct rig *r, int rows, int columns);
/* What the key of that name sends, without <>: "Enter", "C-z", "S-Left",
 * "K5" of the numeric keypad; false if there is none. */
bool rig_key_bytes(const char *name, struct buf *out);

/* Row Y, from 0, without blanks at its end, and a letter for each column that
 * tells how it looks (see looks[]); MARKS may be NULL. */
void rig_row(const struct rig *r, int y, struct buf *text,
	     struct buf *marks);
void rig_cursor(const struct rig *r, int *y, int *x);
/* The test fails unless drawing all of it from nothing shows the same. */
void rig_same(struct rig *r);

/* Ends the test, with what is on the screen. */
void rig_fail(const struct rig *r, const char *format, ...)
	__attribute__((format(printf, 2, 3), noreturn));

#endif
