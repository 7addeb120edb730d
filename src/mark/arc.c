#include "mark/mark-priv.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};
static const double epsilon = 1e-12;

/* One sector: radii in px, angles in radians clockwise from three o'clock. */
typedef struct sector {
  double inner, outer, from, to, span, pad, corner;
  bool clockwise;
} sector;

static double safe_asin(double x) { return x >= 1 ? M_PI / 2 : x <= -1 ? -M_PI / 2 : asin(x); }

/* Where lines 0→1 and 2→3 cross. */
static bool crossing(const double p[8], double out[2]) {
  double x10 = p[2] - p[0], y10 = p[3] - p[1], x32 = p[6] - p[4], y32 = p[7] - p[5];
  double t = y32 * x10 - x32 * y10;
  if (t * t < epsilon) return false;
  t = (x32 * (p[1] - p[5]) - y32 * (p[0] - p[4])) / t;
  out[0] = p[0] + t * x10;
  out[1] = p[1] + t * y10;
  return true;
}

typedef struct corner_arc {
  double cx, cy, x01, y01, x11, y11;
} corner_arc;

/* The circle of radius RC that touches the edge 0→1 and the circle of radius R1 about the origin. */
static corner_arc corner_of(double x0, double y0, double x1, double y1, double r1, double rc,
                            bool clockwise) {
  double x01 = x0 - x1, y01 = y0 - y1, lo = (clockwise ? rc : -rc) / sqrt(x01 * x01 + y01 * y01);
  double ox = lo * y01, oy = -lo * x01;
  double x11 = x0 + ox, y11 = y0 + oy, x10 = x1 + ox, y10 = y1 + oy;
  double x00 = (x11 + x10) / 2, y00 = (y11 + y10) / 2, dx = x10 - x11, dy = y10 - y11, d2 = dx * dx + dy * dy;
  double r = r1 - rc, cross = x11 * y10 - x10 * y11;
  double d = (dy < 0 ? -1 : 1) * sqrt(fmax(0, r * r * d2 - cross * cross));
  double cx0 = (cross * dy - dx * d) / d2, cy0 = (-cross * dx - dy * d) / d2;
  double cx1 = (cross * dy + dx * d) / d2, cy1 = (-cross * dx + dy * d) / d2;
  double dx0 = cx0 - x00, dy0 = cy0 - y00, dx1 = cx1 - x00, dy1 = cy1 - y00;
  if (dx0 * dx0 + dy0 * dy0 > dx1 * dx1 + dy1 * dy1) {
    cx0 = cx1;
    cy0 = cy1;
  }
  return (corner_arc){cx0, cy0, -ox, -oy, cx0 * (r1 / r - 1), cy0 * (r1 / r - 1)};
}

static void arc_at(tr_pather *p, const corner_arc *c, double rc, double x0, double y0, double x1, double y1,
                   bool clockwise) {
  tr_path_arc(p, c->cx, c->cy, rc, atan2(y0, x0), atan2(y1, x1), !clockwise);
}

/* A rounded edge: the two corner circles T0 and T1 and, where they leave room, the arc of radius R between.
 */
static void rounded_edge(tr_pather *p, const corner_arc *t0, const corner_arc *t1, double rc, double full_rc,
                         double r, bool corner_turn, bool arc_turn, bool starts) {
  if (starts)
    tr_path_move(p, t0->cx + t0->x01, t0->cy + t0->y01);
  else
    tr_path_line(p, t0->cx + t0->x01, t0->cy + t0->y01);
  if (rc < full_rc) {
    tr_path_arc(p, t0->cx, t0->cy, rc, atan2(t0->y01, t0->x01), atan2(t1->y01, t1->x01), !corner_turn);
    return;
  }
  arc_at(p, t0, rc, t0->x01, t0->y01, t0->x11, t0->y11, corner_turn);
  tr_path_arc(p, 0, 0, r, atan2(t0->cy + t0->y11, t0->cx + t0->x11),
              atan2(t1->cy + t1->y11, t1->cx + t1->x11), !arc_turn);
  arc_at(p, t1, rc, t1->x11, t1->y11, t1->x01, t1->y01, corner_turn);
}

static void ring(tr_pather *p, const sector *s) {
  tr_path_move(p, s->outer * cos(s->from), s->outer * sin(s->from));
  tr_path_arc(p, 0, 0, s->outer, s->from, s->to, !s->clockwise);
  if (s->inner > epsilon) {
    tr_path_move(p, s->inner * cos(s->to), s->inner * sin(s->to));
    tr_path_arc(p, 0, 0, s->inner, s->to, s->from, s->clockwise);
  }
}

