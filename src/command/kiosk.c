/* kiosk.c - gouji as all that a visitor gets to see of a machine */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "command/kiosk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/sandbox-path.h"
#include "store/form-store.h"
#include "store/sandbox-kernel.h"

#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif
#ifndef TERMINFO_FOLDERS
#define TERMINFO_FOLDERS "/etc/terminfo:/lib/terminfo:/usr/share/terminfo"
#endif

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

extern char **environ;

/* ---- the environment ---- */

/* What is kept; of a locale's name no part can be a path. */
static const struct {
	const char *name;	/* or what it begins with, before a '*' */
	const char *letters;	/* of the value; NULL: any */
} kept[] = {
	{ "LANG", LETTERS DIGITS "_.@-" },
	{ "LC_*", LETTERS DIGITS "_.@-" },
	{ "TERM", NULL },	/* told, if it is not good */
	{ "NO_COLOR", NULL },
	{ "GOUJI_FORMS", NULL },
	{ "SSH_CONNECTION", NULL },
	{ "SSH_ORIGINAL_COMMAND", NULL },
	{ "USER", NULL },	/* these two are sshd's */
	{ "LOGNAME", NULL },
};

static bool
is_named(const char *entry, size_t len, const char *name)
{
	size_t n = strlen(name);

	if (name[n - 1] == '*')
		return len > n - 1 && !strncmp(entry, name, n - 1);
	return len == n && !strncmp(entry, name, n);
}

/* ENTRY is NAME=VALUE. */
static bool
is_kept(const char *entry)
{
	size_t len = strcspn(entry, "="), i;
	const char *value = entry + len;

	if (!*value++)
		return false;
	for (i = 0; i < ARRAY_LEN(kept); i++)
		if (is_named(entry, len, kept[i].name))
			return !kept[i].letters ||
			       !value[strspn(value, kept[i].letters)];
	return false;
}

/* Folders of forms are found from anywhere. */
static void
fix_form_path(void)
{
	const char *path = getenv("GOUJI_FORMS");
	char *copy, *save = NULL, *folder, *here;
	struct buf fixed = BUF_INIT;

	if (!path || !*path)
		return;
	copy = xstrdup(path);
	here = getcwd(NULL, 0);
	for (folder = strtok_r(copy, ":", &save); folder;
	     folder = strtok_r(NULL, ":", &save)) {
		buf_add(&fixed, fixed.len ? ":" : "");
		if (*folder != '/')
			buf_addf(&fixed, "%s/", here ? here : "");
		buf_add(&fixed, folder);
	}
	setenv("GOUJI_FORMS", fixed.text, 1);
	buf_release(&fixed);
	free(here);
	free(copy);
}

/* The strings of the old environment stay where the system put them. */
void
kiosk_environment(void)
{
	char **keep = NULL, **old;
	size_t n = 0, room = 0, i;

	for (old = environ; old && *old; old++) {
		if (!is_kept(*old))
			continue;
		ARRAY_GROW(keep, n, room);
		keep[n++] = *old;
	}
	clearenv();
	for (i = 0; i < n; i++)
		putenv(keep[i]);
	free(keep);
	fix_form_path();
}

/* It becomes part of a file's name. */
static bool
terminal_is_honest(struct error *e)
{
	const char *term = getenv("TERM");
	size_t len = term ? strlen(term) : 0;

	return !len || (len <= 64 &&
			strspn(term, LETTERS DIGITS "+._-") == len) ||
	       error_add(e, NOWHERE,
			 _("TERM is not the name of a terminal: '%s'; set "
			   "another, for example xterm-256color"), term);
}

/* ---- going in ---- */

/* The library reads these when it first needs them, and not again. */
static void
read_ahead(void)
{
	gettext("");
	strerror(ENOENT);
	tzset();
}

bool
kiosk_enter(const struct options *o, struct error *e)
{
	struct buf readable = BUF_INIT;

	if (!terminal_is_honest(e) || !sandbox_enter(o->kiosk, e))
		return false;
	/* who it is, where an account is shared */
	if (o->person)
		setenv("LOGNAME", o->person, 1);
	read_ahead();
	buf_addf(&readable, "%s:%s:%s", form_path(), LOCALEDIR,
		 TERMINFO_FOLDERS);
	sandbox_close(readable.text);
	buf_release(&readable);
	return true;
}

/* ---- what can be had ---- */

/* The option that asks for the verb of O; NULL if none does. */
static const struct option_row *
row_of(const struct options *o)
{
	size_t i;

	for (i = 0; i < o->rows; i++)
		if (o->row[i].verb == o->verb)
			return &o->row[i];
	return NULL;
}

static bool
refuse_verb(const struct options *o, struct error *e)
{
	const struct option_row *asked = row_of(o);
	struct buf had = BUF_INIT;
	size_t i;

	for (i = 0; i < o->rows; i++) {
		const struct option_row *row = &o->row[i];

		if (row->verb && row->verb->kiosk && !row->alias)
			buf_addf(&had, "%s--%s", had.len ? ", " : "",
				 row->name);
	}
	error_add(e, NOWHERE,
		  _("'--%s' is not allowed here; allowed are: %s, or the name "
		    "of a report alone"), asked ? asked->name : "",
		  had.text);
	buf_release(&had);
	return false;
}

static bool
allows_file(const struct options *o, const struct catalogue *s,
	    const char *file, struct error *e)
{
	if (o->verb->kiosk == KIOSK_REPORTS)
		return !strcmp(file, "-") ||
		       (o->blank && !command_is_path(file)) ||
		       catalogue_offers(s, file, e);
	return !command_is_path(file) ||
	       error_add(e, NOWHERE,
			 _("'%s' is a file, and no form is read from one "
			   "here; --forms lists the forms by name"), file);
}

bool
kiosk_allows(const struct options *asked, const struct catalogue *s,
	     struct error *e)
{
	int i;

	if (!asked->verb->kiosk)
		return refuse_verb(asked, e);
	if (asked->output)
		return error_add(e, NOWHERE,
				 _("--output is not allowed here; redirect "
				   "the output where you are"));
	for (i = 0; i < asked->files; i++)
		if (!allows_file(asked, s, asked->file[i], e))
			return false;
	return true;
}
