#include "parts.h"

/* Outlines as text: "M0,0L10,5". Numbers to two places. */
static void check_path(tr_ctx *ctx, const tr_path *path, const char *want, const char *name) {
  tr_buf out = tr_buf_of(ctx->scene);
  const double *xy = path->xy;
  for (size_t i = 0; i < path->n_ops; i++) {
    int points = path->ops[i] == 'C' ? 3 : path->ops[i] == 'Z' ? 0 : 1;
    tr_buf_printf(&out, "%c", path->ops[i]);
    for (int k = 0; k < points; k++, xy += 2) {
      double x = round(xy[0] * 100) / 100 + 0.0, y = round(xy[1] * 100) / 100 + 0.0;
      tr_buf_printf(&out, "%s%g,%g", k ? " " : "", x, y);
    }
  }
  check_str_named(tr_buf_str(&out), want, name);
}

static void check_line(const tr_mark_env *env, const char *interpolate, const double *defined,
                       const char *want) {
  tr_items it = {.n = 3};
  set_numbers(env->ctx, &it, TR_CH_X, (double[]){0, 10, 20});
  set_numbers(env->ctx, &it, TR_CH_Y, (double[]){0, 30, 0});
  set_color(&it, TR_CH_STROKE);
  set_word(&it, TR_CH_INTERPOLATE, interpolate);
  if (defined) set_numbers(env->ctx, &it, TR_CH_DEFINED, defined);
  const tr_marks *marks = (const tr_marks *)drawn(env, tr_draw_line, &it, NULL);
  check(marks && marks->kind == TR_MARKS_PATH && marks->n == 1);
  check_path(env->ctx, tr_path_of(&marks->path, 0), want, interpolate);
}

/* Worked out from d3-shape's curves. */
static void check_curves(const tr_mark_env *env) {
  check_line(env, "linear", NULL, "M0,0L10,30L20,0");
  check_line(env, "linear-closed", NULL, "M0,0L10,30L20,0Z");
  check_line(env, "step", NULL, "M0,0L5,0L5,30L15,30L15,0L20,0");
  check_line(env, "step-before", NULL, "M0,0L0,30L10,30L10,0L20,0");
  check_line(env, "step-after", NULL, "M0,0L10,0L10,30L20,30L20,0");
  check_line(env, "monotone", NULL, "M0,0C3.33,15 6.67,30 10,30C13.33,30 16.67,15 20,0");
  check_line(env, "basis", NULL, "M0,0L1.67,5C3.33,10 6.67,20 10,20C13.33,20 16.67,10 18.33,5L20,0");
  check_line(env, "cardinal", NULL, "M0,0C0,0 6.67,30 10,30C13.33,30 20,0 20,0");
  check_line(env, "linear", (double[]){1, 0, 1}, "M0,0ZM20,0Z"); /* points alone */
}

static void check_area(const tr_mark_env *env) {
  tr_items it = {.n = 2};
  set_numbers(env->ctx, &it, TR_CH_X, (double[]){0, 10});
  set_numbers(env->ctx, &it, TR_CH_Y, (double[]){5, 0});
  tr_items_number(&it, TR_CH_Y2, 20);
  set_color(&it, TR_CH_FILL);
  tr_bounds b;
  const tr_marks *marks = (const tr_marks *)drawn(env, tr_draw_area, &it, &b);
  check_path(env->ctx, tr_path_of(&marks->path, 0), "M0,5L10,0L10,20L0,20Z", "area");
  check_bounds(&b, 0, 0, 10, 20, "bounds of an area");
}

static void check_symbols(const tr_mark_env *env) {
  tr_path square = tr_symbol_path(env->ctx, TR_S("square"), 100);
  check_path(env->ctx, &square, "M-5,-5L5,-5L5,5L-5,5Z", "square");
  tr_path diamond = tr_symbol_path(env->ctx, TR_S("diamond"), 100);
  check_path(env->ctx, &diamond, "M-5,0L0,-5L5,0L0,5Z", "diamond");
  tr_path up = tr_symbol_path(env->ctx, TR_S("triangle-up"), 100);
  check_path(env->ctx, &up, "M0,-4.33L-5,4.33L5,4.33Z", "triangle-up");
  tr_path own = tr_symbol_path(env->ctx, TR_S("M-1,-1L1,-1L0,1Z"), 100);
  check_path(env->ctx, &own, "M-5,-5L5,-5L0,5Z", "path data for the square from -1 to 1");
}

static void check_arcs(const tr_mark_env *env) {
  tr_items it = {.n = 1};
  tr_items_number(&it, TR_CH_START_ANGLE, 0);
  tr_items_number(&it, TR_CH_END_ANGLE, 1.5707963267948966);
  tr_items_number(&it, TR_CH_OUTER_RADIUS, 10);
  tr_items_number(&it, TR_CH_X, 100);
  tr_items_number(&it, TR_CH_Y, 100);
  set_color(&it, TR_CH_FILL);
  const tr_marks *marks = (const tr_marks *)drawn(env, tr_draw_arcs, &it, NULL);
  const tr_path *path = tr_path_of(&marks->path, 0);
  double x = tr_num_of(&marks->x, 0), y = tr_num_of(&marks->y, 0);
  check_near(path->xy[0] + x, 100, 1e-9); /* from twelve o'clock */
  check_near(path->xy[1] + y, 90, 1e-9);
  bool reaches = false;
  for (size_t i = 0; i < path->n_points; i++)
    reaches =
        reaches || (fabs(path->xy[2 * i] + x - 110) < 1e-6 && fabs(path->xy[2 * i + 1] + y - 100) < 1e-6);
  check_named(reaches, "to three o'clock");
}

/* The bounds are those of the outline, moved, with room for mitres: 4 times half the stroke. One without an
   outline has none. */
static void check_map(const tr_mark_env *env) {
  tr_path paths[2] = {{0}};
  tr_pather p = tr_pather_of(env->ctx);
  tr_path_rect(&p, 10, 20, 30, 40);
  paths[0] = tr_path_done(&p);
  tr_items it = {.n = 2, .outlines = paths};
  tr_items_number(&it, TR_CH_X, 5);
  set_color(&it, TR_CH_STROKE);
  tr_bounds bounds;
  const tr_mark_type *geoshape = tr_mark_find(TR_S("geoshape"));
  const tr_marks *marks = (const tr_marks *)drawn(env, geoshape->draw, &it, &bounds);
  check(marks && marks->kind == TR_MARKS_PATH && marks->n == 2);
  check(tr_path_of(&marks->path, 0)->n_points == 4 && tr_path_of(&marks->path, 1)->n_points == 0);
  check_bounds(&bounds, 13, 18, 47, 62, "geoshape");
}

void test_outlines(const tr_mark_env *env) {
  check_map(env);
  check_curves(env);
  check_area(env);
  check_symbols(env);
  check_arcs(env);
}
