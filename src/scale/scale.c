#include "scale/scale-priv.h"

#include "base/number.h"

#include <math.h>

bool tr_is_logarithmic(const tr_scale *s) {
  return s->type->kind == TR_SCALE_LOG || s->type->kind == TR_SCALE_SYMLOG;
}

bool tr_is_temporal(const tr_scale *s) {
  return s->type->kind == TR_SCALE_TIME || s->type->kind == TR_SCALE_UTC;
}

static bool is_banded(const tr_scale_type *type) {
  return type->kind == TR_SCALE_BAND || type->kind == TR_SCALE_POINT;
}

double tr_plain_number(const tr_value *v) {
  switch ((tr_kind)v->kind) {
  case TR_NUMBER:
  case TR_DATE: return v->number;
  case TR_BOOL: return v->boolean ? 1 : 0;
  case TR_STRING: return tr_num_from_js(tr_string(v));
  case TR_NULL: return 0;
  case TR_ARRAY:
  case TR_OBJECT:
  case TR_UNDEFINED:
  case TR_REGEXP: break;
  }
  return NAN;
}

tr_str tr_scale_key(tr_arena *arena, const tr_value *v) {
  tr_buf b = tr_buf_of(arena);
  if (v->kind == TR_DATE) { /* d3 keys dates by their time value */
    tr_buf_add_char(&b, (char)('0' + TR_NUMBER));
    tr_buf_number(&b, v->number);
    return tr_buf_str(&b);
  }
  tr_buf_add_char(&b, (char)('0' + v->kind));
  if (v->kind == TR_STRING)
    tr_buf_add(&b, tr_string(v));
  else
    tr_json_write(&b, v);
  return tr_buf_str(&b);
}

size_t tr_scale_find(const tr_scale *s, const tr_value *v) {
  if (!v) return SIZE_MAX;
  size_t found = (size_t)(uintptr_t)tr_map_get(&s->index, tr_scale_key(s->arena, v));
  return found > 0 ? found - 1 : SIZE_MAX;
}

/* --- Domain --------------------------------------------------------------------------------------------- */

static void set_discrete_domain(tr_scale *s, const tr_scale_spec *spec) {
  s->index = tr_map_of(s->arena);
  s->values = TR_NEW_N(s->arena, tr_value, spec->n_domain);
  for (size_t i = 0; i < spec->n_domain; i++) {
    tr_str key = tr_scale_key(s->arena, &spec->domain[i]);
    if (tr_map_has(&s->index, key)) continue;
    s->values[s->n_domain++] = spec->domain[i];
    tr_map_put(&s->index, key, (void *)(uintptr_t)s->n_domain);
  }
}

static void add_middle(tr_scale *s, double mid) {
  size_t n = s->n_domain, at = n - 1;
  if (mid > s->domain[n - 1]) at = n;
  if (mid < s->domain[0]) at = 0;
  double *wider = TR_NEW_N(s->arena, double, n + 1);
  for (size_t i = 0; i <= n; i++) wider[i] = i < at ? s->domain[i] : i == at ? mid : s->domain[i - 1];
  s->domain = wider;
  s->n_domain = n + 1;
}

/* Widens the domain so that PAD px stay free at both ends of the range. */
static void pad_domain(tr_scale *s, const tr_scale_spec *spec) {
  if (spec->n_range < 2) return;
  double first = tr_plain_number(&spec->range[0]), last = tr_plain_number(&spec->range[spec->n_range - 1]);
  double span = fabs(last - first), factor = span / (span - 2 * spec->padding);
  double *d = s->domain, *e = &s->domain[s->n_domain - 1];
  double a = s->type->straighten ? s->type->straighten(s, *d) : *d;
  double b = s->type->straighten ? s->type->straighten(s, *e) : *e;
  double middle = (a + b) / 2, low = middle + (a - middle) * factor, high = middle + (b - middle) * factor;
  if (!isfinite(low) || !isfinite(high)) return;
  *d = s->type->bend ? s->type->bend(s, low) : low;
  *e = s->type->bend ? s->type->bend(s, high) : high;
}

