/* options.c - the reading of a command line by the table of options */
#include "command/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/sandbox-path.h"

/* ---- what the options put into struct options ---- */

static bool
is_folder(const struct option_row *row, const char *text, struct error *e)
{
	struct stat st;

	if (sandbox_stat(text, &st))
		return error_add(e, NOWHERE, _("--%s: '%s': %s"), row->name,
				 text, sandbox_strerror(errno));
	return S_ISDIR(st.st_mode) ||
	       error_add(e, NOWHERE, _("--%s: '%s' is not a folder"),
			 row->name, text);
}

/* Is there nothing in it that a terminal would take for a command? */
static bool
is_line(const char *text)
{
	struct buf safe = BUF_INIT;
	bool same;

	text_escape(&safe, text, strlen(text));
	same = !strcmp(safe.text, text);
	buf_release(&safe);
	return same;
}

static bool
take_text(const char **to, const struct option_row *row, const char *text,
	  struct error *e)
{
	size_t len = strlen(text);

	*to = text;
	if (len < (size_t)row->least ||
	    (row->most && len > (size_t)row->most) ||
	    (row->unlike && !strcmp(text, row->unlike)) ||
	    (row->type == OPTION_TEXT && !text_valid(text, len, NULL)) ||
	    (row->type == OPTION_LINE && !is_line(text)))
		return error_add(e, NOWHERE, _(row->wants), row->most);
	return row->type != OPTION_FOLDER || is_folder(row, text, e);
}

static bool
take_number(int *to, const struct option_row *row, const char *text,
	    struct error *e)
{
	size_t digits = strspn(text, "0123456789");

	if (digits && digits < 6 && !text[digits])
		*to = atoi(text);
	return (*to >= row->least && *to <= row->most) ||
	       error_add(e, NOWHERE, _(row->wants), row->least, row->most,
			 text);
}

static bool
take_choice(int *to, const struct option_row *row, const char *text,
	    struct error *e)
{
	int i;

	for (i = 0; row->choice[i]; i++)
		if (!strcmp(text, row->choice[i])) {
			*to = i;
			return true;
		}
	return error_add(e, NOWHERE, _(row->wants), text);
}

static void
add_assignment(struct options *o, const char *address, size_t len,
	       const char *value)
{
	ARRAY_GROW(o->set, o->sets, o->set_room);
	o->set[o->sets++] = (struct assignment){
		.address = xstrndup(address, len), .value = value,
	};
}

static bool
take_assignment(struct options *o, const struct option_row *row,
		const char *text, struct error *e)
{
	const char *sign = strchr(text, '=');

	if (!sign || sign == text)
		return error_add(e, NOWHERE, _(row->wants), text);
	add_assignment(o, text, (size_t)(sign - text), sign + 1);
	return true;
}

/* Puts TEXT where the row says; false, told in E, if it makes no sense. */
static bool
take_value(struct options *o, const struct option_row *row, const char *text,
	   struct error *e)
{
	void *to = (char *)o + row->offset;
	struct name_list *list = to;

	switch (row->type) {
	case OPTION_NONE:
		return true;
	case OPTION_FLAG:
		return *(bool *)to = true;
	case OPTION_NUMBER:
		return take_number(to, row, text, e);
	case OPTION_CHOICE:
		return take_choice(to, row, text, e);
	case OPTION_LIST:
		ARRAY_GROW(list->name, list->count, list->room);
		list->name[list->count++] = text;
		return true;
	case OPTION_SET:
		return take_assignment(o, row, text, e);
	case OPTION_FIELD:
		add_assignment(o, row->name, strlen(row->name), text);
		return true;
	default:
		return take_text(to, row, text, e);
	}
}

/* ---- what goes together ---- */

static bool
may_repeat(const struct option_row *row)
{
	return row->type == OPTION_LIST || row->type == OPTION_SET;
}

static bool
takes(const struct verb *v, const struct option_row *row)
{
	return v == row->verb || v->takes == TAKES_ALL ||
	       (v->takes & row->flag);
}

/* Adds the names of the options that ask for a verb which takes FLAG, and how
 * the screen is asked for if that does. */
static void
add_takers(const struct front *front, unsigned flag, struct buf *out)
{
	size_t i;

	if (front && (front->screen->takes & flag))
		buf_addf(out, "gouji %s", _(front->screen->operand));
	for (i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (row->verb && row->type != OPTION_FIELD &&
		    row->verb->takes != TAKES_ALL && (row->verb->takes & flag))
			buf_addf(out, "%s--%s", out->len ? ", " : "",
				 row->name);
	}
}

