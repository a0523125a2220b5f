/* catalogue.c - the reports that a folder offers */
#include "store/catalogue.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "report/annotation.h"
#include "report/previous-year.h"
#include "store/sandbox-path.h"
#include "store/report-reader.h"
#include "store/previous-years.h"

/* ---- one report ---- */

/* Takes what the fields hold; false if one holds another value than it
 * must. */
static bool
take_values(const struct catalogue *s, const struct report *r,
	    struct catalogue_entry *entry)
{
	bool wanted = true;
	int i;

	entry->value = xcalloc((size_t)s->fields, sizeof *entry->value);
	for (i = 0; i < s->fields; i++) {
		const struct catalogue_field *field = &s->field[i];
		char *value = report_gate_value(r, field->address);

		if (field->only && (!value || strcmp(value, field->only)))
			wanted = false;
		entry->value[i] = value ? value : xstrdup("");
	}
	return wanted;
}

/* What was read of the file is forgotten. */
static void
entry_forget(const struct catalogue *s, struct catalogue_entry *entry)
{
	int i;

	for (i = 0; entry->value && i < s->fields; i++)
		free(entry->value[i]);
	free(entry->value);
	free(entry->previous);
	free(entry->key);
	free(entry->seeking);
	entry->value = NULL;
	entry->previous = entry->key = entry->seeking = NULL;
	entry->missed = false;
	entry->good = false;
}

static void
entry_release(const struct catalogue *s, struct catalogue_entry *entry)
{
	entry_forget(s, entry);
	free(entry->file);
}

static bool
is_choosy(const struct catalogue *s)
{
	int i;

	for (i = 0; i < s->fields; i++)
		if (s->field[i].only)
			return true;
	return false;
}

/* What stat tells of FILE; all 0 if it is not there. */
static struct stat
stat_of(const char *file)
{
	static const struct stat none;
	struct stat st;

	return sandbox_stat(file, &st) ? none : st;
}

static bool
same_time(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool
same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_size == b->st_size &&
	       same_time(a->st_mtim, b->st_mtim) &&
	       same_time(a->st_ctim, b->st_ctim);
}

/* Which file the state of the report depends on as well. */
static void
take_previous(const struct report *r, struct catalogue_entry *entry)
{
	const char *name = report_text(r, annotation_previous(report_form(r)));
	int year = report_year(r);

	entry->key = previous_key(r, year);
	if (!*name)
		entry->seeking = previous_key(r, year - 1);
	if (!*name && report_previous(r))
		name = previous_name(report_previous(r));
	entry->missed = report_previous_missed(r);
	if (!*name)
		return;
	entry->previous = xstrdup(name);
	entry->previous_stat = stat_of(name);
}

/* Reads the file of ENTRY; YEARS finds last year's, or is NULL.  The unit of a
 * report that cannot be read is not known. */
static void
read_entry(const struct catalogue *s, struct previous_years *years,
	   struct catalogue_entry *entry)
{
	struct error quiet = ERROR_INIT;	/* told when it is opened */
	struct report_file opened;

	entry_forget(s, entry);
	entry->known = entry->fresh = true;
	entry->offered = !is_choosy(s);
	if (report_file_open(&opened, entry->file, &quiet)) {
		entry->good = true;
		if (years) {
			previous_years_attach(years, &opened, &quiet);
			take_previous(opened.report, entry);
		}
		entry->state = report_state(opened.report);
		entry->counts = *report_counts(opened.report);
		entry->offered = take_values(s, opened.report, entry);
		report_file_close(&opened);
	}
	error_release(&quiet);
}

/* ---- all of them ---- */

static int
is_candidate(const struct dirent *d)
{
	return report_gate_names(d->d_name);
}

void
catalogue_init(struct catalogue *s, const struct catalogue_field *field,
	       int fields)
{
	*s = (struct catalogue){ .field = field, .fields = fields };
}

void
catalogue_release(struct catalogue *s)
{
	int i;

	for (i = 0; i < s->entries; i++)
		entry_release(s, &s->entry[i]);
	free(s->entry);
	free(s->row);
	previous_years_free(s->years);
	catalogue_init(s, s->field, s->fields);
}

