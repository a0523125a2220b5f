/* reference-scan.c - references to cells in texts, and where they lead */
#include "form/reference-scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* ---- finding them ---- */

static bool
part_of_address(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '.';
}

bool
reference_find(const char *text, size_t *at, size_t *len)
{
	const char *open = text + *at, *end;

	while ((open = strchr(open, '{'))) {
		end = ++open;
		while (part_of_address(*end))
			end++;
		if (*end != '}' || *open < 'a' || *open > 'z')
			continue;
		*at = (size_t)(open - 1 - text);
		*len = (size_t)(end - open) + 2;
		return true;
	}
	return false;
}

/* ---- where they lead ---- */

static bool
is_text(const struct form *f, int cell)
{
	return !form_kind_of(f, cell)->type->figure;
}

/* Adds the two cells that an address can mean. */
static void
add_both(const struct form *f, const int cell[2], struct buf *why)
{
	struct buf one = BUF_INIT, other = BUF_INIT;

	form_address(f, cell[0], &one);
	form_address(f, cell[1], &other);
	buf_addf(why, _("it could be %s or %s"), one.text, other.text);
	buf_release(&one);
	buf_release(&other);
}

int
reference_look_up(const struct form *f, int of, const char *at, size_t len,
	struct buf *why)
{
	char *address = xstrndup(at + 1, len - 2);
	int cell[2], n = form_find_cells(f, address, cell);
	bool several = n == 1 && is_text(f, cell[0]) &&
		       form_kind_of(f, cell[0])->lines != 1;

	free(address);
	if (n == 1 && !several && cell[0] != of)
		return cell[0];
	if (!why)
		return -1;
	if (!n)
		buf_add(why, _("no cell has this address"));
	else if (n > 1)
		add_both(f, cell, why);
	else if (cell[0] == of)
		buf_add(why, _("it is this text itself"));
	else
		buf_add(why, _("it is a text of several lines, not a figure"));
	return -1;
}

/* The reference among those of OLD from *FROM on that is called the same: a
 * key changes one, and those before and behind it need not be looked up. */
static const struct reference *
known(const struct reference_text *old, const char *before, int *from,
      const char *at, size_t len)
{
	int i;

	for (i = *from; old && i < old->references && i < *from + 2; i++) {
		const struct reference *o = &old->reference[i];

		if (o->len != len || memcmp(before + o->at, at, len))
			continue;
		*from = i + 1;
		return o;
	}
	return NULL;
}

/* The references of NOW; OLD are those of BEFORE. */
static struct reference_text
scan(const struct form *f, int cell, const char *now,
     const struct reference_text *old, const char *before)
{
	struct reference_text t = { .cell = cell };
	struct reference r = { .at = 0 };
	int from = 0;

	for (; reference_find(now, &r.at, &r.len); r.at += r.len) {
		const struct reference *o =
			known(old, before, &from, now + r.at, r.len);

		r.cell = -1;
		if (t.references < REFERENCE_MOST)
			r.cell = o ? o->cell
				   : reference_look_up(f, cell, now + r.at,
						       r.len, NULL);
		ARRAY_GROW(t.reference, t.references, t.room);
		t.reference[t.references++] = r;
	}
	return t;
}

/* Where the text CELL is in the list, or would be. */
static int
place_of(const struct references *all, int cell)
{
	int low = 0, high = all->texts;

	while (low < high) {
		int mid = (low + high) / 2;

		if (all->text[mid].cell < cell)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct reference_text *
references_of(const struct references *all, int cell)
{
	int i = place_of(all, cell);

	return i < all->texts && all->text[i].cell == cell ? &all->text[i]
							   : NULL;
}

void
references_move(struct references *all, const struct form *f, int cell,
	    const char *before, const char *now)
{
	int i = place_of(all, cell);
	bool there = i < all->texts && all->text[i].cell == cell;
	struct reference_text t, *at;

	if (!there && !strchr(now, '{'))
		return;
	t = scan(f, cell, now, there ? &all->text[i] : NULL, before);
	if (there)
		free(all->text[i].reference);
	if (!there && t.references) {
		ARRAY_GROW(all->text, all->texts, all->room);
		at = &all->text[i];
		memmove(at + 1, at, (size_t)(all->texts++ - i) * sizeof *at);
	}
	if (t.references) {
		all->text[i] = t;
	} else if (there) {
		at = &all->text[i];
		memmove(at, at + 1, (size_t)(--all->texts - i) * sizeof *at);
	}
}

void
references_release(struct references *all)
{
	int i;

	for (i = 0; i < all->texts; i++)
		free(all->text[i].reference);
	free(all->text);
	*all = (struct references){ .text = NULL };
}

bool
references_same(const struct references *a, const struct references *b)
{
	int i, k;

	if (a->texts != b->texts)
		return false;
	for (i = 0; i < a->texts; i++) {
		const struct reference_text *x = &a->text[i], *y = &b->text[i];

		if (x->cell != y->cell || x->references != y->references)
			return false;
		for (k = 0; k < x->references; k++)
			if (x->reference[k].at != y->reference[k].at ||
			    x->reference[k].len != y->reference[k].len ||
			    x->reference[k].cell != y->reference[k].cell)
				return false;
	}
	return true;
}
