/*
 * action.h - all that a key can do
 *
 * One table: name, keys, where, help, function.  Key look-up, help, the key
 * strip, the Space menu and the command line read it.
 */
#ifndef SCREEN_ACTION_H
#define SCREEN_ACTION_H

#include <stdbool.h>

#include "screen/screen.h"
#include "terminal/key.h"

struct app;
struct buf;

struct action {
	const char *name;	/* as typed after ':' */
	const char *keys;	/* names of keys, parted by blanks */
	unsigned where;
	const char *help;
	const char *strip;	/* a word for the key strip; or NULL */
	const char *menu;	/* a word for the Space menu; or NULL */
	int place;		/* in it, from 1 */
	bool asks;		/* a text is typed behind it */
	bool within;		/* what is being typed goes on behind it; else
				 * it is completed before */
	void (*run)(struct app *a);
};

/* action-table.c */
extern const struct action actions[];
extern const int action_count;

/* A key and the row of actions[] that it runs. */
struct bound {
	struct key key;
	int action;
};

/* Reads the keys of the table into A, once. */
void action_bind(struct app *a);
/* Does what the key is bound to here; false if it is bound to nothing. */
bool action_key(struct app *a, const struct key *k);
/* The keys that are one sign and behind which a text is typed here, to OUT. */
void action_asking(const struct app *a, struct buf *out);
/* The same as action_key() of what has this meaning always, and changes nothing. */
bool action_always(struct app *a, const struct key *k);
/* The action with this NAME, the one that has a meaning here if there are
 * several; NULL: none. */
const struct action *action_find(const struct app *a, const char *name);
void action_run(struct app *a, const struct action *action);
#define MENU_PAGE 8		/* actions of the menu, each with a digit; the
				 * next digit, or Space, shows more */
/* The Nth action of the Space menu here, from 1; NULL: none. */
const struct action *action_menu(const struct app *a, int n);
/* The first key of an action as a person reads it, into OUT; where keys are
 * text, the first that is none. */
void action_first_key(const struct action *action, enum where where,
		      struct buf *out);
#endif
