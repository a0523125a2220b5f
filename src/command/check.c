/*
 * check.c - gouji --check: what is wrong with reports, a line each
 *
 *	FILE:LINE: error: RULE ADDRESS: sentence
 *
 * or, for programs, a JSON object a line, or CSV.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/beside.h"
#include "command/command.h"
#include "command/rows.h"
#include "form/check-place.h"
#include "report/finding.h"
#include "report/report-state.h"
#include "report/diagnosis.h"
#include "store/person.h"
#include "store/record.h"
#include "store/report-reader.h"
#include "store/previous-years.h"

struct tally {
	int files, unread, wrong;
	struct counts counts;	/* of all reports together, without texts: */
	int texts;		/* see counts_texts() */
	int finished, handed_in;
	int alone;		/* not compared with the year before */
	struct previous_years *years;
};

enum {
	FILE_NAME, LINE, LEVEL, RULE, ADDRESS, TEXT, LEFT, RIGHT, DIFFERENCE,
	BLANK, REASON, BY, WHEN, COLUMNS
};

static const struct column columns[COLUMNS] = {
	[FILE_NAME] = { .key = "file", .in = ROWS_DATA },
	[LINE] = { .key = "line", .role = CELL_LINE, .in = ROWS_DATA },
	[LEVEL] = { .key = "level", .in = ROWS_DATA },
	[RULE] = { .key = "rule", .in = ROWS_DATA },
	[ADDRESS] = { .key = "address", .in = ROWS_DATA },
	[TEXT] = { .key = "text", .in = ROWS_DATA },
	[LEFT] = { .key = "left", .role = CELL_FIGURE, .in = ROWS_DATA },
	[RIGHT] = { .key = "right", .role = CELL_FIGURE, .in = ROWS_DATA },
	[DIFFERENCE] = { .key = "difference", .role = CELL_FIGURE,
			 .in = ROWS_DATA },
	[BLANK] = { .key = "blank", .role = CELL_FLAG, .in = ROWS_DATA },
	[REASON] = { .key = "reason", .in = ROWS_DATA },
	[BY] = { .key = "by", .in = ROWS_DATA },
	[WHEN] = { .key = "when", .in = ROWS_DATA },
};

static const struct {
	const char *name, *color;
} levels[] = {
	[LEVEL_MUST] = { NC_("level", "error"), "\033[1;31m" },
	[LEVEL_ASK] = { NC_("level", "warning"), "\033[1;35m" },
	[LEVEL_NOTE] = { NC_("level", "note"), "\033[1;36m" },
};

/* ---- a finding, or a note on the file, is a row ---- */

static void
escape(struct buf *out, const char *text)
{
	text_escape(out, text, strlen(text));
}

/* Takes a full stop away, as the sentence goes on. */
static void
go_on(struct buf *out)
{
	static const char *const stop[] = { ".", "。" };
	size_t i, n;

	for (i = 0; i < ARRAY_LEN(stop); i++) {
		n = strlen(stop[i]);
		if (out->len > n &&
		    !strcmp(out->text + out->len - n, stop[i]))
			buf_splice(out, out->len - n, n, "", 0);
	}
}

/* "; answered by li, 2024-01-09 10:11: the words" */
static void
add_answer(const struct reason *answer, struct buf *out)
{
	go_on(out);
	buf_add(out, _("; answered"));
	if (answer->person.len) {
		buf_add(out, _(" by "));
		escape(out, answer->person.text);
	}
	if (answer->time) {
		buf_add(out, ", ");
		person_time(answer->time, out);
	}
	buf_add(out, ": ");
	escape(out, answer->words.text);
}

/* The row as a line of text. */
static void
add_line(const struct cell *cell, enum level level,
	 const struct reason *answer, struct rows *rows)
{
	struct buf line = BUF_INIT;

	if (rows->format != FORMAT_TEXT)
		return;
	escape(&line, cell[FILE_NAME].text);
	if (cell[LINE].number)
		buf_addf(&line, ":%ld", cell[LINE].number);
	buf_addf(&line, ": %s%s:%s ", rows->color ? levels[level].color : "",
		 i18n_word(levels[level].name), rows->color ? "\033[m" : "");
	escape(&line, cell[RULE].text);
	if (*cell[ADDRESS].text)
		buf_addf(&line, " %s", cell[ADDRESS].text);
	buf_add(&line, ": ");
	escape(&line, cell[TEXT].text);
	if (answer)
		add_answer(answer, &line);
	buf_addc(&line, '\n');
	rows_lines(rows, line.text);
	buf_release(&line);
}

