#include "transform/transform-priv.h"

#include <math.h>

const tr_prop tr_quantile_props[] = {
    {"quantile", TR_P_STRING, NULL, 0, 0, NULL, "field of numbers"},
    {"groupby", TR_P_ARRAY, NULL, 0, 0, "[]", "fields whose values make the groups"},
    {"probs", TR_P_ARRAY, NULL, 0, 0, NULL, "probabilities, 0 to 1"},
    {"step", TR_P_NUMBER, NULL, 1e-6, 1, "0.01", "between probabilities, where none are given"},
    {"as", TR_P_ARRAY, NULL, 0, 0, "[prob, value]", "names of the new fields"},
    {0}};

static size_t n_probs(const tr_value *spec) {
  const tr_value *probs = tr_get(spec, "probs");
  double step = tr_get_number(spec, "step", 0.01);
  return tr_is(probs, TR_ARRAY) ? probs->n : (size_t)ceil((1 - 1e-14 - step / 2) / step);
}

tr_transform_cost tr_quantile_cost(const tr_value *spec, const tr_table *in) {
  const tr_value *by = tr_get(spec, "groupby");
  (void)in; /* for one group; more are counted once they are known */
  return (tr_transform_cost){(double)n_probs(spec), tr_is(by, TR_ARRAY) ? by->n + 2.0 : 2, 0};
}

const tr_table *tr_quantile_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                                const tr_transform_env *env) {
  tr_column c = tr_field_column(ctx, in, tr_get_string(spec, "quantile", (tr_str){0})), *keys;
  const tr_value *probs = tr_get(spec, "probs");
  double step = tr_get_number(spec, "step", 0.01);
  (void)env;
  size_t n_keys = tr_columns_of(ctx, tr_get(spec, "groupby"), in, &keys), n = n_probs(spec);
  tr_groups g = tr_group_rows(ctx, keys, n_keys, in->n_rows);
  if (!tr_get(spec, "groupby")) g.n = 1; /* of no rows too: probabilities without values */
  if (!tr_within(ctx, TR_LIMIT_ROWS, (double)g.n * (double)n, tr_pos_of(spec))) return NULL;
  uint32_t *first = TR_NEW_N(ctx->data, uint32_t, g.n * n + 1);
  double *p = TR_NEW_N(ctx->data, double, g.n *n + 1);
  tr_value *values = TR_NEW_N(ctx->data, tr_value, g.n * n + 1);
  for (size_t k = 0, i = 0; k < g.n; k++) {
    size_t count;
    const double *x = tr_sorted_numbers(ctx, &c, g.rows + g.start[k], g.start[k + 1] - g.start[k], &count);
    for (size_t j = 0; j < n; j++, i++) {
      first[i] = g.first_row[k];
      p[i] = tr_is(probs, TR_ARRAY) ? tr_to_number(&probs->items[j]) : step / 2 + (double)j * step;
      double q = tr_quantile_sorted(x, count, p[i]);
      values[i] = isnan(q) ? tr_make_undefined() : tr_make_number(q);
    }
  }
  tr_table *out = tr_table_new(ctx, g.n * n);
  for (size_t k = 0; k < n_keys; k++) tr_table_add(ctx, out, tr_column_at(ctx, &keys[k], first, g.n * n));
  tr_table_add(ctx, out, tr_column_numbers(tr_as(spec, 0, TR_S("prob")), p, g.n * n));
  tr_table_add(ctx, out, tr_column_of(ctx, tr_as(spec, 1, TR_S("value")), values, g.n * n));
  return out;
}
