#include "chart/data/data-priv.h"
#include "chart/scale/scale-priv.h"

#include <math.h>

/* Components to scales, for the size of the build under way. */

/* --- Ranges
 * --------------------------------------------------------------------------------------------------------------
 */

static double size_of(const tr_chart *chart, tr_enc enc) {
  return enc == TR_ENC_Y || enc == TR_ENC_Y_OFFSET ? chart->height : chart->width;
}

static void range_of(tr_ctx *ctx, tr_scale_spec *spec, double a, double b) {
  tr_value *values = TR_NEW_N(ctx->scene, tr_value, 2);
  values[0] = tr_make_number(a);
  values[1] = tr_make_number(b);
  spec->range = values;
  spec->n_range = 2;
}

/* "width" and "height" in a range are the view's. */
static void given_range(tr_chart *chart, const tr_value *values, tr_scale_spec *spec) {
  tr_value *items = TR_NEW_N(chart->ctx->scene, tr_value, values->n);
  for (uint32_t i = 0; i < values->n; i++) {
    tr_str s = tr_string(&values->items[i]);
    items[i] = tr_chart_value(chart, &values->items[i]); /* may depend on the size */
    if (tr_str_is(s, "width")) items[i] = tr_make_number(chart->width);
    if (tr_str_is(s, "height")) items[i] = tr_make_number(chart->height);
  }
  spec->range = items;
  spec->n_range = values->n;
}

/* The values of a field, each once, in the order of the channel's own. */
static void field_range(tr_view *view, const tr_scale_cmp *c, tr_str field, tr_scale_spec *spec) {
  tr_view *unit = tr_scale_unit(view, c);
  const tr_def *d = tr_def_field(unit->enc[c->enc]);
  tr_scale_spec values = {0};
  tr_scale_cmp range = {.type = c->type, .domains = tr_vec_of(view->chart->ctx->scene, sizeof(tr_domain))};
  *(tr_domain *)tr_vec_push(&range.domains) = (tr_domain){
      .kind = TR_DOMAIN_FIELD,
      .view = unit,
      .column = field,
      .sort = {.sorts = d, .by_field = d, .op = TR_S("min"), .field = d ? d->column : (tr_str){0}}};
  if (!tr_discrete_domain(view->chart->ctx, &range, &values)) return;
  spec->range = values.domain;
  spec->n_range = values.n_domain;
}

static void scheme_range(tr_chart *chart, const tr_value *v, tr_scale_spec *spec) {
  const tr_value *name = tr_is(v, TR_OBJECT) ? tr_get(v, tr_get(v, "name") ? "name" : "scheme") : v;
  const tr_value *extent = tr_get(v, "extent");
  spec->scheme = tr_string(name);
  if (tr_is(name, TR_ARRAY)) {
    spec->colors = name->items;
    spec->n_colors = name->n;
  }
  spec->scheme_count = (size_t)fmax(0, tr_chart_number(chart, tr_get(v, "count"), 0));
  spec->has_extent = tr_is(extent, TR_ARRAY) && extent->n == 2;
  for (uint32_t i = 0; spec->has_extent && i < 2; i++)
    spec->extent[i] = tr_chart_number(chart, &extent->items[i], i);
  spec->at = tr_pos_of(v);
}

/* What the config's `range` has under a name; one of its ranges may stand for another. */
static const tr_value *config_range(tr_chart *chart, tr_str name) {
  const tr_value *v = NULL;
  for (int step = 0; step < 8; step++) { /* names may go round */
    v = tr_get_s(tr_get(&chart->config, "range"), name);
    if (!v) v = tr_get_s(tr_get(chart->vega, "range"), name);
    if (!tr_is(v, TR_STRING)) break;
    tr_str next = tr_string(v);
    if (!tr_get_s(tr_get(&chart->config, "range"), next) && !tr_get_s(tr_get(chart->vega, "range"), next))
      break;
    name = next;
  }
  return v;
}

static void named_range(tr_chart *chart, tr_str name, tr_scale_spec *spec) {
  const tr_value *found = config_range(chart, name);
  tr_value plain = tr_chart_value(chart, found);
  const tr_value *v = tr_is(&plain, TR_ARRAY) && !tr_is(found, TR_ARRAY) ? &plain : found;
  if (tr_is(v, TR_ARRAY))
    given_range(chart, v, spec);
  else if (tr_is(v, TR_OBJECT) && tr_get(v, "scheme"))
    scheme_range(chart, v, spec);
  else if (tr_is(v, TR_STRING))
    scheme_range(chart, v, spec);
  else
    spec->scheme = name;
}

