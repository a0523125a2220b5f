/*
 * check-place.h - where the checks of a finished form stand
 *
 * CHECK is a number below form->checks.  Nothing here looks at a report.
 */
#ifndef FORM_CHECK_PLACE_H
#define FORM_CHECK_PLACE_H

#include <stdbool.h>

#include "base/buf.h"
#include "form/form.h"

/* True if the form has it as a rule, with terms; else the program makes it for
 * a cell. */
bool check_of_rule(const struct check *c);
/* True if a written reason can answer the check. */
bool check_answerable(const struct check *c);
/* The cell that term N of the check stands for, the first if it is several;
 * -1 if there is no term N. */
int check_term(const struct form *f, int check, int n);
/* The cell where the terms of the check begin; -1 if there is none. */
int check_cell(const struct form *f, int check);
/* The line that an "each" speaks of; NULL if the check speaks of none. */
const struct line *check_line(const struct form *f, const struct check *c);
/* Adds the address that a finding of the check is told with to OUT: the line
 * that it speaks of, or its first cell; nothing if it speaks of the report. */
void check_address(const struct form *f, int check, struct buf *out);
/* The check of rule RULE that a reason can answer and whose address is
 * ADDRESS, the first if they are several; -1 if there is none. */
int check_find(const struct form *f, const char *rule, const char *address);

#endif
