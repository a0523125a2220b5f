/* file.c - reading a whole file */
#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/sandbox-path.h"
#include "store/directory.h"

/* Reads what is open at FD and closes it; standard input stays open. */
static bool
read_open(int fd, const char *path, size_t most, struct buf *out,
	  struct error *e)
{
	struct place place = { path, 0, 0 };
	bool input = !strcmp(path, "-"), ok = false;
	struct stat st;

	if (fd < 0)
		return error_add(e, place, _("cannot be opened: %s"),
				 sandbox_strerror(errno));
	if (fstat(fd, &st))
		error_add(e, place, _("cannot be read: %s"), strerror(errno));
	else if (!input && S_ISDIR(st.st_mode))
		error_add(e, place, _("is a folder; name a file in it"));
	else if (!input && !S_ISREG(st.st_mode))
		error_add(e, place, _("is not a regular file"));
	else if (!read_whole(fd, most, out))
		error_add(e, place, errno == EFBIG ? _("is too large: %s")
						   : _("cannot be read: %s"),
			  strerror(errno));
	else
		ok = true;
	if (!input)
		close(fd);
	return ok;
}

/* A FIFO or a terminal must not make us wait. */
#define READING (O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)

bool
file_read(const char *path, size_t most, struct buf *out, struct error *e)
{
	int fd = strcmp(path, "-") ? sandbox_open(path, READING, 0)
				   : STDIN_FILENO;

	return read_open(fd, path, most, out, e);
}

bool
file_read_head(const char *path, size_t most, struct buf *out, struct error *e)
{
	size_t start = out->len;
	struct error own = ERROR_INIT;
	int fd = sandbox_open(path, READING, 0);
	bool ok = read_open(fd, path, most, out, &own);

	/* what is longer was read that far */
	if (!ok && out->len - start > most) {
		out->len = start + most;
		while (out->len > start && out->text[out->len - 1] != '\n')
			out->len--;
		out->text[out->len] = '\0';
		ok = true;
	}
	if (!ok)
		error_add(e, (struct place){ path, 0, 0 }, "%s",
			  error_first(&own));
	error_release(&own);
	return ok;
}

bool
file_read_installed(const char *path, size_t most, struct buf *out,
		    struct error *e)
{
	return read_open(open(path, READING), path, most, out, e);
}

static int
open_beneath(const char *dir, const char *name)
{
	int folder = sandbox_open(dir, O_RDONLY | O_DIRECTORY, 0), fd, saved;

	if (folder < 0)
		return -1;
	fd = sandbox_open_beneath(folder, name, READING, 0);
	if (fd < 0 && errno == ENOSYS)
		fd = sandbox_open_walk(folder, name, READING, 0);
	saved = errno;
	close(folder);
	errno = saved;
	return fd;
}

/* Why open_beneath() failed. */
static const char *
beneath_why(int error)
{
	if (error == EXDEV)
		return _("it lies outside the folder");
	if (error == ELOOP)
		return _("it is a symbolic link, and none is followed here");
	return strerror(error);
}

bool
file_read_beneath(const char *dir, const char *name, size_t most,
		  struct buf *out, struct error *e)
{
	struct buf path = BUF_INIT;
	bool ok;
	int fd;

	buf_addf(&path, "%s/%s", dir, name);
	if (sandboxed())
		ok = file_read(path.text + 2 * !strcmp(dir, "."), most, out,
			       e);
	else if ((fd = open_beneath(dir, name)) < 0)
		ok = error_add(e, (struct place){ path.text, 0, 0 },
			       _("cannot be opened: %s"), beneath_why(errno));
	else
		ok = read_open(fd, path.text, most, out, e);
	buf_release(&path);
	return ok;
}
