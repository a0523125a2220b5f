/* test_key.c - what was pressed: bytes in, keys out */
#include "terminal/key.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "support.h"

/* Adds the names of all keys there are, parted by blanks; a paste as
 * <text>. */
static void
collect(struct keys *k, struct buf *out)
{
	struct key got;

	while (keys_next(k, &got)) {
		if (out->len)
			buf_addc(out, ' ');
		if (got.code == KEY_PASTE)
			buf_addf(out, "<%s>", got.paste);
		else
			key_name(&got, out);
	}
}

/* What comes of BYTES fed in pieces of STEP, then time being up. */
static char *
decoded(struct keys *k, const char *bytes, size_t len, size_t step)
{
	struct buf out = BUF_INIT;
	size_t i;

	for (i = 0; i < len; i += step) {
		keys_feed(k, bytes + i, len - i < step ? len - i : step);
		collect(k, &out);
	}
	if (keys_pending(k) || keys_pasting(k)) {
		keys_timeout(k);
		collect(k, &out);
	}
	ck_assert(!keys_pending(k));
	ck_assert(!keys_pasting(k));
	return buf_detach(&out);
}

static const struct {
	const char *bytes;
	const char *keys;
} sequences[] = {
	{ "", "" },
	{ "12a /Z", "1 2 a Space / Z" },
	{ "\xe5\x90\x8a\xc3\xa9\xf0\xa0\x80\x80", "吊 é 𠀀" },
	{ "\r\n\t\b\x7f", "Enter Tab Backspace Backspace" },
	{ "\n\n\r\r\n1", "Enter Enter Enter Enter 1" },
	{ "\x1a\x01\x11\x13\x1c\x1f", "C-z C-a C-q C-s C-\\ C-_" },

	/* Esc, and what comes behind it: nothing is Alt */
	{ "\033", "Esc" },
	{ "\033\033", "Esc Esc" },
	{ "\033\033\033", "Esc Esc Esc" },
	{ "\033x", "Esc x" },
	{ "\0335", "Esc 5" },
	{ "\033\xe4\xba\xba", "Esc 人" },
	{ "\033\r", "Esc Enter" },
	{ "\033\x7f", "Esc Backspace" },
	{ "\033\x1a", "Esc C-z" },
	{ "\033]5", "Esc ] 5" },
	{ "\033P", "Esc P" },
	{ "\033_^", "Esc _ ^" },
	{ "\033\033[A", "Esc Up" },
	{ "\033\033OA", "Esc Up" },
	{ "\033\033\033[A", "Esc Esc Up" },

	/* arrows and their neighbours, in both modes */
	{ "\033[A\033[B\033[C\033[D", "Up Down Right Left" },
	{ "\033OA\033OB\033OC\033OD", "Up Down Right Left" },
	{ "\033[H\033[F\033OH\033OF", "Home End Home End" },
	{ "\033[1~\033[4~\033[7~\033[8~", "Home End Home End" },
	{ "\033[2~\033[3~\033[5~\033[6~", "Ins Del PgUp PgDn" },
	{ "\033[Z", "S-Tab" },
	{ "\033[1;5A\033[1;5D\033[1;5H\033[1;5F",
	  "C-Up C-Left C-Home C-End" },
	{ "\033[1;2A\033[1;2C\033[1;3B", "S-Up S-Right Esc Down" },
	{ "\033[1;6H\033[1;8H", "C-S-Home Esc C-S-Home" },
	{ "\033[3;5~\033[3^", "C-Del C-Del" },
	{ "\033O5C\033O1;5C\033Oc", "C-Right C-Right C-Right" },
	{ "\033[P", "Del" },

	/* function keys: xterm, vt100, linux, PuTTY, shifted */
	{ "\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4" },
	{ "\033[[A\033[[B\033[[C\033[[D\033[[E", "F1 F2 F3 F4 F5" },
	{ "\033[11~\033[12~\033[13~\033[14~\033[15~", "F1 F2 F3 F4 F5" },
	{ "\033[17~\033[18~\033[19~\033[20~\033[21~", "F6 F7 F8 F9 F10" },
	{ "\033[23~\033[24~", "F11 F12" },
	{ "\033[1;2P\033[1;2S\033[15;2~\033[24;2~",
	  "S-F1 S-F4 S-F5 S-F12" },
	{ "\033O1;2P\033O2P", "S-F1 S-F1" },
	{ "\033[28~\033[32~", "S-F5 S-F8" },

	/* the numeric keypad when it insists */
	{ "\033Op\033Oq\033Or\033Os\033Ot\033Ou\033Ov\033Ow\033Ox\033Oy",
	  "0 1 2 3 4 5 6 7 8 9" },
	{ "\033Oj\033Ok\033Ol\033Om\033On\033Oo\033OM\033OX",
	  "* + , - . / Enter =" },

	/* nothing for us: whole, and nothing is left of them */
	{ "\033[I1\033[O2", "1 2" },
	{ "\033[?1;2c3", "3" },
	{ "\033[>0;276;0c3", "3" },
	{ "\033[12;40R4", "4" },
	{ "\033[<0;33;12M\033[<0;33;12m5", "5" },
	{ "\033[M !!6", "6" },
	{ "\033[M\xff\xfe\xfd" "6", "6" },
	{ "\033[32;10;20M7", "7" },
	{ "\033[1$y8", "8" },
	{ "\033[99999999999999999999~9", "9" },
	{ "\033[1;99999999999999999999A9", "9" },
	{ "\033[[Z9", "9" },
	{ "\033OE9\033[E9\033[201~9", "9 9 9" },

	/* broken off */
	{ "\033[", "" },
	{ "\033[1;", "" },
	{ "\033[[", "" },
	{ "\033[M", "" },
	{ "\033[M!", "" },
	{ "\033O1;", "" },
	{ "\033[1;\033[A", "Up" },
	{ "\033[1\rx", "Enter x" },
	{ "\033[1;\xe4\xba\xba", "人" },
	{ "\033[[\033[A", "Up" },
	{ "\033[M\033[A", "Up" },

	/* bytes that are not UTF-8, and C1 */
	{ "a\xff\xfe" "b", "a b" },
	{ "a\xc3" "b", "a b" },
	{ "a\xe5\x90", "a" },
	{ "\xe0\x80\x80x\xed\xa0\x80y\xf5z", "x y z" },
	{ "\xc0\x80x", "x" },
	{ "\xc2\x9b" "31m", "3 1 m" },
	{ "\033\xff" "a", "Esc a" },

	/* pastes */
	{ "\033[200~\033[201~", "<>" },
	{ "1\033[200~a\tb\r\nc\rd\n\033[201~2", "1 <a\tb\nc\nd\n> 2" },
	{ "\033[200~\033[A\007\x7f\xc2\x85x\033[201~", "<[Ax>" },
	{ "\033[200~\xe4\xba\xba\xff\xe4\xba\033[201~", "<人>" },
	{ "\033[200~\033[20\033[201\033[201~\033[200~y\033[201~",
	  "<[20[201> <y>" },
	{ "\033[200~never ended", "" },
	{ "\033[200~never ended\033[201", "" },
};

