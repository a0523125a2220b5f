/*
 * test_equation.c - what a rule prints is what was judged
 *
 * Random reports of two years, with blanks, on every form.  What is printed of
 * a check is read back: each term's figure times its factor adds up to the
 * printed sum, and the relations of the printed sums are the verdict.
 */
#include "report/equation.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "form/formula-tree.h"
#include "files.h"
#include "report/finding.h"
#include "report/previous-report.h"
#include "report/previous-year.h"
#include "store/form-reader.h"
#include "report-support.h"

/* All that a rule can be made of. */
static const char small[] =
	"fields about\n"
	"row year; cell=year\n"
	"table t; cell=amount 2; label=表/Table 1\n"
	"row new; label=新收/1 New\n"
	"row held; label=二/Held\n"
	"row total; is=total\n"
	"row net; is=2 * new - held + 7\n"
	"col x; label=甲/A 2\n"
	"col y; label=乙/B 3\n"
	"col total; is=total; label=计/Sum\n"
	"table u\n"
	"row a; label=甲/First\n"
	"row b; label=乙/Second\n"
	"col z; cell=signed; label=数/Z\n"
	"text note; label=记/Note\n"
	"rule R1; each=column t; that=new = held + last.new - 3 * last.held\n"
	"rule R2; each=cell t; level=ask; "
	"that=cell <= 10 * last.cell and last.cell <= 10 * cell\n"
	"rule R3; each=row t; that=x = y; within=0.5\n"
	"rule R4; each=row t; that=x + 5 = 3 * y - 2; blank=0\n"
	"rule R5; that=a.z = 1\n"
	"rule R6; that=not (a.z > b.z or a.z < -(2 * last.b.z)) or b.z <> 3\n"
	"rule R7; that=-(new.x + 2 * held.x) < t.total.total - 4; if=a.z > 0\n"
	"rule R8; that=t.net.x >= last.t.net.x\n"
	"rule R9; that=2 * (length(note) + a.z) <= 2000\n"
	"rule R10; that=filled(note) and filled(u)\n";

/* ---- random reports ---- */

static void
random_value(struct report *r, int cell, bool paper, uint64_t *seed)
{
	const struct kind *k = form_kind_of(report_form(r), cell);
	struct put put = { .cell = cell };
	struct error e = ERROR_INIT;

	put.value = (struct value){
		.state = VALUE_FIGURE,
		.units = (int64_t)support_random(seed, 12),
		.keyed = k->places,
	};
	if (!strcmp(k->type->name, "year"))
		put.value.units += 2015;
	if (paper) {
		wide units;
		int keyed;

		if (!report_figure(r, cell, &units, &keyed) ||
		    support_random(seed, 3))
			return;
		put.value.units = (int64_t)units +
				  (int64_t)support_random(seed, 2);
	}
	ck_assert(report_edit(r, &put, 1, EDIT_SOURCE, &e));
}

/* Of each ten cells BLANKS are left blank. */
static struct report *
random_report(const struct form *f, unsigned blanks, uint64_t *seed)
{
	struct report *r = report_new(f);
	int pass, cell;

	for (pass = 0; pass < 2; pass++)
		for (cell = 0; cell < f->cells; cell++)
			if (form_kind_of(f, cell)->type->figure &&
			    form_computed(f, cell) == pass &&
			    support_random(seed, 10) >= blanks)
				random_value(r, cell, pass, seed);
	return r;
}

/* ---- reading back what is printed ---- */

/* The figure that TEXT begins with, in units of 10 to the -PLACES; how long it
 * is, 0 if there is none. */
static size_t
figure_at(const char *text, int places, wide *units)
{
	const char *at = text + (*text == '-');
	int decimals = -1;

	if (*at < '0' || *at > '9')
		return 0;
	for (*units = 0; (*at >= '0' && *at <= '9') ||
			 (*at == '.' && decimals < 0); at++) {
		if (*at != '.')
			*units = *units * 10 + (*at - '0');
		decimals += decimals >= 0 || *at == '.';
	}
	for (decimals = decimals < 0 ? 0 : decimals; decimals < places;
	     decimals++)
		*units *= 10;
	if (*text == '-')
		*units = -*units;
	return (size_t)(at - text);
}

static int64_t
factor_at(const char **text)
{
	char *end;
	long by = strtol(*text, &end, 10);

	if (end == *text || strncmp(end, " × ", strlen(" × ")))
		return 1;
	*text = end + strlen(" × ");
	return by;
}

