#include "transform/transform-priv.h"

const tr_prop tr_lookup_props[] = {
    {"lookup", TR_P_STRING, NULL, 0, 0, NULL, "field whose value is looked for"},
    {"from", TR_P_OBJECT, NULL, 0, 0, NULL,
     "{data, key, fields}: the other table, its key and what is taken"},
    {"as", TR_P_STRING | TR_P_ARRAY, NULL, 0, 0, NULL,
     "names of the new fields; without fields, of the whole row"},
    {"default", TR_P_ANY, NULL, 0, 0, "null", "value where nothing is found"},
    {0}};

static const tr_prop from_props[] = {
    {"data", TR_P_OBJECT, NULL, 0, 0, NULL, "the other table: url, values or name"},
    {"param", TR_P_STRING, NULL, 0, 0, NULL, "a selection whose rows are the table"},
    {"key", TR_P_STRING, NULL, 0, 0, NULL, "its field that is compared"},
    {"fields", TR_P_ARRAY, NULL, 0, 0, NULL, "its fields that are taken; all, as one object, without it"},
    {0}};

tr_transform_cost tr_lookup_cost(const tr_value *spec, const tr_table *in) {
  const tr_value *fields = tr_get(tr_get(spec, "from"), "fields");
  return tr_cost_adding(in, tr_is(fields, TR_ARRAY) ? fields->n : 1);
}

/* Row of OTHER for each row of IN, SIZE_MAX: none. Keys are compared as text; the last of equal ones wins. */
static size_t *find_rows(tr_ctx *ctx, const tr_column *key, const tr_column *wanted) {
  tr_map index = tr_map_of(ctx->data);
  size_t *found = TR_NEW_N(ctx->data, size_t, wanted->n + 1);
  for (size_t i = 0; i < key->n; i++) {
    tr_value v = tr_cell(key, i);
    tr_map_put(&index, tr_to_string(ctx->data, &v), (void *)(uintptr_t)(i + 1));
  }
  for (size_t i = 0; i < wanted->n; i++) {
    tr_value v = tr_cell(wanted, i);
    found[i] = (size_t)(uintptr_t)tr_map_get(&index, tr_to_string(ctx->data, &v)) - 1;
  }
  return found;
}

static const tr_table *other_table(tr_ctx *ctx, const tr_value *from, const tr_transform_env *env) {
  const tr_prop *const tables[] = {from_props, NULL};
  if (!tr_is(from, TR_OBJECT) || !tr_props_check(ctx, from, tables, "lookup from", TR_WARNING)) return NULL;
  const tr_value *data = tr_get(from, "data");
  if (!data || !env->table) {
    tr_error(ctx, TR_UNSUPPORTED, tr_pos_of(from), "give \"from\" a \"data\" with url, values or name",
             "a lookup needs a table to look in");
    return NULL;
  }
  if (!tr_get(from, "key")) {
    tr_error(ctx, TR_INPUT, tr_pos_of(from), "add \"key\"", "the lookup does not say which field is the key");
    return NULL;
  }
  return env->table(env->self, data);
}

const tr_table *tr_lookup_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                              const tr_transform_env *env) {
  const tr_value *from = tr_get(spec, "from"), *fallback = tr_get(spec, "default");
  const tr_table *other = other_table(ctx, from, env);
  if (!other) return NULL;
  tr_column key = tr_field_column(ctx, other, tr_get_string(from, "key", (tr_str){0}));
  tr_column wanted = tr_field_column(ctx, in, tr_get_string(spec, "lookup", (tr_str){0}));
  tr_column *fields;
  tr_work(ctx, (double)other->n_rows);
  size_t *found = find_rows(ctx, &key, &wanted),
         n = tr_columns_of(ctx, tr_get(from, "fields"), other, &fields);
  tr_table *out = tr_table_share(ctx, in);
  tr_value *values = TR_NEW_N(ctx->data, tr_value, in->n_rows + 1);
  for (size_t f = 0; f < (n ? n : 1); f++) {
    for (size_t i = 0; i < in->n_rows; i++) {
      if (found[i] == SIZE_MAX)
        values[i] = fallback ? *fallback : tr_make_null();
      else
        values[i] = n ? tr_cell(&fields[f], found[i]) : tr_row(ctx->data, other, found[i]);
    }
    tr_str name = tr_as(spec, f, n ? fields[f].name : TR_S("_lookup"));
    tr_table_add(ctx, out, tr_column_of(ctx, name, values, in->n_rows));
  }
  return out;
}
