/*
 * action.h - all that a key can do
 *
 * One table: name, keys, where, help, function.  Key look-up, help, the key
 * strip, the Space menu and the command line read it.
 */
#ifndef SCREEN_ACTION_H
#define SCREEN_ACTION_H

#include "screen/app.h"

struct action {
	const char *name;	/* as typed after ':' */
	const char *keys;	/* names of keys, parted by blanks */
	unsigned where;
	const char *help;
	const char *strip;	/* a word for the key strip; or NULL */
	const char *menu;	/* a word for the Space menu; or NULL */
	int place;		/* in it, from 1 */
	void (*run)(struct app *a);
};

extern const struct action actions[];
extern const int action_count;

/* Reads the keys of the table into A, once. */
void action_bind(struct app *a);
/* Does what the key is bound to here; false if it is bound to nothing. */
bool action_key(struct app *a, const struct key *k);
const struct action *action_find(const char *name);
void action_run(struct app *a, const struct action *action);
#define MENU_PAGE 8		/* actions of the menu, each with a digit; the
				 * next digit, or Space, shows more */
/* The Nth action of the Space menu here, from 1; NULL: none. */
const struct action *action_menu(const struct app *a, int n);
/* The first key of an action as a person reads it, into OUT; where keys are
 * text, the first that is none. */
void action_first_key(const struct action *action, enum where where,
		      struct buf *out);
/* Opens the list of actions, and of what the cell is about. */
void action_help(struct app *a);

/* ---- what the table runs, by file ---- */

/* move.c */
void do_accept(struct app *a);
void do_back(struct app *a);
void do_find(struct app *a);
void do_go_down(struct app *a);
void do_go_left(struct app *a);
void do_go_right(struct app *a);
void do_go_up(struct app *a);
void do_goto_row(struct app *a);
void do_last_row(struct app *a);
void do_next_blank(struct app *a);
void do_next_block(struct app *a);
void do_next_broken(struct app *a);
void do_previous_block(struct app *a);
void do_previous_broken(struct app *a);
void do_row_first(struct app *a);
void do_row_last(struct app *a);
void do_tab(struct app *a);
void do_table_first(struct app *a);
void do_table_last(struct app *a);
/* Goes to the row whose number TEXT is. */
bool row_done(struct app *a, const char *text);

/* change.c */
void do_blank_cell(struct app *a);
void do_edit_cell(struct app *a);
void do_mend(struct app *a);
void do_paper(struct app *a);
void do_redo(struct app *a);
void do_undo(struct app *a);
void do_zero_row(struct app *a);
void do_zero_table(struct app *a);

/* previous-year-view.c */
void do_previous_year(struct app *a);
void do_take_previous(struct app *a);

/* next-year.c */
void do_next_year(struct app *a);

/* lists.c */
void do_blocks(struct app *a);
void do_list_findings(struct app *a);
void do_why(struct app *a);

/* give-reason.c */
void do_reason(struct app *a);

/* note.c */
void do_flag(struct app *a);
void do_note(struct app *a);
void do_notes(struct app *a);

/* versions.c */
void do_restored(struct app *a);

/* hand-in.c */
void do_hand_in(struct app *a);
void do_return(struct app *a);

/* history.c */
void do_history(struct app *a);

/* command-line.c */
void do_command(struct app *a);

#endif
