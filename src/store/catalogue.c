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
#include "store/sandbox-path.h"
#include "store/report-reader.h"
#include "store/previous-file.h"

#define ENDING ".yaml"

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
	entry->value = NULL;
	entry->previous = NULL;
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

	if (!*name)
		return;
	entry->previous = xstrdup(name);
	entry->previous_stat = stat_of(name);
}

/* Reads the file of ENTRY.  The unit of a report that cannot be read is not
 * known. */
static void
read_entry(const struct catalogue *s, struct catalogue_entry *entry)
{
	struct error quiet = ERROR_INIT;	/* told when it is opened */
	struct report_file opened;

	entry_forget(s, entry);
	entry->known = entry->fresh = true;
	entry->offered = !is_choosy(s);
	if (report_file_open(&opened, entry->file, &quiet)) {
		entry->good = true;
		take_previous(opened.report, entry);
		previous_attach(&opened, NULL, &quiet);
		entry->state = report_state(opened.report);
		entry->counts = *report_counts(opened.report);
		entry->offered = take_values(s, opened.report, entry);
		report_file_close(&opened);
	}
	error_release(&quiet);
}

/* ---- all of them ---- */

static bool
is_called(const char *name)
{
	size_t len = strlen(name), end = strlen(ENDING);

	return name[0] != '.' && len > end &&
	       !strcmp(name + len - end, ENDING);
}

static int
is_candidate(const struct dirent *d)
{
	return is_called(d->d_name);
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
	if (!same_file(&st, &entry.stat) ||
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
	for (i = 0; i < n; i++) {
		add(s, &old, &at, found[i]->d_name);
		free(found[i]);
	}
	while (at < old.entries)
		entry_release(s, &old.entry[at++]);
	free(old.entry);
	free(found);
	fill_rows(s);
	return true;
}

bool
catalogue_read(struct catalogue *s, int most)
{
	for (; s->next < s->entries; s->next++) {
		if (s->entry[s->next].fresh)
			continue;
		if (!most--)
			break;
		read_entry(s, &s->entry[s->next]);
		s->readings++;
	}
	fill_rows(s);
	return s->next < s->entries;
}

static bool
fits(const struct catalogue *s, const char *file)
{
	struct catalogue_entry entry = { .file = xstrdup(file) };
	bool wanted;

	read_entry(s, &entry);
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
	if (!is_called(slash ? slash + 1 : file))
		return error_add(e, place,
				 _("is not served; reports are called "
				   "NAME.yaml"));
	return fits(s, file) ||
	       error_add(e, place, _("is not one of the reports that are "
				     "served here"));
}
