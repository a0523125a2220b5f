/*
 * form-parts.h - what the files that read a form share
 *
 * For form-reader.c, which reads what a form looks like, form-rules.c, which
 * reads what must be true of it, and form-versions.c, which reads what it was
 * before.  All complain to r->e and go on.
 */
#ifndef STORE_FORM_PARTS_H
#define STORE_FORM_PARTS_H

#include "form/form.h"
#include "store/yaml-tree.h"

#define LABEL_MOST 2000		/* bytes of a label or a help text */

struct form_reader {
	struct form *form;
	struct error *e;
	const struct node *lists;
	bool broken; /* the body has mistakes: names would fail too */
};

/* The text that N is, in the form's arena; NULL, told, if it is none.  WHAT
 * names it. */
const char *reader_words(struct form_reader *r, const struct node *n,
			 const char *what);
/* A text in each language: a list in their order, a map by their names, or
 * one text for all. */
void reader_label(struct form_reader *r, const struct node *n,
		  const char *what, const char **text);
/* The texts under `label` and `short` of MAP, as far as they are there. */
void reader_labels(struct form_reader *r, const struct node *map,
		   struct label *l);
/* The value of KEY, true or false; false if it is not there. */
bool reader_flag(struct form_reader *r, const struct node *map,
		 const char *key);

/* The parts of the file at the top, each by its key in ROOT: `rules`, and what
 * `from` in lines makes of them; `trend`; `was`. */
void reader_rules(struct form_reader *r, const struct node *root);
void reader_carried(struct form_reader *r);
void reader_trend(struct form_reader *r, const struct node *root);
void reader_versions(struct form_reader *r, const struct node *root);

#endif
