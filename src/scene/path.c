#include "scene/scene-priv.h"

#include <assert.h>
#include <math.h>

/* Distance between an arc and its Bézier curves that cannot be seen at any scale, px. */
static const double tolerance = 1e-4;

/* 1 - c with c = 0.551915: the cubic corner with the least radial error, and the one Vega draws. */
static const double corner = 0.448084975506;

tr_pather tr_pather_of(tr_ctx *ctx) {
  return (tr_pather){.ops = tr_buf_of(ctx->scene), .xy = tr_vec_of(ctx->scene, sizeof(double))};
}

static void add_point(tr_pather *p, double x, double y) {
  double *xy = tr_vec_push_n(&p->xy, 2);
  xy[0] = x;
  xy[1] = y;
}

void tr_path_move(tr_pather *p, double x, double y) {
  tr_buf_add_char(&p->ops, 'M');
  add_point(p, x, y);
}

void tr_path_line(tr_pather *p, double x, double y) {
  tr_buf_add_char(&p->ops, p->ops.n ? 'L' : 'M');
  add_point(p, x, y);
}

void tr_path_curve(tr_pather *p, double x1, double y1, double x2, double y2, double x, double y) {
  if (!p->ops.n) tr_path_move(p, x1, y1);
  tr_buf_add_char(&p->ops, 'C');
  add_point(p, x1, y1);
  add_point(p, x2, y2);
  add_point(p, x, y);
}

void tr_path_close(tr_pather *p) {
  if (p->ops.n && p->ops.p[p->ops.n - 1] != 'Z') tr_buf_add_char(&p->ops, 'Z');
}

/* A cubic Bézier curve with its handles at 4/3 tan(a/4) leaves a unit arc of A radians by at most
   2/27 sin^6(a/4) / cos^2(a/4) (Goldapp 1991; cairo-arc.c uses the same). */
static double arc_error(double angle) {
  double s = sin(angle / 4), c = cos(angle / 4);
  return 2.0 / 27.0 * pow(s, 6) / (c * c);
}

static int arc_segments(double r, double sweep) {
  int n = (int)ceil(fabs(sweep) / (M_PI / 2) - 1e-9);
  if (n < 1) n = 1;
  while (n < 256 && r * arc_error(sweep / n) > tolerance) n++;
  return n;
}

void tr_path_ellipse_arc(tr_pather *p, const double m[6], double from, double sweep) {
  double r = fmax(hypot(m[0], m[1]), hypot(m[2], m[3]));
  int n = arc_segments(r, sweep);
  double step = sweep / n, h = 4.0 / 3.0 * tan(step / 4);
  double c0 = cos(from), s0 = sin(from);
  for (int i = 1; i <= n; i++) {
    double a = from + step * i, c1 = cos(a), s1 = sin(a), x[3], y[3];
    double ux[3] = {c0 - h * s0, c1 + h * s1, c1}, uy[3] = {s0 + h * c0, s1 - h * c1, s1};
    for (int k = 0; k < 3; k++) tr_matrix_apply(m, ux[k], uy[k], &x[k], &y[k]);
    tr_path_curve(p, x[0], y[0], x[1], y[1], x[2], y[2]);
    c0 = c1;
    s0 = s1;
  }
}

/* The turn of a canvas arc: a whole circle when the angles are that far apart in its direction, else less. */
static double arc_sweep(double from, double to, bool anticlockwise) {
  double turn = anticlockwise ? from - to : to - from;
  if (turn >= 2 * M_PI) turn = 2 * M_PI;
  if (turn < 0) turn = fmod(turn, 2 * M_PI) + 2 * M_PI;
  return anticlockwise ? -turn : turn;
}

void tr_path_arc(tr_pather *p, double cx, double cy, double r, double from, double to, bool anticlockwise) {
  tr_path_line(p, cx + r * cos(from), cy + r * sin(from));
  double sweep = arc_sweep(from, to, anticlockwise);
  if (r > 0 && sweep != 0) tr_path_ellipse_arc(p, (double[6]){r, 0, 0, r, cx, cy}, from, sweep);
}

void tr_path_rect(tr_pather *p, double x, double y, double w, double h) {
  tr_path_move(p, x, y);
  tr_path_line(p, x + w, y);
  tr_path_line(p, x + w, y + h);
  tr_path_line(p, x, y + h);
  tr_path_close(p);
}

void tr_path_round_rect(tr_pather *p, double x, double y, double w, double h, const double radius[4]) {
  double most = fmin(fabs(w), fabs(h)) / 2, r[4];
  for (int i = 0; i < 4; i++) r[i] = fmax(0, fmin(radius[i], most));
  if (r[0] + r[1] + r[2] + r[3] <= 0) {
    tr_path_rect(p, x, y, w, h);
    return;
  }
  double x2 = x + w, y2 = y + h, c = corner;
  tr_path_move(p, x + r[0], y);
  tr_path_line(p, x2 - r[1], y);
  tr_path_curve(p, x2 - c * r[1], y, x2, y + c * r[1], x2, y + r[1]);
  tr_path_line(p, x2, y2 - r[2]);
  tr_path_curve(p, x2, y2 - c * r[2], x2 - c * r[2], y2, x2 - r[2], y2);
  tr_path_line(p, x + r[3], y2);
  tr_path_curve(p, x + c * r[3], y2, x, y2 - c * r[3], x, y2 - r[3]);
  tr_path_line(p, x, y + r[0]);
  tr_path_curve(p, x, y + c * r[0], x + c * r[0], y, x + r[0], y);
  tr_path_close(p);
}

tr_path tr_path_done(tr_pather *p) {
  return (tr_path){.ops = p->ops.p, .n_ops = p->ops.n, .xy = p->xy.items, .n_points = p->xy.n / 2};
}

void tr_matrix_multiply(double out[6], const double m[6], const double n[6]) {
  double r[6] = {m[0] * n[0] + m[2] * n[1],        m[1] * n[0] + m[3] * n[1],
                 m[0] * n[2] + m[2] * n[3],        m[1] * n[2] + m[3] * n[3],
                 m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5]};
  for (int i = 0; i < 6; i++) out[i] = r[i];
}

void tr_matrix_apply(const double m[6], double x, double y, double *ox, double *oy) {
  *ox = m[0] * x + m[2] * y + m[4];
  *oy = m[1] * x + m[3] * y + m[5];
}

void tr_matrix_place(double out[6], double x, double y, double scale, double angle) {
  double c = angle != 0 ? cos(angle) * scale : scale, s = angle != 0 ? sin(angle) * scale : 0;
  double m[6] = {c, s, -s, c, x, y};
  for (int i = 0; i < 6; i++) out[i] = m[i];
}
