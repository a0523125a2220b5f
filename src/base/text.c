/* text.c - UTF-8 as a person sees it */
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/mem.h"

/* What libunistring calls an encoding decides how wide the ambiguous are. */
#define ENCODING(a) ((a) == AMBIGUOUS_WIDE ? "GBK" : "UTF-8")

/* How far beyond the edge a line break may depend on what follows. */
#define LOOK_AHEAD 64

static const uint8_t *
u8(const char *text)
{
	return (const uint8_t *)text;
}

bool
text_valid(const char *text, size_t len, size_t *bad)
{
	const uint8_t *stop = len ? u8_check(u8(text), len) : NULL;

	if (stop && bad)
		*bad = (size_t)(stop - u8(text));
	return !stop;
}

/* The character at AT if it is one of those that Chinese is written with: Han,
 * punctuation or full-width forms.  Each is a grapheme of two columns whatever
 * stands before it, and after it but for what combines.  0 for others, which
 * are left to libunistring, as it takes many times as long. */
static unsigned
chinese(const char *text, size_t len, size_t at)
{
	const uint8_t *t = u8(text) + at;
	unsigned c;

	if (len - at < 3 || t[0] < 0xe3 || t[0] > 0xef ||
	    (t[1] & 0xc0) != 0x80 || (t[2] & 0xc0) != 0x80)
		return 0;
	c = (t[0] & 0xfu) << 12 | (t[1] & 0x3fu) << 6 | (t[2] & 0x3fu);
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3001 && c <= 0x3029) ||
	       (c >= 0xff01 && c <= 0xff5e) ? c : 0;
}

static bool
printable(char c)
{
	return c >= ' ' && c < 0x7f;
}

/* Bytes of the character at AT if it is printable ASCII or chinese(), else
 * 0. */
static size_t
plain(const char *text, size_t len, size_t at)
{
	if (printable(text[at]))
		return 1;
	return chinese(text, len, at) ? 3 : 0;
}

unsigned
text_char(const char *text, size_t len, size_t at, size_t *step)
{
	ucs4_t c;
	int n;

	if ((unsigned char)text[at] < 0x80) {
		*step = 1;
		return (unsigned char)text[at];
	}
	c = chinese(text, len, at);
	if (c) {
		*step = 3;
		return c;
	}
	n = u8_mbtouc(&c, u8(text) + at, len - at);
	*step = n > 0 ? (size_t)n : 1;
	return c;
}

int
text_width(const char *text, size_t len, enum ambiguous a)
{
	size_t i, step;
	int columns = 0;

	for (i = 0; i < len; i += step) {
		int w;

		step = plain(text, len, i);
		if (step) {
			columns += step == 1 ? 1 : 2;
			continue;
		}
		w = uc_width(text_char(text, len, i, &step), ENCODING(a));
		columns += w > 0 ? w : 0;
	}
	return columns;
}

size_t
text_next(const char *text, size_t len, size_t at)
{
	const uint8_t *end;
	size_t after;

	if (at >= len)
		return len;
	after = at + plain(text, len, at);
	if (after > at && (after == len || (text[after] & 0x80) == 0 ||
			   chinese(text, len, after)))
		return after;
	end = u8_grapheme_next(u8(text) + at, u8(text) + len);
	return end ? (size_t)(end - u8(text)) : len;
}

size_t
text_prev(const char *text, size_t at)
{
	const uint8_t *start;

	if (!at)
		return 0;
	start = u8_grapheme_prev(u8(text) + at, u8(text));
	return start ? (size_t)(start - u8(text)) : 0;
}

size_t
text_count(const char *text, size_t len)
{
	size_t at, n = 0;

	for (at = 0; at < len; at = text_next(text, len, at)) {
		size_t step;
		unsigned c = text_char(text, len, at, &step);

		if (c > ' ' && c != 0x3000 && c != 0xa0)
			n++;
	}
	return n;
}

size_t
text_fit(const char *text, size_t len, int columns, enum ambiguous a)
{
	size_t at = 0;
	int used = 0;

	while (at < len) {
		size_t next = text_next(text, len, at);

		used += text_width(text + at, next - at, a);
		if (used > columns)
			break;
		at = next;
	}
	return at;
}

