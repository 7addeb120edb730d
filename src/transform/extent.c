#include "transform/transform-priv.h"

#include <math.h>

const tr_prop tr_extent_props[] = {
    {"extent", TR_P_STRING, NULL, 0, 0, NULL, "field whose least and greatest value are taken"},
    {"param", TR_P_STRING, NULL, 0, 0, NULL, "name of the parameter that holds [least, greatest]"},
    {0}};

tr_transform_cost tr_extent_cost(const tr_value *spec, const tr_table *in) {
  (void)spec;
  return tr_cost_adding(in, 0);
}

const tr_table *tr_extent_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                              const tr_transform_env *env) {
  tr_column c = tr_field_column(ctx, in, tr_get_string(spec, "extent", (tr_str){0}));
  if (!tr_required(ctx, spec, "param", "an extent")) return NULL;
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < c.n; i++) {
    double x = tr_cell_statistic(&c, i);
    if (x < low) low = x;
    if (x > high) high = x;
  }
  if (low > high) {
    tr_warn(ctx, TR_DATA, tr_pos_of(spec), NULL, "no number in \"%.*s\"", TR_FMT(c.name));
    low = high = NAN;
  }
  if (env->extent) env->extent(env->self, tr_get_string(spec, "param", (tr_str){0}), low, high);
  return in;
}
