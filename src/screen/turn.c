/* turn.c - one turn of the loop: keys in, the page out */
#include "screen/turn.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/action.h"
#include "screen/app.h"
#include "screen/entry.h"
#include "screen/lists.h"
#include "screen/next-year.h"
#include "screen/opening.h"
#include "screen/place.h"
#include "screen/prompt.h"
#include "screen/resume.h"
#include "screen/status.h"
#include "terminal/burst.h"

/* ---- beginning and end ---- */

struct app *
app_new(struct term *t, const char *locale, const struct app_options *o)
{
	struct app *a = xcalloc(1, sizeof *a);

	a->term = t;
	a->locale = locale;
	a->options = *o;
	a->today = DAY_UNKNOWN;
	keys_init(&a->keys);
	if (t)
		term_teach(t, &a->keys);
	buf_init(&a->view.message);
	buf_init(&a->clip);
	a->view.anchor = -1;
	a->view.shown = xcalloc(1, sizeof *a->view.shown);
	a->prompt = prompt_new();
	a->entry = entry_new();
	action_bind(a);
	return a;
}

void
app_free(struct app *a)
{
	if (a->session)
		app_close(a, a->quit);
	while (a->stack.layers)
		screen_pop(&a->stack);
	prompt_free(a->prompt);
	entry_free(a->entry);
	buf_release(&a->view.message);
	buf_release(&a->clip);
	free(a->view.shown);
	keys_release(&a->keys);
	free(a->next);
	error_release(&a->left);
	error_release(&a->farewell);
	free(a->bound);
	free(a);
}

/* ---- the journal ---- */

/* The journal has what was done, before the screen shows it; the person
 * stands at SPOT. */
static void
follow(struct app *a, const struct spot *spot)
{
	struct error e = ERROR_INIT;

	if (!session_follow(a->session, spot, &e))
		app_complain(a, "%s", error_first(&e));
	error_release(&e);
	if (!a->edit.told_where && a->session->journal &&
	    journal_elsewhere(a->session->journal)) {
		struct buf where = BUF_INIT;

		journal_show(a->session->journal, &where);
		app_tell(a, _("the folder cannot be written; what you type is "
			      "kept in %s"), where.text);
		a->edit.told_where = true;
		buf_release(&where);
	}
}

void
app_sync(struct app *a)
{
	struct error e = ERROR_INIT;

	if (!session_sync(a->session, &e))
		app_complain(a, "%s", error_first(&e));
	error_release(&e);
}

/* ---- keys ---- */

/* What an input method made of a command is the command again. */
static struct key
fold(const struct key *k)
{
	struct key folded = *k;
	struct buf text = BUF_INIT;

	if (k->code != KEY_TEXT)
		return folded;
	text_fold(&text, k->text, strlen(k->text));
	if (text.len < sizeof folded.text)
		memcpy(folded.text, text.text, text.len + 1);
	buf_release(&text);
	return folded;
}

/* The menu's next page; closed after its last. */
static void
turn_menu(struct app *a)
{
	a->view.menu_page++;
	a->view.menu = action_menu(a, MENU_PAGE * a->view.menu_page + 1);
}

static bool
menu_key(struct app *a, const struct key *k)
{
	bool digit = k->code == KEY_TEXT && k->text[0] >= '0' &&
		     k->text[0] <= '9' && !k->text[1];
	int n = k->text[0] - '0';
	const struct action *action;

	if ((digit && n == MENU_PAGE + 1) ||
	    (k->code == KEY_TEXT && !strcmp(k->text, " "))) {
		turn_menu(a);
		return true;
	}
	a->view.menu = false;
	if (!digit)
		return k->code == KEY_ESC ||
		       (k->code == KEY_TEXT && !strcmp(k->text, "q"));
	if (n == 0) {
		do_help(a);
		return true;
	}
	action = action_menu(a, MENU_PAGE * a->view.menu_page + n);
	if (action)
		action_run(a, action);
	return true;
}

