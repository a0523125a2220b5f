/*
 * test_carry.c - what a report takes from the one of the year before
 *
 * Any report, carried into the next: what differs then between the two is
 * what was not carried, and nothing else.
 */
#include "form/draft-marks.h"
#include "report/carry-forward.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "report/comparison.h"
#include "report/previous-report.h"
#include "report/previous-year.h"
#include "report/reason.h"
#include "report/annotation.h"
#include "store/form-reader.h"
#include "files.h"
#include "report-support.h"

static const char small[] =
	"form: small\n"
	"version: 1\n"
	"title: S\n"
	"body:\n"
	"- fields: about\n"
	"  rows:\n"
	"  - office: {label: O, from: last.office,"
	" cell: {type: text, lines: 1}}\n"
	"  - year: {label: Y, from: last.year + 1, rule: C1, cell: {type: "
	"year}}\n"
	"- text: note\n"
	"  label: N\n"
	"- table: t\n"
	"  label: T\n"
	"  rows:\n"
	"  - begun: {label: B, from: last.left, rule: C2}\n"
	"  - new: N\n"
	"  - done: D\n"
	"  - left: L\n"
	"  cols:\n"
	"  - natural: A\n"
	"  - other: B\n"
	"  - total: {label: S, is: total}\n"
	"- table: money\n"
	"  label: M\n"
	"  cell: {type: amount, places: 2, signed: true}\n"
	"  rows:\n"
	"  - start: {label: S, from: last.end, rule: C3}\n"
	"  - moved: M\n"
	"  - end: {label: E, is: start + moved}\n"
	"  cols:\n"
	"  - near: X\n"
	"  - far: Y\n"
	"- table: matters\n"
	"  label: C\n"
	"  rows:\n"
	"  - matter: M\n"
	"  cols:\n"
	"  - prev: {label: P, from: last.prev + last.change,"
	" rule: C4}\n"
	"  - change: {label: C, cell: {type: count, signed: true}}\n"
	"rules:\n"
	"  R1: {each: column of t, that: begun + new = done + left}\n"
	"  W1:\n"
	"    each: cell of t, money\n"
	"    that: cell <= 10 * last.cell + 3\n"
	"    level: ask\n"
	"  W2:\n"
	"    that: not unchanged(note, money)\n"
	"    level: ask\n";

/* What is carried, told once more: a cell from the sum of cells, of the year
 * before.  A row stands for its columns. */
static const struct origin {
	const char *to, *from[2];
} origins[] = {
	{ "t.begun", { "t.left" } },
	{ "money.start", { "money.end" } },
	{ "matters.matter.prev",
	  { "matters.matter.prev", "matters.matter.change" } },
	{ "requests.carried", { "requests.pending" } },
	{ "permits.licence.prev",
	  { "permits.licence.prev", "permits.licence.change" } },
	{ "permits.service.prev",
	  { "permits.service.prev", "permits.service.change" } },
	{ "punishments.penalty.prev",
	  { "punishments.penalty.prev", "punishments.penalty.change" } },
	{ "punishments.coercion.prev",
	  { "punishments.coercion.prev", "punishments.coercion.change" } },
	{ "fee_items.fee.prev",
	  { "fee_items.fee.prev", "fee_items.fee.change" } },
};

/* ---- any report ---- */

static void
random_text(struct report *r, int cell, uint64_t *seed)
{
	static const char *const pieces[] = {
		"公开", "2019年", "{year}", "12件", "。", "3.5", "第5条", "a7",
	};
	bool measure = form_kind_of(report_form(r), cell)->type->measure;
	struct error e = ERROR_INIT;
	struct buf text = BUF_INIT;
	int n = (int)support_random(seed, 4);

	if (measure && n)
		buf_addf(&text, "%u万元", support_random(seed, 90));
	else
		while (n--)
			buf_add(&text, pieces[support_random(
					       seed, ARRAY_LEN(pieces))]);
	ck_assert(report_key(r, cell, text.text, false, EDIT_SOURCE, &e));
	buf_release(&text);
}

static void
random_figure(struct report *r, int cell, enum edit_how how, uint64_t *seed)
{
	const struct kind *k = form_kind_of(report_form(r), cell);
	struct put put = { .cell = cell };
	struct error e = ERROR_INIT;

	put.value = (struct value){
		.state = VALUE_FIGURE,
		.units = (int64_t)support_random(seed, 40),
		.keyed = k->places,
	};
	if (k->negative && support_random(seed, 2))
		put.value.units = -put.value.units;
	if (!strcmp(k->type->name, "year"))
		put.value.units = 2015 + (int64_t)support_random(seed, 10);
	if (support_random(seed, 4))
		ck_assert(report_edit(r, &put, 1, how, &e));
}

