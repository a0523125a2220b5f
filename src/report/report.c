/* report.c - a form with values, and the log of all that was done to it */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "form/reference-scan.h"
#include "report/previous-year.h"
#include "report/ledger.h"
#include "report/reason-text.h"
#include "report/annotation.h"

/* Some edits that undo takes back as one; id is the serial after its first
 * edit, and stays when it is undone and redone. */
struct run {
	int id;
	int first, count;	/* edits of the log */
};

struct runs {
	struct run *run;
	int count;
	size_t room;
};

struct report {
	const struct form *form;
	struct value *value;
	struct edit *log;
	int serial;
	size_t log_room;
	struct runs undo, redo;
	bool run_ended;
	int saved;		/* id of the run that was on top when saved */
	bool reading;		/* another session writes it */
	struct sign sign;	/* of the next edit */
	struct arena names; /* persons and reasons, few and often the same */
	struct previous *last;	/* or NULL */
	char *missed;		/* why they are missed; NULL: they are not */
	int today;
	struct ledger ledger;
};

struct report *
report_new(const struct form *f)
{
	struct report *r = xcalloc(1, sizeof *r);

	r->form = f;
	r->sign = (struct sign){ .person = "", .reason = "" };
	r->today = DAY_UNKNOWN;
	r->value = xcalloc((size_t)annotation_count(f), sizeof *r->value);
	ledger_init(&r->ledger, f, r->value, NULL);
	return r;
}

static void
edit_release(struct edit *e)
{
	int i;

	for (i = 0; i < e->changes; i++) {
		value_release(&e->change[i].before);
		value_release(&e->change[i].after);
	}
	free(e->change);
}

void
report_free(struct report *r)
{
	int i;

	if (!r)
		return;
	for (i = 0; i < r->serial; i++)
		edit_release(&r->log[i]);
	for (i = 0; i < annotation_count(r->form); i++)
		value_release(&r->value[i]);
	ledger_release(&r->ledger);
	previous_free(r->last);
	free(r->missed);
	arena_release(&r->names);
	free(r->log);
	free(r->value);
	free(r->undo.run);
	free(r->redo.run);
	free(r);
}

const struct form *
report_form(const struct report *r)
{
	return r->form;
}

int
report_serial(const struct report *r)
{
	return r->serial;
}

const struct edit *
report_log(const struct report *r, int n)
{
	return &r->log[n];
}

int
report_changed(const struct report *r, int cell)
{
	return r->ledger.changed[cell];
}

const struct value *
report_value(const struct report *r, int cell)
{
	return &r->value[cell];
}

const char *
report_text(const struct report *r, int cell)
{
	const struct value *v = &r->value[cell];

	if (v->state == VALUE_TEXT)
		return v->text;
	return v->state == VALUE_OPEN &&
	       !item_kind(r->form, cell)->type->figure ? v->text : "";
}

/* TEXT where it lives as long as the report. */
static const char *
keep_name(struct report *r, const char *now, const char *text)
{
	if (!text)
		return "";
	return strcmp(now, text) ? arena_strdup(&r->names, text) : now;
}

void
report_sign(struct report *r, const struct sign *sign)
{
	r->sign.time = sign->time;
	r->sign.person = keep_name(r, r->sign.person, sign->person);
	r->sign.reason = keep_name(r, r->sign.reason, sign->reason);
}

const struct sign *
report_signed(const struct report *r)
{
	return &r->sign;
}

void
report_set_previous(struct report *r, struct previous *last)
{
	previous_free(r->last);
	r->last = last;
	free(r->missed);
	r->missed = NULL;
	r->ledger.missed = 0;
	r->ledger.last = last;
	ledger_recompute(&r->ledger, r->serial);
}

const struct previous *
report_previous(const struct report *r)
{
	return r->last;
}

void
report_miss_previous(struct report *r, const char *why)
{
	char *copy = xstrdup(why);

	report_set_previous(r, NULL);
	r->missed = copy;
	r->ledger.missed = 1;
	ledger_recompute(&r->ledger, r->serial);
}

