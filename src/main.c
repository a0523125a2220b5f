/*
 * main.c - the locale, the options, and which verb they ask for
 *
 * All options stand in one table.  It is the only list of them: getopt_long's
 * tables, --help and the complaints are made from it.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/words.h"
#include "command/command.h"
#include "command/kiosk.h"
#include "screen/app.h"
#include "screen/loop.h"
#include "store/form-store.h"
#include "store/sandbox-path.h"

#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

/* ---- what the options put into struct options ---- */

static bool
take_form(struct options *o, const struct option_row *row, const char *text,
	  struct error *e)
{
	(void)row, (void)e;
	o->form = text;
	return true;
}

static bool
take_person(struct options *o, const struct option_row *row, const char *text,
	    struct error *e)
{
	(void)row;
	o->person = text;
	return (*text && strlen(text) < 100 &&
		text_valid(text, strlen(text), NULL)) ||
	       error_add(e, NOWHERE, _("--person wants a name"));
}

static bool
take_kiosk(struct options *o, const struct option_row *row, const char *text,
	   struct error *e)
{
	(void)row, (void)e;
	o->kiosk = text;
	return true;
}

static bool
take_previous(struct options *o, const struct option_row *row, const char *text,
	      struct error *e)
{
	(void)row;
	o->last = text;
	return *text || error_add(e, NOWHERE,
				  _("--carry wants the name of a file"));
}

static bool
take_years(struct options *o, const struct option_row *row, const char *text,
	   struct error *e)
{
	struct stat st;

	(void)row;
	o->years = text;
	if (!*text)
		return error_add(e, NOWHERE,
				 _("--years wants the name of a folder"));
	if (sandbox_stat(text, &st))
		return error_add(e, NOWHERE, _("--years: '%s': %s"), text,
				 sandbox_strerror(errno));
	return S_ISDIR(st.st_mode) ||
	       error_add(e, NOWHERE, _("--years: '%s' is not a folder"), text);
}

static bool
take_draft(struct options *o, const struct option_row *row, const char *text,
	   struct error *e)
{
	(void)row, (void)text, (void)e;
	o->draft = true;
	return true;
}

static bool
take_get(struct options *o, const struct option_row *row, const char *text,
	 struct error *e)
{
	(void)row, (void)e;
	ARRAY_GROW(o->get, o->gets, o->get_room);
	o->get[o->gets++] = text;
	return true;
}

static bool
take_set(struct options *o, const struct option_row *row, const char *text,
	 struct error *e)
{
	const char *sign = strchr(text, '=');

	(void)row;
	if (!sign || sign == text)
		return error_add(e, NOWHERE,
				 _("--set wants ADDRESS=VALUE, not '%s'"),
				 text);
	ARRAY_GROW(o->set, o->sets, o->set_room);
	o->set[o->sets++] = (struct assignment){
		.address = xstrndup(text, (size_t)(sign - text)),
		.value = sign + 1,
	};
	return true;
}

static bool
take_named(struct options *o, const struct option_row *row, const char *text,
	   struct error *e)
{
	(void)e;
	ARRAY_GROW(o->set, o->sets, o->set_room);
	o->set[o->sets++] = (struct assignment){
		.address = xstrdup(row->name),
		.value = text,
	};
	return true;
}

static bool
take_format(struct options *o, const struct option_row *row, const char *text,
	    struct error *e)
{
	static const char *const name[] = {
		[FORMAT_TEXT] = "text", [FORMAT_JSON] = "json",
		[FORMAT_CSV] = "csv",
	};
	size_t i;

	(void)row;
	for (i = 0; i < ARRAY_LEN(name); i++)
		if (!strcmp(text, name[i])) {
			o->format = (enum format)i;
			return true;
		}
	return error_add(e, NOWHERE,
			 _("--format is text, json or csv, not '%s'"), text);
}

static bool
take_blank(struct options *o, const struct option_row *row, const char *text,
	   struct error *e)
{
	(void)row, (void)text, (void)e;
	o->blank = true;
	return true;
}