START_TEST(sequence)
{
	size_t len = strlen(sequences[_i].bytes), step;
	struct keys k;

	for (step = len ? len : 1; step > 0; step--) {
		char *keys;

		keys_init(&k);
		keys = decoded(&k, sequences[_i].bytes, len, step);
		ck_assert_str_eq(keys, sequences[_i].keys);
		free(keys);
		keys_release(&k);
	}
}
END_TEST

/* Keys, and what a terminal answers or tells. */
static const char *const cuts[] = {
	"\033[A", "\033OA", "\033Oq", "\033Ox", "\033[3~", "\033[1;5H",
	"\033[15;2~", "\033[12;40R", "\033[?1;2c", "\033[>0;276;0c",
	"\033[<0;33;12M", "\033[M !!", "\033[[A", "\033[1;3B", "\033[I",
	"\033[1$y", "\033O1;2P",
};

/* The keys when the rest of BYTES behind the first AT comes too late, in pieces
 * of STEP, and a 5 is typed then. */
static char *
cut_keys(const char *bytes, size_t at, size_t step)
{
	size_t len = strlen(bytes), i;
	struct buf out = BUF_INIT;
	struct keys k;

	keys_init(&k);
	for (i = 0; i < len; i += i ? step : at) {
		size_t most = i ? step : at;

		keys_feed(&k, bytes + i, len - i < most ? len - i : most);
		collect(&k, &out);
		ck_assert(i || keys_pending(&k));
		keys_timeout(&k);
		collect(&k, &out);
		ck_assert(!keys_pending(&k));
	}
	keys_feed(&k, "5", 1);
	collect(&k, &out);
	keys_release(&k);
	return buf_detach(&out);
}

