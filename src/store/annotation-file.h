/*
 * annotation-file.h - the annotations of a report in its file
 *
 *	last: 2022.yaml
 *	state: handed in
 *	reasons:
 *	- {rule: R2, at: stock.books, figures: "12 5 1", by: li,
 *	   when: 2024-01-09T02:11:00.000Z, reason: ...}
 *	notes:
 *	  visits.sunday.total: ...
 */
#ifndef STORE_ANNOTATION_FILE_H
#define STORE_ANNOTATION_FILE_H

#include "report/report.h"
#include "store/yaml-tree.h"

/* Receives one annotation and its text, which it copies. */
typedef void annotation_taker(void *data, int annotation, const char *text);

/* Reads key N of a report's file, if it is one of these (false if not), and
 * gives what it holds to TAKE.  What is wrong is told in E. */
bool annotation_file_read(const struct form *f, const struct node *n,
			  annotation_taker *take, void *data, struct error *e);
/* Adds what stands before the report itself, and what comes after it. */
void annotation_file_write_head(const struct report *r, struct buf *out);
void annotation_file_write_tail(const struct report *r, struct buf *out);

#endif
