/*
 * yaml-text.h - texts as values of a YAML file
 *
 * A text is written without quotes where no reader of YAML takes it for
 * something else.
 */
#ifndef STORE_YAML_TEXT_H
#define STORE_YAML_TEXT_H

#include "base/buf.h"

/* Adds TEXT in double quotes. */
void yaml_quoted(struct buf *out, const char *text);
/* Adds a blank, TEXT as the value of a key in one line, and a line feed. */
void yaml_line(struct buf *out, const char *text);
/* The same for a text of several lines, which stand below the key. */
void yaml_block(struct buf *out, const char *text);

#endif