const char *
report_previous_missed(const struct report *r)
{
	return r->missed;
}

/* ---- runs ---- */

static void
push(struct runs *runs, struct run run)
{
	ARRAY_GROW(runs->run, runs->count, runs->room);
	runs->run[runs->count++] = run;
}

static struct run *
top(struct runs *runs)
{
	return runs->count ? &runs->run[runs->count - 1] : NULL;
}

/* Keeps the two stacks in step with an edit that was just appended. */
static void
follow(struct report *r, enum edit_how how)
{
	struct run now = { .id = r->serial,
			   .first = r->serial - 1,
			   .count = 1 };

	switch (how) {
	case EDIT_MORE:
		top(&r->undo)->count++;
		return;
	case EDIT_NEW:
	case EDIT_TAKEN:
	case EDIT_ANSWERED:
		push(&r->undo, now);
		r->redo.count = 0;
		r->run_ended = false;
		return;
	case EDIT_UNDO:
		now.id = top(&r->undo)->id;
		r->undo.count--;
		push(&r->redo, now);
		break;
	case EDIT_REDO:
		now.id = top(&r->redo)->id;
		r->redo.count--;
		push(&r->undo, now);
		break;
	case EDIT_SOURCE:
		/* what was done before might not fit what is there now */
		if (r->undo.count)
			r->saved = -1;
		r->undo.count = r->redo.count = 0;
		break;
	}
	r->run_ended = true;
}

void
report_end_run(struct report *r)
{
	r->run_ended = true;
}

void
report_mark_saved(struct report *r)
{
	r->saved = top(&r->undo) ? top(&r->undo)->id : 0;
	r->run_ended = true;
}

void
report_mark_unsaved(struct report *r)
{
	r->saved = -1;
}

bool
report_modified(const struct report *r)
{
	int now = r->undo.count ? r->undo.run[r->undo.count - 1].id : 0;

	return now != r->saved;
}

/* ---- the one way in ---- */

/* Stores what change C says, in the cell and in the ledger. */
static void
apply(struct report *r, const struct change *c)
{
	struct value *v = &r->value[c->cell], before = *v;
	const struct kind *k = item_kind(r->form, c->cell);

	if (k->type->figure) {
		*v = value_copy(&c->after);
	} else {
		struct buf text = BUF_INIT;
		const char *put = c->after.text ? c->after.text : "";
		size_t cut = c->before.text ? strlen(c->before.text) : 0;

		if (before.text)
			buf_add(&text, before.text);
		buf_splice(&text, c->at, cut, put, strlen(put));
		*v = (struct value){
			.state = value_text_state(k, text.text),
		};
		if (text.len)
			v->text = buf_detach(&text);
		buf_release(&text);
	}
	if (annotation_is(r->form, c->cell))
		ledger_move_annotation(&r->ledger, c->cell, r->serial);
	else
		ledger_move(&r->ledger, c->cell, &before, r->serial);
	value_release(&before);
}

static void
append(struct report *r, struct edit edit)
{
	int i;

	ARRAY_GROW(r->log, r->serial, r->log_room);
	edit.sign = r->sign;
	r->log[r->serial++] = edit;
	for (i = 0; i < edit.changes; i++)
		apply(r, &edit.change[i]);
	ledger_follow(&r->ledger, r->serial);
	follow(r, edit.how);
#ifdef GOUJI_VERIFY
	report_verify(r);
#endif
}

static bool
text_fits(struct report *r, const struct put *p, struct error *e)
{
	const struct kind *k = item_kind(r->form, p->cell);
	const char *now = report_text(r, p->cell);
	const char *put = p->value.text ? p->value.text : "";
	size_t len = strlen(now), n = strlen(put);

	if (p->at > len || p->cut > len - p->at)
		return error_add(e, NOWHERE, _("beyond the end of the text"));
	if (!text_valid(put, n, NULL))
		return error_add(e, NOWHERE, _("the text is not UTF-8"));
	if (len - p->cut + n > TEXT_MOST)
		return error_add(e, NOWHERE,
				 _("the text is longer than %d bytes"),
				 TEXT_MOST);
	if (k->lines == 1 && memchr(put, '\n', n))
		return error_add(e, NOWHERE, _("this text has one line only"));
	return true;
}

