#include "transform/transform-priv.h"

const tr_prop tr_fold_props[] = {
    {"fold", TR_P_ARRAY, NULL, 0, 0, NULL, "fields that become rows"},
    {"as", TR_P_ARRAY, NULL, 0, 0, "[key, value]", "names of the fields for name and value"},
    {0}};

static size_t length(const tr_value *array) { return tr_is(array, TR_ARRAY) ? array->n : 0; }

tr_transform_cost tr_fold_cost(const tr_value *spec, const tr_table *in) {
  return (tr_transform_cost){(double)in->n_rows * (double)length(tr_get(spec, "fold")),
                             (double)in->n_columns + 2, 0};
}

const tr_table *tr_fold_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                            const tr_transform_env *env) {
  const tr_value *fold = tr_get(spec, "fold");
  tr_column *fields;
  (void)env;
  size_t n = tr_columns_of(ctx, fold, in, &fields), n_out = in->n_rows * n;
  uint32_t *rows = TR_NEW_N(ctx->data, uint32_t, n_out + 1);
  tr_value *keys = TR_NEW_N(ctx->data, tr_value, n_out + 1),
           *values = TR_NEW_N(ctx->data, tr_value, n_out + 1);
  for (size_t i = 0, k = 0; i < in->n_rows; i++)
    for (size_t f = 0; f < n; f++, k++) {
      rows[k] = (uint32_t)i;
      keys[k] = tr_make_string(tr_string(&fold->items[f]));
      values[k] = tr_cell(&fields[f], i);
    }
  tr_table *out = tr_table_share(ctx, tr_table_gather(ctx, in, rows, n_out));
  tr_table_add(ctx, out, tr_column_of(ctx, tr_as(spec, 0, TR_S("key")), keys, n_out));
  tr_table_add(ctx, out, tr_column_of(ctx, tr_as(spec, 1, TR_S("value")), values, n_out));
  return out;
}
