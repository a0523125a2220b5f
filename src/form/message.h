/*
 * message.h - a rule's own words, with figures in them
 *
 * "{column}: {new} came in, {difference} are not accounted for" is cut into
 * pieces once for each check, when the form is finished; a name in braces is
 * bound as in the formula.  The pieces are in the form's arena.
 */
#ifndef FORM_MESSAGE_H
#define FORM_MESSAGE_H

#include "form/formula.h"

enum piece_type {
	PIECE_WORDS, PIECE_ROW, PIECE_COLUMN, PIECE_LEFT, PIECE_RIGHT,
	PIECE_DIFFERENCE, PIECE_REGION,
};

struct piece {
	enum piece_type type;
	const char *words;
	size_t len;
	struct ref ref;
	const struct piece *next;
};

struct message {
	const struct piece *piece[FORM_LANGS];
};

/* Binds the words SAY of a rule for the check that B makes.  NULL if there are
 * none; what is wrong with them is told in b->e. */
const struct message *message_bind(struct binding *b, const struct label *say);

#endif
