/*
 * prose.h - the editor of narrative texts, Chinese and English
 *
 * All act on the text of the active block; a move extends the selection while
 * there is one.  A reference that leads somewhere is shown as what it refers to
 * and is one character for the cursor.
 */
#ifndef SCREEN_PROSE_H
#define SCREEN_PROSE_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct reference;
struct screen;

#define PROSE_FAR 1000000	/* lines */

/* Opens it, and returns it. */
const struct screen *prose_open(struct app *a);
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
/* The reference that the cursor is on; NULL if it is on none. */
const struct reference *prose_reference(const struct app *a);
/* Are keys text? */
bool prose_writing(const struct app *a);
/* Where the cursor is, in bytes. */
size_t prose_at(const struct app *a);
/* Ends selecting; false if nothing was being selected. */
bool prose_stop_selecting(struct app *a);
/* The report is another: its lines are wrapped again. */
void prose_forget_lines(struct app *a);
/* The first line in sight; and there again, the cursor at byte AT. */
int prose_top(const struct app *a);
void prose_resume(struct app *a, size_t at, int top, bool writing);

#endif
