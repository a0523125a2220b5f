/* clipboard.c - what was cut or copied */
#include "screen/clipboard.h"

#include "base/i18n.h"
#include "screen/app.h"

bool
app_copy(struct app *a, const char *text, size_t n)
{
	buf_clear(&a->clip);
	buf_addn(&a->clip, text, n);
	return term_copy(a->term, text, n);
}

void
app_tell_copied(struct app *a, bool shared)
{
	app_tell(a, "%s", shared
		? _("copied")
		: _("copied for p; this terminal does not pass it on to the "
		    "desktop"));
}
