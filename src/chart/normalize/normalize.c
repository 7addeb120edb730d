#include "chart/normalize/normalize-priv.h"

/* Rewrites a specification until only units, layers, facets and concats of plain marks are left. A rewritten
   view keeps the positions of what it came from. */

const tr_value *tr_norm_keep(tr_ctx *ctx, tr_value v) {
  tr_value *out = TR_NEW(ctx->doc, tr_value);
  *out = v;
  return out;
}

tr_str tr_mark_type_of(const tr_value *spec) {
  const tr_value *mark = tr_get(spec, "mark");
  return tr_is(mark, TR_STRING) ? tr_string(mark) : tr_get_string(mark, "type", (tr_str){0});
}

tr_norm tr_norm_below(const tr_norm *at) {
  tr_norm below = *at;
  below.encoding = below.projection = NULL;
  below.depth++;
  return below;
}

static const tr_value *as_object(const tr_norm *at, const tr_value *v, const char *what, const tr_value *in) {
  if (tr_is(v, TR_OBJECT)) return v;
  tr_error(at->ctx, TR_INPUT, tr_pos_of(v ? v : in), NULL, "%s is %s, an object was expected", what,
           v ? tr_kind_name((tr_kind)v->kind) : "missing");
  return NULL;
}

const tr_value *tr_norm_child(const tr_norm *at, const tr_value *spec, const char *name) {
  return as_object(at, tr_get(spec, name), tr_printf(at->ctx->doc, "`%s`", name).p, spec);
}

/* --- Lists of views ----------------------------------------------------------------------------------------
 */

typedef const tr_value *normalizer(const tr_norm *at, const tr_value *spec);

static const tr_value *with_views(const tr_norm *at, const tr_value *spec, const char *name,
                                  normalizer *each) {
  const tr_value *list = tr_get(spec, name);
  if (!tr_is(list, TR_ARRAY)) {
    tr_error(at->ctx, TR_INPUT, tr_pos_of(list), NULL, "`%s` is %s, an array of views was expected", name,
             tr_kind_name((tr_kind)list->kind));
    return NULL;
  }
  tr_value *out = TR_NEW_N(at->ctx->doc, tr_value, list->n + 1), views;
  for (uint32_t i = 0; i < list->n; i++) {
    const tr_value *child = each(at, &list->items[i]);
    if (!child) return NULL;
    out[i] = *child;
  }
  views = tr_make_array(out, list->n);
  views.file = list->file;
  views.offset = list->offset;
  return tr_norm_keep(at->ctx, tr_with(at->ctx->doc, spec, name, views));
}

static tr_value prefixed(const tr_norm *at, const tr_value *spec) {
  tr_str name = tr_get_string(spec, "name", (tr_str){0});
  if (name.n == 0 || at->prefix.n == 0) return *spec;
  tr_value full = tr_make_string(tr_printf(at->ctx->doc, "%.*s_%.*s", TR_FMT(at->prefix), TR_FMT(name)));
  return tr_with(at->ctx->doc, spec, "name", full);
}

/* --- Layers ------------------------------------------------------------------------------------------------
 */

static const tr_value *layered(const tr_norm *at, const tr_value *spec) {
  tr_ctx *ctx = at->ctx;
  const tr_value *encoding = tr_get(spec, "encoding");
  tr_norm below = *at;
  below.depth++;
  if (tr_is(encoding, TR_OBJECT)) {
    tr_value own = tr_repeated_encoding(at, encoding);
    own = tr_without_facets(at, &own);
    below.encoding = tr_encoding_merge(ctx, at->encoding, own.n > 0 ? tr_norm_keep(ctx, own) : NULL);
  }
  below.projection = tr_projection_merge(ctx, at->projection, tr_get(spec, "projection"));
  tr_value view = prefixed(at, spec);
  view = tr_without(ctx->doc, &view, "encoding");
  view = tr_without(ctx->doc, &view, "projection");
  return with_views(&below, &view, "layer", tr_normalize_layer_or_unit);
}

/* --- Units -------------------------------------------------------------------------------------------------
 */

static const struct {
  const char *mark;
  tr_rewriter *run;
} composites[] = {{"boxplot", tr_normalize_boxplot},
                  {"errorband", tr_normalize_errorband},
                  {"errorbar", tr_normalize_errorbar}};

static tr_rewriter *rewriter_of(const tr_value *spec) {
  for (size_t i = 0; i < sizeof composites / sizeof *composites; i++)
    if (tr_str_is(tr_mark_type_of(spec), composites[i].mark)) return composites[i].run;
  return NULL;
}

static tr_value with_encoding(const tr_norm *at, const tr_value *spec) {
  tr_ctx *ctx = at->ctx;
  const tr_value *given = tr_get(spec, "encoding");
  tr_value view = *spec, own = tr_object_at(spec);
  if (tr_is(given, TR_OBJECT)) {
    own = tr_repeated_encoding(at, given);
    own = tr_without_facets(at, &own);
  }
  const tr_value *encoding = tr_encoding_merge(ctx, at->encoding, &own);
  if (tr_is(given, TR_OBJECT) || at->encoding)
    view = tr_with(ctx->doc, &view, "encoding", tr_encoding_complete(ctx, encoding, &own));
  return view;
}

