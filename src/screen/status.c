/* status.c - the title line, and the lines under the grid */
#include "screen/status.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/deadline.h"
#include "report/equation.h"
#include "report/finding.h"
#include "form/quote-scan.h"
#include "report/annotation.h"
#include "report/reason-text.h"
#include "report/reference.h"
#include "report/report-state.h"
#include "screen/app.h"
#include "screen/editing.h"
#include "screen/foot.h"
#include "screen/list.h"
#include "screen/place.h"
#include "screen/previous-year-view.h"
#include "screen/prompt.h"
#include "screen/prose.h"
#include "store/person.h"

/* ---- how many lines there are ---- */

#define RULE_LINES 2
#define FIGURE 6		/* columns of a sum in it, at least */
#define WHY_MOST 10

static bool
in_list(const struct app *a)
{
	return list_is_open(a);
}

static int
shown_check(const struct app *a)
{
	if (a->view.focus >= 0)
		return a->view.focus;
	if (form_block_of(a->edit.form, app_cell(a)) !=
	    &a->edit.form->block[a->edit.block])
		return -1;
	return check_of_cell(a->edit.report, app_cell(a));
}

/* The lines of a rule's terms: what compares totals alone has none. */
static int
why_terms(const struct equation *q)
{
	return report_form(q->report)->check[q->check].refs ? q->terms : 0;
}

/* Lines that the rule takes: two, or one a term when it is spelled out. */
static int
rule_lines(const struct app *a)
{
	int check = a->view.why ? shown_check(a) : -1, n;
	struct equation q;

	if (check < 0)
		return RULE_LINES;
	equation_read(a->edit.report, check, &q);
	n = why_terms(&q) + 2;
	equation_release(&q);
	return n > WHY_MOST ? WHY_MOST : n < RULE_LINES ? RULE_LINES : n;
}

/* The lines of a small page go to the grid first. */
static void
divide(const struct app *a, int *label, int *rule, int *strip)
{
	int rows = term_rows(a->term);

	*strip = rows >= 4;
	*label = rows < 6 || in_list(a) ? 0 : rows < 14 ? 1 : 2;
	*rule = rows < 9 || in_list(a) ? 0 : rows < 14 ? 1 : rule_lines(a);
	if (*rule > rows - 8)
		*rule = rows > 8 ? rows - 8 : 0;
}

int
status_lines(const struct app *a)
{
	int label, rule, strip;

	divide(a, &label, &rule, &strip);
	return label + rule + strip;
}

/* ---- drawing ---- */

/* One line: TEXT in ROLE and BEHIND it in its own, which is in sight even if
 * the text is too long. */
static void
put_two(struct app *a, int y, const struct buf *text, enum role role,
	const struct buf *behind, enum role its)
{
	int after = text_width(behind->text, behind->len, AMBIGUOUS_WIDE);
	int room = a->view.width > after ? a->view.width - after : 0;
	int width = text_width(text->text, text->len, AMBIGUOUS_WIDE);
	struct buf cut = BUF_INIT;

	text_pad(&cut, text->text, text->len, width < room ? width : room,
		 false, AMBIGUOUS_WIDE);
	width = term_text(a->term, y, 0, room, cut.text, cut.len, role);
	width += term_text(a->term, y, width, a->view.width - width,
			   behind->text, behind->len, its);
	term_fill(a->term, y, width, a->view.width - width, ROLE_PLAIN);
	buf_release(&cut);
}

#define PIECES 3
#define GAP 2			/* columns behind the deadline */

/* What else stands beside a state in which something is to be done. */
static void
add_rest(const struct counts *c, struct buf *out)
{
	if (c->broken[LEVEL_ASK])
		buf_addf(out, _("  to explain %2d"), c->broken[LEVEL_ASK]);
	if (c->blank)
		buf_addf(out, _("  blank %3d"), c->blank);
	else if (counts_texts(c))
		buf_addf(out, _("  texts %d"), counts_texts(c));
}

/* The state in pieces, of which the second is red if anything is broken.  What
 * counts for nothing is left out. */
