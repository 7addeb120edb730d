#ifndef TR_TESTS_THEME_PARTS_H
#define TR_TESTS_THEME_PARTS_H

#include "base/ctx.h"
#include "check.h"

/* One a file; main.c calls them all. */
void test_themes(void);

#endif
