/* yaml-tree.c - a YAML file as a tree */
#include "store/yaml-tree.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

struct yaml_tree {
	struct arena arena;
	struct node *root;
};

struct reader {
	yaml_parser_t parser;
	struct yaml_tree *tree;
	const char *name;
	struct error *e;
	int nodes;
	bool (*enough)(const struct node *root);	/* or NULL */
	bool stopped;		/* by that */
};

static struct place
place_of(const struct reader *r, yaml_mark_t mark)
{
	return (struct place){ r->name, (int)mark.line + 1,
			       (int)mark.column + 1 };
}

/* The parser's words for what people do wrong most, in ours. */
static const struct {
	const char *parser, *ours;
} problems[] = {
	{ "could not find expected ':'",
	  N_("a name is followed by a colon and a blank; see this line and "
	     "the one before") },
	{ "found character that cannot start any token",
	  N_("a tab, or a sign that has a meaning of its own; use blanks, or "
	     "put the text in quotation marks") },
	{ "did not find expected ',' or ']'",
	  N_("a comma or a ] is missing, here or in the line before") },
	{ "did not find expected ',' or '}'",
	  N_("a comma or a } is missing, here or in the line before") },
	{ "mapping values are not allowed in this context",
	  N_("a colon where none can be; put the text in quotation marks, or "
	     "mend the blanks before it") },
	{ "did not find expected key",
	  N_("the blanks before this line fit no line above") },
};

static const char *
in_our_words(const char *problem)
{
	size_t i;

	for (i = 0; problem && i < ARRAY_LEN(problems); i++)
		if (!strcmp(problems[i].parser, problem))
			return _(problems[i].ours);
	return problem ? problem : "";
}

static bool
syntax_error(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	struct place place = place_of(r, p->problem_mark);

	if (p->error == YAML_MEMORY_ERROR)
		out_of_memory();
	if (p->error == YAML_READER_ERROR) {
		place = (struct place){ r->name, 0, 0 };
		return error_add(r->e, place,
				 _("not a text file in UTF-8 (%s at byte %zu); "
				   "save it as UTF-8"),
				 p->problem ? p->problem : "",
				 p->problem_offset);
	}
	return error_add(r->e, place, _("not YAML: %s"),
			 in_our_words(p->problem));
}

/* The next event; the caller deletes it.  False if there is none. */
static bool
next_event(struct reader *r, yaml_event_t *event)
{
	if (!yaml_parser_parse(&r->parser, event))
		return syntax_error(r);
	return true;
}

static bool
plain_event(struct reader *r, const yaml_event_t *event)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;

	switch (event->type) {
	case YAML_SCALAR_EVENT:
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
		break;
	default:
		break;
	}
	if (event->type == YAML_ALIAS_EVENT || anchor || tag)
		return error_add(r->e, place_of(r, event->start_mark),
				 _("aliases, anchors and tags (*, &, !) are "
				   "not used in these files"));
	if (++r->nodes > TREE_NODES)
		return error_add(r->e, place_of(r, event->start_mark),
				 _("the file holds more than %d values"),
				 TREE_NODES);
	return true;
}

static struct node *
new_node(struct reader *r, const yaml_event_t *event, enum node_type type)
{
	struct node *n = arena_alloc(&r->tree->arena, sizeof *n);

	n->type = type;
	n->place = place_of(r, event->start_mark);
	return n;
}

static struct node *
scalar(struct reader *r, const yaml_event_t *event)
{
	struct node *n = new_node(r, event, NODE_SCALAR);
	yaml_scalar_style_t style = event->data.scalar.style;

	n->len = event->data.scalar.length;
	n->text = arena_strndup(&r->tree->arena,
				(const char *)event->data.scalar.value,
				n->len);
	n->quoted = style != YAML_PLAIN_SCALAR_STYLE &&
		    style != YAML_ANY_SCALAR_STYLE;
	n->literal = style == YAML_LITERAL_SCALAR_STYLE;
	if (memchr(n->text, '\0', n->len)) {
		error_add(r->e, n->place, _("a NUL character in a text"));
		n->len = strlen(n->text);
	}
	return n;
}

static struct node *read_node(struct reader *r, const yaml_event_t *event,
			      int depth);

struct key {
	const char *text;
	const struct node *node;
	int order;
};

static int
key_order(const void *x, const void *y)
{
	const struct key *a = x, *b = y;
	int d = strcmp(a->text, b->text);

	return d ? d : (a->order > b->order) - (a->order < b->order);
}

