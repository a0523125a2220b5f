/*
 * note.h - notes on figures and texts, and what to come back to
 */
#ifndef SCREEN_NOTE_H
#define SCREEN_NOTE_H

struct app;

void do_note(struct app *a);
void do_flag(struct app *a);
void do_notes(struct app *a);

#endif