static bool
take_dry_run(struct options *o, const struct option_row *row,
	     const char *text, struct error *e)
{
	(void)row, (void)text, (void)e;
	o->dry_run = true;
	return true;
}

static bool
take_no_history(struct options *o, const struct option_row *row,
		const char *text, struct error *e)
{
	(void)row, (void)text, (void)e;
	o->no_history = true;
	return true;
}

/* It goes into a line of the trail. */
#define REASON_MOST 1000

static bool
take_reason(struct options *o, const struct option_row *row, const char *text,
	    struct error *e)
{
	size_t len = strlen(text);
	struct buf safe = BUF_INIT;
	bool ok;

	(void)row;
	o->reason = text;
	text_escape(&safe, text, len);
	ok = len && len <= REASON_MOST && !strcmp(safe.text, text);
	buf_release(&safe);
	return ok || error_add(e, NOWHERE,
			       _("--reason wants a line of text in UTF-8 of "
				 "at most %d bytes"), REASON_MOST);
}

static bool
take_answer(struct options *o, const struct option_row *row, const char *text,
	    struct error *e)
{
	(void)row;
	o->answer = text;
	return (*text && *text != '@') ||
	       error_add(e, NOWHERE, _("--answer wants a rule, as --check "
				       "tells it"));
}

static bool
take_cell(struct options *o, const struct option_row *row, const char *text,
	  struct error *e)
{
	(void)row;
	o->cell = text;
	return *text || error_add(e, NOWHERE, _("--cell wants an address"));
}

static bool
take_lang(struct options *o, const struct option_row *row, const char *text,
	  struct error *e)
{
	(void)row, (void)e;
	o->lang = text;
	return true;
}

static bool
take_width(struct options *o, const struct option_row *row, const char *text,
	   struct error *e)
{
	size_t digits = strspn(text, "0123456789");

	(void)row;
	if (digits && digits < 6 && !text[digits])
		o->width = atoi(text);
	return (o->width >= WIDTH_LEAST && o->width <= WIDTH_MOST) ||
	       error_add(e, NOWHERE,
			 _("--width is a number from %d to %d, not '%s'"),
			 WIDTH_LEAST, WIDTH_MOST, text);
}

static bool
take_output(struct options *o, const struct option_row *row, const char *text,
	    struct error *e)
{
	(void)row;
	o->output = text;
	return (*text && strcmp(text, "-")) ||
	       error_add(e, NOWHERE, _("--output wants the name of a file"));
}

