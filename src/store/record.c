/* record.c - the lines of a journal and of a trail */
#include "store/record.h"

#include <sys/types.h>

#include <sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/amount.h"
#include "base/text.h"
#include "report/annotation.h"

static const char *const how_names[] = {
	[EDIT_NEW] = "new", [EDIT_MORE] = "more", [EDIT_UNDO] = "undo",
	[EDIT_REDO] = "redo", [EDIT_SOURCE] = "source",
};

void
digest_of(const char *bytes, size_t len, char digest[DIGEST_LEN + 1])
{
	SHA256Data((const uint8_t *)bytes, len, digest);
}

/* ---- writing ---- */

/* Bytes of UTF-8 are. */
static bool
is_plain(char byte)
{
	unsigned char c = (unsigned char)byte;

	return c >= ' ' && c != '\\' && c != 0x7f;
}

static void
add_escaped(struct buf *out, const char *bytes, size_t len)
{
	size_t i, plain;

	for (i = 0; i < len; i++) {
		unsigned char c;

		for (plain = i; i < len && is_plain(bytes[i]); i++)
			continue;
		buf_addn(out, bytes + plain, i - plain);
		if (i == len)
			break;
		c = (unsigned char)bytes[i];
		if (c == '\t')
			buf_add(out, "\\t");
		else if (c == '\n')
			buf_add(out, "\\n");
		else if (c == '\\')
			buf_add(out, "\\\\");
		else
			buf_addf(out, "\\x%02x", c);
	}
}

void
record_bytes(struct buf *out, const char *bytes, size_t len)
{
	if (out->len && out->text[out->len - 1] != '\n')
		buf_addc(out, '\t');
	add_escaped(out, bytes, len);
}

void
record_field(struct buf *out, const char *text)
{
	record_bytes(out, text, strlen(text));
}

void
record_number(struct buf *out, int64_t n)
{
	/* printf() takes many times as long, and this is for each key */
	record_field(out, "");
	amount_format(out, n, 0, 0);
}

void
record_time_text(struct buf *out, int64_t ms)
{
	time_t seconds = (time_t)(ms / 1000);
	struct tm tm;

	if (ms <= 0 || !gmtime_r(&seconds, &tm)) {
		buf_addc(out, '-');
		return;
	}
	buf_addf(out, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
		 tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
		 tm.tm_min, tm.tm_sec, (int)(ms % 1000));
}

void
record_time(struct buf *out, int64_t ms)
{
	struct buf text = BUF_INIT;

	record_time_text(&text, ms);
	record_field(out, text.text);
	buf_release(&text);
}

void
record_cell(struct buf *out, const struct form *f, int cell, size_t at)
{
	struct buf text = BUF_INIT;

	item_address(f, cell, &text);
	if (at)
		buf_addf(&text, "@%zu", at);
	record_field(out, text.text);
	buf_release(&text);
}

/* A blank is ~, a figure its digits; what is being typed stands behind a ',
 * which no figure has. */
static void
add_value(struct buf *out, const struct kind *k, const struct value *v)
{
	struct buf text = BUF_INIT;

	if (!k->type->figure) {
		record_field(out, v->text ? v->text : "");
		return;
	}
	if (v->state == VALUE_FIGURE)
		amount_format(&text, v->units, k->places, v->keyed);
	else if (v->state == VALUE_BLANK)
		buf_addc(&text, '~');
	if (v->text)
		buf_addf(&text, "'%s", v->text);
	record_field(out, text.text);
	buf_release(&text);
}

void
record_edit(struct buf *out, const struct form *f, int serial,
	    const struct edit *edit)
{
	int i;

	record_number(out, serial);
	record_time(out, edit->sign.time);
	record_field(out, how_names[edit->how]);
	record_field(out, edit->sign.person);
	record_field(out, edit->sign.reason);
	for (i = 0; i < edit->changes; i++) {
		const struct change *c = &edit->change[i];
		const struct kind *k = item_kind(f, c->cell);

		record_cell(out, f, c->cell, c->at);
		add_value(out, k, &c->before);
		add_value(out, k, &c->after);
	}
}