static void nice_domain(tr_scale *s, const tr_scale_spec *spec) {
  double ends[2] = {s->domain[0], s->domain[s->n_domain - 1]};
  if (!isfinite(ends[0]) || !isfinite(ends[1])) return;
  if (tr_is_temporal(s))
    tr_time_nice(s, ends, &spec->nice_count);
  else if (s->type->nice)
    s->type->nice(s, ends, isnan(spec->nice_count.count) ? 10 : spec->nice_count.count);
  s->domain[0] = ends[0];
  s->domain[s->n_domain - 1] = ends[1];
}

static void box_domain(tr_scale *s) {
  s->values = TR_NEW_N(s->arena, tr_value, s->n_domain);
  for (size_t i = 0; i < s->n_domain; i++)
    s->values[i] = tr_is_temporal(s) ? tr_make_date(s->domain[i]) : tr_make_number(s->domain[i]);
}

static void set_number_domain(tr_scale *s, const tr_scale_spec *spec) {
  bool from_bins = spec->n_domain == 0 && s->type->kind == TR_SCALE_BIN_ORDINAL;
  s->n_domain = from_bins ? spec->n_bins : spec->n_domain;
  s->domain = TR_NEW_N(s->arena, double, s->n_domain + 1);
  for (size_t i = 0; i < s->n_domain; i++)
    s->domain[i] = from_bins ? spec->bins[i] : tr_plain_number(&spec->domain[i]);
  if (s->n_domain == 0) return;
  double *first = &s->domain[0], *last = &s->domain[s->n_domain - 1];
  if (spec->zero) {
    if (*first > 0) *first = 0;
    if (*last < 0 && s->n_domain > 1) *last = 0;
  }
  if (!isnan(spec->domain_min)) *first = spec->domain_min;
  if (!isnan(spec->domain_max)) *last = spec->domain_max;
  if (!isfinite(*first) || !isfinite(*last)) { /* there was no value, and nothing else said an end */
    s->n_domain = 0;
    return;
  }
  if (!isnan(spec->domain_mid)) add_middle(s, spec->domain_mid);
  bool is_line = s->type->family == TR_SCALE_CONTINUOUS;
  if (is_line && spec->padding > 0 && s->domain[0] != s->domain[s->n_domain - 1]) pad_domain(s, spec);
  if (spec->nice && s->n_domain > 1) nice_domain(s, spec);
  box_domain(s);
}

/* --- Range ---------------------------------------------------------------------------------------------- */

static size_t mirrored(size_t i, size_t n, bool reverse) { return reverse ? n - 1 - i : i; }

static bool set_colors(tr_ctx *ctx, tr_scale *s, const tr_value *values, size_t n, bool reverse, tr_pos at) {
  s->range_kind = TR_RANGE_COLORS;
  s->n_range = n;
  s->colors = TR_NEW_N(s->arena, tr_color, n);
  for (size_t i = 0; i < n; i++) {
    const tr_value *v = &values[mirrored(i, n, reverse)];
    if (tr_color_parse(tr_string(v), &s->colors[i])) continue;
    tr_error(ctx, TR_INPUT, v->file ? tr_pos_of(v) : at, NULL, "\"%.*s\" is no colour", TR_FMT(tr_string(v)));
    return false;
  }
  return true;
}

static size_t scheme_size(const tr_scale *s, const tr_scale_spec *spec) {
  switch (s->type->kind) {
  case TR_SCALE_THRESHOLD: return s->n_domain + 1;
  case TR_SCALE_BIN_ORDINAL: return s->n_domain > 0 ? s->n_domain - 1 : 0;
  case TR_SCALE_ORDINAL:
    if (spec->scheme_count) return spec->scheme_count;
    return s->n_domain ? s->n_domain : 5;
  case TR_SCALE_QUANTILE:
  case TR_SCALE_QUANTIZE: return spec->scheme_count ? spec->scheme_count : 5;
  case TR_SCALE_LINEAR:
  case TR_SCALE_LOG:
  case TR_SCALE_POW:
  case TR_SCALE_SQRT:
  case TR_SCALE_SYMLOG:
  case TR_SCALE_TIME:
  case TR_SCALE_UTC:
  case TR_SCALE_BAND:
  case TR_SCALE_POINT: break;
  }
  return s->n_domain;
}

