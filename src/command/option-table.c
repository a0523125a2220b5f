/* option-table.c - the options, in the order of --help */
#include "command/options.h"

#include "base/i18n.h"
#include "base/mem.h"

extern const struct verb verb_new, verb_carry, verb_check, verb_print,
	verb_summary, verb_state, verb_compare, verb_trend, verb_get, verb_set,
	verb_answer, verb_hand_in, verb_return, verb_recover, verb_kiosk,
	verb_log, verb_forms, verb_rules, verb_lint, verb_help, verb_version;

#define IN(field) .offset = offsetof(struct options, field)

/* As enum color has them. */
static const char *const colors[] = { "auto", "always", "never", NULL };

const struct option_row option_rows[] = {
	{ .help = N_("Reports") },
	{ .name = "new", .letter = 'n', .arg = N_("FORM"), .verb = &verb_new,
	  .type = OPTION_NAME, IN(form),
	  .help = N_("write a blank report of the form FORM") },
	{ .name = "carry", .arg = N_("LAST"), .verb = &verb_carry,
	  .type = OPTION_NAME, IN(last), .least = 1,
	  .wants = N_("--carry wants the name of a file"),
	  .help = N_("write next year's report, with what is carried from the "
		     "file LAST, to the file of -o") },
	{ .name = "check", .letter = 'c', .verb = &verb_check,
	  .help = N_("list what is wrong with reports, a finding a line") },
	{ .name = "print", .letter = 'p', .verb = &verb_print,
	  .help = N_("print whole reports as text") },
	{ .name = "summary", .letter = 's', .verb = &verb_summary,
	  .help = N_("show how far reports are, on one screen each") },
	{ .name = "state", .verb = &verb_state,
	  .help = N_("print the state of each report: not started, in "
		     "progress, has errors, to explain, ready or handed in") },
	{ .name = "compare", .verb = &verb_compare,
	  .help = N_("list the cells in which two reports differ, also those "
		     "of two versions of a form") },
	{ .name = "trend", .verb = &verb_trend,
	  .help = N_("show the main figures of several years beside each "
		     "other") },
	{ .name = "get", .flag = TAKES_GET, .arg = N_("ADDRESS"),
	  .verb = &verb_get, .type = OPTION_LIST, IN(get),
	  .help = N_("print the value at ADDRESS; may be repeated") },
	{ .name = "set", .flag = TAKES_SET, .arg = N_("ADDRESS=VALUE"),
	  .verb = &verb_set, .type = OPTION_SET,
	  .wants = N_("--set wants ADDRESS=VALUE, not '%s'"),
	  .help = N_("put VALUE at ADDRESS, or nothing if it is empty, and "
		     "save; may be repeated: all are set or none") },
	{ .name = "unit", .flag = TAKES_UNIT, .arg = N_("NAME"),
	  .verb = &verb_set, .type = OPTION_FIELD,
	  .help = N_("short for --set=unit=NAME; with --kiosk, serve this "
		     "unit alone") },
	{ .name = "year", .flag = TAKES_SET, .arg = N_("YEAR"),
	  .verb = &verb_set, .type = OPTION_FIELD,
	  .help = N_("short for --set=year=YEAR") },
	{ .name = "answer", .arg = N_("RULE[@ADDRESS]"), .verb = &verb_answer,
	  .type = OPTION_NAME, IN(answer), .least = 1,
	  .wants = N_("--answer wants a rule, as --check tells it"),
	  .help = N_("answer a rule that is broken; --reason says how") },
	{ .name = "hand-in", .verb = &verb_hand_in,
	  .help = N_("mark reports that are ready as handed in: locked until they "
		     "are returned") },
	{ .name = "return", .verb = &verb_return,
	  .help = N_("open reports again that were handed in; --reason says "
		     "why") },
	{ .name = "recover", .verb = &verb_recover,
	  .help = N_("save what was typed in FILE and is in its journal alone, "
		     "and list it") },
	{ .name = "kiosk", .arg = N_("DIR"), .verb = &verb_kiosk,
	  .type = OPTION_NAME, IN(kiosk),
	  .help = N_("serve the reports in the folder DIR and nothing else, "
		     "in place of a shell; see gouji(1)") },
	{ .name = "person", .flag = TAKES_PERSON, .arg = N_("NAME"),
	  .type = OPTION_TEXT, IN(person), .least = 1, .most = 99,
	  .wants = N_("--person wants a name"),
	  .help = N_("who is served by --kiosk, for locks and logs, where "
		     "several share an account") },
	{ .name = "log", .verb = &verb_log,
	  .help = N_("print who changed what and when, from FILE.log") },

	{ .help = N_("Forms") },
	{ .name = "forms", .verb = &verb_forms,
	  .help = N_("list the forms that are installed") },
	{ .name = "rules", .verb = &verb_rules,
	  .help = N_("print every rule and total of a form") },
	{ .name = "lint", .verb = &verb_lint,
	  .help = N_("tell every fault of form files") },

	{ .help = N_("How") },
	{ .name = "format", .flag = TAKES_FORMAT, .arg = N_("FORMAT"),
	  .type = OPTION_NAME, IN(format_name),
	  .help = N_("text, or json: one JSON object a line, or csv; with "
		     "--print, text") },
	{ .name = "bom", .flag = TAKES_ROWS, .type = OPTION_FLAG, IN(bom),
	  .help = N_("begin CSV with a mark by which Excel knows UTF-8; a "
		     "FILE.csv of -o has it always") },
	{ .name = "cell", .flag = TAKES_CELL, .arg = N_("ADDRESS"),
	  .type = OPTION_NAME, IN(cell), .least = 1,
	  .wants = N_("--cell wants an address"),
	  .help = N_("of the log, only what became of the value at ADDRESS") },
	{ .name = "reason", .flag = TAKES_REASON, .arg = N_("TEXT"),
	  .type = OPTION_LINE, IN(reason), .least = 1,
	  .most = 1000,	/* it goes into a line of the trail */
	  .wants = N_("--reason wants a line of text in UTF-8 of at most "
		      "%d bytes"),
	  .help = N_("why: for the log; for a rule and for what is carried, "
		     "for the report") },
	{ .name = "no-history", .flag = TAKES_NO_HISTORY, .type = OPTION_FLAG,
	  IN(no_history),
	  .help = N_("note nothing in FILE.log") },
	{ .name = "blank", .flag = TAKES_BLANK, .type = OPTION_FLAG, IN(blank),
	  .help = N_("print the empty form, to be filled in on paper; FILE can "
		     "be a form") },
	{ .name = "draft", .flag = TAKES_DRAFT, .type = OPTION_FLAG, IN(draft),
	  .help = N_("carry the texts too, last year's figures in them "
		     "marked") },
	{ .name = "years", .flag = TAKES_YEARS, .arg = N_("DIR"),
	  .type = OPTION_FOLDER, IN(years), .least = 1,
	  .wants = N_("--years wants the name of a folder"),
	  .help = N_("the folder below which reports of other years may lie; "
		     "without it, only the report's own") },
	{ .name = "dry-run", .flag = TAKES_DRY_RUN, .type = OPTION_FLAG,
	  IN(dry_run),
	  .help = N_("list, and change nothing") },
	{ .name = "lang", .flag = TAKES_LANG, .arg = N_("LANGUAGE"),
	  .type = OPTION_NAME, IN(lang),
	  .help = N_("language of the form to use, such as zh or en") },
	{ .name = "width", .flag = TAKES_WIDTH, .arg = N_("COLUMNS"),
	  .type = OPTION_NUMBER, IN(width), .least = WIDTH_LEAST,
	  .most = WIDTH_MOST,
	  .wants = N_("--width is a number from %d to %d, not '%s'"),
	  .help = N_("columns of a page, from 20 to 400") },
	{ .name = "output", .letter = 'o', .flag = TAKES_OUTPUT,
	  .arg = N_("FILE"), .type = OPTION_NAME, IN(output), .least = 1,
	  .unlike = "-",
	  .wants = N_("--output wants the name of a file"),
	  .help = N_("write to FILE instead of standard output") },
	{ .name = "color", .flag = TAKES_COLOR, .arg = N_("WHEN"),
	  .type = OPTION_CHOICE, IN(color), .choice = colors,
	  .wants = N_("--color is auto, always or never, not '%s'"),
	  .help = N_("auto, always or never") },

	{ .help = N_("About gouji") },
	{ .name = "help", .letter = 'h', .verb = &verb_help,
	  .help = N_("show this") },
	{ .name = "version", .letter = 'V', .verb = &verb_version,
	  .help = N_("show the version") },
};

const size_t option_count = ARRAY_LEN(option_rows);

_Static_assert(ARRAY_LEN(option_rows) <= OPTIONS_MOST, "OPTIONS_MOST");
