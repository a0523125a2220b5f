/* prompt.c - a line that is asked for at the foot of the page */
#include "screen/prompt.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/app.h"

struct prompt *
prompt_new(void)
{
	struct prompt *p = xcalloc(1, sizeof *p);

	line_editor_init(&p->line);
	buf_init(&p->label);
	return p;
}

void
prompt_free(struct prompt *p)
{
	line_editor_release(&p->line);
	buf_release(&p->label);
	free(p);
}

bool
prompt_is_on(const struct app *a)
{
	return a->prompt->on;
}

static void
open_line(struct app *a, const char *text,
	  bool (*done)(struct app *a, const char *text), const char *format,
	  va_list ap)
{
	struct prompt *p = a->prompt;

	line_editor_set(&p->line, text);
	buf_clear(&p->label);
	buf_vaddf(&p->label, format, ap);
	p->on = true;
	p->done = done;
	p->change = NULL;
	p->key = NULL;
	p->digits = false;
	p->touched = false;
	p->refused = false;
}

void
prompt_open(struct app *a, const char *text,
	    bool (*done)(struct app *a, const char *text), const char *format,
	    ...)
{
	va_list ap;

	va_start(ap, format);
	open_line(a, text, done, format, ap);
	va_end(ap);
}

/* ---- questions ---- */

enum answer
prompt_answer(const char *text)
{
	static const struct {
		const char *word;
		enum answer answer;
	} words[] = {
		{ "y", ANSWER_YES }, { "yes", ANSWER_YES },
		{ "是", ANSWER_YES }, { "n", ANSWER_NO },
		{ "no", ANSWER_NO }, { "否", ANSWER_NO },
	};
	enum answer answer = ANSWER_OTHER;
	struct buf folded = BUF_INIT;
	const char *word;
	size_t len, i;

	text_fold(&folded, text, strlen(text));
	word = folded.text;
	len = folded.len;
	text_trim(&word, &len);
	for (i = 0; i < ARRAY_LEN(words); i++)
		if (strlen(words[i].word) == len &&
		    !strncasecmp(words[i].word, word, len))
			answer = words[i].answer;
	buf_release(&folded);
	return answer;
}

static bool
answered(struct app *a, const char *text)
{
	if (prompt_answer(text) == ANSWER_YES ||
	    (!*text && a->prompt->enter_is_yes))
		a->prompt->yes(a);
	else
		app_tell(a, "%s", a->prompt->otherwise);
	return true;
}

static bool
question_key(struct app *a, const struct key *k)
{
	if (k->code != KEY_ESC && k->code != KEY_CTRL('C'))
		return false;
	prompt_close(a);
	app_tell(a, "%s", a->prompt->otherwise);
	return true;
}

void
prompt_ask(struct app *a, void (*yes)(struct app *a), const char *otherwise,
	   const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	open_line(a, "", answered, format, ap);
	va_end(ap);
	a->prompt->key = question_key;
	a->prompt->yes = yes;
	a->prompt->otherwise = otherwise;
	a->prompt->enter_is_yes = false;
	a->prompt->fresh = true;
}

bool
prompt_is_new_question(struct app *a)
{
	bool fresh = a->prompt->on && a->prompt->fresh;

	a->prompt->fresh = false;
	return fresh;
}

void
prompt_close(struct app *a)
{
	a->prompt->on = false;
}

static void
prompt_text(struct app *a, const struct key *k)
{
	struct prompt *p = a->prompt;
	struct buf folded = BUF_INIT;
	const char *text = k->code == KEY_PASTE ? k->paste : k->text;

	if (p->digits) {
		text_fold(&folded, text, strlen(text));
		text = folded.text;
		/* as in a cell, the first digit replaces */
		if (!p->touched)
			line_editor_set(&p->line, "");
	}
	if (!line_editor_insert(&p->line, text, strlen(text)))
		app_complain(a, _("the text is longer than %d bytes"),
			     LINE_MOST);
	buf_release(&folded);
}

/* Nothing joins up behind a figure that was refused, as in a cell. */
static void
enter(struct app *a)
{
	struct prompt *p = a->prompt;
	char *text;

	if (p->digits && p->refused) {
		app_complain(a, _("'%s' %s; Backspace mends it, Esc gives it "
				  "up"), p->line.text.text,
			     _("goes on from what was refused"));
		return;
	}
	text = xstrdup(p->line.text.text);
	p->on = false;
	if (!p->done(a, text)) {
		p->on = true;
		p->refused = true;
	}
	free(text);
}

bool
prompt_key(struct app *a, const struct key *k)
{
	struct prompt *p = a->prompt;
	char *before;

	if (p->key && p->key(a, k))
		return true;
	if (k->code == KEY_ENTER) {
		enter(a);
		return true;
	}
	if (k->code == KEY_ESC || k->code == KEY_CTRL('C') ||
	    (k->code == KEY_BACKSPACE && !p->line.text.len && p->digits)) {
		prompt_close(a);
		return true;
	}
	before = xstrdup(p->line.text.text);
	if (k->code == KEY_TEXT || k->code == KEY_PASTE)
		prompt_text(a, k);
	else if (line_editor_key(&p->line, k) &&
		 strcmp(before, p->line.text.text))
		p->refused = false;
	p->touched = true;
	if (p->change && strcmp(before, p->line.text.text))
		p->change(a, p->line.text.text);
	free(before);
	return true;
}
