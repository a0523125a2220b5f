/* sandbox-path.c - one folder, and no file outside it */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "store/sandbox-path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef HAVE_LINUX_OPENAT2_H
#include <linux/openat2.h>
#endif

#include "base/i18n.h"
#include "base/mem.h"

/* Set once, by sandbox_enter(); see sandbox-path.h. */
static int root = -1;
static int (*open_in)(int folder, const char *path, int flags, mode_t mode);

/* ---- what may be named ---- */

/* Of a part between slashes; nothing, as in "a//b", is no step at all. */
static bool
leads_in(const char *part, size_t len)
{
	return part[0] != '.' || (len == 1 && part[1] == '/');
}

/* A path of parts none of which leads up or is hidden, the last of them a
 * name. */
static bool
may_be_named(const char *path)
{
	size_t len;

	if (!*path || *path == '/')
		return false;
	for (;;) {
		len = strcspn(path, "/");
		if (!path[len])
			return *path != '.';
		if (!leads_in(path, len))
			return false;
		path += len + 1;
	}
}

/* ---- opening in a folder ---- */

/* True if PATH is absolute or a part of it is "..".  Such a path is not given
 * to openat2(), which fails with EAGAIN where a folder anywhere is renamed
 * while it follows a "..". */
static bool
leads_out(const char *path)
{
	size_t len;

	if (*path == '/')
		return true;
	for (;; path += len + 1) {
		len = strcspn(path, "/");
		if (len == 2 && !strncmp(path, "..", 2))
			return true;
		if (!path[len])
			return false;
	}
}

#if defined HAVE_LINUX_OPENAT2_H && defined SYS_openat2
int
sandbox_open_beneath(int folder, const char *path, int flags, mode_t mode)
{
	struct open_how how = {
		.flags = (unsigned)(flags | O_CLOEXEC),
		.mode = flags & O_CREAT ? mode : 0,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS |
			   RESOLVE_NO_MAGICLINKS,
	};

	if (leads_out(path)) {
		errno = EXDEV;
		return -1;
	}
	return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}
#else
int
sandbox_open_beneath(int folder, const char *path, int flags, mode_t mode)
{
	(void)folder, (void)path, (void)flags, (void)mode;
	errno = ENOSYS;
	return -1;
}
#endif

static bool
is_link(int folder, const char *name)
{
	struct stat st;

	return !fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) &&
	       S_ISLNK(st.st_mode);
}

/* One step.  O_PATH would open the link itself, and O_DIRECTORY does not say
 * that it is one. */
static int
step(int folder, const char *name, int flags, mode_t mode)
{
	struct stat st;
	int fd = openat(folder, name, flags | O_NOFOLLOW | O_CLOEXEC, mode);

	if (fd < 0 && errno == ENOTDIR)
		errno = is_link(folder, name) ? ELOOP : ENOTDIR;
	if (fd >= 0 && flags & O_PATH && !fstat(fd, &st) &&
	    S_ISLNK(st.st_mode)) {
		close(fd);
		errno = ELOOP;
		return -1;
	}
	return fd;
}

/* Goes on from FROM, which it closes unless it is KEEP. */
static int
step_on(int from, int keep, const char *name, int flags, mode_t mode)
{
	int fd = from < 0 ? -1 : step(from, name, flags, mode);
	int saved = errno;

	if (from >= 0 && from != keep)
		close(from);
	errno = saved;
	return fd;
}

int
sandbox_open_walk(int folder, const char *path, int flags, mode_t mode)
{
	char *copy = xstrdup(path), *name = copy, *slash;
	int fd = folder;

	if (leads_out(path)) {
		free(copy);
		errno = EXDEV;
		return -1;
	}
	while (fd >= 0 && (slash = strchr(name, '/'))) {
		*slash = '\0';
		if (*name)
			fd = step_on(fd, folder, name, O_PATH | O_DIRECTORY,
				     0);
		name = slash + 1;
	}
	fd = step_on(fd, folder, *name ? name : ".", flags, mode);
	free(copy);
	return fd;
}

/* ---- the process ---- */

static bool
has_openat2(int folder)
{
	int fd = sandbox_open_beneath(folder, ".", O_PATH, 0);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

bool
sandbox_enter(const char *dir, struct error *e)
{
	int fd;

	if (sandboxed())
		bug("confined twice");
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fchdir(fd)) {
		error_add(e, (struct place){ dir, 0, 0 },
			  _("cannot be served: %s"), strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	open_in = has_openat2(fd) ? sandbox_open_beneath : sandbox_open_walk;
	root = fd;
	return true;
}

bool
sandboxed(void)
{
	return root >= 0;
}

/* Of what may be named and is a regular file or a folder; else errno. */
static int
look_at(const char *path, struct stat *st)
{
	int fd, got;

	if (strcmp(path, ".") && !may_be_named(path)) {
		errno = EXDEV;
		return -1;
	}
	fd = open_in(root, path, O_PATH, 0);
	if (fd < 0)
		return -1;
	got = fstat(fd, st);
	close(fd);
	if (!got && !S_ISREG(st->st_mode) && !S_ISDIR(st->st_mode)) {
		errno = ENXIO;
		got = -1;
	}
	return got;
}

int
sandbox_open(const char *path, int flags, mode_t mode)
{
	struct stat st;

	if (!sandboxed())
		return open(path, flags | O_CLOEXEC, mode);
	if (look_at(path, &st) && !(errno == ENOENT && flags & O_CREAT))
		return -1;
	return open_in(root, path, flags, mode);
}

int
sandbox_stat(const char *path, struct stat *st)
{
	return sandboxed() ? look_at(path, st) : stat(path, st);
}

const char *
sandbox_strerror(int error)
{
	if (sandboxed() && error == EXDEV)
		return _("it lies outside the folder that is served, or its "
			 "name begins with a dot");
	if (sandboxed() && error == ELOOP)
		return _("it is a symbolic link, and none is followed here");
	if (sandboxed() && error == ENXIO)
		return _("it is not a regular file");
	return strerror(error);
}
