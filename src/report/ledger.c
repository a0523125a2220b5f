/* ledger.c - totals, verdicts and counts, kept up to date by differences */
#include "report/ledger.h"

#include <stdlib.h>

#include "form/check-place.h"
#include "form/reference-scan.h"
#include "report/annotation.h"
#include "report/check-type.h"
#include "report/previous-year.h"
#include "report/reason-text.h"

static const char *
raw_text(const struct value *v)
{
	return v->state == VALUE_TEXT ? v->text : "";
}

static int *
stamps(int n)
{
	return xcalloc((size_t)n, sizeof(int));
}

/* Fields identify the report; often they are filled in before any figure. */
static bool *
own_cells(const struct form *f)
{
	bool *own = xcalloc((size_t)f->cells, sizeof *own);
	bool fields = true;
	int i, cell;

	for (i = 0; i < f->blocks; i++)
		fields = fields && (f->block[i].type == BLOCK_FIELDS ||
				    !f->block[i].cells);
	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		for (cell = b->first; cell < b->first + b->cells; cell++)
			own[cell] = f->from[cell] < 0 &&
				    (fields || b->type != BLOCK_FIELDS);
	}
	for (i = 0; i < f->texts; i++)
		own[f->text[i].cell] = false;
	return own;
}

void
ledger_init(struct ledger *l, const struct form *f, const struct value *value,
	    const struct previous *last)
{
	int i;

	*l = (struct ledger){ .form = f, .value = value, .last = last };
	l->read = xcalloc(1, sizeof *l->read);
	buf_init(l->read);
	l->sum = xcalloc((size_t)f->sums, sizeof *l->sum);
	l->blank = stamps(f->sums);
	l->verdict = xcalloc((size_t)f->checks, 1);
	l->check_changed = stamps(f->checks);
	l->changed = stamps(f->cells);
	l->own = own_cells(f);
	for (i = 0; i < LEVELS; i++)
		l->mark[i] = stamps(f->cells);
	ledger_recompute(l, 0);
}

void
ledger_release(struct ledger *l)
{
	int i;

	references_release(&l->references);
	buf_release(l->read);
	free(l->read);
	free(l->sum);
	free(l->blank);
	free(l->verdict);
	free(l->check_changed);
	free(l->changed);
	free(l->own);
	for (i = 0; i < LEVELS; i++)
		free(l->mark[i]);
	quote_release(&l->quotes);
}

/* ---- figures ---- */

bool
ledger_figure(const struct ledger *l, int cell, wide *units, int *keyed)
{
	const struct form *f = l->form;
	const struct value *v = &l->value[cell];
	int sum = f->total[cell];

	if (sum >= 0) {
		int places = f->places - form_kind_of(f, cell)->places;

		if (f->sum[sum].cells && l->blank[sum] == f->sum[sum].cells)
			return false;
		*units = l->sum[sum] / amount_power(places);
		*keyed = 0;
		return true;
	}
	if (v->state != VALUE_FIGURE)
		return false;
	*units = v->units;
	*keyed = v->keyed;
	return true;
}

wide
ledger_region(const struct ledger *l, const struct region *region)
{
	const struct form *f = l->form;
	wide units, sum = 0;
	struct region_walk w;
	int cell, keyed;

	for (cell = region_first(f, region, &w); cell >= 0;
	     cell = region_next(f, &w)) {
		int places = f->places - form_kind_of(f, cell)->places;

		if (ledger_figure(l, cell, &units, &keyed))
			sum += units * amount_power(places);
	}
	return sum;
}

wide
ledger_term(const struct ledger *l, const struct ref *ref)
{
	wide sum = 0;

	if (!ref->previous)
		return ledger_region(l, &ref->region);
	if (!l->last || !previous_region(l->last, &ref->region, &sum))
		return 0;
	return sum;
}

/* A number that another text will hardly have (FNV-1a). */
static uint64_t
fingerprint(const char *text)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	return h;
}

