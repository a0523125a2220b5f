/*
 * app.h - the open report, the screens over it, and the loop
 *
 *	key -> action -> app_edit -> log -> draw what is newer -> one write
 *
 * No action draws.  After each turn of the loop the top screen draws what is
 * newer than what it last drew, then the status lines, and the page goes to
 * the terminal at once.
 */
#ifndef SCREEN_APP_H
#define SCREEN_APP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "report/finding.h"
#include "form/layout.h"
#include "report/reference.h"
#include "report/report.h"
#include "report/report-state.h"
#include "screen/screen.h"
#include "terminal/key.h"
#include "terminal/line-editor.h"
#include "terminal/term.h"
#include "terminal/theme.h"
#include "store/session.h"

extern const struct screen grid_screen, prose_screen, list_screen;
extern const struct screen pick_screen;

/* What is being typed in the active cell. */
struct entry {
	bool on;
	bool in_place;		/* the arrows move within it */
	int serial;		/* of the report when it began */
	struct line_editor line;
};

/* A line asked for at the foot of the screen. */
struct prompt {
	bool on;
	struct buf label;	/* translated */
	struct line_editor line;
	/* Enter was pressed; false keeps the prompt open */
	bool (*done)(struct app *a, const char *text);
	/* the text changed; may be NULL */
	void (*change)(struct app *a, const char *text);
	/* another key than text; true if taken; may be NULL */
	bool (*key)(struct app *a, const struct key *k);
	bool digits;		/* takes digits alone */
	int cell;		/* for whoever opened it */
	int which;
};

struct list_row {
	char *text;
	enum role role;
	int value;		/* for the one who opened it */
};

/* A list over the rest: help, findings, blocks. */
struct list {
	const char *title;	/* translated */
	struct list_row *row;
	int rows;
	size_t room;
	int at, top;
	bool choose;		/* a row can be picked */
	void (*pick)(struct app *a, int value);
	int drawn_at;
};

/* The state of the text editor; the text itself is in the report. */
struct prose {
	size_t at;		/* the cursor, bytes */
	int want;		/* column to keep while going up and down; -1 */
	bool writing;		/* keys are text */
	bool selecting;
	size_t mark;		/* where the selection began */
	size_t typed_at;	/* where the next key would go on with a run */
	bool deleting;		/* a run of deletions, not of typing */
	int top;		/* first line in sight */
	struct buf clip;	/* what was cut or copied */
	struct buf shown;	/* the text as it is read, if that is not it */
	struct prose_piece {
		size_t at, len;		/* a reference in the text */
		size_t from, to;	/* what is shown of it */
		enum reference_state state;
	} *piece;
	int pieces;
	size_t piece_room;
	struct prose_line {
		size_t start, len;	/* of what is shown */
	} *line;		/* wrapped for this width */
	int lines;
	size_t line_room;
	int wrapped;		/* serial + 1 of the text that is wrapped */
	int wrapped_cell, wrapped_width;
};

/* While a figure is picked for the text, which stays as it is. */
struct picking {
	bool on;
	int block;		/* of the text */
	int *at;		/* where the person was in each block */
	int last;		/* the cell picked before, from 1; 0: none */
};

struct grid {
	struct layout layout;
	bool laid;
	int block, width, height;	/* that it is laid out for */
	int digits;			/* of the widest figure so far */
	struct layout_pair *pair;	/* of each column, with a shadow */
	int drawn_cell;
	int run_column;		/* where a run of Tabs began; -1 */
	int start_row, start_column;	/* first in sight when laid out */
};

/* Cells in which the report and somebody else's version of it differ. */
struct versions {
	int *cell;
	struct value *ours;
	int cells;
	size_t cell_room, ours_room;
};

/* A key and the row of actions[] that it runs. */
struct bound {
	struct key key;
	int action;
};

/* What of last year stands beside each figure. */
enum previous_view { PREVIOUS_HIDDEN, PREVIOUS_FIGURE, PREVIOUS_CHANGE };

/* For each line, or two that go together, a number that changes with anything
 * that it was last drawn from. */
struct shown {
	uint64_t title, label, rule, strip;
	bool over;		/* something else stands over the last lines */
};

/* How reports are opened on the screen. */
struct app_options {
	bool no_history;	/* keep no trail */
	const char *years;	/* the folder of years; or NULL; stays */
};

struct app {
	struct term *term;
	struct keys keys;
	struct app_options options;
	const char *locale;	/* in whose language labels are */
	struct screen_stack stack;

