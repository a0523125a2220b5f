/* key.c - what was pressed: bytes in, keys out */
#include "terminal/key.h"

#include <string.h>

#include "base/mem.h"
#include "terminal/key-decode.h"

#define STRING_MOST 4096	/* bytes of an OSC, DCS or APC string */

static const char paste_end[] = "\033[201~";

/* ---- strings and pastes ---- */

/* BEL, and what breaks a string off: CAN, SUB. */
static bool
ends_string(char c)
{
	return c == '\a' || c == '\030' || c == '\032';
}

/* Eats what is there of a string; false if its end is not there. */
static bool
eat_string(struct keys *k)
{
	for (; k->at < k->bytes.len; k->at++) {
		const char *s = k->bytes.text + k->at;

		if (*s == ESC && k->at + 1 == k->bytes.len)
			return false;
		if (*s != ESC && !ends_string(*s) && ++k->eaten < STRING_MOST)
			continue;
		/* after ESC comes the rest of ST, or something else begins */
		k->at += *s != ESC ? 1 : s[1] == '\\' ? 2 : 0;
		k->state = KEYS_PLAIN;
		return true;
	}
	return false;
}

/* Adds the characters of TEXT that have a meaning in a text. */
static void
clean(struct buf *out, const char *text, size_t len)
{
	size_t i = 0;

	while (i < len) {
		int n = key_character(text + i, len - i);
		bool feed = text[i] == '\r' &&
			    (i + 1 == len || text[i + 1] != '\n');

		if (feed)
			buf_addc(out, '\n');
		else if (n > 0 && (text[i] == '\n' || text[i] == '\t' ||
				   !key_is_control(text + i, n)))
			buf_addn(out, text + i, (size_t)n);
		i += n > 0 ? (size_t)n : 1;
	}
}

static void
keep(struct keys *k, size_t n)
{
	size_t room = PASTE_MOST - k->raw.len;

	buf_addn(&k->raw, k->bytes.text + k->at, n < room ? n : room);
	if (n > room)
		k->lost = LOST_LONG;
	k->at += n;
}

static void
end_paste(struct keys *k, struct key *out)
{
	k->state = KEYS_PLAIN;
	buf_clear(&k->paste);
	if (k->lost != LOST_LONG)
		clean(&k->paste, k->raw.text, k->raw.len);
	buf_clear(&k->raw);
	*out = (struct key){
		.code = KEY_PASTE,
		.paste = k->paste.text,
		.paste_len = k->paste.len,
	};
}

/* Takes what is there of a paste; true if that was the last of it. */
static bool
eat_paste(struct keys *k, struct key *out)
{
	size_t mark = sizeof paste_end - 1, n = k->bytes.len - k->at, tail;
	const char *s = k->bytes.text + k->at;
	const char *end = memmem(s, n, paste_end, mark);

	if (end) {
		keep(k, (size_t)(end - s));
		k->at += mark;
		end_paste(k, out);
		return true;
	}
	/* the mark may have come in part; what did not come may come yet */
	for (tail = n < mark - 1 ? n : mark - 1; tail > 0; tail--)
		if (!memcmp(s + n - tail, paste_end, tail))
			break;
	keep(k, n - tail);
	return false;
}

/* ---- the queue ---- */

void
keys_init(struct keys *k)
{
	*k = (struct keys){
		.bytes = BUF_INIT,
		.raw = BUF_INIT,
		.paste = BUF_INIT,
	};
}

void
keys_release(struct keys *k)
{
	buf_release(&k->bytes);
	buf_release(&k->raw);
	buf_release(&k->paste);
}

/* Is it one key, or a part of one? */
static bool
is_one(const struct keys *k, const char *bytes, size_t n)
{
	struct keys one;
	struct key key;
	bool is;

	keys_init(&one);
	memcpy(one.learned, k->learned, sizeof one.learned);
	one.taught = k->taught;
	keys_feed(&one, bytes, n);
	keys_next(&one, &key);
	is = one.at == n || (one.at == 0 && keys_pending(&one)) ||
	     one.state != KEYS_PLAIN;
	keys_release(&one);
	return is;
}

/* A paste that stopped for long: a key that comes alone, and does not end it,
 * is typed by somebody who no longer waits for the rest. */
static void
give_paste_up(struct keys *k, const char *bytes, size_t len)
{
	size_t mark = sizeof paste_end - 1, tail = k->bytes.len - k->at;

	if (k->state != KEYS_PASTE || !k->late || !is_one(k, bytes, len) ||
	    (tail + len == mark &&
	     !memcmp(paste_end + tail, bytes, len)))
		return;
	k->at = k->bytes.len;
	buf_clear(&k->raw);
	k->state = KEYS_PLAIN;
	k->lost = LOST_CUT;
}

