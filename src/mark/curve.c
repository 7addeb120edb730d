#include "mark/mark-priv.h"

#include <math.h>
#include <string.h>

/* d3-shape's curves. A curve starts with a move, or, CONTINUED, with a line from what was drawn before. */
typedef struct pen {
  tr_pather *p;
  bool continued;
} pen;

static void start(const pen *k, double x, double y) {
  (k->continued ? tr_path_line : tr_path_move)(k->p, x, y);
}

static void linear(const pen *k, const double *xy, size_t n) {
  start(k, xy[0], xy[1]);
  for (size_t i = 1; i < n; i++) tr_path_line(k->p, xy[2 * i], xy[2 * i + 1]);
}

/* T: where between two points the step lies (0 before, 1 after). */
static void step(const pen *k, const double *xy, size_t n, double t) {
  start(k, xy[0], xy[1]);
  for (size_t i = 1; i < n; i++) {
    double x0 = xy[2 * i - 2], y0 = xy[2 * i - 1], x = xy[2 * i], y = xy[2 * i + 1];
    double at = x0 * (1 - t) + x * t;
    if (t <= 0) {
      tr_path_line(k->p, x0, y);
      tr_path_line(k->p, x, y);
    } else {
      tr_path_line(k->p, at, y0);
      tr_path_line(k->p, at, y);
      if (t < 1) continue;
    }
  }
  if (t > 0 && t < 1 && n > 1) tr_path_line(k->p, xy[2 * n - 2], xy[2 * n - 1]);
}

static double sign(double x) { return x < 0 ? -1 : 1; }

/* Slopes for monotone cubics (Steffen 1990). POS and VAL pick the coordinates: x and y, or y and x. */
static double inner_slope(const double *a, const double *b, const double *c, int pos) {
  double h0 = b[pos] - a[pos], h1 = c[pos] - b[pos];
  double s0 = (b[!pos] - a[!pos]) / (h0 != 0 ? h0 : h1 < 0 ? -0.0 : 0.0);
  double s1 = (c[!pos] - b[!pos]) / (h1 != 0 ? h1 : h0 < 0 ? -0.0 : 0.0);
  double p = (s0 * h1 + s1 * h0) / (h0 + h1);
  double slope = (sign(s0) + sign(s1)) * fmin(fmin(fabs(s0), fabs(s1)), 0.5 * fabs(p));
  return isnan(slope) ? 0 : slope;
}

static double end_slope(const double *a, const double *b, double t, int pos) {
  double h = b[pos] - a[pos];
  return h != 0 ? (3 * (b[!pos] - a[!pos]) / h - t) / 2 : t;
}

static void hermite(const pen *k, const double *a, const double *b, double t0, double t1, int pos) {
  double d = (b[pos] - a[pos]) / 3, c0[2], c1[2];
  c0[pos] = a[pos] + d;
  c0[!pos] = a[!pos] + d * t0;
  c1[pos] = b[pos] - d;
  c1[!pos] = b[!pos] - d * t1;
  tr_path_curve(k->p, c0[0], c0[1], c1[0], c1[1], b[0], b[1]);
}

static void monotone(const pen *k, const double *points, size_t all, int pos) {
  double *xy = TR_NEW_N(k->p->xy.arena, double, 2 * all);
  size_t n = 0;
  for (size_t i = 0; i < all; i++) { /* coincident points are left out */
    if (n > 0 && xy[2 * n - 2] == points[2 * i] && xy[2 * n - 1] == points[2 * i + 1]) continue;
    memcpy(&xy[2 * n++], &points[2 * i], 2 * sizeof *xy);
  }
  start(k, xy[0], xy[1]);
  if (n == 2) tr_path_line(k->p, xy[2], xy[3]);
  if (n < 3) return;
  double before = 0;
  for (size_t i = 1; i + 1 < n; i++) {
    const double *a = &xy[2 * i - 2], *b = &xy[2 * i], *c = &xy[2 * i + 2];
    double slope = inner_slope(a, b, c, pos);
    hermite(k, a, b, i == 1 ? end_slope(a, b, slope, pos) : before, slope, pos);
    before = slope;
  }
  const double *a = &xy[2 * n - 4], *b = &xy[2 * n - 2];
  hermite(k, a, b, before, end_slope(a, b, before, pos), pos);
}