	struct session *session;	/* NULL: no report is open */
	struct report *report;		/* the session's */
	const struct form *form;
	int lang;

	int below;		/* screens under those of the report */
	int block;
	int *at;		/* the active cell of each block */
	struct grid grid;
	struct prose prose;
	struct picking picking;
	struct list list;
	struct versions versions;
	struct entry entry;
	struct prompt prompt;
	bool menu;		/* the numbered actions are open */
	int menu_page;		/* of them, from 0 */
	int focus;		/* check on show; -1: that of the cell */
	bool why;		/* it is spelled out */
	int why_term;
	char prefix;		/* first key of two: g, Z */
	enum previous_view previous_view;
	char *link;		/* what last year's file is called */
	bool linked;		/* its figures are there */

	struct buf message;
	bool message_bad;
	struct shown shown;
	struct bound *bound;	/* keys of the actions */
	int bounds;
	int drawn;		/* serial; -1: nothing yet */
	int height, width;
	int today;		/* see app_today() */
	bool told_where;	/* that the journal lies elsewhere */
	bool quit;		/* the person leaves what is on top */
	char *next;		/* and goes on with the report there; or NULL */
	struct error left;	/* what that one has no place for */
	struct error farewell;	/* to be told when the terminal is given back;
				 * with an error in it the exit status is 2 */
};

/* An app on terminal T, or on one that the caller puts into it later, with
 * labels in the language of LOCALE, which stays.  Something must be opened
 * before it draws.  The caller ends it with app_free(), and T itself. */
struct app *app_new(struct term *t, const char *locale,
		    const struct app_options *o);
/* Opens the report at PATH over what is there; a report that is open already
 * gives way to it, if it can be opened.  False, told in E, if not: all is as
 * it was. */
bool app_open(struct app *a, const char *path, struct error *e);
/* Where what is on top is to be left, does that: for the report of the next
 * year, or the list that the report was opened from.  False if there is
 * nothing to go on with. */
bool app_goes_on(struct app *a);
/* Ends it: if the person left, the journal of the report goes, else it waits
 * for the next session. */
void app_free(struct app *a);
/* Takes N bytes from the terminal and does what they say. */
void app_feed(struct app *a, const char *bytes, size_t n);
/* Time has passed: an unfinished key is what it is. */
void app_timeout(struct app *a);
/* Draws what moved; false if the terminal is gone. */
bool app_draw(struct app *a);
void app_resize(struct app *a);
/* What day it is; nobody knows until this is called. */
void app_today(struct app *a, int day);

/* next-year.c: opens the report that the open one, which has been left for it,
 * is to be followed by; or goes on and says why. */
void open_next(struct app *a);

/* ---- for the screens and actions ---- */

/* Returns OK.  If it is false, says the first problem of E in the words of the
 * screen; E is released. */
bool app_told(struct app *a, bool ok, struct error *e);
/* The one way to change the report from the screen, to take back and to do
 * again.  False, and why is said, if report_edit() refuses it. */
bool app_edit(struct app *a, const struct put *put, int n, enum edit_how how);
bool app_key_in(struct app *a, int cell, const char *text, bool typed,
		enum edit_how how);
/* The same question before a person is asked for something: report_may_change().
 */
