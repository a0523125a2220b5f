/* test_rows.c - what a verb lists: text in columns, CSV, or JSON */
#include "command/rows.h"

#include <string.h>

#include "base/text.h"
#include "report-support.h"

/* ---- one cell in each format ---- */

static const struct {
	enum cell_role role;
	struct cell cell;
	const char *json, *csv, *text;
} cells[] = {
	{ CELL_TEXT, { .text = "" }, "{\"k\":\"\"}", "", "" },
	{ CELL_TEXT, { .text = "a b" }, "{\"k\":\"a b\"}", "a b", "a b" },
	{ CELL_TEXT, { .text = "甲,乙" }, "{\"k\":\"甲,乙\"}", "\"甲,乙\"",
	  "甲,乙" },
	{ CELL_TEXT, { .text = "a\"b\\" }, "{\"k\":\"a\\\"b\\\\\"}",
	  "\"a\"\"b\\\"", "a\"b\\" },
	{ CELL_TEXT, { .text = "1\n2\t3" }, "{\"k\":\"1\\u000a2\\u00093\"}",
	  "\"1\n2\t3\"", "1\\x0a2\\x093" },
	{ CELL_TEXT, { .text = "\033[m\u202e" },
	  "{\"k\":\"\\u001b[m\\u202e\"}", "\\x1b[m\\u202e",
	  "\\x1b[m\\u202e" },
	{ CELL_TEXT, { .text = "\377" }, "{\"k\":\"\\ufffd\"}", "\\xff",
	  "\\xff" },
	/* a tag character, beyond 16 bits */
	{ CELL_TEXT, { .text = "\U000e0041" }, "{\"k\":\"\\udb40\\udc41\"}",
	  "\\ue0041", "\\ue0041" },
	/* what a spreadsheet would take for a formula */
	{ CELL_TEXT, { .text = "=1" }, "{\"k\":\"=1\"}", "'=1", "=1" },
	{ CELL_TEXT, { .text = "+a" }, "{\"k\":\"+a\"}", "'+a", "+a" },
	{ CELL_TEXT, { .text = "-a" }, "{\"k\":\"-a\"}", "'-a", "-a" },
	{ CELL_TEXT, { .text = "@a" }, "{\"k\":\"@a\"}", "'@a", "@a" },
	{ CELL_TEXT, { .text = "'a" }, "{\"k\":\"'a\"}", "''a", "'a" },
	{ CELL_TEXT, { .text = "-5.50" }, "{\"k\":\"-5.50\"}", "-5.50",
	  "-5.50" },
	/* left out; null */
	{ CELL_TEXT, { .text = NULL }, "{\"z\":0}", "", "" },
	{ CELL_OPTION, { .text = "" }, "{\"k\":null}", "", "" },
	{ CELL_OPTION, { .text = "x" }, "{\"k\":\"x\"}", "x", "x" },
	{ CELL_NUMBER, { .number = 0 }, "{\"k\":0}", "0", "0" },
	{ CELL_NUMBER, { .number = -7 }, "{\"k\":-7}", "-7", "-7" },
	{ CELL_LINE, { .number = 0 }, "{\"k\":null}", "", "" },
	{ CELL_LINE, { .number = 3 }, "{\"k\":3}", "3", "3" },
	{ CELL_FLAG, { .number = 1 }, "{\"k\":true}", "yes", "1" },
	{ CELL_FLAG, { .number = 0 }, "{\"k\":false}", "no", "0" },
	{ CELL_FIGURE, { .number = 1 }, "{\"k\":null}", "", "-" },
	{ CELL_FIGURE, { .figure = { true, 1250, 2 } }, "{\"k\":12.50}",
	  "12.50", "12.50" },
	{ CELL_FIGURE, { .figure = { true, -1250, 0 } }, "{\"k\":-12.5}",
	  "-12.5", "-12.5" },
	{ CELL_CHANGE, { .figure = { false, 100, 0 } }, "{\"k\":null}", "",
	  "-" },
	{ CELL_CHANGE, { .figure = { true, 100, 0 } }, "{\"k\":1}", "1",
	  "+1" },
	{ CELL_CHANGE, { .figure = { true, 0, 2 } }, "{\"k\":0.00}", "0.00",
	  "0.00" },
	{ CELL_CHANGE, { .figure = { true, -100, 0 } }, "{\"k\":-1}", "-1",
	  "-1" },
	/* another role than that of the column is for programs alone, and a
	 * row without a cell for text is none */
	{ CELL_FIGURE, { .text = "1", .role = CELL_TEXT }, "{\"k\":\"1\"}",
	  "1", "" },
};

