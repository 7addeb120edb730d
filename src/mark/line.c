#include "mark/mark-priv.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};

static bool is_defined(const tr_items *it, size_t i) { return tr_item_number(it, TR_CH_DEFINED, i, 1) != 0; }

/* The next stretch of defined items from *FROM on: [*from, returned). */
static size_t stretch(const tr_items *it, size_t *from) {
  size_t n = tr_items_drawn(it), to = *from;
  while (to < n && !is_defined(it, tr_item_at(it, to))) to++;
  *from = to;
  while (to < n && is_defined(it, tr_item_at(it, to))) to++;
  return to;
}

static double *points_of(const tr_mark_env *env, const tr_items *it, size_t from, size_t to) {
  double *xy = tr_column_new(env, 2 * (to - from));
  for (size_t k = from; k < to; k++) {
    size_t i = tr_item_at(it, k);
    xy[2 * (k - from)] = tr_item_number(it, TR_CH_X, i, 0);
    xy[2 * (k - from) + 1] = tr_item_number(it, TR_CH_Y, i, 0);
  }
  return xy;
}

void tr_draw_line(const tr_mark_env *env, const tr_items *it, tr_group *parent, tr_bounds *bounds,
                  tr_bounds *each) {
  (void)each;
  if (tr_items_drawn(it) == 0) return;
  size_t first = tr_item_at(it, 0);
  tr_str curve = tr_item_string(it, TR_CH_INTERPOLATE, first, TR_S("linear"));
  tr_str orient = tr_item_string(it, TR_CH_ORIENT, first, TR_S("vertical"));
  tr_pather p = tr_pather_of(env->ctx);
  double tension = tr_item_number(it, TR_CH_TENSION, first, NAN);
  for (size_t from = 0, to; (to = stretch(it, &from)) > from; from = to) {
    tr_curve(&p, curve, orient, tension, points_of(env, it, from, to), to - from, false);
    bool plain = !tr_str_ends(curve, "-closed") && !tr_str_ends(curve, "-open");
    if (to - from == 1 && plain) tr_path_close(&p); /* round caps make it a dot */
  }
  tr_add_path(env, it, first, tr_path_done(&p), 0, 0, 0, true, parent, bounds);
}

/* --- Areas ---------------------------------------------------------------------------------------------- */

/* The far edge, last point first. */
static double *edge_of(const tr_mark_env *env, const tr_items *it, size_t from, size_t to, bool horizontal) {
  double *xy = tr_column_new(env, 2 * (to - from));
  for (size_t k = from; k < to; k++) {
    size_t i = tr_item_at(it, k), at = 2 * (to - 1 - k);
    double x = tr_item_number(it, TR_CH_X, i, 0), y = tr_item_number(it, TR_CH_Y, i, 0);
    xy[at] = horizontal ? tr_item_number(it, TR_CH_X2, i, x + tr_item_number(it, TR_CH_WIDTH, i, 0)) : x;
    xy[at + 1] = horizontal ? y : tr_item_number(it, TR_CH_Y2, i, y + tr_item_number(it, TR_CH_HEIGHT, i, 0));
  }
  return xy;
}

/* A step curve runs back along the far edge with its jumps on the other side. */
static tr_str back_of(tr_str curve) {
  if (tr_str_is(curve, "step-after")) return TR_S("step-before");
  if (tr_str_is(curve, "step-before")) return TR_S("step-after");
  return curve;
}

void tr_draw_area(const tr_mark_env *env, const tr_items *it, tr_group *parent, tr_bounds *bounds,
                  tr_bounds *each) {
  (void)each;
  if (tr_items_drawn(it) == 0) return;
  size_t first = tr_item_at(it, 0);
  tr_str curve = tr_item_string(it, TR_CH_INTERPOLATE, first, TR_S("linear"));
  tr_str orient = tr_item_string(it, TR_CH_ORIENT, first, TR_S("vertical"));
  double tension = tr_item_number(it, TR_CH_TENSION, first, NAN);
  bool horizontal = tr_str_is(orient, "horizontal");
  tr_pather p = tr_pather_of(env->ctx);
  for (size_t from = 0, to; (to = stretch(it, &from)) > from; from = to) {
    tr_curve(&p, curve, orient, tension, points_of(env, it, from, to), to - from, false);
    tr_curve(&p, back_of(curve), orient, tension, edge_of(env, it, from, to, horizontal), to - from, true);
    tr_path_close(&p);
  }
  tr_add_path(env, it, first, tr_path_done(&p), 0, 0, 0, true, parent, bounds);
}

/* --- Trails --------------------------------------------------------------------------------------------- */

typedef struct trail_point {
  double x, y, r;
} trail_point;

static trail_point trail_at(const tr_items *it, size_t k) {
  size_t i = tr_item_at(it, k);
  double size = tr_item_number(it, TR_CH_SIZE, i, 0);
  return (trail_point){tr_item_number(it, TR_CH_X, i, 0), tr_item_number(it, TR_CH_Y, i, 0),
                       (size != 0 ? size : 1) / 2};
}

static void trail_piece(tr_pather *p, trail_point a, trail_point b) {
  double ux = a.y - b.y, uy = b.x - a.x, length = hypot(ux, uy);
  if (length == 0) {
    tr_path_move(p, b.x + b.r, b.y);
    tr_path_arc(p, b.x, b.y, b.r, 0, 2 * M_PI, false);
    tr_path_close(p);
    return;
  }
  ux /= length;
  uy /= length;
  double t = atan2(uy, ux);
  tr_path_move(p, a.x - ux * a.r, a.y - uy * a.r);
  tr_path_line(p, b.x - ux * b.r, b.y - uy * b.r);
  tr_path_arc(p, b.x, b.y, b.r, t - M_PI, t, false);
  tr_path_line(p, a.x + ux * a.r, a.y + uy * a.r);
  tr_path_arc(p, a.x, a.y, a.r, t, t + M_PI, false);
  tr_path_close(p);
}

void tr_draw_trail(const tr_mark_env *env, const tr_items *it, tr_group *parent, tr_bounds *bounds,
                   tr_bounds *each) {
  (void)each;
  if (tr_items_drawn(it) == 0) return;
  tr_pather p = tr_pather_of(env->ctx);
  for (size_t from = 0, to; (to = stretch(it, &from)) > from; from = to)
    for (size_t k = from + 1; k < to; k++) trail_piece(&p, trail_at(it, k - 1), trail_at(it, k));
  tr_add_path(env, it, tr_item_at(it, 0), tr_path_done(&p), 0, 0, 0, true, parent, bounds);
}

const tr_mark_type tr_mark_line = {.name = "line",
                                   .help = "a line through the points of each series",
                                   .props = props,
                                   .is_path = true,
                                   .draw = tr_draw_line,
                                   .section = "line"};
const tr_mark_type tr_mark_area = {.name = "area",
                                   .help = "the area between a line and a baseline",
                                   .props = props,
                                   .is_path = true,
                                   .draw = tr_draw_area,
                                   .section = "area"};
const tr_mark_type tr_mark_trail = {.name = "trail",
                                    .help = "a line of varying width",
                                    .props = props,
                                    .is_path = true,
                                    .draw = tr_draw_trail,
                                    .section = "trail"};
