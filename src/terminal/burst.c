/* burst.c - many bytes at once: typed ahead, or pasted */
#include "terminal/burst.h"

#include <ctype.h>
#include <string.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
burst_is_word(const char *s, size_t n)
{
	return n >= 3 && isalpha((unsigned char)s[0]) &&
	       isalpha((unsigned char)s[1]) && isalpha((unsigned char)s[2]) &&
	       s[0] != s[1] && s[1] != s[2] && s[0] != s[2];
}

/* A character of three bytes from U+2E80 on, which input methods make; those
 * that are a key of the same name in full width begin at U+FF00. */
static bool
is_han(const char *s, size_t n)
{
	unsigned char c = (unsigned char)s[0];

	return n >= 3 && ((c == 0xe2 && (unsigned char)s[1] >= 0xba) ||
			  (c >= 0xe3 && c <= 0xed));
}

/* A tab at S + AT between what stands in cells: a figure behind a figure or a
 * label, with the blanks that a spreadsheet puts around it. */
static bool
is_table(const char *s, size_t n, size_t at)
{
	size_t before = at;

	if (s[at] != '\t')
		return false;
	while (before && s[before - 1] == ' ')
		before--;
	if (!before ||
	    !(is_digit(s[before - 1]) || s[before - 1] & 0x80 ||
	      (before > 2 && burst_is_word(s + before - 3, 3))))
		return false;
	while (at < n && (s[at] == '\t' || s[at] == ' '))
		at++;
	return at < n && (is_digit(s[at]) || s[at] == '-');
}

bool
burst_ends(const char *bytes, size_t n)
{
	return memchr(bytes, '\r', n) || memchr(bytes, '\n', n);
}

static bool
has_block(const char *bytes, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (is_table(bytes, n, i) ||
		    (n - i > 1 && !memcmp(bytes + i, "\r\n", 2)))
			return true;
	return false;
}

bool
burst_goes_on(const char *bytes, size_t n)
{
	struct burst_place nowhere = { .opens = "" };
	size_t keys;

	return n >= BURST_MOST && burst_ends(bytes, n) &&
	       burst_is_paste(bytes, n, &nowhere, &keys);
}

bool
burst_is_paste(const char *bytes, size_t n, const struct burst_place *place,
	       size_t *keys)
{
	size_t i;

	*keys = n;
	if (has_block(bytes, n))
		return true;
	for (i = 0; i < n; i++) {
		const char *s = bytes + i;
		bool han = is_han(s, n - i);

		if ((*s && strchr(place->opens, *s)) ||
		    (place->text && (han || is_digit(*s)))) {
			*keys = i + (han ? 3 : 1);
			return false;
		}
		if (han || burst_is_word(s, n - i))
			return true;
	}
	return false;
}
