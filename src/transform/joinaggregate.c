#include "transform/transform-priv.h"

const tr_prop tr_joinaggregate_props[] = {
    {"joinaggregate", TR_P_ARRAY, NULL, 0, 0, NULL, "the statistics: [{op, field, as}]", "[measure]"},
    {"groupby", TR_P_ARRAY, NULL, 0, 0, "[]", "fields whose values make the groups"},
    {0}};

static size_t length(const tr_value *array) { return tr_is(array, TR_ARRAY) ? array->n : 0; }

tr_transform_cost tr_joinaggregate_cost(const tr_value *spec, const tr_table *in) {
  return tr_cost_adding(in, (double)length(tr_get(spec, "joinaggregate")));
}

const tr_table *tr_joinaggregate_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                                     const tr_transform_env *env) {
  const tr_value *defs = tr_get(spec, "joinaggregate");
  tr_column *keys;
  (void)env;
  if (!tr_check_defs(ctx, defs, tr_measure_props, "joinaggregate")) return NULL;
  size_t n_keys = tr_columns_of(ctx, tr_get(spec, "groupby"), in, &keys);
  tr_groups g = tr_group_rows(ctx, keys, n_keys, in->n_rows);
  tr_table *out = tr_table_share(ctx, in);
  tr_value *of_group = TR_NEW_N(ctx->data, tr_value, g.n + 1);
  tr_value *of_row = TR_NEW_N(ctx->data, tr_value, in->n_rows + 1);
  for (uint32_t k = 0; k < length(defs); k++) {
    tr_measure m;
    if (!tr_measure_of(ctx, &defs->items[k], in, &m)) return NULL;
    for (size_t i = 0; i < g.n; i++)
      of_group[i] = tr_measure_value(ctx, &m, g.rows + g.start[i], g.start[i + 1] - g.start[i]);
    for (size_t i = 0; i < in->n_rows; i++) of_row[i] = of_group[g.of_row[i]];
    tr_table_add(ctx, out, tr_column_of(ctx, tr_measure_name(ctx, &defs->items[k]), of_row, in->n_rows));
  }
  return out;
}
