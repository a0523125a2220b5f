/*
 * fuzz_journal.c - any lines as a journal
 *
 * What does not begin as a journal does is taken for its lines after the
 * head, which is that of a blank report of a form of ours; each gets the
 * checksum that it should have, so that its fields are read.  Whatever is
 * taken agrees with report_verify(), and undone it is the report that the
 * head holds.  A journal of the same lines, cut, is one of fewer edits.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "store/file.h"
#include "store/journal.h"
#include "store/report-writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define BASE "form: zwgk/2021\nunit: a\npreamble: some text\nyear: 2024\n"

static void
add_head(struct buf *out, struct chain *chain)
{
	record_field(out, "gouji-journal");
	record_field(out, "1");
	record_field(out, "zwgk/2021");
	record_field(out, "li");
	record_field(out, "host");
	record_field(out, "2026-11-24T09:30:00.123Z");
	record_field(out, "1");
	record_field(out, BASE);
	record_end(out, 0, chain);
}

/* Lines that lack their checksums, or have others. */
static void
add_lines(struct buf *out, const char *line, size_t len, struct chain *chain)
{
	const char *end;

	while ((end = memchr(line, '\n', len))) {
		size_t n = (size_t)(end - line), from = out->len;
		bool summed = n > 17 && end[-17] == '\t' &&
			      strspn(end - 16, "0123456789abcdef") == 16;

		buf_addn(out, line, summed ? n - 17 : n);
		record_end(out, from, chain);
		len -= n + 1;
		line = end + 1;
	}
	buf_addn(out, line, len);
}

/* What a file held is not taken back. */
static bool
has_source(const struct recovery *r)
{
	int n;

	for (n = r->base; n < report_serial(r->file.report); n++)
		if (report_log(r->file.report, n)->how == EDIT_SOURCE)
			return true;
	return false;
}

static void
undo_all(const struct recovery *r)
{
	struct error e = ERROR_INIT;
	struct buf base = BUF_INIT, end = BUF_INIT;
	struct report_file file;
	int cell;

	report_verify(r->file.report);
	while (report_undo(r->file.report, &cell))
		continue;
	report_verify(r->file.report);
	if (!report_file_parse(&file, "base", r->bytes, r->len, &e))
		bug("%s in\n%s", error_first(&e), r->bytes);
	report_write(file.report, &base);
	report_write(r->file.report, &end);
	if (!has_source(r) && strcmp(base.text, end.text))
		bug("undo does not lead back");
	report_file_close(&file);
	buf_release(&base);
	buf_release(&end);
}

static int
read_journal(const char *bytes, size_t len, bool undo)
{
	struct error e = ERROR_INIT;
	struct recovery r;
	int edits = 0;

	if (recovery_parse(&r, "fuzz", bytes, len, "", &e)) {
		edits = report_serial(r.file.report);
		if (undo)
			undo_all(&r);
	} else if (!error_any(&e)) {
		bug("no journal, and nothing said");
	}
	recovery_release(&r);
	error_release(&e);
	return edits;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	struct chain chain = CHAIN_INIT;
	struct buf text = BUF_INIT;
	int edits;

	if (size >= 14 && !memcmp(bytes, "gouji-journal\t", 14)) {
		read_journal(bytes, size, true);
		add_lines(&text, bytes, size, &chain);
	} else {
		add_head(&text, &chain);
		add_lines(&text, bytes, size, &chain);
	}
	edits = read_journal(text.text, text.len, true);
	if (read_journal(text.text, text.len - text.len / 3, false) > edits)
		bug("a part has more edits than the whole");
	buf_release(&text);
	return 0;
}

#include "plain-main.h"
