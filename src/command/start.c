/* start.c - gouji without a word behind it */
#include "command/start.h"

#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/locale.h"
#include "command/kiosk.h"
#include "command/options.h"
#include "store/catalogue.h"

static enum status
introduce(struct error *e)
{
	struct buf out = BUF_INIT;

	buf_add(&out, _("gouji is for keying in a statistical report: it adds "
			"up and checks as you key.\n"
			"This folder has no report yet. gouji --new=FORM "
			"-o FILE.yaml makes one,\n"
			"gouji --forms lists the forms, gouji --help says "
			"more.\n"));
	command_put(&out, e);
	buf_release(&out);
	return command_end(e);
}

enum status
command_start(const struct options *o)
{
	struct catalogue_field field[OPTIONS_MOST];
	struct error e = ERROR_INIT;
	enum status status;
	struct catalogue s;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		fputs(_("Usage: gouji FILE, or gouji OPTION... [FILE...]; "
			"see gouji --help\n"), stderr);
		return STATUS_TROUBLE;
	}
	catalogue_init(&s, field, catalogue_fields(o, field));
	s.listed = true;
	if (!catalogue_look(&s, &e))
		status = command_end(&e);
	else if (!s.rows)
		status = introduce(&e);
	else
		status = o->front->list(&s, locale_language());
	catalogue_release(&s);
	return status;
}