void
text_pad(struct buf *out, const char *text, size_t len, int columns,
	 bool right, enum ambiguous a)
{
	int width = text_width(text, len, a);
	bool cut = width > columns;

	if (columns <= 0)
		return;
	if (cut) {
		len = text_fit(text, len, columns > 2 ? columns - 2 : columns,
			       a);
		width = text_width(text, len, a);
		cut = columns > 2;
		if (cut)
			width += 2;
	}
	if (right)
		buf_fill(out, ' ', columns - width);
	buf_addn(out, text, len);
	if (cut)
		buf_add(out, "..");
	if (!right)
		buf_fill(out, ' ', columns - width);
}

/* The last place in TEXT, after its start and up to FIT, where UAX 14 lets a
 * line end; 0 if there is none. */
static size_t
last_break(const char *text, size_t len, size_t fit)
{
	size_t n = len - fit > LOOK_AHEAD ? fit + LOOK_AHEAD : len;
	char small[1024], *breaks = n <= sizeof small ? small : xmalloc(n);
	size_t at;

	while (n < len && n > fit && (text[n] & 0xc0) == 0x80)
		n--;
	u8_possible_linebreaks(u8(text), n, "UTF-8", breaks);
	for (at = fit; at > 0; at--)
		if (at < n && (breaks[at] == UC_BREAK_POSSIBLE ||
			       breaks[at] == UC_BREAK_MANDATORY))
			break;
	if (breaks != small)
		free(breaks);
	return at;
}

size_t
text_wrap(const char *text, size_t len, int columns, enum ambiguous a,
	  size_t *skip)
{
	const char *feed = memchr(text, '\n', len);
	size_t line = feed ? (size_t)(feed - text) : len;
	size_t fit = text_fit(text, line, columns, a), end;

	*skip = 0;
	if (fit == line) {
		*skip = feed ? 1 : 0;
		return line;
	}
	/* blanks may hang over the edge */
	end = fit;
	while (end < line && text[end] == ' ')
		end++;
	end = end > fit ? end : last_break(text, line, fit);
	if (!end)
		end = fit ? fit : text_next(text, line, 0);
	if (end == line)
		*skip = feed ? 1 : 0;
	for (; end > 0 && text[end - 1] == ' '; end--)
		++*skip;
	return end;
}

int
text_lines(const char *text, size_t len, int columns, enum ambiguous a)
{
	size_t skip;
	int n = 0;

	while (len) {
		size_t used = text_wrap(text, len, columns, a, &skip) + skip;

		text += used;
		len -= used;
		n++;
	}
	return n ? n : 1;
}

int
text_balance(const char *text, size_t len, int columns, enum ambiguous a)
{
	int lines = text_lines(text, len, columns, a);

	while (columns > 1 &&
	       text_lines(text, len, columns - 1, a) == lines)
		columns--;
	return columns;
}

/* Characters that change how a terminal or a reader takes what follows. */
static bool
unsafe(unsigned c)
{
	return c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x61c ||
	       (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	       (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff);
}

void
text_escape(struct buf *out, const char *text, size_t len)
{
	size_t i = 0;

	while (i < len) {
		size_t from = i, step;
		ucs4_t c;
		int n;

		while (i < len && (step = plain(text, len, i)))
			i += step;
		buf_addn(out, text + from, i - from);
		if (i == len)
			break;
		n = u8_mbtoucr(&c, u8(text) + i, len - i);
		if (n <= 0) {
			buf_addf(out, "\\x%02x", (unsigned char)text[i++]);
			continue;
		}
		if (!unsafe(c))
			buf_addn(out, text + i, (size_t)n);
		else if (c < 0x100)
			buf_addf(out, "\\x%02x", (unsigned)c);
		else
			buf_addf(out, "\\u%04x", (unsigned)c);
		i += (size_t)n;
	}
}

/* What NFKC leaves, or would make something else of, and the sign meant. */
static const struct {
	const char *typed, *meant;
} signs[] = {
	{ "。", "." }, { "，", "," }, { "、", "/" }, { "“", "\"" },
	{ "”", "\"" }, { "‘", "'" }, { "’", "'" }, { "？", "?" },
	{ "！", "!" }, { "×", "*" }, { "÷", "/" }, { "…", "^" },
	{ "￥", "$" }, { "¥", "$" }, { "【", "[" }, { "】", "]" },
	{ "\u2212", "-" }, { "\u2010", "-" }, { "\u2011", "-" },
	{ "\u2013", "-" },
};

/* Adds the sign that is meant at the start of TEXT; the bytes of what is
 * written there, 0 if it stands for itself. */
static size_t
add_sign(struct buf *out, const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(signs); i++) {
		size_t n = strlen(signs[i].typed);

		if (n <= len && !memcmp(text, signs[i].typed, n)) {
			buf_add(out, signs[i].meant);
			return n;
		}
	}
	return 0;
}

