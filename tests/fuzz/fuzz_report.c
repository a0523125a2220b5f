/*
 * fuzz_report.c - any bytes as a report
 *
 * Forms are found as the program finds them, by $GOUJI_FORMS.  A report that
 * is taken gives, written and read and written again, the same bytes;
 * report_verify() agrees; figures keyed into it and taken back leave it as it
 * was.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "report/finding.h"
#include "store/file.h"
#include "store/report-reader.h"
#include "store/report-writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
there_and_back(const struct buf *written)
{
	struct report_file again;
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;

	if (!report_file_parse(&again, "written", written->text, written->len,
			       &e))
		bug("%s in\n%s", error_first(&e), written->text);
	report_verify(again.report);
	report_write(again.report, &out);
	if (strcmp(written->text, out.text))
		bug("written\n%s\nand then\n%s", written->text, out.text);
	report_file_close(&again);
	buf_release(&out);
}

static void
key_and_undo(struct report *r, const uint8_t *data, size_t size)
{
	const struct form *f = report_form(r);
	struct error e = ERROR_INIT;
	int i, cell;

	for (i = 0; i < 10; i++) {
		size_t at = (size_t)i * 131 % size;
		char text[12];

		cell = (data[at] * 256 + data[size - 1 - at]) % f->cells;
		snprintf(text, sizeof text, "%d", data[at] * (i % 4));
		report_key(r, cell, text, i % 2, EDIT_MORE, &e);
	}
	report_verify(r);
	while (report_undo(r, &cell))
		continue;
	report_verify(r);
	error_release(&e);
}

static void
play(struct report_file *file, const uint8_t *data, size_t size)
{
	struct findings all = FINDINGS_INIT;
	struct buf start = BUF_INIT, end = BUF_INIT;

	report_verify(file->report);
	report_write(file->report, &start);
	there_and_back(&start);
	findings_collect(file->report, 0, &all);
	findings_release(&all);
	key_and_undo(file->report, data, size);
	report_write(file->report, &end);
	if (strcmp(start.text, end.text))
		bug("undo does not lead back");
	buf_release(&start);
	buf_release(&end);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error e = ERROR_INIT;
	struct report_file file;
	struct buf out = BUF_INIT;
	bool read = report_file_parse(&file, "fuzz", (const char *)data, size,
				      &e);

	if (read == error_any(&e))
		bug("a report with mistakes, or none without");
	error_print(&e, &out);
	if (read) {
		play(&file, data, size);
		report_file_close(&file);
	}
	buf_release(&out);
	error_release(&e);
	return 0;
}

#include "plain-main.h"