/* Cut anywhere, and the rest comes late, whole or byte by byte: nothing of it is
 * typed.  Behind the ESC itself that cannot be told; then what comes in one
 * piece is dropped. */
START_TEST(cut)
{
	size_t len = strlen(cuts[_i]), at, step;

	for (at = 1; at < len; at++)
		for (step = at == 1 ? len : 1; step <= len; step++) {
			char *keys = cut_keys(cuts[_i], at, step);

			ck_assert_str_eq(keys, at == 1 ? "Esc 5" : "5");
			free(keys);
		}
}
END_TEST

/* A paste that is cut anywhere, and whose rest comes very late, is that paste,
 * and nothing of it is typed or acts. */
START_TEST(cut_paste)
{
	static const char paste[] = "\033[200~12\rxZq\r\033[201~";
	size_t len = sizeof paste - 1, at;

	/* behind the ESC that begins it, see cut() */
	for (at = 2; at < len; at++) {
		struct buf out = BUF_INIT;
		struct keys k;

		keys_init(&k);
		keys_feed(&k, paste, at);
		collect(&k, &out);
		keys_timeout(&k);
		collect(&k, &out);
		ck_assert_str_eq(out.text, "");
		ck_assert(!keys_pending(&k) && !keys_pasting(&k));
		keys_feed(&k, paste + at, len - at);
		keys_feed(&k, "5", 1);
		collect(&k, &out);
		ck_assert_str_eq(out.text, "<12\nxZq\n> 5");
		ck_assert_int_eq(keys_lost(&k), LOST_NOTHING);
		buf_release(&out);
		keys_release(&k);
	}
}
END_TEST

/* A key alone, long after, gives it up. */
START_TEST(lost_paste)
{
	struct buf out = BUF_INIT;
	struct keys k;

	keys_init(&k);
	keys_feed(&k, "\033[200~12\rx\033[20", 14);
	keys_timeout(&k);
	keys_feed(&k, "Zq\r", 3);
	collect(&k, &out);
	ck_assert_str_eq(out.text, "");
	keys_timeout(&k);
	keys_feed(&k, "\033[A", 3);
	collect(&k, &out);
	ck_assert_str_eq(out.text, "Up");
	ck_assert_int_eq(keys_lost(&k), LOST_CUT);
	ck_assert_int_eq(keys_lost(&k), LOST_NOTHING);
	buf_release(&out);
	keys_release(&k);
}
END_TEST

/* How many bytes are no typing, behind BEFORE. */
static const struct {
	const char *before, *bytes;
	size_t n;
} untypeds[] = {
	{ "", "12\r", 0 },
	{ "", "\033[A12", 3 },
	{ "", "\033[200~12", 6 },
	{ "", "\033Oq12", 3 },
	{ "", "\033x12", 1 },
	{ "\033", "[A12", 2 },
	{ "\033", "x12", 0 },
	{ "\033", "\033[A1", 3 },
	{ "\033[1", ";5A12", 5 },
	{ "\033[200~1", "2\r", 2 },
};

START_TEST(untyped)
{
	struct keys k;
	struct key key;
	const char *s = untypeds[_i].before;

	keys_init(&k);
	keys_feed(&k, s, strlen(s));
	while (keys_next(&k, &key))
		continue;
	s = untypeds[_i].bytes;
	ck_assert_uint_eq(keys_untyped(&k, s, strlen(s)), untypeds[_i].n);
	keys_release(&k);
}
END_TEST

/* An answer that was asked for is eaten, however it is cut and however late;
 * nobody asked, and it is keys. */
