/* takeover.c - a second session of the same person takes over */
#include "store/takeover.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* In the abstract namespace, where nothing is left behind; false if NAME is
 * none of ours. */
static bool
address(const char *name, struct sockaddr_un *a, socklen_t *len)
{
	size_t n = strlen(name);

	if (strncmp(name, "gouji-", 6) || n >= sizeof a->sun_path - 1)
		return false;
	*a = (struct sockaddr_un){ .sun_family = AF_UNIX };
	memcpy(a->sun_path + 1, name, n);
	*len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + n);
	return true;
}

static bool
same_person(int fd)
{
	struct ucred peer;
	socklen_t len = sizeof peer;

	return !getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) &&
	       peer.uid == getuid();
}

int
takeover_listen(struct buf *name)
{
	struct sockaddr_un a;
	char own[48];
	unsigned random[2];
	socklen_t len;
	int fd;

	if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
		return -1;
	snprintf(own, sizeof own, "gouji-%ld-%08x%08x", (long)getpid(),
		 random[0], random[1]);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -1;
	if (!address(own, &a, &len) ||
	    bind(fd, (struct sockaddr *)&a, len) || listen(fd, 4)) {
		close(fd);
		return -1;
	}
	buf_add(name, own);
	return fd;
}

int
takeover_asked(int fd)
{
	int peer = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	if (peer >= 0 && !same_person(peer)) {
		close(peer);
		return -1;
	}
	return peer;
}

/* The other process closes the connection when it is done. */
static bool
wait_for_end(int fd, int patience)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char byte;
	int n;

	while ((n = poll(&p, 1, patience)) < 0 && errno == EINTR)
		continue;
	return n > 0 && read(fd, &byte, 1) <= 0;
}

bool
takeover_ask(const char *name, int patience)
{
	struct sockaddr_un a;
	socklen_t len;
	bool done;
	int fd;

	if (!address(name, &a, &len))
		return false;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return false;
	done = !connect(fd, (struct sockaddr *)&a, len) && same_person(fd) &&
	       wait_for_end(fd, patience);
	close(fd);
	return done;
}
