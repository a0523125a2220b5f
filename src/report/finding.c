/* finding.c - what is wrong with a report, in words */
#include "report/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/days.h"
#include "base/i18n.h"
#include "form/check-place.h"
#include "form/message.h"
#include "report/annotation.h"
#include "report/check-type.h"
#include "report/deadline.h"
#include "report/diagnosis.h"
#include "report/previous-year.h"
#include "report/reason-text.h"
#include "report/reference.h"

static const struct check_row *
type_of(const struct report *r, int check)
{
	return check_types[report_form(r)->check[check].type];
}

int
check_place(const struct report *r, int check)
{
	const struct check_row *type = type_of(r, check);
	int text = type->place ? type->place(r, check) : -1;

	return text < 0 ? check_cell(report_form(r), check) : text;
}

bool
check_in_text(const struct report *r, int check, int cell, size_t *at)
{
	const struct check_row *type = type_of(r, check);

	return type->find && type->find(r, check, cell, at);
}

/* ---- the words of a rule, with the figures of a report ---- */

static void
write_term(const struct report *r, const struct ref *ref, struct buf *out)
{
	const struct form *f = report_form(r);
	int cell = region_start(f, &ref->region);

	if (form_kind_of(f, cell)->type->figure)
		amount_format(out, report_term(r, ref), f->places, 0);
	else if (ref->previous)
		buf_add(out, report_previous(r)
				     ? previous_text(report_previous(r), cell)
				     : "");
	else
		report_read(r, cell, out);
}

static void
write_piece(const struct piece *p, const struct report *r, int check, int lang,
	    struct buf *out)
{
	const struct form *f = report_form(r);
	const struct check *c = &f->check[check];
	const struct line *line;
	wide left = 0, right = 0;

	report_sides(r, check, &left, &right);
	switch (p->type) {
	case PIECE_WORDS:
		buf_addn(out, p->words, p->len);
		break;
	case PIECE_ROW:
		line = axis_leaf(&f->block[c->block].rows, c->row);
		buf_add(out, label_brief(&line->label, lang));
		break;
	case PIECE_COLUMN:
		line = axis_leaf(&f->block[c->block].cols, c->column);
		buf_add(out, label_brief(&line->label, lang));
		break;
	case PIECE_LEFT:
		amount_format(out, left, f->places, 0);
		break;
	case PIECE_RIGHT:
		amount_format(out, right, f->places, 0);
		break;
	case PIECE_DIFFERENCE:
		amount_format(out, left - right, f->places, 0);
		break;
	case PIECE_REGION:
		write_term(r, &p->ref, out);
		break;
	}
}

/* Adds what SAY says of check CHECK as the figures of R stand now, in language
 * LANG or in the first that has words. */
static void
write_message(const struct message *say, const struct report *r, int check,
	      int lang, struct buf *out)
{
	const struct piece *p = say->piece[lang];
	int i;

	for (i = 0; !p && i < FORM_LANGS; i++)
		p = say->piece[i];
	for (; p; p = p->next)
		write_piece(p, r, check, lang, out);
}

void
check_sentence(const struct report *r, int check, int lang, struct buf *out)
{
	const struct check *c = &report_form(r)->check[check];

	if (c->say)
		write_message(c->say, r, check, lang, out);
	else
		type_of(r, check)->explain(r, check, lang, out);
}

/* ---- the check of a cell ---- */

int
check_of_cell(const struct report *r, int cell)
{
	const struct form *f = report_form(r);
	int first = -1, answered = -1, i;
	size_t at;

	for (i = f->names_at[cell]; i < f->names_at[cell + 1]; i++) {
		int check = f->names_of[i];

		if (report_verdict(r, check) == VERDICT_BROKEN)
			return check;
		if (answered < 0 &&
		    report_verdict(r, check) == VERDICT_ANSWERED)
			answered = check;
		if (first < 0 && f->check[check].that &&
		    report_applies(r, check))
			first = check;
	}
	if (answered >= 0)
		return answered;
	for (i = f->watch_at[cell]; i < f->watch_at[cell + 1]; i++)
		if (check_in_text(r, f->watch[i], cell, &at))
			return f->watch[i];
	if (first >= 0)
		return first;
	for (i = f->move_at[cell]; i < f->move_at[cell + 1]; i++) {
		int check = f->sum[f->move[i].sum].check;

		if (check < 0 || f->check[check].rule->completeness ||
		    type_of(r, check)->find ||
		    !report_applies(r, check))
			continue;
		if (report_verdict(r, check) == VERDICT_BROKEN)
			return check;
		if (first < 0)
			first = check;
	}
	return first;
}

/* Does CHECK ask whether something is filled in, and wait for it? */
static bool
asks_for_blank(const struct report *r, int check)
{
	return report_form(r)->check[check].rule->completeness &&
	       report_verdict(r, check) != VERDICT_OK;
}

