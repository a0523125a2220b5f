/*
 * draft-marks.h - the figures of a draft that somebody has to look at
 *
 * A text of the year before that is carried as a draft has its figures between
 * two marks.  They are part of the text until somebody takes them away.
 */
#ifndef FORM_DRAFT_MARKS_H
#define FORM_DRAFT_MARKS_H

#include "base/buf.h"

#define DRAFT_OPEN "【?"
#define DRAFT_CLOSE "】"

/* Adds TEXT to OUT with its numbers between those marks: but for those in the
 * names of laws and documents, dates, items of a list and references in
 * braces. */
void draft_mark(const char *text, struct buf *out);
/* The byte of TEXT where the first mark begins; -1: there is none. */
long draft_find(const char *text);

#endif