static bool
take_color(struct options *o, const struct option_row *row, const char *text,
	   struct error *e)
{
	static const char *const name[] = {
		[COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always",
		[COLOR_NEVER] = "never",
	};
	size_t i;

	(void)row;
	for (i = 0; i < ARRAY_LEN(name); i++)
		if (!strcmp(text, name[i])) {
			o->color = (enum color)i;
			return true;
		}
	return error_add(e, NOWHERE,
			 _("--color is auto, always or never, not '%s'"),
			 text);
}

/* ---- the table ---- */

static const struct verb verb_kiosk;

static const struct option_row rows[] = {
	{ .help = N_("Reports") },
	{ .name = "new",
	  .letter = 'n',
	  .flag = TAKES_NEW,
	  .arg = N_("FORM"),
	  .verb = &verb_new,
	  .take = take_form,
	  .help = N_("write a blank report of the form FORM") },
	{ .name = "carry",
	  .flag = TAKES_CARRY,
	  .arg = N_("LAST"),
	  .verb = &verb_carry,
	  .take = take_previous,
	  .help = N_("write next year's report, with what is carried from the "
		     "file LAST, to the file of -o") },
	{ .name = "check",
	  .letter = 'c',
	  .flag = TAKES_CHECK,
	  .verb = &verb_check,
	  .help = N_("list what is wrong with reports, a finding a line") },
	{ .name = "print",
	  .letter = 'p',
	  .flag = TAKES_PRINT,
	  .verb = &verb_print,
	  .help = N_("print whole reports as text") },
	{ .name = "summary",
	  .letter = 's',
	  .flag = TAKES_SUMMARY,
	  .verb = &verb_summary,
	  .help = N_("show how far reports are, on one screen each") },
	{ .name = "state",
	  .flag = TAKES_STATE,
	  .verb = &verb_state,
	  .help = N_("print the state of each report: blank, being keyed, "
		     "broken, waiting for reasons, finished or handed in") },
	{ .name = "compare",
	  .flag = TAKES_COMPARE,
	  .verb = &verb_compare,
	  .help = N_("list the cells in which two reports differ, also those "
		     "of two versions of a form") },
	{ .name = "trend",
	  .flag = TAKES_TREND,
	  .verb = &verb_trend,
	  .help = N_("show the main figures of several years beside each "
		     "other") },
	{ .name = "get",
	  .flag = TAKES_GET,
	  .arg = N_("ADDRESS"),
	  .many = true,
	  .verb = &verb_get,
	  .take = take_get,
	  .help = N_("print the value at ADDRESS; may be repeated") },
	{ .name = "set",
	  .flag = TAKES_SET,
	  .arg = N_("ADDRESS=VALUE"),
	  .many = true,
	  .verb = &verb_get,
	  .take = take_set,
	  .help = N_("put VALUE at ADDRESS, or nothing if it is empty, and "
		     "save; may be repeated: all are set or none") },
	{ .name = "unit",
	  .flag = TAKES_UNIT,
	  .arg = N_("NAME"),
	  .alias = true,
	  .verb = &verb_get,
	  .take = take_named,
	  .help = N_("short for --set=unit=NAME; with --kiosk, serve this "
		     "unit alone") },
	{ .name = "year",
	  .flag = TAKES_SET,
	  .arg = N_("YEAR"),
	  .alias = true,
	  .verb = &verb_get,
	  .take = take_named,
	  .help = N_("short for --set=year=YEAR") },
	{ .name = "answer",
	  .flag = TAKES_ANSWER,
	  .arg = N_("RULE[@ADDRESS]"),
	  .verb = &verb_answer,
	  .take = take_answer,
	  .help = N_("answer a rule that is broken; --reason says how") },
	{ .name = "hand-in",
	  .flag = TAKES_HAND_IN,
	  .verb = &verb_hand_in,
	  .help = N_("mark finished reports as handed in: locked until they "
		     "are returned") },
	{ .name = "return",
	  .flag = TAKES_RETURN,
	  .verb = &verb_return,
	  .help = N_("open reports again that were handed in; --reason says "
		     "why") },
	{ .name = "recover",
	  .flag = TAKES_RECOVER,
	  .verb = &verb_recover,
	  .help = N_("save what was typed in FILE and is in its journal alone, "
		     "and list it") },
	{ .name = "kiosk",
	  .flag = TAKES_KIOSK,
	  .arg = N_("DIR"),
	  .verb = &verb_kiosk,
	  .take = take_kiosk,
	  .help = N_("serve the reports in the folder DIR and nothing else, "
		     "in place of a shell; see gouji(1)") },
	{ .name = "person",
	  .flag = TAKES_PERSON,
	  .arg = N_("NAME"),
	  .take = take_person,
	  .help = N_("who is served by --kiosk, for locks and logs, where "
		     "several share an account") },
	{ .name = "log",
	  .flag = TAKES_LOG,
	  .verb = &verb_log,
	  .help = N_("print who changed what and when, from FILE.log") },

	{ .help = N_("Forms") },
	{ .name = "forms",
	  .flag = TAKES_FORMS,
	  .verb = &verb_forms,
	  .help = N_("list the forms that are installed") },
	{ .name = "rules",
	  .flag = TAKES_RULES,
	  .verb = &verb_rules,
	  .help = N_("print every rule and total of a form") },
	{ .name = "lint",
	  .flag = TAKES_LINT,
	  .verb = &verb_lint,
	  .help = N_("tell every fault of form files") },

	{ .help = N_("How") },
	{ .name = "format",
	  .flag = TAKES_FORMAT,
	  .arg = N_("FORMAT"),
	  .take = take_format,
	  .help = N_("text, or json: one JSON object a line; or csv, with "
		     "--compare, --trend, --state or --log") },
	{ .name = "cell",
	  .flag = TAKES_CELL,
	  .arg = N_("ADDRESS"),
	  .take = take_cell,
	  .help = N_("of the log, only what became of the value at ADDRESS") },
	{ .name = "reason",
	  .flag = TAKES_REASON,
	  .with = TAKES_SET | TAKES_ANSWER | TAKES_HAND_IN | TAKES_RETURN,
	  .arg = N_("TEXT"),
	  .take = take_reason,
	  .help = N_("why: for the log; for a rule and for what is carried, "
		     "for the report") },
	{ .name = "no-history",
	  .flag = TAKES_NO_HISTORY,
	  .with = TAKES_SET | TAKES_ANSWER | TAKES_RECOVER | TAKES_HAND_IN |
		  TAKES_RETURN,
	  .take = take_no_history,
	  .help = N_("note nothing in FILE.log") },
	{ .name = "blank",
	  .flag = TAKES_BLANK,
	  .take = take_blank,
	  .help = N_("print the empty form, to be filled in on paper; FILE can "
		     "be a form") },
	{ .name = "draft",
	  .flag = TAKES_DRAFT,
	  .take = take_draft,
	  .help = N_(
		  "carry the texts too, last year's figures in them marked") },
	{ .name = "years",
	  .flag = TAKES_YEARS,
	  .with = TAKES_CARRY | TAKES_CHECK | TAKES_SET | TAKES_ANSWER |
		  TAKES_STATE | TAKES_HAND_IN | TAKES_RETURN,
	  .arg = N_("DIR"),
	  .take = take_years,
	  .help = N_("the folder below which reports of other years may lie; "
		     "without it, only the report's own") },
	{ .name = "dry-run",
	  .flag = TAKES_DRY_RUN,
	  .take = take_dry_run,
	  .help = N_("list, and change nothing") },
	{ .name = "lang",
	  .flag = TAKES_LANG,
	  .arg = N_("LANGUAGE"),
	  .take = take_lang,
	  .help = N_("language of the form to use, such as zh or en") },
	{ .name = "width",
	  .flag = TAKES_WIDTH,
	  .arg = N_("COLUMNS"),
	  .take = take_width,
	  .help = N_("columns of a page, from 20 to 400") },
	{ .name = "output",
	  .letter = 'o',
	  .flag = TAKES_OUTPUT,
	  .arg = N_("FILE"),
	  .take = take_output,
	  .help = N_("write to FILE instead of standard output") },
	{ .name = "color",
	  .flag = TAKES_COLOR,
	  .arg = N_("WHEN"),
	  .take = take_color,
	  .help = N_("auto, always or never") },

	{ .help = N_("About gouji") },
	{ .name = "help",
	  .letter = 'h',
	  .flag = TAKES_HELP,
	  .verb = &verb_help,
	  .help = N_("show this") },
	{ .name = "version",
	  .letter = 'V',
	  .flag = TAKES_VERSION,
	  .verb = &verb_version,
	  .help = N_("show the version") },
};

static enum status
open_screen(const struct options *o)
{
	const struct app_options how = {
		.no_history = o->no_history, .years = o->years,
	};
	struct error e = ERROR_INIT;

	if (strcmp(o->file[0], "-"))
		return (enum status)app_run(o->file[0], command_language(),
					    &how);
	error_add(&e, NOWHERE, _("the screen wants the name of a file; "
				 "standard input is the keyboard"));
	return command_end(&e);
}

static const struct verb verb_screen = {
	.takes = TAKES_NO_HISTORY | TAKES_YEARS,
	.operand = N_("FILE"),
	.kiosk = KIOSK_REPORTS,
	.run = open_screen,
};

/* ---- reading the command line ---- */

#define LONG 1000		/* what getopt returns for row 0 */

struct parser {
	struct option longs[ARRAY_LEN(rows) + 1];
	char letters[2 * ARRAY_LEN(rows) + 2];
	int given[ARRAY_LEN(rows)];
};

static void
parser_init(struct parser *p)
{
	struct option *o = p->longs;
	char *c = p->letters;
	size_t i;

	*p = (struct parser){ .letters = "" };
	/* the first tells a missing value from an unknown option */
	*c++ = ':';
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		if (!rows[i].name)
			continue;
		o->name = rows[i].name;
		o->has_arg = rows[i].arg ? required_argument : no_argument;
		o++->val = LONG + (int)i;
		if (rows[i].letter)
			*c++ = rows[i].letter;
		if (rows[i].letter && rows[i].arg)
			*c++ = ':';
	}
}