static void
random_note(struct report *r, int cell, enum edit_how how, uint64_t *seed)
{
	struct put put = {
		.cell = annotation_note(report_form(r), cell),
		.value = { .state = VALUE_TEXT, .text = (char[]){ "!7" } },
	};
	struct error e = ERROR_INIT;

	put.cut = strlen(report_text(r, put.cell));
	if (!support_random(seed, 6))
		ck_assert(report_edit(r, &put, 1, how, &e));
}

/* Figures, texts, notes, and here and there a total on paper. */
static struct report *
random_report(const struct form *f, uint64_t *seed)
{
	struct report *r = report_new(f);
	int cell;

	for (cell = 0; cell < f->cells; cell++) {
		random_note(r, cell, EDIT_SOURCE, seed);
		if (form_computed(f, cell) && support_random(seed, 5))
			continue;
		if (form_kind_of(f, cell)->type->figure)
			random_figure(r, cell, EDIT_SOURCE, seed);
		else
			random_text(r, cell, seed);
	}
	return r;
}

/* ---- what should come of it ---- */

struct carried {
	const struct version_map *was;
	const struct report *last;
	struct report *next;
};

/* The cell of BEFORE that belongs to the cell with ADDRESS, which begins with
 * TO, of the row or cell FROM. */
static int
beside(const struct form *before, const char *address, const char *to,
       const char *from)
{
	char path[200];

	snprintf(path, sizeof path, "%s%s", from, address + strlen(to));
	return at(before, path);
}

/* True if the cell is carried, *KNOWN then if there is a figure to carry. */
static bool
model(const struct carried *c, int cell, bool *known, wide *units)
{
	const struct form *f = report_form(c->next);
	struct buf address = BUF_INIT;
	bool found = false;
	wide more;
	size_t i, j;
	int keyed;

	form_address(f, cell, &address);
	*units = 0;
	*known = true;
	if (!strcmp(address.text, "year")) {
		found = true;
		*known =
			report_figure(c->last, at(report_form(c->last), "year"),
				      units, &keyed);
		++*units;
	}
	for (i = 0; i < ARRAY_LEN(origins) && !found; i++) {
		const struct origin *o = &origins[i];
		size_t n = strlen(o->to);

		found = !strncmp(address.text, o->to, n) &&
			(!address.text[n] || address.text[n] == '.') &&
			!form_computed(f, cell);
		for (j = 0; found && j < 2 && o->from[j]; j++) {
			*known = *known && report_figure(c->last, beside(
				report_form(c->last), address.text, o->to,
				o->from[j]), &more, &keyed);
			*units += *known ? more : 0;
		}
	}
	/* what cannot be keyed there stays blank */
	if (*units < 0 && !form_kind_of(f, cell)->negative)
		*known = false;
	buf_release(&address);
	return found;
}

/* Every keyed cell has what is carried into it, or nothing. */
static void
assert_cells(const struct carried *c, bool draft)
{
	const struct form *f = report_form(c->next);
	int i, keyed;

	for (i = 0; i < f->cells; i++) {
		bool known = false, is;
		wide units = 0, got = 0;

		if (!form_kind_of(f, i)->type->figure) {
			const char *text = report_text(c->next, i);
			bool field = form_block_of(f, i)->type !=
				     BLOCK_TEXT;

			if (!field && !draft)
				ck_assert_str_eq(text, "");
			else if (form_kind_of(f, i)->type->measure)
				ck_assert_str_eq(text, "");
			continue;
		}
		if (form_computed(f, i)) {
			ck_assert_int_eq(report_value(c->next, i)->state,
					 VALUE_BLANK);
			continue;
		}
		if (!model(c, i, &known, &units))
			known = false;
		is = report_figure(c->next, i, &got, &keyed);
		ck_assert_msg(is == known && (!is || got == units),
			      "cell %d: %d %ld instead of %d %ld", i, is,
			      (long)got, known, (long)units);
	}
	for (i = f->cells; i < annotation_count(f); i++)
		ck_assert_str_eq(report_text(c->next, i), "");
}