static bool
fits(struct report *r, const struct put *p, struct error *e)
{
	const struct value *v = &p->value;
	const struct kind *k;

	if (p->cell < 0 || p->cell >= annotation_count(r->form))
		return error_add(e, NOWHERE, _("there is no such cell"));
	k = item_kind(r->form, p->cell);
	if (!k->type->figure) {
		if (v->state == VALUE_FIGURE ||
		    (v->state == VALUE_OPEN && !k->type->measure))
			return error_add(e, NOWHERE, _("a text is expected"));
		return text_fits(r, p, e);
	}
	if (v->state == VALUE_TEXT)
		return error_add(e, NOWHERE, _("a figure is expected"));
	return true;
}

/* The change that P makes of the report as it is; false if it makes none. */
static bool
make_change(const struct report *r, const struct put *p, struct change *c)
{
	const struct value *now = &r->value[p->cell];
	const char *text = report_text(r, p->cell);

	*c = (struct change){ .cell = p->cell };
	if (item_kind(r->form, p->cell)->type->figure) {
		const char *old_typed = now->text ? now->text : "";
		const char *new_typed = p->value.text ? p->value.text : "";

		if (value_equal(now, &p->value) &&
		    !strcmp(old_typed, new_typed))
			return false;
		c->before = value_copy(now);
		c->after = value_copy(&p->value);
		return true;
	}
	c->at = p->at;
	if (p->cut)
		c->before = (struct value){
			.state = VALUE_TEXT,
			.text = xstrndup(text + p->at, p->cut),
		};
	if (p->value.text && *p->value.text)
		c->after = (struct value){
			.state = VALUE_TEXT, .text = xstrdup(p->value.text),
		};
	if (c->before.text && c->after.text &&
	    !strcmp(c->before.text, c->after.text)) {
		value_release(&c->before);
		value_release(&c->after);
		return false;
	}
	return c->before.text || c->after.text;
}

