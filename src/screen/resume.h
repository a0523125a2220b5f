/*
 * resume.h - where the person stands, and standing there again
 *
 * What a person sees follows from the report and from this; so after an end
 * that nobody wanted the screen is as it was, but for lists and prompts.
 */
#ifndef SCREEN_RESUME_H
#define SCREEN_RESUME_H

#include "store/journal.h"

struct app;

struct spot spot_now(const struct app *a);
/* Goes where the journal that was found says that the person stood. */
void spot_resume(struct app *a);

#endif