START_TEST(answers)
{
	static const char answer[] = "\033]11;rgb:0000/1111/2222\033\\";
	struct buf out = BUF_INIT;
	struct keys k;
	size_t at;

	for (at = 2; at < sizeof answer - 1; at++) {
		keys_init(&k);
		keys_expect(&k, true);
		keys_feed(&k, answer, at);
		collect(&k, &out);
		keys_timeout(&k);
		collect(&k, &out);
		keys_feed(&k, answer + at, sizeof answer - 1 - at);
		collect(&k, &out);
		ck_assert_str_eq(out.text, "");
		keys_expect(&k, false);
		keys_feed(&k, "\033]7", 3);
		collect(&k, &out);
		ck_assert_str_eq(out.text, "Esc ] 7");
		buf_clear(&out);
		keys_release(&k);
	}
	/* it does not end, and is waited for no more */
	keys_init(&k);
	keys_expect(&k, true);
	keys_feed(&k, answer, 9);
	collect(&k, &out);
	keys_expect(&k, false);
	keys_feed(&k, "7", 1);
	collect(&k, &out);
	ck_assert_str_eq(out.text, "7");
	keys_release(&k);
	buf_release(&out);
}
END_TEST

START_TEST(nul_is_control_space)
{
	struct keys k;
	char *keys;

	keys_init(&k);
	keys = decoded(&k, "\0\033\0", 3, 3);
	ck_assert_str_eq(keys, "C-Space Esc C-Space");
	free(keys);
	keys_release(&k);
}
END_TEST

START_TEST(waiting)
{
	struct keys k;
	struct key got;

	keys_init(&k);
	ck_assert(!keys_pending(&k));
	keys_feed(&k, "1", 1);
	ck_assert(keys_next(&k, &got));
	ck_assert(!keys_next(&k, &got));
	ck_assert_int_eq(got.code, KEY_NONE);
	ck_assert(!keys_pending(&k));
	keys_feed(&k, "\033", 1);
	ck_assert(!keys_next(&k, &got));
	ck_assert(keys_pending(&k));
	keys_feed(&k, "[A", 2);
	ck_assert(keys_next(&k, &got));
	ck_assert_int_eq(got.code, KEY_UP);
	keys_feed(&k, "\033[200~x", 7);
	ck_assert(!keys_next(&k, &got));
	ck_assert(!keys_pending(&k));
	ck_assert(keys_pasting(&k));
	keys_release(&k);
}
END_TEST

/* Neither a paste nor a string grows without end. */
START_TEST(bounds)
{
	char *much = xmalloc(PASTE_MOST * 2);
	struct keys k;
	struct key got;
	size_t i;

	memset(much, 'x', PASTE_MOST * 2);
	keys_init(&k);
	keys_feed(&k, "\033[200~", 6);
	keys_feed(&k, much, PASTE_MOST * 2);
	keys_feed(&k, "\033[201~", 6);
	ck_assert(keys_next(&k, &got));
	ck_assert_int_eq(got.code, KEY_PASTE);
	ck_assert_uint_eq(got.paste_len, 0);
	ck_assert_int_eq(keys_lost(&k), LOST_LONG);
	ck_assert_int_eq(keys_lost(&k), LOST_NOTHING);
	keys_feed(&k, "\033[200~", 6);
	keys_feed(&k, much, PASTE_MOST);
	keys_feed(&k, "\033[201~", 6);
	ck_assert(keys_next(&k, &got));
	ck_assert_uint_eq(got.paste_len, PASTE_MOST);
	ck_assert_int_eq(keys_lost(&k), LOST_NOTHING);
	keys_expect(&k, true);
	keys_feed(&k, "\033]", 2);
	for (i = 0; i < 5000; i++)
		keys_feed(&k, "y", 1);
	ck_assert(keys_next(&k, &got));
	ck_assert_str_eq(got.text, "y");
	while (keys_next(&k, &got))
		ck_assert_str_eq(got.text, "y");
	memset(much, '1', 1000);
	keys_feed(&k, "\033[", 2);
	keys_feed(&k, much, 1000);
	ck_assert(!keys_next(&k, &got));
	keys_feed(&k, "~y", 2);
	ck_assert(keys_next(&k, &got));
	ck_assert_str_eq(got.text, "y");
	keys_release(&k);
	free(much);
}
END_TEST

/* ---- learning ---- */

