/*
 * give-reason.h - the reason for a broken rule, asked for on the screen
 */
#ifndef SCREEN_GIVE_REASON_H
#define SCREEN_GIVE_REASON_H

struct app;

void do_reason(struct app *a);

#endif
