/*
 * log.c - gouji --log: who changed what and when, as FILE.log has it
 *
 * The report and its form give the labels, where they can be read; the log
 * can be printed without them.
 */
#include <errno.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "command/command.h"
#include "command/rows.h"
#include "report/annotation.h"
#include "store/person.h"
#include "store/report-reader.h"
#include "store/trail.h"

enum {
	FILE_NAME, LINE, TIME, LOCAL, PERSON, WHAT, ADDRESS, LABEL, AT, WHERE,
	BEFORE, AFTER, REMARKS, FROM, TO, REASON, DIGEST, FOLLOWS, COLUMNS
};

#define PIECE 30		/* columns of a value, at most */

static const struct column columns[COLUMNS] = {
	[FILE_NAME] = { .key = "file", .in = ROWS_DATA },
	[LINE] = { .key = "line", .role = CELL_LINE, .in = ROWS_DATA },
	[TIME] = { .key = "time", .role = CELL_OPTION, .in = ROWS_DATA },
	[LOCAL] = { .in = ROWS_TEXT, .gap = "", .ragged = true },
	[PERSON] = { .key = "person", .in = ROWS_ALL, .most = 20 },
	[WHAT] = { .key = "what", .in = ROWS_DATA },
	[ADDRESS] = { .key = "address", .in = ROWS_DATA },
	[LABEL] = { .key = "label", .in = ROWS_DATA },
	[AT] = { .key = "at", .role = CELL_NUMBER, .in = ROWS_DATA },
	[WHERE] = { .in = ROWS_TEXT, .most = 60 },
	[BEFORE] = { .in = ROWS_TEXT, .most = PIECE, .right = true },
	[AFTER] = { .in = ROWS_TEXT, .most = PIECE, .gap = " -> " },
	[REMARKS] = { .in = ROWS_TEXT, .ragged = true },
	[FROM] = { .key = "from", .in = ROWS_DATA },
	[TO] = { .key = "to", .in = ROWS_DATA },
	[REASON] = { .key = "reason", .in = ROWS_DATA },
	[DIGEST] = { .key = "digest", .in = ROWS_DATA },
	[FOLLOWS] = { .key = "follows", .role = CELL_FLAG, .in = ROWS_DATA },
};

struct view {
	const struct options *o;
	const char *path;	/* of the report, as asked for */
	struct buf name;	/* of the log, for a person */
	struct trail trail;
	struct report_file file;	/* if its form is NULL, unreadable */
	int lang;
	struct buf cell;	/* the address that is asked for, or its end */
};

/* ---- what an entry is about ---- */

static int
cell_of(const struct view *v, const struct trail_entry *x)
{
	struct error quiet = ERROR_INIT;
	int cell = -1;

	if (v->file.form && !x->version)
		cell = item_find(v->file.form, x->address, &quiet);
	error_release(&quiet);
	return cell;
}

/* "1 New, Natural persons"; nothing if the form does not tell. */
static void
add_label(const struct view *v, const struct trail_entry *x, struct buf *out)
{
	const struct form *f = v->file.form;
	int cell = cell_of(v, x);
	const struct block *b;

	if (cell < 0)
		return;
	if (annotation_is(f, cell)) {
		item_label(f, cell, v->lang, out);
		return;
	}
	b = form_block_of(f, cell);
	if (b->type == BLOCK_TEXT) {
		buf_add(out, label_text(&b->label, v->lang));
		return;
	}
	buf_add(out, label_text(&axis_leaf(&b->rows, form_row_of(f, cell))
					 ->label, v->lang));
	if (b->type == BLOCK_TABLE)
		buf_addf(out, ", %s",
			 label_text(&axis_leaf(&b->cols,
					       form_column_of(f, cell))
					     ->label, v->lang));
}

static bool
is_text(const struct view *v, const struct trail_entry *x)
{
	int cell = cell_of(v, x);

	if (cell >= 0)
		return !item_kind(v->file.form, cell)->type->figure;
	return !figure_like(x->before) || !figure_like(x->after);
}

static const char *
what(const struct trail_entry *x)
{
	return strcmp(x->how, "new") ? x->how : "change";
}