static void
unbound(struct app *a, const struct key *k)
{
	struct buf name = BUF_INIT;

	if (k->code == KEY_TEXT && (k->text[0] & 0x80)) {
		app_tell(a, _("the input method is on: press Shift to switch "
			      "it off"));
		return;
	}
	if (k->code == KEY_PASTE)
		return;
	key_name(k, &name);
	app_tell(a, _("%s does nothing here; Space shows what does"),
		 name.text);
	buf_release(&name);
}

static bool
acts(struct app *a, const struct key *k)
{
	return action_key(a, k) || screen_top(&a->stack)->key(a, k);
}

static void
take_key(struct app *a, const struct key *raw)
{
	const struct screen *top = screen_top(&a->stack);
	bool text = app_where(a) == IN_WRITE;
	struct key k = text ? *raw : fold(raw);

	if (action_always(a, raw))
		return;
	app_clear_message(a);
	if (prompt_is_on(a)) {
		prompt_key(a, raw);
		return;
	}
	if (a->view.menu && menu_key(a, &k))
		return;
	if (top->typed && top->typed(a, &k))
		return;
	/* what has no meaning for a selection ends it, and acts */
	if (!acts(a, &k) && !(selection_end(a) && acts(a, &k)))
		unbound(a, &k);
}

/* What was typed before a question was there is no answer to it: drops what
 * is left of its burst, of which N bytes are not fed yet.  False if nothing is
 * asked. */
static bool
drop_answers(struct app *a, const char *bytes, size_t n)
{
	int dropped;

	if (!prompt_is_new_question(a))
		return false;
	keys_feed(&a->keys, bytes, n);
	dropped = keys_drop(&a->keys);
	if (dropped)
		app_complain(a, Q_("%d key that was typed ahead is dropped",
				   "%d keys that were typed ahead are dropped",
				   dropped), dropped);
	return true;
}

static void
tell_lost(struct app *a)
{
	enum keys_lost lost = keys_lost(&a->keys);

	if (lost == LOST_CUT)
		app_complain(a, _("a paste that did not come to its end is "
				  "dropped"));
	else if (lost == LOST_LONG)
		app_complain(a, _("a paste of more than %d KiB is dropped"),
			     PASTE_MOST / 1024);
}

/* Takes the keys that have come in, and writes the journal once for all of
 * them; where the person stood in a block is written before it is left.  False
 * if a question has dropped what was left of them, and the N bytes. */
static bool
take_keys(struct app *a, const char *bytes, size_t n)
{
	bool asked = false;
	struct spot spot;
	int block = -1;		/* of SPOT */
	struct key k;

	while (!a->quit && keys_next(&a->keys, &k)) {
		if (a->session)
			session_sign(a->session, "");
		take_key(a, &k);
		asked = drop_answers(a, bytes, n) || asked;
		if (!a->session) {
			block = -1;
			continue;
		}
		app_follow_link(a);
		if (block >= 0 && block != a->edit.block)
			follow(a, &spot);
		spot = spot_now(a);
		block = a->edit.block;
	}
	if (block >= 0)
		follow(a, &spot);
	tell_lost(a);
	return !asked;
}

/* Is what is on top to be left? */
static bool
is_over(const struct app *a)
{
	return a->quit || (a->session && a->session->asked >= 0);
}

/* Leaves the report for the list that it was opened from. */
static void
go_back(struct app *a)
{
	bool asked = a->session->asked >= 0;

	app_sync(a);
	app_close(a, a->quit);
	app_clear_message(a);
	if (asked)
		app_tell(a, _("goes on in your other session; nothing is "
			      "lost"));
	a->quit = false;
	screen_top(&a->stack)->back(a);
}

bool
app_goes_on(struct app *a)
{
	while (is_over(a)) {
		if (a->next)
			open_next(a);
		else if (a->session && a->edit.below)
			go_back(a);
		else
			return false;
		take_keys(a, "", 0);
	}
	return true;
}

/* ---- bursts ---- */

/* Are keys commands here? */
static bool
commands(const struct app *a)
{
	return !prompt_is_on(a) && !a->view.menu &&
	       app_where(a) & (IN_BLOCKS | IN_SELECT);
}

