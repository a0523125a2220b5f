/* shot.c - what is in a folder at a moment, byte for byte */
#include "shot.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

void
cannot(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	exit(99);
}

char *
path_join(const char *a, const char *b)
{
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/%s", a, b);
	return buf_detach(&path);
}

void
file_write(const char *path, const char *bytes, size_t len)
{
	FILE *f = fopen(path, "w");

	if (!f || fwrite(bytes, 1, len, f) != len || fclose(f))
		cannot(path);
}

void
file_take(const char *path, struct buf *out)
{
	char piece[65536];
	FILE *f = fopen(path, "r");
	size_t n;

	if (!f)
		cannot(path);
	while ((n = fread(piece, 1, sizeof piece, f)) > 0)
		buf_addn(out, piece, n);
	if (ferror(f))
		cannot(path);
	fclose(f);
}

static int
no_dots(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
}

void
folder_clear(const char *folder)
{
	struct dirent **entry;
	int n, i;

	if (mkdir(folder, 0755) && errno != EEXIST)
		cannot(folder);
	n = scandir(folder, &entry, no_dots, alphasort);
	if (n < 0)
		cannot(folder);
	for (i = 0; i < n; i++) {
		char *path = path_join(folder, entry[i]->d_name);

		if (remove(path))
			cannot(path);
		free(path);
		free(entry[i]);
	}
	free(entry);
}

void
shot_take(struct shot *s, const char *folder)
{
	struct dirent **entry;
	int n = scandir(folder, &entry, no_dots, alphasort), i;
	struct stat st;

	*s = (struct shot){ .files = 0 };
	if (n < 0)
		cannot(folder);
	for (i = 0; i < n; i++) {
		char *path = path_join(folder, entry[i]->d_name);
		struct shot_file *f = &s->file[s->files];

		if (!lstat(path, &st) && S_ISREG(st.st_mode)) {
			if (s->files++ == SHOT_MOST)
				cannot("too many files");
			f->name = xstrdup(entry[i]->d_name);
			buf_init(&f->bytes);
			file_take(path, &f->bytes);
		}
		free(path);
		free(entry[i]);
	}
	free(entry);
}

void
shot_release(struct shot *s)
{
	while (s->files) {
		struct shot_file *f = &s->file[--s->files];

		free(f->name);
		buf_release(&f->bytes);
	}
}

const struct buf *
shot_find(const struct shot *s, const char *name)
{
	int i;

	for (i = 0; i < s->files; i++)
		if (!strcmp(s->file[i].name, name))
			return &s->file[i].bytes;
	return NULL;
}

bool
shot_same(const struct shot *a, const struct shot *b, const char *name)
{
	const struct buf *x = shot_find(a, name), *y = shot_find(b, name);

	if (!x || !y)
		return x == y;
	return x->len == y->len && !memcmp(x->text, y->text, x->len);
}
