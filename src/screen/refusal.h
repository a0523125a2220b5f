/*
 * refusal.h - what is said when a change is refused
 */
#ifndef SCREEN_REFUSAL_H
#define SCREEN_REFUSAL_H

#include <stdbool.h>

struct app;
struct error;

/* Returns OK.  If it is false, says the first problem of E in the words of the
 * screen; E is released. */
bool app_told(struct app *a, bool ok, struct error *e);
/* Says which person writes the report that this session only reads. */
void app_complain_reading(struct app *a);
/* Says that the report is handed in, when and by whom. */
void app_complain_handed_in(struct app *a);

#endif
