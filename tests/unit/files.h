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
