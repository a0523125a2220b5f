/* form-versions.c - what the cells of a form were called in earlier versions */
#include <string.h>

#include "base/i18n.h"
#include "store/form-parts.h"

static const struct {
	const char *key;
	enum version_match how;
	enum node_type type;
} version_map_keys[] = {
	{ "same", MATCH_SAME, NODE_LIST },
	{ "sum", MATCH_SUM, NODE_MAP },
	{ "reference", MATCH_REFERENCE, NODE_MAP },
	{ "dropped", MATCH_NONE, NODE_MAP },
};

/* The names that N, an item under the key, gives; false if there are none. */
static bool
version_map_line(struct form_reader *r, const struct node *n, size_t key,
		 struct version_map_line *l)
{
	const char *what = version_map_keys[key].key;

	*l = (struct version_map_line){ .how = version_map_keys[key].how,
					.place = n->place };
	if (l->how == MATCH_SAME) {
		l->now = l->before = reader_words(r, n, what);
		return l->now;
	}
	l->place = n->key->place;
	if (l->how == MATCH_NONE) {
		l->before = reader_words(r, n->key, what);
		if (!node_blank(n))
			reader_label(r, n, what, l->why.text);
		return l->before;
	}
	l->now = reader_words(r, n->key, what);
	l->before = reader_words(r, n, what);
	return l->now && l->before;
}

static void
was_version(struct form_reader *r, const struct node *map, struct earlier *to)
{
	struct version_map_line *line;
	const struct node *list, *n;
	int count = 0;
	size_t i;

	to->version = reader_words(r, map->key, "was");
	to->place = map->key->place;
	if (to->version && !strcmp(to->version, r->form->version))
		error_add(r->e, to->place,
			  _("'%s' is the version of this form itself; 'was' "
			    "speaks of earlier ones"), to->version);
	if (!node_is(map, NODE_MAP, map->key->text, r->e))
		return;
	node_only(map, "same sum reference dropped", r->e);
	for (n = map->first; n; n = n->next)
		count += n->count;
	line = arena_array(&r->form->arena, (size_t)count, sizeof *line);
	to->line = line;
	for (i = 0; i < ARRAY_LEN(version_map_keys); i++) {
		list = node_get(map, version_map_keys[i].key);
		if (!list || !node_is(list, version_map_keys[i].type,
				      version_map_keys[i].key, r->e))
			continue;
		for (n = list->first; n && !error_full(r->e); n = n->next)
			to->lines +=
				version_map_line(r, n, i, &line[to->lines]);
	}
}

void
reader_versions(struct form_reader *r, const struct node *root)
{
	const struct node *map = node_get(root, "was"), *n;
	struct earlier *earlier;

	if (!map || !node_is(map, NODE_MAP, "was", r->e))
		return;
	earlier = arena_array(&r->form->arena, (size_t)map->count,
			      sizeof *earlier);
	r->form->earlier = earlier;
	for (n = map->first; n && !error_full(r->e); n = n->next)
		was_version(r, n, &earlier[r->form->earliers++]);
}
