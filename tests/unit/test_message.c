/* test_message.c - a rule's own words, with figures in them */
#include "report/finding.h"

#include <string.h>

#include "report-support.h"

#define TABLES                                                               \
	"fields about\nrow year; cell=year\nrow unit; cell=text\n"           \
	"text note\n"                                                        \
	"table t\n"                                                          \
	"row new; label=一、本年新收/1. Received this year; "              \
	"short=新收/New\n"                                                   \
	"row done; label=办结/Done\n"                                        \
	"row >total; label=总计/Total\n"                                     \
	"row >>a\nrow >>b\n"                                                 \
	"col x; label=自然人/Persons\n"                                       \
	"col y; label=企业/Firms; cell=amount 2\n"

/* Keyed: new.x 3, new.y 1.50, a.x 1, b.x 1, the rest 0; year 2023; unit 某 */
static const struct {
	const char *rule;
	int n;
	const char *zh, *en;
} said[] = {
	{ "that=new.x = 1; say=错了/That is wrong", 0, "错了",
	  "That is wrong" },
	{ "that=new.x = 1; say=错了", 0, "错了", "错了" },
	{ "that=new.x = 1; say={new.x}件/{new.x} items", 0, "3件", "3 items" },
	{ "each=column t; that=new = done; "
	  "say={column}：{new}，{done}/{column}: {new}, {done}", 0,
	  "自然人：3，2", "Persons: 3, 2" },
	{ "each=column t; that=new = done; "
	  "say={column}：{new}/{column}: {new}", 1, "企业：1.5", "Firms: 1.5" },
	{ "each=row t; that=x = y; say={row}{x}{y}/{row} {x} {y}", 0,
	  "新收31.5", "New 3 1.5" },
	{ "each=column t; that=new = done; "
	  "say={left} {right} {difference}", 0, "3 2 1", "3 2 1" },
	{ "each=column t; that=done = new; "
	  "say={left} {right} {difference}", 0, "2 3 -1", "2 3 -1" },
	/* texts and fields */
	{ "that=year = 1; say={unit}{year}年/{unit} {year}", 0, "某2023年",
	  "某 2023" },
	/* headings and blocks are sums */
	{ "that=new.x = 1; say={t.done} {t}", 0, "2 6.5", "2 6.5" },
	/* braces that are none */
	{ "that=new.x = 1; say=a{b", 0, "a{b", "a{b" },
	{ "that=new.x = 1; say=}a", 0, "}a", "}a" },
	{ "that=new.x = 1; say={new.x}{new.x}", 0, "33", "33" },
};

static struct report *
report_of(const struct form *f)
{
	struct report *r = report_new(f);

	key(r, "new.x", "3");
	key(r, "new.y", "1.50");
	key(r, "a.x", "1");
	key(r, "b.x", "1");
	key(r, "a.y", "0");
	key(r, "b.y", "0");
	key(r, "year", "2023");
	key(r, "unit", "某");
	return r;
}

START_TEST(say)
{
	struct buf all = BUF_INIT, zh = BUF_INIT, en = BUF_INIT;
	struct form *f;
	struct report *r;
	int check;

	buf_addf(&all, "%srule R; %s\n", TABLES, said[_i].rule);
	f = mini_form_ok(all.text);
	r = report_of(f);
	check = check_number(f, "R", said[_i].n);
	check_sentence(r, check, 0, &zh);
	check_sentence(r, check, 1, &en);
	ck_assert_str_eq(zh.text, said[_i].zh);
	ck_assert_str_eq(en.text, said[_i].en);
	buf_release(&zh);
	buf_release(&en);
	buf_release(&all);
	report_free(r);
	form_free(f);
}
END_TEST

static const struct {
	const char *rule, *complaint;
} wrong[] = {
	{ "that=new.x = 1; say={none}",
	  "mini:13: error: nothing is called 'none' here; see the ids of rows "
	  "and columns\n" },
	{ "that=new.x = 1; say={}",
	  "mini:13: error: nothing is called '' here; see the ids of rows and "
	  "columns\n" },
	{ "that=new.x = 1; say=好/{new.x} {new.z}",
	  "mini:13: error: nothing is called 'new.z' here; see the ids of rows "
	  "and columns\n" },
	{ "that=new = 1; say={row}",
	  "mini:13: error: say: this rule has no {row}\n" },
	{ "each=row t; that=x = y; say={column}",
	  "mini:13: error: say: this rule has no {column}\n" },
	{ "that=mentions(note, \"z\"); say={left}",
	  "mini:13: error: say: this rule has no {left}\n" },
	/* said once, not for every line */
	{ "each=column t; that=new = done; say={none}",
	  "mini:13: error: nothing is called 'none' here; see the ids of rows "
	  "and columns\n" },
};

START_TEST(refuse)
{
	struct buf all = BUF_INIT;
	struct error e = ERROR_INIT;

	buf_addf(&all, "%srule R; %s\n", TABLES, wrong[_i].rule);
	ck_assert_ptr_null(mini_form(all.text, &e));
	assert_errors(&e, wrong[_i].complaint);
	buf_release(&all);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("say");
	TCase *c = tcase_create("say");

	tcase_add_loop_test(c, say, 0, (int)ARRAY_LEN(said));
	tcase_add_loop_test(c, refuse, 0, (int)ARRAY_LEN(wrong));
	suite_add_tcase(s, c);
	return support_run(s);
}
