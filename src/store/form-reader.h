/*
 * form-reader.h - a form from its YAML file, as gouji-form(5) describes it
 */
#ifndef STORE_FORM_READER_H
#define STORE_FORM_READER_H

#include "base/error.h"
#include "form/form.h"

/* Reads the form file PATH; NULL if E got an error, and E then has every
 * mistake that was found.  The caller frees with form_free(). */
struct form *form_read(const char *path, struct error *e);
/* The same from LEN bytes in memory that PATH is the name of. */
struct form *form_parse(const char *path, const char *bytes, size_t len,
			struct error *e);

/* The folders in which forms are found, parted by colons. */
const char *form_path(void);

/* Finds the form with the id NAME ("name/2024") on the forms path and reads
 * it.  The path is $GOUJI_FORMS, a list of folders parted by colons, or the
 * folder of the installation. */
struct form *form_open(const char *name, struct place place, struct error *e);

/* Adds the version of the form NAME that is for YEAR: of those that are called
 * after the year from which they hold, the latest that does not lie after it.
 * False, and nothing added, if there is none. */
bool form_version_of(const char *name, int year, struct buf *out);

/* The ids of all forms on the path, each once, in order, a line each with the
 * title in language LANG behind a tab. */
void form_list(const char *lang, struct buf *out, struct error *e);

#endif