/* The sides of the check, or of a quote the number and what it should be. */
static void
add_sides(const struct report *r, const struct finding *n, struct cell *cell)
{
	wide left = n->left, right = n->right;
	bool known = n->check >= 0 &&
		     (n->quote || report_sides(r, n->check, &left, &right));

	cell[LEFT].figure = (struct figure){ known, left, 0 };
	cell[RIGHT].figure = (struct figure){ known, right, 0 };
	cell[DIFFERENCE].figure = (struct figure){ known, left - right, 0 };
}

static void
add_row(const struct report *r, const struct finding *n, struct cell *cell,
	struct rows *rows)
{
	struct buf when = BUF_INIT;

	cell[LEVEL].text = i18n_plain(levels[n->level].name);
	cell[RULE].text = n->rule->id;
	cell[TEXT].text = n->text;
	cell[BLANK].number = n->blank;
	add_sides(r, n, cell);
	if (n->answer) {
		if (n->answer->time)
			record_time_text(&when, n->answer->time);
		cell[REASON].text = n->answer->words.text;
		cell[BY].text = n->answer->person.text;
		cell[WHEN].text = when.text;
	}
	rows->places = report_form(r)->places;
	rows_add(rows, cell);
	add_line(cell, n->level, n->answer, rows);
	buf_release(&when);
}

/* ---- what lies beside it ---- */

static void
note(const char *path, const char *name, const char *text, struct rows *rows)
{
	const struct cell cell[COLUMNS] = {
		[FILE_NAME] = { .text = path },
		[LEVEL] = { .text = i18n_plain(levels[LEVEL_NOTE].name) },
		[RULE] = { .text = name },
		[ADDRESS] = { .text = "" },
		[TEXT] = { .text = text },
	};

	rows_add(rows, cell);
	add_line(cell, LEVEL_NOTE, NULL, rows);
}

/* These say nothing of the figures, so they change no count. */
static void
note_beside(const char *path, const char *digest, bool history,
	    struct rows *rows)
{
	struct beside b;
	int i;

	if (!strcmp(path, "-"))
		return;
	beside_look(&b, path, digest, history);
	for (i = 0; i < BESIDES; i++) {
		if (b.note[i].len)
			note(path, beside_names[i], b.note[i].text, rows);
	}
	beside_release(&b);
}

/* Does the form ask anything of last year? */
static bool
asks_of_last(const struct form *f)
{
	int i;

	for (i = 0; i < f->checks; i++)
		if (f->check[i].previous)
			return true;
	return false;
}

/* Last year's figures, and a line of what is doubtful about them; that there
 * are none though there should be is a finding. */
static void
attach_previous(struct report_file *file, const char *path,
		struct tally *tally, struct rows *rows)
{
	struct error e = ERROR_INIT;
	size_t i;

	previous_years_attach(tally->years, file, &e);
	tally->alone += asks_of_last(file->form) &&
			!report_previous(file->report);
	for (i = 0; i < e.count; i++)
		if (e.problem[i].severity != SEVERITY_ERROR)
			note(path, "last", e.problem[i].text, rows);
	error_release(&e);
}

/* The same office and year twice: one of the two is a copy, or of another
 * year. */
static void
note_twin(const struct tally *tally, int n, const char *path,
	  struct rows *rows)
{
	const char *twin = previous_years_twin(tally->years, n);
	struct buf text = BUF_INIT;

	if (!twin)
		return;
	buf_addf(&text, _("is of the same office and year as %s"), twin);
	note(path, "twice", text.text, rows);
	buf_release(&text);
}

/* Why a file cannot be read, for programs; people read it on standard error. */
static void
unread(const char *path, const struct error *e, struct rows *rows)
{
	size_t i;

	for (i = 0; i < e->count && rows->format != FORMAT_TEXT; i++) {
		const struct problem *p = &e->problem[i];
		const struct cell cell[COLUMNS] = {
			[FILE_NAME] = { .text = path },
			[LINE] = { .number = p->place.line },
			[LEVEL] = { .text = i18n_plain(levels[
				p->severity == SEVERITY_ERROR
					? LEVEL_MUST : LEVEL_NOTE].name) },
			[RULE] = { .text = "unread" },
			[ADDRESS] = { .text = "" },
			[TEXT] = { .text = p->text },
		};

		rows_add(rows, cell);
	}
}

/* ---- a file ---- */

/* The line of the file and the address.  A suspect, the deadline and what is
 * not filled in beside others point at one cell; a check at the line that it is
 * about. */
static long
find_place(const struct report_file *file, const struct finding *n,
	   struct buf *address)
{
	if (!n->rule->diagnosis && !n->quote && n->check >= 0 &&
	    !(n->blank && file->form->check[n->check].refs > 1))
		check_address(file->form, n->check, address);
	if (!address->len && n->cell >= 0)
		form_address(file->form, n->cell, address);
	return n->cell < 0 ? 0 : report_file_line(file, n->cell, n->at);
}

