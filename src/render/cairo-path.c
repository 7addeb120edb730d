#include "render/render-priv.h"

#include <math.h>

/* Cairo's coordinates are 24.8 fixed point and wrap without a word. Outlines that reach beyond this, in
   device units, are cut to it before. */
static const double far = 2097152; /* 2^21; with strokes and tolerances well below 2^22 */

/* Beyond this the sums of cutting would overflow. */
static const double farthest = 1e100;

enum { curve_pieces = 64 }; /* of a curve that must be cut */

static void emit(cairo_t *cr, const tr_path *path, const double m[6]) {
  const double *p = path->xy;
  double x[3], y[3];
  for (size_t i = 0; i < path->n_ops; i++) {
    int n = path->ops[i] == 'C' ? 3 : path->ops[i] == 'Z' ? 0 : 1;
    for (int k = 0; k < n; k++, p += 2) tr_matrix_apply(m, p[0], p[1], &x[k], &y[k]);
    switch (path->ops[i]) {
    case 'M': cairo_move_to(cr, x[0], y[0]); break;
    case 'L': cairo_line_to(cr, x[0], y[0]); break;
    case 'C': cairo_curve_to(cr, x[0], y[0], x[1], y[1], x[2], y[2]); break;
    case 'Z': cairo_close_path(cr); break;
    }
  }
}

/* A bound on the device coordinates, from the largest coordinates: cheap, and never too small. */
static bool is_far(const tr_path *path, const double d[6]) {
  double mx = 0, my = 0;
  for (size_t i = 0; i < path->n_points; i++) {
    mx = fmax(mx, fabs(path->xy[2 * i]));
    my = fmax(my, fabs(path->xy[2 * i + 1]));
  }
  return fabs(d[0]) * mx + fabs(d[2]) * my + fabs(d[4]) > far ||
         fabs(d[1]) * mx + fabs(d[3]) * my + fabs(d[5]) > far;
}

/* --- Cutting -------------------------------------------------------------------------------------------- */

typedef struct cutter {
  tr_painter *p;
  tr_purpose purpose;
  tr_vec xy; /* of double: points of the subpath so far, device */
} cutter;

static void push(tr_vec *v, double x, double y) {
  double *xy = tr_vec_push_n(v, 2);
  xy[0] = x;
  xy[1] = y;
}

/* Where a segment from inside to outside, or back, crosses the side SIGN * coordinate = far. */
static void cross(const double *a, const double *b, int axis, double sign, double out[2]) {
  double da = far - sign * a[axis], db = far - sign * b[axis];
  double other = a[1 - axis] + da / (da - db) * (b[1 - axis] - a[1 - axis]);
  out[axis] = sign * far; /* exactly, however far the ends are */
  out[1 - axis] = other;
}

/* Keeps the part of a polygon on one side (Sutherland and Hodgman). */
static tr_vec cut_side(const tr_vec *from, int axis, double sign) {
  tr_vec to = tr_vec_of(from->arena, sizeof(double));
  const double *xy = from->items;
  size_t n = from->n / 2;
  for (size_t i = 0; i < n; i++) {
    const double *a = xy + 2 * i, *b = xy + 2 * ((i + 1) % n);
    bool a_in = sign * a[axis] <= far, b_in = sign * b[axis] <= far;
    double p[2];
    if (a_in) push(&to, a[0], a[1]);
    if (a_in == b_in) continue;
    cross(a, b, axis, sign, p);
    push(&to, p[0], p[1]);
  }
  return to;
}

static void fill_part(cutter *c) {
  tr_vec part = c->xy;
  for (int side = 0; side < 4; side++) part = cut_side(&part, side / 2, side % 2 ? -1 : 1);
  const double *xy = part.items;
  for (size_t i = 0; i < part.n; i += 2) cairo_line_to(c->p->cr, xy[i], xy[i + 1]);
  if (part.n) cairo_close_path(c->p->cr);
}