static void
add_state(const struct app *a, struct buf piece[PIECES])
{
	const struct counts *c = report_counts(a->edit.report);
	enum report_state state = report_state(a->edit.report);
	const char *saved = _("saved"), *changed = _("changed");
	const char *now = !a->session->writer ? _("reading")
			  : report_modified(a->edit.report) ? changed : saved;
	int width = text_width(saved, strlen(saved), AMBIGUOUS_WIDE);
	int other = text_width(changed, strlen(changed), AMBIGUOUS_WIDE);

	/* of fixed width, so that a key moves little of the line */
	text_pad(&piece[0], now, strlen(now), width > other ? width : other,
		 true, AMBIGUOUS_WIDE);
	buf_addf(&piece[0], "  %s", state_name(state));
	if (state == REPORT_BROKEN)
		buf_addf(&piece[1], " %2d", c->broken[LEVEL_MUST]);
	if (state == REPORT_UNEXPLAINED)
		buf_addf(&piece[2], " %2d", c->broken[LEVEL_ASK]);
	else if (state == REPORT_BLANK)
		buf_addf(&piece[2], " %3d", c->blank);
	else if (state == REPORT_KEYED || state == REPORT_BROKEN)
		add_rest(c, &piece[2]);
	buf_addc(&piece[2], ' ');
}

/* The deadline: all of it, or BRIEF what matters most. */
static void
add_due(const struct deadline_state *d, bool brief, struct buf *out)
{
	if (d->when == DUE_LATE)
		buf_addf(out, brief ? _("late") : _("late since %02d-%02d"),
			 d->month, d->day);
	else if (d->when == DUE_SOON && !d->left)
		buf_add(out, _("due today"));
	else if (d->when == DUE_SOON && brief)
		buf_addf(out, Q_("%d day left", "%d days left", d->left),
			 d->left);
	else if (d->when == DUE_SOON)
		buf_addf(out, Q_("due %02d-%02d, %d day left",
				 "due %02d-%02d, %d days left", d->left),
			 d->month, d->day, d->left);
	else if (d->when == DUE_LATER && !brief)
		buf_addf(out, _("due %02d-%02d"), d->month, d->day);
}

/* The same where it leaves enough of ROOM for the name of the report. */
static void
fit_due(const struct app *a, int room, struct buf *out)
{
	struct deadline_state d = report_deadline(a->edit.report);
	int brief, width;

	for (brief = 0; brief < 2; brief++) {
		buf_clear(out);
		add_due(&d, brief, out);
		width = text_width(out->text, out->len, AMBIGUOUS_WIDE);
		if (room - width - GAP >= a->view.width * (brief ? 5 : 6) / 15)
			return;
	}
	buf_clear(out);
}

/* Adds the end of TEXT in at most COLUMNS: the names of bodies that belong
 * together begin alike. */
static void
add_tail(struct buf *out, const char *text, int columns)
{
	size_t len = strlen(text), from = 0;

	if (text_width(text, len, AMBIGUOUS_WIDE) > columns) {
		while (from < len && text_width(text + from, len - from,
						AMBIGUOUS_WIDE) > columns - 2)
			from = text_next(text, len, from);
		buf_add(out, "..");
	}
	text_escape(out, text + from, len - from);
}

/* The fields that name the report: texts in COLUMNS, figures whole. */
static void
add_name(const struct report *r, int columns, struct buf *out)
{
	const struct form *f = report_form(r);
	int i, row;

	for (i = 0; i < f->blocks; i++) {
		const struct block *b = &f->block[i];

		if (b->type != BLOCK_FIELDS)
			continue;
		for (row = 0; row < b->rows.leaves; row++) {
			struct buf value = BUF_INIT;
			int cell = block_cell(b, row, 0);
			bool figure = form_kind_of(f, cell)->type->figure;

			report_read(r, cell, &value);
			buf_addc(out, ' ');
			add_tail(out, value.text, figure ? 20 : columns);
			buf_release(&value);
		}
	}
}

static void
draw_state(struct app *a, int x, const struct buf *due,
	   const struct buf state[PIECES])
{
	bool late = report_deadline(a->edit.report).when == DUE_LATE;
	int i;

	x += term_text(a->term, 0, x, a->view.width - x, due->text, due->len,
		       late ? ROLE_TITLE_BROKEN : ROLE_TITLE);
	x += due->len ? GAP : 0;
	for (i = 0; i < PIECES; i++)
		x += term_text(a->term, 0, x, a->view.width - x, state[i].text,
			       state[i].len, i == 1 ? ROLE_TITLE_BROKEN
						    : ROLE_TITLE);
}

