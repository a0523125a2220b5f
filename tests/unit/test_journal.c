/* test_journal.c - what has been done to a report since it was opened */
#include "report/annotation.h"
#include "store/journal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/text.h"
#include "store/report-writer.h"
#include "files.h"
#include "report-support.h"

#define FILE_JOURNAL "r.yaml.journal"
#define STEPS 240
#define BASE 2		/* edits of the small report */

static bool prepared;	/* journal_prepare() is called for each journal */

/* ---- a person who types anything ---- */

struct typist {
	struct report *r;
	uint64_t seed;
	struct spot spot;
};

static unsigned
dice(struct typist *t, unsigned n)
{
	return support_random(&t->seed, n);
}

static const char *const texts[] = {
	"", "a", "线路", "two\nlines\n", "\ttab\\n", "\x01\x1b[31m\x7f",
	"~", "'", "@9", "\\x41", "é\\", "a line that is somewhat longer",
};

static const char *const figures[] = {
	"", "0", "7", "1.5", "12.50", "-3", "-", ".", "1.", "-.", "2.2",
	"900000", "~", "３.5", "x",
};

/* A place between two characters, not before AT. */
static size_t
between(struct typist *t, const char *text, size_t from)
{
	size_t len = strlen(text), n;

	n = from + dice(t, (unsigned)(len - from) + 1);
	while (n < len && ((unsigned char)text[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static struct put
any_put(struct typist *t, int cell)
{
	const struct kind *k = item_kind(report_form(t->r), cell);
	const char *now = report_text(t->r, cell), *why, *text;
	struct put p = { .cell = cell };

	if (k->type->figure) {
		text = figures[dice(t, ARRAY_LEN(figures))];
		if (dice(t, 2))
			value_parse(k, text, strlen(text), &p.value, &why);
		else
			value_parse_typed(k, text, strlen(text), &p.value,
					  &why);
		return p;
	}
	p.at = between(t, now, 0);
	p.cut = between(t, now, p.at) - p.at;
	text = texts[dice(t, ARRAY_LEN(texts))];
	if (*text)
		p.value = (struct value){ .state = VALUE_TEXT,
					  .text = xstrdup(text) };
	return p;
}

/* Some cells at once, each as it may be; what is refused is not done. */
static void
type_some(struct typist *t, int n)
{
	struct put put[8];
	struct error quiet = ERROR_INIT;
	int cells = report_form(t->r)->cells, i;
	unsigned first = dice(t, (unsigned)cells);

	for (i = 0; i < n; i++)
		put[i] = any_put(t, ((int)first + i * 3) % cells);
	report_edit(t->r, put, n, dice(t, 2) ? EDIT_NEW : EDIT_MORE, &quiet);
	for (i = 0; i < n; i++)
		value_release(&put[i].value);
	error_release(&quiet);
}

static const struct sign signs[] = {
	{ 0, "", "" }, { 1795900000123, "li", "" }, { 1, "wang", "paste" },
	{ 1795900000999, "\x1b]0;x", "a\treason\nof two lines \\" },
};

static void
type(struct typist *t)
{
	int cell;

	switch (dice(t, 9)) {
	case 0:
		report_undo(t->r, &cell);
		break;
	case 1:
		report_redo(t->r, &cell);
		break;
	case 2:
		report_sign(t->r, &signs[dice(t, ARRAY_LEN(signs))]);
		break;
	case 3:
		report_end_run(t->r);
		break;
	case 4:
		type_some(t, 1 + (int)dice(t, 3));
		break;
	default:
		type_some(t, 1);
	}
	report_verify(t->r);
}

static void
walk(struct typist *t)
{
	size_t i;

	t->spot.cell = (int)dice(t, (unsigned)report_form(t->r)->cells);
	t->spot.mode = "gp\0"[dice(t, 3)];
	for (i = 0; i < ARRAY_LEN(t->spot.number); i++)
		t->spot.number[i] = (int)dice(t, 3) * 1000;
}

/* ---- comparing ---- */

/* All that a report shows and how it is judged. */
static void
add_state(const struct report *r, struct buf *out)
{
	const struct form *f = report_form(r);
	int i;

	for (i = 0; i < f->cells; i++) {
		const struct value *v = report_value(r, i);

		report_show(r, i, out);
		buf_addf(out, "|%d %d %lld %s\n", v->state, v->keyed,
			 (long long)v->units, v->text ? v->text : "");
	}
	for (i = 0; i < f->checks; i++)
		buf_addf(out, "%d", report_verdict(r, i));
}

static void
assert_same_value(const struct value *a, const struct value *b)
{
	ck_assert(value_equal(a, b));
	ck_assert_str_eq(a->text ? a->text : "", b->text ? b->text : "");
}

static void
assert_same_edit(const struct edit *a, const struct edit *b)
{
	int i;

	ck_assert_int_eq(a->how, b->how);
	ck_assert_int_eq(a->changes, b->changes);
	ck_assert_int_eq(a->sign.time, b->sign.time);
	ck_assert_str_eq(a->sign.person, b->sign.person);
	ck_assert_str_eq(a->sign.reason, b->sign.reason);
	for (i = 0; i < a->changes; i++) {
		ck_assert_int_eq(a->change[i].cell, b->change[i].cell);
		ck_assert_uint_eq(a->change[i].at, b->change[i].at);
		assert_same_value(&a->change[i].before, &b->change[i].before);
		assert_same_value(&a->change[i].after, &b->change[i].after);
	}
}

static void
assert_same_log(const struct report *a, const struct report *b)
{
	int i;

	ck_assert_int_eq(report_serial(a), report_serial(b));
	for (i = 0; i < report_serial(a); i++)
		assert_same_edit(report_log(a, i), report_log(b, i));
}

/* Both go back to the beginning and forth again, the same way. */
static void
assert_same_way(struct report *a, struct report *b)
{
	int x, y;

	while (report_redo(a, &x)) {
		ck_assert(report_redo(b, &y));
		ck_assert_int_eq(x, y);
	}
	ck_assert(!report_redo(b, &y));
	assert_same(a, b);
	while (report_undo(a, &x)) {
		ck_assert(report_undo(b, &y));
		ck_assert_int_eq(x, y);
	}
	ck_assert(!report_undo(b, &y));
	assert_same(a, b);
	while (report_redo(a, &x))
		ck_assert(report_redo(b, &y));
	assert_same(a, b);
}

/* ---- a report with its journal ---- */

struct work {
	struct buf base;	/* the file at first */
	struct report_file file;
	struct dir dir;
	struct journal *j;
	struct typist typist;
};

static void
work_init(struct work *w, const char *bytes)
{
	struct error e = ERROR_INIT;

	*w = (struct work){ .base = BUF_INIT };
	buf_add(&w->base, bytes);
	put_text("r.yaml", bytes);
	ck_assert(dir_open(&w->dir, "r.yaml"));
	report_file_parse(&w->file, "r.yaml", bytes, strlen(bytes), &e);
	assert_errors(&e, "");
	w->j = journal_new(&w->dir, bytes, strlen(bytes),
			   report_serial(w->file.report));
	if (prepared)
		journal_prepare(w->j, w->file.form);
	w->typist = (struct typist){ .r = w->file.report, .seed = 7 };
}

static void
work_small(struct work *w)
{
	work_init(w, small_report());
}

static void
work_release(struct work *w)
{
	journal_close(w->j);
	report_file_close(&w->file);
	dir_release(&w->dir);
	buf_release(&w->base);
}

static void
follow(struct work *w)
{
	struct error e = ERROR_INIT;

	journal_follow(w->j, w->file.report, &w->typist.spot, &e);
	assert_errors(&e, "");
}

/* Types until the log is longer by N. */
static void
type_on(struct work *w, int n)
{
	int until = report_serial(w->file.report) + n;

	while (report_serial(w->file.report) < until)
		type(&w->typist);
}

static void
read_back(const struct work *w, struct recovery *r, const char *digest)
{
	struct error e = ERROR_INIT;

	recovery_read(r, &w->dir, "r.yaml", digest, &e);
	assert_errors(&e, "");
	ck_assert(!r->garbage);
}

/* The journal on the disk is all that was done. */
static void
assert_whole(struct work *w)
{
	struct recovery r;

	read_back(w, &r, "");
	assert_same(w->file.report, r.file.report);
	assert_same_log(w->file.report, r.file.report);
	report_verify(r.file.report);
	recovery_release(&r);
}

static void
assert_spots(const struct spot *wanted, const struct recovery *r, int last)
{
	const struct form *f = r->file.form;
	int i;

	ck_assert_int_eq(r->last, last);
	for (i = 0; i < f->blocks; i++)
		ck_assert_msg(spot_equal(&wanted[i], &r->spot[i]),
			      "the spot of block %d", i);
}

/* ---- what is written is what is read ---- */

static const char *const examples[] = {
	NULL, "tests/examples/half.yaml", "tests/examples/broken.yaml",
	"tests/examples/seed.yaml",
};

static void
work_example(struct work *w, const char *name)
{
	struct buf bytes = BUF_INIT;
	char *path;

	if (!name) {
		work_small(w);
		return;
	}
	set_forms();
	path = source(name);
	get_text(path, &bytes);
	work_init(w, bytes.text);
	buf_release(&bytes);
	free(path);
}

START_TEST(tells_all)
{
	struct work w;
	struct recovery r;
	struct spot *spot;
	int step, last = -1;

	work_example(&w, examples[_i]);
	w.typist.seed = (uint64_t)_i + 11;
	spot = xcalloc((size_t)w.file.form->blocks, sizeof *spot);
	type_on(&w, 1);
	for (step = 0; step < STEPS; step++) {
		type(&w.typist);
		walk(&w.typist);
		follow(&w);
		last = (int)(form_block_of(w.file.form, w.typist.spot.cell) -
			     w.file.form->block);
		spot[last] = w.typist.spot;
		if (step % 16)
			continue;
		read_back(&w, &r, "");
		assert_same(w.file.report, r.file.report);
		assert_same_log(w.file.report, r.file.report);
		assert_spots(spot, &r, last);
		recovery_release(&r);
	}
	read_back(&w, &r, "");
	assert_same_log(w.file.report, r.file.report);
	ck_assert_str_eq(r.bytes, w.base.text);
	ck_assert_uint_eq(r.len, w.base.len);
	assert_same_way(w.file.report, r.file.report);
	recovery_release(&r);
	free(spot);
	work_release(&w);
}
END_TEST

START_TEST(nothing_is_written_without_a_change)
{
	struct work w;
	struct error e = ERROR_INIT;

	work_small(&w);
	walk(&w.typist);
	follow(&w);
	ck_assert(!journal_there(&w.dir));
	ck_assert(!journal_unsynced(w.j));
	ck_assert(journal_sync(w.j, &e));
	type_on(&w, 1);
	follow(&w);
	ck_assert(journal_there(&w.dir));
	ck_assert(journal_unsynced(w.j));
	ck_assert(journal_sync(w.j, &e));
	ck_assert(!journal_unsynced(w.j));
	/* and no news are none */
	follow(&w);
	ck_assert(!journal_unsynced(w.j));
	journal_remove(w.j);
	w.j = NULL;
	assert_names(".", "forms r.yaml ");
	journal_remove(w.j);
	journal_close(w.j);
	work_release(&w);
}
END_TEST

/* Whoever only looks leaves nothing, however he ends; a session that only
 * walked does not, either. */
START_TEST(prepared_is_not_seen)
{
	struct error e = ERROR_INIT;
	struct work w;

	work_small(&w);
	walk(&w.typist);
	follow(&w);
	assert_names(".", "forms r.yaml ");
	ck_assert(!journal_there(&w.dir));
	ck_assert(!journal_unsynced(w.j));
	ck_assert(journal_sync(w.j, &e));
	if (_i)
		journal_remove(w.j);
	else
		journal_close(w.j);
	w.j = NULL;
	assert_names(".", "forms r.yaml ");
	work_release(&w);
}
END_TEST

/* What was told before the first edit stands in it. */
START_TEST(versions_before_the_first_edit)
{
	char one[DIGEST_LEN + 1], two[DIGEST_LEN + 1];
	struct error e = ERROR_INIT;
	struct recovery r;
	struct work w;

	work_small(&w);
	digest_of("1", 1, one);
	digest_of("2", 1, two);
	ck_assert(journal_seen(w.j, w.file.report, one, &e));
	ck_assert(journal_mark(w.j, w.file.report, two, &e));
	assert_names(".", "forms r.yaml ");
	type_on(&w, 1);
	follow(&w);
	assert_whole(&w);
	read_back(&w, &r, two);
	ck_assert(r.known);
	ck_assert_int_eq(r.saved, BASE);
	ck_assert_int_eq(r.versions, 3);
	recovery_release(&r);
	type_on(&w, 1);
	follow(&w);
	assert_whole(&w);
	work_release(&w);
}
END_TEST

/* An empty one, as a power cut may leave it before the first sync, is none,
 * and does not stay. */
START_TEST(an_empty_one)
{
	struct work w;

	work_small(&w);
	put_text(FILE_JOURNAL, "");
	ck_assert(!journal_there(&w.dir));
	type_on(&w, 1);
	follow(&w);
	assert_whole(&w);
	journal_remove(w.j);
	w.j = NULL;
	assert_names(".", "forms r.yaml ");
	work_release(&w);
}
END_TEST

/* ---- cut, and changed ---- */

struct told {
	struct work work;
	struct buf bytes;	/* of the journal */
	size_t head;		/* bytes of its first line */
	struct buf *state;	/* after so many edits */
};

/* A journal with all kinds of lines. */
static void
told_init(struct told *t, int edits)
{
	struct work *w = &t->work;
	char digest[DIGEST_LEN + 1];
	struct error e = ERROR_INIT;
	int i, n;

	*t = (struct told){ .bytes = BUF_INIT };
	work_small(w);
	n = report_serial(w->file.report) + edits;
	t->state = xcalloc((size_t)n + 1, sizeof *t->state);
	for (i = 0; i <= n; i++)
		buf_init(&t->state[i]);
	add_state(w->file.report, &t->state[report_serial(w->file.report)]);
	while (report_serial(w->file.report) < n) {
		int before = report_serial(w->file.report);

		type(&w->typist);
		if (report_serial(w->file.report) == before)
			continue;
		if (dice(&w->typist, 3) == 0)
			walk(&w->typist);
		follow(w);
		add_state(w->file.report,
			  &t->state[report_serial(w->file.report)]);
		digest_of("x", 1, digest);
		if (before == n / 2)
			journal_mark(w->j, w->file.report, digest, &e);
		if (before == n / 2 + 3)
			journal_seen(w->j, w->file.report, digest, &e);
		assert_errors(&e, "");
	}
	get_text(FILE_JOURNAL, &t->bytes);
	t->head = strcspn(t->bytes.text, "\n") + 1;
}

static void
told_release(struct told *t)
{
	int i;

	for (i = 0; i <= report_serial(t->work.file.report); i++)
		buf_release(&t->state[i]);
	free(t->state);
	buf_release(&t->bytes);
	work_release(&t->work);
}

/* How many edits stand in whole lines that end within LEN bytes, and in
 * *VALID, where the last of them ends. */
static int
edits_in(const struct told *t, size_t len, size_t *valid)
{
	const char *line = t->bytes.text, *end;
	int n = report_serial(t->work.file.report), edits = 0, all = 0;

	*valid = 0;
	while ((end = strchr(line, '\n'))) {
		bool edit = !strncmp(line, "edit\t", 5);

		line = end + 1;
		all += edit;
		if ((size_t)(line - t->bytes.text) <= len) {
			*valid = (size_t)(line - t->bytes.text);
			edits += edit;
		}
	}
	return n - all + edits;
}

/* BYTES are a journal of the first N edits that end at byte VALID; one whose
 * head does not count is none. */
static void
assert_prefix(const struct told *t, const char *bytes, size_t len, int n,
	      size_t valid)
{
	struct recovery r;
	struct error e = ERROR_INIT;
	struct buf state = BUF_INIT;
	bool ok = recovery_parse(&r, "r.yaml", bytes, len, "", &e);
	int i;

	if (valid < t->head) {
		ck_assert(!ok);
		assert_errors(&e, "r.yaml: error: this is no journal\n");
		return;
	}
	ck_assert(ok);
	assert_errors(&e, "");
	ck_assert_int_eq(report_serial(r.file.report), n);
	ck_assert_uint_eq(r.valid, valid);
	ck_assert_int_eq(r.garbage, memchr(bytes + valid, '\n', len - valid) !=
				    NULL);
	add_state(r.file.report, &state);
	ck_assert_str_eq(state.text, t->state[n].text);
	for (i = 0; i < n; i++)
		assert_same_edit(report_log(r.file.report, i),
				 report_log(t->work.file.report, i));
	recovery_release(&r);
	buf_release(&state);
}

START_TEST(cut_at_every_byte)
{
	struct told t;
	size_t len, valid;

	told_init(&t, 40);
	for (len = 0; len <= t.bytes.len; len++) {
		int n = edits_in(&t, len, &valid);

		assert_prefix(&t, t.bytes.text, len, n, valid);
	}
	told_release(&t);
}
END_TEST

static const char others[] = { '\n', '\t', '0', '\0', '\xff' };

START_TEST(one_byte_changed)
{
	struct told t;
	char *bytes;
	size_t at, valid;

	told_init(&t, 24);
	bytes = xmalloc(t.bytes.len + 1);
	memcpy(bytes, t.bytes.text, t.bytes.len + 1);
	for (at = 0; at < t.bytes.len; at++) {
		int n = edits_in(&t, at, &valid);
		char was = bytes[at], other = others[at % sizeof others];

		bytes[at] = (char)(other == was ? was ^ 1 : other);
		assert_prefix(&t, bytes, t.bytes.len, n, valid);
		bytes[at] = (char)(was ^ 1);
		assert_prefix(&t, bytes, t.bytes.len, n, valid);
		bytes[at] = was;
	}
	free(bytes);
	told_release(&t);
}
END_TEST

/* A line left out or told twice ends it. */
START_TEST(one_line_moved)
{
	struct told t;
	struct buf bytes = BUF_INIT;
	size_t at = 0, next, valid;

	told_init(&t, 24);
	for (; at < t.bytes.len; at = next) {
		int n = edits_in(&t, at, &valid);

		next = at + strcspn(t.bytes.text + at, "\n") + 1;
		buf_clear(&bytes);
		buf_addn(&bytes, t.bytes.text, at);
		buf_add(&bytes, t.bytes.text + next);
		if (next < t.bytes.len)
			assert_prefix(&t, bytes.text, bytes.len, n, valid);
		n = edits_in(&t, next, &valid);
		buf_clear(&bytes);
		buf_addn(&bytes, t.bytes.text, next);
		buf_add(&bytes, t.bytes.text + at);
		assert_prefix(&t, bytes.text, bytes.len, n, valid);
	}
	buf_release(&bytes);
	told_release(&t);
}
END_TEST

/* ---- lines as somebody else might write them ---- */

/* A journal of the small report, of LINES, which have no checksum yet. */
static void
forge(struct buf *out, const char *head, const char *const *line)
{
	struct chain chain = CHAIN_INIT;
	size_t from;

	buf_add(out, head);
	record_end(out, 0, &chain);
	for (; *line; line++) {
		from = out->len;
		buf_add(out, *line);
		record_end(out, from, &chain);
	}
}

static const struct {
	const char *line;
	int serial, last;
} forged[] = {
	{ "edit\t3\t-\tnew\t\t\tt.a.p\t1.5\t2", 3, -1 },
	{ "edit\t3\t-\tmore\t\t\tt.a.p\t1.5\t2", 2, -1 },
	{ "edit\t4\t-\tnew\t\t\tt.a.p\t1.5\t2", 2, -1 },
	{ "edit\t3\t-\tnew\t\t\tt.a.p\t1\t2", 2, -1 },
	{ "edit\t3\t-\tnew\t\t\tt.a.p\t1.5\t1.5", 2, -1 },
	{ "edit\t3\t-\tnew\t\t\tt.a.z\t1.5\t2", 2, -1 },
	{ "edit\t3\t-\tundo\t\t\tt.a.p\t1.5\t2", 2, -1 },
	{ "edit\t3\t-\tnew\t\t\tnote@2\trs\tx", 3, -1 },
	{ "edit\t3\t-\tnew\t\t\tnote@2\trx\tx", 2, -1 },
	{ "edit\t3\t-\tnew\t\t\tnote@99\t\tx", 2, -1 },
	{ "edit\t3\t-\tnew\t\t\tunit\t\ta\\nb", 2, -1 },
	{ "edit\t3\t-\tnew\t\t", 2, -1 },
	{ "a later kind\t1", 2, -1 },
	{ "spot\tt.b.q\tg\t0\t1\t2\t3\t4\t5", 2, 2 },
	{ "spot\tt.b.z\tg\t0\t1\t2\t3\t4\t5", 2, -1 },
	{ "spot\tt.b.q\tg\t0\t1\t2\t3\t4\t-1", 2, -1 },
	{ "spot\tt.b.q\tg\t0\t1\t2\t3\t4\t2147483648", 2, -1 },
	{ "spot\tt.b.q\tg\t0\t1\t2", 2, -1 },
	{ "mark\tshort\t1", 2, -1 },
	{ "mark\t0123456789012345678901234567890123456789012345678901234567"
	  "890123\t2147483648", 2, -1 },
};

START_TEST(forged_lines)
{
	const char *base = small_report(), *line[2] = { NULL };
	struct buf head = BUF_INIT, bytes = BUF_INIT;
	struct error e = ERROR_INIT;
	struct recovery r;

	record_field(&head, "gouji-journal");
	record_field(&head, "1");
	record_field(&head, "small/1");
	record_field(&head, "li");
	record_field(&head, "host");
	record_field(&head, "2026-11-24T09:30:00.123Z");
	record_field(&head, "2");
	record_field(&head, base);
	line[0] = forged[_i].line;
	forge(&bytes, head.text, line);
	recovery_parse(&r, "r.yaml", bytes.text, bytes.len, "", &e);
	assert_errors(&e, "");
	ck_assert_int_eq(report_serial(r.file.report), forged[_i].serial);
	ck_assert_int_eq(r.last, forged[_i].last);
	ck_assert_int_eq(r.versions, 1);
	ck_assert_str_eq(r.person, "li");
	ck_assert_str_eq(r.host, "host");
	report_verify(r.file.report);
	recovery_release(&r);
	buf_release(&head);
	buf_release(&bytes);
}
END_TEST

static const struct {
	const char *head, *complaint;
} heads[] = {
	{ "", "r.yaml: error: this is no journal\n" },
	{ "gouji-journal\t1", "r.yaml: error: this is no journal\n" },
	{ "gouji-log\t1\tf\tli\thost\t-\t1\t",
	  "r.yaml: error: this is no journal\n" },
	{ "gouji-journal\t2\tf\tli\thost\t-\t1\t",
	  "r.yaml: error: this is no journal\n" },
	{ "gouji-journal\t1\tf\tli\thost\t-\tx\t",
	  "r.yaml: error: this is no journal\n" },
	{ "gouji-journal\t1\tf\t\\xff\thost\t-\t1\t",
	  "r.yaml: error: this is no journal\n" },
	{ "gouji-journal\t1\tf\tli\t\\xff\t-\t1\t",
	  "r.yaml: error: this is no journal\n" },
	{ "gouji-journal\t1\tf\tli\thost\t-\t1\tform: none/1\\n", NULL },
	/* two edits would be in the log before the first line */
	{ "gouji-journal\t1\tf\tli\thost\t-\t2\tform: small/1\\n"
	  "note: x\\n", "r.yaml: error: this is no journal\n" },
};

START_TEST(forged_heads)
{
	const char *line[1] = { NULL };
	struct buf bytes = BUF_INIT;
	struct error e = ERROR_INIT;
	struct recovery r;

	small_report();
	forge(&bytes, heads[_i].head, line);
	ck_assert(!recovery_parse(&r, "r.yaml", bytes.text, bytes.len, "",
				  &e));
	ck_assert_ptr_null(r.file.report);
	if (heads[_i].complaint)
		assert_errors(&e, heads[_i].complaint);
	ck_assert(!heads[_i].complaint || !error_any(&e));
	error_release(&e);
	recovery_release(&r);
	buf_release(&bytes);
}
END_TEST

/* ---- which versions of the file it knows ---- */

static void
digest_now(const struct report *r, char digest[DIGEST_LEN + 1])
{
	struct buf bytes = BUF_INIT;

	report_write(r, &bytes);
	digest_of(bytes.text, bytes.len, digest);
	buf_release(&bytes);
}

static void
assert_version(const struct work *w, const char *digest, bool known,
	       int saved, bool modified)
{
	struct recovery r;

	read_back(w, &r, digest);
	ck_assert_int_eq(r.known, known);
	ck_assert_int_eq(r.saved, saved);
	ck_assert_int_eq(report_modified(r.file.report), modified);
	recovery_release(&r);
}

/* The same whether marks stand between the edits, or before them. */
START_TEST(knows_versions)
{
	char base[DIGEST_LEN + 1], one[DIGEST_LEN + 1], two[DIGEST_LEN + 1];
	char seen[DIGEST_LEN + 1], unknown[DIGEST_LEN + 1];
	struct error e = ERROR_INIT;
	struct work w;
	int first, second;

	work_small(&w);
	digest_of(w.base.text, w.base.len, base);
	digest_of("seen", 4, seen);
	digest_of("unknown", 7, unknown);
	ck_assert_int_eq(journal_saved(w.j), BASE);
	key(w.file.report, "t.a.p", "7");
	follow(&w);
	digest_now(w.file.report, one);
	first = report_serial(w.file.report);
	ck_assert(journal_mark(w.j, w.file.report, one, &e));
	ck_assert(!journal_unsynced(w.j));
	ck_assert_int_eq(journal_saved(w.j), first);
	assert_version(&w, one, true, first, false);
	key(w.file.report, "t.b.q", "8");
	follow(&w);
	ck_assert(journal_seen(w.j, w.file.report, seen, &e));
	key(w.file.report, "note", "9");
	follow(&w);
	digest_now(w.file.report, two);
	second = report_serial(w.file.report);
	ck_assert(journal_mark(w.j, w.file.report, two, &e));
	if (_i) {
		/* made again */
		ck_assert(!unlink(FILE_JOURNAL));
		walk(&w.typist);
		follow(&w);
	}
	assert_version(&w, two, true, second, false);
	assert_version(&w, one, true, first, true);
	assert_version(&w, base, true, BASE, true);
	assert_version(&w, seen, true, -1, true);
	assert_version(&w, unknown, false, -1, true);
	assert_version(&w, "", false, -1, true);
	ck_assert(journal_seen(w.j, w.file.report, unknown, &e));
	ck_assert_int_eq(journal_saved(w.j), second);
	assert_errors(&e, "");
	work_release(&w);
}
END_TEST

/* Undone to what was saved, it is saved; and a later version of the same
 * bytes is the later. */
START_TEST(modified_as_it_was)
{
	char digest[DIGEST_LEN + 1], base[DIGEST_LEN + 1];
	struct error e = ERROR_INIT;
	struct work w;
	int cell;

	work_small(&w);
	digest_of(w.base.text, w.base.len, base);
	key(w.file.report, "t.a.p", "7");
	digest_now(w.file.report, digest);
	follow(&w);
	journal_mark(w.j, w.file.report, digest, &e);
	report_mark_saved(w.file.report);
	key(w.file.report, "t.a.p", "8");
	follow(&w);
	assert_version(&w, digest, true, BASE + 1, true);
	report_undo(w.file.report, &cell);
	follow(&w);
	assert_version(&w, digest, true, BASE + 1, false);
	report_undo(w.file.report, &cell);
	follow(&w);
	assert_version(&w, digest, true, BASE + 1, true);
	assert_version(&w, base, true, BASE, false);
	journal_mark(w.j, w.file.report, digest, &e);
	assert_version(&w, digest, true, BASE + 4, false);
	work_release(&w);
}
END_TEST

/*
 * A mark whose file never came: what was half typed is not in a file, so that
 * version is the bytes of the first, and the next key went on with the run.
 */
START_TEST(marked_within_a_run)
{
	char digest[DIGEST_LEN + 1];
	struct error e = ERROR_INIT;
	struct recovery r;
	struct work w;
	int cell;

	work_small(&w);
	digest_of(w.base.text, w.base.len, digest);
	cell = at(w.file.form, "t.a.q");
	report_key(w.file.report, cell, "-", true, EDIT_NEW, &e);
	follow(&w);
	journal_mark(w.j, w.file.report, digest, &e);
	report_key(w.file.report, cell, "-5", true, EDIT_MORE, &e);
	follow(&w);
	assert_version(&w, digest, true, BASE + 1, true);
	report_undo(w.file.report, &cell);
	follow(&w);
	read_back(&w, &r, digest);
	assert_same_log(w.file.report, r.file.report);
	assert_same_way(w.file.report, r.file.report);
	recovery_release(&r);
	assert_errors(&e, "");
	work_release(&w);
}
END_TEST

/* ---- when it cannot be written ---- */

/* Files grow to MOST bytes from now on; no ck_assert() meanwhile, as libcheck
 * writes what it asserts to a file. */
static void
limit(rlim_t most)
{
	struct rlimit l;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &l);
	l.rlim_cur = most;
	setrlimit(RLIMIT_FSIZE, &l);
}

static bool
follow_within(struct work *w, off_t most, struct error *e)
{
	bool ok;

	limit((rlim_t)most);
	ok = journal_follow(w->j, w->file.report, &w->typist.spot, e);
	limit(RLIM_INFINITY);
	return ok;
}

static off_t
size_of(const char *path)
{
	struct stat st;

	ck_assert(!stat(path, &st));
	return st.st_size;
}

static void
assert_elsewhere(struct work *w)
{
	struct buf path = BUF_INIT;
	struct recovery r;
	struct stat st;

	ck_assert(journal_elsewhere(w->j));
	journal_show(w->j, &path);
	ck_assert(strstr(path.text, "/state/gouji/r.yaml."));
	ck_assert(!stat(path.text, &st));
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	ck_assert(!stat("state/gouji", &st));
	ck_assert_uint_eq(st.st_mode & 07777, 0700);
	read_back(w, &r, "");
	ck_assert(r.elsewhere);
	recovery_release(&r);
	assert_whole(w);
	buf_release(&path);
}

/* Nothing can be made beside the report, as something is in the way. */
START_TEST(elsewhere_from_the_first)
{
	const char *const way[] = { "r.yaml.journal.new", FILE_JOURNAL };
	struct work w;

	work_small(&w);
	/* a journal, or the new one, would be there */
	ck_assert(!mkdir(way[_i], 0755));
	ck_assert(!mkdir("r.yaml.journal.new/x", 0755) || _i);
	/* what is prepared needs no new one */
	ck_assert(!prepared || _i);
	type_on(&w, 3);
	follow(&w);
	assert_elsewhere(&w);
	type_on(&w, 3);
	follow(&w);
	assert_elsewhere(&w);
	journal_remove(w.j);
	w.j = NULL;
	assert_names("state/gouji", "");
	work_release(&w);
}
END_TEST

/* The one beside the report is cut short by the disk and cannot be made anew;
 * it would mislead. */
START_TEST(elsewhere_later)
{
	struct error e = ERROR_INIT;
	struct work w;
	int i;

	work_small(&w);
	type_on(&w, 3);
	for (i = 0; i < 30; i++) {
		walk(&w.typist);
		follow(&w);
	}
	ck_assert(!mkdir("r.yaml.journal.new", 0755));
	type_on(&w, 3);
	ck_assert(follow_within(&w, size_of(FILE_JOURNAL) + 20, &e));
	assert_elsewhere(&w);
	assert_names(".", "forms r.yaml r.yaml.journal.new state ");
	/* and on from there, as another process would */
	type_on(&w, 5);
	follow(&w);
	ck_assert(journal_sync(w.j, &e));
	assert_elsewhere(&w);
	work_release(&w);
}
END_TEST

static const char full[] =
	"gouji: error: the journal of r.yaml cannot be written: File too large;"
	" what is typed would be lost with the line: save now, or elsewhere "
	"with :w NAME\n";

/* Nowhere: said each time, and all is there when there is room again. */
START_TEST(nowhere_for_a_while)
{
	char digest[DIGEST_LEN + 1];
	struct error e = ERROR_INIT;
	struct recovery r;
	struct work w;
	bool marked;
	int i;

	work_small(&w);
	if (_i) {
		type_on(&w, 5);
		follow(&w);
	}
	for (i = 0; i < 3; i++) {
		type_on(&w, 2);
		walk(&w.typist);
		ck_assert(!follow_within(&w, 100, &e));
		assert_errors(&e, full);
	}
	/* no news, but still not there */
	ck_assert(!follow_within(&w, 100, &e));
	assert_errors(&e, full);
	digest_now(w.file.report, digest);
	limit(100);
	marked = journal_mark(w.j, w.file.report, digest, &e);
	limit(RLIM_INFINITY);
	ck_assert(!marked);
	assert_errors(&e, full);
	follow(&w);
	assert_whole(&w);
	ck_assert(!journal_elsewhere(w.j));
	/* the file that was put in place meanwhile is known */
	read_back(&w, &r, digest);
	ck_assert(r.known);
	ck_assert_int_eq(r.saved, report_serial(w.file.report));
	recovery_release(&r);
	assert_names(".", "forms r.yaml r.yaml.journal state ");
	work_release(&w);
}
END_TEST

/* All is saved while the journal is out of order: it leaves nothing. */
START_TEST(nothing_left_of_a_broken_one)
{
	struct error e = ERROR_INIT;
	struct work w;

	work_small(&w);
	type_on(&w, 5);
	follow(&w);
	type_on(&w, 1);
	ck_assert(!follow_within(&w, 100, &e));
	error_release(&e);
	journal_remove(w.j);
	w.j = NULL;
	ck_assert(!journal_there(&w.dir));
	work_release(&w);
}
END_TEST

/* A torn line is written again, in its place or in a new file. */
START_TEST(a_line_torn_by_the_disk)
{
	struct error e = ERROR_INIT;
	struct work w;
	int i;

	work_small(&w);
	type_on(&w, 3);
	for (i = 0; i < 30; i++) {
		walk(&w.typist);
		follow(&w);
	}
	/* there is no room for a line more, but for all in short */
	type_on(&w, 2);
	walk(&w.typist);
	ck_assert(follow_within(&w, size_of(FILE_JOURNAL) + 30, &e));
	ck_assert(!journal_elsewhere(w.j));
	assert_whole(&w);
	type_on(&w, 2);
	follow(&w);
	assert_whole(&w);
	work_release(&w);
}
END_TEST

START_TEST(unlinked_under_us)
{
	struct error e = ERROR_INIT;
	char digest[DIGEST_LEN + 1];
	struct recovery r;
	struct work w;

	work_small(&w);
	type_on(&w, 5);
	follow(&w);
	ck_assert(!unlink(FILE_JOURNAL));
	type_on(&w, 1);
	follow(&w);
	assert_whole(&w);
	/* also of where one stands alone */
	ck_assert(!unlink(FILE_JOURNAL));
	walk(&w.typist);
	follow(&w);
	assert_whole(&w);
	/* and of a mark alone */
	ck_assert(!unlink(FILE_JOURNAL));
	digest_now(w.file.report, digest);
	ck_assert(journal_mark(w.j, w.file.report, digest, &e));
	read_back(&w, &r, digest);
	ck_assert(r.known);
	recovery_release(&r);
	assert_whole(&w);
	work_release(&w);
}
END_TEST

/* The folder goes away under us, and is there again later. */
START_TEST(the_folder_goes_away)
{
	struct work w;

	work_small(&w);
	dir_release(&w.dir);
	ck_assert(!mkdir("d", 0755));
	ck_assert(dir_open(&w.dir, "d/r.yaml"));
	type_on(&w, 2);
	follow(&w);
	ck_assert(!unlink("d/" FILE_JOURNAL));
	ck_assert(!rmdir("d"));
	type_on(&w, 2);
	follow(&w);
	assert_elsewhere(&w);
	work_release(&w);
}
END_TEST

/* There was no room for it as the report was opened. */
START_TEST(prepared_in_vain)
{
	struct work w;
	bool ok;

	prepared = false;
	work_small(&w);
	limit(100);
	journal_prepare(w.j, w.file.form);
	limit(RLIM_INFINITY);
	type_on(&w, 2);
	follow(&w);
	assert_whole(&w);
	ok = journal_elsewhere(w.j);
	ck_assert(!ok);
	work_release(&w);
}
END_TEST

/* ---- who may read it ---- */

static mode_t
mode_of(const char *path, uid_t *owner, gid_t *group)
{
	struct stat st;

	ck_assert(!stat(path, &st));
	*owner = st.st_uid;
	*group = st.st_gid;
	return st.st_mode & 07777;
}

static const mode_t modes[][2] = {
	{ 0600, 0600 }, { 0640, 0640 }, { 0644, 0644 }, { 0664, 0664 },
	{ 0755, 0644 }, { 0400, 0400 }, { 04644, 0644 },
};

START_TEST(read_by_whom_the_report_is)
{
	struct work w;
	uid_t owner;
	gid_t group;

	work_small(&w);
	ck_assert(!chmod("r.yaml", modes[_i][0]));
	type_on(&w, 1);
	follow(&w);
	ck_assert_uint_eq(mode_of(FILE_JOURNAL, &owner, &group),
			  modes[_i][1]);
	work_release(&w);
}
END_TEST

START_TEST(read_by_whom_a_new_report_will_be)
{
	struct work w;
	uid_t owner;
	gid_t group;

	work_small(&w);
	ck_assert(!unlink("r.yaml"));
	umask(027);
	type_on(&w, 1);
	follow(&w);
	ck_assert_uint_eq(mode_of(FILE_JOURNAL, &owner, &group), 0640);
	work_release(&w);
}
END_TEST

#define NOBODY 65534

/* Of a report of another group, in which we are not, that group's mates may
 * be others than ours. */
START_TEST(another_group)
{
	struct work w;
	uid_t owner;
	gid_t group;

	if (geteuid()) {
		support_left_out("a file of another group, which takes root");
		return;
	}
	work_small(&w);
	ck_assert(!chown(".", NOBODY, NOBODY));
	ck_assert(!chown("r.yaml", 1234, 4321));
	ck_assert(!chmod("r.yaml", 0664));
	type_on(&w, 1);
	follow(&w);
	ck_assert_uint_eq(mode_of(FILE_JOURNAL, &owner, &group), 0664);
	ck_assert_uint_eq(owner, 1234);
	ck_assert_uint_eq(group, 4321);
	ck_assert(!unlink(FILE_JOURNAL));
	ck_assert(!setegid(NOBODY) && !seteuid(NOBODY));
	type_on(&w, 1);
	follow(&w);
	ck_assert(!seteuid(0) && !setegid(0));
	ck_assert_uint_eq(mode_of(FILE_JOURNAL, &owner, &group), 0644);
	ck_assert_uint_eq(owner, NOBODY);
	ck_assert_uint_eq(group, NOBODY);
	work_release(&w);
}
END_TEST

/* Where we may not write, it lies elsewhere, and is found there. */
START_TEST(a_folder_of_others)
{
	struct work w;
	bool root = !geteuid();

	work_small(&w);
	ck_assert(!mkdir("state", 0700));
	if (root)
		ck_assert(!chown("state", NOBODY, NOBODY) &&
			  !(getenv("TMPDIR") &&
			    chmod(getenv("TMPDIR"), 0711)));
	ck_assert(!chmod(".", root ? 0755 : 0555));
	ck_assert(!root || (!setegid(NOBODY) && !seteuid(NOBODY)));
	type_on(&w, 2);
	follow(&w);
	assert_elsewhere(&w);
	ck_assert(!root || (!seteuid(0) && !setegid(0)));
	ck_assert(!chmod(".", 0755));
	work_release(&w);
}
END_TEST

/* ---- going on with one ---- */

static const char *const tails[] = {
	"", "edit\t3\t-\tnew\t", "garbage\n", "edit\t1\t\tsum\n\n\nx",
};

START_TEST(goes_on_behind_garbage)
{
	struct error e = ERROR_INIT;
	struct recovery r;
	struct work w;

	work_small(&w);
	type_on(&w, 5);
	walk(&w.typist);
	follow(&w);
	journal_close(w.j);
	add_text(FILE_JOURNAL, tails[_i]);
	ck_assert(recovery_read(&r, &w.dir, "r.yaml", "", &e));
	ck_assert_int_eq(r.garbage, _i >= 2);
	ck_assert_int_eq(report_serial(r.file.report),
			 report_serial(w.file.report));
	w.j = journal_resume(&w.dir, &r);
	type_on(&w, 5);
	follow(&w);
	assert_whole(&w);
	ck_assert_int_eq(journal_saved(w.j), BASE);
	recovery_release(&r);
	work_release(&w);
}
END_TEST

/* What a journal knew, one that goes on knows, wherever it lies, and if it
 * has to be made again. */
START_TEST(goes_on_knowing)
{
	char one[DIGEST_LEN + 1], two[DIGEST_LEN + 1];
	struct error e = ERROR_INIT;
	struct recovery r;
	struct work w;

	work_small(&w);
	digest_of("1", 1, one);
	digest_of("2", 1, two);
	if (_i & 1)
		ck_assert(!mkdir("r.yaml.journal.new", 0755));
	type_on(&w, 5);
	follow(&w);
	ck_assert(journal_mark(w.j, w.file.report, one, &e));
	ck_assert(journal_seen(w.j, w.file.report, two, &e));
	type_on(&w, 1);
	follow(&w);
	journal_close(w.j);
	read_back(&w, &r, one);
	ck_assert_int_eq(r.elsewhere, _i & 1);
	if (_i & 2)
		ck_assert(journal_keep(&w.dir, r.elsewhere));
	if (_i == 4) {
		/* nobody's home is there any more */
		ck_assert(!r.elsewhere);
		r.elsewhere = true;
	}
	w.j = journal_resume(&w.dir, &r);
	recovery_release(&r);
	follow(&w);
	assert_whole(&w);
	assert_version(&w, one, true, BASE + 5, true);
	assert_version(&w, two, true, -1, true);
	ck_assert_int_eq(journal_saved(w.j), BASE + 5);
	type_on(&w, 1);
	follow(&w);
	assert_whole(&w);
	work_release(&w);
}
END_TEST

START_TEST(cannot_be_read)
{
	struct error e = ERROR_INIT;
	struct recovery r;
	struct work w;

	work_small(&w);
	ck_assert(!recovery_read(&r, &w.dir, "r.yaml", "", &e));
	assert_errors(&e, "r.yaml: error: its journal cannot be read: "
			  "No such file or directory\n");
	recovery_release(&r);
	ck_assert(!journal_keep(&w.dir, false));
	ck_assert(!journal_keep(&w.dir, true));
	ck_assert(!mkdir(FILE_JOURNAL, 0755));
	ck_assert(!recovery_read(&r, &w.dir, "r.yaml", "", &e));
	assert_errors(&e, "r.yaml: error: its journal cannot be read: "
			  "Is a directory\n");
	recovery_release(&r);
	ck_assert(journal_keep(&w.dir, false));
	put_text(FILE_JOURNAL, "");
	ck_assert(!recovery_read(&r, &w.dir, "r.yaml", "", &e));
	assert_errors(&e, "r.yaml: error: this is no journal\n");
	recovery_release(&r);
	work_release(&w);
}
END_TEST

/* ---- following who writes ---- */

START_TEST(read_on)
{
	struct recovery r;
	struct work w;
	bool moved;
	int i;

	work_small(&w);
	type_on(&w, 2);
	follow(&w);
	read_back(&w, &r, "");
	for (i = 0; i < 10; i++) {
		ck_assert(recovery_more(&r, &w.dir, &moved));
		ck_assert(!moved);
		type_on(&w, 2);
		walk(&w.typist);
		follow(&w);
		ck_assert(recovery_more(&r, &w.dir, &moved));
		ck_assert(moved);
		assert_same(w.file.report, r.file.report);
		assert_same_log(w.file.report, r.file.report);
	}
	/* in the middle of a line nothing is new yet */
	add_text(FILE_JOURNAL, "edit\t");
	ck_assert(recovery_more(&r, &w.dir, &moved));
	ck_assert(!moved);
	journal_remove(w.j);
	w.j = NULL;
	ck_assert(!recovery_more(&r, &w.dir, &moved));
	ck_assert(!moved);
	recovery_release(&r);
	work_release(&w);
}
END_TEST

/* Another journal, of which the file may have the same number. */
START_TEST(read_on_in_another)
{
	struct buf bytes = BUF_INIT;
	struct recovery r;
	struct work w;
	bool moved;

	work_small(&w);
	type_on(&w, 2);
	follow(&w);
	read_back(&w, &r, "");
	ck_assert(!rename(FILE_JOURNAL, "kept"));
	type_on(&w, 9);
	journal_close(w.j);
	w.j = journal_new(&w.dir, w.base.text, w.base.len, BASE);
	report_sign(w.file.report, &signs[1]);
	follow(&w);
	if (_i) {
		/* the same number */
		get_text(FILE_JOURNAL, &bytes);
		bytes.text[strcspn(bytes.text, "\n") + 30] ^= 1;
		put_text("kept", bytes.text);
		ck_assert(!rename("kept", FILE_JOURNAL));
	}
	ck_assert(!recovery_more(&r, &w.dir, &moved));
	ck_assert(!moved);
	recovery_release(&r);
	buf_release(&bytes);
	work_release(&w);
}
END_TEST

static void
enter_prepared(void)
{
	enter_folder();
	prepared = true;
}

/* What must hold with and without journal_prepare(). */
static void
add_tests(TCase *c)
{
	tcase_set_timeout(c, 120);
	tcase_add_loop_test(c, tells_all, 0, (int)ARRAY_LEN(examples));
	tcase_add_test(c, nothing_is_written_without_a_change);
	tcase_add_test(c, cut_at_every_byte);
	tcase_add_test(c, one_byte_changed);
	tcase_add_test(c, one_line_moved);
	tcase_add_loop_test(c, prepared_is_not_seen, 0, 2);
	tcase_add_test(c, versions_before_the_first_edit);
	tcase_add_test(c, an_empty_one);
	tcase_add_loop_test(c, knows_versions, 0, 2);
	tcase_add_test(c, modified_as_it_was);
	tcase_add_test(c, marked_within_a_run);
	tcase_add_test(c, elsewhere_later);
	tcase_add_loop_test(c, nowhere_for_a_while, 0, 2);
	tcase_add_test(c, nothing_left_of_a_broken_one);
	tcase_add_test(c, a_line_torn_by_the_disk);
	tcase_add_test(c, unlinked_under_us);
	tcase_add_test(c, the_folder_goes_away);
	tcase_add_loop_test(c, read_by_whom_the_report_is, 0,
			    (int)ARRAY_LEN(modes));
	tcase_add_test(c, read_by_whom_a_new_report_will_be);
	tcase_add_test(c, another_group);
	tcase_add_test(c, a_folder_of_others);
	tcase_add_loop_test(c, goes_on_behind_garbage, 0,
			    (int)ARRAY_LEN(tails));
	tcase_add_test(c, read_on);
	tcase_add_loop_test(c, read_on_in_another, 0, 2);
}

int
main(void)
{
	Suite *s = suite_create("journal");
	TCase *c = tcase_create("journal"), *p = tcase_create("prepared");

	tcase_add_checked_fixture(c, enter_folder, leave_folder);
	add_tests(c);
	tcase_add_loop_test(c, forged_lines, 0, (int)ARRAY_LEN(forged));
	tcase_add_loop_test(c, forged_heads, 0, (int)ARRAY_LEN(heads));
	tcase_add_loop_test(c, elsewhere_from_the_first, 0, 2);
	tcase_add_loop_test(c, goes_on_knowing, 0, 5);
	tcase_add_test(c, cannot_be_read);
	suite_add_tcase(s, c);
	tcase_add_checked_fixture(p, enter_prepared, leave_folder);
	add_tests(p);
	tcase_add_loop_test(p, elsewhere_from_the_first, 1, 2);
	tcase_add_test(p, prepared_in_vain);
	suite_add_tcase(s, p);
	return support_run(s);
}
