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
#include "base/words.h"
#include "command/options.h"
#include "store/catalogue.h"
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
	{ "LANGUAGE", LETTERS DIGITS "_.@-:" },
	{ "LC_*", LETTERS DIGITS "_.@-" },
	{ "COLORTERM", LETTERS DIGITS },
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
	(void)strerror(ENOENT);
	tzset();
}

static bool
enter(const struct options *o, struct error *e)
{
	struct buf readable = BUF_INIT;

	if (!terminal_is_honest(e) || !sandbox_enter(o->kiosk, e))
		return false;
	/* the visitor, if several people share an account */
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

static bool
refuse_verb(const struct options *o, struct error *e)
{
	struct buf had = BUF_INIT;
	size_t i;

	for (i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (row->verb && row->verb->kiosk &&
		    row->type != OPTION_FIELD)
			buf_addf(&had, "%s--%s", had.len ? ", " : "",
				 row->name);
	}
	error_add(e, NOWHERE,
		  _("'--%s' is not allowed here; allowed are: %s, or the name "
		    "of a report alone"), o->verb_name, had.text);
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

static bool
allows(const struct options *asked, const struct catalogue *s,
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

/* ---- what the visitor asks for ---- */

/* Reports are told apart by the fields that have an option of their own, and
 * only those are served that have the values which O asks for. */
int
catalogue_fields(const struct options *o, struct catalogue_field *field)
{
	int n = 0, k;
	size_t i;

	for (i = 0; i < option_count; i++) {
		const char *name = option_rows[i].name;

		if (option_rows[i].type != OPTION_FIELD)
			continue;
		field[n] = (struct catalogue_field){ .address = name };
		for (k = 0; k < o->sets; k++)
			if (!strcmp(o->set[k].address, name))
				field[n].only = o->set[k].value;
		n++;
	}
	return n;
}

static enum status
obey_words(const struct words *w, const struct front *front,
	   struct catalogue *s)
{
	struct options asked = { .front = front };
	enum status status = STATUS_TROUBLE;
	struct error e = ERROR_INIT;

	if (!w->count || strcmp(w->word[0], "gouji"))
		error_add(&e, NOWHERE,
			  _("'%s' is not allowed here; the one command is "
			    "gouji, with an option or the name of a report"),
			  w->count ? w->word[0] : "");
	else if (w->count == 1)
		status = front->list(s, command_language());
	else if (options_parse(&asked, front, w->count, w->word, &e) &&
		 allows(&asked, s, &e))
		status = asked.verb->run(&asked);
	command_tell(&e);
	options_release(&asked);
	return status;
}

/* LINE is what the visitor asks for, as sshd hands it on. */
static enum status
obey(const char *line, const struct front *front, struct catalogue *s)
{
	enum status status = STATUS_TROUBLE;
	struct error e = ERROR_INIT;
	struct words w;

	if (words_split(&w, line, &e)) {
		status = obey_words(&w, front, s);
		words_release(&w);
	}
	command_tell(&e);
	return status;
}

static enum status
serve(const struct options *o)
{
	struct catalogue_field field[OPTIONS_MOST];
	const char *line = getenv("SSH_ORIGINAL_COMMAND");
	struct error e = ERROR_INIT;
	enum status status;
	struct catalogue s;

	if (!enter(o, &e))
		return command_end(&e);
	catalogue_init(&s, field, catalogue_fields(o, field));
	report_gate_set(s.field, s.fields);
	status = line && *line ? obey(line, o->front, &s)
		 : o->front->list(&s, command_language());
	report_gate_set(NULL, 0);
	catalogue_release(&s);
	return status;
}

const struct verb verb_kiosk = {
	.takes = TAKES_UNIT | TAKES_PERSON,
	.run = serve,
};

bool
kiosk_asked(const struct front *front, int argc, char **argv)
{
	struct error unsaid = ERROR_INIT;
	struct options o;

	options_parse(&o, front, argc, argv, &unsaid);
	error_release(&unsaid);
	options_release(&o);
	return o.kiosk;
}
