#include "chart/scale/scale-priv.h"

#include <math.h>

static bool is_mark(const tr_view *view, const char *name) {
  return tr_str_is(tr_str_z(view->mark->name), name);
}

static const tr_value *numbers(tr_view *view, double a, double b) {
  tr_ctx *ctx = view->chart->ctx;
  tr_value *items = TR_NEW_N(ctx->doc, tr_value, 2), *array = TR_NEW(ctx->doc, tr_value);
  items[0] = tr_make_number(a);
  items[1] = tr_make_number(b);
  *array = tr_make_array(items, 2);
  return array;
}

static double config_number(const tr_view *view, const char *name, double fallback) {
  return tr_chart_number(view->chart, tr_config(view->chart, "scale", name), fallback);
}

/* --- What was specified
 * ------------------------------------------------------------------------------------------ */

static tr_range given_range(tr_view *view, tr_enc enc, const tr_value *range) {
  tr_range out = {.way = TR_RANGE_GIVEN, .is_explicit = true, .is_set = true};
  tr_value *v = TR_NEW(view->chart->ctx->doc, tr_value);
  *v = tr_chart_value(view->chart, range);
  out.values = v;
  if (tr_is(v, TR_STRING)) {
    out.way = TR_RANGE_NAMED;
    out.name = tr_string(v);
  }
  (void)enc;
  return out;
}

/* The range that a channel's own `scale` gives; is_set false where it gives none. */
static tr_range specified(tr_view *view, tr_enc enc) {
  const tr_value *range = tr_scale_given(view, enc, "range"), *scheme = tr_scale_given(view, enc, "scheme");
  if (range) return given_range(view, enc, range);
  if (!scheme) return (tr_range){0};
  tr_value *v = TR_NEW(view->chart->ctx->doc, tr_value);
  *v = tr_chart_value(view->chart, scheme);
  return (tr_range){.way = TR_RANGE_SCHEME, .is_explicit = true, .is_set = true, .values = v};
}

/* A step of the view's size, for discrete places. */
static tr_range by_step(tr_view *view, tr_enc enc, const tr_size *size, bool is_explicit) {
  tr_range out = {.way = TR_RANGE_STEP, .is_explicit = is_explicit, .is_set = true, .step = size->step};
  tr_enc offset = tr_enc_is_xy(enc) ? tr_enc_rows[enc].offset : TR_ENC_COUNT;
  const tr_def *d = offset != TR_ENC_COUNT ? tr_def_data(view->enc[offset]) : NULL;
  out.step_is_offset = d && tr_def_is_discrete(d) && !size->step_is_position;
  return out;
}

static bool side_of(tr_enc enc) { return enc == TR_ENC_Y || enc == TR_ENC_Y_OFFSET; }

static tr_range from_size(tr_view *view, tr_enc enc, const tr_scale_type *type) {
  const tr_size *size = &view->given[side_of(enc)];
  if (size->kind != TR_SIZE_STEP) return (tr_range){0};
  if (tr_enc_is_xy(enc)) return tr_scale_is_discrete(type) ? by_step(view, enc, size, true) : (tr_range){0};
  if (enc != TR_ENC_X_OFFSET && enc != TR_ENC_Y_OFFSET) return (tr_range){0};
  bool for_offset = !size->step_is_position && tr_scale_is_discrete(type);
  const tr_scale_cmp *place = tr_view_scale(view, enc == TR_ENC_X_OFFSET ? TR_ENC_X : TR_ENC_Y);
  if (!for_offset || !place || place->type->kind != TR_SCALE_BAND) return (tr_range){0};
  return (tr_range){.way = TR_RANGE_STEP, .is_explicit = true, .is_set = true, .step = size->step};
}

/* --- Defaults
 * ------------------------------------------------------------------------------------------------------ */

