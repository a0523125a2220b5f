/* files.c - what the tests of the store share: files of the sources */
#include "files.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/file.h"
#include "report-support.h"

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

/* ---- a folder of one's own ---- */

static char own_folder[4096];

void
enter_folder(void)
{
	const char *top = getenv("TMPDIR");
	struct buf state = BUF_INIT;

	snprintf(own_folder, sizeof own_folder, "%s/gouji-XXXXXX",
		 top ? top : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(own_folder));
	ck_assert_int_eq(chdir(own_folder), 0);
	buf_addf(&state, "%s/state", own_folder);
	setenv("XDG_STATE_HOME", state.text, 1);
	buf_release(&state);
	umask(022);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void
leave_folder(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(nftw(own_folder, remove_one, 8, FTW_DEPTH | FTW_PHYS),
			 0);
}

void
assert_names(const char *path, const char *wanted)
{
	struct dirent **entry;
	struct buf out = BUF_INIT;
	int n = scandir(path, &entry, NULL, alphasort), i;

	for (i = 0; i < n; i++) {
		if (*entry[i]->d_name != '.')
			buf_addf(&out, "%s ", entry[i]->d_name);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	ck_assert_str_eq(out.text, wanted);
	buf_release(&out);
}

void
put_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_ge(fputs(text, f), 0);
	ck_assert_int_eq(fclose(f), 0);
}

void
add_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "a");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_ge(fputs(text, f), 0);
	ck_assert_int_eq(fclose(f), 0);
}

void
get_text(const char *path, struct buf *out)
{
	struct error e = ERROR_INIT;

	if (!file_read(path, 64 << 20, out, &e))
		ck_abort_msg("%s", error_first(&e));
}

static const char small_form[] =
	"form: small\n"
	"version: 1\n"
	"languages: [en]\n"
	"title: [Small]\n"
	"cell: {type: amount, places: 2, signed: true}\n"
	"body:\n"
	"- fields: about\n"
	"  rows:\n"
	"  - unit: {label: Unit, cell: {type: text, lines: 1}}\n"
	"- text: note\n"
	"  label: Note\n"
	"- table: t\n"
	"  rows:\n"
	"  - a: A\n"
	"  - b: B\n"
	"  - all: {label: All, is: total}\n"
	"  cols:\n"
	"  - p: P\n"
	"  - q: Q\n"
	"rules:\n"
	"  S1: {each: column of t, that: a <= b, level: ask}\n";

const char *
small_report(void)
{
	struct buf forms = BUF_INIT;

	ck_assert(!mkdir("forms", 0755));
	put_text("forms/small-1.yaml", small_form);
	buf_addf(&forms, "%s/forms", own_folder);
	setenv("GOUJI_FORMS", forms.text, 1);
	buf_release(&forms);
	return "form: small/1\n"
	       "unit: ~\n"
	       "note: |\n"
	       "  first\n"
	       "t:\n"
	       "  columns: [p, q]\n"
	       "  a: [1.5, ~]\n"
	       "  b: [2, 3.25]\n"
	       "  all: [3.5, 4]\n";
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
