/* lists.c - the lists that actions open, and why */
#include "screen/lists.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "form/check-place.h"
#include "report/annotation.h"
#include "report/finding.h"
#include "screen/action.h"
#include "screen/app.h"
#include "screen/grid.h"
#include "screen/list.h"
#include "screen/place.h"
#include "screen/prose.h"
#include "store/person.h"
#include "store/trail.h"

static int
broken_cells(const struct report *r, const struct block *b)
{
	int cell, n = 0;

	for (cell = b->first; cell < b->first + b->cells; cell++)
		n += report_broken(r, cell, LEVEL_MUST) > 0;
	return n;
}

/* Is the text broken, be it by what it says or by a mark of a draft? */
static bool
broken_text(const struct report *r, const struct block *b)
{
	const struct form *f = report_form(r);
	int i;

	for (i = 0; b->type == BLOCK_TEXT && i < f->checks; i++)
		if (report_verdict(r, i) == VERDICT_BROKEN &&
		    f->check[i].rule->level == LEVEL_MUST &&
		    check_place(r, i) == b->first)
			return true;
	return false;
}

/* Adds what is to be done in a part.  True if something is broken there. */
static bool
add_state(const struct report *r, const struct block *b, struct buf *out)
{
	int blank = report_blank_cells(r, b);
	int broken = broken_cells(r, b);

	if (b->type == BLOCK_TEXT && blank)
		buf_add(out, _("   empty"));
	else if (broken_text(r, b))
		buf_add(out, _("   broken"));
	else if (broken)
		buf_addf(out, Q_("   %d cell broken", "   %d cells broken",
				 broken), broken);
	else if (blank)
		buf_addf(out, Q_("   %d blank", "   %d blank", blank), blank);
	return broken || broken_text(r, b);
}

void
do_blocks(struct app *a)
{
	int here = a->edit.block, i;

	list_open(a, _("go to a part of the report"), true, app_go_block);
	for (i = 0; i < a->edit.form->blocks; i++) {
		const struct block *b = &a->edit.form->block[i];
		struct buf state = BUF_INIT;
		bool broken;

		if (!b->cells || (a->view.picking && b->type == BLOCK_TEXT))
			continue;
		broken = add_state(a->edit.report, b, &state);
		if (i == here)
			list_go_last(a);
		list_add(a, broken ? ROLE_BROKEN : ROLE_PLAIN, i, "%s%s",
			 label_text(&b->label, a->edit.lang), state.text);
		buf_release(&state);
	}
}

/* ---- why ---- */

void
do_why(struct app *a)
{
	const struct form *f = a->edit.form;
	int check;

	check = a->view.focus >= 0 ? a->view.focus
			      : check_of_cell(a->edit.report, app_cell(a));
	if (check < 0)
		check = check_of_blank(a->edit.report, app_cell(a));
	if (check < 0) {
		app_tell(a, _("no rule speaks of this figure"));
		return;
	}
	if (!a->view.why || a->view.focus != check) {
		a->view.why = true;
		a->view.why_term = -1;
	} else {
		int cell = check_term(f, check, ++a->view.why_term);

		if (cell < 0)
			a->view.why_term = 0;
		cell = check_term(f, check, a->view.why_term);
		if (form_block_of(f, cell)->type != BLOCK_TEXT)
			app_go(a, cell);
	}
	a->view.why = true;
	a->view.focus = check;
}

/* ---- lists ---- */

/* Goes to where finding VALUE is, in a text to the number; its rule is on
 * show. */
static void
pick_finding(struct app *a, int value)
{
	struct findings all = FINDINGS_INIT;
	const struct finding *f;

	findings_collect(a->edit.report, a->edit.lang, &all);
	f = value < all.count ? &all.finding[value] : NULL;
	if (f)
		app_go(a, f->cell);
	if (f && f->at && app_block(a)->type == BLOCK_TEXT)
		prose_go(a, f->at);
	if (f && !f->blank && !f->rule->diagnosis)
		a->view.focus = f->check;
	findings_release(&all);
}

