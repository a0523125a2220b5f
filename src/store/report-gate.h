/*
 * report-gate.h - which reports a process may open
 *
 * A kiosk that serves one unit opens no report of another one, whatever asks
 * for it: report-reader.c puts every report that it reads to this gate.  Until
 * fields are set every report passes.
 */
#ifndef STORE_REPORT_GATE_H
#define STORE_REPORT_GATE_H

#include <stdbool.h>

#include "report/report.h"

/* A field of the reports, by its whole address. */
struct catalogue_field {
	const char *address;
	const char *only;	/* that it must hold; NULL: whatever */
};

/* From now on a report passes only if its fields hold what they must.  FIELD
 * is the caller's and must outlive the next call. */
void report_gate_set(const struct catalogue_field *field, int fields);
/* True if R may be opened. */
bool report_gate_passes(const struct report *r);
/* True if NAME, without a folder, is that of a report that is served. */
bool report_gate_names(const char *name);
/* What the field at ADDRESS holds, for the caller to free; NULL if the form
 * has none of this address. */
char *report_gate_value(const struct report *r, const char *address);

#endif
