/* report-gate.c - which reports a process may open */
#include "store/report-gate.h"

#include <stdlib.h>
#include <string.h>

#include "report/annotation.h"

#define ENDING ".yaml"

/* What was set, once a process. */
static const struct catalogue_field *gate;
static int gates;

char *
report_gate_value(const struct report *r, const char *address)
{
	const struct form *f = report_form(r);
	struct buf whole = BUF_INIT, value = BUF_INIT;
	struct error quiet = ERROR_INIT;
	int cell = item_find(f, address, &quiet);
	bool same = false;

	if (cell >= 0) {
		item_address(f, cell, &whole);
		same = !strcmp(whole.text, address);
	}
	if (same)
		report_show(r, cell, &value);
	error_release(&quiet);
	buf_release(&whole);
	return same ? buf_detach(&value) : NULL;
}

void
report_gate_set(const struct catalogue_field *field, int fields)
{
	gate = field;
	gates = fields;
}

bool
report_gate_passes(const struct report *r)
{
	bool passes = true;
	int i;

	for (i = 0; i < gates && passes; i++) {
		char *value;

		if (!gate[i].only)
			continue;
		value = report_gate_value(r, gate[i].address);
		passes = value && !strcmp(value, gate[i].only);
		free(value);
	}
	return passes;
}

bool
report_gate_names(const char *name)
{
	size_t len = strlen(name), end = strlen(ENDING);

	return name[0] != '.' && len > end &&
	       !strcmp(name + len - end, ENDING);
}
