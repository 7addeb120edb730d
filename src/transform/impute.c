#include "transform/window.h"

#include <math.h>

const tr_prop tr_impute_props[] = {
    {"impute", TR_P_STRING, NULL, 0, 0, NULL, "field whose missing values are filled"},
    {"key", TR_P_STRING, NULL, 0, 0, NULL, "field whose values each group should have all of"},
    {"keyvals", TR_P_ARRAY | TR_P_OBJECT, NULL, 0, 0, NULL,
     "keys that must be there: a list, or {start, stop, step}", "sequence"},
    {"groupby", TR_P_ARRAY, NULL, 0, 0, "[]", "fields whose values make the groups"},
    {"method", TR_P_ENUM, "value|mean|median|max|min", 0, 0, "value", "what missing values become"},
    {"value", TR_P_ANY, NULL, 0, 0, "0", "the value itself"},
    {"frame", TR_P_ARRAY, NULL, 0, 0, "[null, null]", "rows before and after that the method looks at"},
    {0}};

tr_transform_cost tr_impute_cost(const tr_value *spec, const tr_table *in) {
  (void)spec; /* the rows that are added are counted once the keys are known */
  return tr_cost_adding(in, 1);
}

/* Keys that must be there, of `keyvals`. */
static bool key_values(tr_ctx *ctx, const tr_value *keyvals, tr_vec *out) {
  *out = tr_vec_of(ctx->data, sizeof(tr_value));
  if (tr_is(keyvals, TR_ARRAY)) {
    for (uint32_t i = 0; i < keyvals->n; i++) *(tr_value *)tr_vec_push(out) = keyvals->items[i];
  } else if (tr_is(keyvals, TR_OBJECT)) {
    double start = tr_get_number(keyvals, "start", 0), step = tr_get_number(keyvals, "step", 1);
    double n = ceil((tr_get_number(keyvals, "stop", 0) - start) / (step != 0 ? step : 1));
    if (!tr_within(ctx, TR_LIMIT_ARRAY_ITEMS, n, tr_pos_of(keyvals))) return false;
    for (double i = 0; i < n; i++) *(tr_value *)tr_vec_push(out) = tr_make_number(start + i * step);
  }
  return true;
}

/* The whole set of keys: those of `keyvals`, then those of the data in their order. PLACE is each row's. */
static bool all_keys(tr_ctx *ctx, const tr_value *keyvals, const tr_column *key, tr_vec *keys,
                     uint32_t *place) {
  tr_map known = tr_map_of(ctx->data);
  if (!key_values(ctx, keyvals, keys)) return false;
  for (size_t i = 0; i < keys->n; i++)
    tr_map_put(&known, tr_to_string(ctx->data, tr_vec_at(keys, i)), (void *)(uintptr_t)(i + 1));
  for (size_t i = 0; i < key->n; i++) {
    tr_value v = tr_cell(key, i);
    tr_str text = tr_to_string(ctx->data, &v);
    size_t k = (size_t)(uintptr_t)tr_map_get(&known, text);
    if (!k) {
      *(tr_value *)tr_vec_push(keys) = v;
      k = keys->n;
      tr_map_put(&known, text, (void *)(uintptr_t)k);
    }
    place[i] = (uint32_t)k - 1;
  }
  return true;
}

typedef struct additions {
  tr_vec rows; /* of uint32_t: a row of the group, whose groupby values are taken */
  tr_vec keys; /* of tr_value */
} additions;

static bool find_gaps(tr_ctx *ctx, const tr_groups *g, const tr_vec *keys, const uint32_t *place, tr_pos at,
                      additions *a) {
  *a = (additions){tr_vec_of(ctx->data, sizeof(uint32_t)), tr_vec_of(ctx->data, sizeof(tr_value))};
  uint32_t *seen = TR_NEW_N(ctx->data, uint32_t, keys->n + 1);
  if (!tr_within(ctx, TR_LIMIT_ROWS, (double)g->n * (double)keys->n, at)) return false;
  tr_work(ctx, (double)g->n * (double)keys->n);
  for (size_t k = 0; k < g->n; k++) {
    for (uint32_t i = g->start[k]; i < g->start[k + 1]; i++) seen[place[g->rows[i]]] = (uint32_t)k + 1;
    for (size_t j = 0; j < keys->n; j++) {
      if (seen[j] == (uint32_t)k + 1) continue;
      *(uint32_t *)tr_vec_push(&a->rows) = g->first_row[k];
      *(tr_value *)tr_vec_push(&a->keys) = *(tr_value *)tr_vec_at(keys, j);
    }
  }
  return true;
}

static bool is_one_of(tr_str name, const tr_column *columns, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (tr_str_eq(name, columns[i].name)) return true;
  return false;
}

