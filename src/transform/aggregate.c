#include "transform/transform-priv.h"

const tr_prop tr_aggregate_props[] = {
    {"aggregate", TR_P_ARRAY, NULL, 0, 0, NULL, "the statistics: [{op, field, as}]", "[measure]"},
    {"groupby", TR_P_ARRAY, NULL, 0, 0, "[]", "fields whose values make the groups"},
    {0}};

static size_t length(const tr_value *array) { return tr_is(array, TR_ARRAY) ? array->n : 0; }

tr_transform_cost tr_aggregate_cost(const tr_value *spec, const tr_table *in) {
  double measures = (double)length(tr_get(spec, "aggregate")), keys = (double)length(tr_get(spec, "groupby"));
  return (tr_transform_cost){(double)in->n_rows, measures + keys, (double)in->n_rows * measures};
}

const tr_table *tr_aggregate_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                                 const tr_transform_env *env) {
  const tr_value *defs = tr_get(spec, "aggregate");
  tr_column *keys;
  (void)env;
  if (!tr_check_defs(ctx, defs, tr_measure_props, "aggregate")) return NULL;
  size_t n_keys = tr_columns_of(ctx, tr_get(spec, "groupby"), in, &keys);
  tr_groups g = tr_group_rows(ctx, keys, n_keys, in->n_rows);
  tr_table *out = tr_table_new(ctx, g.n);
  for (size_t k = 0; k < n_keys; k++) tr_table_add(ctx, out, tr_column_at(ctx, &keys[k], g.first_row, g.n));
  tr_value *values = TR_NEW_N(ctx->data, tr_value, g.n + 1);
  for (uint32_t k = 0; k < length(defs); k++) {
    tr_measure m;
    if (!tr_measure_of(ctx, &defs->items[k], in, &m)) return NULL;
    for (size_t i = 0; i < g.n; i++)
      values[i] = tr_measure_value(ctx, &m, g.rows + g.start[i], g.start[i + 1] - g.start[i]);
    tr_table_add(ctx, out, tr_column_of(ctx, tr_measure_name(ctx, &defs->items[k]), values, g.n));
  }
  return out;
}
