/* lock.c - one writer of a report */
#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/person.h"
#include "store/record.h"

#define KIND "gouji-lock"
#define LOCK_BYTES 4096
#define TRIES 100		/* another process takes and removes it
				 * meanwhile */

struct lock {
	const struct dir *dir;
	int fd;
};

void
holder_release(struct holder *h)
{
	free(h->person);
	free(h->host);
	free(h->terminal);
	free(h->socket);
	*h = HOLDER_NONE;
}

void
holder_show(const struct holder *h, struct buf *out)
{
	struct buf since = BUF_INIT;

	if (!*h->host) {
		buf_add(out, h->person);	/* somebody */
		return;
	}
	person_time(h->since, &since);
	buf_addf(out, *h->terminal ? _("%s on %s (%s), since %s")
				   : _("%s on %s%s, since %s"),
		 h->person, h->host, h->terminal, since.text);
	buf_release(&since);
}

/* ---- what stands in it ---- */

static void
say_who(const char *socket, struct buf *out)
{
	const char *terminal = ttyname(STDIN_FILENO);
	struct chain chain = CHAIN_INIT;
	struct buf text = BUF_INIT;

	record_field(out, KIND);
	person_name(&text);
	record_field(out, text.text);
	buf_clear(&text);
	person_host(&text);
	record_field(out, text.text);
	if (terminal && !strncmp(terminal, "/dev/", 5))
		terminal += 5;
	record_field(out, terminal ? terminal : "");
	record_field(out, socket);
	record_time(out, person_clock());
	record_end(out, 0, &chain);
	buf_release(&text);
}

/* A lock file that cannot be read has an unknown holder. */
static void
read_who(int fd, struct holder *h)
{
	char bytes[LOCK_BYTES];
	ssize_t n = pread(fd, bytes, sizeof bytes, 0);
	struct chain chain = CHAIN_INIT;
	struct record r = RECORD_INIT;
	struct buf host = BUF_INIT;
	size_t at = 0;
	bool ok = n > 0 && record_next(&r, bytes, (size_t)n, &at, &chain) &&
		  record_is(&r, KIND, 6);

	holder_release(h);
	*h = (struct holder){
		.person = xstrdup(ok ? r.field[1] : _("somebody")),
		.host = xstrdup(ok ? r.field[2] : ""),
		.terminal = xstrdup(ok ? r.field[3] : ""),
		.socket = xstrdup(ok ? r.field[4] : ""),
	};
	if (ok)
		record_get_time(&r, 5, &h->since);
	person_host(&host);
	/* one that was torn as it was written is of a process that died */
	h->here = !ok || !strcmp(h->host, host.text);
	buf_release(&host);
	record_release(&r);
}

/* ---- taking it ---- */

static int
hold(int fd)
{
	int got;

	while ((got = flock(fd, LOCK_EX | LOCK_NB)) && errno == EINTR)
		continue;
	return got;
}

/* Is the file that we have the one that has the name? */
static bool
still_there(const struct dir *dir, int fd)
{
	struct stat own, named;

	return !fstat(fd, &own) && !dir_stat(dir, LOCK_ENDING, &named) &&
	       own.st_dev == named.st_dev && own.st_ino == named.st_ino;
}

static bool
write_who(int fd, const char *socket)
{
	struct buf text = BUF_INIT;
	bool ok;

	say_who(socket, &text);
	/* EBADF, if we may only read it */
	ok = !lseek(fd, 0, SEEK_SET) &&
	     write_whole(fd, text.text, text.len) &&
	     !ftruncate(fd, (off_t)text.len);
	buf_release(&text);
	return ok;
}

static int
open_lock(const struct dir *dir, bool *new)
{
	int fd = dir_file(dir, LOCK_ENDING, O_RDWR | O_CREAT | O_EXCL, 0600);

	*new = fd >= 0;
	if (fd >= 0 || errno != EEXIST)
		return fd;
	fd = dir_file(dir, LOCK_ENDING, O_RDWR, 0);
	/* another's, that we may only read */
	if (fd < 0 && errno == EACCES)
		fd = dir_file(dir, LOCK_ENDING, O_RDONLY, 0);
	return fd;
}

/* With the lock of FD in hand: LOCK_HELD if we must leave it. */
static enum lock_state
settle(const struct dir *dir, int fd, bool new, const char *socket,
       struct holder *holder)
{
	struct stat st;

	if (new)
		dir_give_mode(dir, fd);
	else if (!fstat(fd, &st) && !S_ISREG(st.st_mode))
		return errno = EINVAL, LOCK_FAILED;
	else if (st.st_size)
		read_who(fd, holder);
	if (holder->person && !holder->here)
		return LOCK_HELD;
	return write_who(fd, socket) ? LOCK_TAKEN : LOCK_FAILED;
}

enum lock_state
lock_take(struct lock **l, const struct dir *dir, const char *socket,
	  struct holder *holder)
{
	enum lock_state state;
	bool new = false;
	int fd, tries, saved;

	*l = NULL;
	*holder = HOLDER_NONE;
	for (tries = 0;; tries++) {
		fd = open_lock(dir, &new);
		if (fd < 0 && errno == ENOENT && tries < TRIES)
			continue;	/* it was just removed */
		if (fd < 0)
			return LOCK_FAILED;
		if (hold(fd)) {
			state = errno == EWOULDBLOCK ? LOCK_HELD : LOCK_FAILED;
			if (state == LOCK_HELD)
				read_who(fd, holder);
			break;
		}
		if (still_there(dir, fd)) {
			state = settle(dir, fd, new, socket, holder);
			/* left behind by another, and ours to remove alone */
			if (state != LOCK_FAILED || errno != EBADF ||
			    tries >= TRIES || dir_unlink(dir, LOCK_ENDING))
				break;
		}
		close(fd);
	}
	if (state == LOCK_TAKEN) {
		*l = xcalloc(1, sizeof **l);
		(*l)->dir = dir;
		(*l)->fd = fd;
		return state;
	}
	saved = errno;
	if (new && state == LOCK_FAILED)
		dir_unlink(dir, LOCK_ENDING);
	close(fd);
	errno = saved;
	return state;
}

void
lock_release(struct lock *l)
{
	if (!l)
		return;
	if (still_there(l->dir, l->fd))
		dir_unlink(l->dir, LOCK_ENDING);
	close(l->fd);
	free(l);
}
