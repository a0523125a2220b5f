/* files.c - what the tests of the store share: files of the sources */
#include "files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/file.h"
#include "support.h"

char *
source(const char *path)
{
	const char *top = getenv("top_srcdir");
	struct buf full = BUF_INIT;

	buf_addf(&full, "%s/%s", top ? top : ".", path);
	return buf_detach(&full);
}

/* The folder of forms; support for running by hand. */
void
set_forms(void)
{
	char *forms = source("forms");

	setenv("GOUJI_FORMS", forms, 0);
	free(forms);
}

static bool
is_bad_file(const char *name, const char *prefix)
{
	size_t len = strlen(name), n = strlen(prefix);

	return len > n + 5 && !strncmp(name, prefix, n) &&
	       !strcmp(name + len - 5, ".yaml");
}

void
write_file(const char *path, const struct buf *text)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(text->text, 1, text->len, f), text->len);
	ck_assert_int_eq(fclose(f), 0);
}

static bool
complains_as_told(const char *folder, const char *name,
		  bool (*takes)(const char *name, const char *bytes,
				size_t len, struct error *e))
{
	struct buf path = BUF_INIT, bytes = BUF_INIT, said = BUF_INIT;
	struct buf wanted = BUF_INIT;
	struct error e = ERROR_INIT, lost = ERROR_INIT;
	bool ok, taken;

	buf_addf(&path, "%s/%s", folder, name);
	ck_assert(file_read(path.text, 1 << 20, &bytes, &e));
	taken = takes(name, bytes.text, bytes.len, &e);
	error_sort(&e);
	error_print(&e, &said);
	buf_splice(&path, path.len - 4, 4, "err", 3);
	if (getenv("UPDATE"))
		write_file(path.text, &said);
	ok = file_read(path.text, 1 << 20, &wanted, &lost) && !taken &&
	     !strcmp(said.text, wanted.text);
	if (!ok)
		fprintf(stderr, "%s/%s:%s\n--- is\n%s--- should be\n%s",
			folder, name, taken ? " is taken for good" : "",
			said.text, wanted.text);
	error_release(&e);
	error_release(&lost);
	buf_release(&path);
	buf_release(&bytes);
	buf_release(&said);
	buf_release(&wanted);
	return ok;
}

void
assert_bad_files(const char *prefix,
		 bool (*takes)(const char *name, const char *bytes,
			       size_t len, struct error *e))
{
	char *folder = source("tests/bad");
	struct dirent **entry;
	int n = scandir(folder, &entry, NULL, alphasort), i;
	int files = 0, wrong = 0;

	for (i = 0; i < n; i++) {
		if (is_bad_file(entry[i]->d_name, prefix)) {
			files++;
			wrong += !complains_as_told(folder, entry[i]->d_name,
						    takes);
		}
		free(entry[i]);
	}
	free(entry);
	free(folder);
	ck_assert_int_gt(files, 20);
	ck_assert_int_eq(wrong, 0);
}