/* The row for what getopt returned; NULL if there is none. */
static const struct option_row *
row_of(int got)
{
	size_t i;

	if (got >= LONG)
		return &rows[got - LONG];
	for (i = 0; i < ARRAY_LEN(rows); i++)
		if (got && rows[i].letter == got)
			return &rows[i];
	return NULL;
}

/* GOT is ':' or '?'; getopt has its option in optopt, if it knows it. */
static bool
complain(int got, const char *word, struct error *e)
{
	const struct option_row *row = row_of(optopt);

	if (got == ':' && row)
		return error_add(e, NOWHERE, _("the option '--%s' wants %s"),
				 row->name, _(row->arg));
	if (row)
		return error_add(e, NOWHERE,
				 _("the option '--%s' takes no value"),
				 row->name);
	if (optopt)
		return error_add(e, NOWHERE,
				 _("unknown option '-%c'; --help lists them "
				   "all"), (char)optopt);
	return error_add(e, NOWHERE,
			 _("unknown option '%s'; --help lists them all"), word);
}

static bool
take(struct options *o, struct parser *p, const struct option_row *row,
     struct error *e)
{
	if (p->given[row - rows]++ && !row->many)
		return error_add(e, NOWHERE,
				 _("the option '--%s' is given twice"),
				 row->name);
	return !row->take || row->take(o, row, optarg, e);
}