/* Is it a number as a note or a list has it: raised, lowered, in a circle, with
 * a point?  NFKC makes of "12\u2460" a figure that nobody wrote. */
static bool
is_mark(ucs4_t c)
{
	return uc_is_general_category(c, UC_OTHER_NUMBER);
}

static void
add_nfkc(struct buf *out, const char *text, size_t len)
{
	size_t n = 0;
	uint8_t *folded = u8_normalize(UNINORM_NFKC, u8(text), len, NULL, &n);

	if (folded)
		buf_addn(out, (const char *)folded, n);
	else
		buf_addn(out, text, len);
	free(folded);
}

/* NFKC, but for marks. */
static void
add_normal(struct buf *out, const char *text, size_t len)
{
	size_t from = 0, at = 0, step;

	for (; at < len; at += step) {
		if (!is_mark(text_char(text, len, at, &step)))
			continue;
		add_nfkc(out, text + from, at - from);
		buf_addn(out, text + at, step);
		from = at + step;
	}
	add_nfkc(out, text + from, len - from);
}

void
text_fold(struct buf *out, const char *text, size_t len)
{
	struct buf plain = BUF_INIT, normal = BUF_INIT;
	size_t i, n;

	for (i = 0; i < len && (text[i] & 0x80) == 0; i++)
		;
	if (i == len) {
		buf_addn(out, text, len);
		return;
	}
	/* once before, as NFKC makes three dots of …, and once behind, as it
	 * makes 。 of its half-width form */
	for (i = 0; i < len; i += n ? n : 1) {
		n = text[i] & 0x80 ? add_sign(&plain, text + i, len - i) : 0;
		if (!n)
			buf_addc(&plain, text[i]);
	}
	add_normal(&normal, plain.text, plain.len);
	for (i = 0; i < normal.len; i += n ? n : 1) {
		n = add_sign(out, normal.text + i, normal.len - i);
		if (!n)
			buf_addc(out, normal.text[i]);
	}
	buf_release(&plain);
	buf_release(&normal);
}

/* ---- what nobody sees ---- */

static bool
is_unseen(ucs4_t c)
{
	return uc_is_property_white_space(c) || c == 0x200b || c == 0x2060 ||
	       c == 0xfeff;
}

void
text_trim(const char **text, size_t *len)
{
	ucs4_t c;

	while (*len) {
		int n = u8_mbtouc(&c, u8(*text), *len);

		if (!is_unseen(c))
			break;
		*text += n;
		*len -= (size_t)n;
	}
	while (*len) {
		const uint8_t *before = u8_prev(&c, u8(*text) + *len, u8(*text));

		if (!before || !is_unseen(c))
			break;
		*len = (size_t)(before - u8(*text));
	}
}

/* ---- looking for words ---- */

static char *
plain_case(const char *text)
{
	struct buf folded = BUF_INIT;
	size_t n = 0;
	uint8_t *low;
	char *made;

	text_fold(&folded, text, strlen(text));
	low = u8_casefold(u8(folded.text), folded.len, NULL, NULL, NULL, &n);
	made = low ? xstrndup((const char *)low, n) : xstrdup(folded.text);
	free(low);
	buf_release(&folded);
	return made;
}

bool
text_contains(const char *text, const char *needle)
{
	char *in = plain_case(text), *what = plain_case(needle);
	bool found = strstr(in, what);

	free(in);
	free(what);
	return found;
}