static void
add_finding(struct app *a, const struct finding *f, int n)
{
	static const enum role role[LEVELS] = {
		[LEVEL_MUST] = ROLE_BROKEN, [LEVEL_ASK] = ROLE_ASK,
		[LEVEL_NOTE] = ROLE_PLAIN,
	};

	int value = f->cell < 0 ? -1 : n;

	if (f->answer)
		list_add(a, ROLE_DIM, value, _("  %-4s answered: %s; %s"),
			 f->rule->id, f->answer->words.text, f->text);
	else
		list_add(a, f->blank ? ROLE_PLAIN : role[f->level],
			 value, "%s %-4s %s", f->blank ? " "
			 : f->level == LEVEL_MUST ? "!"
			 : f->level == LEVEL_ASK ? "?" : "-", f->rule->id,
			 f->text);
}

/* What a reason answers comes after all that still wants something. */
void
do_list_findings(struct app *a)
{
	struct findings all = FINDINGS_INIT;
	int i, pass;

	findings_collect(a->edit.report, a->edit.lang, &all);
	list_open(a, _("what is broken, to be explained, or blank"), true,
		  pick_finding);
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < all.count; i++)
			if ((all.finding[i].answer != NULL) == pass)
				add_finding(a, &all.finding[i], i);
	if (!all.count)
		list_add(a, ROLE_PLAIN, -1, "%s",
			 _("nothing: every figure is there and every rule "
			   "holds"));
	findings_release(&all);
}

static void
pick_action(struct app *a, int value)
{
	if (value < action_count)
		action_run(a, &actions[value]);
}

static void
help_on_cell(struct app *a, int cell)
{
	const struct block *b = form_block_of(a->edit.form, cell);
	const struct line *l = axis_leaf(&b->rows,
					 form_row_of(a->edit.form, cell));
	const struct line *c = axis_leaf(&b->cols,
					 form_column_of(a->edit.form, cell));
	const char *text[] = {
		label_text(&b->label, a->edit.lang),
		label_text(&b->help, a->edit.lang),
		label_text(&l->label, a->edit.lang),
		label_text(&l->help, a->edit.lang),
		*label_text(&c->help, a->edit.lang)
			? label_text(&c->label, a->edit.lang)
			: "",
		label_text(&c->help, a->edit.lang),
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(text); i++) {
		const char *at = text[i];
		size_t len = strlen(at), skip;

		while (len) {
			size_t n = text_wrap(at, len, a->view.width - 4,
					     AMBIGUOUS_WIDE, &skip);

			list_add(a, i % 2 ? ROLE_PLAIN : ROLE_HEADING, -1,
				 "%s%.*s", i % 2 ? "  " : "", (int)n, at);
			at += n + skip;
			len -= n + skip;
		}
	}
}

/* Help: what the cell is about, then every key that works here. */
void
do_help(struct app *a)
{
	enum where here = app_where(a);
	int cell = app_cell(a), i;

	list_open(a, _("help: what this is, and every key; Enter does it, Esc "
		       "goes back"), true, pick_action);
	help_on_cell(a, cell);
	list_add(a, ROLE_PLAIN, -1, "%s", "");
	for (i = 0; i < action_count; i++) {
		const struct action *action = &actions[i];
		int width;
		struct buf keys = BUF_INIT;

		if (!(action->where & here))
			continue;
		buf_add(&keys, *action->keys ? action->keys : "");
		width = text_width(keys.text, keys.len, AMBIGUOUS_WIDE);
		buf_fill(&keys, ' ', 22 - width);
		list_add(a, ROLE_PLAIN, i, "%s %s  :%s", keys.text,
			 _(action->help), action->name);
		buf_release(&keys);
	}
}

/*
 * ---- the history of a cell ----
 *
 * The notes on it and the reasons of the rules that name it are told too.
 * FILE.log has what was saved; what was done since is in the report's log and
 * is told in the same way, before it.
 */

#define PIECE 28		/* columns of a value in a row, at most */

static void
add_value(const struct form *f, int cell, const char *text, struct buf *out)
{
	bool figure = item_kind(f, cell)->type->figure;
	size_t fit;

	if (figure) {
		buf_add(out, strcmp(text, "~") ? text : _("(blank)"));
		return;
	}
	fit = text_fit(text, strlen(text), PIECE, AMBIGUOUS_WIDE);
	buf_addc(out, '"');
	for (; *text && fit; text++, fit--)
		buf_addc(out, *text == '\n' ? ' ' : *text);
	buf_add(out, *text ? "..\"" : "\"");
}

