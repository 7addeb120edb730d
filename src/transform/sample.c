#include "transform/transform-priv.h"

const tr_prop tr_sample_props[] = {{"sample", TR_P_NUMBER, NULL, 0, 1e9, "1000", "how many rows are kept"},
                                   {0}};

tr_transform_cost tr_sample_cost(const tr_value *spec, const tr_table *in) {
  (void)spec;
  return tr_cost_adding(in, 0);
}

/* Vitter's reservoir, from a fixed seed; rows stay in their order. */
const tr_table *tr_sample_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                              const tr_transform_env *env) {
  size_t size = (size_t)tr_get_number(spec, "sample", 1000), n = 0;
  (void)env;
  if (in->n_rows <= size) return in;
  uint32_t *kept = TR_NEW_N(ctx->data, uint32_t, size + 1), *rows = TR_NEW_N(ctx->data, uint32_t, size + 1);
  uint8_t *taken = TR_NEW_N(ctx->data, uint8_t, in->n_rows + 1);
  uint64_t state = TR_RANDOM_SEED;
  for (size_t i = 0; i < in->n_rows; i++) {
    size_t place = i < size ? i : (size_t)(tr_random_next(&state) * ((double)i + 1));
    if (place >= size) continue;
    if (i >= size) taken[kept[place]] = 0;
    kept[place] = (uint32_t)i;
    taken[i] = 1;
  }
  for (size_t i = 0; i < in->n_rows; i++)
    if (taken[i]) rows[n++] = (uint32_t)i;
  return tr_table_gather(ctx, in, rows, n);
}