static void
refuse_repeated(struct reader *r, const struct node *map)
{
	struct key *key = xcalloc((size_t)map->count, sizeof *key);
	const struct node *n;
	int i = 0;

	for (n = map->first; n; n = n->next, i++)
		key[i] = (struct key){ n->key->text, n->key, i };
	qsort(key, (size_t)map->count, sizeof *key, key_order);
	for (i = 1; i < map->count && !error_full(r->e); i++)
		if (!strcmp(key[i].text, key[i - 1].text))
			error_add(r->e, key[i].node->place,
				  _("'%s' appears twice; the first is in line "
				    "%d; remove one"), key[i].text,
				  key[i - 1].node->place.line);
	free(key);
}

static struct node *
read_key(struct reader *r, yaml_event_t *event)
{
	if (event->type != YAML_SCALAR_EVENT) {
		error_add(r->e, place_of(r, event->start_mark),
			  _("a name is expected here"));
		return NULL;
	}
	return plain_event(r, event) ? scalar(r, event) : NULL;
}

static struct node *
too_long(struct reader *r, const yaml_event_t *event)
{
	error_add(r->e, place_of(r, event->start_mark),
		  _("more than %d items in one list or map"), TREE_ITEMS);
	return NULL;
}

static struct node *
collection(struct reader *r, const yaml_event_t *start, enum node_type type,
	   int depth)
{
	yaml_event_type_t end = type == NODE_MAP ? YAML_MAPPING_END_EVENT
						 : YAML_SEQUENCE_END_EVENT;
	struct node *n = new_node(r, start, type), *child, *key = NULL;
	const struct node **link = &n->first;
	yaml_event_t event;

	if (depth >= TREE_DEPTH) {
		error_add(r->e, n->place, _("nested more than %d deep"),
			  TREE_DEPTH);
		return NULL;
	}
	while (next_event(r, &event)) {
		bool done = event.type == end;

		if (done) {
			yaml_event_delete(&event);
			if (type == NODE_MAP)
				refuse_repeated(r, n);
			return n;
		}
		if (type == NODE_MAP && !key) {
			key = read_key(r, &event);
			yaml_event_delete(&event);
			if (!key)
				return NULL;
			continue;
		}
		child = n->count < TREE_ITEMS
				? read_node(r, &event, depth + 1)
				: too_long(r, &event);
		yaml_event_delete(&event);
		if (!child)
			return NULL;
		child->key = key;
		key = NULL;
		*link = child;
		link = (const struct node **)&child->next;
		n->count++;
		r->stopped = !depth && r->enough && r->enough(n);
		if (r->stopped)
			return n;
	}
	return NULL;
}

static struct node *
read_node(struct reader *r, const yaml_event_t *event, int depth)
{
	if (!plain_event(r, event))
		return NULL;
	if (event->type == YAML_SCALAR_EVENT)
		return scalar(r, event);
	return collection(r, event,
			  event->type == YAML_MAPPING_START_EVENT ? NODE_MAP
								  : NODE_LIST,
			  depth);
}

/* Reads the one document up to the end of the stream. */
static bool
read_stream(struct reader *r)
{
	yaml_event_t event;
	bool more = true;

	while (more && next_event(r, &event)) {
		yaml_event_type_t type = event.type;
		struct place place = place_of(r, event.start_mark);

		switch (type) {
		case YAML_STREAM_END_EVENT:
			yaml_event_delete(&event);
			return true;
		case YAML_STREAM_START_EVENT:
		case YAML_DOCUMENT_END_EVENT:
			break;
		case YAML_DOCUMENT_START_EVENT:
			if (r->tree->root)
				more = error_add(r->e, place,
						 _("a second document (---) in "
						   "the file; one is read"));
			break;
		default:
			r->tree->root = read_node(r, &event, 0);
			more = r->tree->root && !r->stopped;
			break;
		}
		yaml_event_delete(&event);
	}
	return false;
}

/* ---- before YAML ---- */

/* A tab and the ends of lines are none. */
static bool
control(const unsigned char *at, const unsigned char *end)
{
	if (*at < ' ')
		return *at != '\t' && *at != '\n' && *at != '\r';
	if (*at == 0x7f)
		return true;
	/* in two bytes: U+0080 to U+009F, but the line feed of mainframes */
	return *at == 0xc2 && end - at > 1 && at[1] < 0xa0 && at[1] != 0x85;
}

/* The place of byte AT of a text. */
static struct place
place_of_byte(const char *name, const char *bytes, size_t at)
{
	struct place p = { name, 1, 1 };
	size_t i;

	for (i = 0; i < at; i++) {
		if (bytes[i] == '\n') {
			p.line++;
			p.column = 1;
		} else if ((bytes[i] & 0xc0) != 0x80) {
			p.column++;
		}
	}
	return p;
}