static double padding_of(const tr_scale_cmp *c, const char *name, double fallback) {
  const tr_value *v = tr_split_get(&c->props, name);
  if (!v) v = tr_split_get(&c->props, "padding");
  return tr_is(v, TR_NUMBER) ? v->number : fallback;
}

static double count_of(tr_ctx *ctx, const tr_scale_cmp *c) {
  tr_scale_spec spec = {0};
  return tr_discrete_domain(ctx, c, &spec) ? (double)spec.n_domain : 0;
}

static double space_of(tr_ctx *ctx, const tr_scale_cmp *c) {
  bool point = c->type->kind == TR_SCALE_POINT;
  return tr_band_space(count_of(ctx, c), point ? 1 : padding_of(c, "paddingInner", 0),
                       padding_of(c, "paddingOuter", 0));
}

/* Px a band of a position scale takes, where its offset bands have the step. */
static double step_of(tr_view *view, const tr_scale_cmp *c) {
  if (!c->range.step_is_offset) return c->range.step;
  const tr_view *unit = tr_scale_unit(view, c);
  const tr_scale_cmp *offset = tr_view_scale(unit, c->enc == TR_ENC_X ? TR_ENC_X_OFFSET : TR_ENC_Y_OFFSET);
  if (!offset) return c->range.step;
  tr_ctx *ctx = view->chart->ctx;
  double n = offset->type->kind == TR_SCALE_BAND ? space_of(ctx, offset) : count_of(ctx, offset);
  return c->range.step * n / (1 - padding_of(c, "paddingInner", 0));
}

static void band_range(tr_view *view, const tr_scale_cmp *c, tr_scale_spec *spec) {
  bool y = c->enc == TR_ENC_Y_OFFSET;
  const tr_view *unit = tr_scale_unit(view, c);
  tr_scale_cmp *place = tr_view_scale(unit, y ? TR_ENC_Y : TR_ENC_X);
  double width = 0, start = 0;
  if (place && place->scale) width = tr_scale_bandwidth(place->scale);
  const tr_def *d = unit->enc[y ? TR_ENC_Y : TR_ENC_X];
  if (place && place->scale && width == 0 && d && d->has_unit) {
    double first =
        tr_timeunit_floor(&d->unit, view->chart->env.zone, tr_scale_domain_end(place->scale, false));
    double next = tr_timeunit_end(&d->unit, view->chart->env.zone, first);
    double whole = tr_scale_number_of(place->scale, next) - tr_scale_number_of(place->scale, first);
    const tr_value *pad = tr_config(view->chart, "scale", "bandWithNestedOffsetPaddingInner");
    double padding = tr_is(pad, TR_NUMBER) ? pad->number : 0, at = tr_band_position(unit, d, NULL) - 0.5;
    start = (padding / 2 + (isnan(at) ? 0 : at)) * whole;
    width = (1 - padding / 2 + (isnan(at) ? 0 : at)) * whole;
  }
  bool down = y && tr_scale_is_continuous(c->type);
  range_of(view->chart->ctx, spec, down ? width : start, down ? start : width);
}

/* Px a bin takes along a side; the config's step where the side has no bins. */
static double bin_step(const tr_view *unit, int side) {
  const tr_def *d = tr_def_field(unit->enc[side ? TR_ENC_Y : TR_ENC_X]);
  const tr_bins *bins = d && d->bins ? tr_map_get(&unit->bins, d->column) : NULL;
  const tr_chart *chart = unit->chart;
  if (bins && isfinite(bins->start))
    return (side ? chart->height : chart->width) / ((bins->stop - bins->start) / bins->step);
  return unit->given[side].kind == TR_SIZE_STEP ? unit->given[side].step : tr_discrete_step(chart, side);
}

