#include "transform/transform-priv.h"

#include <math.h>

const tr_prop tr_pivot_props[] = {
    {"pivot", TR_P_STRING, NULL, 0, 0, NULL, "field whose values become columns"},
    {"value", TR_P_STRING, NULL, 0, 0, NULL, "field whose values fill them"},
    {"groupby", TR_P_ARRAY, NULL, 0, 0, "[]", "fields whose values make the rows"},
    {"limit", TR_P_NUMBER, NULL, 0, 1e6, "0", "most new columns; 0: any number"},
    {"op", TR_P_ENUM, TR_AGGREGATE_NAMES, 0, 0, "sum", "what several values make", "@aggregates"},
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

/* Rows of the result and its new columns, and which rows of the table meet in each cell. */
typedef struct cross {
  tr_groups rows, keys, cells;
  tr_vec *of_key; /* for each key: of uint32_t, its cells */
} cross;

static cross cross_of(tr_ctx *ctx, const tr_column *groupby, size_t n_by, const tr_column *pivot,
                      size_t n_rows) {
  cross x = {.rows = tr_group_rows(ctx, groupby, n_by, n_rows), .keys = tr_group_rows(ctx, pivot, 1, n_rows)};
  double *codes = TR_NEW_N(ctx->data, double, n_rows + 1);
  for (size_t i = 0; i < n_rows; i++)
    codes[i] = (double)x.rows.of_row[i] * (double)x.keys.n + x.keys.of_row[i];
  tr_column code = tr_column_numbers(TR_S("cell"), codes, n_rows);
  x.cells = tr_group_rows(ctx, &code, 1, n_rows);
  x.of_key = TR_NEW_N(ctx->data, tr_vec, x.keys.n + 1);
  for (size_t k = 0; k < x.keys.n; k++) x.of_key[k] = tr_vec_of(ctx->data, sizeof(uint32_t));
  for (size_t i = 0; i < x.cells.n; i++)
    *(uint32_t *)tr_vec_push(&x.of_key[x.keys.of_row[x.cells.first_row[i]]]) = (uint32_t)i;
  return x;
}

/* The new column for KEY. */
static tr_column key_column(tr_ctx *ctx, const tr_measure *m, const cross *x, size_t key, tr_str name) {
  tr_value *values = TR_NEW_N(ctx->data, tr_value, x->rows.n + 1), empty = tr_measure_value(ctx, m, NULL, 0);
  for (size_t i = 0; i < x->rows.n; i++) values[i] = empty;
  for (size_t j = 0; j < x->of_key[key].n; j++) {
    uint32_t cell = *(uint32_t *)tr_vec_at(&x->of_key[key], j), from = x->cells.start[cell];
    values[x->rows.of_row[x->cells.first_row[cell]]] =
        tr_measure_value(ctx, m, x->cells.rows + from, x->cells.start[cell + 1] - from);
  }
  return tr_column_of(ctx, name, values, x->rows.n);
}

const tr_table *tr_pivot_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                             const tr_transform_env *env) {
  tr_column pivot = tr_field_column(ctx, in, tr_get_string(spec, "pivot", (tr_str){0})), *groupby;
  tr_measure m = {.op = TR_AGG_SUM, .table = in};
  (void)env;
  tr_str op = tr_get_string(spec, "op", TR_S("sum"));
  if (!tr_required(ctx, spec, "value", "a pivot") || !tr_aggregate_named(op, &m.op)) return NULL;
  m.field = tr_field_column(ctx, in, tr_get_string(spec, "value", (tr_str){0}));
  size_t n_by = tr_columns_of(ctx, tr_get(spec, "groupby"), in, &groupby);
  cross x = cross_of(ctx, groupby, n_by, &pivot, in->n_rows);
  double limit = tr_get_number(spec, "limit", 0), n_keys = (double)x.keys.n;
  if (limit > 0 && limit < n_keys) n_keys = limit;
  if (!tr_within(ctx, TR_LIMIT_COLUMNS, n_keys + (double)n_by, tr_pos_of(spec))) return NULL;
  if (!tr_within(ctx, TR_LIMIT_CELLS, n_keys * (double)x.rows.n, tr_pos_of(spec))) return NULL;
  tr_table *out = tr_table_new(ctx, x.rows.n);
  for (size_t k = 0; k < n_by; k++)
    tr_table_add(ctx, out, tr_column_at(ctx, &groupby[k], x.rows.first_row, x.rows.n));
  const size_t *order = key_order(ctx, &pivot, &x.keys);
  for (size_t k = 0; k < (size_t)n_keys; k++) {
    tr_value name = tr_cell(&pivot, x.keys.first_row[order[k]]);
    tr_table_add(ctx, out, key_column(ctx, &m, &x, order[k], tr_to_string(ctx->data, &name)));
  }
  return out;
}
