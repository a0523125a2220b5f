/* status.c - the title line, and the lines under the grid */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "core/finding.h"
#include "screen/action.h"
#include "screen/app.h"

/* ---- how many lines there are ---- */

#define RULE_LINES 2
#define WHY_MOST 10

static bool
in_list(const struct app *a)
{
	return a->screen == &list_screen;
}

static int
shown_check(const struct app *a)
{
	if (a->focus >= 0)
		return a->focus;
	if (form_block_of(a->form, app_cell(a)) !=
	    &a->form->block[a->block])
		return -1;
	return check_of_cell(a->report, app_cell(a));
}

/* Lines that the rule takes: two, or one a term when it is spelled out. */
static int
rule_lines(const struct app *a)
{
	int check = a->why ? shown_check(a) : -1, n;

	if (check < 0)
		return RULE_LINES;
	n = a->form->check[check].refs + 2;
	return n > WHY_MOST ? WHY_MOST : n < RULE_LINES ? RULE_LINES : n;
}

/* The lines of a small page go to the grid first. */
static void
divide(const struct app *a, int *label, int *rule, int *strip)
{
	int rows = term_rows(a->term);

	*strip = rows >= 4;
	*label = rows >= 6 && !in_list(a);
	*rule = rows >= 9 && !in_list(a) ? rule_lines(a) : 0;
	if (*rule && rows < 14)
		*rule = 1;
	if (*rule > rows - 8)
		*rule = rows - 8 > 0 ? rows - 8 : 0;
}

int
status_lines(const struct app *a)
{
	int label, rule, strip;

	divide(a, &label, &rule, &strip);
	return label + rule + strip;
}

/* ---- drawing ---- */

/* One whole line: TEXT, and blanks behind it. */
static void
put_line(struct app *a, int y, const struct buf *text, enum role role)
{
	int used = term_text(a->term, y, 0, a->width, text->text, text->len,
			     role);

	term_fill(a->term, y, used, a->width - used, role);
}

static void
add_state(const struct app *a, struct buf *out)
{
	const struct counts *c = report_counts(a->report);

	buf_add(out, report_modified(a->report) ? _("changed") : _("saved"));
	buf_addf(out, _("  broken %d"), c->broken[LEVEL_MUST]);
	if (c->broken[LEVEL_ASK])
		buf_addf(out, _("  to explain %d"), c->broken[LEVEL_ASK]);
	buf_addf(out, _("  blank %d "), c->blank);
}

/* The fields that name the report, then the block. */
static void
add_name(const struct app *a, struct buf *out)
{
	const struct form *f = a->form;
	int i, row;

	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		if (b->type != BLOCK_FIELDS)
			continue;
		for (row = 0; row < b->rows.leaves; row++) {
			struct buf value = BUF_INIT;

			report_show(a->report, block_cell(b, row, 0), &value);
			buf_addc(out, ' ');
			text_escape(out, value.text, value.len);
			buf_release(&value);
		}
	}
}

static void
draw_title(struct app *a)
{
	const char *label = in_list(a) ? a->list.title
			    : label_text(&a->form->block[a->block].label,
					 a->lang);
	struct buf name = BUF_INIT, state = BUF_INIT;
	int room, used, width;

	add_state(a, &state);
	width = text_width(state.text, state.len, AMBIGUOUS_WIDE);
	room = a->width - width - 1;
	if (room < 10)
		room = a->width;
	buf_add(&name, " ");
	add_name(a, &name);
	/* on a narrow page the block matters more than the unit */
	if (text_width(name.text, name.len, AMBIGUOUS_WIDE) > room / 2) {
		size_t fit = text_fit(name.text, name.len, room / 2,
				      AMBIGUOUS_WIDE);

		buf_splice(&name, fit, name.len - fit, "..", 2);
	}
	buf_addf(&name, "  %s", label);
	used = term_text(a->term, 0, 0, room, name.text, name.len, ROLE_TITLE);
	term_fill(a->term, 0, used, a->width - used, ROLE_TITLE);
	if (room < a->width)
		term_text(a->term, 0, a->width - width, width, state.text,
			  state.len, report_counts(a->report)
					->broken[LEVEL_MUST]
			  ? ROLE_TITLE_BROKEN : ROLE_TITLE);
	buf_release(&name);
	buf_release(&state);
}

/* "1 > 2 > 3", the labels from the outermost heading to the line. */
static void
add_path(const struct app *a, const struct axis *axis, int line,
	 struct buf *out)
{
	const struct line *l = &axis->line[line];
	const char *text = label_text(&l->label, a->lang);

