/* recovery.c - what has been done to a report since it was opened: reading */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "report/annotation.h"
#include "store/journal.h"
#include "store/yaml-tree.h"

void
recovery_release(struct recovery *r)
{
	report_file_close(&r->file);
	free(r->version);
	free(r->person);
	free(r->host);
	free(r->spot);
	free(r->bytes);
	*r = (struct recovery){ .last = -1 };
}

/* ---- lines ---- */

static void
take_version(struct recovery *r, const struct record *line)
{
	struct version v = { .serial = -1 };
	int64_t serial;

	if (line->len[1] != DIGEST_LEN ||
	    !record_get_number(line, 2, &serial) || serial > INT32_MAX)
		return;
	memcpy(v.digest, line->field[1], DIGEST_LEN);
	if (record_is(line, "mark", 3))
		v.serial = (int)serial;
	ARRAY_GROW(r->version, r->versions, r->version_room);
	r->version[r->versions++] = v;
}

static void
take_spot(struct recovery *r, const struct record *line)
{
	const struct form *f = r->file.form;
	struct spot s = { .mode = line->field[2][0] };
	size_t at, i;
	int64_t n;

	if (!record_get_cell(line, 1, f, &s.cell, &at) ||
	    annotation_is(f, s.cell))
		return;
	for (i = 0; i < ARRAY_LEN(s.number); i++) {
		if (!record_get_number(line, 3 + (int)i, &n) ||
		    n > INT32_MAX)
			return;
		s.number[i] = (int)n;
	}
	r->last = (int)(form_block_of(f, s.cell) - f->block);
	r->spot[r->last] = s;
}

/* False if the edit does not go on where the report is. */
static bool
take_edit(struct recovery *r, const struct record *line)
{
	struct report *report = r->file.report;
	struct error quiet = ERROR_INIT;
	struct edit edit;
	int serial;
	bool ok;

	if (!record_get_edit(line, 1, r->file.form, &serial, &edit))
		return false;
	ok = serial == report_serial(report) + 1 &&
	     report_replay(report, &edit, &quiet);
	if (ok && edit.sign.time)
		r->time = edit.sign.time;
	if (ok && *edit.sign.person && strcmp(edit.sign.person, r->person)) {
		free(r->person);
		r->person = xstrdup(edit.sign.person);
	}
	record_edit_release(&edit);
	error_release(&quiet);
	return ok;
}

/* The report is at the edit that the file on the disk holds as the last. */
static void
note_saved(const struct recovery *r)
{
	if (r->known && r->saved == report_serial(r->file.report))
		report_mark_saved(r->file.report);
}

/* A kind that we do not know is of a later gouji and no edit. */
static bool
take_line(struct recovery *r, const struct record *line)
{
	if (record_is(line, "edit", 6)) {
		if (!take_edit(r, line))
			return false;
		note_saved(r);
	} else if (record_is(line, "spot", 9)) {
		take_spot(r, line);
	}
	return true;
}

/* ---- the whole ---- */

static bool
is_version(const struct record *line)
{
	return record_is(line, "mark", 3) || record_is(line, "seen", 3);
}

/* Marks may stand before the edits that they hold, so they are read first. */
static void
find_versions(struct recovery *r, const char *bytes, size_t len, size_t at,
	      struct chain chain)
{
	struct record line = RECORD_INIT;

	while (record_next(&line, bytes, len, &at, &chain))
		if (is_version(&line))
			take_version(r, &line);
	record_release(&line);
}

static void
take_lines(struct recovery *r, const char *bytes, size_t len, size_t at)
{
	struct record line = RECORD_INIT;
	struct chain chain = r->chain;

	r->valid = at;
	while (record_next(&line, bytes, len, &at, &chain) &&
	       take_line(r, &line)) {
		r->valid = at;
		r->chain = chain;
	}
	r->garbage = memchr(bytes + r->valid, '\n', len - r->valid);
	record_release(&line);
}

static bool
take_head(struct recovery *r, const struct record *head, const char *path,
	  struct error *e)
{
	struct version first = { .serial = 0 };
	int64_t base;

	if (!record_is(head, "gouji-journal", 8) ||
	    strcmp(head->field[1], "1") ||
	    !record_get_number(head, 6, &base) ||
	    !text_valid(head->field[3], head->len[3], NULL) ||
	    !text_valid(head->field[4], head->len[4], NULL))
		return false;
	r->len = head->len[7];
	r->bytes = xmalloc(r->len + 1);
	memcpy(r->bytes, head->field[7], r->len + 1);
	r->person = xstrdup(head->field[3]);
	r->host = xstrdup(head->field[4]);
	record_get_time(head, 5, &r->time);
	if (r->len > TREE_BYTES ||
	    !report_file_parse(&r->file, path, r->bytes, r->len, e))
		return false;
	r->base = report_serial(r->file.report);
	if (r->base != base)
		return false;
	r->spot = xcalloc((size_t)r->file.form->blocks, sizeof *r->spot);
	digest_of(r->bytes, r->len, first.digest);
	first.serial = r->base;
	ARRAY_GROW(r->version, r->versions, r->version_room);
	r->version[r->versions++] = first;
	return true;
}

