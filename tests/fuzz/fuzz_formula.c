/*
 * fuzz_formula.c - any bytes as the formula of a rule
 *
 * The first byte chooses how the rule stands in the form.  Whatever is taken
 * is judged while figures move: report_verify() must agree after every one,
 * and undoing them all must lead back to the start.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/finding.h"
#include "store/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
add_lines(struct form *f, struct axis *a, const char *ids, struct error *e)
{
	char id[2] = "";

	for (; *ids; ids++) {
		id[0] = *ids;
		form_add_line(f, a, -1, arena_strdup(&f->arena, id), NOWHERE,
			      e);
	}
}

/* Table t of rows a, b, s by columns x, z, and text n. */
static void
build(struct form *f, struct error *e)
{
	struct kind figure = { .type = value_type_find("amount"), .places = 2,
			       .negative = true };
	struct kind text = { .type = value_type_find("text") };
	struct block *b = form_add_block(f, BLOCK_TABLE, "t", NOWHERE, e);

	b->kind = form_add_kind(f, &figure);
	add_lines(f, &b->rows, "abs", e);
	b->rows.line[2].total = true;
	add_lines(f, &b->cols, "xz", e);
	b = form_add_block(f, BLOCK_TEXT, "n", NOWHERE, e);
	b->kind = form_add_kind(f, &text);
	form_add_line(f, &b->rows, -1, NULL, NOWHERE, e);
	form_add_line(f, &b->cols, -1, NULL, NOWHERE, e);
}

static void
add_rule(struct form *f, unsigned how, const char *text, struct error *e)
{
	static const int table[] = { 0 };
	struct rule *r = form_add_rule(f, "r", NOWHERE, e);

	r->each_row = how % 3 == 1;
	r->each_column = how % 3 == 2;
	r->block = table;
	r->blocks = how % 3 ? 1 : 0;
	r->blank_zero = how & 8;
	r->within = how & 16 ? 1 : 0;
	r->that = formula_parse(f, text, NOWHERE, e);
	if (how & 32)
		r->when = formula_parse(f, text, NOWHERE, e);
	r->completeness = r->that && formula_asks_filled(r->that);
}

/* Verdicts and figures, to compare the end with the start. */
static void
look(const struct report *r, struct buf *out)
{
	const struct form *f = report_form(r);
	int i;

	for (i = 0; i < f->cells; i++) {
		report_show(r, i, out);
		buf_addf(out, "|%d", report_broken(r, i, LEVEL_MUST));
	}
	for (i = 0; i < f->checks; i++)
		buf_addf(out, " %d", (int)report_verdict(r, i));
}

static void
play(const struct form *f, const uint8_t *data, size_t size)
{
	struct report *r = report_new(f);
	struct buf start = BUF_INIT, end = BUF_INIT;
	struct findings all = FINDINGS_INIT;
	struct error e = ERROR_INIT;
	size_t i;
	int cell;

	look(r, &start);
	for (i = 0; i < size && i < 40; i++) {
		char figure[8];

		cell = data[i] % f->cells;
		snprintf(figure, sizeof figure, "%d", data[i] / 7 - 9);
		report_key(r, cell, data[i] % 5 ? figure : "", false, EDIT_NEW,
			   &e);
		report_verify(r);
	}
	findings_collect(r, 0, &all);
	findings_release(&all);
	while (report_undo(r, &cell))
		report_verify(r);
	look(r, &end);
	if (strcmp(start.text, end.text))
		bug("undo does not lead back");
	buf_release(&start);
	buf_release(&end);
	error_release(&e);
	report_free(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct form *f = form_new();
	struct error e = ERROR_INIT;
	char *text;

	if (size) {
		text = xstrndup((const char *)data + 1, size - 1);
		build(f, &e);
		add_rule(f, data[0], text, &e);
		if (form_finish(f, &e))
			play(f, data, size);
		free(text);
	}
	error_release(&e);
	form_free(f);
	return 0;
}

#include "plain-main.h"
