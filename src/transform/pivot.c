#include "transform/transform-priv.h"

#include <math.h>

const tr_prop tr_pivot_props[] = {
    {"pivot", TR_P_STRING, NULL, 0, 0, NULL, "field whose values become columns"},
    {"value", TR_P_STRING, NULL, 0, 0, NULL, "field whose values fill them"},
    {"groupby", TR_P_ARRAY, NULL, 0, 0, "[]", "fields whose values make the rows"},
    {"limit", TR_P_NUMBER, NULL, 0, 1e6, "0", "most new columns; 0: any number"},
    {"op", TR_P_ENUM, TR_AGGREGATE_NAMES, 0, 0, "sum", "what several values make"},
    {0}};

tr_transform_cost tr_pivot_cost(const tr_value *spec, const tr_table *in) {
  const tr_value *groupby = tr_get(spec, "groupby");
  return (tr_transform_cost){(double)in->n_rows, tr_is(groupby, TR_ARRAY) ? groupby->n : 1, 0};
}

/* The pivot field's groups in ascending order of their values. */
static size_t *key_order(tr_ctx *ctx, const tr_column *c, const tr_groups *keys) {
  size_t *order = TR_NEW_N(ctx->data, size_t, keys->n + 1);
  uint32_t *rows = TR_NEW_N(ctx->data, uint32_t, keys->n + 1);
  tr_column column = *c;
  bool descending = false;
  tr_row_order by = {&column, &descending, 1};
  for (size_t i = 0; i < keys->n; i++) rows[i] = keys->first_row[i];
  tr_sort_rows(ctx, &by, rows, keys->n);
  for (size_t i = 0; i < keys->n; i++) order[i] = keys->of_row[rows[i]];
  return order;
}

const tr_table *tr_pivot_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                             const tr_transform_env *env) {
  tr_column pivot = tr_field_column(ctx, in, tr_get_string(spec, "pivot", (tr_str){0})), *groupby;
  tr_measure m = {.op = TR_AGG_SUM, .table = in};
  (void)env;
  m.field = tr_field_column(ctx, in, tr_get_string(spec, "value", (tr_str){0}));
  tr_str op = tr_get_string(spec, "op", TR_S("sum"));
  if (!tr_required(ctx, spec, "value", "a pivot") || !tr_aggregate_named(op, &m.op)) return NULL;
  size_t n_by = tr_columns_of(ctx, tr_get(spec, "groupby"), in, &groupby);
  tr_groups rows = tr_group_rows(ctx, groupby, n_by, in->n_rows),
            keys = tr_group_rows(ctx, &pivot, 1, in->n_rows);
  double limit = tr_get_number(spec, "limit", 0), n_keys = (double)keys.n;
  if (limit > 0 && limit < n_keys) n_keys = limit;
  if (!tr_within(ctx, TR_LIMIT_COLUMNS, n_keys + (double)n_by, tr_pos_of(spec))) return NULL;
  if (!tr_within(ctx, TR_LIMIT_CELLS, n_keys * (double)rows.n, tr_pos_of(spec))) return NULL;
  tr_table *out = tr_table_new(ctx, rows.n);
  for (size_t k = 0; k < n_by; k++)
    tr_table_add(ctx, out, tr_column_at(ctx, &groupby[k], rows.first_row, rows.n));
  /* Rows of one cell: group by row and key together, then spread. */
  double *codes = TR_NEW_N(ctx->data, double, in->n_rows + 1);
  for (size_t i = 0; i < in->n_rows; i++) codes[i] = (double)rows.of_row[i] * (double)keys.n + keys.of_row[i];
  tr_column code = tr_column_numbers(TR_S("cell"), codes, in->n_rows);
  tr_groups cells = tr_group_rows(ctx, &code, 1, in->n_rows);
  const size_t *order = key_order(ctx, &pivot, &keys);
  tr_value empty = tr_measure_value(ctx, &m, NULL, 0);
  tr_vec *by_key = TR_NEW_N(ctx->data, tr_vec, keys.n + 1);
  for (size_t k = 0; k < keys.n; k++) by_key[k] = tr_vec_of(ctx->data, sizeof(uint32_t));
  for (size_t i = 0; i < cells.n; i++)
    *(uint32_t *)tr_vec_push(&by_key[keys.of_row[cells.first_row[i]]]) = (uint32_t)i;
  for (size_t k = 0; k < (size_t)n_keys; k++) {
    tr_value *values = TR_NEW_N(ctx->data, tr_value, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) values[i] = empty;
    const tr_vec *mine = &by_key[order[k]];
    for (size_t j = 0; j < mine->n; j++) {
      uint32_t cell = *(uint32_t *)tr_vec_at(mine, j);
      values[rows.of_row[cells.first_row[cell]]] = tr_measure_value(
          ctx, &m, cells.rows + cells.start[cell], cells.start[cell + 1] - cells.start[cell]);
    }
    tr_value name = tr_cell(&pivot, keys.first_row[order[k]]);
    tr_table_add(ctx, out, tr_column_of(ctx, tr_to_string(ctx->data, &name), values, rows.n));
  }
  return out;
}
