/*
 * clipboard.h - what was cut or copied
 *
 * It goes into the program's own clipboard and, where terminfo says how (Ms),
 * into that of the person's desktop.
 */
#ifndef SCREEN_CLIPBOARD_H
#define SCREEN_CLIPBOARD_H

#include <stdbool.h>
#include <stddef.h>

struct app;

/* Puts N bytes of TEXT into both clipboards; false if only into our own. */
bool app_copy(struct app *a, const char *text, size_t n);
/* Says that something is copied; SHARED: into both. */
void app_tell_copied(struct app *a, bool shared);

#endif