static void set_range(tr_view *view, const tr_scale_cmp *c, tr_scale_spec *spec) {
  tr_chart *chart = view->chart;
  const tr_range *r = &c->range;
  double size = size_of(chart, c->enc);
  bool down = c->enc == TR_ENC_Y && tr_scale_is_continuous(c->type);
  switch (r->way) {
  case TR_RANGE_GIVEN:
    if (tr_is(r->values, TR_OBJECT))
      field_range(view, c, tr_get_string(r->values, "field", (tr_str){0}), spec);
    else
      given_range(chart, r->values, spec);
    break;
  case TR_RANGE_STEP:
    /* A chart that is told its size spreads its steps over it. */
    if (tr_enc_is_xy(c->enc) && tr_plot_spreads(chart->plot, c->enc == TR_ENC_Y))
      range_of(chart->ctx, spec, 0, size);
    else
      spec->range_step =
          tr_enc_is_xy(c->enc) ? step_of(view, c) * chart->stretch[c->enc == TR_ENC_Y] : r->step;
    break;
  case TR_RANGE_BINS: {
    const tr_view *unit = tr_scale_unit(view, c);
    double most = 0.95 * fmin(bin_step(unit, 0), bin_step(unit, 1));
    range_of(chart->ctx, spec, r->values->items[0].number, most * most);
    break;
  }
  case TR_RANGE_SIZE: range_of(chart->ctx, spec, down ? size : 0, down ? 0 : size); break;
  case TR_RANGE_BAND: band_range(view, c, spec); break;
  case TR_RANGE_BAND_CENTER:
    range_of(chart->ctx, spec, down ? size / 2 : -size / 2, down ? -size / 2 : size / 2);
    break;
  case TR_RANGE_NAMED: named_range(chart, r->name, spec); break;
  case TR_RANGE_SCHEME: scheme_range(chart, r->values, spec); break;
  case TR_RANGE_RADIUS: range_of(chart->ctx, spec, 0, fmin(chart->width, chart->height) / 2); break;
  }
}

/* --- Properties
 * ------------------------------------------------------------------------------------------------------------
 */

static double number_prop(const tr_scale_cmp *c, const char *name) {
  const tr_value *v = tr_split_get(&c->props, name);
  return tr_is(v, TR_NUMBER) || tr_is(v, TR_DATE) ? v->number : NAN;
}

static bool flag_prop(const tr_scale_cmp *c, const char *name, bool fallback) {
  const tr_value *v = tr_split_get(&c->props, name);
  return v ? tr_truthy(v) : fallback;
}

static double end_prop(tr_chart *chart, const tr_scale_cmp *c, const char *name) {
  const tr_value *v = tr_split_get(&c->props, name);
  double ms;
  if (v && (tr_scale_is_time(c->type) || tr_is(v, TR_OBJECT)) && tr_datetime_value(chart, v, &ms)) return ms;
  return number_prop(c, name);
}

static void set_nice(const tr_scale_cmp *c, tr_scale_spec *spec) {
  const tr_value *v = tr_split_get(&c->props, "nice");
  spec->nice_count = (tr_tick_count){.count = NAN, .min_step = NAN};
  spec->nice = v && tr_truthy(v);
  if (tr_is(v, TR_NUMBER)) spec->nice_count.count = v->number;
  if (tr_is(v, TR_STRING)) spec->nice_count.interval = tr_string(v);
  if (!tr_is(v, TR_OBJECT)) return;
  spec->nice_count.interval = tr_get_string(v, "interval", (tr_str){0});
  spec->nice_count.step = tr_get_number(v, "step", 1);
}

/* The bins of the first view that has some on this scale. */
static const tr_bins *bins_in(tr_view *view, const tr_scale_cmp *c) {
  const tr_bins *bins = NULL;
  for (size_t i = 0; i < view->n_children && !bins; i++) bins = bins_in(view->children[i], c);
  if (view->n_children > 0 || tr_view_scale(view, c->enc) != c) return bins;
  const tr_def *d = tr_def_field(view->enc[c->enc]);
  return d && d->bins ? tr_map_get(&view->bins, d->column) : NULL;
}

static void set_bins(tr_chart *chart, const tr_scale_cmp *c, tr_scale_spec *spec) {
  const tr_value *given = tr_split_get(&c->props, "bins");
  const tr_bins *bins = bins_in(c->owner, c);
  tr_bins own = {NAN, NAN, NAN};
  if (tr_is(given, TR_ARRAY)) {
    double *x = TR_NEW_N(chart->ctx->scene, double, given->n);
    for (uint32_t i = 0; i < given->n; i++) x[i] = tr_to_number(&given->items[i]);
    spec->bins = x;
    spec->n_bins = given->n;
    return;
  }
  if (tr_is(given, TR_OBJECT)) {
    own.step = tr_chart_number(chart, tr_get(given, "step"), NAN);
    own.start =
        tr_chart_number(chart, tr_get(given, "start"), spec->n_domain ? tr_to_number(&spec->domain[0]) : NAN);
    own.stop = tr_chart_number(chart, tr_get(given, "stop"),
                               spec->n_domain ? tr_to_number(&spec->domain[spec->n_domain - 1]) : NAN);
    bins = &own;
  }
  if (!bins || !(bins->step > 0) || !tr_scale_is_continuous(c->type)) return;
  double n = floor((bins->stop - bins->start) / bins->step + 0.5) + 1;
  if (!(n >= 1) || !tr_within(chart->ctx, TR_LIMIT_TICKS, n, c->at)) return;
  double *x = TR_NEW_N(chart->ctx->scene, double, (size_t)n);
  for (size_t i = 0; i < (size_t)n; i++) x[i] = bins->start + bins->step * (double)i;
  spec->bins = x;
  spec->n_bins = (size_t)n;
}