/* The parser would tell the first bad byte, not its line. */
static bool
check_bytes(const char *name, const char *bytes, size_t len, struct error *e)
{
	const unsigned char *start = (const unsigned char *)bytes;
	const unsigned char *end = start + len, *at;
	size_t bad;

	if (!text_valid(bytes, len, &bad))
		return error_add(e, place_of_byte(name, bytes, bad),
				 _("not a text in UTF-8 from here on (byte "
				   "\\x%02x); save the file as UTF-8"),
				 start[bad]);
	for (at = start; at < end; at++) {
		if (!control(at, end))
			continue;
		return error_add(e, place_of_byte(name, bytes,
						  (size_t)(at - start)),
				 _("a control character (\\x%02x) that no text "
				   "has; remove it"),
				 *at == 0xc2 ? at[1] : *at);
	}
	return true;
}

/* A version control program that could not join two versions leaves both in
 * the file, with such lines round them. */
static bool
check_merge(const char *name, const char *bytes, size_t len, struct error *e)
{
	static const char mark[] = "<<<<<<<";
	const char *at = bytes, *end = bytes + len;

	while (at && (size_t)(end - at) > strlen(mark)) {
		if (!memcmp(at, mark, strlen(mark)) &&
		    strchr(" \r\n", at[strlen(mark)]))
			return error_add(e, place_of_byte(name, bytes,
							  (size_t)(at - bytes)),
					 _("a merge is left unfinished here: "
					   "keep one of the two versions, and "
					   "remove the lines <<<<<<<, ======= "
					   "and >>>>>>>"));
		at = memchr(at, '\n', (size_t)(end - at));
		at = at ? at + 1 : NULL;
	}
	return true;
}

struct yaml_tree *
yaml_tree_parse(const char *name, const char *bytes, size_t len,
		struct error *e)
{
	return yaml_tree_parse_until(name, bytes, len, NULL, e);
}

struct yaml_tree *
yaml_tree_parse_until(const char *name, const char *bytes, size_t len,
		      bool (*enough)(const struct node *root), struct error *e)
{
	struct reader r = { .name = name, .e = e, .enough = enough };
	size_t before = error_count(e);

	if (len > TREE_BYTES) {
		error_add(e, (struct place){ name, 0, 0 },
			  _("larger than %d MB"), TREE_BYTES >> 20);
		return NULL;
	}
	/* what some editors put before UTF-8 */
	if (len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) {
		bytes += 3;
		len -= 3;
	}
	if (!check_bytes(name, bytes, len, e) ||
	    !check_merge(name, bytes, len, e))
		return NULL;
	r.tree = xcalloc(1, sizeof *r.tree);
	if (!yaml_parser_initialize(&r.parser))
		out_of_memory();
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes,
				     len);
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	if (!read_stream(&r) && !r.stopped && error_count(e) == before)
		error_add(e, (struct place){ name, 0, 0 }, _("not YAML"));
	yaml_parser_delete(&r.parser);
	if (error_count(e) == before)
		return r.tree;
	yaml_tree_free(r.tree);
	return NULL;
}

void
yaml_tree_free(struct yaml_tree *y)
{
	if (!y)
		return;
	arena_release(&y->arena);
	free(y);
}

const struct node *
yaml_tree_root(const struct yaml_tree *y)
{
	return y->root;
}

const struct node *
node_get(const struct node *map, const char *key)
{
	const struct node *n;

	if (!map || map->type != NODE_MAP)
		return NULL;
	for (n = map->first; n; n = n->next)
		if (!strcmp(n->key->text, key))
			return n;
	return NULL;
}

bool
node_blank(const struct node *n)
{
	return n->type == NODE_SCALAR && !n->quoted &&
	       (!n->len || !strcmp(n->text, "~") || !strcmp(n->text, "null"));
}

static bool
among(const char *word, const char *words)
{
	size_t len = strlen(word);
	const char *at = words;

	while (len && (at = strstr(at, word))) {
		if ((at == words || at[-1] == ' ') &&
		    (at[len] == ' ' || !at[len]))
			return true;
		at += len;
	}
	return false;
}

void
node_only(const struct node *map, const char *keys, struct error *e)
{
	const struct node *n;

	for (n = map->first; n && !error_full(e); n = n->next)
		if (!among(n->key->text, keys))
			error_add(e, n->key->place,
				  _("'%s' is not known here; known are: %s"),
				  n->key->text, keys);
}

const char *
node_type_name(enum node_type t)
{
	switch (t) {
	case NODE_SCALAR:
		return _("a text");
	case NODE_LIST:
		return _("a list");
	case NODE_MAP:
		return _("a map");
	}
	bug("node type %d", (int)t);
}

bool
node_is(const struct node *n, enum node_type t, const char *what,
	struct error *e)
{
	if (n->type == t)
		return true;
	return error_add(e, n->place, _("%s: %s is expected, not %s"), what,
			 node_type_name(t), node_type_name(n->type));
}
