/*
 * shot.h - what is in a folder at a moment, byte for byte
 */
#ifndef FAULT_SHOT_H
#define FAULT_SHOT_H

#include <stdbool.h>

#include "base/buf.h"

#define SHOT_MOST 32

struct shot {
	int files;
	struct shot_file {
		char *name;
		struct buf bytes;
	} file[SHOT_MOST];
};

/* Takes the regular files of FOLDER, in the order of their names; ends the
 * test if it cannot.  The caller ends S with shot_release(). */
void shot_take(struct shot *s, const char *folder);
void shot_release(struct shot *s);
/* NULL: there is no such file. */
const struct buf *shot_find(const struct shot *s, const char *name);
/* True if NAME is in both the same or in none. */
bool shot_same(const struct shot *a, const struct shot *b, const char *name);

/* For all that a test has no use for: the path is A/B, which the caller
 * frees. */
char *path_join(const char *a, const char *b);
/* Ends the test as one that could not be done, with WHAT and errno. */
_Noreturn void cannot(const char *what);
void file_write(const char *path, const char *bytes, size_t len);
void file_take(const char *path, struct buf *out);
/* FOLDER is made, or emptied of its files, links and empty folders. */
void folder_clear(const char *folder);

#endif
