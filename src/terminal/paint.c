/* paint.c - bringing a page to the terminal in few bytes */
#include "terminal/paint.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define UNKNOWN (-1)

/* ---- short strings ---- */

static void
add(struct bytes *b, const char *text, size_t len)
{
	assert(b->len + len <= sizeof b->text);
	memcpy(b->text + b->len, text, len);
	b->len = (unsigned char)(b->len + len);
}

static void
add_number(struct bytes *b, int n)
{
	char digits[12];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + n % 10);
	while (n /= 10);
	add(b, digits + at, sizeof digits - at);
}

/* CSI N FINAL, where 1 goes without saying. */
static void
add_csi(struct bytes *b, int n, char final)
{
	add(b, "\033[", 2);
	if (n != 1)
		add_number(b, n);
	add(b, &final, 1);
}

/* ---- styles ---- */

static const struct {
	unsigned attr;
	int on, off;
} sgr[] = {
	{ ATTR_BOLD, 1, 22 },	/* 22 also ends dim */
	{ ATTR_DIM, 2, 22 },
	{ ATTR_UNDERLINE, 4, 24 },
	{ ATTR_REVERSE, 7, 27 },
};

static void
add_part(struct bytes *b, int n)
{
	if (b->len > 2 && b->text[b->len - 1] != ';')
		add(b, ";", 1);
	add_number(b, n);
}

static void
add_attrs(struct bytes *b, unsigned attrs)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(sgr); i++)
		if (attrs & sgr[i].attr)
			add_part(b, sgr[i].on);
}

static void
add_colour(struct bytes *b, int base, int from, int to)
{
	if (to != from)
		add_part(b, base + (to < 0 ? 9 : to));
}

/* Ends all that is on, then begins what TO has. */
static struct bytes
sgr_afresh(struct style to)
{
	struct bytes b = { .len = 0 };

	add(&b, "\033[", 2);
	/* a parameter left out is 0, the end of all that is on */
	if (to.attr || to.fg >= 0 || to.bg >= 0)
		add(&b, ";", 1);
	add_attrs(&b, to.attr);
	add_colour(&b, 30, -1, to.fg);
	add_colour(&b, 40, -1, to.bg);
	add(&b, "m", 1);
	return b;
}

/* Ends and begins only what differs. */
static struct bytes
sgr_change(struct style from, struct style to)
{
	unsigned off = from.attr & ~to.attr, weight = ATTR_BOLD | ATTR_DIM;
	struct bytes b = { .len = 0 };
	int last = 0;
	size_t i;

	add(&b, "\033[", 2);
	for (i = 0; i < ARRAY_LEN(sgr); i++)
		if (off & sgr[i].attr && sgr[i].off != last)
			add_part(&b, last = sgr[i].off);
	if (off & weight)
		from.attr &= ~weight;
	add_attrs(&b, to.attr & ~from.attr);
	add_colour(&b, 30, from.fg, to.fg);
	add_colour(&b, 40, from.bg, to.bg);
	add(&b, "m", 1);
	return b;
}

static bool
ends_something(struct style from, struct style to)
{
	return from.attr & ~to.attr || (from.fg >= 0 && to.fg < 0) ||
	       (from.bg >= 0 && to.bg < 0);
}

static struct bytes
turn_sgr(const struct caps *caps, const struct style *from, struct style to)
{
	struct bytes afresh = sgr_afresh(to), change;

	if (!from || (!caps->sgr_off && ends_something(*from, to)))
		return afresh;
	change = sgr_change(*from, to);
	return change.len < afresh.len ? change : afresh;
}

/* A terminal of its own kind: its strings one after the other, as far as
 * there is room. */
static struct bytes
turn_other(const struct caps *caps, const struct style *from, struct style to)
{
	const struct {
		bool on;
		const char *text;
	} parts[] = {
		{ !from || from->attr, caps->plain },
		{ to.attr & ATTR_BOLD, caps->bold },
		{ to.attr & ATTR_DIM, caps->dim },
		{ to.attr & ATTR_UNDERLINE, caps->underline },
		{ to.attr & ATTR_REVERSE, caps->reverse },
	};
	struct bytes b = { .len = 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(parts); i++) {
		size_t len = strlen(parts[i].text);

		if (parts[i].on && b.len + len <= sizeof b.text)
			add(&b, parts[i].text, len);
	}
	return b;
}

