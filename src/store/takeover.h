/*
 * takeover.h - the same person comes again and goes on where he stood
 *
 * Whoever writes a report listens on a socket.  Another process of the same
 * person that connects asks it to put all on the disk, let the lock go and
 * end: the connection on which it sat may be dead.  Nobody else is listened
 * to; the kernel says who is at the other end.
 */
#ifndef STORE_TAKEOVER_H
#define STORE_TAKEOVER_H

#include <stdbool.h>

#include "base/buf.h"

/* A socket to listen on, whose name is added to NAME; -1 if there can be
 * none.  It is closed like any descriptor. */
int takeover_listen(struct buf *name);
/* The next to ask on socket FD, which is ready; the descriptor to close when
 * all is done and the lock is free, or -1 if it was nobody who may. */
int takeover_asked(int fd);
/* Asks whoever listens at NAME and waits until he is done, so many
 * milliseconds at the most; false if he does not answer. */
bool takeover_ask(const char *name, int patience);

#endif
