#include "scale/scale-priv.h"

#include <float.h>
#include <math.h>

double tr_round_js(double x) { return floor(x + 0.5); }

typedef struct tick_span {
  double first, last, increment;
} tick_span;

static double nice_factor(double error) {
  if (error >= sqrt(50)) return 10;
  if (error >= sqrt(10)) return 5;
  if (error >= sqrt(2)) return 2;
  return 1;
}

/* Ticks are first … last times the increment, or, where it is negative, divided by its size: so that 0.1 is
   an exact division and not a product that has drifted. */
static tick_span span_of(double start, double stop, double count) {
  double step = (stop - start) / fmax(0, count);
  double power = floor(log10(step)), factor = nice_factor(step / pow(10, power));
  tick_span span;
  if (power < 0) {
    double per = pow(10, -power) / factor;
    span = (tick_span){tr_round_js(start * per), tr_round_js(stop * per), -per};
    if (span.first / per < start) span.first++;
    if (span.last / per > stop) span.last--;
  } else {
    double by = pow(10, power) * factor;
    span = (tick_span){tr_round_js(start / by), tr_round_js(stop / by), by};
    if (span.first * by < start) span.first++;
    if (span.last * by > stop) span.last--;
  }
  if (span.last < span.first && count >= 0.5 && count < 2) return span_of(start, stop, count * 2);
  return span;
}

double tr_tick_increment(double start, double stop, double count) {
  return span_of(start, stop, count).increment;
}

double tr_tick_step(double start, double stop, double count) {
  bool reversed = stop < start;
  double inc = reversed ? tr_tick_increment(stop, start, count) : tr_tick_increment(start, stop, count);
  return (reversed ? -1 : 1) * (inc < 0 ? 1 / -inc : inc);
}

size_t tr_ticks(tr_ctx *ctx, double start, double stop, double count, double **out) {
  *out = NULL;
  if (!(count > 0) || !isfinite(start) || !isfinite(stop)) return 0;
  bool reversed = stop < start;
  tick_span span = {start, start, 1};
  if (start != stop) span = reversed ? span_of(stop, start, count) : span_of(start, stop, count);
  double amount = start == stop ? 1 : span.last - span.first + 1;
  if (!(amount >= 1) || !tr_within(ctx, TR_LIMIT_TICKS, amount, (tr_pos){0})) return 0;
  size_t n = (size_t)amount;
  double *ticks = TR_NEW_N(ctx->scene, double, n);
  if (start == stop) ticks[0] = start;
  for (size_t i = 0; i < n && start != stop; i++) {
    double k = reversed ? span.last - (double)i : span.first + (double)i;
    ticks[i] = span.increment < 0 ? k / -span.increment : k * span.increment;
  }
  *out = ticks;
  return n;
}

double tr_band_space(double n, double padding_inner, double padding_outer) {
  double space = n - padding_inner + padding_outer * 2;
  if (n == 0) return 0;
  return space > 0 ? space : 1;
}

void tr_nice_linear(const tr_scale *s, double ends[2], double count) {
  (void)s;
  bool reversed = ends[1] < ends[0];
  double start = reversed ? ends[1] : ends[0], stop = reversed ? ends[0] : ends[1], before = 0;
  for (int i = 0; i < 10; i++) {
    double step = tr_tick_increment(start, stop, count);
    if (step == before) {
      ends[reversed] = start;
      ends[!reversed] = stop;
      return;
    }
    if (step > 0) {
      start = floor(start / step) * step;
      stop = ceil(stop / step) * step;
    } else if (step < 0) {
      start = ceil(start * step) / step;
      stop = floor(stop * step) / step;
    } else {
      return;
    }
    before = step;
  }
}

size_t tr_ticks_linear(tr_ctx *ctx, const tr_scale *s, double count, double **out) {
  if (s->n_domain == 0) return 0;
  return tr_ticks(ctx, s->domain[0], s->domain[s->n_domain - 1], count, out);
}

double tr_scale_tick_count(const tr_scale *s, const tr_tick_count *count) {
  double n = isnan(count->count) ? 10 : count->count;
  if (s->bins) n = fmax(n, (double)s->n_bins);
  if (isnan(count->min_step) || s->n_domain == 0 || !s->domain) return n;
  double a = s->domain[0], b = s->domain[s->n_domain - 1], low = fmin(a, b), high = fmax(a, b);
  double most = (high - low) / count->min_step;
  n = fmin(n, floor(most == 0 || isnan(most) ? 1 : most) + 1);
  bool plain = !s->bins && !tr_is_logarithmic(s) && !tr_is_temporal(s);
  while (plain && low < high && n > 1 && tr_tick_step(low, high, n) < count->min_step) n--;
  return n;
}