/* Over a list, whose title says what to do, a long name gives way to it. */
static int
name_columns(const struct app *a, const char *title, int room)
{
	int most = a->view.width / 4, least = most < 8 ? most : 8;
	int rest = room - 10 -
		   text_width(title, strlen(title), AMBIGUOUS_WIDE);

	if (!in_list(a) || rest > most)
		return most;
	return rest > least ? rest : least;
}

/* That last year's report was found, and is not named by this one: in words or
 * briefly, as there is room for it behind NAME. */
static void
add_found(const struct app *a, int room, struct buf *name)
{
	int width = text_width(name->text, name->len, AMBIGUOUS_WIDE) + GAP;
	int brief;

	for (brief = 0; brief < 2; brief++) {
		struct buf found = BUF_INIT;
		bool fits;

		previous_show_found(a, brief, &found);
		fits = width + text_width(found.text, found.len,
					  AMBIGUOUS_WIDE) <= room;
		if (fits && found.len)
			buf_addf(name, "  %s", found.text);
		buf_release(&found);
		if (fits)
			return;
	}
}

/* The name gives way to the state, the deadline to the name.  That the
 * name of a list is cut is seen: "what is broken, to be" runs into "changed".
 */
static void
draw_title(struct app *a)
{
	const char *label = in_list(a) ? list_title(a)
			    : label_text(&app_block(a)->label, a->edit.lang);
	struct buf state[PIECES] = { BUF_INIT, BUF_INIT, BUF_INIT };
	struct buf name = BUF_INIT, due = BUF_INIT, cut = BUF_INIT;
	int room, used, i;

	add_state(a, state);
	room = a->view.width - 1;
	for (i = 0; i < PIECES; i++)
		room -= text_width(state[i].text, state[i].len,
				   AMBIGUOUS_WIDE);
	fit_due(a, room, &due);
	room -= text_width(due.text, due.len, AMBIGUOUS_WIDE) +
		(due.len ? GAP : 0);
	add_name(a->edit.report, name_columns(a, label, room), &name);
	buf_add(&name, "  ");
	if (a->view.picking && !in_list(a))
		buf_add(&name, _("pick a figure: "));
	else if (app_where(a) == IN_WRITE)
		buf_add(&name, _("writing: "));
	buf_add(&name, label);
	if (!in_list(a))
		add_found(a, room, &name);
	if (in_list(a))
		text_pad(&cut, name.text, name.len,
			 room < 10 ? a->view.width : room, false,
			 AMBIGUOUS_WIDE);
	else
		buf_addn(&cut, name.text, name.len);
	used = term_text(a->term, 0, 0, room < 10 ? a->view.width : room,
			 cut.text, cut.len, ROLE_TITLE);
	term_fill(a->term, 0, used, a->view.width - used, ROLE_TITLE);
	if (room >= 10)
		draw_state(a, room + 1, &due, state);
	for (i = 0; i < PIECES; i++)
		buf_release(&state[i]);
	buf_release(&name);
	buf_release(&cut);
	buf_release(&due);
}

/* The whole label of a leaf; the headings over it stand beside the grid. */
static const char *
leaf_label(const struct app *a, const struct axis *axis, int leaf)
{
	return label_text(&axis_leaf(axis, leaf)->label, a->edit.lang);
}

static void
row_label(const struct app *a, struct buf *out)
{
	const struct block *b = app_block(a);
	int row = app_row(a);

	if (b->type == BLOCK_TEXT) {
		struct buf now = BUF_INIT;
		size_t n;

		report_read(a->edit.report, app_cell(a), &now);
		n = text_count(now.text, now.len);
		buf_addf(out, Q_("%zu character", "%zu characters", n), n);
		buf_release(&now);
		return;
	}
	if (b->rows.leaves > 1)
		buf_addf(out, "%d  ", row + 1);
	buf_add(out, leaf_label(a, &b->rows, row));
}