static tr_range place_range(tr_view *view, tr_enc enc, const tr_scale_type *type) {
  tr_size size = view->given[side_of(enc)];
  if (size.kind == TR_SIZE_UNSET) size = tr_discrete_size(view->chart, side_of(enc));
  if (tr_scale_is_banded(type) && size.kind == TR_SIZE_STEP) return by_step(view, enc, &size, false);
  return (tr_range){.way = TR_RANGE_SIZE, .is_set = true};
}

static tr_range offset_range(tr_view *view, tr_enc enc, const tr_scale_type *type) {
  tr_enc place = enc == TR_ENC_X_OFFSET ? TR_ENC_X : TR_ENC_Y;
  const tr_scale_cmp *c = tr_view_scale(view, place);
  if (!c) return (tr_range){.way = TR_RANGE_BAND_CENTER, .is_set = true};
  tr_size size = view->given[side_of(enc)];
  if (size.kind == TR_SIZE_UNSET) size = tr_discrete_size(view->chart, side_of(enc));
  bool step = c->type->kind == TR_SCALE_BAND && size.kind == TR_SIZE_STEP && !size.step_is_position;
  if (step && tr_scale_is_discrete(type))
    return (tr_range){.way = TR_RANGE_STEP, .is_set = true, .step = size.step};
  return (tr_range){.way = TR_RANGE_BAND, .is_set = true};
}

static double least_step(tr_view *view) {
  double step[2];
  for (int side = 0; side < 2; side++)
    step[side] =
        view->given[side].kind == TR_SIZE_STEP ? view->given[side].step : tr_discrete_step(view->chart, side);
  return fmin(step[0], step[1]);
}

/* Points on bins are as large as a bin lets them be, once the view's size is known (chart/scale-build.c). */
static bool is_binned_size(const tr_view *view) {
  const tr_def *x = tr_def_field(view->enc[TR_ENC_X]), *y = tr_def_field(view->enc[TR_ENC_Y]);
  return (x && x->bins) || (y && y->bins);
}

static tr_range size_range(tr_view *view) {
  double low = config_number(view, "minSize", 4), high;
  if (is_mark(view, "bar") || is_mark(view, "tick")) {
    low = config_number(view, "minBandSize", 2);
    high = config_number(view, "maxBandSize", least_step(view) - 1);
  } else if (is_mark(view, "line") || is_mark(view, "trail") || is_mark(view, "rule")) {
    low = config_number(view, "minStrokeWidth", 1);
    high = config_number(view, "maxStrokeWidth", 4);
  } else if (is_mark(view, "text")) {
    low = config_number(view, "minFontSize", 8);
    high = config_number(view, "maxFontSize", 40);
  } else {
    high = config_number(view, "maxSize", pow(0.95 * least_step(view), 2));
  }
  bool bins = is_binned_size(view) && !tr_config(view->chart, "scale", "maxSize");
  bool symbol = is_mark(view, "point") || is_mark(view, "circle") || is_mark(view, "square");
  return (tr_range){.way = bins && symbol ? TR_RANGE_BINS : TR_RANGE_GIVEN,
                    .is_set = true,
                    .values = numbers(view, low, high)};
}

/* Discretizing scales take as many values as they have groups, evenly from low to high. */
static void spread(tr_view *view, tr_enc enc, const tr_scale_type *type, tr_range *range) {
  if (type->family != TR_SCALE_DISCRETIZING || range->way != TR_RANGE_GIVEN ||
      !tr_is(range->values, TR_ARRAY) || range->values->n != 2)
    return;
  const tr_value *domain = tr_scale_given(view, enc, "domain");
  double count = type->kind == TR_SCALE_QUANTILE ? config_number(view, "quantileCount", 4)
                                                 : config_number(view, "quantizeCount", 4);
  if (type->kind == TR_SCALE_THRESHOLD) count = tr_is(domain, TR_ARRAY) ? domain->n + 1 : 3;
  double low = range->values->items[0].number, high = range->values->items[1].number;
  /* As Vega's sequence(low, high + step, step), which rounding may make one longer. */
  double step = (high - low) / (fmax(2, count) - 1);
  size_t n = step != 0 ? (size_t)ceil((high + step - low) / step) : (size_t)fmax(2, count);
  tr_value *items = TR_NEW_N(view->chart->ctx->doc, tr_value, n),
           *array = TR_NEW(view->chart->ctx->doc, tr_value);
  for (size_t i = 0; i < n; i++) items[i] = tr_make_number(low + (double)i * step);
  *array = tr_make_array(items, n);
  range->values = array;
}

