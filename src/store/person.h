/*
 * person.h - the user of this process, the machine and the time
 */
#ifndef STORE_PERSON_H
#define STORE_PERSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* Adds the login name of the user who runs this process, or the number if
 * there is no name.  In a sandboxed process, which cannot ask, it is the value
 * of LOGNAME, "" if that is not set. */
void person_name(struct buf *out);
/* Adds the name of this machine. */
void person_host(struct buf *out);
/* Milliseconds since 1970, UTC. */
int64_t person_clock(void);
/* What day it is in the local zone, as days_of() counts. */
int person_today(void);
/* Adds a time in the local zone: "2026-11-24 17:30". */
void person_time(int64_t time, struct buf *out);

#endif