/* The end of a term: a figure, and behind it another term, the sum, or
 * nothing. */
static size_t
term_end(const char *text, int places, wide *figure)
{
	static const char *const behind[] = { " + ", " - ", " = " };
	size_t at, len, i;

	for (at = 0; text[at]; at++) {
		if (at && text[at - 1] != ' ')
			continue;
		len = figure_at(text + at, places, figure);
		if (!len)
			continue;
		for (i = 0; i < ARRAY_LEN(behind); i++)
			if (!strncmp(text + at + len, behind[i], 3))
				return at + len;
		if (!text[at + len])
			return at + len;
	}
	ck_abort_msg("no figure in '%s'", text);
	return 0;
}

/* The sum of the terms of a printed side, which must be the sum behind. */
static wide
side_of(const char *side, int places)
{
	const char *text = side;
	wide sum = 0, figure, total;
	int64_t sign = 1;
	int terms = 0;

	for (;;) {
		int64_t by;

		if (!terms && !strncmp(text, "- ", 2)) {
			sign = -1;
			text += 2;
		}
		by = factor_at(&text);
		text += term_end(text, places, &figure);
		sum += sign * by * figure;
		terms += by == 1 && sign == 1 ? 1 : 2;
		if (strncmp(text, " + ", 3) && strncmp(text, " - ", 3))
			break;
		sign = text[1] == '+' ? 1 : -1;
		text += 3;
	}
	if (terms == 1) {
		ck_assert_str_eq(text, "");
		return sum;
	}
	ck_assert_msg(!strncmp(text, " = ", 3), "'%s'", side);
	ck_assert_msg(figure_at(text + 3, places, &total) == strlen(text + 3) &&
		      total == sum, "'%s'", side);
	return sum;
}

/* The same of comparison N, out of lines of a term each. */
static void
add_lines(const struct equation *q, int n, int places, wide sum[2])
{
	int i;

	for (i = 0; i < q->terms; i++) {
		const struct term *t = &q->term[i];
		struct buf line = BUF_INIT;
		const char *text;
		int64_t sign = 1, by;
		wide figure;

		if (t->comparison != n)
			continue;
		equation_term(q, i, 1, &line);
		text = line.text + strcspn(line.text, "0123456789");
		if (text > line.text + 1 && text[-2] == '-')
			sign = -1;
		by = factor_at(&text);
		ck_assert(figure_at(text, places, &figure));
		sum[t->right] += sign * by * figure;
		buf_release(&line);
	}
}

/* ---- the property ---- */

/* Does comparison N hold, as both its sides say in either language? */
static bool
printed_holds(const struct equation *q, int n)
{
	const struct form *f = report_form(q->report);
	const struct check *c = &f->check[q->check];
	wide sum[2] = { 0, 0 };
	int lang, right;

	add_lines(q, n, f->places, sum);
	for (lang = 0; lang < f->langs; lang++)
		for (right = 0; right < 2; right++) {
			struct buf text = BUF_INIT;
			wide side;

			equation_side(q, n, right, true, lang, &text);
			side = side_of(text.text, f->places);
			ck_assert_msg(side == sum[right], "%s: '%s'",
				      c->rule->id, text.text);
			buf_release(&text);
		}
	return relation_holds(q->comparison[n].relation, sum[0], sum[1],
			      c->rule->within);
}

static bool
tree_holds(const struct equation *q, const struct expr *x, int *n)
{
	bool a;

	if (x->op == EXPR_COMPARE)
		return printed_holds(q, (*n)++);
	a = tree_holds(q, x->arg[0], n);
	if (x->op == EXPR_NOT)
		return !a;
	/* both are read, whatever the first says */
	return x->op == EXPR_AND ? tree_holds(q, x->arg[1], n) & a
				 : tree_holds(q, x->arg[1], n) | a;
}

/* Each term shows the figure of its own year. */
static void
assert_years(const struct equation *q)
{
	const struct report *r = q->report;
	const struct form *f = report_form(r);
	int i;

	for (i = 0; i < q->terms; i++) {
		const struct term *t = &q->term[i];
		const struct ref *ref;
		struct buf line = BUF_INIT;
		wide figure = 0;

		if (t->ref < 0 || !t->figured)
			continue;
		ref = &f->check[q->check].ref[t->ref];
		if (!ref->previous)
			figure = report_region(r, &ref->region);
		else if (!previous_region(report_previous(r), &ref->region,
					  &figure))
			figure = 0;
		ck_assert(figure == t->figure);
		equation_term(q, i, 1, &line);
		ck_assert(ref->previous == !!strstr(line.text, "last year's "));
		buf_release(&line);
	}
}

