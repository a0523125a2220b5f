/* action.c - looking up what a key does */
#include "screen/action.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "screen/app.h"
#include "screen/move.h"
#include "screen/place.h"
#include "screen/prompt.h"
#include "screen/prose.h"
#include "screen/saving.h"

/* ---- keys of two ---- */

static bool
after_g(struct app *a, const struct key *k)
{
	a->view.prefix = 0;
	if (k->code != KEY_TEXT)
		return false;
	if (!strcmp(k->text, "g")) {
		if (app_where(a) & IN_TABLE)
			move_to(a, 0, 0);
		else
			prose_move_lines(a, -PROSE_FAR);
		return true;
	}
	if (app_where(a) & IN_TABLE && k->text[0] >= '0' &&
	    k->text[0] <= '9') {
		do_goto_row(a);
		prompt_key(a, k);
		return true;
	}
	return false;
}

/* The second Z, where the first found nothing to make 0. */
static bool
after_zz(struct app *a, const struct key *k)
{
	a->view.prefix = 0;
	if (k->code != KEY_TEXT || strcmp(k->text, "Z"))
		return false;
	do_leave(a);
	return true;
}

const struct action *
action_find(const struct app *a, const char *name)
{
	const struct action *found = NULL;
	int i;

	for (i = 0; i < action_count; i++) {
		if (strcmp(actions[i].name, name))
			continue;
		if (actions[i].where & (unsigned)app_where(a))
			return &actions[i];
		found = &actions[i];
	}
	return found;
}

/* No action acts, and nothing joins up behind it, while what is being typed
 * cannot be completed. */
static void
run(struct app *a, const struct action *action)
{
	const struct screen *top = screen_top(&a->stack);

	if (action->within || !top->accept || top->accept(a))
		action->run(a);
}

void
action_run(struct app *a, const struct action *action)
{
	/* what has no meaning for a selection ends it, and acts */
	if (!(action->where & (unsigned)app_where(a)))
		selection_end(a);
	if (action->where & (unsigned)app_where(a))
		run(a, action);
	else
		app_tell(a, _("'%s' does nothing here"), action->name);
}

void
action_bind(struct app *a)
{
	size_t room = 0;
	char name[16];
	int i;

	for (i = 0; i < action_count; i++) {
		const char *keys = actions[i].keys;

		if (actions[i].menu && !actions[i].place)
			bug("'%s' has no place in the menu", actions[i].name);
		while (*keys) {
			size_t n = strcspn(keys, " ");
			struct bound b = { .action = i };

			snprintf(name, sizeof name, "%.*s", (int)n, keys);
			if (!key_parse(name, &b.key))
				bug("no key is called '%s'", name);
			ARRAY_GROW(a->bound, a->bounds, room);
			a->bound[a->bounds++] = b;
			keys += n + strspn(keys + n, " ");
		}
	}
}

/* Does what the key is bound to where any of the bits in HERE is set. */
static bool
run_bound(struct app *a, const struct key *k, unsigned here)
{
	int i;

	for (i = 0; i < a->bounds; i++) {
		const struct bound *b = &a->bound[i];

		if ((actions[b->action].where & here) &&
		    key_equal(&b->key, k)) {
			run(a, &actions[b->action]);
			return true;
		}
	}
	return false;
}

bool
action_key(struct app *a, const struct key *k)
{
	if (a->view.prefix == 'g' && after_g(a, k))
		return true;
	if (a->view.prefix == 'Z' && after_zz(a, k))
		return true;
	return run_bound(a, k, app_where(a));
}

bool
action_always(struct app *a, const struct key *k)
{
	return run_bound(a, k, ALWAYS);
}

void
action_asking(const struct app *a, struct buf *out)
{
	unsigned here = app_where(a);
	int i;

	for (i = 0; i < a->bounds; i++) {
		const struct key *k = &a->bound[i].key;
		const struct action *action = &actions[a->bound[i].action];

		if (action->asks && action->where & here &&
		    k->code == KEY_TEXT)
			buf_add(out, k->text);
	}
}

const struct action *
action_menu(const struct app *a, int n)
{
	enum where here = app_where(a);
	int place, i;

	for (place = 1; place <= action_count; place++)
		for (i = 0; i < action_count; i++)
			if (actions[i].menu && actions[i].place == place &&
			    (actions[i].where & here) && --n == 0)
				return &actions[i];
	return NULL;
}

void
action_first_key(const struct action *action, enum where where,
		 struct buf *out)
{
	const char *keys = action->keys;
	size_t n = strcspn(keys, " ");

	while (where == IN_WRITE && n == 1 && keys[n]) {
		keys += n + 1;
		n = strcspn(keys, " ");
	}
	buf_addn(out, keys, n);
}
