/*
 * check.c - gouji --check: what is wrong with reports, a line each
 *
 *	FILE:LINE: error: RULE ADDRESS: sentence
 *
 * or, for programs, a JSON object a line.
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/beside.h"
#include "command/previous-years.h"
#include "command/command.h"
#include "form/check.h"
#include "report/finding.h"
#include "report/report-state.h"
#include "report/diagnosis.h"
#include "store/file.h"
#include "store/person.h"
#include "store/record.h"
#include "store/report-reader.h"
#include "store/yaml-tree.h"

struct tally {
	int files, unread, wrong;
	int broken, blank;
	int finished, handed_in;
	int alone;		/* not compared with the year before */
	struct previous_years *years;
};

/* A finding and all that is told of it. */
struct told {
	const struct report_file *file;
	const char *path;
	const struct finding *finding;
	struct buf address;
	int line;		/* 0: not in the file */
	bool color;
};

static const struct {
	const char *name;	/* for programs */
	const char *words;
	const char *color;
} levels[] = {
	[LEVEL_MUST] = { "error", N_("error"), "\033[1;31m" },
	[LEVEL_ASK] = { "warning", N_("warning"), "\033[1;35m" },
	[LEVEL_NOTE] = { "note", N_("note"), "\033[1;36m" },
};

/* ---- for people ---- */

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

static void
tell_text(const struct told *t, struct buf *out)
{
	escape(out, t->path);
	if (t->line)
		buf_addf(out, ":%d", t->line);
	buf_add(out, ": ");
	if (t->color)
		buf_add(out, levels[t->finding->level].color);
	buf_addf(out, "%s:", _(levels[t->finding->level].words));
	if (t->color)
		buf_add(out, "\033[m");
	buf_addc(out, ' ');
	escape(out, t->finding->rule->id);
	if (t->address.len)
		buf_addf(out, " %s", t->address.text);
	buf_add(out, ": ");
	escape(out, t->finding->text);
	if (t->finding->answer)
		add_answer(t->finding->answer, out);
	buf_addc(out, '\n');
}

/* ---- for programs ---- */

static void
json_figure(struct buf *out, const char *key, bool known, wide units,
	    int places)
{
	buf_addf(out, ",\"%s\":", key);
	if (known)
		amount_format(out, units, places, 0);
	else
		buf_add(out, "null");
}

static void
json_answer(const struct reason *answer, struct buf *out)
{
	struct buf when = BUF_INIT;

	if (answer->time)
		record_time_text(&when, answer->time);
	command_json(out, "reason", answer->words.text);
	command_json(out, "by", answer->person.text);
	command_json(out, "when", when.text);
	buf_release(&when);
}

static void
tell_json(const struct told *t, struct buf *out)
{
	const struct finding *n = t->finding;
	const struct report *r = t->file->report;
	int places = report_form(r)->places;
	wide left = 0, right = 0;
	bool sides = n->check >= 0 &&
		     (report_sides(r, n->check, &left, &right) || n->quote);

	if (n->quote) {
		left = n->left;
		right = n->right;
	}
	buf_addc(out, '{');
	command_json(out, "file", t->path);
	if (t->line)
		buf_addf(out, ",\"line\":%d", t->line);
	else
		buf_add(out, ",\"line\":null");
	command_json(out, "level", levels[n->level].name);
	command_json(out, "rule", n->rule->id);
	command_json(out, "address", t->address.text);
	command_json(out, "text", n->text);
	json_figure(out, "left", sides, left, places);
	json_figure(out, "right", sides, right, places);
	json_figure(out, "difference", sides, left - right, places);
	buf_addf(out, ",\"blank\":%s", n->blank ? "true" : "false");
	if (n->answer)
		json_answer(n->answer, out);
	buf_add(out, "}\n");
}

/* ---- what lies beside it ---- */

static void
note_text(const char *path, const char *name, const char *text, bool color,
	  struct buf *out)
{
	escape(out, path);
	buf_addf(out, ": %s%s:%s ", color ? levels[LEVEL_NOTE].color : "",
		 _(levels[LEVEL_NOTE].words), color ? "\033[m" : "");
	buf_addf(out, "%s: ", name);
	escape(out, text);
	buf_addc(out, '\n');
}

static void
note_json(const char *path, const char *name, const char *text,
	  struct buf *out)
{
	buf_addc(out, '{');
	command_json(out, "file", path);
	buf_add(out, ",\"line\":null");
	command_json(out, "level", levels[LEVEL_NOTE].name);
	command_json(out, "rule", name);
	command_json(out, "address", "");
	command_json(out, "text", text);
	buf_add(out, ",\"left\":null,\"right\":null,\"difference\":null,"
		     "\"blank\":false}\n");
}

static void
note(const struct options *o, const char *path, const char *name,
     const char *text, struct buf *out)
{
	if (o->json)
		note_json(path, name, text, out);
	else
		note_text(path, name, text, command_color(o), out);
}

