/* form-store.c - the installed forms, each read once a process */
#include "store/form-store.h"

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

	return f && !fclose(f);
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

/* Reads the form NAME from the first folder that has it. */
static struct form *
find_and_read(const char *name, struct place place, struct error *e)
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

/* ---- those that are kept ---- */

/* A form, and what it was asked for by: the forms path and a name. */
struct kept {
	char *folders, *name;
	struct form *form;
};

static struct {
	struct kept *kept;
	int count;
	size_t room;
} store;

static const struct form *
keep(struct form *f, const char *folders, const char *name)
{
	if (!f)
		return NULL;
	ARRAY_GROW(store.kept, store.count, store.room);
	store.kept[store.count++] = (struct kept){
		xstrdup(folders), xstrdup(name), f,
	};
	return f;
}

const struct form *
form_open(const char *name, struct place place, struct error *e)
{
	int i;

	for (i = 0; i < store.count; i++)
		if (!strcmp(store.kept[i].name, name) &&
		    !strcmp(store.kept[i].folders, form_path()))
			return store.kept[i].form;
	return keep(find_and_read(name, place, e), form_path(), name);
}

const struct form *
form_open_file(const char *path, struct error *e)
{
	return keep(form_read(path, e), "", path);
}

void
form_store_release(void)
{
	int i;

	for (i = 0; i < store.count; i++) {
		free(store.kept[i].folders);
		free(store.kept[i].name);
		form_free(store.kept[i].form);
	}
	free(store.kept);
	memset(&store, 0, sizeof store);
}

/* ---- what there is ---- */

static int
is_form(const struct dirent *d)
{
	size_t len = strlen(d->d_name);

	return len > 5 && d->d_name[0] != '.' &&
	       !strcmp(d->d_name + len - 5, ".yaml");
}

/* Calls FN for every file of a form, folder by folder, in order of names. */
static void
each_file(void (*fn)(const char *folder, const char *file, void *data),
	  void *data)
{
	char *save, *folder, *copy = folders(&save, &folder);
	struct dirent **entry;
	int n, i;

	for (; folder; folder = strtok_r(NULL, ":", &save)) {
		n = scandir(folder, &entry, is_form, alphasort);
		if (n < 0 && errno == ENOMEM)
			out_of_memory();
		for (i = 0; i < n; i++) {
			fn(folder, entry[i]->d_name, data);
			free(entry[i]);
		}
		if (n >= 0)
			free(entry);
	}
	free(copy);
}

struct names {
	const char *form;	/* of the versions that are wanted */
	char **id;
	int count;
	size_t room;
	int year, version;	/* see form_version_of() */
};

/* What the name of the file "NAME-2021.yaml" says behind NAME; NULL if it is
 * not of that form. */
static const char *
behind_name(const char *file, const char *name)
{
	size_t len = strlen(name);

	return strncmp(file, name, len) || file[len] != '-' ? NULL
							     : file + len + 1;
}

static void
add_version(const char *folder, const char *file, void *data)
{
	struct names *n = data;
	const char *version = behind_name(file, n->form);
	struct buf id = BUF_INIT;

	(void)folder;
	if (!version)
		return;
	buf_addf(&id, "%s/%.*s", n->form,
		 (int)(strlen(version) - strlen(".yaml")), version);
	ARRAY_GROW(n->id, n->count, n->room);
	n->id[n->count++] = buf_detach(&id);
}

static int
newest_first(const void *x, const void *y)
{
	char *const *a = x, *const *b = y;

	return strverscmp(*b, *a);
}

const struct form *
form_open_newest(const char *name)
{
	struct names n = { .form = name };
	const struct form *f = NULL;
	int i;

	each_file(add_version, &n);
	if (n.count)
		qsort(n.id, (size_t)n.count, sizeof *n.id, newest_first);
	for (i = 0; i < n.count; i++) {
		struct error quiet = ERROR_INIT;

		if (!f)
			f = form_open(n.id[i], NOWHERE, &quiet);
		error_release(&quiet);
		free(n.id[i]);
	}
	free(n.id);
	return f;
}

static void
take_year(const char *folder, const char *file, void *data)
{
	struct names *n = data;
	const char *version = behind_name(file, n->form);
	size_t digits = version ? strspn(version, "0123456789") : 0;

	(void)folder;
	if (digits && digits <= 4 && !strcmp(version + digits, ".yaml") &&
	    atoi(version) > n->version && atoi(version) <= n->year)
		n->version = atoi(version);
}

bool
form_version_of(const char *name, int year, struct buf *out)
{
	struct names n = { .form = name, .year = year, .version = -1 };

	each_file(take_year, &n);
	if (n.version >= 0)
		buf_addf(out, "%d", n.version);
	return n.version >= 0;
}

static bool
has_line(const struct buf *b, const char *start)
{
	const char *at = b->text;

	while ((at = strstr(at, start)) && at > b->text && at[-1] != '\n')
		at++;
	return at;
}

struct list {
	const char *lang;
	struct buf *out;
	struct error *e;
};

static void
list_file(const char *folder, const char *file, void *data)
{
	struct list *l = data;
	struct buf path = BUF_INIT, line = BUF_INIT;
	struct form *f;

	buf_addf(&path, "%s/%s", folder, file);
	f = read_installed(path.text, l->e);
	if (f)
		buf_addf(&line, "%s/%s\t", f->name, f->version);
	if (f && !has_line(l->out, line.text)) {
		const char *title =
			label_text(&f->title, form_lang(f, l->lang));

		text_escape(&line, title, strlen(title));
		buf_addf(l->out, "%s\n", line.text);
	}
	buf_release(&path);
	buf_release(&line);
	form_free(f);
}

void
form_list(const char *lang, struct buf *out, struct error *e)
{
	struct list l = { lang, out, e };

	each_file(list_file, &l);
}
