/*
 * lock.h - one writer of a report
 *
 * FILE.lock says who writes FILE, where and since when.  Its writer also
 * holds flock() on it, which the kernel lets go when the process ends, however
 * it ends: so a lock that nobody holds was left behind by a process that died.
 * That of another machine is never taken, as flock() may not tell of it.
 *
 *   1. Whoever has a struct lock holds the file that FILE.lock names now.
 *   2. FILE.lock is removed by its holder alone.
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

/* Who has a lock; texts are the struct's own. */
struct holder {
	char *person, *host, *terminal;	/* "" if not known */
	char *socket;		/* where he can be asked; "" nowhere */
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
	LOCK_FAILED,		/* with errno: there can be no lock */
};

/* Takes the lock of the file at HOME, saying that we can be asked at SOCKET
 * ("" if not).  If it was left behind, HOLDER is who had it.  The caller ends
 * L with lock_release() and HOLDER, which is set in any case, with
 * holder_release(). */
enum lock_state lock_take(struct lock **l, const struct dir *dir,
			  const char *socket, struct holder *holder);
/* Removes it; L may be NULL. */
void lock_release(struct lock *l);

#endif
