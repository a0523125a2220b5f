/* save.c - writing a file whole or not at all */
#include "store/save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/confine.h"
#include "store/home.h"

struct save {
	struct home home;
	char temporary[32];	/* its name in the folder */
	int fd;
};

static bool
fail(const struct home *h, const char *asked, struct error *e,
     const char *what)
{
	return error_add(e, NOWHERE,
			 _("%s is not saved: %s: %s; what was there is as it "
			   "was"), h->asked ? h->asked : asked, what,
			 confine_why(errno));
}

static void
save_free(struct save *s)
{
	home_release(&s->home);
	free(s);
}

/* Gives the new file what the old one had.  The owner is kept where we may;
 * without it the mode must not let in more than before. */
static bool
keep_mode(const struct save *s)
{
	struct stat old;

	if (home_stat(&s->home, "", &old)) {
		mode_t mask = umask(0);

		umask(mask);
		return errno == ENOENT && !fchmod(s->fd, 0666 & ~mask);
	}
	if (fchown(s->fd, old.st_uid, old.st_gid) &&
	    fchown(s->fd, (uid_t)-1, old.st_gid))
		return !fchmod(s->fd, old.st_mode & 0700);
	return !fchmod(s->fd, old.st_mode & 07777);
}

/* A device or a FIFO is not replaced by a file. */
static bool
replaceable(const struct home *h)
{
	struct stat old;

	if (home_stat(h, "", &old) || S_ISREG(old.st_mode))
		return true;
	errno = S_ISDIR(old.st_mode) ? EISDIR : EINVAL;
	return false;
}

/* A new file in the folder; false with errno. */
static bool
make_temporary(struct save *s)
{
	int i;

	for (i = 0; i < 100; i++) {
		unsigned random;

		if (getrandom(&random, sizeof random, 0) < 0)
			random = (unsigned)getpid() + (unsigned)i;
		snprintf(s->temporary, sizeof s->temporary, ".gouji.%08x",
			 random);
		s->fd = openat(s->home.folder, s->temporary,
			       O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC |
			       O_NOFOLLOW, 0600);
		if (s->fd >= 0 || errno != EEXIST)
			return s->fd >= 0;
	}
	return false;
}

struct save *
save_begin(const char *path, struct error *e)
{
	struct save *s = xcalloc(1, sizeof *s);

	s->fd = -1;
	if (home_open(&s->home, path) && replaceable(&s->home) &&
	    make_temporary(s) && keep_mode(s))
		return s;
	fail(&s->home, path, e, _("no new file can be made in its place"));
	if (s->fd >= 0)
		save_cancel(s);
	else
		save_free(s);
	return NULL;
}

void
save_cancel(struct save *s)
{
	if (s->fd >= 0)
		close(s->fd);
	unlinkat(s->home.folder, s->temporary, 0);
	save_free(s);
}

bool
save_commit(struct save *s, const char *bytes, size_t len, struct error *e)
{
	bool ok = write_whole(s->fd, bytes, len) && !fsync(s->fd);
	int closed;

	if (!ok) {
		fail(&s->home, NULL, e, _("it could not be written"));
		save_cancel(s);
		return false;
	}
	closed = close(s->fd);
	s->fd = -1;
	if (closed || renameat(s->home.folder, s->temporary, s->home.folder,
			       s->home.name)) {
		fail(&s->home, NULL, e, _("it could not be put in place"));
		save_cancel(s);
		return false;
	}
	if (!home_sync(&s->home))
		error_warn(e, NOWHERE,
			   _("%s is written, but the disk did not confirm "
			     "it: %s"), s->home.asked, strerror(errno));
	save_free(s);
	return true;
}

bool
save_file(const char *path, const char *bytes, size_t len, struct error *e)
{
	struct save *s = save_begin(path, e);

	return s && save_commit(s, bytes, len, e);
}

struct stamp
stamp_of(const char *path)
{
	struct stat st;

	if (confine_stat(path, &st))
		return (struct stamp){ .there = false };
	return (struct stamp){
		.there = true, .device = st.st_dev, .inode = st.st_ino,
		.size = st.st_size, .changed = st.st_mtim,
	};
}

bool
stamp_equal(const struct stamp *a, const struct stamp *b)
{
	if (!a->there || !b->there)
		return a->there == b->there;
	return a->device == b->device && a->inode == b->inode &&
	       a->size == b->size &&
	       a->changed.tv_sec == b->changed.tv_sec &&
	       a->changed.tv_nsec == b->changed.tv_nsec;
}
