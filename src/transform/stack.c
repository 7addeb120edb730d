#include "transform/transform-priv.h"

#include <math.h>

const tr_prop tr_stack_props[] = {
    {"stack", TR_P_STRING, NULL, 0, 0, NULL, "field of the values that are piled up"},
    {"groupby", TR_P_ARRAY, NULL, 0, 0, "[]", "fields whose values make the piles"},
    {"offset", TR_P_ENUM, "zero|center|normalize", 0, 0, "zero",
     "where piles begin; normalize: all end at 1"},
    {"sort", TR_P_ARRAY, NULL, 0, 0, NULL, "order within a pile: [{field, order}]", "[sort-field]"},
    {"as", TR_P_STRING | TR_P_ARRAY, NULL, 0, 0, NULL, "names of start and end"},
    {0}};

tr_transform_cost tr_stack_cost(const tr_value *spec, const tr_table *in) {
  (void)spec;
  return tr_cost_adding(in, 2);
}

typedef struct piles {
  const tr_column *value;
  double *from, *to;
} piles;

static double total(const tr_column *c, const uint32_t *rows, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += fabs(tr_cell_number(c, rows[i]));
  return sum;
}

/* Negative values are piled downwards. */
static void pile_from_zero(const piles *p, const uint32_t *rows, size_t n) {
  double up = 0, down = 0;
  for (size_t i = 0; i < n; i++) {
    double v = tr_cell_number(p->value, rows[i]), *end = v < 0 ? &down : &up;
    p->from[rows[i]] = *end;
    *end += v;
    p->to[rows[i]] = *end;
  }
}

static void pile_from(const piles *p, const uint32_t *rows, size_t n, double start, double scale) {
  double sum = 0, last = start;
  for (size_t i = 0; i < n; i++) {
    p->from[rows[i]] = last;
    sum += fabs(tr_cell_number(p->value, rows[i]));
    p->to[rows[i]] = last = start + scale * sum;
  }
}

/* A pile's rows agree in the JSON text of their keys: null, undefined and NaN are one key, 1 and "1" are two.
 */
static tr_column json_key(tr_ctx *ctx, const tr_column *c) {
  bool plain = c->type != TR_COL_ANY;
  for (size_t i = 0; plain && tr_column_is_number(c) && i < c->n; i++) plain = !isnan(c->numbers[i]);
  if (plain) return *c;
  tr_column_builder *b = tr_column_builder_new(ctx, c->name, c->n);
  for (size_t i = 0; i < c->n; i++) {
    tr_buf text = tr_buf_of(ctx->data);
    tr_value v = tr_cell(c, i);
    tr_json_write(&text, &v);
    tr_column_add(b, tr_make_string(tr_buf_str(&text)));
  }
  return tr_column_done(b);
}

const tr_table *tr_stack_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                             const tr_transform_env *env) {
  tr_str field = tr_get_string(spec, "stack", (tr_str){0}),
         offset = tr_get_string(spec, "offset", (tr_str){0});
  tr_column value = tr_field_column(ctx, in, field), *keys;
  (void)env;
  size_t n_keys = tr_columns_of(ctx, tr_get(spec, "groupby"), in, &keys);
  for (size_t k = 0; k < n_keys; k++) keys[k] = json_key(ctx, &keys[k]);
  tr_groups g = tr_group_rows(ctx, keys, n_keys, in->n_rows);
  tr_row_order order = tr_row_order_of(ctx, tr_get(spec, "sort"), in);
  piles p = {&value, TR_NEW_N(ctx->data, double, in->n_rows + 1),
             TR_NEW_N(ctx->data, double, in->n_rows + 1)};
  bool center = tr_str_is(offset, "center"), normalize = tr_str_is(offset, "normalize");
  double highest = 0;
  for (size_t k = 0; k < g.n; k++)
    highest = fmax(highest, total(&value, g.rows + g.start[k], g.start[k + 1] - g.start[k]));
  for (size_t k = 0; k < g.n; k++) {
    uint32_t *rows = g.rows + g.start[k];
    size_t n = g.start[k + 1] - g.start[k];
    double sum = total(&value, rows, n);
    tr_sort_rows(ctx, &order, rows, n);
    if (center)
      pile_from(&p, rows, n, (highest - sum) / 2, 1);
    else if (normalize)
      pile_from(&p, rows, n, 0, 1 / sum);
    else
      pile_from_zero(&p, rows, n);
  }
  tr_str start = tr_as(spec, 0, tr_printf(ctx->data, "%.*s_start", TR_FMT(field)));
  tr_str end = tr_is(tr_get(spec, "as"), TR_STRING) ? tr_printf(ctx->data, "%.*s_end", TR_FMT(start))
                                                    : tr_printf(ctx->data, "%.*s_end", TR_FMT(field));
  tr_table *out = tr_table_share(ctx, in);
  tr_table_add(ctx, out, tr_column_numbers(start, p.from, in->n_rows));
  tr_table_add(ctx, out, tr_column_numbers(tr_as(spec, 1, end), p.to, in->n_rows));
  return out;
}
