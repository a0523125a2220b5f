/*
 * turn.h - one turn of the loop: keys in, the page out
 *
 * No action draws.  After each turn the screen on top draws what is newer than
 * what it last drew, then the lines at the foot, and the page goes to the
 * terminal in one write.
 */
#ifndef SCREEN_TURN_H
#define SCREEN_TURN_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct app_options;
struct term;

/* An app on terminal T, or on one that the caller puts into it later, with
 * labels in the language of LOCALE, which stays.  Something must be opened
 * before it draws.  The caller ends it with app_free(), and T itself. */
struct app *app_new(struct term *t, const char *locale,
		    const struct app_options *o);
/* Ends it: if the person left, the journal of the report goes, else it waits
 * for the next session. */
void app_free(struct app *a);
/* Takes N bytes from the terminal and does what they say. */
void app_feed(struct app *a, const char *bytes, size_t n);
/* Time has passed: an unfinished key is what it is. */
void app_timeout(struct app *a);
/* Where what is on top is to be left, does that: for the report of the next
 * year, or the list that the report was opened from.  False if there is
 * nothing to go on with. */
bool app_goes_on(struct app *a);
/* Brings to the disk what was typed and is not there yet. */
void app_sync(struct app *a);
/* Draws what moved; false if the terminal is gone. */
bool app_draw(struct app *a);
void app_resize(struct app *a);
/* Sets today, as days_of() counts; until then no deadline is shown. */
void app_today(struct app *a, int day);

#endif
