#include "chart/normalize/normalize-priv.h"

/* Encodings that layers share with the views in them (Vega-Lite's mergeEncoding). */

bool tr_names_data(const tr_value *def) {
  return tr_get(def, "field") || tr_get(def, "datum") ||
         tr_str_is(tr_get_string(def, "aggregate", (tr_str){0}), "count");
}

static tr_value on_top(tr_ctx *ctx, const tr_value *below, const tr_value *over) {
  tr_value base = tr_is(below, TR_OBJECT) ? *below : tr_make_object(NULL, 0);
  base = tr_spread(ctx, &base, over);
  base.file = over->file;
  base.offset = over->offset;
  return base;
}

/* A definition with data takes over what the shared one has and it has not; all others stand alone. */
static tr_value merged_def(tr_ctx *ctx, const tr_value *shared, const tr_value *own) {
  if (tr_names_data(own)) return on_top(ctx, shared, own);
  const tr_value *condition = tr_get(own, "condition");
  if (!tr_names_data(condition)) return *own;
  return tr_with(ctx->doc, own, "condition", on_top(ctx, shared, condition));
}

const tr_value *tr_encoding_merge(tr_ctx *ctx, const tr_value *shared, const tr_value *own) {
  if (!tr_is(shared, TR_OBJECT)) return own;
  tr_value out = *shared;
  for (uint32_t i = 0; tr_is(own, TR_OBJECT) && i < own->n; i++) {
    const tr_member *m = &own->members[i];
    out = tr_with(ctx->doc, &out, m->name.p, merged_def(ctx, tr_get_s(shared, m->name), &m->value));
  }
  return tr_norm_keep(ctx, out);
}

static bool says_something(const tr_member *m) {
  const tr_value *v = &m->value;
  return !tr_is(v, TR_OBJECT) || tr_names_data(v) || tr_get(v, "value") || tr_get(v, "condition") ||
         tr_get(v, "signal") || tr_str_is(m->name, "order");
}

tr_value tr_encoding_complete(tr_ctx *ctx, const tr_value *encoding, const tr_value *own) {
  tr_value out = *encoding;
  for (uint32_t i = 0; tr_is(encoding, TR_OBJECT) && i < encoding->n; i++) {
    const tr_member *m = &encoding->members[i];
    if (says_something(m)) continue;
    out = tr_without(ctx->doc, &out, m->name.p);
    if (tr_get_s(own, m->name))
      tr_warn(ctx, TR_INPUT, tr_pos_of(&m->value), "give it a `field`, `datum` or `value`",
              "channel %.*s names no data and is left out", TR_FMT(m->name));
  }
  return out;
}

const tr_value *tr_projection_merge(tr_ctx *ctx, const tr_value *shared, const tr_value *own) {
  if (tr_is_nil(own)) return shared;
  if (!tr_is_nil(shared))
    tr_warn(ctx, TR_INPUT, tr_pos_of(own), "give all its properties here, or leave it to the layers around",
            "this projection takes the place of that of the layers around it");
  return own;
}
