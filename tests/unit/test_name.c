/* test_name.c - what a name in a formula means */
#include "form/finish.h"

#include <string.h>

#include "form-support.h"

/* "total" and "other" stand in many places, as in the real forms. */
static const char words[] =
	"fields about\nrow unit; cell=text\nrow year; cell=year\n"
	"text note\n"
	"table req\n"
	"row new\n"
	"row done\n"
	"row >granted\n"
	"row >other\n"
	"row >>lapsed\n"
	"row >>misc\n"
	"row >-\n"
	"row >>hidden\n"
	"row >total; is=total\n"
	"row pending\n"
	"col -\n"
	"col >person\n"
	"col >-\n"
	"col >>firm\n"
	"col >>other\n"
	"col >total; is=total\n"
	"table review\n"
	"row count\n"
	"col first\n"
	"col >upheld\n"
	"col >total; is=total\n"
	"col second\n"
	"col >upheld\n"
	"col >total; is=total\n"
	"table fees\nrow fee\ncol sum\n";

enum { NOWHERE_NEAR, COLUMN, ROW };

/* The number of a line by its path, "." parted; -1 for none; dies if lost. */
static int
line_of(const struct axis *a, const char *path)
{
	int i;

	if (!*path)
		return -1;
	for (i = 0; i < a->count; i++) {
		struct buf own = BUF_INIT;
		int l;
		bool same;

		for (l = i; l >= 0; l = a->line[l].parent)
			if (a->line[l].id) {
				buf_splice(&own, 0, 0, ".", own.len ? 1 : 0);
				buf_splice(&own, 0, 0, a->line[l].id,
					   strlen(a->line[l].id));
			}
		same = !strcmp(own.text, path) && a->line[i].id;
		buf_release(&own);
		if (same)
			return i;
	}
	ck_abort_msg("no line '%s'", path);
	return -1;
}

/* Bound in column "firm" or row "done.granted" of req, or in none. */
static struct binding
standing(struct form *f, int where, struct error *e)
{
	struct binding b = { .form = f, .e = e, .block = -1, .row = -1,
			     .column = -1, .check = -1 };

	if (where != NOWHERE_NEAR)
		b.block = form_find_block(f, "req");
	if (where == COLUMN)
		b.column = axis_find(&f->block[b.block].cols, "firm", 0);
	if (where == ROW)
		b.row = axis_find(&f->block[b.block].rows, "done.granted", 0);
	return b;
}

static const struct {
	int where;
	const char *name, *block, *row, *column;
} found[] = {
	/* far: a row, a row and a column, a block, a text, a field */
	{ NOWHERE_NEAR, "new", "req", "new", "" },
	{ NOWHERE_NEAR, "req.new", "req", "new", "" },
	{ NOWHERE_NEAR, "new.total", "req", "new", "total" },
	{ NOWHERE_NEAR, "req.new.total", "req", "new", "total" },
	{ NOWHERE_NEAR, "done", "req", "done", "" },
	{ NOWHERE_NEAR, "done.total.total", "req", "done.total", "total" },
	{ NOWHERE_NEAR, "total.total", "req", "done.total", "total" },
	{ NOWHERE_NEAR, "misc", "req", "done.other.misc", "" },
	{ NOWHERE_NEAR, "other.misc", "req", "done.other.misc", "" },
	{ NOWHERE_NEAR, "done.other.misc.firm", "req", "done.other.misc",
	  "firm" },
	{ NOWHERE_NEAR, "misc.other", "req", "done.other.misc", "other" },
	{ NOWHERE_NEAR, "hidden.person", "req", "done.hidden", "person" },
	{ NOWHERE_NEAR, "done.hidden", "req", "done.hidden", "" },
	{ NOWHERE_NEAR, "count.first.upheld", "review", "count",
	  "first.upheld" },
	{ NOWHERE_NEAR, "count.second.total", "review", "count",
	  "second.total" },
	{ NOWHERE_NEAR, "count.first", "review", "count", "first" },
	{ NOWHERE_NEAR, "req", "req", "", "" },
	{ NOWHERE_NEAR, "note", "note", "", "" },
	{ NOWHERE_NEAR, "year", "about", "year", "" },
	{ NOWHERE_NEAR, "fees", "fees", "", "" },
	{ NOWHERE_NEAR, "fee.sum", "fees", "fee", "sum" },
	/* near, in a column: rows need no column */
	{ COLUMN, "new", "req", "new", "firm" },
	{ COLUMN, "done.total", "req", "done.total", "firm" },
	{ COLUMN, "total", "req", "done.total", "firm" },
	{ COLUMN, "req.done.total", "req", "done.total", "firm" },
	{ COLUMN, "other", "req", "done.other", "firm" },
	{ COLUMN, "done", "req", "done", "firm" },
	{ COLUMN, "column", "req", "", "firm" },
	/* what is not near is looked for far */
	{ COLUMN, "new.total", "req", "new", "total" },
	{ COLUMN, "year", "about", "year", "" },
	{ COLUMN, "fee.sum", "fees", "fee", "sum" },
	/* near, in a row: columns need no row */
	{ ROW, "firm", "req", "done.granted", "firm" },
	{ ROW, "total", "req", "done.granted", "total" },
	{ ROW, "other", "req", "done.granted", "other" },
	{ ROW, "row", "req", "done.granted", "" },
	{ ROW, "new", "req", "new", "" },
	{ ROW, "new.firm", "req", "new", "firm" },
};