static void
fill_rows(struct catalogue *s)
{
	int i;

	s->rows = 0;
	for (i = 0; i < s->entries; i++) {
		if (!s->entry[i].offered)
			continue;
		ARRAY_GROW(s->row, s->rows, s->row_room);
		s->row[s->rows++] = &s->entry[i];
	}
}

/* Adds an entry for the file NAME, if it is a regular one: that of OLD if it
 * is there, whose entries before *AT are done with. */
static void
add(struct catalogue *s, struct catalogue *old, int *at, const char *name)
{
	struct stat st = stat_of(name), then;
	struct catalogue_entry entry = { .offered = !is_choosy(s) };

	if (!S_ISREG(st.st_mode))
		return;
	while (*at < old->entries &&
	       strcoll(old->entry[*at].file, name) < 0)
		entry_release(s, &old->entry[(*at)++]);
	if (*at < old->entries && !strcmp(old->entry[*at].file, name))
		entry = old->entry[(*at)++];
	else
		entry.file = xstrdup(name);
	if (entry.previous)
		then = stat_of(entry.previous);
	entry.moved = old->looked && !same_file(&st, &entry.stat);
	if (!same_file(&st, &entry.stat) ||
	    (entry.missed && entry.seeking) ||
	    (entry.previous && !same_file(&then, &entry.previous_stat)))
		entry.fresh = false;
	entry.stat = st;
	ARRAY_GROW(s->entry, s->entries, s->room);
	s->entry[s->entries++] = entry;
}

bool
catalogue_look(struct catalogue *s, struct error *e)
{
	struct catalogue old = *s;
	struct dirent **found;
	int n, i, at = 0;

	/* the folder that we are confined to is the current one */
	n = scandir(".", &found, is_candidate, alphasort);
	if (n < 0)
		return error_add(e, NOWHERE,
				 _("the folder cannot be read: %s"),
				 strerror(errno));
	s->entry = NULL;
	s->entries = s->next = 0;
	s->room = 0;
	previous_years_free(s->years);
	s->years = NULL;
	for (i = 0; i < n; i++) {
		add(s, &old, &at, found[i]->d_name);
		free(found[i]);
	}
	while (at < old.entries)
		entry_release(s, &old.entry[at++]);
	free(old.entry);
	free(found);
	s->looked = true;
	fill_rows(s);
	return true;
}

/* ENTRY is new or another: reports whose year before it may be are read
 * again. */
static void
unsettle(struct catalogue *s, const struct catalogue_entry *entry)
{
	int i;

	for (i = 0; entry->key && i < s->entries; i++) {
		struct catalogue_entry *other = &s->entry[i];

		if (!other->seeking || strcmp(other->seeking, entry->key))
			continue;
		other->fresh = false;
		s->next = i < s->next ? i : s->next;
	}
}

bool
catalogue_read(struct catalogue *s, int most)
{
	while (s->next < s->entries) {
		struct catalogue_entry *entry = &s->entry[s->next];

		if (entry->fresh) {
			s->next++;
			continue;
		}
		if (!most--)
			break;
		if (!s->years)
			s->years = previous_years_new(NULL, 0, NULL);
		read_entry(s, s->years, entry);
		s->readings++;
		if (entry->moved)
			unsettle(s, entry);
		entry->moved = false;
	}
	fill_rows(s);
	return s->next < s->entries;
}

static bool
fits(const struct catalogue *s, const char *file)
{
	struct catalogue_entry entry = { .file = xstrdup(file) };
	bool wanted;

	read_entry(s, NULL, &entry);
	wanted = entry.offered;
	entry_release(s, &entry);
	return wanted;
}

bool
catalogue_offers(const struct catalogue *s, const char *file, struct error *e)
{
	const char *slash = strrchr(file, '/');
	struct place place = { file, 0, 0 };
	struct stat st;

	if (sandbox_stat(file, &st))
		return error_add(e, place, _("cannot be opened: %s"),
				 sandbox_strerror(errno));
	if (S_ISDIR(st.st_mode))
		return error_add(e, place,
				 _("is a folder; name a file in it"));
	if (!report_gate_names(slash ? slash + 1 : file))
		return error_add(e, place,
				 _("is not served; reports are called "
				   "NAME.yaml"));
	return fits(s, file) ||
	       error_add(e, place, _("is not one of the reports that are "
				     "served here"));
}
