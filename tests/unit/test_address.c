/*
 * test_address.c - lines, cells and checks are found by their addresses as a
 * search through all of them finds them
 */
#include <check.h>
#include <string.h>

#include "form/check-place.h"
#include "form/form.h"
#include "store/form-reader.h"
#include "files.h"
#include "form-support.h"

/* ---- the search through all ---- */

/* What is left of an address while the ids of a cell are taken off its end. */
struct tail {
	const char *name;
	size_t left;
	bool all;		/* all of it is taken, */
	bool more;		/* and the cell has more ids before that */
};

static bool
take_id(struct tail *t, const char *id)
{
	size_t len = strlen(id);

	t->more = t->all;
	if (t->all)
		return true;
	if (len > t->left || memcmp(t->name + t->left - len, id, len))
		return false;
	t->left -= len;
	t->all = !t->left;
	return t->all || t->name[--t->left] == '.';
}

static bool
take_line(struct tail *t, const struct axis *a, int line)
{
	for (; line >= 0; line = a->line[line].parent)
		if (a->line[line].id && !take_id(t, a->line[line].id))
			return false;
	return true;
}

/* The first two cells that an address can mean, and the one that it names
 * whole; each -1 if there is none. */
struct found {
	int cell[2];
	int whole;
};

static void
found_cell(struct found *to, int cell, bool whole)
{
	if (whole)
		to->whole = cell;
	if (to->cell[0] < 0 || cell < to->cell[0]) {
		to->cell[1] = to->cell[0];
		to->cell[0] = cell;
	} else if (to->cell[1] < 0 || cell < to->cell[1]) {
		to->cell[1] = cell;
	}
}

/* Looks for the address in block B, line by line and not cell by cell. */
static void
find_in_block(const struct block *b, const char *address, struct found *to)
{
	struct tail whole = { .name = address, .left = strlen(address) };
	int column, row, rows;

	for (column = 0; column < b->cols.leaves; column++) {
		struct tail t = whole;

		if (!take_line(&t, &b->cols, b->cols.leaf[column]))
			continue;
		/* the end of a column's path means every row, and none whole */
		rows = b->rows.leaves;
		if (t.all && b->type != BLOCK_FIELDS && rows > 2)
			rows = 2;
		for (row = 0; row < rows; row++) {
			struct tail u = t;

			if (take_line(&u, &b->rows, b->rows.leaf[row]) &&
			    (b->type == BLOCK_FIELDS || take_id(&u, b->id)) &&
			    u.all)
				found_cell(to, block_cell(b, row, column),
					   !u.more);
		}
	}
}

static int
cells_one_by_one(const struct form *f, const char *address, int cell[2])
{
	struct found found = { .cell = { -1, -1 }, .whole = -1 };
	int i;

	/* ids are not empty, so nothing ends in these */
	for (i = 0; i < f->blocks && *address && *address != '.'; i++)
		if (f->block[i].cells)
			find_in_block(&f->block[i], address, &found);
	cell[0] = found.whole >= 0 ? found.whole : found.cell[0];
	cell[1] = found.whole >= 0 ? -1 : found.cell[1];
	return (cell[0] >= 0) + (cell[1] >= 0);
}

static int
leaf_one_by_one(const struct axis *a, const char *path, int start)
{
	struct buf own = BUF_INIT;
	int i, found = -1;

	for (i = 0; i < a->leaves && found < 0; i++) {
		int leaf = (start + i) % a->leaves;

		buf_clear(&own);
		axis_path(a, leaf, &own);
		if (!strcmp(own.text, path))
			found = leaf;
	}
	buf_release(&own);
	return found;
}

static int
check_one_by_one(const struct form *f, const char *rule, const char *address)
{
	struct buf own = BUF_INIT;
	int i, found = -1;

	for (i = 0; i < f->checks && found < 0; i++) {
		const struct check *c = &f->check[i];

		if (!check_answerable(c) || strcmp(c->rule->id, rule))
			continue;
		buf_clear(&own);
		check_address(f, i, &own);
		if (!strcmp(own.text, address))
			found = i;
	}
	buf_release(&own);
	return found;
}

/* ---- the same is found ---- */

static void
assert_cells(const struct form *f, const char *address)
{
	int wanted[2], found[2];
	int n = cells_one_by_one(f, address, wanted);

	ck_assert_msg(form_find_cells(f, address, found) == n &&
		      found[0] == wanted[0] && found[1] == wanted[1],
		      "'%s': %d and %d, not %d and %d", address, found[0],
		      found[1], wanted[0], wanted[1]);
}