static int
cell_order(const void *x, const void *y)
{
	const int *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* Where a splice cuts is said of the text as it is: one a text, no more. */
static bool
texts_once(const struct report *r, const struct put *put, int n,
	   struct error *e)
{
	int *cell, cells = 0, i;
	bool ok = true;

	if (n < 2)
		return true;
	cell = xcalloc((size_t)n, sizeof *cell);
	for (i = 0; i < n; i++)
		if (!item_kind(r->form, put[i].cell)->type->figure)
			cell[cells++] = put[i].cell;
	qsort(cell, (size_t)cells, sizeof *cell, cell_order);
	for (i = 1; ok && i < cells; i++)
		if (cell[i] == cell[i - 1])
			ok = error_add(e, NOWHERE,
				       _("a text changes twice in one edit"));
	free(cell);
	return ok;
}

/* ---- what may pass ---- */

/* What an edit may change; those without a row, neither.  The state of the
 * report, which is the lock itself, is changed by any. */
static const struct permit {
	bool handed_in;		/* a report that is handed in */
	bool closed;		/* a carried cell that has no reason */
} permits[] = {
	/* what they take back has passed: the hand-in stays on the stack, so
	 * what is above it came after */
	[EDIT_UNDO] = { true, true },
	[EDIT_REDO] = { true, true },
	[EDIT_SOURCE] = { true, true },
	[EDIT_TAKEN] = { true, true },
	[EDIT_ANSWERED] = { false, true },
};

/* Adds to E why an edit of CELL (-1: of any) is refused; always false. */
static bool
refuse(struct error *e, enum refusal why, int cell, const char *sentence)
{
	if (!e->code) {
		e->code = (int)why;
		e->subject = cell;
	}
	return error_add(e, NOWHERE, "%s", sentence);
}

static bool
refuse_closed(const struct report *r, int cell, struct error *e)
{
	struct buf text = BUF_INIT;

	form_address(r->form, cell, &text);
	buf_addf(&text, ": %s", _("is carried from last year; to change it say "
				  "why with --reason"));
	refuse(e, REFUSED_CLOSED, cell, text.text);
	buf_release(&text);
	return false;
}

void
report_set_reading(struct report *r, bool reading)
{
	r->reading = reading;
}

bool
report_handed_in(const struct report *r)
{
	return *report_text(r, annotation_state(r->form));
}

static bool
unlocked(const struct report *r, int cell, enum edit_how how, struct error *e)
{
	if (r->reading)
		return refuse(e, REFUSED_READING, -1,
			      _("is open elsewhere and can only be read here"));
	return permits[how].handed_in || !report_handed_in(r) ||
	       cell == annotation_state(r->form) ||
	       refuse(e, REFUSED_HANDED_IN, -1,
		      _("is handed in and locked; gouji --return opens it "
			"again"));
}

/* Is P a figure that its cell may not have without a reason? */
static bool
lacks_reason(const struct report *r, const struct put *p)
{
	const struct value *v = &p->value;
	wide units;

	if (p->cell < 0 || report_protected(r, p->cell) < 0 ||
	    value_equal(v, &r->value[p->cell]))
		return false;
	return v->state != VALUE_FIGURE ||
	       !report_carried(r, p->cell, &units) || v->units != units;
}

static bool
permitted(const struct report *r, const struct put *put, int n,
	  enum edit_how how, struct error *e)
{
	bool ok = true;
	int i;

	for (i = 0; i < n; i++)
		if (!unlocked(r, put[i].cell, how, e))
			return false;
	for (i = 0; i < n && !permits[how].closed; i++)
		if (lacks_reason(r, &put[i]))
			ok = refuse_closed(r, put[i].cell, e);
	return ok;
}

bool
report_may_change(const struct report *r, int cell, struct error *e)
{
	return unlocked(r, cell, EDIT_NEW, e) &&
	       (cell < 0 || report_protected(r, cell) < 0 ||
		refuse_closed(r, cell, e));
}

/* Does the run hand the report in, or return it? */
static bool
moves_state(const struct report *r, const struct run *run)
{
	int state = annotation_state(r->form), i, j;

	for (i = run->first; i < run->first + run->count; i++)
		for (j = 0; j < r->log[i].changes; j++)
			if (r->log[i].change[j].cell == state)
				return true;
	return false;
}

/* May the run on top of the stack be taken back, or done again? */
static bool
permitted_back(struct report *r, enum edit_how how, struct error *e)
{
	const struct run *run = top(how == EDIT_REDO ? &r->redo : &r->undo);
	bool state = run && moves_state(r, run);

	if (!unlocked(r, -1, run && !state ? how : EDIT_NEW, e))
		return false;
	if (state)
		return refuse(e, REFUSED_UNDO, -1,
			      _("handing in and returning are not taken back; "
				"see :hand-in and :return"));
	return run || refuse(e, REFUSED_UNDO, -1,
			     how == EDIT_REDO ? _("nothing to do again")
					      : _("nothing to take back"));
}

/* Appends an edit that may pass, or has passed once. */
static bool
append_puts(struct report *r, const struct put *put, int n, enum edit_how how,
	    struct error *e)
{
	struct edit edit = { .how = how };
	int i;

	/* so the log tells where each run begins, and replays as it was */
	if (how == EDIT_TAKEN || how == EDIT_ANSWERED ||
	    (how == EDIT_MORE && (!top(&r->undo) || r->run_ended)))
		edit.how = EDIT_NEW;
	for (i = 0; i < n; i++)
		if (!fits(r, &put[i], e))
			return false;
	if (!texts_once(r, put, n, e))
		return false;
	edit.change = xcalloc((size_t)n, sizeof *edit.change);
	for (i = 0; i < n; i++)
		if (make_change(r, &put[i], &edit.change[edit.changes]))
			edit.changes++;
	if (edit.changes)
		append(r, edit);
	else
		free(edit.change);
	return true;
}

bool
report_edit(struct report *r, const struct put *put, int n, enum edit_how how,
	    struct error *e)
{
	int cell = -1;

	if (how == EDIT_UNDO || how == EDIT_REDO)
		return permitted_back(r, how, e) &&
		       (how == EDIT_REDO ? report_redo
					 : report_undo)(r, &cell);
	return permitted(r, put, n, how, e) && append_puts(r, put, n, how, e);
}

struct kind
report_takes(const struct report *r, int cell)
{
	const struct kind *own = item_kind(r->form, cell);

	if (!item_computed(r->form, cell))
		return *own;
	return (struct kind){
		.type = own->type, .places = own->places,
		.negative = form_negative_total(r->form, cell),
	};
}

bool
report_key(struct report *r, int cell, const char *text, bool typed,
	   enum edit_how how, struct error *e)
{
	const struct kind k = report_takes(r, cell);
	struct put put = { .cell = cell };
	const char *why = NULL;
	size_t len = strlen(text);
	bool ok;

	ok = typed ? value_parse_typed(&k, text, len, &put.value, &why)
		   : value_parse(&k, text, len, &put.value, &why);
	if (!ok)
		return error_add(e, NOWHERE, _("'%s' %s"), text, why);
	if (!k.type->figure)
		put.cut = strlen(report_text(r, cell));
	ok = report_edit(r, &put, 1, how, e);
	value_release(&put.value);
	return ok;
}

/* ---- undo, redo, replay ---- */

/* The edit that takes RUN back. */
static struct edit
inverse(const struct report *r, const struct run *run, enum edit_how how)
{
	struct edit edit = { .how = how };
	int i, j, n = 0;

	for (i = 0; i < run->count; i++)
		n += r->log[run->first + i].changes;
	edit.change = xcalloc((size_t)n, sizeof *edit.change);
	for (i = run->count - 1; i >= 0; i--) {
		const struct edit *e = &r->log[run->first + i];

		for (j = e->changes - 1; j >= 0; j--) {
			const struct change *c = &e->change[j];

			edit.change[edit.changes++] = (struct change){
				.cell = c->cell, .at = c->at,
				.before = value_copy(&c->after),
				.after = value_copy(&c->before),
			};
		}
	}
	return edit;
}

int
report_undo_cell(const struct report *r, bool redo)
{
	const struct runs *from = redo ? &r->redo : &r->undo;
	const struct edit *e;

	if (!from->count)
		return -1;
	/* an inverse has its changes the other way round */
	e = &r->log[from->run[from->count - 1].first];
	return e->change[redo ? e->changes - 1 : 0].cell;
}

static bool
take_back(struct report *r, struct runs *from, enum edit_how how, int *cell)
{
	if (!from->count)
		return false;
	*cell = report_undo_cell(r, how == EDIT_REDO);
	append(r, inverse(r, top(from), how));
	return true;
}

bool
report_undo(struct report *r, int *cell)
{
	return take_back(r, &r->undo, EDIT_UNDO, cell);
}

bool
report_redo(struct report *r, int *cell)
{
	return take_back(r, &r->redo, EDIT_REDO, cell);
}

/* Is what change C says was there what is there? */
static bool
finds(const struct report *r, const struct change *c)
{
	const char *text, *before;

	if (c->cell < 0 || c->cell >= annotation_count(r->form))
		return false;
	if (item_kind(r->form, c->cell)->type->figure)
		return value_equal(&c->before, &r->value[c->cell]);
	text = report_text(r, c->cell);
	before = c->before.text ? c->before.text : "";
	return c->at <= strlen(text) &&
	       !strncmp(text + c->at, before, strlen(before));
}

/* An undo says what it puts back, so that it can be seen to be the one. */
static bool
same_change(const struct change *a, const struct change *b)
{
	return a->cell == b->cell && a->at == b->at &&
	       value_equal(&a->before, &b->before) &&
	       value_equal(&a->after, &b->after);
}

static bool
replay_run(struct report *r, const struct edit *edit)
{
	struct runs *from = edit->how == EDIT_UNDO ? &r->undo : &r->redo;
	struct edit now;
	bool same;
	int i;

	if (!top(from))
		return false;
	now = inverse(r, top(from), edit->how);
	same = now.changes == edit->changes;
	for (i = 0; same && i < now.changes; i++)
		same = same_change(&now.change[i], &edit->change[i]);
	if (same)
		append(r, now);
	else
		edit_release(&now);
	return same;
}

/* The log says that the run goes on, though it may have been ended here when
 * the report was saved or marked as saved. */
static bool
replay_goes_on(struct report *r)
{
	const struct run *run = top(&r->undo);

	if (!run || run->first + run->count != r->serial)
		return false;
	if (r->saved == run->id)
		r->saved = -1;
	r->run_ended = false;
	return true;
}

static bool
replay_puts(struct report *r, const struct edit *edit, struct error *e)
{
	struct put *put = xcalloc((size_t)edit->changes, sizeof *put);
	int serial = r->serial, i;
	bool ok = edit->how != EDIT_MORE || replay_goes_on(r);

	for (i = 0; ok && i < edit->changes; i++) {
		const struct change *c = &edit->change[i];

		ok = finds(r, c);
		put[i] = (struct put){
			.cell = c->cell, .value = c->after, .at = c->at,
			.cut = c->before.text ? strlen(c->before.text) : 0,
		};
	}
	ok = ok && append_puts(r, put, edit->changes, edit->how, e) &&
	     r->serial > serial;
	free(put);
	return ok;
}

bool
report_replay(struct report *r, const struct edit *edit, struct error *e)
{
	bool run = edit->how == EDIT_UNDO || edit->how == EDIT_REDO, ok;
	struct sign sign = r->sign;

	report_sign(r, &edit->sign);
	ok = run ? replay_run(r, edit)
		 : edit->changes > 0 && replay_puts(r, edit, e);
	report_sign(r, &sign);
	return ok || error_add(e, NOWHERE,
			       _("an edit does not fit what is there"));
}

/* ---- what it shows ---- */

bool
report_figure(const struct report *r, int cell, wide *units, int *keyed)
{
	return ledger_figure(&r->ledger, cell, units, keyed);
}

const struct ledger *
report_ledger(const struct report *r)
{
	return &r->ledger;
}

int
report_year(const struct report *r)
{
	int cell = form_year(r->form), keyed;
	wide year;

	if (cell < 0 || !report_figure(r, cell, &year, &keyed) || year < 0 ||
	    year > 9999)
		return -1;
	return (int)year;
}

void
report_set_today(struct report *r, int day)
{
	r->today = day;
}

int
report_today(const struct report *r)
{
	return r->today;
}

void
report_show(const struct report *r, int cell, struct buf *out)
{
	const struct kind *k = item_kind(r->form, cell);
	wide units;
	int keyed;

	if (item_computed(r->form, cell)) {
		if (report_figure(r, cell, &units, &keyed))
			amount_format(out, units, k->places, keyed);
		return;
	}
	if (annotation_check_of(r->form, cell) >= 0)
		buf_add(out, reason_words(report_text(r, cell)));
	else
		value_format(k, &r->value[cell], out);
}

void
report_verify(const struct report *r)
{
	struct ledger fresh;
	const struct ledger *kept = &r->ledger;
	int i, level;

	ledger_init(&fresh, r->form, r->value, r->last);
	for (i = 0; i < r->form->sums; i++)
		if (fresh.sum[i] != kept->sum[i] ||
		    fresh.blank[i] != kept->blank[i])
			bug("sum %d has gone wrong", i);
	for (i = 0; i < r->form->checks; i++)
		if (fresh.verdict[i] != kept->verdict[i])
			bug("the verdict of check %d has gone wrong", i);
	for (i = 0; i < r->form->cells; i++)
		for (level = 0; level < LEVELS; level++)
			if (fresh.mark[level][i] != kept->mark[level][i])
				bug("the marks of cell %d have gone wrong", i);
	if (!references_same(&fresh.references, &kept->references))
		bug("the references have gone wrong");
	fresh.counts.broken[LEVEL_MUST] += kept->missed;
	if (memcmp(&fresh.counts, &kept->counts, sizeof fresh.counts))
		bug("the counts have gone wrong");
	ledger_release(&fresh);
}
