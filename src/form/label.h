/*
 * label.h - what a region or a cell of a form is called
 *
 * Labels are made of the short labels of the form's lines, in language LANG
 * (a number below form->langs).
 */
#ifndef FORM_LABEL_H
#define FORM_LABEL_H

#include "base/buf.h"
#include "form/form.h"

/* Adds the label of region R to OUT: of its row if ROW, of its column if
 * COLUMN, and of its block where neither has one. */
void region_label(const struct form *f, const struct region *r, bool row,
		  bool column, int lang, struct buf *out);
/* Adds the short label of cell CELL (0 <= CELL < f->cells) to OUT: row,
 * column, or both where both are needed. */
void cell_label(const struct form *f, int cell, int lang, struct buf *out);

#endif
