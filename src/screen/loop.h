/*
 * loop.h - the one event loop: keys, signals, time and other sessions
 */
#ifndef SCREEN_LOOP_H
#define SCREEN_LOOP_H

struct app_options;
struct catalogue;

/* Opens the report at PATH on the terminal, with labels in the language of
 * LOCALE, and stays until the person leaves; the exit status. */
int app_run(const char *path, const char *locale,
	    const struct app_options *o);
/* Lists the reports of C and opens those that are chosen, again and again
 * until the person leaves the list; where there is one report only, that is
 * opened and nothing listed.  The exit status. */
int app_run_catalogue(struct catalogue *c, const char *locale);

#endif
