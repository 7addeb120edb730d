#ifndef TR_TESTS_SCENE_PARTS_H
#define TR_TESTS_SCENE_PARTS_H

#include "check.h"
#include "scene/scene.h"

void test_paths(tr_ctx *ctx);
void test_bounds(tr_ctx *ctx);
void test_faults(tr_ctx *ctx);
void test_check(void);
void test_dump(tr_ctx *ctx);
void test_pictures(void);

/* Pieces that several tests build scenes of. */
tr_scene *part_scene(tr_ctx *ctx, double w, double h);
tr_color part_color(const char *css);
tr_path part_path(tr_ctx *ctx, const char *svg);
tr_marks *part_rect(tr_ctx *ctx, double x, double y, double w, double h, const char *fill);
/* A text of one line with this ink about its origin X, Y. */
tr_text *part_text(tr_ctx *ctx, const char *text, double x, double y, tr_box ink);

#endif
