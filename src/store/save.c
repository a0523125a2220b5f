/* save.c - writing a file whole or not at all */
#include "store/save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/sandbox-path.h"
#include "store/directory.h"
#include "store/file-attributes.h"

/* A new name in the folder, until it is renamed. */
struct temporary {
	char name[16];	/* "": there is none */
	int fd;		/* -1: closed, or a mere name */
	int error;	/* why it could not be removed */
};

/*
 * From the first temporary file to the rename no memory is asked for: there
 * might be none, and the program would end with the file left behind.
 */
struct save {
	struct dir dir;
	char *kept;		/* the name of FILE~ */
	struct temporary new, before;
};

/* ---- what went wrong, and what to do ---- */

static const struct {
	int code;
	const char *text;
} cures[] = {
	{ ENOSPC, N_("make room on the disk and try again") },
	{ EDQUOT, N_("delete what you can spare, or ask for more room on the "
		     "disk, and try again") },
	{ EFBIG, N_("ask for larger files to be allowed, or try another "
		    "disk") },
	{ EROFS, N_("this disk can only be read; try another folder") },
	{ EACCES, N_("ask for the right to write in its folder, or try "
		     "another one") },
	{ EPERM, N_("ask for the right to write in its folder, or try "
		    "another one") },
	{ ENOENT, N_("make its folder first") },
	{ ENOTDIR, N_("make its folder first") },
	{ ENAMETOOLONG, N_("give it a shorter name") },
	{ EIO, N_("the disk may be failing; try another one") },
};

static const char *
cure(int code)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(cures); i++)
		if (cures[i].code == code)
			return _(cures[i].text);
	return _("try again, or try another folder");
}

static bool
fail(const char *path, struct error *e, const char *what, int code)
{
	return error_add(e, NOWHERE,
			 _("%s is not saved: %s: %s; what was there is as it "
			   "was; %s"), path, what, sandbox_strerror(code),
			 cure(code));
}

/* ---- temporary files ---- */

/* Another name of .gouji.XXXXXXXX at each call. */
static void
invent(char name[static 16])
{
	struct timespec now;
	unsigned random;

	if (getrandom(&random, sizeof random, GRND_NONBLOCK) < 0) {
		clock_gettime(CLOCK_MONOTONIC, &now);
		random = (unsigned)now.tv_nsec ^ (unsigned)getpid() << 16;
	}
	snprintf(name, 16, ".gouji.%08x", random);
}

/* A new file in the folder; false with errno. */
static bool
temporary_make(struct temporary *t, int folder, mode_t mode)
{
	int i;

	for (i = 0; i < 100; i++) {
		invent(t->name);
		t->fd = openat(folder, t->name,
			       O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC |
			       O_NOFOLLOW, mode);
		if (t->fd >= 0)
			return true;
		if (errno != EEXIST && errno != EINTR)
			break;
	}
	*t->name = '\0';
	return false;
}

/* A new name in the folder for the file NAME; false with errno. */
static bool
temporary_link(struct temporary *t, int folder, const char *name)
{
	int i;

	for (i = 0; i < 100; i++) {
		invent(t->name);
		if (!linkat(folder, name, folder, t->name, 0))
			return true;
		if (errno != EEXIST)
			break;
	}
	*t->name = '\0';
	return false;
}

/* All that is in the file is on the disk; false with errno. */
static bool
temporary_finish(struct temporary *t)
{
	int fd = t->fd;

	if (!sync_whole(fd))
		return false;
	t->fd = -1;
	/* interrupted, it is closed all the same */
	return !close(fd) || errno == EINTR;
}

static bool
temporary_rename(struct temporary *t, int folder, const char *name)
{
	if (renameat(folder, t->name, folder, name))
		return false;
	*t->name = '\0';
	return true;
}

static void
temporary_drop(struct temporary *t, int folder)
{
	if (t->fd >= 0)
		close(t->fd);
	t->fd = -1;
	if (*t->name && unlinkat(folder, t->name, 0) && errno != ENOENT)
		t->error = errno;
	else
		*t->name = '\0';
}

static void
tell_left(const struct temporary *t, const struct dir *h, struct error *e)
{
	if (*t->name)
		error_warn(e, NOWHERE,
			   _("%s/%s is left over and cannot be removed: %s; "
			     "delete it"), h->folder_name, t->name,
			   strerror(t->error));
}

/* ---- the save ---- */

static void
drop(struct save *s)
{
	temporary_drop(&s->new, s->dir.folder);
	temporary_drop(&s->before, s->dir.folder);
}

static void
end(struct save *s)
{
	dir_release(&s->dir);
	free(s->kept);
	free(s);
}

/* False; WHAT and errno say why. */
static bool
give_up(struct save *s, struct error *e, const char *what)
{
	int code = errno;

	drop(s);
	if (code == EEXIST)
		error_add(e, NOWHERE,
			  _("%s is not saved: %s/%s is not a regular file; "
			    "move it away and try again"), s->dir.asked,
			  s->dir.folder_name, s->kept);
	else
		fail(s->dir.asked, e, what, code);
	tell_left(&s->new, &s->dir, e);
	tell_left(&s->before, &s->dir, e);
	end(s);
	return false;
}