static struct style
style_of(const struct caps *caps, enum role role, bool colour)
{
	struct style s = theme_style(role, colour && caps->sgr);

	s.attr &= caps->attrs;
	if (s.fg >= 0 || s.bg >= 0)
		s.attr &= ~caps->no_colour;
	return s;
}

static bool
alike(struct style a, struct style b)
{
	return a.attr == b.attr && a.fg == b.fg && a.bg == b.bg;
}

static void
make_look(struct look *look, const struct caps *caps, bool colour)
{
	int i, j;

	for (i = 0; i < ROLE_COUNT; i++) {
		struct style s = style_of(caps, (enum role)i, colour);

		for (j = 0; j < i && !alike(look->style[j], s); j++)
			continue;
		look->style[i] = s;
		look->same[i] = (uint8_t)j;
		look->quiet[i] = s.bg < 0 &&
			!(s.attr & (ATTR_UNDERLINE | ATTR_REVERSE));
	}
}

static void
make_turns(struct paint *p)
{
	int i, j;

	for (i = 0; i <= ROLE_COUNT; i++)
		for (j = 0; j < ROLE_COUNT; j++) {
			const struct style *s = p->look.style, *from;

			if (p->look.same[j] != j)
				continue;
			from = i < ROLE_COUNT ? &s[i] : NULL;
			p->turn[i][j] = p->caps->sgr
				? turn_sgr(p->caps, from, s[j])
				: turn_other(p->caps, from, s[j]);
		}
}

static void
turn(struct paint *p, int style)
{
	const struct bytes *b = &p->turn[p->style][style];

	if (p->style == style)
		return;
	buf_addn(p->out, b->text, b->len);
	p->style = style;
}

/* ---- moving the cursor ---- */

/* The shortest way so far; none yet if it is longer than any. */
#define NO_WAY 255

static void
offer(struct bytes *best, const struct bytes *way)
{
	if (way->len < best->len)
		*best = *way;
}

static void
offer_csi(struct bytes *best, bool can, int n, char final)
{
	struct bytes way = { .len = 0 };

	if (!can)
		return;
	add_csi(&way, n, final);
	offer(best, &way);
}

static void
offer_times(struct bytes *best, bool can, int n, char c)
{
	if (!can || n >= best->len || n > 4)
		return;
	memset(best->text, c, (size_t)n);
	best->len = (unsigned char)n;
}

static struct bytes
vertical(const struct paint *p, int y)
{
	struct bytes best = { .len = NO_WAY };

	if (y == p->y)
		return (struct bytes){ .len = 0 };
	offer_csi(&best, p->caps->vpa, y + 1, 'd');
	if (y < p->y)
		offer_csi(&best, p->caps->cuu, p->y - y, 'A');
	else
		offer_csi(&best, p->caps->cud, y - p->y, 'B');
	offer_times(&best, p->feeds && y > p->y, y - p->y, '\n');
	return best;
}

static struct bytes
horizontal(const struct paint *p, int x)
{
	struct bytes best = { .len = NO_WAY };

	if (x == p->x)
		return (struct bytes){ .len = 0 };
	offer_csi(&best, p->caps->hpa, x + 1, 'G');
	if (x == 0) {
		offer_times(&best, true, 1, '\r');
	} else if (p->x != UNKNOWN && x > p->x) {
		offer_csi(&best, p->caps->cuf, x - p->x, 'C');
	} else if (p->x != UNKNOWN) {
		offer_csi(&best, p->caps->cub, p->x - x, 'D');
		offer_times(&best, p->caps->back, p->x - x, '\b');
	}
	return best;
}

/* The cursor from where it is known to be, in two steps; false if there is no
 * way, or none shorter than MOST bytes. */