void
keys_feed(struct keys *k, const char *bytes, size_t len)
{
	if (!len)
		return;
	give_paste_up(k, bytes, len);
	if (k->at) {
		buf_splice(&k->bytes, 0, k->at, "", 0);
		k->at = 0;
	}
	if (k->cut) {
		size_t rest = key_rest(bytes, len);

		bytes += rest;
		len -= rest;
	}
	k->cut = k->late = false;
	buf_addn(&k->bytes, bytes, len);
}

/* Eats the rest of a sequence that is too long for a key. */
static bool
skip(struct keys *k)
{
	for (; k->at < k->bytes.len; k->at++) {
		char c = k->bytes.text[k->at];

		if (c >= 0x20 && c <= 0x3f)
			continue;
		if (c >= 0x40 && c <= 0x7e)
			k->at++;
		k->state = KEYS_PLAIN;
		return true;
	}
	return false;
}

/* Of a key with Alt, Esc first; true if that is what OUT is now. */
static bool
tells_esc(struct keys *k, struct key *out)
{
	k->told_esc = out->mods & MOD_ALT && !k->told_esc;
	out->mods &= ~(unsigned)MOD_ALT;
	if (k->told_esc)
		*out = (struct key){ .code = KEY_ESC };
	return k->told_esc;
}

/* Takes a key's worth of bytes; false if they are not all there. */
static bool
advance(struct keys *k, struct key *out)
{
	struct key_input in = {
		.s = k->bytes.text + k->at,
		.n = k->bytes.len - k->at,
		.late = k->late,
	};
	size_t n;

	if (k->state == KEYS_STRING)
		return eat_string(k);
	if (k->state == KEYS_PASTE)
		return eat_paste(k, out);
	if (k->state == KEYS_SKIP)
		return skip(k);
	n = in.n ? key_decode(k, &in, out) : 0;
	if (n && k->cr && *in.s == '\n')
		*out = (struct key){ .code = KEY_NONE };
	if (n)
		k->cr = *in.s == '\r';
	if (!n)
		return false;
	k->cut = k->late && *in.s == ESC && in.n == 1;
	if (k->stale)
		*out = (struct key){ .code = KEY_NONE };
	k->stale = false;
	if (out->code == KEY_NONE || !tells_esc(k, out))
		k->at += n;
	return true;
}

bool
keys_next(struct keys *k, struct key *out)
{
	do
		*out = (struct key){ .code = KEY_NONE };
	while (advance(k, out) && out->code == KEY_NONE);
	return out->code != KEY_NONE;
}

int
keys_drop(struct keys *k)
{
	struct key key;
	int n = 0;

	while (keys_next(k, &key))
		n++;
	return n;
}

void
keys_paste(struct keys *k, const char *bytes, size_t n)
{
	keys_feed(k, "\033[200~", 6);
	keys_feed(k, bytes, n);
	keys_feed(k, paste_end, sizeof paste_end - 1);
}

bool
keys_one(const struct keys *k, const char *bytes, size_t n)
{
	return k->state != KEYS_PLAIN || k->at < k->bytes.len ||
	       is_one(k, bytes, n);
}

size_t
keys_untyped(const struct keys *k, const char *bytes, size_t n)
{
	size_t left = k->bytes.len - k->at, rest = 0;
	bool esc = left == 1 && k->bytes.text[k->at] == ESC;

	if (k->state != KEYS_PLAIN || (left && !esc))
		return n;
	if (esc || k->cut)
		rest = key_rest(bytes, n);
	if (rest || *bytes != ESC)
		return rest;
	if (k->asked && n > 1 && (bytes[1] == ']' || bytes[1] == 'P'))
		return n;
	return 1 + key_rest(bytes + 1, n - 1);
}

enum keys_lost
keys_lost(struct keys *k)
{
	enum keys_lost lost = k->state == KEYS_PASTE ? LOST_NOTHING : k->lost;

	if (lost)
		k->lost = LOST_NOTHING;
	return lost;
}

bool
keys_pending(const struct keys *k)
{
	return k->state == KEYS_PLAIN && !k->late && k->at < k->bytes.len;
}

void
keys_expect(struct keys *k, bool answer)
{
	k->asked = answer;
	if (!answer && k->state == KEYS_STRING)
		k->state = KEYS_PLAIN;
}

bool
keys_pasting(const struct keys *k)
{
	return k->state == KEYS_PASTE && !k->late;
}

