/* test_yaml_tree.c - a YAML file as a tree */
#include "store/yaml-tree.h"

#include <string.h>

#include "report-support.h"

/* The tree in one line: {k: v, ...}, [a, b], 'quoted', plain, ~ for blank. */
static void
write_node(const struct node *n, struct buf *out)
{
	const struct node *c;
	const char *marks = n->type == NODE_MAP ? "{}" : "[]";

	if (n->type == NODE_SCALAR) {
		if (node_blank(n))
			buf_addc(out, '~');
		else
			buf_addf(out, n->quoted ? "'%s'" : "%s", n->text);
		ck_assert_uint_eq(n->len, strlen(n->text));
		return;
	}
	buf_addc(out, marks[0]);
	for (c = n->first; c; c = c->next) {
		if (c != n->first)
			buf_add(out, ", ");
		ck_assert_int_eq(c->key != NULL, n->type == NODE_MAP);
		if (c->key)
			buf_addf(out, "%s: ", c->key->text);
		write_node(c, out);
	}
	buf_addc(out, marks[1]);
}

static const struct {
	const char *yaml, *tree;
} trees[] = {
	{ "a: 1\nb: two\n", "{a: 1, b: two}" },
	{ "- 1\n- [2, 3]\n- x: y\n", "[1, [2, 3], {x: y}]" },
	{ "a: ~\nb: null\nc:\nd: ''\ne: \"~\"\n",
	  "{a: ~, b: ~, c: ~, d: '', e: '~'}" },
	{ "a: |\n  x\n  y\nb: >-\n  x\n  y\n", "{a: 'x\ny\n', b: 'x y'}" },
	{ "word", "word" },
	{ "---\na: 1\n...\n", "{a: 1}" },
	{ "\xef\xbb\xbf" "a: 1\r\nb: 2\r\n", "{a: 1, b: 2}" },
	{ "{}", "{}" },
	{ "a: {b: {c: []}}", "{a: {b: {c: []}}}" },
	{ "# only\na: 1 # this\n", "{a: 1}" },
	{ "true: yes\n", "{true: yes}" },
};

START_TEST(read)
{
	struct error e = ERROR_INIT;
	struct buf out = BUF_INIT;
	struct yaml_tree *y = yaml_tree_parse("f", trees[_i].yaml,
					      strlen(trees[_i].yaml), &e);

	assert_errors(&e, "");
	write_node(yaml_tree_root(y), &out);
	ck_assert_str_eq(out.text, trees[_i].tree);
	buf_release(&out);
	yaml_tree_free(y);
}
END_TEST

