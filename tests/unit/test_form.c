/* test_form.c - building a form, finishing it, finding one's way in it */
#include "form/form.h"

#include <stdio.h>
#include <string.h>

#include "form-support.h"

/* Headings with and without ids on both axes, totals both ways. */
static const char words[] =
	"fields about; label=单位/Body\n"
	"row unit; cell=text; lines=1\n"
	"row year; cell=year; label=年度/Year\n"
	"heading; label=二、/2.\n"
	"table t; label=表/Table\n"
	"row new; label=新收/New\n"
	"row done; label=办结/Done\n"
	"row >granted; label=公开/Granted\n"
	"row >-; label=其他/Otherwise\n"
	"row >>lapsed\n"
	"row >>misc; label=其他/Other; short=他/Oth.\n"
	"row >total; is=total; rule=H4\n"
	"row left\n"
	"col -; label=组织/Bodies\n"
	"col >firm\n"
	"col >other\n"
	"col total; is=total; rule=H3\n"
	"text note; label=注/Note\n"
	"table fee\n"
	"row fee\n"
	"col sum; cell=amount 4\n";

static const struct {
	const char *address;
	int cell;
	bool computed;
	const char *type;
	const char *id;		/* of its block */
} cells[] = {
	{ "unit", 0, false, "text", "about" },
	{ "year", 1, false, "year", "about" },
	{ "t.new.firm", 2, false, "count", "t" },
	{ "t.new.other", 3, false, "count", "t" },
	{ "t.new.total", 4, true, "count", "t" },
	{ "t.done.granted.firm", 5, false, "count", "t" },
	{ "t.done.lapsed.firm", 8, false, "count", "t" },
	{ "t.done.misc.other", 12, false, "count", "t" },
	{ "t.done.total.firm", 14, true, "count", "t" },
	{ "t.done.total.total", 16, true, "count", "t" },
	{ "t.left.total", 19, true, "count", "t" },
	{ "note", 20, false, "text", "note" },
	{ "fee.fee.sum", 21, false, "amount", "fee" },
};

START_TEST(cell)
{
	struct form *f = mini_form_ok(words);
	struct buf own = BUF_INIT;
	int c = cells[_i].cell;

	ck_assert_int_eq(f->cells, 22);
	ck_assert_int_eq(at(f, cells[_i].address), c);
	form_address(f, c, &own);
	ck_assert_str_eq(own.text, cells[_i].address);
	ck_assert_int_eq(form_computed(f, c), cells[_i].computed);
	ck_assert_str_eq(form_kind_of(f, c)->type->name, cells[_i].type);
	ck_assert_str_eq(form_block_of(f, c)->id, cells[_i].id);
	ck_assert_int_eq(block_cell(form_block_of(f, c), form_row_of(f, c),
				    form_column_of(f, c)), c);
	buf_release(&own);
	form_free(f);
}
END_TEST

/* Every address leads back, and so does each unambiguous tail of it. */
START_TEST(addresses_lead_back)
{
	struct form *f = mini_form_ok(words);
	int c;

	for (c = 0; c < f->cells; c++) {
		struct buf own = BUF_INIT;

		form_address(f, c, &own);
		ck_assert_int_eq(at(f, own.text), c);
		buf_release(&own);
	}
	ck_assert_int_eq(at(f, "granted.firm"), 5);
	ck_assert_int_eq(at(f, "total.total"), 16);
	ck_assert_int_eq(at(f, "sum"), 21);
	form_free(f);
}
END_TEST

static const struct {
	const char *address, *complaint;
} lost[] = {
	{ "t.new.none",
	  "no cell has the address 't.new.none' in the form mini/1" },
	{ "", "no cell has the address '' in the form mini/1" },
	{ "ew.firm", "no cell has the address 'ew.firm' in the form mini/1" },
	{ "x.t.new.firm",
	  "no cell has the address 'x.t.new.firm' in the form mini/1" },
	{ "firm", "'firm' could be t.new.firm or t.done.granted.firm; give "
		  "more of the address" },
};

START_TEST(address_not_found)
{
	struct form *f = mini_form_ok(words);
	struct error e = ERROR_INIT;

	ck_assert_int_eq(form_find_cell(f, lost[_i].address, &e), -1);
	ck_assert_str_eq(error_first(&e), lost[_i].complaint);
	error_release(&e);
	form_free(f);
}
END_TEST

