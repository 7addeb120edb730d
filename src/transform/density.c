#include "transform/transform-priv.h"

#include <math.h>

/* Kernel density estimates, as Vega's kde transform. */

const tr_prop tr_density_props[] = {
    {"density", TR_P_STRING, NULL, 0, 0, NULL, "field of numbers"},
    {"groupby", TR_P_ARRAY, NULL, 0, 0, "[]", "fields whose values make the groups"},
    {"cumulative", TR_P_BOOL, NULL, 0, 0, "false", "the share up to each value instead of the density"},
    {"counts", TR_P_BOOL, NULL, 0, 0, "false", "smoothed counts instead of probabilities"},
    {"bandwidth", TR_P_NUMBER, NULL, 0, INFINITY, "0", "deviation of the kernel; 0: by Scott's rule"},
    {"extent", TR_P_ARRAY, NULL, 0, 0, "of the data", "[from, to] of the sampled values"},
    {"minsteps", TR_P_NUMBER, NULL, 0, INFINITY, "25", "fewest samples"},
    {"maxsteps", TR_P_NUMBER, NULL, 0, INFINITY, "200", "most samples"},
    {"steps", TR_P_NUMBER, NULL, 0, INFINITY, NULL, "how many samples, evenly"},
    {"resolve", TR_P_ENUM, "shared|independent", 0, 0, "shared", "extent and samples of the groups"},
    {"as", TR_P_ARRAY, NULL, 0, 0, "[value, density]", "names of the new fields"},
    {0}};

typedef struct plan {
  double minsteps, maxsteps;
  double domain[2]; /* of all groups, where `shared` */
  bool shared;      /* else each group has its own */
} plan;

static bool is_independent(const tr_value *spec) {
  return tr_str_is(tr_get_string(spec, "resolve", (tr_str){0}), "independent");
}

/* JavaScript's a || b: 0 is not given. */
static double or_else(double a, double b) { return a != 0 ? a : b; }

static plan steps_of(const tr_value *spec) {
  double steps = tr_get_number(spec, "steps", 0);
  plan p = {or_else(steps, or_else(tr_get_number(spec, "minsteps", 0), 25)),
            or_else(steps, or_else(tr_get_number(spec, "maxsteps", 0), 200)),
            {0},
            false};
  if (!is_independent(spec)) p.minsteps = p.maxsteps = or_else(steps, p.maxsteps);
  if (p.maxsteps < p.minsteps) p.maxsteps = p.minsteps;
  return p;
}

/* Each sample looks at each row of its group; halving stretches looks twice. */
tr_transform_cost tr_density_cost(const tr_value *spec, const tr_table *in) {
  const tr_value *by = tr_get(spec, "groupby");
  plan p = steps_of(spec);
  double samples = (p.maxsteps + 1) * (p.minsteps < p.maxsteps ? 2 : 1);
  return (tr_transform_cost){samples, tr_is(by, TR_ARRAY) ? by->n + 2.0 : 2, samples * (double)in->n_rows};
}

typedef struct kernel {
  const double *support;
  size_t n;
  double bandwidth, scale;
  bool cumulative;
} kernel;

static double estimate(const void *self, double x) {
  const kernel *k = self;
  double sum = 0;
  for (size_t i = 0; i < k->n; i++) {
    double z = (x - k->support[i]) / k->bandwidth;
    sum += k->cumulative ? erfc(-z / M_SQRT2) / 2 : exp(-0.5 * z * z) / sqrt(2 * M_PI);
  }
  return (k->cumulative ? sum : sum / k->bandwidth) / (double)k->n * k->scale;
}

static double deviation(const tr_column *c, const uint32_t *rows, size_t n) {
  double count = 0, mean = 0, sum = 0;
  for (size_t i = 0; i < n; i++) {
    tr_value v = tr_cell(c, rows[i]);
    double x = tr_is_nil(&v) ? NAN : tr_to_number(&v), delta = x - mean;
    if (isnan(x)) continue;
    mean += delta / ++count;
    sum += delta * (x - mean);
  }
  return count > 1 ? sqrt(sum / (count - 1)) : NAN;
}

static bool is_set(double x) { return !isnan(x) && x != 0; }

