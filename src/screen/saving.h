/*
 * saving.h - saving the report, leaving it, handing it in
 */
#ifndef SCREEN_SAVING_H
#define SCREEN_SAVING_H

#include <stdbool.h>

struct app;

/* Saves, under another name if PATH is not NULL; false, said, if it cannot. */
bool app_save(struct app *a, const char *path);
/* Saves what is to be saved, and leaves. */
void do_leave(struct app *a);
/* Leaves without saving, if the person says so. */
void do_discard(struct app *a);
void do_hand_in(struct app *a);
void do_return(struct app *a);

#endif
