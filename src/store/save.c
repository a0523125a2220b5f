/* save.c - writing a file whole or not at all */
#include "store/save.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

struct save {
	char *asked;		/* as the caller calls it */
	char *path;		/* what a link points to in the end */
	char *temporary;
	char *folder;
	int fd;
};

static bool
fail(const struct save *s, struct error *e, const char *what)
{
	return error_add(e, (struct place){ NULL, 0, 0 },
			 _("%s is not saved: %s: %s; what was there is as it "
			   "was"), s->asked, what, strerror(errno));
}

/* Where the file really is; a link that leads nowhere yet is followed once. */
static char *
resolve(const char *path)
{
	char target[4096], *real = realpath(path, NULL);
	ssize_t n;

	if (real)
		return real;
	n = readlink(path, target, sizeof target - 1);
	if (n > 0) {
		struct buf full = BUF_INIT;
		char *copy = xstrdup(path);

		target[n] = '\0';
		if (*target != '/')
			buf_addf(&full, "%s/", dirname(copy));
		buf_add(&full, target);
		free(copy);
		return buf_detach(&full);
	}
	return xstrdup(path);
}

static void
save_free(struct save *s)
{
	free(s->asked);
	free(s->path);
	free(s->temporary);
	free(s->folder);
	free(s);
}

/* Gives the new file what the old one had.  The owner is kept where we may;
 * without it the mode must not let in more than before. */
static bool
keep_mode(const struct save *s)
{
	struct stat old;

	if (stat(s->path, &old)) {
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
replaceable(const char *path)
{
	struct stat old;

	if (stat(path, &old) || S_ISREG(old.st_mode))
		return true;
	errno = S_ISDIR(old.st_mode) ? EISDIR : EINVAL;
	return false;
}

struct save *
save_begin(const char *path, struct error *e)
{
	struct save *s = xcalloc(1, sizeof *s);
	struct buf name = BUF_INIT;
	char *copy;

	s->asked = xstrdup(path);
	s->path = resolve(path);
	copy = xstrdup(s->path);
	s->folder = xstrdup(dirname(copy));
	free(copy);
	buf_addf(&name, "%s/.gouji.XXXXXX", s->folder);
	s->temporary = buf_detach(&name);
	s->fd = replaceable(s->path) ? mkostemp(s->temporary, O_CLOEXEC) : -1;
	if (s->fd >= 0 && keep_mode(s))
		return s;
	fail(s, e, _("no new file can be made in its place"));
	if (s->fd >= 0) {
		close(s->fd);
		unlink(s->temporary);
	}
	save_free(s);
	return NULL;
}

void
save_cancel(struct save *s)
{
	if (s->fd >= 0)
		close(s->fd);
	unlink(s->temporary);
	save_free(s);
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

static bool
sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok;

	if (fd < 0)
		return false;
	/* some file systems know no sync of a folder */
	ok = !fsync(fd) || errno == EINVAL || errno == EROFS;
	close(fd);
	return ok;
}

bool
save_commit(struct save *s, const char *bytes, size_t len, struct error *e)
{
	bool ok = write_all(s->fd, bytes, len) && !fsync(s->fd);
	int closed;

	if (!ok) {
		fail(s, e, _("it could not be written"));
		save_cancel(s);
		return false;
	}
	closed = close(s->fd);
	s->fd = -1;
	if (closed || rename(s->temporary, s->path)) {
		fail(s, e, _("it could not be put in place"));
		save_cancel(s);
		return false;
	}
	if (!sync_folder(s->folder))
		error_warn(e, NOWHERE,
			   _("%s is written, but the disk did not confirm "
			     "it: %s"), s->asked, strerror(errno));
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

	if (stat(path, &st))
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