static const struct {
	const char *type, *capability, *sends;
	const char *bytes, *keys;
	size_t taught;
} lessons[] = {
	{ "cons25", "kf1", "\033[M", "\033[Mabc", "F1 a b c", 1 },
	{ "vt52", "kcuu1", "\033A", "\033A\033a", "Up Esc a", 1 },
	{ "hp", "kdch1", "\033&x1", "\033&x1\033&", "Del Esc &", 1 },
	{ "linux", "kf15", "\033[28~", "\033[28~", "S-F3", 1 },
	{ "putty", "kf15", "\033[28~", "\033[28~", "S-F5", 0 },
	{ "rxvt", "kf15", "\033[28~", "\033[28~", "S-F5", 0 },
	{ "linux", "kcbt", "\033\t", "\033\t", "S-Tab", 1 },
	/* is the numeric keypad, whatever vt100 says */
	{ "vt100", "kf5", "\033Ot", "\033Ot", "4", 0 },
	{ "vt100", "kf6", "\033Ou", "\033Ou", "5", 0 },
	{ "xterm", "kcuu1", "\033OA", "\033OA", "Up", 0 },
	/* cannot be */
	{ "odd", "kbs", "\b", "\b", "Backspace", 0 },
	{ "odd", "kdch1", "\x7f", "\x7f", "Backspace", 0 },
	{ "odd", "kcuu1", NULL, "\033[A", "Up", 0 },
	{ "odd", "kcuu1", "", "\033[A", "Up", 0 },
	{ "odd", "kcuu1", "\033", "\033", "Esc", 0 },
	{ "odd", "kcuu1", "\033[", "\033[B", "Down", 0 },
	{ "odd", "kcuu1", "\033]very long indeed", "a", "a", 0 },
	{ "odd", "nothing", "\033[9~", "\033[9~", "", 0 },
};

START_TEST(lesson)
{
	struct keys k;
	char *keys;

	keys_init(&k);
	keys_learn(&k, lessons[_i].type, lessons[_i].capability,
		   lessons[_i].sends);
	ck_assert_uint_eq(k.taught, lessons[_i].taught);
	keys = decoded(&k, lessons[_i].bytes, strlen(lessons[_i].bytes), 1);
	ck_assert_str_eq(keys, lessons[_i].keys);
	free(keys);
	keys_release(&k);
}
END_TEST

START_TEST(every_lesson_fits)
{
	struct keys k;
	const char *name;
	size_t i;

	keys_init(&k);
	for (i = 0; (name = keys_capability(i)); i++) {
		char bytes[8] = "\033[[";

		bytes[3] = (char)('!' + i);
		keys_learn(&k, "odd", name, bytes);
	}
	ck_assert_uint_eq(k.taught, i);
	keys_release(&k);
}
END_TEST

/* ---- names ---- */

static const char *const both_ways[] = {
	"w", "/", "Z", "0", "-", "+", "\"", "?", "人", "Space", "C-z", "C-\\",
	"C-_", "C-Space", "Enter", "Tab", "S-Tab",
	"Backspace", "Esc", "Up", "Down", "Left", "Right", "Home", "End",
	"PgUp", "PgDn", "Ins", "Del", "F1", "F5", "F9", "F10", "F12", "S-F5",
	"C-Home", "C-End", "S-Left", "C-S-Home",
};

START_TEST(name_and_back)
{
	struct buf name = BUF_INIT;
	struct key parsed, again;

	ck_assert(key_parse(both_ways[_i], &parsed));
	key_name(&parsed, &name);
	ck_assert_str_eq(name.text, both_ways[_i]);
	ck_assert(key_parse(name.text, &again));
	ck_assert(key_equal(&parsed, &again));
	buf_release(&name);
}
END_TEST

static const struct {
	const char *name, *same;	/* NULL: no key */
} spellings[] = {
	{ "C-Z", "C-z" }, { "C-m", "Enter" }, { "C-i", "Tab" },
	{ "C-h", "Backspace" }, { "C-[", "Esc" }, { "C-?", "Backspace" },
	{ "C-@", "C-Space" }, { "M-x", NULL }, { "C-", NULL },
	{ "", NULL }, { "ww", NULL }, { "S-w", NULL }, { "C-1", NULL },
	{ "F0", NULL }, { "F13", NULL }, { "Paste", NULL }, { "C-人", NULL },
	{ " ", NULL }, { "\t", NULL }, { "\xff", NULL }, { "\xc2\x85", NULL },
	{ "enter", NULL }, { "C-{", NULL }, { "S-Space", NULL },
};