static void
assert_words(const struct equation *q, enum verdict v)
{
	struct buf out = BUF_INIT, sentence = BUF_INIT;
	bool completeness =
		report_form(q->report)->check[q->check].rule->completeness;

	equation_verdict(q, &out);
	ck_assert((v == VERDICT_BROKEN) ==
		  (out.len && strchr("!?", *out.text)));
	if (v == VERDICT_BLANK) {
		ck_assert_msg(strstr(out.text, "still blank"), "%s", out.text);
		equation_sentence(q->report, q->check, 1, &sentence);
		ck_assert(completeness ||
			  (strstr(sentence.text, "still blank") &&
			   !strstr(sentence.text, "does not hold")));
	}
	buf_release(&out);
	buf_release(&sentence);
}

static int compared[4];		/* checks by their verdict */

static void
assert_check(const struct report *r, int check)
{
	const struct check *c = &report_form(r)->check[check];
	enum verdict v = report_verdict(r, check);
	struct equation q;
	bool holds;
	int n = 0;

	if (c->type == CHECK_QUOTE)
		return;
	equation_read(r, check, &q);
	if (c->that)
		assert_words(&q, v);
	if (c->that && c->previous && !report_previous(r)) {
		equation_release(&q);
		return;
	}
	assert_years(&q);
	if (q.whole) {
		holds = c->that ? tree_holds(&q, c->that, &n)
				: printed_holds(&q, n++);
		ck_assert_int_eq(n, q.comparisons);
		if (v != VERDICT_BLANK && (!c->that || report_applies(r, check)))
			ck_assert_msg(holds == (v == VERDICT_OK), "%s",
				      c->rule->id);
		compared[v]++;
	}
	equation_release(&q);
}

static void
assert_form(struct form *f, uint64_t seed)
{
	struct report *r = random_report(f, (unsigned)(seed % 4), &seed);
	struct report *last = random_report(f, (unsigned)(seed % 3), &seed);
	struct error e = ERROR_INIT;
	struct version_map *w = version_map_new(f, f, &e);
	int i;

	for (i = 0; i < f->checks; i++)
		assert_check(r, i);
	assert_errors(&e, "");
	report_set_previous(r, previous_new(w, last, "last.yaml"));
	for (i = 0; i < f->checks; i++)
		assert_check(r, i);
	version_map_free(w);
	report_free(last);
	report_free(r);
}

START_TEST(printed_is_judged)
{
	struct form *f = mini_form_ok(small);
	uint64_t seed;

	for (seed = 0; seed < 200; seed++)
		assert_form(f, seed);
	ck_assert_int_gt(compared[VERDICT_OK], 100);
	ck_assert_int_gt(compared[VERDICT_BROKEN], 100);
	ck_assert_int_gt(compared[VERDICT_BLANK], 100);
	form_free(f);
}
END_TEST

START_TEST(printed_is_judged_on_every_form)
{
	char *pattern = source("forms/*.yaml");
	glob_t forms;
	size_t i;

	ck_assert_int_eq(glob(pattern, 0, NULL, &forms), 0);
	for (i = 0; i < forms.gl_pathc; i++) {
		struct error e = ERROR_INIT;
		struct form *f = form_read(forms.gl_pathv[i], &e);
		uint64_t seed;

		assert_errors(&e, "");
		for (seed = 0; seed < 12; seed++)
			assert_form(f, seed);
		form_free(f);
	}
	ck_assert_int_gt(compared[VERDICT_OK], 100);
	ck_assert_int_gt(compared[VERDICT_BROKEN], 100);
	ck_assert_int_gt(compared[VERDICT_BLANK], 100);
	globfree(&forms);
	free(pattern);
}
END_TEST

/* ---- how it is said ---- */