/* A folder, a device or a FIFO is not replaced by a file. */
static bool
replaceable(const char *path, const struct stat *old, struct error *e)
{
	if (S_ISREG(old->st_mode))
		return true;
	if (S_ISDIR(old->st_mode))
		return error_add(e, NOWHERE,
				 _("%s is not saved: it is a folder; give "
				   "another name"), path);
	return error_add(e, NOWHERE,
			 _("%s is not saved: it is not a regular file; give "
			   "another name"), path);
}

/* A new file with all that the old one had; false with errno. */
static bool
make_like(struct temporary *t, int folder, int old, const struct stat *st)
{
	return temporary_make(t, folder, 0600) && keep(t->fd, old, st);
}

static bool
make_new(struct save *s, const struct stat *old)
{
	int fd = dir_file(&s->dir, "", O_RDONLY, 0);
	bool ok = (fd >= 0 || errno == EACCES) &&
		  make_like(&s->new, s->dir.folder, fd, old);
	int saved = errno;

	if (fd >= 0)
		close(fd);
	errno = saved;
	return ok;
}

struct save *
save_begin(const char *path, struct error *e)
{
	const char *what = _("no new file can be made in its place");
	struct save *s = xcalloc(1, sizeof *s);
	struct stat old;
	bool made;

	s->new.fd = s->before.fd = -1;
	if (!dir_open(&s->dir, path)) {
		fail(path, e, what, errno);
		end(s);
		return NULL;
	}
	s->kept = dir_name(&s->dir, "~");
	if (!dir_stat(&s->dir, "", &old)) {
		if (!replaceable(path, &old, e)) {
			end(s);
			return NULL;
		}
		made = make_new(s, &old);
	} else {
		made = errno == ENOENT &&
		       temporary_make(&s->new, s->dir.folder, 0666);
	}
	if (made)
		return s;
	give_up(s, e, what);
	return NULL;
}

bool
save_write(struct save *s, const char *bytes, size_t len, struct error *e)
{
	return (write_whole(s->new.fd, bytes, len) &&
		temporary_finish(&s->new)) ||
	       give_up(s, e, _("it could not be written"));
}

/* ---- the version before ---- */

static bool
copy_bytes(int from, int to)
{
	char piece[65536];
	ssize_t n;

	while ((n = read(from, piece, sizeof piece)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || !write_whole(to, piece, (size_t)n))
			return false;
	}
	return true;
}

/* For where a file has one name only; false with errno. */
static bool
copy_before(struct save *s, const struct stat *old)
{
	int from = openat(s->dir.folder, s->dir.name,
			  O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	bool ok = from >= 0 &&
		  make_like(&s->before, s->dir.folder, from, old) &&
		  copy_bytes(from, s->before.fd) &&
		  temporary_finish(&s->before);
	int saved = errno;

	if (from >= 0)
		close(from);
	errno = saved;
	return ok;
}

static bool
no_links(void)
{
	return errno == EPERM || errno == EACCES || errno == ENOTSUP ||
	       errno == ENOSYS || errno == EMLINK || errno == EXDEV;
}

/* Makes FILE~ what FILE is; false with errno, which is EEXIST if FILE~ is no
 * file to be replaced. */
static bool
keep_before(struct save *s)
{
	int folder = s->dir.folder;
	struct stat old, kept;

	if (fstatat(folder, s->dir.name, &old, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT;
	if (fstatat(folder, s->kept, &kept, AT_SYMLINK_NOFOLLOW)) {
		if (errno != ENOENT)
			return false;
	} else if (!S_ISREG(kept.st_mode)) {
		errno = EEXIST;
		return false;
	} else if (kept.st_dev == old.st_dev && kept.st_ino == old.st_ino) {
		/* the last save went no further; rename would do nothing */
		return true;
	}
	return (temporary_link(&s->before, folder, s->dir.name) ||
		(no_links() && copy_before(s, &old))) &&
	       temporary_rename(&s->before, folder, s->kept);
}

bool
save_commit(struct save *s, struct error *e)
{
	if (!keep_before(s))
		return give_up(s, e, _("the version before could not be kept "
				       "beside it"));
	if (!temporary_rename(&s->new, s->dir.folder, s->dir.name))
		return give_up(s, e, _("it could not be put in place"));
	if (!dir_sync(&s->dir))
		error_warn(e, NOWHERE,
			   _("%s is written, but the disk did not confirm "
			     "it: %s"), s->dir.asked, strerror(errno));
	end(s);
	return true;
}

bool
save_file(const char *path, const char *bytes, size_t len, struct error *e)
{
	struct save *s = save_begin(path, e);

	return s && save_write(s, bytes, len, e) && save_commit(s, e);
}

/* ---- stamps ---- */

struct stamp
stamp_of(const char *path)
{
	struct stat st;

	if (sandbox_stat(path, &st))
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
