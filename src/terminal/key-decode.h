/*
 * key-decode.h - one key from the bytes at hand
 *
 * The inner part of key.h: no queue, no pastes, no strings.
 */
#ifndef TERMINAL_KEY_DECODE_H
#define TERMINAL_KEY_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "terminal/key.h"

#define ESC '\033'

/* What lies before the decoder: N bytes, at least one; late if no more are
 * to be waited for. */
struct key_input {
	const char *s;
	size_t n;
	bool late;
};

/* Held down with a key, as only the decoder tells: xterm's bit of it. */
#define MOD_ALT 8

/* Returns how many bytes it took, or 0 if it wants more; when late, only a
 * sequence does, which is never a key before it is whole.  OUT, KEY_NONE
 * before, stays so if it was no key; K may be in a string, a paste or a
 * sequence that is skipped after it. */
size_t key_decode(struct keys *k, const struct key_input *in,
		  struct key *out);

/* Bytes at S that are the rest of a sequence whose ESC came before; 0: it is
 * none. */
size_t key_rest(const char *s, size_t n);

/* Bytes of the character at S, 0 if it is not all there, -1 if it is none. */
int key_character(const char *s, size_t n);
/* True of C0, DEL and C1, of which the last are two bytes. */
bool key_is_control(const char *s, int len);
/* True if ESC O and FINAL are of the numeric keypad. */
bool key_is_keypad(char final);

#endif
