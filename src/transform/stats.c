#include "transform/transform-priv.h"

#include <math.h>
#include <stdlib.h>

double tr_quantile_sorted(const double *sorted, size_t n, double p) {
  if (n == 0 || isnan(p)) return NAN;
  if (p <= 0 || n < 2) return sorted[0];
  if (p >= 1) return sorted[n - 1];
  double place = ((double)n - 1) * p, whole = floor(place);
  double a = sorted[(size_t)whole], b = sorted[(size_t)whole + 1];
  return a + (b - a) * (place - whole);
}

static int by_number(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

void tr_sort_numbers(double *x, size_t n) {
  if (n > 1) qsort(x, n, sizeof *x, by_number);
}

double *tr_sorted_numbers(tr_ctx *ctx, const tr_column *c, const uint32_t *rows, size_t n, size_t *n_out) {
  double *x = TR_NEW_N(ctx->data, double, n + 1);
  size_t k = 0;
  for (size_t i = 0; i < n; i++) {
    double v = tr_cell_statistic(c, rows[i]);
    if (!isnan(v)) x[k++] = v;
  }
  tr_work(ctx, (double)n + (double)k * log2((double)k + 1));
  tr_sort_numbers(x, k);
  *n_out = k;
  return x;
}

double tr_random_next(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

/* Curves */

typedef struct point {
  double x, y;
} point;

static point point_at(tr_curve f, const void *self, double x) { return (point){x, f(self, x)}; }

static double bend(point p, point q, point r, double sx, double sy) {
  double whole = atan2(sy * (r.y - p.y), sx * (r.x - p.x)), half = atan2(sy * (q.y - p.y), sx * (q.x - p.x));
  return fabs(whole - half);
}

static double height_scale(const tr_vec *points) {
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < points->n; i++) {
    double y = ((point *)tr_vec_at(points, i))->y;
    if (y < low) low = y;
    if (y > high) high = y;
  }
  return 1 / (high - low);
}

static void add_point(tr_vec *to, point p) { *(point *)tr_vec_push(to) = p; }

/* A stretch between two points is halved while it bends by more than half a degree and is not yet as short
   as one of MAXSTEPS. */
static void refine(tr_ctx *ctx, tr_vec *done, tr_vec *next, tr_curve f, const void *self, double span,
                   double maxsteps, double sy) {
  double stop = span / maxsteps, sx = 1 / span;
  point from = *(point *)tr_vec_at(done, 0);
  while (next->n) {
    point to = *(point *)tr_vec_at(next, next->n - 1);
    point middle = point_at(f, self, (from.x + to.x) / 2);
    tr_work(ctx, 1);
    if (middle.x - from.x >= stop && bend(from, middle, to, sx, sy) > 0.5 * M_PI / 180) {
      add_point(next, middle);
    } else {
      from = to;
      add_point(done, to);
      next->n--;
    }
  }
}

size_t tr_sample_curve(tr_ctx *ctx, tr_curve f, const void *self, double low, double high, double minsteps,
                       double maxsteps, double **points) {
  tr_vec done = tr_vec_of(ctx->data, sizeof(point)), next = tr_vec_of(ctx->data, sizeof(point));
  double span = high - low;
  if (!(maxsteps > minsteps)) maxsteps = minsteps;
  add_point(&done, point_at(f, self, low));
  if (minsteps == maxsteps) {
    for (double i = 1; i < maxsteps; i++) add_point(&done, point_at(f, self, low + i / minsteps * span));
    add_point(&done, point_at(f, self, high));
  } else {
    add_point(&next, point_at(f, self, high));
    for (double i = minsteps - 1; i > 0; i--) add_point(&next, point_at(f, self, low + i / minsteps * span));
    add_point(&next, *(point *)tr_vec_at(&done, 0)); /* for the height only */
    double sy = height_scale(&next);
    next.n--;
    refine(ctx, &done, &next, f, self, span, maxsteps, sy);
  }
  *points = (double *)done.items;
  return done.n;
}

tr_points tr_points_new(tr_ctx *ctx) {
  return (tr_points){tr_vec_of(ctx->data, sizeof(uint32_t)), tr_vec_of(ctx->data, 2 * sizeof(double))};
}

void tr_points_add(tr_points *p, uint32_t row, double x, double y) {
  *(uint32_t *)tr_vec_push(&p->rows) = row;
  double *xy = tr_vec_push(&p->xy);
  xy[0] = x;
  xy[1] = y;
}

const tr_table *tr_points_table(tr_ctx *ctx, const tr_points *p, const tr_column *keys, size_t n_keys,
                                tr_str x_name, tr_str y_name) {
  size_t n = p->rows.n;
  const double *xy = p->xy.items;
  double *x = TR_NEW_N(ctx->data, double, n + 1), *y = TR_NEW_N(ctx->data, double, n + 1);
  for (size_t i = 0; i < n; i++) {
    x[i] = xy[2 * i];
    y[i] = xy[2 * i + 1];
  }
  tr_table *out = tr_table_new(ctx, n);
  for (size_t k = 0; k < n_keys; k++) tr_table_add(ctx, out, tr_column_at(ctx, &keys[k], p->rows.items, n));
  tr_table_add(ctx, out, tr_column_numbers(x_name, x, n));
  tr_table_add(ctx, out, tr_column_numbers(y_name, y, n));
  return out;
}
