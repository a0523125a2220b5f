/*
 * note.h - notes on figures and texts, and reasons for broken rules
 */
#ifndef SCREEN_NOTE_H
#define SCREEN_NOTE_H

struct app;

void do_note(struct app *a);
void do_flag(struct app *a);
void do_notes(struct app *a);
void do_reason(struct app *a);

#endif
