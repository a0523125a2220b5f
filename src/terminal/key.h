/*
 * key.h - what was pressed: bytes in, keys out
 *
 * Pure: it reads nothing and waits for nothing.  The caller reads the
 * terminal, feeds the bytes, takes the keys, and tells when time is up for an
 * ESC that came alone: that is the key Esc.
 *
 *   1. However the bytes are cut into pieces, the keys are the same, if time
 *      is not up behind an ESC.  Where it is, what comes next in one piece is
 *      dropped if it looks like the rest of a sequence.
 *   2. Text is valid UTF-8 and holds no control characters; of a paste, none
 *      but line feeds and tabs.
 *   3. What is no key yields nothing: sequences are eaten whole, however late
 *      their end comes.  One whose end comes late yields nothing either.
 *   4. Alt and a key is Esc and that key.  ESC ] and ESC P begin a sequence
 *      only while an answer of the terminal is waited for.
 */
#ifndef TERMINAL_KEY_H
#define TERMINAL_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum key_code {
	KEY_NONE,
	KEY_TEXT,		/* one character */
	KEY_PASTE,		/* a text that was pasted */
	KEY_ENTER, KEY_TAB, KEY_BACKTAB, KEY_BACKSPACE, KEY_ESC,
	KEY_UP, KEY_DOWN, KEY_LEFT, KEY_RIGHT,
	KEY_HOME, KEY_END, KEY_PGUP, KEY_PGDN, KEY_INS, KEY_DEL,
	KEY_F1, KEY_F12 = KEY_F1 + 11,
	KEY_CONTROL,		/* and the next 0x5f: see KEY_CTRL() */
	KEY_CONTROL_LAST = KEY_CONTROL + 0x5f,
};

#define KEY_F(n) ((enum key_code)(KEY_F1 + (n) - 1))	/* 1 to 12 */
#define KEY_CTRL(c) ((enum key_code)(KEY_CONTROL + (c))) /* '@', 'A' to '_' */

/* Held down with the key.  Shift is told of keys without text alone, Control
 * not of those that are a KEY_CTRL(). */
enum key_mod { MOD_SHIFT = 1, MOD_CTRL = 4 };

struct key {
	enum key_code code;
	unsigned mods;		/* of enum key_mod */
	char text[8];		/* of KEY_TEXT: UTF-8; else "" */
	/* of KEY_PASTE: the decoder's, until the next call of it; else NULL */
	const char *paste;
	size_t paste_len;
};

#define PASTE_MOST (1 << 20)	/* bytes; what is longer is dropped */

/* A paste of which nothing was taken: its end did not come, or was too far. */
enum keys_lost { LOST_NOTHING, LOST_CUT, LOST_LONG };

/* How a sequence is to be taken that differs from terminal to terminal. */
struct learned {
	char bytes[12];
	size_t len;
	enum key_code code;
	unsigned mods;
};

#define LEARNED_MOST 48

struct keys {
	struct buf bytes;	/* fed; those before at are done with */
	size_t at;
	bool late;		/* time is up for what there is */
	bool cr;		/* the last byte was CR: an LF is its own */
	bool stale;		/* time was up in the sequence that is there */
	bool cut;		/* the last key was an ESC that came alone */
	enum keys_lost lost;	/* what was lost, or will be at its end */
	bool told_esc;		/* of the key with Alt that comes next */
	bool asked;		/* an answer of the terminal is waited for */
	enum { KEYS_PLAIN, KEYS_STRING, KEYS_PASTE, KEYS_SKIP } state;
	size_t eaten;		/* of a string */
	struct buf raw, paste;
	struct learned learned[LEARNED_MOST];
	size_t taught;
};

void keys_init(struct keys *k);
void keys_release(struct keys *k);
/* The names in terminfo of the keys worth learning; NULL after the last. */
const char *keys_capability(size_t n);
/* Learns that the key CAPABILITY of a terminal of TYPE sends BYTES, if that
 * is news and can be true; BYTES may be NULL. */
void keys_learn(struct keys *k, const char *type, const char *capability,
		const char *bytes);

void keys_feed(struct keys *k, const char *bytes, size_t len);
/* The next key, if there is one. */
bool keys_next(struct keys *k, struct key *out);
/* Drops all keys that are there; how many. */
int keys_drop(struct keys *k);
/* Takes N bytes that came at once for a paste. */
void keys_paste(struct keys *k, const char *bytes, size_t n);
/* True if BYTES, fed now, are one key or a part of one. */
bool keys_one(const struct keys *k, const char *bytes, size_t n);
/* How many of N bytes, one at least, that are fed now are no typing, as they
 * are a sequence or go with what came before. */
size_t keys_untyped(const struct keys *k, const char *bytes, size_t n);
/* After keys_next() is false: true if bytes wait for more, so that
 * keys_timeout() is due when none come. */
bool keys_pending(const struct keys *k);
/* The terminal was asked something, or its answer is waited for no more. */
void keys_expect(struct keys *k, bool answer);
/* A paste has begun and not ended, and keys_timeout() was not called since.
 * Behind that its rest may come, or a key alone, which gives it up. */
bool keys_pasting(const struct keys *k);
/* The last paste that was dropped since this was asked last.  Of one that was
 * too long KEY_PASTE comes, and is empty. */
enum keys_lost keys_lost(struct keys *k);
/* Nothing came for a while: an ESC that waits is a key.  Ask keys_next()
 * again. */
void keys_timeout(struct keys *k);

/* True if they are the same key; pastes never are. */
bool key_equal(const struct key *a, const struct key *b);
/* Adds the name of a key: "w", "Space", "Enter", "C-z", "S-F5", "C-Home". */
void key_name(const struct key *k, struct buf *out);
/* The key of that name; false if there is none. */
bool key_parse(const char *name, struct key *k);

#endif
