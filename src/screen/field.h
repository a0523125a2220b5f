/*
 * field.h - a text that is typed in the active cell
 *
 * It is typed at the foot of the page, and is in the report with each key.
 */
#ifndef SCREEN_FIELD_H
#define SCREEN_FIELD_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct key;

/* True if the key begins a text right away: a letter of an input method, a
 * digit, a paste. */
bool field_begins(const struct app *a, const struct key *k);
/* Opens the field; K, which may be NULL, is the first key.  A digit and a
 * paste begin anew, as in a figure; a letter adds to the text. */
void field_edit(struct app *a, const struct key *k);

bool field_is_on(const struct app *a);
/* True if what is typed has changed the report. */
bool field_has_begun(const struct app *a);
/* Opens the field with the cursor at byte AT; BEGUN: it has changed
 * something. */
void field_resume(struct app *a, size_t at, bool begun);

#endif