/* A part of a ring, as d3-shape's arc draws it with padding and rounded corners. */
static void part(tr_pather *p, const sector *s) {
  double a0 = s->from, a1 = s->to, r0 = s->inner, r1 = s->outer, sign = s->clockwise ? 1 : -1;
  double a01 = a0, a11 = a1, a00 = a0, a10 = a1, da0 = s->span, da1 = s->span, ap = s->pad / 2;
  double rp = ap > epsilon ? sqrt(r0 * r0 + r1 * r1) : 0, rc = fmin(fabs(r1 - r0) / 2, s->corner);
  double rc0 = rc, rc1 = rc;
  if (rp > epsilon) {
    double p0 = r0 > 0 ? safe_asin(rp / r0 * sin(ap)) : M_PI / 2, p1 = safe_asin(rp / r1 * sin(ap));
    da0 -= p0 * 2;
    da1 -= p1 * 2;
    if (da0 > epsilon) {
      a00 += p0 * sign;
      a10 -= p0 * sign;
    } else {
      da0 = 0;
      a00 = a10 = (a0 + a1) / 2;
    }
    if (da1 > epsilon) {
      a01 += p1 * sign;
      a11 -= p1 * sign;
    } else {
      da1 = 0;
      a01 = a11 = (a0 + a1) / 2;
    }
  }
  double x01 = r1 * cos(a01), y01 = r1 * sin(a01), x10 = r0 * cos(a10), y10 = r0 * sin(a10);
  double x11 = r1 * cos(a11), y11 = r1 * sin(a11), x00 = r0 * cos(a00), y00 = r0 * sin(a00);
  if (rc > epsilon && s->span < M_PI) {
    double corner[2];
    const double lines[8] = {x01, y01, x00, y00, x11, y11, x10, y10};
    if (crossing(lines, corner)) {
      double ax = x01 - corner[0], ay = y01 - corner[1], bx = x11 - corner[0], by = y11 - corner[1];
      double kc = 1 / sin(acos((ax * bx + ay * by) / (hypot(ax, ay) * hypot(bx, by))) / 2);
      double lc = hypot(corner[0], corner[1]);
      rc0 = fmin(rc, (r0 - lc) / (kc - 1));
      rc1 = fmin(rc, (r1 - lc) / (kc + 1));
    } else {
      rc0 = rc1 = 0;
    }
  }
  if (!(da1 > epsilon)) {
    tr_path_move(p, x01, y01);
  } else if (rc1 > epsilon) {
    corner_arc t0 = corner_of(x00, y00, x01, y01, r1, rc1, s->clockwise);
    corner_arc t1 = corner_of(x11, y11, x10, y10, r1, rc1, s->clockwise);
    rounded_edge(p, &t0, &t1, rc1, rc, r1, s->clockwise, s->clockwise, true);
  } else {
    tr_path_move(p, x01, y01);
    tr_path_arc(p, 0, 0, r1, a01, a11, !s->clockwise);
  }
  if (!(r0 > epsilon) || !(da0 > epsilon)) {
    tr_path_line(p, x10, y10);
  } else if (rc0 > epsilon) {
    corner_arc t0 = corner_of(x10, y10, x11, y11, r0, -rc0, s->clockwise);
    corner_arc t1 = corner_of(x01, y01, x00, y00, r0, -rc0, s->clockwise);
    rounded_edge(p, &t0, &t1, rc0, rc, r0, s->clockwise, !s->clockwise, false);
  } else {
    tr_path_line(p, x10, y10);
    tr_path_arc(p, 0, 0, r0, a10, a00, s->clockwise);
  }
}

static tr_path sector_path(const tr_mark_env *env, const tr_items *it, size_t i) {
  double inner = tr_item_number(it, TR_CH_INNER_RADIUS, i, 0),
         outer = tr_item_number(it, TR_CH_OUTER_RADIUS, i, 0);
  double turn = tr_item_number(it, TR_CH_ANGLE, i, 0) * M_PI / 180 - M_PI / 2;
  sector s = {.inner = fmin(inner, outer),
              .outer = fmax(inner, outer),
              .from = tr_item_number(it, TR_CH_START_ANGLE, i, 0) + turn,
              .to = tr_item_number(it, TR_CH_END_ANGLE, i, 0) + turn,
              .pad = tr_item_number(it, TR_CH_PAD_ANGLE, i, 0),
              .corner = tr_item_number(it, TR_CH_CORNER_RADIUS, i, 0)};
  s.span = fabs(s.to - s.from);
  s.clockwise = s.to > s.from;
  tr_pather p = tr_pather_of(env->ctx);
  if (!(s.outer > epsilon))
    tr_path_move(&p, 0, 0);
  else if (s.span > 2 * M_PI - epsilon)
    ring(&p, &s);
  else
    part(&p, &s);
  tr_path_close(&p);
  return tr_path_done(&p);
}

void tr_draw_arcs(const tr_mark_env *env, const tr_items *it, tr_group *parent, tr_bounds *bounds,
                  tr_bounds *each) {
  (void)each;
  for (size_t from = 0; from < tr_items_drawn(it);) {
    tr_run run = tr_run_from(it, from);
    size_t n = run.to - run.from;
    tr_marks *m = tr_marks_for(env, it, run, TR_MARKS_PATH, true);
    tr_path *paths = TR_NEW_N(env->ctx->scene, tr_path, n);
    double *x = tr_column_new(env, n), *y = tr_column_new(env, n);
    for (size_t k = 0; k < n; k++) {
      size_t i = tr_item_at(it, run.from + k);
      tr_bounds b;
      paths[k] = sector_path(env, it, i);
      x[k] = tr_item_number(it, TR_CH_X, i, 0);
      y[k] = tr_item_number(it, TR_CH_Y, i, 0);
      if (!tr_outline_bounds(&paths[k], &b)) continue;
      tr_bounds_stroke(&b, it, i, true);
      tr_bounds_move(&b, x[k], y[k]);
      tr_bounds_union(bounds, &b);
    }
    m->x.each = x;
    m->y.each = y;
    m->path.each = paths;
    tr_group_add(parent, &m->node);
    from = run.to;
  }
}

const tr_mark_type tr_mark_arc = {.name = "arc",
                                  .help = "sectors of a circle or ring",
                                  .props = props,
                                  .draw = tr_draw_arcs,
                                  .section = "arc"};
