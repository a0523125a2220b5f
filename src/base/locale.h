/*
 * locale.h - the locale, and the language of messages
 *
 * All texts are UTF-8.  A locale that is not installed or does not use it, as
 * under cron or when coming from elsewhere, is taken for C.UTF-8; the language
 * that it names is kept for messages.
 */
#ifndef BASE_LOCALE_H
#define BASE_LOCALE_H

#include <stdbool.h>

/* Sets the locale of the process and where its messages are, in FOLDER. */
void locale_set(const char *folder);
/* The first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is set, "C" if none
 * is. */
const char *locale_language(void);
/* True if the terminal takes other characters than UTF-8, GB18030 for
 * example. */
bool locale_is_foreign(void);
/* Says on standard error, if that is a terminal, what was taken instead of the
 * locale, in the characters of the terminal. */
void locale_tell(void);

#endif