/* Without its form, an address is asked for by its end. */
static bool
asked(const struct view *v, const struct trail_entry *x)
{
	size_t n = strlen(x->address), end = v->cell.len;

	if (!v->o->cell)
		return true;
	if (x->version || n < end || strcmp(x->address + n - end, v->cell.text))
		return false;
	return n == end || (!v->file.form && x->address[n - end - 1] == '.');
}

/* ---- its row ---- */

/* Adds a value as text shows it, a long one cut. */
static void
add_value(const char *text, bool quoted, struct buf *out)
{
	struct buf safe = BUF_INIT;
	size_t fit;

	if (!quoted) {
		if (strcmp(text, "~"))
			text_escape(out, text, strlen(text));
		else
			buf_add(out, _("(blank)"));
		return;
	}
	for (;; text++) {
		size_t len = strcspn(text, "\n");

		text_escape(&safe, text, len);
		text += len;
		if (!*text)
			break;
		buf_add(&safe, "\\n");
	}
	fit = text_fit(safe.text, safe.len, PIECE - 4, AMBIGUOUS_NARROW);
	buf_addc(out, '"');
	buf_addn(out, safe.text, fit);
	buf_add(out, fit < safe.len ? "..\"" : "\"");
	buf_release(&safe);
}

static void
add_remark(struct buf *out, const char *text)
{
	buf_addf(out, "%s%s", out->len ? "; " : "", text);
}

/* What stands behind the columns: of a version what it is, then the label and
 * all that is unusual. */
static void
add_remarks(const struct trail_entry *x, const char *label, struct buf *out)
{
	struct buf all = BUF_INIT;

	if (x->version)
		buf_addf(out, strcmp(x->how, "found")
			 ? _("saved %.8s")
			 : _("found %.8s, which somebody else wrote, or gouji "
			     "without history"), x->digest);
	buf_add(&all, label);
	if (!strcmp(x->how, "undo"))
		add_remark(&all, _("taken back"));
	else if (!strcmp(x->how, "redo"))
		add_remark(&all, _("done again"));
	if (*x->reason)
		add_remark(&all, trail_reason(x->reason));
	if (x->loose)
		add_remark(&all, _("not as it was written"));
	if (all.len)
		buf_addf(out, "%s%s", out->len ? "  " : "", all.text);
	buf_release(&all);
}

/* The cells of a change that are for text alone. */
static void
add_change(const struct view *v, const struct trail_entry *x,
	   struct rows *rows, struct cell *cell)
{
	bool quoted = is_text(v, x);
	struct buf text = BUF_INIT;

	buf_add(&text, x->address);
	if (x->at)
		buf_addf(&text, "@%zu", x->at);
	cell[WHERE].text = rows_text(rows, &text);
	add_value(trail_plain(x, x->before), quoted, &text);
	cell[BEFORE].text = rows_text(rows, &text);
	add_value(trail_plain(x, x->after), quoted, &text);
	cell[AFTER].text = rows_text(rows, &text);
	buf_release(&text);
}

static void
add_row(const struct view *v, const struct trail_entry *x, struct rows *rows)
{
	struct cell cell[COLUMNS] = {
		[FILE_NAME] = { .text = v->name.text },
		[LINE] = { .number = x->line },
		[PERSON] = { .text = x->person },
		[WHAT] = { .text = what(x) },
		[ADDRESS] = { .text = x->address },
		[AT] = { .number = (long)x->at },
		[FROM] = { .text = trail_plain(x, x->before) },
		[TO] = { .text = trail_plain(x, x->after) },
		[REASON] = { .text = x->reason },
		[DIGEST] = { .text = x->digest },
		[FOLLOWS] = { .number = !x->loose },
	};
	struct buf text = BUF_INIT;

	if (x->time)
		record_time(&text, x->time);
	cell[TIME].text = rows_text(rows, &text);
	person_time(x->time, &text);
	cell[LOCAL].text = rows_text(rows, &text);
	add_label(v, x, &text);
	cell[LABEL].text = rows_text(rows, &text);
	add_remarks(x, cell[LABEL].text, &text);
	cell[REMARKS].text = rows_text(rows, &text);
	if (!x->version)
		add_change(v, x, rows, cell);
	rows_add(rows, cell);
	buf_release(&text);
}

/* ---- a file ---- */

