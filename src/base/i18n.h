/*
 * i18n.h - every text a person sees goes through here
 *
 * _() translates where it stands; N_() marks a text in a table, which is
 * translated where it is shown.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)
#define Q_(one, many, n) ngettext(one, many, (unsigned long)(n))

#endif
