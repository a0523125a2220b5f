/*
 * rules.c - gouji --rules: the rules and totals of a form on a page
 *
 * For the author of a form and for whoever must trust it, written from the
 * form's labels.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/command.h"
#include "form/formula.h"
#include "form/quote-scan.h"
#include "report/diagnosis.h"
#include "report/equation.h"

#define INDENT 12		/* where the text after a word begins */

struct page {
	const struct form *form;
	struct report *report;	/* a blank one */
	int lang, width;
	struct buf out;
};

static const char *const level_name[] = {
	[LEVEL_MUST] = NC_("level", "must"),
	[LEVEL_ASK] = NC_("level", "ask"),
	[LEVEL_NOTE] = NC_("level", "note"),
};

/* "    that    New + Carried = ...", wrapped under its beginning. */
static void
entry(struct page *p, const char *word, const char *text)
{
	struct buf head = BUF_INIT;

	buf_addf(&head, "    %s ", i18n_word(word));
	text_pad(&p->out, head.text, head.len, INDENT, false,
		 AMBIGUOUS_NARROW);
	command_wrap(&p->out, text, INDENT, p->width);
	buf_release(&head);
}

/* The same for a formula, which is broken between its words alone. */
static void
formula_entry(struct page *p, const char *word, const char *text)
{
	struct buf lines = BUF_INIT;
	int used = 0;

	while (*text) {
		size_t len = strcspn(text, " \n");
		int width = text_width(text, len, AMBIGUOUS_NARROW);

		if (used && INDENT + used + 1 + width > p->width) {
			buf_addc(&lines, '\n');
			used = 0;
		}
		if (used)
			buf_addc(&lines, ' ');
		buf_addn(&lines, text, len);
		used += (used > 0) + width;
		text += len;
		text += strspn(text, " \n");
	}
	entry(p, word, lines.text);
	buf_release(&lines);
}

static void
head(struct page *p, const char *id, enum level level, const char *where)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "%s  %s  %s", id, i18n_word(level_name[level]), where);
	buf_addc(&p->out, '\n');
	command_wrap(&p->out, line.text, 0, p->width);
	buf_release(&line);
}

static void
title(struct page *p, const char *text)
{
	command_wrap(&p->out, text, 0, p->width);
	buf_fill(&p->out, '=', text_width(text, strlen(text),
					  AMBIGUOUS_NARROW));
	buf_addc(&p->out, '\n');
}

/* ---- rules ---- */

static void
add_where(const struct form *f, const struct rule *r, struct buf *out)
{
	int i;

	if (r->each_row && r->each_column)
		buf_add(out, _("each cell of "));
	else if (r->each_row || r->each_column)
		buf_add(out, r->each_row ? _("each row of ")
					 : _("each column of "));
	else
		buf_add(out, _("the whole report"));
	for (i = 0; i < r->blocks; i++)
		buf_addf(out, "%s%s", i ? ", " : "", f->block[r->block[i]].id);
}

static void
diagnosis_rule(struct page *p, const struct rule *r)
{
	struct buf text = BUF_INIT;
	int i;

	for (i = 0; i < r->ofs; i++)
		buf_addf(&text, "%s%s", i ? ", " : "", r->of[i]);
	head(p, r->id, r->level, _("where a rule is broken"));
	entry(p, NC_("rules", "of"), text.text);
	buf_clear(&text);
	buf_addf(&text, "%s: %s", r->diagnosis,
		 _(diagnosis_find(r->diagnosis)->help));
	entry(p, NC_("rules", "suspect"), text.text);
	buf_release(&text);
}

/* The words of a list but those of LIKE, which stand before them. */
static void
list_entry(struct page *p, const char *word, const struct quote_list *list,
	   const struct quote_list *like)
{
	struct buf text = BUF_INIT;
	int first = like ? like->count : 0, i;

	for (i = first; i < list->count; i++)
		buf_addf(&text, "%s%s", i > first ? ", " : "",
			 list->string[i].text);
	if (text.len)
		entry(p, word, text.text);
	buf_release(&text);
}

static void
quote_rule(struct page *p, const struct rule *r)
{
	const struct quote *q = r->quote;
	struct buf text = BUF_INIT;
	int i;

	for (i = 0; i < q->blocks; i++)
		buf_addf(&text, "%s%s", i ? ", " : "",
			 p->form->block[q->block[i]].id);
	head(p, r->id, r->level, q->blocks ? text.text : _("every text"));
	formula_entry(p, NC_("rules", "quotes"), formula_text(q->figure));
	if (q->other)
		formula_entry(p, NC_("rules", "or"), formula_text(q->other));
	if (q->like)
		entry(p, NC_("rules", "like"), q->like_id);
	if (q->year && (!q->like || q->year != q->like->year))
		formula_entry(p, NC_("rules", "year"), formula_text(q->year));
	for (i = 0; i < q->count; i++)
		entry(p, NC_("rules", "words"), q->words[i].text);
	list_entry(p, NC_("rules", "said"), &q->said, NULL);
	list_entry(p, NC_("rules", "with"), &q->with, NULL);
	list_entry(p, NC_("rules", "not"), &q->not, q->like ? &q->like->not : NULL);
	list_entry(p, NC_("rules", "skip"), &q->skip, q->like ? &q->like->skip : NULL);
	buf_release(&text);
}

