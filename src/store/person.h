/*
 * person.h - who sits here, and what time it is
 */
#ifndef STORE_PERSON_H
#define STORE_PERSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* The login name of who runs us, or his number; in a confined process what
 * LOGNAME says, if anything. */
void person_name(struct buf *out);
/* The name of this machine. */
void person_host(struct buf *out);
/* Milliseconds since 1970, UTC. */
int64_t person_clock(void);
/* What day it is in the local zone, as days_of() counts. */
int person_today(void);
/* Adds a time in the local zone: "2026-11-24 17:30". */
void person_time(int64_t time, struct buf *out);

#endif
