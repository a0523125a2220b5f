/* test_options.c - the table of options, and the reading of a command line
 *
 * The table names every verb, so this links all of command/ with what lies
 * below it: nothing there may know the screen. */
#include "command/options.h"

#include <string.h>

#include "base/mem.h"
#include "support.h"

static enum status
nothing(const struct options *o)
{
	(void)o;
	return STATUS_GOOD;
}

static const struct verb screen = {
	.takes = TAKES_NO_HISTORY, .operand = "FILE", .run = nothing,
};
static const struct front front = { .screen = &screen };

/* ---- the table ---- */

START_TEST(table)
{
	size_t i, k;

	for (i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];

		ck_assert(*row->help);
		if (!row->name)
			continue;
		for (k = 0; k < i; k++) {
			const struct option_row *other = &option_rows[k];

			ck_assert(!other->name ||
				  strcmp(row->name, other->name));
			ck_assert(!row->letter ||
				  row->letter != other->letter);
		}
		/* it belongs somewhere, and what takes a value puts it
		 * somewhere */
		ck_assert(row->verb || row->flag);
		ck_assert(!row->verb || row->verb->run);
		ck_assert_int_eq(row->arg == NULL,
				 row->type == OPTION_NONE ||
					 row->type == OPTION_FLAG);
		ck_assert_int_eq(row->choice != NULL,
				 row->type == OPTION_CHOICE);
		/* what can be refused says why */
		ck_assert(row->wants || !(row->least || row->most ||
					  row->unlike || row->choice));
	}
}
END_TEST

/* ---- command lines ---- */

#define WORDS 8

static const struct {
	const char *word[WORDS];
	const char *complaint;	/* "": none */
} lines[] = {
	{ { "a.yaml" }, "" },
	{ { "--no-history", "a.yaml" }, "" },
	{ { "--check", "a.yaml", "b.yaml" }, "" },
	{ { "-c", "a.yaml" }, "" },
	{ { "a.yaml", "--chec" }, "" },
	{ { "--get=a", "--get=b", "--set=a=1", "--unit=x", "f" }, "" },
	{ { "--new=zwgk", "--unit=x", "--year=2024", "--set=a=" }, "" },
	{ { "--carry=f", "--set=a=1", "-o", "g" }, "" },
	{ { "--kiosk=d", "--unit=x", "--person=li" }, "" },
	{ { "--help", "--check", "x" }, "" },
	{ { "--print", "--format=anything", "f" }, "" },
	{ { "--print", "--width=20", "f" }, "" },
	{ { "--print", "--width=400", "f" }, "" },
	{ { "--compare", "--format=csv", "--color=never", "a", "b" }, "" },
	{ { "--", "-c" }, "" },

	{ { "--nothing" }, "unknown option '--nothing'; --help lists them "
			   "all" },
	{ { "-x" }, "unknown option '-x'; --help lists them all" },
	{ { "--get" }, "the option '--get' wants ADDRESS" },
	{ { "--check=a" }, "the option '--check' takes no value" },
	{ { "-c", "--check", "f" }, "the option '--check' is given twice" },
	{ { "--lang=a", "--lang=a" }, "the option '--lang' is given twice" },
	{ { "--check", "--print", "f" }, "'--check' and '--print' cannot go "
					 "together; give one of them" },
	{ { "--get=a", "--reason=x", "f" },
	  "the option '--reason' goes only with: --set, --answer, --hand-in, "
	  "--return" },
	{ { "--check", "--no-history", "f" },
	  "the option '--no-history' goes only with: gouji FILE, --set, "
	  "--answer, --hand-in, --return, --recover" },
	{ { "--check", "--format=csv", "f" }, "" },
	{ { "--check", "--format=", "f" },
	  "--format is text, json or csv, not ''" },
	{ { "--print", "--width=19", "f" },
	  "--width is a number from 20 to 400, not '19'" },
	{ { "--print", "--width=401", "f" },
	  "--width is a number from 20 to 400, not '401'" },
	{ { "--print", "--width=99999999999", "f" },
	  "--width is a number from 20 to 400, not '99999999999'" },
	{ { "--print", "--width=8o", "f" },
	  "--width is a number from 20 to 400, not '8o'" },
	{ { "--check", "--color=red", "f" },
	  "--color is auto, always or never, not 'red'" },
	{ { "--set=a", "f" }, "--set wants ADDRESS=VALUE, not 'a'" },
	{ { "--set==a", "f" }, "--set wants ADDRESS=VALUE, not '=a'" },
	{ { "--kiosk=d", "--person=" }, "--person wants a name" },
	{ { "--kiosk=d", "--person=\377" }, "--person wants a name" },
	{ { "--print", "-o", "", "f" }, "--output wants the name of a file" },
	{ { "--print", "-o", "-", "f" }, "--output wants the name of a file" },
	{ { "--set=a=b", "--reason=", "f" },
	  "--reason wants a line of text in UTF-8 of at most 1000 bytes" },
	{ { "--set=a=b", "--reason=a\nb", "f" },
	  "--reason wants a line of text in UTF-8 of at most 1000 bytes" },
	{ { "--check", "--years=", "f" },
	  "--years wants the name of a folder" },
	{ { "--check", "--years=/dev/null", "f" },
	  "--years: '/dev/null' is not a folder" },
	{ { "--compare", "a" }, "2 files are wanted: OLD NEW; see --help" },
	{ { "--check" }, "FILE is missing; see --help" },
	{ { "--forms", "a" }, "'a' is one word too many; see --help" },
	{ { "a", "b" }, "one FILE at a time; 'b' is one too many" },
	{ { "--check", "" }, "the name of a file is empty" },
};