static const struct {
	const char *rule;
	int n;
	const char *sentence, *verdict, *terms;
} said[] = {
	{ "R1", 0,
	  "A 2: 1 New 70, Held 1 + last year's 1 New 5 - 3 × last year's "
	  "Held 2 = 0, differs by 70",
	  "! differs by 70",
	  "+ 70  1 New A 2\n"
	  "<> 1  Held A 2\n"
	  "+ 5  last year's 1 New A 2\n"
	  "- 3 × 2  last year's Held A 2\n" },
	{ "R2", 0,
	  "does not hold: 1 New A 2 70 <= 10 × last year's 1 New A 2 5 = "
	  "50 and last year's 1 New A 2 5 <= 10 × 1 New A 2 70 = 700",
	  "? ",
	  "+ 70  1 New A 2\n"
	  "> 10 × 5  last year's 1 New A 2\n"
	  "and 5  last year's 1 New A 2\n"
	  "<= 10 × 70  1 New A 2\n" },
	{ "R2", 1,
	  "1 New B 3 2.5 <= 10 × last year's 1 New B 3 0 = 0 and last "
	  "year's 1 New B 3 0 <= 10 × 1 New B 3 2.5 = 25  (1 still blank)",
	  "  (1 still blank)",
	  "+ 2.5  1 New B 3\n"
	  "> 10 × 0  last year's 1 New B 3\n"
	  "and 0  last year's 1 New B 3\n"
	  "<= 10 × 2.5  1 New B 3\n" },
	{ "R3", 0,
	  "1 New: A 2 70, B 3 2.5, differs by 67.5",
	  "! differs by 67.5",
	  "+ 70  1 New A 2\n"
	  "<> 2.5  1 New B 3\n" },
	{ "R4", 0,
	  "1 New: A 2 70 + 5 = 75, 3 × B 3 2.5 - 2 = 5.5, differs by 69.5",
	  "! differs by 69.5",
	  "+ 70  1 New A 2\n"
	  "+ 5\n"
	  "<> 3 × 2.5  1 New B 3\n"
	  "- 2\n" },
	{ "R5", 0,
	  "First Z -3, 1, differs by -4",
	  "! differs by -4",
	  "+ -3  First Z\n"
	  "<> 1\n" },
	{ "R6", 0,
	  "not (First Z -3 > Second Z 0 or First Z -3 < - 2 × last "
	  "year's Second Z 1 = -2) or Second Z 0 <> 3  (1 still blank)",
	  "  (1 still blank)",
	  "+ -3  First Z\n"
	  "<= 0  Second Z\n"
	  "or -3  First Z\n"
	  "< - 2 × 1  last year's Second Z\n"
	  "or 0  Second Z\n"
	  "<> 3\n" },
	{ "R7", 0,
	  "- 1 New A 2 70 - 2 × Held A 2 1 = -72 < Sum 73.5 - 4 = 69.5",
	  "does not apply ",
	  "- 70  1 New A 2\n"
	  "- 2 × 1  Held A 2\n"
	  "< 73.5  Sum\n"
	  "- 4\n" },
	{ "R9", 0,
	  "2 × Note in characters + 2 × First Z <= 2000  (1 still blank)",
	  "  (1 still blank)",
	  "+ 2 × Note\n"
	  "+ 2 × -3  First Z\n"
	  "<= 2000\n" },
};

START_TEST(words)
{
	struct form *f = mini_form_ok(small);
	struct report *r = report_new(f), *last = report_new(f);
	struct error e = ERROR_INIT;
	struct version_map *w = version_map_new(f, f, &e);
	int check = check_number(f, said[_i].rule, said[_i].n), i;
	struct buf sentence = BUF_INIT, verdict = BUF_INIT, terms = BUF_INIT;
	struct equation q;

	assert_errors(&e, "");
	key(last, "t.new.x", "5");
	key(last, "t.held.x", "2");
	key(last, "u.b.z", "1");
	report_set_previous(r, previous_new(w, last, "last.yaml"));
	key(r, "t.new.x", "70");
	key(r, "t.held.x", "1");
	key(r, "t.new.y", "2.5");
	key(r, "u.a.z", "-3");
	equation_sentence(r, check, 1, &sentence);
	equation_read(r, check, &q);
	equation_verdict(&q, &verdict);
	for (i = 0; i < q.terms; i++) {
		equation_term(&q, i, 1, &terms);
		buf_addc(&terms, '\n');
	}
	ck_assert_str_eq(sentence.text, said[_i].sentence);
	ck_assert_str_eq(verdict.text, said[_i].verdict);
	ck_assert_str_eq(terms.text, said[_i].terms);
	equation_release(&q);
	buf_release(&sentence);
	buf_release(&verdict);
	buf_release(&terms);
	version_map_free(w);
	report_free(last);
	report_free(r);
	form_free(f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("equation");
	TCase *c = tcase_create("equation");

	tcase_set_timeout(c, 120);
	tcase_add_test(c, printed_is_judged);
	tcase_add_loop_test(c, words, 0, (int)ARRAY_LEN(said));
	tcase_add_test(c, printed_is_judged_on_every_form);
	suite_add_tcase(s, c);
	return support_run(s);
}
