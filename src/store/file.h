/*
 * file.h - reading a whole file
 */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

/* Adds what the regular file PATH holds, at most MOST bytes, to OUT; "-" is
 * standard input.  False, told in E, if it cannot be read. */
bool file_read(const char *path, size_t most, struct buf *out,
	       struct error *e);
/* The same of the lines that the first MOST bytes hold whole; the file may be
 * longer. */
bool file_read_head(const char *path, size_t most, struct buf *out,
		    struct error *e);
/* As file_read(), of a file NAME in the folder DIR or below it; no link and no ".."
 * leads out. */
bool file_read_beneath(const char *dir, const char *name, size_t most,
		       struct buf *out, struct error *e);
/* The same of a file that the installation names and no person: it may lie
 * outside the folder that the process is confined to. */
bool file_read_installed(const char *path, size_t most, struct buf *out,
			 struct error *e);

#endif
