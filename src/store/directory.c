/* directory.c - where a file lies */
#include "store/directory.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/sandbox-path.h"
#include "store/record.h"

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
dir_set(struct dir *h, const char *asked, const char *folder_name,
	const char *name, int folder)
{
	*h = (struct dir){
		.asked = xstrdup(asked), .folder_name = xstrdup(folder_name),
		.name = xstrdup(name), .folder = folder,
	};
}

static bool
open_anywhere(struct dir *h, const char *path)
{
	char *real = resolve(path), *copy = xstrdup(real), *whole;
	const char *folder = dirname(copy);
	const char *slash = strrchr(real, '/');
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int saved = errno;

	*h = DIR_NONE;
	if (fd >= 0) {
		whole = realpath(folder, NULL);
		dir_set(h, path, whole ? whole : folder,
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
open_confined(struct dir *h, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *copy, *folder;
	struct stat st;
	int fd, saved;

	*h = DIR_NONE;
	if (sandbox_stat(path, &st) && errno != ENOENT)
		return false;
	copy = xstrdup(path);
	folder = dirname(copy);
	fd = sandbox_open(folder, O_RDONLY | O_DIRECTORY, 0);
	saved = errno;
	if (fd >= 0)
		dir_set(h, path, folder, slash ? slash + 1 : path, fd);
	free(copy);
	errno = saved;
	return fd >= 0;
}

bool
dir_open(struct dir *h, const char *path)
{
	if (sandboxed())
		return open_confined(h, path);
	return open_anywhere(h, path);
}

void
dir_release(struct dir *h)
{
	free(h->asked);
	free(h->folder_name);
	free(h->name);
	if (h->folder >= 0)
		close(h->folder);
	*h = DIR_NONE;
}

static void
add_name(const struct dir *h, const char *ending, struct buf *out)
{
	buf_add(out, h->name);
	buf_add(out, ending);
}

int
dir_file(const struct dir *h, const char *ending, int flags, mode_t mode)
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
dir_stat(const struct dir *h, const char *ending, struct stat *st)
{
	struct buf name = BUF_INIT;
	int got;

	add_name(h, ending, &name);
	got = fstatat(h->folder, name.text, st, AT_SYMLINK_NOFOLLOW);
	buf_release(&name);
	return got;
}

int
dir_unlink(const struct dir *h, const char *ending)
{
	struct buf name = BUF_INIT;
	int got;

	add_name(h, ending, &name);
	got = unlinkat(h->folder, name.text, 0);
	buf_release(&name);
	return got;
}

int
dir_rename(const struct dir *h, const char *from, const char *to)
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

int
dir_unnamed(const struct dir *h, mode_t mode)
{
	return openat(h->folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
}

int
dir_link(const struct dir *h, int fd, const char *ending)
{
	struct buf name = BUF_INIT, link = BUF_INIT;
	int got;

	add_name(h, ending, &name);
	/* AT_EMPTY_PATH would need a privilege */
	buf_addf(&link, "/proc/self/fd/%d", fd);
	got = linkat(AT_FDCWD, link.text, h->folder, name.text,
		     AT_SYMLINK_FOLLOW);
	buf_release(&name);
	buf_release(&link);
	return got;
}

bool
dir_read(const struct dir *h, const char *ending, size_t most,
	 struct buf *out)
{
	int fd = dir_file(h, ending, O_RDONLY, 0), saved;
	struct stat st;
	bool ok;

	if (fd < 0)
		return false;
	ok = !fstat(fd, &st);
	if (ok && !S_ISREG(st.st_mode)) {
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
		ok = false;
	}
	ok = ok && read_whole(fd, most, out);
	saved = errno;
	close(fd);
	errno = saved;
	return ok;
}

/* Makes the folder PATH and those above it, for this person alone. */
static bool
make_folders(char *path)
{
	char *slash;

	for (slash = strchr(path + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0700) && errno != EEXIST && errno != EROFS &&
		    errno != EACCES)
			return false;
		*slash = '/';
	}
	return !mkdir(path, 0700) || errno == EEXIST;
}

/* An XDG folder counts only if its path is absolute. */
static bool
state_folder(struct buf *out)
{
	const char *state = getenv("XDG_STATE_HOME"), *own = getenv("HOME");

	if (state && *state == '/')
		buf_addf(out, "%s/gouji", state);
	else if (own && *own == '/')
		buf_addf(out, "%s/.local/state/gouji", own);
	errno = ENOENT;
	return out->len && out->len < 4000;
}

bool
dir_state(struct dir *state, const struct dir *h, bool make)
{
	struct buf folder = BUF_INIT, name = BUF_INIT, whole = BUF_INIT;
	char digest[DIGEST_LEN + 1];
	int fd = -1;

	*state = DIR_NONE;
	/* it would lie outside of the folder that is served */
	if (sandboxed()) {
		errno = EACCES;
		return false;
	}
	dir_show(h, "", &whole);
	digest_of(whole.text, whole.len, digest);
	buf_addf(&name, "%.100s.%.16s", h->name, digest);
	if (state_folder(&folder) && (!make || make_folders(folder.text)))
		fd = open(folder.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0)
		dir_set(state, h->asked, folder.text, name.text, fd);
	buf_release(&folder);
	buf_release(&name);
	buf_release(&whole);
	return fd >= 0;
}

void
dir_give_mode(const struct dir *h, int fd)
{
	mode_t mask = umask(0), mode = 0666 & ~mask;
	bool there;
	struct stat st;

	umask(mask);
	there = !dir_stat(h, "", &st);
	if (!there && errno != ENOENT)
		return;
	if (there) {
		mode = st.st_mode & 0666;
		/* of another group, only what everybody may */
		if (fchown(fd, st.st_uid, st.st_gid) &&
		    fchown(fd, (uid_t)-1, st.st_gid))
			mode = (mode & 0707) | (mode & 07) << 3;
	}
	/* where that is refused 0600 stays, which is the safe side */
	if (fchmod(fd, mode))
		errno = 0;
}

bool
dir_sync(const struct dir *h)
{
	/* some file systems know no sync of a folder; one that says EROFS
	 * here has failed, and the names are not on the disk */
	return sync_whole(h->folder) || errno == EINVAL;
}

char *
dir_name(const struct dir *h, const char *ending)
{
	struct buf name = BUF_INIT;

	add_name(h, ending, &name);
	return buf_detach(&name);
}

void
dir_show(const struct dir *h, const char *ending, struct buf *out)
{
	buf_addf(out, "%s/%s%s", h->folder_name, h->name, ending);
}

bool
read_whole(int fd, size_t most, struct buf *out)
{
	size_t start = out->len;
	char piece[65536];
	ssize_t n;

	while ((n = read(fd, piece, sizeof piece)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		buf_addn(out, piece, (size_t)n);
		if (out->len - start > most) {
			errno = EFBIG;
			return false;
		}
	}
	return true;
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
		if (!n) {
			errno = EIO;	/* or we should try for ever */
			return false;
		}
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

bool
sync_whole(int fd)
{
	int got;

	do
		got = fsync(fd);
	while (got && errno == EINTR);
	return !got;
}
