/* annotation-file.c - notes, reasons, last year's file and the state in a
 * report file */
#include "store/annotation-file.h"

#include <string.h>

#include "base/i18n.h"
#include "form/check-place.h"
#include "report/reason-text.h"
#include "report/annotation.h"
#include "report/report-state.h"
#include "store/record.h"
#include "store/yaml-text.h"

struct annotation_reader {
	const struct form *form;
	annotation_taker *take;
	void *data;
	struct error *e;
};

/* A text of one line; NULL, told, if N is something else. */
static const char *
line_of(struct annotation_reader *r, const struct node *n)
{
	const char *what = n->key ? n->key->text : "";

	if (!node_is(n, NODE_SCALAR, what, r->e))
		return NULL;
	if (n->len > TEXT_MOST) {
		error_add(r->e, n->place,
			  _("%s: the text is longer than %d bytes"), what,
			  TEXT_MOST);
		return NULL;
	}
	if (strpbrk(n->text, "\n\t") || strlen(n->text) != n->len) {
		error_add(r->e, n->place, _("%s: this text has one line only"),
			  what);
		return NULL;
	}
	return node_blank(n) ? "" : n->text;
}

static void
read_previous(struct annotation_reader *r, const struct node *n)
{
	const char *name = line_of(r, n);

	if (name)
		r->take(r->data, annotation_previous(r->form), name);
}

static void
read_state(struct annotation_reader *r, const struct node *n)
{
	const char *state = line_of(r, n);

	if (state && *state && strcmp(state, STATE_HANDED_IN))
		error_add(r->e, n->place,
			  _("state: only '%s' is written; all else follows "
			    "from the figures"), STATE_HANDED_IN);
	else if (state)
		r->take(r->data, annotation_state(r->form), state);
}

static void
read_notes(struct annotation_reader *r, const struct node *map)
{
	const struct node *n;

	if (node_blank(map) || !node_is(map, NODE_MAP, "notes", r->e))
		return;
	for (n = map->first; n && !error_full(r->e); n = n->next) {
		struct error own = ERROR_INIT;
		int cell = item_find(r->form, n->key->text, &own);
		const char *text = line_of(r, n);

		if (cell < 0 || annotation_is(r->form, cell))
			error_add(r->e, n->key->place,
				  _("notes: no cell has the address '%s'"),
				  n->key->text);
		else if (text)
			r->take(r->data, annotation_note(r->form, cell), text);
		error_release(&own);
	}
}

static void
take_part(struct annotation_reader *r, const struct node *map, const char *key,
	  struct buf *out)
{
	const struct node *n = node_get(map, key);
	const char *text = n ? line_of(r, n) : NULL;

	if (text)
		buf_add(out, text);
}

/* The check that the entry is about; -1, told, if there is none. */
static int
check_of(struct annotation_reader *r, const struct node *map)
{
	struct buf rule = BUF_INIT, at = BUF_INIT;
	int check;

	take_part(r, map, "rule", &rule);
	take_part(r, map, "at", &at);
	check = check_find(r->form, rule.text, at.text);
	if (check < 0)
		error_add(r->e, map->place,
			  _("reasons: in the form %s/%s no rule '%s' at '%s' "
			    "is answered by a reason"), r->form->name,
			  r->form->version, rule.text, at.text);
	buf_release(&rule);
	buf_release(&at);
	return check;
}

static void
read_reason(struct annotation_reader *r, const struct node *map)
{
	struct reason reason = REASON_INIT;
	struct buf when = BUF_INIT, annotation = BUF_INIT;
	size_t told;
	int check;

	if (!node_is(map, NODE_MAP, "reasons", r->e))
		return;
	node_only(map, "rule at figures by when reason", r->e);
	check = check_of(r, map);
	take_part(r, map, "figures", &reason.figures);
	take_part(r, map, "by", &reason.person);
	told = error_count(r->e);
	take_part(r, map, "reason", &reason.words);
	if (!reason.words.len && told == error_count(r->e))
		error_add(r->e, map->place, _("'%s' is missing"), "reason");
	take_part(r, map, "when", &when);
	if (when.len && !record_read_time(when.text, &reason.time))
		error_add(r->e, map->place,
			  _("reasons: '%s' is no time such as "
			    "2024-01-09T02:11:00.000Z"), when.text);
	reason_write(&reason, &annotation);
	if (check >= 0 && reason.words.len)
		r->take(r->data, annotation_reason(r->form, check),
			annotation.text);
	reason_release(&reason);
	buf_release(&when);
	buf_release(&annotation);
}

static void
read_reasons(struct annotation_reader *r, const struct node *list)
{
	const struct node *n;

	if (node_blank(list) || !node_is(list, NODE_LIST, "reasons", r->e))
		return;
	for (n = list->first; n && !error_full(r->e); n = n->next)
		read_reason(r, n);
}

static const struct {
	const char *key;
	void (*read)(struct annotation_reader *r, const struct node *n);
} keys[] = {
	{ "last", read_previous }, { "state", read_state },
	{ "reasons", read_reasons }, { "notes", read_notes },
};

bool
annotation_file_read(const struct form *f, const struct node *n,
		     annotation_taker *take, void *data, struct error *e)
{
	struct annotation_reader r = { .form = f, .take = take, .data = data,
				 .e = e };
	size_t i;

	for (i = 0; i < ARRAY_LEN(keys); i++)
		if (!strcmp(n->key->text, keys[i].key)) {
			keys[i].read(&r, n);
			return true;
		}
	return false;
}

/* ---- writing ---- */

static void
write_line(const char *key, const char *text, struct buf *out)
{
	if (!*text)
		return;
	buf_addf(out, "%s:", key);
	yaml_line(out, text);
}

void
annotation_file_write_head(const struct report *r, struct buf *out)
{
	const struct form *f = report_form(r);

	write_line("last", report_text(r, annotation_previous(f)), out);
	write_line("state", report_text(r, annotation_state(f)), out);
}

static void
write_reason(const struct form *f, int check, const struct reason *reason,
	     struct buf *out)
{
	struct buf part = BUF_INIT;

	buf_add(out, "- rule:");
	yaml_line(out, f->check[check].rule->id);
	check_address(f, check, &part);
	write_line("  at", part.text, out);
	buf_clear(&part);
	write_line("  figures", reason->figures.text, out);
	write_line("  by", reason->person.text, out);
	if (reason->time)
		record_time_text(&part, reason->time);
	write_line("  when", part.text, out);
	write_line("  reason", reason->words.text, out);
	buf_release(&part);
}

void
annotation_file_write_tail(const struct report *r, struct buf *out)
{
	const struct form *f = report_form(r);
	struct reason reason;
	bool any = false;
	int i;

	for (i = 0; i < f->checks; i++) {
		if (reason_read(report_text(r, annotation_reason(f, i)),
				&reason)) {
			buf_add(out, any ? "" : "reasons:\n");
			any = true;
			write_reason(f, i, &reason, out);
		}
		reason_release(&reason);
	}
	any = false;
	for (i = 0; i < f->cells; i++) {
		struct buf key = BUF_INIT;

		if (*report_text(r, annotation_note(f, i))) {
			buf_add(out, any ? "" : "notes:\n");
			any = true;
			buf_add(&key, "  ");
			form_address(f, i, &key);
			write_line(key.text,
				   report_text(r, annotation_note(f, i)), out);
		}
		buf_release(&key);
	}
}