static const tr_value *unit(const tr_norm *at, const tr_value *spec) {
  if (!tr_within(at->ctx, TR_LIMIT_VIEWS, (double)++*at->n_views, tr_pos_of(spec))) return NULL;
  tr_value view = prefixed(at, spec);
  view = with_encoding(at, &view);
  const tr_value *projection = tr_projection_merge(at->ctx, at->projection, tr_get(spec, "projection"));
  if (projection) view = tr_with(at->ctx->doc, &view, "projection", *projection);
  const tr_value *whole = tr_norm_keep(at->ctx, view);
  tr_rewriter *rewrite = rewriter_of(whole);
  if (rewrite) return rewrite(at->chart, whole);
  const tr_value *plain = tr_normalize_overlays(at->chart, whole);
  if (!tr_get(plain, "layer")) return tr_normalize_ranged_line(at->ctx, plain);
  tr_norm inside = tr_norm_below(at);
  inside.repeater = NULL;
  inside.prefix = (tr_str){0};
  return layered(&inside, plain);
}

/* --- Views -------------------------------------------------------------------------------------------------
 */

static bool may_stand(const tr_norm *at, const tr_value *spec) {
  return as_object(at, spec, "a view", NULL) &&
         tr_within(at->ctx, TR_LIMIT_COMPOSITION, at->depth, tr_pos_of(spec));
}

const tr_value *tr_normalize_layer_or_unit(const tr_norm *at, const tr_value *spec) {
  static const char *const composed[] = {"facet", "repeat", "hconcat", "vconcat", "concat"};
  if (!may_stand(at, spec)) return NULL;
  if (tr_get(spec, "layer")) return layered(at, spec);
  if (tr_get(spec, "mark")) return unit(at, spec);
  for (int i = 0; i < 5; i++) {
    const tr_value *v = tr_get(spec, composed[i]);
    if (!v) continue;
    tr_error(at->ctx, TR_INPUT, tr_pos_of(v), "layers are views with a `mark`, or with further layers",
             "views by \"%s\" cannot be a layer", composed[i]);
    return NULL;
  }
  tr_error(
      at->ctx, TR_INPUT, tr_pos_of(spec),
      "a view has `mark` and `encoding`, or `layer`, `facet`, `repeat`, `hconcat`, `vconcat` or `concat`",
      "a view without a mark");
  return NULL;
}

/* Only layers share an encoding; elsewhere nobody reads it. */
static tr_value without_own_encoding(const tr_norm *at, const tr_value *spec) {
  static const char *const names[] = {"encoding", "projection", "mark"};
  tr_value out = *spec;
  for (int i = 0; i < 3; i++) {
    const tr_value *v = tr_get(spec, names[i]);
    if (!v) continue;
    tr_warn(at->ctx, TR_INPUT, tr_pos_of(v), "give it to the views inside",
            "a composed view has no `%s`; it is left out", names[i]);
    out = tr_without(at->ctx->doc, &out, names[i]);
  }
  return out;
}

static const tr_value *composed(const tr_norm *at, const tr_value *spec) {
  static const char *const concats[] = {"hconcat", "vconcat", "concat"};
  tr_value view = without_own_encoding(at, spec);
  tr_norm below = tr_norm_below(at);
  if (tr_get(spec, "facet")) return tr_normalize_facet(&below, &view);
  if (tr_get(spec, "repeat")) return tr_normalize_repeat(&below, &view);
  for (int i = 0; i < 3; i++)
    if (tr_get(spec, concats[i])) return with_views(&below, &view, concats[i], tr_normalize_view);
  return NULL;
}

const tr_value *tr_normalize_view(const tr_norm *at, const tr_value *spec) {
  static const char *const operators[] = {"facet", "repeat", "hconcat", "vconcat", "concat"};
  if (!may_stand(at, spec)) return NULL;
  if (tr_get(spec, "mark") && tr_has_facet_channels(spec)) {
    tr_norm below = tr_norm_below(at);
    return tr_normalize_facet(&below, tr_split_facets(at, spec));
  }
  for (int i = 0; i < 5; i++)
    if (tr_get(spec, operators[i])) return composed(at, spec);
  return tr_normalize_layer_or_unit(at, spec);
}

const tr_value *tr_normalize_spec(tr_chart *chart, const tr_value *spec) {
  size_t n_views = 0;
  tr_norm top = {.chart = chart, .ctx = chart->ctx, .n_views = &n_views, .depth = 1};
  const tr_value *out = tr_normalize_view(&top, tr_normalize_selections(chart->ctx, spec));
  return out ? tr_normalize_params(chart->ctx, out) : NULL;
}

const tr_value *tr_chart_normalize(tr_chart *chart, const tr_value *spec) {
  tr_str schema = tr_get_string(spec, "$schema", (tr_str){0});
  if (tr_str_find(schema, "/vega/", 0) != SIZE_MAX && tr_str_find(schema, "vega-lite", 0) == SIZE_MAX) {
    tr_error(chart->ctx, TR_UNSUPPORTED, tr_pos_of(tr_get(spec, "$schema")), "only Vega-Lite is drawn",
             "this is a Vega specification, not Vega-Lite");
    return NULL;
  }
  return tr_normalize_spec(chart, spec);
}
