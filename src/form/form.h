/*
 * form.h - an official form: blocks, lines, cells, totals, rules
 *
 * A form is built once (form_new, form_add_block, form_add_line ...), frozen
 * by form_finish(), and const from then on.  Everything in it, strings
 * included, lives in its arena and ends with form_free().
 *
 * A form is a list of blocks.  Each block is a grid of cells, row by row: a
 * table has many, a block of fields one column, a text one cell, a heading
 * none.  Cells are numbered through all blocks in the order of the form:
 *
 *	cell = block->first + row * block->cols.leaves + column
 *
 * Rows and columns are the leaves of two trees of lines; the inner lines are
 * the merged headings.  A cell is either keyed or computed.  What a computed
 * cell adds up is a *sum* over keyed cells; so are the sides of a rule, with
 * last year's figures as constants.  A *check* is a rule applied to one line of
 * a table, to one cell, or to the whole.
 *
 * An address is the path of a cell: block, row, column, each with the names
 * of the headings above it ("table.heading.row.column").  A line without
 * an id adds nothing to it.  Fields are addressed by their own id alone.
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/amount.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "form/value.h"

/* Bounds that keep a hostile file from costing much. */
#define FORM_BLOCKS 500
#define FORM_LINES 20000	/* rows, and columns, of a table */
#define FORM_CELLS 2000000
#define FORM_DEPTH 8		/* headings over headings */
#define FORM_RULES 2000
#define FORM_TERMS 8000000	/* cells in all sums together, and of last
				 * year, and that rules look at one by one */
#define FORM_CHECKS 200000	/* of rules and totals together */
#define FORM_KINDS 200		/* of cells */
#define FORM_OF 100		/* rules that one suspect looks at */
#define FORM_TRENDS 100		/* figures that are followed */

enum block_type { BLOCK_HEADING, BLOCK_FIELDS, BLOCK_TEXT, BLOCK_TABLE };
enum direction { DIRECTION_RIGHT, DIRECTION_DOWN };
enum level { LEVEL_MUST, LEVEL_ASK, LEVEL_NOTE };
#define LEVELS 3

struct formula;
struct expr;
struct message;
struct quote;

/* A row, a column, or a heading over some. */
struct line {
	const char *id;		/* NULL: adds no name to a path */
	struct label label;
	struct label help;
	struct place place;
	int parent;		/* line; -1 at the top */
	int depth;		/* headings above it */
	int first, last;	/* the leaves [first, last) that it spans */
	int leaf;		/* number among the leaves; -1: a heading */
	int kind;		/* of its cells; -1: the table's */
	bool total;		/* the sum of all beside it */
	const struct formula *from;	/* what is carried into it; else NULL */
	const struct formula *is;	/* or what this says; else NULL */
	const char *rule;	/* name of the check of its paper total */
	const struct rule *paper;	/* that check's, once it is known */
};

struct axis {
	struct line *line;	/* in the order of the file */
	int count;
	size_t room;
	int *leaf;		/* the line of each leaf */
	int *sorted;		/* leaves by their paths: see address.c */
	int leaves;
	int depth;		/* levels of lines */
};

struct block {
	enum block_type type;
	const char *id;		/* NULL for a heading */
	struct label label;
	struct label help;
	struct label corner;	/* what stands over the row labels */
	bool has_corner;
	bool untitled;		/* its label is not printed */
	struct place place;
	struct axis rows, cols;
	int first;		/* its first cell */
	int cells;
	int kind;
	enum direction enter;	/* where the accepting key goes */
};

/* Some cells of one block, all or those under a line. */
struct region {
	int block;
	int row, column;	/* lines; -1: all */
};

/* A term of a rule, in the order in which it is written. */
struct ref {
	struct region region;
	bool previous;		/* of last year's report */
	int64_t factor;		/* what the rule multiplies it with */
	bool right;		/* stands right of the comparison */
};

/* A figure times a number adds to a sum. */
struct move {
	int sum;
	int64_t factor;		/* per unit of the cell's kind */
};

/* Last year's figures stand still: they are a constant of a sum, once it is
 * known what they are. */
struct previous_term {
	int sum;
	struct region region;
	int64_t factor;
};

/* A text that is carried from last year's report. */
struct text_carry {
	int cell, from;
};

/* A sum of keyed cells, in units of the form's last place. */
struct sum {
	int cell;		/* the computed cell that it is; or -1 */
	int check;		/* the check that it stands in; or -1 */
	wide constant;
	int cells;		/* keyed cells in it */
	bool negative;		/* can be below zero */
};

