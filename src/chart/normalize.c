#include "chart/normalize-priv.h"

/* Rewrites a specification until only plain units and layers are left. A rewritten view keeps the positions
   of what it came from. */

static tr_value *kept(tr_ctx *ctx, tr_value v) {
  tr_value *out = TR_NEW(ctx->doc, tr_value);
  *out = v;
  return out;
}

static tr_value set(tr_ctx *ctx, const tr_value *object, const char *name, const tr_value *v) {
  return v ? tr_with(ctx->doc, object, name, *v) : *object;
}

static tr_str mark_type_of(const tr_value *spec) {
  const tr_value *mark = tr_get(spec, "mark");
  return tr_is(mark, TR_STRING) ? tr_string(mark) : tr_get_string(mark, "type", (tr_str){0});
}

static tr_value mark_object(tr_ctx *ctx, const tr_value *spec) {
  const tr_value *mark = tr_get(spec, "mark");
  if (tr_is(mark, TR_OBJECT)) return *mark;
  tr_value out = tr_make_object(NULL, 0);
  out.file = mark->file;
  out.offset = mark->offset;
  return tr_with(ctx->doc, &out, "type", *mark);
}

/* --- What is not there yet ---------------------------------------------------------------------------------
 */

static const char *const later_views[] = {"facet", "concat", "hconcat", "vconcat", "repeat", NULL};
static const char *const later_marks[] = {"image", NULL};
static const char *const later_channels[] = {"row", "column", "facet", NULL};

static bool later(tr_ctx *ctx, const tr_value *at, const char *what, const char *name) {
  tr_error(ctx, TR_UNSUPPORTED, tr_pos_of(at), NULL, "not supported yet: %s \"%s\"", what, name);
  return false;
}

static bool is_supported(tr_ctx *ctx, const tr_value *spec) {
  for (int i = 0; later_views[i]; i++)
    if (tr_get(spec, later_views[i]))
      return later(ctx, tr_get(spec, later_views[i]), "views by", later_views[i]);
  for (int i = 0; later_marks[i]; i++)
    if (tr_str_is(mark_type_of(spec), later_marks[i]))
      return later(ctx, tr_get(spec, "mark"), "mark", later_marks[i]);
  for (int i = 0; later_channels[i]; i++) {
    const tr_value *channel = tr_get(tr_get(spec, "encoding"), later_channels[i]);
    if (channel) return later(ctx, channel, "channel", later_channels[i]);
  }
  return true;
}

/* --- Encodings that layers share
 * ----------------------------------------------------------------------------- */

static bool has_data(const tr_value *def) {
  return tr_get(def, "field") || tr_get(def, "datum") ||
         tr_str_is(tr_get_string(def, "aggregate", (tr_str){0}), "count");
}

static tr_value merged_def(tr_ctx *ctx, const tr_value *parent, const tr_value *def) {
  if (!has_data(def)) return *def;
  tr_value out = tr_is(parent, TR_OBJECT) ? *parent : tr_make_object(NULL, 0);
  for (uint32_t i = 0; i < def->n; i++)
    out = tr_with(ctx->doc, &out, def->members[i].name.p, def->members[i].value);
  out.file = def->file;
  out.offset = def->offset;
  return out;
}

static const tr_value *merged_encoding(tr_ctx *ctx, const tr_value *parent, const tr_value *own) {
  if (!tr_is(parent, TR_OBJECT)) return own;
  tr_value out = *parent;
  for (uint32_t i = 0; tr_is(own, TR_OBJECT) && i < own->n; i++) {
    const tr_member *m = &own->members[i];
    out = tr_with(ctx->doc, &out, m->name.p, merged_def(ctx, tr_get_s(parent, m->name), &m->value));
  }
  return kept(ctx, out);
}

static bool says_something(const tr_member *m) {
  const tr_value *v = &m->value;
  return !tr_is(v, TR_OBJECT) || has_data(v) || tr_get(v, "value") || tr_get(v, "condition") ||
         tr_str_is(m->name, "order");
}

