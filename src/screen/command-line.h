/*
 * command-line.h - what is typed after a colon
 */
#ifndef SCREEN_COMMAND_LINE_H
#define SCREEN_COMMAND_LINE_H

struct app;

void do_command(struct app *a);

#endif
