#include "parts.h"

#include <math.h>

/* Ways to spoil a sound scene, and what is said. */
typedef void spoil(tr_scene *scene, tr_marks *marks, tr_text *text, tr_group *group);

static const double bad_dash[] = {0, 0}, negative_dash[] = {4, -1}, bad_xy[] = {0, 0, NAN, 1};
static const tr_gradient_stop backwards[] = {{0.8, {0, 0, 0, 1}}, {0.2, {1, 1, 1, 1}}};
static const tr_gradient bad_gradient = {0, 0, 0, 1, 0, 0, backwards, 2};
static const tr_hatch bad_hatch = {0, 0, 1, {0, 0, 0, 0}};

static void nothing(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) { (void)s, (void)m, (void)t, (void)g; }
static void x_nan(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)t, (void)g, m->x.one = NAN;
}
static void w_minus(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)t, (void)g, m->x2.one = -1;
}
static void opaque2(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)t, (void)g, m->opacity.one = 2;
}
static void red2(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)t, (void)g, m->fill.one.color.r = 2;
}
static void zero_dash(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)t, (void)g;
  m->pen.dash = bad_dash;
  m->pen.n_dash = 2;
}
static void minus_dash(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)t, (void)g;
  m->pen.dash = negative_dash;
  m->pen.n_dash = 2;
}
static void stops(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)t, (void)g;
  m->fill.one = (tr_paint){.kind = TR_PAINT_LINEAR, .gradient = &bad_gradient};
}
static void pitch(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)t, (void)g;
  m->fill.one = (tr_paint){.kind = TR_PAINT_HATCH, .hatch = &bad_hatch};
}
static void path_nan(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)t, (void)g;
  m->kind = TR_MARKS_PATH;
  m->path.one = (tr_path){"ML", bad_xy, 2, 2};
}
static void path_short(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)t, (void)g;
  m->kind = TR_MARKS_PATH;
  m->path.one = (tr_path){"MC", bad_xy, 2, 2};
}
static void path_line(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)t, (void)g;
  m->kind = TR_MARKS_PATH;
  m->path.one = (tr_path){"L", bad_xy, 1, 1};
}
static void page_nan(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)m, (void)t, (void)g, s->width = NAN;
}
static void page_zero(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)m, (void)t, (void)g, s->height = 0;
}
static void matrix_inf(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)m, (void)t, g->matrix[4] = INFINITY;
}
static void same_id(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)m, (void)t;
  s->root->id = g->id = TR_S("twice");
}
static void angle_nan(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)m, (void)g, t->angle = NAN;
}
static void not_utf8(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)m, (void)g;
  t->text = TR_S("a\xFF");
}
static void style_far(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)m, (void)g;
  ((tr_text_style *)t->styles)->to = 99;
}
static void line_far(tr_scene *s, tr_marks *m, tr_text *t, tr_group *g) {
  (void)s, (void)m, (void)g;
  ((tr_text_line *)t->lines)->to = 99;
}

static const struct {
  const char *says;
  spoil *spoil;
} rows[] = {
    {NULL, nothing},
    {"a mark with a place or size that is no number in blocks[0]", x_nan},
    {"a rectangle of negative size in blocks[0]", w_minus},
    {"a mark with an opacity outside 0 to 1 in blocks[0]", opaque2},
    {"an unsound paint in blocks[0]", red2},
    {"an unsound dash pattern in blocks[0]", zero_dash},
    {"an unsound dash pattern in blocks[0]", minus_dash},
    {"an unsound paint in blocks[0]", stops},
    {"an unsound paint in blocks[0]", pitch},
    {"an outline with a point that is no number in blocks[0]", path_nan},
    {"an outline with too few or too many points in blocks[0]", path_short},
    {"an outline that does not begin with a move in blocks[0]", path_line},
    {"a page of an impossible size", page_nan},
    {"a page of an impossible size", page_zero},
    {"a group with a place that is no number in blocks[0]", matrix_inf},
    {"two groups with one id in blocks[0]", same_id},
    {"a text with a place or size that is no number in blocks[0]", angle_nan},
    {"a text that is no UTF-8 in blocks[0]", not_utf8},
    {"an unsound text style in blocks[0]", style_far},
    {"an unsound line of text in blocks[0]", line_far},
};

static void unsound_scenes_are_refused(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_ctx *ctx = tr_ctx_new();
    tr_scene *scene = part_scene(ctx, 100, 100);
    tr_group *g = tr_group_new(ctx);
    tr_marks *m = part_rect(ctx, 1, 2, 3, 4, "red");
    tr_text *t = part_text(ctx, "a", 10, 10, (tr_box){0, 0, 5, 5});
    g->block_path = TR_S("blocks[0]");
    tr_group_add(scene->root, &g->node);
    tr_group_add(g, &m->node);
    tr_group_add(g, &t->node);
    rows[i].spoil(scene, m, t, g);
    check_named(tr_scene_check(ctx, scene) == !rows[i].says, rows[i].says ? rows[i].says : "sound");
    check(ctx->n_errors == (rows[i].says ? 1 : 0));
    if (rows[i].says && ctx->diags.n) {
      tr_str got = ((const tr_diag *)tr_vec_at(&ctx->diags, 0))->text;
      tr_str want = tr_printf(ctx->doc, "the finished picture holds %s", rows[i].says);
      check_str_named(got, want.p, rows[i].says);
    }
    tr_ctx_free(ctx);
  }
}

/* From both sides: 3 marks and 4 points. */
static void limits(void) {
  for (int over = 0; over < 2; over++) {
    tr_ctx *ctx = tr_ctx_new();
    tr_scene *scene = part_scene(ctx, 100, 100);
    tr_marks *m = tr_marks_new(ctx, TR_MARKS_SYMBOL, 3);
    m->path.one = part_path(ctx, "M0 0H1V1H0Z");
    tr_group_add(scene->root, &m->node);
    ctx->limits[TR_LIMIT_MARKS] = 3 - over;
    check(tr_scene_check(ctx, scene) == !over);
    ctx->limits[TR_LIMIT_MARKS] = 100;
    ctx->limits[TR_LIMIT_POINTS] = 4 - over;
    check(tr_scene_check(ctx, scene) == !over);
    tr_ctx_free(ctx);
  }
}

void test_check(void) {
  unsound_scenes_are_refused();
  limits();
}
