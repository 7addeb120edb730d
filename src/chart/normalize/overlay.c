#include "chart/normalize/normalize-priv.h"

/* Points and lines over lines and areas, and lines between two ends (Vega-Lite's pathoverlay.ts and
   ruleforrangedline.ts). */

static tr_value set(tr_ctx *ctx, const tr_value *object, const char *name, const tr_value *v) {
  return v ? tr_with(ctx->doc, object, name, *v) : *object;
}

static tr_value mark_object(tr_ctx *ctx, const tr_value *spec) {
  const tr_value *mark = tr_get(spec, "mark");
  if (tr_is(mark, TR_OBJECT)) return *mark;
  tr_value out = tr_object_at(mark);
  return tr_with(ctx->doc, &out, "type", *mark);
}

/* --- Overlays ----------------------------------------------------------------------------------------------
 */

/* The overlay's own properties; NULL where there is none. */
static const tr_value *overlay(const tr_chart *chart, const tr_value *mark, const char *name, bool by_shape,
                               const tr_value *empty) {
  const tr_value *v = tr_get(mark, name), *own = v;
  if (!v) v = tr_config_get(&chart->config, tr_get_string(mark, "type", (tr_str){0}).p, name);
  if (!v) return by_shape ? empty : NULL;
  if (tr_is(v, TR_OBJECT)) return v;
  if (tr_is(v, TR_STRING)) return own ? v : empty; /* "transparent" is heard of the mark alone */
  return tr_is(v, TR_BOOL) && v->boolean ? empty : NULL;
}

/* Switched off and not just taken away, lest the config puts them back. */
static tr_value without_overlays(tr_ctx *ctx, tr_value mark, bool area) {
  mark = tr_with(ctx->doc, &mark, "point", tr_make_bool(false));
  return area ? tr_with(ctx->doc, &mark, "line", tr_make_bool(false)) : mark;
}

static tr_value overlay_mark(tr_ctx *ctx, const tr_value *mark, const tr_value *own, const char *type) {
  static const char *const shared[] = {"clip", "interpolate", "tension", "tooltip", NULL};
  bool point = tr_str_is(tr_str_z(type), "point");
  tr_value out = tr_object_at(mark);
  out = tr_with(ctx->doc, &out, "type", tr_make_string(tr_str_z(type)));
  if (point) {
    out = tr_with(ctx->doc, &out, "opacity", tr_make_number(1));
    out = tr_with(ctx->doc, &out, "filled", tr_make_bool(true));
  }
  for (int i = 0; shared[i]; i++)
    if (!point || i == 0 || i == 3) out = set(ctx, &out, shared[i], tr_get(mark, shared[i]));
  out = tr_spread(ctx, &out, own);
  if (tr_is(own, TR_STRING)) out = tr_with(ctx->doc, &out, "opacity", tr_make_number(0));
  if (!point) out = tr_with(ctx->doc, &out, "point", tr_make_bool(false));
  return out;
}

static tr_value unit_of(tr_ctx *ctx, const tr_value *spec, tr_value mark, tr_value encoding) {
  tr_value out = tr_object_at(spec);
  out = tr_with(ctx->doc, &out, "mark", mark);
  out = tr_with(ctx->doc, &out, "encoding", encoding);
  return set(ctx, &out, "projection", tr_get(spec, "projection"));
}

/* The stack that the area makes is written out, so that what lies over it follows it. */
static tr_value stacked_encoding(tr_chart *chart, const tr_value *spec, tr_value encoding) {
  tr_ctx *ctx = chart->ctx;
  tr_size none[2] = {{0}, {0}};
  tr_view *view = tr_view_new(chart, spec, NULL, none);
  if (!view || !view->stack.is_on) return encoding;
  const char *measure = tr_enc_rows[view->stack.measure].name;
  tr_value def = tr_with(ctx->doc, tr_get(&encoding, measure), "stack", tr_make_string(view->stack.offset));
  return tr_with(ctx->doc, &encoding, measure, def);
}

