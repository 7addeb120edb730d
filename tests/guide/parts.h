#ifndef TR_TESTS_GUIDE_PARTS_H
#define TR_TESTS_GUIDE_PARTS_H

#include "check.h"
#include "format/locale.h"
#include "guide/guide.h"

/* One a file; main.c calls them all. */
void test_axes(tr_ctx *ctx);
void test_legends(tr_ctx *ctx);
void test_places(tr_ctx *ctx);
void test_titles(tr_ctx *ctx);

void check_bounds(const tr_bounds *b, double x1, double y1, double x2, double y2, const char *name);

#endif
