#include "transform/fit.h"

#include <math.h>

const tr_prop tr_regression_props[] = {
    {"regression", TR_P_STRING, NULL, 0, 0, NULL, "field that is predicted"},
    {"on", TR_P_STRING, NULL, 0, 0, NULL, "field it is predicted from"},
    {"groupby", TR_P_ARRAY, NULL, 0, 0, "[]", "fields whose values make the groups"},
    {"method", TR_P_ENUM, "linear|log|exp|pow|quad|poly", 0, 0, "linear", "kind of the curve"},
    {"order", TR_P_NUMBER, NULL, 0, 30, "3", "of a polynomial"},
    {"extent", TR_P_ARRAY, NULL, 0, 0, NULL, "[from, to] of the curve"},
    {"params", TR_P_BOOL, NULL, 0, 0, "false", "whether coefficients come out instead of points"},
    {"as", TR_P_ARRAY, NULL, 0, 0, NULL, "names of the new fields; those of on and regression"},
    {0}};

tr_transform_cost tr_regression_cost(const tr_value *spec, const tr_table *in) {
  const tr_value *by = tr_get(spec, "groupby");
  return (tr_transform_cost){2, tr_is(by, TR_ARRAY) ? by->n + 3.0 : 3, 4 * (double)in->n_rows};
}

typedef struct job {
  tr_ctx *ctx;
  const tr_value *spec;
  tr_fit_method method;
  int order;
  double low, high; /* low is NaN: each group's own */
} job;

static bool order_of(job *j) {
  const tr_value *order = tr_get(j->spec, "order");
  double x = order ? tr_to_number(order) : 3;
  j->order = (int)x;
  if (j->order == x) return true;
  tr_error(j->ctx, TR_INPUT, tr_pos_of(order), NULL, "the order of a polynomial must be a whole number");
  return false;
}

static bool extent_of(job *j) {
  const tr_value *extent = tr_get(j->spec, "extent");
  if (!extent) return true;
  j->low = tr_to_number(tr_item(extent, 0));
  j->high = tr_to_number(tr_item(extent, 1));
  if (extent->n != 2 || !isfinite(j->low) || !isfinite(j->high)) {
    tr_error(j->ctx, TR_INPUT, tr_pos_of(extent), "[from, to]", "\"extent\" must be two numbers");
    return false;
  }
  if (j->method != TR_FIT_LOG || j->low > 0) return true;
  tr_warn(j->ctx, TR_INPUT, tr_pos_of(extent), NULL,
          "the extent of a log regression must be above 0: not used");
  j->low = NAN;
  return true;
}

static bool job_of(tr_ctx *ctx, const tr_value *spec, job *j) {
  static const char *const names[] = {"linear", "log", "exp", "pow", "poly", "quad"};
  tr_str name = tr_get_string(spec, "method", TR_S("linear"));
  int method = 0;
  while (method < 5 && !tr_str_is(name, names[method])) method++;
  *j = (job){ctx, spec, method == 5 ? TR_FIT_POLY : (tr_fit_method)method, 2, NAN, NAN};
  return (method != 4 || order_of(j)) && extent_of(j);
}

/* What a fit needs more rows than, as Vega counts them: rows without numbers count too. */
static size_t freedom(const job *j) { return j->method == TR_FIT_POLY ? (size_t)j->order : 1; }

/* Least and greatest x of all rows of a group, also of those without y; texts are compared as texts. */
static void own_extent(const tr_column *x, const uint32_t *rows, size_t n, double *low, double *high) {
  tr_value least = tr_make_undefined(), most = least;
  for (size_t i = 0; i < n; i++) {
    tr_value v = tr_cell(x, rows[i]);
    if (tr_is_nil(&v) || (!tr_is(&v, TR_STRING) && isnan(tr_to_number(&v)))) continue;
    if (tr_is_nil(&least) || tr_compare(&v, &least) < 0) least = v;
    if (tr_is_nil(&most) || tr_compare(&v, &most) > 0) most = v;
  }
  *low = tr_to_number(&least);
  *high = tr_to_number(&most);
}

