/*
 * fuzz_words.c - any bytes as the command line of a visitor
 *
 * Words that are made of it, put in quotes again, are the same words; a line
 * that is refused has one complaint.  A line without anything that quotes is
 * cut at its blanks.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/words.h"
#include "store/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
quote(const char *word, struct buf *out)
{
	buf_addc(out, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			buf_add(out, "'\\''");
		else
			buf_addc(out, *word);
	}
	buf_add(out, "' ");
}

static void
there_and_back(const struct words *w)
{
	struct buf line = BUF_INIT;
	struct error e = ERROR_INIT;
	struct words again;
	int i;

	for (i = 0; i < w->count; i++)
		quote(w->word[i], &line);
	if (!words_split(&again, line.text, &e) || again.count != w->count)
		bug("%s: %s", line.text, error_first(&e));
	for (i = 0; i < w->count; i++)
		if (strcmp(w->word[i], again.word[i]))
			bug("'%s' becomes '%s'", w->word[i], again.word[i]);
	words_release(&again);
	buf_release(&line);
}

static void
cut_at_blanks(const char *line, const struct words *w)
{
	int i;

	if (strpbrk(line, "'\"\\"))
		return;
	for (i = 0; i < w->count; i++) {
		line += strspn(line, " \t");
		if (strncmp(line, w->word[i], strlen(w->word[i])) ||
		    strcspn(line, " \t") != strlen(w->word[i]))
			bug("word %d is '%s'", i, w->word[i]);
		line += strlen(w->word[i]);
	}
	if (line[strspn(line, " \t")])
		bug("'%s' is left over", line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = xstrndup((const char *)data, size);
	struct error e = ERROR_INIT;
	struct words w;

	if (words_split(&w, line, &e)) {
		if (error_count(&e))
			bug("words, and yet '%s'", error_first(&e));
		there_and_back(&w);
		cut_at_blanks(line, &w);
		words_release(&w);
	} else if (error_count(&e) != 1 || w.count) {
		bug("refused, and yet there are %d words", w.count);
	}
	error_release(&e);
	free(line);
	return 0;
}

#include "plain-main.h"