static void set_extent(tr_scale *s, const tr_scale_spec *spec, bool reverse) {
  double from = spec->has_extent ? spec->extent[0] : 0, to = spec->has_extent ? spec->extent[1] : 1;
  s->ramp_from = reverse ? to : from;
  s->ramp_span = reverse ? from - to : to - from;
}

/* COUNT colours out of a ramp, its very ends left out. */
static void sample_ramp(tr_scale *s, size_t count, bool reverse) {
  tr_color *picked = TR_NEW_N(s->arena, tr_color, count);
  for (size_t i = 0; i < count; i++)
    picked[mirrored(i, count, reverse)] = tr_scale_ramp(s, (double)(i + 1) / (double)(count + 1));
  s->colors = picked;
  s->n_range = count;
}

/* Whether colours are one ramp over the domain: Vega's sequential and diverging scales. Others, and those of
   dates, have a colour for each value of the domain. A domain without values has its ramp too. */
static bool has_ramp(const tr_scale *s) {
  return s->type->family == TR_SCALE_CONTINUOUS && !tr_is_temporal(s) &&
         (s->n_domain == 2 || s->n_domain == 3 || s->n_domain == 0);
}

static bool set_scheme(tr_ctx *ctx, tr_scale *s, const tr_scale_spec *spec) {
  bool discrete = false;
  s->range_kind = TR_RANGE_COLORS;
  if (spec->n_colors > 0) {
    if (!set_colors(ctx, s, spec->colors, spec->n_colors, false, spec->at)) return false;
  } else {
    const tr_scheme *scheme = tr_scheme_find(spec->scheme);
    if (!scheme) {
      tr_error(ctx, TR_INPUT, spec->at, "see `tranh list schemes`", "unknown colour scheme \"%.*s\"",
               TR_FMT(spec->scheme));
      return false;
    }
    s->n_range = tr_scheme_colors(ctx, scheme, &s->colors);
    discrete = scheme->discrete;
    if (!discrete) { /* a ramp is made of its own steps, in rgb */
      s->ramp_between = tr_interpolate_find((tr_str){0});
      s->ramp_gamma = 1;
    }
  }
  s->is_ramp = has_ramp(s);
  set_extent(s, spec, s->is_ramp && spec->reverse);
  if (s->is_ramp) return true;
  size_t count = scheme_size(s, spec);
  if (!tr_within(ctx, TR_LIMIT_TICKS, (double)count, spec->at)) return false;
  if (!discrete) {
    sample_ramp(s, count, spec->reverse);
    return true;
  }
  if (s->type->kind != TR_SCALE_ORDINAL && count < s->n_range) s->n_range = count;
  for (size_t i = 0; spec->reverse && i < s->n_range / 2; i++) {
    tr_color swap = s->colors[i];
    s->colors[i] = s->colors[s->n_range - 1 - i];
    s->colors[s->n_range - 1 - i] = swap;
  }
  return true;
}

static bool all_are(const tr_value *values, size_t n, tr_kind kind) {
  for (size_t i = 0; i < n; i++)
    if (!tr_is(&values[i], kind)) return false;
  return n > 0;
}

static bool all_colors(const tr_value *values, size_t n) {
  tr_color c;
  for (size_t i = 0; i < n; i++)
    if (!tr_is(&values[i], TR_STRING) || !tr_color_parse(tr_string(&values[i]), &c)) return false;
  return n > 0;
}

