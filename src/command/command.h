/*
 * command.h - the verbs of the command line
 *
 * A verb is one thing that gouji does without the screen: it takes files, and
 * some options, and gives an exit status.  Each has a file of its own, with
 * its struct verb at the end, and a row in the table of options (options.h).
 *
 * What a verb has to say goes to standard output or to the file of -o,
 * complaints go to standard error.
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

/* The options that a verb can take besides its own, a bit each. */
#define TAKES_FORMAT (1u << 0)
#define TAKES_ROWS (1u << 1)	/* --format is that of rows.h */
#define TAKES_BLANK (1u << 3)
#define TAKES_LANG (1u << 4)
#define TAKES_WIDTH (1u << 5)
#define TAKES_OUTPUT (1u << 6)
#define TAKES_COLOR (1u << 7)
#define TAKES_DRY_RUN (1u << 8)
#define TAKES_CELL (1u << 9)
#define TAKES_REASON (1u << 10)
#define TAKES_NO_HISTORY (1u << 11)
#define TAKES_PERSON (1u << 12)
#define TAKES_DRAFT (1u << 13)
#define TAKES_YEARS (1u << 14)
#define TAKES_GET (1u << 15)
#define TAKES_SET (1u << 16)
#define TAKES_UNIT (1u << 17)
#define TAKES_ALL (~0u)

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
	int exactly;		/* so many of them; 0: as `many` says */
	enum kiosk kiosk;
	enum status (*run)(const struct options *o);
};

/* What main hands in, as nothing here may know the screen. */
struct catalogue;
struct front {
	const struct verb *screen;	/* opens a report on the screen */
	/* Lists the reports of S and opens what is picked. */
	enum status (*list)(struct catalogue *s, const char *locale);
};

struct name_list {
	const char **name;
	int count;
	size_t room;
};

struct assignment {
	char *address;
	const char *value;
};

struct options {
	const struct front *front;
	const struct verb *verb;
	const char *verb_name;	/* the option that asks for it; NULL: none */
	char *const *file;
	int files;
	const char *form;	/* --new */
	const char *last;	/* --carry */
	const char *years;	/* the folder of years; NULL: none */
	bool draft;		/* carry the texts too */
	const char *kiosk;	/* the folder */
	const char *person;	/* the visitor; NULL: LOGNAME */
	const char *lang;	/* NULL: what the locale says */
	const char *output;	/* NULL: standard output */
	int width;		/* 0: what the terminal says */
	enum color color;
	const char *format_name;	/* NULL: none is given */
	enum format format;	/* of rows */
	bool bom;		/* before CSV; -o FILE.csv has it always */
	bool blank, dry_run;
	bool no_history;	/* keep no trail */
	const char *reason;	/* of what --set changes; "", NULL: none */
	const char *answer;	/* the rule to be answered, and its address */
	const char *cell;	/* that --log is about; NULL: all */
	struct name_list get;
	struct assignment *set;
	int sets;
	size_t set_room;
};

/* ---- what they share, in command.c ---- */

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
 * False if this report cannot be written in the format that O asks for. */
typedef bool page_writer(const struct options *o, const struct report *r,
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
