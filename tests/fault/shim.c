/*
 * shim.c - calls of a program that go wrong, as shim.h tells
 *
 * Each function stands in front of libc's of the same name.  Whatever the shim
 * calls itself is neither counted nor fails: it sets `inside'.
 */
#undef _FORTIFY_SOURCE
#include "shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "disk.h"

enum kind {
	K_OPEN, K_READ, K_WRITE, K_SYNC, K_RENAME, K_LINK, K_UNLINK, K_CLOSE,
	K_TRUNCATE, K_MODE, K_STAT, K_ATTRIBUTE, K_LOCK, K_MEMORY, KINDS
};

static const char *const kind_name[KINDS] = {
	"open", "read", "write", "sync", "rename", "link", "unlink", "close",
	"truncate", "mode", "stat", "attribute", "lock", "memory",
};

static const struct {
	const char *name;
	int code;
} errors[] = {
	{ "EACCES", EACCES }, { "EDQUOT", EDQUOT }, { "EINTR", EINTR },
	{ "EIO", EIO }, { "EMFILE", EMFILE }, { "ENOLCK", ENOLCK },
	{ "ENOMEM", ENOMEM }, { "ENOSPC", ENOSPC }, { "ENOTSUP", ENOTSUP },
	{ "EPERM", EPERM }, { "EROFS", EROFS },
};

/* The one state of the process, read from the environment at the first call
 * of all. */
static struct {
	bool ready;
	bool counted[KINDS];
	const char *folder, *disk;
	size_t folder_len;
	unsigned at;
	bool lasts, no_links, kill, half;
	int code;
	struct fault_page *page;
} shim;

static __thread bool inside;

/* What befalls a call. */
enum fate { AS_EVER, FAILS, HALF, DIES };

/* libc's function, or the next one's, into *FUNCTION. */
static void
next(const char *name, void *function)
{
	void *found = dlsym(RTLD_NEXT, name);

	if (!found)
		abort();
	memcpy(function, &found, sizeof found);
}

static void
read_calls(const char *calls)
{
	size_t len;
	int k;

	for (; calls && *calls; calls += len + (calls[len] == ',')) {
		len = strcspn(calls, ",");
		for (k = 0; k < KINDS; k++)
			if (!strncmp(kind_name[k], calls, len) &&
			    !kind_name[k][len])
				break;
		if (k == KINDS) {
			dprintf(STDERR_FILENO, "shim: no kind '%s'\n", calls);
			abort();
		}
		shim.counted[k] = true;
	}
}

static void
read_action(const char *what)
{
	size_t i;

	if (!what)
		return;
	shim.kill = !strcmp(what, "kill");
	shim.half = !strcmp(what, "short");
	for (i = 0; i < sizeof errors / sizeof *errors; i++)
		if (!strcmp(errors[i].name, what))
			shim.code = errors[i].code;
	if (!shim.kill && !shim.half && !shim.code) {
		dprintf(STDERR_FILENO, "shim: what is '%s'?\n", what);
		abort();
	}
}

static void
map_page(const char *path)
{
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *page;

	if (fd < 0)
		return;
	page = mmap(NULL, sizeof *shim.page, PROT_READ | PROT_WRITE,
		    MAP_SHARED, fd, 0);
	if (page == MAP_FAILED)
		abort();
	shim.page = page;
	close(fd);
}

/* Leaves `inside' set unless this is the shim's own call. */
static bool
enter(void)
{
	if (inside)
		return false;
	inside = true;
	if (!shim.ready) {
		const char *at = getenv("FAULT_AT");

		shim.ready = true;
		shim.folder = getenv("FAULT_FOLDER");
		shim.folder_len = shim.folder ? strlen(shim.folder) : 0;
		shim.disk = getenv("FAULT_DISK");
		shim.at = at ? (unsigned)strtoul(at, NULL, 10) : 0;
		shim.lasts = getenv("FAULT_LASTS") != NULL;
		shim.no_links = getenv("FAULT_NO_LINKS") != NULL;
		read_calls(getenv("FAULT_CALLS"));
		read_action(getenv("FAULT_DO"));
		map_page(getenv("FAULT_PAGE"));
	}
	return true;
}

static void
leave(void)
{
	inside = false;
}

/* ---- which calls are counted ---- */

static bool
in_folder(const char *path)
{
	return shim.folder && !strncmp(path, shim.folder, shim.folder_len) &&
	       (!path[shim.folder_len] || path[shim.folder_len] == '/');
}

static bool
link_in_folder(const char *link)
{
	char path[PATH_MAX];
	ssize_t n = readlink(link, path, sizeof path - 1);

	if (n < 0)
		return false;
	path[n] = '\0';
	return in_folder(path);
}