	if (l->parent >= 0)
		add_path(a, axis, l->parent, out);
	if (!*text)
		return;
	if (out->len && out->text[out->len - 1] != ' ')
		buf_add(out, " > ");
	buf_add(out, text);
}

static void
draw_label(struct app *a, int y)
{
	const struct block *b = &a->form->block[a->block];
	int row = form_row_of(a->form, app_cell(a));
	int column = form_column_of(a->form, app_cell(a));
	const char *unit = label_text(&form_kind_of(a->form, app_cell(a))
				      ->unit, a->lang);
	struct buf text = BUF_INIT, over = BUF_INIT;

	if (b->type == BLOCK_TEXT) {
		const char *now = report_text(a->report, app_cell(a));
		size_t n = text_count(now, strlen(now));

		buf_addf(&text, Q_("%zu character. ", "%zu characters. ", n),
			 n);
		buf_add(&text, label_text(&b->help, a->lang));
	} else {
		add_path(a, &b->cols, b->cols.leaf[column], &text);
		if (text.len && b->rows.leaves > 1)
			buf_add(&text, "  |  ");
		if (b->rows.leaves > 1)
			add_path(a, &b->rows, b->rows.leaf[row], &over);
		buf_add(&text, over.text);
		if (*unit)
			buf_addf(&text, "  [%s]", unit);
	}
	put_line(a, y, &text, ROLE_LABEL);
	buf_release(&text);
	buf_release(&over);
}

static enum role
rule_role(const struct app *a, int check)
{
	switch (report_verdict(a->report, check)) {
	case VERDICT_BROKEN:
		return a->form->check[check].rule->level == LEVEL_MUST
			       ? ROLE_BROKEN : ROLE_ASK;
	case VERDICT_BLANK:
		return ROLE_DIM;
	case VERDICT_OK:
		break;
	}
	return ROLE_OK;
}

static void
add_verdict(const struct app *a, int check, struct buf *out)
{
	wide left, right;

	if (report_verdict(a->report, check) == VERDICT_BROKEN)
		buf_add(out, "! ");
	else if (report_verdict(a->report, check) == VERDICT_OK)
		buf_add(out, _("ok "));
	if (!report_sides(a->report, check, &left, &right))
		return;
	if (left != right) {
		buf_add(out, _("differs by "));
		amount_format(out, left - right, a->form->places, 0);
	}
	if (report_check_blank(a->report, check) &&
	    report_verdict(a->report, check) != VERDICT_BROKEN)
		buf_addf(out, _("  (%d still blank)"),
			 report_check_blank(a->report, check));
}

/* The rule in two lines: its left side, then sign, right side, verdict. */
static void
draw_rule(struct app *a, int y, int lines)
{
	int check = shown_check(a), i;
	struct buf text[2] = { BUF_INIT, BUF_INIT };
	enum role role = check < 0 ? ROLE_PLAIN : rule_role(a, check);
	wide left, right;

	if (check >= 0 && report_sides(a->report, check, &left, &right)) {
		buf_addf(&text[0], "%s  ", a->form->check[check].rule->id);
		check_side(a->report, check, false, a->lang, &text[0]);
		i = lines > 1 ? 1 : 0;
		buf_addf(&text[i], " %s ", check_sign(a->report, check));
		check_side(a->report, check, true, a->lang, &text[i]);
		buf_add(&text[i], "   ");
		add_verdict(a, check, &text[i]);
	} else if (check >= 0 &&
		   report_verdict(a->report, check) != VERDICT_OK) {
		buf_addf(&text[0], "%s  ", a->form->check[check].rule->id);
		check_sentence(a->report, check, a->lang, &text[0]);
	}
	for (i = 0; i < lines; i++) {
		put_line(a, y + i, &text[i > 1 ? 1 : i], i > 1 ? ROLE_PLAIN
								: role);
		if (i < 2)
			buf_release(&text[i]);
	}
	buf_release(&text[1]);
}

