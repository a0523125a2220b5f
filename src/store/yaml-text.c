/* yaml-text.c - texts as values of a YAML file */
#include "store/yaml-text.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

static bool
control(const char *text, size_t len)
{
	size_t i, step;

	for (i = 0; i < len; i += step) {
		unsigned c = text_char(text, len, i, &step);

		if ((c < ' ' && c != '\n') || (c >= 0x7f && c < 0xa0) ||
		    c == 0x2028 || c == 0x2029 || c == 0xfeff ||
		    (c & 0xfffe) == 0xfffe)
			return true;
	}
	return false;
}

/* The reader takes one line feed off the end of every text, which a block
 * of text has too many: so one that ends in it is given another. */
void
yaml_quoted(struct buf *out, const char *text)
{
	size_t len = strlen(text), i, step;

	buf_addc(out, '"');
	for (i = 0; i < len; i += step) {
		unsigned c = text_char(text, len, i, &step);

		if (c == '"' || c == '\\')
			buf_addf(out, "\\%c", (char)c);
		else if (c == '\n')
			buf_add(out, "\\n");
		else if (c > 0xffff && (c & 0xfffe) == 0xfffe)
			buf_addf(out, "\\U%08x", c);
		else if (control(text + i, step))
			buf_addf(out, "\\u%04x", c);
		else
			buf_addn(out, text + i, step);
	}
	if (len && text[len - 1] == '\n')
		buf_add(out, "\\n");
	buf_addc(out, '"');
}

/* Can the text stand without quotes in one line?  Asks for more than YAML
 * does, so that no other reader takes it for something else. */
static bool
plain(const char *text, size_t len)
{
	unsigned char first = (unsigned char)text[0];

	if (!len || text[len - 1] == ' ' || text[len - 1] == ':' ||
	    control(text, len))
		return false;
	if (first < 0x80 && !(first >= 'A' && first <= 'Z') &&
	    !(first >= 'a' && first <= 'z'))
		return false;
	if (first < 0x80 && len < 6)
		return false;
	return !strchr(text, '\n') && !strstr(text, ": ") &&
	       !strstr(text, " #");
}

void
yaml_line(struct buf *out, const char *text)
{
	size_t len = strlen(text);

	buf_addc(out, ' ');
	if (!len)
		buf_addc(out, '~');
	else if (plain(text, len))
		buf_addn(out, text, len);
	else
		yaml_quoted(out, text);
	buf_addc(out, '\n');
}

void
yaml_block(struct buf *out, const char *text)
{
	size_t len = strlen(text);

	if (control(text, len) || strspn(text, " \n") == len) {
		yaml_line(out, text);
		return;
	}
	buf_add(out, " |");
	if (*text == ' ' || *text == '\n')
		buf_addc(out, '2');
	if (text[len - 1] == '\n')
		buf_addc(out, '+');
	buf_addc(out, '\n');
	while (*text) {
		size_t n = strcspn(text, "\n");

		if (n)
			buf_add(out, "  ");
		buf_addn(out, text, n);
		buf_addc(out, '\n');
		text += n;
		if (*text && !*++text)
			buf_addc(out, '\n');
	}
}