/* A text without the marks of a draft. */
static void
unmark(const char *text, struct buf *out)
{
	while (*text)
		if (!strncmp(text, DRAFT_OPEN, strlen(DRAFT_OPEN)))
			text += strlen(DRAFT_OPEN);
		else if (!strncmp(text, DRAFT_CLOSE, strlen(DRAFT_CLOSE)))
			text += strlen(DRAFT_CLOSE);
		else
			buf_addc(out, *text++);
}

static void
assert_texts(const struct carried *c, bool draft)
{
	const struct form *f = report_form(c->next);
	int i;

	for (i = 0; i < f->cells; i++) {
		struct buf plain = BUF_INIT;

		if (form_kind_of(f, i)->type->figure || c->was->cell[i] < 0 ||
		    form_kind_of(f, i)->type->measure)
			continue;
		unmark(report_text(c->next, i), &plain);
		if (draft || form_block_of(f, i)->type != BLOCK_TEXT)
			ck_assert_str_eq(plain.text, report_text(
				c->last, c->was->cell[i]));
		buf_release(&plain);
	}
}

/* ---- what differs ---- */

static bool
shows(const struct report *r, int cell, struct buf *out)
{
	const struct kind *k = form_kind_of(report_form(r), cell);
	wide units;
	int keyed;

	buf_clear(out);
	if (!k->type->figure)
		buf_add(out, report_text(r, cell));
	else if (report_figure(r, cell, &units, &keyed))
		amount_format(out, units, k->places, k->places);
	return out->len;
}

static void
expect(struct buf *out, char type, const struct form *f, int cell)
{
	buf_addf(out, "%c ", type);
	form_address(f, cell, out);
	buf_addc(out, '\n');
}

static void
expect_cell(const struct carried *c, int cell, struct buf *out)
{
	const struct form *f = c->was->now;
	int was = c->was->cell[cell];
	struct buf old = BUF_INIT, new = BUF_INIT;

	shows(c->last, was, &old);
	shows(c->next, cell, &new);
	if (strcmp(old.text, new.text))
		expect(out, 'c', f, cell);
	if (form_computed(f, cell) &&
	    report_value(c->last, was)->state == VALUE_FIGURE)
		expect(out, 'p', f, cell);
	buf_release(&old);
	buf_release(&new);
}

/* One that became several: none of them was carried. */
static void
expect_sum(const struct carried *c, int cell, struct buf *out)
{
	const struct version_map *w = c->was;
	struct buf old = BUF_INIT;
	int i;

	for (i = 0; i < cell; i++)
		if (w->how[i] == MATCH_SUM && w->cell[i] == w->cell[cell])
			return;
	if (shows(c->last, w->cell[cell], &old))
		expect(out, 's', w->before, w->cell[cell]);
	buf_release(&old);
}

static void
expect_all(const struct carried *c, struct buf *out)
{
	const struct version_map *w = c->was;
	struct buf old = BUF_INIT;
	int i;

	for (i = 0; i < w->now->cells; i++)
		if (w->how[i] == MATCH_SAME)
			expect_cell(c, i, out);
		else if (w->how[i] == MATCH_SUM)
			expect_sum(c, i, out);
	for (i = 0; i < w->now->cells; i++)
		if (w->how[i] == MATCH_REFERENCE &&
		    shows(c->last, w->cell[i], &old))
			expect(out, 'r', w->now, i);
	for (i = 0; i < w->drops; i++)
		if (shows(c->last, w->dropped[i], &old))
			expect(out, 'd', w->before, w->dropped[i]);
	buf_release(&old);
}

/* The lists are too long for a message: the first line that differs. */
static void
assert_lines(const char *got, const char *wanted)
{
	while (*got && *got == *wanted)
		got++, wanted++;
	ck_assert_msg(*got == *wanted, "'%.60s' instead of '%.60s'", got,
		      wanted);
}

static void
assert_compared(const struct carried *c)
{
	static const char letter[] = {
		[DIFFERENCE_CELL] = 'c', [DIFFERENCE_PAPER] = 'p',
		[DIFFERENCE_SUM] = 's', [DIFFERENCE_REFERENCE] = 'r',
		[DIFFERENCE_DROPPED] = 'd', [DIFFERENCE_ADDED] = 'a',
	};
	struct buf wanted = BUF_INIT, got = BUF_INIT;
	struct comparison all;
	int i;

	compare(&all, c->was, c->last, c->next);
	for (i = 0; i < all.count; i++)
		expect(&got, letter[all.difference[i].type],
		       all.difference[i].form, all.difference[i].cell);
	expect_all(c, &wanted);
	assert_lines(got.text, wanted.text);
	comparison_release(&all);
	buf_release(&wanted);
	buf_release(&got);
}

