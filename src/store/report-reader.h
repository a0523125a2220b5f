/*
 * report-reader.h - a report from its YAML file, as gouji-report(5) describes
 *
 * Whatever a file holds becomes one edit of the report's log (EDIT_SOURCE),
 * and a second one where totals in it disagree with its figures: those are
 * kept as totals on paper.  All that is wrong with a file is told at once.
 */
#ifndef STORE_REPORT_READER_H
#define STORE_REPORT_READER_H

#include "base/error.h"
#include "report/report.h"
#include "store/record.h"

struct report_file {
	char *path;
	const struct form *form;	/* of store/form-store.h */
	struct report *report;
	int *line;		/* of each cell in the file; 0: not there */
	char *literal;		/* of each cell: is it a text line by line? */
	char digest[DIGEST_LEN + 1];	/* of the file; "" if it was parsed or
					 * is new */
};

/* Opens the report at PATH with its own form.  False if E got an error; FILE
 * is then empty.  The caller ends it with report_file_close(). */
bool report_file_open(struct report_file *file, const char *path,
		      struct error *e);
/* The same, but reads no further than it takes to know of which year and of
 * which office the report is, and no more than the first 64 KiB.  What follows may be missing, or wrong. */
bool report_file_open_head(struct report_file *file, const char *path,
			   struct error *e);
/* The same as report_file_open() from LEN bytes in memory. */
bool report_file_parse(struct report_file *file, const char *path,
		       const char *bytes, size_t len, struct error *e);
/* A blank report of the form NAME ("name/2024") that will be at PATH. */
bool report_file_new(struct report_file *file, const char *path,
		     const char *form, struct error *e);
/* The line of the file where byte AT of what CELL held in it stands, or as near
 * as can be told; 0: not there. */
int report_file_line(const struct report_file *file, int cell, size_t at);
void report_file_close(struct report_file *file);

#endif
