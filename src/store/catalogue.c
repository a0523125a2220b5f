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

/* What the field holds; NULL if the form has none of this address. */
static char *
value_of(const struct report *r, const char *address)
{
	const struct form *f = report_form(r);
	struct buf whole = BUF_INIT, value = BUF_INIT;
	struct error quiet = ERROR_INIT;
	int cell = item_find(f, address, &quiet);
	bool same = false;

	if (cell >= 0) {
		item_address(f, cell, &whole);
		same = !strcmp(whole.text, address);
	}
	if (same)
		report_show(r, cell, &value);
	error_release(&quiet);
	buf_release(&whole);
	return same ? buf_detach(&value) : NULL;
}

static bool
take_values(const struct catalogue *s, const struct report *r,
	    struct catalogue_entry *entry)
{
	bool wanted = true;
	int i;

	entry->value = xcalloc((size_t)s->fields, sizeof *entry->value);
	for (i = 0; i < s->fields; i++) {
		const struct catalogue_field *field = &s->field[i];
		char *value = value_of(r, field->address);

		if (field->only && (!value || strcmp(value, field->only)))
			wanted = false;
		entry->value[i] = value ? value : xstrdup("");
	}
	return wanted;
}

static void
entry_release(const struct catalogue *s, struct catalogue_entry *entry)
{
	int i;

	for (i = 0; entry->value && i < s->fields; i++)
		free(entry->value[i]);
	free(entry->value);
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

/* True if FILE is offered; whose a report is that cannot be read, nobody
 * knows.  The caller ends ENTRY with entry_release() either way. */
static bool
look_into(const struct catalogue *s, const char *file,
	  struct catalogue_entry *entry)
{
	struct error quiet = ERROR_INIT;	/* told when it is opened */
	struct report_file opened;
	bool wanted = !is_choosy(s);

	*entry = (struct catalogue_entry){ .file = xstrdup(file) };
	if (report_file_open(&opened, file, &quiet)) {
		entry->good = true;
		previous_attach(&opened, NULL, &quiet);
		entry->state = report_state(opened.report);
		entry->counts = *report_counts(opened.report);
		wanted = take_values(s, opened.report, entry);
		report_file_close(&opened);
	}
	error_release(&quiet);
	return wanted;
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
	struct stat st;

	return is_called(d->d_name) && !sandbox_stat(d->d_name, &st) &&
	       S_ISREG(st.st_mode);
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
	catalogue_init(s, s->field, s->fields);
}

static void
add(struct catalogue *s, const char *file)
{
	struct catalogue_entry entry;

	if (!look_into(s, file, &entry)) {
		entry_release(s, &entry);
		return;
	}
	ARRAY_GROW(s->entry, s->entries, s->room);
	s->entry[s->entries++] = entry;
}

bool
catalogue_fill(struct catalogue *s, struct error *e)
{
	struct dirent **found;
	int n, i;

	catalogue_release(s);
	/* the folder that we are confined to is the current one */
	n = scandir(".", &found, is_candidate, alphasort);
	if (n < 0)
		return error_add(e, NOWHERE,
				 _("the folder cannot be read: %s"),
				 strerror(errno));
	for (i = 0; i < n; i++) {
		add(s, found[i]->d_name);
		free(found[i]);
	}
	free(found);
	return true;
}

static bool
fits(const struct catalogue *s, const char *file)
{
	struct catalogue_entry entry;
	bool wanted = look_into(s, file, &entry);

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
