#include "chart/chart-priv.h"

#include <math.h>

static tr_size read_size(tr_view *view, const tr_value *v, tr_size inherited) {
  if (!v) return inherited;
  tr_value plain = tr_chart_value(view->chart, v);
  tr_size size = {.is_explicit = true};
  if (plain.kind == TR_NUMBER && plain.number >= 0) {
    size.kind = TR_SIZE_PX;
    size.px = plain.number;
  } else if (tr_is(v, TR_OBJECT) && tr_get(v, "step")) {
    size.kind = TR_SIZE_STEP;
    size.step = tr_chart_number(view->chart, tr_get(v, "step"), 20);
    size.step_is_position = tr_str_is(tr_get_string(v, "for", (tr_str){0}), "position");
  } else if (tr_str_is(tr_string(v), "container")) {
    size.kind = TR_SIZE_CONTAINER;
  } else {
    tr_warn(view->chart->ctx, TR_INPUT, tr_pos_of(v), "a number of px, {\"step\": px} or \"container\"",
            "a size that is none is left out");
    return inherited;
  }
  return size;
}

/* --- Marks -------------------------------------------------------------------------------------------------
 */

static bool same(tr_str s, const char *z) { return tr_str_is(s, z); }

static bool is_binned(const tr_def *d) { return d && d->is_field && d->is_binned; }

static bool offset_is_measure(const tr_view *view, tr_enc enc) {
  const tr_def *d = view->enc[enc];
  return d && tr_def_is_measure(tr_def_data(view->enc[enc])) && d->type == TR_QUANTITATIVE;
}

/* Lines, ticks and what falls through to them: across the one measure. */
static const char *orient_by_measure(const tr_view *view, tr_str mark, tr_str given) {
  const tr_def *x = view->enc[TR_ENC_X], *y = view->enc[TR_ENC_Y];
  bool xm = tr_def_is_measure(x), ym = tr_def_is_measure(y), tick = same(mark, "tick");
  if (given.n > 0) return same(given, "horizontal") ? "horizontal" : "vertical";
  if (xm && !ym) return tick ? "vertical" : "horizontal";
  if (!xm && ym) return tick ? "horizontal" : "vertical";
  if (xm && ym) return "vertical";
  bool xt = x && x->is_field && x->type == TR_TEMPORAL, yt = y && y->is_field && y->type == TR_TEMPORAL;
  if (xt && !yt) return "vertical";
  if (!xt && yt) return "horizontal";
  return "";
}

static const char *orient_by_range(const tr_view *view, tr_str mark, tr_str given) {
  const tr_def *x = view->enc[TR_ENC_X], *y = view->enc[TR_ENC_Y];
  bool x2 = view->enc[TR_ENC_X2], y2 = view->enc[TR_ENC_Y2], rule = same(mark, "rule");
  if (!same(mark, "area") && x2 && !is_binned(x) && y2 && !is_binned(y)) return "";
  if (!y && offset_is_measure(view, TR_ENC_Y_OFFSET)) return given.n > 0 ? given.p : "vertical";
  if (!x && offset_is_measure(view, TR_ENC_X_OFFSET)) return given.n > 0 ? given.p : "horizontal";
  if (y2) return is_binned(y) ? "horizontal" : "vertical";
  if (x2) return is_binned(x) ? "vertical" : "horizontal";
  if (rule && x && !y) return "vertical";
  if (rule && y && !x) return "horizontal";
  return orient_by_measure(view, mark, given);
}

static const char *orient_of_bar(const tr_view *view, tr_str mark, tr_str given) {
  tr_def *x = view->enc[TR_ENC_X], *y = view->enc[TR_ENC_Y];
  bool x2 = view->enc[TR_ENC_X2], y2 = view->enc[TR_ENC_Y2];
  bool xf = x && x->is_field, yf = y && y->is_field;
  if (!y && offset_is_measure(view, TR_ENC_Y_OFFSET)) return given.n > 0 ? given.p : "vertical";
  if (!x && offset_is_measure(view, TR_ENC_X_OFFSET)) return given.n > 0 ? given.p : "horizontal";
  if (xf && (x->is_binned || (yf && y->aggregate.n > 0 && x->aggregate.n == 0))) return "vertical";
  if (yf && (y->is_binned || (xf && x->aggregate.n > 0 && y->aggregate.n == 0))) return "horizontal";
  if ((x2 || y2) && given.n > 0) return given.p;
  if (y2 && !x2) return tr_def_is_measure(x) && is_binned(y) ? "horizontal" : "vertical";
  if (x2 && !y2) return tr_def_is_measure(y) && is_binned(x) ? "vertical" : "horizontal";
  return orient_by_range(view, mark, given);
}

