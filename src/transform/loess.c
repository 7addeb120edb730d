#include "transform/fit.h"

#include <math.h>

const tr_prop tr_loess_props[] = {
    {"loess", TR_P_STRING, NULL, 0, 0, NULL, "field that is smoothed"},
    {"on", TR_P_STRING, NULL, 0, 0, NULL, "field it is smoothed along"},
    {"groupby", TR_P_ARRAY, NULL, 0, 0, "[]", "fields whose values make the groups"},
    {"bandwidth", TR_P_NUMBER, NULL, 0, 1, "0.3", "part of the points that count at each place"},
    {"as", TR_P_ARRAY, NULL, 0, 0, NULL, "names of the new fields; those of on and loess"},
    {0}};

tr_transform_cost tr_loess_cost(const tr_value *spec, const tr_table *in) {
  const tr_value *by = tr_get(spec, "groupby");
  double n = (double)in->n_rows;
  /* three rounds, each point with its neighbours */
  return (tr_transform_cost){n, tr_is(by, TR_ARRAY) ? by->n + 2.0 : 2,
                             3 * n * fmax(2, n * tr_get_number(spec, "bandwidth", 0.3))};
}

typedef struct smoother {
  const double *x, *y;
  size_t n, neighbours;
  double *fitted, *residual, *weight;
} smoother;

static double tricube(double x) {
  double k = 1 - x * x * x;
  return k * k * k;
}

/* A weighted line through the points FROM to TO, at point I. */
static void fit_at(const smoother *s, size_t i, size_t from, size_t to) {
  double x = s->x[i], w_sum = 0, wx = 0, wy = 0, wxy = 0, wx2 = 0, a, b;
  size_t edge = x - s->x[from] > s->x[to] - x ? from : to;
  double reach = fabs(s->x[edge] - x), scale = reach > 0 ? 1 / reach : 1;
  for (size_t k = from; k <= to; k++) {
    double w = tricube(fabs(x - s->x[k]) * scale) * s->weight[k], xw = s->x[k] * w;
    w_sum += w;
    wx += xw;
    wy += s->y[k] * w;
    wxy += s->y[k] * xw;
    wx2 += s->x[k] * xw;
  }
  tr_least_squares(wx / w_sum, wy / w_sum, wxy / w_sum, wx2 / w_sum, &a, &b);
  s->fitted[i] = a + b * x;
  s->residual[i] = fabs(s->y[i] - s->fitted[i]);
}

static void one_round(const smoother *s) {
  size_t from = 0, to = s->neighbours - 1;
  for (size_t i = 0; i < s->n; i++) {
    fit_at(s, i, from, to);
    size_t next = i + 1;
    while (next < s->n && to + 1 < s->n && next > from &&
           s->x[to + 1] - s->x[next] <= s->x[next] - s->x[from]) {
      from++;
      to++;
    }
  }
}

/* Cleveland (1979): three rounds, in which points far off lose weight. */
static void smooth(tr_ctx *ctx, const smoother *s) {
  double *sorted = TR_NEW_N(ctx->data, double, s->n);
  for (size_t i = 0; i < s->n; i++) s->weight[i] = 1;
  for (int round = 0; round < 3; round++) {
    one_round(s);
    if (round == 2) break;
    for (size_t i = 0; i < s->n; i++) sorted[i] = s->residual[i];
    tr_sort_numbers(sorted, s->n);
    double median = tr_quantile_sorted(sorted, s->n, 0.5);
    if (!(median >= 1e-12)) break;
    for (size_t i = 0; i < s->n; i++) {
      double u = s->residual[i] / (6 * median);
      s->weight[i] = u >= 1 ? 1e-12 : (1 - u * u) * (1 - u * u);
    }
  }
}

static double center(double *x, size_t n) {
  double mean = 0;
  for (size_t i = 0; i < n; i++) mean += (x[i] - mean) / ((double)i + 1);
  for (size_t i = 0; i < n; i++) x[i] -= mean;
  return mean;
}

/* Points of equal x become one. As in Vega its y is the mean of theirs but for the first. */
static void add_points(const smoother *s, double ux, double uy, uint32_t row, tr_points *points) {
  for (size_t i = 0; i < s->n;) {
    double x = s->x[i] + ux, y = s->fitted[i++], count = 0;
    for (; i < s->n && s->x[i] + ux == x; i++) y += (s->fitted[i] - y) / ++count;
    tr_points_add(points, row, x, y + uy);
  }
}

const tr_table *tr_loess_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                             const tr_transform_env *env) {
  tr_str x_name = tr_get_string(spec, "on", (tr_str){0}), y_name = tr_get_string(spec, "loess", (tr_str){0});
  tr_column x = tr_field_column(ctx, in, x_name), y = tr_field_column(ctx, in, y_name), *keys;
  double bandwidth = tr_get_number(spec, "bandwidth", 0.3);
  (void)env;
  if (!tr_required(ctx, spec, "on", "a loess")) return NULL;
  size_t n_keys = tr_columns_of(ctx, tr_get(spec, "groupby"), in, &keys);
  tr_groups g = tr_group_rows(ctx, keys, n_keys, in->n_rows);
  tr_points points = tr_points_new(ctx);
  for (size_t k = 0; k < g.n; k++) {
    tr_xy p = tr_xy_of(ctx, &x, &y, g.rows + g.start[k], g.start[k + 1] - g.start[k], true);
    if (p.n < 2) {
      if (p.n) tr_points_add(&points, g.first_row[k], p.x[0], NAN); /* no line goes through one point */
      continue;
    }
    double ux = center(p.x, p.n), uy = center(p.y, p.n);
    smoother s = {p.x,
                  p.y,
                  p.n,
                  (size_t)fmax(2, trunc((bandwidth > 0 ? bandwidth : 0.3) * (double)p.n)),
                  TR_NEW_N(ctx->data, double, p.n),
                  TR_NEW_N(ctx->data, double, p.n),
                  TR_NEW_N(ctx->data, double, p.n)};
    smooth(ctx, &s);
    add_points(&s, ux, uy, g.first_row[k], &points);
  }
  return tr_points_table(ctx, &points, keys, n_keys, tr_as(spec, 0, x_name), tr_as(spec, 1, y_name));
}
