/* refer.c - references to cells in texts */
#include "core/refer.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/ledger.h"

/* ---- finding them ---- */

static bool
part_of_address(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '.';
}

bool
refer_find(const char *text, size_t *at, size_t *len)
{
	const char *open = text + *at, *end;

	while ((open = strchr(open, '{'))) {
		end = ++open;
		while (part_of_address(*end))
			end++;
		if (*end != '}' || *open < 'a' || *open > 'z')
			continue;
		*at = (size_t)(open - 1 - text);
		*len = (size_t)(end - open) + 2;
		return true;
	}
	return false;
}

/* ---- where they lead ---- */

static bool
is_text(const struct form *f, int cell)
{
	return !form_kind_of(f, cell)->type->figure;
}

/* Adds the two cells that an address can mean. */
static void
add_both(const struct form *f, const int cell[2], struct buf *why)
{
	struct buf one = BUF_INIT, other = BUF_INIT;

	form_address(f, cell[0], &one);
	form_address(f, cell[1], &other);
	buf_addf(why, _("it could be %s or %s"), one.text, other.text);
	buf_release(&one);
	buf_release(&other);
}

/* The cell that the reference of LEN bytes at AT in text OF leads to; -1, with
 * the reason in WHY unless that is NULL, if there is none. */
static int
look_up(const struct form *f, int of, const char *at, size_t len,
	struct buf *why)
{
	char *address = xstrndup(at + 1, len - 2);
	int cell[2], n = form_find_cells(f, address, cell);
	bool several = n == 1 && is_text(f, cell[0]) &&
		       form_kind_of(f, cell[0])->lines != 1;

	free(address);
	if (n == 1 && !several && cell[0] != of)
		return cell[0];
	if (!why)
		return -1;
	if (!n)
		buf_add(why, _("no cell has this address"));
	else if (n > 1)
		add_both(f, cell, why);
	else if (cell[0] == of)
		buf_add(why, _("it is this text itself"));
	else
		buf_add(why, _("it is a text of several lines, not a figure"));
	return -1;
}

/* The reference among those of OLD from *FROM on that is called the same: a
 * key changes one, and those before and behind it need not be looked up. */
static const struct refer *
known(const struct refer_text *old, const char *before, int *from,
      const char *at, size_t len)
{
	int i;

	for (i = *from; old && i < old->refers && i < *from + 2; i++) {
		const struct refer *o = &old->refer[i];

		if (o->len != len || memcmp(before + o->at, at, len))
			continue;
		*from = i + 1;
		return o;
	}
	return NULL;
}

static void
add_refer(struct refer_text *t, struct refer r)
{
	ARRAY_GROW(t->refer, t->refers, t->room);
	t->refer[t->refers++] = r;
}

/* The references of NOW; OLD are those of BEFORE. */
static struct refer_text
scan(const struct form *f, int cell, const char *now,
     const struct refer_text *old, const char *before)
{
	struct refer_text t = { .cell = cell };
	struct refer r = { .at = 0 };
	int from = 0;

	for (; refer_find(now, &r.at, &r.len); r.at += r.len) {
		const struct refer *o = known(old, before, &from, now + r.at,
					      r.len);

		r.cell = -1;
		if (t.refers < REFER_MOST)
			r.cell = o ? o->cell : look_up(f, cell, now + r.at,
						       r.len, NULL);
		add_refer(&t, r);
	}
	return t;
}

