/* test_document.c - a report as text, and on one screen */
#include "document/document.h"

#include <string.h>

#include "base/text.h"
#include "report-support.h"

/* A little of everything that an official form has. */
static const char words[] =
	"fields about\n"
	"row unit; cell=text; lines=1\n"
	"row year; cell=year\n"
	"text preface; label=前言/Preface\n"
	"text overview; label=一、总体情况/1. Overview\n"
	"heading; label=二、主动公开/2. Published\n"
	"table rules; label=第（一）项/Item (1)\n"
	"row reg; label=规章/Regulations\n"
	"row norm; label=规范性文件/Normative documents\n"
	"col made; label=制发/Issued\n"
	"col valid; label=有效/In force\n"
	"table fees; label=第（八）项/Item (8)\n"
	"row fee; label=收费/Fees\n"
	"col sum; label=金额（万元）/Sum; cell=amount 4; unit=万元/CNY 10,000\n"
	"table requests; label=三、申请/3. Requests\n"
	"row new; label=新收/New\n"
	"row done; label=办理/Handled\n"
	"row >granted; label=（一）公开/(1) Granted\n"
	"row >refused; label=（二）不予公开/(2) Refused\n"
	"row >>secret; label=1.秘密/1. Secret\n"
	"row >>other; label=2.其他/2. Other\n"
	"row >total; label=（三）总计/(3) Total; is=total\n"
	"row left; label=结转/Left over\n"
	"col -; label=申请人/Applicants\n"
	"col >person; label=自然人/Persons\n"
	"col >-\n"
	"col >>firm; label=企业/Firms\n"
	"col >>body; label=组织/Organisations; short=组织/Bodies\n"
	"col >total; label=总计/Total; is=total\n"
	"table review; label=四、复议/4. Reviews\n"
	"row count; label=件数/Cases\n"
	"col -; label=复议/Review\n"
	"col >kept; label=维持/Upheld\n"
	"col >all; label=总计/Total; is=total\n"
	"text remark; label=注/Note; lines=1\n"
	"text others; label=五、其他/5. Other\n"
	"rule H5; each=column requests; that=new = done.total + left\n";

static struct form *
form(void)
{
	struct form *f = mini_form_ok(words);
	int i;

	f->heading.text[0] = "{unit}{year}年报告{x}";
	f->heading.text[1] = "Report of {unit}, {year}";
	for (i = 0; i < f->blocks; i++) {
		struct block *b = &f->block[i];

		if (b->id && !strcmp(b->id, "preface"))
			b->untitled = true;
		b->has_corner = b->type == BLOCK_TABLE &&
				strcmp(b->id, "review");
		b->corner.text[0] = "内容";
		b->corner.text[1] = "Item";
	}
	return f;
}

static struct report *
report(const struct form *f)
{
	static const char *const keyed[][2] = {
		{ "unit", "河口镇" }, { "year", "2023" },
		{ "overview", "第一段。\n\n　　第二段。 \n" },
		{ "remark", "含结转。" }, { "rules.norm.valid", "120" },
		{ "rules.norm.made", "7" }, { "fee.sum", "12.50" },
		{ "new.person", "30" }, { "new.firm", "5" },
		{ "granted.person", "20" }, { "secret.person", "8" },
		{ "requests.done.refused.other.firm", "5" },
		{ "left.person", "1" }, { "count.kept", "2" },
	};
	struct report *r = report_new(f);
	size_t i;

	for (i = 0; i < ARRAY_LEN(keyed); i++)
		key(r, keyed[i][0], keyed[i][1]);
	return r;
}

/* Line by line: libcheck has no room for more in a message. */
static void
assert_lines(const char *text, const char *wanted)
{
	int line;

	for (line = 1; *text || *wanted; line++) {
		int n = (int)strcspn(text, "\n");
		int m = (int)strcspn(wanted, "\n");

		ck_assert_msg(n == m && !memcmp(text, wanted, (size_t)n),
			      "line %d:\n%.*s\nnot:\n%.*s", line, n, text, m,
			      wanted);
		text += n + (text[n] == '\n');
		wanted += m + (wanted[m] == '\n');
	}
}

static void
assert_text(const struct report *r, struct document_options o,
	    const char *wanted)
{
	struct buf out = BUF_INIT;

	ck_assert(document_text(r, &o, &out));
	assert_lines(out.text, wanted);
	buf_release(&out);
}

