/*
 * entry.h - a figure that is being typed in the active cell
 *
 * What is typed is in the report with each key; the key that accepts completes
 * it.  Three things are not:
 *
 *   1. What cannot be read is refused: the cell has the figure from before the
 *      entry again, and what was typed stands beside it until it is mended or
 *      given up.  So nothing of it ever joins up to another figure.
 *   2. Groups of three, "12,345", are open until the last one is complete.
 *   3. What is typed in a closed cell is judged when it is accepted.
 */
#ifndef SCREEN_ENTRY_H
#define SCREEN_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct entry;
struct key;

struct entry *entry_new(void);
void entry_free(struct entry *e);

/* True while something is being typed. */
bool entry_is_on(const struct app *a);
/* What is typed, and how many bytes of it stand behind the cursor. */
const char *entry_text(const struct app *a, size_t *behind);
/* What is typed and refused; NULL if nothing is. */
const char *entry_refused(const struct app *a);
/* The arrows move within it. */
bool entry_is_in_place(const struct app *a);
/* True if what is typed has changed the report. */
bool entry_has_begun(const struct app *a);

/* True if what is typed is in the report: the entry can be gone on with from
 * there. */
bool entry_is_stored(const struct app *a);

/* Begins with TEXT. */
void entry_begin(struct app *a, const char *text, bool in_place);
void entry_set_in_place(struct app *a, bool in_place);
/* Takes a key that goes on with the entry; false if it is none. */
bool entry_key(struct app *a, const struct key *k);
/* Takes a key that has no other meaning: it begins an entry with it, or is
 * refused in the one that is on.  False if it can be neither. */
bool entry_add(struct app *a, const struct key *k);
/* Puts in TEXT as a complete figure, unless it is empty; false, and says why,
 * if it is none. */
bool entry_paste(struct app *a, const char *text);
/* Completes the entry, if there is one; what cannot be completed is given up.
 * False, and says why, if the report refuses it. */
bool entry_accept(struct app *a);
/* Takes it back. */
void entry_give_up(struct app *a);
/* Forgets it: the report is another. */
void entry_forget(struct app *a);
/* Goes on with one that was found in the report, the cursor at byte AT; BEGUN:
 * it has changed something. */
void entry_resume(struct app *a, bool in_place, size_t at, bool begun);

#endif
