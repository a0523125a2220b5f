/* version.c - gouji --version */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "command/command.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0"
#endif

static enum status
run(const struct options *o)
{
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;

	(void)o;
	buf_add(&out, "gouji " PACKAGE_VERSION "\n");
	command_put(&out, &e);
	buf_release(&out);
	return command_end(&e);
}

const struct verb verb_version = {
	.any_locale = true,
	.kiosk = KIOSK_FORMS,
	.run = run,
};