/* Spans are counted, never written. */
static const struct {
	int line;
	const char *id;
	int depth, first, last, leaf;
} spans[] = {
	{ 0, "new", 0, 0, 1, 0 },
	{ 1, "done", 0, 1, 5, -1 },
	{ 2, "granted", 1, 1, 2, 1 },
	{ 3, NULL, 1, 2, 4, -1 },
	{ 4, "lapsed", 2, 2, 3, 2 },
	{ 5, "misc", 2, 3, 4, 3 },
	{ 6, "total", 1, 4, 5, 4 },
	{ 7, "left", 0, 5, 6, 5 },
};

START_TEST(span)
{
	struct form *f = mini_form_ok(words);
	const struct axis *a = &f->block[form_find_block(f, "t")].rows;
	const struct line *l = &a->line[spans[_i].line];

	ck_assert_int_eq(a->count, (int)ARRAY_LEN(spans));
	ck_assert_int_eq(a->leaves, 6);
	ck_assert_int_eq(a->depth, 3);
	if (spans[_i].id)
		ck_assert_str_eq(l->id, spans[_i].id);
	else
		ck_assert_ptr_null(l->id);
	ck_assert_int_eq(l->depth, spans[_i].depth);
	ck_assert_int_eq(l->first, spans[_i].first);
	ck_assert_int_eq(l->last, spans[_i].last);
	ck_assert_int_eq(l->leaf, spans[_i].leaf);
	if (l->leaf >= 0)
		ck_assert_ptr_eq(axis_leaf(a, l->leaf), l);
	form_free(f);
}
END_TEST

START_TEST(leaves_by_path)
{
	struct form *f = mini_form_ok(words);
	const struct axis *a = &f->block[form_find_block(f, "t")].rows;
	int start;

	for (start = 0; start < a->leaves; start++) {
		struct buf path = BUF_INIT;

		axis_path(a, start, &path);
		ck_assert_int_eq(axis_find(a, path.text, start), start);
		ck_assert_int_eq(axis_find(a, path.text, a->leaves - 1),
				 start);
		ck_assert_int_eq(axis_find(a, path.text, 0), start);
		buf_release(&path);
	}
	ck_assert_int_eq(axis_find(a, "done", 0), -1);
	ck_assert_int_eq(axis_find(a, "granted", 0), -1);
	ck_assert_int_eq(axis_find(a, "", 0), -1);
	form_free(f);
}
END_TEST

START_TEST(blocks)
{
	struct form *f = mini_form_ok(words);

	ck_assert_int_eq(form_find_block(f, "about"), 0);
	ck_assert_int_eq(form_find_block(f, "t"), 2);
	ck_assert_int_eq(form_find_block(f, "fee"), 4);
	ck_assert_int_eq(form_find_block(f, "year"), -1);
	ck_assert_int_eq(f->places, 4);
	ck_assert_int_eq(f->block[1].cells, 0);
	form_free(f);
}
END_TEST

static const struct {
	const char *locale;
	int lang;
} locales[] = {
	{ "zh_CN.UTF-8", 0 }, { "zh", 0 }, { "en_GB.UTF-8", 1 }, { "en", 1 },
	{ "de_DE.UTF-8", 0 }, { "C", 0 }, { "", 0 }, { NULL, 0 },
};

START_TEST(language)
{
	struct form *f = mini_form_ok(words);

	ck_assert_int_eq(form_lang(f, locales[_i].locale), locales[_i].lang);
	form_free(f);
}
END_TEST

START_TEST(label_texts)
{
	struct label both = { .text = { "其他", "Other" },
			      .brief = { "他", NULL } };
	struct label one = { .text = { NULL, "Only" } };
	struct label none = { .text = { NULL } };

	ck_assert_str_eq(label_text(&both, 0), "其他");
	ck_assert_str_eq(label_text(&both, 1), "Other");
	ck_assert_str_eq(label_brief(&both, 0), "他");
	ck_assert_str_eq(label_brief(&both, 1), "Other");
	ck_assert_str_eq(label_text(&one, 0), "Only");
	ck_assert_str_eq(label_brief(&one, 0), "Only");
	ck_assert_str_eq(label_text(&none, 1), "");
}
END_TEST