/* The cell before another, so that an empty line is one too. */
static void
write_cell(enum format format, int i, struct buf *out)
{
	const struct column columns[] = {
		{ .key = "k", .role = cells[i].role, .in = ROWS_ALL,
		  .gap = "", .blank = "-" },
		{ .key = "z", .role = CELL_NUMBER, .in = ROWS_DATA },
	};
	const struct cell row[] = { cells[i].cell, { .number = 0 } };
	struct rows r = {
		.format = format, .column = columns,
		.columns = ARRAY_LEN(columns), .out = out, .places = 2,
		.width = 80,
	};

	rows_add(&r, row);
	rows_end(&r);
}

START_TEST(cell)
{
	struct buf out = BUF_INIT, wanted = BUF_INIT;
	size_t len = strlen(cells[_i].json) - 1;
	bool alone = !strcmp(cells[_i].json, "{\"z\":0}");

	write_cell(FORMAT_JSON, _i, &out);
	if (alone)
		buf_addf(&wanted, "%s\n", cells[_i].json);
	else
		buf_addf(&wanted, "%.*s,\"z\":0}\n", (int)len, cells[_i].json);
	ck_assert_str_eq(out.text, wanted.text);
	buf_clear(&out), buf_clear(&wanted);

	write_cell(FORMAT_CSV, _i, &out);
	buf_addf(&wanted, "%s,0\r\n", cells[_i].csv);
	ck_assert_str_eq(out.text, wanted.text);
	buf_clear(&out), buf_clear(&wanted);

	write_cell(FORMAT_TEXT, _i, &out);
	if (!cells[_i].cell.role)
		buf_addf(&wanted, "%s\n", cells[_i].text);
	ck_assert_str_eq(out.text, wanted.text);
	buf_release(&out), buf_release(&wanted);
}
END_TEST

/* ---- a table ---- */

enum { KIND, NAME, WHERE, OLD, CHANGE, KIND_CSV, COLUMNS };

static const struct column table[COLUMNS] = {
	[KIND] = { .key = "kind", .role = CELL_TEXT, .in = ROWS_JSON },
	[NAME] = { .key = "name", .role = CELL_TEXT, .in = ROWS_ALL,
		   .gap = "", .shrinks = true, .least = 8 },
	[WHERE] = { .role = CELL_TEXT, .in = ROWS_TEXT, .shrinks = true },
	[OLD] = { .key = "old", .role = CELL_FIGURE, .in = ROWS_ALL,
		  .label = "old", .blank = "(blank)" },
	[CHANGE] = { .key = "change", .role = CELL_CHANGE, .in = ROWS_ALL,
		     .label = "change", .gap = " -> " },
	[KIND_CSV] = { .key = "kind", .role = CELL_TEXT, .in = ROWS_CSV },
};

static const struct {
	const char *kind, *name, *tail, *where;
	struct figure old, change;
	const char *paint;
} things[] = {
	{ "cell", "新收", NULL, "t.a", { true, 3, 0 }, { true, 12, 0 }, NULL },
	{ "total", "New requests", " Total", "t.new.total", { .known = false },
	  { .known = false }, "2" },
};

static void
rest(const void *subject, int room, struct buf *out)
{
	buf_addf(out, "  %s %d", (const char *)subject, room);
}