/*
 * The verb that all the options given can belong to; NULL, told in E, if
 * there is none.  Where one verb takes the option of the other (--new takes
 * --set), it is the one.
 */
static const struct verb *
find_verb(const struct parser *p, struct error *e)
{
	const struct option_row *asked = NULL;
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		const struct option_row *row = &rows[i];

		if (!p->given[i] || !row->verb)
			continue;
		if (!asked || (row->verb->takes & asked->flag)) {
			asked = row;
		} else if (!(asked->verb->takes & row->flag)) {
			error_add(e, NOWHERE,
				  _("'--%s' and '--%s' cannot go together; "
				    "give one of them"), asked->name,
				  row->name);
			return NULL;
		}
	}
	return asked ? asked->verb : &verb_screen;
}

/* Is an option given that is one of FLAGS? */
static bool
given(const struct parser *p, uint64_t flags)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++)
		if (p->given[i] && (rows[i].flag & flags))
			return true;
	return false;
}

static bool
belongs(const struct options *o, const struct parser *p,
	const struct option_row *row)
{
	return (row->flag & o->verb->takes) &&
	       (!row->with || o->verb == &verb_screen || given(p, row->with));
}

/* Adds what the option goes with. */
static void
add_partners(const struct options *o, const struct option_row *row,
	     struct buf *out)
{
	size_t i;

	if (!row->with) {
		command_takers(o, row->flag, out);
		return;
	}
	if (row->flag & verb_screen.takes)
		buf_addf(out, "gouji %s", _(verb_screen.operand));
	for (i = 0; i < ARRAY_LEN(rows); i++)
		if (!rows[i].alias && (rows[i].flag & row->with))
			buf_addf(out, "%s--%s", out->len ? ", " : "",
				 rows[i].name);
}