/* Moves the ends of a segment to where it enters and leaves; false where it stays outside. */
static bool cut_segment(double a[2], double b[2]) {
  for (int side = 0; side < 4; side++) {
    int axis = side / 2;
    double sign = side % 2 ? -1 : 1;
    bool a_in = sign * a[axis] <= far, b_in = sign * b[axis] <= far;
    if (!a_in && !b_in) return false;
    if (!a_in) cross(a, b, axis, sign, a);
    if (!b_in) cross(a, b, axis, sign, b);
  }
  return true;
}

static void stroke_parts(cutter *c) {
  const double *xy = c->xy.items;
  bool joined = false;
  for (size_t i = 0; i + 2 < c->xy.n; i += 2) {
    double a[2] = {xy[i], xy[i + 1]}, b[2] = {xy[i + 2], xy[i + 3]};
    if (!cut_segment(a, b)) {
      joined = false;
      continue;
    }
    if (!joined) cairo_move_to(c->p->cr, a[0], a[1]);
    cairo_line_to(c->p->cr, b[0], b[1]);
    joined = b[0] == xy[i + 2] && b[1] == xy[i + 3];
  }
}

static void end_subpath(cutter *c, bool closed) {
  const double *xy = c->xy.items;
  if (c->xy.n >= 4) {
    cairo_new_sub_path(c->p->cr);
    if (c->purpose == TR_FOR_FILL) {
      fill_part(c);
    } else {
      if (closed) push(&c->xy, xy[0], xy[1]);
      stroke_parts(c);
    }
  }
  c->xy.n = 0;
}

static void flatten(cutter *c, const double *q) {
  const double *xy = c->xy.items;
  double x0 = xy[c->xy.n - 2], y0 = xy[c->xy.n - 1];
  for (int i = 1; i <= curve_pieces; i++) {
    double t = (double)i / curve_pieces, u = 1 - t;
    double b0 = u * u * u, b1 = 3 * u * u * t, b2 = 3 * u * t * t, b3 = t * t * t;
    push(&c->xy, b0 * x0 + b1 * q[0] + b2 * q[2] + b3 * q[4], b0 * y0 + b1 * q[1] + b2 * q[3] + b3 * q[5]);
  }
}

static void emit_cut(tr_painter *p, const tr_path *path, const double d[6], tr_purpose purpose) {
  cutter c = {.p = p, .purpose = purpose, .xy = tr_vec_of(p->ctx->scene, sizeof(double))};
  const double *from = path->xy;
  double start[2] = {0, 0}, q[6];
  for (size_t i = 0; i < path->n_ops; i++) {
    int n = path->ops[i] == 'C' ? 3 : path->ops[i] == 'Z' ? 0 : 1;
    for (int k = 0; k < n; k++, from += 2) tr_matrix_apply(d, from[0], from[1], &q[2 * k], &q[2 * k + 1]);
    for (int k = 0; k < 2 * n; k++) q[k] = fmax(-farthest, fmin(farthest, q[k]));
    if (path->ops[i] == 'M' || path->ops[i] == 'Z') end_subpath(&c, path->ops[i] == 'Z');
    if (path->ops[i] == 'M') {
      start[0] = q[0];
      start[1] = q[1];
    }
    if (c.xy.n == 0) push(&c.xy, start[0], start[1]);
    if (path->ops[i] == 'L') push(&c.xy, q[0], q[1]);
    if (path->ops[i] == 'C') flatten(&c, q);
  }
  end_subpath(&c, false);
}

bool tr_cairo_path(tr_painter *p, const tr_path *path, const double m[6], tr_purpose purpose) {
  cairo_matrix_t ctm;
  double device[6];
  cairo_get_matrix(p->cr, &ctm);
  tr_matrix_multiply(device, (double[6]){ctm.xx, ctm.yx, ctm.xy, ctm.yy, ctm.x0, ctm.y0}, m);
  tr_path thin;
  if (purpose == TR_FOR_STROKE && !p->as_text && tr_cairo_thin(p, path, device, &thin)) path = &thin;
  if (!is_far(path, device)) {
    emit(p->cr, path, m);
    return false;
  }
  cairo_save(p->cr);
  cairo_identity_matrix(p->cr);
  emit_cut(p, path, device, purpose);
  cairo_restore(p->cr);
  return true;
}
