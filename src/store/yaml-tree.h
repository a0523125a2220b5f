/*
 * yaml-tree.h - a YAML file as a tree, with a place for each complaint
 *
 * The tree lives in an arena and ends with yaml_tree_free().  What a file may
 * cost is bounded here, once for all readers: its size, how deep it nests, how
 * many nodes it has and how many stand in one list.  Bytes that are no text
 * are refused before anything else looks at them.  Anchors, aliases, tags,
 * repeated keys and a second document are refused: they mean nothing in our
 * files.
 */
#ifndef STORE_YAML_TREE_H
#define STORE_YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define TREE_BYTES (32 << 20)
#define TREE_DEPTH 40
#define TREE_NODES 4000000
#define TREE_ITEMS 20100	/* in one list or map */

enum node_type { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
	enum node_type type;
	struct place place;
	const char *text;	/* of a scalar, NUL-terminated */
	size_t len;
	bool quoted;		/* written in quotes or as a block of text */
	bool literal;		/* line by line, after '|' */
	const struct node *key;	/* in a map: the scalar before it */
	const struct node *first, *next;
	int count;		/* of what is in it */
};

struct yaml_tree;

/* Reads LEN bytes, which NAME (for complaints; must outlive the tree) holds.
 * NULL if E got an error. */
struct yaml_tree *yaml_tree_parse(const char *name, const char *bytes,
				  size_t len, struct error *e);
/* The same, but reads no further than ENOUGH wants: it is given the map at the
 * top after each of its values, and returns true if it has seen enough. */
struct yaml_tree *
yaml_tree_parse_until(const char *name, const char *bytes, size_t len,
		      bool (*enough)(const struct node *root),
		      struct error *e);
void yaml_tree_free(struct yaml_tree *y);
/* NULL for an empty file. */
const struct node *yaml_tree_root(const struct yaml_tree *y);

/* The value of a key; NULL if the map has none (or MAP is no map). */
const struct node *node_get(const struct node *map, const char *key);
/* True if a scalar stands for "nothing": ~, null, or no text unquoted. */
bool node_blank(const struct node *n);
/* Complains of every key of MAP that is not among the words of KEYS, a list
 * parted by blanks. */
void node_only(const struct node *map, const char *keys, struct error *e);
/* "a list", "a map", "a text" */
const char *node_type_name(enum node_type t);
/* Complains unless N is of the type; WHAT names it. */
bool node_is(const struct node *n, enum node_type t, const char *what,
	     struct error *e);

#endif
