#include "transform/transform-priv.h"

const tr_prop tr_filter_props[] = {{"filter", TR_P_STRING | TR_P_OBJECT | TR_P_ARRAY | TR_P_BOOL, NULL, 0, 0,
                                    NULL,
                                    "an expression, or a predicate: {field, equal | lt | lte | gt | gte | "
                                    "range | oneOf | valid}, and, or, not",
                                    "predicate|[predicate]"},
                                   {0}};

tr_transform_cost tr_filter_cost(const tr_value *spec, const tr_table *in) {
  (void)spec;
  return tr_cost_adding(in, 0);
}

const tr_table *tr_filter_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                              const tr_transform_env *env) {
  const tr_value *test = tr_get(spec, "filter");
  uint32_t *rows = NULL;
  size_t n = 0;
  if (tr_is(test, TR_STRING)) {
    const tr_expr *e = tr_expr_parse(ctx, tr_string(test), tr_pos_of(test), env->scope);
    if (!e || !tr_expr_filter(ctx, e, env->scope, in, &rows, &n)) return NULL;
    return tr_table_gather(ctx, in, rows, n);
  }
  uint8_t *mask = TR_NEW_N(ctx->data, uint8_t, in->n_rows + 1);
  if (!tr_predicate_mask(ctx, test, in, env, mask)) return NULL;
  rows = TR_NEW_N(ctx->data, uint32_t, in->n_rows + 1);
  for (size_t i = 0; i < in->n_rows; i++)
    if (mask[i]) rows[n++] = (uint32_t)i;
  return tr_table_gather(ctx, in, rows, n);
}
