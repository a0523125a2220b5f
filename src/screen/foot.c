/* foot.c - the last line: a prompt, a menu, a message, or the keys */
#include "screen/foot.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "screen/action.h"
#include "screen/app.h"
#include "screen/prompt.h"

/* What stands between a label and what is typed. */
static const char *
prompt_sign(const char *label)
{
	size_t len = strlen(label), full = strlen("？");

	if ((len && label[len - 1] == '?') ||
	    (len >= full && !strcmp(label + len - full, "？")))
		return " ";
	return ": ";
}

static void
draw_prompt(struct app *a, int y)
{
	const char *sign = prompt_sign(a->prompt->label.text);
	const struct prompt *p = a->prompt;
	struct buf text = BUF_INIT, shown = BUF_INIT;
	int label, room, cursor;
	size_t from = 0;

	label = text_width(p->label.text, p->label.len, AMBIGUOUS_WIDE);
	/* what is typed must be seen */
	if (label > a->view.width - 12)
		label = a->view.width > 24 ? a->view.width - 12
					   : a->view.width / 2;
	text_pad(&text, p->label.text, p->label.len, label, false,
		 AMBIGUOUS_WIDE);
	buf_add(&text, sign);
	label += (int)strlen(sign);
	room = a->view.width - label - 1;
	/* the part around the cursor */
	while (text_width(p->line.text.text + from, p->line.at - from,
			  AMBIGUOUS_WIDE) > room && from < p->line.at)
		from = text_next(p->line.text.text, p->line.text.len, from);
	text_escape(&shown, p->line.text.text + from,
		    text_fit(p->line.text.text + from, p->line.text.len - from,
			     room + 1, AMBIGUOUS_WIDE));
	cursor = label + text_width(p->line.text.text + from,
				    p->line.at - from, AMBIGUOUS_WIDE);
	buf_add(&text, shown.text);
	app_line(a, y, &text, ROLE_MESSAGE);
	term_cursor(a->term, y,
		    cursor < a->view.width ? cursor : a->view.width - 1);
	buf_release(&text);
	buf_release(&shown);
}

static int
put_choice(struct app *a, int y, int x, const char *key, const char *word)
{
	struct buf text = BUF_INIT;
	int used;

	buf_addf(&text, " %s ", word);
	used = term_text(a->term, y, x, a->view.width - x, key, strlen(key),
			 ROLE_STRIP_KEY);
	used += term_text(a->term, y, x + used, a->view.width - x - used,
			  text.text, text.len, ROLE_STRIP);
	buf_release(&text);
	return used;
}

static void
draw_menu(struct app *a, int y)
{
	int first = a->view.menu_page * MENU_PAGE, n, x = 0;
	const struct action *action;
	char digit[2] = "";

	term_fill(a->term, y, 0, a->view.width, ROLE_STRIP);
	for (n = 1; n <= MENU_PAGE && (action = action_menu(a, first + n));
	     n++) {
		digit[0] = (char)('0' + n);
		x += put_choice(a, y, x, digit, _(action->menu));
	}
	if (action_menu(a, first + n)) {
		digit[0] = (char)('0' + n);
		x += put_choice(a, y, x, digit, _("more"));
	}
	put_choice(a, y, x, "0", _("all"));
}

static void
draw_strip(struct app *a, int y)
{
	enum where here = app_where(a);
	int x = 0, i;

	term_fill(a->term, y, 0, a->view.width, ROLE_STRIP);
	for (i = 0; i < action_count && x < a->view.width; i++) {
		const struct action *action = &actions[i];
		struct buf name = BUF_INIT;

		if (!action->strip || !(action->where & here))
			continue;
		action_first_key(action, here, &name);
		if (x + text_width(name.text, name.len, AMBIGUOUS_WIDE) + 4 >
		    a->view.width) {
			buf_release(&name);
			break;
		}
		x += term_text(a->term, y, x, a->view.width - x, name.text,
			       name.len, ROLE_STRIP_KEY);
		buf_clear(&name);
		buf_addf(&name, " %s  ", _(action->strip));
		x += term_text(a->term, y, x, a->view.width - x, name.text,
			       name.len, ROLE_STRIP);
		buf_release(&name);
	}
}

/* What is said, on as many lines above the last as it takes. */
static void
draw_message(struct app *a, int y)
{
	enum role role = a->view.message_bad ? ROLE_ERROR : ROLE_MESSAGE;
	const char *text = a->view.message.text;
	size_t len = a->view.message.len, skip, n;
	int lines = text_lines(text, len, a->view.width, AMBIGUOUS_WIDE), line;

	if (lines > y - a->view.height + 1)
		lines = y - a->view.height + 1 > 0 ? y - a->view.height + 1 : 1;
	for (line = lines - 1; line >= 0; line--) {
		struct buf one = BUF_INIT;

		n = line ? text_wrap(text, len, a->view.width, AMBIGUOUS_WIDE,
				     &skip) : len;
		buf_addn(&one, text, n);
		app_line(a, y - line, &one, role);
		buf_release(&one);
		text += line ? n + skip : n;
		len -= line ? n + skip : n;
	}
}

void
foot_draw(struct app *a, int y)
{
	if (prompt_is_on(a))
		draw_prompt(a, y);
	else if (a->view.menu)
		draw_menu(a, y);
	else if (a->view.message.len)
		draw_message(a, y);
	else
		draw_strip(a, y);
}
