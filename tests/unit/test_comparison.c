/* test_comparison.c - what differs between two reports of one form */
#include "report/comparison.h"

#include <string.h>

#include "report-support.h"

static const char words[] =
	"fields about\n"
	"row unit; cell=text; lines=1\n"
	"row year; cell=year\n"
	"text note\n"
	"table t\n"
	"row a; cell=amount 2 signed\n"
	"row b; cell=amount 2\n"
	"row all; is=a + b; cell=amount 2\n"
	"col x\n"
	"col y\n";

/* What a comparison found: "t.a.x 3 4 +1; note text; " */
static void
show_side(const struct side *s, int places, struct buf *out)
{
	buf_addc(out, ' ');
	if (s->text)
		buf_addf(out, "'%s'", s->text);
	else if (s->known)
		amount_format(out, s->units, places, s->keyed);
	else
		buf_addc(out, '~');
}

static void
show(const struct comparison *c, struct buf *out)
{
	static const char *const name[] = {
		[DIFFERENCE_PAPER] = "paper ", [DIFFERENCE_SUM] = "sum ",
		[DIFFERENCE_REFERENCE] = "reference ",
		[DIFFERENCE_DROPPED] = "dropped ",
		[DIFFERENCE_ADDED] = "added ", [DIFFERENCE_CELL] = "",
	};
	wide change;
	int i;

	for (i = 0; i < c->count; i++) {
		const struct difference *d = &c->difference[i];

		ck_assert_int_eq(i < c->differ,
				 d->type <= DIFFERENCE_SUM);
		buf_add(out, name[d->type]);
		form_address(d->form, d->cell, out);
		show_side(&d->old, c->places, out);
		show_side(&d->new, c->places, out);
		if (difference_change(d, &change)) {
			buf_add(out, change > 0 ? " +" : " ");
			amount_format(out, change, c->places, 0);
		}
		buf_add(out, "; ");
	}
}

static void
assert_compared(const struct version_map *w, const struct report *old,
		const struct report *new, const char *wanted)
{
	struct buf out = BUF_INIT;
	struct comparison c;

	compare(&c, w, old, new);
	show(&c, &out);
	ck_assert_str_eq(out.text, wanted);
	comparison_release(&c);
	ck_assert_ptr_null(c.difference);
	buf_release(&out);
}

/* Keys "a.x=3; note=text". */
static void
fill(struct report *r, const char *text)
{
	char copy[200], *save, *word, *sign;

	strcpy(copy, text);
	for (word = strtok_r(copy, ";", &save); word;
	     word = strtok_r(NULL, ";", &save)) {
		word += strspn(word, " ");
		sign = strchr(word, '=');
		ck_assert_ptr_nonnull(sign);
		*sign++ = '\0';
		key(r, word, sign);
	}
}

static const struct {
	const char *old, *new, *wanted;
} cases[] = {
	{ "", "", "" },
	{ "a.x=3; b.x=1.5; note=n; year=2023", "a.x=3; b.x=1.50; note=n; "
	  "year=2023", "" },
	{ "a.x=3; b.x=1", "a.x=4; b.x=1",
	  "t.a.x 3 4 +1; t.all.x 4 5 +1; " },
	{ "a.x=3; b.x=1", "a.x=1; b.x=3",
	  "t.a.x 3 1 -2; t.b.x 1 3 +2; " },
	{ "a.x=0", "", "t.a.x 0 ~; t.all.x 0 ~; " },
	{ "", "b.x=0.50", "t.b.x ~ 0.50; t.all.x ~ 0.5; " },
	{ "a.x=-3", "a.x=3", "t.a.x -3 3 +6; t.all.x -3 3 +6; " },
	{ "b.x=0.10", "b.x=0.3", "t.b.x 0.10 0.3 +0.2; "
	  "t.all.x 0.1 0.3 +0.2; " },
	{ "note=x; unit=u", "note=y", "unit 'u' ''; note 'x' 'y'; " },
	{ "year=2022", "year=2023", "year 2022 2023 +1; " },
	/* in the order of the form, not that of keying */
	{ "a.y=1; a.x=1; year=2022", "", "year 2022 ~; t.a.x 1 ~; t.a.y 1 ~; "
	  "t.all.x 1 ~; t.all.y 1 ~; " },
	/* on paper */
	{ "a.x=1; all.x=2", "a.x=1", "paper t.all.x 2 ~; " },
	{ "a.x=1; all.x=2", "a.x=1; all.x=2.0", "" },
	{ "a.x=1; all.x=2", "a.x=3; all.x=4",
	  "t.a.x 1 3 +2; t.all.x 1 3 +2; paper t.all.x 2 4 +2; " },
};

