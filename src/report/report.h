/*
 * report.h - a form with values, and the log of all that was done to it
 *
 * The one way to change a report is report_edit().  It appends an edit to the
 * log, stores the values, moves the totals and verdicts that hang on them,
 * and stamps all that moved with the edit's serial.  Undo appends the inverse,
 * redo appends the edit again: the log only grows.
 *
 *   1. The serial of a report is the number of edits in its log.
 *   2. report_changed(r, c) is the serial of the last edit that moved what
 *      cell c shows: its value, its total, or whether a rule is broken there.
 *   3. Replaying the log onto a new report gives the same report, undo
 *      history included.
 *
 * Callers that follow a report remember one number, the serial of the last
 * edit that they have seen.
 *
 * A computed cell shows its sum.  Its stored value is the total that stands on
 * paper, usually blank.  If both are there and differ, the check of that total
 * is broken until one of them is corrected.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "form/form.h"
#include "form/formula.h"
#include "report/verdict.h"

struct report;
struct previous;

/* What an edit is to the ones before it. */
enum edit_how {
	EDIT_NEW,    /* begins a run: what one undo takes back */
	EDIT_MORE,   /* goes on with the run: one more key in the same cell */
	EDIT_UNDO,   /* the inverse of the last run */
	EDIT_REDO,   /* the last run that was undone, again */
	EDIT_SOURCE, /* what a file held: not taken back by undo */
	/* These begin a run too, and the log has them as EDIT_NEW. */
	EDIT_TAKEN,    /* what another person wrote into the report's file */
	EDIT_ANSWERED, /* the caller gives closed cells a reason in this run */
};

/* Why an edit is refused: error.code.  Its subject is the cell, or -1. */
enum refusal {
	REFUSED_READING = 1, /* another session writes the report */
	REFUSED_HANDED_IN,   /* only its return may change it */
	REFUSED_CLOSED,	     /* the cell is carried and has no reason */
	REFUSED_UNDO,	     /* nothing can be taken back, or done again */
};

/* A change of the log.  In a text, BEFORE is what was cut out at byte AT and
 * AFTER what was put there; a blank stands for nothing. */
struct change {
	int cell;		/* or an annotation: see annotation.h */
	size_t at;
	struct value before, after;
};

/* The person who made an edit, the time and the reason. */
struct sign {
	int64_t time;		/* milliseconds since 1970, UTC; 0: unknown */
	const char *person;	/* "" (or NULL, when given): unknown */
	const char *reason;	/* the same: none */
};

struct edit {
	enum edit_how how;
	struct change *change;
	int changes;
	struct sign sign;	/* its texts are the report's */
};

/* A wish: a new value for a cell, or in a text CUT bytes at AT replaced by
 * value.text.  report_edit() copies the value. */
struct put {
	int cell;		/* or an annotation */
	struct value value;
	size_t at, cut;
};

#define TEXT_MOST 200000	/* bytes of one text */

struct report *report_new(const struct form *f);
void report_free(struct report *r);
const struct form *report_form(const struct report *r);

/* Appends one edit of N puts; EDIT_UNDO and EDIT_REDO take no puts but the run
 * that is on top.  False, with the reason in E and nothing changed, if a value
 * does not fit its cell or if the edit is refused: permits[] in report.c says
 * what may pass.  A closed cell may get the figure that it has or that is
 * carried into it.  Puts that change nothing are left out, and an edit of none
 * is not appended. */
bool report_edit(struct report *r, const struct put *put, int n,
		 enum edit_how how, struct error *e);
/* The kind of value that CELL takes: of a computed one, its total on paper. */
struct kind report_takes(const struct report *r, int cell);
/* Parses TEXT as CELL's kind and edits; TYPED as in value_parse_typed(). */
bool report_key(struct report *r, int cell, const char *text, bool typed,
		enum edit_how how, struct error *e);
/* False, told in E as report_edit() does, if a new edit of CELL (-1: of any)
 * would be refused: to be asked before a person is. */
bool report_may_change(const struct report *r, int cell, struct error *e);
/* True while the text of annotation_state() says so. */
bool report_handed_in(const struct report *r);
/* READING: the report follows the log of another session, so only
 * report_replay() changes it. */
void report_set_reading(struct report *r, bool reading);
/* Take back the last run, or do it again, whether it may be or not: the step
 * of report_edit() that changes the report.  *CELL is where it was.  False if
 * there is none. */
