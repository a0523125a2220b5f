/* burst.c - many bytes at once: typed ahead, or pasted */
#include "terminal/burst.h"

#include <ctype.h>
#include <string.h>

static bool
is_end(char c)
{
	return c == '\r' || c == '\n';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Three letters, each different from the others. */
static bool
is_word(const char *s, size_t n)
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

static bool
is_table(const char *s, size_t n)
{
	return n >= 3 && is_digit(s[0]) && s[1] == '\t' &&
	       (is_digit(s[2]) || s[2] == '-');
}

bool
burst_is_paste(const char *bytes, size_t n)
{
	bool ends = false, pasted = false, skip = false;
	size_t i;

	if (memchr(bytes, '\033', n))
		return false;
	for (i = 0; i < n; i++) {
		const char *s = bytes + i;

		ends = ends || is_end(*s);
		pasted = pasted || (n - i > 1 && !memcmp(s, "\r\n", 2)) ||
			 is_table(s, n - i);
		if (is_end(*s))
			skip = false;
		else if (*s == ':')
			skip = true;
		else if (!skip)
			pasted = pasted || is_word(s, n - i) ||
				 is_han(s, n - i);
	}
	return ends && pasted;
}