START_TEST(same_version)
{
	struct form *f = mini_form_ok(words), *g = mini_form_ok(words);
	struct report *old = report_new(f), *new = report_new(g);
	struct error e = ERROR_INIT;
	struct version_map *w;

	w = version_map_new(g, f, &e);
	assert_errors(&e, "");
	fill(old, cases[_i].old);
	fill(new, cases[_i].new);
	assert_compared(w, old, new, cases[_i].wanted);
	version_map_free(w);
	report_free(old);
	report_free(new);
	form_free(f);
	form_free(g);
}
END_TEST

/* Two reports of one form in memory. */
START_TEST(of_one_form)
{
	struct form *f = mini_form_ok(words);
	struct report *old = report_new(f), *new = report_new(f);
	struct error e = ERROR_INIT;
	struct comparison c;
	struct version_map *w;

	w = version_map_new(f, f, &e);
	fill(old, "a.x=1; note=n");
	fill(new, "a.x=2; note=n");
	assert_compared(w, old, new, "t.a.x 1 2 +1; t.all.x 1 2 +1; ");
	assert_compared(w, new, old, "t.a.x 2 1 -1; t.all.x 2 1 -1; ");
	compare(&c, w, old, new);
	ck_assert_int_eq(c.compared, 9);
	ck_assert_int_eq(c.differ, 2);
	comparison_release(&c);
	version_map_free(w);
	report_free(old);
	report_free(new);
	form_free(f);
}
END_TEST

/* ---- two versions ---- */

static const char words_before[] =
	"fields about\n"
	"row year; cell=year\n"
	"table t\n"
	"row a\n"
	"row other\n"
	"row gone\n"
	"row seen; cell=amount 1\n"
	"col x\n";

static const char words_now[] =
	"fields about\n"
	"row year; cell=year\n"
	"table t\n"
	"row a\n"
	"row late\n"
	"row unpaid\n"
	"row seen; cell=amount 3\n"
	"row fresh\n"
	"col x\n";

struct versions {
	struct form *before, *now;
	struct report *earlier, *later;
	struct version_map was;
	enum version_match how[6];
	int cell[6], dropped[1];
	const struct label *why[1];
	struct label because;
};

static void
versions_init(struct versions *v)
{
	static const char *const pair[6][2] = {
		{ "year", "year" }, { "t.a.x", "t.a.x" },
		{ "t.late.x", "t.other.x" }, { "t.unpaid.x", "t.other.x" },
		{ "t.seen.x", "t.seen.x" }, { "t.fresh.x", NULL },
	};
	static const enum version_match how[6] = {
		MATCH_SAME, MATCH_SAME,	     MATCH_SUM,
		MATCH_SUM,  MATCH_REFERENCE, MATCH_NONE,
	};
	int i;

	*v = (struct versions){ .before = mini_form_ok(words_before),
				.now = mini_form_ok(words_now) };
	for (i = 0; i < 6; i++) {
		int now = at(v->now, pair[i][0]);

		v->how[now] = how[i];
		v->cell[now] = pair[i][1] ? at(v->before, pair[i][1]) : -1;
	}
	v->because.text[0] = "because";
	v->dropped[0] = at(v->before, "t.gone.x");
	v->why[0] = &v->because;
	v->was = (struct version_map){ .now = v->now, .before = v->before,
			       .how = v->how, .cell = v->cell,
			       .dropped = v->dropped, .drops = 1,
			       .why = v->why };
	v->earlier = report_new(v->before);
	v->later = report_new(v->now);
}

static void
versions_release(struct versions *v)
{
	report_free(v->earlier);
	report_free(v->later);
	form_free(v->before);
	form_free(v->now);
}

