/*
 * editing.h - the one way in which the screen changes the report
 *
 * Each returns false, and says why at the foot, if report_edit() refuses.
 */
#ifndef SCREEN_EDITING_H
#define SCREEN_EDITING_H

#include "report/report.h"

struct app;

bool app_edit(struct app *a, const struct put *put, int n, enum edit_how how);
/* Puts what TEXT means into CELL; TYPED: it need not be complete. */
bool app_key_in(struct app *a, int cell, const char *text, bool typed,
		enum edit_how how);
/* The same question before a person is asked for something:
 * report_may_change(). */
bool app_may_change(struct app *a, int cell);
/* Has this person changed anything since SERIAL?  What came meanwhile to one
 * who reads is another's. */
bool app_changed_since(const struct app *a, int serial);
/* Answers a check with WORDS, as reason_give() does. */
bool app_answer(struct app *a, int check, const char *words, bool open);
/* What was entered is complete: the next change begins a run of its own. */
void app_end_run(struct app *a);
/* The note on CELL; "" if there is none. */
const char *app_note(const struct app *a, int cell);
/* Returns OK.  If it is false, says the first problem of E in the words of the
 * screen; E is released. */
bool app_told(struct app *a, bool ok, struct error *e);
/* Says which person writes the report that this session only reads. */
void app_complain_reading(struct app *a);
/* Says that CELL is closed, as it is carried, and what opens it; TYPED: what
 * was keyed, or "". */
void app_complain_closed(struct app *a, int cell, const char *typed);
/* Says that the report is handed in, when and by whom. */
void app_complain_handed_in(struct app *a);

#endif
