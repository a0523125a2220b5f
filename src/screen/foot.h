/*
 * foot.h - the last line: a prompt, a menu, a message, or the keys
 */
#ifndef SCREEN_FOOT_H
#define SCREEN_FOOT_H

struct app;

/* Draws it on line Y, and what it needs above it. */
void foot_draw(struct app *a, int y);

#endif