START_TEST(resolve)
{
	struct form *f = mini_form_ok(words);
	struct error e = ERROR_INIT;
	struct binding b = standing(f, found[_i].where, &e);
	struct region r = { -9, -9, -9 };
	const struct block *block;
	bool fields;

	ck_assert(name_resolve(&b, found[_i].name, NOWHERE, &r));
	assert_errors(&e, "");
	ck_assert_int_eq(r.block, form_find_block(f, found[_i].block));
	block = &f->block[r.block];
	fields = block->type == BLOCK_FIELDS;
	ck_assert_int_eq(r.row, line_of(&block->rows, found[_i].row));
	ck_assert_int_eq(r.column, fields ? -1 : line_of(&block->cols,
							 found[_i].column));
	form_free(f);
}
END_TEST

static const struct {
	int where;
	const char *name, *complaint;
} lost[] = {
	{ NOWHERE_NEAR, "none", "nothing is called 'none' here; see the ids of "
				"rows and columns" },
	{ NOWHERE_NEAR, "firm", "nothing is called 'firm' here; see the ids of "
				"rows and columns" },
	{ NOWHERE_NEAR, "row", "nothing is called 'row' here; see the ids of "
			       "rows and columns" },
	{ NOWHERE_NEAR, "column",
	  "nothing is called 'column' here; see the ids "
	  "of rows and columns" },
	{ NOWHERE_NEAR, "about", "nothing is called 'about' here; see the ids "
				 "of rows and columns" },
	{ NOWHERE_NEAR, "about.year",
	  "nothing is called 'about.year' here; see "
	  "the ids of rows and columns" },
	{ NOWHERE_NEAR, "done.misc", "nothing is called 'done.misc' here; see "
				     "the ids of rows and columns" },
	{ NOWHERE_NEAR, "x.req.new", "nothing is called 'x.req.new' here; see "
				     "the ids of rows and columns" },
	{ NOWHERE_NEAR, "count.upheld",
	  "nothing is called 'count.upheld' here; "
	  "see the ids of rows and columns" },
	{ COLUMN, "row",
	  "nothing is called 'row' here; see the ids of rows and "
	  "columns" },
	{ ROW, "column", "nothing is called 'column' here; see the ids of rows "
			 "and columns" },
	{ NOWHERE_NEAR, "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y",
	  "'a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y' is too long a "
	  "path" },
};

