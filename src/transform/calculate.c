#include "transform/transform-priv.h"

const tr_prop tr_calculate_props[] = {
    {"calculate", TR_P_STRING, NULL, 0, 0, NULL, "an expression; datum is the row"},
    {"as", TR_P_STRING, NULL, 0, 0, NULL, "name of the new field"},
    {0}};

tr_transform_cost tr_calculate_cost(const tr_value *spec, const tr_table *in) {
  (void)spec;
  return tr_cost_adding(in, 1);
}

const tr_table *tr_calculate_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                                 const tr_transform_env *env) {
  const tr_value *text = tr_get(spec, "calculate"), *as = tr_get(spec, "as");
  tr_column c;
  if (!tr_is(as, TR_STRING)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(spec), "add \"as\": the new field's name",
             "calculate does not say what the new field is called");
    return NULL;
  }
  const tr_expr *e = tr_expr_parse(ctx, tr_string(text), tr_pos_of(text), env->scope);
  if (!e || !tr_expr_column(ctx, e, env->scope, in, tr_string(as), &c)) return NULL;
  tr_table *out = tr_table_share(ctx, in);
  tr_table_add(ctx, out, c);
  return out;
}
