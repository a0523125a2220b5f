/*
 * versions.h - the report as another person wrote it, or as it was saved
 */
#ifndef SCREEN_VERSIONS_H
#define SCREEN_VERSIONS_H

struct app;
struct versions;

/* Takes what only the other person changed in the file, and lists what both
 * changed. */
void versions_compare(struct app *a);
void versions_free(struct versions *v);	/* V may be NULL */
/* Lists what was restored from the journal and is not saved. */
void do_restored(struct app *a);

#endif