void
keys_timeout(struct keys *k)
{
	const char *s = k->bytes.text + k->at;

	k->late = true;
	k->stale = k->state == KEYS_PLAIN && k->at + 1 < k->bytes.len &&
		   s[0] == ESC && (s[1] == '[' || s[1] == 'O');
}

/* ---- learning ---- */

static const struct {
	const char *name;	/* terminfo's */
	enum key_code code;
	unsigned mods;
} capabilities[] = {
	{ "kcuu1", KEY_UP, 0 },	     { "kcud1", KEY_DOWN, 0 },
	{ "kcub1", KEY_LEFT, 0 },    { "kcuf1", KEY_RIGHT, 0 },
	{ "khome", KEY_HOME, 0 },    { "kend", KEY_END, 0 },
	{ "kpp", KEY_PGUP, 0 },	     { "knp", KEY_PGDN, 0 },
	{ "kich1", KEY_INS, 0 },     { "kdch1", KEY_DEL, 0 },
	{ "kbs", KEY_BACKSPACE, 0 }, { "kcbt", KEY_BACKTAB, 0 },
	{ "kf1", KEY_F(1), 0 },	     { "kf2", KEY_F(2), 0 },
	{ "kf3", KEY_F(3), 0 },	     { "kf4", KEY_F(4), 0 },
	{ "kf5", KEY_F(5), 0 },	     { "kf6", KEY_F(6), 0 },
	{ "kf7", KEY_F(7), 0 },	     { "kf8", KEY_F(8), 0 },
	{ "kf9", KEY_F(9), 0 },	     { "kf10", KEY_F(10), 0 },
	{ "kf11", KEY_F(11), 0 },    { "kf12", KEY_F(12), 0 },
	{ "kf13", KEY_F(1), MOD_SHIFT },  { "kf14", KEY_F(2), MOD_SHIFT },
	{ "kf15", KEY_F(3), MOD_SHIFT },  { "kf16", KEY_F(4), MOD_SHIFT },
	{ "kf17", KEY_F(5), MOD_SHIFT },  { "kf18", KEY_F(6), MOD_SHIFT },
	{ "kf19", KEY_F(7), MOD_SHIFT },  { "kf20", KEY_F(8), MOD_SHIFT },
	{ "kLFT", KEY_LEFT, MOD_SHIFT },  { "kRIT", KEY_RIGHT, MOD_SHIFT },
	{ "kri", KEY_UP, MOD_SHIFT },	  { "kind", KEY_DOWN, MOD_SHIFT },
	{ "kHOM", KEY_HOME, MOD_SHIFT },  { "kEND", KEY_END, MOD_SHIFT },
};

_Static_assert(ARRAY_LEN(capabilities) <= LEARNED_MOST, "room for all");

const char *
keys_capability(size_t n)
{
	return n < ARRAY_LEN(capabilities) ? capabilities[n].name : NULL;
}

/* False of what must stay as it is: keys that are one byte, what longer
 * sequences begin with, and the numeric keypad, which vt100's terminfo has
 * as function keys. */
static bool
can_learn(const char *s, size_t n)
{
	bool opens = n == 2 && (s[1] == '[' || s[1] == 'O' || s[1] == ESC);

	if (n < 2 || n > sizeof ((struct learned *)0)->bytes || *s != ESC)
		return false;
	if (n == 3 && s[1] == 'O' && key_is_keypad(s[2]))
		return false;
	return !opens;
}

/* PuTTY and rxvt send for F3 with shift what their terminfo has as F13, which
 * elsewhere is F1 with shift. */
static bool
misleading(const char *type, enum key_code code, unsigned mods)
{
	return mods == MOD_SHIFT && code >= KEY_F1 && code <= KEY_F12 &&
	       (!strncmp(type, "putty", 5) || !strncmp(type, "rxvt", 4));
}

void
keys_learn(struct keys *k, const char *type, const char *capability,
	   const char *bytes)
{
	struct keys nothing = { .taught = 0 };
	struct key usual = { .code = KEY_NONE };
	struct learned new = { .len = bytes ? strlen(bytes) : 0 };
	struct key_input in = { .s = bytes, .n = new.len };
	size_t i = 0;

	while (strcmp(capabilities[i].name, capability) != 0)
		if (++i == ARRAY_LEN(capabilities))
			return;
	new.code = capabilities[i].code;
	new.mods = capabilities[i].mods;
	if (!can_learn(bytes ? bytes : "", new.len) ||
	    misleading(type, new.code, new.mods) || k->taught == LEARNED_MOST)
		return;
	key_decode(&nothing, &in, &usual);
	if (usual.code == new.code && usual.mods == new.mods)
		return;
	memcpy(new.bytes, bytes, new.len);
	k->learned[k->taught++] = new;
}
