/* test_ruled_table.c - tables drawn with lines */
#include "document/ruled-table.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "report-support.h"

#define MOST 12			/* rows and columns of a random table */

static struct ruled_cell
cell(int row, int column, int rows, int columns, const char *text)
{
	return (struct ruled_cell){ row, column, rows, columns, RULED_LEFT, 0,
				    text, strlen(text) };
}

static void
assert_draws(const struct ruled *t, const char *wanted)
{
	struct buf out = BUF_INIT;

	ruled_draw(t, &out);
	ck_assert_str_eq(out.text, wanted);
	buf_release(&out);
}

START_TEST(plain)
{
	const struct ruled_cell cells[] = {
		cell(0, 0, 1, 1, "项目"), cell(0, 1, 1, 1, "数"),
		cell(1, 0, 1, 1, "a"), cell(1, 1, 1, 1, "7"),
	};
	const int width[] = { 6, 4 };
	const struct ruled t = { cells, 4, 2, 2, width };

	assert_draws(&t, "┌──────┬────┐\n"
			 "│项目  │数  │\n"
			 "├──────┼────┤\n"
			 "│a     │7   │\n"
			 "└──────┴────┘\n");
}
END_TEST

/* A head over all, a corner over two levels, a label over two rows. */
START_TEST(merged)
{
	const struct ruled_cell cells[] = {
		cell(0, 0, 1, 4, "head"), cell(1, 0, 2, 2, "corner"),
		cell(1, 2, 1, 2, "both"), cell(2, 2, 1, 1, "x"),
		cell(2, 3, 1, 1, "y"), cell(3, 0, 2, 1, "ab"),
		cell(3, 1, 1, 1, "i"), cell(4, 1, 1, 1, "ii"),
		cell(5, 0, 1, 2, "sum"),
	};
	const int width[] = { 2, 4, 2, 2 };
	const struct ruled t = { cells, 9, 6, 4, width };

	assert_draws(&t, "┌─────────────┐\n"
			 "│head         │\n"
			 "├───────┬─────┤\n"
			 "│       │both │\n"
			 "│corner ├──┬──┤\n"
			 "│       │x │y │\n"
			 "├──┬────┼──┼──┤\n"
			 "│  │i   │  │  │\n"
			 "│ab├────┼──┼──┤\n"
			 "│  │ii  │  │  │\n"
			 "├──┴────┼──┼──┤\n"
			 "│sum    │  │  │\n"
			 "└───────┴──┴──┘\n");
}
END_TEST

/* What spans rows runs on over the rules; what it lacks, all rows share. */
START_TEST(tall)
{
	const struct ruled_cell cells[] = {
		cell(0, 0, 2, 1, "一二三四五六七八九十"),
		cell(0, 1, 1, 1, "1"), cell(1, 1, 1, 1, "2"),
	};
	const int width[] = { 4, 2 };
	const struct ruled t = { cells, 3, 2, 2, width };

	assert_draws(&t, "┌────┬──┐\n"
			 "│一二│1 │\n"
			 "│三四│  │\n"
			 "│五六├──┤\n"
			 "│七八│2 │\n"
			 "│九十│  │\n"
			 "└────┴──┘\n");
}
END_TEST

START_TEST(aligned)
{
	struct ruled_cell cells[] = {
		cell(0, 0, 1, 1, "left"), cell(1, 0, 1, 1, "right"),
		cell(2, 0, 1, 1, "结果维持"),
	};
	const int width[] = { 9 };
	const struct ruled t = { cells, 3, 3, 1, width };

	cells[0].inset = 1;
	cells[1].align = RULED_RIGHT;
	cells[1].inset = 2;
	cells[2].align = RULED_CENTRE;
	cells[2].inset = 1;
	assert_draws(&t, "┌─────────┐\n"
			 "│ left    │\n"
			 "├─────────┤\n"
			 "│  right  │\n"
			 "├─────────┤\n"
			 "│  结果   │\n"
			 "│  维持   │\n"
			 "└─────────┘\n");
}
END_TEST

/* Rules of joined tables may stand side by side. */
START_TEST(narrow)
{
	const struct ruled_cell cells[] = {
		cell(0, 0, 1, 2, "ab"), cell(0, 2, 1, 1, "cd"),
		cell(1, 0, 1, 1, "ef"), cell(1, 1, 1, 2, "gh"),
	};
	const int width[] = { 2, 0, 2 };
	const struct ruled t = { cells, 4, 2, 3, width };

	assert_draws(&t, "┌───┬──┐\n"
			 "│ab │cd│\n"
			 "├──┬┴──┤\n"
			 "│ef│gh │\n"
			 "└──┴───┘\n");
}
END_TEST

START_TEST(nothing)
{
	const int width[] = { 3 };
	struct ruled t = { NULL, 0, 0, 1, width };

	assert_draws(&t, "");
	t = (struct ruled){ NULL, 0, 2, 0, width };
	assert_draws(&t, "");
	t = (struct ruled){ NULL, 0, 1, 1, width };
	assert_draws(&t, "┌───┐\n│   │\n└───┘\n");
}
END_TEST

/* ---- any table ---- */

enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

static const struct {
	const char *sign;
	int arms;
} signs[] = {
	{ "│", UP | DOWN }, { "─", LEFT | RIGHT }, { "┌", DOWN | RIGHT },
	{ "┐", DOWN | LEFT }, { "└", UP | RIGHT }, { "┘", UP | LEFT },
	{ "├", UP | DOWN | RIGHT }, { "┤", UP | DOWN | LEFT },
	{ "┬", DOWN | LEFT | RIGHT }, { "┴", UP | LEFT | RIGHT },
	{ "┼", UP | DOWN | LEFT | RIGHT },
};