static tr_range color_range(tr_view *view, tr_enc enc, const tr_def *d, const tr_scale_type *type) {
  tr_range out = {.way = TR_RANGE_NAMED, .is_set = true};
  if (type->kind == TR_SCALE_ORDINAL)
    out.name = d->type == TR_NOMINAL ? TR_S("category") : TR_S("ordinal");
  else if (tr_scale_given(view, enc, "domainMid"))
    out.name = TR_S("diverging");
  else
    out.name = is_mark(view, "rect") || is_mark(view, "geoshape") ? TR_S("heatmap") : TR_S("ramp");
  return out;
}

static const tr_value *dashes(tr_view *view) {
  static const double lengths[5][4] = {{1, 0, -1}, {4, 2, -1}, {2, 1, -1}, {1, 1, -1}, {1, 2, 4, 2}};
  tr_arena *arena = view->chart->ctx->doc;
  tr_value *items = TR_NEW_N(arena, tr_value, 5), *array = TR_NEW(arena, tr_value);
  for (int i = 0; i < 5; i++) {
    size_t n = 0;
    tr_value *dash = TR_NEW_N(arena, tr_value, 4);
    while (n < 4 && lengths[i][n] >= 0) {
      dash[n] = tr_make_number(lengths[i][n]);
      n++;
    }
    items[i] = tr_make_array(dash, n);
  }
  *array = tr_make_array(items, 5);
  return array;
}

static tr_range default_range(tr_view *view, tr_enc enc, const tr_def *d, const tr_scale_type *type) {
  tr_range out = {.way = TR_RANGE_GIVEN, .is_set = true};
  switch (enc) {
  case TR_ENC_X:
  case TR_ENC_Y: return place_range(view, enc, type);
  case TR_ENC_X_OFFSET:
  case TR_ENC_Y_OFFSET: return offset_range(view, enc, type);
  case TR_ENC_SIZE: out = size_range(view); break;
  case TR_ENC_THETA: out.values = numbers(view, 0, 2 * M_PI); break;
  case TR_ENC_ANGLE: out.values = numbers(view, 0, 360); break;
  case TR_ENC_RADIUS: out.way = TR_RANGE_RADIUS; break;
  case TR_ENC_STROKE_WIDTH:
    out.values =
        numbers(view, config_number(view, "minStrokeWidth", 1), config_number(view, "maxStrokeWidth", 4));
    break;
  case TR_ENC_OPACITY:
  case TR_ENC_FILL_OPACITY:
  case TR_ENC_STROKE_OPACITY:
    out.values =
        numbers(view, config_number(view, "minOpacity", 0.3), config_number(view, "maxOpacity", 0.8));
    break;
  case TR_ENC_STROKE_DASH: out.values = dashes(view); break;
  case TR_ENC_TIME: { /* ms a frame */
    double frames = tr_chart_number(view->chart, tr_config(view->chart, "scale", "framesPerSecond"), 2);
    out = (tr_range){.way = TR_RANGE_STEP, .is_set = true, .step = 1000 / frames};
    break;
  }
  case TR_ENC_SHAPE:
    out.way = TR_RANGE_NAMED;
    out.name = TR_S("symbol");
    break;
  case TR_ENC_COLOR:
  case TR_ENC_FILL:
  case TR_ENC_STROKE: return color_range(view, enc, d, type);
  case TR_ENC_X2:
  case TR_ENC_Y2:
  case TR_ENC_THETA2:
  case TR_ENC_RADIUS2:
  case TR_ENC_DETAIL:
  case TR_ENC_KEY:
  case TR_ENC_TEXT:
  case TR_ENC_TOOLTIP:
  case TR_ENC_HREF:
  case TR_ENC_URL:
  case TR_ENC_DESCRIPTION:
  case TR_ENC_ORDER:
  case TR_ENC_LONGITUDE:
  case TR_ENC_LATITUDE:
  case TR_ENC_LONGITUDE2:
  case TR_ENC_LATITUDE2:
  case TR_ENC_ROW:
  case TR_ENC_COLUMN:
  case TR_ENC_FACET:
  case TR_ENC_QUALIFIER:
  case TR_ENC_STATUS:
  case TR_ENC_COUNT: break;
  }
  if (enc == TR_ENC_SIZE) spread(view, enc, type, &out);
  return out;
}

