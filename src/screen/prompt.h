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
	bool refused;		/* and what stands there was none */
	bool touched;		/* the text is no longer that it began with */
	/* of a question: what yes does, and what is said after no */
	void (*yes)(struct app *a);
	const char *otherwise;
	bool enter_is_yes;	/* on an empty line; prompt_ask() has it not */
	bool fresh;		/* opened since prompt_drop() was asked */
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
enum answer { ANSWER_OTHER, ANSWER_YES, ANSWER_NO };
/* What a person says to a question: y, yes, 是, n, no, 否, however wide. */
enum answer prompt_answer(const char *text);
/* Asks a question, FORMAT, that yes, as above, and Enter answer; YES is called
 * then.  After everything else, Esc too, OTHERWISE, which is
 * translated and stays, is said. */
void prompt_ask(struct app *a, void (*yes)(struct app *a),
		const char *otherwise, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* True if a question was opened since this was asked last: what was typed
 * ahead is no answer to it. */
bool prompt_is_new_question(struct app *a);
void prompt_close(struct app *a);
bool prompt_is_on(const struct app *a);
bool prompt_key(struct app *a, const struct key *k);

#endif
