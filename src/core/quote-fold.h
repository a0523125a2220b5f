/* quote-fold.h - how characters are compared, for the files of quote.h */
#ifndef CORE_QUOTE_FOLD_H
#define CORE_QUOTE_FOLD_H

#include "core/quote.h"

/* The character that C is compared as; 0: a blank, which counts for nothing. */
unsigned quote_fold(unsigned c);

#endif
