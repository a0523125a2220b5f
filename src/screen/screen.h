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
	IN_SELECT = 32,		/* figures, while some are selected */
	ALWAYS = 64,		/* and wherever something is typed or asked */
};
#define IN_TABLE (IN_GRID | IN_PICK | IN_SELECT)
#define IN_BLOCKS (IN_GRID | IN_PROSE)
#define IN_TEXT (IN_PROSE | IN_WRITE)

struct screen {
	enum where (*where)(const struct app *a);
	/* Takes a key that goes on with what is being typed, before any
	 * action; may be NULL. */
	bool (*typed)(struct app *a, const struct key *k);
	/* Takes a key that no action took; false if it means nothing here
	 * either. */
	bool (*key)(struct app *a, const struct key *k);
	/* Draws what moved after edit SINCE, everything if SINCE is -1, and
	 * puts the cursor. */
	void (*draw)(struct app *a, int since);
	/* The whole page is its own, and it needs no report. */
	bool whole;
	/* It closes when the person goes elsewhere. */
	bool passing;

	/* The rest may be NULL. */

	/* Completes what is being typed; false, and says why, if that cannot
	 * be. */
	bool (*accept)(struct app *a);
	/* Called before another screen takes its place, and when the person
	 * comes to another block on it. */
	void (*leave)(struct app *a);
	void (*enter)(struct app *a);
	/* It is on top again, after a report was left. */
	void (*back)(struct app *a);
	/* Called while no key waits; is there work to do that can wait?  And
	 * does a little of it. */
	bool (*has_work)(const struct app *a);
	void (*work)(struct app *a);
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
	bool changed;		/* another is on top since the page was drawn */
};

/* Opens S on top; STATE is S's own, which frees it with its close(). */
void screen_push(struct screen_stack *stack, const struct screen *s,
		 void *state);
/* Closes the screen on top. */
void screen_pop(struct screen_stack *stack);
/* Brings S, which is open, to the top. */
void screen_raise(struct screen_stack *stack, const struct screen *s);
/* The screen on top; NULL if none is open. */
const struct screen *screen_top(const struct screen_stack *stack);
bool screen_is_top(const struct screen_stack *stack, const struct screen *s);
/* The state of S, which is open. */
void *screen_state(const struct screen_stack *stack, const struct screen *s);

#endif
