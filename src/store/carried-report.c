/* carried-report.c - the next year's report from this year's file */
#include "store/carried-report.h"


#include "base/i18n.h"
#include "report/carry-forward.h"
#include "report/previous-year.h"
#include "report/annotation.h"
#include "store/form-store.h"
#include "store/previous-file.h"

static bool
open_form(struct report_file *next, const struct report_file *last,
	  const char *path, struct error *e)
{
	int year = report_year(last->report);
	struct buf name = BUF_INIT;
	bool ok;

	if (year < 0 && form_year(last->form) >= 0)
		return error_add(e, (struct place){ last->path, 0, 0 },
				 _("does not say which year it is of; fill it "
				   "in"));
	buf_addf(&name, "%s/", last->form->name);
	if (year < 0 || !form_version_of(last->form->name, year + 1, &name))
		buf_add(&name, last->form->version);
	ok = report_file_new(next, path, name.text, e);
	buf_release(&name);
	return ok;
}

/* The link from one file to the other, as a text of the report. */
static bool
set_link(struct report_file *next, const struct report_file *last,
	 const char *years, struct error *e)
{
	struct buf name = BUF_INIT;
	struct put put = { .cell = annotation_previous(next->form) };
	bool ok;

	ok = previous_link(next->path, last->path, years, &name) ||
	     error_add(e, (struct place){ last->path, 0, 0 },
		       _("last year's file must lie in the folder of the new "
			 "one, or below the one that --years names"));
	if (ok) {
		put.value = (struct value){ .state = VALUE_TEXT,
					    .text = name.text };
		ok = report_edit(next->report, &put, 1, EDIT_SOURCE, e) &&
		     previous_attach_report(next, last, name.text, e);
	}
	buf_release(&name);
	return ok;
}

static void
tell_cell(const struct report_file *last, const struct version_map *w, int cell,
	  const struct label *why, int lang, struct error *e)
{
	struct buf text = BUF_INIT;

	form_address(last->form, cell, &text);
	buf_addc(&text, ' ');
	cell_label(last->form, cell, lang, &text);
	buf_addc(&text, ' ');
	report_show(last->report, cell, &text);
	if (why)
		error_note(e, (struct place){ last->path, 0, 0 },
			   _("has no place in %s/%s: %s (%s)"), w->now->name,
			   w->now->version, text.text,
			   label_text(why, lang));
	else
		error_note(e, (struct place){ last->path, 0, 0 },
			   _("is shown beside the new figures and not carried: "
			     "%s"), text.text);
	buf_release(&text);
}

static bool
has_value(const struct report *r, int cell)
{
	return report_value(r, cell)->state != VALUE_BLANK &&
	       !form_computed(report_form(r), cell);
}

static void
tell_left(const struct report_file *last, const struct version_map *w, int lang,
	  struct error *e)
{
	int i;

	for (i = 0; i < w->drops; i++)
		if (has_value(last->report, w->dropped[i]))
			tell_cell(last, w, w->dropped[i], w->why[i], lang,
				  e);
	for (i = 0; i < w->now->cells; i++)
		if (w->how[i] == MATCH_REFERENCE &&
		    has_value(last->report, w->cell[i]))
			tell_cell(last, w, w->cell[i], NULL, lang, e);
}

bool
carry_file(struct report_file *next, const struct report_file *last,
	   const char *path, const char *years, bool draft, int lang,
	   struct error *e)
{
	struct version_map *w = NULL;

	if (!open_form(next, last, path, e))
		return false;
	if (set_link(next, last, years, e) &&
	    report_carry(next->report, draft, e)) {
		w = version_map_new(next->form, last->form, e);
		tell_left(last, w, lang, e);
		version_map_free(w);
		return true;
	}
	report_file_close(next);
	return false;
}
