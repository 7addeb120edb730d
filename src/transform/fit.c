#include "transform/fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_x(const void *a, const void *b) {
  const double *p = a, *q = b;
  if (p[0] != q[0]) return p[0] < q[0] ? -1 : 1;
  return (p[2] > q[2]) - (p[2] < q[2]); /* the order of the rows */
}

tr_xy tr_xy_of(tr_ctx *ctx, const tr_column *x, const tr_column *y, const uint32_t *rows, size_t n,
               bool sort) {
  double(*points)[3] = tr_alloc_n(ctx->data, n + 1, sizeof *points);
  tr_xy out = {TR_NEW_N(ctx->data, double, n + 1), TR_NEW_N(ctx->data, double, n + 1), 0};
  for (size_t i = 0; i < n; i++) {
    tr_value u = tr_cell(x, rows[i]), v = tr_cell(y, rows[i]);
    if (tr_is_nil(&u) || tr_is_nil(&v)) continue;
    double a = tr_to_number(&u), b = tr_to_number(&v);
    if (isnan(a) || isnan(b)) continue;
    points[out.n][0] = a;
    points[out.n][1] = b;
    points[out.n][2] = (double)i;
    out.n++;
  }
  tr_work(ctx, (double)n);
  if (sort) qsort(points, out.n, sizeof *points, by_x);
  for (size_t i = 0; i < out.n; i++) {
    out.x[i] = points[i][0];
    out.y[i] = points[i][1];
  }
  return out;
}

void tr_least_squares(double x, double y, double xy, double x2, double *intercept, double *slope) {
  double spread = x2 - x * x;
  *slope = fabs(spread) < 1e-24 ? 0 : (xy - x * y) / spread;
  *intercept = y - *slope * x;
}

static double mean(const double *x, size_t n) {
  double m = 0;
  for (size_t i = 0; i < n; i++) m += (x[i] - m) / ((double)i + 1);
  return m;
}

/* A line through log(x) or x against log(y) or y. */
static void fit_line(tr_fit *f, const tr_xy *p) {
  bool log_x = f->method == TR_FIT_LOG || f->method == TR_FIT_POW, log_y = f->method == TR_FIT_POW;
  double x = 0, y = 0, xy = 0, x2 = 0;
  for (size_t i = 0; i < p->n; i++) {
    double a = log_x ? log(p->x[i]) : p->x[i], b = log_y ? log(p->y[i]) : p->y[i], k = (double)i + 1;
    x += (a - x) / k;
    y += (b - y) / k;
    xy += (a * b - xy) / k;
    x2 += (a * a - x2) / k;
  }
  tr_least_squares(x, y, xy, x2, &f->coef[0], &f->coef[1]);
  if (log_y) f->coef[0] = exp(f->coef[0]);
}

/* log(y) against x, weighted by y so that large values are not neglected. */
static void fit_exponential(tr_fit *f, const tr_xy *p) {
  double ux = mean(p->x, p->n), uy = mean(p->y, p->n), yl = 0, xy = 0, xyl = 0, x2y = 0, a, b;
  for (size_t i = 0; i < p->n; i++) {
    double dx = p->x[i] - ux, ly = log(p->y[i]), k = (double)i + 1, dxy = dx * p->y[i];
    yl += (p->y[i] * ly - yl) / k;
    xy += (dxy - xy) / k;
    xyl += (dxy * ly - xyl) / k;
    x2y += (dx * dxy - x2y) / k;
  }
  tr_least_squares(xy / uy, yl / uy, xyl / uy, x2y / uy, &a, &b);
  f->coef[0] = exp(a - b * ux);
  f->coef[1] = b;
  f->centered[0] = a;
  f->centered[1] = b;
  f->center_x = ux;
}

/* Points about their means, which go to the fit. */
static tr_xy centred(tr_ctx *ctx, tr_fit *f, const tr_xy *p) {
  tr_xy out = {TR_NEW_N(ctx->data, double, p->n + 1), TR_NEW_N(ctx->data, double, p->n + 1), p->n};
  f->center_x = mean(p->x, p->n);
  f->center_y = mean(p->y, p->n);
  for (size_t i = 0; i < p->n; i++) {
    out.x[i] = p->x[i] - f->center_x;
    out.y[i] = p->y[i] - f->center_y;
  }
  return out;
}

/* The parabola by running means of moments, which keeps its digits where x are large (dates). */
static void fit_parabola(tr_fit *f, const tr_xy *p) {
  double x2 = 0, x3 = 0, x4 = 0, xy = 0, x2y = 0;
  for (size_t i = 0; i < p->n; i++) {
    double x = p->x[i], y = p->y[i], square = x * x, k = (double)i + 1;
    x2 += (square - x2) / k;
    x3 += (square * x - x3) / k;
    x4 += (square * square - x4) / k;
    xy += (x * y - xy) / k;
    x2y += (square * y - x2y) / k;
  }
  double rest = x4 - x2 * x2, d = x2 * rest - x3 * x3;
  double a = (x2y * x2 - xy * x3) / d, b = (xy * rest - x2y * x3) / d, c = -a * x2, ux = f->center_x;
  f->centered[0] = c;
  f->centered[1] = b;
  f->centered[2] = a;
  f->coef[0] = c - b * ux + a * ux * ux + f->center_y;
  f->coef[1] = b - 2 * a * ux;
  f->coef[2] = a;
}