static tr_value base_mark(tr_chart *chart, const tr_value *mark, bool area) {
  static const char *const names[] = {"opacity", "fillOpacity"};
  tr_ctx *ctx = chart->ctx;
  tr_value base = without_overlays(ctx, *mark, area);
  const tr_value *opacity = NULL;
  for (int i = 0; !opacity && i < 2; i++) opacity = tr_get(mark, names[i]);
  if (!opacity) opacity = tr_config_get(&chart->config, "area", "opacity");
  if (!opacity) opacity = tr_config_get(&chart->config, "mark", "opacity");
  return area && !opacity ? tr_with(ctx->doc, &base, "opacity", tr_make_number(0.7)) : base;
}

static const tr_value *outer_view(tr_ctx *ctx, const tr_value *spec, const tr_value *layers, uint32_t n) {
  static const char *const inner[] = {"mark", "encoding", "params", "projection", "name"};
  tr_value out = *spec;
  for (int i = 0; i < 5; i++) out = tr_without(ctx->doc, &out, inner[i]);
  return tr_norm_keep(ctx, tr_with(ctx->doc, &out, "layer", tr_make_array(layers, n)));
}

const tr_value *tr_normalize_overlays(tr_chart *chart, const tr_value *spec) {
  tr_ctx *ctx = chart->ctx;
  tr_str type = tr_mark_type_of(spec);
  bool area = tr_str_is(type, "area");
  if (!area && !tr_str_is(type, "line") && !tr_str_is(type, "trail") && !tr_str_is(type, "rule")) return spec;
  tr_value mark = mark_object(ctx, spec), empty = tr_make_object(NULL, 0);
  const tr_value *encoding = tr_get(spec, "encoding");
  const tr_value *point = overlay(chart, &mark, "point", tr_get(encoding, "shape") != NULL, &empty);
  const tr_value *line = area ? overlay(chart, &mark, "line", false, &empty) : NULL;
  if ((!point && !line) || !encoding) return spec;
  tr_value plain = tr_without(ctx->doc, encoding, "shape");
  tr_value unit = unit_of(ctx, spec, base_mark(chart, &mark, area), plain),
           over = stacked_encoding(chart, &unit, *encoding);
  over = tr_without(ctx->doc, &over, "x2");
  over = tr_without(ctx->doc, &over, "y2");
  tr_value *layers = TR_NEW_N(ctx->doc, tr_value, 3);
  uint32_t n = 1;
  layers[0] = set(ctx, &unit, "params", tr_get(spec, "params"));
  layers[0] = set(ctx, &layers[0], "name", tr_get(spec, "name"));
  if (line) layers[n++] = unit_of(ctx, spec, overlay_mark(ctx, &mark, line, "line"), over);
  if (point) layers[n++] = unit_of(ctx, spec, overlay_mark(ctx, &mark, point, "point"), over);
  return outer_view(ctx, spec, layers, n);
}

/* --- Lines between two ends --------------------------------------------------------------------------------
 */

static bool is_binned(const tr_value *bin) {
  return tr_str_is(tr_string(bin), "binned") || tr_get_bool(bin, "binned", false);
}

static bool is_ranged(const tr_value *encoding) {
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    const tr_enc_row *row = &tr_enc_rows[e];
    if (row->main == (tr_enc)e || tr_is_nil(tr_get(encoding, row->name))) continue;
    const tr_value *main = tr_get(encoding, tr_enc_rows[row->main].name);
    if (tr_get(main, "datum") || (tr_names_data(main) && !is_binned(tr_get(main, "bin")))) return true;
  }
  return false;
}

const tr_value *tr_normalize_ranged_line(tr_ctx *ctx, const tr_value *spec) {
  if (!tr_str_is(tr_mark_type_of(spec), "line") || !is_ranged(tr_get(spec, "encoding"))) return spec;
  tr_value mark = mark_object(ctx, spec);
  tr_warn(ctx, TR_INPUT, tr_pos_of(&mark), "write \"rule\" for lines between two ends",
          "a line has no second ends; it is drawn as a rule");
  mark = tr_with(ctx->doc, &mark, "type", tr_make_string(TR_S("rule")));
  return tr_norm_keep(ctx, tr_with(ctx->doc, spec, "mark", mark));
}
