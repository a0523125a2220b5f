/* lists.c - the lists that actions open, and why */
#include "screen/lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "form/check-place.h"
#include "report/finding.h"
#include "screen/action.h"
#include "screen/app.h"
#include "screen/grid.h"
#include "screen/list.h"
#include "screen/place.h"
#include "screen/prose.h"

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

	grid_accept(a);
	check = a->view.focus >= 0 ? a->view.focus
			      : check_of_cell(a->edit.report, app_cell(a));
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
		list_add(a, ROLE_OK, -1, "%s",
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