/* ---- the command line ---- */

#define LONG 1000		/* what getopt returns for row 0 */

struct parser {
	struct option longs[OPTIONS_MOST + 1];
	char letters[2 * OPTIONS_MOST + 2];
	int given[OPTIONS_MOST];
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
	for (i = 0; i < option_count; i++) {
		if (!option_rows[i].name)
			continue;
		o->name = option_rows[i].name;
		o->has_arg = option_rows[i].arg ? required_argument : no_argument;
		o++->val = LONG + (int)i;
		if (option_rows[i].letter)
			*c++ = option_rows[i].letter;
		if (option_rows[i].letter && option_rows[i].arg)
			*c++ = ':';
	}
}

/* The row for what getopt returned; NULL if there is none. */
static const struct option_row *
row_of(int got)
{
	size_t i;

	if (got >= LONG)
		return &option_rows[got - LONG];
	for (i = 0; i < option_count; i++)
		if (got && option_rows[i].letter == got)
			return &option_rows[i];
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
	if (p->given[row - option_rows]++ && !may_repeat(row))
		return error_add(e, NOWHERE,
				 _("the option '--%s' is given twice"),
				 row->name);
	return take_value(o, row, optarg, e);
}

/*
 * Finds the verb that all the options given can belong to; false, told in E,
 * if there is none.  Where one verb takes the option of the other (--new takes
 * --set), it is the one.  Without any it is the screen.
 */
static bool
find_verb(struct options *o, const struct parser *p, struct error *e)
{
	const struct option_row *asked = NULL;
	size_t i;

	for (i = 0; i < option_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (!p->given[i] || !row->verb)
			continue;
		if (!asked || takes(row->verb, asked))
			asked = row;
		else if (!takes(asked->verb, row))
			return error_add(e, NOWHERE,
					 _("'--%s' and '--%s' cannot go "
					   "together; give one of them"),
					 asked->name, row->name);
	}
	o->verb = asked ? asked->verb : o->front->screen;
	o->verb_name = asked ? asked->name : NULL;
	return true;
}

static bool
belongs_only(const char *option, const struct front *front, unsigned flag,
	     struct error *e)
{
	struct buf with = BUF_INIT;

	add_takers(front, flag, &with);
	error_add(e, NOWHERE, _("the option '--%s' goes only with: %s"),
		  option, with.text);
	buf_release(&with);
	return false;
}

/* True if a file of this name is opened by a spreadsheet. */
static bool
is_table(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && !strcasecmp(name + len - 4, ".csv");
}

/* Finds the format of rows; a verb that does not take TAKES_ROWS looks at the
 * name itself. */
static bool
find_format(struct options *o, struct error *e)
{
	static const char *const name[] = {
		[FORMAT_TEXT] = "text", [FORMAT_JSON] = "json",
		[FORMAT_CSV] = "csv",
	};
	size_t i = 0;

	if (!(o->verb->takes & TAKES_ROWS))
		return true;
	while (o->format_name && i < ARRAY_LEN(name) &&
	       strcmp(o->format_name, name[i]))
		i++;
	o->format = (enum format)i;
	if (i == ARRAY_LEN(name))
		return error_add(e, NOWHERE,
				 _("--format is text, json or csv, not '%s'"),
				 o->format_name);
	if (o->bom && o->format != FORMAT_CSV)
		return error_add(e, NOWHERE,
				 _("--bom goes only with --format=csv"));
	o->bom = o->bom || (o->output && is_table(o->output));
	return true;
}

static bool
all_belong(const struct options *o, const struct parser *p, struct error *e)
{
	size_t i;

	for (i = 0; i < option_count; i++)
		if (p->given[i] && !takes(o->verb, &option_rows[i]))
			return belongs_only(option_rows[i].name, o->front,
					    option_rows[i].flag, e);
	return true;
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

bool
options_parse(struct options *o, const struct front *front, int argc,
	      char **argv, struct error *e)
{
	const struct option_row *row;
	struct parser p;
	int got;

	*o = (struct options){ .front = front, .reason = "" };
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
	return find_verb(o, &p, e) && all_belong(o, &p, e) &&
	       find_format(o, e) && operands_fit(o, e);
}

void
options_release(struct options *o)
{
	int i;

	for (i = 0; i < o->sets; i++)
		free(o->set[i].address);
	free(o->set);
	free(o->get.name);
}