static void
add_term(const struct ledger *l, const struct ref *ref, struct buf *out)
{
	const struct form *f = l->form;
	int cell = region_start(f, &ref->region);

	if (out->len)
		buf_addc(out, ' ');
	if (form_kind_of(f, cell)->type->figure)
		amount_format(out, ledger_term(l, ref), f->places, 0);
	else
		buf_addf(out, "#%016llx", (unsigned long long)
			 fingerprint(ledger_text(l, cell)));
}

void
ledger_figures(const struct ledger *l, const struct check *c, struct buf *out)
{
	int i;

	for (i = 0; i < c->refs; i++)
		add_term(l, &c->ref[i], out);
	if (check_types[c->type]->figures)
		check_types[c->type]->figures(l, c, out);
}

bool
ledger_answered(const struct ledger *l, const struct check *c)
{
	int check = (int)(c - l->form->check);
	const char *annotation =
		raw_text(&l->value[annotation_reason(l->form, check)]);
	struct buf figures = BUF_INIT;
	bool stands;

	if (!*annotation || !check_answerable(c))
		return false;
	ledger_figures(l, c, &figures);
	stands = reason_stands(annotation, figures.text);
	buf_release(&figures);
	return stands;
}

static void
mark(struct ledger *l, const struct check *c, int by, int serial)
{
	int i;

	l->counts.broken[c->rule->level] += by;
	for (i = 0; i < c->names; i++) {
		int cell = l->form->named[c->named + i];

		l->mark[c->rule->level][cell] += by;
		l->changed[cell] = serial;
	}
}

/* The counts that follow from one verdict, times BY. */
static void
count_verdict(struct ledger *l, const struct check *c, enum verdict v, int by)
{
	if (v == VERDICT_ANSWERED)
		l->counts.answered += by;
	if (v == VERDICT_BLANK && c->rule->completeness &&
	    c->rule->level != LEVEL_NOTE)
		l->counts.missing += by;
}

static void
judge(struct ledger *l, int n, int serial)
{
	const struct check *c = &l->form->check[n];
	enum verdict old = l->verdict[n], now = check_types[c->type]->judge(l, c);

	if (now == old)
		return;
	l->verdict[n] = (unsigned char)now;
	count_verdict(l, c, old, -1);
	count_verdict(l, c, now, 1);
	if (old == VERDICT_BROKEN)
		mark(l, c, -1, serial);
	if (now == VERDICT_BROKEN)
		mark(l, c, 1, serial);
}

/* Judges check N again, whose sides have moved. */
static void
rejudge(struct ledger *l, int n, int serial)
{
	l->check_changed[n] = serial;
	judge(l, n, serial);
}

static bool
counts_as_input(const struct form *f, int cell)
{
	const struct block *b = form_block_of(f, cell);

	return b->type == BLOCK_FIELDS ||
	       (b->type == BLOCK_TABLE && kind_input(form_kind_of(f, cell)));
}

static void
move_sums(struct ledger *l, int cell, wide by, int blanks, int serial)
{
	const struct form *f = l->form;
	int i;

	for (i = f->move_at[cell]; i < f->move_at[cell + 1]; i++) {
		int s = f->move[i].sum;

		l->sum[s] += by * f->move[i].factor;
		l->blank[s] += blanks;
		if (f->sum[s].cell >= 0) {
			l->changed[f->sum[s].cell] = serial;
			rejudge(l, f->paper[f->sum[s].cell], serial);
		}
	}
	/* only when all sums have moved do both sides of a rule fit */
	for (i = f->move_at[cell]; i < f->move_at[cell + 1]; i++)
		if (f->sum[f->move[i].sum].check >= 0)
			rejudge(l, f->sum[f->move[i].sum].check, serial);
}

/* The checks that read the text of the cell. */
static void
judge_watching(struct ledger *l, int cell, int serial)
{
	const struct form *f = l->form;
	int i;

	for (i = f->watch_at[cell]; i < f->watch_at[cell + 1]; i++)
		rejudge(l, f->watch[i], serial);
}

