/* key-decode.c - one key from the bytes at hand */
#include "terminal/key-decode.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define CSI_MOST 256		/* bytes of a sequence */
#define SS3_MOST 8

/* ---- what a terminal sends ---- */

/* The final byte of CSI and SS3 sequences. */
static const struct {
	char final;
	enum key_code code;
} letters[] = {
	{ 'A', KEY_UP },   { 'B', KEY_DOWN }, { 'C', KEY_RIGHT },
	{ 'D', KEY_LEFT }, { 'H', KEY_HOME }, { 'F', KEY_END },
	{ 'P', KEY_F(1) }, { 'Q', KEY_F(2) }, { 'R', KEY_F(3) },
	{ 'S', KEY_F(4) }, { 'Z', KEY_BACKTAB },
};

/* CSI n ~.  From 25 on xterm's heirs mean F3 with shift and so on; the Linux
 * console means F1, which its terminfo teaches us. */
static const struct {
	int n;
	enum key_code code;
	unsigned mods;
} numbers[] = {
	{ 1, KEY_HOME, 0 },  { 2, KEY_INS, 0 },	  { 3, KEY_DEL, 0 },
	{ 4, KEY_END, 0 },   { 5, KEY_PGUP, 0 },  { 6, KEY_PGDN, 0 },
	{ 7, KEY_HOME, 0 },  { 8, KEY_END, 0 },	  { 11, KEY_F(1), 0 },
	{ 12, KEY_F(2), 0 }, { 13, KEY_F(3), 0 }, { 14, KEY_F(4), 0 },
	{ 15, KEY_F(5), 0 }, { 17, KEY_F(6), 0 }, { 18, KEY_F(7), 0 },
	{ 19, KEY_F(8), 0 }, { 20, KEY_F(9), 0 }, { 21, KEY_F(10), 0 },
	{ 23, KEY_F(11), 0 }, { 24, KEY_F(12), 0 },
	{ 25, KEY_F(3), MOD_SHIFT }, { 26, KEY_F(4), MOD_SHIFT },
	{ 28, KEY_F(5), MOD_SHIFT }, { 29, KEY_F(6), MOD_SHIFT },
	{ 31, KEY_F(7), MOD_SHIFT }, { 32, KEY_F(8), MOD_SHIFT },
	{ 33, KEY_F(9), MOD_SHIFT }, { 34, KEY_F(10), MOD_SHIFT },
};

/* The numeric keypad when it is in application mode: ESC O p for 0. */
static const char keypad_bytes[] = "pqrstuvwxyjklmnoX";
static const char keypad_text[] = "0123456789*+,-./=";

bool
key_is_keypad(char final)
{
	return final && (final == 'M' || strchr(keypad_bytes, final));
}

static void
set(struct key *out, enum key_code code, unsigned mods)
{
	*out = (struct key){ .code = code, .mods = mods };
}

static void
set_text(struct key *out, const char *text, size_t len, unsigned mods)
{
	set(out, KEY_TEXT, mods);
	memcpy(out->text, text, len);
}

/* ---- decoding ---- */

static size_t
unfinished(const struct key_input *in)
{
	return in->late ? in->n : 0;
}