int
check_of_blank(const struct report *r, int cell)
{
	const struct form *f = report_form(r);
	int i;

	for (i = f->watch_at[cell]; i < f->watch_at[cell + 1]; i++)
		if (asks_for_blank(r, f->watch[i]))
			return f->watch[i];
	for (i = f->move_at[cell]; i < f->move_at[cell + 1]; i++) {
		int check = f->sum[f->move[i].sum].check;

		if (check >= 0 && asks_for_blank(r, check))
			return check;
	}
	return -1;
}

/* ---- the list ---- */

struct finding *
finding_add(struct findings *out, const struct rule *rule, int check,
	    int cell)
{
	struct finding *n;

	ARRAY_GROW(out->finding, out->count, out->room);
	n = &out->finding[out->count++];
	*n = (struct finding){ .rule = rule, .level = rule->level,
			       .check = check, .cell = cell };
	return n;
}

static bool
suspects_at(const struct rule *rule, const struct check *c)
{
	int i;

	for (i = 0; i < rule->ofs; i++)
		if (!strcmp(rule->of[i], c->rule->id))
			return true;
	return false;
}

static void
collect_suspects(const struct report *r, int lang, struct findings *out)
{
	const struct form *f = report_form(r);
	int i, check;

	for (i = 0; i < f->rules; i++) {
		const struct rule *rule = &f->rule[i];
		const struct diagnosis *d =
			rule->diagnosis ? diagnosis_find(rule->diagnosis)
					: NULL;

		for (check = 0; d && check < f->checks; check++) {
			struct buf text = BUF_INIT;
			int cell = check_cell(f, check);

			if (report_verdict(r, check) == VERDICT_BROKEN &&
			    suspects_at(rule, &f->check[check]) &&
			    d->look(r, check, lang, &text, &cell))
				finding_add(out, rule, check, cell)->text =
					buf_detach(&text);
			buf_release(&text);
		}
	}
}

static void
collect_due(const struct report *r, struct findings *out)
{
	const struct form *f = report_form(r);
	struct deadline_state due = report_deadline(r);
	struct buf text = BUF_INIT;

	if (due.when != DUE_SOON && due.when != DUE_LATE)
		return;
	deadline_sentence(&due, &text);
	finding_add(out, f->deadline.rule, -1, form_year(f))->text =
		buf_detach(&text);
}

static void
collect_missed(const struct report *r, struct findings *out)
{
	static const struct rule last = { .id = "last", .level = LEVEL_MUST };

	if (report_previous_missed(r))
		finding_add(out, &last, -1, -1)->text =
			xstrdup(report_previous_missed(r));
}

/* What no year of a report can be: before 1900, or after next year. */
static void
collect_year(const struct report *r, struct findings *out)
{
	static const struct rule rule = { .id = "year", .level = LEVEL_NOTE };
	int year = report_year(r), today = report_today(r);
	const char *text = NULL;

	if (year >= 0 && year < 1900)
		text = _("no report is of a year before 1900; is it %d?");
	else if (year >= 1900 && year <= 9999 && today != DAY_UNKNOWN &&
		 days_of(year - 1, 1, 1) > today)
		text = _("no report is of a year after the next; is it %d?");
	if (text) {
		struct buf told = BUF_INIT;

		buf_addf(&told, text, year);
		finding_add(out, &rule, -1, form_year(report_form(r)))->text =
			buf_detach(&told);
	}
}

/* What is told of CHECK from finding FIRST on has an answer. */
static void
answer(const struct report *r, int check, int first, struct findings *out)
{
	int annotation = annotation_reason(report_form(r), check);

	for (; first < out->count; first++) {
		struct finding *n = &out->finding[first];

		n->answer = xmalloc(sizeof *n->answer);
		reason_read(report_text(r, annotation), n->answer);
		n->level = LEVEL_NOTE;
	}
}

static void
collect_check(const struct report *r, int check, int lang,
	      struct findings *out)
{
	const struct check *c = &report_form(r)->check[check];
	struct buf text = BUF_INIT;
	struct finding *n;

	n = finding_add(out, c->rule, check, check_cell(report_form(r), check));
	check_in_text(r, check, n->cell, &n->at);
	check_sentence(r, check, lang, &text);
	n->text = buf_detach(&text);
}

void
findings_collect(const struct report *r, int lang, struct findings *out)
{
	const struct form *f = report_form(r);
	int i;

	collect_missed(r, out);
	collect_year(r, out);
	for (i = 0; i < f->checks; i++) {
		const struct check *c = &f->check[i];
		const struct check_row *type = check_types[c->type];
		enum verdict v = report_verdict(r, i);
		int first = out->count;

		if (v == VERDICT_OK ||
		    (v == VERDICT_BLANK && !c->rule->completeness))
			continue;
		if (!type->collect || !type->collect(r, i, lang, out))
			collect_check(r, i, lang, out);
		if (v == VERDICT_ANSWERED)
			answer(r, i, first, out);
	}
	collect_suspects(r, lang, out);
	collect_due(r, out);
}

void
findings_release(struct findings *f)
{
	int i;

	for (i = 0; i < f->count; i++) {
		free(f->finding[i].text);
		if (f->finding[i].answer)
			reason_release(f->finding[i].answer);
		free(f->finding[i].answer);
	}
	free(f->finding);
	*f = (struct findings)FINDINGS_INIT;
}
