/* form-store.c - where forms are found */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/file.h"
#include "store/form-reader.h"
#include "store/yaml-tree.h"

#ifndef FORMSDIR
#define FORMSDIR "/usr/local/share/gouji/forms"
#endif

const char *
form_path(void)
{
	const char *path = getenv("GOUJI_FORMS");

	return path && *path ? path : FORMSDIR;
}

/* The folders of the path; the caller frees the copy that they point into. */
static char *
folders(char **save, char **first)
{
	char *copy = xstrdup(form_path());

	*save = NULL;
	*first = strtok_r(copy, ":", save);
	return copy;
}

/* "name/2024" and nothing that could lead elsewhere. */
static bool
well_formed(const char *name)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyz0123456789_-";
	size_t a = strspn(name, letters), b;

	if (!a || name[a] != '/')
		return false;
	b = strspn(name + a + 1, letters);
	return b && !name[a + 1 + b] && strlen(name) < 100;
}

static bool
readable(const char *path)
{
	FILE *f = fopen(path, "re");

	if (f)
		fclose(f);
	return f;
}

static struct form *
read_installed(const char *path, struct error *e)
{
	struct buf bytes = BUF_INIT;
	struct form *f = NULL;

	if (file_read_installed(path, TREE_BYTES, &bytes, e))
		f = form_parse(path, bytes.text, bytes.len, e);
	buf_release(&bytes);
	return f;
}

static struct form *
read_named(const char *path, const char *name, struct error *e)
{
	struct form *f = read_installed(path, e);
	size_t len = f ? strlen(f->name) : 0;

	if (!f)
		return NULL;
	if (!strncmp(f->name, name, len) && name[len] == '/' &&
	    !strcmp(f->version, name + len + 1))
		return f;
	error_add(e, NOWHERE, _("%s holds the form %s/%s, not %s"), path,
		  f->name, f->version, name);
	form_free(f);
	return NULL;
}

struct form *
form_open(const char *name, struct place place, struct error *e)
{
	struct buf path = BUF_INIT;
	struct form *f = NULL;
	char *copy, *save, *folder;

	if (!well_formed(name)) {
		error_add(e, place, _("'%s' is no name of a form; one looks "
				      "like NAME/VERSION, see --forms"), name);
		return NULL;
	}
	copy = folders(&save, &folder);
	for (; folder; folder = strtok_r(NULL, ":", &save)) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s.yaml", folder, name);
		*(strrchr(path.text, '/')) = '-';
		if (readable(path.text))
			break;
	}
	if (folder)
		f = read_named(path.text, name, e);
	else
		error_add(e, place, _("the form '%s' is not installed; --forms "
				      "lists those that are"), name);
	free(copy);
	buf_release(&path);
	return f;
}

static int
is_form(const struct dirent *d)
{
	size_t len = strlen(d->d_name);

	return len > 5 && d->d_name[0] != '.' &&
	       !strcmp(d->d_name + len - 5, ".yaml");
}

static bool
has_line(const struct buf *b, const char *start)
{
	const char *at = b->text;

	while ((at = strstr(at, start)) && at > b->text && at[-1] != '\n')
		at++;
	return at;
}

/* The version in the name of the file "NAME-2021.yaml"; -1 if it is none. */
static int
version_in(const char *file, const char *name)
{
	size_t len = strlen(name), digits;

	if (strncmp(file, name, len) || file[len] != '-')
		return -1;
	digits = strspn(file + len + 1, "0123456789");
	if (!digits || digits > 4 || strcmp(file + len + 1 + digits, ".yaml"))
		return -1;
	return atoi(file + len + 1);
}

bool
form_version_of(const char *name, int year, struct buf *out)
{
	char *save, *folder, *copy = folders(&save, &folder);
	struct dirent **entry;
	int best = -1, n, i;

	for (; folder; folder = strtok_r(NULL, ":", &save)) {
		n = scandir(folder, &entry, is_form, alphasort);
		if (n < 0 && errno == ENOMEM)
			out_of_memory();
		for (i = 0; i < n; i++) {
			int version = version_in(entry[i]->d_name, name);

			if (version > best && version <= year)
				best = version;
			free(entry[i]);
		}
		if (n >= 0)
			free(entry);
	}
	free(copy);
	if (best >= 0)
		buf_addf(out, "%d", best);
	return best >= 0;
}

static void
list_file(const char *path, const char *lang, struct buf *out,
	  struct error *e)
{
	struct form *f = read_installed(path, e);
	struct buf line = BUF_INIT;

	if (!f)
		return;
	buf_addf(&line, "%s/%s\t", f->name, f->version);
	/* of a form in two folders the first is used */
	if (!has_line(out, line.text)) {
		const char *title = label_text(&f->title, form_lang(f, lang));

		text_escape(&line, title, strlen(title));
		buf_addf(out, "%s\n", line.text);
	}
	buf_release(&line);
	form_free(f);
}

void
form_list(const char *lang, struct buf *out, struct error *e)
{
	char *save, *folder, *copy = folders(&save, &folder);
	struct buf path = BUF_INIT;
	struct dirent **entry;
	int n, i;

	for (; folder; folder = strtok_r(NULL, ":", &save)) {
		n = scandir(folder, &entry, is_form, alphasort);
		if (n < 0 && errno == ENOMEM)
			out_of_memory();
		for (i = 0; i < n; i++) {
			buf_clear(&path);
			buf_addf(&path, "%s/%s", folder, entry[i]->d_name);
			list_file(path.text, lang, out, e);
			free(entry[i]);
		}
		if (n >= 0)
			free(entry);
	}
	buf_release(&path);
	free(copy);
}
