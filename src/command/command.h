/*
 * command.h - the verbs of the command line
 *
 * A verb is one thing that gouji does without the screen: it takes files, and
 * some options, and gives an exit status.  Each has a file of its own, with
 * its struct verb at the end.  The options stand in one table, in main.c; the
 * reading of the command line, --help and the test of the manual page go by
 * that table, and so an option belongs to a verb iff the verb says so in
 * `takes`.
 *
 *   1. What a verb has to say goes to standard output or to the file of -o,
 *      complaints go to standard error.
 *   2. Nothing that is given is ignored: what does not belong is refused
 *      before anything is done.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "core/form.h"
#include "core/report.h"

enum status {
	STATUS_GOOD,
	STATUS_BROKEN,		/* a report breaks a rule that must hold */
	STATUS_TROUBLE,		/* could not be read or written, or no sense */
};

/* What a verb can take, a bit each. */
enum {
	TAKES_NEW = 1 << 0,
	TAKES_FORMS = 1 << 1,
	TAKES_LINT = 1 << 2,
	TAKES_RULES = 1 << 3,
	TAKES_CHECK = 1 << 4,
	TAKES_PRINT = 1 << 5,
	TAKES_SUMMARY = 1 << 6,
	TAKES_GET = 1 << 7,
	TAKES_SET = 1 << 8,
	TAKES_HELP = 1 << 9,
	TAKES_VERSION = 1 << 10,
	TAKES_FORMAT = 1 << 11,
	TAKES_BLANK = 1 << 12,
	TAKES_LANG = 1 << 13,
	TAKES_WIDTH = 1 << 14,
	TAKES_OUTPUT = 1 << 15,
	TAKES_COLOR = 1 << 16,
	TAKES_RECOVER = 1 << 17,
	TAKES_DRY_RUN = 1 << 18,
	TAKES_LOG = 1 << 19,
	TAKES_CSV = 1 << 20,	/* --format=csv */
	TAKES_CELL = 1 << 21,
	TAKES_REASON = 1 << 22,
	TAKES_NO_HISTORY = 1 << 23,
	TAKES_UNIT = 1 << 24,
	TAKES_KIOSK = 1 << 25,
	TAKES_PERSON = 1 << 26,
	TAKES_STATE = 1 << 27,
	TAKES_HAND_IN = 1 << 28,
	TAKES_RETURN = 1 << 29,
};
#define TAKES_ALL ~0u

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

#define WIDTH_LEAST 20
#define WIDTH_MOST 400

/* What a visitor of a kiosk (kiosk.h) may do with a verb. */
enum kiosk {
	KIOSK_REFUSED,
	KIOSK_REPORTS,		/* its files are reports that are served */
	KIOSK_FORMS,		/* they are the names of forms */
};

struct options;

struct verb {
	unsigned takes;		/* TAKES_... */
	const char *operand;	/* what its operands are; NULL: it has none */
	bool many;		/* any number of them, else one */
	enum kiosk kiosk;
	enum status (*run)(const struct options *o);
};

/* An option; or, without a name, a heading in the list of them. */
struct option_row {
	const char *name;
	char letter;		/* 0: none */
	bool many;		/* may be given more than once */
	unsigned flag;		/* the TAKES_... that it is */
	unsigned with;		/* it wants one of these options beside it,
				 * unless the report goes on the screen */
	const char *arg;	/* what it wants; NULL: nothing */
	bool alias;		/* short for --set=NAME=... */
	const struct verb *verb;	/* that it asks for; NULL: none */
	/* Puts TEXT in O; false, told in E, if it makes no sense. */
	bool (*take)(struct options *o, const struct option_row *row,
		     const char *text, struct error *e);
	const char *help;
};

struct assignment {
	char *address;
	const char *value;
};

struct options {
	const struct option_row *row;	/* the table */
	size_t rows;
	const struct verb *verb;
	char *const *file;
	int files;
	const char *form;	/* --new */
	const char *kiosk;	/* the folder */
	const char *person;	/* who is served; NULL: LOGNAME */
	const char *lang;	/* NULL: what the locale says */
	const char *output;	/* NULL: standard output */
	int width;		/* 0: what the terminal says */
	enum color color;
	bool json, csv, blank, dry_run;
	bool no_history;	/* keep no trail */
	const char *reason;	/* of what --set changes; "": none */
	const char *cell;	/* that --log is about; NULL: all */
	const char **get;
	int gets;
	size_t get_room;
	struct assignment *set;
	int sets;
	size_t set_room;
};

extern const struct verb verb_new, verb_forms, verb_lint, verb_rules,
	verb_check, verb_print, verb_summary, verb_get, verb_recover,
	verb_log, verb_state, verb_hand_in, verb_return, verb_help,
	verb_version;

/* ---- what they share, in command.c ---- */

/* Adds the names of the options that ask for a verb which takes FLAG. */
void command_takers(const struct options *o, unsigned flag, struct buf *out);

/* Writes E to standard error in the order of its places and empties it; true
 * if it held an error. */
bool command_tell(struct error *e);
/* Writes OUT to standard output and empties it. */
bool command_put(struct buf *out, struct error *e);
/* Writes OUT to the file of -o, or to standard output, and empties it.  An
 * input file is not overwritten. */
bool command_save(const struct options *o, struct buf *out, struct error *e);
/* The two ends of most verbs: tells E; trouble if it held an error. */
enum status command_end(struct error *e);

/* The form with the id NAME; the version can be left out if there is but one.
 * A NAME with a dot in it is the path of a form file.  The caller frees it
 * with form_free(). */
struct form *command_form(const char *name, struct error *e);
/* True if NAME is that of a file and not of a form. */
bool command_is_path(const char *name);

/* The locale for messages, as the environment names it; "en" for C. */
const char *command_language(void);
/* The language of F to print labels in; -1, told in E, if --lang asks for
 * one that it has not. */
int command_lang(const struct options *o, const struct form *f,
		 struct error *e);
/* Columns of a page: --width, or the terminal's, or OTHERWISE. */
int command_width(const struct options *o, int otherwise);
bool command_color(const struct options *o);

/* Adds the pages of one report; how wide, and whether blank, is for O to say. */
typedef void page_writer(const struct options *o, const struct report *r,
			 int lang, struct buf *out);
/* Opens every file, writes its page and puts them out, parted by form feeds
 * or on a terminal by blank lines.  With -o, all of them or none. */
enum status command_pages(const struct options *o, page_writer *page);

/* Adds TEXT, safe for a terminal, wrapped at WIDTH; the lines after the first
 * begin with INDENT blanks, which the first is taken to have. */
void command_wrap(struct buf *out, const char *text, int indent, int width);

/* Adds "KEY":"TEXT" to the JSON object that OUT ends in, safe for a terminal. */
void command_json(struct buf *out, const char *key, const char *text);

/* Is it a figure, or ~ for none, as a report file has them? */
bool command_figure(const char *text);
/* Adds TEXT as a field of a line of CSV, safe for a terminal and for a
 * spreadsheet. */
void command_csv(struct buf *out, const char *text);

/* Makes the edit that --set asks for; PATH, which may be NULL, is where it is
 * told to be.  All or nothing; false if E got an error. */
bool command_set(const struct options *o, struct report *r, const char *path,
		 struct error *e);

#endif
