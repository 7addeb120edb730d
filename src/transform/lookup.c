#include "transform/transform-priv.h"

const tr_prop tr_lookup_props[] = {
    {"lookup", TR_P_STRING, NULL, 0, 0, NULL, "field whose value is looked for"},
    {"from", TR_P_OBJECT, NULL, 0, 0, NULL, "{data, key, fields}: the other table, its key and what is taken",
     "lookup-from"},
    {"as", TR_P_STRING | TR_P_ARRAY, NULL, 0, 0, NULL,
     "names of the new fields; without fields, of the whole row"},
    {"default", TR_P_ANY, NULL, 0, 0, "null", "value where nothing is found"},
    {0}};

const tr_prop tr_lookup_from_props[] = {
    {"data", TR_P_OBJECT, NULL, 0, 0, NULL, "the other table: url, values or name", "data"},
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
  const tr_prop *const tables[] = {tr_lookup_from_props, NULL};
  if (!tr_is(from, TR_OBJECT)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(from), "add \"from\": {\"data\": …, \"key\": …}",
             "the lookup does not say where to look");
    return NULL;
  }
  if (!tr_props_check(ctx, from, tables, "lookup from", TR_WARNING)) return NULL;
  if (!tr_get(from, "key")) {
    tr_error(ctx, TR_INPUT, tr_pos_of(from), "add \"key\"", "the lookup does not say which field is the key");
    return NULL;
  }
  const tr_value *data = tr_get(from, "data"), *param = tr_get(from, "param");
  if (data && env->table) return env->table(env->self, data);
  if (!data && param && env->selection) return env->selection(env->self, tr_string(param), tr_pos_of(param));
  tr_error(ctx, TR_UNSUPPORTED, tr_pos_of(from), "give \"from\" a \"data\" with url, values or name",
           "a lookup needs a table to look in");
  return NULL;
}

/* As Vega-Lite passes it on: what is falsy (0, "", false) is not used. */
static tr_value fallback_of(tr_ctx *ctx, const tr_value *spec) {
  const tr_value *v = tr_get(spec, "default");
  if (tr_is_nil(v)) return tr_make_null();
  if (tr_truthy(v)) return *v;
  tr_warn(ctx, TR_INPUT, tr_pos_of(v), "replace null by a calculate transform",
          "a \"default\" of 0, \"\" or false is not used: rows without a match get null, as in Vega-Lite");
  return tr_make_null();
}

/* The name of field I of N; whole rows (N is 0) are put under one name. */
static tr_str name_of(const tr_value *spec, const tr_column *fields, size_t n, size_t i) {
  tr_str param = tr_get_string(tr_get(spec, "from"), "param", (tr_str){0});
  if (n == 0) return tr_as(spec, 0, param.n ? param : TR_S("_lookup"));
  return tr_as(spec, i, fields[i].name);
}

static bool names_fit(tr_ctx *ctx, const tr_value *spec, size_t n_fields) {
  const tr_value *as = tr_get(spec, "as");
  size_t n = tr_is(as, TR_ARRAY) ? as->n : 1;
  if (n_fields == 0 && !tr_is(as, TR_STRING) && !tr_get(tr_get(spec, "from"), "param"))
    tr_warn(ctx, TR_INPUT, tr_pos_of(as ? as : spec), "give \"as\" one name",
            "a lookup without \"fields\" needs \"as\"; rows are put under \"_lookup\"");
  if (!as || n_fields == 0 || n == n_fields) return true;
  tr_error(ctx, TR_INPUT, tr_pos_of(as), "one name for each of the fields",
           "\"as\" has %zu names for %zu fields", n, n_fields);
  return false;
}

/* Whole rows as objects, each made once. */
static tr_column row_objects(tr_ctx *ctx, const tr_table *t, tr_str name) {
  tr_value *rows = TR_NEW_N(ctx->data, tr_value, t->n_rows + 1);
  tr_work(ctx, (double)t->n_rows * (double)t->n_columns);
  for (size_t i = 0; i < t->n_rows; i++) rows[i] = tr_row(ctx->data, t, i);
  return (tr_column){.name = name, .type = TR_COL_ANY, .n = t->n_rows, .values = rows};
}

const tr_table *tr_lookup_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                              const tr_transform_env *env) {
  const tr_value *from = tr_get(spec, "from");
  const tr_table *other = other_table(ctx, from, env);
  if (!other) return NULL;
  tr_column key = tr_field_column(ctx, other, tr_get_string(from, "key", (tr_str){0}));
  tr_column wanted = tr_field_column(ctx, in, tr_get_string(spec, "lookup", (tr_str){0}));
  tr_column *fields, whole;
  size_t n = tr_columns_of(ctx, tr_get(from, "fields"), other, &fields);
  if (!names_fit(ctx, spec, n)) return NULL;
  tr_work(ctx, (double)other->n_rows);
  const size_t *found = find_rows(ctx, &key, &wanted);
  if (n == 0) {
    whole = row_objects(ctx, other, TR_S("row"));
    fields = &whole;
  }
  tr_value *values = TR_NEW_N(ctx->data, tr_value, in->n_rows + 1), fallback = fallback_of(ctx, spec);
  tr_table *out = tr_table_share(ctx, in);
  for (size_t f = 0; f < (n ? n : 1); f++) {
    for (size_t i = 0; i < in->n_rows; i++)
      values[i] = found[i] == SIZE_MAX ? fallback : tr_cell(&fields[f], found[i]);
    tr_table_add(ctx, out, tr_column_of(ctx, name_of(spec, fields, n, f), values, in->n_rows));
  }
  return out;
}
