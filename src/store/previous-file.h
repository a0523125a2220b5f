/*
 * previous-file.h - the report of the year before, beside a report
 *
 * A report names last year's by `last: 2022.yaml`: a file in its own folder,
 * or in the folder of years that a person gives, or below it.  What is named
 * is never looked for elsewhere, whatever links or ".." stand there.
 */
#ifndef STORE_PREVIOUS_FILE_H
#define STORE_PREVIOUS_FILE_H

#include "store/report-reader.h"

/* Gives the report of FILE last year's figures, from the file that it names;
 * YEARS is the folder of years, or NULL.  False, told in E with the place of
 * FILE, if that file cannot be had: the report then misses it
 * (report_miss_previous()).  A file that is had and does not look like the
 * report of the year before, as it is of another year or office, is a
 * warning. */
bool previous_read_link(struct report_file *file, const char *years,
			struct error *e);
/* The same from LAST, which can be closed then, called NAME. */
bool previous_attach_report(struct report_file *file,
			    const struct report_file *last, const char *name,
			    struct error *e);
/* The name by which a report at PATH can link to the file OTHER: one in its
 * own folder or below YEARS (or NULL); false if it is neither. */
bool previous_link(const char *path, const char *other, const char *years,
		   struct buf *name);

#endif
