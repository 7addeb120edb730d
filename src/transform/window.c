#include "transform/window.h"

#include <math.h>

const tr_prop tr_window_props[] = {
    {"window", TR_P_ARRAY, NULL, 0, 0, NULL, "what is computed: [{op, field, param, as}]", "[window-field]"},
    {"frame", TR_P_ARRAY, NULL, 0, 0, "[null, 0]", "rows before and after that count; null: all"},
    {"ignorePeers", TR_P_BOOL, NULL, 0, 0, "false", "whether rows of equal order count one by one"},
    {"groupby", TR_P_ARRAY, NULL, 0, 0, "[]", "fields whose values make the groups"},
    {"sort", TR_P_ARRAY, NULL, 0, 0, NULL, "order within a group: [{field, order}]", "[sort-field]"},
    {0}};

const tr_prop tr_window_field_props[] = {
    {"op", TR_P_ENUM | TR_P_OBJECT,
     "row_number|rank|dense_rank|percent_rank|cume_dist|ntile|lag|lead|first_value|last_value|nth_value|"
     "prev_value|next_value|" TR_AGGREGATE_NAMES,
     0, 0, NULL, "what is computed", "@window-operations"},
    {"field", TR_P_STRING, NULL, 0, 0, NULL, "field it is taken of"},
    {"param", TR_P_NUMBER | TR_P_NULL, NULL, 0, 0, NULL, "of ntile, lag, lead and nth_value"},
    {"as", TR_P_STRING, NULL, 0, 0, NULL, "name of the new field"},
    {0}};

tr_transform_cost tr_window_cost(const tr_value *spec, const tr_table *in) {
  const tr_value *defs = tr_get(spec, "window");
  return tr_cost_adding(in, tr_is(defs, TR_ARRAY) ? defs->n : 0);
}

tr_window_frame tr_window_frame_of(const tr_value *value, bool ignore_peers) {
  tr_window_frame f = {{true, false}, {0, 0}, ignore_peers};
  for (size_t k = 0; tr_is(value, TR_ARRAY) && k < 2; k++) {
    const tr_value *v = tr_item(value, k);
    f.open[k] = tr_is_nil(v);
    f.offset[k] = f.open[k] ? 0 : trunc(tr_to_number(v));
  }
  return f;
}

const tr_table *tr_window_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                              const tr_transform_env *env) {
  const tr_value *defs = tr_get(spec, "window");
  tr_column *keys;
  (void)env;
  if (!tr_check_defs(ctx, defs, tr_window_field_props, "window")) return NULL;
  size_t n_keys = tr_columns_of(ctx, tr_get(spec, "groupby"), in, &keys);
  tr_groups g = tr_group_rows(ctx, keys, n_keys, in->n_rows);
  tr_row_order order = tr_row_order_of(ctx, tr_get(spec, "sort"), in);
  tr_window_frame frame = tr_window_frame_of(tr_get(spec, "frame"), tr_get_bool(spec, "ignorePeers", false));
  for (size_t k = 0; k < g.n; k++)
    tr_sort_rows(ctx, &order, g.rows + g.start[k], g.start[k + 1] - g.start[k]);
  tr_table *out = tr_table_share(ctx, in);
  for (uint32_t k = 0; tr_is(defs, TR_ARRAY) && k < defs->n; k++) {
    tr_value *values = TR_NEW_N(ctx->data, tr_value, in->n_rows + 1);
    if (!tr_window_values(ctx, &defs->items[k], in, &g, &order, &frame, values)) return NULL;
    tr_table_add(ctx, out, tr_column_of(ctx, tr_measure_name(ctx, &defs->items[k]), values, in->n_rows));
  }
  return out;
}