/* The checksum of a line that follows CHAIN: half a SHA-256 is plenty. */
static void
advance(struct chain *chain, const char *line, size_t len)
{
	char digest[SHA256_DIGEST_STRING_LENGTH];
	SHA2_CTX c;

	SHA256Init(&c);
	SHA256Update(&c, (const uint8_t *)chain->sum, strlen(chain->sum));
	SHA256Update(&c, (const uint8_t *)line, len);
	SHA256End(&c, digest);
	memcpy(chain->sum, digest, sizeof chain->sum - 1);
}

void
record_end(struct buf *out, size_t from, struct chain *chain)
{
	advance(chain, out->text + from, out->len - from);
	buf_addc(out, '\t');
	buf_add(out, chain->sum);
	buf_addc(out, '\n');
}

/* ---- reading ---- */

void
record_release(struct record *r)
{
	free(r->field);
	free(r->len);
	free(r->text);
	*r = (struct record)RECORD_INIT;
}

static void
keep_field(struct record *r, char *text, size_t len)
{
	ARRAY_GROW(r->field, r->fields, r->room);
	ARRAY_GROW(r->len, r->fields, r->len_room);
	r->field[r->fields] = text;
	r->len[r->fields++] = len;
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character that the escape at S stands for, its length in *LEN; -1: it
 * is none. */
static int
unescape(const char *s, size_t left, size_t *len)
{
	*len = 2;
	if (left < 2)
		return -1;
	switch (s[1]) {
	case 't':
		return '\t';
	case 'n':
		return '\n';
	case '\\':
		return '\\';
	case 'x':
		*len = 4;
		if (left < 4 || hex(s[2]) < 0 || hex(s[3]) < 0)
			return -1;
		return hex(s[2]) * 16 + hex(s[3]);
	default:
		return -1;
	}
}

/* Takes the line apart, in a copy that shrinks as escapes go. */
static bool
split(struct record *r, const char *line, size_t len)
{
	char *to, *field;
	size_t i, step = 1;

	free(r->text);
	r->text = xmalloc(len + 1);
	r->fields = 0;
	field = to = r->text;
	for (i = 0; i < len; i += step) {
		int c = (unsigned char)line[i];

		step = 1;
		if (c == '\t') {
			*to++ = '\0';
			keep_field(r, field, (size_t)(to - 1 - field));
			field = to;
			continue;
		}
		if (c == '\\')
			c = unescape(line + i, len - i, &step);
		if (c < 0)
			return false;
		*to++ = (char)c;
	}
	*to = '\0';
	keep_field(r, field, (size_t)(to - field));
	return true;
}

bool
record_next(struct record *r, const char *bytes, size_t len, size_t *at,
	    struct chain *chain)
{
	const char *line = bytes + *at, *end, *tab;
	struct chain next = *chain;

	if (*at >= len)
		return false;
	end = memchr(line, '\n', len - *at);
	tab = end ? memrchr(line, '\t', (size_t)(end - line)) : NULL;
	if (!tab || (size_t)(end - tab) != sizeof next.sum)
		return false;
	advance(&next, line, (size_t)(tab - line));
	if (memcmp(next.sum, tab + 1, sizeof next.sum - 1) ||
	    !split(r, line, (size_t)(tab - line)))
		return false;
	*chain = next;
	*at += (size_t)(end + 1 - line);
	return true;
}

bool
record_split(struct record *r, const char *line, size_t len)
{
	const char *tab = memrchr(line, '\t', len);

	return tab && split(r, line, (size_t)(tab - line));
}

bool
record_is(const struct record *r, const char *kind, int fields)
{
	return r->fields >= fields && !strcmp(r->field[0], kind);
}

static bool
read_number(const char *text, int64_t most, int64_t *number)
{
	char *end;
	long long n;

	if (!*text || strlen(text) > 18 ||
	    strspn(text, "0123456789") != strlen(text))
		return false;
	n = strtoll(text, &end, 10);
	*number = n;
	return n <= most;
}

bool
record_get_number(const struct record *r, int n, int64_t *number)
{
	return n < r->fields && read_number(r->field[n], INT64_MAX, number);
}

bool
record_read_time(const char *text, int64_t *ms)
{
	struct tm tm = { .tm_year = 0 };
	int millis, used = 0;

	*ms = 0;
	if (!strcmp(text, "-"))
		return true;
	if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d.%3dZ%n", &tm.tm_year,
		   &tm.tm_mon, &tm.tm_mday, &tm.tm_hour, &tm.tm_min,
		   &tm.tm_sec, &millis, &used) != 7 || text[used])
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	*ms = (int64_t)timegm(&tm) * 1000 + millis;
	return *ms > 0;
}