static const struct {
	const char *yaml;
	size_t len;		/* 0: up to the NUL */
	const char *complaint;
} refused[] = {
	{ "a: *x\n", 0, "f:1:4: error: aliases, anchors and tags (*, &, !) are "
			"not used in these files\n" },
	{ "a: &x 1\n", 0,
	  "f:1:4: error: aliases, anchors and tags (*, &, !) are "
	  "not used in these files\n" },
	{ "a: &x [1]\n", 0, "f:1:4: error: aliases, anchors and tags (*, &, !) "
			    "are not used in these files\n" },
	{ "&x a: 1\n", 0,
	  "f:1:1: error: aliases, anchors and tags (*, &, !) are "
	  "not used in these files\n" },
	{ "a: !!str 1\n", 0,
	  "f:1:4: error: aliases, anchors and tags (*, &, !) "
	  "are not used in these files\n" },
	{ "a: 1\n---\nb: 2\n", 0,
	  "f:2:1: error: a second document (---) in the file; one is read\n" },
	{ "a: 1\nb: 2\na: 3\nb: 4\na: 5\n", 0,
	  "f:3:1: error: 'a' appears twice; the first is in line 1; remove one\n"
	  "f:5:1: error: 'a' appears twice; the first is in line 3; remove one\n"
	  "f:4:1: error: 'b' appears twice; the first is in line 2; remove "
	  "one\n" },
	{ "? [a]\n: 1\n", 0, "f:1:3: error: a name is expected here\n" },
	{ "a: \"x\\0y\"\n", 0, "f:1:4: error: a NUL character in a text\n" },
	{ "a: b: c\n", 0, "f:1:5: error: not YAML: a colon where none can be; "
	  "put the text in quotation marks, or mend the blanks before "
	  "it\n" },
	{ "a: \"x\n", 0, "f:2:1: error: not YAML: found unexpected end of "
			 "stream\n" },
	{ "a: [1\nb: 2\n", 0,
	  "f:2:2: error: not YAML: a comma or a ] is missing, here "
	  "or in the line before\n" },
	{ "a:\n\t- 1\n", 0,
	  "f:2:1: error: not YAML: a tab, or a sign that has a "
	  "meaning of its own; use blanks, or put the text in quotation "
	  "marks\n" },
	{ "a: \xff\n", 0, "f:1:4: error: not a text in UTF-8 from here on "
			  "(byte \\xff); save the file as UTF-8\n" },
	{ "a: 1\nb: \xe5\xb9\n", 0,
	  "f:2:4: error: not a text in UTF-8 from here on (byte \\xe5); save "
	  "the file as UTF-8\n" },
	{ "# \xed\xa0\x80\n", 0,
	  "f:1:3: error: not a text in UTF-8 from here on (byte \\xed); save "
	  "the file as UTF-8\n" },
	{ "a: \0\n", 5, "f:1:4: error: a control character (\\x00) that no "
			"text has; remove it\n" },
	{ "a: 1\nb: 年\x1b\n", 0, "f:2:5: error: a control character (\\x1b) "
				  "that no text has; remove it\n" },
	{ "a: \x7f\n", 0, "f:1:4: error: a control character (\\x7f) that no "
			  "text has; remove it\n" },
	{ "a: \xc2\x9b\n", 0, "f:1:4: error: a control character (\\x9b) that "
			      "no text has; remove it\n" },
};

START_TEST(refuse)
{
	struct error e = ERROR_INIT;
	size_t len = refused[_i].len ? refused[_i].len
				     : strlen(refused[_i].yaml);

	ck_assert_ptr_null(yaml_tree_parse("f", refused[_i].yaml, len, &e));
	assert_errors(&e, refused[_i].complaint);
}
END_TEST

START_TEST(empty_has_no_root)
{
	static const char *const empty[] = { "", "\n", "# nothing\n" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(empty); i++) {
		struct error e = ERROR_INIT;
		struct yaml_tree *y =
			yaml_tree_parse("f", empty[i], strlen(empty[i]), &e);

		assert_errors(&e, "");
		ck_assert_ptr_null(yaml_tree_root(y));
		yaml_tree_free(y);
	}
	yaml_tree_free(NULL);
}
END_TEST

START_TEST(depth_is_bounded)
{
	int more;

	for (more = 0; more < 2; more++) {
		struct buf deep = BUF_INIT;
		struct error e = ERROR_INIT;
		struct yaml_tree *y;

		buf_fill(&deep, '[', TREE_DEPTH + more);
		buf_fill(&deep, ']', TREE_DEPTH + more);
		y = yaml_tree_parse("f", deep.text, deep.len, &e);
		ck_assert_int_eq(y == NULL, more);
		assert_errors(&e, more ? "f:1:41: error: nested more than 40 "
					 "deep\n" : "");
		yaml_tree_free(y);
		buf_release(&deep);
	}
}
END_TEST

START_TEST(size_is_bounded)
{
	struct error e = ERROR_INIT;

	ck_assert_ptr_null(yaml_tree_parse("f", "", TREE_BYTES + 1, &e));
	assert_errors(&e, "f: error: larger than 32 MB\n");
}
END_TEST

