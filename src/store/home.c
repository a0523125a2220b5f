/* home.c - where a file lies */
#include "store/home.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/confine.h"

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

void
home_set(struct home *h, const char *asked, const char *folder_name,
	 const char *name, int folder)
{
	*h = (struct home){
		.asked = xstrdup(asked), .folder_name = xstrdup(folder_name),
		.name = xstrdup(name), .folder = folder,
	};
}

static bool
open_anywhere(struct home *h, const char *path)
{
	char *real = resolve(path), *copy = xstrdup(real), *whole;
	const char *folder = dirname(copy);
	const char *slash = strrchr(real, '/');
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int saved = errno;

	*h = HOME_NONE;
	if (fd >= 0) {
		whole = realpath(folder, NULL);
		home_set(h, path, whole ? whole : folder,
			 slash ? slash + 1 : real, fd);
		free(whole);
	}
	free(copy);
	free(real);
	errno = saved;
	return fd >= 0;
}

/* In a confined process nothing is resolved: what is a link is refused. */
static bool
open_confined(struct home *h, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *copy, *folder;
	struct stat st;
	int fd, saved;

	*h = HOME_NONE;
	if (confine_stat(path, &st) && errno != ENOENT)
		return false;
	copy = xstrdup(path);
	folder = dirname(copy);
	fd = confine_open(folder, O_RDONLY | O_DIRECTORY, 0);
	saved = errno;
	if (fd >= 0)
		home_set(h, path, folder, slash ? slash + 1 : path, fd);
	free(copy);
	errno = saved;
	return fd >= 0;
}

bool
home_open(struct home *h, const char *path)
{
	if (confined())
		return open_confined(h, path);
	return open_anywhere(h, path);
}

void
home_release(struct home *h)
{
	free(h->asked);
	free(h->folder_name);
	free(h->name);
	if (h->folder >= 0)
		close(h->folder);
	*h = HOME_NONE;
}

static void
add_name(const struct home *h, const char *ending, struct buf *out)
{
	buf_add(out, h->name);
	buf_add(out, ending);
}

int
home_file(const struct home *h, const char *ending, int flags, mode_t mode)
{
	struct buf name = BUF_INIT;
	int fd;

	add_name(h, ending, &name);
	fd = openat(h->folder, name.text,
		    flags | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK,
		    mode);
	buf_release(&name);
	return fd;
}

int
home_stat(const struct home *h, const char *ending, struct stat *st)
{
	struct buf name = BUF_INIT;
	int got;

	add_name(h, ending, &name);
	got = fstatat(h->folder, name.text, st, AT_SYMLINK_NOFOLLOW);
	buf_release(&name);
	return got;
}

int
home_unlink(const struct home *h, const char *ending)
{
	struct buf name = BUF_INIT;
	int got;

	add_name(h, ending, &name);
	got = unlinkat(h->folder, name.text, 0);
	buf_release(&name);
	return got;
}

int
home_rename(const struct home *h, const char *from, const char *to)
{
	struct buf old = BUF_INIT, new = BUF_INIT;
	int got;

	add_name(h, from, &old);
	add_name(h, to, &new);
	got = renameat(h->folder, old.text, h->folder, new.text);
	buf_release(&old);
	buf_release(&new);
	return got;
}

bool
home_sync(const struct home *h)
{
	/* some file systems know no sync of a folder */
	return !fsync(h->folder) || errno == EINVAL || errno == EROFS;
}

void
home_show(const struct home *h, const char *ending, struct buf *out)
{
	buf_addf(out, "%s/%s%s", h->folder_name, h->name, ending);
}

bool
write_whole(int fd, const char *bytes, size_t len)
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