/* A unit's channels but those that name no data: these only speak for layers that do. */
static tr_value complete_encoding(tr_ctx *ctx, const tr_value *encoding, const tr_value *own) {
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

/* --- Points and lines over lines and areas
 * -------------------------------------------------------------------- */

/* The overlay's own properties; NULL where there is none. */
static const tr_value *overlay(const tr_chart *chart, const tr_value *mark, const char *name, bool by_shape,
                               const tr_value *empty) {
  const tr_value *v = tr_get(mark, name);
  if (!v) v = tr_config_get(&chart->config, tr_get_string(mark, "type", (tr_str){0}).p, name);
  if (!v) return by_shape ? empty : NULL;
  if (tr_is(v, TR_OBJECT)) return v;
  if (tr_is(v, TR_STRING)) return v; /* "transparent" */
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
  tr_value out = tr_make_object(NULL, 0);
  out.file = mark->file;
  out.offset = mark->offset;
  out = tr_with(ctx->doc, &out, "type", tr_make_string(tr_str_z(type)));
  if (point) {
    out = tr_with(ctx->doc, &out, "opacity", tr_make_number(1));
    out = tr_with(ctx->doc, &out, "filled", tr_make_bool(true));
  }
  for (int i = 0; shared[i]; i++)
    if (!point || i == 0 || i == 3) out = set(ctx, &out, shared[i], tr_get(mark, shared[i]));
  for (uint32_t i = 0; tr_is(own, TR_OBJECT) && i < own->n; i++)
    out = tr_with(ctx->doc, &out, own->members[i].name.p, own->members[i].value);
  if (tr_is(own, TR_STRING)) out = tr_with(ctx->doc, &out, "opacity", tr_make_number(0));
  if (!point) out = tr_with(ctx->doc, &out, "point", tr_make_bool(false));
  return out;
}

static tr_value unit_of(tr_ctx *ctx, const tr_value *spec, tr_value mark, tr_value encoding) {
  tr_value out = tr_make_object(NULL, 0);
  out.file = spec->file;
  out.offset = spec->offset;
  out = tr_with(ctx->doc, &out, "mark", mark);
  return tr_with(ctx->doc, &out, "encoding", encoding);
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

static const tr_value *with_overlays(tr_chart *chart, const tr_value *spec) {
  tr_ctx *ctx = chart->ctx;
  tr_str type = mark_type_of(spec);
  bool area = tr_str_is(type, "area");
  if (!area && !tr_str_is(type, "line") && !tr_str_is(type, "trail") && !tr_str_is(type, "rule")) return spec;
  tr_value mark = mark_object(ctx, spec), empty = tr_make_object(NULL, 0);
  const tr_value *encoding = tr_get(spec, "encoding");
  const tr_value *point = overlay(chart, &mark, "point", tr_get(encoding, "shape") != NULL, &empty);
  const tr_value *line = area ? overlay(chart, &mark, "line", false, &empty) : NULL;
  if ((!point && !line) || !encoding) return spec;
  tr_value base = without_overlays(ctx, mark, area), plain = tr_without(ctx->doc, encoding, "shape");
  const tr_value *opacity =
      tr_get(&mark, "opacity") ? tr_get(&mark, "opacity") : tr_get(&mark, "fillOpacity");
  if (!opacity) opacity = tr_config_get(&chart->config, "area", "opacity");
  if (!opacity) opacity = tr_config_get(&chart->config, "mark", "opacity");
  if (area && !opacity) base = tr_with(ctx->doc, &base, "opacity", tr_make_number(0.7));
  tr_value unit = unit_of(ctx, spec, base, plain), over = stacked_encoding(chart, &unit, *encoding);
  over = tr_without(ctx->doc, &over, "x2");
  over = tr_without(ctx->doc, &over, "y2");
  tr_value *layers = TR_NEW_N(ctx->doc, tr_value, 3);
  uint32_t n = 0;
  layers[n++] = unit;
  const tr_value *params = tr_get(spec, "params"), *name = tr_get(spec, "name");
  layers[0] = set(ctx, &layers[0], "params", params);
  layers[0] = set(ctx, &layers[0], "name", name);
  if (line) layers[n++] = unit_of(ctx, spec, overlay_mark(ctx, &mark, line, "line"), over);
  if (point) layers[n++] = unit_of(ctx, spec, overlay_mark(ctx, &mark, point, "point"), over);
  tr_value out = tr_without(ctx->doc, spec, "mark");
  out = tr_without(ctx->doc, &out, "encoding");
  out = tr_without(ctx->doc, &out, "params");
  return kept(ctx, tr_with(ctx->doc, &out, "layer", tr_make_array(layers, n)));
}

/* A line between two ends is a rule. */
static const tr_value *ranged_lines(tr_ctx *ctx, const tr_value *spec) {
  const tr_value *encoding = tr_get(spec, "encoding");
  if (!tr_str_is(mark_type_of(spec), "line")) return spec;
  bool ranged = (tr_get(encoding, "x2") && has_data(tr_get(encoding, "x"))) ||
                (tr_get(encoding, "y2") && has_data(tr_get(encoding, "y")));
  if (!ranged) return spec;
  tr_value mark = mark_object(ctx, spec);
  mark = tr_with(ctx->doc, &mark, "type", tr_make_string(TR_S("rule")));
  return kept(ctx, tr_with(ctx->doc, spec, "mark", mark));
}

/* --- Composite marks
 * -------------------------------------------------------------------------------------------- */

static const struct {
  const char *mark;
  tr_rewriter *run;
} composites[] = {{"boxplot", tr_normalize_boxplot},
                  {"errorband", tr_normalize_errorband},
                  {"errorbar", tr_normalize_errorbar}};

static tr_rewriter *rewriter_of(const tr_value *spec) {
  for (size_t i = 0; i < sizeof composites / sizeof *composites; i++)
    if (tr_str_is(mark_type_of(spec), composites[i].mark)) return composites[i].run;
  return NULL;
}

/* --- Views
 * -------------------------------------------------------------------------------------------------- */

static const tr_value *normalized(tr_chart *chart, const tr_value *spec, const tr_value *parent, int depth);

static const tr_value *layered(tr_chart *chart, const tr_value *spec, const tr_value *parent, int depth) {
  tr_ctx *ctx = chart->ctx;
  const tr_value *layers = tr_get(spec, "layer"),
                 *encoding = merged_encoding(ctx, parent, tr_get(spec, "encoding"));
  if (!tr_is(layers, TR_ARRAY)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(layers), NULL, "`layer` is %s, an array of views was expected",
             tr_kind_name((tr_kind)layers->kind));
    return NULL;
  }
  tr_value *out = TR_NEW_N(ctx->doc, tr_value, layers->n);
  for (uint32_t i = 0; i < layers->n; i++) {
    const tr_value *child = normalized(chart, &layers->items[i], encoding, depth + 1);
    if (!child) return NULL;
    out[i] = *child;
  }
  tr_value view = tr_without(ctx->doc, spec, "encoding");
  return kept(ctx, tr_with(ctx->doc, &view, "layer", tr_make_array(out, layers->n)));
}

static const tr_value *unit(tr_chart *chart, const tr_value *spec, const tr_value *parent, int depth) {
  tr_ctx *ctx = chart->ctx;
  if (!tr_get(spec, "mark")) {
    tr_error(ctx, TR_INPUT, tr_pos_of(spec), "a view has `mark` and `encoding`, or `layer`",
             "a view without a mark");
    return NULL;
  }
  const tr_value *encoding = merged_encoding(ctx, parent, tr_get(spec, "encoding"));
  tr_value view = *spec;
  if (encoding)
    view = tr_with(ctx->doc, spec, "encoding", complete_encoding(ctx, encoding, tr_get(spec, "encoding")));
  if (!is_supported(ctx, &view)) return NULL;
  tr_rewriter *rewrite = rewriter_of(&view);
  if (rewrite) return rewrite(chart, kept(ctx, view));
  const tr_value *plain = with_overlays(chart, ranged_lines(ctx, kept(ctx, view)));
  return tr_get(plain, "layer") ? layered(chart, plain, NULL, depth) : plain;
}

static const tr_value *normalized(tr_chart *chart, const tr_value *spec, const tr_value *parent, int depth) {
  if (!tr_within(chart->ctx, TR_LIMIT_COMPOSITION, depth, tr_pos_of(spec)) || !tr_is(spec, TR_OBJECT)) {
    if (!tr_is(spec, TR_OBJECT))
      tr_error(chart->ctx, TR_INPUT, tr_pos_of(spec), NULL, "a view is %s, an object was expected",
               tr_kind_name((tr_kind)spec->kind));
    return NULL;
  }
  if (tr_get(spec, "layer")) return layered(chart, spec, parent, depth);
  if (!is_supported(chart->ctx, spec)) return NULL;
  return unit(chart, spec, parent, depth);
}

const tr_value *tr_chart_normalize(tr_chart *chart, const tr_value *spec) {
  tr_str schema = tr_get_string(spec, "$schema", (tr_str){0});
  if (tr_str_find(schema, "/vega/", 0) != SIZE_MAX && tr_str_find(schema, "vega-lite", 0) == SIZE_MAX) {
    tr_error(chart->ctx, TR_UNSUPPORTED, tr_pos_of(tr_get(spec, "$schema")), "only Vega-Lite is drawn",
             "this is a Vega specification, not Vega-Lite");
    return NULL;
  }
  return normalized(chart, spec, NULL, 1);
}