/* Scott's rule with the narrower of deviation and interquartile range (vega-statistics/bandwidth). */
static double scott_bandwidth(tr_ctx *ctx, const tr_column *c, const uint32_t *rows, size_t n) {
  size_t k;
  const double *sorted = tr_sorted_numbers(ctx, c, rows, n, &k);
  double q1 = tr_quantile_sorted(sorted, k, 0.25), q3 = tr_quantile_sorted(sorted, k, 0.75);
  double d = deviation(c, rows, n), h = (q3 - q1) / 1.34;
  double v = isnan(d) || isnan(h) ? NAN : fmin(d, h);
  if (!is_set(v)) v = is_set(d) ? d : is_set(q1) ? fabs(q1) : 1;
  return 1.06 * v * pow((double)n, -0.2);
}

/* As in Vega a null counts as 0 here, but not for bandwidth and extent. */
static kernel kernel_of(tr_ctx *ctx, const tr_value *spec, const tr_column *c, const uint32_t *rows,
                        size_t n) {
  kernel k = {.n = n, .cumulative = tr_get_bool(spec, "cumulative", false)};
  double *support = TR_NEW_N(ctx->data, double, n + 1);
  for (size_t i = 0; i < n; i++) support[i] = tr_cell_number(c, rows[i]);
  k.support = support;
  k.scale = tr_get_bool(spec, "counts", false) ? (double)n : 1;
  k.bandwidth = tr_get_number(spec, "bandwidth", 0);
  if (k.bandwidth == 0) k.bandwidth = scott_bandwidth(ctx, c, rows, n);
  return k;
}

/* Least and greatest number of C at ROWS; NaN where there is none. Null and NaN do not count. */
static void domain_of(const tr_column *c, const uint32_t *rows, size_t n, double domain[2]) {
  domain[0] = INFINITY;
  domain[1] = -INFINITY;
  for (size_t i = 0; i < n; i++) {
    tr_value v = tr_cell(c, rows[i]);
    double x = tr_is_nil(&v) ? NAN : tr_to_number(&v);
    if (x < domain[0]) domain[0] = x;
    if (x > domain[1]) domain[1] = x;
  }
  if (domain[0] > domain[1]) domain[0] = domain[1] = NAN;
}

static bool plan_of(tr_ctx *ctx, const tr_value *spec, const tr_column *c, const tr_groups *g, plan *p) {
  const tr_value *extent = tr_get(spec, "extent");
  *p = steps_of(spec);
  p->shared = extent || !is_independent(spec);
  if (!extent && p->shared) domain_of(c, g->rows, c->n, p->domain);
  if (!extent) return true;
  p->domain[0] = tr_to_number(tr_item(extent, 0));
  p->domain[1] = tr_to_number(tr_item(extent, 1));
  if (extent->n == 2 && isfinite(p->domain[0]) && isfinite(p->domain[1])) return true;
  tr_error(ctx, TR_INPUT, tr_pos_of(extent), "[from, to]", "\"extent\" must be two numbers");
  return false;
}

static void add_curve(tr_ctx *ctx, const kernel *k, const plan *p, const double domain[2], uint32_t row,
                      tr_points *points) {
  double *xy;
  size_t n = tr_sample_curve(ctx, estimate, k, domain[0], domain[1], p->minsteps, p->maxsteps, &xy);
  for (size_t i = 0; i < n; i++) tr_points_add(points, row, xy[2 * i], xy[2 * i + 1]);
}

const tr_table *tr_density_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                               const tr_transform_env *env) {
  tr_column c = tr_field_column(ctx, in, tr_get_string(spec, "density", (tr_str){0})), *keys;
  size_t n_keys = tr_columns_of(ctx, tr_get(spec, "groupby"), in, &keys);
  tr_groups g = tr_group_rows(ctx, keys, n_keys, in->n_rows);
  tr_points points = tr_points_new(ctx);
  plan p;
  (void)env;
  if (!plan_of(ctx, spec, &c, &g, &p)) return NULL;
  if (!tr_get(spec, "groupby")) g.n = 1; /* of no rows too: an extent stays to be seen */
  if (!tr_within(ctx, TR_LIMIT_ROWS, (double)g.n * (p.minsteps + 1), tr_pos_of(spec))) return NULL;
  for (size_t i = 0; i < g.n; i++) {
    const uint32_t *rows = g.rows + g.start[i];
    size_t n = g.start[i + 1] - g.start[i];
    double own[2];
    if (!p.shared) domain_of(&c, rows, n, own);
    kernel k = kernel_of(ctx, spec, &c, rows, n);
    add_curve(ctx, &k, &p, p.shared ? p.domain : own, g.first_row[i], &points);
  }
  return tr_points_table(ctx, &points, keys, n_keys, tr_as(spec, 0, TR_S("value")),
                         tr_as(spec, 1, TR_S("density")));
}