static const struct {
	const char *earlier, *later, *wanted, *backwards;
} version_cases[] = {
	{ "", "", "", "" },
	{ "t.a.x=1; other.x=5", "t.a.x=1; late.x=2; unpaid.x=3", "", "" },
	{ "other.x=5", "late.x=2; unpaid.x=4", "sum t.other.x 5 6 +1; ",
	  "sum t.other.x 6 5 -1; " },
	{ "other.x=5", "", "sum t.other.x 5 ~; ", "sum t.other.x ~ 5; " },
	{ "other.x=0", "unpaid.x=0", "", "" },
	{ "t.gone.x=7", "", "dropped t.gone.x 7 ~; ",
	  "dropped t.gone.x ~ 7; " },
	{ "seen.x=1.5", "seen.x=1.5", "reference t.seen.x 1.5 1.5; ",
	  "reference t.seen.x 1.5 1.5; " },
	{ "", "seen.x=1.5; fresh.x=3", "added t.fresh.x ~ 3; ",
	  "added t.fresh.x 3 ~; " },
	{ "t.a.x=1; gone.x=1; seen.x=2; year=2019",
	  "t.a.x=2; fresh.x=4; year=2021",
	  "year 2019 2021 +2; t.a.x 1 2 +1; reference t.seen.x 2 ~; "
	  "dropped t.gone.x 1 ~; added t.fresh.x ~ 4; ",
	  "year 2021 2019 -2; t.a.x 2 1 -1; reference t.seen.x ~ 2; "
	  "dropped t.gone.x ~ 1; added t.fresh.x 4 ~; " },
};

START_TEST(across)
{
	struct versions v;

	versions_init(&v);
	fill(v.earlier, version_cases[_i].earlier);
	fill(v.later, version_cases[_i].later);
	assert_compared(&v.was, v.earlier, v.later, version_cases[_i].wanted);
	assert_compared(&v.was, v.later, v.earlier,
			version_cases[_i].backwards);
	versions_release(&v);
}
END_TEST

START_TEST(why)
{
	struct comparison c;
	struct versions v;

	versions_init(&v);
	fill(v.earlier, "t.gone.x=1");
	compare(&c, &v.was, v.earlier, v.later);
	ck_assert_int_eq(c.count, 1);
	ck_assert_str_eq(c.difference[0].why->text[0], "because");
	comparison_release(&c);
	versions_release(&v);
}
END_TEST

/* ---- texts ---- */

static const struct {
	const char *old, *new;
	int line;		/* 0: the same */
	const char *old_line, *new_line;
	size_t same;
} texts[] = {
	{ "", "", 0, "", "", 0 },
	{ "a", "a", 0, "", "", 0 },
	{ "a", "b", 1, "a", "b", 0 },
	{ "", "b", 1, "", "b", 0 },
	{ "ab\nx", "ac\nx", 1, "ab", "ac", 1 },
	{ "a\nb\nc", "a\nbd\nc", 2, "b", "bd", 1 },
	{ "a\nb", "a\nb\nc", 3, "", "c", 0 },
	{ "a\nb\nc", "a", 2, "b", "", 0 },
	{ "a", "a\n", 2, "", "", 0 },
	{ "a\n", "a\n\nb", 3, "", "b", 0 },
	{ "a\nb\n", "a\n\nb\n", 2, "b", "", 0 },
	/* 件 e4 bb b6, 今 e4 bb 8a: whole characters */
	{ "3件", "3今", 1, "3件", "3今", 1 },
	{ "3", "3件", 1, "3", "3件", 1 },
};

START_TEST(text)
{
	struct text_difference d;

	if (!texts[_i].line) {
		ck_assert(!text_difference(texts[_i].old, texts[_i].new, &d));
		return;
	}
	ck_assert(text_difference(texts[_i].old, texts[_i].new, &d));
	ck_assert_int_eq(d.line, texts[_i].line);
	ck_assert_uint_eq(d.old_len, strlen(texts[_i].old_line));
	ck_assert_mem_eq(d.old, texts[_i].old_line, d.old_len);
	ck_assert_uint_eq(d.new_len, strlen(texts[_i].new_line));
	ck_assert_mem_eq(d.new, texts[_i].new_line, d.new_len);
	ck_assert_uint_eq(d.same, texts[_i].same);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("compare");
	TCase *c = tcase_create("compare");

	tcase_add_loop_test(c, same_version, 0, ARRAY_LEN(cases));
	tcase_add_test(c, of_one_form);
	tcase_add_loop_test(c, across, 0, ARRAY_LEN(version_cases));
	tcase_add_test(c, why);
	tcase_add_loop_test(c, text, 0, ARRAY_LEN(texts));
	suite_add_tcase(s, c);
	return support_run(s);
}
