/*
 * prompt.h - a line that is asked for at the foot of the page
 *
 * While it is on it takes all keys.
 */
#ifndef SCREEN_PROMPT_H
#define SCREEN_PROMPT_H

#include <stdbool.h>
#include "base/buf.h"
#include "terminal/line-editor.h"

struct app;
struct key;

struct prompt {
	bool on;
	struct buf label;	/* translated */
	struct line_editor line;
	/* Enter was pressed; false keeps the prompt open */
	bool (*done)(struct app *a, const char *text);
	/* the text changed; may be NULL */
	void (*change)(struct app *a, const char *text);
	/* another key than text; true if taken; may be NULL */
	bool (*key)(struct app *a, const struct key *k);
	bool digits;		/* asks for a number */
	int cell;		/* for the caller of prompt_open() */
	int which;
};

struct prompt *prompt_new(void);
void prompt_free(struct prompt *p);
/* Asks for a line that is TEXT so far, under the label FORMAT. */
void prompt_open(struct app *a, const char *text,
		 bool (*done)(struct app *a, const char *text),
		 const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void prompt_close(struct app *a);
bool prompt_is_on(const struct app *a);
bool prompt_key(struct app *a, const struct key *k);

#endif