static tr_value expression(const tr_view *view, const char *text) {
  tr_value object = tr_make_object(NULL, 0);
  return tr_with(view->chart->ctx->doc, &object, "expr", tr_make_string(tr_str_z(text)));
}

/* rangeMin and rangeMax replace one end of a default range of two. */
static void set_ends(tr_view *view, tr_enc enc, tr_range *range) {
  const tr_value *low = tr_scale_given(view, enc, "rangeMin"), *high = tr_scale_given(view, enc, "rangeMax");
  if (!low && !high) return;
  tr_value *items = TR_NEW_N(view->chart->ctx->doc, tr_value, 2),
           *array = TR_NEW(view->chart->ctx->doc, tr_value);
  bool sized = range->way == TR_RANGE_SIZE, radius = range->way == TR_RANGE_RADIUS;
  bool pair = range->way == TR_RANGE_GIVEN && tr_is(range->values, TR_ARRAY) && range->values->n == 2;
  if (!sized && !radius && !pair) return;
  bool down = sized && enc == TR_ENC_Y;
  tr_value size = tr_make_string(down ? TR_S("height") : TR_S("width"));
  if (radius) size = expression(view, "min(width,height)/2");
  items[0] = pair ? range->values->items[0] : down ? size : tr_make_number(0);
  items[1] = pair ? range->values->items[1] : down ? tr_make_number(0) : size;
  if (low) items[0] = *low;
  if (high) items[1] = *high;
  *array = tr_make_array(items, 2);
  *range = (tr_range){.way = TR_RANGE_GIVEN, .is_explicit = true, .is_set = true, .values = array};
}

static void unit_ranges(tr_view *view) {
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    tr_scale_cmp *c = view->scales[e];
    if (!c) continue;
    const tr_scale_type *type = tr_view_scale(view, (tr_enc)e)->type;
    c->range = specified(view, (tr_enc)e);
    if (!c->range.is_set) c->range = from_size(view, (tr_enc)e, type);
    if (c->range.is_set) continue;
    c->range = default_range(view, (tr_enc)e, tr_def_data(view->enc[e]), type);
    set_ends(view, (tr_enc)e, &c->range);
  }
}

static bool beats(const tr_range *child, const tr_range *mine) {
  if (!mine->is_set || child->is_explicit != mine->is_explicit) return !mine->is_set || child->is_explicit;
  return child->way == TR_RANGE_STEP && mine->way == TR_RANGE_STEP && child->step > mine->step;
}

void tr_parse_ranges(tr_view *view) {
  if (view->kind == TR_VIEW_UNIT) {
    unit_ranges(view);
    return;
  }
  for (size_t i = 0; i < view->n_children; i++) tr_parse_ranges(view->children[i]);
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    for (size_t i = 0; view->scales[e] && i < view->n_children; i++) {
      const tr_scale_cmp *child = view->children[i]->scales[e];
      if (child && child->range.is_set && beats(&child->range, &view->scales[e]->range))
        view->scales[e]->range = child->range;
    }
  }
}
