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

#endif
