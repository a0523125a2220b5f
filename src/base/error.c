/* error.c - a list of problems, each with its place */
#include "base/error.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

void
error_release(struct error *e)
{
	size_t i;

	for (i = 0; i < e->count; i++) {
		free(e->problem[i].text);
		free(e->problem[i].file);
	}
	free(e->problem);
	*e = (struct error)ERROR_INIT;
}

static void
append(struct error *e, enum severity severity, struct place place,
       const char *format, va_list ap)
{
	struct buf text = BUF_INIT;
	char *file;

	e->errors += severity == SEVERITY_ERROR;
	if (e->count >= ERROR_MOST) {
		e->left_out++;
		return;
	}
	buf_vaddf(&text, format, ap);
	file = place.file ? xstrdup(place.file) : NULL;
	place.file = file;
	ARRAY_GROW(e->problem, e->count, e->room);
	e->problem[e->count++] = (struct problem){
		.place = place,
		.file = file,
		.severity = severity,
		.text = buf_detach(&text),
	};
}

bool
error_add(struct error *e, struct place place, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	append(e, SEVERITY_ERROR, place, format, ap);
	va_end(ap);
	return false;
}

void
error_warn(struct error *e, struct place place, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	append(e, SEVERITY_WARNING, place, format, ap);
	va_end(ap);
}

void
error_note(struct error *e, struct place place, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	append(e, SEVERITY_NOTE, place, format, ap);
	va_end(ap);
}

size_t
error_count(const struct error *e)
{
	return e->count + e->left_out;
}

bool
error_full(const struct error *e)
{
	return e->left_out > 0;
}

bool
error_any(const struct error *e)
{
	return e->errors > 0;
}

static bool
after(const struct problem *a, const struct problem *b)
{
	if (a->place.line != b->place.line)
		return a->place.line > b->place.line;
	return a->place.column > b->place.column;
}

void
error_sort(struct error *e)
{
	size_t i, j;

	/* insertion: the list is short, nearly in order, and must be stable */
	for (i = 1; i < e->count; i++) {
		struct problem p = e->problem[i];

		for (j = i; j > 0 && after(&e->problem[j - 1], &p); j--)
			e->problem[j] = e->problem[j - 1];
		e->problem[j] = p;
	}
}

const char *
severity_name(enum severity s)
{
	switch (s) {
	case SEVERITY_ERROR:
		return i18n_word(NC_("level", "error"));
	case SEVERITY_WARNING:
		return i18n_word(NC_("level", "warning"));
	case SEVERITY_NOTE:
		return i18n_word(NC_("level", "note"));
	}
	bug("severity %d", (int)s);
}

void
error_print(const struct error *e, struct buf *out)
{
	size_t i;

	for (i = 0; i < e->count; i++) {
		const struct problem *p = &e->problem[i];

		if (p->place.file) {
			text_escape(out, p->place.file, strlen(p->place.file));
			if (p->place.line)
				buf_addf(out, ":%d", p->place.line);
			if (p->place.line && p->place.column)
				buf_addf(out, ":%d", p->place.column);
			buf_add(out, ": ");
		} else {
			buf_add(out, "gouji: ");
		}
		buf_addf(out, "%s: ", severity_name(p->severity));
		text_escape(out, p->text, strlen(p->text));
		buf_addc(out, '\n');
	}
	if (e->left_out)
		buf_addf(out, _("gouji: and there are more than these %d "
				"problems\n"), ERROR_MOST);
}

const char *
error_first(const struct error *e)
{
	return e->count ? e->problem[0].text : "";
}