/* Solves the normal equations M c = r by elimination with pivots. */
static void solve(double m[TR_FIT_MOST][TR_FIT_MOST + 1], int n, double *c) {
  for (int i = 0; i < n; i++) {
    int best = i;
    for (int j = i + 1; j < n; j++)
      if (fabs(m[j][i]) > fabs(m[best][i])) best = j;
    for (int k = i; k <= n; k++) {
      double t = m[i][k];
      m[i][k] = m[best][k];
      m[best][k] = t;
    }
    for (int j = i + 1; j < n; j++)
      for (int k = n; k >= i; k--) m[j][k] -= m[i][k] * m[j][i] / m[i][i];
  }
  for (int i = n - 1; i >= 0; i--) {
    double known = 0;
    for (int k = i + 1; k < n; k++) known += m[i][k] * c[k];
    c[i] = (m[i][n] - known) / m[i][i];
  }
}

/* Coefficients about 0 of a polynomial about CENTER_X, by the binomial theorem. */
static void move_center(tr_fit *f) {
  for (int i = f->n - 1; i >= 0; i--) {
    double binomial = 1;
    f->coef[i] += f->centered[i];
    for (int j = 1; j <= i; j++) {
      binomial *= (double)(i + 1 - j) / j;
      f->coef[i - j] += f->centered[i] * pow(-f->center_x, j) * binomial;
    }
  }
  f->coef[0] += f->center_y;
}

static void fit_higher(tr_fit *f, const tr_xy *p) {
  double m[TR_FIT_MOST][TR_FIT_MOST + 1] = {0}, sums[2 * TR_FIT_MOST] = {0};
  for (size_t i = 0; i < p->n; i++)
    for (int k = 0; k < 2 * f->n - 1; k++) {
      double power = pow(p->x[i], k);
      sums[k] += power;
      if (k < f->n) m[k][f->n] += power * p->y[i];
    }
  for (int r = 0; r < f->n; r++)
    for (int k = 0; k < f->n; k++) m[r][k] = sums[r + k];
  solve(m, f->n, f->centered);
  move_center(f);
}

static void fit_polynomial(tr_ctx *ctx, tr_fit *f, const tr_xy *p) {
  if (f->n == 2) {
    fit_line(f, p);
    return;
  }
  tr_xy c = centred(ctx, f, p);
  if (f->n == 1)
    f->coef[0] = f->center_y;
  else if (f->n == 3)
    fit_parabola(f, &c);
  else
    fit_higher(f, &c);
}

static double polynomial_at(const tr_fit *f, double x) {
  const double *c = f->centered;
  if (f->n == 1) return f->coef[0];
  if (f->n == 2) return f->coef[0] + f->coef[1] * x;
  x -= f->center_x;
  if (f->n == 3) return c[2] * x * x + c[1] * x + c[0] + f->center_y;
  double y = f->center_y + c[0] + c[1] * x + c[2] * x * x;
  for (int i = 3; i < f->n; i++) y += c[i] * pow(x, i);
  return y;
}

double tr_fit_at(const void *fit, double x) {
  const tr_fit *f = fit;
  switch (f->method) {
  case TR_FIT_LINEAR: return f->coef[0] + f->coef[1] * x;
  case TR_FIT_LOG: return f->coef[0] + f->coef[1] * log(x);
  case TR_FIT_EXP: return exp(f->centered[0] + f->centered[1] * (x - f->center_x));
  case TR_FIT_POW: return f->coef[0] * pow(x, f->coef[1]);
  case TR_FIT_POLY: return polynomial_at(f, x);
  }
  return NAN;
}

tr_fit tr_fit_curve(tr_ctx *ctx, tr_fit_method method, int order, const tr_xy *p) {
  tr_fit f = {.method = method, .n = method == TR_FIT_POLY ? order + 1 : 2};
  if (method == TR_FIT_POLY)
    fit_polynomial(ctx, &f, p);
  else if (method == TR_FIT_EXP)
    fit_exponential(&f, p);
  else
    fit_line(&f, p);
  double middle = mean(p->y, p->n), error = 0, total = 0;
  for (size_t i = 0; i < p->n; i++) {
    double e = p->y[i] - tr_fit_at(&f, p->x[i]), d = p->y[i] - middle;
    error += e * e;
    total += d * d;
  }
  f.r_squared = f.n == 1 ? 0 : 1 - error / total;
  return f;
}
