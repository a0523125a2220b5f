/*
 * carried-report.h - the next year's report from this year's file
 */
#ifndef STORE_CARRIED_REPORT_H
#define STORE_CARRIED_REPORT_H

#include "store/report-reader.h"

/* Makes NEXT the report of the year after LAST, with what is carried, to be at
 * PATH, which must not be there yet.  Its form is the version for that year,
 * or that of LAST if versions are not called after years.  YEARS is the folder
 * of years, or NULL; DRAFT takes the texts along.  What LAST has and the new
 * form has no place for is told in E as notes, in language LANG.  False if E
 * got an error; NEXT is then empty, else the caller ends it with
 * report_file_close(). */
bool carry_file(struct report_file *next, const struct report_file *last,
		const char *path, const char *years, bool draft,
		int lang, struct error *e);

#endif
