#include "chart/normalize/normalize-priv.h"

/* Facets: the channels row, column and facet of a unit, and the operator that they stand for (Vega-Lite's
   mapFacetedUnit). */

static const char *const channels[] = {"row", "column", "facet"};
enum { ROW, COLUMN, FACET, N_CHANNELS };

static bool has_field(const tr_value *def) {
  return tr_get(def, "field") || tr_str_is(tr_get_string(def, "aggregate", (tr_str){0}), "count");
}

static bool divides(const tr_value *encoding, int channel) {
  const tr_value *def = tr_get(encoding, channels[channel]);
  for (uint32_t i = 0; tr_is(def, TR_ARRAY) && i < def->n; i++)
    if (tr_get(&def->items[i], "field")) return true;
  return has_field(def) || has_field(tr_get(def, "condition"));
}

bool tr_has_facet_channels(const tr_value *spec) {
  const tr_value *encoding = tr_get(spec, "encoding");
  return divides(encoding, ROW) || divides(encoding, COLUMN) || divides(encoding, FACET);
}

tr_value tr_without_facets(const tr_norm *at, const tr_value *encoding) {
  tr_value out = *encoding;
  for (int i = 0; i < N_CHANNELS; i++) {
    const tr_value *def = tr_get(encoding, channels[i]);
    if (!def) continue;
    out = tr_without(at->ctx->doc, &out, channels[i]);
    if (divides(encoding, i))
      tr_warn(at->ctx, TR_INPUT, tr_pos_of(def), "put the layers into the `spec` of a `facet` view",
              "layers have no channel %s; it is left out", channels[i]);
    else if (!tr_is_nil(def))
      tr_warn(at->ctx, TR_INPUT, tr_pos_of(def), "give it a `field`",
              "channel %s names no field and is left out", channels[i]);
  }
  return out;
}

/* --- Channels to operator ----------------------------------------------------------------------------------
 */

static tr_value without_layout(tr_ctx *ctx, const tr_value *def) {
  static const char *const layout[] = {"align", "center", "spacing", "columns"};
  tr_value out = *def;
  for (int i = 0; i < 4; i++) out = tr_without(ctx->doc, &out, layout[i]);
  return out;
}

/* Rows and columns give their layout each for their own side. */
static void set_side(tr_ctx *ctx, tr_value *layout, const tr_value *def, const char *channel) {
  static const char *const props[] = {"align", "center", "spacing"};
  for (int i = 0; i < 3; i++) {
    const tr_value *v = tr_get(def, props[i]), *old = tr_get(layout, props[i]);
    if (v)
      tr_put(ctx, layout, props[i],
             tr_with(ctx->doc, old ? old : &(tr_value){.kind = TR_OBJECT}, channel, *v));
  }
}

static tr_value mapping_of(const tr_norm *at, const tr_value *encoding, tr_value *layout) {
  tr_value facet = tr_object_at(encoding);
  const tr_value *wrapped = tr_get(encoding, channels[FACET]);
  for (int i = ROW; i <= COLUMN; i++) {
    const tr_value *def = tr_get(encoding, channels[i]);
    if (!tr_is(def, TR_OBJECT)) continue;
    tr_put(at->ctx, &facet, channels[i], without_layout(at->ctx, def));
    set_side(at->ctx, layout, def, channels[i]);
  }
  if (!tr_is_nil(wrapped))
    tr_warn(at->ctx, TR_INPUT, tr_pos_of(wrapped), "use either row and column, or facet",
            "channel facet is left out beside row and column");
  return facet;
}

/* As in Vega-Lite, 0 and false do not get through here. */
static tr_value wrapped_of(const tr_norm *at, const tr_value *def, tr_value *layout) {
  static const char *const props[] = {"align", "center", "spacing", "columns"};
  for (int i = 0; i < 4; i++) {
    const tr_value *v = tr_get(def, props[i]);
    if (tr_truthy(v)) tr_put(at->ctx, layout, props[i], *v);
    if (tr_is(v, TR_NUMBER) && !tr_truthy(v))
      tr_warn(at->ctx, TR_INPUT, tr_pos_of(v), "give it beside `encoding`",
              "a %s of 0 in channel facet is left out", props[i]);
  }
  return without_layout(at->ctx, def);
}

