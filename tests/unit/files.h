/*
 * files.h - what the tests of the store share: files of the sources
 */
#ifndef TEST_FILES_H
#define TEST_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* The path of a file of the sources; the caller frees it. */
char *source(const char *path);
/* Makes PATH a file of TEXT. */
void write_file(const char *path, const struct buf *text);
/* A new folder to be in while a test runs, with a place for what lies beside
 * no report ($XDG_STATE_HOME) in it; and away with it. */
void enter_folder(void);
void leave_folder(void);
/* The test fails unless these names are in the folder, in order: "a b ". */
void assert_names(const char *folder, const char *wanted);
/* Makes PATH a file of TEXT, or adds it to that file. */
void put_text(const char *path, const char *text);
void add_text(const char *path, const char *text);
/* Adds what is in the file at PATH to OUT; the test fails if it is none. */
void get_text(const char *path, struct buf *out);
/* Puts a form of nine cells into the folder, where forms are now looked for,
 * and gives a report of it: fields, a text, two decimals, totals. */
const char *small_report(void);
/* Forms are those of the sources, if nobody has said otherwise. */
void set_forms(void);
/*
 * Feeds each tests/bad/PREFIX*.yaml to TAKES, which reads it and is true if
 * nothing is wrong with it.  Its complaints must be those in the .err beside
 * it; UPDATE=1 writes them anew.
 */
void assert_bad_files(const char *prefix,
		      bool (*takes)(const char *name, const char *bytes,
				    size_t len, struct error *e));

#endif
