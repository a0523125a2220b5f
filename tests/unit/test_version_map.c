/* test_version_map.c - what the cells of a form were called in an earlier
 * version */
#include "form/version-map.h"

#include <string.h>

#include "form-support.h"

static const char before_words[] =
	"fields about\n"
	"row year; cell=year\n"
	"table t\n"
	"row new\n"
	"row other\n"
	"col a\n"
	"col all; is=total\n"
	"table items\n"
	"row fee\n"
	"col prev\n"
	"col decided\n"
	"text note\n";

/* `other` is three rows with a total of them, and fees are money. */
static const char now_words[] =
	"fields about\n"
	"row year; cell=year\n"
	"table t\n"
	"row new\n"
	"row other\n"
	"row >late\n"
	"row >unpaid\n"
	"row >sum; is=total\n"
	"row others\n"
	"col a\n"
	"col all; is=total\n"
	"table fees\n"
	"row fee\n"
	"col amount\n"
	"text note\n";

#define LINES 10

struct said {
	enum version_match how;
	const char *now, *before, *why;
};

#define SAME(name) { MATCH_SAME, name, name, NULL }
#define ALL_OF_IT \
	SAME("year"), SAME("t"), SAME("note"), \
	{ MATCH_SUM, "t.other", "t.other", NULL }, \
	{ MATCH_REFERENCE, "fees.fee.amount", "items.fee.decided", NULL }

static struct form *
form(const char *words, const char *version)
{
	struct form *f = mini_form_ok(words);

	f->name = "f";
	f->version = version;
	f->path = "f.yaml";
	return f;
}

/* Lines from 1 on, as if they stood in a file. */
static void
say(struct earlier *earlier, struct version_map_line *line,
    const struct said *said)
{
	int i;

	*earlier = (struct earlier){
		.version = "1", .line = line, .place = { "f.yaml", 20, 3 },
	};
	for (i = 0; i < LINES && said[i].before; i++)
		line[i] = (struct version_map_line){
			.how = said[i].how, .now = said[i].now,
			.before = said[i].before,
			.why.text[0] = said[i].why,
			.place = { "f.yaml", i + 1, 1 },
		};
	earlier->lines = i;
}

/* A line for each cell: "t.new.a = t.new.a", and what is dropped. */
static void
show(const struct version_map *w, struct buf *out)
{
	static const char *const sign[] = {
		[MATCH_NONE] = "", [MATCH_SAME] = " = ", [MATCH_SUM] = " + ",
		[MATCH_REFERENCE] = " ~ ",
	};
	int i;

	for (i = 0; i < w->now->cells; i++) {
		if (w->how[i] == MATCH_NONE) {
			ck_assert_int_eq(w->cell[i], -1);
			continue;
		}
		form_address(w->now, i, out);
		buf_add(out, sign[w->how[i]]);
		form_address(w->before, w->cell[i], out);
		buf_addc(out, '\n');
	}
	for (i = 0; i < w->drops; i++) {
		buf_add(out, "- ");
		form_address(w->before, w->dropped[i], out);
		buf_addf(out, " %s\n", w->why[i] ? label_text(w->why[i], 0)
						  : "(nothing said)");
	}
}

static const struct {
	struct said said[LINES];
	const char *shown;	/* or, of what cannot be, NULL */
	const char *errors;
} cases[] = {
	{ { ALL_OF_IT, { MATCH_NONE, NULL, "items.fee.prev", "a count" } },
	  "year = year\n"
	  "t.new.a = t.new.a\n"
	  "t.new.all = t.new.all\n"
	  "t.other.late.a + t.other.a\n"
	  "t.other.late.all + t.other.all\n"
	  "t.other.unpaid.a + t.other.a\n"
	  "t.other.unpaid.all + t.other.all\n"
	  "fees.fee.amount ~ items.fee.decided\n"
	  "note = note\n"
	  "- items.fee.prev a count\n", "" },
	/* whole tables are dropped by their names, with a reason or none */
	{ { SAME("note"), { MATCH_NONE, NULL, "t", NULL },
	    { MATCH_NONE, NULL, "items", "gone" },
	    { MATCH_NONE, NULL, "year", "gone" } },
	  "note = note\n"
	  "- year gone\n"
	  "- t.new.a (nothing said)\n"
	  "- t.new.all (nothing said)\n"
	  "- t.other.a (nothing said)\n"
	  "- t.other.all (nothing said)\n"
	  "- items.fee.prev gone\n"
	  "- items.fee.decided gone\n", "" },
	{ { ALL_OF_IT }, NULL,
	  "f.yaml:20:3: error: nothing is said of items.fee.prev of f/1; say "
	  "what became of it, or that it is dropped\n" },
	/* a name ends at a dot, and what follows it must be there, too */
	{ { SAME("year"), SAME("note"), SAME("t.new"),
	    { MATCH_SUM, "t.other", "t.oth", NULL } }, NULL,
	  "f.yaml:4:1: error: no cell of f/1 has the address 't.oth', or one "
	  "that begins with it\n" },
	{ { { MATCH_REFERENCE, "fees", "items", NULL } }, NULL,
	  "f.yaml:1:1: error: no cell of 'fees' is called like one of 'items' "
	  "before; give more of both addresses\n" },
	{ { SAME("t.other") }, NULL,
	  "f.yaml:1:1: error: no cell of 't.other' is called like one of "
	  "'t.other' before; give more of both addresses\n" },
	{ { { MATCH_NONE, NULL, "nothing", NULL } }, NULL,
	  "f.yaml:1:1: error: no cell of f/1 has the address 'nothing', or "
	  "one that begins with it\n" },
	/* one earlier cell twice, a whole table of them told once */
	{ { SAME("t"), { MATCH_NONE, NULL, "t", NULL } }, NULL,
	  "f.yaml:2:1: error: t.new.a of f/1 is named here and in line 1; name "
	  "it once\n" },
	{ { { MATCH_REFERENCE, "fees.fee.amount", "items.fee.decided", NULL },
	    { MATCH_REFERENCE, "fees.fee.amount", "items.fee.prev", NULL } },
	  NULL,
	  "f.yaml:2:1: error: fees.fee.amount is given two earlier cells; give "
	  "it one\n" },
};