START_TEST(kinds_are_shared)
{
	struct form *f = form_new();
	struct kind k = { .type = value_type_find("count") };
	struct kind unit = { .type = k.type, .unit.text = { "件" } };
	struct kind same = { .type = k.type, .unit.text = { (char[]){ "件" } } };
	int a = form_add_kind(f, &k), b = form_add_kind(f, &unit);

	ck_assert_int_ne(a, b);
	ck_assert_int_eq(form_add_kind(f, &same), b);
	k.negative = true;
	ck_assert_int_ne(form_add_kind(f, &k), a);
	k.negative = false;
	ck_assert_int_eq(form_add_kind(f, &k), a);
	ck_assert_int_eq(f->kinds, 3);
	form_free(f);
}
END_TEST

/* ---- regions ---- */

/* In table t: rows new done{granted -{lapsed misc} total} left, columns
 * -{firm other} total; its first cell is 2, three a row. */
static const struct {
	int row, column;	/* lines */
	const char *cells;
} regions[] = {
	{ -1, -1, "2 3 5 6 8 9 11 12 17 18 " },
	{ 0, -1, "2 3 " },
	{ 0, 3, "4 " },
	{ 1, 1, "5 8 11 " },
	{ 1, -1, "5 6 8 9 11 12 " },
	{ 3, 0, "8 9 11 12 " },
	{ 6, 1, "14 " },
	{ 6, 3, "16 " },
	{ 6, -1, "14 15 " },
	{ -1, 3, "4 7 10 13 19 " },
};

START_TEST(region)
{
	struct form *f = mini_form_ok(words);
	struct region r = { 2, regions[_i].row, regions[_i].column };
	struct buf found = BUF_INIT;
	struct region_walk w;
	int at;

	for (at = region_first(f, &r, &w); at >= 0; at = region_next(f, &w))
		buf_addf(&found, "%d ", at);
	ck_assert_str_eq(found.text, regions[_i].cells);
	buf_release(&found);
	form_free(f);
}
END_TEST

/* ---- totals ---- */

START_TEST(every_total_has_its_check)
{
	struct form *f = mini_form_ok(words);
	int c, papers = 0, texts = 0, long_texts = 0;

	for (c = 0; c < f->cells; c++) {
		texts += !form_kind_of(f, c)->type->figure;
		long_texts += form_block_of(f, c)->type == BLOCK_TEXT;
		ck_assert_int_eq(f->paper[c] >= 0, form_computed(f, c));
		if (f->paper[c] < 0)
			continue;
		papers++;
		ck_assert_int_eq(f->check[f->paper[c]].type, CHECK_PAPER);
	}
	/* and every text the one of its references, a long one that of drafts
	 */
	ck_assert_int_eq(papers + texts + long_texts, f->checks);
	/* along the row where it is a total both ways */
	ck_assert_str_eq(f->check[f->paper[16]].rule->id, "H3");
	ck_assert_str_eq(f->check[f->paper[14]].rule->id, "H4");
	form_free(f);
}
END_TEST

/* ---- what is refused ---- */