static tr_value inner_unit(tr_ctx *ctx, const tr_value *spec) {
  static const char *const sizes[] = {"width", "height", "view", "projection"};
  tr_value out = tr_object_at(spec), encoding = *tr_get(spec, "encoding");
  for (int i = 0; i < 4; i++)
    if (tr_truthy(tr_get(spec, sizes[i]))) tr_put(ctx, &out, sizes[i], *tr_get(spec, sizes[i]));
  for (int i = 0; i < N_CHANNELS; i++) encoding = tr_without(ctx->doc, &encoding, channels[i]);
  tr_put(ctx, &out, "mark", *tr_get(spec, "mark"));
  tr_put(ctx, &out, "encoding", encoding);
  if (tr_get(spec, "params")) tr_put(ctx, &out, "params", *tr_get(spec, "params"));
  return out;
}

const tr_value *tr_split_facets(const tr_norm *at, const tr_value *spec) {
  static const char *const inner[] = {"mark", "width", "projection", "height", "view", "params", "encoding"};
  tr_ctx *ctx = at->ctx;
  const tr_value *encoding = tr_get(spec, "encoding"), *wrapped = tr_get(encoding, "facet");
  bool sides = !tr_is_nil(tr_get(encoding, "row")) || !tr_is_nil(tr_get(encoding, "column"));
  tr_value out = *spec, layout = tr_object_at(spec);
  tr_value facet = sides ? mapping_of(at, encoding, &layout) : wrapped_of(at, wrapped, &layout);
  for (int i = 0; i < 7; i++) out = tr_without(ctx->doc, &out, inner[i]);
  out = tr_spread(ctx, &out, &layout);
  tr_put(ctx, &out, "facet", facet);
  tr_put(ctx, &out, "spec", inner_unit(ctx, spec));
  return tr_norm_keep(ctx, out);
}

/* --- The operator ------------------------------------------------------------------------------------------
 */

static bool repeated_sides(const tr_norm *at, const tr_value *facet, tr_value *out) {
  *out = *facet;
  for (int i = ROW; i <= COLUMN; i++) {
    const tr_value *def = tr_get(facet, channels[i]);
    tr_value side;
    if (!def) continue;
    *out = tr_without(at->ctx->doc, out, channels[i]);
    if (!tr_repeated_channel(at, def, &side)) continue;
    if (has_field(&side))
      tr_put(at->ctx, out, channels[i], side);
    else if (!tr_is_nil(def))
      tr_warn(at->ctx, TR_INPUT, tr_pos_of(def), "give it a `field`",
              "%s of a facet names no field and is left out", channels[i]);
  }
  return tr_get(out, "row") || tr_get(out, "column");
}

static bool repeated_facet(const tr_norm *at, const tr_value *facet, bool sides, tr_value *out) {
  bool ok = sides ? repeated_sides(at, facet, out) : tr_repeated_channel(at, facet, out) && has_field(out);
  if (!ok)
    tr_error(at->ctx, TR_INPUT, tr_pos_of(facet), "such as {\"field\": …}, or {\"row\": {\"field\": …}}",
             "a facet without a field");
  return ok;
}

const tr_value *tr_normalize_facet(const tr_norm *at, const tr_value *spec) {
  tr_ctx *ctx = at->ctx;
  const tr_value *given = tr_norm_child(at, spec, "facet"), *inner = tr_norm_child(at, spec, "spec");
  if (!given || !inner) return NULL;
  bool sides = tr_get(given, "row") || tr_get(given, "column");
  tr_value out = *spec, facet;
  if (!repeated_facet(at, given, sides, &facet)) return NULL;
  if (sides && tr_truthy(tr_get(spec, "columns"))) {
    tr_warn(ctx, TR_INPUT, tr_pos_of(tr_get(spec, "columns")), "columns are of facets by one field",
            "a facet with row or column has no `columns`; it is left out");
    out = tr_without(ctx->doc, &out, "columns");
  }
  inner = tr_normalize_view(at, inner);
  if (!inner) return NULL;
  tr_put(ctx, &out, "facet", facet);
  tr_put(ctx, &out, "spec", *inner);
  return tr_norm_keep(ctx, out);
}