/* IN with columns for key and field, where no row has them. */
static const tr_table *with_columns(tr_ctx *ctx, const tr_table *in, tr_str key, tr_str field) {
  const tr_str names[] = {key, field};
  tr_table *out = tr_table_share(ctx, in);
  for (size_t i = 0; i < 2; i++)
    if (!tr_table_column(in, tr_field_name(ctx, names[i])))
      tr_table_add(ctx, out, tr_field_column(ctx, in, names[i]));
  return out;
}

/* IN with the added rows below; only their group fields, key and value are there. */
static tr_table *extended(tr_ctx *ctx, const tr_table *in, const additions *a, const tr_column *groupby,
                          size_t n_by, tr_str key, tr_str field, tr_value filler) {
  size_t n = in->n_rows, n_out = n + a->rows.n;
  tr_table *out = tr_table_new(ctx, n_out);
  tr_value *values = TR_NEW_N(ctx->data, tr_value, n_out + 1);
  for (size_t c = 0; c < in->n_columns; c++) {
    const tr_column *column = &in->columns[c];
    bool grouped = is_one_of(column->name, groupby, n_by);
    for (size_t i = 0; i < n; i++) values[i] = tr_cell(column, i);
    for (size_t i = 0; i < a->rows.n; i++) {
      if (tr_str_eq(column->name, key))
        values[n + i] = *(tr_value *)tr_vec_at(&a->keys, i);
      else if (tr_str_eq(column->name, field))
        values[n + i] = filler;
      else if (grouped)
        values[n + i] = tr_cell(column, *(uint32_t *)tr_vec_at(&a->rows, i));
      else
        values[n + i] = tr_make_undefined();
    }
    tr_table_add(ctx, out, tr_column_of(ctx, column->name, values, n_out));
  }
  return out;
}

/* The mean, median … of a frame of the group for each null, as Vega-Lite builds it from a window. */
static bool fill_by_method(tr_ctx *ctx, const tr_value *spec, tr_table *t, tr_str field) {
  tr_member members[2] = {{.name = TR_S("op"), .value = *tr_get(spec, "method")},
                          {.name = TR_S("field"), .value = tr_make_string(field)}};
  tr_value def = tr_make_object(members, 2);
  const tr_value *given = tr_get(spec, "frame");
  tr_window_frame frame = tr_window_frame_of(given, false);
  if (!given) frame.open[0] = frame.open[1] = true;
  tr_column *keys;
  size_t n_keys = tr_columns_of(ctx, tr_get(spec, "groupby"), t, &keys);
  tr_groups g = tr_group_rows(ctx, keys, n_keys, t->n_rows);
  tr_row_order none = {0};
  tr_value *values = TR_NEW_N(ctx->data, tr_value, t->n_rows + 1);
  if (!tr_window_values(ctx, &def, t, &g, &none, &frame, values)) return false;
  tr_str name = tr_printf(ctx->data, "imputed_%.*s_value", TR_FMT(field));
  tr_column c = tr_field_column(ctx, t, field);
  tr_table_add(ctx, t, tr_column_of(ctx, name, values, t->n_rows));
  for (size_t i = 0; i < t->n_rows; i++) {
    tr_value v = tr_cell(&c, i);
    if (!tr_is(&v, TR_NULL)) values[i] = v;
  }
  tr_table_add(ctx, t, tr_column_of(ctx, field, values, t->n_rows));
  return true;
}

const tr_table *tr_impute_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                              const tr_transform_env *env) {
  tr_str field = tr_get_string(spec, "impute", (tr_str){0}), key = tr_get_string(spec, "key", (tr_str){0});
  bool by_value = tr_str_is(tr_get_string(spec, "method", TR_S("value")), "value");
  const tr_value *value = tr_get(spec, "value");
  (void)env;
  if (!key.n) {
    tr_error(ctx, TR_INPUT, tr_pos_of(spec), "add \"key\"",
             "impute does not say by which field rows are missing");
    return NULL;
  }
  tr_column *groupby, key_column = tr_field_column(ctx, in, key);
  size_t n_by = tr_columns_of(ctx, tr_get(spec, "groupby"), in, &groupby);
  tr_groups g = tr_group_rows(ctx, groupby, n_by, in->n_rows);
  uint32_t *place = TR_NEW_N(ctx->data, uint32_t, in->n_rows + 1);
  tr_vec keys;
  additions a;
  if (!all_keys(ctx, tr_get(spec, "keyvals"), &key_column, &keys, place)) return NULL;
  if (!find_gaps(ctx, &g, &keys, place, tr_pos_of(spec), &a)) return NULL;
  tr_value filler = !by_value ? tr_make_null() : value ? *value : tr_make_number(0);
  in = with_columns(ctx, in, key, field);
  tr_table *out =
      extended(ctx, in, &a, groupby, n_by, tr_field_name(ctx, key), tr_field_name(ctx, field), filler);
  if (!by_value && !fill_by_method(ctx, spec, out, field)) return NULL;
  return out;
}
