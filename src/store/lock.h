/*
 * lock.h - one writer of a report
 *
 * FILE.lock names the person who writes FILE, the machine and the time.  The
 * writing process also holds flock() on it.  The kernel releases flock() when
 * the process ends, however it ends, so a lock file without flock() is stale:
 * it was left by a process that died.  A lock of another machine is never
 * taken over, because flock() may not see that machine's processes.
 *
 *   1. A process that has a struct lock holds flock() on the file that is
 *      called FILE.lock now.
 *   2. FILE.lock is removed by the process that holds it and by no other.
 */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"
#include "store/directory.h"

#define LOCK_ENDING ".lock"

struct lock;

/* The process that has a lock, as FILE.lock tells.  The struct owns its
 * strings. */
struct holder {
	char *person, *host, *terminal;	/* "" if not known */
	char *socket;		/* where it takes requests; "": nowhere */
	int64_t since;		/* milliseconds since 1970; 0: not known */
	bool here;		/* on this machine */
};

#define HOLDER_NONE ((struct holder){ .person = NULL })

void holder_release(struct holder *h);
/* Adds "li on host (pts/3), since 2026-11-24 17:30". */
void holder_show(const struct holder *h, struct buf *out);

enum lock_state {
	LOCK_TAKEN,
	LOCK_HELD,		/* by HOLDER */
	LOCK_FAILED,		/* with errno: a lock cannot be made here */
};

/* Takes the lock of the file of DIR.  SOCKET is where this process takes
 * requests to end ("" for nowhere); it is written into the lock.  HOLDER is
 * always set: to the process that holds the lock, or to the one that left a
 * stale lock, or to HOLDER_NONE.  The caller frees *L with lock_release() and
 * HOLDER with holder_release(). */
enum lock_state lock_take(struct lock **l, const struct dir *dir,
			  const char *socket, struct holder *holder);
/* Releases the lock and removes its file.  L may be NULL. */
void lock_release(struct lock *l);

#endif
