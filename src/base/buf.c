/* buf.c - growing text */
#include "base/buf.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

char buf_nothing[1];

void
buf_init(struct buf *b)
{
	*b = (struct buf)BUF_INIT;
}

void
buf_release(struct buf *b)
{
	if (b->room)
		free(b->text);
	buf_init(b);
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->room)
		b->text[0] = '\0';
}

char *
buf_detach(struct buf *b)
{
	char *text = b->room ? b->text : xstrdup("");

	buf_init(b);
	return text;
}

static void
make_room(struct buf *b, size_t more)
{
	size_t need, room;

	if (__builtin_add_overflow(b->len, more + 1, &need))
		bug("a text of more than the address space");
	if (need <= b->room)
		return;
	room = b->room ? b->room * 2 : 64;
	if (room < need)
		room = need;
	if (b->room) {
		b->text = xreallocarray(b->text, room, 1);
	} else {
		b->text = xmalloc(room);
		b->text[0] = '\0';
	}
	b->room = room;
}

void
buf_addn(struct buf *b, const char *text, size_t len)
{
	if (!len)
		return;
	make_room(b, len);
	memcpy(b->text + b->len, text, len);
	b->len += len;
	b->text[b->len] = '\0';
}

void
buf_add(struct buf *b, const char *text)
{
	buf_addn(b, text, strlen(text));
}

void
buf_addc(struct buf *b, char c)
{
	buf_addn(b, &c, 1);
}

void
buf_fill(struct buf *b, char c, int n)
{
	if (n <= 0)
		return;
	make_room(b, (size_t)n);
	memset(b->text + b->len, c, (size_t)n);
	b->len += (size_t)n;
	b->text[b->len] = '\0';
}

void
buf_vaddf(struct buf *b, const char *format, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0)
		bug("format '%s'", format);
	make_room(b, (size_t)n);
	vsnprintf(b->text + b->len, (size_t)n + 1, format, ap);
	b->len += (size_t)n;
}

void
buf_addf(struct buf *b, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	buf_vaddf(b, format, ap);
	va_end(ap);
}

void
buf_splice(struct buf *b, size_t at, size_t cut, const char *text, size_t len)
{
	assert(at <= b->len && cut <= b->len - at);
	make_room(b, len);
	memmove(b->text + at + len, b->text + at + cut, b->len - at - cut + 1);
	if (len)
		memcpy(b->text + at, text, len);
	b->len += len - cut;
}