static void basis_piece(const pen *k, const double *a, const double *b, const double *c) {
  tr_path_curve(k->p, (2 * a[0] + b[0]) / 3, (2 * a[1] + b[1]) / 3, (a[0] + 2 * b[0]) / 3,
                (a[1] + 2 * b[1]) / 3, (a[0] + 4 * b[0] + c[0]) / 6, (a[1] + 4 * b[1] + c[1]) / 6);
}

static void basis(const pen *k, const double *xy, size_t n) {
  start(k, xy[0], xy[1]);
  if (n == 2) tr_path_line(k->p, xy[2], xy[3]);
  if (n < 3) return;
  tr_path_line(k->p, (5 * xy[0] + xy[2]) / 6, (5 * xy[1] + xy[3]) / 6);
  for (size_t i = 2; i < n; i++) basis_piece(k, &xy[2 * i - 4], &xy[2 * i - 2], &xy[2 * i]);
  const double *last = &xy[2 * n - 2];
  basis_piece(k, &xy[2 * n - 4], last, last);
  tr_path_line(k->p, last[0], last[1]);
}

/* Straightens the points towards the line between the ends by BETA, then a basis curve. */
static void bundle(const pen *k, const double *xy, size_t n, double beta) {
  double *bent = TR_NEW_N(k->p->xy.arena, double, 2 * n);
  double dx = xy[2 * n - 2] - xy[0], dy = xy[2 * n - 1] - xy[1];
  for (size_t i = 0; i < n; i++) {
    double t = n > 1 ? (double)i / (double)(n - 1) : 0;
    bent[2 * i] = beta * xy[2 * i] + (1 - beta) * (xy[0] + t * dx);
    bent[2 * i + 1] = beta * xy[2 * i + 1] + (1 - beta) * (xy[1] + t * dy);
  }
  basis(k, bent, n);
}

/* Point I of the curve; beyond the ends the neighbours that make its tangents there. */
static const double *knot(const double *xy, size_t n, long i) {
  if (i < 0) return &xy[2];
  if (i >= (long)n) return &xy[2 * n - 4];
  return &xy[2 * i];
}

static void cardinal(const pen *k, const double *xy, size_t n, double tension) {
  double c = (1 - tension) / 6;
  start(k, xy[0], xy[1]);
  if (n == 2) tr_path_line(k->p, xy[2], xy[3]);
  for (long i = 0; n > 2 && i + 1 < (long)n; i++) {
    const double *p0 = knot(xy, n, i - 1), *p1 = knot(xy, n, i), *p2 = knot(xy, n, i + 1),
                 *p3 = knot(xy, n, i + 2);
    if (i + 2 >= (long)n) p3 = p1;
    if (i == 0) p0 = p2;
    tr_path_curve(k->p, p1[0] + c * (p2[0] - p0[0]), p1[1] + c * (p2[1] - p0[1]), p2[0] + c * (p1[0] - p3[0]),
                  p2[1] + c * (p1[1] - p3[1]), p2[0], p2[1]);
  }
}

static void catmull_piece(const pen *k, const double *p0, const double *p1, const double *p2,
                          const double *p3, double alpha) {
  double l01 = pow(hypot(p1[0] - p0[0], p1[1] - p0[1]), alpha),
         l12 = pow(hypot(p2[0] - p1[0], p2[1] - p1[1]), alpha),
         l23 = pow(hypot(p3[0] - p2[0], p3[1] - p2[1]), alpha);
  double x1 = p1[0], y1 = p1[1], x2 = p2[0], y2 = p2[1];
  if (l01 > 1e-12) {
    double a = 2 * l01 * l01 + 3 * l01 * l12 + l12 * l12, d = 3 * l01 * (l01 + l12);
    x1 = (x1 * a - p0[0] * l12 * l12 + p2[0] * l01 * l01) / d;
    y1 = (y1 * a - p0[1] * l12 * l12 + p2[1] * l01 * l01) / d;
  }
  if (l23 > 1e-12) {
    double b = 2 * l23 * l23 + 3 * l23 * l12 + l12 * l12, d = 3 * l23 * (l23 + l12);
    x2 = (x2 * b + p1[0] * l23 * l23 - p3[0] * l12 * l12) / d;
    y2 = (y2 * b + p1[1] * l23 * l23 - p3[1] * l12 * l12) / d;
  }
  tr_path_curve(k->p, x1, y1, x2, y2, p2[0], p2[1]);
}

