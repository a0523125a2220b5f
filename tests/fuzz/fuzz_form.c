/*
 * fuzz_form.c - any bytes as a form
 *
 * A form that is taken must carry a report: figures go in, report_verify()
 * agrees, every sentence can be made, and undoing all leads back to the start;
 * the same with a last year of the same form.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "form/check-place.h"
#include "form/form.h"
#include "report/carry-forward.h"
#include "report/equation.h"
#include "report/finding.h"
#include "report/previous-report.h"
#include "report/previous-year.h"
#include "form/version-map.h"
#include "store/file.h"
#include "store/form-reader.h"
#include "store/report-writer.h"
#include "store/yaml-tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
say_all(const struct report *r)
{
	const struct form *f = report_form(r);
	struct findings all = FINDINGS_INIT;
	struct buf out = BUF_INIT;
	struct equation q;
	int i, lang;

	for (lang = 0; lang < f->langs; lang++) {
		findings_collect(r, lang, &all);
		findings_release(&all);
		for (i = 0; i < f->checks && i < 1000; i++) {
			buf_clear(&out);
			check_sentence(r, i, lang, &out);
			check_address(f, i, &out);
			equation_read(r, i, &q);
			equation_line(&q, false, lang, &out);
			equation_release(&q);
		}
		for (i = 0; i < f->cells && i < 1000; i++) {
			buf_clear(&out);
			cell_label(f, i, lang, &out);
			check_of_cell(r, i);
		}
	}
	buf_release(&out);
}

/* What LAST is to a report of the next year. */
static void
go_on(const struct report *last, struct report *next)
{
	const struct form *f = report_form(last);
	struct error e = ERROR_INIT;
	struct version_map *w = version_map_new(f, f, &e);

	if (!w)
		bug("a form is not itself: %s", error_first(&e));
	report_set_previous(next, previous_new(w, last, "last"));
	version_map_free(w);
	report_verify(next);
	if (!report_carry(next, true, &e))
		bug("not carried: %s", error_first(&e));
	report_verify(next);
	say_all(next);
}

/* What a form says of an earlier version is held against the form itself. */
static void
look_back(const struct form *f)
{
	struct form before = *f;
	struct error e = ERROR_INIT;
	struct version_map *w;
	int i;

	for (i = 0; i < f->earliers && i < 10; i++) {
		before.version = f->earlier[i].version;
		w = version_map_new(f, &before, &e);
		if (!w && !error_any(&e))
			bug("'was' is refused without a word");
		version_map_free(w);
		error_release(&e);
	}
}

/* What is written is YAML at least; reading it needs the form on the path. */
static void
write_all(const struct report *r, struct buf *out)
{
	struct error e = ERROR_INIT;
	struct yaml_tree *y;

	report_write(r, out);
	y = yaml_tree_parse("written", out->text, out->len, &e);
	if (!y)
		bug("%s in\n%s", error_first(&e), out->text);
	yaml_tree_free(y);
}

static void
play(const struct form *f, const uint8_t *data, size_t size)
{
	struct report *r = report_new(f), *next = report_new(f);
	struct buf start = BUF_INIT, full = BUF_INIT, end = BUF_INIT;
	struct error e = ERROR_INIT;
	int steps = f->cells > 2000 ? 3 : 30, i, cell;

	write_all(r, &start);
	for (i = 0; i < steps && f->cells; i++) {
		size_t at = (size_t)i * 131 % size;
		char text[12];

		cell = (data[at] * 256 + data[size - 1 - at]) % f->cells;
		snprintf(text, sizeof text, "%d", data[at] * (i % 4));
		report_key(r, cell, text, i % 2, EDIT_NEW, &e);
		report_verify(r);
	}
	say_all(r);
	write_all(r, &full);
	go_on(r, next);
	while (report_undo(r, &cell))
		continue;
	report_verify(r);
	write_all(r, &end);
	if (strcmp(start.text, end.text))
		bug("undo does not lead back");
	buf_release(&start);
	buf_release(&full);
	buf_release(&end);
	error_release(&e);
	report_free(r);
	report_free(next);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error e = ERROR_INIT;
	struct form *f = form_parse("fuzz", (const char *)data, size, &e);
	struct buf out = BUF_INIT;

	if (!f == !error_any(&e))
		bug("a form with mistakes, or none without");
	error_print(&e, &out);
	if (f) {
		play(f, data, size);
		look_back(f);
	}
	form_free(f);
	buf_release(&out);
	error_release(&e);
	return 0;
}

#include "plain-main.h"
