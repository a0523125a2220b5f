/* ledger.c - totals, verdicts and counts, kept up to date by differences */
#include "core/ledger.h"

#include <stdlib.h>
#include <string.h>

static int *
stamps(int n)
{
	return xcalloc((size_t)n, sizeof(int));
}

void
ledger_init(struct ledger *l, const struct form *f, const struct value *value)
{
	int i;

	*l = (struct ledger){ .form = f, .value = value };
	l->read = xcalloc(1, sizeof *l->read);
	buf_init(l->read);
	l->sum = xcalloc((size_t)f->sums, sizeof *l->sum);
	l->blank = stamps(f->sums);
	l->verdict = xcalloc((size_t)f->checks, 1);
	l->check_changed = stamps(f->checks);
	l->changed = stamps(f->cells);
	for (i = 0; i < LEVELS; i++)
		l->mark[i] = stamps(f->cells);
	ledger_recompute(l, 0);
}

void
ledger_release(struct ledger *l)
{
	int i;

	refers_release(&l->refers);
	buf_release(l->read);
	free(l->read);
	free(l->sum);
	free(l->blank);
	free(l->verdict);
	free(l->check_changed);
	free(l->changed);
	for (i = 0; i < LEVELS; i++)
		free(l->mark[i]);
}

/* The text as it is stored. */
static const char *
raw_text(const struct value *v)
{
	return v->state == VALUE_TEXT ? v->text : "";
}

/* The text as it is read, good until the next is asked for. */
static const char *
text_of(const void *data, int cell)
{
	const struct ledger *l = data;

	if (!refers_of(&l->refers, cell))
		return raw_text(&l->value[cell]);
	buf_clear(l->read);
	ledger_read(l, cell, l->read);
	return l->read->text;
}

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

static enum verdict
judge_refers(const struct ledger *l, const struct check *c)
{
	int cell = block_cell(&l->form->block[c->block], c->row, c->column);
	const struct refer_text *t = refers_of(&l->refers, cell);
	int i;

	for (i = 0; t && i < t->refers; i++) {
		buf_clear(l->read);
		if (ledger_refer(l, &t->refer[i], l->read) == REFER_NOWHERE)
			return VERDICT_BROKEN;
	}
	return VERDICT_OK;
}

static enum verdict
judge_paper(const struct ledger *l, const struct check *c)
{
	const struct form *f = l->form;
	int cell = f->sum[c->left].cell;
	const struct value *paper = &l->value[cell];
	int places = f->places - form_kind_of(f, cell)->places;

	if (paper->state != VALUE_FIGURE)
		return VERDICT_OK;
	return l->sum[c->left] == (wide)paper->units * amount_power(places)
		       ? VERDICT_OK : VERDICT_BROKEN;
}

static struct evaluation
evaluation_of(const struct ledger *l, const struct check *c)
{
	return (struct evaluation){
		.sum = l->sum, .blank = l->blank, .text = text_of,
		.data = l, .blank_zero = c->rule->blank_zero,
		.within = c->rule->within,
	};
}

bool
ledger_applies(const struct ledger *l, const struct check *c)
{
	struct evaluation ev = evaluation_of(l, c);

	return !c->when || expr_truth(c->when, &ev) == TRUTH_TRUE;
}

static enum verdict
judge(const struct ledger *l, const struct check *c)
{
	struct evaluation ev = evaluation_of(l, c);
	enum truth t;

	if (c->type == CHECK_PAPER)
		return judge_paper(l, c);
	if (c->type == CHECK_CROSS)
		return l->sum[c->left] == l->sum[c->right] ? VERDICT_OK
							   : VERDICT_BROKEN;
	if (c->type == CHECK_REFERENCES)
		return judge_refers(l, c);
	if (!ledger_applies(l, c))
		return VERDICT_OK;
	t = expr_truth(c->that, &ev);
	if (t == TRUTH_TRUE)
		return VERDICT_OK;
	if (t == TRUTH_UNKNOWN || c->rule->completeness)
		return VERDICT_BLANK;
	return VERDICT_BROKEN;
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

/* Judges check N again, whose sides have moved. */
static void
rejudge(struct ledger *l, int n, int serial)
{
	const struct check *c = &l->form->check[n];
	enum verdict old = l->verdict[n], now = judge(l, c);

	l->check_changed[n] = serial;
	if (now == old)
		return;
	l->verdict[n] = (unsigned char)now;
	if (old == VERDICT_BROKEN)
		mark(l, c, -1, serial);
	if (now == VERDICT_BROKEN)
		mark(l, c, 1, serial);
}

static bool
counts_as_input(const struct form *f, int cell)
{
	const struct block *b = form_block_of(f, cell);

	return b->type == BLOCK_FIELDS ||
	       (b->type == BLOCK_TABLE && form_kind_of(f, cell)->type->figure);
}

static int
is_blank(const struct value *v)
{
	return v->state == VALUE_BLANK || v->state == VALUE_OPEN;
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
	int blanks = is_blank(now) - is_blank(before);
	wide by = (wide)(now->state == VALUE_FIGURE ? now->units : 0) -
		  (before->state == VALUE_FIGURE ? before->units : 0);

	l->changed[cell] = serial;
	if (f->total[cell] >= 0) {
		rejudge(l, f->paper[cell], serial);
		return;
	}
	if (counts_as_input(f, cell))
		l->counts.blank += blanks;
	if (by || blanks)
		move_sums(l, cell, by, blanks, serial);
	if (!form_kind_of(f, cell)->type->figure)
		refers_move(&l->refers, f, cell, raw_text(before),
			    raw_text(now));
	judge_watching(l, cell, serial);
}

/* Does the text refer to something that edit SERIAL moved? */
static bool
refers_to_moved(const struct ledger *l, const struct refer_text *t,
		int serial)
{
	int i;

	for (i = 0; i < t->refers; i++)
		if (t->refer[i].cell >= 0 &&
		    l->changed[t->refer[i].cell] == serial)
			return true;
	return false;
}

void
ledger_follow(struct ledger *l, int serial)
{
	int i;

	for (i = 0; i < l->refers.texts; i++) {
		const struct refer_text *t = &l->refers.text[i];

		if (!refers_to_moved(l, t, serial))
			continue;
		l->changed[t->cell] = serial;
		judge_watching(l, t->cell, serial);
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
	refers_release(&l->refers);
	l->counts = (struct counts){ .blank = 0 };
	for (cell = 0; cell < f->cells; cell++) {
		const struct value *v = &l->value[cell];

		for (i = 0; i < LEVELS; i++)
			l->mark[i][cell] = 0;
		if (f->total[cell] >= 0)
			continue;
		if (!form_kind_of(f, cell)->type->figure)
			refers_move(&l->refers, f, cell, "", raw_text(v));
		if (counts_as_input(f, cell)) {
			l->counts.inputs++;
			l->counts.blank += is_blank(v);
		}
		for (i = f->move_at[cell]; i < f->move_at[cell + 1]; i++) {
			if (v->state == VALUE_FIGURE)
				l->sum[f->move[i].sum] +=
					(wide)v->units * f->move[i].factor;
			l->blank[f->move[i].sum] += is_blank(v);
		}
	}
	for (i = 0; i < f->checks; i++) {
		l->verdict[i] = (unsigned char)judge(l, &f->check[i]);
		if (l->verdict[i] == VERDICT_BROKEN)
			mark(l, &f->check[i], 1, serial);
	}
}
