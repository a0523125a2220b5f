/*
 * previous-years.h - which of several files is the report of the year before
 * which
 */
#ifndef COMMAND_PREVIOUS_YEARS_H
#define COMMAND_PREVIOUS_YEARS_H

#include "base/error.h"
#include "store/report-reader.h"

struct previous_years;

/* The reports in these N files.  If they are several, the head of each is read
 * when it is first wanted; the rest is read once, when a report is opened or is
 * the year before of one that is.  A report stays open while files to come want
 * it, at most 64 at a time.  Ends with previous_years_free(). */
struct previous_years *previous_years_new(char *const *file, int n);
void previous_years_free(struct previous_years *c);

/* Opens file N, as report_file_open() does; the files are opened in order. */
bool previous_years_open(struct previous_years *c, int n,
			 struct report_file *file, struct error *e);
/* Ends FILE, be it open or not, and closes it when nothing wants it. */
void previous_years_close(struct previous_years *c, int n,
			  struct report_file *file);
/* Gives FILE last year's figures: from the file that it names (YEARS is the
 * folder of years, or NULL), else from the one of the chain that the same
 * office gave a year before.  False if there is none; WHY then says why, if
 * there should be one.  True with words in WHY if it may be the wrong one. */
bool previous_years_attach(struct previous_years *c, struct report_file *file,
			   const char *years, struct buf *why);

#endif
