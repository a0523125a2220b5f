/*
 * formula-tree.h - a formula as it is written, and as it is bound
 *
 * For formula.c, which parses, bind.c, which binds and evaluates, and the part
 * of report/ that writes a rule term by term.
 */
#ifndef FORM_FORMULA_TREE_H
#define FORM_FORMULA_TREE_H

#include "form/formula.h"

enum op {
	OP_NUMBER, OP_STRING, OP_NAME, OP_CALL, OP_NEGATE, OP_ADD,
	OP_SUBTRACT, OP_MULTIPLY,
	/* from here on true or false */
	OP_COMPARE, OP_AND, OP_OR, OP_NOT,
};

struct formula {
	enum op op;
	enum relation relation;	/* OP_COMPARE */
	struct place place;
	const char *text;	/* the whole formula that it is part of */
	const char *name;	/* OP_NAME, OP_STRING */
	int64_t number;		/* OP_NUMBER, in units of AMOUNT_PLACES */
	const struct function *function;	/* OP_CALL */
	const struct formula *arg[2];
	struct formula *list, *next;	/* of OP_CALL */
	int args;
};

enum expr_op {
	EXPR_SUM,		/* a sum of figures */
	EXPR_FILLED_SUM,	/* has a sum no blank cell */
	EXPR_FILLED_TEXT,
	EXPR_FUNCTION,		/* of a text */
	EXPR_SAME,		/* are regions as they were last year */
	EXPR_ADD, EXPR_TIMES, EXPR_COMPARE, EXPR_AND, EXPR_OR, EXPR_NOT,
};

struct expr {
	enum expr_op op;
	enum relation relation;	/* EXPR_COMPARE */
	int sum;		/* EXPR_SUM, EXPR_FILLED_SUM */
	int cell;		/* the text that it reads */
	const struct function *function;
	const char *const *string;
	int strings;
	const struct region *region;	/* EXPR_SAME */
	int regions;
	int ref, refs;		/* its terms: check->ref[ref .. ref + refs) */
	int64_t factor;		/* EXPR_TIMES; EXPR_FUNCTION: per one */
	const struct expr *arg[2];
};

#endif