/* Where the text CELL is in the list, or would be. */
static int
place_of(const struct refers *all, int cell)
{
	int low = 0, high = all->texts;

	while (low < high) {
		int mid = (low + high) / 2;

		if (all->text[mid].cell < cell)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct refer_text *
refers_of(const struct refers *all, int cell)
{
	int i = place_of(all, cell);

	return i < all->texts && all->text[i].cell == cell ? &all->text[i]
							   : NULL;
}

void
refers_move(struct refers *all, const struct form *f, int cell,
	    const char *before, const char *now)
{
	int i = place_of(all, cell);
	bool there = i < all->texts && all->text[i].cell == cell;
	struct refer_text t, *at;

	if (!there && !strchr(now, '{'))
		return;
	t = scan(f, cell, now, there ? &all->text[i] : NULL, before);
	if (there)
		free(all->text[i].refer);
	if (!there && t.refers) {
		ARRAY_GROW(all->text, all->texts, all->room);
		at = &all->text[i];
		memmove(at + 1, at, (size_t)(all->texts++ - i) * sizeof *at);
	}
	if (t.refers) {
		all->text[i] = t;
	} else if (there) {
		at = &all->text[i];
		memmove(at, at + 1, (size_t)(--all->texts - i) * sizeof *at);
	}
}

void
refers_release(struct refers *all)
{
	int i;

	for (i = 0; i < all->texts; i++)
		free(all->text[i].refer);
	free(all->text);
	*all = (struct refers){ .text = NULL };
}

bool
refers_same(const struct refers *a, const struct refers *b)
{
	int i, k;

	if (a->texts != b->texts)
		return false;
	for (i = 0; i < a->texts; i++) {
		const struct refer_text *x = &a->text[i], *y = &b->text[i];

		if (x->cell != y->cell || x->refers != y->refers)
			return false;
		for (k = 0; k < x->refers; k++)
			if (x->refer[k].at != y->refer[k].at ||
			    x->refer[k].len != y->refer[k].len ||
			    x->refer[k].cell != y->refer[k].cell)
				return false;
	}
	return true;
}

/* ---- what they show ---- */

enum refer_state
ledger_refer(const struct ledger *l, const struct refer *refer,
	     struct buf *out)
{
	const struct value *v;
	wide units;
	int keyed;

	if (refer->cell < 0)
		return REFER_NOWHERE;
	v = &l->value[refer->cell];
	if (is_text(l->form, refer->cell)) {
		if (v->state != VALUE_TEXT)
			return REFER_EMPTY;
		if (strlen(v->text) > REFER_LONG)
			return REFER_NOWHERE;
		buf_add(out, v->text);
		return REFER_SHOWN;
	}
	if (!ledger_figure(l, refer->cell, &units, &keyed))
		return REFER_EMPTY;
	amount_format(out, units, form_kind_of(l->form, refer->cell)->places,
		      keyed);
	return REFER_SHOWN;
}

void
ledger_read(const struct ledger *l, int cell, struct buf *out)
{
	const struct value *v = &l->value[cell];
	const char *text = v->state == VALUE_TEXT ? v->text : "";
	const struct refer_text *t = refers_of(&l->refers, cell);
	size_t at = 0;
	int i;

	for (i = 0; t && i < t->refers; i++) {
		const struct refer *r = &t->refer[i];

		buf_addn(out, text + at, r->at - at);
		at = r->at;
		switch (ledger_refer(l, r, out)) {
		case REFER_EMPTY:
			buf_add(out, REFER_BLANK);
			break;
		case REFER_SHOWN:
			break;
		case REFER_NOWHERE:
			continue;
		}
		at += r->len;
	}
	buf_add(out, text + at);
}

/* ---- of a report ---- */

enum refer_state
report_refer(const struct report *r, const struct refer *refer,
	     struct buf *out)
{
	return ledger_refer(report_ledger(r), refer, out);
}

void
report_read(const struct report *r, int cell, struct buf *out)
{
	if (refers_of(&report_ledger(r)->refers, cell))
		ledger_read(report_ledger(r), cell, out);
	else
		report_show(r, cell, out);
}

int
report_refers(const struct report *r, int cell, const struct refer **refer)
{
	const struct refer_text *t = refers_of(&report_ledger(r)->refers,
					       cell);

	*refer = t ? t->refer : NULL;
	return t ? t->refers : 0;
}

void
report_refer_why(const struct report *r, int cell, const struct refer *refer,
		 struct buf *out)
{
	const struct refer *all;
	const char *text = report_text(r, cell) + refer->at;

	buf_addn(out, text, refer->len);
	buf_add(out, _(" leads nowhere: "));
	report_refers(r, cell, &all);
	if (refer->cell >= 0)
		buf_addf(out, _("that text is longer than %d bytes"),
			 REFER_LONG);
	else if (refer - all >= REFER_MOST)
		buf_addf(out, _("a text has at most %d references"),
			 REFER_MOST);
	else
		look_up(report_form(r), cell, text, refer->len, out);
}