static void catmull(const pen *k, const double *xy, size_t n, double alpha) {
  if (alpha == 0) {
    cardinal(k, xy, n, 0);
    return;
  }
  start(k, xy[0], xy[1]);
  if (n == 2) tr_path_line(k->p, xy[2], xy[3]);
  for (size_t i = 0; n > 2 && i + 1 < n; i++) {
    const double *p1 = &xy[2 * i], *p2 = &xy[2 * i + 2];
    catmull_piece(k, i > 0 ? p1 - 2 : p1, p1, p2, i + 2 < n ? p2 + 2 : p2, alpha);
  }
}

/* Control points of a natural cubic spline in one coordinate: a tridiagonal system. */
static void natural_controls(const double *xy, size_t n, int axis, double *a, double *b, double *r) {
  size_t m = n - 1;
#define X(i) xy[2 * (i) + (size_t)axis]
  a[0] = 0;
  b[0] = 2;
  r[0] = X(0) + 2 * X(1);
  for (size_t i = 1; i + 1 < m; i++) {
    a[i] = 1;
    b[i] = 4;
    r[i] = 4 * X(i) + 2 * X(i + 1);
  }
  a[m - 1] = 2;
  b[m - 1] = 7;
  r[m - 1] = 8 * X(m - 1) + X(m);
  for (size_t i = 1; i < m; i++) {
    double f = a[i] / b[i - 1];
    b[i] -= f;
    r[i] -= f * r[i - 1];
  }
  a[m - 1] = r[m - 1] / b[m - 1];
  for (size_t i = m - 1; i-- > 0;) a[i] = (r[i] - a[i + 1]) / b[i];
  b[m - 1] = (X(m) + a[m - 1]) / 2;
  for (size_t i = 0; i + 1 < m; i++) b[i] = 2 * X(i + 1) - a[i + 1];
#undef X
}

static void natural(const pen *k, const double *xy, size_t n) {
  start(k, xy[0], xy[1]);
  if (n == 2) tr_path_line(k->p, xy[2], xy[3]);
  if (n < 3) return;
  tr_arena *arena = k->p->xy.arena;
  double *ax = TR_NEW_N(arena, double, n), *bx = TR_NEW_N(arena, double, n), *ay = TR_NEW_N(arena, double, n),
         *by = TR_NEW_N(arena, double, n), *r = TR_NEW_N(arena, double, n);
  natural_controls(xy, n, 0, ax, bx, r);
  natural_controls(xy, n, 1, ay, by, r);
  for (size_t i = 0; i + 1 < n; i++)
    tr_path_curve(k->p, ax[i], ay[i], bx[i], by[i], xy[2 * i + 2], xy[2 * i + 3]);
}

/* --- Open and closed curves -------------------------------------------------------------------------------
   They lie between the inner points, or run round all of them and begin at the second. */

typedef enum { SPAN_BASIS, SPAN_CARDINAL, SPAN_CATMULL } span_kind;

/* One piece of a curve through four points P that follow each other. */
static void span(const pen *k, span_kind kind, const double *const p[4], double by) {
  double c = (1 - by) / 6;
  switch (kind) {
  case SPAN_BASIS: basis_piece(k, p[1], p[2], p[3]); break;
  case SPAN_CARDINAL:
    tr_path_curve(k->p, p[1][0] + c * (p[2][0] - p[0][0]), p[1][1] + c * (p[2][1] - p[0][1]),
                  p[2][0] + c * (p[1][0] - p[3][0]), p[2][1] + c * (p[1][1] - p[3][1]), p[2][0], p[2][1]);
    break;
  case SPAN_CATMULL: catmull_piece(k, p[0], p[1], p[2], p[3], by); break;
  }
}