static bool
move_along(struct paint *p, int y, int x, int most)
{
	struct bytes down, across;

	if (p->y == UNKNOWN)
		return false;
	down = vertical(p, y);
	across = horizontal(p, x);
	if (down.len + across.len >= most)
		return false;
	buf_addn(p->out, down.text, down.len);
	buf_addn(p->out, across.text, across.len);
	return true;
}

static void
move(struct paint *p, int y, int x)
{
	struct bytes whole = { .len = 0 };

	if (p->y == y && p->x == x)
		return;
	if (!p->caps->safe_move && p->style != ROLE_PLAIN)
		turn(p, ROLE_PLAIN);
	if (!p->caps->ansi) {
		caps_move(p->caps, y, x, p->out);
	} else {
		add(&whole, "\033[", 2);
		if (y > 0 || x > 0)
			add_number(&whole, y + 1);
		if (x > 0) {
			add(&whole, ";", 1);
			add_number(&whole, x + 1);
		}
		add(&whole, "H", 1);
		if (!move_along(p, y, x, whole.len))
			buf_addn(p->out, whole.text, whole.len);
	}
	p->y = y;
	p->x = x;
}

/* ---- cells ---- */

static bool
same(const struct cell *a, const struct cell *b)
{
	return !memcmp(a, b, sizeof *a);
}

static bool
is_blank(const struct cell *c)
{
	return c->style == ROLE_PLAIN && c->len == 1 && c->text[0] == ' ';
}

/* True if C looks right when written in STYLE. */
static bool
suits(const struct paint *p, const struct cell *c, int style)
{
	if (c->style == style)
		return true;
	return is_blank(c) && style < ROLE_COUNT && p->look.quiet[style];
}

/* Writes C where the cursor is, in the style that is on. */
static void
put(struct paint *p, const struct cell *c)
{
	buf_addn(p->out, c->text, c->len);
	p->x += c->width;
	if (p->x >= p->columns || (c->unsure && p->x + 1 >= p->columns))
		p->y = p->x = UNKNOWN;
	else if (c->unsure)
		p->x = UNKNOWN;
}

/* Goes right to column X by writing again what is there, if that is shorter
 * than a movement and all of it suits the style that is on. */
static bool
rewrite(struct paint *p, const struct cell *row, int x)
{
	int at, gap = x - p->x;
	int most = gap > 9 ? 5 : gap > 1 ? 4 : 3, len = 0;

	if (gap <= 0 || gap >= most || row[p->x].width == 0)
		return false;
	for (at = p->x; at < x; at++) {
		len += row[at].len;
		if (row[at].unsure || len >= most ||
		    (row[at].width && !suits(p, &row[at], p->style)))
			return false;
	}
	for (at = p->x; at < x; at++)
		buf_addn(p->out, row[at].text, row[at].len);
	p->x = x;
	return true;
}

/* Goes to column X of row Y and turns on the style for what is there. */
static void
approach(struct paint *p, const struct cell *row, int y, int x)
{
	bool near = y == p->y && p->x != UNKNOWN;

	if (near && rewrite(p, row, x))
		near = false;
	if (!p->caps->safe_move)
		move(p, y, x);
	if (!suits(p, &row[x], p->style))
		turn(p, row[x].style);
	if (near)
		rewrite(p, row, x);
	move(p, y, x);
}

static const struct cell space = { .text = " ", .len = 1, .width = 1 };

/* Where a character may turn out one column wide or two, both are blanked
 * first, unless they show nothing as it is. */
static void
make_bed(struct paint *p, const struct cell *row, const struct cell *old,
	 int y, int x)
{
	if (is_blank(&old[x]) && is_blank(&old[x + 1]) &&
	    p->look.quiet[row[x].style])
		return;
	put(p, &space);
	put(p, &space);
	move(p, y, x);
}

static void
paint_cell(struct paint *p, const struct cell *row, const struct cell *old,
	   int y, int x)
{
	if (p->caps->scrolls && y == p->rows - 1 &&
	    x + row[x].width >= p->columns) {
		if (row[x].width == 1)
			return;
		approach(p, row, y, x);
		put(p, &space);
		return;
	}
	approach(p, row, y, x);
	if (row[x].unsure && row[x].width == 2)
		make_bed(p, row, old, y, x);
	put(p, &row[x]);
}

