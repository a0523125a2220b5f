/* lint.c - gouji --lint: all that is wrong with form files */
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "command/command.h"
#include "form/version-map.h"
#include "store/sandbox-path.h"
#include "store/form-reader.h"

/* The file of another version, beside that of the form. */
static void
path_beside(const struct form *f, const char *version, struct buf *out)
{
	const char *slash = strrchr(f->path, '/');

	buf_addn(out, f->path, slash ? (size_t)(slash - f->path) + 1 : 0);
	buf_addf(out, "%s-%s.yaml", f->name, version);
}

/* What `was` says of an earlier version is held against it. */
static void
lint_versions(const struct form *f, const struct earlier *earlier,
	      struct error *e)
{
	struct buf path = BUF_INIT;
	struct form *before = NULL;
	struct stat st;

	path_beside(f, earlier->version, &path);
	if (sandbox_stat(path.text, &st))
		error_note(e, earlier->place,
			   _("there is no %s; what is said of it is not "
			     "checked"), path.text);
	else
		before = form_read(path.text, e);
	if (before)
		version_map_free(version_map_new(f, before, e));
	form_free(before);
	buf_release(&path);
}

static void
lint(const char *path, struct error *e)
{
	struct form *f = form_read(path, e);
	int i;

	for (i = 0; f && i < f->earliers; i++)
		lint_versions(f, &f->earlier[i], e);
	form_free(f);
}

static enum status
run(const struct options *o)
{
	enum status status = STATUS_GOOD;
	int i;

	for (i = 0; i < o->files; i++) {
		struct error e = ERROR_INIT;

		lint(o->file[i], &e);
		if (command_tell(&e))
			status = STATUS_TROUBLE;
	}
	return status;
}

const struct verb verb_lint = {
	.operand = N_("FORM.yaml"),
	.many = true,
	.run = run,
};
