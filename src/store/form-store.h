/*
 * form-store.h - the installed forms, each read once a process
 *
 * A form is const once it is read, so every report of a process shares it.
 * The store owns the forms that it returns.  They live until
 * form_store_release(), which main() calls last.
 *
 * The file of the form "name/2024" is called name-2024.yaml.  It is looked for
 * in the folders of the forms path: $GOUJI_FORMS, parted by colons, or the
 * folder of the installation.  Of a form in two folders the first is used.
 */
#ifndef STORE_FORM_STORE_H
#define STORE_FORM_STORE_H

#include "base/error.h"
#include "form/form.h"

/* The folders in which forms are found, parted by colons. */
const char *form_path(void);

/* The form with the id NAME ("name/2024").  NULL, told in E, if there is none
 * or it cannot be read; it is then looked for again the next time. */
const struct form *form_open(const char *name, struct place place,
			     struct error *e);
/* The newest version of the form NAME that can be read; NULL if there is
 * none.  Versions are ordered by the names of their files, so that in general
 * one form is read. */
const struct form *form_open_newest(const char *name);
/* The form in the file PATH, which a person names; NULL, told in E, if it
 * cannot be read. */
const struct form *form_open_file(const char *path, struct error *e);
/* Frees all forms.  No report of them may be left. */
void form_store_release(void);

/* Adds the version of the form NAME that is for YEAR: of those that are called
 * after the year from which they hold, the latest that does not lie after it.
 * False, and nothing added, if there is none. */
bool form_version_of(const char *name, int year, struct buf *out);

/* The ids of all forms on the path, each once, in order, a line each with the
 * title in language LANG behind a tab. */
void form_list(const char *lang, struct buf *out, struct error *e);

#endif