static void spans(const pen *k, span_kind kind, const double *xy, size_t from, size_t n, size_t all,
                  double by) {
  for (size_t i = from; i < n; i++) {
    const double *p[4];
    for (size_t j = 0; j < 4; j++) p[j] = &xy[2 * ((i + all + j - 3) % all)];
    span(k, kind, p, by);
  }
}

static void basis_start(double at[2], const double *xy) {
  for (int i = 0; i < 2; i++) at[i] = (xy[i] + 4 * xy[2 + i] + xy[4 + i]) / 6;
}

static void open_curve(const pen *k, span_kind kind, const double *xy, size_t n, double by) {
  double at[2] = {0};
  if (n < 3) return;
  if (kind == SPAN_BASIS)
    basis_start(at, xy);
  else
    memcpy(at, &xy[2], sizeof at);
  start(k, at[0], at[1]);
  if (n == 3 && !k->continued) tr_path_close(k->p);
  spans(k, kind, xy, 3, n, n, by);
}

static void closed_few(const pen *k, span_kind kind, const double *xy, size_t n) {
  double t = kind == SPAN_BASIS ? 1.0 / 3 : 0;
  const double *a = xy, *b = n > 1 ? &xy[2] : xy;
  tr_path_move(k->p, b[0] + t * (a[0] - b[0]), b[1] + t * (a[1] - b[1]));
  if (n > 1) tr_path_line(k->p, a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]));
  tr_path_close(k->p);
}

static void closed_curve(const pen *k, span_kind kind, const double *xy, size_t n, double by) {
  double at[2] = {0};
  if (n < 3) {
    closed_few(k, kind, xy, n);
    return;
  }
  if (kind == SPAN_BASIS)
    basis_start(at, xy);
  else
    memcpy(at, &xy[2], sizeof at);
  tr_path_move(k->p, at[0], at[1]);
  spans(k, kind, xy, 3, n + 3, n, by);
}

/* Whether NAME is an open or closed curve; draws it. */
static bool open_or_closed(const pen *k, tr_str name, double tension, const double *xy, size_t n) {
  bool open = tr_str_ends(name, "-open"), given = !isnan(tension);
  if (!open && !tr_str_ends(name, "-closed")) return false;
  span_kind kind;
  double by = given ? tension : 0;
  if (tr_str_starts(name, "basis-")) {
    kind = SPAN_BASIS;
  } else if (tr_str_starts(name, "cardinal-")) {
    kind = SPAN_CARDINAL;
  } else if (tr_str_starts(name, "catmull-rom-")) {
    kind = given && tension == 0 ? SPAN_CARDINAL : SPAN_CATMULL;
    by = given ? tension : 0.5;
  } else {
    return false;
  }
  (open ? open_curve : closed_curve)(k, kind, xy, n, by);
  return true;
}

void tr_curve(tr_pather *p, tr_str name, tr_str orient, double tension, const double *xy, size_t n,
              bool continued) {
  bool ring = tr_str_is(name, "linear-closed"); /* of its own, even along an area's far edge */
  pen k = {p, continued && !ring};
  bool horizontal = tr_str_is(orient, "horizontal"), given = !isnan(tension);
  if (n == 0 || open_or_closed(&k, name, tension, xy, n)) return;
  if (tr_str_is(name, "step"))
    step(&k, xy, n, 0.5);
  else if (tr_str_is(name, "step-before"))
    step(&k, xy, n, 0);
  else if (tr_str_is(name, "step-after"))
    step(&k, xy, n, 1);
  else if (tr_str_is(name, "monotone"))
    monotone(&k, xy, n, horizontal);
  else if (tr_str_is(name, "basis"))
    basis(&k, xy, n);
  else if (tr_str_is(name, "bundle"))
    bundle(&k, xy, n, given ? tension : 0.85);
  else if (tr_str_is(name, "cardinal"))
    cardinal(&k, xy, n, given ? tension : 0);
  else if (tr_str_is(name, "catmull-rom"))
    catmull(&k, xy, n, given ? tension : 0.5);
  else if (tr_str_is(name, "natural"))
    natural(&k, xy, n);
  else
    linear(&k, xy, n);
  if (ring) tr_path_close(p);
}
