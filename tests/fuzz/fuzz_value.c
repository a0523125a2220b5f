/*
 * fuzz_value.c - any bytes as the value of a cell
 *
 * The first byte chooses the kind.  What is taken is shown, and what is shown
 * is taken for the same value.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "form/value.h"
#include "store/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
again(const struct kind *k, const struct value *v)
{
	struct buf shown = BUF_INIT;
	struct value other;
	const char *why;

	value_format(k, v, &shown);
	if (!value_parse(k, shown.text, shown.len, &other, &why))
		bug("'%s' is shown and then %s", shown.text, why);
	if (!value_equal(v, &other))
		bug("'%s' is shown and is another value", shown.text);
	value_release(&other);
	buf_release(&shown);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kind k = { .type = NULL };
	struct value v;
	const char *why;
	char *text;

	if (!size || !text_valid((const char *)data + 1, size - 1, NULL))
		return 0;
	k.type = &value_types[data[0] % value_type_count];
	k.places = k.type->decimals ? data[0] / 8 % 7 : 0;
	k.negative = data[0] & 64;
	k.lines = data[0] >> 7;
	k.units = k.type->measure ? "元, 万元, t" : NULL;
	text = xstrndup((const char *)data + 1, size - 1);
	if (value_parse(&k, text, strlen(text), &v, &why)) {
		again(&k, &v);
		value_release(&v);
	}
	if (value_parse_typed(&k, text, strlen(text), &v, &why))
		value_release(&v);
	free(text);
	return 0;
}

#include "plain-main.h"