START_TEST(items_are_bounded)
{
	int more;

	for (more = 0; more < 2; more++) {
		struct buf list = BUF_INIT;
		struct error e = ERROR_INIT;
		struct yaml_tree *y;
		int i;

		for (i = 0; i < TREE_ITEMS + more; i++)
			buf_add(&list, "- 1\n");
		y = yaml_tree_parse("f", list.text, list.len, &e);
		ck_assert_int_eq(y == NULL, more);
		assert_errors(&e, more ? "f:20101:3: error: more than 20100 "
					 "items in one list or map\n" : "");
		yaml_tree_free(y);
		buf_release(&list);
	}
}
END_TEST

/* What a narrative may be full of is nobody's business. */
START_TEST(texts_are_not_looked_into)
{
	static const char line[] = "[[[[[{{{{\"' - ? : # &x *y !z |>%@` ,]}\n";
	struct buf text = BUF_INIT, yaml = BUF_INIT;
	struct error e = ERROR_INIT;
	struct yaml_tree *y;

	buf_add(&yaml, "a: |\n");
	while (text.len < 200000) {
		buf_add(&text, line);
		buf_addf(&yaml, "  %s", line);
	}
	y = yaml_tree_parse("f", yaml.text, yaml.len, &e);
	assert_errors(&e, "");
	ck_assert_str_eq(yaml_tree_root(y)->first->text, text.text);
	yaml_tree_free(y);
	buf_release(&text);
	buf_release(&yaml);
}
END_TEST

START_TEST(places_and_keys)
{
	static const char yaml[] = "a: 1\nlist:\n  - x\n  - 年: y\n";
	struct error e = ERROR_INIT;
	struct yaml_tree *y = yaml_tree_parse("f", yaml, strlen(yaml), &e);
	const struct node *root = yaml_tree_root(y);
	const struct node *list = node_get(root, "list");

	ck_assert_int_eq(root->count, 2);
	ck_assert_int_eq(list->count, 2);
	ck_assert_int_eq(list->key->place.line, 2);
	ck_assert_int_eq(list->first->place.line, 3);
	ck_assert_int_eq(list->first->place.column, 5);
	ck_assert_int_eq(node_get(list->first->next, "年")->place.column, 8);
	ck_assert_str_eq(list->first->place.file, "f");
	ck_assert_ptr_null(node_get(root, "b"));
	ck_assert_ptr_null(node_get(list, "x"));
	ck_assert_ptr_null(node_get(NULL, "x"));
	ck_assert(node_is(list, NODE_LIST, "list", &e));
	ck_assert(!node_is(list, NODE_MAP, "list", &e));
	ck_assert(!node_is(root, NODE_SCALAR, "top", &e));
	node_only(root, "a lists list2", &e);
	node_only(root, "list a", &e);
	/* a key without a letter is never known */
	yaml_tree_free(y);
	y = yaml_tree_parse("f", "? \n", 3, &e);
	node_only(yaml_tree_root(y), "list a", &e);
	assert_errors(&e,
		      "f:3:3: error: list: a map is expected, not a list\n"
		      "f:1:1: error: top: a text is expected, not a map\n"
		      "f:2:1: error: 'list' is not known here; known are: a "
		      "lists list2\n"
		      "f:1:2: error: '' is not known here; known are: list "
		      "a\n");
	yaml_tree_free(y);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("tree");
	TCase *c = tcase_create("tree");

	tcase_add_loop_test(c, read, 0, (int)ARRAY_LEN(trees));
	tcase_add_loop_test(c, refuse, 0, (int)ARRAY_LEN(refused));
	tcase_add_test(c, empty_has_no_root);
	tcase_add_test(c, depth_is_bounded);
	tcase_add_test(c, size_is_bounded);
	tcase_add_test(c, items_are_bounded);
	tcase_add_test(c, texts_are_not_looked_into);
	tcase_add_test(c, places_and_keys);
	suite_add_tcase(s, c);
	return support_run(s);
}