/* From which column on the rest of ROW is best erased, when all from TO on is
 * as it was; p->columns if not at all. */
static int
erase_from(const struct paint *p, const struct cell *row,
	   const struct cell *old, int from, int to)
{
	int x;

	if (!*p->caps->el || !is_blank(&row[to - 1]))
		return p->columns;
	for (x = to; x < p->columns; x++)
		if (!is_blank(&row[x]))
			return p->columns;
	for (x = to; x > from && is_blank(&row[x - 1]); x--)
		continue;
	while (same(&row[x], &old[x]))
		x++;
	return to - x > (int)strlen(p->caps->el) ? x : p->columns;
}

static void
erase(struct paint *p, int y, int x)
{
	move(p, y, x);
	if (p->style == ROLE_COUNT || !p->look.quiet[p->style])
		turn(p, ROLE_PLAIN);
	buf_add(p->out, p->caps->el);
}

static void
paint_row(struct paint *p, const struct cell *row, struct cell *old, int y,
	  const struct span *touched)
{
	int from = touched->from, to = touched->to, x, end, overlaid = UNKNOWN;

	/* the dull case, by the quickest way there is */
	if (!memcmp(row + from, old + from,
		    (size_t)(to - from) * sizeof *row))
		return;
	while (same(&row[from], &old[from]))
		from++;
	while (same(&row[to - 1], &old[to - 1]))
		to--;
	end = erase_from(p, row, old, from, to);
	for (x = from; x < to || x == overlaid; x++) {
		if (x >= p->columns)
			break;
		if (x >= end) {
			erase(p, y, x);
			break;
		}
		if (!row[x].width ||
		    (x != overlaid && same(&row[x], &old[x])))
			continue;
		paint_cell(p, row, old, y, x);
		/* a terminal may have drawn it over its neighbour */
		if (row[x].unsure && row[x].width == 1)
			overlaid = x + 1;
	}
	memcpy(old + from, row + from, (size_t)(to - from) * sizeof *old);
}

/* ---- the page ---- */

void
paint_init(struct paint *p, const struct caps *caps, bool colour)
{
	*p = (struct paint){ .caps = caps };
	make_look(&p->look, caps, colour);
	make_turns(p);
	paint_forget(p);
}

void
paint_release(struct paint *p)
{
	free(p->front);
	p->front = NULL;
}

void
paint_size(struct paint *p, int rows, int columns)
{
	p->front = xreallocarray(p->front, (size_t)rows * (size_t)columns,
				 sizeof *p->front);
	p->rows = rows;
	p->columns = columns;
	paint_forget(p);
}

void
paint_forget(struct paint *p)
{
	p->stale = true;
	p->y = p->x = UNKNOWN;
	p->style = ROLE_COUNT;
}

/* Begins anew on a blank screen. */
static void
wipe(struct paint *p, struct page *page)
{
	struct cell blank = page_blank(&p->look, ROLE_PLAIN);
	size_t i, n = (size_t)p->rows * (size_t)p->columns;
	int y;

	p->style = ROLE_COUNT;
	turn(p, ROLE_PLAIN);
	buf_add(p->out, p->caps->clear);
	p->y = p->x = 0;
	for (i = 0; i < n; i++)
		p->front[i] = blank;
	for (y = 0; y < p->rows; y++)
		page->touched[y] = (struct span){ .to = p->columns };
	p->stale = false;
}

void
paint_page(struct paint *p, struct page *page, int y, int x, struct buf *out)
{
	size_t columns = (size_t)p->columns;
	int row;

	assert(page->rows == p->rows && page->columns == p->columns);
	p->out = out;
	if (p->stale)
		wipe(p, page);
	for (row = 0; row < p->rows; row++)
		if (page->touched[row].from < page->touched[row].to)
			paint_row(p, page->cell + (size_t)row * columns,
				  p->front + (size_t)row * columns, row,
				  &page->touched[row]);
	page_clean(page);
	move(p, y, x);
}