static void
add_entry(struct app *a, int cell, const struct trail_entry *x, bool saved)
{
	struct buf line = BUF_INIT;

	person_time(x->time, &line);
	buf_addf(&line, " %s  ", x->person);
	if (x->at)
		buf_addf(&line, "@%zu ", x->at);
	if (annotation_check_of(a->edit.form, cell) >= 0)
		buf_addf(
			&line, _("reason for %s "),
			a->edit.form
				->check[annotation_check_of(a->edit.form, cell)]
				.rule->id);
	else if (annotation_is(a->edit.form, cell))
		buf_add(&line, _("note "));
	add_value(a->edit.form, cell, trail_plain(x, x->before), &line);
	buf_add(&line, " -> ");
	add_value(a->edit.form, cell, trail_plain(x, x->after), &line);
	if (!strcmp(x->how, "undo"))
		buf_addf(&line, "  %s", _("taken back"));
	else if (!strcmp(x->how, "redo"))
		buf_addf(&line, "  %s", _("done again"));
	if (*x->reason)
		buf_addf(&line, "  %s", trail_reason(x->reason));
	if (!saved)
		buf_addf(&line, "  %s", _("not saved"));
	list_add(a, x->loose ? ROLE_BROKEN : ROLE_PLAIN, -1, "%s%s",
		 x->loose ? "! " : "", line.text);
	buf_release(&line);
}

/* Does check CHECK name the cell? */
static bool
names(const struct form *f, int check, int cell)
{
	int i;

	for (i = f->names_at[cell]; i < f->names_at[cell + 1]; i++)
		if (f->names_of[i] == check)
			return true;
	return false;
}

/* The cell or annotation that the entry is about; -1: neither. */
static int
about(const struct app *a, int cell, const char *address,
      const struct trail_entry *x)
{
	int annotation, check;

	if (x->version || !strcmp(x->address, address))
		return x->version ? -1 : cell;
	/* only the address of an annotation has a blank in it */
	annotation = strchr(x->address, ' ')
			     ? annotation_find(a->edit.form, x->address)
			     : -1;
	check = annotation < 0 ? -1
			       : annotation_check_of(a->edit.form, annotation);
	if (annotation >= 0 &&
	    annotation_noted(a->edit.form, annotation) == cell)
		return annotation;
	return check >= 0 && names(a->edit.form, check, cell) ? annotation : -1;
}

/* The entries of the cell, the last first; how many. */
static int
add_entries(struct app *a, int cell, const struct trail *t, bool saved)
{
	struct buf address = BUF_INIT;
	int i, n = 0;

	item_address(a->edit.form, cell, &address);
	for (i = t->entries - 1; i >= 0; i--) {
		const struct trail_entry *x = &t->entry[i];

		int of = about(a, cell, address.text, x);

		if (of < 0)
			continue;
		add_entry(a, of, x, saved);
		n++;
	}
	buf_release(&address);
	return n;
}

/* The first edit of the log that the trail does not tell of. */
static int
first_new(const struct app *a)
{
	const struct session *d = a->session;

	if (!d->writer)
		return session_first(d);
	return d->history ? d->logged : 0;
}

void
do_history(struct app *a)
{
	struct buf address = BUF_INIT;
	struct trail t;
	int cell, n;

	cell = app_cell(a);
	item_address(a->edit.form, cell, &address);
	list_open(a, _("history, newest first"), true, NULL);
	list_add(a, ROLE_HEADING, -1, "%s", address.text);
	trail_of_edits(&t, a->edit.report, first_new(a),
		       report_serial(a->edit.report));
	n = add_entries(a, cell, &t, false);
	trail_release(&t);
	trail_read(&t, &a->session->dir);
	n += add_entries(a, cell, &t, true);
	trail_release(&t);
	if (!n)
		list_add(a, ROLE_PLAIN, -1, "%s",
			 _("nobody has changed it here"));
	buf_release(&address);
}
