/*
 * message-write.h - the words of a rule, with the figures of a report
 */
#ifndef REPORT_MESSAGE_WRITE_H
#define REPORT_MESSAGE_WRITE_H

#include "base/buf.h"
#include "report/report.h"

/* Adds what SAY says of check CHECK as the figures of R stand now, in language
 * LANG or in the first that has words, to OUT. */
void message_write(const struct message *say, const struct report *r, int check,
		   int lang, struct buf *out);

#endif
