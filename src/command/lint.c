/* lint.c - gouji --lint: all that is wrong with form files */
#include "base/i18n.h"
#include "command/command.h"
#include "store/form-read.h"

static enum status
run(const struct options *o)
{
	enum status status = STATUS_GOOD;
	int i;

	for (i = 0; i < o->files; i++) {
		struct error e = ERROR_INIT;

		form_free(form_read(o->file[i], &e));
		if (command_tell(&e))
			status = STATUS_TROUBLE;
	}
	return status;
}

const struct verb verb_lint = {
	.takes = TAKES_LINT,
	.operand = N_("FORM.yaml"),
	.many = true,
	.run = run,
};
