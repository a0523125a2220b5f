/* key-name.c - what keys are called, and which key an input method meant */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "terminal/key.h"

static const struct {
	enum key_code code;
	const char *name;
} names[] = {
	{ KEY_ENTER, "Enter" }, { KEY_TAB, "Tab" }, { KEY_BACKTAB, "S-Tab" },
	{ KEY_BACKSPACE, "Backspace" }, { KEY_ESC, "Esc" }, { KEY_UP, "Up" },
	{ KEY_DOWN, "Down" }, { KEY_LEFT, "Left" }, { KEY_RIGHT, "Right" },
	{ KEY_HOME, "Home" }, { KEY_END, "End" }, { KEY_PGUP, "PgUp" },
	{ KEY_PGDN, "PgDn" }, { KEY_INS, "Ins" }, { KEY_DEL, "Del" },
	{ KEY_F(1), "F1" }, { KEY_F(2), "F2" }, { KEY_F(3), "F3" },
	{ KEY_F(4), "F4" }, { KEY_F(5), "F5" }, { KEY_F(6), "F6" },
	{ KEY_F(7), "F7" }, { KEY_F(8), "F8" }, { KEY_F(9), "F9" },
	{ KEY_F(10), "F10" }, { KEY_F(11), "F11" }, { KEY_F(12), "F12" },
	{ KEY_CTRL('@'), "C-Space" }, { KEY_PASTE, "Paste" },
};

static const struct {
	char letter;
	unsigned mod;
} mods[] = { { 'C', MOD_CTRL }, { 'S', MOD_SHIFT } };

bool
key_equal(const struct key *a, const struct key *b)
{
	return a->code == b->code && a->mods == b->mods &&
	       a->code != KEY_PASTE && !strcmp(a->text, b->text);
}

void
key_name(const struct key *k, struct buf *out)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(mods); i++)
		if (k->mods & mods[i].mod)
			buf_addf(out, "%c-", mods[i].letter);
	for (i = 0; i < ARRAY_LEN(names); i++)
		if (k->code == names[i].code) {
			buf_add(out, names[i].name);
			return;
		}
	if (k->code == KEY_TEXT) {
		buf_add(out, strcmp(k->text, " ") ? k->text : "Space");
	} else if (k->code > KEY_CONTROL && k->code <= KEY_CONTROL_LAST) {
		int c = (int)k->code - KEY_CONTROL;

		buf_addf(out, "C-%c", c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
}

static bool
find_name(const char *name, enum key_code *code)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (!strcmp(names[i].name, name) &&
		    names[i].code != KEY_PASTE) {
			*code = names[i].code;
			return true;
		}
	return false;
}

/* What the terminal sends for Control and C is one byte, which may be that
 * of another key: C-m is Enter. */
static bool
control(char c, struct key *k)
{
	char byte = (char)((c >= 'a' ? c - 32 : c) & 0x1f);
	struct keys decoder;
	bool found;

	if (c == '?')
		byte = 0x7f;
	else if (c < '@' || c > 'z')
		return false;
	keys_init(&decoder);
	keys_feed(&decoder, &byte, 1);
	keys_timeout(&decoder);
	found = keys_next(&decoder, k);
	keys_release(&decoder);
	return found;
}

/* A character alone, or with Control. */
static bool
parse_text(const char *name, unsigned held, struct key *k)
{
	size_t len = strlen(name), step;
	unsigned c;

	if (!len || held & MOD_SHIFT || !text_valid(name, len, NULL))
		return false;
	c = text_char(name, len, 0, &step);
	if (step != len || c <= ' ' || (c >= 0x7f && c < 0xa0))
		return false;
	if (held & MOD_CTRL && !control(*name, k))
		return false;
	if (!(held & MOD_CTRL)) {
		k->code = KEY_TEXT;
		memcpy(k->text, name, len);
	}
	return true;
}

bool
key_parse(const char *name, struct key *k)
{
	unsigned held = 0;

	*k = (struct key){ .code = KEY_NONE };
	while (*name && !find_name(name, &k->code)) {
		size_t i = 0;

		while (i < ARRAY_LEN(mods) && mods[i].letter != *name)
			i++;
		if (i == ARRAY_LEN(mods) || name[1] != '-' || !name[2])
			break;
		held |= mods[i].mod;
		name += 2;
	}
	if (k->code != KEY_NONE) {
		k->mods = held;
		return true;
	}
	if (!strcmp(name, "Space") && !(held & (MOD_SHIFT | MOD_CTRL))) {
		*k = (struct key){ KEY_TEXT, held, " ", NULL, 0 };
		return true;
	}
	return parse_text(name, held, k);
}