/* What the reference under the cursor is, and of which figure. */
static void
reference_label(const struct app *a, const struct reference *r, struct buf *out)
{
	struct buf shows = BUF_INIT;
	enum reference_state state =
		report_reference(a->edit.report, r, &shows);

	if (state == REFERENCE_NOWHERE) {
		report_reference_why(a->edit.report, app_cell(a), r, out);
		return;
	}
	buf_addn(out, report_text(a->edit.report, app_cell(a)) + r->at, r->len);
	if (state == REFERENCE_SHOWN)
		buf_addf(out, " = %s", shows.text);
	else
		buf_add(out, _(" is blank"));
	buf_addf(out, "  %s  ",
		 label_text(&form_block_of(a->edit.form, r->cell)->label,
			    a->edit.lang));
	cell_label(a->edit.form, r->cell, a->edit.lang, out);
	buf_release(&shows);
}

static void
column_label(const struct app *a, struct buf *out)
{
	const struct block *b = app_block(a);
	const struct reference *reference =
		b->type == BLOCK_TEXT ? prose_reference(a) : NULL;
	const struct kind *k = form_kind_of(a->edit.form, app_cell(a));
	const char *unit =
		k->units ? k->units : label_text(&k->unit, a->edit.lang);

	if (reference) {
		reference_label(a, reference, out);
		return;
	}
	if (*unit)
		buf_addf(out, "[%s] ", unit);
	buf_add(out, leaf_label(a, &b->cols, app_column(a)));
}

/* Columns that are left on a line of TEXT. */
static int
left_of(const struct app *a, const struct buf *text)
{
	return a->view.width - GAP -
	       text_width(text->text, text->len, AMBIGUOUS_WIDE);
}

/* One whole line with END at its end, which is in sight even if there is no
 * room for all of TEXT. */
static void
put_ends(struct app *a, int y, const struct buf *text, const struct buf *end)
{
	struct buf line = BUF_INIT;
	int room = left_of(a, end);

	if (!end->len) {
		app_line(a, y, text, ROLE_LABEL);
		return;
	}
	if (room > 0) {
		text_pad(&line, text->text, text->len, room, false,
			 AMBIGUOUS_WIDE);
		buf_fill(&line, ' ', GAP);
	}
	buf_add(&line, end->text);
	app_line(a, y, &line, ROLE_LABEL);
	buf_release(&line);
}

/* Where the active cell is carried from: on the first line, whose label stays
 * whole, or before what stands at the end of the second; without the file if
 * that has no room on either. */
static void
add_source(const struct app *a, const struct buf text[2], struct buf end[2])
{
	int check = report_protected(a->edit.report, app_cell(a)), file, line;
	int room[2] = {
		left_of(a, &text[0]),
		left_of(a, &text[1]) -
			text_width(end[1].text, end[1].len, AMBIGUOUS_WIDE),
	};
	struct buf origin = BUF_INIT;

	for (file = 1; check >= 0 && file >= 0; file--) {
		buf_clear(&origin);
		previous_show_source(a, check, file, &origin);
		buf_fill(&origin, ' ', end[1].len ? GAP : 0);
		for (line = 0; line < 2; line++)
			if (text_width(origin.text, origin.len,
				       AMBIGUOUS_WIDE) <= room[line])
				break;
		if (line < 2 || !file)
			break;
	}
	if (check >= 0 && line < 1)
		buf_add(&end[0], origin.text);
	else if (check >= 0)
		buf_splice(&end[1], 0, 0, origin.text, origin.len);
	buf_release(&origin);
}

/* What is noted on the active cell, in at most half of the line. */
static void
add_note(const struct app *a, struct buf *out)
{
	const char *note = app_note(a, app_cell(a));
	struct buf safe = BUF_INIT;
	int width, room = a->view.width / 2 - 4;

	if (!*note || room < 2)
		return;
	text_escape(&safe, note, strlen(note));
	buf_add(out, *note == '!' ? "  " : "  * ");
	width = text_width(safe.text, safe.len, AMBIGUOUS_WIDE);
	text_pad(out, safe.text, safe.len, width < room ? width : room, false,
		 AMBIGUOUS_WIDE);
	buf_release(&safe);
}

/* A line with the note behind its label, and END at its end. */
static void
put_noted(struct app *a, int y, struct buf *text, const struct buf *note,
	  const struct buf *end)
{
	if (note->len && !end->len) {
		put_two(a, y, text, ROLE_LABEL, note, ROLE_NOTED);
		return;
	}
	buf_add(text, note->text);
	put_ends(a, y, text, end);
}

