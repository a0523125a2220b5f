/* main.c - the locale, the verb that is asked for, and what command/ is
 * given of the screen, which it does not know */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/locale.h"
#include "command/command.h"
#include "command/kiosk.h"
#include "command/options.h"
#include "command/start.h"
#include "screen/app.h"
#include "screen/loop.h"
#include "store/form-store.h"
#include "store/sandbox-path.h"

#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

static bool
is_missing(const char *file)
{
	struct stat st;

	return strcmp(file, "-") && sandbox_stat(file, &st) && errno == ENOENT;
}

static enum status
open_screen(const struct options *o)
{
	const struct app_options how = {
		.no_history = o->no_history, .years = o->years,
	};
	struct error e = ERROR_INIT;

	if (locale_is_foreign())
		return STATUS_TROUBLE;	/* locale_tell() said it */
	if (is_missing(o->file[0]))
		error_add(&e, (struct place){ o->file[0], 0, 0 },
			  _("is not there; gouji --new=FORM -o %s makes it, "
			    "gouji --forms lists the forms"), o->file[0]);
	else if (strcmp(o->file[0], "-"))
		return (enum status)app_run(o->file[0], command_language(),
					    &how);
	else
		error_add(&e, NOWHERE,
			  _("the screen wants the name of a file; "
			    "standard input is the keyboard"));
	return command_end(&e);
}

static const struct verb verb_screen = {
	.takes = TAKES_NO_HISTORY | TAKES_YEARS,
	.operand = N_("FILE"),
	.kiosk = KIOSK_REPORTS,
	.run = open_screen,
};

static enum status
list_reports(struct catalogue *s, const char *locale)
{
	if (locale_is_foreign())
		return STATUS_TROUBLE;	/* locale_tell() said it */
	return (enum status)app_run_catalogue(s, locale);
}

static const struct front front = {
	.screen = &verb_screen, .list = list_reports,
};

/* ---- the process ---- */

/* A closed standard stream must not become the next file that is opened.
 * What is written to one is refused, and so told. */
static void
keep_streams(void)
{
	int fd;

	for (fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)!open("/dev/null", fd ? O_RDONLY : O_WRONLY);
}

int
main(int argc, char **argv)
{
	struct options o = { .front = &front };
	struct error e = ERROR_INIT;
	enum status status = STATUS_TROUBLE;

	keep_streams();
	/* a reader that goes away is a failed write like any other */
	signal(SIGPIPE, SIG_IGN);
	if (kiosk_asked(&front, argc, argv))
		kiosk_environment();
	locale_set(LOCALEDIR);
	if (argc < 2) {
		locale_tell();
		return (int)command_start(&o);
	}
	if (!options_parse(&o, &front, argc, argv, &e)) {
		command_tell(&e);
	} else {
		locale_tell();
		status = o.verb->run(&o);
	}
	options_release(&o);
	form_store_release();
	return (int)status;
}