/* These say nothing of the figures, so they change no count. */
static void
note_beside(const struct options *o, const char *path, const char *digest,
	    bool history, struct buf *out)
{
	struct beside b;
	int i;

	if (!strcmp(path, "-"))
		return;
	beside_look(&b, path, digest, history);
	for (i = 0; i < BESIDES; i++) {
		if (b.note[i].len)
			note(o, path, beside_names[i], b.note[i].text, out);
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

/* Last year's figures, or a line why there are none though there should be. */
static void
attach_previous(const struct options *o, struct report_file *file,
		const char *path, struct tally *tally, struct buf *out)
{
	struct buf why = BUF_INIT;

	if (asks_of_last(file->form) &&
	    !previous_years_attach(tally->years, file, o->years, &why))
		tally->alone++;
	if (why.len)
		note(o, path, "last", why.text, out);
	buf_release(&why);
}

/* ---- a file ---- */

/* A suspect and the deadline point at one cell; a check at the line that it
 * is about. */
static void
find_place(struct told *t)
{
	const struct finding *n = t->finding;
	const struct form *f = t->file->form;

	if (!n->rule->diagnosis && !n->quote && n->check >= 0)
		check_address(f, n->check, &t->address);
	if (!t->address.len && n->cell >= 0)
		form_address(f, n->cell, &t->address);
	t->line = n->cell < 0 ? 0 : report_file_line(t->file, n->cell, n->at);
}

static void
check_report(const struct options *o, const struct report_file *file,
	     const char *path, int lang, struct tally *tally,
	     struct buf *out)
{
	struct findings findings = FINDINGS_INIT;
	bool color = command_color(o), wrong = false;
	enum report_state state = report_state(file->report);
	int i;

	report_set_today(file->report, person_today());
	findings_collect(file->report, lang, &findings);
	for (i = 0; i < findings.count; i++) {
		const struct finding *n = &findings.finding[i];
		struct told told = { .file = file, .path = path, .finding = n,
				     .address = BUF_INIT, .color = color };

		find_place(&told);
		(o->json ? tell_json : tell_text)(&told, out);
		buf_release(&told.address);
		wrong = wrong || n->level == LEVEL_MUST;
	}
	findings_release(&findings);
	tally->wrong += wrong;
	tally->finished += state == REPORT_FINISHED;
	tally->handed_in += state == REPORT_HANDED_IN;
	for (i = 0; i < LEVELS; i++)
		tally->broken += report_counts(file->report)->broken[i];
	tally->blank += report_counts(file->report)->blank;
}

/* False if the findings could not be written. */
static bool
check_file(const struct options *o, const char *path, struct tally *tally)
{
	struct error e = ERROR_INIT;
	struct report_file file = { .path = NULL };
	struct buf out = BUF_INIT, bytes = BUF_INIT;
	char digest[DIGEST_LEN + 1];
	int lang = -1;
	bool ok;

	tally->files++;
	if (file_read(path, TREE_BYTES, &bytes, &e) &&
	    report_file_parse(&file, path, bytes.text, bytes.len, &e))
		lang = command_lang(o, file.form, &e);
	digest_of(bytes.text, bytes.len, digest);
	buf_release(&bytes);
	if (lang >= 0) {
		attach_previous(o, &file, path, tally, &out);
		check_report(o, &file, path, lang, tally, &out);
		note_beside(o, path, digest, !file.form->no_history, &out);
	} else {
		tally->unread++;
	}
	ok = command_put(&out, &e);
	buf_release(&out);
	command_tell(&e);
	report_file_close(&file);
	return ok;
}

/* ---- all of them ---- */

static void
tell_tally(const struct tally *t)
{
	struct buf out = BUF_INIT;

	buf_addf(&out, Q_("%d file: ", "%d files: ", t->files), t->files);
	buf_addf(&out, Q_("%d with errors", "%d with errors", t->wrong),
		 t->wrong);
	if (t->unread)
		buf_addf(&out, Q_(", %d not read", ", %d not read", t->unread),
			 t->unread);
	buf_addf(&out, Q_(", %d broken rule", ", %d broken rules", t->broken),
		 t->broken);
	buf_addf(&out, Q_(", %d blank figure", ", %d blank figures",
			  t->blank), t->blank);
	if (t->finished)
		buf_addf(&out, Q_(", %d finished", ", %d finished",
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

static enum status
run(const struct options *o)
{
	struct tally tally = { .files = 0 };
	bool ok = true;
	int i;

	tally.years = previous_years_new(o->file, o->files);
	for (i = 0; ok && i < o->files; i++)
		ok = check_file(o, o->file[i], &tally);
	previous_years_free(tally.years);
	if (!ok)
		return STATUS_TROUBLE;
	tell_tally(&tally);
	if (tally.unread)
		return STATUS_TROUBLE;
	return tally.wrong ? STATUS_BROKEN : STATUS_GOOD;
}

const struct verb verb_check = {
	.takes = TAKES_CHECK | TAKES_FORMAT | TAKES_LANG | TAKES_COLOR |
		 TAKES_YEARS,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