bool report_undo(struct report *r, int *cell);
bool report_redo(struct report *r, int *cell);
/* Where it would be; -1: there is none. */
int report_undo_cell(const struct report *r, bool redo);
/* The next EDIT_MORE begins a run of its own. */
void report_end_run(struct report *r);
/* Signs the edits from now on; SIGN is copied.  A new report has no sign. */
void report_sign(struct report *r, const struct sign *sign);
const struct sign *report_signed(const struct report *r);

/* Takes last year's figures, which R frees in the end; NULL: there are none,
 * and no check says anything of them.  Not an edit: they stand elsewhere. */
void report_set_previous(struct report *r, struct previous *last);
const struct previous *report_previous(const struct report *r);
/* There should be last year's figures and there are none, for the reason WHY,
 * which is copied: an error of the report, which stays until the next
 * report_set_previous(). */
void report_miss_previous(struct report *r, const char *why);
/* That reason; NULL: nothing is missed. */
const char *report_previous_missed(const struct report *r);

int report_serial(const struct report *r);
/* Edit N of the log, 0 <= N < report_serial(). */
const struct edit *report_log(const struct report *r, int n);
/* Appends EDIT as it stands in a log, with its sign; false, told in E, if it
 * does not fit or what it changes is not what there is. */
bool report_replay(struct report *r, const struct edit *edit, struct error *e);
int report_changed(const struct report *r, int cell);

/* What is now in the report is what is in its file. */
void report_mark_saved(struct report *r);
/* What is in its file is not, and never was, what is in the report. */
void report_mark_unsaved(struct report *r);
bool report_modified(const struct report *r);

/* The stored value; of a computed cell the total on paper. */
const struct value *report_value(const struct report *r, int cell);
/* The text of a text cell; "" if blank. */
const char *report_text(const struct report *r, int cell);
/* True if the cell shows a figure, keyed or computed; *UNITS then is it, in
 * units of its kind's last place, *KEYED the decimals to print. */
bool report_figure(const struct report *r, int cell, wide *units, int *keyed);
/* Adds what the cell shows: the figure, the text, what is being typed. */
void report_show(const struct report *r, int cell, struct buf *out);

/* The year that the report says it is of; -1: it does not say. */
int report_year(const struct report *r);
/* Today, as days_of() counts, for deadlines.  A new report has DAY_UNKNOWN, and
 * no finding speaks of the deadline.  Not an edit. */
#define DAY_UNKNOWN (-1)
void report_set_today(struct report *r, int day);
int report_today(const struct report *r);

/* ---- totals and verdicts: report-figures.c ---- */

const struct counts *report_counts(const struct report *r);
enum verdict report_verdict(const struct report *r, int check);
/* The serial at which the sides or the verdict of the check last moved. */
int report_check_changed(const struct report *r, int check);
/* The sides of a check that compares two sums, in units of the form's
 * places; false if it does not (or if a paper total is blank). */
bool report_sides(const struct report *r, int check, wide *left, wide *right);
/* False if the "if" of the check does not hold, or cannot be told yet, or if
 * it names last year and there is none. */
bool report_applies(const struct report *r, int check);
/* Adds the figures that the check looks at, parted by blanks: what a reason is
 * given for.  A text stands there as a number made from all its bytes. */
void report_check_figures(const struct report *r, int check, struct buf *out);
/* The check by which cell CELL is carried from last year and is not to be keyed
 * without a reason; -1: it can be keyed. */
int report_protected(const struct report *r, int cell);
/* What is carried into CELL, in units of its kind's last place; false if
 * nothing is, or last year's figures do not tell. */
bool report_carried(const struct report *r, int cell, wide *units);
/* Blank cells among those that the check adds up. */
int report_check_blank(const struct report *r, int check);
/* How many broken checks of the level name the cell. */
int report_broken(const struct report *r, int cell, enum level level);
/* Keyed cells of block B that are blank. */
int report_blank_cells(const struct report *r, const struct block *b);
/* The sum of a region now, in units of the form's places. */
wide report_region(const struct report *r, const struct region *region);
/* The same of what a term of a check names, last year's too; 0 if that is not
 * known. */
wide report_term(const struct report *r, const struct ref *ref);

/* Computes all from nothing and compares with what the edits made of it; ends
 * the program if they differ. */
void report_verify(const struct report *r);

#endif