static void add_curve(const job *j, const tr_fit *fit, const tr_column *x, const uint32_t *rows,
                      size_t n_rows, tr_points *points) {
  double low = j->low, high = j->high, *xy;
  uint32_t row = rows[0];
  if (isnan(low)) own_extent(x, rows, n_rows, &low, &high);
  if (j->method == TR_FIT_LINEAR) {
    tr_points_add(points, row, low, tr_fit_at(fit, low));
    tr_points_add(points, row, high, tr_fit_at(fit, high));
    return;
  }
  size_t n = tr_sample_curve(j->ctx, tr_fit_at, fit, low, high, 25, 200, &xy);
  for (size_t i = 0; i < n; i++) tr_points_add(points, row, xy[2 * i], xy[2 * i + 1]);
}

static tr_value numbers(tr_ctx *ctx, const double *x, int n) {
  tr_value *items = TR_NEW_N(ctx->data, tr_value, (size_t)n);
  for (int i = 0; i < n; i++) items[i] = tr_make_number(x[i]);
  return tr_make_array(items, (size_t)n);
}

/* One row for each group: keys, coefficients, R². */
typedef struct results {
  tr_vec keys, coef, r_squared; /* of tr_value */
} results;

static void add_result(const job *j, results *r, const tr_fit *fit, const tr_column *keys, size_t n_keys,
                       uint32_t row) {
  tr_value *items = TR_NEW_N(j->ctx->data, tr_value, n_keys + 1);
  for (size_t k = 0; k < n_keys; k++) items[k] = tr_cell(&keys[k], row);
  *(tr_value *)tr_vec_push(&r->keys) = n_keys ? tr_make_array(items, n_keys) : tr_make_undefined();
  *(tr_value *)tr_vec_push(&r->coef) = numbers(j->ctx, fit->coef, fit->n);
  *(tr_value *)tr_vec_push(&r->r_squared) = tr_make_number(fit->r_squared);
}

static const tr_table *result_table(tr_ctx *ctx, const results *r) {
  tr_table *out = tr_table_new(ctx, r->coef.n);
  tr_table_add(ctx, out, tr_column_of(ctx, TR_S("keys"), r->keys.items, r->keys.n));
  tr_table_add(ctx, out, tr_column_of(ctx, TR_S("coef"), r->coef.items, r->coef.n));
  tr_table_add(ctx, out, tr_column_of(ctx, TR_S("rSquared"), r->r_squared.items, r->r_squared.n));
  return out;
}

const tr_table *tr_regression_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                                  const tr_transform_env *env) {
  job j;
  tr_str x_name = tr_get_string(spec, "on", (tr_str){0}),
         y_name = tr_get_string(spec, "regression", (tr_str){0});
  tr_column x = tr_field_column(ctx, in, x_name), y = tr_field_column(ctx, in, y_name), *keys;
  bool params = tr_get_bool(spec, "params", false);
  (void)env;
  if (!tr_required(ctx, spec, "on", "a regression") || !job_of(ctx, spec, &j)) return NULL;
  size_t n_keys = tr_columns_of(ctx, tr_get(spec, "groupby"), in, &keys);
  tr_groups g = tr_group_rows(ctx, keys, n_keys, in->n_rows);
  tr_points points = tr_points_new(ctx);
  results r = {tr_vec_of(ctx->data, sizeof(tr_value)), tr_vec_of(ctx->data, sizeof(tr_value)),
               tr_vec_of(ctx->data, sizeof(tr_value))};
  for (size_t k = 0; k < g.n; k++) {
    const uint32_t *rows = g.rows + g.start[k];
    size_t n = g.start[k + 1] - g.start[k];
    tr_xy p = tr_xy_of(ctx, &x, &y, rows, n, false);
    if (n <= freedom(&j) || p.n == 0) {
      tr_warn(ctx, TR_DATA, tr_pos_of(spec), NULL, "a group has too few points (%zu) for its regression",
              p.n);
      continue;
    }
    tr_work(ctx, (double)p.n * j.order * 3);
    tr_fit fit = tr_fit_curve(ctx, j.method, j.order, &p);
    if (params)
      add_result(&j, &r, &fit, keys, n_keys, g.first_row[k]);
    else
      add_curve(&j, &fit, &x, rows, n, &points);
  }
  if (params) return result_table(ctx, &r);
  return tr_points_table(ctx, &points, keys, n_keys, tr_as(spec, 0, x_name), tr_as(spec, 1, y_name));
}
