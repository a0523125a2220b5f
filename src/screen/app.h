/*
 * app.h - what the screens share: the terminal, the report and what is shown
 *
 *	key -> action -> app_edit -> log -> draw what is newer -> one write
 *
 * What a screen alone needs is its own state (screen.h).  Here is what more
 * than one of them reads: what is edited, what is shown of it, and the session
 * that keeps it.
 */
#ifndef SCREEN_APP_H
#define SCREEN_APP_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "form/form.h"
#include "report/report.h"
#include "screen/screen.h"
#include "store/session.h"
#include "terminal/key.h"
#include "terminal/term.h"

/* What is edited. */
struct editing {
	struct report *report;	/* the session's; NULL: none is open */
	const struct form *form;
	int lang;		/* of its labels */
	int block;		/* the active one */
	int *at;		/* the active cell of each block */
	/* the screens of its tables and its texts */
	const struct screen *tables, *texts;
	int below;		/* screens under those two */
	struct versions *versions;	/* see versions.h; or NULL */
	char *link;		/* what last year's file is called */
	int sought;		/* the edit that moved what it is looked for by
				 * when it was */
	int sought_reading;	/* the session's reading then */
	bool told_where;	/* that the journal lies elsewhere */
};

/* What of last year stands beside each figure. */
enum previous_view { PREVIOUS_HIDDEN, PREVIOUS_FIGURE, PREVIOUS_CHANGE };

/* What is shown of it. */
struct view {
	int width, height;	/* of the page without the lines at its foot */
	int drawn;		/* the edit that it shows; -1: none */
	int focus;		/* check on show; -1: that of the cell */
	bool why;		/* it is spelled out */
	int anchor;		/* where the selection began; -1: nothing is
				 * selected, see selection.h */
	int why_term;		/* the term that is walked to; -1: none */
	enum previous_view previous;
	bool picking;		/* a figure is picked for a text */
	int picked;		/* the cell that was last, from 1; 0: none */
	bool menu;		/* the numbered actions are open */
	int menu_page;		/* of them, from 0 */
	char prefix;		/* first key of two: g, Z; or 0 */
	struct buf message;	/* at the foot, until the next key */
	bool message_bad;
	struct shown *shown;	/* see status.h */
};

/* How reports are opened on the screen. */
struct app_options {
	bool no_history;	/* keep no trail */
	const char *years;	/* the folder of years; or NULL; stays */
};

struct app {
	struct term *term;
	struct keys keys;
	struct app_options options;
	const char *locale;	/* the locale whose language the labels have */
	struct bound *bound;	/* keys of the actions, see action.h */
	int bounds;
	int today;		/* see app_today() */

	struct screen_stack stack;
	struct session *session;	/* NULL: no report is open */
	struct editing edit;
	struct view view;
	struct prompt *prompt;
	struct entry *entry;	/* of a figure, see entry.h */
	struct buf clip;	/* what was cut or copied */

	bool quit;		/* the person leaves what is on top */
	char *next;		/* and goes on with the report there; or NULL */
	struct error left;	/* what that one has no place for */
	struct error farewell;	/* to be told when the terminal is given back;
				 * with an error in it the exit status is 2 */
};

/* Says something at the foot until the next key. */
void app_tell(struct app *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void app_complain(struct app *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void app_clear_message(struct app *a);
/* All of the page is drawn again. */
void app_redraw(struct app *a);
enum where app_where(const struct app *a);
/* Draws one whole line of the page, cut with ".." if there is no room. */
void app_line(struct app *a, int y, const struct buf *text, enum role role);

#endif