/* The whole labels of the active cell, row and column on lines of their own
 * where there is room; behind the row's the note, at their ends what is known
 * of last year. */
static void
draw_label(struct app *a, int y, int lines)
{
	struct buf text[2] = { BUF_INIT, BUF_INIT };
	struct buf end[2] = { BUF_INIT, BUF_INIT }, note = BUF_INIT;

	row_label(a, &text[0]);
	column_label(a, &text[1]);
	add_note(a, &note);
	previous_show_line(a, app_cell(a), &end[1]);
	if (lines > 1) {
		add_source(a, text, end);
		put_noted(a, y, &text[0], &note, &end[0]);
		put_ends(a, y + 1, &text[1], &end[1]);
	} else {
		if (text[0].len && text[1].len)
			buf_add(&text[0], "  |  ");
		buf_add(&text[0], text[1].text);
		put_noted(a, y, &text[0], &note, &end[1]);
	}
	buf_release(&text[0]);
	buf_release(&text[1]);
	buf_release(&end[0]);
	buf_release(&end[1]);
	buf_release(&note);
}

static enum role
rule_role(const struct app *a, int check)
{
	switch (report_verdict(a->edit.report, check)) {
	case VERDICT_BROKEN:
		return a->edit.form->check[check].rule->level == LEVEL_MUST
			       ? ROLE_BROKEN : ROLE_ASK;
	case VERDICT_BLANK:
		return ROLE_DIM;
	case VERDICT_ANSWERED:
	case VERDICT_OK:
		break;
	}
	return ROLE_PLAIN;
}

/* What the form says of a text or a field, in two lines. */
static void
wrap_help(const struct app *a, struct buf text[2])
{
	const struct block *b = app_block(a);
	const struct label *help = b->type == BLOCK_TEXT
		? &b->help : &axis_leaf(&b->rows, app_row(a))->help;
	const char *at = label_text(help, a->edit.lang);
	size_t len = strlen(at), skip, n;
	int i;

	for (i = 0; i < 2 && len; i++) {
		n = text_wrap(at, len, a->view.width, AMBIGUOUS_WIDE, &skip);
		buf_addn(&text[i], at, n);
		at += n + skip;
		len -= n + skip;
	}
}

/* What is too long for the first line goes on in the second. */
static void
wrap_sentence(const struct app *a, struct buf text[2])
{
	size_t skip, n = text_wrap(text[0].text, text[0].len, a->view.width,
				   AMBIGUOUS_WIDE, &skip);

	if (n + skip >= text[0].len)
		return;
	buf_add(&text[1], text[0].text + n + skip);
	buf_splice(&text[0], n, text[0].len - n, "", 0);
}

/* The two sides, a line each: what is added, then the sums in a place of
 * their own, so that a digit moves nothing else. */
static void
add_sides(const struct app *a, const struct equation *q, struct buf text[2])
{
	int i, width[2];

	buf_addf(&text[1], "%2s  ", equation_sign(q, 0));
	for (i = 0; i < 2; i++) {
		equation_side(q, 0, i, false, a->edit.lang, &text[i]);
		width[i] = text_width(text[i].text, text[i].len,
				      AMBIGUOUS_WIDE);
	}
	for (i = 0; i < 2; i++) {
		struct buf figure = BUF_INIT;

		amount_format(&figure, q->comparison[0].side[i],
			      a->edit.form->places, 0);
		buf_fill(&text[i], ' ', (width[i] < width[!i] ? width[!i]
							      : width[i]) -
			 width[i] + FIGURE - (int)figure.len);
		buf_addf(&text[i], " %s", figure.text);
		buf_release(&figure);
	}
	buf_add(&text[1], "   ");
}

/* Both sides in one line, with the figures of their terms. */
static void
add_equation(const struct app *a, const struct equation *q, struct buf *out)
{
	equation_line(q, false, a->edit.lang, out);
	buf_add(out, "   ");
}