struct rule {
	const char *id;
	struct place place;
	enum level level;
	bool each_row, each_column;	/* both: each cell */
	const int *block;	/* the tables of "each" */
	int blocks;
	const struct formula *that, *when;	/* when: NULL, always */
	int64_t within;		/* tolerance, units of the form's place */
	bool blank_zero;	/* does not wait for blank cells */
	bool completeness;	/* asks whether something is filled in */
	bool reason;		/* must hold, or have a written reason */
	bool from;		/* compares what is carried with its origin */
	struct label say;	/* for the clerk; NULL: we make a sentence */
	const char *diagnosis;	/* NULL; or it is a suspect, which looks for
				 * a cause: a name of report/diagnosis.h */
	const char *const *of;	/* the rules that a suspect looks at */
	int ofs;
	const struct quote *quote;	/* looks for figures in texts instead */
};

/* The day of the next year on which a report is to be handed in. */
struct deadline {
	const struct rule *rule; /* that tells of it; NULL: no deadline */
	int month, day;
	int warn;		/* days before, from which it is told */
};

enum check_type {
	CHECK_FORMULA,		/* a rule of the form */
	CHECK_PAPER,		/* a total against the one on paper */
	CHECK_CROSS,		/* a total computed along both axes */
	CHECK_QUOTE,		/* what texts say of a figure */
	CHECK_REFERENCES,	/* those of a text lead somewhere */
	CHECK_DRAFT,		/* a text has no marks of a draft left */
};

enum relation { REL_NONE, REL_EQ, REL_NE, REL_LT, REL_LE, REL_GT, REL_GE };

struct check {
	enum check_type type;
	const struct rule *rule;
	int block;		/* what it speaks of; -1: the report */
	int row, column;	/* leaves; -1: none */
	enum relation relation;	/* of two sums; REL_NONE: something else */
	int left, right;	/* those sums; or -1; of quotes the figure and
				 * what it may be taken for */
	int year;		/* of quotes: the cell with the year; or -1 */
	const struct expr *that, *when;
	bool previous;		/* names last year's figures */
	const struct ref *ref;
	int refs;		/* of that; those of when follow */
	const struct message *say;	/* NULL: we make a sentence */
	int named, names;	/* form->named[named .. named + names) */
};

/* A figure that is followed over the years: a number and terms. */
struct trend {
	const struct formula *of;
	struct place place;
	struct label label;	/* none is said: that of its cell */
	wide constant;		/* units of the form's places */
	const struct ref *ref;
	int refs;
	int cell;		/* the one that it is; -1: a sum */
};

/* How a cell stood in an earlier version of the form; see version-map.h. */
enum version_match { MATCH_NONE, MATCH_SAME, MATCH_SUM, MATCH_REFERENCE };

/* What `was` says of some cells. */
struct version_map_line {
	enum version_match how;	/* MATCH_NONE: they are dropped */
	const char *now;	/* name in this form; NULL if dropped */
	const char *before;	/* name in the earlier one */
	struct label why;	/* they are dropped; empty: not said */
	struct place place;
};

/* What it says of one earlier version. */
struct earlier {
	const char *version;
	struct place place;
	const struct version_map_line *line;
	int lines;
};

struct form {
	struct arena arena;
	const char *name, *version;	/* "name", "2024" */
	const char *path;	/* the file that it came from; or NULL */
	const char *lang[FORM_LANGS];
	int langs;
	bool no_history;	/* no trail is kept of its reports */
	struct deadline deadline;
	struct label title;	/* of the form */
	struct label heading;	/* of a report; {id} is a field */
	struct kind *kind;
	int kinds;
	size_t kind_room;
	struct block *block;
	int blocks;
	size_t block_room;
	struct rule *rule;
	int rules;
	size_t rule_room;
	struct trend *trend;
	int trends;
	const struct earlier *earlier;	/* what `was` says */
	int earliers;

	/* made by form_finish() */
	int cells;
	unsigned short *block_of;	/* of each cell */
	unsigned char *kind_of;
	int places; /* decimals of every sum: the most of any kind */
	struct sum *sum;
	int sums;
	size_t sum_room;
	struct move *move;	/* of cell c: move_at[c] .. move_at[c + 1] */
	int *move_at;
	struct previous_term *previous;
	int previous_terms;
	size_t previous_room;
	struct text_carry *text;	/* carried texts */
	int texts;
	size_t text_room;
	int *from;		/* of a cell carried from last year: its check;
				 * else -1 */
	int *total;		/* of a cell: its sum, or -1 if it is keyed */
	struct check *check;
	int checks;
	size_t check_room;
	int *answer;		/* the answerable ones, in an order by which
				 * they are found: see address.c */
	int answers;
	int *paper;		/* of a computed cell: its check; else -1 */
	int *named;		/* the cells that the checks name */
	int *names_of;		/* the checks that name cell c: */
	int *names_at;		/* names_of[names_at[c] .. names_at[c + 1]) */
	int *watch;		/* the checks that read the text of cell c: */
	int *watch_at;		/* watch[watch_at[c] .. watch_at[c + 1]) */
	struct pending *pending;	/* while it is being finished */
};

