/* words.c - a command line as words, as a shell splits it, and no more */
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

struct splitter {
	const char *at;
	struct words *words;
	struct buf word;
	struct error *e;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* What a shell takes for more than itself; some only where a word begins. */
static bool
is_special(const struct splitter *s)
{
	if (!s->word.len && (*s->at == '~' || *s->at == '#'))
		return true;
	return strchr("$`;&|<>()*?[]{}!", *s->at) ||
	       (unsigned char)*s->at < ' ' || *s->at == 0x7f;
}

static bool
refuse(const struct splitter *s)
{
	return error_add(s->e, NOWHERE,
			 _("'%c' means something to a shell, and there is no "
			   "shell here; if it is part of a word, put it in "
			   "quotes"), *s->at);
}

static bool
unended(const struct splitter *s)
{
	return error_add(s->e, NOWHERE,
			 _("the command ends within quotes"));
}

static bool
single_quoted(struct splitter *s)
{
	size_t len = strcspn(++s->at, "'");

	buf_addn(&s->word, s->at, len);
	s->at += len;
	return *s->at++ ? true : unended(s);
}

/* A backslash before another character stands for itself here. */
static bool
double_quoted(struct splitter *s)
{
	for (s->at++; *s->at != '"'; s->at++) {
		if (!*s->at)
			return unended(s);
		if (*s->at == '$' || *s->at == '`')
			return refuse(s);
		if (*s->at == '\\' && s->at[1] && strchr("$`\"\\", s->at[1]))
			s->at++;
		else if (*s->at == '\\' && s->at[1] == '\n')
			return refuse(s);
		buf_addc(&s->word, *s->at);
	}
	s->at++;
	return true;
}

/* A shell would drop a backslash with a line feed; we take no second line. */
static bool
escaped(struct splitter *s)
{
	s->at++;
	if (!*s->at)
		return unended(s);
	if (*s->at == '\n')
		return refuse(s);
	buf_addc(&s->word, *s->at++);
	return true;
}

static bool
piece(struct splitter *s)
{
	if (*s->at == '\'')
		return single_quoted(s);
	if (*s->at == '"')
		return double_quoted(s);
	if (*s->at == '\\')
		return escaped(s);
	if (is_special(s))
		return refuse(s);
	buf_addc(&s->word, *s->at++);
	return true;
}

static void
add_word(struct words *w, char *word)
{
	ARRAY_GROW(w->word, w->count + 1, w->room);
	w->word[w->count++] = word;
	w->word[w->count] = NULL;
}

static bool
next_word(struct splitter *s)
{
	while (*s->at && !is_blank(*s->at))
		if (!piece(s))
			return false;
	add_word(s->words, buf_detach(&s->word));
	return true;
}

bool
words_split(struct words *w, const char *line, struct error *e)
{
	struct splitter s = { .at = line, .words = w, .word = BUF_INIT,
			      .e = e };
	bool ok = true;

	*w = (struct words){ .word = NULL };
	while (ok) {
		while (is_blank(*s.at))
			s.at++;
		if (!*s.at)
			break;
		ok = next_word(&s);
	}
	buf_release(&s.word);
	if (!ok)
		words_release(w);
	return ok;
}

void
words_release(struct words *w)
{
	int i;

	for (i = 0; i < w->count; i++)
		free(w->word[i]);
	free(w->word);
	*w = (struct words){ .word = NULL };
}
