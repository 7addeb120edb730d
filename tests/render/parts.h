#ifndef TR_TESTS_RENDER_PARTS_H
#define TR_TESTS_RENDER_PARTS_H

#include "tools.h"

void test_png(tr_ctx *ctx, tr_fonts *fonts);
void test_pixels(tr_ctx *ctx, tr_fonts *fonts);
void test_pictures(tr_ctx *ctx, tr_fonts *fonts);
void test_pdf(tr_ctx *ctx, tr_fonts *fonts);
void test_svg(tr_ctx *ctx, tr_fonts *fonts);
void test_faults(tr_ctx *ctx, tr_fonts *fonts);

#endif
