/*
 * fuzz_trail.c - any bytes as a trail
 *
 * What is read of it is text, and lines have numbers that go up; the same with
 * all checksums made right has no line that does not follow.  An edit that is
 * taken, written again and read again, is the same edit.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/file.h"
#include "store/form-store.h"
#include "store/trail.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct form *
zwgk(void)
{
	struct error e = ERROR_INIT;
	const struct form *form = form_open("zwgk/2021", NOWHERE, &e);

	if (!form)
		bug("%s", error_first(&e));
	return form;
}

static void
look(const char *bytes, size_t len, bool whole)
{
	struct trail t;
	int line = 0, i;

	trail_parse(&t, bytes, len);
	for (i = 0; i < t.entries; i++) {
		const struct trail_entry *x = &t.entry[i];
		const char *const text[] = {
			x->person, x->how, x->reason, x->address, x->before,
			x->after, x->digest,
		};
		size_t k;

		for (k = 0; k < ARRAY_LEN(text); k++)
			if (!text_valid(text[k], strlen(text[k]), NULL))
				bug("line %d is no text", x->line);
		if (x->line < line)
			bug("line %d after %d", x->line, line);
		line = x->line;
	}
	if (whole && (t.looses || t.torn))
		bug("line %d does not follow", t.looses ? t.loose[0] : t.torn);
	trail_saved(&t);
	trail_release(&t);
}

/* Writes EDIT, reads it, and writes that. */
static void
there_and_back(const struct form *f, int serial, const struct edit *edit)
{
	struct buf one = BUF_INIT, two = BUF_INIT;
	struct chain chain = CHAIN_INIT, again = CHAIN_INIT, last = CHAIN_INIT;
	struct record r = RECORD_INIT;
	struct edit now;
	size_t at = 0;

	record_field(&one, "edit");
	record_edit(&one, f, serial, edit);
	record_end(&one, 0, &chain);
	if (!record_next(&r, one.text, one.len, &at, &again) ||
	    !record_get_edit(&r, 1, f, &serial, &now))
		bug("not read again: %s", one.text);
	record_field(&two, "edit");
	record_edit(&two, f, serial, &now);
	record_end(&two, 0, &last);
	if (strcmp(one.text, two.text))
		bug("written\n%s\nand then\n%s", one.text, two.text);
	record_edit_release(&now);
	record_release(&r);
	buf_release(&one);
	buf_release(&two);
}

static void
take_edit(const char *line, size_t len)
{
	struct record r = RECORD_INIT;
	struct edit edit;
	int serial;

	if (record_split(&r, line, len) && record_is(&r, "edit", 1) &&
	    record_get_edit(&r, 1, zwgk(), &serial, &edit)) {
		there_and_back(zwgk(), serial, &edit);
		record_edit_release(&edit);
	}
	record_release(&r);
}

/* Every line that can be taken apart, with a checksum that is right. */
static void
mend(const char *bytes, size_t len, struct buf *out)
{
	struct chain chain = CHAIN_INIT;
	struct record r = RECORD_INIT;
	const char *feed;
	int i;

	for (; (feed = memchr(bytes, '\n', len));
	     len -= (size_t)(feed + 1 - bytes), bytes = feed + 1) {
		size_t from = out->len;

		take_edit(bytes, (size_t)(feed - bytes));
		if (!record_split(&r, bytes, (size_t)(feed - bytes)))
			continue;
		for (i = 0; i < r.fields; i++)
			record_bytes(out, r.field[i], r.len[i]);
		record_end(out, from, &chain);
	}
	record_release(&r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf mended = BUF_INIT;

	look((const char *)data, size, false);
	mend((const char *)data, size, &mended);
	look(mended.text, mended.len, true);
	buf_release(&mended);
	return 0;
}

#include "plain-main.h"