/* "the words (li, 2024-01-09 10:11)" */
static void
add_reason(const struct report *r, int check, struct buf *out)
{
	int annotation = annotation_reason(report_form(r), check);
	struct reason reason;
	struct buf sign = BUF_INIT;

	if (reason_read(report_text(r, annotation), &reason)) {
		text_escape(out, reason.words.text, reason.words.len);
		buf_add(&sign, reason.person.text);
		if (reason.time && sign.len)
			buf_add(&sign, ", ");
		if (reason.time)
			person_time(reason.time, &sign);
		buf_add(out, " (");
		text_escape(out, sign.text, sign.len);
		buf_add(out, ")");
	}
	reason_release(&reason);
	buf_release(&sign);
}

/* While a rule waits for a blank cell, its own words would say too much. */
static bool
holds(const struct app *a, int check)
{
	enum verdict v = report_verdict(a->edit.report, check);

	return v == VERDICT_OK ||
	       (v == VERDICT_BLANK &&
		(a->edit.form->check[check].say ||
		 !a->edit.form->check[check].that));
}

/* The rule in two lines: its left side, then sign, right side, verdict; or
 * what the form says when it is broken, then all of that. */
static void
draw_rule(struct app *a, int y, int lines)
{
	int check = shown_check(a), i;
	struct buf text[2] = { BUF_INIT, BUF_INIT }, nothing = BUF_INIT;
	struct buf verdict = BUF_INIT;
	enum role role = check < 0 ? ROLE_PLAIN : rule_role(a, check);
	const struct check *c = check < 0 ? NULL : &a->edit.form->check[check];
	struct equation q = { .whole = false };
	bool sides;
	bool bad = c && !holds(a, check);
	bool answered =
		c && report_verdict(a->edit.report, check) == VERDICT_ANSWERED;
	int last = lines > 1;

	if (c)
		equation_read(a->edit.report, check, &q);
	sides = q.whole && q.comparisons == 1;
	if (sides || bad)
		buf_addf(&text[0], "%s  ", c->rule->id);
	if (answered) {
		if (last)
			check_sentence(a->edit.report, check, a->edit.lang,
				       &text[0]);
		add_reason(a->edit.report, check, &text[last]);
		buf_add(&text[last], "   ");
	} else if (bad && (c->say || !sides)) {
		check_sentence(a->edit.report, check, a->edit.lang, &text[0]);
		if (sides && last)
			add_equation(a, &q, &text[1]);
		else if (last)
			wrap_sentence(a, text);
	} else if (sides && last) {
		add_sides(a, &q, text);
	} else if (sides) {
		add_equation(a, &q, &text[0]);
	}
	if (answered)
		buf_add(&verdict, _("answered"));
	else if (sides)
		equation_verdict(&q, &verdict);
	if (!text[0].len && app_block(a)->type != BLOCK_TABLE)
		wrap_help(a, text);
	for (i = 0; i < lines; i++)
		put_two(a, y + i, i < 2 ? &text[i] : &nothing, ROLE_PLAIN,
			i == last ? &verdict : &nothing, role);
	buf_release(&text[0]);
	buf_release(&text[1]);
	buf_release(&verdict);
	equation_release(&q);
}

/* The terms of the rule spelled out, a line each, the one that is walked to
 * marked, in LINES lines from Y on. */
static void
draw_terms(struct app *a, const struct equation *q, int y, int lines)
{
	int i;

	for (i = 0; i < lines; i++) {
		bool term = i < why_terms(q);
		bool here = term && q->term[i].ref == a->view.why_term &&
			    a->view.why_term >= 0;
		struct buf text = BUF_INIT;

		if (term) {
			buf_addf(&text, "%s ", here ? ">" : " ");
			equation_term(q, i, a->edit.lang, &text);
		}
		app_line(a, y + i, &text, here ? ROLE_SELECTED : ROLE_PLAIN);
		buf_release(&text);
	}
}

