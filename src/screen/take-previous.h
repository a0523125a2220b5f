/*
 * take-previous.h - taking last year's figures, and showing them
 */
#ifndef SCREEN_TAKE_PREVIOUS_H
#define SCREEN_TAKE_PREVIOUS_H

struct app;

/* Last year's figure, its change or nothing beside each figure, in turn. */
void do_previous_year(struct app *a);
/* Puts last year's figure or text into the active cell. */
void do_take_previous(struct app *a);

#endif
