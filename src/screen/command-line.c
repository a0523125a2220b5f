/* command-line.c - what is typed after a colon */
#include "screen/command-line.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "report/annotation.h"
#include "screen/action.h"
#include "screen/app.h"
#include "screen/move.h"
#include "screen/opening.h"
#include "screen/place.h"
#include "screen/prompt.h"
#include "screen/saving.h"

/* ---- the command line ---- */

static bool
write_as(struct app *a, const char *name)
{
	while (*name == ' ')
		name++;
	return app_save(a, *name ? name : NULL);
}

/* While a figure is picked a text is no place to go to. */
static bool
may_go(struct app *a, int block)
{
	if (!a->view.picking || a->edit.form->block[block].type != BLOCK_TEXT)
		return true;
	app_complain(a, _("this is a text; a figure or a field can be put in"));
	return false;
}

static void
go_to_block(struct app *a, int block)
{
	if (may_go(a, block))
		app_go_block(a, block);
}

static void
go_to_cell(struct app *a, int cell)
{
	cell = annotation_cell(a->edit.form, cell);
	if (cell >= 0 && may_go(a, (int)(form_block_of(a->edit.form, cell) -
					 a->edit.form->block)))
		app_go(a, cell);
}

static void
run_command(struct app *a, const char *text)
{
	const struct action *action = action_find(a, text);
	struct error e = ERROR_INIT;
	int cell, b;

	if (!*text)
		return;
	if (!strncmp(text, "w ", 2) && !a->view.picking) {
		write_as(a, text + 2);
		return;
	}
	if (!strncmp(text, "last ", 5) && !a->view.picking) {
		app_link(a, text + 5 + strspn(text + 5, " "));
		return;
	}
	if (action) {
		action_run(a, action);
		return;
	}
	selection_end(a);
	b = form_find_block(a->edit.form, text);
	if (b >= 0) {
		go_to_block(a, b);
		return;
	}
	if (strspn(text, "0123456789") == strlen(text)) {
		row_done(a, text);
		return;
	}
	cell = item_find(a->edit.form, text, &e);
	if (cell >= 0) {
		go_to_cell(a, cell);
		return;
	}
	/* the address of a row will do */
	if (strchr(text, '.')) {
		const char *dot = strchr(text, '.');
		char *name = xstrndup(text, (size_t)(dot - text));

		b = form_find_block(a->edit.form, name);
		free(name);
		if (b >= 0)
			cell = axis_find(&a->edit.form->block[b].rows, dot + 1,
					 0);
		if (b >= 0 && cell >= 0)
			go_to_cell(a, block_cell(&a->edit.form->block[b], cell,
						 0));
	}
	if (cell < 0)
		app_complain(a, _("'%s' is no action and no address; ? lists "
				  "the actions"), text);
	error_release(&e);
}

/* Blanks at the end are no part of a command. */
static bool
command_done(struct app *a, const char *text)
{
	size_t len = strlen(text);
	char *word;

	while (len && text[len - 1] == ' ')
		len--;
	word = xstrndup(text, len);
	run_command(a, word);
	free(word);
	return true;
}

struct completion {
	const char *text;
	size_t len;
	size_t known;		/* up to its last point */
	struct buf common, all;
	int count;
};

static void
offer(struct completion *c, const char *word)
{
	size_t n = 0;

	if (strncmp(word, c->text, c->len))
		return;
	if (!c->count++) {
		buf_add(&c->common, word);
	} else {
		while (word[n] && word[n] == c->common.text[n])
			n++;
		buf_splice(&c->common, n, c->common.len - n, "", 0);
	}
	if (c->all.len < 400)
		buf_addf(&c->all, "%s  ", word + c->known);
}

static void
offer_addresses(const struct form *f, struct completion *c)
{
	struct buf word = BUF_INIT;
	int i, leaf;

	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		if (!b->id)
			continue;
		offer(c, b->id);
		if (strncmp(b->id, c->text, strcspn(c->text, ".")) ||
		    b->type != BLOCK_TABLE || !strchr(c->text, '.'))
			continue;
		for (leaf = 0; leaf < b->rows.leaves; leaf++) {
			buf_clear(&word);
			buf_addf(&word, "%s.", b->id);
			axis_path(&b->rows, leaf, &word);
			offer(c, word.text);
		}
	}
	buf_release(&word);
}

/* Tab completes the command as far as it is clear. */
static bool
command_key(struct app *a, const struct key *k)
{
	struct prompt *p = a->prompt;
	struct completion c = {
		.text = p->line.text.text, .len = p->line.text.len,
		.common = BUF_INIT, .all = BUF_INIT,
	};
	const char *point = strrchr(c.text, '.');
	int i;

	if (k->code != KEY_TAB)
		return false;
	c.known = point ? (size_t)(point - c.text) + 1 : 0;
	for (i = 0; i < action_count; i++)
		offer(&c, actions[i].name);
	offer_addresses(a->edit.form, &c);
	if (c.common.len > c.len)
		line_editor_set(&p->line, c.common.text);
	if (c.count > 1)
		app_tell(a, "%s", c.all.text);
	buf_release(&c.common);
	buf_release(&c.all);
	return true;
}

/* A list gives way to it, so that a command works wherever one is; over the
 * list of a folder no report is open. */
void
do_command(struct app *a)
{
	if (!a->session)
		return;
	if (app_where(a) == IN_LIST)
		screen_top(&a->stack)->cancel(a);
	prompt_open(a, "", command_done, "%s", "");
	a->prompt->key = command_key;
}