/* The rule spelled out, a term a line, the one that is walked to marked. */
static void
draw_why(struct app *a, int y, int lines)
{
	int check = shown_check(a), i;
	const struct check *c = &a->form->check[check];
	struct buf text = BUF_INIT;

	check_sentence(a->report, check, a->lang, &text);
	if (!text.len)
		buf_addf(&text, "%s  %s", c->rule->id,
			 c->rule->that ? formula_text(c->rule->that) : "");
	put_line(a, y, &text, rule_role(a, check));
	for (i = 0; i < lines - 2 && i < c->refs; i++) {
		const struct ref *r = &c->ref[i];
		int cell = check_term(a->form, check, i);

		buf_clear(&text);
		buf_addf(&text, "%s %s ", i == a->why_term ? ">" : " ",
			 r->right && (i == 0 || !c->ref[i - 1].right)
				 ? check_sign(a->report, check)
				 : r->factor < 0 ? "-" : "+");
		if (form_kind_of(a->form, cell)->type->figure) {
			amount_format(&text, report_region(a->report,
							   &r->region),
				      a->form->places, 0);
			buf_add(&text, "  ");
		}
		region_label(a->form, &r->region, true, true, a->lang, &text);
		put_line(a, y + 1 + i, &text, i == a->why_term ? ROLE_SELECTED
								: ROLE_PLAIN);
	}
	buf_clear(&text);
	for (; i < lines - 2; i++)
		put_line(a, y + 1 + i, &text, ROLE_PLAIN);
	add_verdict(a, check, &text);
	put_line(a, y + lines - 1, &text, rule_role(a, check));
	buf_release(&text);
}

/* ---- the last line: a prompt, a menu, a message, or the keys ---- */

static void
draw_prompt(struct app *a, int y)
{
	const struct prompt *p = &a->prompt;
	struct buf text = BUF_INIT, shown = BUF_INIT;
	int label, room, cursor;
	size_t from = 0;

	buf_add(&text, p->label.text);
	buf_add(&text, ": ");
	label = text_width(text.text, text.len, AMBIGUOUS_WIDE);
	room = a->width - label - 1;
	/* the part around the cursor */
	while (text_width(p->line.text.text + from, p->line.at - from,
			  AMBIGUOUS_WIDE) > room && from < p->line.at)
		from = text_next(p->line.text.text, p->line.text.len, from);
	text_escape(&shown, p->line.text.text + from, p->line.text.len - from);
	cursor = label + text_width(p->line.text.text + from,
				    p->line.at - from, AMBIGUOUS_WIDE);
	buf_add(&text, shown.text);
	put_line(a, y, &text, ROLE_MESSAGE);
	term_cursor(a->term, y, cursor < a->width ? cursor : a->width - 1);
	buf_release(&text);
	buf_release(&shown);
}

static void
draw_menu(struct app *a, int y)
{
	struct buf text = BUF_INIT;
	const struct action *action;
	int n;

	for (n = 1; n <= 9 && (action = action_menu(a, n)); n++)
		buf_addf(&text, "%d%s ", n, _(action->menu));
	buf_addf(&text, "0%s", _("all"));
	put_line(a, y, &text, ROLE_MESSAGE);
	buf_release(&text);
}

static void
draw_strip(struct app *a, int y)
{
	enum where here = app_where(a);
	int x = 0, i;

	term_fill(a->term, y, 0, a->width, ROLE_STRIP);
	for (i = 0; i < action_count && x < a->width; i++) {
		const struct action *action = &actions[i];
		struct buf name = BUF_INIT;

		if (!action->strip || !(action->where & here))
			continue;
		action_first_key(action, &name);
		if (x + text_width(name.text, name.len, AMBIGUOUS_WIDE) + 4 >
		    a->width) {
			buf_release(&name);
			break;
		}
		x += term_text(a->term, y, x, a->width - x, name.text,
			       name.len, ROLE_STRIP_KEY);
		buf_clear(&name);
		buf_addf(&name, " %s  ", _(action->strip));
		x += term_text(a->term, y, x, a->width - x, name.text,
			       name.len, ROLE_STRIP);
		buf_release(&name);
	}
}

static void
draw_foot(struct app *a, int y)
{
	if (a->prompt.on)
		draw_prompt(a, y);
	else if (a->menu)
		draw_menu(a, y);
	else if (a->message.len)
		put_line(a, y, &a->message,
			 a->message_bad ? ROLE_ERROR : ROLE_MESSAGE);
	else
		draw_strip(a, y);
}

void
status_draw(struct app *a, int since)
{
	int label, rule, strip, y = a->height;

	(void)since;
	divide(a, &label, &rule, &strip);
	draw_title(a);
	if (label)
		draw_label(a, y);
	if (rule && a->why && shown_check(a) >= 0)
		draw_why(a, y + label, rule);
	else if (rule)
		draw_rule(a, y + label, rule);
	/* with no room for a line of its own, what must be said takes the
	 * title's */
	if (strip)
		draw_foot(a, y + label + rule);
	else if (a->prompt.on || a->menu || a->message.len)
		draw_foot(a, 0);
}