/* ---- the property ---- */

static const struct {
	const char *before, *now;	/* NULL: the small form */
} forms[] = {
	{ NULL, NULL },
	{ "forms/zwgk-2019.yaml", "forms/zwgk-2019.yaml" },
	{ "forms/zwgk-2019.yaml", "forms/zwgk-2021.yaml" },
	{ "forms/zwgk-2021.yaml", "forms/zwgk-2021.yaml" },
};

static struct form *
open_form(const char *name)
{
	struct error e = ERROR_INIT;
	char *path = name ? source(name) : NULL;
	struct form *f =
		name ? form_read(path, &e)
		     : form_parse("small", small, sizeof small - 1, &e);

	assert_errors(&e, "");
	free(path);
	return f;
}

static void
carry_once(struct carried *c, bool draft)
{
	struct error e = ERROR_INIT;
	struct report *again = report_new(report_form(c->next));
	int serial;

	ck_assert(report_carry(c->next, draft, &e));
	report_verify(c->next);
	assert_cells(c, draft);
	assert_texts(c, draft);
	assert_compared(c);
	/* once more, and elsewhere, it is the same */
	serial = report_serial(c->next);
	ck_assert(report_carry(c->next, draft, &e));
	ck_assert_int_eq(report_serial(c->next), serial);
	report_set_previous(again, previous_new(c->was, c->last, "last.yaml"));
	ck_assert(report_carry(again, draft, &e));
	report_verify(again);
	assert_same(c->next, again);
	report_free(again);
	error_release(&e);
}

/* Test _i is of form _i % 4 and seed _i / 4. */
START_TEST(differs_in_what_is_not_carried)
{
	size_t of = (size_t)_i % ARRAY_LEN(forms);
	uint64_t seed = (uint64_t)_i / ARRAY_LEN(forms) + 5;
	struct form *before = open_form(forms[of].before);
	struct form *now = open_form(forms[of].now);
	struct report *last = random_report(before, &seed);
	struct error e = ERROR_INIT;
	struct version_map *w = version_map_new(now, before, &e);
	struct carried c = { .was = w, .last = last,
			     .next = report_new(now) };

	assert_errors(&e, "");
	report_set_previous(c.next, previous_new(w, last, "last.yaml"));
	carry_once(&c, support_random(&seed, 2));
	report_free(last);
	report_free(c.next);
	version_map_free(w);
	form_free(before);
	form_free(now);
}
END_TEST

/* ---- whatever is edited, with last year beside it ---- */

/* What R holds, put in one by one in any order, FROM the end or the front. */
static struct report *
made_anew(const struct report *r, const struct version_map *w,
	  const struct report *last, bool backwards)
{
	const struct form *f = report_form(r);
	struct report *anew = report_new(f);
	struct error e = ERROR_INIT;
	int n = annotation_count(f), i;

	if (!backwards)
		report_set_previous(anew, previous_new(w, last, "last.yaml"));
	for (i = 0; i < n; i++) {
		int cell = backwards ? n - 1 - i : i;
		struct put put = { .cell = cell };

		if (*report_text(r, cell))
			put.value = (struct value){
				.state = VALUE_TEXT,
				.text = xstrdup(report_text(r, cell)),
			};
		else if (!annotation_is(f, cell))
			put.value = *report_value(r, cell);
		ck_assert(report_edit(anew, &put, 1, EDIT_ANSWERED, &e));
		if (put.value.state == VALUE_TEXT)
			value_release(&put.value);
	}
	if (backwards)
		report_set_previous(anew, previous_new(w, last, "last.yaml"));
	report_verify(anew);
	return anew;
}

static void
splice_text(struct report *r, int cell, uint64_t *seed)
{
	static const char *const pieces[] = {
		"公开", "信息处理费", "{year}", "新收申请{new.total}件。",
		"新收申请12件。", DRAFT_OPEN, DRAFT_CLOSE, "",
		"{year}年1月1日", "上年结转{carried.natural}件",
	};
	size_t len = strlen(report_text(r, cell));
	struct put put = { .cell = cell };
	struct error e = ERROR_INIT;

	put.at = support_random(seed, 2) ? len : 0;
	put.cut = support_random(seed, 3) ? 0 : len - put.at;
	put.value.state = VALUE_TEXT;
	put.value.text = xstrdup(pieces[support_random(
		seed, ARRAY_LEN(pieces))]);
	ck_assert(report_edit(r, &put, 1, EDIT_NEW, &e));
	value_release(&put.value);
}