static bool
open_trail(struct view *v, struct error *e)
{
	struct place place = { v->path, 0, 0 };
	struct dir dir;
	bool ok;

	if (!strcmp(v->path, "-"))
		return error_add(e, NOWHERE,
				 _("--log wants the name of a file; its log "
				   "lies beside it"));
	if (!dir_open(&dir, v->path))
		return error_add(e, place, _("cannot be opened: %s"),
				 strerror(errno));
	ok = trail_read(&v->trail, &dir);
	dir_release(&dir);
	if (ok)
		return true;
	if (errno == ENOENT)
		return error_add(e, place,
				 _("has no log: gouji has not saved it yet, "
				   "or keeps no history of it"));
	place.file = v->name.text;
	if (errno == EINVAL)
		return error_add(e, place, _("is no log of gouji"));
	return error_add(e, place, _("cannot be read: %s"), strerror(errno));
}

/* The form, if there still is one; false, told in E, if what is asked for is
 * not in it. */
static bool
open_form(struct view *v, struct error *e)
{
	struct error quiet = ERROR_INIT;
	int cell;

	if (v->o->cell)
		buf_add(&v->cell, v->o->cell);
	report_file_open(&v->file, v->path, &quiet);
	error_release(&quiet);
	if (!v->file.form)
		return true;
	v->lang = command_lang(v->o, v->file.form, e);
	if (v->lang < 0 || !v->o->cell)
		return v->lang >= 0;
	cell = item_find(v->file.form, v->o->cell, &quiet);
	if (cell < 0)
		error_add(e, (struct place){ v->path, 0, 0 }, "%s",
			  error_first(&quiet));
	else
		buf_clear(&v->cell), item_address(v->file.form, cell, &v->cell);
	error_release(&quiet);
	return cell >= 0;
}

static void
tell_loose(const struct view *v, struct error *e)
{
	struct place place = { v->name.text, 0, 0 };
	int i;

	for (i = 0; i < v->trail.looses; i++) {
		place.line = v->trail.loose[i];
		error_warn(e, place,
			   _("is not as it was written, or does not follow "
			     "from the line before"));
	}
	place.line = v->trail.torn;
	if (place.line)
		error_warn(e, place, _("is not whole, and left out"));
}

static void
tell_file(const struct view *v, struct rows *rows)
{
	struct buf *out = rows->out;
	int i;

	if (rows->format == FORMAT_TEXT && v->o->files > 1) {
		buf_add(out, out->len ? "\n" : "");
		text_escape(out, v->name.text, v->name.len);
		buf_add(out, ":\n");
	}
	for (i = 0; i < v->trail.entries; i++)
		if (asked(v, &v->trail.entry[i]))
			add_row(v, &v->trail.entry[i], rows);
	rows_end(rows);
}

static enum status
log_file(const struct options *o, const char *path, struct rows *rows,
	 struct error *e)
{
	struct view v = { .o = o, .path = path, .name = BUF_INIT,
			  .cell = BUF_INIT };
	enum status status = STATUS_TROUBLE;

	buf_addf(&v.name, "%s%s", path, TRAIL_ENDING);
	if (open_trail(&v, e) && open_form(&v, e)) {
		tell_file(&v, rows);
		tell_loose(&v, e);
		status = v.trail.looses ? STATUS_BROKEN : STATUS_GOOD;
	}
	trail_release(&v.trail);
	report_file_close(&v.file);
	buf_release(&v.name);
	buf_release(&v.cell);
	return status;
}

static enum status
run(const struct options *o)
{
	enum status worst = STATUS_GOOD;
	struct buf out = BUF_INIT;
	struct rows rows = {
		.format = o->format, .bom = o->bom,
		.column = columns, .columns = COLUMNS,
		.out = &out,
	};
	struct error e = ERROR_INIT;
	int i;

	rows_head(&rows);
	for (i = 0; i < o->files; i++) {
		enum status s = log_file(o, o->file[i], &rows, &e);

		worst = s > worst ? s : worst;
	}
	command_put(&out, &e);
	if (command_tell(&e))
		worst = STATUS_TROUBLE;
	buf_release(&out);
	return worst;
}

const struct verb verb_log = {
	.takes = TAKES_FORMAT | TAKES_ROWS | TAKES_CELL |
		 TAKES_LANG,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
