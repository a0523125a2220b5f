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
#include "report/finding.h"
#include "report/annotation.h"
#include "store/person.h"
#include "store/report-reader.h"
#include "store/trail.h"

struct view {
	const struct options *o;
	const char *path;	/* of the report, as asked for */
	struct buf name;	/* of the log, for a person */
	struct trail trail;
	struct report_file file;	/* if its form is NULL, unreadable */
	int lang;
	struct buf cell;	/* the address that is asked for, or its end */
	/* columns of text */
	int person, address, before, after;
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
	return !command_figure_like(x->before) ||
	       !command_figure_like(x->after);
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

/* ---- for people ---- */

#define PIECE 30		/* columns of a value, at most */
#define PERSON_MOST 20
#define ADDRESS_MOST 60

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

/* The columns of an entry, safe for a terminal. */
struct row {
	struct buf person, address, before, after;
};

static void
row_of(const struct view *v, const struct trail_entry *x, struct row *r)
{
	bool quoted = is_text(v, x);

	*r = (struct row){ BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
	text_escape(&r->person, x->person, strlen(x->person));
	if (x->version)
		return;
	text_escape(&r->address, x->address, strlen(x->address));
	if (x->at)
		buf_addf(&r->address, "@%zu", x->at);
	add_value(trail_plain(x, x->before), quoted, &r->before);
	add_value(trail_plain(x, x->after), quoted, &r->after);
}

static void
row_release(struct row *r)
{
	buf_release(&r->person);
	buf_release(&r->address);
	buf_release(&r->before);
	buf_release(&r->after);
}

static void
widen(int *columns, const struct buf *text, int most)
{
	int n = text_width(text->text, text->len, AMBIGUOUS_NARROW);

	n = n < most ? n : most;
	*columns = *columns > n ? *columns : n;
}

static void
measure(struct view *v)
{
	int i;

	for (i = 0; i < v->trail.entries; i++) {
		const struct trail_entry *x = &v->trail.entry[i];
		struct row r;

		if (!asked(v, x))
			continue;
		row_of(v, x, &r);
		widen(&v->person, &r.person, PERSON_MOST);
		widen(&v->address, &r.address, ADDRESS_MOST);
		widen(&v->before, &r.before, PIECE);
		widen(&v->after, &r.after, PIECE);
		row_release(&r);
	}
}

static void
pad(struct buf *out, const struct buf *text, int columns, bool right)
{
	text_pad(out, text->text, text->len, columns, right, AMBIGUOUS_NARROW);
}

static void
add_remark(struct buf *out, const char *text)
{
	buf_add(out, "; ");
	text_escape(out, text, strlen(text));
}

/* What stands behind the columns: the label, then all that is unusual. */
static void
add_remarks(const struct view *v, const struct trail_entry *x,
	    struct buf *out)
{
	struct buf label = BUF_INIT, all = BUF_INIT;

	add_label(v, x, &label);
	text_escape(&all, label.text, label.len);
	if (!strcmp(x->how, "undo"))
		add_remark(&all, _("taken back"));
	else if (!strcmp(x->how, "redo"))
		add_remark(&all, _("done again"));
	if (*x->reason)
		add_remark(&all, trail_reason(x->reason));
	if (x->loose)
		add_remark(&all, _("not as it was written"));
	if (all.len)
		buf_addf(out, "  %s", all.text + (label.len ? 0 : 2));
	buf_release(&label);
	buf_release(&all);
}

static void
tell_text(const struct view *v, const struct trail_entry *x, struct buf *out)
{
	struct row r;

	row_of(v, x, &r);
	person_time(x->time, out);
	buf_add(out, "  ");
	pad(out, &r.person, v->person, false);
	buf_add(out, "  ");
	if (x->version) {
		buf_addf(out, strcmp(x->how, "found")
			 ? _("saved %.8s")
			 : _("found %.8s, which somebody else wrote, or gouji "
			     "without history"), x->digest);
	} else {
		pad(out, &r.address, v->address, false);
		buf_add(out, "  ");
		pad(out, &r.before, v->before, true);
		buf_add(out, " -> ");
		pad(out, &r.after, v->after, false);
	}
	add_remarks(v, x, out);
	while (out->text[out->len - 1] == ' ')
		out->text[--out->len] = '\0';
	buf_addc(out, '\n');
	row_release(&r);
}

/* ---- for programs ---- */

static void
add_utc(const struct trail_entry *x, struct buf *out)
{
	if (x->time)
		record_time(out, x->time);
}

static void
tell_json(const struct view *v, const struct trail_entry *x, struct buf *out)
{
	struct buf time = BUF_INIT, label = BUF_INIT;

	add_utc(x, &time);
	add_label(v, x, &label);
	buf_addc(out, '{');
	command_json(out, "file", v->name.text);
	buf_addf(out, ",\"line\":%d", x->line);
	if (x->time)
		command_json(out, "time", time.text);
	else
		buf_add(out, ",\"time\":null");
	command_json(out, "person", x->person);
	command_json(out, "what", what(x));
	command_json(out, "address", x->address);
	command_json(out, "label", label.text);
	buf_addf(out, ",\"at\":%zu", x->at);
	command_json(out, "from", trail_plain(x, x->before));
	command_json(out, "to", trail_plain(x, x->after));
	command_json(out, "reason", x->reason);
	command_json(out, "digest", x->digest);
	buf_addf(out, ",\"follows\":%s}\n", x->loose ? "false" : "true");
	buf_release(&time);
	buf_release(&label);
}

static const char csv_head[] = "file,line,time,person,what,address,label,at,"
	"from,to,reason,digest,follows\r\n";

static void
tell_csv(const struct view *v, const struct trail_entry *x, struct buf *out)
{
	struct buf time = BUF_INIT, label = BUF_INIT, line = BUF_INIT;
	struct buf at = BUF_INIT;
	size_t i;

	add_utc(x, &time);
	add_label(v, x, &label);
	buf_addf(&line, "%d", x->line);
	buf_addf(&at, "%zu", x->at);
	{
		const char *const column[] = {
			v->name.text, line.text, time.text, x->person, what(x),
			x->address, label.text, at.text,
			trail_plain(x, x->before), trail_plain(x, x->after),
			x->reason, x->digest, x->loose ? "no" : "yes",
		};

		for (i = 0; i < ARRAY_LEN(column); i++) {
			if (i)
				buf_addc(out, ',');
			command_csv(out, column[i]);
		}
	}
	buf_add(out, "\r\n");
	buf_release(&time);
	buf_release(&label);
	buf_release(&line);
	buf_release(&at);
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
tell_file(struct view *v, struct buf *out)
{
	const struct options *o = v->o;
	int i;

	if (!o->json && !o->csv)
		measure(v);
	if (!o->json && !o->csv && o->files > 1) {
		buf_add(out, out->len ? "\n" : "");
		text_escape(out, v->name.text, v->name.len);
		buf_add(out, ":\n");
	}
	for (i = 0; i < v->trail.entries; i++) {
		const struct trail_entry *x = &v->trail.entry[i];

		if (!asked(v, x))
			continue;
		(o->json ? tell_json : o->csv ? tell_csv : tell_text)(v, x,
								      out);
	}
}

static enum status
log_file(const struct options *o, const char *path, struct buf *out,
	 struct error *e)
{
	struct view v = { .o = o, .path = path, .name = BUF_INIT,
			  .cell = BUF_INIT };
	enum status status = STATUS_TROUBLE;

	buf_addf(&v.name, "%s%s", path, TRAIL_ENDING);
	if (open_trail(&v, e) && open_form(&v, e)) {
		tell_file(&v, out);
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
	struct error e = ERROR_INIT;
	int i;

	if (o->csv)
		buf_add(&out, csv_head);
	for (i = 0; i < o->files; i++) {
		enum status s = log_file(o, o->file[i], &out, &e);

		worst = s > worst ? s : worst;
	}
	command_put(&out, &e);
	if (command_tell(&e))
		worst = STATUS_TROUBLE;
	buf_release(&out);
	return worst;
}

const struct verb verb_log = {
	.takes = TAKES_LOG | TAKES_FORMAT | TAKES_CSV | TAKES_CELL | TAKES_LANG,
	.operand = N_("FILE"),
	.many = true,
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