struct form *form_new(void);
void form_free(struct form *f);

/* Each adds at the end and returns what it added, which stays where it is
 * only until the next is added; NULL, told in E, beyond the bounds above. */
struct block *form_add_block(struct form *f, enum block_type type,
			     const char *id, struct place place,
			     struct error *e);
struct line *form_add_line(struct form *f, struct axis *axis, int parent,
			   const char *id, struct place place,
			   struct error *e);
struct rule *form_add_rule(struct form *f, const char *id, struct place place,
			   struct error *e);
/* The number of a kind like K; -1 if there is none. */
int form_find_kind(const struct form *f, const struct kind *k);
/* The same, and it is added if there is none. */
int form_add_kind(struct form *f, const struct kind *k);

/* Numbers the cells, binds the formulas, works out the sums and refuses what
 * does not fit.  False if E has an error, be it from before; the form is then
 * good for nothing but form_free(). */
bool form_finish(struct form *f, struct error *e);

/* The language of the form for a locale name such as "zh_CN.UTF-8" or a
 * language such as "zh"; 0, the first, if it has no such. */
int form_lang(const struct form *f, const char *locale);
/* Less than, equal to or more than 0, as version A comes before B, is the
 * same, or comes after it; digits count as numbers. */
int form_version_order(const struct form *a, const struct form *b);
/* A label in language LANG, or in the first that has one; "" if none. */
const char *label_text(const struct label *l, int lang);
/* True if they say the same in every language, short forms aside. */
bool label_same(const struct label *a, const struct label *b);
/* The short one where there is one. */
const char *label_brief(const struct label *l, int lang);

const struct block *form_block_of(const struct form *f, int cell);
int form_row_of(const struct form *f, int cell);
int form_column_of(const struct form *f, int cell);
static inline int
block_cell(const struct block *b, int row, int column)
{
	return b->first + row * b->cols.leaves + column;
}
const struct kind *form_kind_of(const struct form *f, int cell);
bool form_computed(const struct form *f, int cell);
/* True if the total that cell is can be below zero. */
bool form_negative_total(const struct form *f, int cell);
/* True for a line that adds others up. */
bool line_computed(const struct line *l);
/* The line of a leaf. */
const struct line *axis_leaf(const struct axis *a, int leaf);
/* The field that holds the year of a report: the first of that type; -1 if
 * the form has none. */
int form_year(const struct form *f);
/* The block with this id; -1 if there is none. */
int form_find_block(const struct form *f, const char *id);

/* The region that is one cell. */
struct region region_of(const struct form *f, int cell);
/* Adds the address of a cell. */
void form_address(const struct form *f, int cell, struct buf *out);
/* The same of a region: of a whole row without a column. */
void region_address(const struct form *f, const struct region *r,
		    struct buf *out);
/* Adds the path of a leaf within its axis ("done.granted"). */
void axis_path(const struct axis *a, int leaf, struct buf *out);
/* The same of any line, in a form that is not finished too. */
void axis_line_path(const struct axis *a, int line, struct buf *out);
/* The cell with this address, or with this end of an address where only one
 * has it; -1, with the reason in E, if none has it or several have. */
int form_find_cell(const struct form *f, const char *address, struct error *e);
/* The first two cells that ADDRESS can mean, so that the caller can say it;
 * how many there are, 2 for more. */
int form_find_cells(const struct form *f, const char *address, int cell[2]);
/* The leaf with this path, looked for from leaf START on; -1: none. */
int axis_find(const struct axis *a, const char *path, int start);

/* Where a loop stands over every keyed cell of a region, or every cell that is
 * not a total of others in it; a cell singled out by both lines is always in.
 * -1 after the last. */
struct region_walk {
	const struct region *region;
	int row, row_end, column, column_start, column_end;
};
int region_first(const struct form *f, const struct region *r,
		 struct region_walk *w);
int region_next(const struct form *f, struct region_walk *w);
/* Is the cell one of those? */
bool region_has(const struct form *f, const struct region *r, int cell);
/* Where the region begins: its first cell, be it a total. */
int region_start(const struct form *f, const struct region *r);
/* The cell that the region is, if it is a single one; else -1. */
int region_cell(const struct form *f, const struct region *r);
/* How many cells that can be at most. */
int64_t region_room(const struct form *f, const struct region *r);

/* ---- labels ----
 *
 * Made of the short labels of the form's lines, in language LANG (a number
 * below form->langs). */

/* Adds the label of region R to OUT: of its row if ROW, of its column if
 * COLUMN, and of its block where neither has one. */
void region_label(const struct form *f, const struct region *r, bool row,
		  bool column, int lang, struct buf *out);
/* Adds the short label of cell CELL (0 <= CELL < f->cells) to OUT: row,
 * column, or both where both are needed. */
void cell_label(const struct form *f, int cell, int lang, struct buf *out);

#endif