void
ledger_move(struct ledger *l, int cell, const struct value *before,
	    int serial)
{
	const struct form *f = l->form;
	const struct value *now = &l->value[cell];
	int blanks = (int)value_blank(now) - value_blank(before);
	wide by = (wide)(now->state == VALUE_FIGURE ? now->units : 0) -
		  (before->state == VALUE_FIGURE ? before->units : 0);

	l->changed[cell] = serial;
	l->counts.keyed -= l->own[cell] ? blanks : 0;
	if (f->total[cell] >= 0) {
		rejudge(l, f->paper[cell], serial);
		return;
	}
	if (counts_as_input(f, cell))
		l->counts.blank += blanks;
	if (by || blanks)
		move_sums(l, cell, by, blanks, serial);
	if (quote_watches(f, cell))
		quote_scan(&l->quotes, f, cell, raw_text(now));
	if (!form_kind_of(f, cell)->type->figure)
		references_move(&l->references, f, cell, raw_text(before),
			    raw_text(now));
	judge_watching(l, cell, serial);
}

/* Does the text refer to something that edit SERIAL moved? */
static bool
references_to_moved(const struct ledger *l, const struct reference_text *t,
		int serial)
{
	int i;

	for (i = 0; i < t->references; i++)
		if (t->reference[i].cell >= 0 &&
		    l->changed[t->reference[i].cell] == serial)
			return true;
	return false;
}

void
ledger_follow(struct ledger *l, int serial)
{
	int i;

	for (i = 0; i < l->references.texts; i++) {
		const struct reference_text *t = &l->references.text[i];

		if (!references_to_moved(l, t, serial))
			continue;
		l->changed[t->cell] = serial;
		judge_watching(l, t->cell, serial);
	}
}

void
ledger_move_annotation(struct ledger *l, int annotation, int serial)
{
	const struct form *f = l->form;
	int cell = annotation_noted(f, annotation),
	    check = annotation_check_of(f, annotation), i;

	if (cell >= 0)
		l->changed[cell] = serial;
	if (check < 0)
		return;
	rejudge(l, check, serial);
	for (i = 0; i < f->check[check].names; i++)
		l->changed[f->named[f->check[check].named + i]] = serial;
}

/* What is not known of last year counts as one more cell that is blank.  The
 * cells are among FORM_TERMS, and no figure is longer than a keyed one. */
static void
add_previous(struct ledger *l)
{
	const struct form *f = l->form;
	wide sum;
	int i;

	for (i = 0; l->last && i < f->previous_terms; i++) {
		const struct previous_term *t = &f->previous[i];

		if (previous_region(l->last, &t->region, &sum))
			l->sum[t->sum] += sum * t->factor;
		else
			l->blank[t->sum]++;
	}
}

void
ledger_recompute(struct ledger *l, int serial)
{
	const struct form *f = l->form;
	int i, cell;

	for (i = 0; i < f->sums; i++) {
		l->sum[i] = f->sum[i].constant;
		l->blank[i] = 0;
	}
	references_release(&l->references);
	l->counts = (struct counts){ .broken[LEVEL_MUST] = l->missed };
	quote_release(&l->quotes);
	for (cell = 0; cell < f->cells; cell++) {
		const struct value *v = &l->value[cell];

		for (i = 0; i < LEVELS; i++)
			l->mark[i][cell] = 0;
		l->counts.keyed += l->own[cell] && !value_blank(v);
		if (f->total[cell] >= 0)
			continue;
		if (quote_watches(f, cell))
			quote_scan(&l->quotes, f, cell, raw_text(v));
		if (!form_kind_of(f, cell)->type->figure)
			references_move(&l->references, f, cell, "", raw_text(v));
		if (counts_as_input(f, cell)) {
			l->counts.inputs++;
			l->counts.blank += value_blank(v);
		}
		for (i = f->move_at[cell]; i < f->move_at[cell + 1]; i++) {
			if (v->state == VALUE_FIGURE)
				l->sum[f->move[i].sum] +=
					(wide)v->units * f->move[i].factor;
			l->blank[f->move[i].sum] += value_blank(v);
		}
	}
	add_previous(l);
	for (i = 0; i < f->checks; i++) {
		l->verdict[i] = VERDICT_OK;
		judge(l, i, serial);
	}
}