static const struct {
	const char *words, *complaint;
} refused[] = {
	{ "table t\nrow a\nrow a\ncol x\n",
	  "mini:3: error: 'a' appears twice under the same heading; the first "
	  "is in line 2\n" },
	/* a heading without an id opens no space of names */
	{ "table t\nrow a\nrow -\nrow >a\nrow >b\ncol x\n",
	  "mini:4: error: 'a' appears twice under the same heading; the first "
	  "is in line 2\n" },
	{ "table t\nrow a\ncol x\ntable t\nrow a\ncol x\n",
	  "mini:4: error: the id 't' appears twice; the first is in line 1\n" },
	{ "fields f\nrow t\ntable t\nrow a\ncol x\n",
	  "mini:3: error: the id 't' appears twice; the first is in line 2\n" },
	{ "table t\nrow a\nrow b; is=total\nrow >c\ncol x\n",
	  "mini:3: error: a line with others under it cannot be computed; move "
	  "'is' to one of them\n" },
	{ "table t\nrow a\nrow -\nrow >s; is=total\ncol x\n",
	  "mini:4: error: a total with nothing beside it to add\n" },
	{ "table t\nrow s; is=total\ncol x\n",
	  "mini:2: error: a total with nothing beside it to add\n" },
	{ "table t\nrow a\nrow b; is=b + a\ncol x\n",
	  "mini:3: error: the total 'b' adds itself up in a circle\n" },
	{ "table t\nrow a\nrow b; is=c + a\nrow c; is=a + b\ncol x\n",
	  "mini:3: error: the total 'b' adds itself up in a circle\n" },
	{ "table t\nrow a\ncol x\ncol s; is=total\ncol y; is=s + y\n",
	  "mini:5: error: the total 'y' adds itself up in a circle\n" },
	{ "table t\nrow a\nrow s; is=a + zz\ncol x\n",
	  "mini:3: error: nothing is called 'zz' here; see the ids of rows and "
	  "columns\n" },
	{ "table u\nrow other\ncol z\ntable t\nrow a\nrow s; is=other + a\n"
	  "col x\n",
	  "mini:6: error: a computed line adds up lines beside it; 'other + a' "
	  "names something else\n" },
	{ "table t\nrow a\ncol x; unit=件/items\ncol y; unit=人/persons\n"
	  "col s; is=total\n",
	  "mini:5: error: a total adds figures of different units; put them "
	  "under different headings\n" },
	{ "table t\nrow a\ncol x; cell=amount 2\ncol y; cell=amount 2\n"
	  "col s; is=total\n",
	  "mini:5: error: a total has fewer decimals than what it adds; say "
	  "'cell' for it as for the rest\n" },
	{ "table t\nrow a\nrow b\nrow s; is=a * b\ncol x\n",
	  "mini:4: error: in 'a * b': one side of '*' must be a number\n" },
	{ "table t\nrow a\nrow s; is=a = a\ncol x\n",
	  "mini:3: error: in 'a = a': a figure is expected, not something true "
	  "or false\n" },
	{ "table t\nrow a\nrow >a\nrow >>a\nrow >>>a\nrow >>>>a\n"
	  "row >>>>>a\nrow >>>>>>a\nrow >>>>>>>a\nrow >>>>>>>>a\ncol x\n",
	  "mini:10: error: more than 8 headings over each other\n" },
	/* not one beside the other: through the cells of the other axis */
	{ "table t\nrow a\nrow r; is=a.x\ncol x; is=r.y\ncol y\n",
	  "mini:1: error: the totals of the table 't' add each other up more "
	  "than 1000 deep; is it a circle?\n" },
};

START_TEST(refuse)
{
	struct error e = ERROR_INIT;

	ck_assert_ptr_null(mini_form(refused[_i].words, &e));
	error_sort(&e);
	assert_errors(&e, refused[_i].complaint);
}
END_TEST

/* What would take for ever to write out is refused soon. */
START_TEST(refuse_what_doubles)
{
	struct buf doubling = BUF_INIT;
	struct error e = ERROR_INIT;
	int i;

	buf_addf(&doubling, "table t\nrow r0\n%scol x\n",
		 _i ? "row r1; is=1\n" : "row r1; is=r0 + r0\n");
	for (i = 2; i < 60; i++)
		buf_addf(&doubling, "row r%d; is=r%d + r%d\n", i, i - 1, i - 1);
	ck_assert_ptr_null(mini_form(doubling.text, &e));
	assert_errors(&e, "mini: error: the totals and rules look through too "
			  "many lines; the form has too many of both\n");
	buf_release(&doubling);
}
END_TEST

/* N totals, each of the one before, or each of the first row. */
static struct form *
chain(int n, bool nested, struct error *e)
{
	struct buf w = BUF_INIT;
	struct form *f;
	int i;

	buf_add(&w, "table t\nrow r0\n");
	for (i = 1; i <= n; i++)
		buf_addf(&w, "row r%d; is=r%d\n", i, nested ? i - 1 : 0);
	buf_add(&w, "col x\n");
	f = mini_form(w.text, e);
	buf_release(&w);
	return f;
}

START_TEST(totals_of_totals_of_totals)
{
	struct error e = ERROR_INIT;
	struct form *f = chain(300, true, &e);

	assert_errors(&e, "");
	form_free(f);
	/* many are not deep */
	form_free(chain(1500, false, &e));
	assert_errors(&e, "");
	ck_assert_ptr_null(chain(1500, true, &e));
	ck_assert_uint_ge(e.count, 1);
	error_release(&e);
}
END_TEST