static void
write_table(enum format format, int width, bool color, size_t count,
	    struct buf *out)
{
	struct rows r = {
		.format = format, .column = table, .columns = COLUMNS,
		.out = out, .width = width, .color = color,
		.head_paint = "1", .rest = rest,
	};
	size_t i;

	rows_head(&r);
	for (i = 0; i < count; i++) {
		struct cell row[COLUMNS] = {
			[KIND] = { .text = things[i].kind },
			[NAME] = { .text = things[i].name,
				   .tail = things[i].tail },
			[WHERE] = { .text = things[i].where },
			[OLD] = { .figure = things[i].old },
			[CHANGE] = { .figure = things[i].change },
			[KIND_CSV] = { .text = things[i].kind },
		};

		r.paint = things[i].paint;
		rows_add(&r, row);
		if (!i)
			rows_lines(&r, "between\n");
	}
	rows_end(&r);
}

static const struct {
	enum format format;
	int width;
	bool color;
	size_t count;
	const char *wanted;
} tables[] = {
	/* empty lists */
	{ FORMAT_JSON, 80, false, 0, "" },
	{ FORMAT_CSV, 80, false, 0, "name,old,change,kind\r\n" },
	{ FORMAT_TEXT, 80, false, 0, "" },
	{ FORMAT_JSON, 80, true, 2,
	  "{\"kind\":\"cell\",\"name\":\"新收\",\"old\":3,\"change\":12}\n"
	  "{\"kind\":\"total\",\"name\":\"New requests\",\"old\":null,"
	  "\"change\":null}\n" },
	{ FORMAT_CSV, 80, true, 2,
	  "name,old,change,kind\r\n新收,3,12,cell\r\n"
	  "New requests,,,total\r\n" },
	/* a Chinese character is two columns wide; figures are right, and no
	 * blank is left at the end of a line */
	{ FORMAT_TEXT, 80, false, 2,
	  "                                     old -> change\n"
	  "新收                t.a                3 ->    +12\n"
	  "between\n"
	  "New requests Total  t.new.total  (blank) ->\n" },
	{ FORMAT_TEXT, 80, true, 2,
	  "\033[1m                                     old -> change\033[m\n"
	  "新收                t.a                3 ->    +12\n"
	  "between\n"
	  "\033[2mNew requests Total  t.new.total  (blank) ->\033[m\n" },
	/* a column narrower, the name is cut and its tail stays */
	{ FORMAT_TEXT, 49, false, 2,
	  "                                    old -> change\n"
	  "新收               t.a                3 ->    +12\n"
	  "between\n"
	  "New reque.. Total  t.new.total  (blank) ->\n" },
	/* no room for the tail; then the next column gives way */
	{ FORMAT_TEXT, 36, false, 2,
	  "                       old -> change\n"
	  "新收      t.a            3 ->    +12\n"
	  "between\n"
	  "New re..  t.new..  (blank) ->\n" },
};

START_TEST(in_columns)
{
	struct buf out = BUF_INIT;

	write_table(tables[_i].format, tables[_i].width, tables[_i].color,
		    tables[_i].count, &out);
	ck_assert_str_eq(out.text, tables[_i].wanted);
	buf_release(&out);
}
END_TEST

/* A loose row is not padded, and has what stands behind it in the room that
 * is left. */
START_TEST(loose)
{
	struct buf out = BUF_INIT;
	struct rows r = {
		.column = table, .columns = COLUMNS, .out = &out, .width = 50,
		.rest = rest, .subject = "rest",
	};
	struct cell row[COLUMNS] = {
		[NAME] = { .text = "备注" }, [WHERE] = { .text = "t.a" },
		[OLD] = { .text = "", .role = CELL_TEXT },
		[CHANGE] = { .text = "", .role = CELL_OPTION },
	};

	rows_add(&r, row);
	row[NAME].text = "A longer name";
	row[WHERE].text = "t.longer";
	rows_add(&r, row);
	rows_end(&r);
	ck_assert_str_eq(out.text, "备注  t.a  rest 41\n"
				   "A longer name  t.longer  rest 27\n");
	/* all is forgotten */
	buf_clear(&out);
	rows_end(&r);
	ck_assert_str_eq(out.text, "");
	buf_release(&out);
}
END_TEST