static const char *orient_of(const tr_view *view, tr_str given) {
  tr_str mark = tr_str_z(view->mark->name);
  if (same(mark, "point") || same(mark, "circle") || same(mark, "square") || same(mark, "rect") ||
      same(mark, "image"))
    return "";
  if (same(mark, "text") || same(mark, "bar")) return orient_of_bar(view, mark, given);
  if (same(mark, "rule") || same(mark, "area")) return orient_by_range(view, mark, given);
  if (same(mark, "line") || same(mark, "tick")) return orient_by_measure(view, mark, given);
  return "vertical";
}

bool tr_view_is_aggregate(const tr_view *view) {
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    const tr_def *d = tr_def_field(view->enc[e]);
    if (d && d->aggregate.n > 0) return true;
    for (size_t i = 0; i < view->n_list[e]; i++)
      if (view->lists[e][i]->aggregate.n > 0) return true;
  }
  return false;
}

static bool is_faint(const tr_view *view) {
  static const char *const marks[] = {"point", "tick", "circle", "square"};
  for (int i = 0; i < 4; i++)
    if (same(tr_str_z(view->mark->name), marks[i])) return !tr_view_is_aggregate(view);
  return false;
}

static void init_filled(tr_view *view) {
  const tr_value *filled = tr_get(&view->mark_def, "filled");
  if (!filled) filled = tr_mark_config(view, "filled", NULL);
  tr_str mark = tr_str_z(view->mark->name);
  view->filled = !same(mark, "point") && !same(mark, "line") && !same(mark, "rule") &&
                 !tr_get(tr_get(view->spec, "data"), "graticule");
  if (tr_is(filled, TR_BOOL)) view->filled = filled->boolean;
}

static void init_mark(tr_view *view) {
  tr_arena *arena = view->chart->ctx->doc;
  const tr_value *given = tr_mark_prop(view, "orient", NULL);
  view->orient = tr_str_z(orient_of(view, tr_string(given)));
  if (view->orient.n > 0)
    view->mark_def = tr_with(arena, &view->mark_def, "orient", tr_make_string(view->orient));
  if (!tr_mark_prop(view, "opacity", NULL) && !tr_mark_prop(view, "fillOpacity", NULL) && is_faint(view))
    view->mark_def = tr_with(arena, &view->mark_def, "opacity", tr_make_number(0.7));
}

bool tr_is_rect_mark(const tr_view *view) {
  tr_str mark = tr_str_z(view->mark->name);
  return same(mark, "bar") || same(mark, "rect") || same(mark, "tick") || same(mark, "arc") ||
         same(mark, "image");
}

static bool read_mark(tr_view *view) {
  tr_ctx *ctx = view->chart->ctx;
  const tr_value *mark = tr_get(view->spec, "mark");
  tr_str type = tr_is(mark, TR_STRING) ? tr_string(mark) : tr_get_string(mark, "type", (tr_str){0});
  const tr_value *at = tr_is(mark, TR_OBJECT) && tr_get(mark, "type") ? tr_get(mark, "type") : mark;
  view->mark = tr_mark_find(type);
  if (!view->mark) {
    tr_error(ctx, TR_INPUT, tr_pos_of(at), tr_did_you_mean(ctx, type, tr_mark_names()),
             "unknown mark \"%.*s\"", TR_FMT(type));
    return false;
  }
  view->mark_def = tr_is(mark, TR_OBJECT) ? *mark : tr_make_object(NULL, 0);
  view->mark_def.file = mark->file;
  view->mark_def.offset = mark->offset;
  return true;
}

/* --- Encodings
 * ---------------------------------------------------------------------------------------------- */

static bool read_list(tr_view *view, tr_enc enc, const tr_value *array) {
  tr_ctx *ctx = view->chart->ctx;
  view->lists[enc] = TR_NEW_N(ctx->doc, tr_def *, array->n);
  for (uint32_t i = 0; i < array->n; i++) {
    tr_def *d = tr_def_new(ctx, &array->items[i], enc, &view->chart->config);
    if (!d) return false;
    view->lists[enc][view->n_list[enc]++] = d;
  }
  return true;
}

