/*
 * version-map.c - what the cells of a form were called in an earlier version of
 * it
 *
 * Addresses are compared as texts.  Those of a form are sorted, so that all
 * under a name stand together: a dot sorts before whatever an id can go on
 * with.
 */
#include "form/version-map.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

#define WORK 20000000		/* addresses compared for all of it */
#define TOLD 20			/* cells that are told one by one */

struct entry {
	const char *address;
	int cell;
};

/* The addresses of a form, sorted. */
struct book {
	const struct form *form;
	struct entry *entry;
	struct arena arena;
};

/* Some that stand together. */
struct range {
	const struct entry *entry;
	int count;
};

static int
entry_order(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;

	return strcmp(a->address, b->address);
}

static void
book_init(struct book *b, const struct form *f)
{
	struct buf address = BUF_INIT;
	int i;

	*b = (struct book){ .form = f };
	b->entry = xcalloc((size_t)f->cells, sizeof *b->entry);
	for (i = 0; i < f->cells; i++) {
		buf_clear(&address);
		form_address(f, i, &address);
		b->entry[i] = (struct entry){
			arena_strndup(&b->arena, address.text, address.len), i,
		};
	}
	qsort(b->entry, (size_t)f->cells, sizeof *b->entry, entry_order);
	buf_release(&address);
}

static void
book_release(struct book *b)
{
	free(b->entry);
	arena_release(&b->arena);
}

/* What follows NAME in ADDRESS, from the dot on; NULL if it is not under
 * it. */
static const char *
rest_of(const char *address, const char *name)
{
	size_t len = strlen(name);

	if (strncmp(address, name, len) ||
	    (address[len] && address[len] != '.'))
		return NULL;
	return address + len;
}

