/* quote-fold.h - how characters are compared, for the files of quote-scan.h */
#ifndef FORM_QUOTE_FOLD_H
#define FORM_QUOTE_FOLD_H

#include "form/quote-scan.h"

/* The character that C is compared as; 0: a blank, which counts for nothing. */
unsigned quote_fold(unsigned c);

#endif