/* The rule spelled out: the rule, its terms, what became of it. */
static void
draw_why(struct app *a, int y, int lines)
{
	int check = shown_check(a);
	const struct check *c = &a->edit.form->check[check];
	struct buf text = BUF_INIT;
	struct equation q;

	equation_read(a->edit.report, check, &q);
	buf_addf(&text, "%s  ", c->rule->id);
	if (!holds(a, check))
		check_sentence(a->edit.report, check, a->edit.lang, &text);
	else if (c->rule->that)
		buf_add(&text, formula_text(c->rule->that));
	else if (c->rule->quote)
		buf_add(&text, formula_text(c->rule->quote->figure));
	app_line(a, y, &text, rule_role(a, check));
	draw_terms(a, &q, y + 1, lines - 2);
	buf_clear(&text);
	equation_verdict(&q, &text);
	if (report_verdict(a->edit.report, check) == VERDICT_ANSWERED) {
		buf_add(&text, "  ");
		add_reason(a->edit.report, check, &text);
	}
	app_line(a, y + lines - 1, &text, rule_role(a, check));
	buf_release(&text);
	equation_release(&q);
}

/* ---- what is on show ---- */

/* The last edit that moved the unit or year in the title: a field, or a figure
 * that it refers to. */
static int
name_moved(const struct app *a)
{
	int i, cell, moved = 0;

	for (i = 0; i < a->edit.form->blocks; i++) {
		const struct block *b = &a->edit.form->block[i];

		if (b->type != BLOCK_FIELDS)
			continue;
		for (cell = b->first; cell < b->first + b->cells; cell++)
			if (report_changed(a->edit.report, cell) > moved)
				moved = report_changed(a->edit.report, cell);
	}
	return moved;
}

/* One number for N inputs; if one of them is another, so is the number. */
static uint64_t
stamp(const int64_t *input, size_t n)
{
	uint64_t s = 0;

	for (; n; n--) {
		s = (s ^ (uint64_t)*input++) * 0x9e3779b97f4a7c15;
		s ^= s >> 32;
	}
	return s;
}

static uint64_t
title_stamp(const struct app *a)
{
	const struct counts *c = report_counts(a->edit.report);
	const int64_t input[] = {
		(intptr_t)screen_top(&a->stack), a->edit.block,
		report_modified(a->edit.report), name_moved(a),
		report_state(a->edit.report), a->today, c->blank,
		c->missing,
		c->broken[LEVEL_MUST], c->broken[LEVEL_ASK],
	};

	return stamp(input, ARRAY_LEN(input));
}

static uint64_t
label_stamp(const struct app *a)
{
	int cell = app_cell(a);
	/* it has the cell's note or last year's figure */
	bool figure = report_previous(a->edit.report) || *app_note(a, cell);
	const int64_t input[] = {
		cell, figure ? report_changed(a->edit.report, cell) : 0,
	};

	return stamp(input, ARRAY_LEN(input));
}

static uint64_t
rule_stamp(const struct app *a)
{
	int check = in_list(a) ? -1 : shown_check(a);
	const int64_t input[] = {
		(intptr_t)screen_top(&a->stack),
		app_where(a),
		app_cell(a),
		check,
		check < 0 ? 0 : report_check_changed(a->edit.report, check),
		a->view.why,
		a->view.why_term,
	};

	return stamp(input, ARRAY_LEN(input));
}

void
status_draw(struct app *a, int since)
{
	int label, rule, strip, y = a->view.height;
	struct shown now = {
		.title = title_stamp(a), .label = label_stamp(a),
		.rule = rule_stamp(a), .strip = app_where(a),
		.over = prompt_is_on(a) || a->view.menu || a->view.message.len,
	}, *then = a->view.shown;
	/* the title names the fields, the label counts the characters */
	bool all = since < 0 || now.over || then->over ||
		   app_block(a)->type != BLOCK_TABLE;

	divide(a, &label, &rule, &strip);
	if (all || now.title != then->title)
		draw_title(a);
	if (label && (all || now.label != then->label))
		draw_label(a, y, label);
	if (rule && (all || now.rule != then->rule)) {
		if (a->view.why && shown_check(a) >= 0)
			draw_why(a, y + label, rule);
		else
			draw_rule(a, y + label, rule);
	}
	/* what is said while a line is asked for stands over it */
	if (prompt_is_on(a) && a->view.message.len && label + rule > 0)
		app_line(a, y + label + rule - 1, &a->view.message,
			 ROLE_MESSAGE);
	/* with no room for a line of its own, what must be said takes the
	 * title's */
	if (strip && (all || now.strip != then->strip))
		foot_draw(a, y + label + rule);
	else if (!strip && now.over)
		foot_draw(a, 0);
	*then = now;
}