static void
give_reason(struct report *r, uint64_t *seed)
{
	static const char *const words[] = { "so", "otherwise", "" };
	const struct form *f = report_form(r);
	struct error e = ERROR_INIT;
	int check = (int)support_random(seed, (unsigned)f->checks), i;

	/* the next that can be answered, if there is one */
	for (i = 0; i < f->checks; i++, check = (check + 1) % f->checks)
		if (report_verdict(r, check) == VERDICT_BROKEN &&
		    (f->check[check].rule->reason ||
		     f->check[check].rule->level == LEVEL_ASK))
			break;
	reason_give(r, check, words[support_random(seed, 3)],
		    !support_random(seed, 4), EDIT_NEW, &e);
	error_release(&e);
}

/* A figure, now and then the one of the year before. */
static void
edit_cell(struct report *r, int cell, uint64_t *seed)
{
	struct put put = { .cell = cell };
	struct error e = ERROR_INIT;
	wide units;

	if (!form_kind_of(report_form(r), cell)->type->figure) {
		if (form_kind_of(report_form(r), cell)->type->measure)
			random_text(r, cell, seed);
		else
			splice_text(r, cell, seed);
	} else if (!support_random(seed, 3) &&
		   report_carried(r, cell, &units) && units >= 0) {
		put.value = (struct value){ .state = VALUE_FIGURE,
					    .units = (int64_t)units };
		ck_assert(report_edit(r, &put, 1, EDIT_NEW, &e));
	} else if (!support_random(seed, 5)) {
		ck_assert(report_edit(r, &put, 1, EDIT_ANSWERED, &e));
	} else {
		random_figure(r, cell, EDIT_ANSWERED, seed);
	}
	ck_assert(reason_settle(r, &e));
}

/* The first few, which are the year and texts, come up often. */
static int
any_cell(const struct report *r, uint64_t *seed)
{
	unsigned cells = (unsigned)report_form(r)->cells;

	return (int)support_random(seed, support_random(seed, 3) ? cells : 4);
}

static void
any_step(struct report *r, uint64_t *seed)
{
	struct error e = ERROR_INIT;
	int cell;

	switch (support_random(seed, 12)) {
	case 0:
		report_undo(r, &cell);
		break;
	case 1:
		report_redo(r, &cell);
		break;
	case 2:
	case 3:
		give_reason(r, seed);
		break;
	case 4:
		random_note(r, any_cell(r, seed), EDIT_NEW, seed);
		break;
	case 5:
		if (!support_random(seed, 8))
			ck_assert(report_carry(r, support_random(seed, 2), &e));
		break;
	default:
		edit_cell(r, any_cell(r, seed), seed);
	}
	report_end_run(r);
	error_release(&e);
}

/* Test _i is of form _i % 4 and seed _i / 4. */
START_TEST(any_order_of_edits)
{
	size_t of = (size_t)_i % ARRAY_LEN(forms);
	uint64_t seed = (uint64_t)_i / ARRAY_LEN(forms) + 99;
	struct form *before = open_form(forms[of].before);
	struct form *now = open_form(forms[of].now);
	struct report *last = random_report(before, &seed);
	struct report *r = random_report(now, &seed), *anew;
	struct error e = ERROR_INIT;
	struct version_map *w = version_map_new(now, before, &e);
	int step, cell;

	report_set_previous(r, previous_new(w, last, "last.yaml"));
	for (step = 0; step < 80; step++) {
		any_step(r, &seed);
		report_verify(r);
		if (step % 20)
			continue;
		anew = made_anew(r, w, last, support_random(&seed, 2));
		assert_same(r, anew);
		report_free(anew);
	}
	while (report_undo(r, &cell))
		report_verify(r);
	anew = made_anew(r, w, last, false);
	assert_same(r, anew);
	report_free(anew);
	report_free(last);
	report_free(r);
	version_map_free(w);
	form_free(before);
	form_free(now);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("carry");
	TCase *c = tcase_create("carry");

	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, differs_in_what_is_not_carried, 0,
			    15 * ARRAY_LEN(forms));
	tcase_add_loop_test(c, any_order_of_edits, 0, 6 * ARRAY_LEN(forms));
	suite_add_tcase(s, c);
	return support_run(s);
}