START_TEST(not_there)
{
	struct form *f = mini_form_ok(words);
	struct error e = ERROR_INIT;
	struct binding b = standing(f, lost[_i].where, &e);
	struct region r;

	ck_assert(!name_resolve(&b, lost[_i].name, NOWHERE, &r));
	ck_assert_uint_eq(e.count, 1);
	ck_assert_str_eq(error_first(&e), lost[_i].complaint);
	error_release(&e);
	form_free(f);
}
END_TEST

/* Two things equally near: both paths are said. */
static const struct {
	const char *words, *complaint;
} ambiguous[] = {
	{ "table t\nrow a\nrow >x\nrow b\nrow >x\ncol c\n"
	  "rule R; that=x = 1\n",
	  "mini:7: error: 'x' could be t.a.x (the whole row) or t.b.x (the "
	  "whole row); write more of its path\n" },
	{ "table t\nrow a\nrow >x\nrow b\nrow >x\ncol c\n"
	  "rule R; each=column t; that=x = 1\n",
	  "mini:7: error: 'x' could be t.a.x.c or t.b.x.c; write more of its "
	  "path\n" },
	{ "table t\nrow a\ncol b\ncol >x\ncol c\ncol >x\n"
	  "rule R; each=row t; that=x = 1\n",
	  "mini:7: error: 'x' could be t.a.b.x or t.a.c.x; write more of its "
	  "path\n" },
	{ "table t\nrow a\ncol x\ntable u\nrow a\ncol x\n"
	  "rule R; that=a.x = 1\n",
	  "mini:7: error: 'a.x' could be t.a.x or u.a.x; write more of its "
	  "path\n" },
	{ "fields f\nrow a\ntable t\nrow a\ncol x\nrule R; that=a = 1\n",
	  "mini:6: error: 'a' could be a or t.a (the whole row); write more of "
	  "its path\n" },
	/* a row under a heading, or a row and a column */
	{ "table t\nrow a\nrow >x\nrow >b\ncol x\nrule R; that=a.x = 1\n",
	  "mini:6: error: 'a.x' could be t.a.x or t.a.x (the whole row); write "
	  "more of its path\n" },
	/* of a row and of a heading */
	{ "table t\nrow x\nrow h\nrow >x\ncol c\nrule R; that=x = 1\n",
	  "mini:6: error: 'x' could be t.x (the whole row) or t.h.x (the whole "
	  "row); write more of its path\n" },
	{ "table t\nrow t\ncol c\nrule R; that=t = 1\n",
	  "mini:4: error: 't' could be t.t (the whole row) or t; write more of "
	  "its path\n" },
};

START_TEST(both_paths_are_said)
{
	struct error e = ERROR_INIT;

	ck_assert_ptr_null(mini_form(ambiguous[_i].words, &e));
	assert_errors(&e, ambiguous[_i].complaint);
}
END_TEST

/* More of the path settles it. */
static const char *const settled[] = {
	"table t\nrow a\nrow >x\nrow b\nrow >x\ncol c\nrule R; that=a.x = "
	"b.x\n",
	"table t\nrow a\nrow >x\nrow b\nrow >x\ncol c\n"
	"rule R; each=column t; that=a.x = b.x\n",
	"table t\nrow a\ncol x\ntable u\nrow a\ncol x\n"
	"rule R; that=t.a.x = u.a.x\n",
	/* near goes before far: this one is not ambiguous */
	"table t\nrow a\ncol x\ntable u\nrow a\ncol x\n"
	"rule R; each=column t; that=a = u.a.x\n",
};

START_TEST(more_of_the_path_settles_it)
{
	form_free(mini_form_ok(settled[_i]));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("name");
	TCase *c = tcase_create("name");

	tcase_add_loop_test(c, resolve, 0, (int)ARRAY_LEN(found));
	tcase_add_loop_test(c, not_there, 0, (int)ARRAY_LEN(lost));
	tcase_add_loop_test(c, both_paths_are_said, 0,
			    (int)ARRAY_LEN(ambiguous));
	tcase_add_loop_test(c, more_of_the_path_settles_it, 0,
			    (int)ARRAY_LEN(settled));
	suite_add_tcase(s, c);
	return support_run(s);
}
