/* version.c - gouji --version */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "command/command.h"
#include "command/rows.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0"
#endif

static enum status
run(const struct options *o)
{
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;

	(void)o;
	buf_addf(&out, "gouji " PACKAGE_VERSION " (JSON and CSV: version %d)\n",
		 ROWS_VERSION);
	command_put(&out, &e);
	buf_release(&out);
	return command_end(&e);
}

const struct verb verb_version = {
	.kiosk = KIOSK_FORMS,
	.run = run,
};