/* ADDRESS, every end of it, and what is near it. */
static void
assert_ends(const struct form *f, const char *address)
{
	static const char *const near[] = {
		"%s.", ".%s", "%sx", "%s.a", "a.%s", "%s..a",
	};
	struct buf other = BUF_INIT;
	size_t i;

	for (i = 0; i < ARRAY_LEN(near); i++) {
		const char *at = strstr(near[i], "%s");

		buf_clear(&other);
		buf_addn(&other, near[i], (size_t)(at - near[i]));
		buf_addf(&other, "%s%s", address, at + 2);
		assert_cells(f, other.text);
	}
	for (; *address; address++)
		assert_cells(f, address);
	assert_cells(f, "");
	buf_release(&other);
}

static void
assert_axis(const struct axis *a)
{
	struct buf path = BUF_INIT;
	int leaf, start;

	for (leaf = 0; leaf < a->leaves; leaf++) {
		buf_clear(&path);
		axis_path(a, leaf, &path);
		for (start = 0; start <= a->leaves; start += 1 + leaf % 3)
			ck_assert_int_eq(axis_find(a, path.text, start),
					 leaf_one_by_one(a, path.text, start));
		buf_addc(&path, 'x');
		ck_assert_int_eq(axis_find(a, path.text, 0), -1);
	}
	buf_release(&path);
}

static void
assert_check(const struct form *f, const char *rule, const char *address)
{
	ck_assert_int_eq(check_find(f, rule, address),
			 check_one_by_one(f, rule, address));
}

static void
assert_form(const struct form *f)
{
	struct buf address = BUF_INIT;
	int i, stride = 1 + f->checks / 100;

	for (i = 0; i < f->blocks; i++) {
		assert_axis(&f->block[i].rows);
		assert_axis(&f->block[i].cols);
	}
	for (i = 0; i < f->cells; i++) {
		buf_clear(&address);
		form_address(f, i, &address);
		assert_ends(f, address.text);
		assert_check(f, f->checks ? f->check[i % f->checks].rule->id
					  : "R", address.text);
	}
	for (i = 0; i < f->checks; i += stride) {
		buf_clear(&address);
		check_address(f, i, &address);
		assert_ends(f, address.text);
		assert_check(f, f->check[i].rule->id, address.text);
		assert_check(f, f->check[f->checks - 1 - i].rule->id,
			     address.text);
		buf_addc(&address, '.');
		assert_check(f, f->check[i].rule->id, address.text);
	}
	buf_release(&address);
}

static const char *const files[] = {
	"forms/zwgk-2019.yaml", "forms/zwgk-2021.yaml",
};

START_TEST(official)
{
	struct error e = ERROR_INIT;
	char *path = source(files[_i]);
	struct form *f = form_read(path, &e);

	assert_errors(&e, "");
	assert_form(f);
	form_free(f);
	free(path);
}
END_TEST

/* Some lines under some headings; few names, so that many ends are the same,
 * and lines without one. */
static void
add_lines(struct buf *words, const char *axis, uint64_t *seed)
{
	static const char *const ids[] = { "a", "b", "ab", "-", "-", "t" };
	int n = 1 + (int)support_random(seed, 6), depth = 0, i;

	for (i = 0; i < n; i++) {
		buf_addf(words, "%s %.*s%s\n", axis, depth, ">>>>",
			 ids[support_random(seed, ARRAY_LEN(ids))]);
		depth = (int)support_random(seed, (unsigned)depth + 2);
		depth = depth > 3 ? 3 : depth;
	}
}

/* A form can be refused, as names can stand twice; then there is another. */
START_TEST(random_forms)
{
	uint64_t seed = (uint64_t)_i;
	struct form *f = NULL;

	while (!f) {
		struct error quiet = ERROR_INIT;
		struct buf words = BUF_INIT;

		buf_add(&words, "fields about\nrow a; cell=text; lines=1\n"
				"row u; cell=year\ntable t\n");
		add_lines(&words, "row", &seed);
		add_lines(&words, "col", &seed);
		buf_add(&words, "text b\ntable ab\n");
		add_lines(&words, "row", &seed);
		add_lines(&words, "col", &seed);
		buf_add(&words,
			"rule R; each=row t; that=row >= 0; level=ask\n"
			"rule C; each=column ab; that=column >= 0; level=ask\n"
			"rule U; that=u >= 0; level=ask\n");
		f = mini_form(words.text, &quiet);
		buf_release(&words);
		error_release(&quiet);
	}
	assert_form(f);
	form_free(f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("address");
	TCase *c = tcase_create("address");

	tcase_set_timeout(c, 120);
	tcase_add_loop_test(c, official, 0, ARRAY_LEN(files));
	tcase_add_loop_test(c, random_forms, 0, 100);
	suite_add_tcase(s, c);
	return support_run(s);
}
