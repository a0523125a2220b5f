/* reason-text.c - a written reason, as an annotation holds it */
#include "report/reason-text.h"

#include <stdlib.h>
#include <string.h>

#define PARTS 4

/* Where the parts of an annotation's text begin; false if one is missing. */
static bool
split(const char *annotation, const char *part[PARTS])
{
	int i;

	part[0] = annotation;
	for (i = 1; i < PARTS; i++) {
		const char *tab = strchr(part[i - 1], '\t');

		if (!tab)
			return false;
		part[i] = tab + 1;
	}
	return *part[PARTS - 1];
}

static void
add_part(struct buf *out, const char *from, const char *next)
{
	buf_addn(out, from, (size_t)(next - 1 - from));
}

bool
reason_read(const char *annotation, struct reason *r)
{
	const char *part[PARTS];

	*r = (struct reason)REASON_INIT;
	if (!split(annotation, part))
		return false;
	add_part(&r->figures, part[0], part[1]);
	r->time = strtoll(part[1], NULL, 10);
	add_part(&r->person, part[2], part[3]);
	buf_add(&r->words, part[3]);
	return true;
}

void
reason_write(const struct reason *r, struct buf *annotation)
{
	buf_addf(annotation, "%s\t%lld\t%s\t%s", r->figures.text,
		 (long long)r->time, r->person.text, r->words.text);
}

void
reason_release(struct reason *r)
{
	buf_release(&r->figures);
	buf_release(&r->person);
	buf_release(&r->words);
}

const char *
reason_words(const char *annotation)
{
	const char *part[PARTS];

	return split(annotation, part) ? part[PARTS - 1] : "";
}

bool
reason_stands(const char *annotation, const char *figures)
{
	size_t len = strcspn(annotation, "\t");

	return len && strlen(figures) == len &&
	       !memcmp(annotation, figures, len) && *reason_words(annotation);
}