static void
check_report(const struct report_file *file, const char *path, int lang,
	     struct tally *tally, struct rows *rows)
{
	struct findings findings = FINDINGS_INIT;
	enum report_state state = report_state(file->report);
	const struct counts *c = report_counts(file->report);
	bool wrong = false;
	int i;

	report_set_today(file->report, person_today());
	findings_collect(file->report, lang, &findings);
	for (i = 0; i < findings.count; i++) {
		const struct finding *n = &findings.finding[i];
		struct buf address = BUF_INIT;
		long line = find_place(file, n, &address);
		struct cell cell[COLUMNS] = {
			[FILE_NAME] = { .text = path },
			[LINE] = { .number = line },
			[ADDRESS] = { .text = address.text },
		};

		add_row(file->report, n, cell, rows);
		buf_release(&address);
		wrong = wrong || n->level == LEVEL_MUST;
	}
	findings_release(&findings);
	tally->wrong += wrong;
	tally->finished += state == REPORT_FINISHED;
	tally->handed_in += state == REPORT_HANDED_IN;
	for (i = 0; i < LEVELS; i++)
		tally->counts.broken[i] += c->broken[i];
	tally->counts.blank += c->blank;
	tally->texts += counts_texts(c);
}

/* Checks file N.  False if the findings could not be written. */
static bool
check_file(const struct options *o, int n, struct tally *tally)
{
	const char *path = o->file[n];
	struct error e = ERROR_INIT;
	struct report_file file;
	struct buf out = BUF_INIT;
	struct rows rows = {
		.format = o->format, .bom = o->bom,
		.column = columns, .columns = COLUMNS,
		.out = &out, .color = command_color(o),
	};
	int lang = -1;
	bool ok;

	tally->files++;
	if (previous_years_open(tally->years, n, &file, &e))
		lang = command_lang(o, file.form, &e);
	if (lang >= 0) {
		attach_previous(&file, path, tally, &rows);
		check_report(&file, path, lang, tally, &rows);
		note_twin(tally, n, path, &rows);
		note_beside(path, file.digest, !file.form->no_history, &rows);
	} else {
		unread(path, &e, &rows);
		tally->unread++;
	}
	rows_end(&rows);
	ok = command_put(&out, &e);
	buf_release(&out);
	command_tell(&e);
	previous_years_close(tally->years, n, &file);
	return ok;
}

/* ---- all of them ---- */

static void
tell_tally(const struct tally *t)
{
	struct buf out = BUF_INIT;

	buf_addf(&out, Q_("%d file: ", "%d files: ", t->files), t->files);
	buf_addf(&out, Q_("%d not passed", "%d not passed", t->wrong),
		 t->wrong);
	if (t->unread)
		buf_addf(&out, Q_(", %d not read", ", %d not read", t->unread),
			 t->unread);
	buf_add(&out, _(", "));
	counts_show(&t->counts, &out);
	if (t->texts)
		buf_addf(&out, Q_(", %d text missing", ", %d texts missing",
				  t->texts), t->texts);
	if (t->finished)
		buf_addf(&out, Q_(", %d ready", ", %d ready",
				  t->finished), t->finished);
	if (t->handed_in)
		buf_addf(&out, Q_(", %d handed in", ", %d handed in",
				  t->handed_in), t->handed_in);
	if (t->alone)
		buf_addf(&out, Q_(", %d not compared with the year before",
				  ", %d not compared with the year before",
				  t->alone), t->alone);
	buf_addc(&out, '\n');
	fwrite(out.text, 1, out.len, stderr);
	buf_release(&out);
}

/* The names of the columns. */
static bool
put_head(const struct options *o)
{
	struct error e = ERROR_INIT;
	struct buf head = BUF_INIT;
	struct rows rows = {
		.format = o->format, .bom = o->bom,
		.column = columns, .columns = COLUMNS, .out = &head,
	};
	bool ok;

	rows_head(&rows);
	ok = command_put(&head, &e);
	buf_release(&head);
	command_tell(&e);
	return ok;
}

static enum status
run(const struct options *o)
{
	struct tally tally = { .files = 0 };
	bool ok = put_head(o);
	int i;

	tally.years = previous_years_new(o->file, o->files, o->years);
	for (i = 0; ok && i < o->files; i++)
		ok = check_file(o, i, &tally);
	previous_years_free(tally.years);
	if (!ok)
		return STATUS_TROUBLE;
	tell_tally(&tally);
	if (tally.unread)
		return STATUS_TROUBLE;
	return tally.wrong ? STATUS_BROKEN : STATUS_GOOD;
}

const struct verb verb_check = {
	.takes = TAKES_FORMAT | TAKES_ROWS | TAKES_LANG |
		 TAKES_COLOR | TAKES_YEARS,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