static int
arms_of(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(signs); i++)
		if (len == strlen(signs[i].sign) &&
		    !memcmp(text, signs[i].sign, len))
			return signs[i].arms;
	return 0;
}

/* The arms at each column of a drawn line; returns its width. */
static int
line_arms(const char *line, size_t len, int *arms)
{
	size_t at, next;
	int n = 0, width;

	for (at = 0; at < len; at = next) {
		next = text_next(line, len, at);
		width = text_width(line + at, next - at, AMBIGUOUS_NARROW);
		arms[n] = arms_of(line + at, next - at);
		if (width == 2)
			arms[n + 1] = 0;
		n += width;
	}
	return n;
}

/* Every arm meets the arm of a neighbour, and all lines are as wide. */
static void
assert_joined(const char *text)
{
	int arms[2][2000], n[2] = { 0, 0 }, line, i;

	for (line = 0; *text; line++) {
		const char *end = strchr(text, '\n');
		int *now = arms[line % 2], *above = arms[(line + 1) % 2];

		n[line % 2] = line_arms(text, (size_t)(end - text), now);
		for (i = 0; i < n[line % 2]; i++) {
			bool right = now[i] & RIGHT, down = line &&
				     (above[i] & DOWN);

			ck_assert_int_eq(right, i + 1 < n[line % 2] &&
					 (now[i + 1] & LEFT));
			ck_assert_int_eq(down, !!(now[i] & UP));
		}
		if (line)
			ck_assert_int_eq(n[0], n[1]);
		text = end + 1;
	}
}

static bool
is_free(bool taken[MOST][MOST], const struct ruled_cell *c)
{
	int row, column;

	for (row = c->row; row < c->row + c->rows; row++)
		for (column = c->column; column < c->column + c->columns;
		     column++)
			if (taken[row][column])
				return false;
	return true;
}

static int
random_cells(uint64_t *seed, int rows, int columns, struct ruled_cell *out)
{
	static const char *const words[] = {
		"", "7", "120", "总计", "（二）部分公开（区分处理的）",
		"legal persons and other organisations", "危及“三安全一稳定”",
	};
	bool taken[MOST][MOST] = { { false } };
	int i, n = 0, row, column;

	for (i = 0; i < 40; i++) {
		struct ruled_cell c = cell(
			(int)support_random(seed, (unsigned)rows),
			(int)support_random(seed, (unsigned)columns), 1, 1,
			words[support_random(seed, ARRAY_LEN(words))]);

		c.rows += (int)support_random(seed, (unsigned)(rows - c.row));
		c.columns += (int)support_random(
			seed, (unsigned)(columns - c.column));
		c.align = (enum ruled_align)support_random(seed, 3);
		c.inset = (int)support_random(seed, 2);
		if (!is_free(taken, &c))
			continue;
		for (row = c.row; row < c.row + c.rows; row++)
			for (column = 0; column < c.columns; column++)
				taken[row][c.column + column] = true;
		out[n++] = c;
	}
	return n;
}

START_TEST(any_table_joins)
{
	uint64_t seed = (uint64_t)_i;
	struct ruled_cell cells[40];
	struct buf out = BUF_INIT;
	struct ruled t = { .cell = cells };
	int width[MOST], i;

	t.rows = 1 + (int)support_random(&seed, MOST);
	t.columns = 1 + (int)support_random(&seed, MOST);
	t.cells = random_cells(&seed, t.rows, t.columns, cells);
	t.width = width;
	for (i = 0; i < t.columns; i++)
		width[i] = 4 + (int)support_random(&seed, 12);
	ruled_draw(&t, &out);
	assert_joined(out.text);
	buf_release(&out);
}
END_TEST

/* ---- measuring ---- */

static const struct {
	const char *text;
	int piece, columns, lines, narrowest;	/* of two lines */
} texts[] = {
	{ "", 0, 4, 1, 0 },
	{ "总计", 2, 4, 1, 2 },
	{ "结果维持", 2, 6, 2, 4 },
	{ "（三）不予公开", 6, 6, 3, 8 },
	{ "Natural persons", 7, 8, 2, 7 },
	{ "Repealed this year", 8, 9, 2, 9 },
	{ "organisations", 13, 5, 3, 7 },
	{ "a\nb", 1, 4, 2, 1 },
};

START_TEST(measures)
{
	const char *text = texts[_i].text;
	size_t len = strlen(text);

	ck_assert_int_eq(ruled_piece(text, len), texts[_i].piece);
	ck_assert_int_eq(ruled_lines(text, len, texts[_i].columns),
			 texts[_i].lines);
	ck_assert_int_eq(ruled_narrowest(text, len, 2, 0),
			 texts[_i].narrowest);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ruled");
	TCase *c = tcase_create("ruled");

	tcase_add_test(c, plain);
	tcase_add_test(c, merged);
	tcase_add_test(c, tall);
	tcase_add_test(c, aligned);
	tcase_add_test(c, narrow);
	tcase_add_test(c, nothing);
	tcase_add_loop_test(c, any_table_joins, 0, 300);
	tcase_add_loop_test(c, measures, 0, (int)ARRAY_LEN(texts));
	suite_add_tcase(s, c);
	return support_run(s);
}
