/*
 * screen.h - what a screen is, and the stack of those that are open
 *
 * The screen on top takes the keys and draws the page.  Those below it keep
 * their state and go on with it when they are on top again.  A report puts
 * two screens on the stack, for its tables and its texts; one of them is
 * raised when the person goes from the one to the other.
 */
#ifndef SCREEN_SCREEN_H
#define SCREEN_SCREEN_H

#include <stdbool.h>

struct app;
struct key;

/* Where an action has a meaning. */
enum where {
	IN_GRID = 1,		/* figures and fields */
	IN_PROSE = 2,		/* a text, keys are commands */
	IN_WRITE = 4,		/* a text, keys are text */
	IN_LIST = 8,		/* a list over the rest */
	IN_PICK = 16,		/* figures, to pick one for a text */
};
#define IN_TABLE (IN_GRID | IN_PICK)
#define IN_BLOCKS (IN_GRID | IN_PROSE)
#define IN_TEXT (IN_PROSE | IN_WRITE)

struct screen {
	enum where (*where)(const struct app *a);
	/* Takes a key that no action took; false if it means nothing here
	 * either. */
	bool (*key)(struct app *a, const struct key *k);
	/* Draws what moved after edit SINCE, everything if SINCE is -1, and
	 * puts the cursor. */
	void (*draw)(struct app *a, int since);
	/* The whole page is its own, and it needs no report. */
	bool whole;

	/* The rest may be NULL. */

	/* Called before another screen takes its place: completes or gives up
	 * what is being typed. */
	void (*leave)(struct app *a);
	/* It is on top again, after a report was left. */
	void (*back)(struct app *a);
	/* Does a little of what can wait, while no key does; true if there is
	 * more. */
	bool (*work)(struct app *a);
	/* Frees STATE. */
	void (*close)(void *state);

	/* What the actions of IN_LIST do: move the cursor BY rows, take what
	 * it is on, leave the list. */
	void (*move)(struct app *a, int by);
	void (*choose)(struct app *a);
	void (*cancel)(struct app *a);
};

#define SCREENS_MOST 8

struct screen_stack {
	struct {
		const struct screen *screen;
		void *state;
	} layer[SCREENS_MOST];
	int layers;
	bool working;		/* the top one has work to do */
};

/* Opens S on top; STATE is S's own, which frees it with its close(). */
void screen_push(struct app *a, const struct screen *s, void *state);
/* Closes the screen on top. */
void screen_pop(struct app *a);
/* Brings S, which is open, to the top. */
void screen_raise(struct app *a, const struct screen *s);
/* Lets the screen on top do a little of its work, if it has any. */
void screen_work(struct app *a);
/* The screen on top; NULL if none is open. */
const struct screen *screen_top(const struct app *a);
bool screen_is_top(const struct app *a, const struct screen *s);
/* The state of S, which is open. */
void *screen_state(const struct app *a, const struct screen *s);

#endif
