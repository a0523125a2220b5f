/* mem.c - memory that is there or the program ends */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 16384

struct arena_chunk {
	struct arena_chunk *next;
	size_t used, room;
	max_align_t data[];
};

void (*mem_last_words)(void);

void
out_of_memory(void)
{
	if (mem_last_words)
		mem_last_words();
	fputs("gouji: out of memory\n", stderr);
	exit(2);
}

void
bug(const char *format, ...)
{
	va_list ap;

	if (mem_last_words)
		mem_last_words();
	fputs("gouji: bug: ", stderr);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

void *
xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *
xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *
xreallocarray(void *old, size_t n, size_t size)
{
	size_t total;
	void *p;

	if (__builtin_mul_overflow(n, size, &total))
		out_of_memory();
	p = realloc(old, total ? total : 1);
	if (!p)
		out_of_memory();
	return p;
}

char *
xstrndup(const char *text, size_t len)
{
	char *copy = xmalloc(len + 1);

	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *
xstrdup(const char *text)
{
	return xstrndup(text, strlen(text));
}

void *
array_grow(void *array, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return array;
	*room = *room ? *room * 2 : 8;
	return xreallocarray(array, *room, size);
}

void *
arena_alloc(struct arena *a, size_t size)
{
	const size_t align = sizeof(max_align_t);
	struct arena_chunk *c = a->chunk;
	char *p;

	if (size > SIZE_MAX / 2)
		out_of_memory();
	size = (size + align - 1) / align * align;
	if (!c || c->room - c->used < size) {
		size_t room = size > CHUNK ? size : CHUNK;

		c = xmalloc(sizeof *c + room);
		*c = (struct arena_chunk){ .next = a->chunk, .room = room };
		a->chunk = c;
	}
	p = (char *)c->data + c->used;
	c->used += size;
	return memset(p, 0, size);
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total))
		out_of_memory();
	return arena_alloc(a, total);
}

char *
arena_strndup(struct arena *a, const char *text, size_t len)
{
	char *copy = arena_alloc(a, len + 1);

	memcpy(copy, text, len);
	return copy;
}

char *
arena_strdup(struct arena *a, const char *text)
{
	return arena_strndup(a, text, strlen(text));
}

void
arena_release(struct arena *a)
{
	while (a->chunk) {
		struct arena_chunk *next = a->chunk->next;

		free(a->chunk);
		a->chunk = next;
	}
}
