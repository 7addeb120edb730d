#include "scale/scale-priv.h"

#include <math.h>

const tr_scale_type *tr_scale_type_of(const tr_scale *s) { return s->type; }

size_t tr_scale_domain(const tr_scale *s, const tr_value **values) {
  *values = s->values;
  return s->n_domain;
}

double tr_scale_domain_end(const tr_scale *s, bool last) {
  if (s->n_domain == 0 || !s->domain) return NAN;
  return s->domain[last ? s->n_domain - 1 : 0];
}

void tr_scale_range(const tr_scale *s, double ends[2]) {
  ends[0] = ends[1] = 0;
  if (s->type->kind == TR_SCALE_BAND || s->type->kind == TR_SCALE_POINT) {
    ends[0] = s->ends[0];
    ends[1] = s->ends[1];
  } else if (s->range_kind == TR_RANGE_NUMBERS && s->n_range > 0) {
    ends[0] = s->numbers[0];
    ends[1] = s->numbers[s->n_range - 1];
  }
}

size_t tr_scale_bins(const tr_scale *s, const double **bins) {
  *bins = s->bins;
  return s->n_bins;
}

double tr_scale_bandwidth(const tr_scale *s) { return s->bandwidth; }

double tr_scale_step(const tr_scale *s) { return s->step; }

bool tr_scale_is_colored(const tr_scale *s) { return s->range_kind == TR_RANGE_COLORS; }

/* Which entry of the range a value has; SIZE_MAX for none. */
static size_t entry_of(const tr_scale *s, const tr_value *v) {
  if (s->n_range == 0) return SIZE_MAX;
  if (s->type->family == TR_SCALE_DISCRETE) {
    size_t i = tr_scale_find(s, v);
    return i == SIZE_MAX ? i : i % s->n_range;
  }
  if (tr_is_nil(v)) return SIZE_MAX;
  double x = tr_plain_number(v);
  if (isnan(x)) return SIZE_MAX;
  const double *cuts = s->type->thresholds ? s->cuts : s->domain;
  size_t n = s->type->thresholds ? s->n_cuts : s->n_domain, i = 0;
  while (i < n && cuts[i] <= x) i++;
  if (s->type->thresholds) return i;
  return i == 0 ? SIZE_MAX : (i - 1) % s->n_range;
}

double tr_scale_number_of(const tr_scale *s, double x) {
  if (s->type->family == TR_SCALE_CONTINUOUS) return tr_continuous_number(s, x);
  tr_value v = tr_make_number(x);
  return tr_scale_number(s, &v);
}

double tr_scale_number(const tr_scale *s, const tr_value *v) {
  if (!v || s->range_kind != TR_RANGE_NUMBERS) return NAN;
  if (s->type->family == TR_SCALE_CONTINUOUS)
    return tr_is_nil(v) ? NAN : tr_continuous_number(s, tr_plain_number(v)); /* null is not 0 here */
  size_t i = entry_of(s, v);
  return i == SIZE_MAX ? NAN : s->numbers[i];
}

bool tr_scale_color(const tr_scale *s, const tr_value *v, tr_color *out) {
  if (!v || s->range_kind != TR_RANGE_COLORS || s->n_range == 0) return false;
  if (s->type->family == TR_SCALE_CONTINUOUS) {
    double x = tr_plain_number(v);
    if (tr_is_nil(v) || isnan(x) || s->n_domain == 0) return false;
    *out = tr_continuous_color(s, x);
    return true;
  }
  size_t i = entry_of(s, v);
  if (i == SIZE_MAX) return false;
  *out = s->colors[i];
  return true;
}

static tr_value color_value(tr_ctx *ctx, tr_color c) {
  char hex[10];
  tr_color_hex(c, hex);
  return tr_make_string(tr_str_copy(ctx->scene, tr_str_z(hex)));
}

tr_value tr_scale_value(tr_ctx *ctx, const tr_scale *s, const tr_value *v) {
  tr_color c;
  if (s->range_kind == TR_RANGE_COLORS)
    return tr_scale_color(s, v, &c) ? color_value(ctx, c) : tr_make_undefined();
  if (s->range_kind == TR_RANGE_NUMBERS) {
    double x = tr_scale_number(s, v);
    return isnan(x) ? tr_make_undefined() : tr_make_number(x);
  }
  size_t i = entry_of(s, v);
  return i == SIZE_MAX ? tr_make_undefined() : s->outputs[i];
}

tr_value tr_scale_invert(const tr_scale *s, double at) {
  if (s->type->family == TR_SCALE_CONTINUOUS) {
    double x = tr_continuous_invert(s, at);
    return tr_is_temporal(s) ? tr_make_date(x) : tr_make_number(x);
  }
  for (size_t i = 0; i < s->n_domain && s->range_kind == TR_RANGE_NUMBERS; i++)
    if (at >= s->numbers[i] && at <= s->numbers[i] + s->bandwidth) return s->values[i];
  return tr_make_undefined();
}

/* --- Legend values -------------------------------------------------------------------------------------- */

/* Of a log scale: the ticks that d3 would label. */
static size_t labelled_ticks(const tr_scale *s, double count, tr_value *ticks, size_t n) {
  double most = fmax(1, s->base * count / (double)n);
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    double d = ticks[i].number, k = d / pow(s->base, tr_round_js(log(d) / log(s->base)));
    if (k * s->base < s->base - 0.5) k *= s->base;
    if (k <= most) ticks[kept++] = ticks[i];
  }
  return kept;
}

static size_t ranges_of(tr_ctx *ctx, double first, const double *cuts, size_t n, tr_value **out) {
  bool open = isinf(first);
  *out = TR_NEW_N(ctx->scene, tr_value, n + 1);
  if (open) (*out)[0] = tr_make_number(first);
  for (size_t i = 0; i < n; i++) (*out)[i + open] = tr_make_number(cuts[i]);
  return n + open;
}

size_t tr_scale_legend_values(tr_ctx *ctx, const tr_scale *s, const tr_tick_count *count, bool symbols,
                              tr_value **out, double *max, bool *ranges) {
  (void)symbols;
  *max = INFINITY;
  *ranges = true;
  if (s->bins && s->n_bins > 0) {
    *max = s->bins[s->n_bins - 1];
    return ranges_of(ctx, s->bins[0], s->bins, s->n_bins - 1, out);
  }
  if (s->type->kind == TR_SCALE_THRESHOLD) /* all of them, where the range is too short for some too */
    return ranges_of(ctx, -INFINITY, s->domain, s->n_domain, out);
  if (s->type->thresholds) return ranges_of(ctx, -INFINITY, s->cuts, s->n_cuts, out);
  *ranges = false;
  size_t n = tr_scale_ticks(ctx, s, count, out);
  if (s->type->kind == TR_SCALE_LOG && !s->is_ramp)
    n = labelled_ticks(s, tr_scale_tick_count(s, count), *out, n);
  return n;
}
