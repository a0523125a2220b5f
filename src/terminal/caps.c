/* caps.c - what a terminal understands, by terminfo */
#include "terminal/caps.h"

#include <stdlib.h>
#include <string.h>

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>
#undef columns	/* term.h's, meant for another use of it */

#include "base/i18n.h"
#include "base/mem.h"
#include "terminal/theme.h"

/* As in terminfo's no_color_video. */
#define NCV_UNDERLINE 2
#define NCV_DIM 16

/* What a terminal is taken for that the database does not have. */
#define STAND_IN "xterm-256color"

/* The string without its padding, $<...>; the caller frees. */
static char *
strip(const char *s)
{
	struct buf out = BUF_INIT;

	while (*s) {
		const char *end = strncmp(s, "$<", 2) ? NULL : strchr(s, '>');

		if (end)
			s = end + 1;
		else
			buf_addc(&out, *s++);
	}
	return buf_detach(&out);
}

/* tigetstr() may give NULL or (char *)-1. */
static const char *
ask(const char *name)
{
	const char *s = tigetstr(name);

	return s && s != (const char *)-1 ? s : "";
}

/* What tiparm() made; it makes nothing for want of memory alone. */
static const char *
with(const char *made)
{
	if (!made)
		out_of_memory();
	return made;
}

/* True if NAME with N is the same as WANT. */
static bool
makes(const char *name, int n, const char *want)
{
	const char *s = ask(name);
	char *made;
	bool same;

	if (!*s)
		return false;
	made = strip(with(tiparm(s, n)));
	same = !strcmp(made, want);
	free(made);
	return same;
}

static void
load_strings(struct caps *c)
{
	const struct {
		const char *name;
		char **to;
	} strings[] = {
		{ "cup", &c->cup },	  { "clear", &c->clear },
		{ "el", &c->el },	  { "sgr0", &c->plain },
		{ "bold", &c->bold },	  { "dim", &c->dim },
		{ "smul", &c->underline }, { "rev", &c->reverse },
		{ "smcup", &c->enter },	  { "rmcup", &c->leave },
		{ "smkx", &c->keys_on },  { "rmkx", &c->keys_off },
		{ "Ms", &c->copy },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(strings); i++)
		*strings[i].to = strip(ask(strings[i].name));
}

static void
load_moves(struct caps *c)
{
	struct buf out = BUF_INIT;

	caps_move(c, 11, 22, &out);
	c->ansi = !strcmp(out.text, "\033[12;23H");
	buf_release(&out);
	if (!c->ansi)
		return;
	c->hpa = makes("hpa", 11, "\033[12G");
	c->vpa = makes("vpa", 11, "\033[12d");
	c->cuf = makes("cuf", 12, "\033[12C");
	c->cub = makes("cub", 12, "\033[12D");
	c->cuu = makes("cuu", 12, "\033[12A");
	c->cud = makes("cud", 12, "\033[12B");
	c->back = makes("cub1", 0, "\b");
}

static void
load_styles(struct caps *c)
{
	const struct {
		const char *enter;
		unsigned attr;
	} attrs[] = {
		{ c->bold, ATTR_BOLD },
		{ c->dim, ATTR_DIM },
		{ c->underline, ATTR_UNDERLINE },
		{ c->reverse, ATTR_REVERSE },
	};
	int ncv = tigetnum("ncv");
	size_t i;

	/* on some the change of style takes a cell: rather none at all */
	if (tigetnum("xmc") > 0 || !*c->plain)
		return;
	for (i = 0; i < ARRAY_LEN(attrs); i++)
		if (*attrs[i].enter)
			c->attrs |= attrs[i].attr;
	/* terminals of 256 colours that say 38;5;1 know the short form, too */
	c->sgr = (makes("setaf", 1, "\033[31m") ||
		  makes("setaf", 1, "\033[38;5;1m")) &&
		 (makes("setab", 1, "\033[41m") ||
		  makes("setab", 1, "\033[48;5;1m")) &&
		 tigetnum("colors") >= 8;
	c->sgr_off = c->sgr && makes("op", 0, "\033[39;49m");
	if (ncv > 0 && ncv & NCV_UNDERLINE)
		c->no_colour |= ATTR_UNDERLINE;
	if (ncv > 0 && ncv & NCV_DIM)
		c->no_colour |= ATTR_DIM;
}

static void
load_rest(struct caps *c)
{
	int rows = tigetnum("lines"), columns = tigetnum("cols");

	c->rows = rows > 0 ? rows : 0;
	c->columns = columns > 0 ? columns : 0;
	c->scrolls = tigetflag("am") > 0 && tigetflag("xenl") <= 0;
	c->safe_move = tigetflag("msgr") > 0;
	c->keypad = c->ansi;
	/* who reports the mouse ignores the modes it does not know */
	c->paste = c->ansi && (tigetflag("XT") > 0 || *ask("kmous"));
}

/* True if TYPE may be the name of a terminal; else it is not looked up. */
static bool
is_name(const char *type)
{
	return strlen(type) <= 64 &&
	       !type[strspn(type, "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+._-")];
}

/* *TYPE becomes STAND_IN if it is unknown here. */
static bool
find(const char **type, int fd, struct error *e)
{
	int status = 0;

	if (!*type || !**type)
		return error_add(e, NOWHERE, _("the type of the terminal is "
			"not known; set TERM, for example to xterm-256color"));
	if (is_name(*type)) {
		if (setupterm(*type, fd, &status) == OK)
			return true;
		/* a newer terminal than the database, which does as xterm */
		if (!status && setupterm(STAND_IN, fd, &status) == OK) {
			*type = STAND_IN;
			return true;
		}
	}
	if (status < 0)
		return error_add(e, NOWHERE, _("there is no description of "
			"any terminal; install the terminfo database"));
	return error_add(e, NOWHERE, _("the terminal '%s' is not known or "
		"too simple; set TERM, for example to xterm-256color"), *type);
}

bool
caps_load(struct caps *c, const char *type, int fd, struct error *e)
{
	const char *asked = type;

	*c = (struct caps){ .type = NULL };
	if (!find(&type, fd, e))
		return false;
	c->type = xstrdup(type);
	c->unknown = type != asked;
	load_strings(c);
	if (*c->cup && *c->clear) {
		load_moves(c);
		load_styles(c);
		load_rest(c);
		return true;
	}
	caps_release(c);
	return error_add(e, NOWHERE, _("the terminal '%s' cannot move its "
		"cursor; set TERM, for example to xterm-256color"), type);
}

void
caps_release(struct caps *c)
{
	char *const strings[] = {
		c->type, c->cup, c->clear, c->el, c->plain, c->bold, c->dim,
		c->underline, c->reverse, c->enter, c->leave, c->keys_on,
		c->keys_off, c->copy,
	};
	size_t i;

	if (!c->type)
		return;
	for (i = 0; i < ARRAY_LEN(strings); i++)
		free(strings[i]);
	del_curterm(cur_term);
	*c = (struct caps){ .type = NULL };
}

void
caps_move(const struct caps *c, int y, int x, struct buf *out)
{
	buf_add(out, with(tiparm(c->cup, y, x)));
}

void
caps_copy(const struct caps *c, const char *text, struct buf *out)
{
	if (*c->copy)
		buf_add(out, with(tiparm(c->copy, "c", text)));
}

const char *
caps_key(const struct caps *c, const char *name)
{
	const char *s = c->type ? ask(name) : "";

	return *s ? s : NULL;
}