static tr_value boxed(const tr_scale *s, double x) {
  return tr_is_temporal(s) ? tr_make_date(x) : tr_make_number(x);
}

static size_t box_all(tr_ctx *ctx, const tr_scale *s, const double *x, size_t n, tr_value **out) {
  *out = TR_NEW_N(ctx->scene, tr_value, n);
  for (size_t i = 0; i < n; i++) (*out)[i] = boxed(s, x[i]);
  return n;
}

/* Of several in one second the last: Vega knows the ticks of an axis by the words of their dates, which have
   no fractions of seconds. */
static size_t one_a_second(double *x, size_t n) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    if (kept > 0 && floor(x[kept - 1] / 1000) == floor(x[i] / 1000)) kept--;
    x[kept++] = x[i];
  }
  return kept;
}

size_t tr_scale_ticks(tr_ctx *ctx, const tr_scale *s, const tr_tick_count *count, tr_value **out) {
  if (s->bins) {
    tr_value *bins;
    size_t n = box_all(ctx, s, s->bins, s->n_bins, &bins);
    return tr_scale_valid_ticks(ctx, s, count, bins, n, out);
  }
  double *ticks = NULL;
  if (tr_is_temporal(s)) {
    size_t n = tr_time_ticks(ctx, s, count, &ticks);
    n = one_a_second(ticks, n);
    return box_all(ctx, s, ticks, n, out);
  }
  if (s->type->ticks) {
    size_t n = s->type->ticks(ctx, s, tr_scale_tick_count(s, count), &ticks);
    return box_all(ctx, s, ticks, n, out);
  }
  *out = TR_NEW_N(ctx->scene, tr_value, s->n_domain);
  for (size_t i = 0; i < s->n_domain; i++) (*out)[i] = s->values[i];
  return s->n_domain;
}

size_t tr_scale_own_ticks(tr_ctx *ctx, const tr_scale *s, const tr_tick_count *count, tr_value **out) {
  tr_scale plain = *s;
  plain.bins = NULL;
  plain.n_bins = 0;
  return tr_scale_ticks(ctx, &plain, count, out);
}

static void sort_by_place(tr_value *values, double *places, size_t n, bool descending) {
  for (size_t i = 1; i < n; i++) {
    tr_value v = values[i];
    double place = places[i];
    size_t j = i;
    for (; j > 0 && (descending ? places[j - 1] < place : places[j - 1] > place); j--) {
      values[j] = values[j - 1];
      places[j] = places[j - 1];
    }
    values[j] = v;
    places[j] = place;
  }
}

size_t tr_scale_valid_ticks(tr_ctx *ctx, const tr_scale *s, const tr_tick_count *count,
                            const tr_value *values, size_t n, tr_value **out) {
  double ends[2];
  tr_scale_range(s, ends);
  double low = floor(fmin(ends[0], ends[1])), high = ceil(fmax(ends[0], ends[1]));
  tr_value *kept = TR_NEW_N(ctx->scene, tr_value, n);
  double *places = TR_NEW_N(ctx->scene, double, n);
  size_t n_kept = 0;
  for (size_t i = 0; i < n; i++) {
    double place = tr_scale_number(s, &values[i]);
    if (!(low <= place && place <= high)) continue;
    places[n_kept] = place;
    kept[n_kept++] = values[i];
  }
  sort_by_place(kept, places, n_kept, ends[0] > ends[1]);
  double most = count->interval.n > 0 ? 0 : tr_scale_tick_count(s, count);
  *out = kept;
  if (!(most > 0) || n_kept < 2) return n_kept;
  tr_value first = kept[0], last = kept[n_kept - 1];
  while ((double)n_kept > most && n_kept >= 3) {
    size_t half = 0;
    for (size_t i = 0; i < n_kept; i += 2) kept[half++] = kept[i];
    n_kept = half;
  }
  if (n_kept >= 3) return n_kept;
  kept[0] = first;
  kept[1] = last;
  return 2;
}