static bool set_range(tr_ctx *ctx, tr_scale *s, const tr_scale_spec *spec) {
  bool is_line = s->type->family == TR_SCALE_CONTINUOUS;
  if (all_colors(spec->range, spec->n_range) || (is_line && all_are(spec->range, spec->n_range, TR_STRING))) {
    if (!set_colors(ctx, s, spec->range, spec->n_range, spec->reverse, spec->at)) return false;
    s->is_ramp = has_ramp(s);
    return true;
  }
  s->n_range = spec->n_range;
  if (all_are(spec->range, spec->n_range, TR_NUMBER)) {
    s->range_kind = TR_RANGE_NUMBERS;
    s->numbers = TR_NEW_N(s->arena, double, s->n_range);
    for (size_t i = 0; i < s->n_range; i++)
      s->numbers[i] = spec->range[mirrored(i, s->n_range, spec->reverse)].number;
    return true;
  }
  s->range_kind = TR_RANGE_VALUES;
  s->outputs = TR_NEW_N(s->arena, tr_value, s->n_range);
  for (size_t i = 0; i < s->n_range; i++) s->outputs[i] = spec->range[mirrored(i, s->n_range, spec->reverse)];
  return true;
}

static double unit(double x, double fallback) { return isnan(x) ? fallback : fmax(0, fmin(1, x)); }

static void set_bands(tr_scale *s, const tr_scale_spec *spec) {
  bool point = s->type->kind == TR_SCALE_POINT;
  double padding = isnan(spec->padding) ? 0 : spec->padding;
  s->padding_inner = point ? 1 : unit(spec->padding_inner, unit(padding, 0));
  s->padding_outer = isnan(spec->padding_outer) ? padding : spec->padding_outer;
  s->align = unit(spec->align, 0.5);
  if (!isnan(spec->range_step)) {
    double inner = point ? 1 : isnan(spec->padding_inner) ? padding : spec->padding_inner;
    s->ends[1] = spec->range_step * tr_band_space((double)s->n_domain, inner, s->padding_outer);
  } else if (spec->n_range >= 2) {
    s->ends[0] = tr_plain_number(&spec->range[0]);
    s->ends[1] = tr_plain_number(&spec->range[1]);
  }
  if (spec->reverse) {
    double swap = s->ends[0];
    s->ends[0] = s->ends[1];
    s->ends[1] = swap;
  }
  if (point && !isnan(spec->padding)) s->padding_outer = padding; /* as d3's point scale, which has but one */
  s->padding_outer = fmax(0, fmin(1, s->padding_outer));
  s->range_kind = TR_RANGE_NUMBERS;
  tr_band_rescale(s, spec->round);
}

tr_scale *tr_scale_new(tr_ctx *ctx, const tr_scale_spec *spec) {
  tr_scale *s = TR_NEW(ctx->scene, tr_scale);
  *s = (tr_scale){.type = spec->type,
                  .arena = ctx->scene,
                  .clamp = spec->clamp,
                  .round = spec->round,
                  .exponent = isnan(spec->exponent) ? 1 : spec->exponent,
                  .base = isnan(spec->base) ? 10 : spec->base,
                  .constant = isnan(spec->constant) ? 1 : spec->constant,
                  .ramp_span = 1,
                  .gamma = isnan(spec->gamma) ? 1 : spec->gamma,
                  .bins = spec->bins,
                  .n_bins = spec->n_bins,
                  .zone = spec->zone};
  s->between = tr_interpolate_find(spec->interpolate);
  if (!s->between) {
    tr_error(ctx, TR_INPUT, spec->at, "rgb, lab, hcl, hcl-long, hsl, hsl-long, cubehelix, cubehelix-long",
             "unknown colour interpolation \"%.*s\"", TR_FMT(spec->interpolate));
    return NULL;
  }
  s->ramp_between = s->between;
  s->ramp_gamma = s->gamma;
  if (spec->type->family == TR_SCALE_DISCRETE)
    set_discrete_domain(s, spec);
  else
    set_number_domain(s, spec);
  if (is_banded(spec->type))
    set_bands(s, spec);
  else if (!(spec->scheme.n > 0 || spec->n_colors > 0 ? set_scheme(ctx, s, spec) : set_range(ctx, s, spec)))
    return NULL;
  if (s->type->kind == TR_SCALE_BIN_ORDINAL && !s->bins) {
    s->bins = s->domain;
    s->n_bins = s->n_domain;
  }
  tr_discretize(ctx, s);
  return s;
}