START_TEST(spelling)
{
	struct buf name = BUF_INIT;
	struct key parsed;
	bool found = key_parse(spellings[_i].name, &parsed);

	ck_assert_int_eq(found, spellings[_i].same != NULL);
	if (found) {
		key_name(&parsed, &name);
		ck_assert_str_eq(name.text, spellings[_i].same);
	}
	buf_release(&name);
}
END_TEST

START_TEST(codes)
{
	struct key k;

	ck_assert(key_parse("C-c", &k));
	ck_assert_int_eq(k.code, KEY_CTRL('C'));
	ck_assert_int_eq(k.mods, 0);
	ck_assert(key_parse("S-F8", &k));
	ck_assert_int_eq(k.code, KEY_F(8));
	ck_assert_int_eq(k.mods, MOD_SHIFT);
	ck_assert(key_parse("C-Left", &k));
	ck_assert_int_eq(k.code, KEY_LEFT);
	ck_assert_int_eq(k.mods, MOD_CTRL);
}
END_TEST

/* ---- any bytes ---- */

static bool
is_sound(const struct key *k)
{
	bool paste = k->code == KEY_PASTE;
	const char *text = paste ? k->paste : k->text;
	size_t len = text ? paste ? k->paste_len : strlen(text) : 0, i;

	if (k->code == KEY_NONE || k->code > KEY_CONTROL_LAST || !text ||
	    (k->code == KEY_TEXT) != (*k->text != '\0') ||
	    paste != (k->paste != NULL))
		return false;
	for (i = 0; i < len; i++)
		if (((unsigned char)text[i] < ' ' || text[i] == 0x7f) &&
		    !(paste && (text[i] == '\n' || text[i] == '\t')))
			return false;
	return text_valid(text, len, NULL);
}

START_TEST(any_bytes)
{
	static const char often[] = "\033\033\033[[O]P;?<125~0MAH\007\\\r\xe4"
				    "\xba\xba\xff" "20";
	struct keys k;
	struct key got;
	uint64_t seed = (uint64_t)_i;
	int i;

	keys_init(&k);
	keys_learn(&k, "odd", "kf1", "\033[M");
	for (i = 0; i < 30000; i++) {
		char c = support_random(&seed, 4)
			? often[support_random(&seed, sizeof often)]
			: (char)support_random(&seed, 256);

		keys_feed(&k, &c, 1);
		if (!support_random(&seed, 200))
			keys_feed(&k, "\033[200~", 6);
		if (!support_random(&seed, 40))
			keys_timeout(&k);
		while (support_random(&seed, 3) && keys_next(&k, &got))
			if (!is_sound(&got))
				ck_abort_msg("not a sound key: %d", got.code);
	}
	keys_release(&k);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("key");
	TCase *c = tcase_create("key");

	tcase_add_loop_test(c, sequence, 0, (int)ARRAY_LEN(sequences));
	tcase_add_test(c, nul_is_control_space);
	tcase_add_test(c, waiting);
	tcase_add_loop_test(c, cut, 0, (int)ARRAY_LEN(cuts));
	tcase_add_test(c, cut_paste);
	tcase_add_test(c, lost_paste);
	tcase_add_loop_test(c, untyped, 0, (int)ARRAY_LEN(untypeds));
	tcase_add_test(c, answers);
	tcase_add_test(c, bounds);
	tcase_add_loop_test(c, lesson, 0, (int)ARRAY_LEN(lessons));
	tcase_add_test(c, every_lesson_fits);
	tcase_add_loop_test(c, name_and_back, 0, (int)ARRAY_LEN(both_ways));
	tcase_add_loop_test(c, spelling, 0, (int)ARRAY_LEN(spellings));
	tcase_add_test(c, codes);
	tcase_add_loop_test(c, any_bytes, 1, 5);
	suite_add_tcase(s, c);
	return support_run(s);
}