START_TEST(bounds)
{
	struct form *f = form_new();
	struct error e = ERROR_INIT;
	int i;

	for (i = 0; i < FORM_BLOCKS; i++)
		ck_assert_ptr_nonnull(form_add_block(f, BLOCK_HEADING, NULL,
						     NOWHERE, &e));
	ck_assert_ptr_null(form_add_block(f, BLOCK_HEADING, NULL, NOWHERE,
					  &e));
	for (i = 0; i < FORM_LINES; i++)
		form_add_line(f, &f->block[0].rows, -1, NULL, NOWHERE, &e);
	ck_assert_ptr_null(form_add_line(f, &f->block[0].rows, -1, NULL,
					 NOWHERE, &e));
	for (i = 0; i < FORM_RULES; i++)
		form_add_rule(f, "r", NOWHERE, &e);
	ck_assert_ptr_null(form_add_rule(f, "r", NOWHERE, &e));
	assert_errors(&e, "gouji: error: more than 500 blocks\n"
			  "gouji: error: more than 20000 lines\n"
			  "gouji: error: more than 2000 rules\n");
	form_free(f);
}
END_TEST

START_TEST(too_many_cells)
{
	struct form *f = form_new();
	struct kind k = { .type = value_type_find("count") };
	struct error e = ERROR_INIT;
	struct block *b = form_add_block(f, BLOCK_TABLE, "t",
					 (struct place){ "big", 1, 0 }, &e);
	int i;

	b->kind = form_add_kind(f, &k);
	for (i = 0; i < FORM_LINES; i++) {
		form_add_line(f, &b->rows, -1, NULL, NOWHERE, &e);
		form_add_line(f, &b->cols, -1, NULL, NOWHERE, &e);
	}
	ck_assert(!form_finish(f, &e));
	assert_errors(&e, "big:1: error: more than 2000000 cells\n");
	form_free(f);
}
END_TEST

/* Rules that are soon written and look at every cell again and again. */
static const char *const looking[] = {
	"rule R; each=row t; that=not unchanged(t)\n",
	"rule R; each=row t; that=row < last.t; level=ask\n",
	"rule R; each=row t; that=row < 1; if=last.t < 2\n",
};

START_TEST(too_much_to_look_at)
{
	struct buf lines = BUF_INIT;
	struct error e = ERROR_INIT;
	int i;

	buf_add(&lines, "table t\n");
	for (i = 0; i < 400; i++)
		buf_addf(&lines, "row r%d\ncol c%d\n", i, i);
	buf_add(&lines, looking[_i]);
	ck_assert_ptr_null(mini_form(lines.text, &e));
	assert_errors(&e, "mini: error: the totals and rules add up more than "
			  "8000000 cells\n");
	buf_release(&lines);
}
END_TEST

START_TEST(form_without_anything)
{
	struct form *f = mini_form_ok("");
	struct error e = ERROR_INIT;

	ck_assert_int_eq(f->cells, 0);
	ck_assert_int_eq(form_find_cell(f, "x", &e), -1);
	error_release(&e);
	form_free(f);
	form_free(NULL);
}
END_TEST

/* Where both ways come to the same there is nothing to check. */
START_TEST(no_cross_check_where_both_ways_agree)
{
	struct form *f = mini_form_ok(
		"table t\n"
		"row a\nrow b\nrow s; is=a - b\n"
		"col x\ncol y\ncol s; is=x + 2 * y\n");
	int i;

	for (i = 0; i < f->checks; i++)
		ck_assert_int_ne(f->check[i].type, CHECK_CROSS);
	form_free(f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("form");
	TCase *c = tcase_create("form");

	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, cell, 0, (int)ARRAY_LEN(cells));
	tcase_add_test(c, addresses_lead_back);
	tcase_add_loop_test(c, address_not_found, 0, (int)ARRAY_LEN(lost));
	tcase_add_loop_test(c, span, 0, (int)ARRAY_LEN(spans));
	tcase_add_test(c, leaves_by_path);
	tcase_add_test(c, blocks);
	tcase_add_loop_test(c, language, 0, (int)ARRAY_LEN(locales));
	tcase_add_test(c, label_texts);
	tcase_add_test(c, kinds_are_shared);
	tcase_add_loop_test(c, region, 0, (int)ARRAY_LEN(regions));
	tcase_add_test(c, every_total_has_its_check);
	tcase_add_loop_test(c, refuse, 0, (int)ARRAY_LEN(refused));
	tcase_add_loop_test(c, refuse_what_doubles, 0, 2);
	tcase_add_test(c, totals_of_totals_of_totals);
	tcase_add_test(c, bounds);
	tcase_add_test(c, too_many_cells);
	tcase_add_loop_test(c, too_much_to_look_at, 0,
			    (int)ARRAY_LEN(looking));
	tcase_add_test(c, form_without_anything);
	tcase_add_test(c, no_cross_check_where_both_ways_agree);
	suite_add_tcase(s, c);
	return support_run(s);
}