static bool read_channel(tr_view *view, const tr_member *m) {
  tr_ctx *ctx = view->chart->ctx;
  tr_enc enc = tr_enc_find(m->name);
  if (enc == TR_ENC_COUNT) return true; /* reported by the check */
  if (m->value.kind == TR_NULL) {
    if (enc == TR_ENC_TOOLTIP)
      view->enc[enc] = tr_def_new(ctx, &(tr_value){.kind = TR_OBJECT}, enc, &view->chart->config);
    return true;
  }
  if (tr_is(&m->value, TR_ARRAY)) return read_list(view, enc, &m->value);
  tr_def *d = tr_def_new(ctx, &m->value, enc, &view->chart->config);
  if (!d) return false;
  bool empty = !d->is_field && !d->datum && !d->value && !d->condition;
  if (empty && enc != TR_ENC_ORDER) return true; /* a type or guide without anything to show */
  view->enc[enc] = d;
  /* Vega-Lite takes the secondary definition's type from the first. */
  if (tr_enc_rows[enc].list && !(enc == TR_ENC_TOOLTIP)) {
    view->lists[enc] = TR_NEW(ctx->doc, tr_def *);
    view->lists[enc][0] = d;
    view->n_list[enc] = 1;
  }
  return true;
}

/* x2 and its like have the type of x. A channel that only the secondary definition has moves over. */
static void settle_seconds(tr_view *view) {
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    tr_enc main = tr_enc_rows[e].main;
    if ((int)main == e || !view->enc[e]) continue;
    tr_def *d = tr_def_data(view->enc[e]), *first = tr_def_data(view->enc[main]);
    if (d && first && !tr_get(d->v, "type")) d->type = first->type;
  }
}

/* Channels that the mark has not are left out; layers take from shared ones what they have. */
static void drop_unsuited(tr_view *view) {
  tr_ctx *ctx = view->chart->ctx;
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    const tr_def *d = view->enc[e], *main = view->enc[tr_enc_rows[e].main];
    bool binned = is_binned(main) && d && d->is_field;
    if (!d || tr_enc_suits(ctx, (tr_enc)e, view->mark->name, binned)) continue;
    if (!view->parent)
      tr_warn(ctx, TR_INPUT, tr_pos_of(d->v), NULL, "mark %s has no channel %s; it is left out",
              view->mark->name, tr_enc_rows[e].name);
    view->enc[e] = NULL;
  }
}

static bool read_encoding(tr_view *view) {
  const tr_value *encoding = tr_get(view->spec, "encoding");
  for (uint32_t i = 0; tr_is(encoding, TR_OBJECT) && i < encoding->n; i++)
    if (!read_channel(view, &encoding->members[i])) return false;
  settle_seconds(view);
  drop_unsuited(view);
  return true;
}

/* --- Order by the colours' domain
 * ---------------------------------------------------------------------------------- */

static const tr_value *with_calculation(tr_ctx *ctx, const tr_value *spec, tr_str expr, tr_str as) {
  const tr_value *old = tr_get(spec, "transform");
  uint32_t n = tr_is(old, TR_ARRAY) ? old->n : 0;
  tr_value *items = TR_NEW_N(ctx->doc, tr_value, n + 1), *out = TR_NEW(ctx->doc, tr_value),
           step = tr_make_object(NULL, 0);
  for (uint32_t i = 0; i < n; i++) items[i] = old->items[i];
  step = tr_with(ctx->doc, &step, "calculate", tr_make_string(expr));
  items[n] = tr_with(ctx->doc, &step, "as", tr_make_string(as));
  *out = tr_with(ctx->doc, spec, "transform", tr_make_array(items, n + 1));
  return out;
}

/* A field's offset is within bands, of which a continuous place without a time unit has none
   (Vega-Lite's initEncoding). */
static void drop_offsets(tr_view *view) {
  static const tr_enc places[] = {TR_ENC_X, TR_ENC_Y};
  for (size_t i = 0; i < 2; i++) {
    const tr_def *d = tr_def_field(view->enc[places[i]]);
    tr_def **offset = &view->enc[tr_enc_rows[places[i]].offset];
    bool continuous = d && (d->type == TR_QUANTITATIVE || d->type == TR_TEMPORAL);
    if (!continuous || d->has_unit || !tr_def_field(*offset)) continue;
    tr_warn(view->chart->ctx, TR_INPUT, tr_pos_of((*offset)->v), NULL,
            "%s is continuous and has no bands for an offset; %s is left out", tr_enc_rows[places[i]].name,
            tr_enc_rows[tr_enc_rows[places[i]].offset].name);
    *offset = NULL;
  }
}

