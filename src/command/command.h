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
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "command/rows.h"
#include "form/form.h"
#include "report/report.h"
#include "store/report-reader.h"

enum status {
	STATUS_GOOD,
	STATUS_BROKEN,		/* a report breaks a rule that must hold, or
				 * two that are compared differ */
	STATUS_TROUBLE,		/* could not be read or written, or no sense */
};

/* What a verb can take, a bit each. */
#define TAKES_NEW (UINT64_C(1) << 0)
#define TAKES_FORMS (UINT64_C(1) << 1)
#define TAKES_LINT (UINT64_C(1) << 2)
#define TAKES_RULES (UINT64_C(1) << 3)
#define TAKES_CHECK (UINT64_C(1) << 4)
#define TAKES_PRINT (UINT64_C(1) << 5)
#define TAKES_SUMMARY (UINT64_C(1) << 6)
#define TAKES_GET (UINT64_C(1) << 7)
#define TAKES_SET (UINT64_C(1) << 8)
#define TAKES_HELP (UINT64_C(1) << 9)
#define TAKES_VERSION (UINT64_C(1) << 10)
#define TAKES_FORMAT (UINT64_C(1) << 11)
#define TAKES_BLANK (UINT64_C(1) << 12)
#define TAKES_LANG (UINT64_C(1) << 13)
#define TAKES_WIDTH (UINT64_C(1) << 14)
#define TAKES_OUTPUT (UINT64_C(1) << 15)
#define TAKES_COLOR (UINT64_C(1) << 16)
#define TAKES_RECOVER (UINT64_C(1) << 17)
#define TAKES_DRY_RUN (UINT64_C(1) << 18)
#define TAKES_LOG (UINT64_C(1) << 19)
#define TAKES_CSV (UINT64_C(1) << 20)	/* --format=csv */
#define TAKES_CELL (UINT64_C(1) << 21)
#define TAKES_REASON (UINT64_C(1) << 22)
#define TAKES_NO_HISTORY (UINT64_C(1) << 23)
#define TAKES_UNIT (UINT64_C(1) << 24)
#define TAKES_KIOSK (UINT64_C(1) << 25)
#define TAKES_PERSON (UINT64_C(1) << 26)
#define TAKES_CARRY (UINT64_C(1) << 27)
#define TAKES_DRAFT (UINT64_C(1) << 28)
#define TAKES_YEARS (UINT64_C(1) << 29)
#define TAKES_COMPARE (UINT64_C(1) << 30)
#define TAKES_TREND (UINT64_C(1) << 31)
#define TAKES_ANSWER (UINT64_C(1) << 32)
#define TAKES_STATE (UINT64_C(1) << 33)
#define TAKES_HAND_IN (UINT64_C(1) << 34)
#define TAKES_RETURN (UINT64_C(1) << 35)
#define TAKES_ALL UINT64_MAX

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
	uint64_t takes;		/* TAKES_... */
	const char *operand;	/* what its operands are; NULL: it has none */
	bool many;		/* any number of them, else one */
	int exactly;		/* so many of them; 0: as `many` says */
	enum kiosk kiosk;
	enum status (*run)(const struct options *o);
};

/* An option; or, without a name, a heading in the list of them. */
struct option_row {
	const char *name;
	char letter;		/* 0: none */
	bool many;		/* may be given more than once */
	uint64_t flag;		/* the TAKES_... that it is */
	uint64_t with;		/* it wants one of these options beside it,
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
	const char *last;	/* --carry */
	const char *years;	/* the folder of years; NULL: none */
	bool draft;		/* carry the texts too */
	const char *kiosk;	/* the folder */
	const char *person;	/* who is served; NULL: LOGNAME */
	const char *lang;	/* NULL: what the locale says */
	const char *output;	/* NULL: standard output */
	int width;		/* 0: what the terminal says */
	enum color color;
	enum format format;
	bool blank, dry_run;
	bool no_history;	/* keep no trail */
	const char *reason;	/* of what --set changes; "", NULL: none */
	const char *answer;	/* the rule to be answered, and its address */
	const char *cell;	/* that --log is about; NULL: all */
	const char **get;
	int gets;
	size_t get_room;
	struct assignment *set;
	int sets;
	size_t set_room;
};

extern const struct verb verb_new, verb_carry, verb_forms, verb_lint,
	verb_rules, verb_answer, verb_check, verb_print, verb_summary, verb_get,
	verb_recover, verb_log, verb_state, verb_hand_in, verb_return,
	verb_compare, verb_trend, verb_help, verb_version;

/* ---- what they share, in command.c ---- */

/* Adds the names of the options that ask for a verb which takes FLAG. */
void command_takers(const struct options *o, uint64_t flag, struct buf *out);

/* Writes E to standard error in the order of its places and empties it; true
 * if it held an error. */
bool command_tell(struct error *e);
/* Writes OUT to standard output and empties it. */
bool command_put(struct buf *out, struct error *e);
/* Writes OUT to the file of -o, or to standard output, and empties it.  An
 * input file is not overwritten. */
bool command_save(const struct options *o, struct buf *out, struct error *e);
/* False, told in E, if PATH is there already. */
bool command_is_free(const char *path, struct error *e);
/* The two ends of most verbs: tells E; trouble if it held an error. */
enum status command_end(struct error *e);

/* The form with the id NAME; without a version, the newest that is installed.
 * A NAME with a dot in it is the path of a form file.  The form belongs to
 * store/form-store.h. */
const struct form *command_form(const char *name, struct error *e);
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

/* Adds the pages of one report; how wide, and whether blank, is for O to say.
 */
typedef void page_writer(const struct options *o, const struct report *r,
			 int lang, struct buf *out);
struct report_file;
typedef bool page_ready(const struct report_file *file, struct error *e);
/* Opens every file, writes its page and puts them out, parted by form feeds
 * or on a terminal by blank lines.  With -o, all of them or none.  READY,
 * unless NULL, is asked of each report first and tells in E why it is false:
 * that one then has no page. */
enum status command_pages(const struct options *o, page_writer *page,
			  page_ready *ready);

/* Adds TEXT, safe for a terminal, wrapped at WIDTH; the lines after the first
 * begin with INDENT blanks, which the first is taken to have. */
void command_wrap(struct buf *out, const char *text, int indent, int width);

/* Gives FILE last year's figures, if it names where they are; a note in E if
 * they cannot be had. */
void command_previous(const struct options *o, struct report_file *file,
		      struct error *e);

/* Makes the edit that --set asks for; PATH, which may be NULL, is where it is
 * told to be.  All or nothing; false if E got an error. */
bool command_set(const struct options *o, struct report *r, const char *path,
		 struct error *e);

#endif
