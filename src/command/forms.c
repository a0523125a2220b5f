/* forms.c - gouji --forms: the forms that are installed */
#include "base/i18n.h"
#include "command/command.h"
#include "store/form-store.h"

static enum status
run(const struct options *o)
{
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;

	form_list(o->lang ? o->lang : command_language(), &out, &e);
	if (!out.len && !error_any(&e))
		error_add(&e, NOWHERE,
			  _("no form is installed; the variable GOUJI_FORMS "
			    "can name the folders to look in"));
	command_put(&out, &e);
	buf_release(&out);
	return command_end(&e);
}

const struct verb verb_forms = {
	.takes = TAKES_LANG,
	.kiosk = KIOSK_FORMS,
	.run = run,
};