bool
record_get_time(const struct record *r, int n, int64_t *ms)
{
	*ms = 0;
	return n < r->fields && record_read_time(r->field[n], ms);
}

/* Addresses of cells are whole, so the first that is found is it. */
static int
find_cell(const struct form *f, const char *address)
{
	struct error quiet = ERROR_INIT;
	int cell = item_find(f, address, &quiet);

	error_release(&quiet);
	return cell;
}

bool
record_get_cell(const struct record *r, int n, const struct form *f,
		int *cell, size_t *at)
{
	int64_t place = 0;
	char *sign;

	if (n >= r->fields)
		return false;
	sign = strchr(r->field[n], '@');
	if (sign && !read_number(sign + 1, INT32_MAX, &place))
		return false;
	if (sign)
		*sign = '\0';
	*at = (size_t)place;
	*cell = find_cell(f, r->field[n]);
	return *cell >= 0;
}

static bool
get_value(const struct kind *k, const char *text, size_t len,
	  struct value *v)
{
	const char *typed;
	size_t digits;

	*v = VALUE_NONE;
	if (memchr(text, '\0', len) || !text_valid(text, len, NULL))
		return false;
	if (!k->type->figure) {
		if (len)
			*v = (struct value){ .state = VALUE_TEXT,
					     .text = xstrndup(text, len) };
		return true;
	}
	typed = strchr(text, '\'');
	digits = typed ? (size_t)(typed - text) : len;
	if (digits == 1 && *text == '~')
		v->state = VALUE_BLANK;
	else if (!digits && typed)
		v->state = VALUE_OPEN;
	else if (amount_parse(text, digits, k->places, true, &v->units,
			      &v->keyed) == AMOUNT_OK)
		v->state = VALUE_FIGURE;
	else
		return false;
	if (typed)
		v->text = xstrdup(typed + 1);
	return true;
}

static bool
get_how(const char *text, enum edit_how *how)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(how_names); i++)
		if (!strcmp(how_names[i], text)) {
			*how = (enum edit_how)i;
			return true;
		}
	return false;
}

static bool
get_change(const struct record *r, int n, const struct form *f,
	   struct change *c)
{
	const struct kind *k;

	if (!record_get_cell(r, n, f, &c->cell, &c->at))
		return false;
	k = item_kind(f, c->cell);
	return get_value(k, r->field[n + 1], r->len[n + 1], &c->before) &&
	       get_value(k, r->field[n + 2], r->len[n + 2], &c->after);
}

bool
record_get_edit(const struct record *r, int n, const struct form *f,
		int *serial, struct edit *edit)
{
	int64_t number;
	int changes = (r->fields - n - 5) / 3, i;
	bool ok = true;

	*edit = (struct edit){ .changes = 0 };
	if (changes < 1 || r->fields != n + 5 + 3 * changes ||
	    !record_get_number(r, n, &number) || number > INT32_MAX ||
	    !record_get_time(r, n + 1, &edit->sign.time) ||
	    !get_how(r->field[n + 2], &edit->how) ||
	    !text_valid(r->field[n + 3], r->len[n + 3], NULL) ||
	    !text_valid(r->field[n + 4], r->len[n + 4], NULL))
		return false;
	*serial = (int)number;
	edit->sign.person = r->field[n + 3];
	edit->sign.reason = r->field[n + 4];
	edit->change = xcalloc((size_t)changes, sizeof *edit->change);
	edit->changes = changes;
	for (i = 0; ok && i < changes; i++)
		ok = get_change(r, n + 5 + 3 * i, f, &edit->change[i]);
	if (!ok)
		record_edit_release(edit);
	return ok;
}

void
record_edit_release(struct edit *edit)
{
	int i;

	for (i = 0; i < edit->changes; i++) {
		value_release(&edit->change[i].before);
		value_release(&edit->change[i].after);
	}
	free(edit->change);
	*edit = (struct edit){ .changes = 0 };
}