static bool
all_belong(const struct options *o, const struct parser *p, struct error *e)
{
	struct buf with = BUF_INIT;
	bool ok = true;
	size_t i;

	for (i = 0; ok && i < ARRAY_LEN(rows); i++) {
		if (!p->given[i] || belongs(o, p, &rows[i]))
			continue;
		add_partners(o, &rows[i], &with);
		ok = error_add(e, NOWHERE,
			       _("the option '--%s' goes only with: %s"),
			       rows[i].name, with.text);
	}
	if (ok && o->format == FORMAT_CSV && !(o->verb->takes & TAKES_CSV)) {
		command_takers(o, TAKES_CSV, &with);
		ok = error_add(e, NOWHERE,
			       _("the option '--%s' goes only with: %s"),
			       "format=csv", with.text);
	}
	buf_release(&with);
	return ok;
}

static bool
operands_fit(const struct options *o, struct error *e)
{
	const struct verb *v = o->verb;
	int i;

	if (v->takes == TAKES_ALL)
		return true;
	if (!v->operand && o->files)
		return error_add(e, NOWHERE,
				 _("'%s' is one word too many; see --help"),
				 o->file[0]);
	if (v->operand && !o->files)
		return error_add(e, NOWHERE, _("%s is missing; see --help"),
				 _(v->operand));
	if (v->exactly && o->files != v->exactly)
		return error_add(e, NOWHERE,
				 Q_("%d file is wanted: %s; see --help",
				    "%d files are wanted: %s; see --help",
				    v->exactly), v->exactly, _(v->operand));
	if (v->operand && !v->many && !v->exactly && o->files > 1)
		return error_add(e, NOWHERE,
				 _("one %s at a time; '%s' is one too many"),
				 _(v->operand), o->file[1]);
	for (i = 0; i < o->files; i++)
		if (!*o->file[i])
			return error_add(e, NOWHERE,
					 _("the name of a file is empty"));
	return true;
}

static bool
parse(struct options *o, int argc, char **argv, struct error *e)
{
	const struct option_row *row;
	struct parser p;
	int got;

	parser_init(&p);
	opterr = 0;
	optind = 0;		/* from the start, each time */
	for (;;) {
		got = getopt_long(argc, argv, p.letters, p.longs, NULL);
		if (got == -1)
			break;
		row = got == ':' || got == '?' ? NULL : row_of(got);
		if (!row)
			return complain(got, argv[optind - 1], e);
		if (!take(o, &p, row, e))
			return false;
	}
	o->file = argv + optind;
	o->files = argc - optind;
	o->verb = find_verb(&p, e);
	return o->verb && all_belong(o, &p, e) && operands_fit(o, e);
}

static void
options_release(struct options *o)
{
	int i;

	for (i = 0; i < o->sets; i++)
		free(o->set[i].address);
	free(o->set);
	free(o->get);
}

/* ---- a kiosk ---- */

/* What O asks of the value of the field ADDRESS; NULL if nothing. */
static const char *
wanted(const struct options *o, const char *address)
{
	int i;

	for (i = 0; i < o->sets; i++)
		if (!strcmp(o->set[i].address, address))
			return o->set[i].value;
	return NULL;
}

/* Reports are told apart by the fields that have an option of their own. */
static int
list_fields(const struct options *o, struct catalogue_field *field)
{
	int n = 0;
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++)
		if (rows[i].alias)
			field[n++] = (struct catalogue_field){
				.address = rows[i].name,
				.only = wanted(o, rows[i].name),
			};
	return n;
}

static enum status
obey_words(const struct words *w, struct catalogue *s)
{
	struct options asked = {
		.row = rows, .rows = ARRAY_LEN(rows), .reason = "",
	};
	enum status status = STATUS_TROUBLE;
	struct error e = ERROR_INIT;

	if (!w->count || strcmp(w->word[0], "gouji"))
		error_add(&e, NOWHERE,
			  _("'%s' is not allowed here; the one command is "
			    "gouji, with an option or the name of a report"),
			  w->count ? w->word[0] : "");
	else if (w->count == 1)
		status = (enum status)app_run_catalogue(s, command_language());
	else if (parse(&asked, w->count, w->word, &e) &&
		 kiosk_allows(&asked, s, &e))
		status = asked.verb->run(&asked);
	command_tell(&e);
	options_release(&asked);
	return status;
}