START_TEST(matching)
{
	struct form *now = form(now_words, "2");
	struct form *before = form(before_words, "1");
	struct error e = ERROR_INIT;
	struct version_map_line line[LINES];
	struct earlier earlier;
	struct buf out = BUF_INIT;
	struct version_map *w;

	say(&earlier, line, cases[_i].said);
	now->earlier = &earlier;
	now->earliers = 1;
	w = version_map_new(now, before, &e);
	assert_errors(&e, cases[_i].errors);
	ck_assert_int_eq(w != NULL, cases[_i].shown != NULL);
	if (w)
		show(w, &out);
	ck_assert_str_eq(out.text, w ? cases[_i].shown : "");
	version_map_free(w);
	buf_release(&out);
	form_free(now);
	form_free(before);
}
END_TEST

START_TEST(the_same_form)
{
	struct form *one = form(now_words, "2"), *two = form(now_words, "2");
	struct error e = ERROR_INIT;
	struct version_map *w = version_map_new(one, two, &e);
	int i;

	assert_errors(&e, "");
	ck_assert_ptr_nonnull(w);
	for (i = 0; i < one->cells; i++) {
		ck_assert_int_eq(w->how[i], MATCH_SAME);
		ck_assert_int_eq(w->cell[i], i);
	}
	ck_assert_int_eq(w->drops, 0);
	version_map_free(w);
	form_free(two);
	two = form(before_words, "2");
	ck_assert_ptr_null(version_map_new(one, two, &e));
	assert_errors(&e, "gouji: error: there are two different forms f/2\n");
	form_free(one);
	form_free(two);
}
END_TEST

/* As many cells, called something else. */
START_TEST(another_form)
{
	struct form *one = form("text a\n", "2"), *two = form("text b\n", "2");
	struct error e = ERROR_INIT;

	ck_assert_ptr_null(version_map_new(one, two, &e));
	assert_errors(&e, "gouji: error: there are two different forms f/2\n");
	two->version = "1";
	ck_assert_ptr_null(version_map_new(one, two, &e));
	assert_errors(&e, "f.yaml: error: no 'was: 1' in f/2 says what became "
			  "of the cells of f/1\n");
	two->name = "g";
	ck_assert_ptr_null(version_map_new(one, two, &e));
	assert_errors(&e, "f.yaml: error: g/1 is no earlier version of f/2 but "
			  "another form\n");
	form_free(one);
	form_free(two);
	version_map_free(NULL);
}
END_TEST

/* Many that are forgotten are not told one by one. */
START_TEST(much_is_missing)
{
	struct form *now = form("text note\n", "2"), *before;
	struct error e = ERROR_INIT;
	struct earlier earlier = { .version = "1", .place = { "f", 9, 3 } };
	struct buf words = BUF_INIT;
	int i;

	buf_add(&words, "table t\ncol a\n");
	for (i = 0; i < 30; i++)
		buf_addf(&words, "row r%d\n", i);
	before = form(words.text, "1");
	now->earlier = &earlier;
	now->earliers = 1;
	ck_assert_ptr_null(version_map_new(now, before, &e));
	ck_assert_uint_eq(e.count, 21);
	ck_assert_str_eq(e.problem[20].text,
			 "nothing is said of 10 more cells of f/1");
	error_release(&e);
	buf_release(&words);
	form_free(now);
	form_free(before);
}
END_TEST

START_TEST(names_of_the_later_form)
{
	struct form *now = form(now_words, "2");
	struct error e = ERROR_INIT;
	struct version_map_line line[LINES];
	struct earlier earlier;
	const struct said said[LINES] = {
		SAME("t"),
		SAME("t.other.late"),
		SAME("t.other.l"),
		{ MATCH_SUM, "zz", "t", NULL },
		{ MATCH_NONE, NULL, "zz", NULL },
	};

	version_map_check(now, &e);
	assert_errors(&e, "");
	say(&earlier, line, said);
	now->earlier = &earlier;
	now->earliers = 1;
	version_map_check(now, &e);
	assert_errors(&e,
		      "f.yaml:3:1: error: no cell of this form has the address "
		      "'t.other.l', or one that begins with it\n"
		      "f.yaml:4:1: error: no cell of this form has the address "
		      "'zz', or one that begins with it\n");
	form_free(now);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("was");
	TCase *c = tcase_create("was");

	tcase_add_loop_test(c, matching, 0, (int)ARRAY_LEN(cases));
	tcase_add_test(c, the_same_form);
	tcase_add_test(c, another_form);
	tcase_add_test(c, much_is_missing);
	tcase_add_test(c, names_of_the_later_form);
	suite_add_tcase(s, c);
	return support_run(s);
}
