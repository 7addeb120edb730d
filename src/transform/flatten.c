#include "transform/transform-priv.h"

const tr_prop tr_flatten_props[] = {
    {"flatten", TR_P_ARRAY, NULL, 0, 0, NULL, "fields of arrays whose items become rows, side by side"},
    {"as", TR_P_ARRAY, NULL, 0, 0, NULL, "names of the new fields"},
    {"index", TR_P_STRING, NULL, 0, 0, NULL, "name of a field for the item's place"},
    {0}};

static size_t length_at(const tr_column *c, size_t row) {
  tr_value v = tr_cell(c, row);
  return tr_is(&v, TR_ARRAY) ? v.n : 0;
}

static size_t longest(const tr_column *fields, size_t n, size_t row) {
  size_t most = 0;
  for (size_t f = 0; f < n; f++)
    if (length_at(&fields[f], row) > most) most = length_at(&fields[f], row);
  return most;
}

tr_transform_cost tr_flatten_cost(const tr_value *spec, const tr_table *in) {
  const tr_value *names = tr_get(spec, "flatten");
  size_t n = tr_is(names, TR_ARRAY) ? names->n : 0;
  double rows = 0;
  for (size_t i = 0; i < in->n_rows; i++) {
    size_t most = 0;
    for (size_t f = 0; f < n; f++) {
      const tr_column *c = tr_table_column(in, tr_string(&names->items[f]));
      if (c && length_at(c, i) > most) most = length_at(c, i);
    }
    rows += (double)most;
  }
  return (tr_transform_cost){rows, (double)in->n_columns + (double)n + 1, 0};
}

static tr_value item_or_null(const tr_column *c, size_t row, size_t i) {
  tr_value v = tr_cell(c, row);
  if (!tr_is(&v, TR_ARRAY) || i >= v.n || tr_is_nil(&v.items[i])) return tr_make_null();
  return v.items[i];
}

const tr_table *tr_flatten_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                               const tr_transform_env *env) {
  const tr_value *names = tr_get(spec, "flatten");
  tr_column *fields;
  (void)env;
  size_t n = tr_columns_of(ctx, names, in, &fields);
  tr_vec rows = tr_vec_of(ctx->data, sizeof(uint32_t)), places = tr_vec_of(ctx->data, sizeof(double));
  for (size_t i = 0; i < in->n_rows; i++)
    for (size_t k = 0, most = longest(fields, n, i); k < most; k++) {
      *(uint32_t *)tr_vec_push(&rows) = (uint32_t)i;
      *(double *)tr_vec_push(&places) = (double)k;
    }
  if (!tr_within(ctx, TR_LIMIT_ROWS, (double)rows.n, tr_pos_of(spec))) return NULL;
  const uint32_t *row = rows.items;
  const double *place = places.items;
  tr_table *out = tr_table_share(ctx, tr_table_gather(ctx, in, row, rows.n));
  for (size_t f = 0; f < n; f++) {
    tr_value *values = TR_NEW_N(ctx->data, tr_value, rows.n + 1);
    for (size_t k = 0; k < rows.n; k++) values[k] = item_or_null(&fields[f], row[k], (size_t)place[k]);
    tr_table_add(ctx, out, tr_column_of(ctx, tr_as(spec, f, fields[f].name), values, rows.n));
  }
  tr_str index = tr_get_string(spec, "index", (tr_str){0});
  if (index.n) tr_table_add(ctx, out, tr_column_numbers(index, place, rows.n));
  return out;
}