/* Are keys other than commands the beginning of a text here? */
static bool
takes_text(const struct app *a)
{
	return app_where(a) == IN_PROSE ||
	       (app_where(a) == IN_GRID &&
		!form_kind_of(a->edit.form, app_cell(a))->type->figure);
}

enum part { TYPED, OPENS, PASTED };

/* The bytes of a burst that are taken at once, now that those before have
 * acted: they are typed, the last of them may open a text, or they are pasted.
 * A key that could have opened a text and did not stands BEFORE them. */
static size_t
part_of(const struct app *a, const char *bytes, size_t n, size_t before,
	enum part *is)
{
	struct buf opens = BUF_INIT;
	const char *esc = memchr(bytes, '\033', n);
	size_t most = esc ? (size_t)(esc - bytes) : n, part;
	bool paste;

	*is = TYPED;
	part = keys_untyped(&a->keys, bytes, n);
	if (part)
		return part;
	if (!commands(a)) {
		while (part < most && !burst_ends(bytes + part, 1))
			part++;
		return part + (part < most);
	}
	action_asking(a, &opens);
	paste = burst_is_paste(bytes, most, &(struct burst_place){
			       .opens = opens.text, .text = takes_text(a) },
			       &part) ||
		(before && burst_is_word(bytes - before, most + before));
	buf_release(&opens);
	*is = paste ? PASTED : part < most ? OPENS : TYPED;
	return paste ? most : part;
}

/* A burst with a line end.  What is a paste depends on what the keys before it
 * have opened. */
static void
feed(struct app *a, const char *bytes, size_t n)
{
	size_t before = 0;
	enum part is;

	while (n && !a->quit) {
		size_t part = part_of(a, bytes, n, before, &is);

		if (is == PASTED)
			keys_paste(&a->keys, bytes - before, part + before);
		else
			keys_feed(&a->keys, bytes, part);
		bytes += part;
		n -= part;
		if (!take_keys(a, bytes, n))
			return;
		before = is == OPENS && commands(a);
	}
	keys_feed(&a->keys, bytes, n);
}

void
app_feed(struct app *a, const char *bytes, size_t n)
{
	if (burst_ends(bytes, n) && !keys_one(&a->keys, bytes, n)) {
		feed(a, bytes, n);
		return;
	}
	keys_feed(&a->keys, bytes, n);
	take_keys(a, "", 0);
}

void
app_timeout(struct app *a)
{
	keys_timeout(&a->keys);
	take_keys(a, "", 0);
}

/* ---- the page ---- */

void
app_resize(struct app *a)
{
	/* one without a new size says that the page is to be drawn anew, as
	 * what attaches to a terminal does */
	if (!term_resize(a->term))
		term_forget(a->term);
	app_redraw(a);
}

void
app_today(struct app *a, int day)
{
	a->today = day;
	if (a->edit.report)
		report_set_today(a->edit.report, day);
}

/* Draws the page, all but its last line being HEIGHT, by the screen on
 * top. */
static bool
draw_whole(struct app *a)
{
	a->view.height = term_rows(a->term) - 1;
	a->view.width = term_columns(a->term);
	term_erase(a->term);
	screen_top(&a->stack)->draw(a, -1);
	a->view.drawn = -1;
	return term_flush(a->term);
}

bool
app_draw(struct app *a)
{
	int since = a->stack.changed ? -1 : a->view.drawn, foot;

	a->stack.changed = false;
	if (screen_top(&a->stack)->whole)
		return draw_whole(a);
	foot = status_lines(a);
	if (a->view.height != term_rows(a->term) - foot ||
	    a->view.width != term_columns(a->term)) {
		a->view.height = term_rows(a->term) - foot;
		a->view.width = term_columns(a->term);
		since = -1;
	}
	if (since < 0)
		term_erase(a->term);
	status_draw(a, since);
	screen_top(&a->stack)->draw(a, since);
	a->view.drawn = report_serial(a->edit.report);
	return term_flush(a->term);
}
