/*
 * report-writer.h - a report as its YAML file
 *
 * The same report gives the same bytes: form order, one line a row, totals
 * written beside the figures that they add up.
 */
#ifndef STORE_REPORT_WRITER_H
#define STORE_REPORT_WRITER_H

#include "base/buf.h"
#include "report/report.h"

void report_write(const struct report *r, struct buf *out);

#endif