int
key_character(const char *s, size_t n)
{
	unsigned char c = (unsigned char)*s;
	size_t need = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2
		    : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0, i;

	for (i = 1; i < need && i < n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return -1;
	if (need > n)
		return 0;
	return need && text_valid(s, need, NULL) ? (int)need : -1;
}

bool
key_is_control(const char *s, int len)
{
	unsigned char c = (unsigned char)s[0];

	return c < ' ' || c == 0x7f ||
	       (len == 2 && c == 0xc2 && (unsigned char)s[1] < 0xa0);
}

static void
control_key(unsigned char c, struct key *out)
{
	static const struct {
		unsigned char c;
		enum key_code code;
	} own[] = {
		{ '\r', KEY_ENTER },	{ '\n', KEY_ENTER },
		{ '\t', KEY_TAB },	{ '\b', KEY_BACKSPACE },
		{ 0x7f, KEY_BACKSPACE }, { ESC, KEY_ESC },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(own); i++)
		if (own[i].c == c) {
			set(out, own[i].code, 0);
			return;
		}
	set(out, KEY_CTRL('@' + c), 0);
}

static size_t
plain(const struct key_input *in, struct key *out)
{
	int len = key_character(in->s, in->n);

	if (len == 0)
		return unfinished(in);
	if (len < 0)
		return 1;
	if (!key_is_control(in->s, len))
		set_text(out, in->s, (size_t)len, 0);
	else if (len == 1)
		control_key((unsigned char)*in->s, out);
	return (size_t)len;
}

/* xterm's: 1 and the bits of shift, alt, control, meta. */
static unsigned
modifiers(int n)
{
	unsigned bits = n > 1 && n <= 16 ? (unsigned)n - 1 : 0;

	return (bits & 1 ? MOD_SHIFT : 0u) | (bits & 10 ? MOD_ALT : 0u) |
	       (bits & 4 ? MOD_CTRL : 0u);
}

static void
letter_key(char final, unsigned mods, struct key *out)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(letters); i++)
		if (letters[i].final == final)
			set(out, letters[i].code, mods);
	if (out->code == KEY_BACKTAB)
		out->mods = 0;
}

static void
number_key(int n, unsigned mods, struct key *out)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(numbers); i++)
		if (numbers[i].n == n)
			set(out, numbers[i].code, numbers[i].mods | mods);
}

/* The numbers of "1;2", 0 where there is none; false if there is more in it
 * than two numbers. */
static bool
parameters(const char *s, size_t n, int number[2])
{
	size_t i, at = 0;

	number[0] = number[1] = 0;
	for (i = 0; i < n; i++) {
		if (s[i] == ';' && at == 0)
			at = 1;
		else if (s[i] >= '0' && s[i] <= '9' && number[at] < 1000)
			number[at] = number[at] * 10 + (s[i] - '0');
		else
			return false;
	}
	return true;
}

/* A whole CSI sequence: N bytes of parameters at S, and how it ends. */
static void
csi_key(struct keys *k, const char *s, size_t n, char final, struct key *out)
{
	int number[2];
	unsigned mods;

	if (!parameters(s, n, number))
		return;
	mods = modifiers(number[1]);
	if (final == '~' && number[0] == 200) {
		buf_clear(&k->raw);
		k->lost = LOST_NOTHING;
		k->state = KEYS_PASTE;
	} else if (final == '~') {
		number_key(number[0], mods, out);
	} else if (final == '^') {	/* rxvt's control */
		number_key(number[0], MOD_CTRL, out);
	} else if (final == 'P' && n == 0) {
		set(out, KEY_DEL, 0);	/* st's; no terminal sends it as F1 */
	} else if (number[0] <= 1) {	/* else it tells a place */
		letter_key(final, mods, out);
	}
}

/* The Linux console's F1 to F5: ESC [ [ A. */
static size_t
linux_key(const struct key_input *in, struct key *out)
{
	if (in->n < 4)
		return 0;
	if (in->s[3] < ' ' || in->s[3] > '~')
		return 3;
	if (in->s[3] >= 'A' && in->s[3] <= 'E')
		set(out, KEY_F(in->s[3] - 'A' + 1), 0);
	return 4;
}

/* ESC [ M and three bytes: the mouse, of old. */
static size_t
mouse(const struct key_input *in)
{
	size_t i;

	for (i = 3; i < 6; i++) {
		if (i >= in->n)
			return 0;
		if ((unsigned char)in->s[i] < ' ')
			break;
	}
	return i;
}

