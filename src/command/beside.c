/* beside.c - what lies beside a report and is worth a note */
#include "command/beside.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/journal.h"
#include "store/person.h"
#include "store/trail.h"

const char *const beside_names[BESIDES] = {
	[BESIDE_CHANGED] = "changed", [BESIDE_LOG] = "log",
	[BESIDE_JOURNAL] = "journal",
};

static void
look_at_log(struct beside *b, const struct dir *dir, const char *path,
	    const char *digest)
{
	const struct trail_entry *saved;
	struct buf when = BUF_INIT;
	struct trail t;

	if (!trail_read_end(&t, dir)) {
		trail_release(&t);
		return;
	}
	saved = trail_saved(&t);
	if (saved)
		person_time(saved->time, &when);
	if (saved && strcmp(saved->digest, digest))
		buf_addf(&b->note[BESIDE_CHANGED],
			 _("changed outside gouji, or without history, since "
			   "%s saved it on %s"), saved->person, when.text);
	if (t.looses)
		buf_addf(&b->note[BESIDE_LOG],
			 _("lines of its log are not as they were written; see "
			   "gouji --log %s"), path);
	trail_release(&t);
	buf_release(&when);
}

static void
look_at_journal(struct beside *b, const struct dir *dir, const char *path,
		const char *digest)
{
	struct buf *note = &b->note[BESIDE_JOURNAL], when = BUF_INIT;
	struct error e = ERROR_INIT;
	struct recovery r;

	if (!recovery_read(&r, dir, path, digest, &e)) {
		buf_add(note, error_first(&e));
	} else if (report_modified(r.file.report)) {
		person_time(r.time, &when);
		buf_addf(note,
			 _("what %s typed until %s is not saved; open it, or "
			   "run: gouji --recover %s"), r.person, when.text,
			 path);
	}
	recovery_release(&r);
	error_release(&e);
	buf_release(&when);
}

void
beside_look(struct beside *b, const char *path, const char *digest,
	    bool history)
{
	struct dir dir;
	size_t i;

	for (i = 0; i < BESIDES; i++)
		buf_init(&b->note[i]);
	if (!dir_open(&dir, path))
		return;
	if (history)
		look_at_log(b, &dir, path, digest);
	if (journal_there(&dir))
		look_at_journal(b, &dir, path, digest);
	dir_release(&dir);
}

void
beside_release(struct beside *b)
{
	size_t i;

	for (i = 0; i < BESIDES; i++)
		buf_release(&b->note[i]);
}