START_TEST(finds_writers)
{
	size_t i;

	for (i = 0; i < writer_count; i++) {
		ck_assert_ptr_eq(writer_find(writers[i].name), &writers[i]);
		ck_assert(*writers[i].extension && *writers[i].help);
	}
	ck_assert_ptr_null(writer_find("papyrus"));
}
END_TEST

/* ---- words ---- */

START_TEST(titles)
{
	struct form *f = form();
	struct report *r = report(f), *blank = report_new(f);
	struct document_options o = { .blank = true };
	struct buf out = BUF_INIT;

	document_title(r, &o, &out);
	ck_assert_str_eq(out.text, "河口镇2023年报告{x}");
	buf_clear(&out);
	o.lang = 1;
	document_title(blank, &o, &out);
	ck_assert_str_eq(out.text, "Report of ____, ____");
	buf_clear(&out);
	f->heading = (struct label){ .text = { NULL } };
	f->title.text[0] = "表";
	document_title(r, &o, &out);
	ck_assert_str_eq(out.text, "表");
	buf_release(&out);
	report_free(blank);
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(paragraphs)
{
	const char *text = " \n　　一 二　\r\n\n\t three \n", *start;
	size_t len;

	ck_assert(document_paragraph(&text, &start, &len));
	ck_assert_int_eq((int)len, (int)strlen("一 二"));
	ck_assert(!strncmp(start, "一 二", len));
	ck_assert(document_paragraph(&text, &start, &len));
	ck_assert(!strncmp(start, "three", len));
	ck_assert(!document_paragraph(&text, &start, &len));
	ck_assert(!document_paragraph(&text, &start, &len));
}
END_TEST

/* ---- reading order ---- */

static const struct {
	enum part_type type;
	const char *label;
	int tables;
} parts[] = {
	{ PART_TITLE, NULL, 0 }, { PART_HEADING, "1. Overview", 0 },
	{ PART_TEXT, "1. Overview", 0 }, { PART_HEADING, "2. Published", 0 },
	{ PART_TABLES, "Item (1)", 2 }, { PART_HEADING, "3. Requests", 0 },
	{ PART_TABLES, "3. Requests", 1 }, { PART_HEADING, "4. Reviews", 0 },
	{ PART_TABLES, "4. Reviews", 1 }, { PART_LINE, "Note", 0 },
	{ PART_HEADING, "5. Other", 0 },
};

START_TEST(reads_in_order)
{
	struct form *f = form();
	struct report *r = report(f);
	struct document_options o = { .lang = 1 };
	struct part p = PART_START;
	size_t i = 0;

	for (; part_next(r, &o, &p); i++) {
		ck_assert_uint_lt(i, ARRAY_LEN(parts));
		ck_assert_int_eq(p.type, parts[i].type);
		ck_assert_int_eq(p.tables, parts[i].tables);
		ck_assert_int_eq(p.type == PART_TABLES && p.heads,
				 p.tables == 2);
		if (parts[i].label)
			ck_assert_str_eq(label_text(&p.block->label, 1),
					 parts[i].label);
	}
	ck_assert_uint_eq(i, ARRAY_LEN(parts));
	report_free(r);
	form_free(f);
}
END_TEST

/* ---- grids ---- */

/* The grid as letters, a letter a cell, '.' a figure. */
static void
assert_grid(const struct block *b, bool head, const char *wanted)
{
	struct buf out = BUF_INIT;
	struct grid g;
	int i, row, column;

	grid_build(&g, b, head, 1);
	for (row = 0; row < g.rows; row++) {
		buf_fill(&out, '.', g.columns);
		buf_addc(&out, '\n');
	}
	for (i = 0; i < g.cells; i++) {
		const struct grid_cell *c = &g.cell[i];

		for (row = c->row; row < c->row + c->rows; row++)
			for (column = c->column;
			     column < c->column + c->columns; column++) {
				char *at = &out.text[row * (g.columns + 1) +
						     column];

				ck_assert_int_eq(*at, '.');
				*at = (char)('a' + i);
			}
	}
	ck_assert_str_eq(out.text, wanted);
	for (row = g.heads; row < g.rows; row++)
		for (column = g.labels; column < g.columns; column++)
			ck_assert_int_eq(out.text[row * (g.columns + 1) +
						  column], '.');
	buf_release(&out);
	grid_release(&g);
}

/* Cells are lettered in the order in which they are read; the heading
 * without a text over "Firms" and "Organisations" takes no room. */
START_TEST(grids)
{
	struct form *f = form();
	int rules = form_find_block(f, "rules");
	int requests = form_find_block(f, "requests");
	int review = form_find_block(f, "review");

	assert_grid(&f->block[rules], true, "aaa\nbcd\ne..\nf..\n");
	assert_grid(&f->block[rules], false, "abc\nd..\ne..\n");
	f->block[rules].untitled = true;
	assert_grid(&f->block[rules], true, "abc\nd..\ne..\n");
	assert_grid(&f->block[requests], false,
		    "aaabbbb\n"
		    "aaacdef\n"
		    "ggg....\n"
		    "hii....\n"
		    "hjk....\n"
		    "hjl....\n"
		    "hmm....\n"
		    "nnn....\n");
	assert_grid(&f->block[review], false, "aa\nbc\n..\n");
	form_free(f);
}
END_TEST

START_TEST(grid_without_texts)
{
	struct form *f = mini_form_ok("table t\nrow a\nrow b\ncol x\n");

	assert_grid(&f->block[0], true, ".\n.\n");
	f->block[0].has_corner = true;
	assert_grid(&f->block[0], true, ".\n.\n");
	form_free(f);
}
END_TEST

/* ---- text ---- */

START_TEST(prints)
{
	struct form *f = form();
	struct report *r = report(f);

	assert_text(r, (struct document_options){ .width = 44 },
"            河口镇2023年报告{x}\n"
"\n"
"一、总体情况\n"
"　　第一段。\n"
"　　第二段。\n"
"\n"
"二、主动公开\n"
"┌──────────────────────────────────────────┐\n"
"│                第（一）项                │\n"
"├──────────────┬─────────────┬─────────────┤\n"
"│     内容     │    制发     │    有效     │\n"
"├──────────────┼─────────────┼─────────────┤\n"
"│ 规章         │             │             │\n"
"├──────────────┼─────────────┼─────────────┤\n"
"│ 规范性文件   │      7      │     120     │\n"
"├──────────────┴─────────────┴─────────────┤\n"
"│                第（八）项                │\n"
"├──────────────┬───────────────────────────┤\n"
"│     内容     │       金额（万元）        │\n"
"├──────────────┼───────────────────────────┤\n"
"│ 收费         │           12.50           │\n"
"└──────────────┴───────────────────────────┘\n"
"\n"
"三、申请\n"
"┌──────────────────┬───────────────────────┐\n"
"│                  │        申请人         │\n"
"│       内容       ├─────┬─────┬─────┬─────┤\n"
"│                  │自然 │企业 │组织 │总计 │\n"
"│                  │ 人  │     │     │     │\n"
"├──────────────────┼─────┼─────┼─────┼─────┤\n"
"│ 新收             │  30 │  5  │     │  35 │\n"
"├────┬─────────────┼─────┼─────┼─────┼─────┤\n"
"│    │ （一）公开  │  20 │     │     │  20 │\n"
"│    ├──────┬──────┼─────┼─────┼─────┼─────┤\n"
"│    │（二）│1.秘密│   8 │     │     │   8 │\n"
"│办理│不予公├──────┼─────┼─────┼─────┼─────┤\n"
"│    │开    │2.其他│     │  5  │     │   5 │\n"
"│    ├──────┴──────┼─────┼─────┼─────┼─────┤\n"
"│    │ （三）总计  │  28 │  5  │     │  33 │\n"
"├────┴─────────────┼─────┼─────┼─────┼─────┤\n"
"│ 结转             │   1 │     │     │   1 │\n"
"└──────────────────┴─────┴─────┴─────┴─────┘\n"
"\n"
"四、复议\n"
"┌──────────────────────────────────────────┐\n"
"│                   复议                   │\n"
"├─────────────────────┬────────────────────┤\n"
"│        维持         │        总计        │\n"
"├─────────────────────┼────────────────────┤\n"
"│          2          │          2         │\n"
"└─────────────────────┴────────────────────┘\n"
"注：含结转。\n"
"\n"
"五、其他\n");
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(prints_a_blank_form)
{
	struct form *f = mini_form_ok("text a; label=甲/A; lines=2\n"
				      "table t; label=表/Table\n"
				      "row r; label=行/Row\n"
				      "col c; label=列/Column\n"
				      "text n; label=注/Note; lines=1\n");
	struct report *r = report_new(f);

	f->title.text[0] = "Form";
	f->block[1].has_corner = true;
	key(r, "a", "text");
	key(r, "t.r.c", "8");
	assert_text(r, (struct document_options){ .lang = 1, .width = 20,
						  .blank = true },
		    "        Form\n"
		    "\n"
		    "A\n"
		    "\n"
		    "____________________\n"
		    "\n"
		    "____________________\n"
		    "\n"
		    "Table\n"
		    "┌─────────┬────────┐\n"
		    "│         │ Column │\n"
		    "├─────────┼────────┤\n"
		    "│Row      │        │\n"
		    "└─────────┴────────┘\n"
		    "Note: ______________\n");
	report_free(r);
	form_free(f);
}
END_TEST

/* A text reads as if the figures stood in it; the blank form has none. */
START_TEST(prints_references)
{
	static const char wanted[] =
		"            Report of 2023 Town, 2023\n"
		"\n"
		"1. Overview\n"
		"In 2023 35 came in, 5 of firms; fees were 12.50,\n"
		"rules ____, and nothing was {of.this}.\n";
	struct document_options o = { .lang = 1, .width = 50 };
	struct form *f = form();
	struct report *r = report(f);
	struct buf out = BUF_INIT;

	key(r, "unit", "{year} Town");
	key(r, "overview", "In {year} {requests.new.total} came in, "
			   "{new.firm} of firms; fees were {fees.fee.sum}, "
			   "rules {rules.reg.made}, and nothing was "
			   "{of.this}.");
	key(r, "remark", "{requests.done.total.total} done");
	ck_assert(document_text(r, &o, &out));
	ck_assert_uint_gt(out.len, sizeof wanted);
	ck_assert(strstr(out.text, "\nNote: 33 done\n"));
	out.text[out.len = sizeof wanted - 1] = '\0';
	assert_lines(out.text, wanted);
	buf_clear(&out);
	o.blank = true;
	ck_assert(document_text(r, &o, &out));
	ck_assert_ptr_null(strstr(out.text, "came in"));
	buf_release(&out);
	report_free(r);
	form_free(f);
}
END_TEST

/* A figure half typed is none; a text cannot send commands to a terminal. */
START_TEST(prints_safely)
{
	struct form *f = mini_form_ok("text a; label=甲/A\n"
				      "table t\nrow r\nrow s\n"
				      "col c; cell=signed\n");
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;

	key(r, "a", "x\033[2J\ty\n\nz");
	ck_assert(report_key(r, at(f, "t.r.c"), "-", true, EDIT_NEW, &e));
	key(r, "t.s.c", "-3");
	assert_text(r, (struct document_options){ .lang = 1, .width = 20 },
		    "\n"
		    "A\n"
		    "x\\x1b[2J y\n"
		    "\n"
		    "z\n"
		    "\n"
		    "┌──────────────────┐\n"
		    "│                  │\n"
		    "├──────────────────┤\n"
		    "│        -3        │\n"
		    "└──────────────────┘\n");
	report_free(r);
	form_free(f);
}
END_TEST

START_TEST(half_a_measure_is_not_printed)
{
	static const char *const typed[] = { "12.5k", "12.5kg" };
	struct form *f = mini_form_ok("table t\nrow r\n"
				      "col c; cell=measure\n");
	struct document_options o = { .lang = 0 };
	struct report *r = report_new(f);
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;

	ck_assert(report_key(r, 0, typed[_i], true, EDIT_NEW, &e));
	document_value(r, &o, 0, &out);
	ck_assert_str_eq(out.text, _i ? typed[_i] : "");
	buf_release(&out);
	report_free(r);
	form_free(f);
}
END_TEST

static int
line_width(const char *line)
{
	return text_width(line, strcspn(line, "\n"), AMBIGUOUS_NARROW);
}

/* The lines of a table are as wide as each other, and no line is wider than
 * the page if the table can help it. */
static void
assert_straight(const char *text, int width, int least)
{
	int table = 0;

	for (; *text; text += strcspn(text, "\n") + 1) {
		if (!strncmp(text, "┌", 3))
			table = line_width(text);
		if (table)
			ck_assert_int_eq(line_width(text), table);
		ck_assert_int_le(line_width(text),
				 width > least ? width : least);
		if (!strncmp(text, "└", 3))
			table = 0;
	}
}

START_TEST(prints_at_any_width)
{
	struct form *f = form();
	struct report *r = report(f);
	struct document_options o = { .lang = _i % 2, .width = _i,
				      .blank = _i % 3 == 0 };
	struct buf out = BUF_INIT;

	ck_assert(document_text(r, &o, &out));
	assert_straight(out.text, _i, 7 * 5 + 1);
	report_free(r);
	form_free(f);
	buf_release(&out);
}
END_TEST

static void
key_all(struct report *r)
{
	const struct form *f = report_form(r);
	struct put *put = xcalloc((size_t)f->cells, sizeof *put);
	struct error e = ERROR_INIT;
	int i;

	for (i = 0; i < f->cells; i++) {
		put[i].cell = i;
		put[i].value.state = VALUE_FIGURE;
		put[i].value.units = i % 1000;
	}
	ck_assert(report_edit(r, put, f->cells, EDIT_SOURCE, &e));
	free(put);
}

/* Lines of an axis as they come, headings over headings, some without a
 * text. */
static void
random_axis(uint64_t *seed, const char *what, struct buf *out)
{
	static const char *const labels[] = {
		"", "; label=总计/Total", "; label=x/y; is=total",
		"; label=（二）部分公开（不计其他情形）/(2) Partly disclosed",
		"; label=a/unbreakableunbreakableunbreakable; short=b/c",
		"; label=危及“三安全一稳定”/Endangers security, stability",
	};
	int n = 1 + (int)support_random(seed, 12), depth = 0, i, next;

	for (i = 0; i < n; i++) {
		size_t label = support_random(seed, ARRAY_LEN(labels));

		next = (int)support_random(seed, (unsigned)depth + 2);
		if (i + 1 == n || next > 4)
			next = 0;
		/* a total stands beside others and has nothing under it */
		if (label == 2 && (!i || depth || next))
			label = 0;
		buf_addf(out, "%s ", what);
		buf_fill(out, '>', depth);
		buf_addf(out, "%s%d%s\n", what, i, labels[label]);
		depth = next;
	}
}

START_TEST(prints_any_form)
{
	uint64_t seed = (uint64_t)_i;
	struct document_options o = { .lang = _i % 2, .width = 20 + _i };
	struct buf form = BUF_INIT, out = BUF_INIT;
	struct report *r;
	struct form *f;
	int i;

	if (_i % 3)
		buf_add(&form, "heading; label=节/Section\n");
	for (i = 0; i <= _i % 4; i++) {
		buf_addf(&form, "table t%d; label=表/Table\n", i);
		random_axis(&seed, "row", &form);
		random_axis(&seed, "col", &form);
	}
	f = mini_form_ok(form.text);
	for (i = 0; i < f->blocks; i++)
		f->block[i].has_corner = support_random(&seed, 2);
	r = report_new(f);
	if (_i % 5)
		key_all(r);
	ck_assert(document_text(r, &o, &out));
	assert_straight(out.text, o.width, 17 * 6);
	buf_clear(&out);
	document_summary(r, &o, &out);
	report_free(r);
	form_free(f);
	buf_release(&out);
	buf_release(&form);
}
END_TEST

/* Fails by its time if the work grew with the square of the table. */
START_TEST(prints_a_large_table)
{
	struct document_options o = { .width = 100 };
	struct buf form = BUF_INIT, out = BUF_INIT;
	struct report *r;
	struct form *f;
	int i;

	buf_add(&form, "table t; label=大/Large\n");
	for (i = 0; i < 2000; i++)
		buf_addf(&form, "row r%d; label=第%d行/Row %d\n", i, i, i);
	for (i = 0; i < 50; i++)
		buf_addf(&form, "col c%d; label=列/Column\n", i);
	f = mini_form_ok(form.text);
	r = report_new(f);
	key_all(r);
	ck_assert(document_text(r, &o, &out));
	assert_straight(out.text, 100, 51 * 5 + 30);
	buf_clear(&out);
	document_summary(r, &o, &out);
	ck_assert_uint_lt(out.len, 10000);
	report_free(r);
	form_free(f);
	buf_release(&out);
	buf_release(&form);
}
END_TEST

/* ---- summary ---- */

START_TEST(sums_up)
{
	struct form *f = form();
	struct report *r = report(f);
	struct document_options o = { .lang = 1, .width = 60 };
	struct buf out = BUF_INIT;

	document_summary(r, &o, &out);
	assert_lines(out.text,
"Report of 河口镇, 2023\n"
"in progress  12 of 23 entries keyed  0 rules broken\n"
"\n"
"Item (1)  Regulations Issued -  In force -\n"
"    Normative documents Issued 7  In force 120\n"
"Item (8)  Fees 12.50 CNY 10,000\n"
"3. Requests  New 35  (3) Total 33  Left over 1\n"
"    (1) Granted 20 █████████████████████████████████████████\n"
"    (2) Refused 13 ██████████████████████████▋\n"
"4. Reviews  Review 2\n");
	report_free(r);
	form_free(f);
	buf_release(&out);
}
END_TEST

/* Balances are not added to what moved between them, nor money to per cent; a
 * remark takes no table away. */
START_TEST(sums_up_what_the_form_adds)
{
	struct buf form = BUF_INIT, out = BUF_INIT;
	struct document_options o = { .lang = 1, .width = 78 };
	struct report *r;
	struct form *f;
	int i;

	buf_add(&form, "table stock; label=库存/Stock\n");
	for (i = 0; i < 6; i++)
		buf_addf(&form, "row r%d; label=行/Row %d\n", i, i);
	buf_add(&form, "col open; label=年初/Opening\n"
		       "col close; label=年末/Closing\n"
		       "col note; label=注/Remark; cell=text\n");
	f = mini_form_ok(form.text);
	r = report_new(f);
	key(r, "stock.r0.open", "40");
	key(r, "stock.r0.close", "2");
	document_summary(r, &o, &out);
	ck_assert_msg(strstr(out.text, "Stock  Row 0 Opening 40  "
				       "Closing 2  Row 1 Opening -") != NULL,
		      "%s", out.text);
	ck_assert_ptr_null(strstr(out.text, "42"));
	ck_assert_ptr_null(strstr(out.text, "Remark"));
	report_free(r);
	form_free(f);
	buf_release(&out);
	buf_release(&form);
}
END_TEST

static int
count_lines(const char *text)
{
	int n = 0;

	while ((text = strchr(text, '\n'))) {
		text++;
		n++;
	}
	return n;
}

/* However much there is to say, it is one screen. */
START_TEST(sums_up_on_one_screen)
{
	struct document_options o = { .lang = _i % 2, .width = _i };
	struct buf form = BUF_INIT, out = BUF_INIT;
	struct report *r;
	struct form *f;
	int i, j;

	for (i = 0; i < 30; i++) {
		buf_addf(&form, "table t%d; label=一个表/A table\n", i);
		for (j = 0; j < 3 + i; j++)
			buf_addf(&form, "row r%d; label=某行/Some row\n", j);
		buf_addf(&form, "col a; label=列/Column\ncol b; label=列/Col\n"
			 "rule R%d; each=row t%d; that=a = b + 1\n", i, i);
	}
	f = mini_form_ok(form.text);
	r = report_new(f);
	key_all(r);
	document_summary(r, &o, &out);
	ck_assert_int_le(count_lines(out.text), SUMMARY_LINES);
	ck_assert(strstr(out.text, "and ") && strstr(out.text, " more\n"));
	report_free(r);
	form_free(f);
	buf_release(&out);
	buf_release(&form);
}
END_TEST

START_TEST(sums_up_in_colour)
{
	struct form *f = form();
	struct report *r = report(f);
	struct document_options o = { .lang = 1, .color = true };
	struct buf out = BUF_INIT;

	key(r, "requests.left.firm", "9");
	document_summary(r, &o, &out);
	ck_assert(strstr(out.text, "\033[1mReport of 河口镇, 2023\033[m\n"));
	buf_clear(&out);
	o.color = false;
	document_summary(r, &o, &out);
	ck_assert(!strchr(out.text, '\033'));
	report_free(r);
	form_free(f);
	buf_release(&out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("document");
	TCase *c = tcase_create("document");

	tcase_set_timeout(c, 30);
	tcase_add_test(c, finds_writers);
	tcase_add_test(c, titles);
	tcase_add_test(c, paragraphs);
	tcase_add_test(c, reads_in_order);
	tcase_add_test(c, grids);
	tcase_add_test(c, grid_without_texts);
	tcase_add_test(c, prints);
	tcase_add_test(c, prints_a_blank_form);
	tcase_add_test(c, prints_references);
	tcase_add_test(c, prints_safely);
	tcase_add_loop_test(c, half_a_measure_is_not_printed, 0, 2);
	tcase_add_loop_test(c, prints_at_any_width, 20, 140);
	tcase_add_loop_test(c, prints_any_form, 0, 200);
	tcase_add_test(c, prints_a_large_table);
	tcase_add_test(c, sums_up);
	tcase_add_test(c, sums_up_what_the_form_adds);
	tcase_add_loop_test(c, sums_up_on_one_screen, 20, 90);
	tcase_add_test(c, sums_up_in_colour);
	suite_add_tcase(s, c);
	return support_run(s);
}
