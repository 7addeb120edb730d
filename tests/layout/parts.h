#ifndef TR_TESTS_LAYOUT_PARTS_H
#define TR_TESTS_LAYOUT_PARTS_H

#include "base/ctx.h"
#include "check.h"

/* One a file; main.c calls them all. */
void test_boxes(tr_ctx *ctx);
void test_legends(tr_ctx *ctx);
void test_trellis(tr_ctx *ctx);

#endif
