/*
 * previous-years.h - which file is the report of the year before of which
 *
 * A report that names last year's file (previous-file.h) has that.  Else it is
 * looked for: a report of the same form name, of the same office after
 * folding, of the year less one, in the report's own folder or below that of
 * years.  What is found is used and not written into the report.  Everything
 * that judges a report goes by this: the screen, the verbs, the catalogue.
 *
 *   1. Of each file the head is read, up to the year and the office, at most
 *      64 KiB; of folders at most 2,000 files.
 *   2. Of several that fit none is taken: the report misses last year's
 *      (report_miss_previous()).
 *   3. In a kiosk only files that the catalogue serves are looked at.
 */
#ifndef STORE_PREVIOUS_YEARS_H
#define STORE_PREVIOUS_YEARS_H

#include "base/error.h"
#include "store/report-reader.h"

struct previous_years;

/* The reports in these N files; YEARS is the folder of years, or NULL.  Heads
 * are read when they are first wanted; the rest is read once, when a report is
 * opened or is the year before of one that is.  A report stays open while files
 * to come want it, at most 64 at a time.  Ends with previous_years_free(). */
struct previous_years *previous_years_new(char *const *file, int n,
					  const char *years);
void previous_years_free(struct previous_years *c);	/* or NULL */

/* Opens file N, as report_file_open() does; the files are opened in order. */
bool previous_years_open(struct previous_years *c, int n,
			 struct report_file *file, struct error *e);
/* Ends FILE, be it open or not, and closes it when nothing wants it. */
void previous_years_close(struct previous_years *c, int n,
			  struct report_file *file);
/* Another of the files that is of the same form, office and year as file N;
 * NULL if there is none. */
const char *previous_years_twin(const struct previous_years *c, int n);
/* Gives FILE, be it one of these or not, last year's figures.  True if there
 * are none, too.  False, told in E with the place of FILE and kept with the
 * report (report_miss_previous()), if there should be.  Warnings in E: what is
 * named may be the wrong one, or not all files were looked at. */
bool previous_years_attach(struct previous_years *c, struct report_file *file,
			   struct error *e);
/* The same for one report alone. */
bool previous_attach(struct report_file *file, const char *years,
		     struct error *e);
/* Adds the names by which FILE can link to what looks like last year's report,
 * a line each, and returns how many there are. */
int previous_choices(struct report_file *file, const char *years,
		     struct buf *names);
/* What the report of the office of R for YEAR is found by; NULL if R does not
 * say of which office it is.  The caller frees it. */
char *previous_key(const struct report *r, int year);

#endif