bool app_may_change(struct app *a, int cell);
bool app_undo(struct app *a, bool redo);
/* Answers a check with WORDS, as reason_give() does. */
bool app_answer(struct app *a, int check, const char *words, bool open);
/* What was entered is complete: the next change begins a run of its own. */
void app_end_run(struct app *a);
/* False, said, if somebody else wrote the file: the two are compared then. */
bool app_is_current(struct app *a);
/* Saves, under another name if PATH is not NULL. */
bool app_save(struct app *a, const char *path);
/* Brings to the disk what is not there yet. */
void app_sync(struct app *a);
/* As a reader: takes in what was written meanwhile. */
void app_read_on(struct app *a);
/* Says something until the next key. */
void app_tell(struct app *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void app_complain(struct app *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

int app_cell(const struct app *a);
const struct block *app_block(const struct app *a);
int app_row(const struct app *a);
int app_column(const struct app *a);
void app_go(struct app *a, int cell);
void app_go_block(struct app *a, int block);
/* All of the page is drawn again. */
void app_redraw(struct app *a);
enum where app_where(const struct app *a);

/* Asks for a line that is TEXT so far, under the label FORMAT. */
void prompt_open(struct app *a, const char *text,
		 bool (*done)(struct app *a, const char *text),
		 const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void prompt_close(struct app *a);
bool prompt_key(struct app *a, const struct key *k);

/* Lines at the foot of the page, and of them those of the rule. */
int status_lines(const struct app *a);
void status_draw(struct app *a, int since);
/* One whole line of the page in one role. */
void status_line(struct app *a, int y, const struct buf *text,
		 enum role role);
/* foot.c: the last line, which is line Y, and what it needs above it. */
void foot_draw(struct app *a, int y);

/* resume.c: where the person stands, and standing there again */
struct spot spot_now(const struct app *a);
void spot_resume(struct app *a);

/* versions.c: the report as somebody else wrote it, or as it was saved */
void versions_compare(struct app *a);
void versions_release(struct versions *v);

/* grid.c */
/* Begins to edit a field of text at byte AT. */
void grid_field(struct app *a, size_t at);
bool grid_in_field(const struct app *a);
void grid_accept(struct app *a);
bool grid_entry_key(struct app *a, const struct key *k);
bool grid_begins_sign(const struct app *a, const struct key *k);
void grid_begin(struct app *a, const char *text, bool in_place);
void grid_give_up(struct app *a);
/* The columns have other widths now. */
void grid_lay_anew(struct app *a);
/* The next cell to be keyed after CELL in the table's direction, blocks of
 * text left out; CELL itself at the end. */
int grid_next(const struct app *a, int cell, int step);

void grid_draw(struct app *a, int since);

/* hand-in.c: says that it is, when and by whom */
void hand_in_complain(struct app *a);

/* note.c: the note on CELL; "" if there is none */
const char *note_on(const struct app *a, int cell);

/* pick-figure.c: picking a figure for the text, from where the person stands */
void pick_figure(struct app *a);
/* Puts it in, goes back without, goes back and puts the sign "#" in. */
void pick_take(struct app *a);
void pick_back(struct app *a);
void pick_sign(struct app *a);

/* previous-year-view.c: last year's figures beside this year's */
/* Are they on show in the grid? */
bool previous_shown(const struct app *a);
/* Adds what then stands beside the cell; there must be a last year. */
void previous_show_cell(const struct app *a, int cell, struct buf *out);
/* Adds last year's figure and the change, or the text; nothing if there is
 * no last year. */
void previous_show_line(const struct app *a, int cell, struct buf *out);
/* Adds where a cell is carried from, by its check, and in which FILE. */
void previous_show_source(const struct app *a, int check, bool file,
			  struct buf *out);
/* Says why the cell, which is carried and has no reason, is closed. */
void previous_complain(struct app *a, int cell);

/* list.c */
#define LIST_FAR 1000000	/* rows */
void list_open(struct app *a, const char *title, bool choose,
	       void (*pick)(struct app *a, int value));
void list_add(struct app *a, enum role role, int value, const char *format,
	      ...) __attribute__((format(printf, 4, 5)));
void list_close(struct app *a);
void list_move(struct app *a, int by);
void list_choose(struct app *a);

/* prose.c: all act on the text of the active block; a move extends the
 * selection while there is one.  A reference that leads somewhere is shown as
 * what it refers to and is one character for the cursor. */
#define PROSE_FAR 1000000
void prose_enter(struct app *a);
/* The cursor goes to byte AT of the text. */
void prose_go(struct app *a, size_t at);
/* The cursor goes where edit N of the log changed the text. */
void prose_follow(struct app *a, int n);
void prose_write(struct app *a, bool writing);
void prose_move(struct app *a, int graphemes);
void prose_move_lines(struct app *a, int lines);
void prose_move_edge(struct app *a, int to);
/* The same with the selection begun if there is none. */
void prose_extend(struct app *a, int graphemes);
void prose_extend_lines(struct app *a, int lines);
void prose_delete(struct app *a, int to);
void prose_select(struct app *a);
void prose_cut(struct app *a);
void prose_copy(struct app *a);
void prose_paste(struct app *a);
/* Puts PUT in, as what is typed or as an entry of its own. */
void prose_insert(struct app *a, const char *put, bool typed);
/* The cursor goes to the first reference that leads nowhere, if any does. */
void prose_go_nowhere(struct app *a);
/* The reference that the cursor is on; NULL if it is on none. */
const struct reference *prose_reference(const struct app *a);
void prose_release(struct prose *p);

#endif