/* Parts of a stack, or bars beside each other, stand in the order of a list that the colours' scale gives
   (Vega-Lite's alignStackOrderWithColorDomain). */
static void order_by_colors(tr_view *view) {
  tr_ctx *ctx = view->chart->ctx;
  const tr_def *color = view->enc[TR_ENC_FILL] ? view->enc[TR_ENC_FILL] : view->enc[TR_ENC_COLOR];
  const tr_value *domain = color ? tr_get(color->scale, "domain") : NULL;
  if (!tr_is(domain, TR_ARRAY) || !color->is_field || color->field.n == 0 || color->type != TR_NOMINAL)
    return;
  if (view->n_list[TR_ENC_ORDER] > 0) return;
  tr_def *offset = view->enc[view->enc[TR_ENC_X_OFFSET] ? TR_ENC_X_OFFSET : TR_ENC_Y_OFFSET];
  if (offset && offset->is_field && offset->sort.kind == TR_SORT_DEFAULT) {
    offset->sort = (tr_def_sort){TR_SORT_LIST, .list = domain};
    return;
  }
  if (!view->stack.is_on) return;
  tr_str as = tr_printf(ctx->doc, "_%.*s_sort_index", TR_FMT(color->field));
  tr_buf expr = tr_buf_of(ctx->doc);
  tr_buf_add_z(&expr, "indexof(");
  tr_json_write(&expr, domain);
  tr_buf_printf(&expr, ", datum['%.*s'])", TR_FMT(color->field));
  view->spec = with_calculation(ctx, view->spec, tr_buf_str(&expr), as);
  tr_def *order = TR_NEW(ctx->doc, tr_def);
  bool across = same(view->orient, "horizontal");
  *order = (tr_def){.v = color->v,
                    .enc = TR_ENC_ORDER,
                    .is_field = true,
                    .field = as,
                    .column = as,
                    .type = TR_QUANTITATIVE,
                    .sort = {.kind = across ? TR_SORT_ASCENDING : TR_SORT_DESCENDING},
                    .band_position = NAN};
  view->enc[TR_ENC_ORDER] = order;
  view->lists[TR_ENC_ORDER] = TR_NEW(ctx->doc, tr_def *);
  view->lists[TR_ENC_ORDER][0] = order;
  view->n_list[TR_ENC_ORDER] = 1;
}

/* --- Views
 * -------------------------------------------------------------------------------------------------- */

static bool add_children(tr_view *view, const tr_value *specs, size_t n) {
  view->children = TR_NEW_N(view->chart->ctx->doc, tr_view *, n);
  for (size_t i = 0; i < n; i++) {
    tr_view *child = tr_view_new(view->chart, &specs[i], view, view->given);
    if (!child) return false;
    view->children[view->n_children++] = child;
  }
  return true;
}

static bool read_facet(tr_view *view, const tr_value *v, tr_enc enc) {
  tr_ctx *ctx = view->chart->ctx;
  if (!v) return true;
  tr_def *d = tr_def_new(ctx, v, enc, &view->chart->config);
  if (!d) return false;
  if (!d->is_field) {
    tr_warn(ctx, TR_INPUT, tr_pos_of(v), "give it a `field`", "a facet by %s names no field; it is left out",
            tr_enc_rows[enc].name);
    return true;
  }
  if (!tr_def_is_discrete(d) && !d->has_unit)
    tr_warn(ctx, TR_INPUT, tr_pos_of(v), "make its type nominal or ordinal, or give it `bin` or `timeUnit`",
            "a facet by %s shows a view for each value of a continuous field", tr_enc_rows[enc].name);
  view->facets[enc - TR_ENC_ROW] = d;
  return true;
}

static bool read_facets(tr_view *view, const tr_value *facet) {
  const tr_value *row = tr_get(facet, "row"), *column = tr_get(facet, "column");
  if (!row && !column) return read_facet(view, facet, TR_ENC_FACET);
  return read_facet(view, row, TR_ENC_ROW) && read_facet(view, column, TR_ENC_COLUMN);
}