/* LINE is what the visitor asks for, as sshd hands it on. */
static enum status
obey(const char *line, struct catalogue *s)
{
	enum status status = STATUS_TROUBLE;
	struct error e = ERROR_INIT;
	struct words w;

	if (words_split(&w, line, &e)) {
		status = obey_words(&w, s);
		words_release(&w);
	}
	command_tell(&e);
	return status;
}

static enum status
serve(const struct options *o)
{
	struct catalogue_field field[ARRAY_LEN(rows)];
	const char *line = getenv("SSH_ORIGINAL_COMMAND");
	struct error e = ERROR_INIT;
	enum status status;
	struct catalogue s;

	if (!kiosk_enter(o, &e))
		return command_end(&e);
	catalogue_init(&s, field, list_fields(o, field));
	status = line && *line ? obey(line, &s)
		 : (enum status)app_run_catalogue(&s, command_language());
	catalogue_release(&s);
	return status;
}

static const struct verb verb_kiosk = {
	.takes = TAKES_KIOSK | TAKES_UNIT | TAKES_PERSON,
	.run = serve,
};

/* True if ARGV asks for a kiosk; the environment must not be read before that
 * is known, so all else that may be wrong with it is told later. */
static bool
asks_for_kiosk(int argc, char **argv)
{
	struct options o = { .row = rows, .rows = ARRAY_LEN(rows) };
	struct error unsaid = ERROR_INIT;

	parse(&o, argc, argv, &unsaid);
	error_release(&unsaid);
	options_release(&o);
	return o.kiosk;
}

/* ---- the process ---- */

/* A closed standard stream must not become the next file that is opened.
 * What is written to one is refused, and so told. */
static void
keep_streams(void)
{
	int fd;

	for (fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)!open("/dev/null", fd ? O_RDONLY : O_WRONLY);
}

static bool
set_locale(struct error *e)
{
	bool known = setlocale(LC_ALL, "");

	bindtextdomain("gouji", LOCALEDIR);
	bind_textdomain_codeset("gouji", "UTF-8");
	textdomain("gouji");
	if (!known)
		return error_add(e, NOWHERE,
				 _("the locale that LC_ALL or LANG names is "
				   "not installed; choose one of 'locale -a', "
				   "for example: export LC_ALL=C.UTF-8"));
	if (strcmp(nl_langinfo(CODESET), "UTF-8"))
		return error_add(e, NOWHERE,
				 _("the locale does not use UTF-8 but %s; "
				   "choose one that does, for example: "
				   "export LC_ALL=zh_CN.UTF-8 or "
				   "export LC_ALL=C.UTF-8"),
				 nl_langinfo(CODESET));
	return true;
}

/* A visitor cannot help it if his locale is not installed here. */
static void
set_kiosk_locale(struct error *e)
{
	error_release(e);
	setenv("LC_ALL", "C.UTF-8", 1);
	set_locale(e);
}

/* What is said of gouji itself is ASCII enough for any locale. */
static bool
about_gouji(const struct verb *verb)
{
	return verb == &verb_help || verb == &verb_version;
}

int
main(int argc, char **argv)
{
	struct options o = {
		.row = rows, .rows = ARRAY_LEN(rows), .reason = "",
	};
	struct error e = ERROR_INIT, locale = ERROR_INIT;
	enum status status = STATUS_TROUBLE;
	bool kiosk;

	keep_streams();
	/* a reader that goes away is a failed write like any other */
	signal(SIGPIPE, SIG_IGN);
	kiosk = asks_for_kiosk(argc, argv);
	if (kiosk)
		kiosk_environment();
	if (!set_locale(&locale) && kiosk)
		set_kiosk_locale(&locale);
	if (argc < 2) {
		fputs(_("Usage: gouji FILE, or gouji OPTION... [FILE...]; "
			"see gouji --help\n"), stderr);
		return STATUS_TROUBLE;
	}
	if (!parse(&o, argc, argv, &e))
		command_tell(&e);
	else if (error_any(&locale) && !about_gouji(o.verb))
		command_tell(&locale);
	else
		status = o.verb->run(&o);
	error_release(&locale);
	options_release(&o);
	form_store_release();
	return (int)status;
}
