/*
 * hand-in.h - handing a report in, and opening it again
 */
#ifndef SCREEN_HAND_IN_H
#define SCREEN_HAND_IN_H

struct app;

void do_hand_in(struct app *a);
void do_return(struct app *a);

#endif