static size_t
csi(struct keys *k, const struct key_input *in, struct key *out)
{
	size_t most = in->n < CSI_MOST ? in->n : CSI_MOST, i = 2, end;

	while (i < most && in->s[i] >= 0x30 && in->s[i] <= 0x3f)
		i++;
	end = i;
	while (i < most && in->s[i] >= 0x20 && in->s[i] <= 0x2f)
		i++;
	if (i == CSI_MOST) {
		k->state = KEYS_SKIP;
		return i;
	}
	if (i == in->n)
		return 0;
	if (in->s[i] < 0x40 || in->s[i] > 0x7e)
		return i;	/* broken off; what follows counts again */
	if (i == 2 && in->s[i] == '[')
		return linux_key(in, out);
	if (i == 2 && in->s[i] == 'M')
		return mouse(in);
	if (end == i)
		csi_key(k, in->s + 2, end - 2, in->s[i], out);
	return i + 1;
}

static void
ss3_key(const char *s, size_t n, char final, struct key *out)
{
	const char *pad = strchr(keypad_bytes, final);
	int number[2];

	if (!parameters(s, n, number))
		return;
	if (pad)
		set_text(out, &keypad_text[pad - keypad_bytes], 1, 0);
	else if (final == 'M')
		set(out, KEY_ENTER, 0);
	else if (final >= 'a' && final <= 'd')	/* rxvt's control */
		letter_key((char)(final - 'a' + 'A'), MOD_CTRL, out);
	else	/* the modifier comes alone or second */
		letter_key(final, modifiers(number[number[1] > 0]), out);
}

static size_t
ss3(struct keys *k, const struct key_input *in, struct key *out)
{
	size_t i = 2;

	while (i < in->n && i < SS3_MOST && in->s[i] >= '0' && in->s[i] <= ';')
		i++;
	if (i == SS3_MOST) {
		k->state = KEYS_SKIP;
		return i;
	}
	if (i == in->n)
		return 0;
	if (in->s[i] < 0x40 || in->s[i] > 0x7e)
		return i;
	ss3_key(in->s + 2, i - 2, in->s[i], out);
	return i + 1;
}

/* OSC or DCS, an answer of the terminal: eaten up to its end. */
static size_t
answer(struct keys *k)
{
	k->state = KEYS_STRING;
	k->eaten = 0;
	return 2;
}

/* What begins with ESC.  Before anything but a sequence it is a key of its
 * own, however soon that comes: nothing is bound to Alt. */
static size_t
sequence(struct keys *k, const struct key_input *in, struct key *out)
{
	if (in->n == 1 && !in->late)
		return 0;
	if (in->n > 1 && in->s[1] == '[')
		return csi(k, in, out);
	if (in->n > 1 && in->s[1] == 'O')
		return ss3(k, in, out);
	if (in->n > 1 && k->asked && (in->s[1] == ']' || in->s[1] == 'P'))
		return answer(k);
	set(out, KEY_ESC, 0);
	return 1;
}

size_t
key_rest(const char *s, size_t n)
{
	size_t i = 1;

	if (n < 2 || (*s != '[' && *s != 'O'))
		return 0;
	if (*s == '[' && (s[1] == '[' || s[1] == 'M'))
		i = s[1] == '[' ? 3 : 5;	/* linux_key(), mouse() */
	if (i > 1)
		return i < n ? i : n;
	while (i < n && s[i] >= 0x20 && s[i] <= 0x3f)
		i++;
	return i < n && s[i] >= 0x40 && s[i] <= 0x7e ? i + 1 : 0;
}

/* A sequence that was learned; 0 with *WAIT if it may become one. */
static size_t
known(const struct keys *k, const struct key_input *in, struct key *out,
      bool *wait)
{
	size_t i, n;

	*wait = false;
	for (i = 0; i < k->taught; i++) {
		const struct learned *l = &k->learned[i];

		n = l->len < in->n ? l->len : in->n;
		if (memcmp(l->bytes, in->s, n) != 0)
			continue;
		if (n == l->len) {
			set(out, l->code, l->mods);
			return n;
		}
		*wait = !in->late;
	}
	return 0;
}

size_t
key_decode(struct keys *k, const struct key_input *in, struct key *out)
{
	bool wait;
	size_t n;

	if (*in->s != ESC)
		return plain(in, out);
	n = known(k, in, out, &wait);
	if (n || wait)
		return n;
	return sequence(k, in, out);
}