static bool
fd_in_folder(int fd)
{
	char link[64];

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	return link_in_folder(link);
}

static bool
path_in_folder(int folder, const char *path)
{
	if (!path)
		return false;
	if (*path == '/')
		return in_folder(path);
	return folder == AT_FDCWD ? link_in_folder("/proc/self/cwd")
				  : fd_in_folder(folder);
}

/* ---- what happens to them ---- */

static void
note(enum kind kind, const char *name)
{
	struct fault_page *page = shim.page;

	if (!page)
		return;
	if (!page->wrong)
		snprintf(page->call, sizeof page->call, "%s", name);
	page->wrong++;
	page->unlinks += kind == K_UNLINK;
}

_Noreturn static void
die(void)
{
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

/* OURS says whether the call is in the folder.  Sets errno if it FAILS. */
static enum fate
fate(enum kind kind, const char *name, bool ours)
{
	unsigned n;

	if (!ours || !shim.counted[kind] || !shim.page)
		return AS_EVER;
	n = __atomic_add_fetch(&shim.page->calls, 1, __ATOMIC_RELAXED);
	if (!shim.at || n < shim.at || (n > shim.at && !shim.lasts))
		return AS_EVER;
	if (shim.half && kind != K_WRITE)
		return AS_EVER;
	note(kind, name);
	if (shim.kill && kind != K_WRITE)
		die();
	if (shim.kill)
		return DIES;
	if (shim.half)
		return HALF;
	errno = shim.code;
	return FAILS;
}

/* True: the call fails with errno; it has been counted. */
static bool
fails_fd(enum kind kind, const char *name, int fd)
{
	int saved = errno;
	enum fate f;

	if (!enter())
		return false;
	errno = saved;
	f = fate(kind, name, shim.counted[kind] && fd_in_folder(fd));
	if (f != FAILS)
		errno = saved;
	leave();
	return f == FAILS;
}

static bool
fails_path(enum kind kind, const char *name, int folder, const char *path)
{
	int saved = errno;
	enum fate f;

	if (!enter())
		return false;
	f = fate(kind, name,
		 shim.counted[kind] && path_in_folder(folder, path));
	if (f != FAILS)
		errno = saved;
	leave();
	return f == FAILS;
}

/* ---- open ---- */

/* What a file that is made was before does not matter any more. */
static bool
is_new(int folder, const char *path, int flags)
{
	struct stat st;
	bool new = false;

	if ((flags & (O_CREAT | __O_TMPFILE)) && enter()) {
		new = shim.disk && path_in_folder(folder, path) &&
		      ((flags & __O_TMPFILE) ||
		       fstatat(folder, path, &st, 0));
		leave();
	}
	return new;
}

static int
made(int fd, bool new)
{
	int saved = errno;

	if (fd >= 0 && new && enter()) {
		disk_forget(shim.disk, fd);
		leave();
	}
	errno = saved;
	return fd;
}

static int
open_at(const char *name, int folder, const char *path, int flags, mode_t mode)
{
	int (*real)(int, const char *, int, ...);
	int saved = errno;
	bool new;

	if (fails_path(K_OPEN, name, folder, path))
		return -1;
	new = is_new(folder, path, flags);
	errno = saved;
	next("openat", &real);
	return made(real(folder, path, flags, mode), new);
}

/* MODE is the last argument, if FLAGS say that there is one. */
#define MODE_OF(mode, flags)                                                  \
	do {                                                                  \
		va_list ap;                                                   \
                                                                              \
		va_start(ap, flags);                                          \
		if ((flags) & (O_CREAT | __O_TMPFILE))                        \
			mode = va_arg(ap, mode_t);                            \
		va_end(ap);                                                   \
	} while (0)

int
open(const char *path, int flags, ...)
{
	mode_t mode = 0;

	MODE_OF(mode, flags);
	return open_at("open", AT_FDCWD, path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	mode_t mode = 0;

	MODE_OF(mode, flags);
	return open_at("open", AT_FDCWD, path, flags, mode);
}

int
openat(int folder, const char *path, int flags, ...)
{
	mode_t mode = 0;

	MODE_OF(mode, flags);
	return open_at("openat", folder, path, flags, mode);
}

int
openat64(int folder, const char *path, int flags, ...)
{
	mode_t mode = 0;

	MODE_OF(mode, flags);
	return open_at("openat", folder, path, flags, mode);
}

int
creat(const char *path, mode_t mode)
{
	return open_at("creat", AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC,
		       mode);
}

int
mkostemp(char *path, int flags)
{
	int (*real)(char *, int);

	if (fails_path(K_OPEN, "mkostemp", AT_FDCWD, path))
		return -1;
	next("mkostemp", &real);
	return made(real(path, flags),
		    shim.disk && path_in_folder(AT_FDCWD, path));
}

int
mkstemp(char *path)
{
	return mkostemp(path, 0);
}

/* ---- read and write ---- */

ssize_t
read(int fd, void *bytes, size_t len)
{
	ssize_t (*real)(int, void *, size_t);

	if (fails_fd(K_READ, "read", fd))
		return -1;
	next("read", &real);
	return real(fd, bytes, len);
}

ssize_t
pread(int fd, void *bytes, size_t len, off_t at)
{
	ssize_t (*real)(int, void *, size_t, off_t);

	if (fails_fd(K_READ, "pread", fd))
		return -1;
	next("pread", &real);
	return real(fd, bytes, len, at);
}

/* How many of LEN bytes are to be written; -1: it fails. */
static ssize_t
share(const char *name, int fd, size_t len, bool *dies)
{
	int saved = errno;
	enum fate f;

	*dies = false;
	if (!enter())
		return (ssize_t)len;
	f = fate(K_WRITE, name, shim.counted[K_WRITE] && fd_in_folder(fd));
	if (f != FAILS)
		errno = saved;
	leave();
	*dies = f == DIES;
	if (f == FAILS)
		return -1;
	return (ssize_t)((f == HALF && len > 1) || f == DIES ? len / 2 : len);
}

ssize_t
write(int fd, const void *bytes, size_t len)
{
	ssize_t (*real)(int, const void *, size_t);
	bool dies;
	ssize_t n = share("write", fd, len, &dies);

	if (n < 0)
		return -1;
	next("write", &real);
	n = real(fd, bytes, (size_t)n);
	if (dies)
		die();
	return n;
}

ssize_t
pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	ssize_t (*real)(int, const void *, size_t, off_t);
	bool dies;
	ssize_t n = share("pwrite", fd, len, &dies);

	if (n < 0)
		return -1;
	next("pwrite", &real);
	n = real(fd, bytes, (size_t)n, at);
	if (dies)
		die();
	return n;
}

int
ftruncate(int fd, off_t len)
{
	int (*real)(int, off_t);

	if (fails_fd(K_TRUNCATE, "ftruncate", fd))
		return -1;
	next("ftruncate", &real);
	return real(fd, len);
}

/* ---- sync ---- */

static void
follow(int fd)
{
	int saved = errno;
	struct stat st;

	if (!enter())
		return;
	if (shim.disk && fd_in_folder(fd) && !fstat(fd, &st)) {
		if (S_ISDIR(st.st_mode))
			disk_sync_folder(shim.disk, fd);
		else if (S_ISREG(st.st_mode))
			disk_sync_file(shim.disk, fd);
	}
	leave();
	errno = saved;
}

static int
sync_fd(const char *name, int fd)
{
	int (*real)(int), got;

	if (fails_fd(K_SYNC, name, fd))
		return -1;
	next(name, &real);
	got = real(fd);
	if (!got)
		follow(fd);
	return got;
}

int
fsync(int fd)
{
	return sync_fd("fsync", fd);
}

int
fdatasync(int fd)
{
	return sync_fd("fdatasync", fd);
}

/* ---- names ---- */

static int
rename_at(const char *name, int from_folder, const char *from, int to_folder,
	  const char *to, unsigned flags)
{
	int (*real)(int, const char *, int, const char *, unsigned);

	if (fails_path(K_RENAME, name, to_folder, to))
		return -1;
	next("renameat2", &real);
	return real(from_folder, from, to_folder, to, flags);
}

int
rename(const char *from, const char *to)
{
	return rename_at("rename", AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
renameat(int from_folder, const char *from, int to_folder, const char *to)
{
	return rename_at("renameat", from_folder, from, to_folder, to, 0);
}

int
renameat2(int from_folder, const char *from, int to_folder, const char *to,
	  unsigned flags)
{
	return rename_at("renameat2", from_folder, from, to_folder, to,
			 flags);
}

static bool
no_links(int folder, const char *path)
{
	bool no;

	if (!enter())
		return false;
	no = shim.no_links && path_in_folder(folder, path);
	leave();
	return no;
}

static int
link_at(const char *name, int from_folder, const char *from, int to_folder,
	const char *to, int flags)
{
	int (*real)(int, const char *, int, const char *, int);

	if (no_links(to_folder, to)) {
		errno = EPERM;
		return -1;
	}
	if (fails_path(K_LINK, name, to_folder, to))
		return -1;
	next("linkat", &real);
	return real(from_folder, from, to_folder, to, flags);
}

int
link(const char *from, const char *to)
{
	return link_at("link", AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
linkat(int from_folder, const char *from, int to_folder, const char *to,
       int flags)
{
	return link_at("linkat", from_folder, from, to_folder, to, flags);
}

static int
unlink_at(const char *name, int folder, const char *path, int flags)
{
	int (*real)(int, const char *, int);

	if (fails_path(K_UNLINK, name, folder, path))
		return -1;
	next("unlinkat", &real);
	return real(folder, path, flags);
}

int
unlink(const char *path)
{
	return unlink_at("unlink", AT_FDCWD, path, 0);
}

int
unlinkat(int folder, const char *path, int flags)
{
	return unlink_at("unlinkat", folder, path, flags);
}

/* ---- the rest of a descriptor's life ---- */

int
close(int fd)
{
	bool fails = fails_fd(K_CLOSE, "close", fd);
	int (*real)(int), code = errno, got;

	next("close", &real);
	got = real(fd);
	if (fails)
		errno = code;
	return fails ? -1 : got;
}

int
fchmod(int fd, mode_t mode)
{
	int (*real)(int, mode_t);

	if (fails_fd(K_MODE, "fchmod", fd))
		return -1;
	next("fchmod", &real);
	return real(fd, mode);
}

int
fchown(int fd, uid_t owner, gid_t group)
{
	int (*real)(int, uid_t, gid_t);

	if (fails_fd(K_MODE, "fchown", fd))
		return -1;
	next("fchown", &real);
	return real(fd, owner, group);
}

int
flock(int fd, int operation)
{
	int (*real)(int, int);

	if (fails_fd(K_LOCK, "flock", fd))
		return -1;
	next("flock", &real);
	return real(fd, operation);
}

/* ---- what a file is ---- */

int
stat(const char *restrict path, struct stat *restrict st)
{
	int (*real)(const char *, struct stat *);

	if (fails_path(K_STAT, "stat", AT_FDCWD, path))
		return -1;
	next("stat", &real);
	return real(path, st);
}

int
lstat(const char *restrict path, struct stat *restrict st)
{
	int (*real)(const char *, struct stat *);

	if (fails_path(K_STAT, "lstat", AT_FDCWD, path))
		return -1;
	next("lstat", &real);
	return real(path, st);
}

int
fstat(int fd, struct stat *st)
{
	int (*real)(int, struct stat *);

	if (fails_fd(K_STAT, "fstat", fd))
		return -1;
	next("fstat", &real);
	return real(fd, st);
}

int
fstatat(int folder, const char *restrict path, struct stat *restrict st,
	int flags)
{
	int (*real)(int, const char *, struct stat *, int);

	if (fails_path(K_STAT, "fstatat", folder, path))
		return -1;
	next("fstatat", &real);
	return real(folder, path, st, flags);
}

ssize_t
flistxattr(int fd, char *list, size_t len)
{
	ssize_t (*real)(int, char *, size_t);

	if (fails_fd(K_ATTRIBUTE, "flistxattr", fd))
		return -1;
	next("flistxattr", &real);
	return real(fd, list, len);
}

ssize_t
fgetxattr(int fd, const char *name, void *value, size_t len)
{
	ssize_t (*real)(int, const char *, void *, size_t);

	if (fails_fd(K_ATTRIBUTE, "fgetxattr", fd))
		return -1;
	next("fgetxattr", &real);
	return real(fd, name, value, len);
}

int
fsetxattr(int fd, const char *name, const void *value, size_t len, int flags)
{
	int (*real)(int, const char *, const void *, size_t, int);

	if (fails_fd(K_ATTRIBUTE, "fsetxattr", fd))
		return -1;
	next("fsetxattr", &real);
	return real(fd, name, value, len, flags);
}

int
fremovexattr(int fd, const char *name)
{
	int (*real)(int, const char *);

	if (fails_fd(K_ATTRIBUTE, "fremovexattr", fd))
		return -1;
	next("fremovexattr", &real);
	return real(fd, name);
}

/* ---- memory ---- */

/* A sanitizer's memory, and that of a profile at exit, are no program's. */
#ifdef FAULT_MEMORY

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool
no_memory(const char *name)
{
	enum fate f;
	int saved = errno;

	if (!enter())
		return false;
	f = fate(K_MEMORY, name, true);
	if (f != FAILS)
		errno = saved;
	leave();
	return f == FAILS;
}

/* glibc's name service ends the process, or uses what it has not got, when it
 * gets no memory; and how much it asks for hangs on the machine.  So what it
 * asks for is not counted. */
struct passwd *
getpwuid(uid_t uid)
{
	struct passwd *(*real)(uid_t), *got;
	bool ours = enter();

	next("getpwuid", &real);
	got = real(uid);
	if (ours)
		leave();
	return got;
}

void *
malloc(size_t size)
{
	return no_memory("malloc") ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	return no_memory("calloc") ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *old, size_t size)
{
	return no_memory("realloc") ? NULL : __libc_realloc(old, size);
}

#endif