static void
compare(struct recovery *r, const char *digest)
{
	const struct version *v = version_find(r->version, r->versions,
					       digest);

	r->known = v;
	r->saved = v ? v->serial : -1;
	report_mark_unsaved(r->file.report);
	note_saved(r);
}

bool
recovery_parse(struct recovery *r, const char *path, const char *bytes,
	       size_t len, const char *digest, struct error *e)
{
	struct record head = RECORD_INIT;
	size_t at = 0, before = error_count(e);
	bool ok, broken;

	*r = (struct recovery){ .chain = CHAIN_INIT, .last = -1 };
	ok = record_next(&head, bytes, len, &at, &r->chain) &&
	     take_head(r, &head, path, e);
	record_release(&head);
	if (!ok) {
		/* a form that is missing is no fault of the journal */
		broken = error_count(e) == before;
		if (broken)
			error_add(e, (struct place){ path, 0, 0 },
				  _("this is no journal"));
		recovery_release(r);
		r->broken = broken;
		return false;
	}
	find_versions(r, bytes, len, at, r->chain);
	compare(r, digest);
	take_lines(r, bytes, len, at);
	return true;
}

/* ---- from the disk ---- */

/* Where the journal is: elsewhere, as that one was begun when the one beside
 * the report could not go on, or beside it.  False if there is none, with
 * ENOENT, or if that cannot be told. */
static bool
find_journal(const struct dir *dir, struct dir *state, struct stat *st)
{
	if (dir_state(state, dir, false) &&
	    !dir_stat(state, JOURNAL_ENDING, st))
		return true;
	dir_release(state);
	return !dir_stat(dir, JOURNAL_ENDING, st);
}

bool
journal_there(const struct dir *dir)
{
	struct dir state;
	struct stat st;
	bool there;

	/* an empty one was never synced: see journal.h */
	if (find_journal(dir, &state, &st))
		there = !S_ISREG(st.st_mode) || st.st_size;
	else
		there = errno != ENOENT;

	dir_release(&state);
	return there;
}

static bool
read_journal(struct recovery *r, const struct dir *dir, struct buf *out)
{
	struct dir state;
	struct stat st;
	bool ok = find_journal(dir, &state, &st);

	r->elsewhere = state.folder >= 0;
	r->inode = ok ? st.st_ino : 0;
	ok = ok && dir_read(r->elsewhere ? &state : dir, JOURNAL_ENDING,
			    JOURNAL_BYTES, out);
	dir_release(&state);
	return ok;
}

bool
recovery_read(struct recovery *r, const struct dir *dir, const char *path,
	      const char *digest, struct error *e)
{
	struct buf bytes = BUF_INIT;
	struct recovery found = { .last = -1 };
	bool ok;

	*r = found;
	ok = read_journal(&found, dir, &bytes) ||
	     error_add(e, (struct place){ path, 0, 0 },
		       _("its journal cannot be read: %s"), strerror(errno));
	ok = ok && recovery_parse(r, path, bytes.text, bytes.len, digest, e);
	r->elsewhere = found.elsewhere;
	r->inode = found.inode;
	buf_release(&bytes);
	return ok;
}

bool
recovery_more(struct recovery *r, const struct dir *dir, bool *moved)
{
	struct buf bytes = BUF_INIT;
	struct recovery now = { .last = -1 };
	struct dir state;
	struct stat st;
	size_t valid = r->valid;
	bool there = find_journal(dir, &state, &st), same = false;
	bool garbage = r->garbage;

	*moved = false;
	dir_release(&state);
	if (!there || st.st_ino != r->inode)
		return false;
	if ((size_t)st.st_size == valid)
		return true;
	if (read_journal(&now, dir, &bytes) && now.inode == r->inode &&
	    bytes.len >= valid) {
		take_lines(r, bytes.text, bytes.len, valid);
		*moved = r->valid > valid;
		same = garbage || !r->garbage;
	}
	buf_release(&bytes);
	return same;
}

bool
journal_keep(const struct dir *dir, bool elsewhere)
{
	struct dir state = DIR_NONE;
	const struct dir *place = dir;
	bool ok;

	if (elsewhere && dir_state(&state, dir, false))
		place = &state;
	ok = !dir_rename(place, JOURNAL_ENDING, JOURNAL_ENDING "~");
	dir_release(&state);
	return ok;
}
