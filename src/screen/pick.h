/*
 * pick.h - which report, of those that a kiosk serves
 */
#ifndef SCREEN_PICK_H
#define SCREEN_PICK_H

#include "store/catalogue.h"

/* Lists the reports of S and opens what is picked, with labels in the language
 * of LOCALE, again and again until the person leaves the list; where there is
 * one report only, that is opened and nothing listed.  The exit status. */
int pick_run(struct catalogue *s, const char *locale);

#endif
