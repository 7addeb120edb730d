#include "transform/transform-priv.h"

#include <string.h>

/* In the order in which kinds are told apart: density, regression and loess have an `extent` too. */
const tr_transform_row tr_transform_rows[] = {
    {"filter", "keep the rows for which a test holds", tr_filter_props, tr_filter_cost, tr_filter_run},
    {"calculate", "a new field from an expression", tr_calculate_props, tr_calculate_cost, tr_calculate_run},
    {"aggregate", "one row for each group, with statistics", tr_aggregate_props, tr_aggregate_cost,
     tr_aggregate_run},
    {"joinaggregate", "statistics of its group beside each row", tr_joinaggregate_props,
     tr_joinaggregate_cost, tr_joinaggregate_run},
    {"bin", "numbers put into bins", tr_bin_props, tr_bin_cost, tr_bin_run},
    {"timeUnit", "dates cut to units", tr_timeunit_props, tr_timeunit_cost, tr_timeunit_run},
    {"stack", "values piled up in groups", tr_stack_props, tr_stack_cost, tr_stack_run},
    {"window", "ranks, running sums and neighbours", tr_window_props, tr_window_cost, tr_window_run},
    {"fold", "columns to rows of key and value", tr_fold_props, tr_fold_cost, tr_fold_run},
    {"flatten", "arrays to rows", tr_flatten_props, tr_flatten_cost, tr_flatten_run},
    {"impute", "rows for missing keys", tr_impute_props, tr_impute_cost, tr_impute_run},
    {"lookup", "fields of another table", tr_lookup_props, tr_lookup_cost, tr_lookup_run},
    {"pivot", "values of a field to columns", tr_pivot_props, tr_pivot_cost, tr_pivot_run},
    {"density", "a smoothed distribution", tr_density_props, tr_density_cost, tr_density_run},
    {"quantile", "values at probabilities", tr_quantile_props, tr_quantile_cost, tr_quantile_run},
    {"regression", "a fitted curve", tr_regression_props, tr_regression_cost, tr_regression_run},
    {"loess", "a locally fitted curve", tr_loess_props, tr_loess_cost, tr_loess_run},
    {"sample", "some rows, taken by chance", tr_sample_props, tr_sample_cost, tr_sample_run},
    {"extent", "least and greatest value as a parameter", tr_extent_props, tr_extent_cost, tr_extent_run},
    {0}};

enum { MAX_KINDS = 64 };

const tr_transform_row *tr_transform_find(tr_ctx *ctx, const tr_value *spec) {
  for (const tr_transform_row *r = tr_transform_rows; r->name; r++)
    if (tr_get(spec, r->name)) return r;
  const char *names[MAX_KINDS] = {0};
  for (size_t i = 0; tr_transform_rows[i].name; i++) names[i] = tr_transform_rows[i].name;
  for (uint32_t i = 0; tr_is(spec, TR_OBJECT) && i < spec->n; i++) {
    const char *near = tr_did_you_mean(ctx, spec->members[i].name, names);
    if (!near) continue;
    tr_error(ctx, TR_INPUT, tr_pos_of_name(spec, &spec->members[i]), near, "unknown transform \"%.*s\"",
             TR_FMT(spec->members[i].name));
    return NULL;
  }
  tr_error(ctx, TR_INPUT, tr_pos_of(spec), "`tranh list transforms` shows all kinds",
           tr_is(spec, TR_OBJECT) ? "a transform of no known kind"
                                  : "a transform must be an object, found %s",
           tr_kind_name(spec ? (tr_kind)spec->kind : TR_UNDEFINED));
  return NULL;
}

/* The only place where what a transform would make meets the limits. */
static bool affordable(tr_ctx *ctx, const tr_transform_cost *cost, const tr_table *in, tr_pos at) {
  if (!tr_within(ctx, TR_LIMIT_ROWS, cost->rows, at)) return false;
  if (!tr_within(ctx, TR_LIMIT_COLUMNS, cost->columns, at)) return false;
  if (!tr_within(ctx, TR_LIMIT_CELLS, cost->rows * cost->columns, at)) return false;
  tr_work(ctx, (double)in->n_rows + cost->rows + cost->work);
  return true;
}

const tr_table *tr_transform_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                                 const tr_transform_env *env) {
  static const tr_transform_env none = {0};
  const tr_transform_row *row = tr_transform_find(ctx, spec);
  if (!row) return NULL;
  const tr_prop *const tables[] = {row->props, NULL};
  tr_str what = tr_printf(ctx->doc, "transform %s", row->name);
  if (!tr_props_check(ctx, spec, tables, what.p, TR_WARNING)) return NULL;
  tr_transform_cost cost = row->cost(spec, in);
  if (!affordable(ctx, &cost, in, tr_pos_of(spec))) return NULL;
  return row->run(ctx, spec, in, env ? env : &none);
}

const tr_table *tr_transforms_run(tr_ctx *ctx, const tr_value *array, const tr_table *in,
                                  const tr_transform_env *env) {
  if (tr_is_nil(array)) return in;
  if (!tr_is(array, TR_ARRAY)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(array), NULL, "\"transform\" must be an array, found %s",
             tr_kind_name((tr_kind)array->kind));
    return NULL;
  }
  for (uint32_t i = 0; in && i < array->n; i++) in = tr_transform_run(ctx, &array->items[i], in, env);
  return in;
}