/* A domain that is taken as it is, before all others: of an expression or a selection. */
static void set_raw_domain(tr_chart *chart, const tr_scale_cmp *c, tr_scale_spec *spec) {
  const tr_value *v = tr_split_get(&c->props, "domainRaw");
  double ms;
  if (!tr_is(v, TR_ARRAY) || v->n == 0) return;
  tr_value *values = TR_NEW_N(chart->ctx->scene, tr_value, v->n);
  for (uint32_t i = 0; i < v->n; i++) {
    values[i] = tr_chart_value(chart, &v->items[i]);
    if (tr_scale_is_time(c->type) && tr_datetime_value(chart, &values[i], &ms)) values[i] = tr_make_date(ms);
  }
  spec->domain = values;
  spec->n_domain = v->n;
  spec->domain_min = spec->domain_max = spec->domain_mid = NAN;
  spec->zero = spec->nice = false;
  if (c->type->family == TR_SCALE_CONTINUOUS) spec->padding = NAN;
}

tr_scale *tr_scale_build(tr_view *view, tr_scale_cmp *c) {
  tr_chart *chart = view->chart;
  bool line = c->type->family == TR_SCALE_CONTINUOUS;
  bool zero_by_default =
      c->type->kind == TR_SCALE_LINEAR || c->type->kind == TR_SCALE_POW || c->type->kind == TR_SCALE_SQRT;
  const tr_value *interpolate = tr_split_get(&c->props, "interpolate");
  tr_scale_spec spec = {.type = c->type,
                        .domain_min = end_prop(chart, c, "domainMin"),
                        .domain_max = end_prop(chart, c, "domainMax"),
                        .domain_mid = number_prop(c, "domainMid"),
                        .clamp = flag_prop(c, "clamp", false),
                        .round = flag_prop(c, "round", false),
                        .reverse = flag_prop(c, "reverse", false),
                        .padding = number_prop(c, "padding"),
                        .padding_inner = number_prop(c, "paddingInner"),
                        .padding_outer = number_prop(c, "paddingOuter"),
                        .align = number_prop(c, "align"),
                        .exponent = number_prop(c, "exponent"),
                        .base = number_prop(c, "base"),
                        .constant = number_prop(c, "constant"),
                        .range_step = NAN,
                        .gamma = NAN,
                        .zone = chart->env.zone,
                        .at = c->at};
  spec.interpolate = tr_is(interpolate, TR_OBJECT) ? tr_get_string(interpolate, "type", (tr_str){0})
                                                   : tr_string(interpolate);
  spec.gamma = tr_get_number(interpolate, "gamma", NAN);
  set_nice(c, &spec);
  if (tr_scale_is_discrete(c->type)) {
    if (!tr_discrete_domain(chart->ctx, c, &spec)) return NULL;
  } else {
    tr_number_domain(chart->ctx, c, &spec);
  }
  set_bins(chart, c, &spec);
  spec.zero = (line || c->type->kind == TR_SCALE_QUANTIZE) &&
              flag_prop(c, "zero", zero_by_default && spec.n_bins == 0);
  set_raw_domain(chart, c, &spec);
  set_range(view, c, &spec);
  c->scale = tr_scale_new(chart->ctx, &spec);
  return c->scale;
}

bool tr_domain_has_zero(const tr_scale_cmp *c, bool *maybe) {
  *maybe = false;
  if (c->type->kind == TR_SCALE_LOG || tr_scale_is_time(c->type)) return false;
  const tr_value *zero = tr_split_get(&c->props, "zero");
  if (tr_is(zero, TR_BOOL) && zero->boolean) return true;
  *maybe = true;
  return false;
}

double tr_scale_span(tr_view *view, const tr_scale_cmp *c) {
  return space_of(view->chart->ctx, c) * step_of(view, c);
}
