#ifndef TR_SCALE_SCALE_PRIV_H
#define TR_SCALE_SCALE_PRIV_H

#include "scale/scale.h"

/* What a range is made of. */
typedef enum { TR_RANGE_NUMBERS, TR_RANGE_COLORS, TR_RANGE_VALUES } tr_range_kind;

struct tr_scale {
  const tr_scale_type *type;
  tr_value *values; /* domain, boxed */
  double *domain;   /* domain as numbers; NULL for discrete scales */
  size_t n_domain;
  tr_map index; /* discrete: key of a value to its position + 1 */
  tr_range_kind range_kind;
  double *numbers; /* the range, by kind */
  tr_color *colors;
  tr_value *outputs;
  size_t n_range;
  bool is_ramp; /* `colors` are stops of one ramp over the whole domain, not an entry for each domain value */
  double ramp_from, ramp_span;
  tr_color_between between, ramp_between; /* named schemes are mixed in RGB, whatever the scale does */
  double gamma, ramp_gamma;
  bool clamp, round;
  double exponent, base, constant;
  double ends[2]; /* band and point: the range as given */
  double start, step, bandwidth, padding_inner, padding_outer, align;
  const double *bins;
  size_t n_bins;
  double *cuts; /* discretizing: boundaries */
  size_t n_cuts;
  const struct tr_zone *zone;
  tr_arena *arena;
};

extern const tr_scale_type tr_scale_linear, tr_scale_log, tr_scale_pow, tr_scale_sqrt, tr_scale_symlog,
    tr_scale_time, tr_scale_utc, tr_scale_ordinal, tr_scale_band, tr_scale_point, tr_scale_quantile,
    tr_scale_quantize, tr_scale_threshold, tr_scale_bin_ordinal;

/* A value as a map key: numbers, strings, dates and booleans of the same text differ. */
tr_str tr_scale_key(tr_arena *arena, const tr_value *v);
size_t tr_scale_find(const tr_scale *s, const tr_value *v); /* position in the domain, or SIZE_MAX */

double tr_plain_number(const tr_value *v); /* of a number, date or boolean; of text as JavaScript reads it */
void tr_nice_linear(const tr_scale *s, double ends[2], double count);
size_t tr_ticks_linear(tr_ctx *ctx, const tr_scale *s, double count, double **out);
bool tr_is_logarithmic(const tr_scale *s);
bool tr_is_temporal(const tr_scale *s);
/* Continuous: the number or the fraction of the ramp for X. */
double tr_continuous_number(const tr_scale *s, double x);
tr_color tr_continuous_color(const tr_scale *s, double x);
double tr_continuous_invert(const tr_scale *s, double at);
void tr_band_rescale(tr_scale *s, bool round);
void tr_discretize(tr_ctx *ctx, tr_scale *s);
tr_color tr_color_quantized(tr_color c); /* to 8 bits a channel, as CSS colour strings carry */
/* Calendar ticks; CTX NULL only counts. INTERVAL empty: by count. */
size_t tr_time_ticks(tr_ctx *ctx, const tr_scale *s, const tr_tick_count *count, double **out);
void tr_time_nice(const tr_scale *s, double ends[2], const tr_tick_count *count);

#endif
