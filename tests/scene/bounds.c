#include "parts.h"

#include <math.h>

static void check_box(const tr_node *node, double x, double y, double w, double h, const char *name) {
  tr_box b = {0};
  check_named(tr_node_bounds(node, &b), name);
  check_near(b.x, x, 1e-6);
  check_near(b.y, y, 1e-6);
  check_near(b.w, w, 1e-6);
  check_near(b.h, h, 1e-6);
}

static tr_marks *stroked_path(tr_ctx *ctx, const char *svg, double width) {
  tr_marks *m = tr_marks_new(ctx, TR_MARKS_PATH, 1);
  m->path.one = part_path(ctx, svg);
  m->stroke.one = tr_paint_solid(part_color("black"), NULL);
  m->stroke_width.one = width;
  return m;
}

static void outlines(tr_ctx *ctx) {
  /* A cubic's farthest point is at t = 1/2: 3/4 of its handles' height. */
  tr_path path = part_path(ctx, "M0 0C0 10 10 10 10 0");
  tr_box b;
  check(tr_path_bounds(&path, &b));
  check_near(b.h, 7.5, 1e-12);
  check_near(b.w, 10, 1e-12);
  path = part_path(ctx, "");
  check(!tr_path_bounds(&path, &b));
}

static void rects(tr_ctx *ctx) {
  tr_marks *m = part_rect(ctx, 10, 20, 30, 40, "red");
  check_box(&m->node, 10, 20, 30, 40, "filled");
  m->stroke.one = tr_paint_solid(part_color("black"), NULL);
  m->stroke_width.one = 4;
  check_box(&m->node, 8, 18, 34, 44, "stroked");
  m->stroke.one.color.a = 0;
  check_box(&m->node, 10, 20, 30, 40, "invisible stroke");
  m->fill.one = tr_paint_none();
  tr_box b;
  check(!tr_node_bounds(&m->node, &b));
  m->fill.one = tr_paint_solid(part_color("red"), NULL);
  m->opacity.one = 0;
  check(!tr_node_bounds(&m->node, &b));
}

static void miters(tr_ctx *ctx) {
  /* A right angle: the tip is half a width times the root of 2 beyond the corner. */
  tr_marks *m = stroked_path(ctx, "M0 0L10 10L20 0", 2);
  check_box(&m->node, -1, -1, 22, 11 + M_SQRT2, "right angle");
  m->pen.join = TR_JOIN_BEVEL;
  check_box(&m->node, -1, -1, 22, 12, "bevel");
  /* Sixty degrees: one over the sine of thirty is 2. */
  m = stroked_path(ctx, "M0 0L5 8.660254037844386L10 0", 2);
  check_box(&m->node, -1, -1, 12, 11.660254037844386, "sixty degrees");
  /* Closed: all three corners have tips, half a width over the sine of half their angle. */
  m = stroked_path(ctx, "M0 0L5 8.660254037844386L10 0Z", 2);
  check_box(&m->node, -1.7320508075688772, -1, 13.464101615137754, 11.660254037844386, "closed");
  /* 5.7 degrees: 20 half widths, beyond the limit of 10. */
  m = stroked_path(ctx, "M0 0L10 0L0 1", 2);
  check_box(&m->node, -1, -1, 12, 3, "beyond the limit");
  m = stroked_path(ctx, "M0 0L10 0", 2);
  m->pen.cap = TR_CAP_SQUARE;
  check_box(&m->node, -M_SQRT2, -M_SQRT2, 10 + 2 * M_SQRT2, 2 * M_SQRT2, "square caps");
}

static void symbols(tr_ctx *ctx) {
  static const double xs[] = {0, 100};
  tr_marks *m = tr_marks_new(ctx, TR_MARKS_SYMBOL, 2);
  m->x.each = xs;
  m->y.one = 50;
  m->path.one = part_path(ctx, "M-1-1H1V1H-1Z");
  m->fill.one = tr_paint_solid(part_color("red"), NULL);
  m->scale.one = 5;
  check_box(&m->node, -5, 45, 110, 10, "scaled");
  m->angle.one = M_PI / 4;
  double d = 5 * M_SQRT2;
  check_box(&m->node, -d, 50 - d, 100 + 2 * d, 2 * d, "turned");
  m->angle.one = 0;
  m->stroke.one = tr_paint_solid(part_color("black"), NULL);
  m->stroke_width.one = 2; /* of the picture, not of the scaled outline */
  check_box(&m->node, -6, 44, 112, 12, "stroke is not scaled");
  tr_box b;
  check(tr_marks_item_box(m, 1, &b));
  check_near(b.x, 95, 1e-9);
  check_near(b.w, 10, 1e-9);
}

static void rules(tr_ctx *ctx) {
  tr_marks *m = tr_marks_new(ctx, TR_MARKS_RULE, 1);
  m->x.one = 5;
  m->y.one = 6;
  m->x2.one = 5;
  m->y2.one = 26;
  m->fill.one = tr_paint_solid(part_color("red"), NULL);
  tr_box b;
  check(!tr_node_bounds(&m->node, &b)); /* a rule has no inside */
  m->stroke.one = tr_paint_solid(part_color("red"), NULL);
  m->stroke_width.one = 2;
  check_box(&m->node, 4, 5, 2, 22, "rule");
}

static void groups(tr_ctx *ctx) {
  tr_group *g = tr_group_new(ctx), *inner = tr_group_new(ctx);
  tr_box b;
  check(!tr_node_bounds(&g->node, &b));
  tr_group_add(g, &inner->node);
  tr_group_add(inner, &part_rect(ctx, 0, 0, 10, 20, "red")->node);
  tr_group_add(inner, &part_rect(ctx, 30, 0, 10, 5, "red")->node);
  tr_group_move(inner, 100, 200);
  check_box(&g->node, 100, 200, 40, 20, "union");
  g->matrix[0] = g->matrix[3] = 0;
  g->matrix[1] = 1;
  g->matrix[2] = -1; /* a quarter turn */
  check_box(&g->node, -220, 100, 20, 40, "turned");
  inner->clipped = true;
  inner->clip = part_path(ctx, "M0 0H15V8H0Z");
  check_box(&g->node, -208, 100, 8, 15, "clipped");
  inner->clip = part_path(ctx, "M50 50H60V60Z");
  check(!tr_node_bounds(&g->node, &b));
}

static void texts(tr_ctx *ctx) {
  tr_text *t = part_text(ctx, "a", 100, 50, (tr_box){1, -8, 20, 10});
  check_box(&t->node, 101, 42, 20, 10, "text");
  t->angle = -M_PI / 2;
  check_box(&t->node, 92, 29, 10, 20, "turned text");
  t->opacity = 0;
  tr_box b;
  check(!tr_node_bounds(&t->node, &b));
}

void test_bounds(tr_ctx *ctx) {
  outlines(ctx);
  rects(ctx);
  miters(ctx);
  symbols(ctx);
  rules(ctx);
  groups(ctx);
  texts(ctx);
  tr_box u = tr_box_union((tr_box){0, 0, 1, 1}, (tr_box){-2, 3, 1, 4});
  check(u.x == -2 && u.y == 0 && u.w == 3 && u.h == 7);
}