static bool
parse(struct options *o, const char *const *word, struct error *e)
{
	char *argv[WORDS + 2] = { xstrdup("gouji") };
	int argc = 1;
	bool ok;

	/* the words stay, as options point to them */
	while (argc <= WORDS && word[argc - 1]) {
		argv[argc] = (char *)(uintptr_t)word[argc - 1];
		argc++;
	}
	ok = options_parse(o, &front, argc, argv, e);
	free(argv[0]);
	return ok;
}

START_TEST(line)
{
	struct error e = ERROR_INIT;
	struct options o;
	bool ok = parse(&o, lines[_i].word, &e);

	ck_assert_str_eq(error_first(&e), lines[_i].complaint);
	ck_assert_int_eq(ok, !*lines[_i].complaint);
	error_release(&e);
	options_release(&o);
}
END_TEST

START_TEST(values)
{
	static const char *const words[] = {
		"--get=a", "--set=b=c=d", "--get=e", "--year=2024",
		"--reason=why", "--no-history", "f.yaml", NULL
	};
	static const char *const others[] = {
		"--compare", "--format=json", "--color=always", "--width=77",
		"old", "new", NULL
	};
	struct error e = ERROR_INIT;
	struct options o;

	ck_assert(parse(&o, words, &e));
	ck_assert_int_eq(o.get.count, 2);
	ck_assert_str_eq(o.get.name[1], "e");
	ck_assert_int_eq(o.sets, 2);
	ck_assert_str_eq(o.set[0].address, "b");
	ck_assert_str_eq(o.set[0].value, "c=d");
	ck_assert_str_eq(o.set[1].address, "year");
	ck_assert_str_eq(o.set[1].value, "2024");
	ck_assert_str_eq(o.reason, "why");
	ck_assert(o.no_history && !o.blank && !o.dry_run && !o.draft);
	ck_assert_int_eq(o.files, 1);
	options_release(&o);

	ck_assert(parse(&o, others, &e));
	ck_assert_int_eq(o.format, FORMAT_JSON);
	ck_assert_int_eq(o.color, COLOR_ALWAYS);
	ck_assert_int_eq(o.width, 77);
	ck_assert_str_eq(o.reason, "");
	ck_assert_int_eq(o.files, 2);
	options_release(&o);
	error_release(&e);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("options");
	TCase *c = tcase_create("options");

	tcase_add_test(c, table);
	tcase_add_loop_test(c, line, 0, ARRAY_LEN(lines));
	tcase_add_test(c, values);
	suite_add_tcase(s, c);
	return support_run(s);
}
