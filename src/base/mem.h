/*
 * mem.h - memory that is there or the program ends
 *
 * There is nothing sensible to do without memory but to stop: what was typed
 * is safe on disk.  So none of these returns NULL.  Sizes are bytes.
 *
 * An arena gives memory that is freed all at once; what it returns is zeroed
 * and aligned for any type.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

struct arena {
	struct arena_chunk *chunk;
};

void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
void *xreallocarray(void *old, size_t n, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len);

/* Makes sure that ARRAY, of which COUNT places are used and ROOM are there,
 * has a free place; ARRAY and ROOM may change. */
#define ARRAY_GROW(array, count, room)                                        \
	((array) = array_grow((array), (size_t)(count), &(room),              \
			      sizeof *(array)))

void *array_grow(void *array, size_t count, size_t *room, size_t size);

#define ARRAY_LEN(array) (sizeof(array) / sizeof *(array))

void *arena_alloc(struct arena *a, size_t size);
/* N places of SIZE bytes; ends the program if that overflows. */
void *arena_array(struct arena *a, size_t n, size_t size);
char *arena_strndup(struct arena *a, const char *text, size_t len);
char *arena_strdup(struct arena *a, const char *text);
void arena_release(struct arena *a);

/* Called, if set, before the program ends on bug() or for want of memory; it
 * can restore the terminal. */
extern void (*mem_last_words)(void);

/* What those above do when there is none: says so and ends the program. */
_Noreturn void out_of_memory(void);

/* A mistake of ours: says it on standard error and aborts. */
_Noreturn void bug(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

#endif
