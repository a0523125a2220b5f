/*
 * reference.h - what the references in the texts of a report show
 *
 * See form/reference-scan.h for what a reference is.  References are not
 * resolved into the text: the value keeps "{address}".  Rules, documents and
 * the screen take the text through report_read(); files and the editor take it
 * as it stands.
 *
 * The ledger keeps the texts with references and the cells that these lead to,
 * and updates them with each edit.
 */
#ifndef REPORT_REFERENCE_H
#define REPORT_REFERENCE_H

#include "base/buf.h"
#include "form/reference-scan.h"
#include "report/report.h"

/* Adds what REFERENCE shows to OUT; nothing unless it is REFERENCE_SHOWN. */
enum reference_state report_reference(const struct report *r,
				      const struct reference *reference,
				      struct buf *out);
/* Adds the text CELL as it is read, with what it refers to; of any other cell
 * what report_show() adds. */
void report_read(const struct report *r, int cell, struct buf *out);

/* The references of text CELL, in its order; how many.  They stay until the
 * next edit. */
int report_references(const struct report *r, int cell,
		      const struct reference **reference);
/* Adds why REFERENCE of text CELL, one of report_references(), leads
 * nowhere, with the words of the reference itself. */
void report_reference_why(const struct report *r, int cell,
			  const struct reference *reference, struct buf *out);

#endif
