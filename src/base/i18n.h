/*
 * i18n.h - every text a person sees goes through here
 *
 * _() translates where it stands; N_() marks a text in a table, which is
 * translated where it is shown.  NC_() marks one that is said differently
 * elsewhere, with the context that tells them apart; i18n_word() translates
 * it.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>
#include <string.h>

#define _(text) gettext(text)
#define N_(text) (text)
#define NC_(context, text) (context "\004" text)
#define Q_(one, many, n) ngettext(one, many, (unsigned long)(n))

/* The word itself, as NC_() marked it. */
static inline const char *
i18n_plain(const char *word)
{
	return strchr(word, '\004') + 1;
}

static inline const char *
i18n_word(const char *word)
{
	const char *text = gettext(word);

	return text == word ? i18n_plain(word) : text;
}

#endif
