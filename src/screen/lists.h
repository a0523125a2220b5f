/*
 * lists.h - the lists that actions open, and why a rule holds or not
 */
#ifndef SCREEN_LISTS_H
#define SCREEN_LISTS_H

struct app;

void do_blocks(struct app *a);
void do_list_findings(struct app *a);
/* Spells the rule out; again: goes to its terms one by one. */
void do_why(struct app *a);
/* Lists what the cell is about, and every key that works here. */
void do_help(struct app *a);
/* What became of the cell, as its trail and the log tell. */
void do_history(struct app *a);

#endif
