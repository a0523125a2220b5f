/* line-editor.c - editing one line of text */
#include "terminal/line-editor.h"

#include "base/mem.h"
#include "base/text.h"

void
line_editor_init(struct line_editor *l)
{
	buf_init(&l->text);
	l->at = 0;
}

void
line_editor_release(struct line_editor *l)
{
	buf_release(&l->text);
	l->at = 0;
}

void
line_editor_set(struct line_editor *l, const char *text)
{
	buf_clear(&l->text);
	buf_add(&l->text, text);
	l->at = l->text.len;
}

bool
line_editor_insert(struct line_editor *l, const char *text, size_t len)
{
	size_t i;

	if (l->text.len + len > LINE_MOST)
		return false;
	for (i = 0; i < len; i++) {
		char c = text[i] == '\n' || text[i] == '\t' ? ' ' : text[i];

		buf_splice(&l->text, l->at++, 0, &c, 1);
	}
	return true;
}

static void
cut(struct line_editor *l, size_t from, size_t to)
{
	buf_splice(&l->text, from, to - from, "", 0);
	l->at = from;
}

static void
left(struct line_editor *l)
{
	l->at = text_prev(l->text.text, l->at);
}

static void
right(struct line_editor *l)
{
	l->at = text_next(l->text.text, l->text.len, l->at);
}

static void
home(struct line_editor *l)
{
	l->at = 0;
}

static void
end(struct line_editor *l)
{
	l->at = l->text.len;
}

static void
backspace(struct line_editor *l)
{
	cut(l, text_prev(l->text.text, l->at), l->at);
}

static void
delete(struct line_editor *l)
{
	cut(l, l->at, text_next(l->text.text, l->text.len, l->at));
}

static void
kill(struct line_editor *l)
{
	cut(l, 0, l->text.len);
}

static const struct {
	enum key_code code;
	void (*run)(struct line_editor *l);
} keys[] = {
	{ KEY_LEFT, left }, { KEY_RIGHT, right }, { KEY_HOME, home },
	{ KEY_END, end }, { KEY_BACKSPACE, backspace }, { KEY_DEL, delete },
	{ KEY_CTRL('U'), kill },
};

bool
line_editor_key(struct line_editor *l, const struct key *k)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(keys); i++)
		if (keys[i].code == k->code) {
			keys[i].run(l);
			return true;
		}
	return false;
}
