/*
 * buf.h - growing text
 *
 * The only builder of strings, and what every writer writes to.
 *
 *   1. text is never NULL and always ends in a NUL that len does not count.
 *   2. The text belongs to the buf until buf_detach() hands it over.
 *
 * A buf starts as BUF_INIT or through buf_init() and ends with buf_release(),
 * after which it may be used again.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char *text;
	size_t len;	/* bytes, without the NUL */
	size_t room;	/* bytes allocated; 0: text is not ours */
};

extern char buf_nothing[];

#define BUF_INIT { .text = buf_nothing }

void buf_init(struct buf *b);
void buf_release(struct buf *b);
/* Empties B but keeps its memory. */
void buf_clear(struct buf *b);
/* The text, which the caller now frees; B is empty again. */
char *buf_detach(struct buf *b);

void buf_add(struct buf *b, const char *text);
void buf_addn(struct buf *b, const char *text, size_t len);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *b, const char *format, va_list ap)
	__attribute__((format(printf, 2, 0)));
/* N times the character C; none if N is not positive. */
void buf_fill(struct buf *b, char c, int n);
/* Replaces CUT bytes at AT by the LEN bytes of TEXT; AT + CUT <= b->len. */
void buf_splice(struct buf *b, size_t at, size_t cut, const char *text,
		size_t len);

#endif
