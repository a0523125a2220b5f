/*
 * lint.h - what clang-tidy must know and cannot see
 *
 * Included before each source, but for the one that defines error_add().
 */
#ifndef TESTS_LINT_H
#define TESTS_LINT_H

#include "base/error.h"

/* It is false, so what hangs on success is not reached after it. */
#define error_add(...) (error_add(__VA_ARGS__), false)

#endif
