/* draft-marks.c - the figures of a draft that somebody has to look at */
#include "form/draft-marks.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"

static bool
begins(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (!strncmp(text, *words, strlen(*words)))
			return true;
	return false;
}

static bool
ends(const char *start, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - start) >= len && !memcmp(end - len, word, len);
}

static size_t
number_length(const char *text)
{
	size_t n = strspn(text, "0123456789");

	while (n && (text[n] == '.' || text[n] == ',') &&
	       strspn(text + n + 1, "0123456789"))
		n += 1 + strspn(text + n + 1, "0123456789");
	return n;
}

/* Is the number of N bytes at AT a figure that a year could change?  Not one
 * in the name of a document, of an article, in a date, or before an item. */
static bool
is_figure(const char *text, const char *at, size_t n)
{
	static const char *const after[] = { "月", "日", "〕", NULL };
	static const char *const item[] = { "、", ".", "．", NULL };
	static const char *const before[] = { "第", "〔", "〕", "-", "_" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(before); i++)
		if (ends(text, at, before[i]))
			return false;
	if (at > text && ((at[-1] | 32) >= 'a' && (at[-1] | 32) <= 'z'))
		return false;
	if ((at == text || at[-1] == '\n') && begins(at + n, item))
		return false;
	return !begins(at + n, after);
}

void
draft_mark(const char *text, struct buf *out)
{
	const char *at = text;

	while (*at) {
		size_t n = number_length(at);

		if (!n) {
			/* what stands in braces follows its cell by itself */
			n = *at == '{' ? strcspn(at, "}\n") : 1;
			buf_addn(out, at, n);
		} else if (is_figure(text, at, n)) {
			buf_addf(out, "%s%.*s%s", DRAFT_OPEN, (int)n, at,
				 DRAFT_CLOSE);
		} else {
			buf_addn(out, at, n);
		}
		at += n;
	}
}

long
draft_find(const char *text)
{
	const char *at = strstr(text, DRAFT_OPEN);

	return at ? (long)(at - text) : -1;
}
