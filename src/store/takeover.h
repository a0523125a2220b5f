/*
 * takeover.h - a second session of the same person takes over from the first
 *
 * A process that writes a report listens on a socket.  When the same user
 * opens the report again, perhaps because the connection of the first session
 * is dead, the new process connects and so requests that the first one syncs
 * everything, releases the lock and ends.  Requests of other users are
 * ignored; the kernel tells the user at the other end.
 */
#ifndef STORE_TAKEOVER_H
#define STORE_TAKEOVER_H

#include <stdbool.h>

#include "base/buf.h"

/* Returns a socket to listen on and adds its name to NAME; -1 if none can be
 * made.  The caller closes it with close(). */
int takeover_listen(struct buf *name);
/* Accepts the next request on socket FD, which is readable.  Returns a
 * descriptor that the caller closes once the lock is released, which tells the
 * other process to go on; -1 if the request came from another user. */
int takeover_asked(int fd);
/* Requests a takeover from the process that listens at NAME and waits until it
 * is done, PATIENCE milliseconds at most.  False if there was no answer. */
bool takeover_ask(const char *name, int patience);

#endif