/* Views of views; *IS_ONE says whether this is one. */
static bool read_composed(tr_view *view, bool *is_one) {
  static const char *const lists[] = {"concat", "hconcat", "vconcat"};
  const tr_value *facet = tr_get(view->spec, "facet"), *list = NULL;
  for (int i = 0; i < 3 && !list; i++) list = tr_get(view->spec, lists[i]);
  *is_one = facet || list;
  if (!*is_one) return true;
  view->kind = facet ? TR_VIEW_FACET : TR_VIEW_CONCAT;
  view->given[0] = view->given[1] = (tr_size){0};
  tr_check_resolve(view);
  if (facet) return read_facets(view, facet) && add_children(view, tr_get(view->spec, "spec"), 1);
  if (list->n > 0) return add_children(view, list->items, list->n);
  tr_error(view->chart->ctx, TR_INPUT, tr_pos_of(list), "a list of views", "there is no view to be shown");
  return false;
}

/* Steps are for discrete places; on a continuous one they are dropped. */
static void drop_steps(tr_view *view) {
  for (int side = 0; side < 2; side++) {
    tr_def *d = tr_def_data(view->enc[side ? TR_ENC_Y : TR_ENC_X]);
    if (view->given[side].kind != TR_SIZE_STEP || !d) continue;
    if (d->is_field ? tr_def_is_discrete(d) : !tr_is(d->datum, TR_NUMBER)) continue;
    tr_warn(view->chart->ctx, TR_INPUT, tr_pos_of(tr_get(view->spec, side ? "height" : "width")),
            "steps are for ordinal and nominal fields", "the step of %s is left out: its field is continuous",
            side ? "height" : "width");
    view->given[side] = (tr_size){0};
  }
}

tr_view *tr_view_new(tr_chart *chart, const tr_value *spec, tr_view *parent, const tr_size given[2]) {
  tr_ctx *ctx = chart->ctx;
  tr_view *view = TR_NEW(ctx->doc, tr_view);
  *view = (tr_view){.chart = chart, .spec = spec, .parent = parent};
  view->given[0] = read_size(view, tr_get(spec, "width"), given[0]);
  view->given[1] = read_size(view, tr_get(spec, "height"), given[1]);
  for (int i = 0; i < 2; i++) view->axes[i] = tr_vec_of(ctx->doc, sizeof(tr_axis_cmp *));
  view->legends = tr_vec_of(ctx->doc, sizeof(tr_legend_cmp *));
  view->bins = tr_map_of(ctx->doc);
  view->name = tr_get_string(spec, "name", (tr_str){0});
  const tr_value *layers = tr_get(spec, "layer");
  if (layers) {
    view->kind = TR_VIEW_LAYER;
    tr_check_resolve(view);
    return add_children(view, layers->items, layers->n) ? view : NULL;
  }
  bool is_composed;
  if (!read_composed(view, &is_composed)) return NULL;
  if (is_composed) return view;
  if (!read_mark(view) || !read_encoding(view)) return NULL;
  drop_offsets(view);
  init_filled(view);
  init_mark(view);
  drop_steps(view);
  tr_view_stack(view);
  order_by_colors(view);
  return view;
}

tr_scale_cmp *tr_view_scale(const tr_view *view, tr_enc enc) {
  if (enc == TR_ENC_COUNT) return NULL;
  while (view->merged[enc] && view->parent) view = view->parent;
  return view->scales[enc];
}

tr_scale_cmp *tr_view_scale_around(const tr_view *view, tr_enc enc) {
  while (!view->scales[enc] && !tr_view_is_plot(view)) view = view->parent;
  return tr_view_scale(view, enc);
}

/* --- Bands
 * --------------------------------------------------------------------------------------------------- */

double tr_band_position(const tr_view *view, const tr_def *d, const tr_def *second) {
  if (!d) return NAN;
  if (!isnan(d->band_position)) return d->band_position;
  if (!d->is_field) return NAN;
  if (d->has_unit && !second) /* of the config alone; a mark's own is not looked at */
    return tr_chart_number(view->chart, tr_mark_config(view, "timeUnitBandPosition", NULL), NAN);
  return d->bins ? 0.5 : NAN;
}

bool tr_has_band_end(const tr_view *view, const tr_def *d, const tr_def *second) {
  if (!d || !d->is_field) return false;
  if (!d->bins && !(d->has_unit && d->type == TR_TEMPORAL)) return false;
  return !isnan(tr_band_position(view, d, second));
}
