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

/* Fields of numbers without gaps of two kinds: their values need no boxes. */
static bool all_numbers(const tr_column *fields, size_t n) {
  for (size_t f = 0; f < n; f++)
    if (fields[f].type != TR_COL_NUMBER || fields[f].absent_is_undefined != fields[0].absent_is_undefined)
      return false;
  return n > 0;
}

static tr_column numbers_column(tr_ctx *ctx, tr_str name, const tr_column *fields, size_t n, size_t n_rows) {
  double *x = TR_NEW_N(ctx->data, double, n_rows *n + 1);
  uint64_t *valid = TR_NEW_N(ctx->data, uint64_t, n_rows * n / 64 + 1);
  for (size_t i = 0, k = 0; i < n_rows; i++)
    for (size_t f = 0; f < n; f++, k++) {
      x[k] = fields[f].numbers[i];
      if (tr_valid(&fields[f], i)) valid[k >> 6] |= (uint64_t)1 << (k & 63);
    }
  tr_column c = tr_column_numbers(name, x, n_rows * n);
  for (size_t f = 0; f < n; f++)
    if (fields[f].valid) c.valid = valid;
  c.absent_is_undefined = fields[0].absent_is_undefined;
  return c;
}

static tr_column values_column(tr_ctx *ctx, tr_str name, const tr_column *fields, size_t n, size_t n_rows) {
  if (all_numbers(fields, n)) return numbers_column(ctx, name, fields, n, n_rows);
  tr_column_builder *b = tr_column_builder_new(ctx, name, n_rows * n);
  for (size_t i = 0; i < n_rows; i++)
    for (size_t f = 0; f < n; f++) tr_column_add(b, tr_cell(&fields[f], i));
  return tr_column_done(b);
}

static tr_column names_column(tr_ctx *ctx, tr_str name, const tr_value *fold, size_t n, size_t n_rows) {
  uint32_t *which = TR_NEW_N(ctx->data, uint32_t, n_rows * n + 1);
  for (size_t k = 0; k < n_rows * n; k++) which[k] = (uint32_t)(k % n);
  tr_column names = tr_column_of(ctx, name, tr_is(fold, TR_ARRAY) ? fold->items : NULL, n);
  return tr_column_at(ctx, &names, which, n_rows * n);
}

const tr_table *tr_fold_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                            const tr_transform_env *env) {
  const tr_value *fold = tr_get(spec, "fold");
  tr_column *fields;
  (void)env;
  size_t n = tr_columns_of(ctx, fold, in, &fields), n_out = in->n_rows * n;
  uint32_t *rows = TR_NEW_N(ctx->data, uint32_t, n_out + 1);
  for (size_t k = 0; k < n_out; k++) rows[k] = (uint32_t)(k / n);
  tr_table *out = tr_table_share(ctx, tr_table_gather(ctx, in, rows, n_out));
  tr_table_add(ctx, out, names_column(ctx, tr_as(spec, 0, TR_S("key")), fold, n, in->n_rows));
  tr_table_add(ctx, out, values_column(ctx, tr_as(spec, 1, TR_S("value")), fields, n, in->n_rows));
  return out;
}
