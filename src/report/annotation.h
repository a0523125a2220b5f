/*
 * annotation.h - the texts of a report that stand in no cell of the form
 *
 * A note on a cell, the reason that answers a check, the name of last year's
 * file, whether the report is handed in: each is a text of one line, numbered
 * behind the cells of the form.  So the log, undo, the journal, the trail and
 * --set handle them like any text, without code of their own.
 *
 *	the cells of the form		0 .. cells
 *	the note on cell c		cells + c
 *	the reason for check k		2 * cells + k
 *	last year's file, the state	after those
 *
 * Where a cell has an address, an annotation has two words or more, which no
 * address has: "note visits.sunday.total", "reason R2 stock.books", "report
 * last".
 */
#ifndef REPORT_ANNOTATION_H
#define REPORT_ANNOTATION_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "form/form.h"

/* The number of cells and annotations together. */
int annotation_count(const struct form *f);
static inline bool
annotation_is(const struct form *f, int cell)
{
	return cell >= f->cells;
}

int annotation_note(const struct form *f, int cell);
int annotation_reason(const struct form *f, int check);
int annotation_previous(const struct form *f);
int annotation_state(const struct form *f);

/* The check whose reason the annotation is; the cell whose note it is; -1 if
 * it is another annotation. */
int annotation_check_of(const struct form *f, int annotation);
int annotation_noted(const struct form *f, int annotation);
/* The cell that a cell or an annotation is about; -1: the whole report. */
int annotation_cell(const struct form *f, int annotation);

/* The annotation with this address; -1: none. */
int annotation_find(const struct form *f, const char *address);

/* ---- items: what a report keeps a value for, a cell or an annotation ----
 *
 * 0 <= ITEM < annotation_count().  Callers that know that they have a cell
 * ask form.h. */

/* The kind of a cell; a text of one line for an annotation. */
const struct kind *item_kind(const struct form *f, int item);
/* True for a cell that is a total; false for an annotation. */
bool item_computed(const struct form *f, int item);
/* Adds the address: of a cell that of form_address(). */
void item_address(const struct form *f, int item, struct buf *out);
/* The item with this address, or for a cell with an end of it that only one
 * has; -1, with the reason in E, if none has it or several have. */
int item_find(const struct form *f, const char *address, struct error *e);
/* Adds a label in language LANG: of a cell that of cell_label(). */
void item_label(const struct form *f, int item, int lang, struct buf *out);

#endif