/* ---- a list, and a table without columns ---- */

static const char *const years[] = { "2021", "2022", "2024" };

static void
write_years(enum format format, int width, struct buf *out)
{
	struct column columns[5] = {
		{ .key = "label", .role = CELL_TEXT, .in = ROWS_ALL,
		  .gap = "" },
	};
	struct cell row[5] = { { .text = "收到" } };
	struct rows r = {
		.format = format, .column = columns, .columns = 5,
		.out = out, .width = width,
	};
	int i;

	for (i = 0; i < 3; i++) {
		columns[1 + i] = (struct column){
			.key = years[i], .label = years[i], .keys = "years",
			.list = "figures", .role = CELL_FIGURE,
			.in = ROWS_ALL, .blank = "–",
		};
		row[1 + i].figure = (struct figure){ i != 1, 10 * i, 0 };
	}
	columns[4] = (struct column){ .key = "change", .label = "change",
				      .role = CELL_CHANGE, .in = ROWS_ALL };
	rows_head(&r);
	rows_add(&r, row);
	rows_end(&r);
}

START_TEST(list)
{
	struct buf out = BUF_INIT;

	write_years(FORMAT_JSON, 80, &out);
	ck_assert_str_eq(out.text, "{\"label\":\"收到\",\"years\":[2021,2022,"
				   "2024],\"figures\":[0,null,20],"
				   "\"change\":null}\n");
	buf_clear(&out);
	write_years(FORMAT_CSV, 80, &out);
	ck_assert_str_eq(out.text, "label,2021,2022,2024,change\r\n"
				   "收到,0,,20,\r\n");
	buf_clear(&out);
	write_years(FORMAT_TEXT, 80, &out);
	ck_assert_str_eq(out.text, "      2021  2022  2024  change\n"
				   "收到     0     –    20\n");
	/* what does not fit stands above; the last table is full */
	buf_clear(&out);
	write_years(FORMAT_TEXT, 29, &out);
	ck_assert_str_eq(out.text, "      2021\n"
				   "收到     0\n"
				   "\n"
				   "      2022  2024  change\n"
				   "收到     –    20\n");
	buf_clear(&out);
	write_years(FORMAT_TEXT, 1, &out);
	ck_assert_str_eq(out.text, "      2021\n"
				   "收到     0\n"
				   "\n"
				   "      2022\n"
				   "收到     –\n"
				   "\n"
				   "      2024  change\n"
				   "收到    20\n");
	buf_release(&out);
}
END_TEST

START_TEST(lines_alone)
{
	static const struct column data[] = {
		{ .key = "k", .role = CELL_TEXT, .in = ROWS_DATA },
	};
	struct buf out = BUF_INIT;
	struct rows r = { .column = data, .columns = 1, .out = &out };

	rows_add(&r, &(const struct cell){ .text = "x" });
	rows_lines(&r, "x it is\n");
	rows_end(&r);
	ck_assert_str_eq(out.text, "x it is\n");
	buf_clear(&out);
	r.format = FORMAT_JSON;
	rows_add(&r, &(const struct cell){ .text = "x" });
	rows_lines(&r, "x it is\n");
	rows_end(&r);
	ck_assert_str_eq(out.text, "{\"k\":\"x\"}\n");
	buf_release(&out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("rows");
	TCase *c = tcase_create("rows");

	tcase_add_loop_test(c, cell, 0, ARRAY_LEN(cells));
	tcase_add_loop_test(c, in_columns, 0, ARRAY_LEN(tables));
	tcase_add_test(c, loose);
	tcase_add_test(c, list);
	tcase_add_test(c, lines_alone);
	suite_add_tcase(s, c);
	return support_run(s);
}