/* What rule R demands, or WHEN, as its first check says it. */
static void
words_entry(struct page *p, const char *word, const struct rule *r, bool when)
{
	const struct form *f = p->form;
	struct buf text = BUF_INIT;
	int i;

	for (i = 0; i < f->checks && f->check[i].rule != r; i++)
		continue;
	if (i < f->checks)
		equation_words(p->report, i, when, p->lang, &text);
	entry(p, word, text.text);
	buf_release(&text);
}

static void
formula_rule(struct page *p, const struct rule *r)
{
	struct buf text = BUF_INIT;
	const char *say = label_text(&r->say, p->lang);

	add_where(p->form, r, &text);
	head(p, r->id, r->level, text.text);
	if (r->when)
		words_entry(p, NC_("rules", "if"), r, true);
	words_entry(p, NC_("rules", "that"), r, false);
	if (r->within) {
		buf_clear(&text);
		amount_format(&text, r->within, p->form->places, 0);
		entry(p, NC_("rules", "within"), text.text);
	}
	if (r->blank_zero)
		entry(p, NC_("rules", "blank"), "0");
	if (*say)
		entry(p, NC_("rules", "say"), say);
	buf_release(&text);
}

static void
deadline_rule(struct page *p, const struct deadline *d)
{
	struct buf text = BUF_INIT;

	head(p, d->rule->id, d->rule->level, _("the whole report"));
	buf_addf(&text, _("%02d-%02d of the year after; told %d days before"),
		 d->month, d->day, d->warn);
	entry(p, NC_("rules", "due"), text.text);
	buf_release(&text);
}

static void
rules(struct page *p)
{
	const struct deadline *d = &p->form->deadline;
	int i;

	buf_addc(&p->out, '\n');
	title(p, _("Rules"));
	if (!p->form->rules && !d->rule)
		buf_addf(&p->out, "\n%s\n", _("none"));
	for (i = 0; i < p->form->rules; i++) {
		const struct rule *r = &p->form->rule[i];

		(r->diagnosis ? diagnosis_rule
		 : r->quote ? quote_rule : formula_rule)(p, r);
	}
	if (d->rule)
		deadline_rule(p, d);
}

/* ---- totals ---- */

/* The names of what stands under line PARENT, that of a heading for all that
 * is under it. */
static void
add_parts(const struct axis *a, int parent, struct buf *out)
{
	int i;

	for (i = parent + 1; i < a->count; i++) {
		const struct line *l = &a->line[i];

		if (l->parent != parent || line_computed(l))
			continue;
		if (l->id)
			buf_addf(out, "%s%s", out->len ? " + " : "", l->id);
		else
			add_parts(a, i, out);
	}
}

/* What checks the total of line L against the one on paper: a rule of the
 * form may have its name, and then its level. */
static enum level
paper_level(const struct form *f, const char *id)
{
	int i;

	for (i = 0; i < f->rules; i++)
		if (!strcmp(f->rule[i].id, id))
			return f->rule[i].level;
	return LEVEL_MUST;
}

static void
total(struct page *p, const struct block *b, const struct axis *a, int leaf)
{
	const struct line *l = axis_leaf(a, leaf);
	const char *id = l->rule ? l->rule : "total";
	struct buf text = BUF_INIT;

	buf_addf(&text, a == &b->rows ? _("row %s.") : _("column %s."),
		 b->id);
	axis_path(a, leaf, &text);
	head(p, id, paper_level(p->form, id), text.text);
	buf_clear(&text);
	if (l->total)
		add_parts(a, l->parent, &text);
	formula_entry(p, NC_("rules", "is"),
		      l->is ? formula_text(l->is) : text.text);
	buf_release(&text);
}

static int
axis_totals(struct page *p, const struct block *b, const struct axis *a)
{
	int leaf, n = 0;

	for (leaf = 0; leaf < a->leaves; leaf++) {
		if (!line_computed(axis_leaf(a, leaf)))
			continue;
		total(p, b, a, leaf);
		n++;
	}
	return n;
}

static void
totals(struct page *p)
{
	int i, n = 0;

	buf_addc(&p->out, '\n');
	title(p, _("Totals"));
	for (i = 0; i < p->form->blocks; i++) {
		const struct block *b = &p->form->block[i];

		n += axis_totals(p, b, &b->rows);
		n += axis_totals(p, b, &b->cols);
	}
	if (!n)
		buf_addf(&p->out, "\n%s\n", _("none"));
}

/* ---- the page ---- */

static void
write_page(struct page *p)
{
	const struct form *f = p->form;

	buf_addf(&p->out, "%s/%s  ", f->name, f->version);
	command_wrap(&p->out, label_text(&f->title, p->lang),
		     (int)p->out.len, p->width);
	rules(p);
	totals(p);
}

static enum status
run(const struct options *o)
{
	struct page p = { .width = command_width(o, 80), .out = BUF_INIT };
	struct error e = ERROR_INIT;
	const struct form *f = command_form(o->file[0], &e);

	p.form = f;
	p.lang = f ? command_lang(o, f, &e) : -1;
	if (p.lang >= 0) {
		p.report = report_new(f);
		write_page(&p);
		report_free(p.report);
		command_save(o, &p.out, &e);
	}
	buf_release(&p.out);
	return command_end(&e);
}

const struct verb verb_rules = {
	.takes = TAKES_LANG | TAKES_WIDTH | TAKES_OUTPUT,
	.operand = N_("FORM"),
	.kiosk = KIOSK_FORMS,
	.run = run,
};
