#include "scale/scale-priv.h"

#include "base/number.h"
#include "format/number.h"
#include "format/time.h"

#include <math.h>

struct tr_tick_format {
  const tr_number_format *number; /* NULL: as text, or as time */
  const tr_time_format *time;
  const tr_scale *log; /* labels only the ticks that d3 would label */
  double log_most;
};

/* Digits enough to tell neighbouring ticks apart (vega-format's formatSpan). */
static const tr_number_format *span_format(tr_ctx *ctx, const tr_locale *locale, double start, double stop,
                                           double count, const tr_tick_format_spec *given) {
  tr_number_spec spec;
  bool is_given = given->is_given || given->specifier.n > 0;
  if (!tr_number_spec_parse(is_given ? given->specifier : TR_S(",f"), &spec))
    return tr_number_format_new(ctx, locale, given->specifier, given->at); /* reports what is wrong with it */
  double step = tr_tick_step(start, stop, count), most = fmax(fabs(start), fabs(stop));
  if (spec.precision >= 0) return tr_number_format_of(ctx, locale, &spec);
  int precision = -1;
  switch (spec.type) {
  case 's':
    spec.precision = tr_precision_prefix(step, most);
    return tr_number_format_prefix_of(ctx, locale, &spec, most);
  case 0:
  case 'e':
  case 'g':
  case 'p':
  case 'r':
    precision = tr_precision_round(step, most);
    if (precision >= 0) spec.precision = precision - (spec.type == 'e');
    break;
  case 'f':
  case '%':
    precision = tr_precision_fixed(step);
    if (precision >= 0) spec.precision = precision - (spec.type == '%' ? 2 : 0);
    if (spec.precision < 0 && precision >= 0) spec.precision = 0;
    break;
  }
  return tr_number_format_of(ctx, locale, &spec);
}

/* Quantile and quantize legends: digits enough for the narrowest group. */
static const tr_number_format *cuts_format(tr_ctx *ctx, const tr_locale *locale, const tr_scale *s,
                                           const tr_tick_format_spec *given) {
  const double *x = s->type->kind == TR_SCALE_QUANTILE ? s->cuts : s->domain;
  size_t n = s->type->kind == TR_SCALE_QUANTILE ? s->n_cuts : s->n_domain;
  double narrowest = n > 1 ? x[1] - x[0] : n > 0 ? x[0] : 0;
  for (size_t i = 1; i < n; i++) narrowest = fmin(narrowest, x[i] - x[i - 1]);
  return span_format(ctx, locale, 0, narrowest, 30, given);
}

static const tr_number_format *number_format(tr_ctx *ctx, const tr_locale *locale, const tr_scale *s,
                                             double count, const tr_tick_format_spec *spec) {
  if (tr_is_logarithmic(s)) return tr_number_format_float(ctx, locale, spec->specifier, spec->at);
  if (s->type->kind == TR_SCALE_QUANTILE || s->type->kind == TR_SCALE_QUANTIZE)
    return cuts_format(ctx, locale, s, spec);
  bool spans = s->type->family == TR_SCALE_CONTINUOUS || s->type->kind == TR_SCALE_BIN_ORDINAL;
  if (spans && s->n_domain > 0)
    return span_format(ctx, locale, s->domain[0], s->domain[s->n_domain - 1], count, spec);
  return spec->specifier.n > 0 ? tr_number_format_new(ctx, locale, spec->specifier, spec->at) : NULL;
}

/* d3's rule for which ticks of a log scale get a label. */
static double log_limit(tr_ctx *ctx, const tr_scale *s, double count) {
  tr_tick_count wanted = {.count = count, .min_step = NAN};
  tr_value *ticks;
  size_t n = tr_scale_ticks(ctx, s, &wanted, &ticks);
  return fmax(1, s->base * count / (double)n);
}

static const tr_time_format *time_format(tr_ctx *ctx, const tr_env *env, bool utc,
                                         const tr_tick_format_spec *spec) {
  const tr_zone *zone = utc ? NULL : env->zone;
  if (spec->specifier.n > 0) return tr_time_format_new(ctx, env->locale, spec->specifier, zone, spec->at);
  return tr_time_format_multi(ctx, env->locale, spec->multi, zone, spec->at);
}

const tr_tick_format *tr_tick_format_new(tr_ctx *ctx, const tr_env *env, const tr_scale *s,
                                         const tr_tick_count *count, const tr_tick_format_spec *spec) {
  tr_tick_format *f = TR_NEW(ctx->scene, tr_tick_format);
  double n = tr_scale_tick_count(s, count);
  bool utc = s->type->kind == TR_SCALE_UTC || tr_str_is(spec->type, "utc");
  if (utc || s->type->kind == TR_SCALE_TIME || tr_str_is(spec->type, "time")) {
    f->time = time_format(ctx, env, utc, spec);
    return f;
  }
  f->number = number_format(ctx, env->locale, s, n, spec);
  if (s->type->kind == TR_SCALE_LOG && !spec->no_skip && !s->bins) {
    f->log = s;
    f->log_most = log_limit(ctx, s, n);
  }
  return f;
}

static bool is_skipped(const tr_tick_format *f, double x) {
  double base = f->log->base, k = x / pow(base, tr_round_js(log(x) / log(base)));
  if (k * base < base - 0.5) k *= base;
  return !(k <= f->log_most);
}

static tr_str plain(tr_ctx *ctx, const tr_value *v) {
  if (v->kind == TR_STRING) return tr_string(v);
  if (v->kind == TR_UNDEFINED) return TR_S("undefined");
  if (v->kind == TR_OBJECT) return TR_S("[object Object]");
  tr_buf b = tr_buf_of(ctx->scene);
  if (v->kind == TR_NUMBER || v->kind == TR_DATE)
    tr_buf_number(&b, v->number);
  else
    tr_json_write(&b, v);
  return tr_buf_str(&b);
}

tr_str tr_tick_label(tr_ctx *ctx, const tr_tick_format *f, const tr_value *v) {
  bool is_number = v->kind == TR_NUMBER || v->kind == TR_DATE;
  if (f->time) return tr_time_format_apply(ctx->scene, f->time, tr_plain_number(v));
  if (is_number && f->log && is_skipped(f, v->number)) return (tr_str){0};
  if (is_number && f->number) return tr_number_format_apply(ctx->scene, f->number, v->number);
  return plain(ctx, v);
}