/* The number of the first entry that does not sort before NAME. */
static int
book_at(const struct book *b, const char *name)
{
	int low = 0, high = b->form->cells;

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (strcmp(b->entry[middle].address, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Is NAME the address of a cell, or the beginning of one? */
static bool
book_has(const struct book *b, const char *name)
{
	int at = book_at(b, name);

	return at < b->form->cells && rest_of(b->entry[at].address, name);
}

/* The cells of which that is true. */
static struct range
book_find(const struct book *b, const char *name)
{
	int at = book_at(b, name);
	struct range r = { b->entry + at, 0 };

	while (at + r.count < b->form->cells &&
	       rest_of(r.entry[r.count].address, name))
		r.count++;
	return r;
}

/* ---- matching ---- */

struct matching {
	struct version_map *was;
	struct book now, before;
	const struct version_map_line *
		*line; /* that names it, of each cell before */
	const struct version_map_line
		*told; /* something is wrong with this one */
	int64_t work;
	struct error *e;
};

static bool
ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), len = strlen(end);

	return n >= len && !strcmp(text + n - len, end);
}

/* Line L names the earlier cell. */
static void
name_before(struct matching *m, const struct version_map_line *l,
	    const struct entry *before)
{
	const struct version_map_line *first = m->line[before->cell];

	if (first && m->told != l)
		error_add(m->e, l->place,
			  _("%s of %s/%s is named here and in line %d; name it "
			    "once"), before->address, m->before.form->name,
			  m->before.form->version, first->place.line);
	m->told = first ? l : m->told;
	m->line[before->cell] = l;
}

static void
name_now(struct matching *m, const struct version_map_line *l,
	 const struct entry *now, int before)
{
	struct version_map *w = m->was;
	bool taken = w->how[now->cell] != MATCH_NONE;

	if (taken && m->told != l)
		error_add(m->e, l->place,
			  _("%s is given two earlier cells; give it one"),
			  now->address);
	m->told = taken ? l : m->told;
	w->how[now->cell] = l->how;
	w->cell[now->cell] = before;
}

/* In how many ways is the cell a total: by its row, by its column? */
static int
totals_of(const struct form *f, int cell)
{
	const struct block *b = form_block_of(f, cell);

	return line_computed(axis_leaf(&b->rows, form_row_of(f, cell))) +
	       line_computed(axis_leaf(&b->cols, form_column_of(f, cell)));
}

/* The cells of the range that stand for BEFORE, whose address goes on with
 * REST.  In a sum, a total that only the later form has adds up the others. */
static bool
match_rest(struct matching *m, const struct version_map_line *l,
	   struct range now, const struct entry *before, const char *rest)
{
	int totals = totals_of(m->before.form, before->cell);
	bool found = false;
	int i;

	m->work += now.count;
	for (i = 0; i < now.count && m->work < WORK; i++) {
		const struct entry *n = &now.entry[i];

		if (!ends_with(rest_of(n->address, l->now), rest) ||
		    (l->how == MATCH_SUM &&
		     totals_of(m->now.form, n->cell) > totals))
			continue;
		name_now(m, l, n, before->cell);
		found = true;
	}
	return found;
}

static bool
match_same(struct matching *m, const struct version_map_line *l,
	   const struct entry *before)
{
	const struct entry *now = bsearch(before, m->now.entry,
					  (size_t)m->now.form->cells,
					  sizeof *now, entry_order);

	if (now)
		name_now(m, l, now, before->cell);
	return now;
}

static void
match_line(struct matching *m, const struct version_map_line *l)
{
	struct range before = book_find(&m->before, l->before);
	struct range now = { .count = 0 };
	bool any = false;
	int i;

	m->work += before.count;
	if (l->how == MATCH_SUM || l->how == MATCH_REFERENCE)
		now = book_find(&m->now, l->now);
	for (i = 0; i < before.count; i++) {
		const struct entry *b = &before.entry[i];
		const char *rest = rest_of(b->address, l->before);
		bool found = l->how == MATCH_NONE ||
			     (l->how == MATCH_SAME ? match_same(m, l, b)
						 : match_rest(m, l, now, b,
							      rest));

		any = any || found;
		if (found)
			name_before(m, l, b);
	}
	if (!before.count)
		error_add(m->e, l->place,
			  _("no cell of %s/%s has the address '%s', or one "
			    "that begins with it"), m->before.form->name,
			  m->before.form->version, l->before);
	else if (!any)
		error_add(
			m->e, l->place,
			_("no cell of '%s' is called like one of '%s' before; "
			  "give more of both addresses"),
			l->now, l->before);
}

/* ---- what is left ---- */

/* Nothing is lost without a word. */
static void
tell_missing(struct matching *m, const struct earlier *earlier)
{
	const struct form *f = m->before.form;
	int i, n = 0;

	for (i = 0; i < f->cells; i++) {
		if (m->line[m->before.entry[i].cell])
			continue;
		if (n++ < TOLD)
			error_add(m->e, earlier->place,
				  _("nothing is said of %s of %s/%s; say what "
				    "became of it, or that it is dropped"),
				  m->before.entry[i].address, f->name,
				  f->version);
	}
	if (n > TOLD)
		error_add(m->e, earlier->place,
			  Q_("nothing is said of %d more cell of %s/%s",
			     "nothing is said of %d more cells of %s/%s",
			     n - TOLD), n - TOLD, f->name, f->version);
}

static bool
says_why(const struct label *l)
{
	int i;

	for (i = 0; i < FORM_LANGS; i++)
		if (l->text[i])
			return true;
	return false;
}

static void
list_dropped(struct matching *m)
{
	struct version_map *w = m->was;
	int i;

	for (i = 0; i < w->before->cells; i++) {
		const struct version_map_line *l = m->line[i];

		if (!l || l->how != MATCH_NONE)
			continue;
		w->dropped[w->drops] = i;
		w->why[w->drops++] = says_why(&l->why) ? &l->why : NULL;
	}
}

static void
match(struct version_map *w, const struct earlier *earlier, struct error *e)
{
	struct matching m = { .was = w, .e = e };
	size_t errors = error_count(e);
	int i;

	book_init(&m.now, w->now);
	book_init(&m.before, w->before);
	m.line = xcalloc((size_t)w->before->cells, sizeof *m.line);
	for (i = 0; i < earlier->lines && m.work < WORK && !error_full(e); i++)
		match_line(&m, &earlier->line[i]);
	if (m.work >= WORK)
		error_add(e, earlier->place,
			  _("there is too much to compare; give more of the "
			    "addresses"));
	else if (error_count(e) == errors)
		tell_missing(&m, earlier);
	list_dropped(&m);
	free(m.line);
	book_release(&m.now);
	book_release(&m.before);
}

/* The same form has the same cells, unless its file was changed. */
static bool
all_same(struct version_map *w, struct error *e)
{
	struct buf now = BUF_INIT, before = BUF_INIT;
	bool same = w->now->cells == w->before->cells;
	int i;

	for (i = 0; same && i < w->now->cells; i++) {
		buf_clear(&now);
		buf_clear(&before);
		form_address(w->now, i, &now);
		form_address(w->before, i, &before);
		same = !strcmp(now.text, before.text);
		w->how[i] = MATCH_SAME;
		w->cell[i] = i;
	}
	buf_release(&now);
	buf_release(&before);
	return same || error_add(e, NOWHERE,
				 _("there are two different forms %s/%s"),
				 w->now->name, w->now->version);
}

static const struct earlier *
find_earlier(const struct form *now, const struct form *before,
	     struct error *e)
{
	int i;

	for (i = 0; i < now->earliers; i++)
		if (!strcmp(now->earlier[i].version, before->version))
			return &now->earlier[i];
	error_add(e, (struct place){ now->path, 0, 0 },
		  _("no 'was: %s' in %s/%s says what became of the cells of "
		    "%s/%s"), before->version, now->name, now->version,
		  before->name, before->version);
	return NULL;
}

static struct version_map *
was_blank(const struct form *now, const struct form *before)
{
	struct version_map *w = xcalloc(1, sizeof *w);
	int i;

	w->now = now;
	w->before = before;
	w->how = xcalloc((size_t)now->cells, sizeof *w->how);
	w->cell = xcalloc((size_t)now->cells, sizeof *w->cell);
	w->dropped = xcalloc((size_t)before->cells, sizeof *w->dropped);
	w->why = xcalloc((size_t)before->cells, sizeof *w->why);
	for (i = 0; i < now->cells; i++)
		w->cell[i] = -1;
	return w;
}

struct version_map *
version_map_new(const struct form *now, const struct form *before,
		struct error *e)
{
	struct version_map *w = was_blank(now, before);
	const struct earlier *earlier = NULL;
	size_t errors = error_count(e);

	if (strcmp(now->name, before->name))
		error_add(e, (struct place){ now->path, 0, 0 },
			  _("%s/%s is no earlier version of %s/%s but another "
			    "form"), before->name, before->version, now->name,
			  now->version);
	else if (!strcmp(now->version, before->version))
		all_same(w, e);
	else
		earlier = find_earlier(now, before, e);
	if (earlier)
		match(w, earlier, e);
	if (error_count(e) == errors)
		return w;
	version_map_free(w);
	return NULL;
}

void
version_map_free(struct version_map *w)
{
	if (!w)
		return;
	free(w->how);
	free(w->cell);
	free(w->dropped);
	free(w->why);
	free(w);
}

void
version_map_check(const struct form *form, struct error *e)
{
	struct book book;
	int i, j;

	if (!form->earliers)
		return;
	book_init(&book, form);
	for (i = 0; i < form->earliers; i++)
		for (j = 0; j < form->earlier[i].lines; j++) {
			const struct version_map_line *l =
				&form->earlier[i].line[j];

			if (l->now && !book_has(&book, l->now))
				error_add(e, l->place,
					  _("no cell of this form has the "
					    "address '%s', or one that begins "
					    "with it"), l->now);
		}
	book_release(&book);
}
