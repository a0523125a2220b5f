/* check-type.c - the kinds of check */
#include "report/check-type.h"

const struct check_row *const check_types[] = {
	[CHECK_FORMULA] = &check_formula,
	[CHECK_PAPER] = &check_paper,
	[CHECK_CROSS] = &check_cross,
	[CHECK_QUOTE] = &check_quote,
	[CHECK_REFERENCES] = &check_reference,
	[CHECK_DRAFT] = &check_draft,
};
