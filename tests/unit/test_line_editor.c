/* test_line_editor.c - keys in, a line and a cursor out */
#include "terminal/line-editor.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "support.h"

/* Where the cursor is, a line shows "|". */
static const struct {
	const char *text;	/* to begin with, the cursor behind it */
	const char *keys;	/* their names, parted by blanks */
	const char *wanted;
} edits[] = {
	{ "", "", "|" },
	{ "12", "", "12|" },
	{ "12", "3", "123|" },
	{ "12", "Left 3", "13|2" },
	{ "12", "Home 3", "3|12" },
	{ "12", "Home End 3", "123|" },
	{ "12", "Home Left Left", "|12" },
	{ "12", "Right", "12|" },
	{ "12", "Backspace", "1|" },
	{ "12", "Home Backspace", "|12" },
	{ "12", "Del", "12|" },
	{ "12", "Home Del", "|2" },
	{ "12", "Left C-u", "|" },
	/* a grapheme is one step, of however many bytes */
	{ "吊销", "Left", "吊|销" },
	{ "吊销", "Backspace", "吊|" },
	{ "e\xcc\x81x", "Home Right", "e\xcc\x81|x" },
	{ "e\xcc\x81x", "Home Del", "|x" },
};

static bool
press(struct line_editor *l, const char *name)
{
	struct key k;

	ck_assert_msg(key_parse(name, &k), "no key is called '%s'", name);
	if (k.code == KEY_TEXT)
		return line_editor_insert(l, k.text, strlen(k.text));
	return line_editor_key(l, &k);
}

START_TEST(edit)
{
	char *keys = xstrdup(edits[_i].keys), *save = NULL, *name;
	struct line_editor l;
	struct buf shown = BUF_INIT;

	line_editor_init(&l);
	line_editor_set(&l, edits[_i].text);
	for (name = strtok_r(keys, " ", &save); name;
	     name = strtok_r(NULL, " ", &save))
		ck_assert(press(&l, name));
	buf_add(&shown, l.text.text);
	buf_splice(&shown, l.at, 0, "|", 1);
	ck_assert_str_eq(shown.text, edits[_i].wanted);
	buf_release(&shown);
	line_editor_release(&l);
	free(keys);
}
END_TEST

START_TEST(other_keys_are_refused)
{
	static const char *const names[] = { "Up", "Enter", "Esc", "F2" };
	struct line_editor l;
	size_t i;

	line_editor_init(&l);
	line_editor_set(&l, "12");
	for (i = 0; i < ARRAY_LEN(names); i++)
		ck_assert(!press(&l, names[i]));
	ck_assert_str_eq(l.text.text, "12");
	line_editor_release(&l);
}
END_TEST

START_TEST(one_line)
{
	struct line_editor l;

	line_editor_init(&l);
	ck_assert(line_editor_insert(&l, "a\nb\tc", 5));
	ck_assert_str_eq(l.text.text, "a b c");
	line_editor_release(&l);
}
END_TEST

START_TEST(no_longer_than_that)
{
	struct buf most = BUF_INIT;
	struct line_editor l;

	buf_fill(&most, 'a', LINE_MOST);
	line_editor_init(&l);
	ck_assert(line_editor_insert(&l, most.text, most.len));
	ck_assert(!line_editor_insert(&l, "b", 1));
	ck_assert_str_eq(l.text.text, most.text);
	line_editor_release(&l);
	buf_release(&most);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("line_editor");
	TCase *c = tcase_create("line_editor");

	tcase_add_loop_test(c, edit, 0, (int)ARRAY_LEN(edits));
	tcase_add_test(c, other_keys_are_refused);
	tcase_add_test(c, one_line);
	tcase_add_test(c, no_longer_than_that);
	suite_add_tcase(s, c);
	return support_run(s);
}
